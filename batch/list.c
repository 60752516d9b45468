/* A list of sites: headings, lines, addresses, duplicates. */
#include "batch/list.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/say.h"
#include "batch/rows.h"
#include "crawler/url.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAIL_ENDS ",; \t"

struct reader {
    struct list *list;
    struct arena *a;
    const char *path;
    const struct list_rules *rules;
    struct rows rows;
    size_t place[COLUMN_COUNT]; /* cell of a column, SIZE_MAX when the list has none */
    size_t extra_place[LIMIT_LIST_COLUMNS];
    struct map *seen; /* key of a site -> number + 1 */
    size_t site_cap;
};

/* ------------------------------------------------------------------ headings */

static int
no_addresses(const struct reader *r, const struct row *head, struct err *e)
{
    char input[600];
    bool address = false;

    for (size_t i = 0; i < head->n; i++)
        address |= str_has(head->cell[i], STR("://")) || str_starts(head->cell[i], STR("www."));
    snprintf(input, sizeof input, "%s:%d", r->path, head->line);
    if (address)
        return err_set(e, ERR_FILE, input,
                       _("put a line with headings above the first site: url, name, district, …"), "%s",
                       _("the list begins with a site, not with headings"));
    return err_set(
        e, ERR_FILE, input,
        _("call the column with the addresses \"url\"; known are also name, kind, district, province, "
          "email, options"),
        "%s", _("no heading says which column holds the addresses"));
}

static bool
names_addresses(struct reader *r, const struct row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (column_of(r->a, row->cell[i]) == COLUMN_URL)
            return true;
    return false;
}

/* The headings; above them spreadsheets have titles, dates, blank lines. */
static int
find_headings(struct reader *r, struct row *head, struct err *e)
{
    struct row *first = ARENA_NEW(r->a, struct row);
    int looked = 0;

    while (looked < LIMIT_LIST_TITLES && rows_next(&r->rows, head)) {
        if (names_addresses(r, head))
            return 0;
        if (looked++ == 0)
            *first = *head;
        rows_separate(&r->rows);
    }
    return looked > 0 ? no_addresses(r, first, e)
                      : err_set(e, ERR_FILE, r->path,
                                _("write a line of headings (url, name, …) and a line for each site"), "%s",
                                _("the list is empty"));
}

static int
read_headings(struct reader *r, struct err *e)
{
    struct row head;
    struct list *l = r->list;

    if (find_headings(r, &head, e) != 0)
        return -1;
    for (int c = 0; c < COLUMN_COUNT; c++)
        r->place[c] = SIZE_MAX;
    l->extra = ARENA_ARRAY(r->a, struct str, head.n + 1);
    for (size_t i = 0; i < head.n; i++) {
        enum column c = column_of(r->a, head.cell[i]);

        if (c < COLUMN_COUNT && r->place[c] == SIZE_MAX) {
            r->place[c] = i;
        } else if (head.cell[i].n > 0) {
            r->extra_place[l->extra_n] = i;
            l->extra[l->extra_n++] = head.cell[i];
        }
    }
    return 0;
}

/* ------------------------------------------------------------------ options of a line */

/* The next word of s, blanks inside quotation marks kept; empty at the end. False: a mark is left open. */
static bool
next_word(struct str s, size_t *at, struct buf *out, bool *any)
{
    char quote = 0;

    while (*at < s.n && s.p[*at] == ' ')
        ++*at;
    for (*any = false; *at < s.n && (quote || s.p[*at] != ' '); ++*at) {
        char c = s.p[*at];

        *any = true;
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else
            buf_char(out, c);
    }
    return quote == 0;
}

static int
split_options(struct reader *r, struct list_site *s, struct err *e)
{
    struct str text = s->cell[COLUMN_OPTIONS];
    size_t at = 0;
    struct buf b;
    bool any = true, good = true;

    buf_init(&b, LIMIT_LIST_CELL + 1);
    s->word = ARENA_ARRAY(r->a, const char *, LIMIT_LIST_WORDS);
    while (good && any && s->word_n < LIMIT_LIST_WORDS) {
        buf_clear(&b);
        good = next_word(text, &at, &b, &any);
        if (good && any)
            s->word[s->word_n++] = arena_str(r->a, buf_view(&b)).p;
    }
    buf_free(&b);
    if (good && s->word_n < LIMIT_LIST_WORDS)
        return 0;
    return err_set(e, ERR_USAGE, "options", _("write them as behind \"oit scan URL\""), "%s",
                   good ? _("too many words in the options") : _("a quotation mark is not closed"));
}

