/* What pages repeat is stored once, whatever it is, and a stranger's runs stay inside. */
#include "base/utf8.h"
#include "same_page.h"
#include "store/private.h"
#include "store_sample.h"

#define MENU 60
#define OWN 40

/* Some begin with their block's first word. */
static struct str
own_words(struct arena *a, const struct block *k, size_t i)
{
    return i % 3 == 1 ? str_sub(k->text, 0, sizeof "ข่าวที่" - 1) : arena_printf(a, "\\ %zu", i);
}

/*
 * A page with the site's menu, after `lead` blocks of its own, so that the menu's indexes differ from page to
 * page; below it rows of a table, each with a link.
 */
static struct page
page_with_menu(struct arena *a, int number, size_t lead)
{
    size_t n = lead + MENU + OWN, first = lead + MENU;
    struct block *block = ARENA_ARRAY(a, struct block, n);
    struct link *link = ARENA_ARRAY(a, struct link, MENU + OWN);

    for (size_t i = 0; i < n; i++) {
        bool menu = i >= lead && i < first;

        block[i] = (struct block){.text = menu ? arena_printf(a, "เมนูของเว็บไซต์ที่ %zu", i - lead)
                                               : arena_printf(a, "ข่าวที่ %zu ของหน้า %d", i, number),
                                  .kind = menu ? BLOCK_ITEM : BLOCK_CELL,
                                  .place = menu ? PLACE_NAV : PLACE_MAIN,
                                  .heading = menu && i > lead ? (uint32_t)lead : NO_INDEX,
                                  .row = menu         ? (uint32_t)i
                                         : i % 3 == 0 ? NO_INDEX
                                                      : (uint32_t)(i / 2),
                                  .table = menu ? NO_INDEX : (uint32_t)(i % 2),
                                  .column = (uint32_t)(i % 2)};
    }
    for (size_t i = 0; i < MENU + OWN; i++) {
        bool menu = i < MENU;

        link[i] = (struct link){.url = menu ? arena_printf(a, HOME "menu/%zu", i)
                                            : arena_printf(a, HOME "news/%d/%zu", number, i),
                                .text = menu ? arena_printf(a, "เมนู \"%zu\"", i)
                                             : own_words(a, &block[lead + i], i),
                                .place = menu ? PLACE_NAV : PLACE_MAIN,
                                .block = i % 7 == 0 ? NO_INDEX : (uint32_t)(lead + i),
                                .heading = i % 5 == 0 ? NO_INDEX : (uint32_t)lead,
                                .row = menu ? (uint32_t)(lead + i) : NO_INDEX,
                                .followable = true};
    }
    return (struct page){.url = arena_printf(a, HOME "page/%d", number),
                         .title = STR("หน้า"),
                         .block = block,
                         .block_n = n,
                         .link = link,
                         .link_n = MENU + OWN};
}

/* Under one number pages have the same blocks or links. */
static void
assert_told(const struct page *a, const struct page *b)
{
    for (size_t i = 0; i < a->repeat_n; i++)
        for (size_t k = 0; k < b->repeat_n; k++) {
            const struct page_repeat *x = &a->repeat[i], *y = &b->repeat[k];

            if (x->number != y->number)
                continue;
            assert_int_equal(x->n, y->n);
            assert_int_equal(x->links, y->links);
            for (size_t j = 0; j < x->n && x->links; j++)
                assert_same(a->link[x->first + j].text, b->link[y->first + j].text);
            for (size_t j = 0; j < x->n && !x->links; j++)
                assert_same(a->block[x->first + j].text, b->block[y->first + j].text);
        }
}

