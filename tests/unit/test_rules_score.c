/* The score: the published case to the cent, and random verdicts against a slow exact reference. */
#include "rules/score.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

#define ITEMS_MAX 64
#define SUBS_MAX 12

/* A pack without names: sizes of the subs, a 0 between indicators. */
struct world {
    struct arena *arena;
    struct pack pack;
    struct pack_indicator indicator[4];
    struct pack_sub sub[SUBS_MAX];
    struct pack_item item[ITEMS_MAX];
    struct item_result result[ITEMS_MAX];
    struct scorecard card;
};

static const struct pack_level letters[] = {
    {{"AA", sizeof "AA" - 1}, {"AA", sizeof "AA" - 1}, 9500, 0},
    {{"A", sizeof "A" - 1}, {"A", sizeof "A" - 1}, 8500, 0},
    {{"B", sizeof "B" - 1}, {"B", sizeof "B" - 1}, 7500, 0},
    {{"C", sizeof "C" - 1}, {"C", sizeof "C" - 1}, 6500, 0},
    {{"F", sizeof "F" - 1}, {"F", sizeof "F" - 1}, 0, 0},
};

static void
world_init(struct world *w, const int *sizes, size_t n)
{
    memset(w, 0, sizeof *w);
    w->arena = arena_new(0);
    w->pack = (struct pack){.id = STR("oit-2565"),
                            .scored = true,
                            .indicator = w->indicator,
                            .indicator_n = 1,
                            .sub = w->sub,
                            .item = w->item,
                            .level = letters,
                            .level_n = 5,
                            .weight_iit = 30,
                            .weight_eit = 30,
                            .weight_oit = 40};
    for (size_t i = 0; i < n; i++) {
        if (sizes[i] == 0) {
            w->pack.indicator_n++;
            continue;
        }
        w->sub[w->pack.sub_n].indicator = w->pack.indicator_n - 1;
        for (int k = 0; k < sizes[i]; k++) {
            w->item[w->pack.item_n] = (struct pack_item){
                .id = arena_printf(w->arena, "O%zu", w->pack.item_n + 1), .sub = w->pack.sub_n};
            w->pack.item_n++;
        }
        w->pack.sub_n++;
    }
}

static const int fy2565[] = {9, 8, 7, 4, 5, 0, 8, 2};

static void
world_2565(struct world *w)
{
    world_init(w, fy2565, 8);
    for (size_t i = 0; i < w->pack.item_n; i++)
        w->result[i].verdict = VERDICT_FOUND;
}

static void
score(struct world *w, const int *iit, size_t iit_n, const int *eit, size_t eit_n)
{
    score_fill(&w->pack, w->arena, &w->card, w->result, iit, iit_n, eit, eit_n);
}

static const int golden_iit[] = {8472, 7590, 8111, 7162, 7838};
static const int golden_eit[] = {7476, 6678, 7081};

/* Fiscal year 2565, only O11 and O24 not found: the published figures to the cent. */
static void
golden_case(void **state)
{
    struct world w;

    (void)state;
    world_2565(&w);
    assert_int_equal(w.pack.item_n, 43);
    w.result[10].verdict = VERDICT_PARTIAL;
    w.result[23].verdict = VERDICT_MISSING;
    score(&w, golden_iit, 5, golden_eit, 3);
    assert_int_equal(w.card.indicator_n, 2);
    assert_int_equal(w.card.indicator[0].sub_n, 5);
    assert_int_equal(w.card.indicator[0].sub[0].low, 10000);
    assert_int_equal(w.card.indicator[0].sub[1].low, 8750);
    assert_int_equal(w.card.indicator[0].sub[2].low, 8571);
    assert_int_equal(w.card.indicator[0].low, 9464);
    assert_int_equal(w.card.indicator[1].low, 10000);
    assert_int_equal(w.card.low, 9732);
    assert_int_equal(w.card.high, 9732);
    assert_int_equal(w.card.potential, 10000);
    assert_int_equal(w.card.iit, 7835);
    assert_int_equal(w.card.eit, 7078);
    assert_int_equal(w.card.ita_low, 8367);
    assert_int_equal(w.card.ita_high, 8367);
    assert_string_equal(w.card.level.p, "B");
    assert_null(w.card.rating_note.id);
    arena_free(w.arena);
}

