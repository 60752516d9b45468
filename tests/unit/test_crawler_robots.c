/* robots.txt: who is meant, what is closed, and what an answer to its request means. */
#include "base/buf.h"
#include "crawler/robots.h"
#include "oit/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static bool
allows(const char *text, const char *path)
{
    struct robots *r = robots_parse(str_of(text), STR("OitBot"));
    bool allowed = robots_allows(r, str_of(path));

    robots_free(r);
    return allowed;
}

/* A group that names us replaces the group for everybody; several groups for us add up. */
static void
test_groups(void **state)
{
    const char *text = "User-agent: *\nDisallow: /\n\nUser-agent: oitbot/1.0\nDisallow: /a\n\n"
                       "User-agent: KaoBot\nUser-agent: OitBot\nDisallow: /b\n";

    (void)state;
    assert_true(allows(text, "/c"));
    assert_false(allows(text, "/a/1"));
    assert_false(allows(text, "/b"));
    assert_false(allows("User-agent: *\nDisallow: /\n\nUser-agent: OitBotX\nAllow: /\n", "/c"));
}

/* The longest pattern decides; of two as long, the one that allows. */
static void
test_longest(void **state)
{
    const char *text = "User-agent: *\nDisallow: /ita/\nAllow: /ita/public/\nDisallow: /x\nAllow: /x\n";

    (void)state;
    assert_false(allows(text, "/ita/1"));
    assert_true(allows(text, "/ita/public/1"));
    assert_true(allows(text, "/x"));
}

/* '*' stands for anything, '$' for the end; escaped they are ordinary characters. */
static void
test_patterns(void **state)
{
    (void)state;
    assert_false(allows("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf"));
    assert_true(allows("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x"));
    assert_false(allows("User-agent: *\nDisallow: /a*b*c", "/a1b2c3"));
    assert_true(allows("User-agent: *\nDisallow: /a*b*c", "/a1c2b3"));
    assert_false(allows("User-agent: *\nDisallow: /p-%24", "/p-$"));
    assert_true(allows("User-agent: *\nDisallow: /p-%2A", "/p-x"));
}

/* Escapes compare by what they mean. */
static void
test_spelling(void **state)
{
    (void)state;
    assert_false(allows("User-agent: *\nDisallow: /ข่าว/", "/%e0%b8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/1"));
    assert_false(allows("User-agent: *\nDisallow: /%66oo", "/foo"));
    assert_true(allows("User-agent: *\nDisallow: /a/b", "/a%2Fb"));
}

/* Wild line ends, marks, comments and junk leave the good lines as they are. */
static void
test_junk(void **state)
{
    (void)state;
    assert_false(allows("\xef\xbb\xbfUSER-AGENT : *\r<<<<\rDISALLOW:/a # b\r\n", "/a"));
    assert_true(allows("Disallow: /\nUser-agent: *\nDisallow:\n", "/a"));
    assert_true(allows("<html><body>Disallow: /</body></html>", "/a"));
    assert_true(allows("User-agent: *\nDisallow: /", "/robots.txt"));
}

/* A file cut at the ceiling loses its half line, which might have closed more than was meant. */
static void
test_ceiling(void **state)
{
    struct buf text;
    struct robots *r;

    (void)state;
    buf_init(&text, 2 * LIMIT_ROBOTS);
    buf_z(&text, "User-agent: *\nDisallow: /first\n");
    while (text.n < LIMIT_ROBOTS - 12)
        buf_z(&text, "#\n");
    buf_z(&text, "Disallow: /only-this\n");
    r = robots_parse(buf_view(&text), STR("OitBot"));
    assert_false(robots_allows(r, STR("/first")));
    assert_true(robots_allows(r, STR("/other")));
    robots_free(r);
    buf_free(&text);
}

/* Crawl-delay of our group, sitemaps of the whole file. */
static void
test_delay_and_sitemaps(void **state)
{
    struct robots *r =
        robots_parse(STR("Sitemap: https://t.example/1.xml\nUser-agent: OitBot\nCrawl-delay: 2.5\n"
                         "User-agent: KaoBot\nDisallow: /x\nSitemap:/2.xml\n\n"
                         "User-agent: *\nCrawl-delay: 90\n"),
                     STR("OitBot"));

    (void)state;
    assert_true(robots_crawl_delay(r) == 2.5);
    assert_int_equal(robots_sitemap_count(r), 2);
    assert_true(str_eq(robots_sitemap(r, 0), STR("https://t.example/1.xml")));
    assert_true(str_eq(robots_sitemap(r, 1), STR("/2.xml")));
    robots_free(r);
    r = robots_parse(STR("User-agent: *\nCrawl-delay: soon\n"), STR("OitBot"));
    assert_true(robots_crawl_delay(r) == -1);
    robots_free(r);
}

/* No robots.txt allows everything; one that could not be asked for forbids everything. */
static void
test_answers(void **state)
{
    struct robots *none = robots_forbid_all();

    (void)state;
    assert_true(robots_allows(NULL, STR("/a")));
    assert_false(robots_allows(none, STR("/a")));
    robots_free(none);
    robots_free(NULL);
    assert_int_equal(robots_policy_of(200, false), ROBOTS_USE_BODY);
    assert_int_equal(robots_policy_of(200, true), ROBOTS_ALLOW_ALL);
    assert_int_equal(robots_policy_of(404, true), ROBOTS_ALLOW_ALL);
    assert_int_equal(robots_policy_of(403, false), ROBOTS_ALLOW_ALL);
    assert_int_equal(robots_policy_of(302, false), ROBOTS_ALLOW_ALL);
    assert_int_equal(robots_policy_of(429, false), ROBOTS_FORBID_ALL);
    assert_int_equal(robots_policy_of(503, false), ROBOTS_FORBID_ALL);
    assert_int_equal(robots_policy_of(0, false), ROBOTS_FORBID_ALL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_spelling),
        cmocka_unit_test(test_junk),
        cmocka_unit_test(test_ceiling),
        cmocka_unit_test(test_delay_and_sitemaps),
        cmocka_unit_test(test_answers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
