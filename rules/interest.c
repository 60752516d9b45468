/* How much a link may matter, judged by its words, its row, its heading and the page it stands on. */
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "oit/limits.h"
#include "rules/judge.h"
#include "rules/site.h"
#include <stdlib.h>

#define TEXT_INTEREST 100
#define ROW_INTEREST 85
#define HEADING_INTEREST 75
#define SECTION_INTEREST 65
#define PAGE_INTEREST 60
#define FILE_INTEREST 60
#define PAGE_MENTIONS 20 /* a file on a page that speaks of the checklist at all */
#define BLOCKS_READ 120  /* first blocks of a page asked whether it does */
#define TEXT_READ 300    /* bytes; longer ones are prose */

struct interest {
    const struct catalog *catalog;
    struct wording_book *book;
    struct phrases **sections; /* of every topic of the pack */
    size_t section_n;
    struct arena *arena;
    struct map *section_known;
    const struct page *page; /* the page asked about last, and what it is worth */
    struct buf page_url;     /* a copy: the page itself goes when the next one comes */
    int page_worth;
};

struct interest *
interest_new(const struct catalog *c, const struct pack *p)
{
    struct interest *i = mem_new(1, sizeof *i);

    i->catalog = c;
    i->book = wording_book_new(c);
    i->arena = arena_new(0);
    i->section_known = map_new();
    buf_init(&i->page_url, LIMIT_ADDRESS);
    i->sections = mem_new(p->part_n + 1, sizeof *i->sections);
    for (size_t k = 0; k < p->part_n; k++)
        if (p->part[k].topic->sections != NULL)
            i->sections[i->section_n++] = p->part[k].topic->sections;
    return i;
}

void
interest_free(struct interest *i)
{
    if (i == NULL)
        return;
    wording_book_free(i->book);
    map_free(i->section_known);
    buf_free(&i->page_url);
    arena_free(i->arena);
    free(i->sections);
    free(i);
}

static int
words_worth(struct interest *i, struct str text, int worth)
{
    const struct wording *w;

    if (text.n == 0)
        return 0;
    w = wording_of(i->book, text);
    if (w->topic_n > 0)
        return worth;
    return w->flags & WORDING_INDEX ? worth - 5 : 0;
}

static bool
names_section(struct interest *i, struct str text)
{
    bool fresh;
    struct map_entry *e = map_put(i->section_known, text, &fresh);
    struct thai_text t;

    if (!fresh)
        return e->num != 0;
    arena_reset(i->arena);
    thai_text_init(&t, i->arena, text);
    for (size_t k = 0; k < i->section_n && e->num == 0; k++)
        e->num = phrases_find(i->sections[k], &t, NULL) == PHRASE_YES;
    return e->num != 0;
}

/* Short texts that could name something: headings, and the first lines, cells and list items. */
static bool
could_name(const struct block *b, size_t number)
{
    if (b->kind == BLOCK_HEADING || b->kind == BLOCK_SUMMARY || b->kind == BLOCK_CAPTION)
        return true;
    return number < BLOCKS_READ && b->text.n > 0 && b->text.n < TEXT_READ && b->place != PLACE_NAV;
}

static int
read_page(struct interest *i, const struct page *page)
{
    int worth = words_worth(i, page->title, PAGE_INTEREST);

    for (size_t k = 0; worth < PAGE_INTEREST && k < page->block_n; k++) {
        const struct block *b = &page->block[k];
        bool heading = b->kind == BLOCK_HEADING || b->kind == BLOCK_SUMMARY;
        int w = could_name(b, k) ? words_worth(i, b->text, heading ? PAGE_INTEREST : PAGE_MENTIONS) : 0;

        worth = w > worth ? w : worth;
    }
    return worth;
}

static int
page_worth(struct interest *i, const struct page *page)
{
    if (i->page != page || !str_eq(buf_view(&i->page_url), page->url)) {
        i->page = page;
        buf_clear(&i->page_url);
        buf_str(&i->page_url, page->url);
        i->page_worth = read_page(i, page);
    }
    return i->page_worth;
}

static int
row_worth(struct interest *i, const struct page *page, const struct link *l)
{
    int best = 0;

    if (l->row == NO_INDEX || l->block == NO_INDEX)
        return 0;
    for (uint32_t k = l->block > 6 ? l->block - 6 : 0; k < page->block_n && k < l->block + 6; k++)
        if (page->block[k].row == l->row && page->block[k].text.n < 900) {
            int w = words_worth(i, page->block[k].text, ROW_INTEREST);
            best = w > best ? w : best;
        }
    return best;
}

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

int
interest_of(struct interest *i, const struct page *page, const struct link *l)
{
    struct str words = l->text.n > 0 ? l->text : l->title;
    int worth = words_worth(i, words, TEXT_INTEREST);

    if (worth < ROW_INTEREST)
        worth = larger(worth, row_worth(i, page, l));
    if (worth < HEADING_INTEREST && l->heading != NO_INDEX && l->heading < page->block_n)
        worth = larger(worth, words_worth(i, page->block[l->heading].text, HEADING_INTEREST));
    if (worth < SECTION_INTEREST && words.n > 0 && names_section(i, words))
        worth = SECTION_INTEREST;
    if (worth < FILE_INTEREST) {
        struct arena *a = arena_new(0);
        worth = larger(worth, words_worth(i, site_file_words(a, l->url), FILE_INTEREST));
        arena_free(a);
    }
    if (!site_frame_place(l->place))
        worth = larger(worth, page_worth(i, page) - 10);
    return worth;
}
