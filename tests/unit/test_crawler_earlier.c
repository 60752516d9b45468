/* What an earlier visit knew of the addresses asked for last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "crawler/earlier.h"

/* Knows every address but "/1", and counts how often it is asked. */
static bool
know(void *ctx, struct str url, struct arena *a, struct fetch *out)
{
    ++*(int *)ctx;
    *out = (struct fetch){.url = arena_str(a, url)};
    return !str_eq(url, STR("/1"));
}

static struct str
address(struct arena *a, uint32_t i)
{
    return arena_printf(a, "/%u", (unsigned)i);
}

static void
assert_again(const struct earlier *x, const struct crawl_memory *m, struct arena *a, uint32_t i)
{
    struct fetch f;

    assert_int_equal(earlier_again(x, m, i, address(a, i), a, &f), i != 1);
    assert_true(str_eq(f.url, address(a, i)));
}

/* The last ones are answered without asking, the others by asking, and each with what is its own. */
static void
the_last_ones(void **state)
{
    int asked = 0;
    struct crawl_memory m = {.ctx = &asked, .earlier = know};
    struct earlier *x = earlier_new();
    struct arena *a = arena_new(0);
    struct fetch f;

    (void)state;
    for (uint32_t i = 0; i < EARLIER_KEPT + 2; i++)
        assert_int_equal(earlier_ask(x, &m, i, address(a, i), &f), i != 1);
    assert_int_equal(asked, EARLIER_KEPT + 2);
    for (uint32_t i = 2; i < EARLIER_KEPT + 2; i++)
        assert_again(x, &m, a, i);
    assert_int_equal(asked, EARLIER_KEPT + 2);
    assert_again(x, &m, a, 0);
    assert_again(x, &m, a, 1);
    assert_int_equal(asked, EARLIER_KEPT + 4);
    earlier_ask(x, &m, 1, address(a, 1), &f);
    assert_again(x, &m, a, 1);
    assert_int_equal(asked, EARLIER_KEPT + 5);
    earlier_free(x);
    arena_free(a);
}

/* An address that is asked for twice is known as it was the second time; without a memory nothing is. */
static void
the_newest_counts(void **state)
{
    int asked = 0;
    struct crawl_memory m = {.ctx = &asked, .earlier = know}, none = {.ctx = NULL};
    struct earlier *x = earlier_new();
    struct arena *a = arena_new(0);
    struct fetch f;

    (void)state;
    earlier_ask(x, &m, 7, STR("/old"), &f);
    earlier_ask(x, &m, 8, STR("/8"), &f);
    earlier_ask(x, &m, 7, STR("/7"), &f);
    assert_again(x, &m, a, 7);
    assert_again(x, &m, a, 8);
    assert_int_equal(asked, 3);
    assert_false(earlier_again(x, &none, 9, STR("/9"), a, &f));
    earlier_free(x);
    earlier_free(NULL);
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_ones),
        cmocka_unit_test(the_newest_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
