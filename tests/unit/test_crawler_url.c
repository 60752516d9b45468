/* Web addresses: how they are read, told apart, and remembered. */
#include "base/buf.h"
#include "crawler/url.h"
#include "oit/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static int
setup(void **state)
{
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void
check_str(struct str got, const char *expected)
{
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", STR_ARGS(got), expected);
}

static struct url
parse(const char *text)
{
    struct url u;

    if (!url_parse(arena, str_of(text), NULL, NULL, &u))
        fail_msg("\"%s\" was refused", text);
    return u;
}

static void
check_same(const struct url *a, const struct url *b)
{
    check_str(a->href, arena_str(arena, b->href).p);
    check_str(a->scheme, arena_str(arena, b->scheme).p);
    check_str(a->username, arena_str(arena, b->username).p);
    check_str(a->password, arena_str(arena, b->password).p);
    check_str(a->host, arena_str(arena, b->host).p);
    check_str(a->path, arena_str(arena, b->path).p);
    check_str(a->query, arena_str(arena, b->query).p);
    check_str(a->fragment, arena_str(arena, b->fragment).p);
    assert_int_equal(a->port, b->port);
    assert_int_equal(a->has_query, b->has_query);
    assert_int_equal(a->has_fragment, b->has_fragment);
    assert_int_equal(a->special, b->special);
}

/* However an address is read, it comes to the same: a blank before it asks for the longer way. */
static void
test_short_ways(void **state)
{
    static const char *const bases[] = {"http://www.kokmai.example/ita/list.php?y=1",
                                        "https://www.kokmai.example:8443/", "http://u:p@kokmai.example/a/b",
                                        "http://[2001:db8::1]/a", "ftp://kokmai.example/a"};
    static const char *const pieces[] = {"/",  "a",  "news", ".php",      "?",  "id=5", "&",
                                         "..", ".",  "%2e",  "%E0%B8%81", "ก",  "'",    "#",
                                         ";",  "\\", " ",    ":",         "//", "~x",   "|"};
    uint32_t seed = 2566;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct url base = parse(bases[round % 5]), one, two;
        size_t kinds = round % 3 ? 7 : sizeof pieces / sizeof *pieces;
        const char *text = round % 4 ? "/" : "http://kokmai.example/";
        bool is_one, is_two;

        for (int i = 0; i < 1 + round % 9; i++) {
            seed = seed * 1664525u + 1013904223u;
            text = arena_printf(arena, "%s%s", text, pieces[(seed >> 16) % kinds]).p;
        }
        is_one = url_parse(arena, str_of(text), &base, NULL, &one);
        is_two = url_parse(arena, arena_printf(arena, " %s", text), &base, NULL, &two);
        assert_int_equal(is_one, is_two);
        if (is_one)
            check_same(&one, &two);
        arena_reset(arena);
    }
}

/* Addresses on a page mean what a browser takes them for. */
static void
test_references(void **state)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"plan.pdf", "http://www.kokmai.example/ita/plan.pdf"},
        {"../index.php?page=2", "http://www.kokmai.example/index.php?page=2"},
        {"./a/../b/%2e%2E/c", "http://www.kokmai.example/ita/c"},
        {"/ข่าว/แผน 66.pdf", "http://www.kokmai.example/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/"
                            "%E0%B9%81%E0%B8%9C%E0%B8%99%2066.pdf"},
        {"?year=2566", "http://www.kokmai.example/ita/list.php?year=2566"},
        {"#top", "http://www.kokmai.example/ita/list.php?y=1#top"},
        {"//files.kokmai.example/x", "http://files.kokmai.example/x"},
        {"\\\\files.kokmai.example\\x", "http://files.kokmai.example/x"},
        {"  \t/a\n/b  ", "http://www.kokmai.example/a/b"},
        {"http:/b", "http://www.kokmai.example/b"},
        {"HTTPS://WWW.KokMai.Example:443/A", "https://www.kokmai.example/A"},
        {"https://เทศบาล.ไทย/", "https://xn--42c6bg8cd2o.xn--o3cw4h/"},
        {"", "http://www.kokmai.example/ita/list.php?y=1"},
    };
    struct url base = parse("http://www.kokmai.example/ita/list.php?y=1#here"), u;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_true(url_parse(arena, str_of(cases[i].given), &base, NULL, &u));
        if (strcmp(cases[i].given, "https://เทศบาล.ไทย/") != 0)
            check_str(u.href, cases[i].expected);
        else
            assert_true(str_starts(u.host, STR("xn--")) && str_ends(u.host, STR(".xn--o3cw4h")));
    }
}

