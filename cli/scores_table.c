/* Results as a table: a line an indicator, with headings in English or Thai in any order. */
#include "base/say.h"
#include "base/thai.h"
#include "batch/rows.h"
#include "cli/scores_file.h"
#include "oit/scorecard.h"
#include "rules/score.h"
#include <stdio.h>

enum column { COLUMN_YEAR, COLUMN_INSTRUMENT, COLUMN_INDICATOR, COLUMN_NAME, COLUMN_SCORE, COLUMNS };

static const struct {
    enum column column;
    const char *heading;
} headings[] = {
    {COLUMN_YEAR, "year"},
    {COLUMN_YEAR, "fiscal_year"},
    {COLUMN_YEAR, "ปี"},
    {COLUMN_YEAR, "ปีงบประมาณ"},
    {COLUMN_YEAR, "ปี พ.ศ."},
    {COLUMN_YEAR, "พ.ศ."},
    {COLUMN_INSTRUMENT, "instrument"},
    {COLUMN_INSTRUMENT, "tool"},
    {COLUMN_INSTRUMENT, "เครื่องมือ"},
    {COLUMN_INSTRUMENT, "เครื่องมือการประเมิน"},
    {COLUMN_INSTRUMENT, "แบบวัด"},
    {COLUMN_INSTRUMENT, "แบบ"},
    {COLUMN_INDICATOR, "indicator"},
    {COLUMN_INDICATOR, "number"},
    {COLUMN_INDICATOR, "ตัวชี้วัด"},
    {COLUMN_INDICATOR, "ตัวชี้วัดที่"},
    {COLUMN_INDICATOR, "ข้อ"},
    {COLUMN_INDICATOR, "item"},
    {COLUMN_NAME, "name"},
    {COLUMN_NAME, "ชื่อตัวชี้วัด"},
    {COLUMN_NAME, "ชื่อ"},
    {COLUMN_SCORE, "score"},
    {COLUMN_SCORE, "result"},
    {COLUMN_SCORE, "คะแนน"},
    {COLUMN_SCORE, "คะแนนที่ได้"},
    {COLUMN_SCORE, "ผลคะแนน"},
};

static const char total_words[] = "รวม";

struct table {
    struct scores *s;
    struct arena *a;
    size_t place[COLUMNS]; /* cell of a column, SIZE_MAX when there is none */
    struct err *e;
};

/* Thai digits, marks and blanks as people mean them. */
static struct str
bare(struct arena *a, struct str s)
{
    return str_trim(thai_norm(a, s, THAI_EXACT, false).text);
}

static int
fail(const struct table *t, int line, size_t place, const char *next, const char *what)
{
    char input[512];

    snprintf(input, sizeof input, "%.*s:%d:%zu", STR_ARGS(t->s->file), line, place + 1);
    return err_set(t->e, ERR_CONFIG, input, next, "%s", what);
}

static int
read_headings(struct table *t, const struct row *head)
{
    for (int c = 0; c < COLUMNS; c++)
        t->place[c] = SIZE_MAX;
    for (size_t i = 0; i < head->n; i++)
        for (size_t k = 0; k < sizeof headings / sizeof *headings; k++)
            if (str_eq(bare(t->a, head->cell[i]), bare(t->a, str_of(headings[k].heading))) &&
                t->place[headings[k].column] == SIZE_MAX)
                t->place[headings[k].column] = i;
    if ((t->place[COLUMN_INSTRUMENT] != SIZE_MAX || t->place[COLUMN_INDICATOR] != SIZE_MAX) &&
        t->place[COLUMN_SCORE] != SIZE_MAX)
        return 0;
    return fail(t, head->line, 0,
                _("write a first line with the headings instrument, indicator, score (and year)"),
                _("no heading says where the instrument and its score stand"));
}

static struct str
cell(const struct table *t, const struct row *row, enum column c)
{
    return t->place[c] < row->n ? bare(t->a, row->cell[t->place[c]]) : STR_NONE;
}

static int
read_year(const struct table *t, const struct row *row, int *year)
{
    struct str words = cell(t, row, COLUMN_YEAR);
    uint64_t n;

    *year = 0;
    if (words.n == 0)
        return 0;
    if (!str_to_u64(words, &n) || n < 2540 || n > 2640)
        return fail(t, row->line, t->place[COLUMN_YEAR], _("write the Buddhist year, e.g. 2565"),
                    _("this is not a fiscal year"));
    *year = (int)n;
    return 0;
}

/* "O11": a row of OIT that speaks of one item. */
static bool
is_item(struct str words)
{
    uint64_t n;

    return words.n > 1 && words.p[0] == 'o' && str_to_u64(str_sub(words, 1, words.n), &n);
}

