/*
 * SpreadsheetML: a sheet is a part, its cells stand where their references say.  Numbers are shown as few
 * digits as keep their value, dates by their number format as ISO dates.
 */
#include "base/mem.h"
#include "base/thai.h"
#include "extract/grid.h"
#include "extract/office.h"
#include "oit/limits.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MOST 1048576 /* of a sheet, as in Excel */
#define COLUMNS_MOST 16384
#define STYLES_MOST 65536
#define SERIAL_MOST 2958465.0 /* 31 December 9999 */
#define TO_1904 1462          /* days between the two ways of counting them */

enum shown { SHOWN_PLAIN, SHOWN_DATE, SHOWN_TIME, SHOWN_PERCENT };

struct format {
    uint32_t id;
    enum shown shown;
};

struct book {
    struct office *o;
    struct grid grid;
    struct office_relations relations;
    struct buf strings; /* shared ones, one behind the other */
    size_t *string_end; /* where each ends in it */
    size_t string_n, string_cap;
    struct format *format; /* the book's own number formats */
    size_t format_n, format_cap;
    uint8_t *style; /* enum shown of each cell style */
    size_t style_n, style_cap;
    bool from_1904;
    /* While a part is read: */
    bool in_styles, in_text, in_cell;
    uint32_t row, column, cell_style;
    char type[12];
    struct buf value;
};

/* Line ends in cells are line ends of the text. */
static void
put_text(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_char(out, s.p[i] == '\n' ? THAI_BREAK : s.p[i]);
}

static enum office_xml_go
on_string(void *ctx, struct str name, const char **pairs)
{
    struct book *b = ctx;

    (void)pairs;
    if (str_eq(name, STR("rPh"))) /* how the words are spoken */
        return OFFICE_XML_SKIP;
    b->in_text = str_eq(name, STR("t"));
    return OFFICE_XML_GO;
}

static void
on_string_end(void *ctx, struct str name)
{
    struct book *b = ctx;

    b->in_text = false;
    if (!str_eq(name, STR("si")))
        return;
    b->string_end = mem_room(b->string_end, b->string_n, &b->string_cap, sizeof *b->string_end);
    b->string_end[b->string_n++] = b->strings.n;
}

static void
on_string_text(void *ctx, struct str utf8)
{
    struct book *b = ctx;

    if (b->in_text)
        put_text(&b->strings, utf8);
}

static struct str
shared_string(const struct book *b, struct str index)
{
    uint64_t i;

    if (!str_to_u64(str_trim(index), &i) || i >= b->string_n)
        return STR_NONE;
    return str_sub(buf_view(&b->strings), i > 0 ? b->string_end[i - 1] : 0, b->string_end[i]);
}

/* Behind a quoted text, a bracket or an escaped character at s[i]; i where none stands. */
static size_t
skip_literal(struct str s, size_t i)
{
    size_t end;

    switch (s.p[i]) {
    case '\\':
    case '_':
    case '*':
        return i + 2;
    case '"':
        end = str_find_char(s, '"', i + 1);
        break;
    case '[':
        if (i + 1 < s.n && strchr("hmsHMS", s.p[i + 1]))
            return i;
        end = str_find_char(s, ']', i + 1);
        break;
    default:
        return i;
    }
    return end == STR_NOT_FOUND ? s.n : end + 1;
}

/* What the letters of a format's first section show: y, d, b (Buddhist year) and a lonely m are of dates. */
static enum shown
shown_by_code(struct str code)
{
    bool day = false, clock = false, month = false;

    if (str_starts_nocase(code, STR("General")))
        return SHOWN_PLAIN;
    for (size_t i = 0; i < code.n && code.p[i] != ';';) {
        size_t behind = skip_literal(code, i);
        char c = (char)(code.p[i] | 0x20);

        if (behind > i) {
            i = behind;
            continue;
        }
        if (code.p[i] == '%')
            return SHOWN_PERCENT;
        day |= c == 'y' || c == 'd' || c == 'b';
        clock |= c == 'h' || c == 's';
        month |= c == 'm';
        i++;
    }
    return day || (month && !clock) ? SHOWN_DATE : clock ? SHOWN_TIME : SHOWN_PLAIN;
}

/* Formats every book knows by number (ECMA-376 part 1, 18.8.30), those of Thai among them. */
static enum shown
shown_by_id(const struct book *b, uint32_t id)
{
    static const struct {
        uint32_t from, to;
        enum shown shown;
    } known[] = {{9, 10, SHOWN_PERCENT}, {14, 17, SHOWN_DATE},    {18, 21, SHOWN_TIME}, {22, 22, SHOWN_DATE},
                 {27, 31, SHOWN_DATE},   {32, 35, SHOWN_TIME},    {36, 36, SHOWN_DATE}, {45, 47, SHOWN_TIME},
                 {50, 58, SHOWN_DATE},   {67, 68, SHOWN_PERCENT}, {71, 74, SHOWN_DATE}, {75, 76, SHOWN_TIME},
                 {77, 77, SHOWN_DATE},   {78, 80, SHOWN_TIME},    {81, 81, SHOWN_DATE}};

    for (size_t i = 0; i < b->format_n; i++)
        if (b->format[i].id == id)
            return b->format[i].shown;
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (id >= known[i].from && id <= known[i].to)
            return known[i].shown;
    return SHOWN_PLAIN;
}

