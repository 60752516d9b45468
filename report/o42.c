/*
 * The analysis of a result, by instrument and by item, and the measures that follow from it.  Where a
 * published figure belongs stands the published one, or a gap; what a check of the website predicts has rows
 * and sentences of its own that say so.
 */
#include "report/card.h"
#include "report/papers.h"

enum { WEAKEST = 3 };

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

/* OIT, and what hangs on it, is known from a check of the website only. */
static bool
is_predicted(const struct analysis *n)
{
    return !n->published && n->card->low != NO_SCORE && !card_unreadable(n->card);
}

static struct str
hundredths(struct draft *d, int value)
{
    return card_points(d->a, value);
}

/* ------------------------------------------------------------------ the result */

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
        draft_put(d, INK_BOLD, hundredths(d, total));
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

    if (!is_predicted(n))
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
                     hundredths(d, n->told_total), card_range(d->a, c->ita_low, c->ita_high));
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
                    hundredths(d, n->oit->v[k].score), hundredths(d, c->indicator[i].low));
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
                 hundredths(d, total), level);
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
    draft_cell(d);
    draft_put(d, INK_PLAIN, str_of(r->instrument));
    draft_cell(d);
    draft_put(d, INK_PLAIN, r->id);
    draft_put(d, INK_PLAIN, STR(" "));
    draft_text(d, r->name);
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

static void
put_indicators(struct draft *d, const struct analysis *n)
{
    struct indicator_row *row = ARENA_ARRAY(d->a, struct indicator_row, INDICATOR_ROWS);
    size_t count = papers_indicators(n, d->manner->lang, row);

    draft_table(d, by_indicator, 5);
    for (size_t i = 0; i < count; i++)
        put_indicator(d, i + 1, &row[i]);
    for (size_t i = 0; is_predicted(n) && i < n->card->indicator_n; i++)
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

static void
put_instruments(struct draft *d, const struct analysis *n)
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
    if (is_predicted(n))
        put_predicted_total(d, n);
    draft_end_table(d);
}

static const struct draft_column of_levels[] = {
    {N_("Level"), 40, true}, {N_("Total from"), 30, true}, {N_("Each instrument from"), 30, true}};

static void
put_levels(struct draft *d, const struct analysis *n)
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
        draft_put(d, INK_PLAIN, hundredths(d, n->level[i].min_total));
        draft_cell(d);
        draft_put(d, INK_PLAIN, n->level[i].min_each > 0 ? hundredths(d, n->level[i].min_each) : STR("-"));
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

static void
put_subs(struct draft *d, const struct scorecard *c)
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
static void
put_subs_seen(struct draft *d, const struct paper_facts *f)
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
    put_subs(d, f->card);
}

/* The items of the published result are told. */
static bool
has_items(const struct analysis *n)
{
    return n->published && n->card->item_n > 0;
}

static void
put_items(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    draft_heading(d, N_("4. Public disclosure (OIT) by item"));
    if (has_items(n)) {
        put_subs(d, n->card);
        return;
    }
    draft_paragraph(d, STYLE_TEXT);
    draft_blank(d, N_("items that did not get the full score in that year's result"));
    put_subs_seen(d, f);
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
    put_indicators(d, f->now);
    put_instruments(d, f->now);
    if (has_items(f->now))
        put_subs(d, f->now->card);
    else if (has_items(n))
        put_subs_seen(d, f);
}

/* ------------------------------------------------------------------ weaknesses */

static const struct draft_column of_weakness[] = {
    {N_("Instrument"), 11, true},
    {N_("Indicator"), 19, false},
    {N_("(1) Faults and weak points to be mended at once"), 27, false},
    {N_("(2) Points to be improved"), 24, false},
    {N_("Standards to be kept"), 19, false}};

