/* What people have said of items: kept beside the judgements, out of their reach. */
#include "store_sample.h"

static struct review
say(const char *item, enum verdict verdict, const char *reason, int64_t made)
{
    return (struct review){.pack_id = STR("oit-2566"),
                           .item = str_of(item),
                           .verdict = verdict,
                           .reason = str_of(reason),
                           .by = STR("หัวหน้าสำนักปลัด"),
                           .made = made,
                           .machine = VERDICT_REVIEW,
                           .basis = {{1, 2, 3}}};
}

/* A statement comes back word for word, items in the order of the checklist. */
static void
comes_back(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct review late = say("O10", VERDICT_FOUND, "เปิดดูแล้ว 'ครบ'", 1682640300),
                  early = say("O2", VERDICT_WAIVED, "ไม่มี", 1682640200);
    const struct review *r;
    size_t n;

    early.until = STR("2023-09-30");
    assert_int_equal(store_put_review(s, &late, late.made, &t->e), 0);
    assert_int_equal(store_put_review(s, &early, early.made, &t->e), 0);
    assert_int_equal(store_reviews(s, t->a, &r, &n, &t->e), 0);
    assert_int_equal(n, 2);
    assert_str(r[0].item, "O2");
    assert_str(r[0].until, "2023-09-30");
    assert_str(r[1].item, "O10");
    assert_int_equal(r[1].verdict, VERDICT_FOUND);
    assert_int_equal(r[1].machine, VERDICT_REVIEW);
    assert_str(r[1].reason, "เปิดดูแล้ว 'ครบ'");
    assert_str(r[1].by, "หัวหน้าสำนักปลัด");
    assert_int_equal(r[1].made, 1682640300);
    assert_memory_equal(r[1].basis.byte, late.basis.byte, sizeof late.basis.byte);
    store_close(s);
}

/* The last word counts; what was said before, and what was taken back, stays in the file as ended. */
static void
ended_not_removed(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct review first = say("O13", VERDICT_FOUND, "พบ", 100),
                  second = say("O13", VERDICT_MISSING, "ไม่พบ", 200);
    const struct review *r;
    size_t n;

    assert_int_equal(store_put_review(s, &first, 100, &t->e), 0);
    assert_int_equal(store_put_review(s, &second, 200, &t->e), 0);
    assert_int_equal(store_reviews(s, t->a, &r, &n, &t->e), 0);
    assert_int_equal(n, 1);
    assert_int_equal(r[0].verdict, VERDICT_MISSING);
    assert_int_equal(store_end_review(s, STR("oit-2566"), STR("O13"), 300, &t->e), 0);
    assert_int_equal(store_reviews(s, t->a, &r, &n, &t->e), 0);
    assert_int_equal(n, 0);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM review WHERE item = 'O13'"), 2);
    assert_int_equal(sample_number(t, "SELECT ended FROM review WHERE verdict = 'found'"), 200);
    assert_int_equal(sample_number(t, "SELECT ended FROM review WHERE verdict = 'missing'"), 300);
    sample_assert_sound(t);
}

/* Judging again and forgetting old visits leave it where it is. */
static void
outlives_judgements(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct review r = say("O13", VERDICT_FOUND, "พบ", 100);
    const struct item_result item = {
        .id = STR("O13"), .topic = STR("procurement"), .verdict = VERDICT_MISSING};
    const struct scorecard card = {
        .pack_id = STR("oit-2566"), .as_of = STR("2023-04-28"), .item = &item, .item_n = 1};
    const struct review *list;
    struct run run;
    size_t n;

    assert_int_equal(store_put_review(s, &r, r.made, &t->e), 0);
    for (int visit = 0; visit < 3; visit++) {
        run = sample_run(t, s);
        assert_int_equal(store_put_judgement(s, run.id, &card, &t->e), 0);
        assert_int_equal(store_put_judgement(s, run.id, &card, &t->e), 0);
        assert_int_equal(store_run_finish(s, run.id, 1682640100, true, &t->e), 0);
    }
    assert_int_equal(store_prune(s, 1, &t->e), 0);
    assert_int_equal(store_reviews(s, t->a, &list, &n, &t->e), 0);
    assert_int_equal(n, 1);
    assert_str(list[0].reason, "พบ");
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM run"), 1);
}

/* Looking back: every finished visit with its newest judgement, and what that said of an item. */
static void
past_visits(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    const struct item_result item = {.id = STR("O13"),
                                     .topic = STR("procurement"),
                                     .verdict = VERDICT_FOUND,
                                     .machine_verdict = VERDICT_REVIEW};
    struct scorecard card = {.pack_id = STR("oit-2566"),
                             .pack_sha256 = STR("abc"),
                             .as_of = STR("2023-04-28"),
                             .low = 9732,
                             .high = 10000,
                             .item = &item,
                             .item_n = 1};
    enum verdict verdict, machine;
    const struct past *past;
    struct sighting seen;
    struct visit v = sample_visit(HOME, "<html>home</html>");
    struct run run;
    size_t n;

    run = sample_run(t, s);
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    assert_int_equal(store_put_judgement(s, run.id, &card, &t->e), 0);
    card.as_of = STR("2023-04-29");
    assert_int_equal(store_put_judgement(s, run.id, &card, &t->e), 0);
    assert_int_equal(store_run_finish(s, run.id, 1682640100, true, &t->e), 0);
    run = sample_run(t, s);
    assert_int_equal(store_run_finish(s, run.id, 1682640200, false, &t->e), 0);
    sample_run(t, s); /* not finished: no visit to look back at */

    assert_int_equal(store_past(s, t->a, &past, &n, &t->e), 0);
    assert_int_equal(n, 2);
    assert_str(past[0].as_of, "2023-04-29");
    assert_str(past[0].pack_sha256, "abc");
    assert_int_equal(past[0].low, 9732);
    assert_int_equal(past[1].judgement, 0);
    assert_false(past[1].run.complete);
    assert_true(store_judged(s, past[0].judgement, STR("O13"), &verdict, &machine));
    assert_int_equal(verdict, VERDICT_FOUND);
    assert_int_equal(machine, VERDICT_REVIEW);
    assert_false(store_judged(s, past[0].judgement, STR("O14"), &verdict, &machine));
    assert_true(store_sighting(s, past[0].run.id, STR(HOME), &seen));
    assert_int_equal(seen.state, ADDRESS_READ);
    assert_int_equal(seen.status, 200);
    assert_false(store_sighting(s, past[1].run.id, STR(HOME), &seen));
    store_close(s);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(comes_back),
        TEST(ended_not_removed),
        TEST(outlives_judgements),
        TEST(past_visits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
