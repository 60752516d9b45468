/* The places that were considered for an item. */
#include "rules/candidates.h"
#include "base/aside.h"
#include "rules/clicks.h"
#include "rules/proof.h"
#include "rules/together.h"

#define SHOWN_AT_ONCE 4     /* whose words lie far apart */
#define CANDIDATES_SHOWN 40 /* and all documents that wait to be needed: one of them may be the right one */

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

/* What is shown of thousands of links and pages stands in few places of the memory that is kept for all. */
static struct str
shown(const struct bench *b, struct str s)
{
    return s.n > 0 ? arena_str(b->arena, s) : s;
}

static struct say
say_shown(const struct bench *b, struct say s)
{
    for (size_t i = 0; i < SAY_ARGS; i++)
        s.arg[i] = shown(b, s.arg[i]);
    return s;
}

void
candidates_keep(const struct bench *b, const struct pack_part *part, const struct weighed *w, size_t n,
                struct item_result *r)
{
    struct candidate *c = ARENA_ARRAY(b->arena, struct candidate, count_candidates(b, w, n) + 1);

    for (size_t i = 0; i < n; i++) {
        const struct lead *l = &b->leads->lead[w[i].lead];

        if (!is_candidate(b, &w[i], r->candidate_n))
            continue;
        if (r->candidate_n % SHOWN_AT_ONCE == 0)
            aside_rest(b->site->aside);
        c[r->candidate_n++] = (struct candidate){
            .url = b->site->node[l->node].url,
            .found_on = l->link != NO_INDEX ? b->site->node[b->site->link[l->link].from].url : STR_NONE,
            .words = shown(b, proof_words(b, l)),
            .named_by = leads_named_by(l->by),
            .fiscal_year = w[i].fitting.source == YEAR_STATED ? w[i].fitting.year : 0,
            .decision = say_shown(b, w[i].decision),
            .taken = i == 0 && w[i].grade <= GRADE_STALE,
            .together = together_counts(part, w, i),
            .as_well = i > 0 && w[i].grade == GRADE_PROVEN && !together_counts(part, w, i),
            .picture = w[i].delivery == DELIVERY_PICTURE ? l->facts->few->picture_url : STR_NONE,
        };
    }
    if (r->candidate_n == 0 && clicks_are_why(r))
        keep_click(b, part, &c[0], r);
    r->candidate = c;
}
