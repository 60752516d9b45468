/* Traps: what is cut, and what must not be. */
#include "crawler/print.h"
#include "crawler/trap.h"
#include "oit/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW 1682650800 /* 28 April 2023 */

static struct arena *arena;

static struct url
url(const char *text)
{
    struct url u;

    assert_true(url_parse(arena, str_of(text), NULL, NULL, &u));
    return u;
}

static enum problem
judge(struct trap_memory *t, const char *path)
{
    char text[512];

    snprintf(text, sizeof text, "http://town.example%s", path);
    struct url u = url(text);
    return trap_of_address(t, &u, 0);
}

static void
read_page(struct trap_memory *t, const char *path, const char *words)
{
    struct block block = {.text = str_of(words), .place = PLACE_MAIN};
    struct page page = {.block = &block, .block_n = 1};
    char text[512];

    snprintf(text, sizeof text, "http://town.example%s", path);
    struct url u = url(text);
    trap_gave(t, &u, trap_saw(t, &u, &page, PROBLEM_NONE), false);
}

/* Has what was read worn an address out since it was found? */
static enum problem
worn(struct trap_memory *t, const char *path, bool likely)
{
    char text[512];

    snprintf(text, sizeof text, "http://town.example%s", path);
    struct url u = url(text);
    return trap_worn(t, &u, likely ? 50 : 0, false);
}

static void
each_case_gets_its_problem(void **state)
{
    static const struct {
        const char *path;
        enum problem expected;
    } cases[] = {
        /* growing paths */
        {"/a/b/a/c/a", PROBLEM_TRAP_PATH},
        {"/news/news/detail", PROBLEM_NONE},
        {"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21", PROBLEM_TRAP_PATH},
        {"/2566/04/2566/report", PROBLEM_NONE},
        /* actions */
        {"/logout", PROBLEM_TRAP_ACTION},
        {"/user/logout.php?x=1", PROBLEM_TRAP_ACTION},
        {"/wp-admin/post.php", PROBLEM_TRAP_ACTION},
        {"/news/delete/5", PROBLEM_TRAP_ACTION},
        {"/index.php?task=article.edit&id=3", PROBLEM_TRAP_ACTION},
        {"/index.php?option=com_content&view=article&id=5&tmpl=component&print=1", PROBLEM_TRAP_ACTION},
        {"/post/?replytocom=12", PROBLEM_TRAP_ACTION},
        {"/post/?share=facebook", PROBLEM_TRAP_ACTION},
        {"/files/?C=N;O=D", PROBLEM_TRAP_ACTION},
        {"/files/?C=M&O=A", PROBLEM_TRAP_ACTION},
        {"/list.php?sort=name&order=asc", PROBLEM_TRAP_ACTION},
        {"/list.php?sort=name&order=asc&page=2", PROBLEM_NONE},
        {"/view.php?mode=detail&id=20812", PROBLEM_NONE},
        {"/index.php?option=com_content&view=article&id=5&Itemid=8", PROBLEM_NONE},
        {"/complaint/edit-form-2566", PROBLEM_NONE},
        /* calendars: years near today are where the papers are */
        {"/calendar.php?m=5&y=2566", PROBLEM_NONE},
        {"/calendar.php?m=5&y=2580", PROBLEM_TRAP_CALENDAR},
        {"/calendar.php?m=5&y=2560", PROBLEM_TRAP_CALENDAR},
        {"/calendar/2031/05", PROBLEM_TRAP_CALENDAR},
        {"/calendar/2023/05", PROBLEM_NONE},
        {"/events/?tribe-bar-date=2040-01-01", PROBLEM_TRAP_CALENDAR},
        {"/procurement.php?year=2563&month=10", PROBLEM_NONE},
        {"/procurement.php?year=2565", PROBLEM_NONE},
        {"/procurement.php?year=2650", PROBLEM_TRAP_CALENDAR},
        {"/index.php?m=5&id=9", PROBLEM_NONE},
        /* queries that grow */
        {"/f?a=1&a=2&a=3&a=4&a=5", PROBLEM_NONE},
        {"/f?a=1&a=2&a=3&a=4&a=5&a=6", PROBLEM_TRAP_PATTERN},
    };
    struct trap_memory *t = trap_new(NOW);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum problem got = judge(t, cases[i].path);
        if (got != cases[i].expected)
            print_error("%s: %s\n", cases[i].path, problem_name(got));
        assert_int_equal(got, cases[i].expected);
    }
    trap_free(t);
}

