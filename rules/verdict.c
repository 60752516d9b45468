/* From weighed leads to a verdict, its reason and its confidence. */
#include "rules/verdict.h"
#include "base/mem.h"
#include "oit/limits.h"
#include "rules/absence.h"
#include "rules/advice.h"
#include "rules/clicks.h"
#include "rules/elements.h"
#include "rules/listing.h"
#include "rules/proof.h"
#include "rules/section.h"
#include "rules/settle.h"
#include "rules/weigh.h"
#include <stdlib.h>
#include <string.h>

#define CANDIDATES_SHOWN 40 /* and all documents that wait to be needed: one of them may be the right one */
#define REQUIRED_MONTHS 6

struct say
verdict_say(const char *id, struct str one, struct str two)
{
    return (struct say){.id = id, .arg = {one, two}};
}

/* ------------------------------------------------------------------ series by month */

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

/* Months of the year asked for that the papers and tables show together. */
static uint16_t
months_together(const struct bench *b, const struct weighed *w, size_t n)
{
    uint16_t months = 0;

    for (size_t k = 0; k < n; k++) {
        const struct facts *f = b->leads->lead[w[k].lead].facts;

        if (w[k].grade > GRADE_PARTIAL)
            continue;
        if (w[k].delivery == DELIVERY_DOCUMENT || w[k].delivery == DELIVERY_DRIVE ||
            w[k].delivery == DELIVERY_PICTURE)
            months |= w[k].fitting.months;
        if (w[k].delivery == DELIVERY_TEXT && f != NULL && f->rows > 0)
            months |= f->months | w[k].fitting.months;
    }
    return months;
}

static const char by_month[] = N_("several papers show it together, month by month");
static const char by_pages[] = N_("several pages show it together");

/* What the papers together say of the period goes before what one of them says. */
static void
mark_period(const struct pack_part *part, struct weighed *w, enum met met)
{
    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++)
        if (str_eq(part->element[k].id, STR("period")))
            w->element[k] = met;
}

/* Half a year, or a whole one, may be published month by month. */
static void
join_months(const struct bench *b, const struct pack_part *part, struct weighed *w, size_t n)
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

/* ------------------------------------------------------------------ the item */

