/* Judgements in the site file: the last one, the verdict before, the trend. */
#include "store_sample.h"

static const struct evidence proof[] = {
    {.url = STR(HOME "o13.pdf"),
     .final_url = STR(HOME "files/o13.pdf"),
     .found_on = STR(HOME),
     .where = WHERE_DOCUMENT,
     .quote = STR("รายงานผลการจัดซื้อจัดจ้าง ปี ๒๕๖๖"),
     .page = 3,
     .fiscal_year = 2566,
     .period = STR("ปี ๒๕๖๖"),
     .http_status = 200,
     .content_type = STR("application/pdf"),
     .sha256 = {{1, 2, 3}},
     .fetched = 1682640001,
     .last_modified = STR("2023-04-28T09:00:00+07:00")},
    {.url = STR(HOME), .where = WHERE_LINK, .quote = STR("O13")},
};

/* A judgement of two items with these verdicts. */
static void
judge(struct sample *t, struct store *s, int64_t run, const char *pack, const char *as_of, enum verdict first,
      enum verdict second, int low)
{
    const struct item_result items[] = {
        {.id = STR("O1"),
         .topic = STR("structure"),
         .verdict = first,
         .machine_verdict = first,
         .reason = {.id = "seen on {1}", .arg = {STR(HOME)}},
         .confidence = 90,
         .evidence = proof,
         .evidence_n = 2},
        {.id = STR("O13"),
         .topic = STR("procurement"),
         .verdict = second,
         .machine_verdict = VERDICT_REVIEW,
         .fix = STR("เผยแพร่รายงาน")},
    };
    const struct scorecard card = {.pack_id = str_of(pack),
                                   .as_of = str_of(as_of),
                                   .fiscal_year = 2566,
                                   .low = low,
                                   .high = low < 0 ? NO_SCORE : low + 100,
                                   .potential = 10000,
                                   .item = items,
                                   .item_n = 2};

    if (store_put_judgement(s, run, &card, &t->e) < 0)
        fail_msg("%s", t->e.what);
}

/* A finished run of its own, in which nobody answered. */
static int64_t
empty_run(struct sample *t, struct store *s)
{
    struct run run = sample_run(t, s);

    assert_int_equal(store_run_finish(s, run.id, 1682640100, true, &t->e), 0);
    return run.id;
}

/* The same with a page of the site. */
static int64_t
finished_run(struct sample *t, struct store *s)
{
    struct visit v = sample_visit(HOME, "<title>เทศบาลตำบลทุ่งฟ้า</title>");
    int64_t run = empty_run(t, s);

    v.page = &sample_page;
    assert_int_equal(store_keep(s, run, &v, &t->e), 0);
    assert_int_equal(store_commit(s, &t->e), 0);
    return run;
}

/* Verdicts and proof are rows that can be asked for in SQL. */
static void
verdicts_are_rows(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);

    judge(t, s, finished_run(t, s), "oit-2566", "2023-04-28", VERDICT_FOUND, VERDICT_MISSING, 9732);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM verdict WHERE item = 'O1' AND verdict = 'found' "
                                      "AND reason = 'seen on " HOME "'"),
                     1);
    assert_int_equal(sample_number(t,
                                   "SELECT count(*) FROM verdict WHERE item = 'O13' AND verdict = 'missing' "
                                   "AND machine_verdict = 'review' AND fix = 'เผยแพร่รายงาน'"),
                     1);
    assert_int_equal(
        sample_number(t, "SELECT count(*) FROM evidence e JOIN address a ON a.id = e.address "
                         "JOIN address f ON f.id = e.final_address WHERE a.url = '" HOME "o13.pdf' "
                         "AND f.url = '" HOME "files/o13.pdf' AND place = 'document' AND page = 3 AND "
                         "fiscal_year = 2566 AND length(sha256) = 32 AND status = 200"),
        1);
    assert_int_equal(
        sample_number(t, "SELECT count(*) FROM evidence WHERE address = final_address AND sha256 IS NULL"),
        1);
    sample_assert_sound(t);
}

