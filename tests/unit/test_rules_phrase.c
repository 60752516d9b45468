/* Sets of phrases: literals in three tiers, patterns in the first, labels as whole texts. */
#include "rules/phrase_set.h"
#include "tests/support/phrase_world.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

static int
tier(struct phrase_world *w, const char *text)
{
    struct phrase_hit hit;

    return phrases_find(w->set, phrase_world_text(w, text), &hit) == PHRASE_YES ? (int)hit.tier : 0;
}

/* A phrase is found however the site spaced it, whatever digits and case it used; the quote is the site's. */
static void
finds_in_normal_form(void **state)
{
    struct phrase_world w = phrase_world_of("แผนปฏิบัติการ ๔ ปี\nno gift policy");

    (void)state;
    assert_string_equal(phrase_world_quote(&w, "ดู แผน ปฏิบัติ การ ๔ ปี ค่ะ"), "แผน ปฏิบัติ การ ๔ ปี");
    assert_string_equal(phrase_world_quote(&w, "แผนปฏิบัติการ 4 ปี"), "แผนปฏิบัติการ 4 ปี");
    assert_string_equal(phrase_world_quote(&w, "ประกาศ No Gift  Policy 2566"), "No Gift  Policy");
    assert_string_equal(phrase_world_quote(&w, "แผนปฏิบัติงาน"), "");
    assert_string_equal(phrase_world_quote(&w, ""), "");
    phrase_world_end(&w);
}

/* Damaged text is found in a higher tier, but only by phrases long enough to be safe there. */
static void
tiers_need_length(void **state)
{
    struct phrase_world w = phrase_world_of("ประจำปี\nคำสั่ง\nรายงานผลการป้องกัน");

    (void)state;
    assert_int_equal(tier(&w, "ประจำปี"), THAI_EXACT);
    assert_int_equal(tier(&w, "ประจาปี"), THAI_AM); /* 7 characters */
    assert_int_equal(tier(&w, "คาสั่ง"), THAI_AM);   /* 6 characters */
    assert_int_equal(tier(&w, "คาสัง"), 0);
    assert_int_equal(tier(&w, "รายงานผลการปองกัน"), THAI_BARE); /* 17 characters */
    assert_int_equal(tier(&w, "ประจาป"), 0);
    phrase_world_end(&w);
    w = phrase_world_of("คำสอน"); /* 5 characters */
    assert_int_equal(tier(&w, "คำสอน"), THAI_EXACT);
    assert_int_equal(tier(&w, "คาสอน"), 0);
    phrase_world_end(&w);
}

/* A higher tier is not asked when a lower one found something, even if its hit is longer. */
static void
lower_tier_wins(void **state)
{
    struct phrase_world w = phrase_world_of("แผนงาน\nแผนการจัดซื้อจัดจ้างประจำปี");
    struct phrase_hit hit;

    (void)state;
    assert_int_equal(phrases_find(w.set, phrase_world_text(&w, "แผนงาน และ แผนการจัดซอจัดจางประจาปี"), &hit),
                     PHRASE_YES);
    assert_int_equal(hit.tier, THAI_EXACT);
    assert_int_equal(hit.phrase, 0);
    assert_int_equal(phrases_find(w.set, phrase_world_text(&w, "แผนการจัดซอจัดจางประจาปี"), &hit), PHRASE_YES);
    assert_int_equal(hit.tier, THAI_BARE);
    assert_int_equal(hit.phrase, 1);
    phrase_world_end(&w);
}

/* A mark behind the last letter makes it another word. */
static void
ends_at_a_cluster(void **state)
{
    struct phrase_world w = phrase_world_of("การ");

    (void)state;
    assert_int_equal(tier(&w, "ทำการ"), THAI_EXACT);
    assert_int_equal(tier(&w, "การ์ด"), 0);
    assert_int_equal(tier(&w, "ก่าร"), 0);
    phrase_world_end(&w);
}