static void
decide_by(struct bench *b, const struct pack_part *part, const struct weighed *best, struct item_result *r)
{
    static const enum verdict verdict_of[] = {
        [GRADE_PROVEN] = VERDICT_FOUND, [GRADE_PARTIAL] = VERDICT_PARTIAL,    [GRADE_REVIEW] = VERDICT_REVIEW,
        [GRADE_STALE] = VERDICT_STALE,  [GRADE_BLOCKED] = VERDICT_UNASSESSED,
    };

    const struct node *at;

    if (best == NULL || best->grade > GRADE_BLOCKED) {
        absence_decide(b, part, best, r);
        return;
    }
    at = &b->site->node[b->leads->lead[best->lead].node];
    r->verdict = verdict_of[best->grade];
    r->confidence = best->confidence;
    r->reason = best->decision;
    r->doubt = memcpy(ARENA_ARRAY(b->arena, struct say, DOUBTS_MAX), best->doubt, sizeof best->doubt);
    r->doubt_n = best->doubt_n;
    if (r->verdict == VERDICT_REVIEW)
        r->settle = settle_review(at->url);
    else if (r->verdict == VERDICT_UNASSESSED)
        r->settle = settle_unread(at->problem, at->url);
    if (best->grade == GRADE_STALE && unread_could_hold_all(&b->unread))
        absence_unread(b, part, r);
    if (r->verdict == VERDICT_STALE || r->verdict == VERDICT_PARTIAL)
        absence_click(b, part, best, r);
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

/* A monthly series is proven by its months together, not by one paper. */
static void
decide_series(struct bench *b, const struct pack_part *part, struct weighed *w, size_t n,
              struct item_result *r)
{
    uint16_t seen = months_together(b, w, n);
    int due = months_due(b, timing_asked(b->pack, part).target), have = bits(seen & 0x3f);
    const struct weighed *unread;

    if (r->verdict != VERDICT_FOUND || have >= due)
        return;
    if (have == 0 && part->period_basis != BASIS_SOURCE) {
        add_doubt(b, r, 15, N_("which months it covers is not said"));
        return;
    }
    if (part->period_basis == BASIS_RECALLED)
        return;
    unread = unread_months(w, n, seen, due);
    if (unread != NULL) {
        mark_period(part, &w[0], MET_UNKNOWN);
        decide_by(b, part, unread, r);
        return;
    }
    mark_period(part, &w[0], MET_NO);
    r->verdict = VERDICT_PARTIAL;
    r->reason = verdict_say(N_("only {1} of {2} months are published"), arena_printf(b->arena, "%d", have),
                            arena_printf(b->arena, "%d", due));
}

/* Of a thing whose parts lie apart, one that could not be read may be the part that is lacking. */
static const struct weighed *
unread_part(const struct pack_part *part, const struct weighed *w, size_t n)
{
    for (size_t k = 0; part->topic->apart && k < n; k++)
        if (w[k].grade == GRADE_BLOCKED && w[k].fitting.fit != FIT_OTHER)
            return &w[k];
    return NULL;
}

/* Does place i count together with the first: a month of a series, or a page of several that show it? */
static bool
counts_together(const struct pack_part *part, const struct weighed *w, size_t i)
{
    if (i == 0 || w[0].grade != GRADE_PROVEN || w[i].grade > GRADE_PARTIAL)
        return false;
    return part->cover == COVER_MONTHLY_6 || w[0].decision.id == by_month ||
           (w[0].decision.id == by_pages && w[i].fitting.fit != FIT_PART);
}

/* "Next", "read on", "back": the furniture of lists, which leads on and was never meant for the item. */
static bool
only_leads_through(const struct bench *b, const struct weighed *w)
{
    const struct lead *l = &b->leads->lead[w->lead];
    const struct site_link *k = l->link != NO_INDEX ? &b->site->link[l->link] : NULL;

    return k != NULL && w->delivery == DELIVERY_NONE && (l->by == BY_PARENT || l->by == BY_SECTION) &&
           (w->grade == GRADE_ENTRY || w->grade == GRADE_EMPTY) &&
           k->text->flags & (WORDING_WEAK | WORDING_BACK) && !leads_is_document(&b->site->node[l->node]);
}

/* What is not opened here was considered too. */
static void
keep_click(const struct bench *b, const struct pack_part *part, struct candidate *c, struct item_result *r)
{
    const struct site_click *click = clicks_behind(b, part, NULL);

    if (click == NULL)
        return;
    *c = (struct candidate){.url = b->site->node[click->node].url,
                            .found_on = b->site->node[click->node].url,
                            .words = wording_shown(click->words),
                            .named_by = leads_named_by(BY_TEXT),
                            .decision = r->reason};
    r->candidate_n = 1;
}

/* Behind so many others? */
static bool
is_candidate(const struct bench *b, const struct weighed *w, size_t before)
{
    return !only_leads_through(b, w) &&
           (before < CANDIDATES_SHOWN ||
            b->site->node[b->leads->lead[w->lead].node].problem == PROBLEM_NOT_NEEDED);
}

/* Of a common item a site has a lead to each of its pages, and few are shown. */
static size_t
count_candidates(const struct bench *b, const struct weighed *w, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += is_candidate(b, &w[i], count);
    return count;
}

static void
keep_candidates(const struct bench *b, const struct pack_part *part, const struct weighed *w, size_t n,
                struct item_result *r)
{
    struct candidate *c = ARENA_ARRAY(b->arena, struct candidate, count_candidates(b, w, n) + 1);

    for (size_t i = 0; i < n; i++) {
        const struct lead *l = &b->leads->lead[w[i].lead];

        if (!is_candidate(b, &w[i], r->candidate_n))
            continue;
        c[r->candidate_n++] = (struct candidate){
            .url = b->site->node[l->node].url,
            .found_on = l->link != NO_INDEX ? b->site->node[b->site->link[l->link].from].url : STR_NONE,
            .words = proof_words(b, l),
            .named_by = leads_named_by(l->by),
            .fiscal_year = w[i].fitting.source == YEAR_STATED ? w[i].fitting.year : 0,
            .decision = w[i].decision,
            .taken = i == 0 && w[i].grade <= GRADE_STALE,
            .together = counts_together(part, w, i),
            .as_well = i > 0 && w[i].grade == GRADE_PROVEN && !counts_together(part, w, i),
            .picture = w[i].delivery == DELIVERY_PICTURE ? l->facts->picture_url : STR_NONE,
        };
    }
    if (r->candidate_n == 0 && clicks_are_why(r))
        keep_click(b, part, &c[0], r);
    r->candidate = c;
}

static int
compare_weighed(const void *x, const void *y, void *ctx)
{
    return weigh_compare(ctx, x, y);
}

/* Buttons of a page, as "print" and "share", are no place of their own and are never pressed. */
static bool
is_action(const struct bench *b, uint32_t lead)
{
    return b->site->node[b->leads->lead[lead].node].problem == PROBLEM_TRAP_ACTION;
}

static size_t
weigh_all(struct bench *b, const struct pack_part *part, struct weighed **out)
{
    size_t topic = (size_t)(part->topic - b->site->catalog->topic), n = 0, cap = 0;
    const struct groups *by_topic = &b->leads->by_topic;
    struct weighed *w = NULL;

    for (uint32_t i = groups_from(by_topic, topic); i < groups_until(by_topic, topic); i++) {
        uint32_t k = by_topic->item[i];
        struct weighed new = weigh_lead(b, part, k);

        if (new.delivery == DELIVERY_NONE && (b->leads->lead[k].by == BY_SITE || is_action(b, k)))
            continue;
        w = mem_room(w, n, &cap, sizeof *w);
        w[n++] = new;
    }
    if (n > 0)
        qsort_r(w, n, sizeof *w, compare_weighed, b);
    *out = w;
    return n;
}

void
verdict_mark_serving(struct bench *b, const struct pack_part *part, uint32_t bit)
{
    struct weighed *w;
    size_t n = weigh_all(b, part, &w);

    for (size_t i = 0; i < n; i++)
        if (w[i].grade == GRADE_PROVEN)
            b->serves[b->leads->lead[w[i].lead].node] |= bit;
    free(w);
}

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

static void
join_elements(const struct bench *b, const struct pack_part *part, struct weighed *w, size_t n)
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

/* An old paper says nothing while one that may be of the right year could not be read: that one goes first.
 */
static void
prefer_unread(struct weighed *w, size_t n)
{
    for (size_t i = 1; n > 0 && w[0].grade == GRADE_STALE && i < n; i++)
        if (w[i].grade == GRADE_BLOCKED && w[i].fitting.fit != FIT_OTHER) {
            struct weighed unread = w[i];

            w[i] = w[0];
            w[0] = unread;
        }
}

/* A page that only leads on says less than the file it leads to, which is another's. */
static void
prefer_belied(struct weighed *w, size_t n)
{
    for (size_t i = 1; n > 0 && w[0].grade == GRADE_ENTRY && i < n; i++)
        if (w[i].belied) {
            struct weighed belied = w[i];

            w[i] = w[0];
            w[0] = belied;
        }
}

/* A list is worth what it lists: gone, not to be opened; of papers, of another year. */
static void
prefer_files(struct bench *b, const struct pack_part *part, struct weighed *w, size_t n)
{
    while (listing_is_vain(b, part, w, n)) {
        w[0].grade = GRADE_ENTRY;
        w[0].decision = verdict_say(N_("nothing that it lists is what is asked for"), STR_NONE, STR_NONE);
        qsort_r(w, n, sizeof *w, compare_weighed, b);
    }
}

void
verdict_decide(struct bench *b, const struct pack_part *part, struct item_result *r,
               struct missing_list *missing)
{
    const struct weighed *unread;
    struct weighed *w;
    size_t n = weigh_all(b, part, &w);

    prefer_files(b, part, w, n);
    prefer_unread(w, n);
    prefer_belied(w, n);
    join_elements(b, part, w, n);
    join_months(b, part, w, n);
    decide_by(b, part, n > 0 ? &w[0] : NULL, r);
    unread = r->verdict == VERDICT_PARTIAL ? unread_part(part, w, n) : NULL;
    if (unread != NULL)
        decide_by(b, part, unread, r);
    if (part->cover == COVER_MONTHLY_6)
        decide_series(b, part, w, n, r);
    r->machine_verdict = r->verdict;
    r->looked_pages = b->pages;
    r->looked_documents = b->documents;
    r->looked_read = b->read;
    r->asked = timing_says(b->arena, b->pack, part);
    r->looked_words = part->topic->words;
    r->owner = part->topic->owner;
    keep_candidates(b, part, w, n, r);
    proof_fill(b, part, w, n, r);
    if (r->verdict != VERDICT_FOUND && r->verdict != VERDICT_WAIVED) {
        r->fix = advice_of(b, part, r, w, n, LANG_TH);
        r->fix_en = advice_of(b, part, r, w, n, LANG_EN);
        missing_add(b, part, r, w, n, missing);
    }
    free(w);
}