/* How much of a page is told of: most of its menu, and nothing of its own. */
static void
assert_much_told(const struct page *p)
{
    size_t told[2] = {0, 0};

    for (size_t i = 0; i < p->repeat_n; i++) {
        const struct page_repeat *x = &p->repeat[i];

        told[x->links] += x->n;
        for (size_t j = 0; j < x->n; j++)
            assert_int_equal(x->links ? p->link[x->first + j].place : p->block[x->first + j].place,
                             PLACE_NAV);
    }
    assert_in_range(told[false], MENU * 3 / 4, MENU);
    assert_in_range(told[true], MENU * 3 / 4, MENU);
}

/* A menu that stands on each page is stored once, wherever it stands, and each page comes back whole. */
static void
repeated_menu_is_stored_once(void **state)
{
    static const size_t lead[] = {0, 0, 3, 9, 0};
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct page p[5], got[5];

    for (int i = 0; i < 5; i++) {
        char body[20];
        struct visit v;

        p[i] = page_with_menu(t->a, i, lead[i]);
        snprintf(body, sizeof body, "body %d", i);
        v = sample_visit(arena_str(t->a, p[i].url).p, body);
        v.page = &p[i];
        assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
        if (i == 3) { /* the last page is kept by another process */
            store_close(s);
            s = sample_open(t, STORE_WRITE);
        }
    }
    store_close(s);
    s = sample_open(t, STORE_READ);
    for (int i = 0; i < 5; i++) {
        assert_true(store_page(s, run.id, p[i].url, t->a, &got[i]));
        assert_same_page(&got[i], &p[i]);
        for (int k = 0; k < i; k++)
            assert_told(&got[i], &got[k]);
        if (i == 1 || i > 2) /* there for the second time, with the menu's blocks in the same columns */
            assert_much_told(&got[i]);
    }
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), 5 * (MENU + OWN));
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "menu/59' AND words = 'เมนู \"59\"' AND n = 59"),
                     5);
    assert_in_range(sample_number(t, "SELECT count(*) FROM part"), 2, 40);
    assert_int_equal(sample_number(t, "SELECT count(*) - count(DISTINCT hex(zstd)) FROM part"), 0);
    assert_true(sample_number(t, "SELECT max(json_array_length(parts)) FROM page WHERE id > 2") > 2);
    /* A run of one short link is not worth a part. */
    assert_in_range(sample_number(t, "SELECT count(*) FROM part, json_each(part.links)"), MENU * 3 / 4, MENU);
}

/* Change one thing of a block and of a link in the middle of the menu; false when there is no such change. */
static bool
change_menu(struct arena *a, struct page *p, int change)
{
    struct block *block = ARENA_ARRAY(a, struct block, p->block_n), *k = &block[MENU / 2];
    struct link *link = ARENA_ARRAY(a, struct link, p->link_n), *l = &link[MENU / 2];

    memcpy(block, p->block, p->block_n * sizeof *block);
    memcpy(link, p->link, p->link_n * sizeof *link);
    p->block = block;
    p->link = link;
    switch (change) {
    case 0:
        return true;
    case 1:
        k->text = l->text = STR("เมนูอื่น");
        return true;
    case 2:
        k->kind = BLOCK_HEADING;
        l->kind = LINK_CLICK;
        return true;
    case 3:
        k->place = l->place = PLACE_HEADER;
        return true;
    case 4:
        k->level = 3;
        l->url = STR(HOME "menu/other");
        return true;
    case 5:
        k->heading = l->heading = 1;
        return true;
    case 6:
        k->heading = l->heading = NO_INDEX;
        return true;
    case 7:
        k->row = l->row = NO_INDEX;
        return true;
    case 8:
        k->row = l->row = 3;
        return true;
    case 9:
        k->table = 2;
        l->block = 2;
        return true;
    case 10:
        k->column = 2;
        l->block = NO_INDEX;
        return true;
    case 11:
        k->hidden = true;
        l->image = true;
        return true;
    case 12:
        l->no_follow = true;
        return true;
    case 13:
        l->followable = false;
        return true;
    case 14:
        l->fragment = STR("below");
        return true;
    case 15:
        l->title = STR("เมนู");
        return true;
    case 16: /* the menu ends earlier */
        block[MENU - 1].place = link[MENU - 1].place = PLACE_MAIN;
        return true;
    default:
        return false;
    }
}