/* What one item is worth: 100 / (8 x 5 x 2) = 1.25, 100 / (7 x 5 x 2) = 1.43, and 40 per cent of the exact
 * share. */
static void
gains(void **state)
{
    struct world w;

    (void)state;
    world_2565(&w);
    w.result[10].verdict = VERDICT_MISSING;
    w.result[23].verdict = VERDICT_UNASSESSED;
    w.result[24].verdict = VERDICT_STALE;  /* O25, in a sub of 4 */
    w.result[40].verdict = VERDICT_REVIEW; /* O41, in a sub of 8 of 10 */
    w.result[42].verdict = VERDICT_WAIVED;
    score(&w, NULL, 0, NULL, 0);
    assert_int_equal(w.result[10].gain_oit, 125);
    assert_int_equal(w.result[10].gain_ita, 50);
    assert_int_equal(w.result[23].gain_oit, 143);
    assert_int_equal(w.result[23].gain_ita, 57);
    assert_int_equal(w.result[24].gain_oit, 250);
    assert_int_equal(w.result[24].gain_ita, 100);
    assert_int_equal(w.result[40].gain_oit, 313); /* 3.125, half up */
    assert_int_equal(w.result[40].gain_ita, 125);
    assert_int_equal(w.result[42].gain_oit, 0);
    assert_int_equal(w.result[0].gain_oit, 0);
    assert_int_equal(w.card.to_do.n, 4);
    assert_string_equal(w.card.to_do.v[0].p, "O41");
    assert_string_equal(w.card.to_do.v[1].p, "O25");
    assert_string_equal(w.card.to_do.v[2].p, "O24");
    assert_string_equal(w.card.to_do.v[3].p, "O11");
    arena_free(w.arena);
}

/* Equal gains stay in the order of the checklist. */
static void
to_do_keeps_order(void **state)
{
    static const int sizes[] = {4, 4};
    struct world w;

    (void)state;
    world_init(&w, sizes, 2);
    for (size_t i = 0; i < 8; i++)
        w.result[i].verdict = i % 2 ? VERDICT_MISSING : VERDICT_FOUND;
    score(&w, NULL, 0, NULL, 0);
    assert_int_equal(w.card.to_do.n, 4);
    assert_string_equal(w.card.to_do.v[0].p, "O2");
    assert_string_equal(w.card.to_do.v[3].p, "O8");
    arena_free(w.arena);
}

/* What does not apply leaves the mean; a sub of which nothing applies leaves the mean of its indicator. */
static void
not_applicable_leaves(void **state)
{
    static const int sizes[] = {2, 2, 0, 3};
    struct world w;

    (void)state;
    world_init(&w, sizes, 4);
    for (size_t i = 0; i < 7; i++)
        w.result[i].verdict = VERDICT_NOT_APPLICABLE;
    score(&w, NULL, 0, NULL, 0);
    assert_int_equal(w.card.low, NO_SCORE);
    assert_int_equal(w.card.indicator[0].sub[0].low, NO_SCORE);
    assert_int_equal(w.card.to_do.n, 0);
    w.result[0].verdict = VERDICT_FOUND;
    w.result[1].verdict = VERDICT_MISSING;
    score(&w, NULL, 0, NULL, 0);
    assert_int_equal(w.card.low, 5000);
    assert_int_equal(w.result[1].gain_oit, 5000);
    assert_int_equal(w.card.indicator[0].sub[1].low, NO_SCORE);
    assert_int_equal(w.card.indicator[1].low, NO_SCORE);
    w.result[4].verdict = VERDICT_WAIVED;
    score(&w, NULL, 0, NULL, 0);
    assert_int_equal(w.card.low, 7500);
    assert_int_equal(w.result[1].gain_oit, 2500);
    arena_free(w.arena);
}

