/* What judging came to, kept in the site file: it comes back as it was, under its fingerprint only, and a
 * stranger's bytes are refused. */
#include "oit/limits.h"
#include "store/private.h"
#include "store_sample.h"

static const struct str words[] = {STR("แผน"), STR("จัดซื้อ")};
static const struct review said = {.pack_id = STR("oit-2566"),
                                   .item = STR("O1"),
                                   .verdict = VERDICT_WAIVED,
                                   .reason = STR("ไม่มีการจัดซื้อจัดจ้าง"),
                                   .by = STR("ปลัดเทศบาล"),
                                   .until = STR("2023-09-30"),
                                   .made = 1682640200,
                                   .machine = VERDICT_COUNT,
                                   .basis = {{7, 7}},
                                   .state = REVIEW_EXPIRED};
static const struct evidence proof[] = {{.url = STR(HOME "o1.pdf"),
                                         .final_url = STR(HOME "files/o1.pdf"),
                                         .found_on = STR(HOME),
                                         .path = {words, 2},
                                         .where = WHERE_DOCUMENT,
                                         .quote = STR("โครงสร้าง"),
                                         .page = 3,
                                         .fiscal_year = 2566,
                                         .period = STR("ปี ๒๕๖๖"),
                                         .http_status = 200,
                                         .content_type = STR("application/pdf"),
                                         .sha256 = {{1, 2, 3}},
                                         .fetched = 1682640001,
                                         .last_modified = STR("2023-04-28T09:00:00+07:00")},
                                        {.url = STR(HOME), .where = WHERE_FORM}};
static const uint32_t both[] = {1, 0};
static const struct element_result elements[] = {{.id = STR("a"),
                                                  .text = STR("ข้อความ"),
                                                  .met = MET_UNKNOWN,
                                                  .basis = BASIS_RECALLED,
                                                  .note = {.id = "seen on {1}", .arg = {STR(HOME), {"", 0}}},
                                                  .evidence = both,
                                                  .evidence_n = 2,
                                                  .text_en = STR("text")},
                                                 {.id = STR("b")}};
static const struct say doubts[] = {{.id = "one"}, {.id = "two of {1}", .arg = {STR("3")}}};
static const struct candidate candidates[] = {{.url = STR(HOME "o1.pdf"),
                                               .found_on = STR(HOME),
                                               .words = STR("โครงสร้าง"),
                                               .named_by = "link words",
                                               .fiscal_year = 2566,
                                               .decision = {.id = "taken"},
                                               .taken = true,
                                               .together = true},
                                              {.url = STR(HOME "b"), .as_well = true}};
static const struct item_result items[] = {
    {.id = STR("O1"),
     .topic = STR("structure"),
     .name = STR("โครงสร้าง"),
     .name_en = STR("Structure"),
     .indicator = STR("9"),
     .sub = STR("9.1"),
     .verdict = VERDICT_WAIVED,
     .machine_verdict = VERDICT_PARTIAL,
     .reason = {.id = "said by {1}", .arg = {STR("ปลัดเทศบาล")}},
     .confidence = 90,
     .review = &said,
     .machine_reason = {.id = "half of it"},
     .doubt = doubts,
     .doubt_n = 2,
     .settle = {.id = "look at {1}", .arg = {STR(HOME)}},
     .asked = {.id = "the year"},
     .gain_oit = 233,
     .gain_ita = -1,
     .element = elements,
     .element_n = 2,
     .evidence = proof,
     .evidence_n = 2,
     .looked_pages = 4,
     .looked_documents = 3,
     .looked_read = 2,
     .looked_words = {words, 1},
     .fix = STR("เผยแพร่"),
     .owner = STR("สำนักปลัด"),
     .candidate = candidates,
     .candidate_n = 2},
    {.id = STR("O2"), .verdict = VERDICT_MISSING, .machine_verdict = VERDICT_MISSING},
};
static const struct missing_url missing[] = {{.item = STR("O2"),
                                              .url = STR(HOME "gone"),
                                              .problem = MISSING_NO_LINK,
                                              .status = 404,
                                              .found_on = STR(HOME),
                                              .words = STR("แผน"),
                                              .expected = STR("แผนปี ๒๕๖๖")}};
