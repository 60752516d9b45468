/* HTML that stands for a document, tag by tag. */
#include "extract/html.h"
#include "base/utf8.h"
#include "oit/limits.h"

enum mean {
    MEAN_NOTHING,
    MEAN_PARAGRAPH,
    MEAN_BREAK,
    MEAN_HEADING,
    MEAN_ITEM,
    MEAN_TABLE,
    MEAN_ROW,
    MEAN_CELL,
    MEAN_HEAD_CELL,
    MEAN_SKIP
};

static const struct {
    struct str name;
    enum mean mean;
    int level;
} tags[] = {
    {{"p", 1}, MEAN_PARAGRAPH, 0},  {{"div", 3}, MEAN_PARAGRAPH, 0},  {{"ul", 2}, MEAN_PARAGRAPH, 0},
    {{"ol", 2}, MEAN_PARAGRAPH, 0}, {{"body", 4}, MEAN_PARAGRAPH, 0}, {{"pre", 3}, MEAN_PARAGRAPH, 0},
    {{"br", 2}, MEAN_BREAK, 0},     {{"h1", 2}, MEAN_HEADING, 1},     {{"h2", 2}, MEAN_HEADING, 2},
    {{"h3", 2}, MEAN_HEADING, 3},   {{"h4", 2}, MEAN_HEADING, 4},     {{"h5", 2}, MEAN_HEADING, 5},
    {{"h6", 2}, MEAN_HEADING, 6},   {{"li", 2}, MEAN_ITEM, 0},        {{"table", 5}, MEAN_TABLE, 0},
    {{"tr", 2}, MEAN_ROW, 0},       {{"td", 2}, MEAN_CELL, 0},        {{"th", 2}, MEAN_HEAD_CELL, 0},
    {{"script", 6}, MEAN_SKIP, 0},  {{"style", 5}, MEAN_SKIP, 0},     {{"title", 5}, MEAN_SKIP, 0},
    {{"xml", 3}, MEAN_SKIP, 0},     {{"noscript", 8}, MEAN_SKIP, 0},
};

static const struct {
    struct str name;
    uint32_t c;
} entities[] = {
    {{"amp", 3}, '&'},      {{"lt", 2}, '<'},        {{"gt", 2}, '>'},       {{"quot", 4}, '"'},
    {{"apos", 4}, '\''},    {{"nbsp", 4}, 0xA0},     {{"ndash", 5}, 0x2013}, {{"mdash", 5}, 0x2014},
    {{"lsquo", 5}, 0x2018}, {{"rsquo", 5}, 0x2019},  {{"ldquo", 5}, 0x201C}, {{"rdquo", 5}, 0x201D},
    {{"bull", 4}, 0x2022},  {{"hellip", 6}, 0x2026}, {{"middot", 6}, 0xB7},
};

bool
html_is_office(struct str s)
{
    s = str_sub(s, 0, 16 * KIB);
    return str_find_nocase(s, STR("urn:schemas-microsoft-com:office:"), 0) != STR_NOT_FOUND ||
           str_find_nocase(s, STR("content=\"Word.Document\""), 0) != STR_NOT_FOUND ||
           str_find_nocase(s, STR("content=Excel.Sheet"), 0) != STR_NOT_FOUND;
}

static uint32_t
number_of(struct str s, bool hex)
{
    uint32_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        int digit = str_hex_digit(s.p[i]);

        if (digit < 0 || (!hex && digit > 9) || n > 0x10FFFF)
            return 0xFFFD;
        n = n * (hex ? 16 : 10) + (uint32_t)digit;
    }
    return s.n > 0 ? n : 0xFFFD;
}

/* The character at *at, which moves on behind it; entities decoded. */
static uint32_t
next_char(struct str s, size_t *at)
{
    size_t end;
    struct str name;

    if (s.p[*at] != '&')
        return utf8_next(s, at);
    name = str_sub(s, *at + 1, *at + 12);
    end = str_find_char(name, ';', 0);
    if (end == STR_NOT_FOUND)
        return utf8_next(s, at);
    name = str_sub(name, 0, end);
    if (name.n > 1 && name.p[0] == '#') {
        bool hex = name.p[1] == 'x' || name.p[1] == 'X';

        *at += end + 2;
        return number_of(str_sub(name, hex ? 2 : 1, name.n), hex);
    }
    for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++)
        if (str_eq(name, entities[i].name)) {
            *at += end + 2;
            return entities[i].c;
        }
    return utf8_next(s, at);
}

void
html_title(struct str s, struct buf *out)
{
    size_t open = str_find_nocase(s, STR("<title"), 0), from, to;

    if (open == STR_NOT_FOUND)
        return;
    from = str_find_char(s, '>', open);
    to = str_find_char(s, '<', from);
    if (from == STR_NOT_FOUND)
        return;
    s = str_trim(str_sub(s, from + 1, to));
    for (size_t at = 0; at < s.n;)
        utf8_append(out, next_char(s, &at));
}

