/*
 * Reads a pack: one fiscal year's checklist.  Topics are known by then, so that every reference is checked
 * at its own line.
 */
#include "base/say.h"
#include "rules/agency.h"
#include "rules/loader.h"
#include "rules/score.h"
#include "rules/suggest.h"
#include <stdio.h>
#include <string.h>

/* So many that 128-bit fractions over all of them stay exact. */
#define INDICATORS_MAX 8
#define SUBS_MAX 32  /* of one indicator */
#define ITEMS_MAX 64 /* of one sub-indicator; elements of one part */
#define PARTS_MAX 8  /* of one item */

static const char *const covers[] = {
    "none",  "year",     "full_year", "first_6_months", "monthly_first_6_months",
    "spans", "in_force", "recent",    "not_older"};
static const char *const bases[] = {"source", "inferred", "recalled"};

/* Indicators, their subs and their items lie nested in the file and side by side in memory. */
struct draft {
    struct pack pack;
    struct pack_indicator *indicator;
    struct pack_sub *sub;
    struct pack_item *item;
    struct pack_part *part;
    const struct node *indicators;
};

static int
read_cover(const struct yaml *y, const struct node *value, void *to)
{
    int i = yaml_word(y, value, covers, sizeof covers / sizeof *covers);

    if (i < 0)
        return -1;
    *(enum cover *)to = (enum cover)i;
    return 0;
}

static int
read_basis(const struct yaml *y, const struct node *value, void *to)
{
    int i = yaml_word(y, value, bases, sizeof bases / sizeof *bases);

    if (i < 0)
        return -1;
    *(enum basis *)to = (enum basis)i;
    return 0;
}

static int
read_hundredths(const struct yaml *y, const struct node *value, void *to)
{
    if (yaml_is_text(y, value))
        return -1;
    if (!score_parse(value->text, to))
        return yaml_fail(y, value, _("write 0 to 100 with at most two decimals"),
                         _("\"%.*s\" is not a score"), STR_ARGS(value->text));
    return 0;
}

static int
read_node(const struct yaml *y, const struct node *value, void *to)
{
    (void)y;
    *(const struct node **)to = value;
    return 0;
}

static int
read_weights(const struct yaml *y, const struct node *value, void *to)
{
    static const struct yaml_key keys[] = {
        {"iit", true, yaml_int, offsetof(struct pack, weight_iit)},
        {"eit", true, yaml_int, offsetof(struct pack, weight_eit)},
        {"oit", true, yaml_int, offsetof(struct pack, weight_oit)},
    };
    struct pack *p = to;

    if (yaml_keys(y, value, keys, sizeof keys / sizeof *keys, p))
        return -1;
    if (p->weight_iit < 0 || p->weight_eit < 0 || p->weight_oit < 0 ||
        p->weight_iit + p->weight_eit + p->weight_oit != 100)
        return yaml_fail(y, value, _("correct the weights"), _("the weights do not add up to 100"));
    return 0;
}

static int
read_levels(const struct yaml *y, const struct node *value, void *to)
{
    static const struct yaml_key keys[] = {
        {"name", true, yaml_str, offsetof(struct pack_level, name)},
        {"name_en", true, yaml_str, offsetof(struct pack_level, name_en)},
        {"min", true, read_hundredths, offsetof(struct pack_level, min_total)},
        {"min_each", false, read_hundredths, offsetof(struct pack_level, min_each)},
    };
    struct pack *p = to;
    struct pack_level *level;

    if (yaml_is_list(y, value))
        return -1;
    p->level = level = ARENA_ARRAY(y->keep, struct pack_level, value->n + 1);
    for (const struct node *v = value->child; v; v = v->next, p->level_n++) {
        if (yaml_keys(y, v, keys, sizeof keys / sizeof *keys, &level[p->level_n]))
            return -1;
        if (p->level_n && level[p->level_n].min_total > level[p->level_n - 1].min_total)
            return yaml_fail(y, v, _("write the best level first"),
                             _("this level asks for more than the one above"));
    }
    return 0;
}

static const struct topic *
topic_of(const struct yaml *y, const struct node *value)
{
    struct loader *l = loader_of(y);
    const struct map_entry *e = map_get(l->topic, value->text);
    struct suggest s = suggest_for(value->text);
    char next[256];

    if (e)
        return &((struct loaded_topic *)e->ptr)->topic;
    for (size_t i = 0; i < map_count(l->topic); i++)
        suggest_try(&s, map_at(l->topic, i)->key);
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean \"%s\"?"), s.best.p);
    else
        snprintf(next, sizeof next, "%s", _("see rules/topics/ for the topics there are"));
    yaml_fail(y, value, next, _("there is no topic \"%.*s\""), STR_ARGS(value->text));
    return NULL;
}