static void
put_open_items(struct draft *d, const struct scorecard *c, struct str indicator)
{
    bool any = false;

    for (size_t i = 0; i < c->item_n; i++) {
        const struct item_result *r = &c->item[i];

        if (!str_eq(r->indicator, indicator) || !papers_is_open(r))
            continue;
        draft_paragraph(d, STYLE_PLAIN);
        papers_item(d, r);
        if (r->reason.id) {
            draft_put(d, INK_PLAIN, STR(": "));
            papers_reason(d, r);
        }
        if (papers_is_unknown(r)) {
            draft_put(d, INK_PLAIN, STR(" "));
            draft_blank(d, N_("look first: a weak point only where it is not there"));
        }
        any = true;
    }
    if (!any)
        draft_words(d, N_("None"));
}

static void
put_marked_score(struct draft *d, const struct indicator_row *r)
{
    draft_filled(d, INK_PLAIN, N_("score {1}, the mark is {2}"), card_range(d->a, r->low, r->high),
                 hundredths(d, SCORE_TO_PASS));
}

static bool
is_oit(const struct indicator_row *r)
{
    return r->instrument[0] == 'O';
}

/* The items of the published result, or those of the check, which are said to be so. */
static void
put_faults_of_items(struct draft *d, const struct paper_facts *f, const struct analysis *n,
                    const struct indicator_row *r)
{
    const struct scorecard *c = has_items(n) ? n->card : f->card;

    if (!has_items(n)) {
        draft_filled(d, INK_PLAIN, N_("as a check of the website by a program on {1} saw it:"),
                     draft_day(d, f->card->started), STR_NONE);
        draft_paragraph(d, STYLE_PLAIN);
    }
    put_open_items(d, c, r->id);
}

static void
put_faults(struct draft *d, const struct paper_facts *f, const struct analysis *n,
           const struct indicator_row *r)
{
    draft_cell(d);
    if (is_oit(r) && (has_items(n) || !card_unreadable(f->card))) {
        put_faults_of_items(d, f, n, r);
    } else if (r->low == NO_SCORE) {
        draft_blank(d, N_("weak points, from the questions with the lowest scores"));
    } else if (r->low < SCORE_TO_PASS) {
        put_marked_score(d, r);
        draft_paragraph(d, STYLE_PLAIN);
        draft_blank(d, N_("weak points, from the questions with the lowest scores"));
    } else {
        draft_words(d, N_("None"));
    }
}

static void
put_improvable(struct draft *d, const struct indicator_row *r)
{
    bool middle = r->low >= SCORE_TO_PASS && r->low < SCORE_TO_KEEP && !is_oit(r);

    draft_cell(d);
    if (middle) {
        put_marked_score(d, r);
        draft_paragraph(d, STYLE_PLAIN);
    }
    if (middle || r->low == NO_SCORE)
        draft_blank(d, N_("what could be better"));
    else
        draft_words(d, N_("None"));
}

static void
put_standard(struct draft *d, const struct indicator_row *r)
{
    draft_cell(d);
    if (r->low == NO_SCORE)
        draft_blank(d, N_("what is to be kept"));
    else if (r->low >= SCORE_TO_KEEP)
        draft_filled(d, INK_PLAIN, N_("score {1}"), card_range(d->a, r->low, r->high), STR_NONE);
    else
        draft_words(d, N_("None"));
}

/* Below the mark is to be mended, from there on to be improved, near the top to be kept. */
static void
put_weakness(struct draft *d, const struct paper_facts *f, const struct analysis *n,
             const struct indicator_row *r)
{
    draft_row(d);
    draft_cell(d);
    draft_put(d, INK_PLAIN, str_of(r->instrument));
    draft_cell(d);
    draft_put(d, INK_PLAIN, r->id);
    draft_put(d, INK_PLAIN, STR(" "));
    draft_text(d, r->name);
    put_faults(d, f, n, r);
    put_improvable(d, r);
    put_standard(d, r);
}

