/* Results as YAML: keys in English, indicators by number or name. */
#include "base/say.h"
#include "cli/scores_file.h"
#include "oit/limits.h"
#include "rules/score.h"
#include "rules/suggest.h"
#include "rules/yaml.h"
#include <stdio.h>

#define YEAR_FIRST 2540
#define YEAR_LAST 2640

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

    f->line = value->key != NULL ? value->key->line : value->line;
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

int
scores_yaml(struct scores *s, struct arena *a, struct str bytes, struct err *e)
{
    struct yaml y = {.arena = a, .keep = a, .file = s->file, .e = e};
    struct node *root = yaml_parse(&y, bytes);
    struct reading r = {&y, s};

    return root != NULL ? read_map(&r, root, 0, false) : -1;
}