/* ------------------------------------------------------------------ addresses */

static struct str
without_brackets(struct str host)
{
    return host.n > 1 && host.p[0] == '[' ? str_sub(host, 1, host.n - 1) : host;
}

static bool
read_address(struct reader *r, struct list_site *s, struct url *u)
{
    struct str written = s->cell[COLUMN_URL] = arena_str(r->a, url_written(s->cell[COLUMN_URL]));

    s->next = _("write it like https://www.tuayang.example");
    if (written.n == 0) {
        s->what = N_("the line has no address");
        return false;
    }
    if (!url_guess(r->a, written, u) || u->username.n > 0 || str_starts(written, STR("-"))) {
        s->what = N_("this is not an address of a website");
        return false;
    }
    if (!url_port_permitted(u)) {
        s->what = N_("the port belongs to another service than the web");
        s->next = _("leave the port out, or give the website's own");
        return false;
    }
    s->next = NULL;
    return true;
}

/* What two lines that name the same site have in common: not the scheme, not "www.", mostly not the path. */
static struct str
key_of(struct reader *r, const struct url *u, bool path)
{
    struct str where = u->path;

    while (where.n > 0 && where.p[where.n - 1] == '/')
        where.n--;
    return arena_printf(r->a, "%.*s:%d%.*s", STR_ARGS(url_bare_host(u->host)), u->port,
                        path ? (int)where.n : 0, where.n > 0 ? where.p : "");
}

static void
name_folder(struct reader *r, struct list_site *s, const struct url *u, bool path)
{
    s->file = s->folder = url_file_name(r->a, u);
    s->apart = path && u->path.n > 1;
    if (s->apart)
        s->folder = arena_printf(r->a, "%.*s_%08x", STR_ARGS(s->folder),
                                 (unsigned)(str_hash(key_of(r, u, true)) & UINT32_MAX));
}

static void
find_twin(struct reader *r, struct list_site *s, struct str key)
{
    bool fresh;
    struct map_entry *known = map_put(r->seen, key, &fresh);

    if (fresh) {
        known->num = (int64_t)r->list->site_n + 1;
        return;
    }
    s->duplicate_of = r->list->site[known->num - 1].line;
    s->folder = r->list->site[known->num - 1].folder;
    r->list->duplicate_n++;
}

/* On request it is left out, whatever else the line holds. */
static bool
is_excluded(struct reader *r, struct list_site *s)
{
    struct str why = s->cell[COLUMN_EXCLUDED], by = s->cell[COLUMN_EXCLUDED_BY];

    if (column_says_no(r->a, why) && column_says_no(r->a, by))
        return false;
    s->excluded = true;
    s->excluded_by = column_says_no(r->a, by) ? STR_NONE : by;
    s->excluded_why = column_says_no(r->a, why) || column_is_tick(r->a, why) ? STR_NONE : why;
    r->list->excluded_n++;
    return true;
}

/* Where its file would be, so that others can leave it out too; a line that names none is no fault here. */
static void
name_excluded(struct reader *r, struct list_site *s)
{
    struct list_site as_if = *s;
    struct url u;
    bool path = false;

    if (!read_address(r, &as_if, &u))
        return;
    if (split_options(r, &as_if, NULL) == 0)
        (void)r->rules->options(r->rules->ctx, as_if.word, as_if.word_n, &path, NULL);
    name_folder(r, s, &u, path || r->rules->shared(r->rules->ctx, u.host));
}

static void
check_site(struct reader *r, struct list_site *s)
{
    struct err e = {0};
    struct url u;
    bool path = false;

    if (is_excluded(r, s)) {
        name_excluded(r, s);
        return;
    }
    if (!read_address(r, s, &u))
        return;
    if (split_options(r, s, &e) != 0 ||
        r->rules->options(r->rules->ctx, s->word, s->word_n, &path, &e) != 0) {
        s->what = arena_printf(r->a, "%s: %s", e.input, e.what).p;
        s->next = arena_str(r->a, str_of(e.next)).p;
        return;
    }
    path |= r->rules->shared(r->rules->ctx, u.host);
    s->host = arena_str(r->a, without_brackets(u.host));
    s->port = url_port(&u);
    name_folder(r, s, &u, path);
    find_twin(r, s, key_of(r, &u, path));
}

/* ------------------------------------------------------------------ lines */

static struct str
cell_at(const struct row *row, size_t place)
{
    return place < row->n ? row->cell[place] : STR_NONE;
}

