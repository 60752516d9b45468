/*
 * Rich Text Format 1.9.1.  Words of control act on the innermost group; groups whose destination is not text
 * are passed over.  Cells come as paragraphs that end in \cell, rows end in \row.
 */
#include "extract/rtf.h"
#include "extract/decode.h"
#include "oit/limits.h"
#include <string.h>

#define FONTS_MOST 4096
#define THAI_CHARSET 222
#define SYMBOL_CHARSET 2
#define SYMBOLS 42  /* "code page" of pictures in a font: bullets of lists */
#define WORD_MAX 32 /* letters of a control word */

struct group {
    uint16_t font;
    uint8_t fallback; /* characters that stand behind \u for old readers */
    int level;        /* of the paragraph: 1..6 heading */
    bool item, in_table;
    bool skip, deleted, fonts;
    bool note;  /* a line of its own is open for this group */
    bool inner; /* this group or one around it is such */
};

struct rtf {
    struct flow *flow;
    struct str s;
    size_t at;
    struct group group[LIMIT_TREE_DEPTH];
    size_t depth, too_deep;
    uint16_t page_of_font[FONTS_MOST]; /* code page, 0: that of the document */
    int code_page;
    uint16_t font, default_font;
    int passed_over; /* of the characters behind \u still to come */
    uint32_t high;   /* first half of a pair */
    bool star, pictures;
    bool row_open, head;
    size_t tables;
};

struct word {
    char name[WORD_MAX + 1];
    bool has_number;
    int32_t number;
};

static struct group *
now(struct rtf *in)
{
    return &in->group[in->depth];
}

static bool
is_text(struct rtf *in)
{
    return !now(in)->skip && !now(in)->deleted && !now(in)->fonts;
}

/* Before text or the end of a cell: rows begin by themselves. */
static void
enter_table(struct rtf *in)
{
    if (in->tables == 0) {
        flow_table(in->flow);
        in->tables = 1;
        in->row_open = false;
    }
    if (!in->row_open) {
        flow_row(in->flow);
        flow_row_head(in->flow, in->head);
        flow_cell(in->flow);
        in->row_open = true;
    }
}

static void
leave_table(struct rtf *in)
{
    if (in->tables > 0) {
        flow_cell_end(in->flow);
        flow_table_end(in->flow);
    }
    in->tables = 0;
    in->row_open = false;
}

static void
end_paragraph(struct rtf *in)
{
    if (!is_text(in))
        return;
    if (now(in)->in_table && !now(in)->inner)
        enter_table(in);
    else if (!now(in)->inner)
        leave_table(in);
    if (now(in)->level > 0)
        flow_heading(in->flow, now(in)->level);
    if (now(in)->item)
        flow_item(in->flow);
    flow_end(in->flow);
    flow_begin(in->flow);
}

static void
end_cell(struct rtf *in)
{
    if (now(in)->inner)
        return;
    now(in)->in_table = true;
    end_paragraph(in);
    if (is_text(in)) {
        flow_cell_end(in->flow);
        flow_cell(in->flow);
    }
}

static void
end_row(struct rtf *in)
{
    if (!is_text(in) || now(in)->inner || in->tables == 0)
        return;
    flow_end(in->flow);
    flow_cell_end(in->flow);
    flow_begin(in->flow);
    in->row_open = in->head = false;
}

static void
put(struct rtf *in, uint32_t c)
{
    if (in->passed_over > 0) {
        in->passed_over--;
        return;
    }
    in->high = 0;
    if (is_text(in))
        flow_char(in->flow, c);
}

static void
put_byte(struct rtf *in, unsigned char byte)
{
    int page = in->page_of_font[now(in)->font];

    if (page == SYMBOLS && byte >= 0x80)
        put(in, 0x2022);
    else
        put(in, decode_byte(page && page != SYMBOLS ? page : in->code_page, byte));
}

/* UTF-16 by halves; numbers above 32767 are written as negative ones. */
static void
put_unit(struct rtf *in, int32_t n)
{
    uint32_t c = (uint32_t)n & 0xFFFF, high = in->high;

    in->passed_over = 0;
    in->high = 0;
    if (n < INT16_MIN || n > UINT16_MAX)
        return;
    if (c >= 0xD800 && c <= 0xDBFF)
        in->high = c;
    else if (c >= 0xDC00 && c <= 0xDFFF && high)
        put(in, 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00));
    else if (c != 0)
        put(in, c);
    in->passed_over = now(in)->fallback;
}

