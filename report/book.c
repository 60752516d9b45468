/* The only file that knows libxlsxwriter, which can write to a file alone: here to one in memory. */
#include "report/book.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "report/address.h"
#include "report/plain.h"
#include "report/report.h"
#include <assert.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define SHEET_NAME_CHARACTERS 31 /* Excel's own limit */
#define FONT "TH Sarabun New"
#define FONT_SIZE 16
#define PAPER_A4 9
#define LINE_POINTS                                                                                          \
    27 /* of a line in this font and in those that stand in for it; a reader that does not measure rows      \
        * itself shows all of it */
#define ROW_POINTS 408  /* Excel's own limit is 409 */
#define PRINT_WIDTH 220 /* characters side by side that can still be read on A4 */
#define COLUMNS_MAX 192
#define FORM_SIDE_WIDTH 12
#define RULE_INK 0xB8C2CC
#define MINUTES_A_DAY 1440

enum face {
    FACE_TEXT,
    FACE_HEAD,
    FACE_LABEL,
    FACE_NUMBER,
    FACE_POINTS,
    FACE_DAY,
    FACE_TIME,
    FACE_LINK,
    FACES
};

struct book {
    lxw_workbook *file;
    lxw_worksheet *sheet;
    lxw_format *face[FACES], *form_face[FACES], *verdict[VERDICT_COUNT];
    int fd;
    enum lang lang;
    struct arena *a;
    size_t columns; /* of the sheet; 0 for a form */
    int width[COLUMNS_MAX];
    size_t lines; /* that the fullest cell of the row needs */
    lxw_row_t row;
    lxw_col_t col, widest;
    size_t links;
};

/* A Thai reader sees the Buddhist year, whatever the language of the machine; the value is a real date. */
static const char *
date_look(enum lang lang, bool time)
{
    if (lang == LANG_TH)
        return time ? "[$-107041E]d mmm yyyy hh:mm" : "[$-107041E]d mmm yyyy";
    return time ? "d mmm yyyy hh:mm" : "d mmm yyyy";
}

static lxw_format *
new_face(struct book *b, const char *number_look, bool wraps)
{
    lxw_format *f = workbook_add_format(b->file);

    format_set_font_name(f, FONT);
    format_set_font_size(f, FONT_SIZE);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    if (wraps)
        format_set_text_wrap(f);
    if (number_look)
        format_set_num_format(f, number_look);
    return f;
}

static lxw_format *
list_face(struct book *b, enum face face)
{
    bool figure = face == FACE_NUMBER || face == FACE_POINTS || face == FACE_DAY || face == FACE_TIME;
    lxw_format *f = new_face(b,
                             face == FACE_POINTS ? "0.00"
                             : face == FACE_DAY  ? date_look(b->lang, false)
                             : face == FACE_TIME ? date_look(b->lang, true)
                                                 : NULL,
                             !figure);

    if (face == FACE_HEAD || face == FACE_LABEL)
        format_set_bold(f);
    if (figure) { /* LibreOffice loses the indent of one that wraps, where a text is beside it */
        format_set_align(f, LXW_ALIGN_RIGHT);
        format_set_indent(f, 1);
    }
    if (face == FACE_HEAD) {
        format_set_bg_color(f, 0xE3ECF7);
    }
    if (face == FACE_LINK) {
        format_set_font_color(f, 0x0B57D0);
        format_set_underline(f, LXW_UNDERLINE_SINGLE);
    }
    return f;
}

/* A cell of a list stands apart from its neighbours on paper too, where there are no lines but these. */
static void
rule(lxw_format *f)
{
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, RULE_INK);
}

static lxw_format *
face_of(const struct book *b, enum face face)
{
    return b->columns > 0 ? b->face[face] : b->form_face[face];
}

static void
make_faces(struct book *b)
{
    static const lxw_color_t ink[VERDICT_COUNT] = {
        [VERDICT_FOUND] = 0x1B6E3C,      [VERDICT_PARTIAL] = 0x8A5A00,        [VERDICT_STALE] = 0x8A5A00,
        [VERDICT_MISSING] = 0xB3261E,    [VERDICT_REVIEW] = 0x5B3FA0,         [VERDICT_WAIVED] = 0x1B6E3C,
        [VERDICT_UNASSESSED] = 0x555F6B, [VERDICT_NOT_APPLICABLE] = 0x555F6B,
    };

    for (int f = 0; f < FACES; f++) {
        b->face[f] = list_face(b, (enum face)f);
        b->form_face[f] = list_face(b, (enum face)f);
        if (f != FACE_LABEL)
            rule(b->face[f]);
        format_set_align(b->form_face[f], LXW_ALIGN_LEFT);
        format_set_indent(b->form_face[f], 0);
    }
    for (int v = 0; v < VERDICT_COUNT; v++) {
        b->verdict[v] = new_face(b, NULL, true);
        format_set_bold(b->verdict[v]);
        format_set_font_color(b->verdict[v], ink[v]);
        rule(b->verdict[v]);
    }
}

