/* Addresses and their parts. */
#include "base/href.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the three above first */
#include <cmocka.h>

/* Given: addresses as they are written.  Expected: scheme, site with its port, host without, and the rest. */
static void
parts(void **state)
{
    static const struct {
        const char *url, *scheme, *site, *host, *rest;
    } cases[] = {
        {"https://www.town.example/list?page=2#top", "https", "www.town.example", "www.town.example",
         "/list?page=2#top"},
        {"http://town.example:8080/", "http", "town.example:8080", "town.example", "/"},
        {"http://town.example", "http", "town.example", "town.example", ""},
        {"http://town.example?x=http://other.example/", "http", "town.example", "town.example",
         "?x=http://other.example/"},
        {"http://town.example#x", "http", "town.example", "town.example", "#x"},
        {"http://[2001:db8::1]:81/a:b", "http", "[2001:db8::1]:81", "[2001:db8::1]", "/a:b"},
        {"http://[2001:db8::1]/", "http", "[2001:db8::1]", "[2001:db8::1]", "/"},
        {"http://", "http", "", "", ""},
        {"mailto:office@town.example", "", "", "", ""},
        {"tel:053-000000", "", "", "", ""},
        {"/list?next=http://town.example/", "", "", "", ""},
        {"", "", "", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct href cut = href_cut(str_of(cases[i].url));

        if (!str_eq(cut.scheme, str_of(cases[i].scheme)) || !str_eq(cut.site, str_of(cases[i].site)) ||
            !str_eq(cut.host, str_of(cases[i].host)) || !str_eq(cut.rest, str_of(cases[i].rest)))
            fail_msg("%s: %.*s | %.*s | %.*s | %.*s", cases[i].url, STR_ARGS(cut.scheme), STR_ARGS(cut.site),
                     STR_ARGS(cut.host), STR_ARGS(cut.rest));
    }
}

/* Given hosts with and without "www.": it is taken off the front, once, however it is written. */
static void
www(void **state)
{
    (void)state;
    assert_true(str_eq(href_without_www(STR("WWW.town.example")), STR("town.example")));
    assert_true(str_eq(href_without_www(STR("www.www.example")), STR("www.example")));
    assert_true(str_eq(href_without_www(STR("wwwtown.example")), STR("wwwtown.example")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(parts), cmocka_unit_test(www)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