/* An address falls into its parts; a port that the scheme has anyway is none. */
static void
test_parts(void **state)
{
    struct url u = parse("https://user:pa%20ss@files.kokmai.example:8443/a/b?x=1#f");

    (void)state;
    check_str(u.scheme, "https");
    check_str(u.username, "user");
    check_str(u.password, "pa%20ss");
    check_str(u.host, "files.kokmai.example");
    assert_int_equal(u.port, 8443);
    check_str(u.path, "/a/b");
    check_str(u.query, "x=1");
    check_str(u.fragment, "f");
    assert_true(u.has_query && u.has_fragment && u.special);
    assert_int_equal(parse("http://t.example:80/").port, -1);
    assert_int_equal(url_port(&u), 8443);
    u = parse("https://t.example/?");
    assert_int_equal(url_port(&u), 443);
    assert_true(u.has_query && u.query.n == 0);
}

/* One host has many spellings; all of them are the same host here. */
static void
test_hosts(void **state)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"http://127.1/", "127.0.0.1"},
        {"http://0x7f000001/", "127.0.0.1"},
        {"http://0177.0.0.1./", "127.0.0.1"},
        {"http://%31%32%37.0.0.1/", "127.0.0.1"},
        {"http://①②⑦。0。0。1/", "127.0.0.1"},
        {"http://[0:0::1]/", "[::1]"},
        {"http://[1:0:0:2::3]/", "[1:0:0:2::3]"},
        {"http://[::FFFF:1.2.3.4]/", "[::ffff:102:304]"},
        {"http://a.example@b.example/", "b.example"},
        {"http://a.example\\@b.example/", "a.example"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check_str(parse(cases[i].given).host, cases[i].expected);
}

/* What no browser takes for an address is refused. */
static void
test_refusals(void **state)
{
    static const char *const cases[] = {
        "",
        "no scheme",
        "http://",
        "http://a b/",
        "http://t.example:99999/",
        "http://t.example:8o/",
        "http://256.1.1.1/",
        "http://1.2.3.4.5/",
        "http://[::1/",
        "http://[1:2:3]/",
        "http://[fe80::1%25eth0]/",
        "http://u:p@/",
        "http://a<b/",
        "http://a%00b/",
    };
    struct url u;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        if (url_parse(arena, str_of(cases[i]), NULL, NULL, &u))
            fail_msg("\"%s\" was read as %.*s", cases[i], STR_ARGS(u.href));
}

/* Only http and https with a host can be followed, on a port where pages may be. */
static void
test_followable(void **state)
{
    static const char *const no[] = {"mailto:a@t.example", "javascript:void(0)", "tel:021234567",
                                     "data:text/html,x",   "ftp://t.example/",   "file:///etc/passwd",
                                     "line://ti/p/x"};
    struct url u = parse("https://t.example/");

    (void)state;
    assert_true(url_followable(&u));
    for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
        u = parse(no[i]);
        assert_false(url_followable(&u));
        assert_int_equal(url_canonical(arena, &u).n, 0);
    }
    u = parse("http://t.example:8080/");
    assert_true(url_port_permitted(&u));
    u = parse("http://t.example:25/");
    assert_false(url_port_permitted(&u));
}

