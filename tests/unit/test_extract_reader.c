/*
 * The reader process and what lies between it and the program: frames, sealed documents, places.  The reader
 * is the real one with dummies for the formats: the document says what its reader does (reader_dummies.c).
 */
#include "base/clock.h"
#include "extract/extract.h"
#include "extract/frames.h"
#include "extract/places.h"
#include "extract/sealed.h"
#include "oit/limits.h"
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct scene {
    struct extract *x;
    struct arena *a;
    struct document d;
    volatile int stop;
    char folder[64]; /* of places */
};

static int
set_scene(void **state)
{
    struct scene *s = calloc(1, sizeof *s);

    strcpy(s->folder, "/tmp/oit-test-reader-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    setenv("OIT_PLACES_DIR", s->folder, 1);
    s->x = extract_new(READER, &s->stop);
    s->a = arena_new(0);
    *state = s;
    return 0;
}

static void
remove_folder(const char *folder)
{
    char path[128];

    for (int i = 0; i < 64; i++) {
        snprintf(path, sizeof path, "%s/place-%d", folder, i);
        unlink(path);
    }
    rmdir(folder);
}

static int
clear_scene(void **state)
{
    struct scene *s = *state;

    extract_free(s->x);
    arena_free(s->a);
    remove_folder(s->folder);
    free(s);
    return 0;
}

static enum document_state
read_as(struct scene *s, const char *document)
{
    struct err e = {0};

    arena_reset(s->a);
    if (extract_read(s->x, str_of(document), 0, s->a, &s->d, &e) != 0)
        fail_msg("%s: %s", e.input, e.what);
    return s->d.state;
}

static void
check_state(struct scene *s, const char *document, enum document_state expected)
{
    enum document_state got = read_as(s, document);

    if (got != expected)
        fail_msg("\"%s\" is %s, not %s", document, document_state_name(got), document_state_name(expected));
}

static void
check_text(struct scene *s, size_t i, const char *expected)
{
    if (i >= s->d.text.block_n || !str_eq(s->d.text.block[i].text, str_of(expected)))
        fail_msg("block %zu of %zu is not \"%s\"", i, s->d.text.block_n, expected);
}

static pid_t
reader_pid(struct scene *s)
{
    uint64_t pid = 0;

    check_state(s, "in parent", DOCUMENT_READ);
    assert_int_equal(s->d.text.block_n, 2);
    assert_true(str_to_u64(s->d.text.block[1].text, &pid));
    return (pid_t)pid;
}

/* A document goes there and its text comes back; what is no document is told apart. */
static void
test_reads(void **state)
{
    struct scene *s = *state;

    check_state(s, "in read", DOCUMENT_READ);
    check_text(s, 0, "before");
    assert_int_equal(s->d.format, FORMAT_TXT);
    assert_int_equal(s->d.part_n, 1);
    assert_false(s->d.cut);
    check_state(s, "", DOCUMENT_EMPTY);
    check_state(s, "what is this?", DOCUMENT_UNSUPPORTED);
}

/* What boxed programs get as standard input is what stands in memory, and the pages to recognise arrive. */
static void
test_document_goes_along(void **state)
{
    struct scene *s = *state;
    struct err e = {0};

    assert_int_equal(extract_read(s->x, STR("out compare"), 2, s->a, &s->d, &e), 0);
    check_text(s, 0, "same");
    assert_int_equal(s->d.part_count, 2);
    assert_int_equal(extract_read(s->x, STR("out compare"), 1000, s->a, &s->d, &e), 0);
    assert_int_equal(s->d.part_count, LIMIT_OCR_PAGES);
}

/* How a box ends becomes the state; what was written before stays; the reader lives on. */
static void
test_ends_of_boxes(void **state)
{
    static const struct {
        const char *document;
        enum document_state expected;
    } cases[] = {
        {"in crash", DOCUMENT_CRASHED},        {"in abort", DOCUMENT_CRASHED},
        {"in halt", DOCUMENT_CRASHED},         {"in half", DOCUMENT_CRASHED},
        {"in memory out", DOCUMENT_TOO_LARGE}, {"in fill", DOCUMENT_TOO_LARGE},
        {"in loop", DOCUMENT_TIMEOUT},         {"in sleep", DOCUMENT_TIMEOUT},
    };
    struct scene *s = *state;
    pid_t pid = reader_pid(s);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_state(s, cases[i].document, cases[i].expected);
        check_text(s, 0, "before");
        assert_int_equal(s->d.format, FORMAT_TXT);
        assert_int_equal(s->d.part_n, 1);
        if (strcmp(cases[i].document, "in half") == 0)
            assert_int_equal(s->d.text.block_n, 1);
        else
            assert_true(s->d.cut);
    }
    check_state(s, "format crash", DOCUMENT_CRASHED);
    assert_int_equal(reader_pid(s), pid);
}

