/* Killed, out of disk, out of room: what was committed stays, and a visit is there with its addresses or not
 * at all. */
#include "base/clock.h"
#include "store/private.h"
#include "store_sample.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define FOUND 5
#define KILLS 60
#define READERS 100
#define FILL_MAX 20000

/* Visit number n: a page of some size with five addresses nobody knew. */
static int
keep_numbered(struct store *s, int64_t run, int n, struct err *e)
{
    char url[100], body[3000], found_url[FOUND][100];
    struct address found[FOUND];
    struct visit v;

    snprintf(url, sizeof url, "%spage/%d", HOME, n);
    for (size_t i = 0; i < sizeof body - 1; i++)
        body[i] = (char)('a' + (i * 7919 + (size_t)n * 104729) % 26 + (i ^ (size_t)n) % 3);
    body[sizeof body - 1] = '\0';
    for (int i = 0; i < FOUND; i++) {
        snprintf(found_url[i], sizeof found_url[i], "%sfound/%d/%d", HOME, n, i);
        found[i] = (struct address){.url = str_of(found_url[i]), .found_on = str_of(url), .depth = 1};
    }
    v = sample_visit(url, body);
    v.page = &sample_page;
    v.found = found;
    v.found_n = FOUND;
    return store_keep(s, run, &v, e);
}

/* Write without end, with a pause after each visit; after each commit tell through fd how many visits are in
 * it. */
static void
write_until_killed(struct sample *t, int fd, unsigned pause_us)
{
    struct store *s;
    struct run wanted = {.start_url = STR(HOME), .options = STR("x"), .started = 1}, run;
    bool resumed;
    int n = 0;

    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that ends early leaves no writer behind */
    s = store_open(t->file, STORE_CREATE, &t->e);
    if (!s || store_run_begin(s, &wanted, t->a, &run, &resumed, &t->e) < 0)
        _exit(3);
    if (resumed) {
        int64_t pages = 0;
        sql_number(s, &t->e, &pages, "SELECT count(*) FROM page", "");
        n = (int)pages;
    }
    for (;; n++) {
        if (keep_numbered(s, run.id, n, &t->e) < 0)
            _exit(4);
        if (n % 7 == 6 &&
            (store_commit(s, &t->e) < 0 || write(fd, &(int){n + 1}, sizeof(int)) != sizeof(int)))
            _exit(5);
        if (pause_us)
            usleep(pause_us);
    }
}

/* Every visit that was reported as committed is there with all it found, and no visit is there half. */
static void
assert_nothing_lost(struct sample *t, int committed)
{
    sample_assert_sound(t);
    assert_true(sample_number(t, "SELECT count(*) FROM visit WHERE state = 'read'") >= committed);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM visit WHERE state = 'queued'"),
                     FOUND * sample_number(t, "SELECT count(*) FROM visit WHERE state = 'read'"));
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"),
                     sample_number(t, "SELECT count(*) FROM visit WHERE state = 'read'"));
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page_link"),
                     2 * sample_number(t, "SELECT count(*) FROM page"));
}

/* Let a writer work for some microseconds, kill it; how many visits it said were committed. */
static int
kill_a_writer(struct sample *t, unsigned microseconds)
{
    int fd[2], committed = 0, n, status;
    pid_t pid;

    assert_int_equal(pipe(fd), 0);
    assert_true(fcntl(fd[0], F_SETPIPE_SZ, 1 << 20) > 0);
    pid = fork();
    if (pid == 0)
        write_until_killed(t, fd[1], 0);
    close(fd[1]);
    usleep(microseconds);
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!WIFSIGNALED(status))
        fail_msg("the writer ended by itself with %d", WEXITSTATUS(status));
    while (read(fd[0], &n, sizeof n) == sizeof n)
        committed = n;
    close(fd[0]);
    return committed;
}

/* kill -9 at random moments of writing, again and again on the same file, which the next writer resumes. */
static void
killed_while_writing(void **state)
{
    struct sample *t = *state;
    int committed = 0;

    srandom(20230428);
    for (int i = 0; i < KILLS; i++) {
        int now = kill_a_writer(t, (unsigned)(random() % 30000));
        struct store *s;
        if (now > committed)
            committed = now;
        s = sample_open(t, STORE_CREATE);
        store_close(s);
        assert_nothing_lost(t, committed);
    }
    assert_true(committed > KILLS);
}

