/* What is weak in a result and what is to be kept, indicator by indicator. */
#include "report/card.h"
#include "report/o42.h"

enum { WEAKEST = 3 };

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
                 card_points(d->a, SCORE_TO_PASS));
}

bool
o42_is_oit(const struct indicator_row *r)
{
    return r->instrument[0] == 'O';
}

/* The items of the published result, or those of the check, which are said to be so. */
static void
put_faults_of_items(struct draft *d, const struct paper_facts *f, const struct analysis *n,
                    const struct indicator_row *r)
{
    const struct scorecard *c = o42_has_items(n) ? n->card : f->card;

    if (!o42_has_items(n)) {
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
    if (o42_is_oit(r) && (o42_has_items(n) || !card_unreadable(f->card))) {
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
    bool middle = r->low >= SCORE_TO_PASS && r->low < SCORE_TO_KEEP && !o42_is_oit(r);

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
    o42_put_indicator(d, r);
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

void
o42_weaknesses(struct draft *d, const struct paper_facts *f, const struct analysis *n)
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