/* The formats that we parse ourselves are parsed where nothing can be reached. */
static void
test_parsers_are_confined(void **state)
{
    static const char *const deeds[] = {"in socket", "in memfd", "in fork", "in start", "in descriptor"};
    struct scene *s = *state;

    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        check_state(s, deeds[i], DOCUMENT_READ);
        check_text(s, 1, "refused");
    }
}

/* What the reader itself does with the answers of programs is done without a network too. */
static void
test_reader_has_no_network(void **state)
{
    struct scene *s = *state;

    check_state(s, "out network", DOCUMENT_READ);
    check_text(s, 1, "refused");
    check_state(s, "out trace", DOCUMENT_READ);
    check_text(s, 1, "refused");
    check_state(s, "out fork", DOCUMENT_READ);
    check_text(s, 1, "done");
}

/* A document that takes the whole reader with it costs that document only. */
static void
test_reader_is_lost(void **state)
{
    struct scene *s = *state;
    pid_t first = reader_pid(s), second;

    check_state(s, "out crash", DOCUMENT_CRASHED);
    second = reader_pid(s);
    assert_int_not_equal(first, second);
    assert_int_equal(kill(first, 0), -1);
    check_state(s, "out halt", DOCUMENT_CRASHED);
    check_state(s, "in read", DOCUMENT_READ);
}

/* A document that says we have no room for documents is not believed. */
static void
test_limit_is_ours(void **state)
{
    check_state(*state, "in limit", DOCUMENT_CRASHED);
}

/* One that never comes to an end is given up at the deadline. */
static void
test_reader_is_late(void **state)
{
    struct scene *s = *state;
    pid_t pid = reader_pid(s);
    int64_t start = clock_monotonic_ms();

    extract_deadline(s->x, 300);
    check_state(s, "out sleep", DOCUMENT_TIMEOUT);
    check_state(s, "out loop", DOCUMENT_TIMEOUT);
    assert_in_range(clock_monotonic_ms() - start, 600, 10000);
    extract_deadline(s->x, 0);
    check_state(s, "in read", DOCUMENT_READ);
    assert_int_equal(kill(pid, 0), -1);
}

static volatile int *to_stop;

static void
on_alarm(int number)
{
    *to_stop = number;
}

/* A signal in the midst of a document, or of the wait for a place, ends it at once: nothing is said of it. */
static void
test_stopped(void **state)
{
    const struct itimerval soon = {.it_value = {.tv_usec = 200000}};
    struct scene *s = *state;
    pid_t pid = reader_pid(s);
    struct places *others = places_open(NULL, 0);
    int64_t start = clock_monotonic_ms();

    to_stop = &s->stop;
    signal(SIGALRM, on_alarm);
    assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
    check_state(s, "out sleep", DOCUMENT_LIMIT);
    assert_int_equal(s->d.text.block_n, 0);
    assert_int_equal(kill(pid, 0), -1);
    check_state(s, "in read", DOCUMENT_LIMIT);
    s->stop = 0;
    check_state(s, "in read", DOCUMENT_READ);
    while (places_take(others, 0) >= 0)
        ; /* all of them, until this test ends */
    assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
    check_state(s, "in read", DOCUMENT_LIMIT);
    signal(SIGALRM, SIG_DFL);
    places_close(others);
    assert_in_range(clock_monotonic_ms() - start, 400, 5000);
}

/* A reader killed between two documents is no fault of the next one. */
static void
test_reader_is_killed(void **state)
{
    struct scene *s = *state;
    pid_t pid = reader_pid(s);

    kill(pid, SIGKILL);
    usleep(50000);
    check_state(s, "in read", DOCUMENT_READ);
    assert_int_not_equal(reader_pid(s), pid);
}