/* A menu that differs from that of the page before in one thing is that menu, and the next one the old. */
static void
menu_may_change_in_anything(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    int n = 0;

    for (int change = 0; change <= 16; change++)
        for (int twice = 0; twice < 4; twice++, n++) {
            struct page p = page_with_menu(t->a, n, 0), got;
            struct visit v = sample_visit(p.url.p, arena_printf(t->a, "body %d", n).p);

            assert_true(change_menu(t->a, &p, twice % 2 ? change : 0));
            v.page = &p;
            assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
            assert_true(store_page(s, run.id, p.url, t->a, &got));
            assert_same_page(&got, &p);
        }
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), n * (MENU + OWN));
    assert_true(sample_number(t, "SELECT min(json_array_length(parts)) FROM page WHERE id > 2") > 2);
    /* It is parted where it is parted without looking at the page before: each time there are the same parts.
     */
    assert_int_equal(sample_number(t, "SELECT count(DISTINCT parts) FROM page WHERE id > 2 AND id % 2 = 1"),
                     1);
}

/* Parts go with the last page that names them; one that is gone is told. */
static void
parts_follow_their_pages(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct page p[3];
    struct run run;

    for (int i = 0; i < 3; i++) {
        struct visit v = sample_visit(i == 2 ? HOME : i ? HOME "b" : HOME "a", i ? "b" : "a");

        if (i != 1)
            run = sample_run(t, s);
        p[i] = page_with_menu(t->a, i, 0);
        v.page = i == 2 ? &sample_page : &p[i];
        assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
        if (i > 0)
            assert_int_equal(store_run_finish(s, run.id, 1682640100 + i, true, &t->e), 0);
    }
    assert_true(sample_number(t, "SELECT count(*) FROM part") > 0);
    assert_int_equal(store_prune(s, 1, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM part"), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM address"), 3); /* of the page that is left */
    /* What was forgotten is not named by what comes now. */
    for (int i = 0; i < 2; i++) {
        struct visit v = sample_visit(i ? HOME "d" : HOME "c", i ? "d" : "c");
        struct page got;

        v.page = &p[i];
        assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
        assert_true(store_page(s, run.id, v.fetch.url, t->a, &got));
        assert_same_page(&got, &p[i]);
    }
    store_close(s);
    sample_tamper(t, "DELETE FROM part");
    s = sample_open(t, STORE_READ);
    assert_false(store_page(s, run.id, STR(HOME "d"), t->a, &p[0]));
    store_close(s);
}

/* Every run under a name, in order. */
struct shelf {
    struct str bytes[64];
    size_t n, next;
    struct arena *a;
};

static bool
shelve(void *ctx, const struct packed_run *r)
{
    struct shelf *x = ctx;

    x->bytes[x->n++] = arena_str(x->a, r->bytes);
    return true;
}

static bool
keep_inside(void *ctx, const struct packed_run *r)
{
    (void)ctx, (void)r;
    return false;
}

static bool
take_next(void *ctx, struct arena *a, struct run_form *out)
{
    struct shelf *x = ctx;

    if (x->next == x->n)
        return false;
    return packing_read_run(arena_str(a, x->bytes[x->next++]), a, out);
}

/* Signs that JSON writes otherwise come back from any place in a link's words. */
static void
words_with_signs(void **state)
{
    static const char signs[] = "\"\\\t\x1f";
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit v = sample_visit(HOME, "signs");
    struct link link[4 * 24];

    for (int i = 0; i < 4 * 24; i++)
        link[i] = (struct link){.url = arena_printf(t->a, HOME "%d", i),
                                .text = arena_printf(t->a, "%.*s%c%.*s", i / 4, "abcdefghijklmnopqrstuvwxyz",
                                                     signs[i % 4], 23 - i / 4, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")};
    v.page = &(struct page){.url = STR(HOME), .link = link, .link_n = 4 * 24};
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link WHERE length(words) = 24 AND "
                                      "unicode(substr(words, n / 4 + 1, 1)) IN (34, 92, 9, 31)"),
                     4 * 24);
}