/* Destinations that hold no text of the document. */
static bool
is_skipped(const char *name)
{
    static const char *const names[] = {
        "colortbl",     "stylesheet", "info",       "pict",         "objdata",
        "shprslt",      "sp",         "fldinst",    "themedata",    "datafield",
        "listtable",    "revtbl",     "rsidtbl",    "nonesttables", "filetbl",
        "bkmkstart",    "bkmkend",    "annotation", "atnid",        "atnauthor",
        "atndate",      "generator",  "xmlnstbl",   "template",     "colorschememapping",
        "latentstyles", "datastore",  "txe",        "xe",           "tc",
        "tcn",          "rxe",        "nextfile",   "private",      "falt",
        "panose"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Marked as skippable, yet there is text in them. */
static bool
is_read_all_the_same(const char *name)
{
    static const char *const names[] = {"shpinst", "shptxt", "shppict", "pn", "nesttableprops", "listtext"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static uint16_t
font_number(int32_t n)
{
    return n >= 0 && n < FONTS_MOST ? (uint16_t)n : FONTS_MOST - 1;
}

static void
set_charset(struct rtf *in, int32_t charset)
{
    if (!now(in)->fonts)
        return;
    if (charset == THAI_CHARSET)
        in->page_of_font[in->font] = 874;
    else if (charset == SYMBOL_CHARSET)
        in->page_of_font[in->font] = SYMBOLS;
}

static void
set_code_page(struct rtf *in, int32_t n)
{
    if (now(in)->fonts)
        in->page_of_font[in->font] = n == 874 ? 874 : 1252;
    else
        in->code_page = n == 874 ? 874 : 1252;
}

static void
reset_paragraph(struct rtf *in)
{
    now(in)->in_table = now(in)->item = false;
    now(in)->level = 0;
}

/* Notes and text boxes stand in the midst of a paragraph: one of their own is opened for them. */
static void
begin_inner(struct rtf *in)
{
    if (!is_text(in) || now(in)->note)
        return;
    now(in)->note = now(in)->inner = true;
    reset_paragraph(in);
    flow_begin(in->flow);
}

/* Words that act on groups, fonts and characters. */
static bool
act_on_text(struct rtf *in, const struct word *w)
{
    const char *n = w->name;
    static const struct {
        const char *name;
        uint32_t c;
    } characters[] = {{"tab", ' '},          {"emdash", 0x2014},    {"endash", 0x2013}, {"emspace", ' '},
                      {"enspace", ' '},      {"bullet", 0x2022},    {"lquote", 0x2018}, {"rquote", 0x2019},
                      {"ldblquote", 0x201C}, {"rdblquote", 0x201D}, {"line", 0x1F},     {"nestcell", 0x1F},
                      {"nestrow", 0x1F},     {"softline", ' '},     {"cellx", 0}};

    for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++)
        if (strcmp(n, characters[i].name) == 0) {
            if (characters[i].c)
                put(in, characters[i].c);
            return true;
        }
    if (strcmp(n, "u") == 0)
        put_unit(in, w->number);
    else if (strcmp(n, "uc") == 0)
        now(in)->fallback = w->number >= 0 && w->number < 16 ? (uint8_t)w->number : 1;
    else if (strcmp(n, "f") == 0)
        now(in)->font = in->font = font_number(w->number);
    else if (strcmp(n, "plain") == 0)
        now(in)->font = in->default_font;
    else if (strcmp(n, "deff") == 0)
        now(in)->font = in->default_font = font_number(w->number);
    else if (strcmp(n, "fcharset") == 0)
        set_charset(in, w->number);
    else if (strcmp(n, "cpg") == 0 || strcmp(n, "ansicpg") == 0)
        set_code_page(in, w->number);
    else if (strcmp(n, "deleted") == 0)
        now(in)->deleted = !w->has_number || w->number != 0;
    else
        return false;
    return true;
}

static bool
is_running_title(const char *name)
{
    return (strncmp(name, "header", 6) == 0 || strncmp(name, "footer", 6) == 0) && strlen(name) <= 7 &&
           name[6] != 'y';
}

/* Words that act on paragraphs and tables. */
static void
act_on_paragraph(struct rtf *in, const struct word *w)
{
    const char *n = w->name;

    if (strcmp(n, "par") == 0 || strcmp(n, "page") == 0 || strcmp(n, "sect") == 0 || strcmp(n, "column") == 0)
        end_paragraph(in);
    else if (strcmp(n, "pard") == 0)
        reset_paragraph(in);
    else if (strcmp(n, "intbl") == 0)
        now(in)->in_table = true;
    else if (strcmp(n, "outlinelevel") == 0)
        now(in)->level = w->number >= 0 && w->number < 9 ? (int)w->number + 1 : 0;
    else if (strcmp(n, "cell") == 0)
        end_cell(in);
    else if (strcmp(n, "row") == 0)
        end_row(in);
    else if (strcmp(n, "trowd") == 0)
        in->head = false;
    else if (strcmp(n, "trhdr") == 0)
        in->head = true;
    else if (strcmp(n, "footnote") == 0 || strcmp(n, "shptxt") == 0 || is_running_title(n))
        begin_inner(in);
    else if (strcmp(n, "listtext") == 0 || strcmp(n, "pntext") == 0)
        in->group[in->depth > 0 ? in->depth - 1 : 0].item = true;
    else if (strcmp(n, "ls") == 0)
        now(in)->item = true;
    else if (strcmp(n, "fonttbl") == 0)
        now(in)->fonts = true;
}

/* The bytes of a picture may look like anything. */
static void
skip_binary(struct rtf *in, int32_t n)
{
    size_t left = in->s.n - in->at;

    in->at += n > 0 && (size_t)n < left ? (size_t)n : n > 0 ? left : 0;
}

static void
act(struct rtf *in, const struct word *w)
{
    bool star = in->star;

    in->star = false;
    in->pictures |= strcmp(w->name, "pict") == 0;
    if (strcmp(w->name, "bin") == 0) {
        skip_binary(in, w->number);
    } else if (is_skipped(w->name) || (star && !is_read_all_the_same(w->name))) {
        now(in)->skip = true;
    } else if (!act_on_text(in, w)) {
        act_on_paragraph(in, w);
    }
}

/* A control word stands at in->at, behind its backslash. */
static void
read_word(struct rtf *in)
{
    struct word w = {.name = ""};
    size_t n = 0;
    bool minus;
    int64_t number = 0;

    for (; in->at < in->s.n && ((in->s.p[in->at] | 0x20) >= 'a' && (in->s.p[in->at] | 0x20) <= 'z'); in->at++)
        if (n < WORD_MAX)
            w.name[n++] = in->s.p[in->at];
    minus = in->at + 1 < in->s.n && in->s.p[in->at] == '-';
    in->at += minus;
    for (; in->at < in->s.n && in->s.p[in->at] >= '0' && in->s.p[in->at] <= '9'; in->at++) {
        w.has_number = true;
        if (number < INT32_MAX / 10)
            number = number * 10 + (in->s.p[in->at] - '0');
    }
    if (in->at < in->s.n && in->s.p[in->at] == ' ')
        in->at++;
    w.number = (int32_t)(minus ? -number : number);
    act(in, &w);
}

static void
read_hex(struct rtf *in)
{
    int high = in->at < in->s.n ? str_hex_digit(in->s.p[in->at]) : -1;
    int low = in->at + 1 < in->s.n ? str_hex_digit(in->s.p[in->at + 1]) : -1;

    if (high < 0 || low < 0)
        return;
    in->at += 2;
    put_byte(in, (unsigned char)(high * 16 + low));
}

static void
read_control(struct rtf *in)
{
    char c;

    if (in->at == in->s.n)
        return;
    c = in->s.p[in->at];
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
        read_word(in);
        return;
    }
    in->at++;
    if (c == '\'')
        read_hex(in);
    else if (c == '*')
        in->star = true;
    else if (c == '~')
        put(in, ' ');
    else if (c == '_')
        put(in, '-');
    else if (c == '\n' || c == '\r')
        end_paragraph(in);
    else if (c == '{' || c == '}' || c == '\\')
        put(in, (unsigned char)c);
}

static void
open_group(struct rtf *in)
{
    in->passed_over = 0;
    in->star = false;
    if (in->depth + 1 == LIMIT_TREE_DEPTH) {
        in->too_deep++;
        in->flow->cut = true;
        return;
    }
    in->group[in->depth + 1] = in->group[in->depth];
    in->depth++;
    now(in)->note = false;
}

static void
close_group(struct rtf *in)
{
    in->passed_over = 0;
    if (in->too_deep > 0) {
        in->too_deep--;
        return;
    }
    if (now(in)->note)
        flow_end(in->flow);
    if (in->depth > 0)
        in->depth--;
}

static void
read_all(struct rtf *in)
{
    bool begun = false;

    while (in->at < in->s.n && !in->flow->cut && (!begun || in->depth > 0)) {
        char c = in->s.p[in->at++];

        if (c == '{')
            open_group(in);
        else if (c == '}')
            close_group(in);
        else if (c == '\\')
            read_control(in);
        else if (c != '\n' && c != '\r' && c != '\0')
            put_byte(in, (unsigned char)c);
        begun = begun || in->depth > 0;
    }
}

void
rtf_read(struct flow *flow, struct str bytes)
{
    struct rtf in = {.flow = flow, .s = bytes, .code_page = 1252};
    const char *detail = "";
    bool whole;

    in.group[0].fallback = 1;
    flow_begin(flow);
    read_all(&in);
    whole = in.depth == 0 || flow->cut;
    in.depth = 0;
    end_paragraph(&in);
    if (in.too_deep > 0)
        detail = "groups are nested too deeply";
    else if (!whole)
        detail = "the file ends within a group";
    flow_finish(flow, FORMAT_RTF, whole ? DOCUMENT_READ : DOCUMENT_DAMAGED, in.pictures, detail);
}
