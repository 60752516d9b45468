/* Numbers that a process shows to the one that started it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/gauge.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
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

static void
wake(int number)
{
    (void)number;
}

/* A process that takes the only turn, says so in its slot, and keeps it until it is killed. */
static pid_t
start_holder(struct gauge *g)
{
    pid_t pid = fork();

    if (pid == 0) {
        struct gauge *own = gauge_hand_down(g, 0) >= 0 ? gauge_inherited() : NULL;

        gauge_set(own, gauge_turn(own, 1) ? 1 : 2);
        for (;;)
            pause();
    }
    return pid;
}

/* Does a process that is woken by a signal after a while get the turn? */
static bool
gets_turn(struct gauge *g)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        const struct sigaction act = {.sa_handler = wake};
        const struct itimerval soon = {.it_value = {.tv_usec = 100000}};
        struct gauge *own = gauge_hand_down(g, 1) >= 0 ? gauge_inherited() : NULL;

        sigaction(SIGALRM, &act, NULL);
        setitimer(ITIMER_REAL, &soon, NULL);
        _exit(own == NULL ? 2 : gauge_turn(own, 1));
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
    return WEXITSTATUS(status) == 1;
}

/* A turn is waited for until a signal comes, and is free again when its process was killed. */
static void
turns(void **state)
{
    struct gauge *g = gauge_new(2);
    pid_t holder = start_holder(g);

    (void)state;
    while (gauge_get(g, 0) == 0)
        usleep(1000);
    assert_int_equal(gauge_get(g, 0), 1);
    assert_false(gets_turn(g));
    kill(holder, SIGKILL);
    assert_int_equal(waitpid(holder, NULL, 0), holder);
    assert_true(gets_turn(g));
    assert_true(gauge_turn(NULL, 1));
    gauge_free(g);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seen_by_the_parent),
        cmocka_unit_test(not_ours),
        cmocka_unit_test(turns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
