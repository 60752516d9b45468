/* Which topics a text names, over the small catalog of fixtures/rules/small. */
#include "base/aside.h"
#include "rules/match.h"
#include "rules/wording.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include "tests/support/loaded_rules.h"
#include <cmocka.h>

static struct catalog *catalog;
static struct arena *arena;

static int
setup(void **state)
{
    (void)state;
    catalog = loaded_rules(FIXTURES "/rules/small");
    arena = arena_new(0);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    catalog_free(catalog);
    arena_free(arena);
    return 0;
}

/* Ids of the topics named, in order, each followed by a blank; a label is marked with *. */
static const char *
named(const char *text)
{
    static char out[512];
    struct mention m[MENTIONS_MAX];
    struct thai_text t;
    size_t n;

    arena_reset(arena);
    thai_text_init(&t, arena, str_of(text));
    n = match_topics(catalog, &t, m, NULL);
    out[0] = '\0';
    for (size_t i = 0; i < n; i++)
        sprintf(out + strlen(out), "%.*s%s ", STR_ARGS(m[i].topic->id), m[i].label ? "*" : "");
    return out;
}

/* A name counts wherever it stands. */
static void
names_count_anywhere(void **state)
{
    (void)state;
    assert_string_equal(named("ดาวน์โหลดรายงานประจำปี 2565 ที่นี่"), "annual-report ");
    assert_string_equal(named("สรุปผลงานของเทศบาลประจำปี"), "annual-report ");
    assert_string_equal(named("ข่าวทั่วไป"), "");
    assert_string_equal(named(""), "");
}

/*
 * The longest name wins where one lies inside another; outside of it the shorter one counts as well, and so
 * do names of different years.
 */
static void
longest_name_wins(void **state)
{
    (void)state;
    assert_string_equal(named("รายงานประจำปีการจัดซื้อจัดจ้าง"), "procurement-annual-report ");
    assert_string_equal(named("รายงานประจำปีการจัดซื้อจัดจ้าง รายงานประจำปี"),
                        "procurement-annual-report annual-report ");
    assert_string_equal(named("รายงานประจำปีธรรมาภิบาล"), "governance annual-report ");
}

/* Texts with two names name both, the longer one first. */
static void
several_names(void **state)
{
    (void)state;
    assert_string_equal(named("รายงานประจำปี และ facebook"), "annual-report social-network ");
    assert_string_equal(named("แผนผังโครงสร้าง / รายงานผลการดำเนินงานประจำปี"), "annual-report structure ");
}

/* A word against a topic takes it out wherever it stands outside of the name. */
static void
words_against(void **state)
{
    (void)state;
    assert_string_equal(named("รายงานประจำปี (รายเดือน)"), "");
    assert_string_equal(named("รายงานประจำปี ร่างที่ 2"), "");
    assert_string_equal(named("facebook รายเดือน"), "social-network ");
    assert_string_equal(named("สรุปผลงาน รายเดือนประจำปี"), ""); /* in the gap of a pattern */
}

/* A label counts only as the whole text. */
static void
labels(void **state)
{
    (void)state;
    assert_string_equal(named("O1 โครงสร้าง"), "structure* ");
    assert_string_equal(named("โครงสร้าง อบต."), "structure* ");
    assert_string_equal(named("โครงสร้าง ปีงบประมาณ พ.ศ. 2566"), "structure* ");
    assert_string_equal(named("โครงสร้างพื้นฐาน"), "");
}

/* The linter's rule and the matcher's are one: topics that no pack asks for together take nothing from each
 * other. */
static void
rivals(void **state)
{
    const struct topic *report = catalog_topic(catalog, STR("annual-report"));
    const struct topic *governance = catalog_topic(catalog, STR("governance"));
    const struct topic *structure = catalog_topic(catalog, STR("structure"));

    (void)state;
    assert_true(match_rivals(catalog, report, structure));
    assert_true(match_rivals(catalog, structure, report));
    assert_false(match_rivals(catalog, report, governance)); /* 2565 and 2569 */
}

