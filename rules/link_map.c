/* Where the links of a page stand. */
#include "rules/link_map.h"
#include "base/utf8.h"

#define LINK_ROW_LINKS 15 /* twelve months and a few more */
#define LINK_ROW_LETTERS 700

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

/*
 * Rows with few links and little text: a layout table holds the whole page in one.  The letters of rows that
 * stand in the frame and have no link of the page's own are not counted: nobody asks.
 */
static void
map_rows(const struct leads *l, struct arena *a, const struct page *page, const bool *own,
         const struct site_link *const *kept, struct link_map *m)
{
    uint32_t *links = ARENA_ARRAY(a, uint32_t, m->rows + 1), *text = ARENA_ARRAY(a, uint32_t, m->rows + 1);

    m->row = ARENA_ARRAY(a, bool, m->rows + 1);
    m->row_letters = text;
    for (size_t i = 0; i < page->link_n; i++)
        if (own[i] && page->link[i].row < m->rows && leads_on(l, &page->link[i], kept[i]))
            links[page->link[i].row]++;
    for (size_t i = 0; i < page->block_n; i++)
        if (page->block[i].row < m->rows)
            m->row[page->block[i].row] |=
                links[page->block[i].row] > 0 || !site_frame_place(page->block[i].place);
    for (size_t i = 0; i < page->block_n; i++)
        if (page->block[i].row < m->rows && m->row[page->block[i].row])
            text[page->block[i].row] += link_map_letters(m, page, (uint32_t)i);
    for (uint32_t i = 0; i < m->rows; i++)
        m->row[i] = links[i] > 0 && links[i] <= LINK_ROW_LINKS && text[i] <= LINK_ROW_LETTERS;
}

uint32_t
link_map_letters(const struct link_map *m, const struct page *page, uint32_t i)
{
    if (m->block_letters[i] == 0 && page->block[i].text.n > 0)
        m->block_letters[i] = (uint32_t)utf8_length_valid(page->block[i].text);
    return m->block_letters[i];
}

static void
count_letters(const struct link_map *m, const struct page *page, bool frame)
{
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *l = &page->link[i];

        if (l->block < page->block_n && l->kind == LINK_A &&
            site_frame_place(page->block[l->block].place) == frame)
            m->letters[l->block] += (uint32_t)utf8_length_valid(l->text);
    }
}

/* Most links stand in the frame of the page, where few ask. */
uint32_t
link_map_links(struct link_map *m, const struct page *page, uint32_t i)
{
    if (!m->with_frame && site_frame_place(page->block[i].place)) {
        count_letters(m, page, true);
        m->with_frame = true;
    }
    return m->letters[i];
}

struct link_map
link_map_of(const struct leads *leads, struct arena *a, const struct page *page, const bool *own,
            const struct site_link *const *kept)
{
    struct link_map m = {.letters = ARENA_ARRAY(a, uint32_t, page->block_n + 1)};

    m.block_letters = ARENA_ARRAY(a, uint32_t, page->block_n + 1);
    for (size_t i = 0; i < page->block_n; i++)
        if (page->block[i].row != NO_INDEX && page->block[i].row >= m.rows)
            m.rows = page->block[i].row + 1;
    count_letters(&m, page, false);
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
