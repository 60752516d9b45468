/* What belongs to a site: scheme-free host and port, the www twin, named hosts, and paths on shared hosts. */
#include "crawler/scope.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static struct url
url(const char *text)
{
    struct url u;

    assert_true(url_parse(arena, str_of(text), NULL, NULL, &u));
    return u;
}

static bool
in_scope(const struct scope *s, const char *text)
{
    struct url u = url(text);

    return scope_has(s, &u);
}

static struct scope *
scope_of(const char *start, const struct scope_settings *settings)
{
    struct url u = url(start);
    struct scope *s = scope_new(&u, settings, NULL);

    assert_non_null(s);
    return s;
}

static void
site_is_host_and_port_whatever_the_scheme(void **state)
{
    struct scope_settings none = {0};
    struct scope *s = scope_of("https://town.example/", &none);

    (void)state;
    assert_true(in_scope(s, "https://town.example/a/b?c=d"));
    assert_true(in_scope(s, "http://town.example/a"));
    assert_true(in_scope(s, "http://www.town.example/"));
    assert_false(in_scope(s, "http://town.example:8080/"));
    assert_false(in_scope(s, "https://other.example/"));
    assert_false(in_scope(s, "https://town.example.evil.example/"));
    assert_false(in_scope(s, "https://sub.town.example/"));
    assert_false(in_scope(s, "ftp://town.example/"));
    scope_free(s);
}

static void
start_on_www_includes_the_bare_host(void **state)
{
    struct scope_settings none = {0};
    struct scope *s = scope_of("http://www.town.example:8080/home", &none);

    (void)state;
    assert_true(in_scope(s, "https://town.example:8080/"));
    assert_false(in_scope(s, "http://www.town.example/"));
    scope_free(s);
}

static void
named_hosts_belong_with_their_port(void **state)
{
    struct str also[] = {STR("files.town.example"), STR("203.0.113.5:8000")};
    struct scope_settings settings = {.also = also, .also_n = 2};
    struct scope *s = scope_of("https://town.example/", &settings);

    (void)state;
    assert_true(in_scope(s, "https://files.town.example/x.pdf"));
    assert_true(in_scope(s, "http://203.0.113.5:8000/ita_66/"));
    assert_false(in_scope(s, "http://203.0.113.5/ita_66/"));
    assert_true(in_scope(s, "http://files.town.example:8080/x.pdf")); /* named without a port */
    scope_free(s);
}

static void
a_named_host_that_is_none_is_refused(void **state)
{
    static const char *const bad[] = {"",
                                      "a b",
                                      "town.example/path",
                                      "https://town.example",
                                      "x:99999",
                                      "*.town.example",
                                      "a.example,b.example",
                                      ".."};
    struct url start = url("https://town.example/");

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct str also = str_of(bad[i]);
        struct scope_settings settings = {.also = &also, .also_n = 1};
        struct err e = {0};
        assert_null(scope_new(&start, &settings, &e));
        assert_int_equal(e.code, ERR_USAGE);
    }
}

static void
on_a_shared_host_the_site_is_the_path(void **state)
{
    struct str shared[] = {STR("sites.google.com"), STR("pages.example")};
    struct scope_settings settings = {.shared_hosts = shared, .shared_host_n = 2};
    struct scope *s = scope_of("https://sites.google.com/view/town/home", &settings);

    (void)state;
    assert_true(in_scope(s, "https://sites.google.com/view/town"));
    assert_true(in_scope(s, "https://sites.google.com/view/town/ita/o1"));
    assert_false(in_scope(s, "https://sites.google.com/view/township"));
    assert_false(in_scope(s, "https://sites.google.com/view/other"));
    scope_free(s);
    s = scope_of("https://town.pages.example/x/index.html", &settings);
    assert_true(in_scope(s, "https://town.pages.example/x/y"));
    assert_false(in_scope(s, "https://town.pages.example/z"));
    scope_free(s);
}

static void
scope_path_keeps_to_the_path_on_any_host(void **state)
{
    struct scope_settings settings = {.path_only = true};
    struct scope *s = scope_of("https://district.example/town/", &settings);

    (void)state;
    assert_true(in_scope(s, "http://district.example/town/news"));
    assert_true(in_scope(s, "http://district.example/town"));
    assert_false(in_scope(s, "http://district.example/"));
    assert_false(in_scope(s, "http://district.example/town2/"));
    scope_free(s);
}

static void
the_key_of_a_server_is_its_host_with_an_unusual_port(void **state)
{
    struct url plain = url("http://town.example:80/a"), odd = url("https://town.example:8443/");

    (void)state;
    assert_true(str_eq(scope_host_key(arena, &plain), STR("town.example")));
    assert_true(str_eq(scope_host_key(arena, &odd), STR("town.example:8443")));
}

static int
set_up(void **state)
{
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(site_is_host_and_port_whatever_the_scheme),
        cmocka_unit_test(start_on_www_includes_the_bare_host),
        cmocka_unit_test(named_hosts_belong_with_their_port),
        cmocka_unit_test(a_named_host_that_is_none_is_refused),
        cmocka_unit_test(on_a_shared_host_the_site_is_the_path),
        cmocka_unit_test(scope_path_keeps_to_the_path_on_any_host),
        cmocka_unit_test(the_key_of_a_server_is_its_host_with_an_unusual_port),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
