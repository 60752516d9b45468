/* Addresses of one make and what they have given back. */
#include "crawler/shape.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdlib.h>

#define TWINS_LEARNT 5    /* pages that look alike whatever its value, and none unlike: it is idle */
#define TWINS_PATIENCE 3  /* patience counts so much more where only twins speak against an address */
#define PARAMETERS_SEEN 8 /* of one address; more are not learnt from */
#define VAIN_RATIO 10     /* so many dull pages for each real one make a folder or path worn */

struct group {
    uint32_t dull_row; /* addresses in a row that gave nothing */
    uint32_t idle_row; /* that gave nothing but numbers */
    uint32_t dull, idle, real;
    uint32_t let; /* rationed: let through */
};

/* How often two addresses that differ in one thing showed the same. */
struct likeness {
    uint32_t same, other;
};

struct shapes {
    struct map *groups, *likeness;
    struct map *prints; /* what an address without one of its parts shows */
    struct buf key;
};

struct shapes *
shapes_new(void)
{
    struct shapes *s = mem_new(1, sizeof *s);

    s->groups = map_new();
    s->likeness = map_new();
    s->prints = map_new();
    buf_init(&s->key, 5 * LIMIT_ADDRESS);
    return s;
}

static void
free_values(struct map *m)
{
    for (size_t i = 0; i < map_count(m); i++)
        free(map_at(m, i)->ptr);
    map_free(m);
}

void
shapes_free(struct shapes *s)
{
    if (!s)
        return;
    free_values(s->groups);
    free_values(s->likeness);
    map_free(s->prints);
    buf_free(&s->key);
    free(s);
}

/* Keys. */

static void
fold_digits(struct buf *out, struct str s)
{
    bool digit = false;

    for (size_t i = 0; i < s.n; i++) {
        bool now = s.p[i] >= '0' && s.p[i] <= '9';
        if (!now)
            buf_char(out, s.p[i]);
        else if (!digit)
            buf_char(out, '0');
        digit = now;
    }
}

static void
key_begin(struct shapes *s, char make, const struct url *u)
{
    buf_clear(&s->key);
    buf_char(&s->key, make);
    if (!u)
        return;
    buf_str(&s->key, u->scheme);
    buf_char(&s->key, ':');
    buf_str(&s->key, u->host);
    if (u->port >= 0) {
        buf_char(&s->key, ':');
        buf_put(&s->key, &u->port, sizeof u->port);
    }
}

static void
key_of_shape(struct shapes *s, const struct url *u)
{
    key_begin(s, 'A', u);
    fold_digits(&s->key, u->path);
    buf_char(&s->key, '?');
    fold_digits(&s->key, u->query);
}

static struct str
name_of(struct str parameter)
{
    return str_sub(parameter, 0, str_find_char(parameter, '=', 0));
}

static void
key_of_names(struct shapes *s, const struct url *u)
{
    struct str rest = u->query, one;

    key_begin(s, 'W', u);
    fold_digits(&s->key, u->path);
    while (str_next(&rest, '&', &one)) {
        buf_char(&s->key, '&');
        buf_str(&s->key, name_of(one));
    }
}

static void
key_of_path(struct shapes *s, const struct url *u)
{
    key_begin(s, 'Q', u);
    buf_str(&s->key, u->path);
}

/* The folder that ends at the slash at. */
static void
key_of_folder(struct shapes *s, const struct url *u, size_t at)
{
    key_begin(s, 'D', u);
    buf_str(&s->key, str_sub(u->path, 0, at + 1));
}

/* What is found by way of dull pages, by the folder it stands in. */
static void
key_of_parent(struct shapes *s, const struct url *u)
{
    size_t end = u->path.n > 0 ? u->path.n - 1 : 0; /* a folder stands in its parent */

    while (end > 0 && u->path.p[end - 1] != '/')
        end--;
    key_begin(s, 'N', u);
    buf_str(&s->key, str_sub(u->path, 0, end));
}

/* The group whose key was put, made when it is not there. */
static struct group *
group_put(struct shapes *s)
{
    struct map_entry *m = map_put(s->groups, buf_view(&s->key), NULL);

    if (!m->ptr)
        m->ptr = mem_new(1, sizeof(struct group));
    return m->ptr;
}

static struct group
group_get(const struct shapes *s)
{
    struct map_entry *m = map_get(s->groups, buf_view(&s->key));

    return m ? *(struct group *)m->ptr : (struct group){0};
}

/* What came back. */

