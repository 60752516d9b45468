/* Header values: types, names, waits, refreshes, and what the first bytes say. */
#include "crawler/header.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define NOW 1668513600 /* Tue, 15 Nov 2022 12:00:00 GMT */

static void
check_str(struct str got, const char *expected)
{
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", STR_ARGS(got), expected);
}

/* The media type comes in lower case and without parameters; what is malformed is no type. */
static void
test_media_type(void **state)
{
    struct arena *a = arena_new(0);

    (void)state;
    check_str(header_media_type(a, STR(" TEXT/Html ; charset=x")), "text/html");
    check_str(header_media_type(a, STR("text")), "");
    check_str(header_media_type(a, STR("text/html, text/plain")), "");
    check_str(header_charset(a, STR("text/html; boundary=\"a;charset=x\"; Charset=\"tis\\-620\"")),
              "tis-620");
    check_str(header_charset(a, STR("text/html")), "");
    arena_free(a);
}

/* A suggested file name loses folders, controls and leading dots, and is read in the encoding it came in. */
static void
test_file_name(void **state)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"attachment; filename=\"plan.pdf\"", "plan.pdf"},
        {"attachment; filename=แผน.pdf", "แผน.pdf"},
        {"attachment; filename=\"\xc3\xe9\xcd\xa7\xe0\xc3\xd5\xc2\xb9.pdf\"", "ร้องเรียน.pdf"},
        {"attachment; filename=\"%E0%B9%81%E0%B8%9C%E0%B8%99.pdf\"", "แผน.pdf"},
        {"attachment; filename=\"100%.pdf\"", "100%.pdf"},
        {"attachment; filename=x.pdf; filename*=utf-8'th'%E0%B9%81.pdf", "แ.pdf"},
        {"attachment; filename=\"../../x\"", "x"},
        {"attachment; filename=\"..\"", ""},
        {"attachment; filename*=UTF-8''%E2%80%AEfdp.exe", "fdp.exe"},
        {"inline", ""},
    };
    struct arena *a = arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        check_str(header_file_name(a, str_of(cases[i].given)), cases[i].expected);
    arena_free(a);
}

/* Seconds or a date; what is absurd is as if nothing had been said. */
static void
test_retry_after(void **state)
{
    (void)state;
    assert_int_equal(header_retry_after(STR(" 120 "), NOW), 120);
    assert_int_equal(header_retry_after(STR("Tue, 15 Nov 2022 12:02:00 GMT"), NOW), 120);
    assert_int_equal(header_retry_after(STR("Tue, 15 Nov 2022 11:00:00 GMT"), NOW), 0);
    assert_int_equal(header_retry_after(STR("Tue, 15 Nov 2011 11:00:00 GMT"), NOW), -1);
    assert_int_equal(header_retry_after(STR("Tue, 15 Nov 2565 12:02:00 GMT"), NOW), -1);
    assert_int_equal(header_retry_after(STR("-1"), NOW), -1);
    assert_int_equal(header_retry_after(STR("99999999999999999999"), NOW), -1);
}

/* A refresh with a target is a link; one without is none, but its seconds are told. */
static void
test_refresh(void **state)
{
    struct str target;
    double seconds;

    (void)state;
    assert_true(header_refresh(STR(" 5 ; URL = '/th/index.php' "), &seconds, &target));
    assert_true(seconds == 5);
    check_str(target, "/th/index.php");
    assert_false(header_refresh(STR("30"), &seconds, &target));
    assert_true(seconds == 30);
    assert_false(header_refresh(STR("soon; url=/x"), &seconds, &target));
    assert_true(seconds == -1);
}

/* The bytes decide; type and name are asked only where bytes leave it open. */
static void
test_sniff(void **state)
{
    static const struct {
        struct str bytes;
        const char *type, *name;
        enum content_kind expected;
    } cases[] = {
        {STR("%PDF-1.4\n"), "text/html", "x.html", KIND_PDF},
        {STR("\x00\x01junk\n%PDF-1.4\n"), "", "", KIND_PDF},
        {STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "", "a.doc", KIND_OFFICE},
        {STR("PK\3\4....[Content_Types].xml"), "application/zip", "", KIND_OFFICE},
        {STR("PK\3\4...."), "application/octet-stream", "แผน.DOCX", KIND_OFFICE},
        {STR("PK\3\4...."), "application/zip", "a.zip", KIND_ARCHIVE},
        {STR("Rar!\x1a\x07\x01"), "", "", KIND_ARCHIVE},
        {STR("\x89PNG\r\n\x1a\n"), "application/pdf", "", KIND_IMAGE},
        {STR("\xff\xd8\xff\xe0"), "", "", KIND_IMAGE},
        {STR("....ftypisom"), "", "", KIND_MEDIA},
        {STR("\xef\xbb\xbf <!-- x --> <!DOCTYPE html><p>"), "application/pdf", "x.pdf", KIND_HTML},
        {STR("<HTML><body>"), "text/plain", "", KIND_HTML},
        {STR("<form action=/q>"), "application/octet-stream", "", KIND_HTML},
        {STR("<formula>"), "", "", KIND_TEXT},
        {STR("ไม่พบข้อมูล"), "text/html", "", KIND_HTML},
        {STR("<?xml version='1.0'?><rss>"), "text/html", "", KIND_XML},
        {STR("<?xml version='1.0'?><!DOCTYPE html><html>"), "", "", KIND_HTML},
        {STR("{\"a\": 1}"), "", "", KIND_JSON},
        {STR("name,url\n"), "text/csv", "", KIND_TEXT},
        {STR("\x00\x02\x03zz"), "application/octet-stream", "", KIND_BINARY},
        {STR(""), "application/pdf", "x.pdf", KIND_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        enum content_kind got = header_sniff(cases[i].bytes, str_of(cases[i].type), str_of(cases[i].name));

        if (got != cases[i].expected)
            fail_msg("case %zu is %d, not %d", i, (int)got, (int)cases[i].expected);
    }
}

/* Given Content-Range values, where the bytes begin and how long the whole is; what is no such value is
 * refused. */
static void
content_range_tells_where_it_goes_on(void **state)
{
    static const struct {
        const char *value;
        bool good;
        uint64_t from, whole;
    } cases[] = {
        {"bytes 1000-1999/2000", true, 1000, 2000},
        {"Bytes 0-0/1", true, 0, 1},
        {"bytes 5-9/*", true, 5, 0},
        {"bytes */2000", false, 0, 0},
        {"bytes 9-12/9", false, 0, 0},
        {"items 1-2/3", false, 0, 0},
        {"bytes 1-2", false, 0, 0},
        {"bytes -1-2/9", false, 0, 0},
        {"bytes 99999999999999999999-1/2", false, 0, 0},
        {"", false, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t from = 0, whole = 0;

        assert_int_equal(header_content_range(str_of(cases[i].value), &from, &whole), cases[i].good);
        assert_int_equal(from, cases[i].from);
        assert_int_equal(whole, cases[i].whole);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_media_type),  cmocka_unit_test(test_file_name),
        cmocka_unit_test(test_retry_after), cmocka_unit_test(test_refresh),
        cmocka_unit_test(test_sniff),       cmocka_unit_test(content_range_tells_where_it_goes_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
