/* Boxes: what a boxed call or program tries is refused, how it ends is told, and nobody else is harmed. */
#include "base/clock.h"
#include "extract/box.h"
#include "oit/limits.h"
#include "tests/support/deeds.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

#define MEMORY (128 * MIB)

struct scene {
    struct buf out, errors;
    int code;
    char folder[64], file[96];
};

static int
set_scene(void **state)
{
    struct scene *s = calloc(1, sizeof *s);
    FILE *f;

    strcpy(s->folder, "/tmp/oit-test-box-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    snprintf(s->file, sizeof s->file, "%s/secret", s->folder);
    f = fopen(s->file, "w");
    fputs("secret", f);
    fclose(f);
    buf_init(&s->out, MIB);
    buf_init(&s->errors, 4 * KIB);
    *state = s;
    return 0;
}

static int
clear_scene(void **state)
{
    struct scene *s = *state;

    unlink(s->file);
    rmdir(s->folder);
    buf_free(&s->out);
    buf_free(&s->errors);
    free(s);
    return 0;
}

static size_t
open_descriptors(void)
{
    DIR *d = opendir("/proc/self/fd");
    size_t n = 0;

    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

/* Run a box and see that nothing of it stays behind: no child, no descriptor. */
static enum box_end
run(struct scene *s, struct box_job job)
{
    size_t before = open_descriptors();
    enum box_end end;

    buf_clear(&s->out);
    buf_clear(&s->errors);
    end = box_run(&job, &s->out, &s->errors, &s->code);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_int_equal(open_descriptors(), before);
    return end;
}

struct deed {
    const char *name, *where;
};

static void
call_deed(void *ctx, struct buf *out)
{
    const struct deed *d = ctx;

    buf_z(out, "tried: ");
    buf_z(out, deed_do(d->name, d->where));
}

static enum box_end
run_call(struct scene *s, const char *name, const char *where)
{
    struct deed d = {name, where};

    return run(s, (struct box_job){
                      .call = call_deed, .ctx = &d, .in = -1, .memory = MEMORY, .cpu_s = 1, .wall_ms = 5000});
}

static enum box_end
run_program(struct scene *s, const char *name, const char *where)
{
    const char *argv[] = {MISBEHAVE, name, where, NULL};

    return run(s, (struct box_job){.argv = argv, .in = -1, .memory = MEMORY, .cpu_s = 1, .wall_ms = 5000});
}

static void
check_said(struct scene *s, const char *expected)
{
    struct str got = str_trim(buf_view(&s->out));

    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\" (%.*s), not \"%s\"", STR_ARGS(got), STR_ARGS(buf_view(&s->errors)), expected);
}

/* Deeds that are refused although the process lives on; all of them work outside of a box. */
static const char *const refused[] = {"socket", "network", "write", "memfd",   "fork",
                                      "clone",  "kill",    "trace", "outlive", "descriptor"};

/* The tests below would pass for the wrong reason if the deeds never worked. */
static void
test_deeds_work_outside(void **state)
{
    struct scene *s = *state;
    char path[128];

    snprintf(path, sizeof path, "%s/written", s->folder);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        int status;
        pid_t pid = fork();
        if (pid == 0) {
            if (strcmp(refused[i], "trace") == 0) /* not permitted everywhere */
                _exit(0);
            if (strcmp(refused[i], "descriptor") == 0)
                dup2(STDERR_FILENO, 9);
            _exit(strcmp(deed_do(refused[i], path), "done"));
        }
        waitpid(pid, &status, 0);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            fail_msg("%s does not work outside of a box", refused[i]);
    }
    assert_string_equal(deed_do("read", s->file), "done");
    assert_int_equal(unlink(path), 0);
}

/* A call may compute and put its result; sockets, files, children and other processes are out of its reach.
 */
static void
test_call_is_confined(void **state)
{
    struct scene *s = *state;
    char path[128];

    snprintf(path, sizeof path, "%s/written", s->folder);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_int_equal(run_call(s, refused[i], path), BOX_DONE);
        check_said(s, "tried: refused");
    }
    assert_int_equal(run_call(s, "read", "/etc/passwd"), BOX_DONE);
    check_said(s, "tried: refused");
    assert_int_equal(run_call(s, "read", s->file), BOX_DONE);
    check_said(s, "tried: refused");
    assert_int_equal(run_call(s, "start", ""), BOX_DONE);
    check_said(s, "tried: refused");
    assert_int_equal(run_call(s, "limit", ""), BOX_DONE);
    check_said(s, "tried: refused");
    assert_int_equal(access(path, F_OK), -1);
}

