/* Things by what they belong to. */
#include "rules/groups.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the three above first */
#include <cmocka.h>

/* Given things of four groups, one of them empty: each group holds its own in the order in which they came.
 */
static void
groups_hold_their_things_in_order(void **state)
{
    static const uint32_t of[] = {3, 0, 3, 1, 0, 3};
    static const uint32_t expected[] = {1, 4, 3, 0, 2, 5};
    struct groups g = {.n = 0};

    (void)state;
    groups_make(&g, of, 6, 4);
    assert_memory_equal(g.item, expected, sizeof expected);
    assert_int_equal(groups_from(&g, 0), 0);
    assert_int_equal(groups_until(&g, 0), 2);
    assert_int_equal(groups_until(&g, 1), 3);
    assert_int_equal(groups_from(&g, 2), groups_until(&g, 2));
    assert_int_equal(groups_from(&g, 3), 3);
    assert_int_equal(groups_until(&g, 3), 6);
    groups_clear(&g);
}

/* Given no groups at all, or one that does not exist: it holds nothing. */
static void
a_group_that_does_not_exist_is_empty(void **state)
{
    static const uint32_t of[] = {0};
    struct groups g = {.n = 0};

    (void)state;
    assert_int_equal(groups_from(&g, 0), groups_until(&g, 0));
    groups_make(&g, of, 1, 1);
    assert_int_equal(groups_from(&g, 7), groups_until(&g, 7));
    groups_clear(&g);
    groups_make(&g, of, 0, 0);
    assert_int_equal(groups_from(&g, 0), groups_until(&g, 0));
    groups_clear(&g);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_hold_their_things_in_order),
        cmocka_unit_test(a_group_that_does_not_exist_is_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
