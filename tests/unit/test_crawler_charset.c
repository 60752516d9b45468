/* From bytes to UTF-8: who is believed, and what is put right. */
#include "base/tis620.h"
#include "base/utf8.h"
#include "crawler/charset.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define COUNCIL_874 "\xca\xc0\xd2\xe0\xb7\xc8\xba\xd2\xc5\xb5\xd3\xba\xc5" /* สภาเทศบาลตำบล */
#define COUNCIL "สภาเทศบาลตำบล"

static struct charset_result
check(struct str body, const char *type, const char *text, const char *name, enum charset_from from)
{
    struct charset_result r;
    struct buf out;

    buf_init(&out, 1 << 16);
    r = charset_decode(body, str_of(type), &out);
    assert_string_equal(buf_cstr(&out), text);
    assert_string_equal(r.name, name);
    assert_int_equal(r.from, from);
    buf_free(&out);
    return r;
}

/* The mark at the start wins over the header, the header over the markup. */
static void
test_order(void **state)
{
    (void)state;
    check(STR("\xef\xbb\xbfก"), "text/html; charset=tis-620", "ก", "utf-8", CHARSET_BOM);
    check(STR("\xff\xfe\x01\x0e"), "", "ก", "utf-16le", CHARSET_BOM);
    check(STR(COUNCIL_874), "text/html; charset=TIS-620", COUNCIL, "windows-874", CHARSET_HEADER);
    check(STR("<meta charset=tis-620>" COUNCIL_874), "text/html", "<meta charset=tis-620>" COUNCIL,
          "windows-874", CHARSET_META);
    check(STR("<meta charset=utf-8>\xb4"), "text/html; charset=iso-8859-2", "<meta charset=utf-8>´",
          "iso-8859-2", CHARSET_HEADER);
}

/* Without any declaration the bytes speak. */
static void
test_guess(void **state)
{
    (void)state;
    check(STR(COUNCIL_874), "text/html", COUNCIL, "windows-874", CHARSET_GUESS);
    check(STR(COUNCIL), "text/html", COUNCIL, "utf-8", CHARSET_GUESS);
    check(STR("caf\xe9"), "text/html", "café", "windows-1252", CHARSET_GUESS);
    check(STR(""), "", "", "windows-1252", CHARSET_GUESS);
}

/* A declaration that the bytes contradict is put right, and said so. */
static void
test_corrected(void **state)
{
    (void)state;
    check(STR(COUNCIL_874), "text/html; charset=utf-8", COUNCIL, "windows-874", CHARSET_CORRECTED);
    check(STR(COUNCIL_874), "text/html; charset=iso-8859-1", COUNCIL, "windows-874", CHARSET_CORRECTED);
    check(STR(COUNCIL), "text/html; charset=windows-874", COUNCIL, "utf-8", CHARSET_CORRECTED);
}

/* Text that was read wrongly before it was stored is turned back; ordinary accents are left alone. */
static void
test_double(void **state)
{
    (void)state;
    check(STR("ÊÀÒà·ÈºÒÅµÓºÅ"), "text/html; charset=utf-8", COUNCIL, "utf-8", CHARSET_CORRECTED);
    check(STR("เธชเธ เธฒ"), "text/html; charset=utf-8", "เธชเธ เธฒ", "utf-8", CHARSET_HEADER);
    check(STR("เธชเธฒเธข"), "text/html; charset=utf-8", "สาย", "utf-8", CHARSET_CORRECTED);
    check(STR("Café Müller à la carte, เธอ"), "text/html; charset=utf-8", "Café Müller à la carte, เธอ",
          "utf-8", CHARSET_HEADER);
}

/* A page that is UTF-8 but for a broken character stays UTF-8; what was lost is counted. */
static void
test_bad(void **state)
{
    struct charset_result r;

    (void)state;
    r = check(STR(COUNCIL "\xe0\xb8"), "text/html; charset=utf-8", COUNCIL "\xef\xbf\xbd", "utf-8",
              CHARSET_HEADER);
    assert_int_equal(r.bad, 1);
    r = check(STR("a\xdb"), "text/html; charset=windows-874", "a\xef\xbf\xbd", "windows-874", CHARSET_HEADER);
    assert_int_equal(r.bad, 1);
    r = check(STR("\x83\x65\x83"), "text/html; charset=shift_jis", "テ\xef\xbf\xbd", "shift_jis",
              CHARSET_HEADER);
    assert_int_equal(r.bad, 1);
}

/* The result never exceeds the ceiling of its buffer. */
static void
test_ceiling(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 10);
    charset_decode(STR(COUNCIL_874), STR("text/html; charset=tis-620"), &out);
    assert_true(out.full && out.n <= 10);
    buf_free(&out);
}

/* Bytes of windows-874 come out one by one as its table says, however many, and it is known when they are
 * plain. */
static void
test_table(void **state)
{
    static const char *const pieces[] = {
        "\xa1\xd2\xc3", "plain ASCII text", "\n", "\x85", "\x1f", "\x7f", "\xdb", "a", "\xe1\xbc\xb9"};
    uint32_t seed = 874;

    (void)state;
    for (size_t round = 0; round < 2000; round++) {
        size_t kinds = 2 + round % 8, most = round % 3 ? 60 : 3000, n = 0, at = 0;
        char bytes[3100];
        struct charset_result r;
        struct buf out;

        while (n < most) {
            seed = seed * 1664525u + 1013904223u;
            for (const char *p = pieces[(seed >> 16) % kinds]; *p; p++)
                bytes[n++] = *p;
        }
        buf_init(&out, 1 << 16);
        r = charset_decode((struct str){bytes, n}, STR("text/html; charset=windows-874"), &out);
        assert_string_equal(r.name, "windows-874");
        for (size_t i = 0; i < n; i++)
            assert_int_equal(utf8_next(buf_view(&out), &at), tis620_to_unicode((unsigned char)bytes[i]));
        assert_int_equal(at, out.n);
        assert_int_equal(r.plain, utf8_plain(buf_view(&out)));
        buf_free(&out);
    }
}

/* Labels in any case and with blanks, those of the standard and those Thai servers invent. */
static void
test_labels(void **state)
{
    (void)state;
    assert_string_equal(charset_of_label(STR(" TIS-620 ")), "windows-874");
    assert_string_equal(charset_of_label(STR("tis620")), "windows-874");
    assert_string_equal(charset_of_label(STR("cp874")), "windows-874");
    assert_string_equal(charset_of_label(STR("UTF8")), "utf-8");
    assert_null(charset_of_label(STR("thai")));
    assert_null(charset_of_label(STR("")));
}

/* For queries: what windows-874 lacks becomes a number, already escaped. */
static void
test_encode(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 100);
    charset_encode_874(STR("กa–✓"), &out);
    assert_string_equal(buf_cstr(&out), "\xa1"
                                        "a\x96%26%2310003%3B");
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),  cmocka_unit_test(test_guess),  cmocka_unit_test(test_corrected),
        cmocka_unit_test(test_double), cmocka_unit_test(test_bad),    cmocka_unit_test(test_ceiling),
        cmocka_unit_test(test_table),  cmocka_unit_test(test_labels), cmocka_unit_test(test_encode),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