static void
a_long_list_of_real_articles_is_no_trap(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    char path[64], words[64];

    (void)state;
    for (int i = 1; i <= 1000; i++) {
        snprintf(path, sizeof path, "/news.php?id=%d", i);
        snprintf(words, sizeof words, "ข่าว %c%c%c", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676);
        assert_int_equal(judge(t, path), PROBLEM_NONE);
        read_page(t, path, words);
    }
    trap_free(t);
}

static void
a_pager_that_shows_the_same_again_is_left(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    char path[64], words[64];
    int i;

    (void)state;
    for (i = 1; i <= 200; i++) {
        snprintf(path, sizeof path, "/list.php?page=%d", i);
        if (judge(t, path) != PROBLEM_NONE)
            break;
        snprintf(words, sizeof words, "no more entries, page %d", i);
        read_page(t, path, words);
    }
    assert_int_equal(judge(t, path), PROBLEM_TRAP_PATTERN);
    assert_int_equal(i, LIMIT_PATTERN_REPEATS + 2);
    trap_free(t);
}

static void
news_in_between_keeps_a_pager_alive(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    char path[64], words[64];

    (void)state;
    for (int i = 1; i <= 200; i++) {
        snprintf(path, sizeof path, "/view.php?id=%d", i);
        assert_int_equal(judge(t, path), PROBLEM_NONE);
        if (i % 10 == 0)
            snprintf(words, sizeof words, "article %c%c", 'a' + i / 10 % 26, 'a' + i / 260);
        else
            strcpy(words, "nothing here");
        read_page(t, path, words);
    }
    trap_free(t);
}

static void
filters_in_every_combination_end(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    char path[64], words[64] = "all things";
    int i;

    (void)state;
    for (i = 0; i < 4096; i++) {
        snprintf(path, sizeof path, "/shop?c=%c&s=%c&x=%c", 'a' + i % 16, 'a' + i / 16 % 16, 'a' + i / 256);
        if (judge(t, path) != PROBLEM_NONE)
            break;
        if (i % 2)
            snprintf(words, sizeof words, "the same three things");
        read_page(t, path, words);
    }
    assert_in_range(i, LIMIT_BRANCH_REPEATS, LIMIT_BRANCH_REPEATS + 2);
    trap_free(t);
}

static void
a_calendar_by_day_ends(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    char path[64];
    int read = 0;

    (void)state;
    for (int day = 1; day <= 28; day++)
        for (int month = 1; month <= 12; month++) {
            snprintf(path, sizeof path, "/calendar.php?d=%d&m=%d&y=2566", day, month);
            read += judge(t, path) == PROBLEM_NONE;
        }
    assert_in_range(read, 1, LIMIT_CALENDAR_PAGES / 3);
    trap_free(t);
}

static void
a_parameter_that_never_changes_the_page_makes_twins(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    char path[64], words[64];

    (void)state;
    for (int i = 0; i < 6; i++) {
        snprintf(words, sizeof words, "article %c", 'a' + i);
        snprintf(path, sizeof path, "/view.php?id=%d&font=big", i);
        read_page(t, path, words);
        snprintf(path, sizeof path, "/view.php?id=%d&font=small", i);
        read_page(t, path, words);
    }
    read_page(t, "/view.php?id=77&font=big", "article of its own");
    assert_int_equal(worn(t, "/view.php?id=77&font=huge", false), PROBLEM_TRAP_TWIN);
    assert_int_equal(worn(t, "/view.php?id=78&font=huge", false), PROBLEM_NONE);
    /* What may matter for the checklist is looked at for longer. */
    assert_int_equal(worn(t, "/view.php?id=77&font=huge", true), PROBLEM_NONE);
    trap_free(t);
}

