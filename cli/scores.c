/* Reading what an office typed from the published result, and making a scorecard of it. */
#include "cli/scores.h"
#include "base/file.h"
#include "base/say.h"
#include "oit/limits.h"
#include "rules/score.h"
#include "rules/suggest.h"
#include "rules/yaml.h"
#include <stdio.h>
#include <string.h>

#define YEAR_FIRST 2540
#define YEAR_LAST 2640

struct scores_year *
scores_year_of(struct scores *s, int fiscal_year)
{
    size_t at = 0;

    for (size_t i = 0; i < s->n; i++)
        if (s->year[i].fiscal_year == fiscal_year)
            return &s->year[i];
    if (s->n == LIMIT_SCORES_YEARS)
        return NULL;
    while (at < s->n && (s->year[at].fiscal_year == 0 || s->year[at].fiscal_year > fiscal_year) &&
           fiscal_year != 0)
        at++;
    memmove(&s->year[at + 1], &s->year[at], sizeof s->year[0] * (s->n - at));
    s->year[at] = (struct scores_year){.fiscal_year = fiscal_year, .total = NO_SCORE};
    s->n++;
    return &s->year[at];
}

bool
scores_add(struct figures *f, struct str id, struct str name, int score)
{
    if (f->n == LIMIT_SCORES)
        return false;
    f->v[f->n++] = (struct figure){id, name, score};
    return true;
}

/* ------------------------------------------------------------------ YAML */

enum key { KEY_YEAR, KEY_IIT, KEY_EIT, KEY_OIT, KEY_LOST, KEY_TOTAL, KEY_LEVEL, KEY_LAST, KEY_YEARS, KEYS };

/* Names of a key, the first of them ours. */
static const struct {
    enum key key;
    const char *name;
} keys[] = {
    {KEY_YEAR, "fiscal_year"}, {KEY_YEAR, "year"},   {KEY_IIT, "iit"},        {KEY_EIT, "eit"},
    {KEY_OIT, "oit"},          {KEY_LOST, "lost"},   {KEY_LOST, "not_found"}, {KEY_TOTAL, "total"},
    {KEY_TOTAL, "ita"},        {KEY_LEVEL, "level"}, {KEY_LAST, "last_year"}, {KEY_LAST, "previous"},
    {KEY_YEARS, "years"},
};

#define KEYS_N (sizeof keys / sizeof *keys)

static bool
is_number(struct str s)
{
    uint64_t n;

    return str_to_u64(s, &n);
}

/* The key's meaning; KEYS and a complaint when it has none. */
static enum key
key_of(const struct yaml *y, const struct node *value)
{
    struct suggest s = suggest_for(value->key->text);
    char next[256];

    for (size_t i = 0; i < KEYS_N; i++)
        if (str_eq_nocase(value->key->text, str_of(keys[i].name)))
            return keys[i].key;
    for (size_t i = 0; i < KEYS_N; i++)
        suggest_try(&s, str_of(keys[i].name));
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean \"%.*s\"?"), STR_ARGS(s.best));
    else
        snprintf(next, sizeof next, "%s",
                 _("known are fiscal_year, iit, eit, oit, lost, total, level, last_year, years"));
    yaml_fail(y, value->key, next, _("unknown key \"%.*s\""), STR_ARGS(value->key->text));
    return KEYS;
}

static int
read_score(const struct yaml *y, const struct node *value, int *out)
{
    if (yaml_is_text(y, value) != 0)
        return -1;
    if (score_parse(str_trim(value->text), out))
        return 0;
    return yaml_fail(y, value, _("give a score from 0 to 100 with at most two decimals, e.g. 84.72"),
                     _("\"%.*s\" is not a score"), STR_ARGS(value->text));
}

static int
add_score(const struct yaml *y, const struct node *value, struct figures *f, struct str text)
{
    struct str label = value->key != NULL && value->kind == NODE_TEXT ? value->key->text : STR_NONE;
    struct node one = *value;
    int score;

    one.text = str_trim(text);
    if (read_score(y, &one, &score) != 0)
        return -1;
    if (is_number(label))
        scores_add(f, arena_str(y->keep, label), STR_NONE, score);
    else
        scores_add(f, STR_NONE, arena_str(y->keep, label), score);
    return f->n < LIMIT_SCORES
               ? 0
               : yaml_fail(y, value, _("give the score of each indicator once"), _("too many scores"));
}

