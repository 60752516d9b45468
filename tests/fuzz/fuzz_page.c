/*
 * Pages: any bytes, made valid UTF-8, give a page whose indexes lead somewhere and whose texts are valid; the
 * same page twice is the same.  The parser's tree is never much deeper than the count before it allows.
 */
#include "base/utf8.h"
#include "crawler/fingerprint.h"
#include "crawler/page.h"
#include "crawler/page_private.h"
#include "crawler/state.h"
#include "oit/limits.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(struct str s, size_t max)
{
    assert(s.n <= max && utf8_valid(s));
}

static void
check_index(uint32_t i, size_t n)
{
    assert(i == NO_INDEX || i < n);
}

static void
check_blocks(const struct page *p)
{
    size_t bytes = 0;

    for (size_t i = 0; i < p->block_n; i++) {
        const struct block *b = &p->block[i];

        check_text(b->text, LIMIT_BLOCK_TEXT);
        check_index(b->heading, p->block_n);
        assert(b->text.n > 0 && b->heading != i);
        assert((b->kind == BLOCK_HEADING) == (b->level >= 1 && b->level <= 6));
        bytes += b->text.n;
    }
    assert(bytes == p->text_bytes);
}

static void
check_links(const struct page *p)
{
    for (size_t i = 0; i < p->link_n; i++) {
        const struct link *l = &p->link[i];

        check_text(l->text, LIMIT_LINK_TEXT);
        check_text(l->title, LIMIT_LINK_TEXT);
        check_text(l->url, LIMIT_ADDRESS);
        check_text(l->fragment, 8 * LIMIT_ADDRESS);
        check_index(l->block, p->block_n);
        check_index(l->heading, p->block_n);
        assert(!l->followable || str_starts(l->url, STR("http")));
    }
    for (size_t i = 0; i < p->image_n; i++)
        check_index(p->image[i].heading, p->block_n);
    for (size_t i = 0; i < p->form_n; i++) {
        check_index(p->form[i].heading, p->block_n);
        for (size_t k = 0; k < p->form[i].field_n; k++)
            check_text(p->form[i].field[k].label, LIMIT_LINK_TEXT);
    }
}

static void
read_page(struct arena *a, struct str html, struct page *out)
{
    struct url address;
    bool ok = url_parse(a, STR("http://host.example/folder/page.php?id=1"), NULL, NULL, &address);

    assert(ok);
    page_parse(a, html, &address, html.n % 2 ? "windows-874" : "utf-8", out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(0);
    struct page p, again;
    struct tree t;
    struct buf html;

    buf_init(&html, LIMIT_PAGE);
    utf8_clean(&html, (struct str){(const char *)data, size});
    read_page(a, buf_view(&html), &p);
    check_blocks(&p);
    check_links(&p);
    assert(state_of_page(&p, buf_view(&html), 200, STR("text/html")) < PROBLEM_COUNT);
    read_page(a, buf_view(&html), &again);
    assert(p.block_n == again.block_n && p.link_n == again.link_n &&
           fingerprint_of_page(&p) == fingerprint_of_page(&again));
    page_tree_make(&t, buf_view(&html), false, NULL);
    assert(t.depth <= 6 * LIMIT_TREE_DEPTH);
    page_tree_free(&t);
    buf_free(&html);
    arena_free(a);
    return 0;
}