static size_t
digits_of(struct str words)
{
    size_t n = 0;

    while (n < words.n && words.p[n] >= '0' && words.p[n] <= '9')
        n++;
    return n;
}

/* Indicators 1 to 5 are of IIT, 6 to 8 of EIT, 9 and 10 of OIT. */
static struct str
instrument_of_number(struct str words)
{
    uint64_t n;

    if (!str_to_u64(str_sub(words, 0, digits_of(words)), &n) || n < 1 || n > 10)
        return words;
    return n <= 5 ? STR("iit") : n <= 8 ? STR("eit") : STR("oit");
}

/* What the row is of: its own cell says it, or the indicator's ("IIT 1", "7", "O11"). */
static struct str
instrument_of(const struct table *t, const struct row *row)
{
    struct str said = cell(t, row, COLUMN_INSTRUMENT), indicator = cell(t, row, COLUMN_INDICATOR);

    if (said.n > 0)
        return said;
    return is_item(indicator) ? STR("oit") : instrument_of_number(indicator);
}

static int
read_item(const struct table *t, const struct row *row, struct scores_year *y, int score)
{
    y->lost_told = true;
    if (score == 10000)
        return 0;
    if (y->lost_n == LIMIT_SCORES_ITEMS)
        return fail(t, row->line, t->place[COLUMN_INDICATOR], _("name each item once"), _("too many items"));
    y->lost[y->lost_n++] = cell(t, row, COLUMN_INDICATOR);
    return 0;
}

static int
read_indicator(const struct table *t, const struct row *row, struct figures *f, int score)
{
    struct str words = cell(t, row, COLUMN_INDICATOR);
    struct str name = t->place[COLUMN_NAME] < row->n ? row->cell[t->place[COLUMN_NAME]] : STR_NONE;
    size_t digits;

    f->line = row->line;
    if (str_starts(words, STR("iit")) || str_starts(words, STR("eit")) || str_starts(words, STR("oit")))
        words = str_trim(str_sub(words, 3, words.n));
    digits = digits_of(words);
    if (digits == 0 && name.n == 0 && words.n > 0)
        name = row->cell[t->place[COLUMN_INDICATOR]];
    if (scores_add(f, str_sub(words, 0, digits), name, score))
        return 0;
    return fail(t, row->line, t->place[COLUMN_INDICATOR], _("give the score of each indicator once"),
                _("too many scores"));
}

static int
read_row(const struct table *t, const struct row *row)
{
    struct str instrument = instrument_of(t, row), words = cell(t, row, COLUMN_SCORE);
    struct scores_year *y;
    int year, score;

    if (row->fault != NULL)
        return fail(t, row->line, 0, _("open the list in a spreadsheet, mend the line and save it as CSV"),
                    _(row->fault));
    if (instrument.n == 0 && words.n == 0)
        return 0;
    if (read_year(t, row, &year) != 0)
        return -1;
    if (!score_parse(words, &score))
        return fail(t, row->line, t->place[COLUMN_SCORE],
                    _("give a score from 0 to 100 with at most two decimals, e.g. 84.72"),
                    _("this is not a score"));
    y = scores_year_of(t->s, year);
    if (y == NULL)
        return fail(t, row->line, t->place[COLUMN_YEAR], _("leave the oldest out"), _("too many years"));
    if (str_has(instrument, STR("iit")))
        return read_indicator(t, row, &y->iit, score);
    if (str_has(instrument, STR("eit")))
        return read_indicator(t, row, &y->eit, score);
    if (str_has(instrument, STR("oit")))
        return is_item(cell(t, row, COLUMN_INDICATOR)) ? read_item(t, row, y, score)
                                                       : read_indicator(t, row, &y->oit, score);
    if (str_has(instrument, STR("ita")) || str_has(instrument, STR("total")) ||
        str_has(instrument, bare(t->a, str_of(total_words)))) {
        y->total = score;
        return 0;
    }
    return fail(t, row->line, t->place[COLUMN_INSTRUMENT], _("write IIT, EIT, OIT or ITA"),
                _("this is not an instrument of the assessment"));
}

int
scores_table(struct scores *s, struct arena *a, struct str bytes, struct err *e)
{
    struct table t = {.s = s, .a = a, .e = e};
    struct rows rows;
    struct row row;
    size_t n = 0;

    rows_init(&rows, a, rows_decode(a, bytes));
    if (!rows_next(&rows, &row))
        return 0;
    if (read_headings(&t, &row) != 0)
        return -1;
    for (; rows_next(&rows, &row); n++) {
        if (n == LIMIT_SCORES_LINES)
            return fail(&t, row.line, 0, _("leave out what is not a result"), _("the table is too long"));
        if (read_row(&t, &row) != 0)
            return -1;
    }
    return 0;
}