/* Latin words and numbers stand alone; a Thai letter, a digit beside a word or a dot is a boundary. */
static void
latin_has_boundaries(void **state)
{
    struct phrase_world w = phrase_world_of("PR\nline\nita\no1");

    (void)state;
    assert_string_equal(phrase_world_quote(&w, "ข่าวPRเทศบาล"), "PR");
    assert_string_equal(phrase_world_quote(&w, "approve"), "");
    assert_string_equal(phrase_world_quote(&w, "online"), "");
    assert_string_equal(phrase_world_quote(&w, "LINE@"), "LINE");
    assert_string_equal(phrase_world_quote(&w, "ITA2566"), "ITA");
    assert_string_equal(phrase_world_quote(&w, "digital"), "");
    assert_string_equal(phrase_world_quote(&w, "O1 โครงสร้าง"), "O1");
    assert_string_equal(phrase_world_quote(&w, "O12"), "");
    phrase_world_end(&w);
}

/* The longest of overlapping phrases wins, the first of equal ones. */
static void
longest_wins(void **state)
{
    struct phrase_world w = phrase_world_of("จัดซื้อ\nแผนการจัดซื้อ\nการจัดซื้อจัดจ้าง\nแผนการจัดซื้อจัดจ้างและการจัดหาพัสดุ");
    struct phrase_hit hit;

    (void)state;
    assert_int_equal(phrases_find(w.set, phrase_world_text(&w, "แผนการจัดซื้อจัดจ้าง"), &hit), PHRASE_YES);
    assert_int_equal(hit.phrase, 2);
    assert_int_equal(phrases_find(w.set, phrase_world_text(&w, "จัดซื้อ แผนการจัดซื้อ แผนการจัดซื้อ"), &hit),
                     PHRASE_YES);
    assert_int_equal(hit.phrase, 1);
    assert_int_equal(hit.from, strlen("จัดซื้อ"));
    phrase_world_end(&w);
}

/* All hits come in order of place, each place of each phrase. */
static void
lists_all(void **state)
{
    struct phrase_world w = phrase_world_of("ไตรมาส\nเดือน\nre:[0-9]{4}");
    struct phrase_hit hit[8];

    (void)state;
    assert_int_equal(phrases_all(w.set, phrase_world_text(&w, "ไตรมาส 2566 เดือน ไตรมาส เดือน"), hit, 8), 5);
    assert_int_equal(hit[0].phrase, 0);
    assert_int_equal(hit[1].phrase, 2);
    assert_int_equal(hit[2].phrase, 1);
    assert_int_equal(hit[3].phrase, 0);
    assert_int_equal(hit[4].phrase, 1);
    assert_int_equal(phrases_all(w.set, &w.text, hit, 2), 2);
    assert_int_equal(phrases_count_in(w.set, &w.text), 3);
    assert_int_equal(phrases_all(w.set, phrase_world_text(&w, "ไม่มี"), hit, 8), 0);
    phrase_world_end(&w);
}

/* Nothing is found across a hard break, neither a phrase nor a pattern. */
static void
stops_at_breaks(void **state)
{
    struct phrase_world w = phrase_world_of("แผนจัดซื้อ\nre:แผน.{0,20}ประจำปี");

    (void)state;
    assert_int_equal(tier(&w, "แผน จัดซื้อ"), THAI_EXACT);
    assert_int_equal(tier(&w, "แผน\x1f"
                              "จัดซื้อ"),
                     0);
    assert_int_equal(tier(&w, "แผนงานประจำปี"), THAI_EXACT);
    assert_int_equal(tier(&w, "แผนงาน\x1fประจำปี"), 0);
    assert_int_equal(tier(&w, "อื่น\x1fแผนงานประจำปี\x1fอื่น"), THAI_EXACT);
    phrase_world_end(&w);
}

