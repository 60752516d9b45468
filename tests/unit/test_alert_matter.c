/* When something is told: the state machine of one matter, look by look. */
#include "alert/matter.h"
#include "alert/plan.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct patience twice = {.looks = 2, .remind = 7};

/*
 * A life in letters, one look each: f found, p partial, s stale, m missing, ? could not look.  What is told
 * of it: w began, W worse again, r recovered, t still so, - nothing.  A day passes between looks.
 */
static void
expect(const struct patience *p, const char *looks, const char *told)
{
    static const char events[] = {'-', 'w', 'W', 't', 'r'};
    char got[64] = "";
    struct matter m;

    matter_begin(&m, LEVEL_UNKNOWN);
    for (size_t i = 0; looks[i] != '\0'; i++) {
        static const char levels[] = "msp";
        const char *at = strchr(levels, looks[i]);
        const struct look l = {.level = looks[i] == 'f'   ? LEVEL_GOOD
                                        : looks[i] == '?' ? LEVEL_UNKNOWN
                                                          : (int)(at - levels),
                               .mute = i == 0,
                               .seen = (int64_t)i * 86400,
                               .day = (int64_t)i};

        got[i] = events[matter_step(&m, &l, p)];
    }
    if (strcmp(got, told) != 0)
        print_error("%s\n%s expected\n%s got\n", looks, told, got);
    assert_string_equal(got, told);
}

/* What is so at the first look is how it always was. */
static void
baseline_is_silent(void **state)
{
    (void)state;
    expect(&twice, "mmmm", "----");
    expect(&twice, "ffff", "----");
    expect(&twice, "?mmm", "----");
    expect(&twice, "pffpp", "----w"); /* better silently, and from then on that is well */
}

/* Worse is told at the second look in a row that shows it, once; recovery once. */
static void
worse_is_seen_twice(void **state)
{
    (void)state;
    expect(&twice, "fmfmfm", "------");
    expect(&twice, "fmmmfff", "--w-r--");
    expect(&twice, "fmmfmm", "--wr-w");
    expect(&twice, "fpmm", "--w-"); /* worse than before both times; what it is at the second is told */
    expect(&(const struct patience){.looks = 3}, "fmmm", "---w");
    expect(&(const struct patience){.looks = 1}, "fm", "-w");
}

/* Could not look is neither worse nor better, and does not end what was begun. */
static void
unseen_changes_nothing(void **state)
{
    (void)state;
    expect(&twice, "f????", "-----");
    expect(&twice, "fm?m", "---w");
    expect(&twice, "fmm?f", "--w-r");
    expect(&twice, "fmm?m", "--w--");
}

/* Worse again than told is told again, after as many looks; a little better is not recovery. */
static void
degrees(void **state)
{
    (void)state;
    expect(&twice, "fppmm", "--w-W");
    expect(&twice, "fmmppf", "--w--r");
    expect(&twice, "pmmp", "--wr");
    expect(&twice, "fsspf", "--w-r");
}

/* Reminders come at their pace, counted from what was told last. */
static void
reminders(void **state)
{
    (void)state;
    expect(&(const struct patience){.looks = 2, .remind = 3}, "fmmmmmmmmm", "--w--t--t-");
    expect(&(const struct patience){.looks = 2}, "fmmmmmmmmm", "--w-------");
}

/* The same visit looked at again proves nothing twice, but what it shows to be well is well. */
static void
same_visit_again(void **state)
{
    struct look l = {.level = LEVEL_GOOD, .mute = true};
    struct matter m;

    (void)state;
    matter_begin(&m, LEVEL_UNKNOWN);
    matter_step(&m, &l, &twice);
    l = (struct look){.level = 0, .seen = 100};
    assert_int_equal(matter_step(&m, &l, &twice), EVENT_NONE);
    l.again = true;
    for (int i = 0; i < 5; i++)
        assert_int_equal(matter_step(&m, &l, &twice), EVENT_NONE);
    l = (struct look){.level = 0, .seen = 200};
    assert_int_equal(matter_step(&m, &l, &twice), EVENT_BEGAN);
    l = (struct look){.level = LEVEL_GOOD, .again = true, .seen = 200};
    assert_int_equal(matter_step(&m, &l, &twice), EVENT_ENDED);
}

/* Looks that follow each other too soon wait for the time that was asked for. */
static void
time_between_looks(void **state)
{
    const struct patience p = {.looks = 2, .wait_s = 1800};
    struct look l = {.level = LEVEL_GOOD, .mute = true};
    struct matter m;

    (void)state;
    matter_begin(&m, LEVEL_UNKNOWN);
    matter_step(&m, &l, &p);
    for (int64_t at = 0; at <= 1800; at += 600) {
        l = (struct look){.level = 0, .seen = at};
        assert_int_equal(matter_step(&m, &l, &p), at == 1800 ? EVENT_BEGAN : EVENT_NONE);
    }
}

