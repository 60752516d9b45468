/* The verdict of an item over the verdicts of its parts. */
#include "rules/joint.h"
#include "rules/advice.h"
#include "rules/verdict.h"
#include <string.h>

/* What the agency's kind need not show is not asked for. */
static struct pack_part
part_for(const struct bench *b, const struct pack_part *part)
{
    unsigned kind = agency_kind_bit(b->agency);
    struct pack_element *kept = ARENA_ARRAY(b->arena, struct pack_element, part->element_n + 1);
    struct pack_part asked = *part;

    asked.element = kept;
    asked.element_n = 0;
    for (size_t i = 0; i < part->element_n; i++)
        if (!(part->element[i].not_for & kind))
            kept[asked.element_n++] = part->element[i];
    return asked;
}

/* How the verdict of one part weighs against another's when not all are found: the graver one, unless it
 * could not be looked at, is certain. */
static enum verdict
joint_verdict(const struct item_result *part, size_t n)
{
    size_t count[VERDICT_COUNT] = {0};

    for (size_t i = 0; i < n; i++)
        count[part[i].verdict]++;
    if (count[VERDICT_FOUND] == n)
        return VERDICT_FOUND;
    if (count[VERDICT_MISSING] == n)
        return VERDICT_MISSING;
    /* What is certainly lacking makes the whole incomplete, whatever the rest turns out to be. */
    if (count[VERDICT_PARTIAL] > 0 ||
        (count[VERDICT_FOUND] > 0 && count[VERDICT_MISSING] + count[VERDICT_STALE] > 0))
        return VERDICT_PARTIAL;
    if (count[VERDICT_UNASSESSED] > 0)
        return VERDICT_UNASSESSED;
    return count[VERDICT_STALE] > 0 ? VERDICT_STALE : VERDICT_REVIEW;
}

/* The first part that keeps the item from being found. */
static size_t
decisive(const struct item_result *part, size_t n, enum verdict whole)
{
    for (size_t i = 0; i < n; i++)
        if (part[i].verdict == whole)
            return i;
    for (size_t i = 0; i < n; i++)
        if (part[i].verdict != VERDICT_FOUND)
            return i;
    return 0;
}

static struct say
joint_reason(const struct bench *b, const struct pack_item *item, const struct item_result *part,
             enum verdict whole)
{
    size_t i = decisive(part, item->part_n, whole);

    if (whole == VERDICT_FOUND)
        return verdict_say(N_("all its parts are found; the first: {1}"), item->part[0].topic->name,
                           STR_NONE);
    if (whole == VERDICT_PARTIAL && part[i].verdict != VERDICT_PARTIAL)
        return verdict_say(N_("is there, but lacks: {1}"), item->part[i].topic->name, STR_NONE);
    (void)b;
    return part[i].reason;
}

static void *
append(struct arena *a, const void *one, size_t n, const void *two, size_t m, size_t size)
{
    char *v = arena_alloc(a, (n + m + 1) * size);

    if (n > 0)
        memcpy(v, one, n * size);
    if (m > 0)
        memcpy(v + n * size, two, m * size);
    return v;
}

/* Elements point at evidence by number: those of later parts stand further back. */
static void
shift_evidence(struct arena *a, struct element_result *e, size_t n, size_t by)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t *at = ARENA_ARRAY(a, uint32_t, e[i].evidence_n + 1);

        for (size_t k = 0; k < e[i].evidence_n; k++)
            at[k] = e[i].evidence[k] + (uint32_t)by;
        e[i].evidence = at;
    }
}

static struct strs
join_words(struct arena *a, struct strs x, struct strs y)
{
    return (struct strs){append(a, x.v, x.n, y.v, y.n, sizeof *x.v), x.n + y.n};
}

static bool
says_same(const struct say *x, const struct say *y)
{
    for (size_t i = 0; i < SAY_ARGS; i++)
        if (!str_eq(x->arg[i], y->arg[i]))
            return false;
    return strcmp(x->id, y->id) == 0;
}

/* A doubt that two parts share is said once. */
static void
join_doubts(struct arena *a, struct item_result *whole, const struct item_result *part)
{
    for (size_t i = 0; i < part->doubt_n; i++) {
        bool said = false;

        for (size_t k = 0; k < whole->doubt_n; k++)
            said |= says_same(&whole->doubt[k], &part->doubt[i]);
        if (said)
            continue;
        whole->doubt = append(a, whole->doubt, whole->doubt_n, &part->doubt[i], 1, sizeof *whole->doubt);
        whole->doubt_n++;
    }
}

