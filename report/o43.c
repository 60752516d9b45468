/*
 * What came of the measures: the result before and after, item by item what was published where.  Nothing is
 * said of activities that a website does not show: those are gaps.
 */
#include "report/card.h"
#include "report/papers.h"

static const struct draft_column of_figures[] = {{N_("Figure"), 40, false},
                                                 {N_("Before the measures"), 20, true},
                                                 {N_("After the measures"), 20, true},
                                                 {N_("Difference"), 20, true}};

static struct str
difference(struct draft *d, int before, int after)
{
    int change = after - before;

    return arena_printf(d->a, "%s%.*s",
                        change > 0   ? "+"
                        : change < 0 ? "-"
                                     : "",
                        STR_ARGS(card_points(d->a, change < 0 ? -change : change)));
}

static void
put_figure(struct draft *d, const char *name, int low0, int high0, int low1, int high1)
{
    draft_row(d);
    draft_cell(d);
    draft_words(d, name);
    draft_score_cell(d, low0, high0, N_("score before"));
    draft_score_cell(d, low1, high1, N_("score after"));
    draft_cell(d);
    if (low0 == NO_SCORE || low1 == NO_SCORE)
        draft_blank(d, N_("difference, once both are known"));
    else if (low0 != high0 || low1 != high1)
        draft_words(d, N_("still open"));
    else
        draft_put(d, INK_PLAIN, difference(d, low0, low1));
}

static void
put_day_row(struct draft *d, const struct paper_facts *f)
{
    draft_row(d);
    draft_cell(d);
    draft_words(d, N_("Day of the check of the website"));
    draft_cell(d);
    if (f->changes)
        papers_visit_day(d, f->changes->from.started, f->changes->from.as_of);
    else
        draft_blank(d, N_("there was no check before this one"));
    draft_cell(d);
    papers_visit_day(d, f->card->started, f->card->as_of);
    draft_cell(d);
}

static void
put_figures(struct draft *d, const struct paper_facts *f)
{
    const struct analysis *last = f->last, *now = f->now;
    bool visits = f->changes != NULL && f->card->scored, seen = !card_unreadable(f->card);
    int total0 = papers_total(last), total1 = papers_total(now);

    draft_heading(d, N_("1. Before and after"));
    draft_paragraph(d, STYLE_CAPTION);
    draft_filled(d, INK_PLAIN, N_("The whole assessment: fiscal year {1} before, fiscal year {2} after"),
                 papers_year(d, f->last->fiscal_year), papers_year(d, f->now->fiscal_year));
    draft_table(d, of_figures, 4);
    put_figure(d, N_("IIT: what those inside the agency answer"), last->card->iit, last->card->iit,
               now->card->iit, now->card->iit);
    put_figure(d, N_("EIT: what those who deal with the agency answer"), last->card->eit, last->card->eit,
               now->card->eit, now->card->eit);
    put_figure(d, N_("OIT: what the agency publishes"), papers_published(last, last->card->low),
               papers_published(last, last->card->high), papers_published(now, now->card->low),
               papers_published(now, now->card->high));
    put_figure(d, N_("ITA total"), total0, total0, total1, total1);
    draft_end_table(d);
    draft_paragraph(d, STYLE_CAPTION);
    draft_filled(d, INK_PLAIN,
                 N_("The website, as a program saw it under the checklist of fiscal year {1}: a prediction, "
                    "not the published result"),
                 papers_year(d, f->card->fiscal_year), STR_NONE);
    draft_table(d, of_figures, 4);
    put_day_row(d, f);
    put_figure(d, N_("OIT, predicted by the program"), visits ? f->changes->from.low : NO_SCORE,
               visits ? f->changes->from.high : NO_SCORE, seen ? f->card->low : NO_SCORE,
               seen ? f->card->high : NO_SCORE);
    draft_end_table(d);
}

/* ------------------------------------------------------------------ measures */

static const struct draft_column of_results[] = {{N_("Measure"), 18, false},
                                                 {N_("How it was done"), 17, false},
                                                 {N_("Who"), 12, false},
                                                 {N_("When done"), 13, false},
                                                 {N_("Before the measures"), 11, false},
                                                 {N_("Result (after)"), 17, false},
                                                 {N_("Outcome and suggestions"), 12, false}};

static const struct change *
change_of(const struct paper_facts *f, const struct item_result *i)
{
    for (size_t k = 0; f->changes && k < f->changes->item_n; k++)
        if (str_eq(f->changes->item[k].id, i->id))
            return &f->changes->item[k];
    return NULL;
}