/* A site is expected to be well: one that is down at the first look is told at the next. */
static void
sites_are_expected_well(void **state)
{
    struct look l = {.level = 0, .mute = true};
    struct matter m;

    (void)state;
    matter_begin(&m, LEVEL_GOOD);
    assert_int_equal(matter_step(&m, &l, &twice), EVENT_NONE);
    l.mute = false;
    assert_int_equal(matter_step(&m, &l, &twice), EVENT_BEGAN);
    assert_int_equal(m.episode, 1);
}

/* Changed rules move what is well without telling; what was told stays told until the site mends it. */
static void
changed_rules(void **state)
{
    struct look l = {.level = LEVEL_GOOD, .mute = true};
    struct matter m;

    (void)state;
    matter_begin(&m, LEVEL_UNKNOWN);
    matter_step(&m, &l, &twice);
    matter_rebase(&m, 0);
    l = (struct look){.level = 0};
    assert_int_equal(matter_step(&m, &l, &twice), EVENT_NONE);
    assert_int_equal(matter_step(&m, &l, &twice), EVENT_NONE);
    assert_int_equal(m.phase, MATTER_QUIET);
}

/* Days left fall from mark to mark; each mark is one step. */
static void
days_left(void **state)
{
    static const int mark[] = {30, 14, 7, 1};
    static const struct {
        int days, level;
    } v[] = {{31, 4}, {30, 3}, {15, 3}, {14, 2}, {7, 1}, {2, 1}, {1, 0}, {0, 0}, {-5, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        assert_int_equal(matter_level_of_days(v[i].days, mark, 4), v[i].level);
}

/*
 * Whatever is seen: began and ended take turns, worse and still come between them only, began never before as
 * many looks as asked for, and nothing is told of a look that could not see.
 */
static void
any_life_is_told_in_order(void **state)
{
    unsigned seed = 5;

    (void)state;
    for (int life = 0; life < 3000; life++) {
        struct matter m;
        bool open = false;
        int worse = 0, base = LEVEL_UNKNOWN;

        matter_begin(&m, LEVEL_UNKNOWN);
        for (int day = 0; day < 60; day++) {
            struct look l = {.seen = day * 86400, .day = day, .mute = day == 0};
            enum alert_event e;

            seed = seed * 1103515245u + 12345u;
            l.level = (int)(seed >> 16) % 5 - 1;
            e = matter_step(&m, &l, &twice);
            if (l.level != LEVEL_UNKNOWN && !open)
                worse = base != LEVEL_UNKNOWN && l.level < base ? worse + 1 : 0;
            if (l.level == LEVEL_UNKNOWN)
                assert_int_equal(e, EVENT_NONE);
            if (e == EVENT_BEGAN) {
                assert_false(open);
                assert_true(worse >= 2);
            }
            if (e == EVENT_ENDED || e == EVENT_STILL || e == EVENT_WORSE)
                assert_true(open);
            open = e == EVENT_BEGAN || (open && e != EVENT_ENDED);
            if (!open && l.level != LEVEL_UNKNOWN && (base == LEVEL_UNKNOWN || l.level >= base))
                base = l.level;
        }
    }
}

/* Sites by file name or host, items by number or topic, kinds by their word. */
static void
recipients_choose(void **state)
{
    static const struct str site[] = {STR("www.tuayang.example")},
                            item[] = {STR("O9"), STR("service-statistics")};
    struct recipient r = {.kinds = 1u << MATTER_ITEM, .sites = {site, 1}, .items = {item, 2}};
    struct finding f = {.kind = MATTER_ITEM,
                        .site = STR("www.tuayang.example_8080"),
                        .item = STR("O16"),
                        .topic = STR("service-statistics")};

    (void)state;
    assert_true(plan_wants(&r, &f, STR("WWW.tuayang.example")));
    assert_false(plan_wants(&r, &f, STR("www.other.example")));
    f.topic = STR("social-network");
    assert_false(plan_wants(&r, &f, STR("www.tuayang.example")));
    f.item = STR("o9");
    assert_true(plan_wants(&r, &f, STR("www.tuayang.example")));
    f.kind = MATTER_HACKED;
    assert_false(plan_wants(&r, &f, STR("www.tuayang.example")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(baseline_is_silent),
        cmocka_unit_test(worse_is_seen_twice),
        cmocka_unit_test(unseen_changes_nothing),
        cmocka_unit_test(degrees),
        cmocka_unit_test(reminders),
        cmocka_unit_test(same_visit_again),
        cmocka_unit_test(time_between_looks),
        cmocka_unit_test(sites_are_expected_well),
        cmocka_unit_test(changed_rules),
        cmocka_unit_test(days_left),
        cmocka_unit_test(any_life_is_told_in_order),
        cmocka_unit_test(recipients_choose),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