/* Patterns are written as a person writes: upper case, Thai digits and split sara am come right. */
static void
patterns_in_normal_form(void **state)
{
    struct phrase_world w =
        phrase_world_of("re:(O|OIT) ?[0-9]+\\S*\nre:ก\xe0\xb9\x8d\xe0\xb8\xb2หนด[ก-๙]{3}");

    (void)state;
    assert_string_equal(phrase_world_quote(&w, "ข้อ OIT 12"), "OIT 12");
    assert_string_equal(phrase_world_quote(&w, "กำหนดการ"), "กำหนดการ");
    assert_string_equal(phrase_world_quote(&w, "กำหนด 1"), "");
    phrase_world_end(&w);
}

/* A pattern that would run for ever is given up and says so; it is not "no". */
static void
limit_is_not_judged(void **state)
{
    struct phrase_world w = phrase_world_of("re:(.*)(.*)(.*)(.*)ฯฯ");
    char text[2001];

    (void)state;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(phrases_find(w.set, phrase_world_text(&w, "กขค"), NULL), PHRASE_NO);
    strcpy(text + 1990, "ฯฯ");
    text[1993] = 'x'; /* the second one is broken */
    memcpy(text + 100, "ฯฯ", 6);
    assert_int_equal(phrases_find(w.set, phrase_world_text(&w, "กฯฯ"), NULL), PHRASE_YES);
    phrase_world_end(&w);
    w = phrase_world_of("re:(a+)+(b+)+\\d");
    memset(text, 'a', 1000);
    memset(text + 1000, 'b', 1000);
    text[2000] = '\0';
    assert_int_equal(phrases_find(w.set, phrase_world_text(&w, text), NULL), PHRASE_UNJUDGED);
    phrase_world_end(&w);
}

/* What cannot be a phrase or pattern is refused, with the place in it. */
static void
refuses(void **state)
{
    static const struct {
        const char *text;
        bool pattern;
        size_t at;
        const char *what;
    } cases[] = {
        {"ก(ข", true, 3, "parenthes"},
        {"[ก", true, 2, "terminating ]"},
        {"x*", true, 0, "empty"},
        {"\xe0\xb8\xb4ก", false, 0, "mark"},
        {"\xe2\x80\x8b", false, 0, "empty"},
        {"*ก", true, 0, "quantifier"},
    };
    struct arena *a = arena_new(0);
    struct lexicon *l = lexicon_new(a);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct phrase_source source = {str_of(cases[i].text), 1, 1, cases[i].pattern};
        struct phrase_fault fault;

        assert_null(phrases_build(l, &source, 1, &fault));
        if (!strstr(fault.what, cases[i].what))
            fail_msg("%s: said \"%s\"", cases[i].text, fault.what);
        assert_int_equal(fault.at, cases[i].at);
    }
    phrases_forget(l);
    lexicon_free(l);
    arena_free(a);
}

/* A label is the whole text but for numbering, years, the agency's name and words such as "download". */
static void
whole_texts(void **state)
{
    static const struct {
        const char *text;
        bool whole;
    } cases[] = {
        {"โครงสร้าง", true},
        {"O1 โครงสร้าง", true},
        {"o.12 โครงสร้าง", true},
        {"OIT 1 - โครงสร้าง :", true},
        {"ข้อ ๑ โครงสร้าง", true},
        {"1.2 โครงสร้าง", true},
        {"(3) » โครงสร้าง", true},
        {"• โครงสร้าง ประจำปีงบประมาณ พ.ศ. 2566", true},
        {"โครงสร้าง (ดาวน์โหลด) .pdf", true},
        {"เทศบาลตำบลบางดี โครงสร้าง", true},
        {"โครงสร้างเทศบาลตำบลบางดี", true},
        {"โครงสร้างองค์กร", true},
        {"การพัฒนาโครงสร้างพื้นฐาน", false},
        {"โครงสร้างราคา", false},
        {"โครงสร้าง และอำนาจหน้าที่", false},
        {"โครงสราง", false},
        {"", false},
    };
    struct phrase_world w = {.arena = arena_new(0)};

    (void)state;
    w.lexicon = lexicon_new(w.arena);
    w.set = phrase_world_build(w.lexicon, "โครงสร้าง\nโครงสร้างองค์กร");
    w.lexicon->noise[0] = phrase_world_build(w.lexicon, "ข้อ\nประจำปี\nปีงบประมาณ\nพ.ศ.");
    w.lexicon->noise[1] = phrase_world_build(w.lexicon, "re:เทศบาล(ตำบล|เมือง)[^\\x00-\\x7f]{2,40}");
    w.lexicon->noise[2] = phrase_world_build(w.lexicon, "ดาวน์โหลด\npdf");
    lexicon_close(w.lexicon);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (phrases_whole(w.set, phrase_world_text(&w, cases[i].text), NULL) != cases[i].whole)
            fail_msg("\"%s\" should %sbe a label", cases[i].text, cases[i].whole ? "" : "not ");
    phrase_world_end(&w);
}