static const struct sub_score subs[] = {{.id = STR("9.1"),
                                         .name = STR("ข้อมูล"),
                                         .name_en = STR("Data"),
                                         .low = 50,
                                         .high = 10000,
                                         .items = {words, 2}}};
static const struct indicator_score indicators[] = {{.id = STR("9"),
                                                     .name = STR("เปิดเผย"),
                                                     .name_en = STR("Open"),
                                                     .low = 5,
                                                     .high = 6,
                                                     .sub = subs,
                                                     .sub_n = 1}};
static const struct result whole = {.content = 12,
                                    .recognised = -1,
                                    .card = {.agency = STR("เทศบาลตำบลทุ่งฟ้า"),
                                             .agency_kind = STR("municipality"),
                                             .low = 9732,
                                             .high = 10000,
                                             .potential = NO_SCORE,
                                             .iit = 1,
                                             .eit = 2,
                                             .ita_low = 3,
                                             .ita_high = 4,
                                             .points_iit = 5,
                                             .points_eit = 6,
                                             .points_low = 7,
                                             .points_high = 8,
                                             .level = STR("A"),
                                             .rating_note = {.id = "rules of {1}", .arg = {STR("2566")}},
                                             .indicator = indicators,
                                             .indicator_n = 1,
                                             .item = items,
                                             .item_n = 2,
                                             .missing = missing,
                                             .missing_n = 1,
                                             .to_do = {words, 2},
                                             .unused = &said,
                                             .unused_n = 1}};

static void
assert_text(struct str got, struct str expected)
{
    assert_true(str_eq(got, expected));
    assert_int_equal(got.p == NULL, expected.p == NULL);
}

static void
assert_whole(const struct result *got)
{
    const struct item_result *i = got->card.item, *of = items;
    struct buf a, b;

    /* Packed again it gives the same bytes; what that would hide is looked at. */
    buf_init(&a, MIB);
    buf_init(&b, MIB);
    store_pack_result(got, &a);
    store_pack_result(&whole, &b);
    assert_true(str_eq(buf_view(&a), buf_view(&b)));
    buf_free(&a);
    buf_free(&b);
    assert_int_equal(got->content, 12);
    assert_int_equal(got->recognised, -1);
    assert_int_equal(got->card.potential, NO_SCORE);
    assert_int_equal(got->card.points_high, 8);
    assert_text(got->card.agency, whole.card.agency);
    assert_text(i->reason.arg[0], of->reason.arg[0]);
    assert_text(i->element[0].note.arg[1], of->element[0].note.arg[1]);
    assert_text(i->element[1].text, of->element[1].text);
    assert_string_equal(i->candidate[0].named_by, "link words");
    assert_null(i->candidate[1].named_by);
    assert_true(i->candidate[0].taken && i->candidate[0].together && !i->candidate[0].as_well);
    assert_int_equal(i->gain_ita, -1);
    assert_int_equal(i->element[0].evidence[0], 1);
    assert_int_equal(i->review->machine, VERDICT_COUNT);
    assert_int_equal(i->review->state, REVIEW_EXPIRED);
    assert_null(i[1].review);
    assert_null(i[1].reason.id);
    assert_int_equal(i->evidence[0].fetched, 1682640001);
    assert_int_equal(got->card.missing[0].problem, MISSING_NO_LINK);
    assert_int_equal(got->card.indicator[0].sub[0].items.n, 2);
}

static int
put(struct sample *t, struct store *s, int64_t run, const char *mark)
{
    const struct sha256 h = sha256_of(str_of(mark));
    struct buf b;
    int result;

    buf_init(&b, MIB);
    store_pack_result(&whole, &b);
    result = store_put_result(s, run, &h, buf_view(&b), &t->e);
    buf_free(&b);
    return result;
}