/* What could not be judged opens a gap between low and high, and then no level is named. */
static void
range(void **state)
{
    struct world w;

    (void)state;
    world_2565(&w);
    w.result[0].verdict = VERDICT_UNASSESSED;
    w.result[1].verdict = VERDICT_REVIEW;
    score(&w, golden_iit, 5, golden_eit, 3);
    assert_int_equal(w.card.low, 9778);
    assert_int_equal(w.card.high, 10000);
    assert_true(w.card.ita_low < w.card.ita_high);
    assert_int_equal(w.card.level.n, 0);
    assert_non_null(w.card.rating_note.id);
    score(&w, golden_iit, 5, NULL, 0);
    assert_int_equal(w.card.iit, 7835);
    assert_int_equal(w.card.eit, NO_SCORE);
    assert_int_equal(w.card.ita_low, NO_SCORE);
    assert_int_equal(w.card.level.n, 0);
    arena_free(w.arena);
}

/* Levels of 2566 ask for each instrument as well as for the total. */
static void
levels_ask_for_each(void **state)
{
    static const struct pack_level words[] = {
        {{"excellent", sizeof "excellent" - 1}, {"", sizeof "" - 1}, 9500, 9500},
        {{"good", sizeof "good" - 1}, {"", sizeof "" - 1}, 8500, 8500},
        {{"passed", sizeof "passed" - 1}, {"", sizeof "" - 1}, 8500, 0},
        {{"improve", sizeof "improve" - 1}, {"", sizeof "" - 1}, 7000, 0},
        {{"urgent", sizeof "urgent" - 1}, {"", sizeof "" - 1}, 0, 0},
    };
    static const struct {
        int iit, eit;
        const char *level;
    } cases[] = {
        {9500, 9500, "excellent"}, {9499, 9999, "good"},
        {8244, 9500, "passed"},    {8500, 8500, "good"},
        {7500, 7499, "passed"},    {6000, 7000, "improve"},
        {0, 9999, "improve"},      /* 69.997 is 70.00 once rounded */ {0, 9998, "urgent"},
    };
    struct world w;

    (void)state;
    world_2565(&w);
    w.pack.level = words;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        score(&w, &cases[i].iit, 1, &cases[i].eit, 1);
        if (strcmp(w.card.level.p, cases[i].level) != 0)
            fail_msg("IIT %d, EIT %d: %s (total %d)", cases[i].iit, cases[i].eit, w.card.level.p,
                     w.card.ita_low);
    }
    arena_free(w.arena);
}

/* A pack whose sums are not published has items and no figures. */
static void
unscored(void **state)
{
    struct world w;

    (void)state;
    world_2565(&w);
    w.pack.scored = false;
    w.result[5].verdict = VERDICT_MISSING;
    score(&w, golden_iit, 5, golden_eit, 3);
    assert_int_equal(w.card.low, NO_SCORE);
    assert_int_equal(w.card.high, NO_SCORE);
    assert_int_equal(w.card.ita_low, NO_SCORE);
    assert_int_equal(w.card.indicator[0].low, NO_SCORE);
    assert_int_equal(w.card.indicator[0].sub[0].items.n, 9);
    assert_int_equal(w.card.to_do.n, 1);
    assert_int_equal(w.result[5].gain_oit, 0);
    assert_non_null(w.card.rating_note.id);
    arena_free(w.arena);
}