static int
read_topic(const struct yaml *y, const struct node *value, void *to)
{
    if (yaml_is_text(y, value))
        return -1;
    return (*(const struct topic **)to = topic_of(y, value)) ? 0 : -1;
}

static int
read_topic_list(const struct yaml *y, const struct node *value, void *to)
{
    struct topic_list *list = to;

    if (yaml_is_list(y, value))
        return -1;
    if (value->n > KIN_MAX)
        return yaml_fail(y, value, _("keep those that hold most of it"), _("more than %d topics"), KIN_MAX);
    for (const struct node *v = value->child; v; v = v->next)
        if (read_topic(y, v, &list->topic[list->n++]))
            return -1;
    return 0;
}

static int
read_period(const struct yaml *y, const struct node *value, void *to)
{
    static const struct yaml_key keys[] = {
        {"offset", false, yaml_int, offsetof(struct pack_part, year_offset)},
        {"cover", true, read_cover, offsetof(struct pack_part, cover)},
        {"basis", false, read_basis, offsetof(struct pack_part, period_basis)},
    };
    struct pack_part *part = to;

    if (yaml_keys(y, value, keys, sizeof keys / sizeof *keys, to))
        return -1;
    if (part->year_offset < -10 || part->year_offset > 10)
        return yaml_fail(y, value, _("write 0 for the pack's own year, -1 for the one before"),
                         _("the year is %d years away"), part->year_offset);
    return 0;
}

/* Kinds of agency, as bits. */
static int
read_kinds(const struct yaml *y, const struct node *value, void *to)
{
    unsigned *bits = to;

    if (yaml_is_list(y, value))
        return -1;
    for (const struct node *v = value->child; v; v = v->next) {
        int i = yaml_word(y, v, agency_kinds, AGENCY_KINDS);

        if (i < 0)
            return -1;
        *bits |= 1U << i;
    }
    return 0;
}

/* "period" is judged by the engine; all others must be known to the topic. */
static int
check_element(const struct yaml *y, const struct node *at, const struct pack_part *part, size_t n)
{
    struct suggest s = suggest_for(part->element[n].id);
    const struct topic *t = part->topic;
    char next[256];

    for (size_t i = 0; i < n; i++)
        if (str_eq(part->element[i].id, s.word))
            return yaml_fail(y, at, _("name each element once"), _("the element \"%.*s\" stands here twice"),
                             STR_ARGS(s.word));
    if (str_eq(s.word, STR("period")))
        return 0;
    for (size_t i = 0; i < t->element_n; i++)
        if (str_eq(t->element[i].id, s.word))
            return 0;
    for (size_t i = 0; i < t->element_n; i++)
        suggest_try(&s, t->element[i].id);
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean \"%s\"?"), s.best.p);
    else
        snprintf(next, sizeof next, _("add it to the elements in %s"), t->file.p);
    return yaml_fail(y, at, next, _("the topic \"%.*s\" has no element \"%.*s\""), STR_ARGS(t->id),
                     STR_ARGS(s.word));
}

static int
read_elements(const struct yaml *y, const struct node *value, struct pack_part *part)
{
    static const struct yaml_key keys[] = {
        {"id", true, yaml_id, offsetof(struct pack_element, id)},
        {"text", true, yaml_str, offsetof(struct pack_element, text)},
        {"text_en", true, yaml_str, offsetof(struct pack_element, text_en)},
        {"basis", true, read_basis, offsetof(struct pack_element, basis)},
        {"not_for", false, read_kinds, offsetof(struct pack_element, not_for)},
    };
    struct pack_element *element;

    if (yaml_is_list(y, value))
        return -1;
    if (value->n > ITEMS_MAX)
        return yaml_fail(y, value, _("join some of them"), _("too many elements"));
    part->element = element = ARENA_ARRAY(y->keep, struct pack_element, value->n + 1);
    for (const struct node *v = value->child; v; v = v->next, part->element_n++)
        if (yaml_keys(y, v, keys, sizeof keys / sizeof *keys, &element[part->element_n]) ||
            check_element(y, v, part, part->element_n))
            return -1;
    return 0;
}

struct item_draft {
    struct pack_item item;
    struct pack_part part; /* of an item that asks for one topic; else only its period */
    const struct node *elements, *parts;
};

struct ask_draft {
    struct pack_part part;
    const struct node *elements;
};

static void
keep_part(struct draft *d, const struct pack_part *part, struct pack_item *item)
{
    struct pack_part *kept = &d->part[d->pack.part_n];

    *kept = *part;
    kept->number = d->pack.part_n++;
    kept->item = d->pack.item_n;
    if (item->part_n++ == 0)
        item->part = kept;
}