/* The same for a program, which must open its libraries; what it may not read only Landlock can tell. */
static void
test_program_is_confined(void **state)
{
    struct scene *s = *state;
    char path[128];

    snprintf(path, sizeof path, "%s/written", s->folder);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_int_equal(run_program(s, refused[i], path), BOX_DONE);
        check_said(s, "refused");
    }
    assert_int_equal(run_program(s, "session", path), BOX_DONE);
    check_said(s, "refused");
    assert_int_equal(run_program(s, "start", path), BOX_DONE);
    check_said(s, "refused");
    assert_int_equal(access(path, F_OK), -1);
    if (!box_protections().landlock) {
        print_message("no Landlock here: what a program reads is not confined\n");
        return;
    }
    assert_int_equal(run_program(s, "read", "/etc/passwd"), BOX_DONE);
    check_said(s, "refused");
    assert_int_equal(run_program(s, "read", s->file), BOX_DONE);
    check_said(s, "refused");
    assert_int_equal(run_program(s, "read", "/proc/self/environ"), BOX_DONE);
    check_said(s, "refused");
}

/* Memory ends where the job says, not where the machine does. */
static void
test_memory(void **state)
{
    struct scene *s = *state;

    assert_int_equal(run_program(s, "memory", ""), BOX_DONE);
    check_said(s, "refused");
    if (SANITIZED) {
        print_message("a sanitizer needs terabytes of address space: calls are not limited under it\n");
        return;
    }
    assert_int_equal(run_call(s, "memory", ""), BOX_DONE);
    check_said(s, "tried: refused");
}

/* Processor time and the deadline both end a box as TIMEOUT, soon after they are reached; what came is kept.
 */
static void
test_time(void **state)
{
    struct scene *s = *state;
    struct deed sleeping = {"sleep", ""};
    const char *argv[] = {MISBEHAVE, "sleep", NULL};
    int64_t start = clock_monotonic_ms();

    assert_int_equal(run_call(s, "loop", ""), BOX_TIMEOUT);
    check_said(s, "tried:");
    assert_int_equal(run_program(s, "loop", ""), BOX_TIMEOUT);
    assert_int_equal(run(s, (struct box_job){.call = call_deed, .ctx = &sleeping, .in = -1, .wall_ms = 200}),
                     BOX_TIMEOUT);
    check_said(s, "tried:");
    assert_int_equal(run(s, (struct box_job){.argv = argv, .in = -1, .wall_ms = 200}), BOX_TIMEOUT);
    assert_in_range(clock_monotonic_ms() - start, 400, 20000);
}

static void
put_for_ever(void *ctx, struct buf *out)
{
    (void)ctx;
    while (buf_z(out, "x"))
        ;
}

/* The ceiling of the output ends a program and is told of a call; what came is kept. */
static void
test_full(void **state)
{
    struct scene *s = *state;

    assert_int_equal(run_program(s, "output", ""), BOX_FULL);
    assert_int_equal(s->out.n, MIB);
    assert_int_equal(run(s, (struct box_job){.call = put_for_ever, .in = -1}), BOX_FULL);
    assert_int_equal(s->out.n, MIB);
    assert_true(s->out.full);
}

/* A signal is a crash, told with its number; what was put before it stays. */
static void
test_crash(void **state)
{
    struct scene *s = *state;

    assert_int_equal(run_program(s, "crash", ""), BOX_CRASHED);
    assert_int_equal(s->code, SIGSEGV);
    assert_int_equal(run_program(s, "abort", ""), BOX_CRASHED);
    assert_int_equal(s->code, SIGABRT);
    assert_int_equal(run_call(s, "crash", ""), BOX_CRASHED);
    check_said(s, "tried:");
    assert_int_equal(run_call(s, "abort", ""), BOX_CRASHED);
    assert_int_equal(s->code, SIGABRT);
    check_said(s, "tried:");
}

static void
lie(void *ctx, struct buf *out)
{
    (void)ctx;
    out->n = SIZE_MAX / 2;
    out->p = NULL;
    out->max = SIZE_MAX;
}

/* A call that was taken over can spoil its own output only. */
static void
test_lying_call(void **state)
{
    struct scene *s = *state;

    assert_int_equal(run(s, (struct box_job){.call = lie, .in = -1}), BOX_DONE);
    assert_int_equal(s->out.n, MIB);
    assert_int_equal(s->out.max, MIB);
}

/* The exit status comes back; of the complaints the first KiB. */
static void
test_status_and_errors(void **state)
{
    struct scene *s = *state;
    const char *argv[] = {"/bin/false", NULL};
    const char *absent[] = {"/usr/bin/no-such-program", NULL};

    assert_int_equal(run(s, (struct box_job){.argv = argv, .in = -1}), BOX_DONE);
    assert_int_equal(s->code, 1);
    assert_int_equal(run(s, (struct box_job){.argv = absent, .in = -1}), BOX_ABSENT);
    assert_int_equal(run_program(s, "complain", ""), BOX_DONE);
    check_said(s, "done");
    assert_int_equal(s->errors.n, KIB);
}

/* A document behind a descriptor is read from its beginning by every program, by name too. */
static void
test_input(void **state)
{
    struct scene *s = *state;
    const char *argv[] = {"/bin/cat", NULL}, *named[] = {"/bin/cat", "/dev/stdin", NULL};
    int fd = memfd_create("document", MFD_CLOEXEC);

    assert_int_equal(write(fd, "%PDF-1.4", 8), 8);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(run(s, (struct box_job){.argv = argv, .in = fd}), BOX_DONE);
        check_said(s, "%PDF-1.4");
        assert_int_equal(run(s, (struct box_job){.argv = named, .in = fd}), BOX_DONE);
        check_said(s, "%PDF-1.4");
    }
    close(fd);
}

