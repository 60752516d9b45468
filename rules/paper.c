/* The first lines of a document. */
#include "rules/paper.h"
#include "base/buf.h"
#include "base/thai.h"
#include "base/utf8.h"

#define TITLE_LINES 3
#define MEMBER_LINES 2 /* of one in an archive: what follows speaks of other papers too */
#define TITLE_BYTES 600
#define HEAD_LINES 8         /* among which the period of a report stands */
#define SPAN_BYTES 480       /* of a line, a long title among them */
#define LONG_SPAN_MEANING 40 /* beside half a year or more, told from month to month */
#define SPAN_MEANING 11      /* letters beside the period: "between the ... and the ...", "data of" */
#define ROUND_MEANING 4      /* beside a round of no year; with more a form may name several, to tick one */
#define BARE_LINES 4         /* more are content */
#define BEYOND_LETTERS                                                                                       \
    30 /* on a line beside the topic's name or the agency's: the other of them, a district */
#define OPENING_LINES 40
#define YEAR_DIGITS 4
#define AMOUNTS_FILLED 3
#define BLANK_DOTS 5
#define THAI_ZERO 0x0E50
#define ELLIPSIS 0x2026
#define FILL_IN_DOTS 6 /* in a row */
#define FILL_IN_CELL 3 /* where nothing else stands in the cell */
#define FILL_IN_LINES 2
#define FILL_IN_GAPS 4   /* on one line: "name ..... post ..... what ..... worth ....."; a day has three */
#define BOXES 2          /* on a line */
#define NUMBER_FIGURES 2 /* of the number of a list */
#define OPENING_BYTES 6000

/* A cover says on its first page what the next one begins with. */
static bool
is_repeated(const struct page *p, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_eq(str_trim(p->block[k].text), str_trim(p->block[i].text)))
            return true;
    return false;
}

/* The first lines that are not said again, parted by hard breaks, as far as they fit. */
static struct str
first_lines(struct arena *a, const struct page *p, size_t lines, size_t bytes)
{
    struct buf b;
    struct str text;
    size_t seen = 0;

    buf_init(&b, bytes);
    for (size_t i = 0; i < p->block_n && seen < lines && !b.full; i++) {
        if (p->block[i].text.n == 0 || (lines <= TITLE_LINES && is_repeated(p, i)))
            continue;
        if (seen++ > 0)
            buf_char(&b, THAI_BREAK);
        buf_str(&b, p->block[i].text);
    }
    text = arena_str(a, buf_view(&b));
    buf_free(&b);
    return text;
}

/* Below a short title the long one: "Report of the plan's results, round of 6 months (October - March)". */
static bool
is_long_title(const struct wording *w)
{
    bool part = false, name = false;

    for (size_t i = 0; i < w->period_n; i++)
        part |= w->period[i].kind != PERIOD_DAY && w->period[i].month_from < w->period[i].month_to;
    for (size_t i = 0; i < w->topic_n; i++)
        name |= w->topic[i].from == 0 && !w->topic[i].label;
    return part && name;
}

/* A year told by its months is one too. */
bool
paper_is_span(const struct wording *w)
{
    if (w->topic_n > 0)
        return is_long_title(w);
    for (size_t i = 0; i < w->period_n; i++) {
        const struct period *p = &w->period[i];
        bool year = p->kind == PERIOD_YEAR && p->style == YEAR_FISCAL;

        if (p->kind != PERIOD_DAY && p->first > 0 && p->month_to - p->month_from >= 5 && !year)
            return w->meaning <= LONG_SPAN_MEANING;
        if (p->kind != PERIOD_DAY && (year || p->month_from < p->month_to))
            return w->meaning <= (p->first > 0 || wording_states_day(w) ? SPAN_MEANING : ROUND_MEANING);
    }
    return false;
}

static void
read_spans(struct paper *p, struct wording_book *book, const struct document *d)
{
    bool parted = document_is_parted(d);
    size_t seen = 0;

    for (size_t i = 0; i < d->text.block_n && (parted || seen < HEAD_LINES) && p->span_n < PAPER_SPANS; i++) {
        const struct block *b = &d->text.block[i];
        const struct wording *w;

        if (parted && i > 0 && d->sheet[i] != d->sheet[i - 1])
            seen = 0;
        if (b->text.n == 0 || seen++ >= HEAD_LINES || b->kind == BLOCK_CELL || b->text.n > SPAN_BYTES)
            continue;
        w = wording_of(book, b->text);
        if (!paper_is_span(w))
            continue;
        p->span_sheet[p->span_n] = d->sheet[i];
        p->span[p->span_n++] = w;
    }
}

/* The first lines of a member, which begins at a block. */
static const struct wording *
title_of_member(struct site *s, const struct document *d, size_t from)
{
    struct page member = {.block = d->text.block + from};

    while (from + member.block_n < d->text.block_n && d->sheet[from + member.block_n] == d->sheet[from])
        member.block_n++;
    return wording_of(s->book, first_lines(s->arena, &member, MEMBER_LINES, TITLE_BYTES));
}

