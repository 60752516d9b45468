/*
 * What stands together: the cells of a table row, the parts of a list item, the parts of a small card.  A
 * link that says only "download" is understood by what shares its row, so a row is kept small: an element
 * that holds a whole menu is none.
 */
#include "base/mem.h"
#include "crawler/page_private.h"
#include <stdlib.h>

#define CARD_LINKS 6
#define CARD_CHARS 600
#define ROW_LINKS 60
#define ROW_CHARS 3000
#define OTHER_CHARS 4 /* characters outside links that make a card worth while */

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

/* rows[t]: how many rows table t has of its own, by number of the table. */
static uint32_t *
count_rows(const struct reader *r)
{
    uint32_t *rows = mem_new((size_t)page_table(r, r->tree.n).tables + 1, sizeof *rows);

    for (uint32_t i = 0; page_seen(r, TAG_TR) && i < r->tree.n; i++)
        if (r->tree.node[i].tag == TAG_TR && page_table(r, i).table_no != NO_INDEX)
            rows[page_table(r, i).table_no]++;
    return rows;
}

/* A row of data, not a frame for the layout of the whole page. */
static bool
is_data_row(const struct reader *r, uint32_t tr, const uint32_t *rows)
{
    struct in_table t = page_table(r, tr);
    uint32_t chars = chars_in(r, tr), links = links_in(r, tr);

    if (t.table_no == NO_INDEX || page_table(r, r->tree.node[tr].end).tables > t.tables)
        return false;
    if (rows[t.table_no] > 1)
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

/* The nearest row, item or table around node, itself included; 0 = none. */
static uint32_t
part_around(const struct reader *r, uint32_t node)
{
    struct in_table t = page_table(r, node);
    uint32_t part = 0; /* what lies inside another stands behind it */

    if (r->facts[node].item != NO_INDEX)
        part = r->facts[node].item;
    if (t.tr != NO_INDEX && t.tr > part)
        part = t.tr;
    if (t.table != NO_INDEX && t.table > part)
        part = t.table;
    return part;
}

/* Number the elements that are rows; of every row, item and table becomes known whose row it shares. */
static uint32_t
number_rows(struct reader *r)
{
    uint32_t *rows = count_rows(r), *element = arena_raw(r->scratch, r->tree.n * sizeof *element), n = 0;

    element[0] = 0;
    for (size_t k = 0; k < r->marked_n; k++) {
        uint32_t i = r->marked[k], around;

        if (!page_tree_is(r->tree.node[i].tag, TAG_IS_ROW))
            continue;
        around = element[part_around(r, r->tree.node[i].parent)];
        element[i] = row_element(r, i, around, rows);
        if (element[i] == i)
            r->row[i] = n++;
        else if (element[i] != 0)
            r->row[i] = r->row[element[i]];
    }
    free(rows);
    return n;
}

/* The row of any node: its own, which is that of a card, or that of what it stands in. */
static uint32_t
row_of(const struct reader *r, uint32_t node)
{
    return r->row[node] != NO_INDEX ? r->row[node] : r->row[part_around(r, node)];
}

/* First block whose text begins at or after node. */
static size_t
block_from(const struct reader *r, uint32_t node)
{
    size_t low = 0, high = r->block_n;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (r->span[middle].first < node)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Characters of block i that are not those of weak links. */
static size_t
words_of(const struct reader *r, size_t i)
{
    const struct facts *first = &r->facts[r->span[i].first], *end = &r->facts[r->span[i].last + 1];

    if (r->line[i] == LINE_WEAK)
        return 0;
    if (r->line[i] == LINE_DOWNLOAD)
        return (end->chars - first->chars) - (end->link_chars - first->link_chars);
    return end->chars - first->chars;
}

enum card { CARD_SILENT, CARD_GOOD, CARD_MIXED };

/*
 * Do the words inside an element belong to the weak links inside it?  Where words and links change places
 * more than once, several things stand in it.
 */
static enum card
judge_card(const struct reader *r, uint32_t node)
{
    uint32_t end = r->tree.node[node].end, at = node;
    size_t words = 0, to_link = 0, to_words = 0;
    bool said = false, linked = false;

    for (size_t i = block_from(r, node); i < r->block_n && r->span[i].first < end; i++) {
        bool before = r->weak_next[at] < r->span[i].first;

        at = r->span[i].last + 1;
        to_link += said && before;
        linked = linked || before;
        said = said && !before;
        words += words_of(r, i);
        if (r->line[i] == LINE_WORDS && words_of(r, i) >= OTHER_CHARS) {
            to_words += linked;
            linked = r->weak_next[r->span[i].first] < at;
            said = true;
        }
    }
    to_link += said && r->weak_next[at] < end;
    if (to_link > 1 || to_words > 1)
        return CARD_MIXED;
    return words >= OTHER_CHARS ? CARD_GOOD : CARD_SILENT;
}

/* The smallest block element around the link that says more than its links do; 0 when there is none small
 * enough. */
static uint32_t
find_card(const struct reader *r, uint32_t node)
{
    for (uint32_t at = r->tree.node[node].parent; at > 0; at = r->tree.node[at].parent) {
        enum tag tag = r->tree.node[at].tag;
        enum card card;

        if (tag == TAG_BODY || tag == TAG_MAIN || links_in(r, at) > CARD_LINKS ||
            chars_in(r, at) > CARD_CHARS)
            return 0;
        if (!page_tree_is(tag, TAG_IS_BLOCK))
            continue;
        card = judge_card(r, at);
        if (card != CARD_SILENT)
            return card == CARD_GOOD ? at : 0;
    }
    return 0;
}

static void
make_card(struct reader *r, uint32_t card, uint32_t number)
{
    for (uint32_t i = card; i < r->tree.node[card].end; i++)
        if (row_of(r, i) == NO_INDEX)
            r->row[i] = number;
}

static void
find_cards(struct reader *r, uint32_t n)
{
    for (size_t i = 0; i < r->link_n; i++) {
        uint32_t node = r->link_node[i], card;

        if (r->weak_next[node] != node || row_of(r, node) != NO_INDEX)
            continue;
        card = find_card(r, node);
        if (card > 0 && row_of(r, card) == NO_INDEX)
            make_card(r, card, n++);
    }
}

/* Cells of a table that only lays out the page are paragraphs. */
static void
settle_cells(struct reader *r)
{
    for (size_t i = 0; i < r->block_n; i++) {
        struct block *b = &r->block[i];
        uint32_t tr = page_table(r, r->span[i].first).tr;

        if ((b->kind == BLOCK_CELL || b->kind == BLOCK_HEAD_CELL) &&
            (tr == NO_INDEX || r->row[tr] == NO_INDEX))
            b->kind = BLOCK_PARAGRAPH;
    }
}

void
page_row_find(struct reader *r)
{
    find_cards(r, number_rows(r));
    for (size_t i = 0; i < r->block_n; i++)
        r->block[i].row = row_of(r, r->span[i].first);
    for (size_t i = 0; i < r->link_n; i++)
        r->link[i].row = r->row[r->link_node[i]] = row_of(r, r->link_node[i]);
    for (size_t i = 0; i < r->image_n; i++)
        r->image[i].row = row_of(r, r->image_node[i]);
    settle_cells(r);
}
