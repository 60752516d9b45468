/* A page read from a literal, for the tests of page_parse(). */
#ifndef OIT_TESTS_PAGE_SAMPLE_H
#define OIT_TESTS_PAGE_SAMPLE_H

#include "crawler/page.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define SAMPLE_ADDRESS "http://www.town.example/news/page.php?id=1"

static struct arena *sample_arena;

static int
sample_setup(void **state)
{
    (void)state;
    sample_arena = arena_new(0);
    return 0;
}

static int
sample_teardown(void **state)
{
    (void)state;
    arena_free(sample_arena);
    return 0;
}

static inline struct page
sample_page_in(const char *html, const char *charset)
{
    struct url address;
    struct page p;

    assert_true(url_parse(sample_arena, STR(SAMPLE_ADDRESS), NULL, NULL, &address));
    page_parse(sample_arena, str_of(html), &address, charset, &p);
    return p;
}

static inline struct page
sample_page(const char *html)
{
    return sample_page_in(html, "utf-8");
}

static inline void
sample_same(struct str got, const char *want)
{
    if (!str_eq(got, str_of(want)))
        fail_msg("\"%.*s\" instead of \"%s\"", STR_ARGS(got), want);
}

/* The block with that text; fails when there is none. */
static inline const struct block *
sample_block(const struct page *p, const char *text)
{
    for (size_t i = 0; i < p->block_n; i++)
        if (str_eq(p->block[i].text, str_of(text)))
            return &p->block[i];
    fail_msg("no block \"%s\"", text);
    return NULL;
}

/* The link to that path of the site; fails when there is none. */
static inline const struct link *
sample_link(const struct page *p, const char *path)
{
    struct str url = arena_printf(sample_arena, "http://www.town.example%s", path);

    for (size_t i = 0; i < p->link_n; i++)
        if (str_eq(p->link[i].url, url))
            return &p->link[i];
    fail_msg("no link to \"%s\"", path);
    return NULL;
}

/* The words of the heading that governs, "" for none. */
static inline struct str
sample_heading(const struct page *p, uint32_t heading)
{
    return heading == NO_INDEX ? STR("") : p->block[heading].text;
}

#endif
