/* The shared words: each list is complete, its names are found again, and its sentences are there. */
#include "oit/problem.h"
#include "oit/scorecard.h"
#include "oit/verdict.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Every problem but "none" has a name of its own and a sentence. */
static void
problems(void **state)
{
    (void)state;
    assert_string_equal(problem_name(PROBLEM_NONE), "");
    for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++) {
        assert_true(problem_name((enum problem)p)[0] && problem_text((enum problem)p)[0]);
        assert_int_equal(problem_of_name(problem_name((enum problem)p)), p);
    }
    assert_int_equal(problem_of_name("no such word"), PROBLEM_NONE);
}

/* Not found and not looked are different: only the latter blocks. */
static void
blocking(void **state)
{
    (void)state;
    assert_false(problem_blocks(PROBLEM_NONE) || problem_blocks(PROBLEM_NOT_FOUND) ||
                 problem_blocks(PROBLEM_GONE) || problem_blocks(PROBLEM_EMPTY));
    assert_true(problem_blocks(PROBLEM_ROBOTS) && problem_blocks(PROBLEM_TIMEOUT) &&
                problem_blocks(PROBLEM_LIMIT_PAGES) && problem_blocks(PROBLEM_BLOCKED));
    assert_int_equal(problem_class(PROBLEM_ROBOTS), CLASS_ROBOTS);
    assert_int_equal(problem_class(PROBLEM_OFF_SITE), CLASS_OFF_SITE);
}

/* The low score counts what is certain, the high score also what is open. */
static void
verdicts(void **state)
{
    (void)state;
    for (int v = 0; v < VERDICT_COUNT; v++) {
        assert_int_equal(verdict_of_name(verdict_name((enum verdict)v)), v);
        assert_true(verdict_text((enum verdict)v)[0]);
        assert_true(!verdict_counts_low((enum verdict)v) || verdict_counts_high((enum verdict)v));
    }
    assert_int_equal(verdict_of_name("maybe"), VERDICT_COUNT);
    assert_true(verdict_counts_low(VERDICT_FOUND) && verdict_counts_low(VERDICT_WAIVED));
    assert_false(verdict_counts_low(VERDICT_UNASSESSED) || verdict_counts_low(VERDICT_REVIEW));
    assert_true(verdict_counts_high(VERDICT_UNASSESSED) && verdict_counts_high(VERDICT_REVIEW));
    assert_false(verdict_counts_high(VERDICT_MISSING) || verdict_counts_high(VERDICT_STALE) ||
                 verdict_counts_high(VERDICT_PARTIAL));
}

/* The words of the result document. */
static void
result_words(void **state)
{
    (void)state;
    assert_string_equal(basis_name(BASIS_SOURCE), "source");
    assert_string_equal(basis_name(BASIS_INFERRED), "inferred");
    assert_string_equal(basis_name(BASIS_RECALLED), "recalled");
    assert_string_equal(where_name(WHERE_LINK), "link");
    assert_string_equal(where_name(WHERE_FORM), "form");
    assert_string_equal(missing_name(MISSING_DEAD), "dead");
    assert_string_equal(missing_name(MISSING_NO_LINK), "no_link");
    assert_true(missing_text(MISSING_ELSEWHERE)[0]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(problems),
        cmocka_unit_test(blocking),
        cmocka_unit_test(verdicts),
        cmocka_unit_test(result_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