/* After many documents a fresh reader is started. */
static void
test_reader_is_renewed(void **state)
{
    struct scene *s = *state;
    pid_t pid = reader_pid(s);

    for (int i = 1; i < LIMIT_READER_DOCUMENTS - 1; i++)
        check_state(s, "", DOCUMENT_EMPTY);
    assert_int_equal(reader_pid(s), pid);
    assert_int_not_equal(reader_pid(s), pid);
}

/* The reader goes with the program, whatever ends it. */
static void
test_reader_goes_along(void **state)
{
    struct scene *s = *state;
    int ends[2];
    pid_t child, reader = 0;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        reader = reader_pid(s);
        _exit(write(ends[1], &reader, sizeof reader) != sizeof reader);
    }
    assert_int_equal(read(ends[0], &reader, sizeof reader), sizeof reader);
    assert_int_equal(waitpid(child, NULL, 0), child);
    for (int i = 0; i < 100; i++) {
        char path[64], line[256] = "";
        FILE *f;
        snprintf(path, sizeof path, "/proc/%d/stat", (int)reader);
        f = fopen(path, "r");
        if (!f || !fgets(line, sizeof line, f) || strstr(line, ") Z")) {
            if (f)
                fclose(f);
            close(ends[0]);
            close(ends[1]);
            return;
        }
        fclose(f);
        usleep(20000);
    }
    fail_msg("the reader %d still lives", (int)reader);
}

/* Only a reader that cannot be started is an error; what is too large is not even sent. */
static void
test_no_reader(void **state)
{
    static const char *const wrong[] = {"/nowhere/oit-reader", "/bin/true", "/bin/cat"};
    struct scene *s = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct extract *x = extract_new(wrong[i], NULL);
        struct err e = {0};
        assert_int_equal(extract_read(x, STR("in read"), 0, s->a, &s->d, &e), -1);
        assert_int_equal(e.code, ERR_IO);
        assert_string_equal(e.input, wrong[i]);
        assert_int_equal(extract_read(x, (struct str){"x", LIMIT_DOCUMENT + 1}, 0, s->a, &s->d, &e), 0);
        assert_int_equal(s->d.state, DOCUMENT_TOO_LARGE);
        extract_free(x);
    }
}

/* As many documents at a time as there are places; who ends leaves his, however it ends. */
static void
test_places(void **state)
{
    struct scene *s = *state;
    struct places *ours = places_open(s->folder, 2), *others = places_open(s->folder, 2);
    int first = places_take(ours, 0), second = places_take(others, 0), ready[2];
    pid_t holder;
    char c;

    assert_true(first >= 0 && second >= 0);
    assert_int_equal(places_take(ours, 50), -1);
    places_leave(second);
    assert_int_equal(pipe(ready), 0);
    holder = fork();
    if (holder == 0) {
        close(first);
        places_take(places_open(s->folder, 2), 0);
        (void)!write(ready[1], "x", 1);
        pause();
        _exit(0);
    }
    assert_int_equal(read(ready[0], &c, 1), 1);
    assert_int_equal(places_take(others, 50), -1);
    kill(holder, SIGKILL);
    waitpid(holder, NULL, 0);
    second = places_take(others, 1000);
    assert_true(second >= 0);
    places_leave(first);
    places_leave(second);
    close(ready[0]);
    close(ready[1]);
    places_close(ours);
    places_close(others);
}

/* A folder that is not ours alone gives no places: others could hold them all. */
static void
test_places_of_others(void **state)
{
    struct scene *s = *state;
    char path[128];

    assert_int_equal(chmod(s->folder, 0755), 0);
    assert_null(places_open(s->folder, 0));
    assert_int_equal(chmod(s->folder, 0700), 0);
    snprintf(path, sizeof path, "%s-link", s->folder);
    assert_int_equal(symlink(s->folder, path), 0);
    assert_null(places_open(path, 0));
    unlink(path);
    assert_int_equal(places_count(NULL), 0);
}

static int64_t
soon(void)
{
    return clock_monotonic_ms() + 100;
}

