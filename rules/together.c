/* What several places show together. */
#include "rules/together.h"
#include "rules/elements.h"
#include "rules/verdict.h"

#define REQUIRED_MONTHS 6

static const char by_month[] = N_("several papers show it together, month by month");
static const char by_pages[] = N_("several pages show it together");

/* Elements may stand on several pages or files of the same year: together they count. */
static bool
joins(const struct weighed *w, size_t j, size_t n)
{
    return j < n && w[j].grade == GRADE_PARTIAL && w[j].fitting.fit != FIT_PART;
}

/* Where several different words are asked for, they may stand on different pages. */
static bool
counted_together(const struct bench *b, const struct pack_part *part, const struct pack_element *e,
                 const struct weighed *w, size_t n)
{
    uint64_t seen = 0;
    size_t known;
    const struct topic_element *element = elements_find(part->topic, e->id, &known);

    if (element == NULL || element->at_least < 2)
        return false;
    for (size_t j = 0; joins(w, j, n); j++)
        if (b->leads->lead[w[j].lead].facts != NULL)
            seen |= b->leads->lead[w[j].lead].facts->element[known].seen;
    return __builtin_popcountll(seen) >= element->at_least;
}

/* Does some place of the right year show a part, where the parts of a thing lie apart? */
static bool
shown_apart(const struct bench *b, const struct pack_part *part, const struct pack_element *e,
            const struct weighed *w, size_t n)
{
    size_t known;

    if (!part->topic->apart || elements_find(part->topic, e->id, &known) == NULL)
        return false;
    for (size_t j = 0; j < n; j++) {
        const struct facts *f = b->leads->lead[w[j].lead].facts;
        bool there = w[j].grade <= GRADE_REVIEW || w[j].grade == GRADE_ENTRY;

        if (there && w[j].fitting.fit != FIT_OTHER &&
            (w[j].parts >> known & 1 || (f != NULL && f->element[known].met == MET_YES)))
            return true;
    }
    return false;
}

/* Words of an element of which several are asked for, on another page and not on the first. */
static bool
adds_words(const struct bench *b, const struct pack_part *part, size_t k, const struct weighed *first,
           const struct weighed *other)
{
    const struct facts *here = b->leads->lead[first->lead].facts, *there = b->leads->lead[other->lead].facts;
    size_t known;
    const struct topic_element *e = elements_find(part->topic, part->element[k].id, &known);

    return e != NULL && e->at_least > 1 && here != NULL && there != NULL &&
           (there->element[known].seen & ~here->element[known].seen) != 0;
}

/* Does another place bring something that the first lacks? */
static bool
contributes(const struct bench *b, const struct pack_part *part, const struct weighed *first,
            const struct weighed *other)
{
    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++)
        if (first->element[k] == MET_NO &&
            (other->element[k] == MET_YES || adds_words(b, part, k, first, other)))
            return true;
    return false;
}

/* "Each with a telephone": a page that the whole needs lacks it. */
static bool
lacks_for_some(const struct bench *b, const struct pack_part *part, size_t k, const struct weighed *first,
               const struct weighed *w, size_t n)
{
    size_t known;
    const struct topic_element *e = elements_find(part->topic, part->element[k].id, &known);

    for (size_t j = 1; e != NULL && e->every && joins(w, j, n); j++)
        if (contributes(b, part, first, &w[j]) && w[j].element[k] == MET_NO)
            return true;
    return false;
}

void
together_elements(const struct bench *b, const struct pack_part *part, struct weighed *w, size_t n)
{
    struct lacking lacking = {0};
    struct weighed first;

    if (n == 0 || w[0].grade != GRADE_PARTIAL || w[0].fitting.fit == FIT_PART)
        return;
    first = w[0];
    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++) {
        for (size_t j = 1; joins(w, j, n); j++)
            if (w[0].element[k] != MET_YES && w[j].element[k] != MET_NO)
                w[0].element[k] = w[j].element[k];
        if (w[0].element[k] == MET_NO && (counted_together(b, part, &part->element[k], w, n) ||
                                          shown_apart(b, part, &part->element[k], w, n)))
            w[0].element[k] = MET_YES;
        if (lacks_for_some(b, part, k, &first, w, n))
            w[0].element[k] = MET_NO;
        if (w[0].element[k] == MET_NO && part->element[k].basis != BASIS_RECALLED)
            elements_note_lacking(&lacking, part->element[k].text);
    }
    if (lacking.n > 0) {
        w[0].decision = elements_say_lacking(b->arena, &lacking);
        return;
    }
    w[0].grade = GRADE_PROVEN;
    w[0].decision = verdict_say(by_pages, STR_NONE, STR_NONE);
}

static int
bits(uint16_t months)
{
    int n = 0;

    for (int i = 0; i < 12; i++)
        n += months >> i & 1;
    return n;
}

