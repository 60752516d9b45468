/* Packed pages at hand: found by the numbers of address and body, up to a limit, until they are forgotten. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "oit/limits.h"
#include "store/page_cache.h"
#include <stdlib.h>
#include <string.h>

#define assert_str(s, text) assert_true(str_eq(s, STR(text)))

/* What was kept is a copy of its own, and another body at the same address is another page. */
static void
kept_is_found(void **state)
{
    struct page_cache *c = page_cache_new();
    char bytes[] = "packed", parts[] = "[[1,2]]";
    const struct packed_page p = {
        .id = 7, .version = 2, .bytes = {bytes, sizeof bytes - 1}, .parts = {parts, sizeof parts - 1}};
    const struct packed_page *got;

    (void)state;
    page_cache_keep(c, 3, 4, &p);
    memset(bytes, 'x', sizeof bytes);
    memset(parts, 'x', sizeof parts);
    got = page_cache_find(c, 3, 4);
    assert_non_null(got);
    assert_int_equal(got->id, 7);
    assert_int_equal(got->version, 2);
    assert_str(got->bytes, "packed");
    assert_str(got->parts, "[[1,2]]");
    assert_null(page_cache_find(c, 3, 5));
    assert_null(page_cache_find(c, 4, 3));
    page_cache_free(c);
}

/* Beyond the limit nothing is kept, and what is there stays. */
static void
the_limit_holds(void **state)
{
    struct page_cache *c = page_cache_new();
    size_t third = LIMIT_PAGES_AT_HAND / 3;
    char *bytes = calloc(1, LIMIT_PAGES_AT_HAND + 1);

    (void)state;
    page_cache_keep(c, 9, 9, &(struct packed_page){.bytes = {bytes, LIMIT_PAGES_AT_HAND + 1}});
    assert_null(page_cache_find(c, 9, 9));
    for (int i = 0; i < 9; i++)
        page_cache_keep(c, i, 1, &(struct packed_page){.id = i, .bytes = {bytes, third}});
    assert_non_null(page_cache_find(c, 0, 1));
    assert_non_null(page_cache_find(c, 1, 1));
    assert_null(page_cache_find(c, 8, 1));
    page_cache_free(c);
    free(bytes);
}

/* What was given back makes room for others. */
static void
emptied_has_room(void **state)
{
    struct page_cache *c = page_cache_new();
    size_t half = LIMIT_PAGES_AT_HAND / 2 + 1;
    char *bytes = calloc(1, half);

    (void)state;
    page_cache_keep(c, 1, 1, &(struct packed_page){.bytes = {bytes, half}});
    page_cache_keep(c, 2, 1, &(struct packed_page){.bytes = {bytes, half}});
    assert_null(page_cache_find(c, 2, 1));
    page_cache_empty(c);
    assert_null(page_cache_find(c, 1, 1));
    page_cache_keep(c, 2, 1, &(struct packed_page){.bytes = {bytes, half}});
    assert_non_null(page_cache_find(c, 2, 1));
    page_cache_free(c);
    free(bytes);
}

/* What is let go is not found, the others still are, and it makes no room for more. */
static void
let_go_is_not_found(void **state)
{
    struct page_cache *c = page_cache_new();
    size_t third = LIMIT_PAGES_AT_HAND / 3 - 100;
    char *bytes = calloc(1, third);

    (void)state;
    for (int i = 0; i < 3; i++)
        page_cache_keep(c, i, 1, &(struct packed_page){.id = i, .bytes = {bytes, third}});
    page_cache_let_go(c, 1, 1);
    page_cache_let_go(c, 1, 1);
    page_cache_let_go(c, 7, 1);
    assert_null(page_cache_find(c, 1, 1));
    assert_int_equal(page_cache_find(c, 0, 1)->id, 0);
    assert_int_equal(page_cache_find(c, 2, 1)->bytes.n, third);
    page_cache_keep(c, 3, 1, &(struct packed_page){.id = 3, .bytes = {bytes, third}});
    assert_null(page_cache_find(c, 3, 1));
    page_cache_let_go(c, 2, 1);
    page_cache_keep(c, 4, 1, &(struct packed_page){.id = 4, .bytes = STR("small")});
    assert_int_equal(page_cache_find(c, 4, 1)->id, 4);
    page_cache_free(c);
    free(bytes);
}

/* After something was taken back or deleted nothing is found, but who holds a page may still look at it. */
static void
forgotten_is_not_found(void **state)
{
    struct page_cache *c = page_cache_new();
    const struct packed_page p = {.id = 1, .bytes = STR("first")}, q = {.id = 2, .bytes = STR("second")};
    const struct packed_page *held;

    (void)state;
    page_cache_keep(c, 1, 1, &p);
    held = page_cache_find(c, 1, 1);
    page_cache_forget(c);
    assert_null(page_cache_find(c, 1, 1));
    page_cache_keep(c, 1, 1, &q);
    assert_int_equal(page_cache_find(c, 1, 1)->id, 2);
    assert_str(held->bytes, "first");
    page_cache_free(c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kept_is_found),          cmocka_unit_test(the_limit_holds),
        cmocka_unit_test(emptied_has_room),       cmocka_unit_test(let_go_is_not_found),
        cmocka_unit_test(forgotten_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
