/* Pages in the site file: they come back as they went in, and a stranger's are refused. */
#include "oit/limits.h"
#include "same_page.h"
#include "store/private.h"
#include "store_sample.h"

static void
assert_same_forms(const struct page *got, const struct page *p)
{
    for (size_t i = 0; i < p->form_n; i++) {
        const struct form *a = &got->form[i], *b = &p->form[i];
        assert_same(a->action, b->action);
        assert_same(a->submit, b->submit);
        assert_int_equal(a->post, b->post);
        assert_int_equal(a->place, b->place);
        assert_int_equal(a->heading, b->heading);
        assert_int_equal(a->field_n, b->field_n);
        for (size_t k = 0; k < b->field_n; k++) {
            assert_same(a->field[k].name, b->field[k].name);
            assert_same(a->field[k].type, b->field[k].type);
            assert_same(a->field[k].label, b->field[k].label);
        }
    }
}

static void
assert_same_images(const struct page *got, const struct page *p)
{
    for (size_t i = 0; i < p->image_n; i++) {
        const struct image *a = &got->image[i], *b = &p->image[i];
        assert_same(a->src, b->src);
        assert_same(a->alt, b->alt);
        assert_int_equal(a->place, b->place);
        assert_int_equal(a->heading, b->heading);
        assert_int_equal(a->row, b->row);
        assert_int_equal(a->width, b->width);
        assert_int_equal(a->height, b->height);
    }
}

static struct visit
visit_of_sample_page(void)
{
    struct visit v = sample_visit(HOME, "<html>home</html>");

    v.page = &sample_page;
    return v;
}

/* A run in a new store, which is closed again, with one visit in it. */
static struct run
run_of(struct sample *t, const struct visit *v)
{
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);

    assert_int_equal(store_keep(s, run.id, v, &t->e), 0);
    store_close(s);
    return run;
}

/* Everything of a page comes back, after the file was closed and opened by a reader. */
static void
rich_page_comes_back(void **state)
{
    struct sample *t = *state;
    struct visit v = visit_of_sample_page();
    struct run run = run_of(t, &v);
    struct page got;
    struct store *s;

    s = sample_open(t, STORE_READ);
    assert_true(store_page(s, run.id, STR(HOME), t->a, &got));
    assert_same_page(&got, &sample_page);
    assert_same_forms(&got, &sample_page);
    assert_same_images(&got, &sample_page);
    assert_false(store_page(s, run.id, STR(HOME "other"), t->a, &got));
    store_close(s);
}

/* Links can be asked for in SQL, with their words and place; addresses are there once. */
static void
links_are_rows(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit one = sample_visit(HOME, "one"), two = sample_visit(HOME "two", "two");

    one.page = two.page = &sample_page;
    assert_int_equal(store_keep(s, run.id, &one, &t->e), 0);
    assert_int_equal(store_keep(s, run.id, &two, &t->e), 0);
    store_close(s);

    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), 4);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM address"), 4);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "o13.pdf' "
                                      "AND words = 'O13 รายงานผล' AND kind = 'a' AND place = 'main'"),
                     2);
}

/* Keep a page of one link, which its run calls by a number. */
static void
keep_called(struct sample *t, struct store *s, int64_t run, const char *url, const char *target,
            uint32_t address)
{
    struct link link = {.url = str_of(target),
                        .text = STR("ประกาศ"),
                        .block = NO_INDEX,
                        .heading = NO_INDEX,
                        .row = NO_INDEX,
                        .address = address,
                        .followable = true};
    struct page page = {.link = &link, .link_n = 1};
    struct visit v = sample_visit(url, url);

    v.page = &page;
    assert_int_equal(store_keep(s, run, &v, &t->e), 0);
}

/* What a run calls by a number is the same address on each of its pages, and may be another on the next run.
 */
static void
links_are_called_by_numbers(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run first = sample_run(t, s), second;

    keep_called(t, s, first.id, HOME "1", HOME "a", 1);
    keep_called(t, s, first.id, HOME "2", HOME "a", 1);
    keep_called(t, s, first.id, HOME "3", HOME "b", 70000);
    keep_called(t, s, first.id, HOME "4", HOME "b", 0);
    keep_called(t, s, first.id, HOME "5", HOME "c", 0);
    assert_int_equal(store_run_finish(s, first.id, 1682640100, true, &t->e), 0);
    second = sample_run(t, s);
    keep_called(t, s, second.id, HOME "6", HOME "c", 1);
    store_close(s);

    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "a'"),
                     2);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "b'"),
                     2);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link JOIN address ON address.id = target "
                                      "WHERE url = '" HOME "c'"),
                     2);
}

/* A packed page cut at any byte is refused. */
static void
cut_page_is_refused(void **state)
{
    struct sample *t = *state;
    struct page got;
    struct buf b;

    buf_init(&b, MIB);
    packing_pack(&sample_page, &b);
    assert_true(packing_unpack(buf_view(&b), t->a, &got));
    for (size_t n = 0; n < b.n; n++)
        if (packing_unpack((struct str){b.p, n}, t->a, &got))
            fail_msg("cut after %zu of %zu bytes", n, b.n);
    buf_char(&b, 'x');
    assert_false(packing_unpack(buf_view(&b), t->a, &got));
    buf_free(&b);
}

/* Any byte changed to any value either gives a page within its bounds or is refused; it never reads outside.
 */