/* Months of the first half year that are over on the day of judging; at least one. */
static int
months_due(const struct bench *b, int target)
{
    struct date d = b->options->as_of;
    int month, due;

    if (date_fiscal_year(d) != target)
        return REQUIRED_MONTHS;
    month = d.month >= 10 ? d.month - 9 : d.month + 3;
    due = month - 1;
    return due < 1 ? 1 : due > REQUIRED_MONTHS ? REQUIRED_MONTHS : due;
}

/* Months of the year asked for that the papers and tables show together. */
static uint16_t
months_together(const struct bench *b, const struct weighed *w, size_t n)
{
    uint16_t months = 0;

    for (size_t k = 0; k < n; k++) {
        const struct facts *f = b->leads->lead[w[k].lead].facts;

        if (w[k].grade > GRADE_PARTIAL)
            continue;
        if (w[k].delivery == DELIVERY_DOCUMENT || w[k].delivery == DELIVERY_READER ||
            w[k].delivery == DELIVERY_PICTURE)
            months |= w[k].fitting.months;
        if (w[k].delivery == DELIVERY_TEXT && f != NULL && f->rows > 0)
            months |= f->months | w[k].fitting.months;
    }
    return months;
}

/* What the papers together say of the period goes before what one of them says. */
static void
mark_period(const struct pack_part *part, struct weighed *w, enum met met)
{
    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++)
        if (str_eq(part->element[k].id, STR("period")))
            w->element[k] = met;
}

void
together_months(const struct bench *b, const struct pack_part *part, struct weighed *w, size_t n)
{
    int due = part->cover == COVER_FULL_YEAR ? 12 : months_due(b, timing_asked(b->pack, part).target);
    uint16_t asked = part->cover == COVER_FULL_YEAR ? 0xfff : 0x3f;

    if (n == 0 || w[0].grade != GRADE_PARTIAL || w[0].fitting.fit != FIT_PART ||
        (part->cover != COVER_FULL_YEAR && part->cover != COVER_FIRST_6_MONTHS) ||
        bits(months_together(b, w, n) & asked) < due)
        return;
    w[0].grade = GRADE_PROVEN;
    w[0].decision = verdict_say(by_month, STR_NONE, STR_NONE);
    mark_period(part, &w[0], MET_YES);
}

static void
add_doubt(struct bench *b, struct item_result *r, int loss, const char *id)
{
    struct say *doubt = ARENA_ARRAY(b->arena, struct say, r->doubt_n + 1);

    for (size_t i = 0; i < r->doubt_n; i++)
        doubt[i] = r->doubt[i];
    doubt[r->doubt_n++] = verdict_say(id, STR_NONE, STR_NONE);
    r->doubt = doubt;
    r->confidence -= loss;
}

/* The months that could not be read may be all that is lacking; where they are, or NULL. */
static const struct weighed *
unread_months(const struct weighed *w, size_t n, uint16_t seen, int due)
{
    const struct weighed *first = NULL;

    for (size_t k = 0; k < n; k++) {
        if (w[k].grade != GRADE_BLOCKED || (w[k].fitting.months & ~seen) == 0)
            continue;
        seen |= w[k].fitting.months;
        first = first != NULL ? first : &w[k];
    }
    return bits(seen & 0x3f) >= due ? first : NULL;
}

const struct weighed *
together_series(struct bench *b, const struct pack_part *part, struct weighed *w, size_t n,
                struct item_result *r)
{
    uint16_t seen = months_together(b, w, n);
    int due = months_due(b, timing_asked(b->pack, part).target), have = bits(seen & 0x3f);
    const struct weighed *unread;

    if (r->verdict != VERDICT_FOUND || have >= due)
        return NULL;
    if (have == 0 && part->period_basis != BASIS_SOURCE) {
        add_doubt(b, r, 15, N_("which months it covers is not said"));
        return NULL;
    }
    if (part->period_basis == BASIS_RECALLED)
        return NULL;
    unread = unread_months(w, n, seen, due);
    if (unread != NULL) {
        mark_period(part, &w[0], MET_UNKNOWN);
        return unread;
    }
    mark_period(part, &w[0], MET_NO);
    r->verdict = VERDICT_PARTIAL;
    r->reason = verdict_say(N_("only {1} of {2} months are published"), arena_printf(b->arena, "%d", have),
                            arena_printf(b->arena, "%d", due));
    return NULL;
}

bool
together_counts(const struct pack_part *part, const struct weighed *w, size_t i)
{
    if (i == 0 || w[0].grade != GRADE_PROVEN || w[i].grade > GRADE_PARTIAL)
        return false;
    return part->cover == COVER_MONTHLY_6 || w[0].decision.id == by_month ||
           (w[0].decision.id == by_pages && w[i].fitting.fit != FIT_PART);
}
