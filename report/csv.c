/*
 * A table that a double click opens.  Spreadsheets compute what begins like a formula, whoever wrote it, and
 * some look past blanks and quotation marks for it: such a text is disarmed.  Numbers are bare.
 */
#include "report/csv.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "report/item_cells.h"
#include "report/plain.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define END_OF_LINE "\r\n"

/* Signs that begin a formula in some program, full-width forms included. */
static bool
begins_formula(uint32_t c)
{
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '|' || c == '%' || c == 0xff1d ||
           c == 0xff0b || c == 0xff0d || c == 0xff20 || c == 0xff05 || c == 0xff5c || c == 0x2212;
}

/* What a program may strip before it looks. */
static bool
is_skipped(uint32_t c)
{
    return c <= ' ' || c == '"' || c == '\'' || c == 0x7f || c == 0xa0 || c == 0xfeff || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200d) || c == 0x2060 || plain_is_blank(c);
}

static bool
is_armed(struct str s)
{
    size_t at = 0;

    if (s.n > 0 && (s.p[0] == '\t' || s.p[0] == '\r' || s.p[0] == '\n'))
        return true;
    while (at < s.n) {
        uint32_t c = utf8_next(s, &at);

        if (!is_skipped(c))
            return begins_formula(c);
    }
    return false;
}

void
csv_text(struct buf *out, struct str s)
{
    size_t at = 0;

    if (s.n == 0)
        return;
    buf_z(out, is_armed(s) ? "\"'" : "\"");
    while (at < s.n) {
        uint32_t c = utf8_next(s, &at);

        if (c == '"')
            buf_z(out, "\"\"");
        else
            plain_put(out, c);
    }
    buf_char(out, '"');
}

/* "2023-04-28 02:41", which a spreadsheet reads as a date. */
static void
moment(struct buf *out, struct str iso)
{
    struct date d;

    if (!date_parse_iso(str_sub(iso, 0, 10), &d))
        return;
    buf_str(out, str_sub(iso, 0, 10));
    if (iso.n >= 16) {
        buf_char(out, ' ');
        buf_str(out, str_sub(iso, 11, 16));
    }
}

static void
field(const struct item_cells *x, struct buf *out, struct cell c)
{
    switch (c.kind) {
    case CELL_TEXT:
    case CELL_LINES:
    case CELL_FILE:
    case CELL_LINK: /* the address as it is, to be copied */
        csv_text(out, c.text);
        break;
    case CELL_VERDICT:
        csv_text(out, str_of(say_tr_in(x->lang, verdict_text((enum verdict)c.number))));
        break;
    case CELL_NUMBER:
    case CELL_COUNT:
        if (c.number != 0 || c.kind == CELL_COUNT)
            buf_printf(out, "%lld", (long long)c.number);
        break;
    case CELL_POINTS:
        if (c.number != NO_SCORE)
            buf_str(out, card_points(x->a, (int)c.number));
        break;
    case CELL_DAY:
    case CELL_TIME:
        moment(out, c.text);
        break;
    }
}

void
csv_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct item_cells x = {arena_new(0), c, NULL, lang};

    buf_z(out, BYTE_ORDER_MARK);
    for (size_t k = 0; k < ITEM_COLUMNS; k++) {
        buf_z(out, k > 0 ? "," : "");
        csv_text(out, str_of(say_tr_in(lang, item_columns[k].head.heading)));
    }
    buf_z(out, END_OF_LINE);
    for (size_t i = 0; i < c->item_n; i++) {
        x.item = &c->item[i];
        for (size_t k = 0; k < ITEM_COLUMNS; k++) {
            buf_z(out, k > 0 ? "," : "");
            field(&x, out, item_columns[k].cell(&x));
        }
        buf_z(out, END_OF_LINE);
    }
    arena_free(x.a);
}