static void
an_address_that_is_not_there_says_nothing_about_parameters(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    struct block block = {.text = STR("no such article"), .place = PLACE_MAIN};
    struct page page = {.block = &block, .block_n = 1};
    char text[128];

    (void)state;
    for (int i = 0; i < 9; i++) {
        snprintf(text, sizeof text, "http://town.example/view.php?id=%d", i);
        struct url u = url(text);
        trap_gave(t, &u, trap_saw(t, &u, &page, PROBLEM_SOFT_404), false);
    }
    assert_int_equal(worn(t, "/view.php?id=10", false), PROBLEM_NONE);
    trap_free(t);
}

static void
a_branch_that_repeats_the_site_is_left(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    char path[64], words[64];

    (void)state;
    for (int copy = 0; copy < 2; copy++)
        for (int i = 0; i < 40; i++) {
            snprintf(path, sizeof path, "%s/%c%c.html", copy ? "/old/site" : "", 'a' + i % 26, 'a' + i / 26);
            snprintf(words, sizeof words, "article %c%c", 'a' + i % 26, 'a' + i / 26);
            read_page(t, path, words);
        }
    assert_int_equal(worn(t, "/old/site/zz.html", false), PROBLEM_TRAP_BRANCH);
    assert_int_equal(worn(t, "/old/site/zz.html", true), PROBLEM_NONE);
    assert_int_equal(worn(t, "/old/papers/zz.html", false), PROBLEM_TRAP_BRANCH);
    assert_int_equal(worn(t, "/zz.html", false), PROBLEM_NONE);
    trap_free(t);
}

/* A page of so many lines with a number of its own, among lines that all pages have. */
static enum gain
show_figures(struct trap_memory *t, int number, size_t own, size_t common)
{
    static char words[32][64];
    static struct block block[32];
    struct page page = {.block = block, .block_n = own + common};
    char text[128];

    for (size_t i = 0; i < own + common; i++) {
        if (i < own)
            snprintf(words[i], sizeof words[i], "line %c of paper %d", (char)('a' + i), number);
        else
            snprintf(words[i], sizeof words[i], "common line %c", (char)('a' + i - own));
        block[i] = (struct block){.text = str_of(words[i]), .place = PLACE_MAIN};
    }
    snprintf(text, sizeof text, "http://town.example/paper%d.html", number);
    struct url u = url(text);
    return trap_saw(t, &u, &page, PROBLEM_NONE);
}

static void
a_table_of_other_figures_is_a_page_of_its_own(void **state)
{
    struct trap_memory *t = trap_new(NOW);

    (void)state;
    assert_int_equal(show_figures(t, 1, 3, 6), GAIN_REAL);
    assert_int_equal(show_figures(t, 2, 3, 6), GAIN_REAL);
    /* The number of a page or a counter is not. */
    assert_int_equal(show_figures(t, 3, 2, 6), GAIN_NUMBERS);
    assert_int_equal(show_figures(t, 4, 3, 12), GAIN_REAL); /* six lines that nobody had seen */
    assert_int_equal(show_figures(t, 5, 3, 12), GAIN_NUMBERS);
    assert_int_equal(show_figures(t, 5, 3, 12), GAIN_DULL);
    trap_free(t);
}

static void
what_only_empty_pages_lead_to_is_left(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    struct url u = url("http://town.example/x");

    (void)state;
    for (int i = 0; i < LIMIT_BRANCH_REPEATS; i++)
        trap_gave(t, &u, GAIN_DULL, true);
    u = url("http://town.example/elsewhere");
    assert_int_equal(trap_worn(t, &u, 0, true), PROBLEM_TRAP_BRANCH);
    u = url("http://town.example/other-folder/elsewhere");
    assert_int_equal(trap_worn(t, &u, 0, true), PROBLEM_NONE);
    u = url("http://town.example/elsewhere");
    assert_int_equal(trap_worn(t, &u, 0, false), PROBLEM_NONE);
    assert_int_equal(trap_worn(t, &u, 50, true), PROBLEM_NONE);
    trap_free(t);
}

