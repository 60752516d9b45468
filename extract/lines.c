/* Lines into paragraphs, by their lengths and by what they begin and end with. */
#include "extract/lines.h"
#include "base/mem.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include <stdlib.h>

#define LONG_LINE 40    /* columns, from which a page has a right margin that lines reach */
#define NARROW_LEAST 12 /* columns of a narrow column: below, a line is a label */
#define NARROW_MOST 30
#define NARROW_LINES 4 /* lines of a narrow column (a cell of a table) taken for one text */
#define TITLE_LINES 3  /* lines of a title */
#define TITLE_LETTERS 4
#define TITLE_COLUMNS 70
#define COVER_LINES 15 /* a page with no more needs no long line to have a title */
#define ROW_FIGURES 3  /* numbers, from which a line is a row of figures */
#define YEAR_DIGITS 4
#define YEAR_LETTERS 2 /* of an abbreviation before a year */
#define YEAR_COLUMNS 20
#define YEARS 2 /* the first and the last of a period */

struct line {
    struct str text;
    size_t columns; /* characters without marks */
    size_t letters;
    size_t digits;
    size_t figures; /* numbers with a comma or point inside */
    size_t years;   /* numbers of four digits; 0 where another stands beside them */
    bool begins;    /* an item, or behind a blank line */
    bool goes_on;   /* cannot be the beginning of a sentence, item or cell */
    bool open;      /* cannot be its end */
};

struct lines {
    struct line *line;
    size_t n, cap;
    size_t margin; /* columns that most long lines reach */
    struct buf *records;
    struct buf paragraph;
    size_t joined; /* lines of the paragraph */
};

/* Signs of lists; the last are codes of symbol fonts. */
static bool
is_bullet(uint32_t c)
{
    return c == 0xB7 || c == 0x2022 || (c >= 0x25A0 && c <= 0x27BF) || (c >= 0xE000 && c <= 0xF8FF);
}

/* "1.", "1)", "(1)", "1 text" but no year, in digits of either kind; or a bullet. */
static bool
begins_item(struct str s)
{
    size_t at = 0, digits = 0;
    uint32_t c = s.n > 0 ? utf8_next(s, &at) : 0;

    if (is_bullet(c) || c == '-' || c == '*' || c == 0x2013)
        return true;
    if (c == '(' && at < s.n)
        c = utf8_next(s, &at);
    for (; thai_is_figure(c); c = at < s.n ? utf8_next(s, &at) : ' ')
        digits++;
    return digits > 0 && digits < YEAR_DIGITS && (c == '.' || c == ')' || c == ' ');
}

/* What no sentence begins with: a closing sign, a repetition or abbreviation mark, a small Latin letter. */
static bool
goes_on(uint32_t c)
{
    return c == ')' || c == ']' || c == ',' || c == '.' || c == ';' || c == ':' || c == '/' || c == 0x201D ||
           c == 0x0E46 || c == 0x0E2F || (c >= 'a' && c <= 'z');
}

/* What no sentence ends with: an opening sign, a vowel that leads, a mark that wants a final consonant. */
static bool
is_open(uint32_t c)
{
    return c == '(' || c == '[' || c == '/' || c == ',' || c == 0x201C || c == 0x0E31 ||
           (c >= 0x0E40 && c <= 0x0E44);
}

/* Numbers with a comma or point inside, as sums of money have. */
static size_t
count_figures(struct str s)
{
    size_t figures = 0;
    bool counted = false;

    for (size_t at = 1; at + 1 < s.n; at++) {
        bool inside = (s.p[at] == ',' || s.p[at] == '.') && thai_is_figure((unsigned char)s.p[at - 1]) &&
                      thai_is_figure((unsigned char)s.p[at + 1]);

        if (!inside)
            counted = counted && thai_is_figure((unsigned char)s.p[at]);
        figures += inside && !counted;
        counted |= inside;
    }
    return figures;
}

/* Numbers of a line, if each has the digits of a year and they are no more than a period needs. */
static size_t
count_years(struct str s)
{
    size_t years = 0, digits = 0;

    for (size_t at = 0; at < s.n || digits > 0;) {
        uint32_t c = at < s.n ? utf8_next(s, &at) : 0;

        if (thai_is_figure(c)) {
            digits++;
        } else if (digits > 0) {
            if (digits != YEAR_DIGITS || ++years > YEARS)
                return 0;
            digits = 0;
        }
    }
    return years;
}

static void
measure(struct line *l)
{
    uint32_t c = 0, first = 0;

    l->figures = count_figures(l->text);
    l->years = count_years(l->text);
    for (size_t at = 0; at < l->text.n;) {
        c = utf8_next(l->text, &at);
        first = first ? first : c;
        l->columns += !thai_is_mark(c);
        l->letters += thai_is_letter(c) || (c | 0x20) - 'a' < 26;
        l->digits += thai_is_figure(c);
    }
    l->goes_on = goes_on(first);
    l->open = is_open(c);
    l->begins |= begins_item(l->text);
}

/* A row of a table, or a number that stands alone, such as that of the page. */
static bool
is_figures(const struct line *l)
{
    return l->figures >= ROW_FIGURES || (l->letters == 0 && l->digits > 0);
}

/* The years that a line before it speaks of: "2566", "B.E. 2566", "(B.E. 2566 - 2570)". */
static bool
is_year(const struct line *l)
{
    return l->years > 0 && l->letters <= YEAR_LETTERS && l->columns <= YEAR_COLUMNS;
}