/* The weakest first; those without a figure are left out. */
static size_t
sort_weakest(struct indicator_row *row, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        struct indicator_row r = row[i];
        size_t at = kept;

        if (r.low == NO_SCORE)
            continue;
        for (; at > 0 && row[at - 1].low > r.low; at--)
            row[at] = row[at - 1];
        row[at] = r;
        kept++;
    }
    return kept;
}

static void
put_weakest(struct draft *d, const struct analysis *n)
{
    struct indicator_row *row = ARENA_ARRAY(d->a, struct indicator_row, INDICATOR_ROWS);
    size_t count = sort_weakest(row, papers_indicators(n, d->manner->lang, row));

    draft_paragraph(d, STYLE_TEXT);
    draft_words(d, N_("The weakest indicators are:"));
    draft_put(d, INK_PLAIN, STR(" "));
    if (count == 0)
        draft_blank(d, N_("the indicators with the lowest scores"));
    for (size_t i = 0; i < count && i < WEAKEST; i++) {
        draft_put(d, INK_PLAIN, i > 0 ? STR(", ") : STR_NONE);
        draft_put(d, INK_PLAIN, row[i].id);
        draft_put(d, INK_PLAIN, STR(" "));
        draft_text(d, row[i].name);
        draft_put(d, INK_PLAIN,
                  arena_printf(d->a, " (%.*s)", STR_ARGS(card_range(d->a, row[i].low, row[i].high))));
    }
}

static void
put_weaknesses(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    struct indicator_row *row = ARENA_ARRAY(d->a, struct indicator_row, INDICATOR_ROWS);
    size_t count = papers_indicators(n, d->manner->lang, row);

    draft_pages(d, true);
    draft_heading(d, N_("5. Weak points, points to improve, standards to keep"));
    put_weakest(d, n);
    draft_table(d, of_weakness, 5);
    for (size_t i = 0; i < count; i++)
        put_weakness(d, f, n, &row[i]);
    draft_end_table(d);
}

/* ------------------------------------------------------------------ measures */

static const struct draft_column of_measures[] = {{N_("Measure"), 23, false},
                                                  {N_("Steps"), 32, false},
                                                  {N_("Who"), 14, false},
                                                  {N_("By when"), 13, false},
                                                  {N_("Follow-up and report"), 18, false}};

/* The last day on which the form can be answered, where it is known. */
static void
put_deadline(struct draft *d, const struct paper_facts *f, int fiscal_year)
{
    char iso[16];

    for (size_t i = 0; i < f->card->calendar_n; i++)
        if (str_eq(f->card->calendar[i].id, STR("oit_window")) && f->card->fiscal_year == fiscal_year) {
            date_iso(f->card->calendar[i].to, iso);
            draft_filled(d, INK_PLAIN, N_("by {1} (the form closes)"), draft_day(d, str_of(iso)), STR_NONE);
            return;
        }
    draft_blank_filled(d, N_("day, within fiscal year {1}"), papers_year(d, fiscal_year), STR_NONE);
}

/* again: the website shows whether it was done. */
static void
put_follow_up(struct draft *d, const struct paper_facts *f, bool again)
{
    draft_steps(d);
    if (again) {
        draft_step(d);
        draft_words(d, N_("check the website again once it is published"));
    }
    draft_step(d);
    if (f->head.n > 0)
        draft_filled(d, INK_PLAIN, N_("report the result to {1}"), f->head, STR_NONE);
    else
        draft_words(d, N_("report the result to the head of the agency"));
    draft_paragraph(d, STYLE_PLAIN);
    draft_blank(d, N_("how often, by whom"));
}

static void
put_item_measure(struct draft *d, const struct paper_facts *f, const struct item_result *i, int fiscal_year)
{
    draft_row(d);
    draft_cell(d);
    papers_measure(d, i);
    if (i->reason.id) {
        draft_paragraph(d, STYLE_PLAIN);
        papers_reason(d, i);
    }
    draft_cell(d);
    papers_steps(d, i);
    draft_cell(d);
    papers_owner(d, i);
    draft_cell(d);
    put_deadline(d, f, fiscal_year);
    draft_cell(d);
    put_follow_up(d, f, true);
}

