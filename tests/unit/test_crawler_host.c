/* How gently a server is asked: pace, Crawl-delay, Retry-After, back-off, set aside. */
#include "crawler/host.h"
#include "oit/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct host *
host(double rate, int connections)
{
    struct host_manners m = {rate, connections};

    return host_new(STR("town.example"), &m);
}

static void
one_request_a_second_by_default(void **state)
{
    struct host *h = host(1, 1);

    (void)state;
    assert_int_equal(host_wait(h, 10000), 0);
    host_started(h, 10000);
    assert_int_equal(host_wait(h, 10300), -1);
    host_ended(h, 200, PROBLEM_NONE, -1, 10300);
    assert_int_equal(host_wait(h, 10300), 700);
    assert_int_equal(host_wait(h, 11000), 0);
    host_free(h);
}

static void
rate_zero_means_no_pause_and_connections_count(void **state)
{
    struct host *h = host(0, 2);

    (void)state;
    host_started(h, 0);
    assert_int_equal(host_wait(h, 0), 0);
    host_started(h, 0);
    assert_int_equal(host_wait(h, 0), -1);
    assert_int_equal(host_running(h), 2);
    host_free(h);
}

static void
a_crawl_delay_counts_even_without_a_rate(void **state)
{
    struct host *h = host(0, 4);
    double asked;

    (void)state;
    host_set_rules(h, robots_parse(STR("User-agent: *\nCrawl-delay: 5\n"), STR("oit")), HOST_OPEN,
                   PROBLEM_NONE);
    host_started(h, 0);
    assert_int_equal(host_wait(h, 0), -1);
    host_ended(h, 200, PROBLEM_NONE, -1, 100);
    assert_int_equal(host_wait(h, 100), 4900);
    host_set_rules(h, robots_parse(STR("User-agent: *\nCrawl-delay: 1000000\n"), STR("oit")), HOST_OPEN,
                   PROBLEM_NONE);
    assert_true(host_delay(h, &asked) == LIMIT_CRAWL_DELAY_S);
    assert_true(asked == 1000000);
    host_free(h);
}

static void
retry_after_is_kept_and_too_long_ones_set_aside(void **state)
{
    struct host *h = host(0, 1);

    (void)state;
    host_started(h, 0);
    host_ended(h, 429, PROBLEM_NONE, 120, 0);
    assert_int_equal(host_wait(h, 0), 120000);
    host_started(h, 120000);
    host_ended(h, 503, PROBLEM_NONE, LIMIT_RETRY_AFTER_S + 1, 120000);
    assert_true(host_is_aside(h));
    /* At the end one careful try, and none after a second refusal. */
    assert_true(host_wake(h, 130000));
    assert_int_equal(host_wait(h, 130000), 20000);
    host_started(h, 150000);
    host_ended(h, 503, PROBLEM_NONE, LIMIT_RETRY_AFTER_S + 1, 150000);
    assert_true(host_is_aside(h));
    assert_false(host_wake(h, 160000));
    host_free(h);
}

static void
a_delay_begins_with_the_request_that_brought_it(void **state)
{
    struct host *h = host(0, 1);

    (void)state;
    host_started(h, 1000);
    host_ended(h, 200, PROBLEM_NONE, -1, 1100);
    host_set_rules(h, robots_parse(STR("User-agent: *\nCrawl-delay: 5\n"), STR("oit")), HOST_OPEN,
                   PROBLEM_NONE);
    assert_int_equal(host_wait(h, 1100), 4900);
    host_free(h);
}

static void
a_page_that_fails_again_does_not_set_its_server_aside(void **state)
{
    struct host *h = host(0, 1);
    int64_t now = 1000;

    (void)state;
    for (int i = 0; i < 20; i++) {
        host_started(h, now);
        host_ended_again(h, 0, PROBLEM_RESET, -1, now);
        assert_int_equal(host_wait(h, now), 1000);
        now += 1000;
    }
    assert_false(host_is_aside(h));
    /* A server that is down is another matter. */
    for (int i = 0; i < 6; i++) {
        host_started(h, now);
        host_ended_again(h, 0, PROBLEM_REFUSED, -1, now);
        now += 100000;
    }
    assert_true(host_is_aside(h));
    host_free(h);
}