/* The query of a page in windows-874 is written in windows-874, with what it lacks as a number. */
static void
test_query_charset(void **state)
{
    struct url u;

    (void)state;
    assert_true(url_parse(arena, STR("http://t.example/ก?q=ก✓"), NULL, "windows-874", &u));
    check_str(u.path, "/%E0%B8%81");
    check_str(u.query, "q=%A1%26%2310003%3B");
    assert_true(url_parse(arena, STR("http://t.example/?q=ก"), NULL, "utf-8", &u));
    check_str(u.query, "q=%E0%B8%81");
}

/* The key of a page leaves out what names a visit, and nothing that names a page. */
static void
test_canonical(void **state)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"http://u:p@t.example:80/a#f", "http://t.example/a"},
        {"http://t.example/%e0%b8%81?q=%aa", "http://t.example/%E0%B8%81?q=%AA"},
        {"http://t.example/index.html", "http://t.example/index.html"},
        {"http://t.example/a?", "http://t.example/a"},
        {"http://t.example/a?b=2&a=1&b=2", "http://t.example/a?b=2&a=1&b=2"},
        {"http://t.example/a?PHPSESSID=x1&page=2", "http://t.example/a?page=2"},
        {"http://t.example/a?utm_source=line&fbclid=x", "http://t.example/a"},
        {"http://t.example/a;jsessionid=0A1B?x=1", "http://t.example/a?x=1"},
        {"http://t.example/a/.;jsessionid=0A1B/b;JSESSIONID=2/c", "http://t.example/a/.;jsessionid=0A1B/b/c"},
        {"http://t.example/a;JSESSIONID=0A1B/b;v=2", "http://t.example/a/b;v=2"},
        {"http://t.example/news?sid=12", "http://t.example/news?sid=12"},
        {"http://t.example/news?sid=9f86d081884c7d659a2feaa0c55ad015", "http://t.example/news"},
        {"http://t.example/a?&&x&", "http://t.example/a?x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct url u = parse(cases[i].given);

        check_str(url_canonical(arena, &u), cases[i].expected);
    }
}

/* An address longer than the ceiling has no key, and one beyond all measure is not looked at. */
static void
test_ceilings(void **state)
{
    struct buf text;
    struct url u;

    (void)state;
    buf_init(&text, 1 << 20);
    buf_z(&text, "http://t.example/");
    while (text.n <= LIMIT_ADDRESS)
        buf_char(&text, 'a');
    assert_true(url_parse(arena, buf_view(&text), NULL, NULL, &u));
    assert_int_equal(url_canonical(arena, &u).n, 0);
    while (text.n <= LIMIT_ADDRESS_WRITTEN)
        buf_char(&text, 'a');
    assert_false(url_parse(arena, buf_view(&text), NULL, NULL, &u));
    buf_free(&text);
}

/* Secrets may travel only between addresses of the same scheme, host and port. */
static void
test_same_origin(void **state)
{
    struct url a = parse("http://t.example/a"), b = parse("http://t.example:80/b"),
               c = parse("https://t.example/"), d = parse("http://www.t.example/");

    (void)state;
    assert_true(url_same_origin(&a, &b));
    assert_false(url_same_origin(&a, &c));
    assert_false(url_same_origin(&a, &d));
    check_str(url_bare_host(d.host), "t.example");
    check_str(url_bare_host(a.host), "t.example");
}

/* A site's folder is named after its host, and no host can name anything outside it. */
static void
test_file_name(void **state)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"http://www.x.example/", "www.x.example"},
        {"http://www.x.example:8080/", "www.x.example_8080"},
        {"http://[::1]:81/", "__1_81"},
        {"http://../", "_."},
        {"http://-x.example/", "_x.example"},
        {"http://a*b.example/", "a_b.example"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct url u = parse(cases[i].given);

        check_str(url_file_name(arena, &u), cases[i].expected);
    }
}

