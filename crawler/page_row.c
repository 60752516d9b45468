/*
 * What stands together: the cells of a table row, the parts of a list item, the parts of a small card.  A
 * link that says only "download" is understood by what shares its row, so a row is kept small: an element
 * that holds a whole menu is none.
 */
#include "base/mem.h"
#include "base/utf8.h"
#include "crawler/page_private.h"
#include <stdlib.h>
#include <string.h>

#define CARD_LINKS 6
#define CARD_CHARS 600
#define ROW_LINKS 60
#define ROW_CHARS 3000
#define OTHER_CHARS 4 /* characters outside links that make a card worth while */

/* Whole texts of links that name no thing. Data: blanks and marks left out, lower case. */
static const char *const weak_words[] = {
    "เปิด",
    "เปิดดู",
    "เปิดไฟล์",
    "เปิดอ่าน",
    "ดาวน์โหลด",
    "ดาวน์โหลดเอกสาร",
    "ดาวน์โหลดไฟล์",
    "ดาวน์โหลดไฟล์เอกสาร",
    "ดาวน์โหลดที่นี่",
    "ดาวโหลด",
    "ดาวโหลดเอกสาร",
    "โหลด",
    "โหลดเอกสาร",
    "คลิก",
    "คลิ๊ก",
    "คลิกที่นี่",
    "คลิ๊กที่นี่",
    "คลิกเพื่อดู",
    "คลิกดู",
    "คลิกดูรายละเอียด",
    "คลิกเพื่อดาวน์โหลด",
    "คลิกเพื่อดาวน์โหลดเอกสาร",
    "คลิกอ่าน",
    "อ่าน",
    "อ่านต่อ",
    "อ่านเพิ่มเติม",
    "อ่านรายละเอียด",
    "เพิ่มเติม",
    "ดู",
    "ดูเพิ่มเติม",
    "ดูข้อมูล",
    "ดูไฟล์",
    "ดูเอกสาร",
    "ดูรายละเอียด",
    "ดูทั้งหมด",
    "รายละเอียด",
    "รายละเอียดเพิ่มเติม",
    "ที่นี่",
    "ลิงก์",
    "ลิงค์",
    "ลิ้งค์",
    "ไฟล์",
    "ไฟล์แนบ",
    "ไฟล์เอกสาร",
    "เอกสาร",
    "เอกสารแนบ",
    "แสดง",
    "ไปยังลิงก์",
    "open",
    "view",
    "viewfile",
    "preview",
    "download",
    "downloadfile",
    "downloadpdf",
    "click",
    "clickhere",
    "here",
    "more",
    "readmore",
    "seemore",
    "detail",
    "details",
    "link",
    "url",
    "file",
    "files",
    "pdf",
    "pdffile",
    "doc",
    "docx",
    "word",
    "xls",
    "xlsx",
    "excel",
    "zip",
    "rar",
    "jpg",
    "png",
    "go",
    "attachment",
    "save",
};

static const char *const file_endings[] = {".pdf", ".doc", ".docx", ".xls",  ".xlsx", ".ppt", ".pptx",
                                           ".zip", ".rar", ".jpg",  ".jpeg", ".png",  ".odt", ".ods"};

/* Letters and digits of text in lower case, without blanks and marks of ASCII; false when there are too many.
 */
