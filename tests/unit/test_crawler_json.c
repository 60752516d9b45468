/* Addresses in JSON, with the titles beside them. */
#include "base/buf.h"
#include "crawler/json.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
note(void *ctx, struct str address, struct str words)
{
    buf_printf(ctx, "%.*s[%.*s] ", STR_ARGS(address), STR_ARGS(words));
}

static void
expect(struct str text, const char *expected)
{
    struct buf b;

    buf_init(&b, 1 << 20);
    json_addresses(text, note, &b);
    assert_string_equal(buf_cstr(&b), expected);
    buf_free(&b);
}

static void
each_text_gives_its_addresses(void **state)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"{\"url\":\"/a\",\"title\":\"Plan\"}", "/a[Plan] "},
        {"[{\"title\":\"A\",\"link\":\"http:\\/\\/t.example\\/a\"},{\"link\":\"/b\"}]",
         "http://t.example/a[A] /b[] "},
        /* WordPress: the title stands one deeper, behind the address */
        {"[{\"link\":\"http://t.example/?p=3\",\"title\":{\"rendered\":\"News\"}}]",
         "http://t.example/?p=3[News] "},
        {"{\"content\":\"<p><a href=\\\"plan.pdf\\\">x</a> <a href='b.html'>\"}", "plan.pdf[] b.html[] "},
        {"{\"items\":[\"a.pdf\",\"words only\",\"b.html\"]}", "a.pdf[] b.html[] "},
        {"{\"path\":\"\\u002fa\\u0e01\"}", ""}, /* an escape where the first byte decides */
        {"{\"path\":\"/a\\u0e01\"}", "/a\xe0\xb8\x81[] "},
        {"{\"note\":\"/no-address-key\",\"n\":5,\"b\":true}", ""},
        {"{\"url\":\"/cut\",\"title\":\"T", "/cut[T] "},
        {"{\"url\":\"/a\"", "/a[] "},
        {"]}}[", ""},
        {"\"url\"", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(str_of(cases[i].text), cases[i].expected);
}

static void
depth_costs_nothing(void **state)
{
    size_t n = 1 << 20;
    char *text = malloc(n);

    (void)state;
    memset(text, '[', n);
    expect((struct str){text, n}, "");
    memset(text, '{', n);
    expect((struct str){text, n}, "");
    memset(text, '"', n);
    expect((struct str){text, n}, "");
    memset(text, '\\', n);
    text[0] = '{';
    text[1] = '"';
    expect((struct str){text, n}, "");
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_text_gives_its_addresses),
        cmocka_unit_test(depth_costs_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
