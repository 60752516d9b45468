/* A list of sites as people have it: every spelling of a table is read, every bad line is named and costs no
 * other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/say.h"
#include "batch/list.h"
#include <stdio.h>
#include <string.h>

#define NAME "sites.csv"

static int
no_spaces_in_words(void *ctx, const char *const *word, size_t n, bool *path, struct err *e)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(word[i], "--wrong") == 0)
            return err_set(e, ERR_USAGE, word[i], "see oit scan --help", "there is no such option");
        *path |= strcmp(word[i], "--scope=path") == 0;
    }
    return 0;
}

static bool
is_shared(void *ctx, struct str host)
{
    (void)ctx;
    return str_eq(host, STR("pages.many.example"));
}

static struct list *
parse_bytes(struct str bytes, struct err *e)
{
    struct list_rules rules = {NULL, no_spaces_in_words, is_shared};

    return list_parse("folder/" NAME, bytes, &rules, e);
}

static struct list *
parse(const char *text)
{
    struct err e = {0};
    struct list *l = parse_bytes(str_of(text), &e);

    if (l == NULL)
        print_error("%s: %s (%s)\n", e.input, e.what, e.next);
    assert_non_null(l);
    return l;
}

static void
assert_cell(const struct list *l, size_t i, enum column c, const char *text)
{
    assert_true(i < l->site_n);
    assert_string_equal(l->site[i].cell[c].n > 0 ? l->site[i].cell[c].p : "", text);
}

/* An address pasted with what cannot be seen, or in brackets, is the address; what is no address is told. */
static void
pasted_addresses(void **state)
{
    struct list *l =
        parse("url\n\xe2\x80\x8bhttps://one.example/\xc2\xa0\n<two.example>\nhttps//three.example\n");

    (void)state;
    assert_int_equal(l->site_n, 3);
    assert_int_equal(l->bad_n, 1);
    assert_cell(l, 0, COLUMN_URL, "https://one.example/");
    assert_cell(l, 1, COLUMN_URL, "two.example");
    assert_cell(l, 2, COLUMN_URL, "https//three.example");
    list_free(l);
}

/* The same two sites in every spelling: names, addresses, districts and the column that is carried along. */
static void
assert_two_sites(struct list *l)
{
    assert_int_equal(l->site_n, 2);
    assert_int_equal(l->bad_n, 0);
    assert_cell(l, 0, COLUMN_URL, "https://www.one.example/");
    assert_cell(l, 0, COLUMN_NAME, "ทต.หนึ่ง");
    assert_cell(l, 0, COLUMN_DISTRICT, "เมือง");
    assert_cell(l, 1, COLUMN_URL, "two.example");
    assert_cell(l, 1, COLUMN_NAME, "อบต.สอง");
    assert_int_equal(l->extra_n, 1);
    assert_string_equal(l->extra[0].p, "รหัส");
    assert_string_equal(l->site[1].extra[0].p, "002");
    list_free(l);
}

static void
spellings_of_a_table(void **state)
{
    (void)state;
    assert_two_sites(
        parse("url,name,district,รหัส\nhttps://www.one.example/,ทต.หนึ่ง,เมือง,001\ntwo.example,อบต.สอง,,002\n"));
    assert_two_sites(parse("\xef\xbb\xbfurl,name,district,รหัส\r\nhttps://www.one.example/"
                           ",ทต.หนึ่ง,เมือง,001\r\ntwo.example,อบต.สอง,,002"));
    assert_two_sites(parse(
        "ชื่อหน่วยงาน;รหัส;เว็บไซต์;อำเภอ\nทต.หนึ่ง;001;https://www.one.example/;เมือง\nอบต.สอง;002;two.example;\n"));
    assert_two_sites(
        parse("รหัส\tWebsite\tAmphoe\tชื่อ "
              "อปท.\n001\thttps://www.one.example/\tเมือง\tทต.หนึ่ง\n002\ttwo.example\t\tอบต.สอง\n"));
    assert_two_sites(parse("sep=;\nURL;NAME;District;รหัส\n\n\"https://www.one.example/\";\"ทต.หนึ่ง\";\" เมือง "
                           "\";001\n;;;\ntwo.example;อบต.สอง;;002\n"));
    assert_two_sites(parse(" Url , Name , อํา เภอ ,รหัส\r https://www.one.example/ "
                           ",\xc2\xa0ทต.หนึ่ง,เมือง,001\rtwo.example,อบต.สอง,,002\r"));
}