struct page_reader {
    struct flow *flow;
    struct str s;
    size_t at;
    size_t tables, rows; /* open */
};

/* A paragraph that is open at all times gathers the text; here one ends and the next begins. */
static void
turn(struct page_reader *in)
{
    flow_end(in->flow);
    flow_begin(in->flow);
}

static uint32_t
column_span(struct str tag)
{
    size_t at = str_find_nocase(tag, STR("colspan"), 0);
    uint64_t n = 0;

    if (at == STR_NOT_FOUND)
        return 1;
    while (at < tag.n && (tag.p[at] < '0' || tag.p[at] > '9'))
        at++;
    for (; at < tag.n && tag.p[at] >= '0' && tag.p[at] <= '9' && n < 1000; at++)
        n = n * 10 + (uint64_t)(tag.p[at] - '0');
    return n > 0 && n < 1000 ? (uint32_t)n : 1;
}

static void
on_table(struct page_reader *in, bool closing)
{
    turn(in);
    if (!closing) {
        in->tables++;
        flow_table(in->flow);
    } else if (in->tables > 0) {
        in->tables--;
        flow_table_end(in->flow);
    }
}

static void
on_cell(struct page_reader *in, struct str tag, bool closing, bool head)
{
    turn(in);
    if (in->tables == 0)
        return;
    flow_cell_end(in->flow);
    if (closing)
        return;
    flow_row_head(in->flow, head);
    flow_cell(in->flow);
    flow_cell_span(in->flow, column_span(tag));
}

/* What stands up to the end tag says nothing to a reader. */
static void
skip_element(struct page_reader *in, struct str name)
{
    while (in->at < in->s.n) {
        size_t end = str_find(in->s, STR("</"), in->at);

        in->at = end == STR_NOT_FOUND ? in->s.n : end + 2;
        if (str_starts_nocase(str_sub(in->s, in->at, in->s.n), name)) {
            end = str_find_char(in->s, '>', in->at);
            in->at = end == STR_NOT_FOUND ? in->s.n : end + 1;
            return;
        }
    }
}

static void
act(struct page_reader *in, size_t i, struct str tag, bool closing)
{
    switch (tags[i].mean) {
    case MEAN_BREAK:
        flow_break(in->flow);
        break;
    case MEAN_HEADING:
        turn(in);
        if (!closing)
            flow_heading(in->flow, tags[i].level);
        break;
    case MEAN_ITEM:
        turn(in);
        if (!closing)
            flow_item(in->flow);
        break;
    case MEAN_TABLE:
        on_table(in, closing);
        break;
    case MEAN_ROW:
        turn(in);
        if (!closing && in->tables > 0)
            flow_row(in->flow);
        break;
    case MEAN_CELL:
    case MEAN_HEAD_CELL:
        on_cell(in, tag, closing, tags[i].mean == MEAN_HEAD_CELL);
        break;
    case MEAN_SKIP:
        if (!closing)
            skip_element(in, tags[i].name);
        break;
    default:
        turn(in);
    }
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':';
}

/* A tag stands at in->at: behind its '<'. */
static void
read_tag(struct page_reader *in)
{
    bool closing = in->at < in->s.n && in->s.p[in->at] == '/';
    size_t from = in->at + closing, name_end = from, end;
    struct str name, tag;

    while (name_end < in->s.n && is_letter(in->s.p[name_end]))
        name_end++;
    end = str_find_char(in->s, '>', name_end);
    name = str_sub(in->s, from, name_end);
    tag = str_sub(in->s, name_end, end);
    in->at = end == STR_NOT_FOUND ? in->s.n : end + 1;
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
        if (str_eq_nocase(name, tags[i].name)) {
            act(in, i, tag, closing);
            return;
        }
}

static void
read_markup(struct page_reader *in)
{
    struct str rest = str_sub(in->s, in->at, in->s.n);

    if (str_starts(rest, STR("<!--"))) {
        size_t end = str_find(in->s, STR("-->"), in->at);

        in->at = end == STR_NOT_FOUND ? in->s.n : end + 3;
    } else if (rest.n > 1 &&
               (is_letter(rest.p[1]) || rest.p[1] == '/' || rest.p[1] == '!' || rest.p[1] == '?')) {
        in->at++;
        read_tag(in);
    } else {
        in->at++;
        flow_char(in->flow, '<');
    }
}

void
html_read(struct flow *flow, struct str utf8)
{
    struct page_reader in = {.flow = flow, .s = utf8};

    flow_begin(flow);
    while (in.at < in.s.n && !flow->cut) {
        if (in.s.p[in.at] == '<')
            read_markup(&in);
        else
            flow_char(flow, next_char(in.s, &in.at));
    }
    flow_flush(flow);
}