static void
dead_addresses_of_one_shape_are_left(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    char text[64];

    (void)state;
    for (int i = 0; i < LIMIT_PATTERN_REPEATS; i++) {
        assert_int_equal(worn(t, "/dead999.html", false), PROBLEM_NONE);
        snprintf(text, sizeof text, "http://town.example/dead%d.html", i);
        struct url u = url(text);
        trap_gave(t, &u, GAIN_DULL, false);
    }
    assert_int_equal(worn(t, "/dead999.html", false), PROBLEM_TRAP_PATTERN);
    assert_int_equal(worn(t, "/dead999.html", true), PROBLEM_NONE);
    trap_free(t);
}

static void
searches_are_rationed(void **state)
{
    struct trap_memory *t = trap_new(NOW);
    char path[64];
    int n = 0;

    (void)state;
    for (int i = 0; i < 200; i++) {
        snprintf(path, sizeof path, "/search?q=%c%c", 'a' + i % 26, 'a' + i / 26);
        n += judge(t, path) == PROBLEM_NONE;
    }
    assert_int_equal(n, LIMIT_SEARCH_PAGES);
    trap_free(t);
}

static void
pages_of_one_list_are_one_click(void **state)
{
    static const struct {
        const char *from, *to;
        bool same;
    } cases[] = {
        {"/list.php?page=1", "/list.php?page=2", true},
        {"/list.php", "/list.php?start=20", true},
        {"/news/page/2/", "/news/page/3/", true},
        {"/news/", "/news/page/2/", true},
        {"/news/page/2/", "/plans/page/3/", false},
        {"/list.php?page=1", "/view.php?page=2", false},
        {"/view.php?id=1", "/view.php?id=2", false},
        {"/list.php", "/list.php?page=next", false},
        {"/list.php?cat=1&page=2", "/list.php?cat=1&page=3", true},
        {"/list.php?cat=1&page=2", "/list.php?cat=2&page=3", false},
        {"/list.php?page=2", "/list.php?page=2&lang=en", false},
    };
    struct trap_memory *t = trap_new(NOW);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char from[128], to[128];

        snprintf(from, sizeof from, "http://town.example%s", cases[i].from);
        snprintf(to, sizeof to, "http://town.example%s", cases[i].to);
        struct url a = url(from), b = url(to);
        if (trap_same_list(t, &a, &b) != cases[i].same)
            fail_msg("%s to %s", from, to);
    }
    trap_free(t);
}

static int
set_up(void **state)
{
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* Whatever stands before and behind the digits, and wherever in the text they are. */
static void
prints_without_digits_are_those_of_the_words(void **state)
{
    char words[101] = "", text[120];
    struct buf room;

    (void)state;
    buf_init(&room, sizeof text);
    for (size_t n = 0; n <= 100; n++) {
        struct prints plain = prints_of(&room, (struct str){words, n});

        for (size_t at = 0; at <= n; at++) {
            snprintf(text, sizeof text, "%.*s%zu%s", (int)at, words, at, words + at);
            struct prints other = prints_of(&room, str_of(text));
            assert_true(other.words == plain.words && other.written != plain.written);
        }
        assert_true(prints_of(&room, (struct str){words, n}).written == plain.written);
        if (n < 100)
            words[n] = (char)('a' + n % 26);
        assert_true(n == 100 || prints_of(&room, (struct str){words, n + 1}).words != plain.words);
    }
    buf_free(&room);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_gets_its_problem),
        cmocka_unit_test(a_long_list_of_real_articles_is_no_trap),
        cmocka_unit_test(a_pager_that_shows_the_same_again_is_left),
        cmocka_unit_test(news_in_between_keeps_a_pager_alive),
        cmocka_unit_test(filters_in_every_combination_end),
        cmocka_unit_test(a_calendar_by_day_ends),
        cmocka_unit_test(a_parameter_that_never_changes_the_page_makes_twins),
        cmocka_unit_test(an_address_that_is_not_there_says_nothing_about_parameters),
        cmocka_unit_test(a_branch_that_repeats_the_site_is_left),
        cmocka_unit_test(a_table_of_other_figures_is_a_page_of_its_own),
        cmocka_unit_test(what_only_empty_pages_lead_to_is_left),
        cmocka_unit_test(dead_addresses_of_one_shape_are_left),
        cmocka_unit_test(searches_are_rationed),
        cmocka_unit_test(pages_of_one_list_are_one_click),
        cmocka_unit_test(prints_without_digits_are_those_of_the_words),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