static void
letters_of_old_and_other_machines(void **state)
{
    /* "ชื่อ,เว็บไซต์" and a line, in windows-874 and in UTF-16 little endian with its mark. */
    static const char old[] =
        "\xaa\xd7\xe8\xcd,\xe0\xc7\xe7\xba\xe4\xab\xb5\xec\nr\xb7\xb5,www.one.example\n";
    static const char wide[] =
        "\xff\xfeu\0r\0l\0\t\0n\0a\0m\0e\0\n\0o\0n\0e\0.\0e\0x\0a\0m\0p\0l\0e\0\t\0\x01\x0e\n\0";
    struct err e = {0};
    struct list *l = parse_bytes((struct str){old, sizeof old - 1}, &e);

    (void)state;
    assert_non_null(l);
    assert_cell(l, 0, COLUMN_URL, "www.one.example");
    assert_cell(l, 0, COLUMN_NAME, "rทต");
    list_free(l);
    l = parse_bytes((struct str){wide, sizeof wide - 1}, &e);
    assert_non_null(l);
    assert_cell(l, 0, COLUMN_URL, "one.example");
    assert_cell(l, 0, COLUMN_NAME, "ก");
    list_free(l);
}

/* Given titles above the headings, as offices have them, they are passed over and the lines keep their
 * numbers. */
static void
titles_above_the_headings(void **state)
{
    (void)state;
    assert_two_sites(parse("รายชื่อ อปท. จังหวัดตัวอย่าง, ปี 2566;;;\r\nข้อมูล ณ วันที่ 1 มีนาคม;;;\r\n;;;\r\n"
                           "ชื่อหน่วยงาน;เว็บไซต์;อำเภอ;รหัส\r\nทต.หนึ่ง;https://www.one.example/;เมือง;001\r\n"
                           "อบต.สอง;two.example;;002\r\n"));
    assert_two_sites(
        parse("List of sites\n\nname\turl\tdistrict\tรหัส\nทต.หนึ่ง\thttps://www.one.example/\tเมือง\t001\n"
              "อบต.สอง\ttwo.example\t\t002\n"));
    struct list *l = parse("\"a title\nof two lines\"\nurl\none.example\nnot an address\n");

    assert_int_equal(l->site_n, 2);
    assert_int_equal(l->site[0].line, 4);
    assert_int_equal(l->site[1].line, 5);
    assert_int_equal(l->bad_n, 1);
    list_free(l);
}

static void
quoted_values(void **state)
{
    struct list *l = parse("url,name,note\none.example,\"a, \"\"b\"\"\nc\",x\ntwo.example,d,y\n");

    (void)state;
    assert_cell(l, 0, COLUMN_NAME, "a, \"b\" c");
    assert_int_equal(l->site[1].line, 4); /* the quoted value holds a line end */
    list_free(l);
}