static void
a_server_that_slows_down_is_given_air(void **state)
{
    struct host *h = host(0, 1);
    int64_t now = 0;

    (void)state;
    for (int i = 0; i < 10; i++, now += 100) {
        host_took(h, 50, now);
        assert_int_equal(host_wait(h, now), 0);
    }
    host_took(h, 2000, now); /* it now needs two seconds: as long it is left alone */
    assert_int_equal(host_wait(h, now), 2000);
    now += 2000;
    host_took(h, 60000, now);
    assert_int_equal(host_wait(h, now), 10000);
    now += 10000;
    for (int i = 0; i < 10; i++, now += 11000) /* and when it is well again, it is asked as before */
        host_took(h, 50, now);
    assert_int_equal(host_wait(h, now), 0);
    host_free(h);
}

static void
silence_doubles_the_pause_until_the_host_is_set_aside(void **state)
{
    struct host *h = host(0, 1);
    int64_t now = 0, last = 0;
    int n = 0;

    (void)state;
    host_started(h, now);
    host_ended(h, 200, PROBLEM_NONE, -1, now);
    while (!host_is_aside(h)) {
        host_started(h, now);
        host_ended(h, 0, PROBLEM_TIMEOUT, -1, now);
        if (host_is_aside(h))
            break;
        assert_true(host_wait(h, now) > last);
        last = host_wait(h, now);
        now += last;
        n++;
    }
    assert_in_range(n, 3, 8);
    assert_true(host_wake(h, now));
    assert_true(host_wait(h, now) > 0);
    host_free(h);
}

static void
a_page_that_fails_says_nothing_about_the_server(void **state)
{
    struct host *h = host(0, 1);

    (void)state;
    for (int i = 0; i < 50; i++) {
        host_started(h, i);
        host_ended(h, i % 2 ? 404 : 500, PROBLEM_NONE, -1, i);
        assert_int_equal(host_wait(h, i), 0);
    }
    host_free(h);
}

static void
a_server_that_never_answered_is_not_waited_for(void **state)
{
    struct host *h = host(0, 1);

    (void)state;
    for (int i = 0; !host_is_aside(h); i++) {
        host_started(h, i);
        host_ended(h, 0, PROBLEM_REFUSED, -1, i);
    }
    assert_false(host_wake(h, 1000000));
    host_free(h);
}

static void
nothing_is_read_before_the_rules_are_known(void **state)
{
    struct host *h = host(0, 1);

    (void)state;
    assert_int_equal(host_stage(h), HOST_NEW);
    assert_false(host_allows(h, STR("/")));
    host_set_rules(h, robots_parse(STR("User-agent: *\nDisallow: /private\n"), STR("oit")), HOST_OPEN,
                   PROBLEM_NONE);
    assert_true(host_allows(h, STR("/")));
    assert_false(host_allows(h, STR("/private/a")));
    host_set_rules(h, robots_forbid_all(), HOST_CLOSED, PROBLEM_ROBOTS);
    assert_false(host_allows(h, STR("/")));
    assert_int_equal(host_why(h), PROBLEM_ROBOTS);
    host_free(h);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_delay_begins_with_the_request_that_brought_it),
        cmocka_unit_test(a_page_that_fails_again_does_not_set_its_server_aside),
        cmocka_unit_test(a_server_that_slows_down_is_given_air),
        cmocka_unit_test(one_request_a_second_by_default),
        cmocka_unit_test(rate_zero_means_no_pause_and_connections_count),
        cmocka_unit_test(a_crawl_delay_counts_even_without_a_rate),
        cmocka_unit_test(retry_after_is_kept_and_too_long_ones_set_aside),
        cmocka_unit_test(silence_doubles_the_pause_until_the_host_is_set_aside),
        cmocka_unit_test(a_page_that_fails_says_nothing_about_the_server),
        cmocka_unit_test(a_server_that_never_answered_is_not_waited_for),
        cmocka_unit_test(nothing_is_read_before_the_rules_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