/* A list of scores, scores by the indicator's number or name, or one line with commas between. */
static int
read_figures(const struct yaml *y, const struct node *value, struct figures *f)
{
    struct str rest = value->text, piece;

    if (value->kind == NODE_TEXT) {
        struct node one = *value;

        one.key = NULL;
        while (str_next(&rest, ',', &piece))
            if (add_score(y, &one, f, piece) != 0)
                return -1;
        return f->n > 0 ? 0 : read_score(y, value, &f->v[0].score);
    }
    for (const struct node *v = value->child; v != NULL; v = v->next)
        if (yaml_is_text(y, v) != 0 || add_score(y, v, f, v->text) != 0)
            return -1;
    return 0;
}

static int
read_lost(const struct yaml *y, const struct node *list, struct scores_year *out)
{
    if (yaml_is_list(y, list) != 0)
        return -1;
    out->lost_told = true;
    for (const struct node *v = list->child; v != NULL; v = v->next) {
        if (yaml_is_text(y, v) != 0)
            return -1;
        if (out->lost_n == LIMIT_SCORES_ITEMS)
            return yaml_fail(y, v, _("name each item once"), _("too many items"));
        out->lost[out->lost_n++] = arena_str(y->keep, str_trim(v->text));
    }
    return 0;
}

static int
read_year_number(const struct yaml *y, const struct node *value, int *out)
{
    uint64_t n;

    if (yaml_is_text(y, value) != 0)
        return -1;
    if (!str_to_u64(str_trim(value->text), &n) || n < YEAR_FIRST || n > YEAR_LAST)
        return yaml_fail(y, value, _("write the Buddhist year, e.g. 2565"),
                         _("\"%.*s\" is not a fiscal year"), STR_ARGS(value->text));
    *out = (int)n;
    return 0;
}

/* The fiscal year a mapping speaks of: its own word, or what is supposed where it has none. */
static int
year_of_map(const struct yaml *y, const struct node *map, int supposed, int *out)
{
    *out = supposed;
    for (const struct node *v = map->child; v != NULL; v = v->next)
        if (str_eq_nocase(v->key->text, STR("fiscal_year")) || str_eq_nocase(v->key->text, STR("year")))
            return read_year_number(y, v, out);
    return 0;
}

struct reading {
    struct yaml *y;
    struct scores *s;
};

static int read_map(const struct reading *r, const struct node *map, int supposed, bool inner);

/* A list of years, or years by their number. */
static int
read_years(const struct reading *r, const struct node *all)
{
    for (const struct node *v = all->child; v != NULL; v = v->next) {
        int year = 0;

        if (all->kind == NODE_MAP) {
            struct node key = *v->key;

            if (read_year_number(r->y, &key, &year) != 0)
                return -1;
        }
        if (read_map(r, v, year, true) != 0)
            return -1;
    }
    return all->kind == NODE_TEXT ? yaml_is_list(r->y, all) : 0;
}

/* The year before: as a year, or its total alone. */
static int
read_last(const struct reading *r, const struct node *v, int year)
{
    struct scores_year *out;
    int total;

    if (v->kind != NODE_TEXT)
        return read_map(r, v, year, true);
    if (read_score(r->y, v, &total) != 0)
        return -1;
    out = scores_year_of(r->s, year);
    if (out != NULL)
        out->total = total;
    return 0;
}

static int
read_key(const struct reading *r, enum key key, const struct node *v, struct scores_year *out)
{
    switch (key) {
    case KEY_IIT:
        return read_figures(r->y, v, &out->iit);
    case KEY_EIT:
        return read_figures(r->y, v, &out->eit);
    case KEY_OIT:
        return read_figures(r->y, v, &out->oit);
    case KEY_LOST:
        return read_lost(r->y, v, out);
    case KEY_TOTAL:
        return read_score(r->y, v, &out->total);
    case KEY_LEVEL:
        if (yaml_is_text(r->y, v) != 0)
            return -1;
        out->level = arena_str(r->y->keep, str_trim(v->text));
        return 0;
    default:
        return 0;
    }
}