/* Frames arrive whole with their descriptor; too long ones, silence and a closed end are told apart. */
static void
test_frames(void **state)
{
    int pair[2], passed;
    struct buf got;
    char c;

    (void)state;
    buf_init(&got, 8);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    assert_int_equal(frames_send(pair[0], STR("12345678"), sealed_make(STR("z")), soon()), FRAMES_DONE);
    assert_int_equal(frames_receive(pair[1], &got, &passed, soon()), FRAMES_DONE);
    assert_true(str_eq(buf_view(&got), STR("12345678")));
    assert_int_equal(read(passed, &c, 1), 1);
    assert_int_equal(fcntl(passed, F_GETFD), FD_CLOEXEC);
    close(passed);
    buf_clear(&got);
    assert_int_equal(frames_receive(pair[1], &got, &passed, soon()), FRAMES_LATE);
    assert_int_equal(frames_send(pair[0], STR("123456789"), -1, soon()), FRAMES_DONE);
    assert_int_equal(frames_receive(pair[1], &got, &passed, soon()), FRAMES_BROKEN);
    assert_int_equal(got.n, 0);
    close(pair[0]);
    while (recv(pair[1], &c, 1, 0) > 0)
        ;
    assert_int_equal(frames_receive(pair[1], &got, &passed, soon()), FRAMES_CLOSED);
    assert_int_equal(frames_send(pair[1], STR("1"), -1, soon()), FRAMES_CLOSED);
    close(pair[1]);
    buf_free(&got);
}

/* A sealed document can be read and nothing else; what is not sealed is not mapped. */
static void
test_sealed(void **state)
{
    int fd = sealed_make(STR("text")), plain = memfd_create("plain", MFD_CLOEXEC);
    struct str bytes;
    struct stat st;

    (void)state;
    assert_true(sealed_map(fd, &bytes));
    assert_true(str_eq(bytes, STR("text")));
    sealed_unmap(bytes);
    assert_int_equal(write(fd, "x", 1), -1);
    assert_int_equal(ftruncate(fd, 0), -1);
    assert_int_equal(fstat(fd, &st), 0);
    assert_int_equal(st.st_mode & 0111, 0);
    assert_int_equal(write(plain, "x", 1), 1);
    assert_false(sealed_map(plain, &bytes));
    close(fd);
    close(plain);
}

/* For a person: the name of each file, its records, and one last record, whatever befell it. */
static void
test_for_a_person(void **state)
{
    static const char expected[] =
        "F\tcrash.txt\nP\t1\t0\t100\t0\tfirst\nT\tbefore\nD\ttxt\tcrashed\t1\t1\t\n"
        "F\tread.txt\nP\t1\t0\t100\t0\tfirst\nT\tbefore\nD\ttxt\tread\t1\t0\t\n";
    struct scene *s = *state;
    char got[1024] = "";
    size_t n = 0;
    ssize_t came;
    int ends[2], status;
    pid_t pid;

    assert_int_equal(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        FILE *f;
        if (chdir(s->folder) != 0 || !(f = fopen("crash.txt", "w")) || fputs("in crash", f) < 0 ||
            fclose(f) != 0 || !(f = fopen("read.txt", "w")) || fputs("in read", f) < 0 || fclose(f) != 0)
            _exit(9);
        dup2(ends[1], STDOUT_FILENO);
        execl(READER, "oit-reader", "--ocr", "0", "crash.txt", "read.txt", (char *)NULL);
        _exit(9);
    }
    close(ends[1]);
    while ((came = read(ends[0], got + n, sizeof got - 1 - n)) > 0)
        n += (size_t)came;
    close(ends[0]);
    waitpid(pid, &status, 0);
    assert_int_equal(status, 0);
    assert_string_equal(got, expected);
    assert_int_equal(chdir(s->folder), 0);
    unlink("crash.txt");
    unlink("read.txt");
    assert_int_equal(chdir("/"), 0);
}

/* What can be read here is told without a reader. */
static void
test_tools(void **state)
{
    struct scene *s = *state;
    struct extract_tools t;

    extract_tools(s->x, &t);
    assert_true(t.reader && t.box);
    assert_true(t.places > 0);
    assert_int_equal(t.pdftotext, access("/usr/bin/pdftotext", X_OK) == 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_scene, clear_scene)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads),
        TEST(document_goes_along),
        TEST(ends_of_boxes),
        TEST(parsers_are_confined),
        TEST(reader_has_no_network),
        TEST(reader_is_lost),
        TEST(limit_is_ours),
        TEST(reader_is_late),
        TEST(reader_is_killed),
        TEST(stopped),
        TEST(reader_is_renewed),
        TEST(reader_goes_along),
        TEST(no_reader),
        TEST(places),
        TEST(places_of_others),
        TEST(frames),
        TEST(sealed),
        TEST(for_a_person),
        TEST(tools),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
