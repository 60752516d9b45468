/*
 * The analysis of a result, by instrument and by item, and the measures that follow from it.  Where a
 * published figure belongs stands the published one, or a gap; what a check of the website predicts has rows
 * and sentences of its own that say so.
 */
#include "report/o42.h"
#include "report/card.h"

/* More than a total is known. */
static bool
has_figures(const struct analysis *n)
{
    return n->published || n->iit->n > 0 || n->eit->n > 0;
}

/* What is analysed: last year's result; this year's where only that is known. */
static const struct analysis *
analysed(const struct paper_facts *f)
{
    return !has_figures(f->last) && has_figures(f->now) ? f->now : f->last;
}

static void
put_level(struct draft *d, const struct analysis *n)
{
    const struct scorecard *c = n->card;

    draft_words(d, N_(", level"));
    draft_put(d, INK_PLAIN, STR(" "));
    if (n->published && c->level.n > 0)
        draft_put(d, INK_BOLD, c->level);
    else if (n->told_level.n > 0)
        draft_text(d, n->told_level);
    else
        draft_blank(d, N_("level as published"));
}

static void
put_total(struct draft *d, const struct analysis *n)
{
    int total = papers_total(n);

    draft_paragraph(d, STYLE_TEXT);
    draft_filled(d, INK_PLAIN, N_("In fiscal year {1} the agency had an ITA total of"),
                 papers_year(d, n->fiscal_year), STR_NONE);
    draft_put(d, INK_PLAIN, STR(" "));
    if (total != NO_SCORE)
        draft_put(d, INK_BOLD, card_points(d->a, total));
    else
        draft_blank(d, N_("ITA total as published"));
    draft_put(d, INK_PLAIN, STR(" "));
    draft_words(d, N_("points."));
    put_level(d, n);
}

static void
put_prediction(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    const struct scorecard *c = n->card;
    struct str oit = card_range(d->a, c->low, c->high), total = card_range(d->a, c->ita_low, c->ita_high);

    if (!o42_is_predicted(n))
        return;
    draft_paragraph(d, STYLE_NOTE);
    draft_filled(d, INK_PLAIN,
                 N_("Prediction of the program from a check of the website on {1}, not the published result: "
                    "OIT {2}."),
                 draft_day(d, f->card->started), oit);
    if (c->ita_low == NO_SCORE)
        return;
    draft_put(d, INK_PLAIN, STR(" "));
    draft_filled(d, INK_PLAIN,
                 c->level.n > 0 ? N_("With it and these IIT and EIT the ITA total would be {1}, level {2}.")
                                : N_("With it and these IIT and EIT the ITA total would be {1}."),
                 total, c->level);
}

/* What was typed must agree with what it adds up to. */
static void
put_disagreement(struct draft *d, const struct analysis *n)
{
    const struct scorecard *c = n->card;

    if (!n->published)
        return;
    if (n->told_total != NO_SCORE && c->ita_low != NO_SCORE && n->told_total != c->ita_low) {
        draft_paragraph(d, STYLE_NOTE);
        draft_filled(d, INK_WARNING,
                     N_("The total was given as {1}, but the indicators add up to {2}: check the figures."),
                     card_points(d->a, n->told_total), card_range(d->a, c->ita_low, c->ita_high));
    }
    if (n->told_level.n > 0 && c->level.n > 0 && !str_eq(n->told_level, c->level)) {
        draft_paragraph(d, STYLE_NOTE);
        draft_filled(d, INK_WARNING,
                     N_("The level was given as {1}, but the total means {2}: check the figures."),
                     n->told_level, c->level);
    }
    for (size_t i = 0; i < c->indicator_n; i++)
        for (size_t k = 0; k < n->oit->n; k++)
            if (str_eq(n->oit->v[k].id, c->indicator[i].id) && n->oit->v[k].score != c->indicator[i].low) {
                draft_paragraph(d, STYLE_NOTE);
                draft_filled(
                    d, INK_WARNING,
                    N_("An indicator was given as {1}, but the items named give {2}: check the figures."),
                    card_points(d->a, n->oit->v[k].score), card_points(d->a, c->indicator[i].low));
            }
}

static void
put_before(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    const struct analysis *b = f->last;
    int total = papers_total(b);
    struct str level = b->card->level.n > 0 ? b->card->level : b->told_level;

    if (n != f->now || total == NO_SCORE)
        return;
    draft_paragraph(d, STYLE_TEXT);
    draft_filled(d, INK_PLAIN,
                 level.n > 0 ? N_("The year before the total was {1}, level {2}.")
                             : N_("The year before the total was {1}."),
                 card_points(d->a, total), level);
}

static void
put_origin(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    draft_paragraph(d, STYLE_NOTE);
    if (n->published)
        draft_words(d, N_("The figures are the published ones, as the agency gave them."));
    else if (n == f->now)
        draft_filled(d, INK_PLAIN,
                     N_("IIT and EIT are those given for fiscal year {1}, the year of the checklist. The "
                        "published OIT was not given, so its places are gaps."),
                     papers_year(d, n->fiscal_year), STR_NONE);
    else
        draft_blank(d, N_("copy the figures from the published result"));
    put_prediction(d, f, n);
}

/* Which year is analysed hangs on what was given; a reader may have meant the other. */
static void
put_choice_of_year(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    if (n != f->now)
        return;
    draft_paragraph(d, STYLE_NOTE);
    draft_filled(d, INK_PLAIN,
                 N_("The result of fiscal year {1} was not given, so this paper is about that of {2}."),
                 papers_year(d, f->last->fiscal_year), papers_year(d, n->fiscal_year));
}

/* Beside last year's result, this year's as far as it is known already. */
static void
put_this_year(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    if (n == f->now || !has_figures(f->now))
        return;
    draft_paragraph(d, STYLE_HEADING);
    draft_filled(d, INK_PLAIN, N_("Result of fiscal year {1}, as far as it is known"),
                 papers_year(d, f->now->fiscal_year), STR_NONE);
    put_total(d, f->now);
    put_origin(d, f, f->now);
    o42_indicators(d, f->now);
    o42_instruments(d, f->now);
    if (o42_has_items(f->now))
        o42_subs(d, f->now->card);
    else if (o42_has_items(n))
        o42_subs_seen(d, f);
}

void
o42_write(struct draft *d, const struct paper_facts *f)
{
    const struct analysis *n = analysed(f);

    draft_pages(d, false);
    papers_title(
        d,
        N_("Analysis of the ITA result of fiscal year {1} and measures to promote integrity and transparency "
           "in the agency, fiscal year {2}"),
        papers_year(d, n->fiscal_year), papers_year(d, n->fiscal_year + 1));
    draft_paragraph(d, STYLE_TITLE);
    papers_agency(d, f);
    draft_heading(d, N_("1. Result"));
    put_total(d, n);
    put_before(d, f, n);
    put_disagreement(d, n);
    put_origin(d, f, n);
    put_choice_of_year(d, f, n);
    draft_heading(d, N_("2. Result by instrument and indicator"));
    o42_indicators(d, n);
    draft_heading(d, N_("3. How the total comes about"));
    o42_instruments(d, n);
    o42_levels(d, n);
    o42_items(d, f, n);
    put_this_year(d, f, n);
    o42_weaknesses(d, f, n);
    o42_measures(d, f, n);
    papers_obstacles(d, N_("7. Obstacles and suggestions"));
    papers_strangers(d, f);
    papers_sign(d, N_("Position: made by"));
    papers_sign(d, N_("Position: approved by"));
}
