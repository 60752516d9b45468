/* The scores of a result as tables: by instrument and indicator, how the total comes about, by item. */
#include "report/card.h"
#include "report/o42.h"

bool
o42_is_predicted(const struct analysis *n)
{
    return !n->published && n->card->low != NO_SCORE && !card_unreadable(n->card);
}

void
o42_put_indicator(struct draft *d, const struct indicator_row *r)
{
    draft_cell(d);
    draft_put(d, INK_PLAIN, str_of(r->instrument));
    draft_cell(d);
    draft_put(d, INK_PLAIN, r->id);
    draft_put(d, INK_PLAIN, STR(" "));
    draft_text(d, r->name);
}

/* ------------------------------------------------------------------ by instrument */

static const struct draft_column by_indicator[] = {{N_("No."), 8, true},
                                                   {N_("Instrument"), 14, true},
                                                   {N_("Indicator"), 44, false},
                                                   {N_("Score"), 15, true},
                                                   {N_("Result"), 19, true}};

static void
put_passed(struct draft *d, int low, int high)
{
    draft_cell(d);
    if (low == NO_SCORE)
        draft_blank(d, N_("passed or not"));
    else if (low >= SCORE_TO_PASS)
        draft_words(d, N_("passed"));
    else if (high < SCORE_TO_PASS)
        draft_words(d, N_("not passed"));
    else
        draft_words(d, N_("still open"));
}

static void
put_indicator(struct draft *d, size_t number, const struct indicator_row *r)
{
    draft_row(d);
    draft_cell(d);
    draft_put(d, INK_PLAIN, card_number(d->a, number));
    o42_put_indicator(d, r);
    draft_score_cell(d, r->low, r->high, N_("score as published"));
    put_passed(d, r->low, r->high);
}

static const char predicted[] = N_("{1} (predicted by the program, not the published result)");

static void
put_predicted_indicator(struct draft *d, const struct indicator_score *i)
{
    struct str name = card_name(i->name, i->name_en, d->manner->lang);

    draft_row(d);
    draft_cell(d);
    draft_cell(d);
    draft_put(d, INK_PLAIN, STR("OIT"));
    draft_cell(d);
    draft_filled(d, INK_PLAIN, predicted, arena_printf(d->a, "%.*s %.*s", STR_ARGS(i->id), STR_ARGS(name)),
                 STR_NONE);
    draft_score_cell(d, i->low, i->high, NULL);
    draft_cell(d);
    draft_put(d, INK_PLAIN, STR("-"));
}

void
o42_indicators(struct draft *d, const struct analysis *n)
{
    struct indicator_row *row = ARENA_ARRAY(d->a, struct indicator_row, INDICATOR_ROWS);
    size_t count = papers_indicators(n, d->manner->lang, row);

    draft_table(d, by_indicator, 5);
    for (size_t i = 0; i < count; i++)
        put_indicator(d, i + 1, &row[i]);
    for (size_t i = 0; o42_is_predicted(n) && i < n->card->indicator_n; i++)
        put_predicted_indicator(d, &n->card->indicator[i]);
    draft_end_table(d);
}

static const struct draft_column by_instrument[] = {{N_("Instrument"), 40, false},
                                                    {N_("Mean of the indicators"), 20, true},
                                                    {N_("Weight (per cent)"), 20, true},
                                                    {N_("Weighted points"), 20, true}};

static void
put_weighted(struct draft *d, int low, int high, int weight, int points_low, int points_high)
{
    draft_score_cell(d, low, high, N_("score as published"));
    draft_cell(d);
    draft_put(d, INK_PLAIN, card_number(d->a, (uint64_t)weight));
    draft_score_cell(d, points_low, points_high, N_("weighted points"));
}

static void
put_instrument(struct draft *d, const char *name, int score, int weight, int points)
{
    draft_row(d);
    draft_cell(d);
    draft_words(d, name);
    put_weighted(d, score, score, weight, points, points);
}

static void
put_predicted_row(struct draft *d, const char *name)
{
    draft_row(d);
    draft_cell(d);
    draft_filled(d, INK_PLAIN, predicted, str_of(say_tr_in(d->manner->lang, name)), STR_NONE);
}

static const char name_of_oit[] = N_("OIT: what the agency publishes"), name_of_total[] = N_("ITA total");

static void
put_predicted_total(struct draft *d, const struct analysis *n)
{
    const struct scorecard *c = n->card;

    put_predicted_row(d, name_of_oit);
    put_weighted(d, c->low, c->high, n->weight_oit, c->points_low, c->points_high);
    if (c->ita_low == NO_SCORE)
        return;
    put_predicted_row(d, name_of_total);
    draft_cell(d);
    draft_cell(d);
    draft_put(d, INK_PLAIN, STR("100"));
    draft_score_cell(d, c->ita_low, c->ita_high, NULL);
}