static bool
digits(struct str iso, size_t from, size_t to, int *out)
{
    uint64_t n;

    if (!str_to_u64(str_sub(iso, from, to), &n))
        return false;
    *out = (int)n;
    return true;
}

/* The day and, where it is given, the minute on the office's clock; seconds are not shown and not kept. */
static bool
moment_of(struct str iso, lxw_datetime *t)
{
    struct date d;

    if (!date_parse_iso(str_sub(iso, 0, 10), &d) || d.year < 1901 || d.year > 9998)
        return false;
    *t = (lxw_datetime){.year = d.year, .month = d.month, .day = d.day};
    if (iso.n >= 16 && iso.p[10] == 'T' && !(digits(iso, 11, 13, &t->hour) && digits(iso, 14, 16, &t->min)))
        t->hour = t->min = 0;
    return true;
}

/* Seconds since 1970 of a day and minute; the file's properties are the only ones to ask. */
static time_t
seconds_of(const lxw_datetime *t)
{
    int year = t->year - (t->month <= 2), month = (t->month + 9) % 12;
    int64_t days =
        (int64_t)365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + t->day - 1;

    return (time_t)(((days - 719468) * MINUTES_A_DAY + t->hour * 60 + t->min) * 60);
}

static void
describe(struct book *b, struct str title, struct str made)
{
    lxw_datetime t = {.year = 1980, .month = 1, .day = 1};
    lxw_doc_properties p = {.author = (char *)"oit"};

    moment_of(made, &t);
    p.title = (char *)plain_line(b->a, title, 200).p;
    p.created = seconds_of(&t);
    workbook_set_properties(b->file, &p);
}

struct book *
book_new(enum lang lang, struct str title, struct str made)
{
    struct book *b = mem_new(1, sizeof(*b));
    char path[64];

    b->a = arena_new(0);
    b->lang = lang;
    b->fd = memfd_create("workbook", MFD_CLOEXEC);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", b->fd);
    b->file = b->fd < 0 ? NULL : workbook_new(path);
    if (!b->file) {
        book_close(b, NULL);
        return NULL;
    }
    make_faces(b);
    describe(b, title, made);
    return b;
}

/* ------------------------------------------------------------------ cells */

/* A reader takes _x0041_ in a cell for the letter A: the first underline is written as such a code itself. */
static bool
is_code(struct str s, size_t at)
{
    return at + 7 <= s.n && s.p[at] == '_' && s.p[at + 1] == 'x' && s.p[at + 6] == '_' &&
           str_hex_digit(s.p[at + 2]) >= 0 && str_hex_digit(s.p[at + 3]) >= 0 &&
           str_hex_digit(s.p[at + 4]) >= 0 && str_hex_digit(s.p[at + 5]) >= 0;
}

static const char *
cell_words(struct book *b, struct str line)
{
    struct str safe;
    struct buf out;

    if (str_find(line, STR("_x"), 0) == STR_NOT_FOUND)
        return line.p;
    buf_init(&out, 8 * line.n);
    for (size_t at = 0; at < line.n; at++)
        if (is_code(line, at))
            buf_z(&out, "_x005F_");
        else
            buf_char(&out, line.p[at]);
    safe = arena_str(b->a, buf_view(&out));
    buf_free(&out);
    return safe.p;
}