/* People read Thai, not escapes; what they could not see, or what would turn the line, stays escaped. */
static void
test_show(void **state)
{
    (void)state;
    check_str(url_show(arena, STR("http://t.example/%E0%B8%81%20%2F?%E0%B8%82=%0A")),
              "http://t.example/ก%20%2F?ข=%0A");
    check_str(url_show(arena, STR("http://t.example/%E2%80%AEfdp.exe%C2%85")),
              "http://t.example/%E2%80%AEfdp.exe%C2%85");
    check_str(url_show(arena, STR("http://t.example/%A1%D2")), "http://t.example/%A1%D2");
}

/* The file name at the end of an address, whatever encoding it was written in. */
static void
test_last_segment(void **state)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"http://t.example/files/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf?v=2#p", "แผน.pdf"},
        {"http://t.example/files/%C3%E9%CD%A7.pdf", "ร้อง.pdf"},
        {"http://t.example/a/..%2Fb%00.pdf", ".._b_.pdf"},
        {"http://t.example/a/", ""},
        {"http://t.example", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check_str(url_last_segment(arena, str_of(cases[i].given)), cases[i].expected);
}

#define LONG_LABEL "a234567890123456789012345678901234567890123456789012345678901234"

/* An address is read as people paste it; one that is none is refused, with or without a scheme. */
static void
addresses_as_they_are_pasted(void **state)
{
    static const struct {
        const char *given, *href;
    } cases[] = {
        {"www.town.example", "https://www.town.example/"},
        {" \t https://www.town.example/a \n", "https://www.town.example/a"},
        {"\xe2\x80\x8bhttp://www.town.example/\xe2\x80\x8b", "http://www.town.example/"},
        {"\xef\xbb\xbfwww.town.example\xc2\xa0", "https://www.town.example/"},
        {"\xe2\x80\xabhttps://town.example/\xe2\x80\xac", "https://town.example/"},
        {"<https://town.example/>", "https://town.example/"},
        {"\xe2\x80\x9c www.town.example \xe2\x80\x9d", "https://www.town.example/"},
        {"http:\\\\www.town.example\\", "http://www.town.example/"},
        {"HTTPS:/www.town.example", "https://www.town.example/"},
        {"town.example/a(1)", "https://town.example/a(1)"},
        {"localhost", "https://localhost/"},
        {"town:8080", "https://town:8080/"},
        {"www.town.example.", "https://www.town.example./"},
        {"[::1]:8080", "https://[::1]:8080/"},
        {"http//www.town.example", NULL},
        {".", NULL},
        {"..", NULL},
        {"./town.example", NULL},
        {"www..town.example", NULL},
        {"http://.town.example/", NULL},
        {LONG_LABEL ".example", NULL},
        {"town", NULL},
        {"clerk@town.example", NULL},
        {"ftp://town.example/", NULL},
        {"\xe2\x80\x8b", NULL},
        {"", NULL},
        {"<>", NULL},
    };
    struct arena *a = arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct url u;

        if (url_guess(a, str_of(cases[i].given), &u) != (cases[i].href != NULL))
            fail_msg("\"%s\"", cases[i].given);
        if (cases[i].href != NULL)
            check_str(u.href, cases[i].href);
    }
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_as_they_are_pasted),
        cmocka_unit_test_setup_teardown(test_references, setup, teardown),
        cmocka_unit_test_setup_teardown(test_short_ways, setup, teardown),
        cmocka_unit_test_setup_teardown(test_parts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hosts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
        cmocka_unit_test_setup_teardown(test_followable, setup, teardown),
        cmocka_unit_test_setup_teardown(test_query_charset, setup, teardown),
        cmocka_unit_test_setup_teardown(test_canonical, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ceilings, setup, teardown),
        cmocka_unit_test_setup_teardown(test_same_origin, setup, teardown),
        cmocka_unit_test_setup_teardown(test_file_name, setup, teardown),
        cmocka_unit_test_setup_teardown(test_show, setup, teardown),
        cmocka_unit_test_setup_teardown(test_last_segment, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
