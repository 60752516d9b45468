/* From weighed leads to a verdict, its reason and its confidence. */
#include "rules/verdict.h"
#include "base/aside.h"
#include "base/mem.h"
#include "rules/absence.h"
#include "rules/advice.h"
#include "rules/candidates.h"
#include "rules/listing.h"
#include "rules/proof.h"
#include "rules/settle.h"
#include "rules/together.h"
#include "rules/weigh.h"
#include <stdlib.h>
#include <string.h>

#define WEIGHED_AT_ONCE 64 /* leads, of which what was read of their words may stay at hand */

struct say
verdict_say(const char *id, struct str one, struct str two)
{
    return (struct say){.id = id, .arg = {one, two}};
}

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
        r->settle = leads_host(b->leads, at->url, HOST_DRIVE) ? settle_drive(at->url)
                                                              : settle_unread(at->problem, at->url);
    /* Of this year nothing was found, which is not to say that there is none. */
    if (best->grade == GRADE_STALE)
        absence_unread(b, part, r);
    if (r->verdict == VERDICT_STALE || r->verdict == VERDICT_PARTIAL)
        absence_click(b, part, best, r);
}

/* What could not be read under the item's own name may be what is lacking: of a thing whose parts lie apart a
 * paper, of any a page. */
static const struct weighed *
unread_part(const struct bench *b, const struct pack_part *part, const struct weighed *w, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const struct lead *l = &b->leads->lead[w[k].lead];
        bool page = !leads_is_document(&b->site->node[l->node]) && l->by == BY_TEXT &&
                    unread_is(&b->site->node[l->node]);

        if (w[k].grade == GRADE_BLOCKED && w[k].fitting.fit != FIT_OTHER && (part->topic->apart || page))
            return &w[k];
    }
    return NULL;
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

/* Looked for though words name another place: it must show all that is asked to go before that. */
static bool
goes_before(const struct bench *b, const struct lead *l)
{
    return b->leads->named[l->topic] && b->site->catalog->topic[l->topic].signs_always;
}

/* Looked for because a named place may lack it: it counts with that place only. */
static bool
is_rest(const struct bench *b, uint32_t lead)
{
    const struct lead *l = &b->leads->lead[lead];

    return l->by == BY_SIGNS && b->leads->named[l->topic] &&
           b->site->catalog->topic[l->topic].signs_rest != NULL;
}

static bool
is_whole(const struct pack_part *part, const struct weighed *w)
{
    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++)
        if (w->element[k] == MET_NO)
            return false;
    return w->grade == GRADE_PROVEN;
}

/* Nothing names the item there: only what it shows is worth a word. */
static bool
says_nothing(const struct bench *b, const struct pack_part *part, const struct weighed *w)
{
    const struct lead *l = &b->leads->lead[w->lead];

    return (w->delivery == DELIVERY_NONE && (l->by == BY_SITE || is_action(b, w->lead))) ||
           (l->by == BY_SIGNS && (w->grade > GRADE_STALE || (goes_before(b, l) && !is_whole(part, w)))) ||
           (is_rest(b, w->lead) && w->grade != GRADE_PARTIAL);
}

/* One after the other, parts are weighed in the same place, which has room for the topic with most leads from
 * the beginning: a lead takes 672 bytes, and fresh memory for them was an eighth of the page faults of
 * judging, a twentieth where the place grew. */
static struct weighed *
room_of(struct bench *b)
{
    const struct groups *by_topic = &b->leads->by_topic;
    size_t most = 0;

    for (uint32_t t = 0; b->weighed == NULL && t < b->site->catalog->topic_n; t++) {
        size_t leads = groups_until(by_topic, t) - groups_from(by_topic, t);

        most = leads > most ? leads : most;
    }
    if (b->weighed == NULL)
        b->weighed = mem_new(most + 1, sizeof *b->weighed);
    return b->weighed;
}

/* Without a named place that lacks something there is nothing to complete. */
static size_t
drop_rest(const struct bench *b, struct weighed *w, size_t n)
{
    bool lacking = n > 0 && w[0].grade == GRADE_PARTIAL && !is_rest(b, w[0].lead);
    size_t kept = 0;

    for (size_t i = 0; i < n && !lacking; i++)
        if (!is_rest(b, w[i].lead))
            w[kept++] = w[i];
    return lacking ? n : kept;
}