static bool
is_there(struct sample *t, struct store *s, const char *mark, struct result *out)
{
    const struct sha256 h = sha256_of(str_of(mark));

    return store_result(s, &h, t->a, out);
}

/* A result comes back with every text, list and number, under its own fingerprint or run only. */
static void
result_comes_back(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct result got;

    assert_int_equal(put(t, s, run.id, "one"), 0);
    store_close(s);
    s = sample_open(t, STORE_READ);
    assert_true(is_there(t, s, "one", &got));
    assert_whole(&got);
    assert_false(is_there(t, s, "two", &got));
    assert_true(store_result_of(s, run.id, t->a, &got));
    assert_whole(&got);
    assert_false(store_result_of(s, run.id + 1, t->a, &got));
    store_close(s);
}

/* The last result of a run takes the place of the one before; only the two newest runs have one. */
static void
newest_results_stay(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct result got;
    char mark[] = "0";

    for (int i = 0; i < 4; i++) {
        struct run run = sample_run(t, s);

        mark[0] = (char)('0' + i);
        assert_int_equal(put(t, s, run.id, "before"), 0);
        assert_int_equal(put(t, s, run.id, mark), 0);
        assert_int_equal(store_run_finish(s, run.id, 1682640100 + i, true, &t->e), 0);
    }
    assert_false(is_there(t, s, "before", &got));
    assert_false(is_there(t, s, "1", &got));
    assert_true(is_there(t, s, "2", &got));
    assert_true(is_there(t, s, "3", &got));
    assert_int_equal(store_prune(s, 1, &t->e), 0);
    assert_false(is_there(t, s, "2", &got));
    assert_true(is_there(t, s, "3", &got));
    store_close(s);
    sample_assert_sound(t);
}

/* What is damaged counts as absent. */
static void
damaged_result_is_none(void **state)
{
    static const char *const ways[] = {
        "UPDATE result SET zstd = CAST(substr(zstd, 1, length(zstd) - 3) AS BLOB)",
        "UPDATE result SET zstd = x'28b52ffdc0380000000000010000010000'", /* claims 2^40 bytes */
        "UPDATE result SET zstd = x'00'",
    };
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct result got;

    assert_int_equal(put(t, s, run.id, "one"), 0);
    store_close(s);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        sample_tamper(t, ways[i]);
        s = sample_open(t, STORE_READ);
        assert_false(is_there(t, s, "one", &got));
        store_close(s);
    }
}

static void
assert_inside(const struct scorecard *c)
{
    for (size_t i = 0; i < c->item_n; i++) {
        assert_in_range(c->item[i].verdict, 0, VERDICT_COUNT - 1);
        for (size_t k = 0; k < c->item[i].element_n; k++)
            for (size_t n = 0; n < c->item[i].element[k].evidence_n; n++)
                assert_true(c->item[i].element[k].evidence[n] < c->item[i].evidence_n);
    }
}

/* Cut anywhere it is refused; changed in any byte it is refused or within its bounds. */
static void
lying_result_stays_inside(void **state)
{
    struct arena *a = arena_new(0);
    struct result got;
    struct buf b;

    (void)state;
    buf_init(&b, MIB);
    store_pack_result(&whole, &b);
    assert_true(store_unpack_result(buf_view(&b), false, a, &got));
    for (size_t at = 0; at < b.n; at++) {
        char *copy = malloc(b.n);

        arena_reset(a);
        assert_false(store_unpack_result((struct str){b.p, at}, false, a, &got));
        memcpy(copy, b.p, b.n);
        for (int c = 0; c < 256; c++) {
            copy[at] = (char)c;
            arena_reset(a);
            if (store_unpack_result((struct str){copy, b.n}, false, a, &got))
                assert_inside(&got.card);
        }
        free(copy);
    }
    buf_char(&b, 0);
    assert_false(store_unpack_result(buf_view(&b), false, a, &got));
    buf_free(&b);
    arena_free(a);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(result_comes_back),
        TEST(newest_results_stay),
        TEST(damaged_result_is_none),
        TEST(lying_result_stays_inside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