/* The pack and day of the last judgement are those a command takes that is not told. */
static void
last_judgement(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct judgement last;
    int64_t run = finished_run(t, s);

    judge(t, s, run, "oit-2566", "2023-04-28", VERDICT_FOUND, VERDICT_FOUND, 10000);
    judge(t, s, run, "oit-2565", "2022-04-30", VERDICT_FOUND, VERDICT_FOUND, 10000);
    assert_true(store_last_judgement(s, t->a, &last));
    assert_str(last.pack_id, "oit-2565");
    assert_str(last.as_of, "2022-04-30");
    assert_int_equal(last.run, run);
    judge(t, s, run, "oit-2566", "2023-04-28", VERDICT_FOUND, VERDICT_FOUND, 10000);
    assert_true(store_last_judgement(s, t->a, &last));
    assert_str(last.pack_id, "oit-2566");
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM judgement"), 2);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM verdict"), 4);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM evidence"), 4);
}

/* The verdict before is of an earlier run, the newest that was judged by this pack, judged last. */
static void
previous_verdict(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    int64_t one = finished_run(t, s), two = finished_run(t, s), three = finished_run(t, s);

    judge(t, s, one, "oit-2566", "2023-04-01", VERDICT_MISSING, VERDICT_STALE, 0);
    judge(t, s, one, "oit-2566", "2023-04-02", VERDICT_PARTIAL, VERDICT_STALE, 0);
    judge(t, s, two, "oit-2565", "2023-04-03", VERDICT_WAIVED, VERDICT_WAIVED, 0);
    judge(t, s, three, "oit-2566", "2023-04-04", VERDICT_FOUND, VERDICT_FOUND, 0);
    assert_int_equal(sample_previous(s, three, STR("oit-2566"), STR("O1")), VERDICT_PARTIAL);
    assert_int_equal(sample_previous(s, three, STR("oit-2566"), STR("O13")), VERDICT_STALE);
    assert_int_equal(sample_previous(s, three, STR("oit-2565"), STR("O1")), VERDICT_WAIVED);
    assert_int_equal(sample_previous(s, three, STR("oit-2566"), STR("O99")), VERDICT_COUNT);
    assert_int_equal(sample_previous(s, one, STR("oit-2566"), STR("O1")), VERDICT_COUNT);
    store_close(s);
}

/*
 * Given: a visit that read the site, one in which nobody answered, and a third.  Expected: the verdicts
 * before the third and its trend are those of the first; what nobody could see is no state that anything
 * could have changed from.
 */
static void
a_visit_that_read_nothing_is_no_state_before(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    int64_t one = finished_run(t, s), two = empty_run(t, s), three = finished_run(t, s);
    const struct history *h;
    const struct past *past;
    size_t n;

    judge(t, s, one, "oit-2566", "2023-04-01", VERDICT_FOUND, VERDICT_STALE, 5000);
    judge(t, s, two, "oit-2566", "2023-04-02", VERDICT_UNASSESSED, VERDICT_UNASSESSED, 0);
    judge(t, s, three, "oit-2566", "2023-04-03", VERDICT_MISSING, VERDICT_FOUND, 5000);
    assert_int_equal(sample_previous(s, three, STR("oit-2566"), STR("O1")), VERDICT_FOUND);
    assert_int_equal(sample_previous(s, two, STR("oit-2566"), STR("O1")), VERDICT_FOUND);
    assert_int_equal(store_history(s, three, STR("oit-2566"), t->a, &h, &n, &t->e), 0);
    assert_int_equal(n, 1);
    assert_str(h[0].as_of, "2023-04-01");
    assert_int_equal(store_past(s, t->a, &past, &n, &t->e), 0);
    assert_int_equal(n, 3);
    assert_true(past[0].content && !past[1].content && past[2].content);
    store_close(s);
}