/* Papers of several years in one archive: each says itself what it is. */
static void
read_members(struct paper *p, struct site *s, const struct document *d)
{
    if (d->sheet == NULL || d->part_n < 2 ||
        (d->format != FORMAT_ZIP && d->format != FORMAT_RAR && d->format != FORMAT_SEVENZIP))
        return;
    p->member = ARENA_ARRAY(s->arena, const struct wording *, PAPER_MEMBERS);
    for (size_t i = 0; i < d->text.block_n && p->member_n < PAPER_MEMBERS; i++) {
        const struct wording *w;

        if (i > 0 && d->sheet[i] == d->sheet[i - 1])
            continue;
        w = title_of_member(s, d, i);
        if (w->period_n > 0)
            p->member[p->member_n++] = w;
    }
}

static uint32_t
count_lines(const struct page *text)
{
    uint32_t n = 0;

    for (size_t i = 0; i < text->block_n; i++)
        n += text->block[i].text.n > 0;
    return n;
}

/* Behind the number of a list: "1. ", "2.1) "; a year or an amount is none. */
static size_t
behind_number(struct str line)
{
    size_t at = 0;

    while (at < line.n) {
        size_t figures = 0, end = at, next = at;

        while (next < line.n && thai_is_figure(utf8_next(line, &next))) {
            figures++;
            end = next;
        }
        if (figures == 0 || figures > NUMBER_FIGURES)
            return figures == 0 ? at : 0;
        at = end;
        if (at == line.n || (line.p[at] != '.' && line.p[at] != ')'))
            return at == line.n ? 0 : at; /* figures alone are what was written */
        at++;
    }
    return at;
}

/* Rows of dots to write on, in a cell of its own a short one; where a figure stands beside them somebody
 * did.  How many lines they are worth. */
static uint32_t
gaps_to_fill_in(struct str line)
{
    size_t row = 0, longest = 0;
    uint32_t gaps = 0, before = 0;
    bool alone = true, signs = false; /* between brackets a name is signed */

    for (size_t at = behind_number(line); at < line.n;) {
        uint32_t c = utf8_next(line, &at);
        bool dot = c == '.' || c == '_' || c == 0x2026;

        if (thai_is_figure(c))
            return 0;
        gaps += !dot && row >= FILL_IN_DOTS && !signs;
        signs = dot ? signs || (row == 0 && before == '(') : false;
        before = c;
        row = !dot ? 0 : c == 0x2026 ? row + 3 : row + 1;
        longest = row > longest ? row : longest;
        alone &= dot || c == ' ';
    }
    gaps += row >= FILL_IN_DOTS && !signs;
    if (alone)
        return longest >= FILL_IN_CELL;
    return gaps >= FILL_IN_GAPS ? gaps : longest >= FILL_IN_DOTS;
}

/* Boxes to choose among, "( ) good ( ) fair", of which nobody has ticked one. */
static bool
is_to_tick(struct str line)
{
    static const struct str box[] = {STR("( )"), STR("[ ]"), STR("()"), STR("☐"), STR("□")};
    static const struct str tick[] = {STR("(/)"), STR("✓"),   STR("✔"),  STR("☑"),
                                      STR("☒"),   STR("(x)"), STR("(X)")};
    size_t boxes = 0;

    for (size_t i = 0; i < sizeof tick / sizeof *tick; i++)
        if (str_find(line, tick[i], 0) != STR_NOT_FOUND)
            return false;
    for (size_t i = 0; i < sizeof box / sizeof *box; i++)
        for (size_t at = 0; (at = str_find(line, box[i], at)) != STR_NOT_FOUND; at += box[i].n)
            boxes++;
    return boxes >= BOXES;
}

static bool
is_blank_form(const struct page *text, const struct phrases *signature)
{
    uint32_t to_fill_in = 0, other = 0;

    for (size_t i = 0; i < text->block_n; i++) {
        struct str line = text->block[i].text;
        uint32_t gaps = gaps_to_fill_in(line) + is_to_tick(line);

        if (gaps == 0)
            other += line.n > 0;
        else if (!phrases_begin(signature, line))
            to_fill_in += gaps;
    }
    if (to_fill_in < FILL_IN_LINES)
        return false;
    /* Below the title; two rows of dots may as well wait for the signature of what is written out. */
    return to_fill_in >= other || other <= TITLE_LINES ||
           (to_fill_in > FILL_IN_LINES && to_fill_in > other - TITLE_LINES);
}

/* Letters of the topic's name on a line; 0 where it is not named. */
static uint32_t
letters_of_name(const struct wording *w, size_t topic)
{
    for (size_t i = 0; i < w->topic_n; i++)
        if (w->topic[i].topic == topic)
            return (w->topic[i].to - w->topic[i].from) / 3; /* three bytes a Thai letter or mark */
    return 0;
}