void
o42_instruments(struct draft *d, const struct analysis *n)
{
    const struct scorecard *c = n->card;
    int total = papers_total(n);

    draft_table(d, by_instrument, 4);
    put_instrument(d, N_("IIT: what those inside the agency answer"), c->iit, n->weight_iit, c->points_iit);
    put_instrument(d, N_("EIT: what those who deal with the agency answer"), c->eit, n->weight_eit,
                   c->points_eit);
    put_instrument(d, name_of_oit, papers_published(n, c->low), n->weight_oit,
                   papers_published(n, c->points_low));
    draft_row(d);
    draft_cell(d);
    draft_bold(d, name_of_total);
    draft_cell(d);
    draft_cell(d);
    draft_put(d, INK_PLAIN, STR("100"));
    draft_score_cell(d, total, total, N_("ITA total"));
    if (o42_is_predicted(n))
        put_predicted_total(d, n);
    draft_end_table(d);
}

static const struct draft_column of_levels[] = {
    {N_("Level"), 40, true}, {N_("Total from"), 30, true}, {N_("Each instrument from"), 30, true}};

void
o42_levels(struct draft *d, const struct analysis *n)
{
    if (n->level_n == 0)
        return;
    draft_paragraph(d, STYLE_CAPTION);
    draft_filled(d, INK_PLAIN, N_("Levels of fiscal year {1}"), papers_year(d, n->fiscal_year), STR_NONE);
    draft_table(d, of_levels, 3);
    for (size_t i = 0; i < n->level_n; i++) {
        draft_row(d);
        draft_cell(d);
        draft_put(d, INK_PLAIN, n->level[i].name);
        draft_cell(d);
        draft_put(d, INK_PLAIN, card_points(d->a, n->level[i].min_total));
        draft_cell(d);
        draft_put(d, INK_PLAIN,
                  n->level[i].min_each > 0 ? card_points(d->a, n->level[i].min_each) : STR("-"));
    }
    draft_end_table(d);
}

/* ------------------------------------------------------------------ by item */

static const struct draft_column by_sub[] = {{N_("Sub-indicator"), 46, false},
                                             {N_("Score"), 16, true},
                                             {N_("Items without the full score"), 38, false}};

static void
put_lost(struct draft *d, const struct scorecard *c, const struct strs *items)
{
    bool any = false;

    draft_cell(d);
    for (size_t i = 0; i < items->n; i++) {
        const struct item_result *r = card_item(c, items->v[i]);

        if (!r || !papers_is_open(r))
            continue;
        if (any)
            draft_paragraph(d, STYLE_PLAIN);
        papers_item(d, r);
        any = true;
    }
    if (!any)
        draft_words(d, N_("None"));
}

static void
put_score_row(struct draft *d, struct str id, struct str name, int low, int high)
{
    draft_row(d);
    draft_cell(d);
    draft_put(d, INK_PLAIN, id);
    draft_put(d, INK_PLAIN, STR(" "));
    draft_put(d, INK_PLAIN, name);
    draft_score_cell(d, low, high, N_("score as published"));
}

void
o42_subs(struct draft *d, const struct scorecard *c)
{
    draft_table(d, by_sub, 3);
    for (size_t i = 0; i < c->indicator_n; i++) {
        const struct indicator_score *k = &c->indicator[i];

        for (size_t s = 0; s < k->sub_n; s++) {
            put_score_row(d, k->sub[s].id, card_name(k->sub[s].name, k->sub[s].name_en, d->manner->lang),
                          k->sub[s].low, k->sub[s].high);
            put_lost(d, c, &k->sub[s].items);
        }
        put_score_row(d, k->id, card_name(k->name, k->name_en, d->manner->lang), k->low, k->high);
        draft_cell(d);
        draft_bold(d, N_("mean of its sub-indicators"));
    }
    put_score_row(d, STR("OIT"), str_of(say_tr_in(d->manner->lang, N_("mean of the indicators"))), c->low,
                  c->high);
    draft_cell(d);
    draft_end_table(d);
}

/* By item as the website shows it. */
void
o42_subs_seen(struct draft *d, const struct paper_facts *f)
{
    draft_paragraph(d, STYLE_TEXT);
    if (card_unreadable(f->card)) {
        papers_unreadable(d, f->card);
        return;
    }
    draft_filled(d, INK_PLAIN,
                 N_("What a check of the website by a program on {1} saw under the checklist of fiscal year "
                    "{2}, a prediction and not the published result:"),
                 draft_day(d, f->card->started), papers_year(d, f->card->fiscal_year));
    o42_subs(d, f->card);
}

bool
o42_has_items(const struct analysis *n)
{
    return n->published && n->card->item_n > 0;
}

void
o42_items(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    draft_heading(d, N_("4. Public disclosure (OIT) by item"));
    if (o42_has_items(n)) {
        o42_subs(d, n->card);
        return;
    }
    draft_paragraph(d, STYLE_TEXT);
    draft_blank(d, N_("items that did not get the full score in that year's result"));
    o42_subs_seen(d, f);
}
