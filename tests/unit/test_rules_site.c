/*
 * What pages tell of their runs spares work and changes nothing: a site that is read with it and without it
 * is the same.  What is counted and what is shared is counted and shared once.
 */
#include "base/aside.h"
#include "rules/contents.h"
#include "rules/familiar.h"
#include "rules/gists.h"
#include "tests/support/loaded_rules.h"
#include <stdio.h>
#include <string.h>

#define HOME "https://tuayang.example/"
#define PAGES 8
#define MENU 6
#define OWN 3
#define FIRST 5 /* the home page is not the first that is read */
#define WORDINGS 3000

/* A page with the menu, links of its own, one of which its neighbour has too, and one that it has twice. */
struct sheet {
    struct block block[MENU + OWN + 2];
    struct link link[MENU + OWN + 2];
    struct page_repeat repeat[2];
    struct page page;
    struct fetch fetch;
};

static void
add(struct sheet *s, struct arena *a, uint32_t i, struct str words, struct str url)
{
    s->block[i] = (struct block){.text = words,
                                 .kind = BLOCK_ITEM,
                                 .place = i < MENU ? PLACE_NAV : PLACE_MAIN,
                                 .heading = NO_INDEX,
                                 .row = i,
                                 .table = NO_INDEX};
    s->link[i] = (struct link){.url = arena_str(a, url),
                               .text = words,
                               .place = s->block[i].place,
                               .block = i,
                               .heading = NO_INDEX,
                               .row = i,
                               .followable = i != 1};
}

static void
make_sheet(struct sheet *s, struct arena *a, int number, bool told)
{
    for (uint32_t i = 0; i < MENU; i++)
        add(s, a, i, arena_printf(a, "เมนูที่ %u", i),
            i == 1 ? STR("javascript:go()") : arena_printf(a, HOME "%u", i == 0 ? 9 : i));
    for (uint32_t i = 0; i < OWN; i++)
        add(s, a, MENU + i, arena_printf(a, "ประกาศเรื่องที่ %d.%u", number, i),
            arena_printf(a, HOME "news/%d/%u", number, i));
    add(s, a, MENU + OWN, arena_printf(a, "ข่าวที่ %d", number / 2), arena_printf(a, HOME "of/%d", number / 2));
    add(s, a, MENU + OWN + 1, s->block[MENU].text, s->link[MENU].url);
    s->repeat[0] = (struct page_repeat){7, 0, MENU, false};
    s->repeat[1] = (struct page_repeat){8, 0, MENU, true};
    s->page = (struct page){.url = arena_printf(a, HOME "%d", number),
                            .title = STR("เทศบาลตำบลตัวอย่าง"),
                            .block = s->block,
                            .block_n = MENU + OWN + 2,
                            .link = s->link,
                            .link_n = MENU + OWN + 2,
                            .repeat = s->repeat,
                            .repeat_n = told ? 2 : 0};
    s->fetch = (struct fetch){.url = s->page.url, .status = 200, .kind = KIND_HTML};
}

static void
read_site(struct site *s, const struct catalog *c, struct arena *a, bool told)
{
    struct sheet *sheet = ARENA_ARRAY(a, struct sheet, PAGES);

    site_init(s, c, STR(HOME "0"), NULL);
    for (int i = 0; i < PAGES; i++) {
        make_sheet(&sheet[i], a, (i + FIRST) % PAGES,
                   told && i > 0); /* a run has a number where it comes again */
        site_survey(s, &sheet[i].fetch, &sheet[i].page);
    }
    site_connect(s);
    for (int i = 0; i < PAGES; i++)
        contents_read(s, &sheet[i].fetch, &sheet[i].page);
    site_index(s);
}

static void
expect_same_nodes(const struct site *x, const struct site *y)
{
    assert_int_equal(x->node_n, y->node_n);
    for (size_t i = 0; i < x->node_n; i++) {
        const struct node *a = &x->node[i], *b = &y->node[i];

        assert_true(str_eq(a->url, b->url));
        assert_true(str_eq(a->click, b->click));
        assert_int_equal(a->distance, b->distance);
        assert_int_equal(a->parent, b->parent);
        assert_int_equal(a->in_degree, b->in_degree);
        assert_int_equal(a->first_link, b->first_link);
        assert_int_equal(a->link_n, b->link_n);
        assert_int_equal(a->block_n, b->block_n);
    }
}

static void
expect_same_links(const struct site *x, const struct site *y)
{
    assert_int_equal(x->link_n, y->link_n);
    for (size_t i = 0; i < x->link_n; i++) {
        const struct site_link *a = &x->link[i], *b = &y->link[i];

        assert_int_equal(a->from, b->from);
        assert_int_equal(a->to, b->to);
        assert_int_equal(a->menu, b->menu);
        assert_int_equal(a->same_row, b->same_row);
        assert_true(str_eq(a->text->text, b->text->text));
    }
    assert_int_equal(x->own_n, y->own_n);
    assert_memory_equal(x->own_link, y->own_link, (x->own_n / 64 + 1) * sizeof *x->own_link);
    assert_int_equal(x->block_n, y->block_n);
    assert_memory_equal(x->own_block, y->own_block, (x->block_n / 64 + 1) * sizeof *x->own_block);
}

