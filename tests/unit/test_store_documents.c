/* What was read in documents comes back as it went in, by the hash of the bytes. */
#include "store/private.h"
#include "store_sample.h"

/* Text, places, parts and states survive; the same bytes under any address give the same document. */
static void
round_trip(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct sha256 hash = sha256_of(STR("bytes")), other = sha256_of(STR("other bytes"));
    struct document d;
    uint32_t ocr = 0;

    assert_int_equal(store_put_document(s, &hash, &sample_document, 3, &t->e), 0);
    assert_false(store_document(s, &other, t->a, &d, &ocr));
    assert_true(store_document(s, &hash, t->a, &d, &ocr));
    assert_int_equal(ocr, 3);
    assert_int_equal(d.format, FORMAT_PDF);
    assert_int_equal(d.state, DOCUMENT_READ);
    assert_int_equal(d.part_count, 2);
    assert_int_equal(d.flags, TEXT_RECOGNISED);
    assert_str(d.detail, "one page was recognised");
    assert_int_equal(d.text.block_n, 2);
    assert_str(d.text.block[1].text, "งบประมาณ 120,000 บาท");
    assert_int_equal(d.text.block[1].heading, 0);
    assert_int_equal(d.sheet[1], 2);
    assert_int_equal(d.part_n, 2);
    assert_str(d.part[1].name, "แผ่น 2");
    assert_int_equal(d.part[1].confidence, 81);
    store_close(s);
}

/* A scan that is recognised later replaces what was kept of it. */
static void
read_again(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct sha256 hash = sha256_of(STR("bytes"));
    struct document d = {.format = FORMAT_PDF, .state = DOCUMENT_SCAN, .part_count = 2};
    uint32_t ocr = 9;

    assert_int_equal(store_put_document(s, &hash, &d, 0, &t->e), 0);
    assert_true(store_document(s, &hash, t->a, &d, &ocr));
    assert_int_equal(d.state, DOCUMENT_SCAN);
    assert_int_equal(ocr, 0);
    assert_int_equal(store_put_document(s, &hash, &sample_document, 3, &t->e), 0);
    assert_true(store_document(s, &hash, t->a, &d, &ocr));
    assert_int_equal(d.state, DOCUMENT_READ);
    assert_int_equal(ocr, 3);
    store_close(s);
}

/* Packed bytes that were cut or changed are refused, never half believed. */
static void
damaged_bytes(void **state)
{
    struct sample *t = *state;
    struct buf b;
    struct document d;

    buf_init(&b, 1 << 16);
    packing_pack_document(&sample_document, &b);
    for (size_t n = 0; n < b.n; n++)
        assert_false(packing_unpack_document((struct str){b.p, n}, t->a, &d));
    assert_true(packing_unpack_document(buf_view(&b), t->a, &d));
    buf_free(&b);
}

/* What an earlier version of the readers made of the bytes counts as not read. */
static void
older_readers(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct sha256 hash = sha256_of(STR("bytes"));
    struct document d;
    uint32_t ocr;

    assert_int_equal(store_put_document(s, &hash, &sample_document, 0, &t->e), 0);
    store_close(s);
    sample_tamper(t, "UPDATE document SET version = 0");
    s = sample_open(t, STORE_READ);
    assert_false(store_document(s, &hash, t->a, &d, &ocr));
    store_close(s);
}

/* A document nobody refers to any more goes with its run. */
static void
forgotten_with_its_run(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct sha256 hash = sha256_of(STR("%PDF"));
    struct visit v = sample_visit(HOME "a.pdf", "%PDF");

    assert_int_equal(store_keep(s, sample_run(t, s).id, &v, &t->e), 0);
    assert_int_equal(store_put_document(s, &hash, &sample_document, 0, &t->e), 0);
    assert_int_equal(store_run_finish(s, 1, 1682640100, true, &t->e), 0);
    sample_run(t, s);
    assert_int_equal(store_run_finish(s, 2, 1682640200, true, &t->e), 0);
    assert_int_equal(store_prune(s, 1, &t->e), 0);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM document"), 0);
    sample_assert_sound(t);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(round_trip),
        TEST(read_again),
        TEST(damaged_bytes),
        TEST(older_readers),
        TEST(forgotten_with_its_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
