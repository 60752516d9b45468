/* Filling a paper from top to bottom. */
#include "report/draft.h"
#include "base/dates.h"
#include "base/utf8.h"
#include "report/address.h"
#include "report/card.h"
#include "report/plain.h"

#define PIECE_CHARACTERS 4000 /* of one text of a site */

struct draft *
draft_new(struct arena *a, const struct draft_manner *manner)
{
    struct draft *d = ARENA_NEW(a, struct draft);

    d->a = a;
    d->manner = manner;
    return d;
}

/* ------------------------------------------------------------------ blocks */

static struct draft_block *
add_block(struct draft *d)
{
    struct draft_block *b = ARENA_NEW(d->a, struct draft_block);

    if (d->last)
        d->last->next = b;
    else
        d->first = b;
    d->last = b;
    return b;
}

void
draft_pages(struct draft *d, bool landscape)
{
    struct draft_block *b = add_block(d);

    b->kind = BLOCK_OF_PAGES;
    b->landscape = landscape;
}

static struct draft_cell *
open_cell(const struct draft *d)
{
    return d->table && d->table->last ? d->table->last->last : NULL;
}

void
draft_paragraph(struct draft *d, enum draft_style style)
{
    struct draft_paragraph *p = ARENA_NEW(d->a, struct draft_paragraph);
    struct draft_cell *cell = open_cell(d);

    p->style = style;
    d->open = p;
    if (!cell) {
        struct draft_block *b = add_block(d);

        b->kind = BLOCK_OF_TEXT;
        b->paragraph = p;
    } else if (cell->last && !cell->last->first) {
        cell->last->style = style; /* the empty one that the cell began with */
        d->open = cell->last;
    } else {
        if (cell->last)
            cell->last->next = p;
        else
            cell->first = p;
        cell->last = p;
    }
}

void
draft_steps(struct draft *d)
{
    d->step = 0;
}

void
draft_step(struct draft *d)
{
    draft_paragraph(d, STYLE_STEP);
    draft_put(d, INK_PLAIN, arena_printf(d->a, "%zu. ", ++d->step));
}

void
draft_table(struct draft *d, const struct draft_column *column, size_t n)
{
    struct draft_block *b = add_block(d);

    b->kind = BLOCK_OF_TABLE;
    b->table = d->table = ARENA_NEW(d->a, struct draft_table);
    b->table->column = column;
    b->table->column_n = n;
    d->open = NULL;
}

static void
add_row(struct draft *d, bool span)
{
    struct draft_row *r = ARENA_NEW(d->a, struct draft_row);

    r->span = span;
    if (d->table->last)
        d->table->last->next = r;
    else
        d->table->first = r;
    d->table->last = r;
}

void
draft_row(struct draft *d)
{
    add_row(d, false);
}

void
draft_span(struct draft *d)
{
    add_row(d, true);
    draft_cell(d);
}

void
draft_cell(struct draft *d)
{
    struct draft_cell *c = ARENA_NEW(d->a, struct draft_cell);
    struct draft_row *r = d->table->last;

    if (r->last)
        r->last->next = c;
    else
        r->first = c;
    r->last = c;
    draft_paragraph(d, STYLE_PLAIN);
}

void
draft_end_table(struct draft *d)
{
    d->table = NULL;
    d->open = NULL;
}

/* ------------------------------------------------------------------ pieces */

/* A sign that ties digits to a Latin word, an address or a number of an item: "O11", "oit-2566", "v1_2". */
static bool
ties(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@' || c == '/';
}

/* Of a word, numbers with stops between them too: a host, an address of a machine, a version. */
static bool
is_of_word(struct str s, size_t at)
{
    char c = s.p[at], next = at + 1 < s.n ? s.p[at + 1] : ' ';

    return str_is_digit(c) || ties(c) || c == '-' ||
           ((c == '.' || c == ':') && (str_is_digit(next) || ties(next)));
}

/* Where the word ends that begins here, and whether its digits stay: "O11", "www2.x.example", "127.0.0.1:80".
 */
static size_t
word_end(struct str s, size_t at, bool *tied)
{
    size_t end = address_end(s, at), stops = 0;

    *tied = end > at;
    if (*tied)
        return end;
    for (; end < s.n && is_of_word(s, end); end++) {
        *tied |= ties(s.p[end]);
        stops += s.p[end] == '.';
    }
    *tied |= stops >= 3;
    return end > at ? end : at + 1;
}

struct str
draft_thai_digits(struct arena *a, struct str s)
{
    struct buf b;
    struct str text;
    bool tied;

    buf_init(&b, 3 * s.n + 1);
    for (size_t at = 0; at < s.n;)
        for (size_t end = word_end(s, at, &tied); at < end; at++)
            if (!tied && str_is_digit(s.p[at]))
                utf8_append(&b, 0x0e50 + (uint32_t)(s.p[at] - '0'));
            else
                buf_char(&b, s.p[at]);
    text = arena_str(a, buf_view(&b));
    buf_free(&b);
    return text;
}