/* Given: pages with a menu, told of as runs or not.  Expected: the same nodes, links and own blocks; the menu
 * is kept once, said to stand on the home page but for the entry that leads there, and nobody's own. */
static void
runs_change_nothing(void **state)
{
    struct arena *a = arena_new(0);
    struct catalog *c = loaded_rules(FIXTURES "/../rules");
    struct site told, untold;
    size_t menu = 0, own = 0;

    (void)state;
    read_site(&told, c, a, true);
    read_site(&untold, c, a, false);
    expect_same_nodes(&told, &untold);
    expect_same_links(&told, &untold);
    for (size_t i = 0; i < told.link_n; i++) {
        menu += told.link[i].menu;
        if (told.link[i].menu)
            assert_int_equal(told.link[i].from, told.home);
    }
    for (size_t i = 0; i < told.own_n; i++)
        own += told.own_link[i / 64] >> i % 64 & 1;
    assert_int_equal(menu, MENU - 1);
    assert_int_equal(own, PAGES * (OWN + 2));
    site_clear(&told);
    site_clear(&untold);
    catalog_free(c);
    arena_free(a);
}

/* Given: keys that come again on a page and on others.  Expected: each page counts each once, one by one or
 * all together. */
static void
keys_count_once_a_page(void **state)
{
    struct tally *one = tally_new(), *all = tally_new();
    uint64_t key[600];

    (void)state;
    for (uint32_t page = 1; page <= 4; page++) {
        for (size_t i = 0; i < 600; i++) {
            key[i] = i % 500 * page * 0x9E3779B97F4A7C15u;
            tally_add(one, key[i], page);
        }
        tally_add_all(all, key, 600, page);
    }
    for (size_t i = 0; i < 2000; i++)
        assert_int_equal(tally_of(one, i * 0x9E3779B97F4A7C15u), tally_of(all, i * 0x9E3779B97F4A7C15u));
    assert_int_equal(tally_of(all, 0), 4);
    tally_free(one);
    tally_free(all);
}

/* Given: many wordings that differ in one thing each, and each again.  Expected: what says the same is one,
 * and what was remembered of a text is found. */
static void
what_says_the_same_is_shared(void **state)
{
    struct aside *aside = aside_new(NULL);
    struct gists *g = gists_new(aside);
    const struct wording *shared[WORDINGS];

    (void)state;
    for (uint64_t twice = 0; twice < 2; twice++)
        for (uint64_t i = 0; i < WORDINGS; i++) {
            struct wording w = {.meaning = (uint16_t)(i / 6 + 8)};
            uint64_t hash = (i + twice * WORDINGS) * 0x9E3779B97F4A7C15u;
            const struct wording *got;

            w.flags = i % 6 == 1 ? WORDING_INDEX : 0;
            w.about_at = i % 6 == 2;
            w.item = i % 6 == 3;
            w.plain = i % 6 == 4;
            w.against = i % 6 == 5 ? &twice : NULL;
            gists_expect(g, hash);
            got = gists_share(g, hash, &w, STR_NONE).words;
            if (twice)
                assert_ptr_equal(got, shared[i]);
            shared[i] = got;
            assert_ptr_equal(gists_find(g, hash).words, got);
            assert_true(i == 0 || shared[i] != shared[i - 1]);
            assert_int_equal(got->meaning, w.meaning);
            assert_true(got->shared);
        }
    gists_free(g);
    aside_free(aside);
}

/* Given: more letters than lie in one piece, and what is known of texts forgotten.  Expected: letters stay
 * what they were; nothing is found any more, and what was shared is still what it said. */
static void
what_is_known_is_forgotten(void **state)
{
    struct aside *aside = aside_new(NULL);
    struct gists *g = gists_new(aside);
    struct wording w = {.meaning = 8};
    struct gist first, last = {0};
    char text[200];

    (void)state;
    memset(text, 'x', sizeof text);
    first = gists_share(g, 1, &w, STR("abc"));
    for (uint64_t i = 2; i < 1000; i++)
        last = gists_share(g, i, &w, (struct str){text, sizeof text});
    assert_true(str_eq(gists_letters(g, first.letters), STR("abc")));
    assert_true(str_eq(gists_letters(g, last.letters), (struct str){text, sizeof text}));
    gists_rest(g);
    assert_null(gists_find(g, 1).words);
    assert_int_equal(first.words->meaning, 8);
    last = gists_share(g, 1, &w, STR_NONE);
    assert_ptr_not_equal(last.words, first.words);
    assert_ptr_equal(gists_find(g, 1).words, last.words);
    gists_free(g);
    aside_free(aside);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_change_nothing),
        cmocka_unit_test(keys_count_once_a_page),
        cmocka_unit_test(what_says_the_same_is_shared),
        cmocka_unit_test(what_is_known_is_forgotten),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
