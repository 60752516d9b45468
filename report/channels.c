/*
 * By which ways people reach the agency, which visits saw them in each quarter, and how often they were used.
 * How often is known to the agency alone.
 */
#include "report/card.h"
#include "report/papers.h"

#define QUARTERS 4

static const char *const quarter_names[QUARTERS] = {
    N_("Quarter 1 (October to December)"), N_("Quarter 2 (January to March)"),
    N_("Quarter 3 (April to June)"), N_("Quarter 4 (July to September)")};

/* ------------------------------------------------------------------ the channels */

static const struct draft_column of_channels[] = {{N_("Item"), 9, true},
                                                  {N_("Channel"), 22, false},
                                                  {N_("State"), 15, false},
                                                  {N_("Address (URL)"), 27, false},
                                                  {N_("What stands there"), 27, false}};

static void
put_words(struct draft *d, const struct item_result *i)
{
    bool any = false;

    for (size_t k = 0; k < i->evidence_n; k++) {
        const struct evidence *e = &i->evidence[k];
        bool told = e->quote.n == 0 || e->where == WHERE_TITLE;

        for (size_t m = 0; m < k; m++)
            told |= str_eq(i->evidence[m].quote, e->quote);
        if (told)
            continue;
        if (any)
            draft_paragraph(d, STYLE_PLAIN);
        draft_put(d, INK_PLAIN, STR("\xe2\x80\x9c"));
        draft_text(d, draft_quoted(d, e->quote));
        draft_put(d, INK_PLAIN, STR("\xe2\x80\x9d"));
        any = true;
    }
    if (!any)
        draft_blank(d, N_("name, number or address of the channel"));
}

static void
put_channel(struct draft *d, const struct item_result *i)
{
    const struct evidence *e[LIMIT_DRAFT_URLS];
    size_t n = papers_addresses(i, e);

    papers_item_row(d, i);
    draft_cell(d);
    draft_words(d, verdict_text(i->verdict));
    draft_cell(d);
    for (size_t k = 0; k < n; k++) {
        draft_paragraph(d, STYLE_PLAIN);
        draft_address(d, papers_address(e[k]));
    }
    if (n == 0)
        draft_blank(d, N_("address of the channel"));
    draft_cell(d);
    put_words(d, i);
}

static void
put_channels(struct draft *d, const struct paper_facts *f)
{
    draft_heading(d, N_("1. Channels on the website"));
    if (f->channel_n == 0) {
        papers_none(d);
        return;
    }
    draft_table(d, of_channels, 5);
    for (size_t i = 0; i < f->channel_n; i++)
        put_channel(d, f->channel[i]);
    draft_end_table(d);
}

/* ------------------------------------------------------------------ visits */

/* 0 to 3, or QUARTERS for a day of another fiscal year. */
static size_t
quarter_of(struct str iso, int fiscal_year)
{
    struct date day;

    if (!date_parse_iso(str_sub(iso, 0, 10), &day) || date_fiscal_year(day) != fiscal_year)
        return QUARTERS;
    return (size_t)((day.month + 2) % 12) / 3;
}

static const struct draft_column of_visits[] = {{N_("Day of the visit"), 24, false},
                                                {N_("Found on the website"), 38, false},
                                                {N_("Not found or not seen"), 38, false}};

static void
put_seen(struct draft *d, const struct paper_facts *f, const struct paper_visit *v, bool found)
{
    bool any = false;

    draft_cell(d);
    for (size_t i = 0; i < f->channel_n; i++) {
        if (v->verdict[i] == VERDICT_COUNT || verdict_counts_low(v->verdict[i]) != found)
            continue;
        if (any)
            draft_paragraph(d, STYLE_PLAIN);
        papers_item(d, f->channel[i]);
        if (!found)
            draft_filled(d, INK_PLAIN, N_("({1})"),
                         str_of(say_tr_in(d->manner->lang, verdict_text(v->verdict[i]))), STR_NONE);
        any = true;
    }
    if (!any)
        draft_words(d, N_("None"));
}

