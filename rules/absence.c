/* Nothing was found: missing, or not looked at? */
#include "rules/absence.h"
#include "rules/clicks.h"
#include "rules/missing.h"
#include "rules/proof.h"
#include "rules/section.h"
#include "rules/settle.h"
#include "rules/verdict.h"

#define MISSING_CONFIDENCE 90
/* Of 107 items of the labelled sites, kept aside or not, that nothing named 60 were really not there; of
 * those that something promised nearly all. */
#define UNNAMED_CONFIDENCE 58

/* The start was answered, and what came is no page to read on from. */
static struct say
why_no_start(const struct bench *b)
{
    const struct site *s = b->site;
    uint32_t start = site_node(s, s->home_url);
    const struct node *n = start != NO_INDEX ? &s->node[s->node[start].final] : NULL;

    if (n == NULL)
        return verdict_say(N_("no page of the site could be read"), STR_NONE, STR_NONE);
    if (n->problem != PROBLEM_NONE)
        return verdict_say(N_("no page of the site could be read, not even {1} ({_2})"), n->url,
                           str_of(problem_text(n->problem)));
    return verdict_say(n->is_page ? N_("no page of the site could be read: {1} shows nothing")
                                  : N_("no page of the site could be read: {1} is a file and no page"),
                       n->url, STR_NONE);
}

static struct say
why_unread(const struct bench *b)
{
    const struct unread *u = &b->unread;

    if (u->where.n == 0)
        return why_no_start(b);
    return verdict_say(b->pages > 0
                           ? N_("not found in what could be read; unread is, for example, {1} ({_2})")
                           : N_("no page of the site could be read, not even {1} ({_2})"),
                       u->where, str_of(problem_text(u->why)));
}

void
absence_unread(struct bench *b, const struct pack_part *part, struct item_result *r)
{
    const struct unread *u = &b->unread;
    uint32_t section;

    if (unread_could_hold_all(u)) {
        r->verdict = VERDICT_UNASSESSED;
        r->confidence = 50;
        r->reason = why_unread(b);
        r->settle = settle_unread(u->why, u->where.n > 0 ? u->where : b->site->home_url);
        return;
    }
    section = b->section[part->number].unread;
    if (section != NO_INDEX) {
        r->verdict = VERDICT_UNASSESSED;
        r->confidence = 55;
        r->reason =
            verdict_say(N_("the section where it would stand could not be read: {1} ({_2})"),
                        b->site->node[section].url, str_of(problem_text(b->site->node[section].problem)));
        r->settle = settle_unread(b->site->node[section].problem, b->site->node[section].url);
    }
}

void
absence_click(struct bench *b, const struct pack_part *part, const struct weighed *best,
              struct item_result *r)
{
    const struct site_click *click = clicks_behind(b, part, best);

    if (click != NULL)
        clicks_decide(b, click, r);
}

/* A text on which the item's own patterns ran into their limit may name it. */
static void
decide_unjudged(struct bench *b, const struct pack_part *part, struct item_result *r)
{
    const struct wording *w;
    struct arena *scratch = arena_new(0);

    for (size_t i = 0; (w = wording_unjudged(b->site->book, i)) != NULL; i++) {
        struct thai_text text;

        arena_reset(scratch);
        thai_text_init(&text, scratch, w->text);
        if (phrases_find(part->topic->names, &text, NULL) != PHRASE_UNJUDGED)
            continue;
        r->verdict = VERDICT_UNASSESSED;
        r->confidence = 50;
        r->reason = verdict_say(N_("not judged: a pattern took too long on the words {1}"), wording_quote(w),
                                STR_NONE);
        r->settle = settle_review(b->site->home_url);
        break;
    }
    arena_free(scratch);
}

static const char unnamed[] = N_("no link, title or heading on {1} {1 page|pages} names it");

/* A site may call things by words of its own. */
static void
doubt_unnamed(const struct bench *b, struct item_result *r)
{
    struct say *why = ARENA_NEW(b->arena, struct say);

    *why =
        verdict_say(N_("it may stand there under words that the program does not know"), STR_NONE, STR_NONE);
    r->confidence = UNNAMED_CONFIDENCE;
    r->doubt = why;
    r->doubt_n = 1;
}

/* Nothing was weighed, or nothing but what is something else. */
static struct say
say_unnamed(const struct bench *b, const struct pack_part *part, const struct weighed *best)
{
    uint32_t back = missing_leads_back(b, part);
    const struct site_link *k = back != NO_INDEX ? &b->site->link[back] : NULL;

    if (k != NULL && site_is_home(b->site, b->site->node[k->to].final))
        return verdict_say(N_("the link \"{1}\" on {2} leads to the home page"), k->text->text,
                           b->site->node[k->from].url);
    if (k != NULL)
        return verdict_say(N_("the link \"{1}\" on {2} leads nowhere but to that page itself"), k->text->text,
                           b->site->node[k->from].url);
    if (best != NULL && best->belied)
        return best->decision;
    if (missing_is_named(b, part))
        return verdict_say(N_("named in an index, but the row has no link"), STR_NONE, STR_NONE);
    if (best != NULL && best->grade == GRADE_REFUSED && b->leads->lead[best->lead].by != BY_LIKENESS &&
        b->leads->lead[best->lead].by != BY_NUMBER && b->leads->lead[best->lead].by != BY_SIBLING)
        return verdict_say(N_("what bears its name is something else: \"{1}\""),
                           proof_name(&b->leads->lead[best->lead]), STR_NONE);
    return verdict_say(unnamed, arena_printf(b->arena, "%zu", b->pages), STR_NONE);
}

static struct say
say_missing(const struct bench *b, const struct pack_part *part, const struct weighed *best)
{
    if (best == NULL || best->grade == GRADE_REFUSED)
        return say_unnamed(b, part, best);
    if (best->grade == GRADE_DEAD)
        return verdict_say(N_("the link that promises it is dead"), STR_NONE, STR_NONE);
    if (best->grade == GRADE_FORBIDDEN)
        return verdict_say(N_("what the link leads to cannot be opened by the public"), STR_NONE, STR_NONE);
    if (best->grade == GRADE_ELSEWHERE)
        return verdict_say(N_("the link leads to another site"), STR_NONE, STR_NONE);
    return best->decision;
}

void
absence_decide(struct bench *b, const struct pack_part *part, const struct weighed *best,
               struct item_result *r)
{
    r->verdict = VERDICT_MISSING;
    r->confidence = MISSING_CONFIDENCE;
    r->reason = say_missing(b, part, best);
    if (r->reason.id == unnamed)
        doubt_unnamed(b, r);
    absence_unread(b, part, r);
    if (r->verdict == VERDICT_MISSING)
        absence_click(b, part, best, r);
    if (r->verdict == VERDICT_MISSING)
        decide_unjudged(b, part, r);
}
