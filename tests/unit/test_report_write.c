/* Outputs as files: the table of formats, whole files or none. */
#include "base/file.h"
#include "report/former.h"
#include "report/report.h"
#include "tests/support/example_card.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Formats are known by their names, and by nothing else. */
static void
formats_have_names(void **state)
{
    (void)state;
    assert_string_equal(report_format_of(STR("html"))->file_name, "report.html");
    assert_string_equal(report_format_of(STR("json"))->file_name, "result.json");
    assert_string_equal(report_format_of(STR("xlsx"))->file_name, "report.xlsx");
    assert_string_equal(report_format_of(STR("csv"))->file_name, "items.csv");
    assert_string_equal(report_format_of(STR("junit"))->file_name, "junit.xml");
    assert_string_equal(report_format_of(STR("sarif"))->file_name, "oit.sarif");
    assert_string_equal(report_format_of(STR("md"))->file_name, "summary.md");
    assert_string_equal(report_format_of(STR("line"))->file_name, "line.txt");
    assert_null(report_format_of(STR("jsonl"))->file_name); /* these two go to stdout */
    assert_null(report_format_of(STR("nagios"))->file_name);
    assert_null(report_format_of(STR("HTML")));
    assert_null(report_format_of(STR("pdf")));
    assert_null(report_format_of(STR_NONE));
}

/* The folder is made, the file holds what the function writes, and its name is told. */
static void
file_is_written_whole(void **state)
{
    char base[] = "/tmp/oit-report-XXXXXX", dir[64];
    struct arena *a = arena_new(0);
    struct buf path, direct, back;
    struct err e = {ERR_NONE, "", "", ""};

    (void)state;
    assert_non_null(mkdtemp(base));
    snprintf(dir, sizeof(dir), "%s/a/b", base);
    buf_init(&path, 4096);
    buf_init(&direct, REPORT_BYTES_MAX);
    buf_init(&back, REPORT_BYTES_MAX);
    assert_int_equal(report_write(example_small(a), report_format_of(STR("json")), dir, LANG_EN, &path, &e),
                     0);
    report_format_of(STR("json"))->write(example_small(a), LANG_EN, &direct);
    assert_int_equal(file_read(buf_cstr(&path), &back, &e), 0);
    assert_true(str_ends(buf_view(&path), STR("/a/b/result.json")));
    assert_string_equal(buf_cstr(&back), buf_cstr(&direct));
    unlink(buf_cstr(&path));
    snprintf(dir, sizeof(dir), "%s/a/b", base);
    rmdir(dir);
    snprintf(dir, sizeof(dir), "%s/a", base);
    rmdir(dir);
    assert_int_equal(rmdir(base), 0); /* nothing else was left behind */
    buf_free(&path);
    buf_free(&direct);
    buf_free(&back);
    arena_free(a);
}

/* A folder that cannot be made is an error that names it. */
static void
bad_folder_is_an_error(void **state)
{
    struct arena *a = arena_new(0);
    struct err e = {ERR_NONE, "", "", ""};

    (void)state;
    assert_int_equal(report_write(example_small(a), report_formats, "/dev/null/x", LANG_EN, NULL, &e), -1);
    assert_int_equal(e.code, ERR_FILE);
    assert_non_null(strstr(e.input, "/dev/null"));
    arena_free(a);
}

/*
 * A result document in a folder says whose it is and whether its visit read anything; one of before said that
 * by what it counted.  What it calls its time becomes part of a file's name: anything but a time is none.
 */
static void
former_results_are_known(void **state)
{
    static const struct {
        const char *text, *site, *started;
        bool known, readable;
    } cases[] = {
        {"{\"schema\": \"oit-result/1\", \"site\": {\"url\": \"https://a.example/\"}, \"run\": {\"started\": "
         "\"2026-11-29T02:30:00+07:00\", \"readable\": true}}",
         "https://a.example/", "2026-11-29T02:30:00+07:00", true, true},
        {"{\"schema\": \"oit-result/1\", \"site\": {\"url\": \"https://a.example/\"}, \"run\": {\"started\": "
         "\"../../../etc/x\"}, \"coverage\": {\"fetched\": 0, \"not_modified\": 3}}",
         "https://a.example/", "", true, true},
        {"{\"schema\": \"oit-result/1\", \"site\": {\"url\": \"https://a.example/\"}, \"run\": [], "
         "\"coverage\": "
         "{\"fetched\": 0, \"not_modified\": 0}}",
         "https://a.example/", "", true, false},
        {"{\"schema\": \"oit-batch/1\", \"site\": {\"url\": \"https://a.example/\"}}", "", "", false, false},
        {"{\"schema\"", "", "", false, false},
        {"", "", "", false, false},
    };
    char path[] = "/tmp/oit-report-XXXXXX";
    int fd = mkstemp(path);
    struct arena *a = arena_new(0);
    struct former f;

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(file_write(path, str_of(cases[i].text), NULL), 0);
        assert_int_equal(former_read(a, path, &f), cases[i].known);
        assert_true(str_eq(f.site_url, str_of(cases[i].site)));
        assert_true(str_eq(f.started, str_of(cases[i].started)));
        assert_int_equal(f.readable, cases[i].readable);
    }
    unlink(path);
    assert_false(former_read(a, path, &f));
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_have_names),
        cmocka_unit_test(file_is_written_whole),
        cmocka_unit_test(bad_folder_is_an_error),
        cmocka_unit_test(former_results_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