/* A site that was down for longer than visits are remembered has not lost what it had. */
static void
the_last_visit_that_read_something_stays(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    int64_t old = finished_run(t, s), good = finished_run(t, s);
    const struct past *past;
    size_t n;

    for (int night = 0; night < 3; night++)
        empty_run(t, s);
    assert_int_equal(store_prune(s, 2, &t->e), 0);
    assert_int_equal(store_past(s, t->a, &past, &n, &t->e), 0);
    assert_int_equal(n, 3);
    assert_true(past[0].run.id == good && past[0].content && old < good);
    store_close(s);
}

/* The trend has one score a run, the last judged, oldest first, and nothing of this run or later ones. */
static void
trend(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    int64_t one = finished_run(t, s), two = finished_run(t, s), three = finished_run(t, s);
    const struct history *h;
    size_t n;

    judge(t, s, two, "oit-2566", "2023-04-02", VERDICT_FOUND, VERDICT_FOUND, 5000);
    judge(t, s, one, "oit-2566", "2023-04-01", VERDICT_FOUND, VERDICT_FOUND, 4000);
    judge(t, s, one, "oit-2566", "2023-05-01", VERDICT_FOUND, VERDICT_FOUND, 4500);
    judge(t, s, one, "oit-2565", "2023-05-01", VERDICT_FOUND, VERDICT_FOUND, 1);
    judge(t, s, three, "oit-2566", "2023-04-03", VERDICT_FOUND, VERDICT_FOUND, NO_SCORE);
    assert_int_equal(store_history(s, three, STR("oit-2566"), t->a, &h, &n, &t->e), 0);
    assert_int_equal(n, 2);
    assert_str(h[0].as_of, "2023-05-01");
    assert_int_equal(h[0].low, 4500);
    assert_int_equal(h[0].high, 4600);
    assert_int_equal(h[1].low, 5000);
    assert_int_equal(store_history(s, three + 1, STR("oit-2566"), t->a, &h, &n, &t->e), 0);
    assert_int_equal(n, 3);
    assert_int_equal(h[2].low, NO_SCORE);
    assert_int_equal(store_history(s, three, STR("oit-2567"), t->a, &h, &n, &t->e), 0);
    assert_int_equal(n, 0);
    store_close(s);
}

/* A judgement goes with its run. */
static void
judgement_of_a_forgotten_run(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    int64_t one = empty_run(t, s), two = empty_run(t, s);

    judge(t, s, one, "oit-2566", "2023-04-01", VERDICT_FOUND, VERDICT_FOUND, 5000);
    judge(t, s, two, "oit-2566", "2023-04-02", VERDICT_FOUND, VERDICT_FOUND, 5000);
    assert_int_equal(store_prune(s, 1, &t->e), 0);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM judgement"), 1);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM verdict"), 2);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM evidence"), 2);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM address"), 3);
    sample_assert_sound(t);
}

/* A judgement that cannot be stored whole is not stored at all. */
static void
half_a_judgement_is_none(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    const struct item_result twice[] = {{.id = STR("O1")}, {.id = STR("O1")}};
    const struct scorecard card = {.pack_id = STR("p"), .as_of = STR("d"), .item = twice, .item_n = 2};
    int64_t run = finished_run(t, s);

    assert_int_equal(store_put_judgement(s, run, &card, &t->e), -1);
    assert_int_equal(t->e.code, ERR_STORE);
    judge(t, s, run, "oit-2566", "2023-04-02", VERDICT_FOUND, VERDICT_FOUND, 5000);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM judgement"), 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(verdicts_are_rows),
        TEST(last_judgement),
        TEST(previous_verdict),
        TEST(a_visit_that_read_nothing_is_no_state_before),
        TEST(the_last_visit_that_read_something_stays),
        TEST(trend),
        TEST(judgement_of_a_forgotten_run),
        TEST(half_a_judgement_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
