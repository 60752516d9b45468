/*
 * Phrases with letters wrong, lost or added; a slow count of edits says what the fast one must find.
 */
#include "base/thai.h"
#include "rules/approx.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the three above first */
#include <cmocka.h>

#define MAX_LETTERS 200

static bool
finds(const struct approx *phrase, const char *text)
{
    struct arena *a = arena_new(0);
    bool found = approx_finds(phrase, thai_norm(a, str_of(text), THAI_EXACT, false).narrow);

    arena_free(a);
    return found;
}

/* Given: a phrase and a text.  Expected: whether it stands there but for few errors. */
static void
finds_what_is_nearly_there(void **state)
{
    static const struct {
        const char *phrase, *text;
        bool found;
    } given[] = {
        {"รายงานผลการดำเนินงานประจำปี", "รายงานผลการดำเนินงานประจำปี 2565", true},
        {"รายงานผลการดำเนินงานประจำปี", "รายงานผลการดำนินงานประจำปี 2565", true}, /* one lost */
        {"รายงานการกำกับติดตาม", "รายงานการกำกับตดิตาม", true},                   /* two letters turned */
        {"ความพึงพอใจการให้บริการ", "ผลสำรวจความพึ่งพอใจการให้บริการ", true},        /* one added */
        {"แผนการจัดซื้อจัดจ้าง", "แผนที่เดินทางมาเทศบาล", false},
        {"รายงานผลการดำเนินงานประจำปี", "รายงานการประชุมสภา", false},
        {"ประมวลจริยธรรม", "ประมวลภาพกิจกรรม", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        struct approx a;

        assert_true(approx_of(str_of(given[i].phrase), &a));
        if (finds(&a, given[i].text) != given[i].found)
            fail_msg("%s in %s: expected %d", given[i].phrase, given[i].text, given[i].found);
    }
}

/* Short phrases, long ones and those with digits are left to the exact search. */
static void
refuses_what_would_mislead(void **state)
{
    struct approx a;

    (void)state;
    assert_false(approx_of(STR("โครงสร้าง"), &a));
    assert_false(approx_of(STR("รายงาน รอบ 6 เดือน ประจำปี"), &a));
    assert_false(
        approx_of(STR("รายงานผลการดำเนินงานประจำปีรายงานผลการดำเนินงานประจำปีรายงานผลการดำเนินงานประจำปี"), &a));
    assert_false(approx_of(STR("пожертвования"), &a));
    assert_true(approx_of(STR("No Gift Policy"), &a));
}

/* Fewest edits of the phrase against any part of the text, one by one. */
static int
edits(const char *phrase, const char *text)
{
    int column[MAX_LETTERS], n = (int)strlen(phrase), best = n;

    for (int i = 0; i <= n; i++)
        column[i] = i;
    for (const char *t = text; *t; t++) {
        int corner = column[0];

        for (int i = 1; i <= n; i++) {
            int here = corner + (phrase[i - 1] != *t);

            corner = column[i];
            here = corner + 1 < here ? corner + 1 : here;
            column[i] = column[i - 1] + 1 < here ? column[i - 1] + 1 : here;
        }
        best = column[n] < best ? column[n] : best;
    }
    return best;
}

/* On random texts of few letters the fast search and the slow count agree. */
static void
agrees_with_counting(void **state)
{
    unsigned seed = 2566;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        char phrase[32] = {0}, text[64] = {0};
        struct approx a;
        int n = 10 + round % 20;

        for (int i = 0; i < n; i++)
            phrase[i] = (char)('a' + (seed = seed * 1103515245 + 12345) / 65536 % 3);
        for (int i = 0; i < 40; i++)
            text[i] = (char)('a' + (seed = seed * 1103515245 + 12345) / 65536 % 3);
        assert_true(approx_of(str_of(phrase), &a));
        assert_int_equal(finds(&a, text), edits(phrase, text) <= a.errors);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_is_nearly_there),
        cmocka_unit_test(refuses_what_would_mislead),
        cmocka_unit_test(agrees_with_counting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