/* One fault a line: the line, what is wrong, what to do; the lines around it are read. */
static void
bad_lines_are_named(void **state)
{
    static const struct {
        const char *line, *what;
    } bad[] = {
        {",no address,", "the line has no address"},
        {"ไม่มี,,", "this is not an address of a website"},
        {"not an address,,", "this is not an address of a website"},
        {"ftp://files.example/,,", "this is not an address of a website"},
        {"someone@mail.example,,", "this is not an address of a website"},
        {"-o,,", "this is not an address of a website"},
        {"http://one.example:25/,,", "the port belongs to another service than the web"},
        {"one.example,,--wrong", "--wrong: there is no such option"},
        {"one.example,,--also 'open", "options: a quotation mark is not closed"},
        {"one.example,\"open,", "a quotation mark is not closed"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[400];
        struct list *l;

        snprintf(text, sizeof text, "url,name,options\nfirst.example,,\n%s\nlast.example,\"x\",\n",
                 bad[i].line);
        l = parse(text);
        assert_int_equal(l->site_n, 3);
        assert_int_equal(l->bad_n, 1);
        assert_int_equal(l->site[1].line, 3);
        assert_string_equal(l->site[1].what, bad[i].what);
        assert_true(l->site[1].next[0] != '\0');
        assert_null(l->site[0].what);
        assert_null(l->site[2].what);
        assert_cell(l, 2, COLUMN_NAME, "x");
        list_free(l);
    }
}

static void
the_same_site_twice(void **state)
{
    struct list *l =
        parse("url\nhttps://www.one.example/\nhttp://ONE.example/index.php\none.example:8080\n"
              "https://pages.many.example/a\nhttps://pages.many.example/b/\npages.many.example/a/\n");

    (void)state;
    assert_int_equal(l->duplicate_n, 2);
    assert_int_equal(l->site[0].duplicate_of, 0);
    assert_int_equal(l->site[1].duplicate_of, 2);
    assert_int_equal(l->site[2].duplicate_of, 0);
    assert_string_equal(l->site[2].folder.p, "one.example_8080");
    assert_int_equal(l->site[4].duplicate_of, 0); /* a host of many owners holds many sites */
    assert_string_not_equal(l->site[3].folder.p, l->site[4].folder.p);
    assert_int_equal(l->site[5].duplicate_of, 5);
    list_free(l);
}

static void
options_are_split_as_a_shell_would(void **state)
{
    struct list *l = parse("url,options\none.example,--rate 2  --contact \"'a b' "
                           "c\"\ntwo.example,\"--contact \"\"a b\"\" --scope=path\"\n");

    (void)state;
    assert_null(l->site[0].what);
    assert_int_equal(l->site[0].word_n, 4);
    assert_string_equal(l->site[0].word[3], "'a b' c");
    assert_int_equal(l->site[1].word_n, 3);
    assert_string_equal(l->site[1].word[1], "a b");
    list_free(l);
}

/* A list that is none is refused as a whole, with the file's name, what is wrong and what to do. */
static void
what_is_no_list(void **state)
{
    static const struct {
        struct str bytes;
        const char *what;
    } none[] = {
        {{"", 0}, "the list is empty"},
        {STR("\n\r\n ,, \n"), "the list is empty"},
        {STR("url,name\n"), "the list names no site"},
        {STR("name,province\na,b\n"), "no heading says which column holds the addresses"},
        {STR("https://www.one.example/,a\nhttps://two.example/,b\n"),
         "the list begins with a site, not with headings"},
        {STR("PK\x03\x04rest"), "this is a workbook, not a text"},
        {STR("url\nno address\n"),
         "no line of the list can be used; the first: this is not an address of a website"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct err e = {0};

        assert_null(parse_bytes(none[i].bytes, &e));
        assert_int_equal(e.code, ERR_FILE);
        assert_string_equal(e.what, none[i].what);
        assert_non_null(strstr(e.input, NAME));
        assert_true(e.next[0] != '\0');
    }
}

/* Given sites that are left out on request, each keeps who asked and why; a tick says no reason, a "no"
 * leaves the site in, and a bad address of one that is left out costs nothing. */
static void
left_out(void **state)
{
    struct list *l = parse("เว็บไซต์,ขอยกเว้น,ผู้ขอยกเว้น\n"
                           "www.one.example,ปิดปรับปรุงถึงมีนาคม,ปลัดเทศบาล\n"
                           "www.two.example,x,\n"
                           "not an address,,นายก\n"
                           "www.four.example,ไม่,\n"
                           "www.five.example,-,-\n");

    (void)state;
    assert_int_equal(l->excluded_n, 3);
    assert_int_equal(l->bad_n, 0);
    assert_true(l->site[0].excluded && l->site[1].excluded && l->site[2].excluded);
    assert_string_equal(l->site[0].excluded_why.p, "ปิดปรับปรุงถึงมีนาคม");
    assert_string_equal(l->site[0].excluded_by.p, "ปลัดเทศบาล");
    assert_int_equal(l->site[1].excluded_why.n + l->site[1].excluded_by.n, 0);
    assert_string_equal(l->site[2].excluded_by.p, "นายก");
    assert_false(l->site[3].excluded || l->site[4].excluded);
    list_free(l);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(left_out),
        cmocka_unit_test(pasted_addresses),
        cmocka_unit_test(spellings_of_a_table),
        cmocka_unit_test(letters_of_old_and_other_machines),
        cmocka_unit_test(titles_above_the_headings),
        cmocka_unit_test(quoted_values),
        cmocka_unit_test(bad_lines_are_named),
        cmocka_unit_test(the_same_site_twice),
        cmocka_unit_test(options_are_split_as_a_shell_would),
        cmocka_unit_test(what_is_no_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