static bool
bare(struct str text, char out[96])
{
    size_t n = 0;

    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        if (c < 0x80 && !((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9'))
            continue;
        if (n == 95)
            return false;
        out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    out[n] = '\0';
    return true;
}

static bool
is_address_or_file(struct str text)
{
    if (str_has(text, STR("://")) || str_starts_nocase(text, STR("www.")))
        return true;
    if (str_find_char(text, ' ', 0) != STR_NOT_FOUND)
        return false;
    for (size_t i = 0; i < sizeof file_endings / sizeof file_endings[0]; i++) {
        size_t n = strlen(file_endings[i]);

        if (text.n > n && str_eq_nocase(str_sub(text, text.n - n, text.n), str_of(file_endings[i])))
            return true;
    }
    return false;
}

bool
page_row_weak(struct str text)
{
    char word[96];

    text = str_trim(text);
    if (is_address_or_file(text))
        return true;
    if (!bare(text, word))
        return false;
    if (utf8_length(str_of(word)) <= 2)
        return true;
    for (size_t i = 0; i < sizeof weak_words / sizeof weak_words[0]; i++)
        if (strcmp(word, weak_words[i]) == 0)
            return true;
    return false;
}

static uint32_t
chars_in(const struct reader *r, uint32_t node)
{
    return r->facts[r->tree.node[node].end].chars - r->facts[node].chars;
}

static uint32_t
links_in(const struct reader *r, uint32_t node)
{
    return r->facts[r->tree.node[node].end].links - r->facts[node].links;
}

static uint32_t
other_chars_in(const struct reader *r, uint32_t node)
{
    uint32_t end = r->tree.node[node].end;

    return chars_in(r, node) - (r->facts[end].link_chars - r->facts[node].link_chars);
}

/* rows[t]: how many rows table t has of its own, by number of the table. */
static uint32_t *
count_rows(const struct reader *r)
{
    uint32_t *rows = mem_new((size_t)r->facts[r->tree.n].tables + 1, sizeof *rows);

    for (uint32_t i = 0; i < r->tree.n; i++)
        if (r->tree.node[i].tag == TAG_TR && r->facts[i].table_no != NO_INDEX)
            rows[r->facts[i].table_no]++;
    return rows;
}

/* A row of data, not a frame for the layout of the whole page. */
static bool
is_data_row(const struct reader *r, uint32_t tr, const uint32_t *rows)
{
    const struct facts *f = &r->facts[tr];
    uint32_t chars = chars_in(r, tr), links = links_in(r, tr);

    if (f->table_no == NO_INDEX || r->facts[r->tree.node[tr].end].tables > f->tables)
        return false;
    if (rows[f->table_no] > 1)
        return chars <= ROW_CHARS && links <= ROW_LINKS;
    return chars <= CARD_CHARS && links <= CARD_LINKS;
}

/*
 * The element whose row a node shares, by itself or from its parent; 0 = none.  A list inside a data row
 * belongs to that row.
 */
static uint32_t
row_element(const struct reader *r, uint32_t node, uint32_t around, const uint32_t *rows)
{
    enum tag tag = r->tree.node[node].tag;

    if (tag == TAG_TR)
        return is_data_row(r, node, rows) ? node : 0;
    if (tag == TAG_TABLE)
        return r->tree.node[around].tag == TAG_LI ? around : 0;
    if (tag == TAG_LI && r->tree.node[around].tag != TAG_TR)
        return node;
    return around;
}

/* Give every node inside the number of its row element. */
static uint32_t
number_rows(struct reader *r)
{
    uint32_t *rows = count_rows(r), *element = mem_new(r->tree.n, sizeof *element), n = 0;

    for (uint32_t i = 1; i < r->tree.n; i++) {
        element[i] = row_element(r, i, element[r->tree.node[i].parent], rows);
        if (element[i] == i)
            r->facts[i].row = n++;
        else if (element[i] != 0)
            r->facts[i].row = r->facts[element[i]].row;
    }
    free(element);
    free(rows);
    return n;
}

/* The smallest block element around the link that says more than its links do; 0 when it would grow too
 * large. */
static uint32_t
find_card(const struct reader *r, uint32_t node)
{
    for (uint32_t at = r->tree.node[node].parent; at > 0; at = r->tree.node[at].parent) {
        enum tag tag = r->tree.node[at].tag;

        if (tag == TAG_BODY || tag == TAG_MAIN || links_in(r, at) > CARD_LINKS ||
            chars_in(r, at) > CARD_CHARS)
            return 0;
        if (page_tree_is(tag, TAG_IS_BLOCK) && other_chars_in(r, at) >= OTHER_CHARS)
            return at;
    }
    return 0;
}

static void
make_card(struct reader *r, uint32_t card, uint32_t number)
{
    for (uint32_t i = card; i < r->tree.node[card].end; i++)
        if (r->facts[i].row == NO_INDEX)
            r->facts[i].row = number;
}

static void
find_cards(struct reader *r, uint32_t n)
{
    for (size_t i = 0; i < r->link_n; i++) {
        uint32_t node = r->link_node[i], card;

        if (r->facts[node].row != NO_INDEX || !page_row_weak(r->link[i].image ? STR_NONE : r->link[i].text))
            continue;
        card = find_card(r, node);
        if (card > 0 && r->facts[card].row == NO_INDEX)
            make_card(r, card, n++);
    }
}

/* Cells of a table that only lays out the page are paragraphs. */
static void
settle_cells(struct reader *r)
{
    for (size_t i = 0; i < r->block_n; i++) {
        struct block *b = &r->block[i];
        uint32_t tr = r->facts[r->span[i].first].tr;

        if ((b->kind == BLOCK_CELL || b->kind == BLOCK_HEAD_CELL) &&
            (tr == NO_INDEX || r->facts[tr].row == NO_INDEX))
            b->kind = BLOCK_PARAGRAPH;
    }
}

void
page_row_find(struct reader *r)
{
    find_cards(r, number_rows(r));
    for (size_t i = 0; i < r->block_n; i++)
        r->block[i].row = r->facts[r->span[i].first].row;
    for (size_t i = 0; i < r->link_n; i++)
        r->link[i].row = r->facts[r->link_node[i]].row;
    for (size_t i = 0; i < r->image_n; i++)
        r->image[i].row = r->facts[r->image_node[i]].row;
    settle_cells(r);
}