static enum office_xml_go
on_style(void *ctx, struct str name, const char **pairs)
{
    struct book *b = ctx;
    uint32_t id;

    if (str_eq(name, STR("cellXfs"))) {
        b->in_styles = true;
    } else if (str_eq(name, STR("dxfs")) || str_eq(name, STR("cellStyleXfs"))) {
        return OFFICE_XML_SKIP;
    } else if (str_eq(name, STR("numFmt")) && b->format_n < STYLES_MOST / 16) {
        id = office_xml_number(pairs, "numFmtId", 0, UINT32_MAX);
        b->format = mem_room(b->format, b->format_n, &b->format_cap, sizeof *b->format);
        b->format[b->format_n++] =
            (struct format){id, shown_by_code(office_xml_attribute(pairs, "formatCode"))};
    } else if (str_eq(name, STR("xf")) && b->in_styles && b->style_n < STYLES_MOST) {
        id = office_xml_number(pairs, "numFmtId", 0, UINT32_MAX);
        b->style = mem_room(b->style, b->style_n, &b->style_cap, sizeof *b->style);
        b->style[b->style_n++] = (uint8_t)shown_by_id(b, id);
    }
    return OFFICE_XML_GO;
}

static void
on_style_end(void *ctx, struct str name)
{
    struct book *b = ctx;

    if (str_eq(name, STR("cellXfs")))
        b->in_styles = false;
}

/* The day of a count from 30 December 1899, as year, month, day (proleptic Gregorian). */
static void
put_day(struct buf *out, int64_t serial)
{
    int64_t z = serial + 693899 + (serial < 60), era = z / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int64_t day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;

    buf_printf(out, "%04d-%02d-%02d", (int)(yoe + era * 400 + (month <= 2)), (int)month, (int)day);
}

static void
put_number(struct buf *out, double n)
{
    if (fabs(n) < 1e15 && n == floor(n))
        buf_printf(out, "%.0f", n);
    else
        buf_printf(out, "%.15g", n);
}

/* A count of days with its fraction; false for what is no day. */
static bool
put_moment(const struct book *b, struct buf *out, double n, enum shown shown)
{
    int64_t minutes;

    if (b->from_1904)
        n += TO_1904;
    if (!(n >= 0 && n <= SERIAL_MOST))
        return false;
    minutes = (int64_t)floor(n * 1440 + 0.5);
    if (shown == SHOWN_DATE && minutes >= 1440) {
        put_day(out, minutes / 1440);
        if (minutes % 1440 == 0)
            return true;
        buf_char(out, ' ');
    }
    buf_printf(out, "%02d:%02d", (int)(minutes % 1440 / 60), (int)(minutes % 60));
    return true;
}

/* A number as its cell shows it; what is none stays as it is. */
static void
show_number(const struct book *b, struct buf *value)
{
    const char *text = buf_cstr(value);
    char *end;
    double n = strtod(text, &end);
    enum shown shown = b->cell_style < b->style_n ? (enum shown)b->style[b->cell_style] : SHOWN_PLAIN;

    if (end == text || *end != '\0' || !isfinite(n))
        return;
    buf_clear(value);
    if ((shown == SHOWN_DATE || shown == SHOWN_TIME) && put_moment(b, value, n, shown))
        return;
    put_number(value, shown == SHOWN_PERCENT ? n * 100 : n);
    if (shown == SHOWN_PERCENT)
        buf_char(value, '%');
}

/* "BC12" is column 54, row 11; what is no reference leaves both. */
static void
set_place(struct book *b, struct str reference)
{
    size_t i = 0;
    uint32_t column = 0;
    uint64_t row;

    for (; i < reference.n && i < 3 && (reference.p[i] | 0x20) >= 'a' && (reference.p[i] | 0x20) <= 'z'; i++)
        column = column * 26 + (uint32_t)((reference.p[i] | 0x20) - 'a') + 1;
    if (column == 0 || column > COLUMNS_MOST)
        return;
    b->column = column - 1;
    if (str_to_u64(str_sub(reference, i, reference.n), &row) && row > 0 && row <= ROWS_MOST)
        b->row = (uint32_t)row - 1;
}

static void
begin_cell(struct book *b, const char **pairs)
{
    set_place(b, office_xml_attribute(pairs, "r"));
    snprintf(b->type, sizeof b->type, "%.*s", STR_ARGS(office_xml_attribute(pairs, "t")));
    b->cell_style = office_xml_number(pairs, "s", 0, UINT32_MAX);
    b->in_cell = true;
    buf_clear(&b->value);
}

