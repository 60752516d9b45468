/*
 * Letters of a page's blocks, rows and links: what bytes tell of them, and where they have to be counted.
 */
#include "rules/link_map.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* cmocka wants the three above first */
#include <cmocka.h>

#define THAI "แผนพัฒนา" /* 8 letters, 24 bytes */
#define PLAIN "plan 2566"

/* Two rows: the first of two blocks, with a link whose words are half of its first one, and a picture. */
static struct block block[] = {
    {.text = {THAI THAI, 48}, .row = 0, .heading = NO_INDEX, .table = NO_INDEX},
    {.text = {PLAIN, 9}, .row = 0, .heading = NO_INDEX, .table = NO_INDEX},
    {.text = {THAI, 24}, .row = 1, .heading = NO_INDEX, .table = NO_INDEX},
    {.text = {"", 0}, .row = NO_INDEX, .heading = NO_INDEX, .table = NO_INDEX},
};
static struct link links[] = {
    {.text = {THAI, 24}, .kind = LINK_A, .block = 0, .row = 0},
    {.text = {"", 0}, .kind = LINK_A, .block = 1, .row = 0},
    {.text = {PLAIN, 9}, .kind = LINK_OBJECT, .block = 1, .row = 0},
    {.text = {PLAIN, 9}, .kind = LINK_A, .block = NO_INDEX, .row = NO_INDEX},
};
static const struct page page = {.block = block, .block_n = 4, .link = links, .link_n = 4};

static struct link_map
map_of(struct arena *a)
{
    static const bool own[4];
    static const struct site_link *kept[4];

    return link_map_of(NULL, a, &page, own, kept);
}

/* Given: texts of one and of three bytes a letter.  Expected: as many letters as a reader counts, and no
 * limit below is kept. */
static void
letters_are_counted_where_bytes_do_not_tell(void **state)
{
    struct arena *a = arena_new(0);
    struct link_map m = map_of(a);

    (void)state;
    assert_true(link_map_within(&m, 0, 48));
    assert_true(link_map_within(&m, 0, 16));
    assert_false(link_map_within(&m, 0, 15));
    assert_false(link_map_within(&m, 0, 11));
    assert_true(link_map_within(&m, 1, 9));
    assert_false(link_map_within(&m, 1, 8));
    assert_true(link_map_within(&m, 3, 0));
    assert_int_equal(link_map_letters(&m, 0), 16);
    assert_int_equal(link_map_letters(&m, 1), 9);
    assert_int_equal(link_map_letters(&m, 3), 0);
    arena_free(a);
}

/* Given: a row of two blocks.  Expected: the letters of both. */
static void
a_row_has_the_letters_of_its_blocks(void **state)
{
    struct arena *a = arena_new(0);
    struct link_map m = map_of(a);

    (void)state;
    assert_int_equal(m.rows, 2);
    assert_true(link_map_row_within(&m, 0, 25));
    assert_false(link_map_row_within(&m, 0, 24));
    assert_false(link_map_row_within(&m, 0, 14));
    assert_true(link_map_row_within(&m, 0, 57));
    assert_true(link_map_row_within(&m, 1, 8));
    assert_false(link_map_row_within(&m, 1, 7));
    arena_free(a);
}

/* Given: a link with words, one without and something that is no link to be clicked.  Expected: only the
 * words of the first count. */
static void
words_of_links_are_told_by_block(void **state)
{
    struct arena *a = arena_new(0);
    struct link_map m = map_of(a);

    (void)state;
    assert_true(m.linked[0]);
    assert_false(m.linked[1] || m.linked[2] || m.linked[3]);
    assert_int_equal(link_map_links(&m, 0), 8);
    assert_int_equal(link_map_links(&m, 1), 0);
    assert_int_equal(link_map_links(&m, 2), 0);
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_counted_where_bytes_do_not_tell),
        cmocka_unit_test(a_row_has_the_letters_of_its_blocks),
        cmocka_unit_test(words_of_links_are_told_by_block),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
