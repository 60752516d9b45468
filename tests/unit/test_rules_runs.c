/*
 * What was found of a run is at hand where a page has it again; a page without runs gets the same answers.
 */
#include "rules/familiar.h"
#include "rules/runs.h"
#include "rules/sameness.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above first */
#include <cmocka.h>

#define MENU 4
#define OWN 2
#define SLOTS 1024 /* numbers so far apart fall together */

static const char *const words[MENU + OWN] = {"หน้าแรก", "ข่าวประชาสัมพันธ์", "แผนพัฒนาท้องถิ่น",
                                              "ติดต่อ",   "ประกาศ 1",      "ประกาศ 2"};

/* A page with so many blocks and links of its own before the menu, and what is told of it. */
struct sample {
    struct block block[MENU + OWN];
    struct link link[MENU + OWN];
    struct page_repeat repeat[2];
    struct page page;
};

static void
make_page(struct sample *s, uint32_t before, int64_t number)
{
    for (uint32_t i = 0; i < MENU + OWN; i++) {
        uint32_t word = i < before ? MENU + i : i < before + MENU ? i - before : i;

        s->block[i] = (struct block){.text = str_of(words[word])};
        s->link[i] = (struct link){.url = str_of(words[word]), .text = str_of(words[word])};
    }
    s->repeat[0] = (struct page_repeat){number, before, MENU, false};
    s->repeat[1] = (struct page_repeat){number + 1, before, MENU, true};
    s->page = (struct page){.block = s->block,
                            .block_n = MENU + OWN,
                            .link = s->link,
                            .link_n = MENU + OWN,
                            .repeat = s->repeat,
                            .repeat_n = 2};
}

static void
expect_keys(struct runs *r, const struct page *p)
{
    const uint64_t *key = runs_keys(r, p);

    for (size_t i = 0; i < p->block_n; i++)
        assert_true(key[i] == sameness_of_block(&p->block[i]));
}

/* Given: pages with the same runs in other places, one with none, one whose run falls on the slot of another.
 * Expected: each block has its own fingerprint. */
static void
blocks_have_their_own_fingerprints(void **state)
{
    struct runs *r = runs_new();
    struct sample s;

    (void)state;
    for (uint32_t before = 0; before <= OWN; before++) {
        make_page(&s, before, 7);
        expect_keys(r, &s.page);
    }
    s.page.repeat_n = 0;
    expect_keys(r, &s.page);
    make_page(&s, 0, 7 + SLOTS);
    s.block[0].text = STR("another menu");
    expect_keys(r, &s.page);
    s.repeat[0].number = 0;
    s.block[0].text = STR("a third");
    expect_keys(r, &s.page);
    runs_free(r);
}

/* Given: a run that was looked at.  Expected: it is not looked at again. */
static void
a_known_run_is_not_looked_at_again(void **state)
{
    struct runs *r = runs_new();
    struct sample s;
    uint64_t first;

    (void)state;
    make_page(&s, 0, 7);
    first = runs_keys(r, &s.page)[0];
    s.block[0].text = STR("what nobody reads");
    assert_true(runs_keys(r, &s.page)[0] == first);
    runs_free(r);
}

/* Given: what was found of the links of a page.  Expected: on the next page it is at hand for those of the
 * run, and for no others. */
static void
links_of_a_run_are_remembered(void **state)
{
    struct runs *r = runs_new();
    struct familiar_link known[MENU + OWN], **link;
    struct sample s;

    (void)state;
    make_page(&s, 1, 7);
    link = runs_links(r, &s.page);
    for (size_t i = 0; i < MENU + OWN; i++) {
        assert_null(link[i]);
        link[i] = i != 2 ? &known[i] : NULL;
    }
    runs_note_links(r, &s.page);
    make_page(&s, 2, 7);
    link = runs_links(r, &s.page);
    for (size_t i = 0; i < MENU + OWN; i++)
        if (i < 2 || i == 3)
            assert_null(link[i]);
        else
            assert_ptr_equal(link[i], &known[i - 1]);
    make_page(&s, 2, 7 + SLOTS);
    assert_null(runs_links(r, &s.page)[2]);
    runs_free(r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_have_their_own_fingerprints),
        cmocka_unit_test(a_known_run_is_not_looked_at_again),
        cmocka_unit_test(links_of_a_run_are_remembered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