static void
put_survey_measure(struct draft *d, const struct paper_facts *f, const struct indicator_row *r,
                   int fiscal_year)
{
    draft_row(d);
    draft_cell(d);
    draft_filled(d, INK_PLAIN, N_("Raise indicator {1}"), r->id, STR_NONE);
    draft_put(d, INK_PLAIN, STR(" "));
    draft_text(d, r->name);
    draft_paragraph(d, STYLE_PLAIN);
    draft_blank(d, N_("measure, in the agency's words"));
    draft_cell(d);
    draft_blank(d, N_("steps, in order"));
    draft_cell(d);
    draft_blank(d, N_("unit in charge"));
    draft_cell(d);
    draft_blank_filled(d, N_("day, within fiscal year {1}"), papers_year(d, fiscal_year), STR_NONE);
    draft_cell(d);
    put_follow_up(d, f, false);
}

/* An item that lost points in the published result, under the number it has now; NULL when it is not asked.
 */
static const struct item_result *
same_topic(const struct scorecard *c, struct str topic)
{
    for (size_t i = 0; i < c->item_n; i++)
        if (str_eq(c->item[i].topic, topic))
            return &c->item[i];
    return NULL;
}

static void
put_items_lost_then(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    for (size_t i = 0; n->published && i < n->card->item_n; i++) {
        const struct item_result *then = &n->card->item[i], *now = same_topic(f->card, then->topic);

        if (!papers_is_open(then) || !now || papers_is_open(now))
            continue;
        draft_paragraph(d, STYLE_TEXT);
        draft_filled(d, INK_PLAIN,
                     N_("{1} was without the full score; on {2} it was found on the website as"), then->id,
                     draft_day(d, f->card->started));
        draft_put(d, INK_PLAIN, STR(" "));
        papers_item(d, now);
    }
}

static void
put_measures(struct draft *d, const struct paper_facts *f, const struct analysis *n)
{
    struct indicator_row *row = ARENA_ARRAY(d->a, struct indicator_row, INDICATOR_ROWS);
    size_t count = papers_indicators(n, d->manner->lang, row), rows = 0;
    int year = n->fiscal_year + 1;

    draft_paragraph(d, STYLE_HEADING);
    draft_filled(d, INK_PLAIN, N_("6. Measures to promote integrity and transparency, fiscal year {1}"),
                 papers_year(d, year), STR_NONE);
    put_items_lost_then(d, f, n);
    draft_table(d, of_measures, 5);
    for (size_t i = 0; i < count; i++)
        if (!is_oit(&row[i]) && (row[i].low == NO_SCORE || row[i].low < SCORE_TO_PASS)) {
            put_survey_measure(d, f, &row[i], year);
            rows++;
        }
    for (size_t i = 0; i < f->card->to_do.n && !card_unreadable(f->card); i++, rows++)
        put_item_measure(d, f, card_item(f->card, f->card->to_do.v[i]), year);
    if (rows == 0) {
        draft_span(d);
        draft_words(d, N_("None"));
    }
    draft_end_table(d);
    draft_paragraph(d, STYLE_NOTE);
    draft_blank(d, N_("the units are those usually in charge: write your own agency's"));
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
    put_indicators(d, n);
    draft_heading(d, N_("3. How the total comes about"));
    put_instruments(d, n);
    put_levels(d, n);
    put_items(d, f, n);
    put_this_year(d, f, n);
    put_weaknesses(d, f, n);
    put_measures(d, f, n);
    papers_obstacles(d, N_("7. Obstacles and suggestions"));
    papers_strangers(d, f);
    papers_sign(d, N_("Position: made by"));
    papers_sign(d, N_("Position: approved by"));
}