/* Runs inside the page or under names: cut anywhere or changed in any byte, a page is refused or within
 * bounds.
 */
static void
lying_runs_stay_inside(void **state)
{
    struct sample *t = *state;
    struct arena *a = arena_new(0);
    struct page p = page_with_menu(t->a, 1, 2), got;

    for (int named = 0; named < 2; named++) {
        struct shelf shelf = {.a = t->a};
        struct buf run, b;
        const struct packing how = {.known = named ? shelve : keep_inside, .ctx = &shelf, .run = &run};
        const struct unpacking back = {.part = take_next, .ctx = &shelf};

        buf_init(&run, MIB);
        buf_init(&b, MIB);
        packing_pack_runs(&how, &p, &b);
        assert_true(packing_unpack_runs(&back, buf_view(&b), a, &got));
        assert_same_page(&got, &p);
        for (size_t at = 0; at < b.n; at++) {
            char *copy = malloc(b.n);

            shelf.next = 0;
            arena_reset(a);
            assert_false(packing_unpack_runs(&back, (struct str){b.p, at}, a, &got));
            memcpy(copy, b.p, b.n);
            for (int c = 0; c < 256; c += 5) {
                copy[at] = (char)c;
                shelf.next = 0;
                arena_reset(a);
                if (!packing_unpack_runs(&back, (struct str){copy, b.n}, a, &got))
                    continue;
                for (size_t i = 0; i < got.link_n; i++) {
                    assert_true(got.link[i].block == NO_INDEX || got.link[i].block < got.block_n);
                    assert_true(utf8_valid(got.link[i].text));
                }
                for (size_t i = 0; i < got.block_n; i++)
                    assert_true(got.block[i].heading == NO_INDEX || got.block[i].heading < got.block_n);
            }
            free(copy);
        }
        buf_free(&run);
        buf_free(&b);
    }
    arena_free(a);
}

/* Words that a block begins with are not written out a second time, and come back as they were. */
static void
words_of_blocks_are_stored_once(void **state)
{
    struct sample *t = *state;
    char long_words[3 * 500 + 1];
    struct block block = {.heading = NO_INDEX, .row = NO_INDEX, .table = NO_INDEX};
    struct link link = {.url = STR(HOME "a"), .heading = NO_INDEX, .row = NO_INDEX};
    struct page p = {.block = &block, .block_n = 1, .link = &link, .link_n = 1}, got;
    struct shelf shelf = {.a = t->a};
    struct buf run, b;
    const struct packing how = {.known = keep_inside, .ctx = &shelf, .run = &run};
    const struct unpacking back = {.part = take_next, .ctx = &shelf};

    for (size_t i = 0; i < 500; i++)
        memcpy(long_words + 3 * i, "ก", 3);
    block.text = (struct str){long_words, 3 * 500};
    buf_init(&run, MIB);
    buf_init(&b, MIB);
    for (size_t n = 0; n <= 3 * 500; n += 3) {
        link.text = str_sub(block.text, 0, n);
        buf_clear(&b);
        packing_pack_runs(&how, &p, &b);
        assert_true(b.n < 3 * 500 + 100);
        assert_true(packing_unpack_runs(&back, buf_view(&b), t->a, &got));
        assert_same(got.link[0].text, link.text);
        assert_int_equal(got.link[0].followable, false);
    }
    buf_free(&run);
    buf_free(&b);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(repeated_menu_is_stored_once),
        TEST(menu_may_change_in_anything),
        TEST(words_with_signs),
        TEST(parts_follow_their_pages),
        TEST(lying_runs_stay_inside),
        TEST(words_of_blocks_are_stored_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