static void
put_nothing(struct draft *d)
{
    for (int column = 1; column < 3; column++) {
        draft_cell(d);
        draft_put(d, INK_PLAIN, STR("-"));
    }
}

static void
put_visit(struct draft *d, const struct paper_facts *f, const struct paper_visit *v)
{
    draft_row(d);
    draft_cell(d);
    draft_put(d, INK_PLAIN, draft_day(d, v->day));
    if (!v->read) {
        draft_paragraph(d, STYLE_PLAIN);
        draft_words(d, N_("the website could not be read"));
        put_nothing(d);
        return;
    }
    if (!v->complete) {
        draft_paragraph(d, STYLE_PLAIN);
        draft_words(d, N_("part of the website was not seen"));
    }
    put_seen(d, f, v, true);
    put_seen(d, f, v, false);
}

/* Rows of the visits of a quarter, QUARTERS for those of other years; returns how many. */
static size_t
put_quarter(struct draft *d, const struct paper_facts *f, size_t quarter)
{
    size_t n = 0;

    for (size_t i = 0; i < f->visit_n; i++)
        if (quarter_of(f->visit[i].day, f->card->fiscal_year) == quarter) {
            if (n++ == 0 && quarter == QUARTERS) {
                draft_span(d);
                draft_filled(d, INK_BOLD, N_("Visits outside fiscal year {1}"),
                             papers_year(d, f->card->fiscal_year), STR_NONE);
            }
            put_visit(d, f, &f->visit[i]);
        }
    return n;
}

static void
put_no_visit(struct draft *d)
{
    draft_row(d);
    draft_cell(d);
    draft_words(d, N_("no visit on record"));
    put_nothing(d);
}

static void
put_visits(struct draft *d, const struct paper_facts *f)
{
    draft_paragraph(d, STYLE_HEADING);
    draft_filled(d, INK_PLAIN, N_("2. Visits of fiscal year {1} that are on record"),
                 papers_year(d, f->card->fiscal_year), STR_NONE);
    draft_table(d, of_visits, 3);
    for (size_t q = 0; q < QUARTERS; q++) {
        draft_span(d);
        draft_bold(d, quarter_names[q]);
        if (put_quarter(d, f, q) == 0)
            put_no_visit(d);
    }
    put_quarter(d, f, QUARTERS);
    draft_end_table(d);
}

/* ------------------------------------------------------------------ use */

static const struct draft_column of_use[] = {{N_("Channel"), 36, false},
                                             {N_("Q1"), 16, true},
                                             {N_("Q2"), 16, true},
                                             {N_("Q3"), 16, true},
                                             {N_("Q4"), 16, true}};

static void
put_use(struct draft *d, const struct paper_facts *f)
{
    draft_heading(d, N_("3. How often the channels were used"));
    draft_paragraph(d, STYLE_NOTE);
    draft_blank(d, N_("numbers from the agency's own records; where there was nothing write \"None\", do not "
                      "leave the place empty"));
    draft_table(d, of_use, 5);
    for (size_t i = 0; i < f->channel_n; i++) {
        draft_row(d);
        draft_cell(d);
        draft_put(d, INK_PLAIN, card_name(f->channel[i]->name, f->channel[i]->name_en, d->manner->lang));
        for (size_t q = 0; q < QUARTERS; q++) {
            draft_cell(d);
            draft_blank(d, N_("number of times"));
        }
    }
    draft_end_table(d);
}

void
channels_write(struct draft *d, const struct paper_facts *f)
{
    draft_pages(d, true);
    papers_title(d, N_("Channels of contact and their use by quarter, fiscal year {1}"),
                 papers_year(d, f->card->fiscal_year), STR_NONE);
    draft_paragraph(d, STYLE_TITLE);
    papers_agency(d, f);
    put_channels(d, f);
    put_visits(d, f);
    put_use(d, f);
    papers_obstacles(d, N_("4. Obstacles and suggestions"));
    papers_sign(d, N_("Position: reported by"));
}