/* Does the mapping say anything of a year itself, besides naming other years? */
static bool
speaks(const struct node *map)
{
    for (const struct node *v = map->child; v != NULL; v = v->next)
        for (size_t i = 0; i < KEYS_N; i++)
            if (str_eq_nocase(v->key->text, str_of(keys[i].name)) && keys[i].key >= KEY_IIT &&
                keys[i].key <= KEY_LEVEL)
                return true;
    return false;
}

static int
read_map(const struct reading *r, const struct node *map, int supposed, bool inner)
{
    struct scores_year *out = NULL;
    int year;

    if (yaml_is_map(r->y, map) != 0 || year_of_map(r->y, map, supposed, &year) != 0)
        return -1;
    if (inner && year == 0)
        return yaml_fail(r->y, map, _("add fiscal_year: 2565"), "%s", _("the fiscal year is not said"));
    for (const struct node *v = map->child; v != NULL; v = v->next) {
        enum key key = key_of(r->y, v);

        if (key == KEYS)
            return -1;
        if (inner && (key == KEY_LAST || key == KEY_YEARS))
            return yaml_fail(r->y, v->key, _("write it at the left edge"), "%s",
                             _("a year cannot hold other years"));
        if (key == KEY_YEARS && read_years(r, v) != 0)
            return -1;
        if (key == KEY_LAST && read_last(r, v, year > 0 ? year - 1 : SCORES_YEAR_BEFORE) != 0)
            return -1;
    }
    if (!speaks(map))
        return 0;
    out = scores_year_of(r->s, year);
    if (out == NULL)
        return yaml_fail(r->y, map, _("leave the oldest out"), "%s", _("too many years"));
    if (out->iit.n + out->eit.n + out->oit.n + out->lost_n > 0)
        return yaml_fail(r->y, map, _("say everything of a year in one place"),
                         _("the fiscal year %d is there twice"), year);
    for (const struct node *v = map->child; v != NULL; v = v->next)
        if (read_key(r, key_of(r->y, v), v, out) != 0)
            return -1;
    return 0;
}

static int
parse_yaml(struct scores *s, struct arena *a, struct str bytes, struct err *e)
{
    struct yaml y = {.arena = a, .keep = a, .file = s->file, .e = e};
    struct node *root = yaml_parse(&y, bytes);
    struct reading r = {&y, s};

    return root != NULL ? read_map(&r, root, 0, false) : -1;
}

/* ------------------------------------------------------------------ the file */