static bool
is_bare_line(const struct wording *w, const struct agency *own, size_t topic)
{
    uint32_t name = letters_of_name(w, topic);

    if (w->flags & WORDING_NONE)
        return false;
    if (name > 0 || agency_is_own(own, w->text))
        return w->meaning <= name + BEYOND_LETTERS;
    return w->flags & WORDING_EMPTY || (w->period_n > 0 && w->meaning <= SPAN_MEANING);
}

const struct wording *
paper_name(const struct paper *p, struct wording_book *book)
{
    struct str rest = p->title->text, line;

    while (str_next(&rest, THAI_BREAK, &line)) {
        const struct wording *w = wording_of(book, line);

        if (w->topic_n > 0)
            return w;
    }
    return p->title;
}

bool
paper_is_bare(const struct paper *p, struct wording_book *book, const struct agency *own, size_t topic)
{
    struct str rest = p->opening, line;
    bool named = false;

    if (!p->whole || p->lines == 0 || p->lines > BARE_LINES)
        return false;
    while (str_next(&rest, THAI_BREAK, &line)) {
        const struct wording *w = wording_of(book, line);

        if (!is_bare_line(w, own, topic))
            return false;
        named |= wording_names(w, topic);
    }
    return named;
}

/* The first lines of each part of a document. */
static struct str
names_of_parts(struct arena *a, const struct document *d)
{
    struct buf b;
    struct str names;
    uint32_t sheet = 0, lines = 0;

    buf_init(&b, OPENING_BYTES);
    for (size_t i = 0; i < d->text.block_n && !b.full; i++) {
        lines = i > 0 && d->sheet[i] == sheet ? lines + 1 : 0;
        sheet = d->sheet[i];
        if (lines >= TITLE_LINES || d->text.block[i].text.n == 0)
            continue;
        buf_str(&b, d->text.block[i].text);
        buf_char(&b, THAI_BREAK);
    }
    names = arena_str(a, buf_view(&b));
    buf_free(&b);
    return names;
}

/* Is it a number of an amount's length, and no year, that ends before `at`? */
static bool
is_amount(size_t digits, uint32_t first, uint32_t second)
{
    return digits > YEAR_DIGITS || (digits == YEAR_DIGITS && !(first == 2 && second == 5));
}

/* Amounts and rows of dots of a line. */
static void
count_filling(struct str line, size_t *amounts, size_t *blanks)
{
    size_t digits = 0, dots = 0;
    uint32_t first = 0, second = 0;

    for (size_t at = 0; at <= line.n;) {
        uint32_t c = at < line.n ? utf8_next(line, &at) : (at++, ' ');
        uint32_t digit = c >= THAI_ZERO && c <= THAI_ZERO + 9 ? c - THAI_ZERO : c - '0';

        dots = c == '.' || c == ELLIPSIS || c == '_' ? dots + 1 : 0;
        *blanks += dots == BLANK_DOTS;
        if (digit <= 9) {
            digits++;
            first = digits == 1 ? digit : first;
            second = digits == 2 ? digit : second;
        } else if (c != ',') {
            *amounts += is_amount(digits, first, second);
            digits = 0;
        }
    }
}

static bool
is_filled(const struct page *text)
{
    size_t amounts = 0, blanks = 0, lines = 0;

    for (size_t i = 0; i < text->block_n; i++)
        if (text->block[i].text.n > 0 && lines++ >= TITLE_LINES)
            count_filling(text->block[i].text, &amounts, &blanks);
    return amounts >= AMOUNTS_FILLED && amounts > blanks;
}

void
paper_read(struct site *s, uint32_t node, const struct document *d)
{
    struct paper *p;
    struct str title;

    if (node == NO_INDEX)
        return;
    p = ARENA_NEW(s->arena, struct paper);
    p->state = d->state;
    p->blank = d->state == DOCUMENT_EMPTY && d->part_count > 0;
    p->recognised = (d->flags & TEXT_RECOGNISED) != 0;
    p->whole = d->state == DOCUMENT_READ && !d->cut && !(d->flags & (TEXT_RECOGNISED | TEXT_GARBLED));
    p->lines = count_lines(&d->text);
    p->form = is_blank_form(&d->text, catalog_list(s->catalog, "signature-words"));
    p->opening = first_lines(s->arena, &d->text, OPENING_LINES, OPENING_BYTES);
    p->filled = is_filled(&d->text);
    p->names = document_is_parted(d) ? names_of_parts(s->arena, d) : STR_NONE;
    title = first_lines(s->arena, &d->text, TITLE_LINES, TITLE_BYTES);
    p->title = title.n > 0 ? wording_of(s->book, title) : NULL;
    read_spans(p, s->book, d);
    read_members(p, s, d);
    s->node[node].paper = p;
}
