/*
 * Which heading governs a block, link, form or image: the nearest one above whose part of the page is not yet
 * over.  The part of a heading is the smallest element around it that holds more behind it; a label governs
 * the tab it opens, an item of a menu its submenu, a cell that fills a row the rows below.
 */
#include "base/mem.h"
#include "base/utf8.h"
#include "crawler/page_private.h"
#include <stdlib.h>
#include <string.h>

#define CLIMBS_MOST 6
#define ROWS_MOST 64     /* rows that a spanning cell is followed down */
#define PSEUDO_CHARS 250 /* longest paragraph that is taken for the title of the download below it */
#define BOLD_CHARS 120   /* longest bold line that is taken for a heading */

/* Smaller governs more; equal or greater ranks of the same part replace each other. */
enum rank {
    RANK_NONE = 0,
    RANK_H1 = 1,
    RANK_H6 = 6,
    RANK_LABEL = 7,
    RANK_FRAMEWORK = 8,
    RANK_BOLD = 9,
    RANK_TITLE = 10
};

struct governor {
    uint32_t block;
    uint32_t from, to; /* nodes it governs */
    int rank;
};

struct governors {
    struct reader *r;
    struct governor *of; /* newest last */
    size_t n, cap;
    struct map *targets;   /* id -> block of the label that opens it, + 1; NULL before the first */
    uint32_t *item_block;  /* for each li: first block at or after its beginning */
    uint32_t *block_links; /* links before each block */
    uint32_t *words_next;  /* for each block: the next, itself included, that says something */
};

static bool
in_scope_of(const struct reader *r, uint32_t a, uint32_t b)
{
    return r->facts[b].chars > r->facts[a].chars || r->facts[b].links > r->facts[a].links;
}

/* Elements out of which a heading does not reach. */
static bool
is_wall(const struct reader *r, uint32_t node, int rank)
{
    switch (r->tree.node[node].tag) {
    case TAG_SECTION:
    case TAG_ARTICLE:
        return rank != RANK_H1;
    case TAG_LI:
    case TAG_NAV:
    case TAG_ASIDE:
    case TAG_FOOTER:
    case TAG_DETAILS:
    case TAG_FIELDSET:
    case TAG_DL:
    case TAG_DD:
    case TAG_MAIN:
    case TAG_BODY:
        return true;
    default:
        return node == 0 || r->facts[node].place != r->facts[r->tree.node[node].parent].place;
    }
}

/* A section of its own for a heading, as site builders make: what it heads stands in the sections behind it.
 */
static bool
holds_only(const struct reader *r, uint32_t node, size_t i)
{
    return !in_scope_of(r, node, r->span[i].first) &&
           !in_scope_of(r, r->span[i].last + 1, r->tree.node[node].end);
}

/* Does the heading of block i, behind which nothing stands in a node, reach out of it? */
static bool
reaches_out(const struct reader *r, uint32_t node, size_t i, int rank, int climbs)
{
    enum tag tag = r->tree.node[node].tag;

    if (node == 0 || rank > RANK_H6 || !holds_only(r, node, i))
        return climbs > 0 && !is_wall(r, node, rank);
    return tag == TAG_SECTION || tag == TAG_ARTICLE || !is_wall(r, node, rank);
}

/* Where the first of the nodes behind one another ends that says something. */
static uint32_t
next_end(const struct reader *r, uint32_t node, uint32_t end)
{
    while (node < end && !in_scope_of(r, node, r->tree.node[node].end))
        node = r->tree.node[node].end;
    return node < end ? r->tree.node[node].end : end;
}

/*
 * Where the part that block i heads ends: in its own element when that goes on behind it, else in the
 * smallest one around that does.
 */
static uint32_t
part_end(const struct reader *r, size_t i, int rank, int climbs)
{
    uint32_t element = r->span[i].element, behind = r->span[i].last + 1, end = r->tree.node[element].end,
             around, section = NO_INDEX;

    if (rank > RANK_H6 && in_scope_of(r, behind, end))
        return end;
    around = r->tree.node[element].parent;
    while (!in_scope_of(r, end, r->tree.node[around].end) && reaches_out(r, around, i, rank, climbs--)) {
        section = r->tree.node[around].tag == TAG_SECTION ? around : section;
        around = r->tree.node[around].parent;
    }
    if (section != NO_INDEX)
        return next_end(r, r->tree.node[section].end, r->tree.node[around].end);
    return r->tree.node[around].end;
}