static struct str
fix_in_english(const struct item_result *i)
{
    return i->fix_en.n > 0 ? i->fix_en : i->fix;
}

static void
append_part(struct arena *a, struct item_result *whole, const struct item_result *part)
{
    struct element_result *e =
        append(a, whole->element, whole->element_n, part->element, part->element_n, sizeof *e);

    shift_evidence(a, e + whole->element_n, part->element_n, whole->evidence_n);
    whole->element = e;
    whole->element_n += part->element_n;
    whole->evidence = append(a, whole->evidence, whole->evidence_n, part->evidence, part->evidence_n,
                             sizeof *whole->evidence);
    whole->evidence_n += part->evidence_n;
    whole->candidate = append(a, whole->candidate, whole->candidate_n, part->candidate, part->candidate_n,
                              sizeof *whole->candidate);
    whole->candidate_n += part->candidate_n;
    whole->looked_words = join_words(a, whole->looked_words, part->looked_words);
    whole->fix_en = advice_joined(a, fix_in_english(whole), fix_in_english(part));
    whole->fix = advice_joined(a, whole->fix, part->fix);
    whole->confidence = part->confidence < whole->confidence ? part->confidence : whole->confidence;
    join_doubts(a, whole, part);
    if (whole->settle.id == NULL)
        whole->settle = part->settle;
    if (whole->asked.id == NULL)
        whole->asked = part->asked;
}

/* One paper that serves several parts is the proof of all of them. */
static void
mark_serving(struct bench *b, const struct pack_part *part, size_t n)
{
    if (n < 2)
        return;
    b->serves = ARENA_ARRAY(b->arena, uint32_t, b->site->node_n + 1);
    for (size_t i = 0; i < n && i < 32; i++)
        verdict_mark_serving(b, &part[i], 1u << i);
}

/* What its parts are called, for what is said of them in either language. */
static void
name_parts(struct arena *a, const struct pack_item *item, struct item_result *r)
{
    struct named *v = ARENA_ARRAY(a, struct named, item->part_n);

    for (size_t i = 0; i < item->part_n; i++)
        v[i] = (struct named){item->part[i].topic->name, item->part[i].topic->name_en};
    r->part = v;
    r->part_n = item->part_n;
}

static void
decide_parts(struct bench *b, const struct pack_item *item, struct item_result *r,
             struct missing_list *missing)
{
    struct item_result *part = ARENA_ARRAY(b->arena, struct item_result, item->part_n + 1);
    struct pack_part *asked = ARENA_ARRAY(b->arena, struct pack_part, item->part_n + 1);

    for (size_t i = 0; i < item->part_n; i++)
        asked[i] = part_for(b, &item->part[i]);
    mark_serving(b, asked, item->part_n);
    for (size_t i = 0; i < item->part_n; i++)
        verdict_decide(b, &asked[i], &part[i], missing);
    b->serves = NULL;
    r->confidence = 100;
    for (size_t i = 0; i < item->part_n; i++)
        append_part(b->arena, r, &part[i]);
    r->looked_pages = part[0].looked_pages;
    r->looked_documents = part[0].looked_documents;
    r->looked_read = part[0].looked_read;
    r->owner = part[0].owner;
    if (item->part_n > 1)
        name_parts(b->arena, item, r);
    r->verdict = r->machine_verdict = joint_verdict(part, item->part_n);
    if (r->verdict != VERDICT_UNASSESSED && r->verdict != VERDICT_REVIEW)
        r->settle = (struct say){.id = NULL};
    r->reason = item->part_n == 1 ? part[0].reason : joint_reason(b, item, part, r->verdict);
}

void
joint_decide(struct bench *b, const struct pack_item *item, struct item_result *r,
             struct missing_list *missing)
{
    b->item = item;
    if (!(item->not_for & agency_kind_bit(b->agency))) {
        decide_parts(b, item, r, missing);
        return;
    }
    r->verdict = r->machine_verdict = VERDICT_NOT_APPLICABLE;
    r->confidence = 98;
    r->reason =
        verdict_say(N_("does not apply to this kind of agency: {1}"), agency_name(b->agency), STR_NONE);
}
