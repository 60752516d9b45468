/* Bodies in the site file are stored once and checked against their names. */
#include "store/private.h"
#include "store_sample.h"

/* The same bytes are stored once however many addresses and runs brought them. */
static void
body_is_stored_once(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run first = sample_run(t, s), second;
    struct visit v = sample_visit(HOME, "the same bytes");
    struct sha256 hash = v.fetch.sha256, other = sha256_of(STR("never seen"));
    struct buf out;

    v.page = &sample_page;
    assert_int_equal(store_keep(s, first.id, &v, &t->e), 0);
    v.fetch.url = STR(HOME "copy");
    assert_int_equal(store_keep(s, first.id, &v, &t->e), 0);
    assert_int_equal(store_run_finish(s, first.id, 1682640100, true, &t->e), 0);
    second = sample_run(t, s);
    assert_int_not_equal(second.id, first.id);
    assert_int_equal(store_keep(s, second.id, &v, &t->e), 0);

    buf_init(&out, 1000);
    assert_true(store_body(s, &hash, &out));
    assert_str(buf_view(&out), "the same bytes");
    assert_false(store_body(s, &other, &out));
    assert_str(buf_view(&out), "the same bytes");
    buf_free(&out);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body"), 1);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 2);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"), 4);
}

/* A document of which only the hash was kept has no bytes to give, until a later visit brings them. */
static void
hash_without_bytes(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit v = sample_visit(HOME "o13.pdf", "%PDF-1.4 report");
    struct str bytes = v.body;
    struct buf out;

    v.body = STR_NONE;
    v.fetch.role = ROLE_DOCUMENT;
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    buf_init(&out, 1000);
    assert_false(store_body(s, &v.fetch.sha256, &out));
    v.body = bytes;
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    assert_true(store_body(s, &v.fetch.sha256, &out));
    assert_str(buf_view(&out), "%PDF-1.4 report");
    buf_free(&out);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM body"), 1);
}

/* A body beyond the caller's ceiling, or one whose bytes are not those of its hash, is not given out. */
static void
body_that_does_not_fit_its_name(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit one = sample_visit(HOME, "bytes of one"), two = sample_visit(HOME "2", "bytes of two");
    struct buf out;

    assert_int_equal(store_keep(s, run.id, &one, &t->e), 0);
    assert_int_equal(store_keep(s, run.id, &two, &t->e), 0);
    store_close(s);
    s = sample_open(t, STORE_READ);
    buf_init(&out, 4);
    assert_false(store_body(s, &one.fetch.sha256, &out));
    buf_free(&out);
    store_close(s);

    sample_tamper(t, "UPDATE body SET zstd = (SELECT zstd FROM body WHERE id = 2) WHERE id = 1");
    s = sample_open(t, STORE_READ);
    buf_init(&out, 1000);
    assert_false(store_body(s, &one.fetch.sha256, &out));
    assert_true(store_body(s, &two.fetch.sha256, &out));
    assert_str(buf_view(&out), "bytes of two");
    buf_free(&out);
    store_close(s);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(body_is_stored_once),
        TEST(hash_without_bytes),
        TEST(body_that_does_not_fit_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
