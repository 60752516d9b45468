/* Sitemaps: what is handed on from good, broken and hostile files. */
#include "crawler/sitemap.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Writes "location[@lastmod]" separated by blanks; index entries begin with '>'. */
static void
note(void *ctx, struct str location, struct str lastmod, bool is_index)
{
    struct buf *out = ctx;

    if (out->n > 0)
        buf_char(out, ' ');
    if (is_index)
        buf_char(out, '>');
    buf_str(out, location);
    if (lastmod.n > 0)
        buf_printf(out, "@%.*s", STR_ARGS(lastmod));
}

static struct sitemap_result
check(struct str body, enum sitemap_kind kind, const char *expected)
{
    struct sitemap_result r;
    struct buf got;

    buf_init(&got, 4096);
    r = sitemap_read(body, note, &got);
    assert_string_equal(buf_cstr(&got), expected);
    assert_int_equal(r.kind, kind);
    buf_free(&got);
    return r;
}

/* A list of pages gives its addresses with their dates; children of extensions are no pages. */
static void
test_urlset(void **state)
{
    struct sitemap_result r;

    (void)state;
    r = check(STR("<?xml version=\"1.0\"?><urlset><url><loc>\n https://t.example/a?x=1&amp;y=2 </loc>"
                  "<lastmod>2023-04-01</lastmod><image:image><image:loc>https://t.example/i.png</image:loc>"
                  "</image:image></url><url><loc></loc></url></urlset>"),
              SITEMAP_URLS, "https://t.example/a?x=1&y=2@2023-04-01");
    assert_int_equal(r.count, 1);
    assert_false(r.damaged || r.refused || r.truncated);
}

/* An index gives the sitemaps it lists. */
static void
test_index(void **state)
{
    (void)state;
    check(STR("<sitemapindex><sitemap><loc>https://t.example/1.xml.gz</loc></sitemap></sitemapindex>"),
          SITEMAP_INDEX, ">https://t.example/1.xml.gz");
}

/* News feeds list pages too; the feed's own address is none of them. */
static void
test_feeds(void **state)
{
    (void)state;
    check(STR("<rss><channel><link>https://t.example/</link><item><link><![CDATA[https://t.example/"
              "n?a=1&b=2]]></link>"
              "</item></channel></rss>"),
          SITEMAP_FEED, "https://t.example/n?a=1&b=2");
    check(STR("<feed><link href='https://t.example/'/><entry><link rel='edit' href='https://t.example/e'/>"
              "<link href='https://t.example/n/1'/></entry></feed>"),
          SITEMAP_FEED, "https://t.example/n/1");
}

/* A plain list is addresses line by line. */
static void
test_text(void **state)
{
    (void)state;
    check(STR("https://t.example/a\r\n\nnot an address\nhttp://t.example/b"), SITEMAP_TEXT,
          "https://t.example/a http://t.example/b");
    check(STR("not a list"), SITEMAP_NONE, "");
    check(STR(""), SITEMAP_NONE, "");
}

/* Faults of hand-made files: bare ampersands, text before the XML, an end that is missing. */
static void
test_damage(void **state)
{
    struct sitemap_result r;

    (void)state;
    check(STR("<br />Warning: x\n<?xml "
              "version='1.0'?><urlset><url><loc>https://t.example/?a=1&b=2&nbsp;</loc></url></urlset>"),
          SITEMAP_URLS, "https://t.example/?a=1&b=2&nbsp;");
    r = check(STR("<urlset><url><loc>https://t.example/a</loc></url><url><loc>https://t.ex"), SITEMAP_URLS,
              "https://t.example/a");
    assert_true(r.damaged);
}

/* A file that declares an entity is left at that point; a web page is no sitemap. */
static void
test_refused(void **state)
{
    struct sitemap_result r;

    (void)state;
    r = check(STR("<!DOCTYPE u [<!ENTITY x SYSTEM "
                  "'file:///etc/passwd'>]><urlset><url><loc>&x;</loc></url></urlset>"),
              SITEMAP_NONE, "");
    assert_true(r.refused);
    check(STR("<!DOCTYPE html><html><a href='/x'>x</a></html>"), SITEMAP_NONE, "");
}

/* At most 50,000 addresses are taken of one file, and the rest is said to be cut. */
static void
test_ceiling(void **state)
{
    struct sitemap_result r;
    struct buf body, sink;

    (void)state;
    buf_init(&body, 8 << 20);
    buf_init(&sink, 16);
    for (int i = 0; i < 50001; i++)
        buf_printf(&body, "https://t.example/%d\n", i);
    r = sitemap_read(buf_view(&body), note, &sink);
    assert_int_equal(r.count, 50000);
    assert_true(r.truncated);
    buf_free(&body);
    buf_free(&sink);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urlset),  cmocka_unit_test(test_index),  cmocka_unit_test(test_feeds),
        cmocka_unit_test(test_text),    cmocka_unit_test(test_damage), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_ceiling),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