static void
push(struct governors *g, struct governor new)
{
    while (g->n > 0 && g->of[g->n - 1].rank >= new.rank && g->of[g->n - 1].to <= new.to)
        g->n--;
    g->of = mem_room(g->of, g->n, &g->cap, sizeof *g->of);
    g->of[g->n++] = new;
}

static inline void
forget_ended(struct governors *g, uint32_t node)
{
    while (g->n > 0 && g->of[g->n - 1].to <= node)
        g->n--;
}

/* The governor of node, NO_INDEX for none.  Those that have ended are forgotten. */
static inline uint32_t
top(struct governors *g, uint32_t node)
{
    forget_ended(g, node);
    for (size_t i = g->n; i > 0; i--)
        if (g->of[i - 1].from <= node && node < g->of[i - 1].to)
            return g->of[i - 1].block;
    return NO_INDEX;
}

static bool
is_title_bar(const struct reader *r, uint32_t node)
{
    return (r->facts[node].names & NAMES_TITLE_BAR) != 0;
}

static uint32_t
links_of(const struct governors *g, size_t block)
{
    return g->block_links[block + 1] - g->block_links[block];
}

static bool
is_alone_in_row(const struct reader *r, uint32_t cell)
{
    uint32_t tr = page_table(r, cell).tr, n = 0;

    if (tr == NO_INDEX)
        return false;
    for (uint32_t i = tr + 1; i < r->tree.node[tr].end && n < 2; i = r->tree.node[i].end)
        n += r->tree.node[i].tag == TAG_TD || r->tree.node[i].tag == TAG_TH;
    return n == 1;
}

/* Node at which what block i may be the title of ends: the next block that says something, or its part. */
static uint32_t
downloads_end(const struct governors *g, size_t i)
{
    uint32_t end = part_end(g->r, i, RANK_TITLE, 3), words = g->words_next[i + 1];

    return words < g->r->block_n && g->r->span[words].first < end ? g->r->span[words].first : end;
}

/* A paragraph without links before a line that is nothing but a download: the paragraph is its title. */
static bool
titles_next(const struct governors *g, size_t i)
{
    const struct reader *r = g->r;
    const struct block *b = &r->block[i];
    uint32_t link = r->weak_next[r->span[i].last + 1];

    if (r->line[i] != LINE_WORDS || links_of(g, i) > 0 || link == NO_INDEX || link >= downloads_end(g, i) ||
        (b->row != NO_INDEX && b->row == r->row[link]) || utf8_length(b->text) > PSEUDO_CHARS)
        return false;
    return b->kind != BLOCK_CELL || is_alone_in_row(r, page_table(r, r->span[i].first).cell);
}

static int
rank_of(const struct governors *g, size_t i)
{
    const struct reader *r = g->r;
    const struct block *b = &r->block[i];
    uint32_t element = r->span[i].element;
    enum tag tag = r->tree.node[element].tag;

    if (b->kind == BLOCK_HEADING)
        return b->level;
    if (b->kind == BLOCK_SUMMARY || b->kind == BLOCK_CAPTION || tag == TAG_DT)
        return RANK_LABEL;
    if ((tag == TAG_TD || tag == TAG_TH) && b->kind != BLOCK_PARAGRAPH && links_of(g, i) == 0 &&
        is_alone_in_row(r, element))
        return RANK_LABEL;
    if (is_title_bar(r, element) || is_title_bar(r, r->tree.node[element].parent))
        return RANK_FRAMEWORK;
    if (b->kind == BLOCK_PARAGRAPH && r->span[i].bold && links_of(g, i) == 0 &&
        utf8_length(b->text) <= BOLD_CHARS)
        return RANK_BOLD;
    return titles_next(g, i) ? RANK_TITLE : RANK_NONE;
}

/* What block i, standing at its first node, governs from its end on. */
static void
govern(struct governors *g, size_t i)
{
    const struct reader *r = g->r;
    uint32_t element = r->span[i].element, from = r->span[i].last + 1, to;
    enum tag tag = r->tree.node[element].tag;
    int rank = rank_of(g, i);

    if (rank == RANK_NONE)
        return;
    if (tag == TAG_SUMMARY || tag == TAG_LEGEND || tag == TAG_DT)
        to = r->tree.node[r->tree.node[element].parent].end;
    else if (tag == TAG_CAPTION || ((tag == TAG_TD || tag == TAG_TH) && rank == RANK_LABEL))
        to = page_table(r, element).table == NO_INDEX ? from : r->tree.node[page_table(r, element).table].end;
    else if (rank == RANK_TITLE)
        to = downloads_end(g, i);
    else if (rank <= RANK_H6 && links_of(g, i) > 0)
        to = part_end(r, i, rank, 0);
    else
        to = part_end(r, i, rank, rank <= RANK_H6 ? CLIMBS_MOST : 3);
    push(g, (struct governor){(uint32_t)i, from, to, rank});
}