static void
gave(struct shapes *s, enum gain gain)
{
    struct group *g = group_put(s);

    g->dull_row = gain == GAIN_DULL ? g->dull_row + 1 : 0;
    g->idle_row = gain != GAIN_REAL ? g->idle_row + 1 : 0;
    g->dull += gain == GAIN_DULL;
    g->idle += gain != GAIN_REAL;
    g->real += gain == GAIN_REAL;
}

bool
shape_leads_nowhere(struct shapes *s, const struct url *u, uint32_t patience)
{
    key_of_parent(s, u);
    return group_get(s).dull_row >= LIMIT_BRANCH_REPEATS * patience;
}

void
shape_gave(struct shapes *s, const struct url *u, enum gain gain, bool by_dull)
{
    if (by_dull) {
        key_of_parent(s, u);
        gave(s, gain);
    }
    key_of_shape(s, u);
    gave(s, gain);
    if (u->has_query) {
        key_of_names(s, u);
        gave(s, gain);
        key_of_path(s, u);
        gave(s, gain);
    }
    for (size_t at = str_find_char(u->path, '/', 1), n = 0; at != STR_NOT_FOUND && n < LIMIT_PATH_PARTS;
         at = str_find_char(u->path, '/', at + 1), n++) {
        key_of_folder(s, u, at);
        gave(s, gain);
    }
}

/* Twins. */

/* The address without parameter number skip (-1: with all), named by what was left out. */
static void
key_of_rest(struct shapes *s, const struct url *u, int skip)
{
    struct str rest = u->query, one;
    int n = 0;

    key_begin(s, 'R', u);
    buf_str(&s->key, u->path);
    for (; str_next(&rest, '&', &one); n++) {
        if (n == skip)
            continue;
        buf_char(&s->key, '&');
        buf_str(&s->key, one);
    }
}

/* The address without its server. */
static void
key_of_place(struct shapes *s, const struct url *u)
{
    key_begin(s, 'T', NULL);
    buf_str(&s->key, u->path);
    buf_char(&s->key, '?');
    buf_str(&s->key, u->query);
}

static void
key_of_likeness(struct shapes *s, const struct url *u, struct str name, bool here)
{
    key_begin(s, here ? 'L' : 'l', u);
    if (here)
        fold_digits(&s->key, u->path);
    buf_char(&s->key, '&');
    buf_str(&s->key, name);
}

/* Two addresses that differ in what the key says show print and known.  One page proves sameness once. */
static void
liken(struct shapes *s, uint64_t print, uint64_t known)
{
    struct map_entry *m = map_put(s->likeness, buf_view(&s->key), NULL);
    struct likeness *l = m->ptr ? m->ptr : (m->ptr = mem_new(1, sizeof *l));
    bool fresh = true;

    if (print == known) {
        buf_printf(&s->key, "=%016llx", (unsigned long long)print);
        map_put(s->prints, buf_view(&s->key), &fresh);
        l->same += fresh;
    } else {
        l->other++;
    }
}

/* The print known under the key that was put. */
static bool
print_get(const struct shapes *s, uint64_t *print)
{
    struct map_entry *m = map_get(s->prints, buf_view(&s->key));

    if (m)
        *print = (uint64_t)m->num;
    return m != NULL;
}

/* Keep the print under the key that was put, followed by mark; the first one stays. */
static void
print_put(struct shapes *s, uint64_t print)
{
    bool fresh;
    struct map_entry *m = map_put(s->prints, buf_view(&s->key), &fresh);

    if (fresh)
        m->num = (int64_t)print;
}

/* Which parameter was left out belongs to the key, unless it was not there at all. */
static void
key_mark(struct shapes *s, struct str name)
{
    buf_char(&s->key, '!');
    buf_str(&s->key, name);
}

/* Is an address known that differs in this parameter alone, or that does not have it? */
static bool
rest_known(struct shapes *s, const struct url *u, int n, struct str name, uint64_t *print)
{
    key_of_rest(s, u, n);
    if (print_get(s, print))
        return true;
    key_mark(s, name);
    return print_get(s, print);
}

static void
learn_parameter(struct shapes *s, const struct url *u, int n, struct str name, uint64_t print)
{
    uint64_t known;

    if (rest_known(s, u, n, name, &known)) {
        key_of_likeness(s, u, name, true);
        liken(s, print, known);
        key_of_likeness(s, u, name, false);
        liken(s, print, known);
    }
    key_of_rest(s, u, n);
    key_mark(s, name);
    print_put(s, print);
}

