/* How certain it is that a place is what it is taken for, and in words what speaks against it. */
#include "rules/confidence.h"
#include "rules/elements.h"
#include "rules/paper_grade.h"
#include "rules/verdict.h"

#define AGE_LOSS 4 /* of confidence, a year */
#define AGE_LOSS_MAX 20

static void
note_doubt(struct weighed *w, struct say why)
{
    if (w->doubt_n < DOUBTS_MAX)
        w->doubt[w->doubt_n++] = why;
}

void
confidence_doubt(struct weighed *w, int loss, const char *id, struct str one, struct str two)
{
    if (loss <= 0)
        return;
    w->confidence -= loss;
    note_doubt(w, verdict_say(id, one, two));
}

static void
doubt_paper(const struct paper *p, struct weighed *w)
{
    if (p == NULL || p->state == DOCUMENT_UNREAD)
        confidence_doubt(w, 12, N_("the document itself was not read: its title and place speak for it"),
                         STR_NONE, STR_NONE);
    else if (p->state != DOCUMENT_READ)
        confidence_doubt(w, 12, N_("the document could not be read ({_1}): its title and place speak for it"),
                         str_of(document_state_text(p->state)), STR_NONE);
    else if (p->recognised)
        confidence_doubt(w, 8, N_("the document is a picture of text, read by recognition"), STR_NONE,
                         STR_NONE);
}

static void
doubt_delivery(const struct bench *b, const struct lead *l, struct weighed *w)
{
    const struct node *n = &b->site->node[l->node];

    if (n->problem == PROBLEM_TYPE)
        confidence_doubt(w, 24, N_("the file was not fetched"), STR_NONE, STR_NONE);
    else if (w->delivery == DELIVERY_READER)
        confidence_doubt(w, 24, N_("the paper lies at another service and was not opened"), STR_NONE,
                         STR_NONE);
    else if (w->delivery == DELIVERY_DOCUMENT && paper_grade_bare(b, l))
        confidence_doubt(w, 12, N_("the document shows its title and nothing under it"), STR_NONE, STR_NONE);
    else if (w->delivery == DELIVERY_DOCUMENT)
        doubt_paper(n->paper, w);
    else if (w->delivery == DELIVERY_PICTURE)
        confidence_doubt(w, 12, N_("it is a picture, whose text was not read"), STR_NONE, STR_NONE);
    else if (w->delivery == DELIVERY_EXTERNAL_FORM)
        confidence_doubt(w, 12, N_("the form stands at a form service and was not opened"), STR_NONE,
                         STR_NONE);
}

static void
doubt_period(const struct bench *b, const struct pack_part *part, struct weighed *w)
{
    const struct fitting *f = &w->fitting;

    if (part->cover == COVER_NONE)
        return;
    if (f->fit == FIT_WEAK)
        confidence_doubt(w, 15, N_("fiscal year {1} is not stated, it is inferred from: {_2}"),
                         bench_year(b, f->year), str_of(timing_source_text(f->source)));
    else if (f->fit != FIT_UNKNOWN && f->source != YEAR_STATED)
        note_doubt(w, verdict_say(N_("fiscal year {1} is not stated, it is inferred from: {_2}"),
                                  bench_year(b, f->year), str_of(timing_source_text(f->source))));
    if (f->contradicted && f->other_year > 0 && f->other_words.n > 0)
        confidence_doubt(w, 15, N_("other words state fiscal year {1}: {2}"), bench_year(b, f->other_year),
                         f->other_words);
    else if (f->contradicted)
        confidence_doubt(w, 15, N_("other words around it state another year"), STR_NONE, STR_NONE);
}

/* Where any year will do, this year's paper is still the better proof. */
static void
doubt_age(const struct bench *b, const struct pack_part *part, struct weighed *w)
{
    int age = b->pack->fiscal_year - w->fitting.year;

    if ((part->cover != COVER_NONE && part->cover != COVER_NOT_OLDER) || w->fitting.year == 0 || age <= 0)
        return;
    confidence_doubt(
        w, age * AGE_LOSS < AGE_LOSS_MAX ? age * AGE_LOSS : AGE_LOSS_MAX,
        w->fitting.source == YEAR_STATED
            ? N_("it is of fiscal year {1}; whether it still holds is not said")
            : N_("it is of fiscal year {1}, inferred from {_2}; whether it still holds is not said"),
        bench_year(b, w->fitting.year), str_of(timing_source_text(w->fitting.source)));
}

/* Where a paper is asked for and the page has files, they are nearer to it than the page's text. */
static void
doubt_page(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    bool paper = part->topic->kind == TOPIC_DOCUMENT || part->topic->kind == TOPIC_SERIES;

    if (paper && w->delivery == DELIVERY_TEXT && l->facts != NULL && elements_in_files(b, part, l->facts))
        confidence_doubt(w, 15, N_("the page also holds files, which may be the thing itself"), STR_NONE,
                         STR_NONE);
}

static void
doubt_name(const struct lead *l, struct weighed *w)
{
    int loss = (100 - l->strength) / 4;

    if (l->by == BY_SITE)
        confidence_doubt(w, loss, N_("no words name it, but it stands on every page"), STR_NONE, STR_NONE);
    else if (l->by == BY_SIGNS)
        confidence_doubt(w, loss, N_("no words name it: what stands there shows what it is"), STR_NONE,
                         STR_NONE);
    else
        confidence_doubt(w, loss, N_("its name stands only in: {_1}"), str_of(leads_named_by(l->by)),
                         STR_NONE);
}

void
confidence_weigh(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    const struct paper *p = b->site->node[l->node].paper;
    /* What the link leaves unsaid, the paper says itself. */
    bool says = l->by != BY_PAPER && w->delivery == DELIVERY_DOCUMENT && p != NULL && p->title != NULL &&
                p->state == DOCUMENT_READ && wording_names(p->title, l->topic);

    w->confidence = 98;
    if (!says)
        doubt_name(l, w);
    doubt_delivery(b, l, w);
    doubt_page(b, part, l, w);
    doubt_period(b, part, w);
    if (w->confidence < 30)
        w->confidence = 30;
    doubt_age(b, part, w);
}
