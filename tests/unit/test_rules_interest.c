/* How much a link may matter: what its own words, and the page it stands on, add. */
#include "rules/judge.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include "tests/support/loaded_rules.h"
#include <cmocka.h>

#define SMALL FIXTURES "/rules/small"

struct asked {
    struct catalog *catalog;
    struct interest *interest;
};

static int
set_up(void **state)
{
    static struct asked asked;

    asked.catalog = loaded_rules(SMALL);
    asked.interest = interest_new(asked.catalog, catalog_pack(asked.catalog, STR("oit-2565")));
    *state = &asked;
    return 0;
}

static int
tear_down(void **state)
{
    struct asked *asked = *state;

    interest_free(asked->interest);
    catalog_free(asked->catalog);
    return 0;
}

static struct link
link_with(const char *words)
{
    return (struct link){.url = STR("http://www.tuayang.example/file.php?id=7"),
                         .text = {words, strlen(words)},
                         .place = PLACE_MAIN,
                         .block = NO_INDEX,
                         .heading = NO_INDEX,
                         .row = NO_INDEX,
                         .followable = true};
}

/* A link whose words name a topic matters most; one that says nothing on a page that says nothing, not at
 * all. */
static void
words_of_the_link(void **state)
{
    struct asked *asked = *state;
    struct page page = {.url = STR("http://www.tuayang.example/"), .title = STR("หน้าแรก")};
    struct link topic = link_with("รายงานประจำปี"), empty = link_with("ดาวน์โหลด");

    assert_int_equal(interest_of(asked->interest, &page, &topic), 100);
    assert_true(interest_of(asked->interest, &page, &empty) <= 0);
}

/* The crawler reads every page into the same memory: a page is judged by itself, not by the one that lay
 * there before. */
static void
page_in_the_same_memory(void **state)
{
    struct asked *asked = *state;
    char address[] = "http://www.tuayang.example/a";
    struct page page = {.url = {address, sizeof address - 1}, .title = STR("รายงานประจำปี")};
    struct link l = link_with("ดาวน์โหลด");
    int before = interest_of(asked->interest, &page, &l);

    assert_true(before > 0);
    address[sizeof address - 2] = 'b';
    page.title = STR("หน้าแรก");
    assert_true(interest_of(asked->interest, &page, &l) <= 0);
    address[sizeof address - 2] = 'a';
    page.title = STR("รายงานประจำปี");
    assert_int_equal(interest_of(asked->interest, &page, &l), before);
}

/* More texts than are remembered: what was forgotten comes to the same again, and nothing to another's. */
static void
many_words(void **state)
{
    struct asked *asked = *state;
    struct page page = {.url = STR("http://www.tuayang.example/"), .title = STR("หน้าแรก")};
    char words[100];

    for (int i = 0; i < 200000; i++) {
        bool topic = i % 3 == 0;
        struct link l;

        snprintf(words, sizeof words, "%s %d", topic ? "รายงานประจำปี" : "ข่าวที่", i % 50000);
        l = link_with(words);
        assert_int_equal(interest_of(asked->interest, &page, &l) == 100, topic);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_the_link),
        cmocka_unit_test(page_in_the_same_memory),
        cmocka_unit_test(many_words),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