/* What an item asks for beside the period stands once for all of them, unless a part has its own. */
static int
read_asks(const struct yaml *y, const struct item_draft *x, struct pack_item *item, struct draft *d)
{
    static const struct yaml_key keys[] = {
        {"topic", true, read_topic, offsetof(struct ask_draft, part.topic)},
        {"period", false, read_period, offsetof(struct ask_draft, part)},
        {"elements", false, read_node, offsetof(struct ask_draft, elements)},
        {"kin", false, read_topic_list, offsetof(struct ask_draft, part.kin)},
        {"halves", false, read_topic_list, offsetof(struct ask_draft, part.halves)},
    };

    if (yaml_is_list(y, x->parts))
        return -1;
    if (x->parts->n == 0 || x->parts->n > PARTS_MAX)
        return yaml_fail(y, x->parts, _("write one to eight parts, each with a topic"),
                         _("an item of %zu parts"), x->parts->n);
    for (const struct node *v = x->parts->child; v; v = v->next) {
        struct ask_draft ask = {.part = x->part};

        if (yaml_keys(y, v, keys, sizeof keys / sizeof *keys, &ask) ||
            (ask.elements && read_elements(y, ask.elements, &ask.part)))
            return -1;
        keep_part(d, &ask.part, item);
    }
    return 0;
}

static int
read_item(const struct yaml *y, const struct node *value, struct draft *d)
{
    static const struct yaml_key keys[] = {
        {"id", true, yaml_id, offsetof(struct item_draft, item.id)},
        {"topic", false, read_topic, offsetof(struct item_draft, part.topic)},
        {"name", true, yaml_str, offsetof(struct item_draft, item.name)},
        {"name_en", true, yaml_str, offsetof(struct item_draft, item.name_en)},
        {"period", false, read_period, offsetof(struct item_draft, part)},
        {"elements", false, read_node, offsetof(struct item_draft, elements)},
        {"parts", false, read_node, offsetof(struct item_draft, parts)},
        {"kin", false, read_topic_list, offsetof(struct item_draft, part.kin)},
        {"halves", false, read_topic_list, offsetof(struct item_draft, part.halves)},
        {"not_for", false, read_kinds, offsetof(struct item_draft, item.not_for)},
    };
    struct item_draft x;

    memset(&x, 0, sizeof x);
    if (yaml_keys(y, value, keys, sizeof keys / sizeof *keys, &x))
        return -1;
    if ((x.parts != NULL) == (x.part.topic != NULL) || (x.parts && x.elements))
        return yaml_fail(y, value, _("write \"topic\" with its elements, or \"parts\" with a topic each"),
                         _("what the item \"%.*s\" asks for is not clear"), STR_ARGS(x.item.id));
    if (x.elements && read_elements(y, x.elements, &x.part))
        return -1;
    for (size_t i = 0; i < d->pack.item_n; i++)
        if (str_eq(d->item[i].id, x.item.id))
            return yaml_fail(y, value, _("give each item an id of its own"),
                             _("the item \"%.*s\" is there twice"), STR_ARGS(x.item.id));
    x.item.sub = d->pack.sub_n;
    if (x.parts == NULL)
        keep_part(d, &x.part, &x.item);
    else if (read_asks(y, &x, &x.item, d))
        return -1;
    d->item[d->pack.item_n++] = x.item;
    return 0;
}

struct part_draft {
    struct str id, name, name_en;
    const struct node *parts;
};

/* An indicator ("subs") or a sub-indicator ("items"), whose parts are read later. */
static int
read_part(const struct yaml *y, const struct node *value, const char *parts, size_t most,
          struct part_draft *out)
{
    const struct yaml_key keys[] = {
        {"id", true, yaml_id, offsetof(struct part_draft, id)},
        {"name", true, yaml_str, offsetof(struct part_draft, name)},
        {"name_en", true, yaml_str, offsetof(struct part_draft, name_en)},
        {parts, true, read_node, offsetof(struct part_draft, parts)},
    };

    *out = (struct part_draft){.parts = NULL};
    if (yaml_keys(y, value, keys, sizeof keys / sizeof *keys, out) || yaml_is_list(y, out->parts))
        return -1;
    if (out->parts->n > most)
        return yaml_fail(y, out->parts, _("split it"), _("more than %zu entries under \"%s\""), most, parts);
    return 0;
}

static int
read_sub(const struct yaml *y, const struct node *value, struct draft *d)
{
    struct part_draft part;

    if (read_part(y, value, "items", ITEMS_MAX, &part))
        return -1;
    for (const struct node *v = part.parts->child; v; v = v->next)
        if (read_item(y, v, d))
            return -1;
    d->sub[d->pack.sub_n++] = (struct pack_sub){
        .id = part.id, .name = part.name, .name_en = part.name_en, .indicator = d->pack.indicator_n};
    return 0;
}

