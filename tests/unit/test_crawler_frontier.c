/* The frontier: what is known once, and the order in which it is read. */
#include "crawler/frontier.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint32_t
queue(struct frontier *f, const char *url, int depth, int priority, enum frontier_class class)
{
    uint32_t i = frontier_add(f, str_of(url));
    struct known *k = frontier_at(f, i);

    k->depth = depth;
    k->priority = priority;
    k->class = class;
    frontier_push(f, i);
    return i;
}

static const char *
next(struct frontier *f)
{
    uint32_t i;

    return frontier_pop(f, 0, &i) ? frontier_at(f, i)->url.p : "";
}

static void
order_is_by_promise_then_depth_then_finding(void **state)
{
    struct frontier *f = frontier_new(100);

    (void)state;
    queue(f, "deep", 3, 0, FRONTIER_LINKED);
    queue(f, "first", 1, 0, FRONTIER_LINKED);
    queue(f, "second", 1, 0, FRONTIER_LINKED);
    queue(f, "likely and deep", 4, 90, FRONTIER_LINKED);
    queue(f, "likely", 2, 90, FRONTIER_LINKED);
    queue(f, "feed", 1, 90, FRONTIER_HINTED);
    queue(f, "sitemap", 0, 0, FRONTIER_SITEMAP);
    assert_int_equal(frontier_queued(f), 7);
    assert_string_equal(next(f), "likely");
    assert_string_equal(next(f), "likely and deep");
    assert_string_equal(next(f), "first");
    assert_string_equal(next(f), "second");
    assert_string_equal(next(f), "deep");
    assert_string_equal(next(f), "feed");
    assert_string_equal(next(f), "sitemap");
    assert_string_equal(next(f), "");
    assert_int_equal(frontier_queued(f), 0);
    frontier_free(f);
}

static void
a_raised_address_is_taken_once_and_earlier(void **state)
{
    struct frontier *f = frontier_new(100);
    uint32_t late;

    (void)state;
    queue(f, "a", 1, 0, FRONTIER_LINKED);
    late = queue(f, "b", 1, 0, FRONTIER_LINKED);
    frontier_at(f, late)->priority = 100;
    frontier_push(f, late);
    assert_int_equal(frontier_untried(f, 0), 2);
    assert_string_equal(next(f), "b");
    assert_string_equal(next(f), "a");
    assert_string_equal(next(f), "");
    frontier_free(f);
}

static void
what_failed_waits_for_its_time(void **state)
{
    struct frontier *f = frontier_new(100);
    uint32_t i = frontier_add(f, STR("failed")), got;
    int64_t wait;

    (void)state;
    frontier_push_again(f, i, 5000);
    assert_false(frontier_pop(f, 0, &got));
    assert_false(frontier_pop_again(f, 0, 2000, &got, &wait));
    assert_int_equal(wait, 3000);
    assert_true(frontier_pop_again(f, 0, 5000, &got, &wait));
    assert_int_equal(got, i);
    assert_false(frontier_pop_again(f, 0, 9000, &got, &wait));
    assert_int_equal(wait, -1);
    frontier_free(f);
}

static void
servers_have_queues_of_their_own(void **state)
{
    struct frontier *f = frontier_new(100);
    uint32_t i = frontier_add(f, STR("there")), got;

    (void)state;
    frontier_at(f, i)->host = 3;
    frontier_push(f, i);
    assert_int_equal(frontier_untried(f, 0), 0);
    assert_int_equal(frontier_untried(f, 3), 1);
    assert_int_equal(frontier_untried(f, 7), 0);
    assert_false(frontier_pop(f, 0, &got));
    assert_true(frontier_pop(f, 3, &got));
    frontier_free(f);
}

static void
more_addresses_than_the_ceiling_are_not_taken(void **state)
{
    struct frontier *f = frontier_new(2);

    (void)state;
    assert_int_equal(frontier_add(f, STR("a")), 0);
    assert_int_equal(frontier_add(f, STR("b")), 1);
    assert_int_equal(frontier_add(f, STR("c")), NO_INDEX);
    assert_int_equal(frontier_find(f, STR("b")), 1);
    assert_int_equal(frontier_find(f, STR("c")), NO_INDEX);
    frontier_free(f);
}

static void
ten_thousand_addresses_come_out_in_order(void **state)
{
    struct frontier *f = frontier_new(20000);
    char url[32];
    uint32_t i, n = 0;
    int last = 0;

    (void)state;
    for (int k = 0; k < 10000; k++) {
        snprintf(url, sizeof url, "u%d", k);
        queue(f, url, (k * 7919) % 97, 0, FRONTIER_LINKED);
    }
    for (; frontier_pop(f, 0, &i); n++) {
        assert_true(frontier_at(f, i)->depth >= last);
        last = frontier_at(f, i)->depth;
    }
    assert_int_equal(n, 10000);
    frontier_free(f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_by_promise_then_depth_then_finding),
        cmocka_unit_test(a_raised_address_is_taken_once_and_earlier),
        cmocka_unit_test(what_failed_waits_for_its_time),
        cmocka_unit_test(servers_have_queues_of_their_own),
        cmocka_unit_test(more_addresses_than_the_ceiling_are_not_taken),
        cmocka_unit_test(ten_thousand_addresses_come_out_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