/* A program knows nothing of our environment but what it is given. */
static void
test_environment(void **state)
{
    struct scene *s = *state;
    const char *argv[] = {"/usr/bin/env", NULL}, *env[] = {"OMP_THREAD_LIMIT=1", NULL};

    setenv("OIT_TEST_SECRET", "secret", 1);
    assert_int_equal(run(s, (struct box_job){.argv = argv, .in = -1, .env = env}), BOX_DONE);
    check_said(s, "PATH=/usr/bin:/bin\nLC_ALL=C.UTF-8\nOMP_THREAD_LIMIT=1");
    unsetenv("OIT_TEST_SECRET");
}

/* A program with a scratch folder writes there and nowhere else, and no more than the ceiling. */
static void
test_scratch(void **state)
{
    struct scene *s = *state;
    char inside[128];
    const char *outside = "/tmp/oit-test-box-outside";
    const char *argv[] = {MISBEHAVE, "write", inside, NULL};
    struct box_job job = {.argv = argv, .in = -1, .scratch = s->folder};

    snprintf(inside, sizeof inside, "%s/written", s->folder);
    assert_int_equal(run(s, job), BOX_DONE);
    check_said(s, "done");
    assert_int_equal(unlink(inside), 0);
    if (!box_protections().landlock)
        return;
    argv[2] = outside;
    assert_int_equal(run(s, job), BOX_DONE);
    check_said(s, "refused");
    assert_int_equal(access(outside, F_OK), -1);
}

/* Without an end at once: a killed process stays until its new parent has seen it. */
static bool
gone(pid_t pid)
{
    char path[64], state = 'Z';
    FILE *f;

    for (int tries = 0; tries < 100; tries++) {
        snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
        f = fopen(path, "r");
        if (!f)
            return true;
        if (fscanf(f, "%*d %*s %c", &state) != 1)
            state = 'Z';
        fclose(f);
        if (state == 'Z')
            return true;
        usleep(10000);
    }
    return false;
}

static pid_t
said_pid(struct scene *s)
{
    uint64_t pid = 0;

    assert_true(str_to_u64(str_trim(buf_view(&s->out)), &pid));
    return (pid_t)pid;
}

/* Where children are permitted, the deadline and the end of the first one end them all. */
static void
test_family_is_ended(void **state)
{
    struct scene *s = *state;
    const char *waiting[] = {"/bin/sh", "-c", "sleep 100 & echo $!; wait", NULL};
    const char *leaving[] = {"/bin/sh", "-c", "sleep 100 & echo $!", NULL};
    struct box_job job = {
        .argv = waiting, .in = -1, .scratch = s->folder, .threads_and_children = true, .wall_ms = 300};
    int64_t start = clock_monotonic_ms();

    assert_int_equal(run(s, job), BOX_TIMEOUT);
    assert_true(gone(said_pid(s)));
    job.argv = leaving;
    job.wall_ms = 10000;
    assert_int_equal(run(s, job), BOX_DONE);
    assert_true(gone(said_pid(s)));
    assert_in_range(clock_monotonic_ms() - start, 300, 8000);
}

/* A family has children, but no network, no other folders and no leave to go. */
static void
test_family_is_confined(void **state)
{
    struct scene *s = *state;
    static const char *const never[] = {"network", "kill", "session", "trace"};
    const char *argv[] = {MISBEHAVE, "fork", "", NULL};
    struct box_job job = {.argv = argv, .in = -1, .scratch = s->folder, .threads_and_children = true};

    assert_int_equal(run(s, job), BOX_DONE);
    check_said(s, "done");
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        argv[1] = never[i];
        assert_int_equal(run(s, job), BOX_DONE);
        check_said(s, "refused");
    }
    if (!box_protections().landlock)
        return;
    argv[1] = "read";
    argv[2] = "/etc/passwd";
    assert_int_equal(run(s, job), BOX_DONE);
    check_said(s, "refused");
}

/* Only programs that readers use are named, by absolute path. */
static void
test_program_names(void **state)
{
    (void)state;
    assert_null(box_program("sh"));
    assert_null(box_program("../bin/sh"));
    if (access("/usr/bin/pdftotext", X_OK) == 0)
        assert_string_equal(box_program("pdftotext"), "/usr/bin/pdftotext");
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_scene, clear_scene)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(deeds_work_outside),
        TEST(call_is_confined),
        TEST(program_is_confined),
        TEST(memory),
        TEST(time),
        TEST(full),
        TEST(crash),
        TEST(lying_call),
        TEST(status_and_errors),
        TEST(input),
        TEST(environment),
        TEST(scratch),
        TEST(family_is_ended),
        TEST(family_is_confined),
        TEST(program_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