/* Hosts: the name itself or a subdomain of it, not a name that merely ends alike. */
static void
hosts(void **state)
{
    struct phrase_world w = phrase_world_of("facebook.com\nLine.me");

    (void)state;
    assert_true(phrases_host(w.set, STR("facebook.com")));
    assert_true(phrases_host(w.set, STR("www.Facebook.com")));
    assert_true(phrases_host(w.set, STR("page.line.me")));
    assert_false(phrases_host(w.set, STR("notfacebook.com")));
    assert_false(phrases_host(w.set, STR("facebook.com.example")));
    assert_false(phrases_host(NULL, STR("facebook.com")));
    phrase_world_end(&w);
}

/* A text whose arena is full is not judged, rather than taken for a text without the phrase. */
static void
no_memory_is_not_judged(void **state)
{
    struct phrase_world w = phrase_world_of("แผนงาน");
    struct arena *small = arena_new(64);
    struct thai_text t;

    (void)state;
    while (arena_raw(small, 16))
        ;
    thai_text_init(&t, small, STR("แผนงาน"));
    assert_int_equal(phrases_find(w.set, &t, NULL), PHRASE_UNJUDGED);
    arena_free(small);
    phrase_world_end(&w);
}

/* Given: words to compare as they stand, and a list that makes them longer.  Expected: a text may begin with
 * them, and none is found in one. */
static void
written_words_are_only_compared(void **state)
{
    struct arena *a = arena_new(0);
    struct lexicon *l = lexicon_new(a);
    const struct phrase_source here = {.text = STR("หนอง")}, more = {.text = STR("ห้วย")};
    struct phrases *p = phrases_of_written(l, &here, 1);
    struct phrase_fault fault;
    struct thai_text t;

    (void)state;
    phrases_append(p, phrases_build(l, &more, 1, &fault));
    lexicon_close(l);
    assert_int_equal(phrases_size(p), 2);
    assert_true(str_eq(phrases_text(p, 1), STR("ห้วย")));
    assert_true(phrases_begin(p, STR("หนองแสง")));
    assert_true(phrases_begin(p, STR("ห้วยทราย")));
    assert_false(phrases_begin(p, STR("บ้านหนอง")));
    thai_text_init(&t, a, STR("บ้านหนองห้วย"));
    assert_int_equal(phrases_find(p, &t, NULL), PHRASE_NO);
    phrases_forget(l);
    lexicon_free(l);
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_in_normal_form),
        cmocka_unit_test(tiers_need_length),
        cmocka_unit_test(lower_tier_wins),
        cmocka_unit_test(ends_at_a_cluster),
        cmocka_unit_test(latin_has_boundaries),
        cmocka_unit_test(longest_wins),
        cmocka_unit_test(lists_all),
        cmocka_unit_test(stops_at_breaks),
        cmocka_unit_test(patterns_in_normal_form),
        cmocka_unit_test(limit_is_not_judged),
        cmocka_unit_test(refuses),
        cmocka_unit_test(whole_texts),
        cmocka_unit_test(hosts),
        cmocka_unit_test(no_memory_is_not_judged),
        cmocka_unit_test(written_words_are_only_compared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