/* A cell that spans rows belongs to the rows below it too. */
static void
govern_rows(struct governors *g, uint32_t cell, uint32_t block)
{
    const struct reader *r = g->r;
    uint32_t tr = page_table(r, cell).tr, part, to, at;
    uint64_t rows;

    if (tr == NO_INDEX || r->row[tr] == NO_INDEX ||
        !str_to_u64(str_trim(page_attr(r, cell, ATTR_ROWSPAN)), &rows) || rows < 2)
        return;
    part = r->tree.node[r->tree.node[tr].parent].end;
    to = r->tree.node[tr].end;
    rows = rows > ROWS_MOST ? ROWS_MOST : rows;
    for (at = to; at < part && --rows > 0; at = to)
        to = r->tree.node[at].end;
    push(g, (struct governor){block, r->tree.node[tr].end, to, RANK_LABEL});
}

struct str
page_heading_opens(const struct tree *t, uint32_t node)
{
    static const uint64_t opens = ATTR_BIT(ATTR_HREF) | ATTR_BIT(ATTR_DATA_TARGET) |
                                  ATTR_BIT(ATTR_DATA_BS_TARGET) | ATTR_BIT(ATTR_ARIA_CONTROLS);
    static const enum attribute names[] = {ATTR_HREF, ATTR_DATA_TARGET, ATTR_DATA_BS_TARGET};

    if (!(t->node[node].has & opens))
        return STR_NONE;
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        struct str value = str_trim(page_tree_attr(t, node, names[k]));

        if (value.n > 1 && value.p[0] == '#')
            return str_sub(value, 1, value.n);
    }
    return str_trim(page_tree_attr(t, node, ATTR_ARIA_CONTROLS));
}

/* Labels of tabs and accordions, by the id they open.  Buttons that open the whole menu are no labels. */
static void
collect_targets(struct governors *g)
{
    struct reader *r = g->r;

    for (uint32_t i = 1; r->opens && i < r->tree.n; i++) {
        struct str id = page_heading_opens(&r->tree, i);

        if (id.n == 0)
            continue;
        struct str class = page_attr(r, i, ATTR_CLASS);
        uint32_t block = page_text_block_of(r, i);
        struct map_entry *e;

        if (block == NO_INDEX || page_tree_token(class, STR("navbar-toggler")) ||
            page_tree_token(class, STR("navbar-toggle")))
            continue;
        if (!g->targets)
            g->targets = map_new();
        e = map_put(g->targets, id, NULL);
        if (e->num == 0)
            e->num = (int64_t)block + 1;
    }
}

/* An element that a label opens, unless the label is only a way to the content ("skip to content"). */
static void
open_target(struct governors *g, uint32_t node)
{
    const struct reader *r = g->r;
    struct str id = page_attr(r, node, ATTR_ID);
    const struct map_entry *e = id.n ? map_get(g->targets, id) : NULL;
    uint32_t label, end = r->tree.node[node].end;

    if (!e || e->num == 0 || r->tree.node[node].tag == TAG_MAIN || r->tree.node[node].tag == TAG_BODY ||
        str_eq_nocase(id, STR("content")) || str_eq_nocase(id, STR("main")))
        return;
    label = (uint32_t)(e->num - 1);
    if (r->span[label].first >= node && r->span[label].first < end)
        return;
    push(g, (struct governor){label, node, end, RANK_NONE});
}

/* A list inside a list item is governed by the item's own words. */
static void
open_submenu(struct governors *g, uint32_t node)
{
    const struct reader *r = g->r;
    enum tag tag = r->tree.node[node].tag;
    uint32_t item = r->facts[node].item, label, links;

    if (item == NO_INDEX)
        return;
    label = g->item_block[item];
    links = r->facts[r->tree.node[node].end].links - r->facts[node].links;
    if (label >= r->block_n || r->span[label].first >= node || links < (tag == TAG_DIV ? 2U : 1U))
        return;
    push(g, (struct governor){label, node, r->tree.node[node].end, RANK_LABEL});
}