static void
lying_page_stays_inside(void **state)
{
    struct sample *t = *state;
    size_t accepted = 0, refused = 0;
    struct page got;
    struct buf b;

    buf_init(&b, MIB);
    packing_pack(&sample_page, &b);
    for (size_t at = 0; at < b.n; at++)
        for (int c = 0; c < 256; c++) {
            char *copy = malloc(b.n); /* of its exact size, so that a sanitizer sees a read beyond it */
            memcpy(copy, b.p, b.n);
            copy[at] = (char)c;
            arena_reset(t->a);
            if (!packing_unpack((struct str){copy, b.n}, t->a, &got)) {
                refused++;
            } else {
                accepted++;
                for (size_t i = 0; i < got.link_n; i++)
                    assert_true(got.link[i].block == NO_INDEX || got.link[i].block < got.block_n);
                for (size_t i = 0; i < got.block_n; i++) {
                    assert_true(got.block[i].heading == NO_INDEX || got.block[i].heading < got.block_n);
                    assert_in_range(got.block[i].kind, 0, BLOCK_CAPTION);
                }
            }
            free(copy);
        }
    assert_true(accepted > 0 && refused > accepted);
    buf_free(&b);
}

/* A count of four thousand million elements costs no memory. */
static void
giant_count_costs_nothing(void **state)
{
    struct sample *t = *state;
    static const char giant[] = "P\x01\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff\x0f";
    struct page got;

    assert_false(packing_unpack((struct str){giant, sizeof giant - 1}, t->a, &got));
    assert_true(arena_used(t->a) < 1000);
}

static int
ignore_visit(void *ctx, const struct fetch *f, const struct page *page, struct err *e)
{
    (void)f, (void)page, (void)e;
    ++*(int *)ctx;
    return 0;
}

/* Expect that reading the run ends with this error. */
static void
assert_refused(struct sample *t, const char *what)
{
    struct store *s = sample_open(t, STORE_READ);
    struct page got;
    struct run run;
    int seen = 0;

    assert_true(store_run_last(s, false, t->a, &run));
    assert_int_equal(store_each_visit(s, run.id, ignore_visit, &seen, &t->e), -1);
    assert_int_equal(t->e.code, ERR_FILE);
    assert_string_equal(t->e.what, what);
    assert_string_equal(t->e.input, t->file);
    assert_true(t->e.next[0] != '\0');
    assert_false(store_page(s, run.id, STR(HOME), t->a, &got));
    assert_int_equal(seen, 0);
    err_clear(&t->e);
    store_close(s);
}

/* A damaged page is told, never taken for an absent one: the site might have had the information there. */
static void
damaged_page_is_told(void **state)
{
    static const char *const ways[] = {
        "UPDATE page SET zstd = x''",
        "UPDATE page SET zstd = x'00'",
        "UPDATE page SET zstd = randomblob(200)",
        "UPDATE page SET zstd = zeroblob(5000000)",
        "UPDATE page SET zstd = CAST(substr(zstd, 1, length(zstd) - 3) AS BLOB)",
        "UPDATE page SET zstd = CAST(zstd || x'28b52ffd' AS BLOB)",
        /* a frame header that claims 2^40 bytes */
        "UPDATE page SET zstd = x'28b52ffdc0380000000000010000010000'",
    };
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit v = sample_visit(HOME, "home");

    v.page = &sample_page;
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    store_close(s);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        sample_tamper(t, ways[i]);
        assert_refused(t, "a stored page is damaged");
    }
    sample_tamper(t, "UPDATE page SET version = 99");
    assert_refused(t, "its pages were read by another version of oit");
}

/* A page beyond the ceiling is kept as far as it fits and says so. */
static void
giant_page_is_cut(void **state)
{
    static struct link links[LIMIT_PAGE_LINKS];
    struct sample *t = *state;
    char *url = malloc(LIMIT_ADDRESS);
    struct page p = {.url = STR(HOME), .link = links, .link_n = LIMIT_PAGE_LINKS}, got;
    struct buf b;

    memset(url, 'a', LIMIT_ADDRESS);
    for (size_t i = 0; i < LIMIT_PAGE_LINKS; i++)
        links[i] = (struct link){
            .url = {url, LIMIT_ADDRESS}, .block = NO_INDEX, .heading = NO_INDEX, .row = NO_INDEX};
    got = packing_fit(&p);
    assert_true(got.truncated);
    assert_in_range(got.link_n, 4000, 4096);
    buf_init(&b, 2 * LIMIT_STORED_PAGE);
    packing_pack(&got, &b);
    assert_false(b.full);
    assert_true(b.n <= LIMIT_STORED_PAGE + KIB);
    assert_true(packing_unpack(buf_view(&b), t->a, &got));
    assert_true(got.truncated);
    buf_free(&b);
    free(url);
}

/* Pages of before, which hold all words of their links. */
static void
page_of_version_3_is_read(void **state)
{
    struct sample *t = *state;
    struct visit v = visit_of_sample_page();
    struct run run = run_of(t, &v);
    struct page got;
    struct store *s;

    sample_tamper(t, "UPDATE page SET version = 3");

    s = sample_open(t, STORE_CREATE);
    assert_true(store_page(s, run.id, STR(HOME), t->a, &got));
    assert_same_links(&got, &sample_page);
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rich_page_comes_back), TEST(links_are_rows),          TEST(links_are_called_by_numbers),
        TEST(cut_page_is_refused),  TEST(lying_page_stays_inside), TEST(giant_count_costs_nothing),
        TEST(damaged_page_is_told), TEST(giant_page_is_cut),       TEST(page_of_version_3_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
