/* Records: what a reader writes comes back as blocks, and bytes of any kind do no harm. */
#include "base/utf8.h"
#include "extract_sample.h"

static void
read_back(struct arena *a, struct str records, struct document *d)
{
    document_of_records(a, records, d);
}

/* What is written comes back: kinds, places, parts and the end. */
static void
test_round_trip(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct buf out;

    (void)state;
    buf_init(&out, MIB);
    assert_true(record_part(&out, 1, TEXT_RECOGNISED, 87, false, STR("แผ่นที่ ๑")));
    assert_true(record_heading(&out, 2, STR("แผน")));
    assert_true(record_text(&out, STR("a\tb\nc\x1f"
                                      "d\x7f"
                                      "e")));
    assert_true(record_item(&out, STR("ข้อ")));
    assert_true(record_part(&out, 2, 0, 100, true, STR_NONE));
    assert_true(record_end(&out, FORMAT_XLSX, DOCUMENT_READ, 2, false, STR("why")));
    read_back(a, buf_view(&out), &d);
    sample_check(&d, DOCUMENT_READ, "[1 แผ่นที่ ๑]\n## แผน\na b c / d e\n- ข้อ\n");
    assert_int_equal(d.format, FORMAT_XLSX);
    assert_int_equal(d.part_count, 2);
    assert_int_equal(d.part_n, 2);
    assert_int_equal(d.flags, TEXT_RECOGNISED);
    assert_int_equal(d.part[0].confidence, 87);
    assert_true(d.part[1].unread && !d.part[0].unread && !d.cut);
    assert_true(str_eq(d.detail, STR("why")));
    assert_int_equal(d.text.block[1].place, PLACE_MAIN);
    assert_int_equal(d.text.block[1].heading, 0);
    assert_int_equal(d.text.text_bytes, 9 + 9 + 9);
    buf_free(&out);
    arena_free(a);
}

/* A heading is governed by the one above it, a paragraph by the last; sheets do not govern each other. */
static void
test_headings(void **state)
{
    static const char records[] =
        "D\tdocx\tread\t0\t0\t\nH\t1\ta\nH\t3\tb\nT\tc\nH\t2\td\nT\te\nP\t2\t0\t100\t0\t\nT\tf\n";
    static const uint32_t expected[] = {NO_INDEX, 0, 1, 0, 3, NO_INDEX};
    struct arena *a = arena_new(0);
    struct document d;

    (void)state;
    read_back(a, STR(records), &d);
    assert_int_equal(d.text.block_n, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(d.text.block[i].heading, expected[i]);
    arena_free(a);
}

/* Rows and tables have numbers of their own in the whole document; a table in a cell does not end the outer.
 */
static void
test_tables(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;

    (void)state;
    read_back(a,
              STR("G\nC\t0\t0\t1\thead\nC\t1\t0\t0\ta\nN\nC\t0\t0\t0\tin\nC\t1\t0\t0\tin2\nE\nC\t1\t1\t0\tb\n"
                  "C\t2\t0\t0\tc\nG\nC\t0\t4\t0\td\nE\nE\nC\t0\t5\t0\te\nD\tcsv\tread\t0\t0\t\n"),
              &d);
    sample_check(&d, DOCUMENT_READ,
                 "t0 R0 c0 head\nt0 r1 c0 a\nt1 r2 c0 in\nt1 r3 c0 in2\nt0 r1 c1 b\nt0 r4 c0 c\n"
                 "t2 r5 c4 d\nt2 r5 c5 e\n");
    arena_free(a);
}

/* Nothing in the bytes is trusted: tags, numbers, encodings, ends. */
static void
test_anything(void **state)
{
    static const struct {
        struct str records;
        enum document_state state;
        const char *expected;
    } cases[] = {
        {STR(""), DOCUMENT_CRASHED, ""},
        {STR("T\tx"), DOCUMENT_CRASHED, ""},
        {STR("T\tx\n"), DOCUMENT_CRASHED, "x\n"},
        {STR("T\tx\nD\tpdf\tre"), DOCUMENT_CRASHED, "x\n"},
        {STR("D\tpdf\tread\t1\t0\t\nD\tpdf\tlocked\n"), DOCUMENT_LOCKED, ""},
        {STR("D\n"), DOCUMENT_UNREAD, ""},
        {STR("D\tfoo\tbar\t-1\t9\n"), DOCUMENT_UNREAD, ""},
        {STR("X\ty\n\n\t\nTT\tz\nT\nT\t\nT\t  \n"), DOCUMENT_CRASHED, ""},
        {STR("T\ta\xff\x80z\xe0\xb8\n"), DOCUMENT_CRASHED, "a\xef\xbf\xbd\xef\xbf\xbdz\xef\xbf\xbd\n"},
        {STR("T\ta\0b\rc\n"), DOCUMENT_CRASHED, "a b c\n"},
        {STR("H\t99\ta\nH\t-3\tb\nH\tx\n"), DOCUMENT_CRASHED, "###### a\n# b\n"},
        {STR("C\t99999999999999999999\t5000000000\t7\tx\n"), DOCUMENT_CRASHED, "t0 R0 c1000000 x\n"},
        {STR("E\nE\nC\nC\t1\nC\t1\t1\t0\tx\n"), DOCUMENT_CRASHED, "t0 r1 c1 x\n"},
        {STR("P\t0\t4294967295\t900\t2\t\xc3\nT\tx\n"), DOCUMENT_CRASHED, "[1 \xef\xbf\xbd]\nx\n"},
    };
    struct arena *a = arena_new(0);
    struct document d;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        read_back(a, cases[i].records, &d);
        sample_check(&d, cases[i].state, cases[i].expected);
    }
    assert_int_equal(d.part[0].flags, 127);
    assert_int_equal(d.part[0].confidence, 100);
    arena_free(a);
}