/* By its ending; else what begins with a line that has a comma or tab and no colon is a table. */
static bool
is_table(const char *path, struct str bytes)
{
    struct str name = str_of(path), line = STR_NONE;

    if (str_ends(name, STR(".csv")) || str_ends(name, STR(".tsv")) || str_ends(name, STR(".txt")) ||
        str_ends(name, STR(".CSV")))
        return true;
    if (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")))
        return false;
    while (str_next(&bytes, '\n', &line) && (str_trim(line).n == 0 || line.p[0] == '#'))
        ;
    return str_find_char(line, ':', 0) == STR_NOT_FOUND &&
           (str_find_char(line, ',', 0) != STR_NOT_FOUND || str_find_char(line, '\t', 0) != STR_NOT_FOUND);
}

const struct scores *
scores_parse(struct arena *a, const char *path, struct str bytes, struct err *e)
{
    struct scores *s = ARENA_NEW(a, struct scores);
    int bad;

    s->file = arena_str(a, str_of(path));
    if (str_starts(bytes, STR("PK\x03\x04")) || str_starts(bytes, STR("\xd0\xcf\x11\xe0"))) {
        err_set(e, ERR_CONFIG, path, _("open it in the spreadsheet and save it as CSV (UTF-8)"), "%s",
                _("this is a workbook, not a text"));
        return NULL;
    }
    bad = is_table(path, bytes) ? scores_table(s, a, bytes, e) : parse_yaml(s, a, bytes, e);
    if (bad == 0 && s->n == 0)
        bad = err_set(e, ERR_CONFIG, path, _("write iit: and eit: with the scores of their indicators"), "%s",
                      _("the file holds no score"));
    return bad == 0 ? s : NULL;
}

const struct scores *
scores_read(struct arena *a, const char *path, struct err *e)
{
    const struct scores *s = NULL;
    struct buf b;

    if (!file_exists(path)) {
        err_set(e, ERR_CONFIG, path, _("check the name; the file holds IIT, EIT and last year's scores"),
                "%s", _("there is no such file"));
        return NULL;
    }
    buf_init(&b, LIMIT_CONFIG_FILE);
    if (file_read(path, &b, e) == 0)
        s = scores_parse(a, path, arena_str(a, buf_view(&b)), e);
    else
        e->code = ERR_CONFIG;
    buf_free(&b);
    return s;
}

/* ------------------------------------------------------------------ use */

const struct scores_year *
scores_of(const struct scores *s, int fiscal_year, int now)
{
    for (size_t i = 0; s != NULL && i < s->n; i++)
        if (s->year[i].fiscal_year == fiscal_year || (s->year[i].fiscal_year == 0 && fiscal_year == now) ||
            (s->year[i].fiscal_year == SCORES_YEAR_BEFORE && fiscal_year == now - 1))
            return &s->year[i];
    return NULL;
}

size_t
scores_values(const struct figures *f, int out[LIMIT_SCORES])
{
    for (size_t i = 0; i < f->n; i++)
        out[i] = f->v[i].score;
    return f->n;
}

static bool
is_lost(const struct scores_year *y, struct str item)
{
    for (size_t i = 0; i < y->lost_n; i++)
        if (str_eq_nocase(y->lost[i], item))
            return true;
    return false;
}

/* Items as published: with the full score or without. */
static struct item_result *
items_of(const struct scores_year *y, const struct pack *p, struct arena *a)
{
    struct item_result *item = ARENA_ARRAY(a, struct item_result, p->item_n + 1);

    for (size_t i = 0; i < p->item_n; i++) {
        const struct pack_item *from = &p->item[i];
        enum verdict v = is_lost(y, from->id) ? VERDICT_MISSING : VERDICT_FOUND;

        item[i] = (struct item_result){.id = from->id,
                                       .topic = from->part[0].topic->id,
                                       .name = from->name,
                                       .name_en = from->name_en,
                                       .indicator = p->indicator[p->sub[from->sub].indicator].id,
                                       .sub = p->sub[from->sub].id,
                                       .verdict = v,
                                       .machine_verdict = v,
                                       .owner = from->part[0].topic->owner,
                                       .fix = STR_NONE};
    }
    return item;
}

/* The figures of OIT where the lost items are not told: indicators without what lies below them. */
static void
put_indicators(const struct figures *f, const struct pack *p, struct arena *a, struct scorecard *out)
{
    struct indicator_score *v = ARENA_ARRAY(a, struct indicator_score, p->indicator_n + 1);

    for (size_t i = 0; i < p->indicator_n; i++) {
        int score = i < f->n && f->n == p->indicator_n ? f->v[i].score : NO_SCORE;

        for (size_t k = 0; k < f->n; k++)
            if (str_eq(f->v[k].id, p->indicator[i].id))
                score = f->v[k].score;
        v[i] = (struct indicator_score){.id = p->indicator[i].id,
                                        .name = p->indicator[i].name,
                                        .name_en = p->indicator[i].name_en,
                                        .low = score,
                                        .high = score};
    }
    out->indicator = v;
    out->indicator_n = p->indicator_n;
}

bool
scores_card(const struct scores_year *y, const struct pack *p, struct arena *a, struct scorecard *out)
{
    int iit[LIMIT_SCORES], eit[LIMIT_SCORES], oit[LIMIT_SCORES];
    size_t iit_n = scores_values(&y->iit, iit), eit_n = scores_values(&y->eit, eit),
           oit_n = scores_values(&y->oit, oit);

    *out = (struct scorecard){.pack_id = p->id,
                              .pack_name = p->name,
                              .pack_name_en = p->name_en,
                              .fiscal_year = p->fiscal_year,
                              .scored = p->scored};
    if (!p->scored)
        return false;
    if (y->lost_told) {
        struct item_result *item = items_of(y, p, a);

        out->item = item;
        out->item_n = p->item_n;
        score_fill(p, a, out, item, iit, iit_n, eit, eit_n);
    } else {
        put_indicators(&y->oit, p, a, out);
        score_published(p, out, iit, iit_n, eit, eit_n, oit, oit_n);
    }
    return true;
}
