/* Old Word files by way of DocBook, and the size of pictures before they are unpacked. */
#include "extract/docbook.h"
#include "extract/image_size.h"
#include "oit/document.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static uint32_t
check(const char *xml, const char *expected)
{
    struct letters_count whole = {0};
    struct buf out;
    uint32_t flags;

    buf_init(&out, 1 << 20);
    flags = docbook_write(&out, str_of(xml), &whole);
    if (!str_eq(buf_view(&out), str_of(expected)))
        fail_msg("\"%s\" gives \"%s\", not \"%s\"", xml, buf_cstr(&out), expected);
    buf_free(&out);
    return flags;
}

/* Headings have the level of their section, lists their items; facts about the file are no text. */
static void
test_text(void **state)
{
    (void)state;
    check("<?xml version=\"1.0\"?>\n<!DOCTYPE book>\n<book lang='en_US'>\n <bookinfo>\n<title>X</title>\n"
          "<date>1600-12-31</date>\n </bookinfo>\n <chapter>\n<title>แผนการบริหาร</title>\n  <para>\nเทศบาล\n"
          "<emphasis role='bold'>ตำบล</emphasis>สมมุติ &amp; &lt;อื่น&gt; &#3585;\n  </para>\n"
          "  <sect1>\n<title>วัตถุประสงค์</title>\n   <itemizedlist mark='bullet'>\n    <listitem>\n"
          "     <para>\nเพื่อสรรหา\n     </para>\n    </listitem>\n   </itemizedlist>\n  </sect1>\n"
          " </chapter>\n</book>\n",
          "H\t1\tแผนการบริหาร\nT\tเทศบาล ตำบลสมมุติ & <อื่น> ก\nH\t2\tวัตถุประสงค์\nI\tเพื่อสรรหา\n");
}

/* Cells keep their row and column; paragraphs in a cell are parted by a hard break. */
static void
test_table(void **state)
{
    (void)state;
    check("<para><informaltable><tgroup cols='2'><colspec "
          "colwidth='1pt'/><thead><row><entry>\nโครงการ\n</entry>\n"
          "<entry>\nงบประมาณ\n</entry></row></thead><tbody><row><entry><para>อบรม</para><para>คุณธรรม</para></"
          "entry>"
          "<entry></entry></row></tbody></tgroup></informaltable></para><para>หลัง</para>",
          "G\nC\t0\t0\t1\tโครงการ\nC\t0\t1\t1\tงบประมาณ\nC\t1\t0\t0\tอบรม\x1fคุณธรรม\nC\t1\t1\t0\t\nT\tหลัง\n");
}

/* Whatever is broken ends as text, and letters are cured. */
static void
test_broken(void **state)
{
    (void)state;
    check("", "");
    check("a < b & c &unknown; &#99999999; <", "T\ta < b & c <\n");
    check("</entry></row></listitem></sect1><entry>x", "T\tx\n");
    assert_int_equal(check("<para>ป ้องกัน</para>", "T\tป้องกัน\n"), TEXT_MARKS_SPLIT);
}

/* Width times height stands in the first bytes of each format; what is cut has none. */
static void
test_image_size(void **state)
{
    static const struct {
        struct str bytes;
        uint64_t expected;
    } cases[] = {
        {STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x06\xA4\0\0\x08\x98\x08"), 1700 * 2200},
        {STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff"), 0xffffffffULL * 0xffffffffULL},
        {STR("\xff\xd8\xff\xe0\0\4xx\xff\xff\xc2\0\x0b\x08\0\x10\0\x20\3"), 16 * 32},
        {STR("GIF89a\x20\0\x10\0"), 512},
        {STR("BM"
             "0123456789012345"
             "\x20\0\0\0\xf0\xff\xff\xff"),
         512},
        {STR("II*\0\x08\0\0\0\2\0\0\1\3\0\1\0\0\0\x20\0\0\0\1\1\4\0\1\0\0\0\x10\0\0\0"), 512},
        {STR("MM\0*\0\0\0\x08\0\2\1\0\0\3\0\0\0\1\0\x20\0\0\1\1\0\4\0\0\0\1\0\0\0\x10"), 512},
        {STR("RIFF0000WEBPVP8X0000\0\0\0\0\x1f\0\0\x0f\0\0"), 512},
        {STR("\x89PNG"), 0},
        {STR("\xff\xd8\xff"), 0},
        {STR("II*\0\xff\xff\xff\xff"), 0},
        {STR("x"), 0},
        {STR(""), 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        if (image_size(cases[i].bytes, 0) != cases[i].expected)
            fail_msg("case %zu has %llu points", i, (unsigned long long)image_size(cases[i].bytes, 0));
}

/* A TIFF may have several pages, in a chain that may bite its own tail. */
static void
test_image_pages(void **state)
{
    struct str two = STR("II*\0\x0a\0\0\0\0\0\0\0\x10\0\0\0\1\0\0\1\3\0\1\0\0\0\x20\0\0\0\0\0\0\0");

    (void)state;
    assert_int_equal(image_size_pages(two), 2);
    assert_int_equal(image_size(two, 1), 0);
    assert_int_equal(image_size_pages(STR("II*\0\x08\0\0\0\0\0\x08\0\0\0")), 1000);
    assert_int_equal(image_size_pages(STR("II*\0")), 1);
    assert_int_equal(image_size_pages(STR("\x89PNG")), 1);
    assert_int_equal(image_size_pages(STR("")), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),       cmocka_unit_test(test_table),       cmocka_unit_test(test_broken),
        cmocka_unit_test(test_image_size), cmocka_unit_test(test_image_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