/* At the ceiling of the buffer no record is halved, and the end still says that something is lacking. */
static void
test_ceiling_of_records(void **state)
{
    struct arena *a = arena_new(0);
    struct document d;
    struct buf out;
    size_t n = 0;

    (void)state;
    buf_init(&out, 4 * KIB);
    while (record_text(&out, STR("0123456789")))
        n++;
    assert_true(n > 100);
    assert_false(record_cell(&out, 1, 1, false, STR("x")));
    assert_true(record_end(&out, FORMAT_TXT, DOCUMENT_READ, 0, false, STR_NONE));
    assert_true(out.n <= out.max);
    read_back(a, buf_view(&out), &d);
    assert_int_equal(d.text.block_n, n);
    assert_int_equal(d.state, DOCUMENT_READ);
    assert_true(d.cut);
    buf_free(&out);
    arena_free(a);
}

/* Ceilings on blocks, parts, the bytes of one block and the arena: what came before is kept, cut says so. */
static void
test_ceilings_of_the_document(void **state)
{
    struct arena *a = arena_new(0), *small = arena_new(64 * KIB);
    struct document d;
    struct buf out;

    (void)state;
    buf_init(&out, LIMIT_DOCUMENT_TEXT);
    for (size_t i = 0; i < LIMIT_DOCUMENT_BLOCKS + 5; i++)
        record_text(&out, STR("x"));
    read_back(a, buf_view(&out), &d);
    assert_int_equal(d.text.block_n, LIMIT_DOCUMENT_BLOCKS);
    assert_true(d.cut);
    read_back(small, buf_view(&out), &d);
    assert_int_equal(d.text.block_n, 0);
    assert_true(d.cut);
    buf_clear(&out);
    for (uint32_t i = 0; i < LIMIT_DOCUMENT_PARTS + 5; i++)
        record_part(&out, i + 1, 0, 100, false, STR_NONE);
    read_back(a, buf_view(&out), &d);
    assert_int_equal(d.part_n, LIMIT_DOCUMENT_PARTS);
    assert_true(d.cut);
    buf_clear(&out);
    buf_z(&out, "T\t");
    for (size_t i = 0; i < LIMIT_BLOCK_TEXT / 3 + 10; i++)
        buf_z(&out, "ก");
    buf_z(&out, "\n");
    read_back(a, buf_view(&out), &d);
    assert_int_equal(d.text.block[0].text.n, LIMIT_BLOCK_TEXT / 3 * 3);
    assert_true(d.cut && utf8_valid(d.text.block[0].text));
    buf_free(&out);
    arena_free(a);
    arena_free(small);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_anything),
        cmocka_unit_test(test_ceiling_of_records),
        cmocka_unit_test(test_ceilings_of_the_document),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
