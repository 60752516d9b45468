/* Numbers that a process shows to the one that started it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/gauge.h"
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Given a slot handed down, what the child sets there is seen here, and in no other slot. */
static void
seen_by_the_parent(void **state)
{
    struct gauge *g = gauge_new(3);
    int status = -1;
    pid_t pid;

    (void)state;
    assert_non_null(g);
    pid = fork();
    if (pid == 0) {
        struct gauge *own = gauge_hand_down(g, 1) >= 0 ? gauge_inherited() : NULL;

        gauge_set(own, 4711);
        _exit(own == NULL);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_int_equal(gauge_get(g, 0), 0);
    assert_int_equal(gauge_get(g, 1), 4711);
    assert_int_equal(gauge_get(g, 3), 0);
    gauge_free(g);
}

/* Given an environment that names another file, a slot that is not there, or nonsense, nothing is written
 * anywhere. */
static void
not_ours(void **state)
{
    static const char *const texts[] = {"1:0", "99:0", "x", "1", "-1:2", "1:99999999999", ""};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(setenv("OIT_GAUGE", texts[i], 1), 0);
        assert_null(gauge_inherited());
    }
    gauge_set(NULL, 1);
    assert_int_equal(gauge_get(NULL, 0), 0);
    gauge_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seen_by_the_parent),
        cmocka_unit_test(not_ours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