static void
end_cell(struct book *b)
{
    struct str text;
    bool words = true;

    if (strcmp(b->type, "s") == 0) {
        text = shared_string(b, buf_view(&b->value));
    } else if (strcmp(b->type, "b") == 0) {
        text = str_eq(buf_view(&b->value), STR("1")) ? STR("TRUE") : STR("FALSE");
    } else {
        words = b->type[0] != '\0' && strcmp(b->type, "n") != 0 && strcmp(b->type, "d") != 0;
        if (!words && strcmp(b->type, "d") != 0)
            show_number(b, &b->value);
        text = buf_view(&b->value);
    }
    grid_cell(&b->grid, b->column, text, words);
    b->column += b->column < COLUMNS_MOST;
    b->in_cell = b->in_text = false;
}

static enum office_xml_go
on_cell(void *ctx, struct str name, const char **pairs)
{
    struct book *b = ctx;

    if (str_eq(name, STR("row"))) {
        b->row = office_xml_number(pairs, "r", b->row + 1, ROWS_MOST);
        b->row -= b->row > 0;
        b->column = 0;
    } else if (str_eq(name, STR("c"))) {
        begin_cell(b, pairs);
    } else if (str_eq(name, STR("v")) || str_eq(name, STR("t"))) {
        b->in_text = b->in_cell;
    } else if (str_eq(name, STR("f")) || str_eq(name, STR("rPh")) || str_eq(name, STR("extLst"))) {
        return OFFICE_XML_SKIP;
    }
    return b->o->flow.cut ? OFFICE_XML_STOP : OFFICE_XML_GO;
}

static void
on_cell_end(void *ctx, struct str name)
{
    struct book *b = ctx;

    b->in_text = false;
    if (str_eq(name, STR("c"))) {
        end_cell(b);
    } else if (str_eq(name, STR("row"))) {
        grid_row(&b->grid, b->row);
        b->row += b->row < ROWS_MOST; /* where the next one does not say */
    }
}

static void
on_cell_text(void *ctx, struct str utf8)
{
    struct book *b = ctx;

    if (b->in_text)
        put_text(&b->value, utf8);
}

/* Shapes that lie on a sheet, and the charts in them. */
static void
read_shapes(struct office *o, struct str part)
{
    struct office_relations of_sheet, of_drawing;
    struct str drawing;

    office_relations(o, part, &of_sheet);
    drawing = office_related(&of_sheet, "drawing");
    office_drawing_read(o, drawing);
    if (drawing.n > 0) {
        office_relations(o, drawing, &of_drawing);
        office_drawings_of(o, &of_drawing);
        office_relations_free(&of_drawing);
    }
    office_relations_free(&of_sheet);
}

static void
read_sheet(struct book *b, struct str name, struct str part)
{
    static const struct office_xml how = {on_cell, on_cell_end, on_cell_text};

    flow_part(&b->o->flow, name);
    if (b->o->flow.cut)
        return;
    b->row = b->column = 0;
    b->in_cell = b->in_text = false;
    b->o->damaged |= !office_part(b->o, part, &how, b);
    grid_row(&b->grid, b->row); /* one that was cut */
    grid_end(&b->grid);
    read_shapes(b->o, part);
}

static enum office_xml_go
on_sheet(void *ctx, struct str name, const char **pairs)
{
    struct book *b = ctx;

    if (str_eq(name, STR("workbookPr")))
        b->from_1904 = office_xml_is(pairs, "date1904", false);
    else if (str_eq(name, STR("sheet")))
        read_sheet(b, office_xml_attribute(pairs, "name"),
                   office_related_by_id(&b->relations, office_xml_prefixed(pairs, "id")));
    return b->o->flow.cut ? OFFICE_XML_STOP : OFFICE_XML_GO;
}

void
office_sheet_read(struct office *o, struct str main)
{
    static const struct office_xml strings = {on_string, on_string_end, on_string_text},
                                   styles = {on_style, on_style_end, NULL}, sheets = {on_sheet, NULL, NULL};
    struct book b = {.o = o};

    buf_init(&b.strings, LIMIT_DOCUMENT_XML);
    buf_init(&b.value, LIMIT_BLOCK_TEXT);
    grid_init(&b.grid, &o->flow);
    office_relations(o, main, &b.relations);
    office_part(o, office_related(&b.relations, "sharedStrings"), &strings, &b);
    office_part(o, office_related(&b.relations, "styles"), &styles, &b);
    office_part(o, main, &sheets, &b);
    office_relations_free(&b.relations);
    grid_free(&b.grid);
    buf_free(&b.value);
    buf_free(&b.strings);
    free(b.string_end);
    free(b.format);
    free(b.style);
}