static void
count_block_links(struct governors *g)
{
    const struct reader *r = g->r;

    for (size_t i = 0; i < r->link_n; i++)
        if (r->link[i].block != NO_INDEX && r->link[i].kind != LINK_RELATED)
            g->block_links[r->link[i].block + 1]++;
    for (size_t i = 0; i < r->block_n; i++)
        g->block_links[i + 1] += g->block_links[i];
    g->words_next[r->block_n] = (uint32_t)r->block_n;
    for (size_t i = r->block_n; i > 0; i--)
        g->words_next[i - 1] = r->line[i - 1] == LINE_WORDS ? (uint32_t)(i - 1) : g->words_next[i];
}

/* Places in what is in the order of the nodes. */
struct places {
    size_t block, link, marked;
};

static inline void
set_bit(uint64_t *bit, uint32_t node)
{
    bit[node / 64] |= UINT64_C(1) << node % 64;
}

static void
add_events(const struct reader *r, uint64_t *bit, struct places from, struct places to)
{
    for (size_t i = from.block; i < to.block; i++)
        set_bit(bit, r->span[i].first);
    for (size_t i = from.link; i < to.link; i++)
        set_bit(bit, r->link_node[i]);
    for (size_t i = from.marked; i < to.marked; i++)
        if (page_tree_is(r->tree.node[r->marked[i]].tag, TAG_IS_MENU))
            set_bit(bit, r->marked[i]);
}

static struct places
begin_of(const struct repeat *again)
{
    return (struct places){again->block, again->link, again->marked};
}

static struct places
end_of(const struct repeat *again)
{
    return (struct places){again->block + again->run->block_n, again->link + again->link_n,
                           again->marked + again->run->marked_n};
}

/* The heading of a form is that of its first field, which no kept element brings. */
static bool
holds_field(const struct reader *r, const struct repeat *again)
{
    for (size_t i = 0; i < r->form_n; i++)
        if (r->form_node[i] >= again->node && r->form_node[i] < r->tree.node[again->node].end)
            return true;
    return false;
}

/*
 * A bit for each node that begins something, or whose heading is asked for, and for the beginning of a kept
 * element whose headings may be those that are kept.
 */
static uint64_t *
events(const struct governors *g, size_t *words)
{
    struct reader *r = g->r;
    uint64_t *bit = ARENA_ARRAY(r->scratch, uint64_t, *words = r->tree.n / 64 + 1);
    struct places at = {0, 0, 0};

    for (uint32_t i = 0; i < r->tree.repeat_n; i++) {
        struct repeat *again = &r->tree.repeat[i];

        again->closed = again->closed && !g->targets && !holds_field(r, again);
        if (!again->closed)
            continue;
        add_events(r, bit, at, begin_of(again));
        set_bit(bit, again->node);
        at = end_of(again);
    }
    add_events(r, bit, at, (struct places){r->block_n, r->link_n, r->marked_n});
    for (size_t i = 0; i < r->form_n; i++)
        set_bit(bit, r->form_node[i]);
    for (size_t i = 0; i < r->image_n; i++)
        set_bit(bit, r->image_node[i]);
    for (uint32_t i = 1; g->targets && i < r->tree.n; i++)
        if (r->tree.node[i].tag != TAG_TEXT && page_tree_has(&r->tree, i, ATTR_ID))
            set_bit(bit, i);
    bit[0] &= ~UINT64_C(1); /* the document itself */
    return bit;
}