static void
split(struct lines *p, struct str page)
{
    struct str text;
    bool blank = false;

    while (str_next(&page, '\n', &text)) {
        struct line l = {.text = str_trim(text), .begins = blank};

        blank = l.text.n == 0;
        if (blank)
            continue;
        measure(&l);
        p->line = mem_room(p->line, p->n, &p->cap, sizeof(*p->line));
        p->line[p->n++] = l;
    }
}

static int
by_columns(const void *a, const void *b)
{
    const size_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Nine of ten lines are not longer; the few that are hold rows of dots or two columns. */
static size_t
margin_of(const struct lines *p)
{
    size_t *columns = mem_new(p->n, sizeof(*columns)), margin;

    for (size_t i = 0; i < p->n; i++)
        columns[i] = p->line[i].columns;
    qsort(columns, p->n, sizeof(*columns), by_columns);
    margin = columns[(p->n - 1) - (p->n - 1) / 10];
    free(columns);
    return margin;
}

static bool
reaches_margin(const struct lines *p, const struct line *l)
{
    return p->margin >= LONG_LINE && l->columns * 5 >= p->margin * 4;
}

/* Lines of nearly one length are a narrow column, such as the text in a cell of a table. */
static bool
fills_column(const struct lines *p, size_t i)
{
    size_t widest = 0;

    for (size_t k = i > 0 ? i - 1 : 0; k < i + 3 && k < p->n; k++)
        if (p->line[k].columns > widest && !reaches_margin(p, &p->line[k]))
            widest = p->line[k].columns;
    return p->line[i].columns >= NARROW_LEAST && p->line[i].columns <= NARROW_MOST &&
           p->line[i].columns * 5 >= widest * 4 && p->joined < NARROW_LINES;
}

/* Does line i + 1 go on with what line i says? */
static bool
continues(const struct lines *p, size_t i)
{
    const struct line *l = &p->line[i], *next = &p->line[i + 1];

    if (next->goes_on || (is_year(next) && !is_figures(l)))
        return true;
    if (next->begins || is_figures(l) || is_figures(next) || str_ends(l->text, STR(":")))
        return false;
    if (l->open || (reaches_margin(p, l) && (l->figures == 0 || reaches_margin(p, next))))
        return true;
    return l->figures + next->figures == 0 && !l->begins && !reaches_margin(p, next) && fills_column(p, i);
}

/* Behind a sign of a list and the blanks after it, or all of text. */
static struct str
without_bullet(struct str text)
{
    size_t at = 0;

    if (text.n > 0 && is_bullet(utf8_next(text, &at)))
        return str_trim(str_sub(text, at, text.n));
    return text;
}

static void
flush(struct lines *p)
{
    struct str text = buf_view(&p->paragraph), bare = without_bullet(text);

    if (bare.n < text.n && bare.n > 0)
        record_item(p->records, bare);
    else if (text.n > 0)
        record_text(p->records, text);
    buf_clear(&p->paragraph);
    p->joined = 0;
}

static void
put_collapsed(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != ' ' || (i > 0 && text.p[i - 1] != ' '))
            buf_char(out, text.p[i]);
}

/* A text longer than a block may be goes into several. */
static void
add(struct lines *p, struct str text)
{
    if (p->paragraph.n + 1 + text.n > p->paragraph.max)
        flush(p);
    while (text.n > p->paragraph.max) {
        struct str piece = utf8_prefix(text, p->paragraph.max / 4);

        record_text(p->records, piece);
        text = str_sub(text, piece.n, text.n);
    }
    if (p->paragraph.n > 0)
        buf_char(&p->paragraph, ' ');
    put_collapsed(&p->paragraph, text);
    p->joined++;
}

static bool
is_title(const struct lines *p, const struct line *l)
{
    return l->letters >= TITLE_LETTERS && l->columns <= TITLE_COLUMNS &&
           (p->margin < LONG_LINE || l->columns * 10 < p->margin * 9) && !is_figures(l) &&
           !begins_item(l->text) && !str_ends(l->text, STR(":"));
}

/* A title's year may stand on a line of its own, behind as many lines as a title has. */
static bool
goes_on_with_year(const struct lines *p, size_t i, size_t from)
{
    return i > from && is_year(&p->line[i]) && !is_figures(&p->line[i - 1]);
}

/* Page numbers may stand above the title.  Returns the first line behind it. */
static size_t
write_title(struct lines *p)
{
    size_t i = 0, from;

    if (p->margin < LONG_LINE && p->n > COVER_LINES)
        return 0;
    for (; i < p->n && p->line[i].letters == 0; i++) {
        add(p, p->line[i].text);
        flush(p);
    }
    for (from = i;
         i < p->n && ((i - from < TITLE_LINES && is_title(p, &p->line[i])) || goes_on_with_year(p, i, from));
         i++)
        add(p, p->line[i].text);
    if (p->paragraph.n > 0)
        record_heading(p->records, 1, buf_view(&p->paragraph));
    buf_clear(&p->paragraph);
    p->joined = 0;
    return i;
}

bool
lines_write(struct buf *records, struct str page, bool title)
{
    struct lines p = {.records = records};

    split(&p, page);
    if (p.n == 0)
        return !records->full;
    p.margin = margin_of(&p);
    buf_init(&p.paragraph, LIMIT_BLOCK_TEXT);
    for (size_t i = title ? write_title(&p) : 0; i < p.n; i++) {
        add(&p, p.line[i].text);
        if (i + 1 >= p.n || !continues(&p, i))
            flush(&p);
    }
    buf_free(&p.paragraph);
    free(p.line);
    return !records->full;
}