static size_t
weigh_all(struct bench *b, const struct pack_part *part, struct weighed **out)
{
    size_t topic = (size_t)(part->topic - b->site->catalog->topic), n = 0;
    const struct groups *by_topic = &b->leads->by_topic;
    struct weighed *w = room_of(b);

    for (uint32_t i = groups_from(by_topic, topic); i < groups_until(by_topic, topic); i++) {
        uint32_t k = by_topic->item[i];

        if (b->leads->lead[k].by == BY_SIGNS && b->leads->lead[k].facts == NULL) /* looked at in vain */
            continue;
        w[n] = weigh_lead(b, part, k);
        n += !says_nothing(b, part, &w[n]);
        if ((i + 1) % WEIGHED_AT_ONCE == 0)
            aside_rest(b->site->aside);
    }
    if (n > 0)
        qsort_r(w, n, sizeof *w, compare_weighed, b);
    *out = w;
    return drop_rest(b, w, n);
}

void
verdict_mark_serving(struct bench *b, const struct pack_part *part, uint32_t bit)
{
    struct weighed *w;
    size_t n = weigh_all(b, part, &w);

    for (size_t i = 0; i < n; i++)
        if (w[i].grade == GRADE_PROVEN)
            b->serves[b->leads->lead[w[i].lead].node] |= bit;
}

/* An old paper, or a part of it on a page that nothing names, says nothing while one that may be it could not
 * be read: that one goes first. */
static void
prefer_unread(const struct bench *b, struct weighed *w, size_t n)
{
    bool weak = n > 0 && (w[0].grade == GRADE_STALE ||
                          (w[0].grade == GRADE_PARTIAL && b->leads->lead[w[0].lead].by == BY_SIGNS));

    for (size_t i = 1; weak && i < n; i++)
        if (w[i].grade == GRADE_BLOCKED && w[i].fitting.fit != FIT_OTHER) {
            struct weighed unread = w[i];

            w[i] = w[0];
            w[0] = unread;
            return;
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

static size_t
elements_met(const struct weighed *w)
{
    size_t n = 0;

    for (size_t i = 0; i < ELEMENTS_MAX; i++)
        n += w->element[i] == MET_YES;
    return n;
}

static bool
is_as_good(const struct bench *b, const struct weighed *x, const struct weighed *y)
{
    return x->grade == y->grade && x->delivery == y->delivery && x->confidence == y->confidence &&
           bench_parts_served(b, b->leads->lead[x->lead].node) ==
               bench_parts_served(b, b->leads->lead[y->lead].node);
}

/* Of papers that are as good, the one that shows most goes first: the plan, not its addendum. */
static void
prefer_fuller(const struct bench *b, struct weighed *w, size_t n)
{
    struct weighed fuller;
    size_t best = 0;

    if (n == 0 || w[0].grade != GRADE_PROVEN || w[0].delivery != DELIVERY_DOCUMENT)
        return;
    for (size_t i = 1; i < n; i++)
        if (is_as_good(b, &w[i], &w[0]) && elements_met(&w[i]) > elements_met(&w[best]))
            best = i;
    if (best == 0)
        return;
    fuller = w[best];
    memmove(&w[1], &w[0], best * sizeof *w);
    w[0] = fuller;
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

    prefer_fuller(b, w, n);
    prefer_files(b, part, w, n);
    prefer_unread(b, w, n);
    prefer_belied(w, n);
    together_elements(b, part, w, n);
    together_months(b, part, w, n);
    decide_by(b, part, n > 0 ? &w[0] : NULL, r);
    unread = r->verdict == VERDICT_PARTIAL ? unread_part(b, part, w, n) : NULL;
    if (unread != NULL)
        decide_by(b, part, unread, r);
    unread = part->cover == COVER_MONTHLY_6 ? together_series(b, part, w, n, r) : NULL;
    if (unread != NULL)
        decide_by(b, part, unread, r);
    r->machine_verdict = r->verdict;
    r->looked_pages = b->pages;
    r->looked_documents = b->documents;
    r->looked_read = b->read;
    r->asked = timing_says(b->arena, b->pack, part);
    r->looked_words = part->topic->words;
    r->owner = part->topic->owner;
    candidates_keep(b, part, w, n, r);
    proof_fill(b, part, w, n, r);
    if (r->verdict != VERDICT_FOUND && r->verdict != VERDICT_WAIVED) {
        r->fix = advice_of(b, part, r, w, n, LANG_TH);
        r->fix_en = advice_of(b, part, r, w, n, LANG_EN);
        missing_add(b, part, r, w, n, missing);
    }
}
