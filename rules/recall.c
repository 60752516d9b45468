/* Most of what the links of a page say names nothing, is followed by no lead and never shown: the text of it
 * was 9 of 17 KB that were kept of a page. */
#include "rules/recall.h"
#include "base/arena.h"
#include "base/aside.h"
#include "base/mem.h"
#include <stdlib.h>

struct recall {
    struct site *site;
    const struct page *page;
    struct arena *arena;
    const struct wording **row;  /* of the run of blocks of a row that begins at a block */
    const struct wording **line; /* of each block by itself */
};

struct recall *
recall_new(struct site *s, const struct page *page)
{
    struct recall *r = mem_new(1, sizeof *r);

    r->site = s;
    r->page = page;
    r->arena = arena_new(0);
    r->row = ARENA_ARRAY(r->arena, const struct wording *, page->block_n + 1);
    r->line = ARENA_ARRAY(r->arena, const struct wording *, page->block_n + 1);
    return r;
}

void
recall_free(struct recall *r)
{
    arena_free(r->arena);
    free(r);
}

static const struct wording *
whole(struct recall *r, const struct wording *gist, struct str text)
{
    return wording_whole(r->site->book, gist, aside_str(r->site->aside, wording_part(text)));
}

static const struct wording *
line_of(struct recall *r, const struct wording *gist, uint32_t block)
{
    if (r->line[block] == NULL)
        r->line[block] = whole(r, gist, r->page->block[block].text);
    return r->line[block];
}

static const struct wording *
row_of(struct recall *r, const struct wording *gist, uint32_t at)
{
    struct buf b;

    if (site_row_is_line(r->page, at))
        return line_of(r, gist, at);
    if (r->row[at] == NULL) {
        buf_init(&b, SITE_ROW_BYTES + 4);
        if (site_row_text(r->page, at, &b))
            r->row[at] = whole(r, gist, buf_view(&b));
        buf_free(&b);
    }
    return r->row[at] != NULL ? r->row[at] : gist;
}

/* Words stand in their row, where they take no room. */
void
recall_words(struct recall *r, const struct link *l, struct site_link *k)
{
    struct str words = wording_part(site_link_words(l));
    size_t at;

    if (!k->text->shared)
        return;
    at = k->row == NULL || k->row->shared  ? STR_NOT_FOUND
         : str_starts(k->row->text, words) ? 0
                                           : str_find(k->row->text, words, 0);
    k->text = at != STR_NOT_FOUND
                  ? wording_whole(r->site->book, k->text, str_sub(k->row->text, at, at + words.n))
                  : whole(r, k->text, words);
}

/* What stands around a link that speaks for itself is shown where it states a period. */
static bool
may_be_shown(const struct site_link *k, const struct wording *around)
{
    return around != NULL && around->shared && (k->text->flags & WORDING_WEAK || around->period_n > 0);
}

void
recall_link(struct recall *r, const struct link *l, struct site_link *k)
{
    if (k->row != NULL && k->row->shared)
        k->row = row_of(r, k->row, site_row_begin(r->page, l));
    if (may_be_shown(k, k->near))
        k->near = line_of(r, k->near, l->block - 1);
    recall_words(r, l, k);
}

void
recall_page(struct site *s, uint32_t node, const struct page *page, const struct agency *agency)
{
    struct recall *r = recall_new(s, page);
    bool *own = ARENA_ARRAY(r->arena, bool, page->link_n + 1);
    const struct site_link **kept = ARENA_ARRAY(r->arena, const struct site_link *, page->link_n + 1);

    site_own_links(s, node, page, own, kept);
    for (size_t i = 0; i < page->link_n; i++)
        if (kept[i] != NULL && kept[i]->led) {
            recall_link(r, &page->link[i], &s->link[kept[i] - s->link]);
            agency_is_others(agency, kept[i]->text);
        }
    s->node[node].recall = false;
    recall_free(r);
}
