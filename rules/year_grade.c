/* Right year, wrong year, a part of it, or not said: what that makes of a place that delivers. */
#include "rules/year_grade.h"
#include "rules/confidence.h"
#include "rules/paper.h"
#include "rules/verdict.h"

void
year_grade_articles(const struct pack_part *part, const struct lead *l, const struct asked *asked,
                    struct weighed *w)
{
    int newest;
    enum fit dated;

    if (w->delivery != DELIVERY_ARTICLES || w->fitting.fit > FIT_OTHER || part->cover == COVER_NONE ||
        l->facts == NULL)
        return;
    dated = timing_of_dates(l->facts, asked, &newest);
    if (dated == FIT_UNKNOWN)
        return;
    w->fitting.fit = dated;
    w->fitting.year = newest;
    w->fitting.source = YEAR_OF_TEXT;
}

/* Last year's file is never this year's; a rule stays in force without a year on it. */
static bool
ages(enum cover cover)
{
    return cover != COVER_IN_FORCE && cover != COVER_SPANS && cover != COVER_NOT_OLDER;
}

static struct say
say_other_year(const struct fitting *f, struct str year, struct str target)
{
    struct say stated = verdict_say(N_("is for fiscal year {1}, asked for is {2}"), year, target);

    if (f->source == YEAR_STATED)
        return stated;
    stated.id = N_("is for fiscal year {1}, inferred from {_3}; asked for is {2}");
    stated.arg[2] = str_of(timing_source_text(f->source));
    return stated;
}

/* A paper that was read tells by the day it is signed what a page tells by the dates on it. */
static bool
tells_by_its_dates(const struct bench *b, const struct weighed *w)
{
    const struct paper *p = b->site->node[b->leads->lead[w->lead].node].paper;

    return w->delivery == DELIVERY_DOCUMENT && w->fitting.source == YEAR_OF_TEXT && p != NULL && p->whole &&
           !p->recognised;
}

static struct say
say_part(struct str target)
{
    return verdict_say(N_("covers only a part of fiscal year {1}"), target, STR_NONE);
}

static bool
says_half(const struct wording *w, size_t topic)
{
    return w != NULL && wording_names_half(w, topic);
}

/* Is it called a report of a part of the year, by what leads there or by its own title? */
static bool
is_half(const struct bench *b, const struct weighed *w)
{
    const struct lead *l = &b->leads->lead[w->lead];
    const struct node *n = &b->site->node[l->node];

    return says_half(l->words, l->topic) || says_half(n->title, l->topic) ||
           says_half(n->heading, l->topic) || (n->paper != NULL && says_half(n->paper->title, l->topic));
}

/* A part of the year that is asked for is a part of it; that of another year is another thing. */
static void
grade_half(const struct bench *b, const struct pack_part *part, struct weighed *w)
{
    struct str target = bench_year(b, timing_asked(b->pack, part).target);

    w->grade = w->fitting.fit > FIT_OTHER    ? GRADE_PARTIAL
               : w->fitting.fit == FIT_OTHER ? GRADE_REFUSED
                                             : GRADE_REVIEW;
    w->decision = say_part(target);
}

void
year_grade(const struct bench *b, const struct pack_part *part, struct weighed *w)
{
    struct asked asked = timing_asked(b->pack, part);
    struct str year = bench_year(b, w->fitting.year), target = bench_year(b, asked.target);
    bool must_say = delivery_is_unread(w->delivery) && ages(part->cover) && !tells_by_its_dates(b, w);

    if (part->halves.n > 0 && is_half(b, w)) {
        grade_half(b, part, w);
        return;
    }
    if (w->fitting.split && part->cover != COVER_NONE && ages(part->cover)) {
        w->grade = GRADE_REVIEW;
        w->decision = verdict_say(N_("its title states fiscal year {1}, a line below it says {2}"), year,
                                  w->fitting.other_words);
        return;
    }
    if (part->cover == COVER_NONE || w->fitting.fit > FIT_WEAK || (w->fitting.fit == FIT_WEAK && !must_say) ||
        (w->fitting.fit == FIT_UNKNOWN && part->cover == COVER_NOT_OLDER))
        return;
    if (w->fitting.fit == FIT_WEAK) {
        w->grade = GRADE_REVIEW;
        w->decision = verdict_say(N_("fiscal year {1} is not stated, it is inferred from: {_2}"), year,
                                  str_of(timing_source_text(w->fitting.source)));
    } else if (w->fitting.fit == FIT_OTHER) {
        w->grade = GRADE_STALE;
        w->decision = say_other_year(&w->fitting, year, target);
    } else if (w->fitting.fit == FIT_PART) {
        w->grade = GRADE_PARTIAL;
        w->decision = say_part(target);
    } else if (part->period_basis != BASIS_RECALLED || must_say) {
        w->grade = GRADE_REVIEW;
        w->decision =
            verdict_say(N_("nothing says which year it is for; asked for is {1}"), target, STR_NONE);
    } else {
        confidence_doubt(w, 20, N_("nothing says which year it is for; asked for is {1}"), target, STR_NONE);
    }
}