static size_t
more(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* How many lines a text needs in the column; they end between words. */
static size_t
lines_of(const struct book *b, struct str line)
{
    size_t width = b->col < COLUMNS_MAX ? (size_t)b->width[b->col] * 75 / 100 : 1;

    return utf8_columns(line) / (width > 0 ? width : 1) + 1;
}

static void
put_text(struct book *b, struct str text, lxw_format *face)
{
    struct str line = plain_line(b->a, text, LIMIT_CELL_TEXT);

    if (text.n == 0)
        return;
    b->lines = more(b->lines, lines_of(b, line));
    worksheet_write_string(b->sheet, b->row, b->col, cell_words(b, line), face);
}

/* Each line plain, the line ends between them kept; what the cell cannot take is cut as in one line. */
static void
put_lines(struct book *b, struct str text)
{
    struct buf all;
    struct str line;
    size_t lines = 0, left = LIMIT_CELL_TEXT;

    buf_init(&all, 8 * text.n + 8);
    while (left > 0 && str_next(&text, '\n', &line)) {
        struct str plain = plain_line(b->a, line, left);
        size_t used = utf8_length(plain) + 1;

        if (lines > 0)
            buf_char(&all, '\n');
        buf_str(&all, plain);
        lines += lines_of(b, plain);
        left -= used < left ? used : left;
    }
    b->lines = more(b->lines, lines);
    if (all.n > 0)
        worksheet_write_string(b->sheet, b->row, b->col, cell_words(b, arena_str(b->a, buf_view(&all))),
                               face_of(b, FACE_TEXT));
    buf_free(&all);
}

/* Beyond what a sheet or a reader takes as links, and for what is none, the address is text. */
static void
put_link(struct book *b, struct str url)
{
    struct str shown = address_show(b->a, url);

    if (!html_safe_link(url) || url.n > LIMIT_SHEET_LINK || b->links >= LIMIT_SHEET_LINKS) {
        put_text(b, shown, face_of(b, FACE_TEXT));
        return;
    }
    b->links++;
    worksheet_write_url(b->sheet, b->row, b->col, arena_str(b->a, url).p, face_of(b, FACE_LINK));
    put_text(b, shown, face_of(b, FACE_LINK));
}

/* A name of our own making: it leads down, never up or elsewhere. */
static bool
leads_down(struct str path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";

    for (size_t i = 0; i < path.n; i++)
        if (str_find_char(STR(plain), path.p[i], 0) == STR_NOT_FOUND)
            return false;
    return path.n > 0 && path.n <= LIMIT_SHEET_LINK && path.p[0] != '/' && path.p[0] != '.' &&
           !str_has(path, STR("..")) && !str_has(path, STR("//"));
}

/* Relative, so that the folder can be moved as a whole. */
static void
put_file(struct book *b, struct str path)
{
    if (!leads_down(path) || b->links >= LIMIT_SHEET_LINKS) {
        put_text(b, path, face_of(b, FACE_TEXT));
        return;
    }
    b->links++;
    worksheet_write_url(b->sheet, b->row, b->col, arena_printf(b->a, "external:%.*s", STR_ARGS(path)).p,
                        face_of(b, FACE_LINK));
    put_text(b, path, face_of(b, FACE_LINK));
}

static void
put_moment(struct book *b, struct str iso, enum face face)
{
    lxw_datetime t;

    if (!moment_of(iso, &t)) {
        put_text(b, iso, face_of(b, FACE_TEXT));
        return;
    }
    if (face == FACE_DAY)
        t.hour = t.min = 0;
    worksheet_write_datetime(b->sheet, b->row, b->col, &t, face_of(b, face));
}

static void
put_number(struct book *b, double n, enum face face)
{
    worksheet_write_number(b->sheet, b->row, b->col, n, face_of(b, face));
}

/* The lines go round a cell that holds nothing, too. */
static void
put_empty(struct book *b)
{
    if (b->columns > 0)
        worksheet_write_blank(b->sheet, b->row, b->col, b->face[FACE_TEXT]);
}

void
book_cell(struct book *b, struct cell c)
{
    put_empty(b);
    switch (c.kind) {
    case CELL_TEXT:
        put_text(b, c.text, face_of(b, FACE_TEXT));
        break;
    case CELL_LINES:
        put_lines(b, c.text);
        break;
    case CELL_NUMBER:
    case CELL_COUNT:
        if (c.number != 0 || c.kind == CELL_COUNT)
            put_number(b, (double)c.number, FACE_NUMBER);
        break;
    case CELL_POINTS:
        if (c.number != NO_SCORE)
            put_number(b, (double)c.number / 100, FACE_POINTS);
        break;
    case CELL_DAY:
    case CELL_TIME:
        put_moment(b, c.text, c.kind == CELL_DAY ? FACE_DAY : FACE_TIME);
        break;
    case CELL_LINK:
        put_link(b, c.text);
        break;
    case CELL_FILE:
        put_file(b, c.text);
        break;
    case CELL_VERDICT:
        put_text(b, str_of(say_tr_in(b->lang, verdict_text((enum verdict)c.number))), b->verdict[c.number]);
        break;
    }
    b->widest = b->col > b->widest ? b->col : b->widest;
    b->col++;
}

void
book_label(struct book *b, const char *id)
{
    put_text(b, str_of(say_tr_in(b->lang, id)), b->face[FACE_LABEL]);
    b->col++;
}

void
book_next_row(struct book *b)
{
    size_t points = more(b->lines, 1) * LINE_POINTS;

    for (; b->col < b->columns; b->col++)
        put_empty(b);
    worksheet_set_row(b->sheet, b->row, points < ROW_POINTS ? (double)points : ROW_POINTS, NULL);
    b->row++;
    b->col = 0;
    b->lines = 0;
}

/* ------------------------------------------------------------------ sheets */

/* The last column that is printed: what is behind it is for the screen. */
static lxw_col_t
printed(const struct book *b)
{
    size_t n = b->columns > 0 ? b->columns : (size_t)b->widest + 1, last = 0;
    int sum = b->width[0];

    while (last + 1 < n && sum + b->width[last + 1] <= PRINT_WIDTH)
        sum += b->width[++last];
    return (lxw_col_t)last;
}

static void
end_sheet(struct book *b)
{
    lxw_row_t last = b->row > 0 ? b->row - 1 : 0;

    if (!b->sheet)
        return;
    if (b->columns > 0)
        worksheet_autofilter(b->sheet, 0, 0, last, (lxw_col_t)(b->columns - 1));
    worksheet_print_area(b->sheet, 0, 0, last, printed(b));
    b->sheet = NULL;
}

static void
set_width(struct book *b, size_t column, int width)
{
    lxw_col_t col = (lxw_col_t)column;

    assert(column < COLUMNS_MAX);
    b->width[column] = width;
    worksheet_set_column(b->sheet, col, col, width, b->form_face[FACE_TEXT]);
}

static void
paper(struct book *b)
{
    worksheet_set_paper(b->sheet, PAPER_A4);
    if (b->columns > 0)
        worksheet_set_landscape(b->sheet);
    worksheet_set_margins(b->sheet, 0.5, 0.5, 0.6, 0.6);
    worksheet_fit_to_pages(b->sheet, 1, 0);
    worksheet_set_footer(b->sheet, "&L&A&R&P / &N");
}

static void
begin_sheet(struct book *b, const char *name, size_t columns)
{
    struct str shown = str_of(say_tr_in(b->lang, name));

    end_sheet(b);
    assert(utf8_length(shown) <= SHEET_NAME_CHARACTERS);
    b->sheet = workbook_add_worksheet(b->file, shown.p);
    assert(b->sheet); /* the names are ours */
    b->columns = columns;
    b->row = b->col = b->widest = 0;
    b->links = b->lines = 0;
    /* Numbers of items and indicators are words, and no mistake. */
    worksheet_ignore_errors(b->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    paper(b);
}

void
book_list(struct book *b, const char *name, const struct book_column *columns, size_t n)
{
    begin_sheet(b, name, n);
    for (size_t i = 0; i < n; i++)
        set_width(b, i, columns[i].width);
    for (size_t i = 0; i < n; i++, b->col++)
        put_text(b, str_of(say_tr_in(b->lang, columns[i].heading)), b->face[FACE_HEAD]);
    book_next_row(b);
    worksheet_freeze_panes(b->sheet, 1, 1);
    worksheet_repeat_rows(b->sheet, 0, 0);
}

void
book_form(struct book *b, const char *name, int label_width, int value_width)
{
    begin_sheet(b, name, 0);
    set_width(b, 0, label_width);
    set_width(b, 1, value_width);
    set_width(b, 2, FORM_SIDE_WIDTH);
    set_width(b, 3, FORM_SIDE_WIDTH);
}

/* ------------------------------------------------------------------ the file */

static bool
take_bytes(int fd, struct buf *out)
{
    char piece[0x10000];
    ssize_t n = -1;

    if (lseek(fd, 0, SEEK_SET) != 0)
        return false;
    while ((n = read(fd, piece, sizeof(piece))) > 0)
        buf_put(out, piece, (size_t)n);
    return n == 0;
}

bool
book_close(struct book *b, struct buf *out)
{
    bool good = false;

    if (b->file) {
        end_sheet(b);
        good = workbook_close(b->file) == LXW_NO_ERROR && take_bytes(b->fd, out);
    }
    if (b->fd >= 0)
        close(b->fd);
    arena_free(b->a);
    free(b);
    return good;
}