/* A copy of the file and its log taken at any moment, as after a power cut, opens and is whole. */
static void
copied_while_writing(void **state)
{
    struct sample *t = *state;
    int fd[2];
    pid_t pid;

    assert_int_equal(pipe(fd), 0);
    assert_true(fcntl(fd[0], F_SETPIPE_SZ, 1 << 20) > 0);
    store_close(sample_open(t, STORE_CREATE));
    pid = fork();
    if (pid == 0)
        write_until_killed(t, fd[1], 0);
    usleep(100000);
    kill(pid, SIGSTOP);
    for (int cut = 0; cut < 8; cut++) {
        struct sample copy = *t;
        char command[4000], name[32];
        snprintf(name, sizeof name, "/copy%d.oit", cut);
        snprintf(copy.file, sizeof copy.file, "%s%s", t->folder, name);
        /* The log without its last bytes: what the disk had not written. */
        snprintf(command, sizeof command, "cp %s %s && head -c -%d %s-wal > %s-wal", t->file, copy.file,
                 cut * 1000 + cut, t->file, copy.file);
        assert_int_equal(system(command), 0);
        store_close(sample_open(&copy, STORE_WRITE));
        assert_nothing_lost(&copy, 0);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(fd[0]);
    close(fd[1]);
}

static int
count_visit(void *ctx, const struct fetch *f, const struct page *page, struct err *e)
{
    size_t *seen = ctx;

    (void)e;
    seen[page != NULL]++;
    assert_int_equal(f->status, page ? 200 : 0);
    return 0;
}

/* Reports written while a scan goes on never meet a busy file and never see half of a visit or two moments.
 */
static void
many_readers_beside_a_writer(void **state)
{
    struct sample *t = *state;
    int fd[2], n;
    pid_t pid;

    assert_int_equal(pipe(fd), 0);
    assert_true(fcntl(fd[0], F_SETPIPE_SZ, 1 << 20) > 0);
    pid = fork();
    if (pid == 0)
        write_until_killed(t, fd[1], 5000);
    assert_int_equal(read(fd[0], &n, sizeof n), sizeof n);
    for (int i = 0; i < READERS; i++) {
        struct store *s = sample_open(t, STORE_READ);
        size_t seen[2] = {0, 0};
        struct coverage c;
        struct run run;
        assert_true(store_run_last(s, false, t->a, &run));
        assert_int_equal(store_each_visit(s, run.id, count_visit, seen, &t->e), 0);
        assert_int_equal(seen[0], FOUND * seen[1]);
        assert_int_equal(store_coverage(s, run.id, t->a, &c, &t->e), 0);
        assert_int_equal(c.fetched, seen[1]);
        assert_int_equal(c.skipped_limit, seen[0]);
        store_close(s);
        arena_reset(t->a);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(fd[0]);
    close(fd[1]);
    assert_nothing_lost(t, n);
}

/* Visits of a burst share transactions of a hundred, but none waits longer than a second for the next. */
static void
burst_is_grouped(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    int64_t start = clock_monotonic_ms();
    int n = 0;

    while (clock_monotonic_ms() - start < 300 || n % 100 == 0)
        assert_int_equal(keep_numbered(s, run.id, n++, &t->e), 0);
    assert_true(n > 10);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), n / 100 * 100);
    usleep(1100000);
    assert_int_equal(keep_numbered(s, run.id, n++, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), n);
    usleep(1100000);
    assert_int_equal(keep_numbered(s, run.id, n++, &t->e), 0);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), n);
    store_close(s);
}

/* In a child: write until it fails; the number of visits committed before, or negative when something is odd.
 */
static int
fill_up(struct sample *t, bool by_pages)
{
    struct store *s = store_open(t->file, STORE_WRITE, &t->e);
    struct run run;
    int n = 0, result = 0;

    if (!s || !store_run_last(s, false, t->a, &run))
        return 1;
    if (by_pages)
        sql_script(s, "PRAGMA max_page_count = 300", NULL);
    else if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){1500000, 1500000}) < 0)
        return 2;
    while (result == 0 && n < FILL_MAX) {
        result = keep_numbered(s, run.id, n++, &t->e);
        if (result == 0)
            result = store_commit(s, &t->e);
    }
    if (result == 0 || t->e.code != ERR_STORE || strcmp(t->e.input, t->file) != 0 || !t->e.next[0])
        return 3;
    if (!strstr(t->e.what, by_pages ? "disk is full" : "disk does not take"))
        return 4;
    /* Closing does not turn the failure into a crash, and the next writer may go on. */
    store_close(s);
    return 0;
}

static void
assert_full(struct sample *t, bool by_pages)
{
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    int status;
    pid_t pid;

    store_close(s);
    pid = fork();
    if (pid == 0) {
        signal(SIGXFSZ, SIG_IGN);
        _exit(fill_up(t, by_pages));
    }
    waitpid(pid, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_nothing_lost(t, 10);
    s = sample_open(t, STORE_WRITE);
    assert_int_equal(keep_numbered(s, run.id, FILL_MAX + 1, &t->e), 0);
    store_close(s);
    assert_nothing_lost(t, 11);
}

/* A full disk ends the command with a message; all that was committed is there and writing goes on once there
 * is room. */
static void
disk_full(void **state)
{
    assert_full(*state, true);
}

/* The same when the system refuses to let the file grow. */
static void
file_may_not_grow(void **state)
{
    assert_full(*state, false);
}

/* A visit that fails takes those of its group with it, and no more; writing goes on once it can. */
static void
failed_visit_takes_its_group(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    int n = 0;

    for (; n < 10; n++)
        assert_int_equal(keep_numbered(s, run.id, n, &t->e), 0);
    assert_int_equal(store_commit(s, &t->e), 0);
    sql_script(s, "PRAGMA max_page_count = 1", NULL); /* as many as there are */
    while (keep_numbered(s, run.id, n, &t->e) == 0)
        n++;
    assert_int_equal(t->e.code, ERR_STORE);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM page"), 10);
    sql_script(s, "PRAGMA max_page_count = 100000", NULL);
    assert_int_equal(keep_numbered(s, run.id, n + 1, &t->e), 0);
    store_close(s);
    assert_nothing_lost(t, 11);
    sample_assert_sound(t);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(killed_while_writing),
        TEST(copied_while_writing),
        TEST(many_readers_beside_a_writer),
        TEST(burst_is_grouped),
        TEST(disk_full),
        TEST(file_may_not_grow),
        TEST(failed_visit_takes_its_group),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