static void
add_piece(struct draft *d, enum draft_ink ink, struct str s)
{
    struct draft_piece *p;

    if (s.n == 0)
        return;
    if (!d->open)
        draft_paragraph(d, STYLE_PLAIN);
    p = ARENA_NEW(d->a, struct draft_piece);
    p->ink = ink;
    p->text = s;
    if (d->open->last)
        d->open->last->next = p;
    else
        d->open->first = p;
    d->open->last = p;
}

void
draft_put(struct draft *d, enum draft_ink ink, struct str s)
{
    add_piece(d, ink, d->manner->thai_digits && ink != INK_ADDRESS ? draft_thai_digits(d->a, s) : s);
}

void
draft_words(struct draft *d, const char *id)
{
    draft_put(d, INK_PLAIN, str_of(say_tr_in(d->manner->lang, id)));
}

void
draft_bold(struct draft *d, const char *id)
{
    draft_put(d, INK_BOLD, str_of(say_tr_in(d->manner->lang, id)));
}

void
draft_say(struct draft *d, enum draft_ink ink, const struct say *s)
{
    draft_put(d, ink, plain_line(d->a, say_text(d->a, s, d->manner->lang), PIECE_CHARACTERS));
}

void
draft_filled(struct draft *d, enum draft_ink ink, const char *id, struct str one, struct str two)
{
    struct say s = {id, {one, two}};

    draft_say(d, ink, &s);
}

static void
mark_stranger(struct draft *d, struct str s)
{
    if (s.n > 0 && d->manner->names_other && d->manner->names_other(d->manner->ctx, s))
        draft_put(
            d, INK_WARNING,
            arena_printf(d->a, " [%s]",
                         say_tr_in(d->manner->lang, N_("names another agency: check before it is used"))));
}

void
draft_text(struct draft *d, struct str s)
{
    add_piece(d, INK_PLAIN, plain_line(d->a, s, PIECE_CHARACTERS));
    mark_stranger(d, s);
}

/* Between the cells of a row that is quoted stands a bar of ours, and bars alone where cells are empty. */
static struct str
without_bars(struct arena *a, struct str s)
{
    struct str cell, all;
    struct buf b;

    buf_init(&b, s.n * 2 + 1);
    while (str_next(&s, '|', &cell)) {
        cell = str_trim(cell);
        if (cell.n > 0 && b.n > 0)
            buf_z(&b, " \xc2\xb7 ");
        buf_str(&b, cell);
    }
    all = arena_str(a, buf_view(&b));
    buf_free(&b);
    return all;
}

struct str
draft_quoted(const struct draft *d, struct str s)
{
    return without_bars(d->a, plain_line(d->a, s, PIECE_CHARACTERS));
}

void
draft_sentence(struct draft *d, struct str s)
{
    draft_put(d, INK_PLAIN, draft_quoted(d, s));
    mark_stranger(d, s);
}

void
draft_address(struct draft *d, struct str url)
{
    add_piece(d, INK_ADDRESS, plain_line(d->a, address_show(d->a, url), PIECE_CHARACTERS));
}

static void
blank(struct draft *d, struct str hint)
{
    draft_put(d, INK_BLANK,
              arena_printf(d->a, "[\xe2\x80\xa6\xe2\x80\xa6\xe2\x80\xa6 %.*s]", STR_ARGS(hint)));
}

void
draft_blank(struct draft *d, const char *hint)
{
    blank(d, str_of(say_tr_in(d->manner->lang, hint)));
}

void
draft_blank_filled(struct draft *d, const char *hint, struct str one, struct str two)
{
    struct say s = {hint, {one, two}};

    blank(d, plain_line(d->a, say_text(d->a, &s, d->manner->lang), PIECE_CHARACTERS));
}

void
draft_line(struct draft *d, enum draft_style style, const char *id)
{
    draft_paragraph(d, style);
    draft_words(d, id);
}

void
draft_heading(struct draft *d, const char *id)
{
    draft_line(d, STYLE_HEADING, id);
}

void
draft_score_cell(struct draft *d, int low, int high, const char *hint)
{
    draft_cell(d);
    if (low == NO_SCORE)
        draft_blank(d, hint);
    else
        draft_put(d, INK_PLAIN, card_range(d->a, low, high));
}

/* ------------------------------------------------------------------ figures */

struct str
draft_day(const struct draft *d, struct str iso)
{
    struct date day;

    if (!date_parse_iso(str_sub(iso, 0, 10), &day))
        return plain_line(d->a, iso, 40);
    return date_show_long(d->a, day, d->manner->lang == LANG_TH);
}
