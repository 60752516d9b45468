/*
 * Where the links of a page stand.  Letters are counted where somebody asks how many they are: most only ask
 * whether they are few, and bytes tell that.  To count them all was 0.7 % of judging.
 */
#include "rules/link_map.h"
#include "base/utf8.h"

#define LINK_ROW_LINKS 15 /* twelve months and a few more */
#define LINK_ROW_LETTERS 700
#define LETTER_BYTES 4 /* of one letter at most */

/* Letters of a page, each counted when it is first asked for. */
struct letter_count {
    struct arena *arena;
    const struct page *page;
    uint32_t *block;            /* 0: not counted */
    uint32_t *row_bytes;        /* of the texts of each row */
    uint32_t *row, *link, rows; /* of each row, of the links in each block; NULL: not counted */
};

/* An own link that may be what its row is about: not a way home or back, nor one that every page has. */
static bool
leads_on(const struct leads *leads, const struct link *l, const struct site_link *kept)
{
    const struct wording *w;

    if (!l->followable ||
        (kept != NULL ? leads_nobodys(leads, kept->to) : leads_host(leads, l->url, HOST_NOBODYS)))
        return false;
    w = kept != NULL ? kept->text : wording_of(leads->site->book, site_link_words(l));
    return !(w->flags & WORDING_BACK);
}

/* Rows with few links and little text: a layout table holds the whole page in one. */
static void
map_rows(const struct leads *l, struct arena *a, const struct page *page, const bool *own,
         const struct site_link *const *kept, struct link_map *m)
{
    uint32_t *links = ARENA_ARRAY(a, uint32_t, m->rows + 1);

    m->row = ARENA_ARRAY(a, bool, m->rows + 1);
    for (size_t i = 0; i < page->link_n; i++)
        if (own[i] && page->link[i].row < m->rows && leads_on(l, &page->link[i], kept[i]))
            links[page->link[i].row]++;
    for (uint32_t i = 0; i < m->rows; i++)
        m->row[i] = links[i] > 0 && links[i] <= LINK_ROW_LINKS && link_map_row_within(m, i, LINK_ROW_LETTERS);
}

uint32_t
link_map_letters(const struct link_map *m, uint32_t i)
{
    struct letter_count *c = m->count;

    if (c->block[i] == 0)
        c->block[i] = (uint32_t)utf8_length_valid(c->page->block[i].text);
    return c->block[i];
}

bool
link_map_within(const struct link_map *m, uint32_t i, uint32_t most)
{
    size_t bytes = m->count->page->block[i].text.n;

    return bytes <= most || (bytes <= (size_t)most * LETTER_BYTES && link_map_letters(m, i) <= most);
}

static void
count_rows(const struct link_map *m)
{
    struct letter_count *c = m->count;

    c->row = ARENA_ARRAY(c->arena, uint32_t, c->rows + 1);
    for (uint32_t i = 0; i < c->page->block_n; i++)
        if (c->page->block[i].row < c->rows)
            c->row[c->page->block[i].row] += link_map_letters(m, i);
}

bool
link_map_row_within(const struct link_map *m, uint32_t row, uint32_t most)
{
    struct letter_count *c = m->count;

    if (c->row_bytes[row] <= most || c->row_bytes[row] > (uint64_t)most * LETTER_BYTES)
        return c->row_bytes[row] <= most;
    if (c->row == NULL)
        count_rows(m);
    return c->row[row] <= most;
}

static void
count_links(struct letter_count *c)
{
    c->link = ARENA_ARRAY(c->arena, uint32_t, c->page->block_n + 1);
    for (size_t i = 0; i < c->page->link_n; i++) {
        const struct link *l = &c->page->link[i];

        if (l->block < c->page->block_n && l->kind == LINK_A)
            c->link[l->block] += (uint32_t)utf8_length_valid(l->text);
    }
}

uint32_t
link_map_links(const struct link_map *m, uint32_t i)
{
    if (!m->linked[i])
        return 0;
    if (m->count->link == NULL)
        count_links(m->count);
    return m->count->link[i];
}

static bool *
linked_blocks(struct arena *a, const struct page *page)
{
    bool *linked = ARENA_ARRAY(a, bool, page->block_n + 1);

    for (size_t i = 0; i < page->link_n; i++)
        if (page->link[i].block < page->block_n && page->link[i].kind == LINK_A && page->link[i].text.n > 0)
            linked[page->link[i].block] = true;
    return linked;
}

static struct letter_count *
count_of(struct arena *a, const struct page *page)
{
    struct letter_count *c = ARENA_NEW(a, struct letter_count);

    c->arena = a;
    c->page = page;
    for (size_t i = 0; i < page->block_n; i++)
        if (page->block[i].row != NO_INDEX && page->block[i].row >= c->rows)
            c->rows = page->block[i].row + 1;
    c->block = ARENA_ARRAY(a, uint32_t, page->block_n + 1);
    c->row_bytes = ARENA_ARRAY(a, uint32_t, c->rows + 1);
    for (size_t i = 0; i < page->block_n; i++)
        if (page->block[i].row < c->rows)
            c->row_bytes[page->block[i].row] += (uint32_t)page->block[i].text.n;
    return c;
}

struct link_map
link_map_of(const struct leads *leads, struct arena *a, const struct page *page, const bool *own,
            const struct site_link *const *kept)
{
    struct link_map m = {.count = count_of(a, page), .linked = linked_blocks(a, page)};

    m.rows = m.count->rows;
    map_rows(leads, a, page, own, kept, &m);
    return m;
}

struct link_map
link_map_of_captions(const struct link_map *m, struct arena *a, const struct page *page, const bool *own)
{
    struct link_map n = *m;
    bool *worded = ARENA_ARRAY(a, bool, m->rows + 1);

    for (size_t i = 0; i < page->link_n; i++)
        if (own[i] && page->link[i].row < m->rows)
            worded[page->link[i].row] |= !page->link[i].image || page->link[i].text.n > 0;
    n.row = ARENA_ARRAY(a, bool, m->rows + 1);
    for (uint32_t i = 0; i < m->rows; i++)
        n.row[i] = m->row[i] && worded[i];
    return n;
}

bool
link_map_beside(const struct link_map *m, const struct block *b)
{
    return b->row != NO_INDEX && b->row < m->rows && m->row[b->row];
}