/* The number an item's row begins with, as sites write it; a hint only. */
static void
item_numbers(void **state)
{
    static const struct {
        const char *text;
        int number;
    } cases[] = {
        {"O12 โครงสร้าง", 12},
        {"o1", 1},
        {"o 16 แผน", 16},
        {"O.1", 1},
        {"O-1", 1},
        {"O1 - แผน", 1},
        {"O19 : แผน", 19},
        {"(O15)", 15},
        {"OIT 1", 1},
        {"OIT1", 1},
        {"OIT-3", 3},
        {"01", 1},
        {"019 หลักเกณฑ์", 19},
        {"๐๑๙", 19},
        {"O๑", 1},
        {"ข้อ 28", 28},
        {"ข้อ ๒๘ แผน", 28},
        {"ข้อที่ 5", 5},
        {"11. รายงาน", 11},
        {"12) แผน", 12},
        {"(019-022)", 19},
        {"1.2 ข้อมูล", 0},
        {"9.1 ข้อมูลพื้นฐาน", 0},
        {"2566", 0},
        {"12 แผน", 0},
        {"MOIT 1", 0},
        {"EB 5", 0},
        {"053-123456", 0},
        {"01/10/2566", 0},
        {"O2566", 0},
        {"แผน 12", 0},
        {"office 12", 0},
        {"", 0},
        {"O", 0},
        {"o43x", 0},
        {"O100", 0},
        {"08:30", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct thai_text t;
        int got;

        arena_reset(arena);
        thai_text_init(&t, arena, str_of(cases[i].text));
        got = match_item_number(&t);
        if (got != cases[i].number)
            fail_msg("\"%s\" gave %d, expected %d", cases[i].text, got, cases[i].number);
    }
}

/* Given: texts that name nothing, of which the same is read, and one that names something.  Expected: the
 * first share a wording without a text, whose letters are found; the last has its own. */
static void
texts_that_name_nothing(void **state)
{
    const struct str x = STR("ประชุมประชาคมหมู่บ้านหนองน้ำใส"), y = STR("ประชุมประชาคมหมู่บ้านหนองน้ำใจ"),
                     dated = STR("ประชุมประชาคมหมู่บ้านหนองน้ำใส 3 มกราคม 2566"),
                     longer = STR("ประชุมประชาคมหมู่บ้านหนองน้ำใส - 3 มกราคม 2566"), number = STR("O12"),
                     name = STR("รายงานประจำปี 2565");
    struct aside *aside = aside_new(NULL);
    struct wording_book *b = wording_book_new(catalog, aside);
    struct arena *a = arena_new(0);
    struct gist of_x = wording_gist_letters(b, x), of_y = wording_gist_letters(b, y);

    (void)state;
    assert_true(of_x.words->shared);
    assert_int_equal(of_x.words->text.n, 0);
    assert_ptr_equal(of_x.words, of_y.words);
    assert_int_not_equal(of_x.letters, of_y.letters);
    assert_int_equal(wording_gist(b, dated)->period_n, 1);
    assert_ptr_equal(wording_gist(b, dated), wording_gist(b, longer)); /* but for where the day stands */
    assert_ptr_not_equal(wording_gist(b, dated), of_x.words);
    assert_true(str_eq(wording_letters(b, of_x.letters), thai_norm(a, x, THAI_EXACT, false).narrow));
    assert_true(str_eq(wording_letters(b, of_y.letters), thai_norm(a, y, THAI_EXACT, false).narrow));
    assert_int_equal(wording_gist_letters(b, x).letters, of_x.letters);
    assert_ptr_equal(wording_gist(b, x), of_x.words);
    assert_int_equal(of_x.words->meaning, wording_of(b, x)->meaning);
    assert_true(str_eq(wording_known(b, y, a)->text, y));
    assert_int_equal(wording_gist(b, number)->item, 12);
    assert_true(str_eq(wording_gist(b, number)->text, number));
    assert_ptr_equal(wording_gist(b, name), wording_of(b, name));
    assert_int_equal(wording_gist(b, name)->topic_n, 1);
    assert_true(str_eq(wording_whole(b, of_x.words, x)->text, x));
    arena_free(a);
    wording_book_free(b);
    aside_free(aside);
}

/* Given: a text that names what a pack counts as a part of another topic's year, in words against the whole.
 * Expected: it names that topic under this pack, as a half; under a pack that asks for the part, the part. */
static void
halves_of_a_year(void **state)
{
    const struct str text = STR("รายงานประจำปีธรรมาภิบาล รายเดือน");
    const char *id[] = {"oit-2565", "oit-2569"}, *named[] = {"annual-report", "governance"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct aside *aside = aside_new(NULL);
        struct wording_book *b = wording_book_new(catalog, aside);
        size_t topic = (size_t)(catalog_topic(catalog, str_of(named[i])) - catalog->topic);
        const struct wording *w;

        wording_book_take(b, catalog_pack(catalog, str_of(id[i])));
        w = wording_of(b, text);
        assert_int_equal(w->topic_n, 1);
        assert_true(wording_names(w, topic));
        assert_int_equal(wording_names_half(w, topic), i == 0);
        assert_false(wording_against(w, topic));
        wording_book_free(b);
        aside_free(aside);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_count_anywhere),
        cmocka_unit_test(longest_name_wins),
        cmocka_unit_test(several_names),
        cmocka_unit_test(words_against),
        cmocka_unit_test(labels),
        cmocka_unit_test(rivals),
        cmocka_unit_test(item_numbers),
        cmocka_unit_test(texts_that_name_nothing),
        cmocka_unit_test(halves_of_a_year),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