/* The first node from i on whose bit is set; NO_INDEX for none. */
static inline uint32_t
next_event(const uint64_t *bit, size_t words, uint32_t i)
{
    size_t w = i / 64;
    uint64_t left = w < words ? bit[w] & ~UINT64_C(0) << i % 64 : 0;

    while (left == 0) {
        if (++w >= words)
            return NO_INDEX;
        left = bit[w];
    }
    return (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
}

static uint32_t
heading_again(const struct repeat *again, uint32_t heading)
{
    return heading == NO_INDEX ? NO_INDEX : (uint32_t)again->block + heading;
}

/* The headings of a kept element that nothing around it heads. */
static void
put_again(struct reader *r, const struct repeat *again)
{
    const struct page_run *run = again->run;

    for (size_t i = 0; i < run->block_n; i++)
        r->block[again->block + i].heading = r->heading[r->span[again->block + i].first] =
            heading_again(again, run->block[i].heading);
    for (size_t i = 0; i < run->link_n; i++)
        r->heading[again->node + run->link[i].node] = heading_again(again, run->link[i].heading);
}

/* At node i: whatever it is, the newest governor that reaches it is its heading.  *block: the next one. */
static void
meet(struct governors *g, uint32_t i, size_t *block)
{
    struct reader *r = g->r;
    enum tag tag = r->tree.node[i].tag;

    forget_ended(g, i - 1);
    if (tag == TAG_LI)
        g->item_block[i] = (uint32_t)*block;
    else if (tag == TAG_UL || tag == TAG_OL || tag == TAG_MENU || tag == TAG_DIV || tag == TAG_DIR)
        open_submenu(g, i);
    if (g->targets && tag != TAG_TEXT)
        open_target(g, i);
    r->heading[i] = g->n > 0 ? top(g, i) : NO_INDEX;
    for (; *block < r->block_n && r->span[*block].first == i; ++*block) {
        uint32_t cell = page_table(r, i).cell;

        r->block[*block].heading = r->heading[i];
        if (cell != NO_INDEX && page_tree_has(&r->tree, cell, ATTR_ROWSPAN))
            govern_rows(g, cell, (uint32_t)*block);
        govern(g, *block);
    }
}

/* The closed one that begins at node, if one does. */
static struct repeat *
closed_at(struct tree *t, uint32_t *at, uint32_t node)
{
    while (*at < t->repeat_n && (!t->repeat[*at].closed || t->repeat[*at].node < node))
        ++*at;
    return *at < t->repeat_n && t->repeat[*at].node == node ? &t->repeat[*at] : NULL;
}

/*
 * In document order.  Met node by node, most of which are nothing to it, headings took 60,000 instructions of
 * a page, and take 33,000.
 */
static void
walk(struct governors *g)
{
    struct reader *r = g->r;
    size_t block = 0, words;
    uint64_t *bit = events(g, &words);
    uint32_t at = 0;

    for (uint32_t i = next_event(bit, words, 0); i != NO_INDEX; i = next_event(bit, words, i + 1)) {
        struct repeat *again = closed_at(&r->tree, &at, i);

        if (again)
            forget_ended(g, i);
        if (again && g->n == 0) {
            put_again(r, again);
            block = end_of(again).block;
            i = r->tree.node[i].end - 1;
            continue;
        }
        if (again) {
            again->closed = false;
            add_events(r, bit, begin_of(again), end_of(again));
        }
        meet(g, i, &block);
    }
}

static void
fall_back_at(struct reader *r, uint32_t node, uint32_t h1)
{
    if (node > r->span[h1].last && r->heading[node] == NO_INDEX && place_is_own(r->facts[node].place))
        r->heading[node] = h1;
}

/* The first main heading of the content stands above everything in it that nothing nearer governs. */
static void
fall_back(struct reader *r)
{
    uint32_t h1 = NO_INDEX;

    for (size_t i = 0; i < r->block_n && h1 == NO_INDEX; i++)
        if (r->block[i].level == 1 && place_is_own(r->block[i].place))
            h1 = (uint32_t)i;
    if (h1 == NO_INDEX)
        return;
    for (size_t i = 0; i < r->link_n; i++)
        fall_back_at(r, r->link_node[i], h1);
    for (size_t i = 0; i < r->form_n; i++)
        fall_back_at(r, r->form_node[i], h1);
    for (size_t i = 0; i < r->image_n; i++)
        fall_back_at(r, r->image_node[i], h1);
    for (size_t i = h1 + 1; i < r->block_n; i++) {
        fall_back_at(r, r->span[i].first, h1);
        if (r->block[i].level != 1)
            r->block[i].heading = r->heading[r->span[i].first];
    }
}

static void
hand_out(struct reader *r)
{
    for (size_t i = 0; i < r->link_n; i++)
        r->link[i].heading = r->heading[r->link_node[i]];
    for (size_t i = 0; i < r->form_n; i++)
        r->form[i].heading = r->heading[r->form_node[i]];
    for (size_t i = 0; i < r->image_n; i++)
        r->image[i].heading = r->heading[r->image_node[i]];
}

void
page_heading_find(struct reader *r)
{
    struct governors g = {.r = r};

    g.item_block = mem_grow(NULL, r->tree.n, sizeof *g.item_block); /* of items, each of which is met */
    g.block_links = mem_new(r->block_n + 2, sizeof *g.block_links);
    g.words_next = mem_new(r->block_n + 2, sizeof *g.words_next);
    count_block_links(&g);
    collect_targets(&g);
    walk(&g);
    fall_back(r);
    hand_out(r);
    map_free(g.targets);
    free(g.of);
    free(g.item_block);
    free(g.block_links);
    free(g.words_next);
}