/* Scores as people write them. */
static void
parses(void **state)
{
    static const struct {
        const char *text;
        int hundredths; /* -1: refused */
    } cases[] = {
        {"84.72", 8472},   {"84.7", 8470},  {"84", 8400},   {"0", 0},      {"100", 10000},
        {"100.00", 10000}, {"100.01", -1},  {"", -1},       {".5", -1},    {"5.", -1},
        {"5.123", -1},     {"-1", -1},      {"1e2", -1},    {"84,72", -1}, {" 84.72", -1},
        {"0.05", 5},       {"๘๔.๗๒", 8472}, {"๑๐๐", 10000}, {"๘๔,๗๒", -1}, {"99999999999999999999", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int got = -1;

        if (!score_parse(str_of(cases[i].text), &got))
            got = -1;
        if (got != cases[i].hundredths)
            fail_msg("\"%s\" gave %d", cases[i].text, got);
    }
}

/* ---- against a slow reference: everything over one common denominator ---- */

static uint64_t seed = 2565;

static unsigned
dice(unsigned n)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(seed >> 33) % n;
}

/* Multiples of every size that occurs (1..9 items, 1..6 subs, 1..3 indicators) divide it. */
#define WHOLE (2520LL * 60 * 6)

/* The total in units of 100 / WHOLE points, scaled by 100; -1 where nothing applies. */
static long long
slow_total(const struct world *w, bool (*counts)(enum verdict v))
{
    long long total = 0, indicators = 0;

    for (size_t i = 0; i < w->pack.indicator_n; i++) {
        long long sum = 0, subs = 0;

        for (size_t s = 0; s < w->pack.sub_n; s++) {
            long long n = 0, good = 0;

            if (w->sub[s].indicator != i)
                continue;
            for (size_t k = 0; k < w->pack.item_n; k++)
                if (w->item[k].sub == s && w->result[k].verdict != VERDICT_NOT_APPLICABLE) {
                    n++;
                    good += counts(w->result[k].verdict);
                }
            if (n) {
                assert_int_equal(WHOLE * good % n, 0);
                sum += WHOLE * good / n;
                subs++;
            }
        }
        if (subs) {
            assert_int_equal(sum % subs, 0);
            total += sum / subs;
            indicators++;
        }
    }
    if (!indicators)
        return -1;
    assert_int_equal(total % indicators, 0);
    return total / indicators;
}

static int
slow_rounded(long long units)
{
    return units < 0 ? NO_SCORE : (int)((2 * 10000 * units + WHOLE) / (2 * WHOLE));
}

/* Low, high and every gain agree with the reference; an item's gain is what judging it found would add. */
static void
agrees_with_reference(void **state)
{
    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct world w;
        int sizes[10];
        size_t n = 0;
        unsigned indicators = 1 + dice(3);

        for (unsigned i = 0; i < indicators; i++) {
            unsigned subs = 1 + dice(indicators > 2 ? 2 : 4);

            if (i)
                sizes[n++] = 0;
            for (unsigned s = 0; s < subs && n < 9; s++)
                sizes[n++] = 1 + (int)dice(6);
        }
        world_init(&w, sizes, n);
        for (size_t i = 0; i < w.pack.item_n; i++)
            w.result[i].verdict = (enum verdict)dice(VERDICT_COUNT);
        score(&w, NULL, 0, NULL, 0);
        assert_int_equal(w.card.low, slow_rounded(slow_total(&w, verdict_counts_low)));
        assert_int_equal(w.card.high, slow_rounded(slow_total(&w, verdict_counts_high)));
        for (size_t i = 0; i < w.pack.item_n; i++) {
            enum verdict before = w.result[i].verdict;
            long long gain;

            if (before == VERDICT_NOT_APPLICABLE)
                continue;
            gain = -slow_total(&w, verdict_counts_low);
            w.result[i].verdict = VERDICT_FOUND;
            gain += slow_total(&w, verdict_counts_low);
            w.result[i].verdict = before;
            assert_int_equal(w.result[i].gain_oit, slow_rounded(gain));
        }
        arena_free(w.arena);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_case),
        cmocka_unit_test(gains),
        cmocka_unit_test(to_do_keeps_order),
        cmocka_unit_test(not_applicable_leaves),
        cmocka_unit_test(range),
        cmocka_unit_test(levels_ask_for_each),
        cmocka_unit_test(unscored),
        cmocka_unit_test(parses),
        cmocka_unit_test(agrees_with_reference),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