static void
add_site(struct reader *r, const struct row *row)
{
    struct list *l = r->list;
    struct list_site s = {.line = row->line};

    for (int c = 0; c < COLUMN_COUNT; c++)
        s.cell[c] = cell_at(row, r->place[c]);
    s.extra = ARENA_ARRAY(r->a, struct str, l->extra_n + 1);
    for (size_t i = 0; i < l->extra_n; i++)
        s.extra[i] = cell_at(row, r->extra_place[i]);
    if (row->fault == NULL) {
        check_site(r, &s);
    } else {
        s.what = row->fault;
        s.next = _("open the list in a spreadsheet, mend the line and save it as CSV");
    }
    l->bad_n += s.what != NULL;
    l->site = mem_room(l->site, l->site_n, &r->site_cap, sizeof *l->site);
    l->site[l->site_n++] = s;
}

static int
read_lines(struct reader *r, struct err *e)
{
    struct list *l = r->list;
    struct row row;

    while (rows_next(&r->rows, &row)) {
        if (l->site_n == LIMIT_LIST_LINES)
            return err_set(e, ERR_FILE, r->path, _("split the list"), _("a list can have %d lines at most"),
                           LIMIT_LIST_LINES);
        add_site(r, &row);
    }
    if (l->site_n == 0)
        return err_set(e, ERR_FILE, r->path, _("write a line for each site below the headings"), "%s",
                       _("the list names no site"));
    if (l->bad_n > 0 && l->bad_n + l->excluded_n == l->site_n) {
        char input[600];
        size_t bad = 0;

        while (l->site[bad].what == NULL)
            bad++;
        snprintf(input, sizeof input, "%s:%d", r->path, l->site[bad].line);
        return err_set(e, ERR_FILE, input, l->site[bad].next,
                       _("no line of the list can be used; the first: %s"), _(l->site[bad].what));
    }
    return 0;
}

static int
not_text(const char *path, struct str bytes, struct err *e)
{
    if (!str_starts(bytes, STR("PK\x03\x04")) && !str_starts(bytes, STR("\xd0\xcf\x11\xe0")))
        return 0;
    return err_set(e, ERR_FILE, path, _("open it in the spreadsheet and save it as CSV (UTF-8)"), "%s",
                   _("this is a workbook, not a text"));
}

static struct str
base_name(struct str path)
{
    size_t from = path.n;

    while (from > 0 && path.p[from - 1] != '/')
        from--;
    return str_sub(path, from, path.n);
}

struct list *
list_parse(const char *path, struct str bytes, const struct list_rules *rules, struct err *e)
{
    struct list *l = mem_new(1, sizeof *l);
    struct reader *r = mem_new(1, sizeof *r);
    int bad;

    l->arena = arena_new(0);
    l->title = arena_str(l->arena, base_name(str_of(path)));
    *r = (struct reader){.list = l, .a = l->arena, .path = path, .rules = rules, .seen = map_new()};
    bad = not_text(path, bytes, e);
    if (bad == 0) {
        rows_init(&r->rows, r->a, rows_decode(r->a, bytes));
        bad = read_headings(r, e) != 0 || read_lines(r, e) != 0;
    }
    map_free(r->seen);
    free(r);
    if (!bad)
        return l;
    list_free(l);
    return NULL;
}

struct list *
list_read(const char *path, const struct list_rules *rules, struct err *e)
{
    struct list *l = NULL;
    struct buf b;

    if (!file_exists(path)) {
        err_set(e, ERR_FILE, path, _("check the name; the list is a CSV file with a line of headings"), "%s",
                _("there is no such file"));
        return NULL;
    }
    buf_init(&b, LIMIT_LIST_FILE);
    if (file_read(path, &b, e) == 0)
        l = list_parse(path, buf_view(&b), rules, e);
    else
        e->code = ERR_FILE;
    buf_free(&b);
    return l;
}

bool
list_next_mail(struct str *rest, struct str *one)
{
    size_t to;

    while (rest->n > 0 && strchr(MAIL_ENDS, rest->p[0]) != NULL)
        *rest = str_sub(*rest, 1, rest->n);
    for (to = 0; to < rest->n && strchr(MAIL_ENDS, rest->p[to]) == NULL;)
        to++;
    *one = str_sub(*rest, 0, to);
    *rest = str_sub(*rest, to, rest->n);
    return one->n > 0;
}

void
list_free(struct list *l)
{
    if (l == NULL)
        return;
    free(l->site);
    arena_free(l->arena);
    free(l);
}
