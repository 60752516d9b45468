/* Text of the web in HTML, and addresses as people read them. */
#include "report/address.h"
#include "report/report.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef void escape_fn(struct buf *out, struct str s);

static void
assert_escaped(escape_fn *f, struct str given, const char *expected)
{
    struct buf out;

    buf_init(&out, 4096);
    f(&out, given);
    assert_string_equal(buf_cstr(&out), expected);
    buf_free(&out);
}

/* The five signs that mean something in HTML lose their meaning; Thai stays as it is. */
static void
text_is_escaped(void **state)
{
    (void)state;
    assert_escaped(html_text, STR("<a href=\"x\">Q&A's</a>"),
                   "&lt;a href=&quot;x&quot;&gt;Q&amp;A&#39;s&lt;/a&gt;");
    assert_escaped(html_text, STR("น้ำประปา ๒๕๖๖"), "น้ำประปา ๒๕๖๖");
    assert_escaped(html_text, STR_NONE, "");
}

/* What is already an entity is text like any other. */
static void
entities_are_text(void **state)
{
    (void)state;
    assert_escaped(html_text, STR("&lt;script&gt;"), "&amp;lt;script&amp;gt;");
}

/* Controls become visible, line ends become blanks, nothing turns the direction, bad bytes are marked. */
static void
unseen_characters_are_shown(void **state)
{
    (void)state;
    assert_escaped(html_text, STR("a\0b"), "a␀b");
    assert_escaped(html_text, STR("a\x1b[2Jb\x7f"), "a␛[2Jb␡");
    assert_escaped(html_text, STR("a\r\nb\tc"), "a  b c");
    assert_escaped(html_text,
                   STR("x\xc2\x9b"
                       "31m"),
                   "x\xef\xbf\xbd"
                   "31m");
    assert_escaped(html_text, STR("fdp\xe2\x80\xae.exe"), "fdp\\u{202E}.exe");
    assert_escaped(html_text, STR("\xff\xe0\xb8"), "\xef\xbf\xbd\xef\xbf\xbd");
    assert_escaped(html_text, STR("a\xef\xbf\xbe"), "a\xef\xbf\xbd");
}

/* An attribute cannot end, not even where somebody forgets its quotation marks. */
static void
attributes_are_escaped(void **state)
{
    (void)state;
    assert_escaped(html_attribute, STR("\" onclick='x'`="), "&quot; onclick&#61;&#39;x&#39;&#96;&#61;");
}

/* Only whole http and https addresses become links. */
static void
links_are_web_addresses(void **state)
{
    static const struct str good[] = {STR("https://www.tuayang.example/"),
                                      STR("http://tuayang.example:8080/a?b=c&d"),
                                      STR("https://tuayang.example/%E0%B8%81")};
    static const struct str bad[] = {STR("javascript:alert(1)"),
                                     STR("java\tscript:alert(1)"),
                                     STR("\x01javascript:alert(1)"),
                                     STR("data:text/html,x"),
                                     STR("vbscript:x"),
                                     STR("//tuayang.example/"),
                                     STR("https://"),
                                     STR("https:///x"),
                                     STR("ftp://tuayang.example/"),
                                     STR("https://a b/"),
                                     STR("https://a\"onclick=x/"),
                                     STR("https://a/\xe2\x80\xae"),
                                     STR("https://a/\0javascript"),
                                     STR("https://a/<b>"),
                                     STR(""),
                                     STR("mailto:a@tuayang.example"),
                                     STR(" https://tuayang.example/")};

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        assert_true(html_safe_link(good[i]));
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(html_safe_link(bad[i]));
}

static void
assert_shown(struct str url, const char *expected)
{
    struct arena *a = arena_new(0);

    assert_string_equal(address_show(a, url).p, expected);
    arena_free(a);
}

/* A Thai address reads as Thai; what would mislead or break it stays escaped. */
static void
addresses_are_decoded_for_people(void **state)
{
    (void)state;
    assert_shown(STR("https://x.example/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/1"), "https://x.example/ข่าว/1");
    assert_shown(STR("https://x.example/a%20b%2Fc%3Fd"), "https://x.example/a%20b%2Fc%3Fd");
    assert_shown(STR("https://x.example/%E2%80%AEfdp"), "https://x.example/%E2%80%AEfdp");
    assert_shown(STR("https://x.example/%C2%A0%00%0A"), "https://x.example/%C2%A0%00%0A");
    assert_shown(STR("https://x.example/%E0%B8"), "https://x.example/%E0%B8");
    assert_shown(STR("https://x.example/%E0%B8%81%E0%B8"), "https://x.example/ก%E0%B8");
    assert_shown(STR("https://x.example/100%"), "https://x.example/100%");
    assert_shown(STR("https://x.example/%A1%A2"), "https://x.example/%A1%A2");
}

/* A Thai name of a host reads as Thai; one with letters of another script, or that is no right spelling,
 * stays. */
static void
host_names_are_decoded_for_people(void **state)
{
    (void)state;
    assert_shown(STR("https://www.xn--72c1afm5bqpe3cybig5owe.xn--o3cw4h/a"),
                 "https://www.เทศบาลตัวอย่าง.ไทย/a");
    assert_shown(STR("http://xn--o3cw4h:8080/"), "http://ไทย:8080/");
    assert_shown(STR("https://xn--80ak6aa92e.example/"), "https://xn--80ak6aa92e.example/");
    assert_shown(STR("https://xn--bcher-kva.example/xn--o3cw4h"), "https://xn--bcher-kva.example/xn--o3cw4h");
    assert_shown(STR("https://xn--/xn--.xn--a"), "https://xn--/xn--.xn--a");
    assert_shown(STR("/xn--o3cw4h"), "/xn--o3cw4h");
}

/* Addresses in a sentence are shown so too, and nothing else of it changes. */
static void
addresses_in_sentences(void **state)
{
    struct arena *a = arena_new(0);

    (void)state;
    assert_string_equal(
        address_show_in(a, STR("ที่ http://xn--o3cw4h/%E0%B8%81: 100%E0%B8%81, https://x.example/%E0%B8%82."))
            .p,
        "ที่ http://ไทย/ก: 100%E0%B8%81, https://x.example/ข.");
    assert_string_equal(address_show_in(a, STR("%E0%B8%81 ://%E0%B8%81")).p, "%E0%B8%81 ://%E0%B8%81");
    arena_free(a);
}

/* Where the start of an address is plain, it is left away. */
static void
addresses_are_shortened(void **state)
{
    struct arena *a = arena_new(0);

    (void)state;
    assert_string_equal(address_show_short(a, STR("https://www.tuayang.example/")).p, "www.tuayang.example");
    assert_string_equal(address_show_short(a, STR("http://tuayang.example/a/")).p, "tuayang.example/a/");
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(entities_are_text),
        cmocka_unit_test(unseen_characters_are_shown),
        cmocka_unit_test(attributes_are_escaped),
        cmocka_unit_test(links_are_web_addresses),
        cmocka_unit_test(addresses_are_decoded_for_people),
        cmocka_unit_test(host_names_are_decoded_for_people),
        cmocka_unit_test(addresses_in_sentences),
        cmocka_unit_test(addresses_are_shortened),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