static void
learn_server(struct shapes *s, const struct url *u, uint64_t print)
{
    uint64_t known;

    key_of_place(s, u);
    if (print_get(s, &known)) {
        key_begin(s, 'O', u);
        liken(s, print, known);
    } else {
        print_put(s, print);
    }
}

void
shape_shows(struct shapes *s, const struct url *u, uint64_t print)
{
    struct str rest = u->query, one;

    if (map_count(s->prints) > LIMIT_FRONTIER)
        return;
    learn_server(s, u, print);
    for (int n = 0; n < PARAMETERS_SEEN && str_next(&rest, '&', &one); n++)
        learn_parameter(s, u, n, name_of(one), print);
    key_of_rest(s, u, -1);
    print_put(s, print);
}

static bool
is_idle(const struct shapes *s, uint32_t patience)
{
    struct map_entry *m = map_get(s->likeness, buf_view(&s->key));
    const struct likeness *l = m ? m->ptr : NULL;

    return l && l->other == 0 && l->same >= TWINS_LEARNT * patience;
}

static bool
is_twin(struct shapes *s, const struct url *u, uint32_t patience)
{
    struct str rest = u->query, one;
    uint64_t print;

    key_begin(s, 'O', u);
    if (is_idle(s, patience)) {
        key_of_place(s, u);
        if (print_get(s, &print))
            return true;
    }
    for (int n = 0; n < PARAMETERS_SEEN && str_next(&rest, '&', &one); n++) {
        bool idle;

        key_of_likeness(s, u, name_of(one), true);
        idle = is_idle(s, patience);
        key_of_likeness(s, u, name_of(one), false);
        idle = idle || is_idle(s, patience);
        if (idle && rest_known(s, u, n, name_of(one), &print))
            return true;
    }
    return false;
}

/* Worn. */

static bool
is_vain(struct group g, uint32_t patience)
{
    return g.dull_row >= LIMIT_BRANCH_REPEATS * patience && g.dull >= VAIN_RATIO * g.real;
}

static bool
shape_is_worn(struct shapes *s, const struct url *u, uint32_t patience, bool found)
{
    struct group g;

    key_of_shape(s, u);
    g = group_get(s);
    if ((found ? g.idle_row : g.dull_row) >= LIMIT_PATTERN_REPEATS * patience)
        return true;
    if (!u->has_query)
        return false;
    key_of_names(s, u);
    g = group_get(s);
    if (found && g.idle >= LIMIT_PATTERN_PAGES * patience && g.idle >= 2 * VAIN_RATIO * g.real)
        return true;
    key_of_path(s, u);
    return is_vain(group_get(s), patience);
}

static bool
folder_is_worn(struct shapes *s, const struct url *u, uint32_t patience)
{
    for (size_t at = str_find_char(u->path, '/', 1), n = 0; at != STR_NOT_FOUND && n < LIMIT_PATH_PARTS;
         at = str_find_char(u->path, '/', at + 1), n++) {
        key_of_folder(s, u, at);
        if (is_vain(group_get(s), patience))
            return true;
    }
    return false;
}

enum problem
shape_worn(struct shapes *s, const struct url *u, uint32_t patience, bool found)
{
    if (shape_is_worn(s, u, patience, found))
        return PROBLEM_TRAP_PATTERN;
    if (is_twin(s, u, patience > 1 ? patience * TWINS_PATIENCE : 1))
        return PROBLEM_TRAP_TWIN;
    return folder_is_worn(s, u, patience) ? PROBLEM_TRAP_BRANCH : PROBLEM_NONE;
}

bool
shape_ration(struct shapes *s, const struct url *u, uint32_t most)
{
    struct group *g;

    key_of_shape(s, u);
    g = group_put(s);
    if (g->let >= most)
        return false;
    g->let++;
    return true;
}

bool
shape_same_path(const struct url *a, const struct url *b)
{
    struct buf x, y;
    bool same;

    if (!str_eq(a->host, b->host) || a->port != b->port)
        return false;
    buf_init(&x, LIMIT_ADDRESS);
    buf_init(&y, LIMIT_ADDRESS);
    fold_digits(&x, str_sub(a->path, 0, str_find(a->path, STR("/page/"), 0)));
    fold_digits(&y, str_sub(b->path, 0, str_find(b->path, STR("/page/"), 0)));
    while (y.n > 0 && y.p[y.n - 1] == '/')
        y.n--;
    while (x.n > 0 && x.p[x.n - 1] == '/')
        x.n--;
    same = str_eq(buf_view(&x), buf_view(&y));
    buf_free(&x);
    buf_free(&y);
    return same;
}
