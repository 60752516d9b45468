/* The measures that follow from a result: what to do, who, until when, and how it is followed up. */
#include "report/card.h"
#include "report/o42.h"

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

void
o42_measures(struct draft *d, const struct paper_facts *f, const struct analysis *n)
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
        if (!o42_is_oit(&row[i]) && (row[i].low == NO_SCORE || row[i].low < SCORE_TO_PASS)) {
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
