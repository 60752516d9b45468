/* Is a page what it was before it was stored? */
#ifndef OIT_TESTS_SAME_PAGE_H
#define OIT_TESTS_SAME_PAGE_H

#include "base/str.h"
#include "oit/page.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

static void
assert_same(struct str got, struct str expected)
{
    if (!str_eq(got, expected))
        fail_msg("got \"%.*s\", expected \"%.*s\"", STR_ARGS(got), STR_ARGS(expected));
}

static void
assert_same_head(const struct page *got, const struct page *p)
{
    assert_same(got->url, p->url);
    assert_same(got->canonical, p->canonical);
    assert_same(got->title, p->title);
    assert_same(got->site_name, p->site_name);
    assert_same(got->description, p->description);
    assert_same(got->generator, p->generator);
    assert_same(got->lang, p->lang);
    assert_same(got->charset, p->charset);
    assert_int_equal(got->needs_script, p->needs_script);
    assert_int_equal(got->truncated, p->truncated);
    assert_int_equal(got->block_n, p->block_n);
    assert_int_equal(got->link_n, p->link_n);
    assert_int_equal(got->form_n, p->form_n);
    assert_int_equal(got->image_n, p->image_n);
}

static void
assert_same_blocks(const struct page *got, const struct page *p)
{
    size_t bytes = 0;

    for (size_t i = 0; i < p->block_n; i++) {
        const struct block *a = &got->block[i], *b = &p->block[i];
        assert_same(a->text, b->text);
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->place, b->place);
        assert_int_equal(a->level, b->level);
        assert_int_equal(a->heading, b->heading);
        assert_int_equal(a->row, b->row);
        assert_int_equal(a->table, b->table);
        assert_int_equal(a->column, b->column);
        assert_int_equal(a->hidden, b->hidden);
        bytes += b->text.n;
    }
    assert_int_equal(got->text_bytes, bytes);
}

static void
assert_same_links(const struct page *got, const struct page *p)
{
    for (size_t i = 0; i < p->link_n; i++) {
        const struct link *a = &got->link[i], *b = &p->link[i];
        assert_same(a->url, b->url);
        assert_same(a->fragment, b->fragment);
        assert_same(a->text, b->text);
        assert_same(a->title, b->title);
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->place, b->place);
        assert_int_equal(a->block, b->block);
        assert_int_equal(a->heading, b->heading);
        assert_int_equal(a->row, b->row);
        assert_int_equal(a->address, 0);
        assert_int_equal(a->image, b->image);
        assert_int_equal(a->no_follow, b->no_follow);
        assert_int_equal(a->followable, b->followable);
    }
}

static void
assert_same_page(const struct page *got, const struct page *p)
{
    assert_same_head(got, p);
    assert_same_blocks(got, p);
    assert_same_links(got, p);
}

#endif