/* Was there something to do, or is there still? */
static bool
is_told(const struct item_result *i, const struct change *c)
{
    return papers_is_open(i) || (c && c->from != VERDICT_COUNT && !verdict_counts_low(c->from) &&
                                 c->from != VERDICT_NOT_APPLICABLE);
}

static void
put_then(struct draft *d, const struct change *c)
{
    draft_cell(d);
    if (c && c->from != VERDICT_COUNT)
        draft_words(d, verdict_text(c->from));
    else
        draft_blank(d, N_("state before"));
}

/* The site did it only where the site is the cause. */
static void
put_cause(struct draft *d, const struct change *c)
{
    if (!c || c->from == c->to || c->cause == CAUSE_SITE)
        return;
    draft_paragraph(d, STYLE_PLAIN);
    draft_filled(d, INK_WARNING, N_("the difference comes from {1}, not from the website"),
                 str_of(say_tr_in(d->manner->lang, change_cause_text(c->cause))), STR_NONE);
}

static void
put_result(struct draft *d, const struct paper_facts *f, const struct item_result *i, const struct change *c)
{
    const struct evidence *e[LIMIT_DRAFT_URLS];
    size_t n = papers_is_open(i) ? 0 : papers_addresses(i, e);

    draft_cell(d);
    draft_words(d, verdict_text(i->verdict));
    if (n > 0) {
        draft_paragraph(d, STYLE_PLAIN);
        draft_filled(d, INK_PLAIN, N_("published; seen on {1} at"), draft_day(d, f->card->started), STR_NONE);
    }
    for (size_t k = 0; k < n; k++) {
        draft_paragraph(d, STYLE_PLAIN);
        draft_address(d, papers_address(e[k]));
    }
    if (papers_is_open(i)) {
        draft_paragraph(d, STYLE_PLAIN);
        papers_reason(d, i);
    }
    put_cause(d, c);
}

static void
put_measure(struct draft *d, const struct paper_facts *f, const struct item_result *i, const struct change *c)
{
    draft_row(d);
    draft_cell(d);
    papers_measure(d, i);
    draft_cell(d);
    draft_blank(d, N_("what was done"));
    draft_cell(d);
    papers_owner(d, i);
    draft_cell(d);
    draft_blank_filled(d, N_("day, within fiscal year {1}"), papers_year(d, f->card->fiscal_year), STR_NONE);
    put_then(d, c);
    put_result(d, f, i, c);
    draft_cell(d);
    draft_blank(d, N_("what it brought, suggestions"));
}

/* A measure that only the agency knows of. */
static void
put_own_measure(struct draft *d)
{
    static const char *const hints[] = {N_("further measure, as announced"),
                                        N_("what was done"),
                                        N_("unit in charge"),
                                        N_("when it was done"),
                                        N_("state before"),
                                        N_("what came of it"),
                                        N_("what it brought, suggestions")};

    draft_row(d);
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        draft_cell(d);
        draft_blank(d, hints[i]);
    }
}

static void
put_measures(struct draft *d, const struct paper_facts *f)
{
    size_t n = 0;

    draft_pages(d, true);
    draft_heading(d, N_("2. Results of the measures"));
    draft_paragraph(d, STYLE_NOTE);
    draft_words(
        d, N_("Only what stands on the website is filled in. What else was done, the agency writes itself."));
    draft_table(d, of_results, 7);
    for (size_t i = 0; i < f->card->item_n && !card_unreadable(f->card); i++) {
        const struct change *c = change_of(f, &f->card->item[i]);

        if (!is_told(&f->card->item[i], c))
            continue;
        put_measure(d, f, &f->card->item[i], c);
        n++;
    }
    if (n == 0) {
        draft_span(d);
        if (card_unreadable(f->card))
            papers_unreadable(d, f->card);
        else
            draft_words(d, N_("Measures that the website shows: none"));
    }
    put_own_measure(d);
    draft_end_table(d);
}

void
o43_write(struct draft *d, const struct paper_facts *f)
{
    draft_pages(d, false);
    papers_title(
        d, N_("Report on the measures to promote integrity and transparency in the agency, fiscal year {1}"),
        papers_year(d, f->card->fiscal_year), STR_NONE);
    draft_paragraph(d, STYLE_TITLE);
    papers_agency(d, f);
    put_figures(d, f);
    put_measures(d, f);
    papers_obstacles(d, N_("3. Obstacles and suggestions"));
    papers_strangers(d, f);
    papers_sign(d, N_("Position: reported by"));
    papers_sign(d, N_("Position: head of the agency"));
}