static int
read_indicator(const struct yaml *y, const struct node *value, struct draft *d)
{
    struct part_draft part;

    if (read_part(y, value, "subs", SUBS_MAX, &part))
        return -1;
    for (const struct node *v = part.parts->child; v; v = v->next)
        if (read_sub(y, v, d))
            return -1;
    d->indicator[d->pack.indicator_n++] =
        (struct pack_indicator){.id = part.id, .name = part.name, .name_en = part.name_en};
    return 0;
}

/* Room for all subs and items, counted before anything is checked. */
static void
draft_room(struct arena *a, struct draft *d)
{
    size_t subs = 0, items = 0, parts = 0;

    for (const struct node *i = d->indicators->child; i; i = i->next) {
        const struct node *list = yaml_value(i, "subs");

        subs += list ? list->n : 0;
        for (const struct node *s = list ? list->child : NULL; s; s = s->next) {
            const struct node *under = yaml_value(s, "items");

            items += under ? under->n : 0;
            for (const struct node *m = under ? under->child : NULL; m; m = m->next) {
                const struct node *asks = yaml_value(m, "parts");

                parts += asks ? asks->n : 1;
            }
        }
    }
    d->pack.indicator = d->indicator = ARENA_ARRAY(a, struct pack_indicator, d->indicators->n + 1);
    d->pack.sub = d->sub = ARENA_ARRAY(a, struct pack_sub, subs + 1);
    d->pack.item = d->item = ARENA_ARRAY(a, struct pack_item, items + 1);
    d->pack.part = d->part = ARENA_ARRAY(a, struct pack_part, parts + 1);
}

static int
read_indicators(const struct yaml *y, struct draft *d)
{
    if (yaml_is_list(y, d->indicators))
        return -1;
    if (d->indicators->n > INDICATORS_MAX)
        return yaml_fail(y, d->indicators, _("split it"), _("more than %d entries under \"%s\""),
                         INDICATORS_MAX, "indicators");
    draft_room(y->keep, d);
    for (const struct node *v = d->indicators->child; v; v = v->next)
        if (read_indicator(y, v, d))
            return -1;
    if (d->pack.item_n == 0)
        return yaml_fail(y, d->indicators, _("add items"), _("the pack has no items"));
    return 0;
}

static int
pack_keep(struct loader *l, const struct node *root, const struct pack *p)
{
    struct map_entry *e = map_put(l->pack, p->id, NULL);
    const struct loaded_pack *before = e->ptr;
    struct loaded_pack *kept;

    if (p->scored && (p->level_n == 0 || p->weight_oit == 0))
        return yaml_fail(&l->yaml, root, _("add them, or write \"scored: false\""),
                         _("a scored pack needs \"weights\" and \"levels\""));
    if (p->fiscal_year < 2540 || p->fiscal_year > 2640)
        return yaml_fail(&l->yaml, root, _("write the Buddhist year, such as 2566"),
                         _("%d is no fiscal year"), p->fiscal_year);
    if (before && before->round == l->round)
        return yaml_fail(&l->yaml, root, _("give each pack an id of its own"),
                         _("the pack \"%.*s\" is already in %.*s"), STR_ARGS(p->id),
                         STR_ARGS(before->pack.file));
    e->ptr = kept = ARENA_NEW(l->arena, struct loaded_pack);
    kept->pack = *p;
    kept->pack.file = arena_str(l->arena, l->yaml.file);
    kept->round = l->round;
    return 0;
}

#define IN(member) offsetof(struct draft, member)

static const struct yaml_key pack_keys[] = {
    {"pack", true, yaml_id, IN(pack.id)},
    {"fiscal_year", true, yaml_int, IN(pack.fiscal_year)},
    {"name", true, yaml_str, IN(pack.name)},
    {"name_en", true, yaml_str, IN(pack.name_en)},
    {"scored", true, yaml_bool, IN(pack.scored)},
    {"rating_note", false, yaml_str, IN(pack.rating_note)},
    {"weights", false, read_weights, IN(pack)},
    {"levels", false, read_levels, IN(pack)},
    {"indicators", true, read_node, IN(indicators)},
    {"sources", false, yaml_skip, 0},
    {"notes", false, yaml_skip, 0},
    {"calendar", false, calendar_read, IN(pack.calendar)},
};

int
pack_read(struct loader *l, const struct node *root, const struct sha256 *sha256)
{
    struct draft d;

    memset(&d, 0, sizeof d);
    if (yaml_keys(&l->yaml, root, pack_keys, sizeof pack_keys / sizeof *pack_keys, &d))
        return -1;
    if (read_indicators(&l->yaml, &d))
        return -1;
    d.pack.sha256 = *sha256;
    return pack_keep(l, root, &d.pack);
}
