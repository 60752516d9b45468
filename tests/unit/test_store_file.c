/* Opening a site file: what is refused, with which words, and that nothing was changed by looking. */
#include "store/private.h"
#include "store_sample.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define NOBODY 65534
#define MUTATIONS 600

static void
write_file(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static struct sha256
hash_of_file(const char *path)
{
    struct buf b;
    struct sha256 h;
    FILE *f = fopen(path, "r");
    char piece[4096];
    size_t n;

    assert_non_null(f);
    buf_init(&b, 64 << 20);
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_put(&b, piece, n);
    fclose(f);
    h = sha256_of(buf_view(&b));
    buf_free(&b);
    return h;
}

static bool
beside(struct sample *t, const char *suffix)
{
    char name[700];

    snprintf(name, sizeof name, "%s%s", t->file, suffix);
    return access(name, F_OK) == 0;
}

/* Expect that opening fails with these words, that a next step is named and no side file is left. */
static void
assert_refused(struct sample *t, const char *path, enum store_mode mode, const char *what)
{
    struct err e = {0};

    assert_null(store_open(path, mode, &e));
    assert_int_equal(e.code, ERR_FILE);
    assert_string_equal(e.input, path);
    assert_non_null(strstr(e.what, what));
    assert_true(e.next[0] != '\0');
    assert_false(beside(t, "-wal"));
    assert_false(beside(t, "-shm"));
    assert_false(beside(t, "-lock"));
}

/* Expect it of a reader and a writer, and the file byte for byte as it was. */
static void
assert_refused_unchanged(struct sample *t, const char *what)
{
    struct sha256 before = hash_of_file(t->file), after;

    assert_refused(t, t->file, STORE_READ, what);
    assert_refused(t, t->file, STORE_WRITE, what);
    assert_refused(t, t->file, STORE_CREATE, what);
    after = hash_of_file(t->file);
    assert_true(sha256_eq(&before, &after));
}

/* A file with one page, closed. */
static void
make_file(struct sample *t)
{
    struct store *s = sample_open(t, STORE_CREATE);
    struct run run = sample_run(t, s);
    struct visit v = sample_visit(HOME, "home");

    v.page = &sample_page;
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    assert_int_equal(store_run_finish(s, run.id, 1682640100, true, &t->e), 0);
    store_close(s);
}

/* A name that is nothing, a folder, a pipe: each its own message. */
static void
no_file(void **state)
{
    struct sample *t = *state;
    char pipe[700];

    assert_refused(t, t->file, STORE_READ, "there is no such file");
    assert_refused(t, t->file, STORE_WRITE, "there is no such file");
    assert_false(beside(t, ""));
    assert_refused(t, t->folder, STORE_READ, "this is a folder");
    assert_refused(t, t->folder, STORE_CREATE, "this is a folder");
    snprintf(pipe, sizeof pipe, "%s/pipe", t->folder);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_refused(t, pipe, STORE_READ, "no ordinary file");
}

/* A place where no file can be made, because the folder is not there or may not be written to, is the user's
 * to change. */
static void
no_folder(void **state)
{
    struct sample *t = *state;
    char path[700];

    snprintf(path, sizeof path, "%s/none/site.oit", t->folder);
    assert_null(store_open(path, STORE_CREATE, &t->e));
    assert_int_equal(t->e.code, ERR_FILE);
    assert_non_null(strstr(t->e.what, "cannot be made"));
}

/* Text, a picture, a few bytes: no site file. */
static void
no_database(void **state)
{
    struct sample *t = *state;
    char noise[9000];

    write_file(t->file, "url,name\n", 9);
    assert_refused_unchanged(t, "not a site file");
    memset(noise, 0x5a, sizeof noise);
    write_file(t->file, noise, sizeof noise);
    assert_refused_unchanged(t, "not a site file");
}

/* An empty file holds no run; only a scan may fill it. */
static void
empty_file(void **state)
{
    struct sample *t = *state;

    write_file(t->file, "", 0);
    assert_refused(t, t->file, STORE_READ, "empty");
    assert_refused(t, t->file, STORE_WRITE, "empty");
    store_close(sample_open(t, STORE_CREATE));
    assert_int_equal(sample_number(t, "PRAGMA user_version"), STORE_SCHEMA);
}

/* The sum that spares the comparison with a model is that of a new file, however many versions it has passed.
 */
static void
file_of_our_own(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct sha256 sum;
    char hex[65];

    assert_true(schema_sum(s, &sum));
    sha256_hex(&sum, hex);
    assert_string_equal(hex, SCHEMA_SUM);
    store_close(s);
    /* An index of another program beside ours does no harm and is no longer ours alone. */
    sample_tamper(t, "CREATE INDEX other ON run (started)");
    s = sample_open(t, STORE_WRITE);
    assert_true(schema_sum(s, &sum));
    sha256_hex(&sum, hex);
    assert_string_not_equal(hex, SCHEMA_SUM);
    store_close(s);
}

/* Another program's database is not touched, not even its journal. */
static void
foreign_database(void **state)
{
    struct sample *t = *state;

    sample_tamper(t,
                  "CREATE TABLE moz_places (id INTEGER); PRAGMA application_id = 7; PRAGMA user_version = 1");
    assert_refused_unchanged(t, "another program");
    sample_tamper(t, "PRAGMA application_id = 0");
    assert_refused_unchanged(t, "another program");
    sample_tamper(t, "PRAGMA journal_mode = WAL");
    assert_refused_unchanged(t, "another program");
}

/* A newer oit's file says which version is needed. */
static void
newer_file(void **state)
{
    struct sample *t = *state;

    make_file(t);
    sample_tamper(t, "PRAGMA user_version = 999");
    assert_refused_unchanged(t, "made by a newer oit (its version is 999");
}

/* Given a file that claims to be of an older version than its tables are.  Expected: it is the file that is
 * wrong, and it stays as it is. */
static void
version_that_its_tables_belie(void **state)
{
    struct sample *t = *state;

    make_file(t);
    sample_tamper(t, "PRAGMA user_version = 3");
    assert_refused_unchanged(t, "the site file is damaged (");
}

/* A page of the database overwritten with noise is found on opening. */
static void
damaged_file(void **state)
{
    struct sample *t = *state;
    char noise[4096];
    int fd;

    make_file(t);
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(i * 131 + 7);
    fd = open(t->file, O_WRONLY);
    assert_int_equal(pwrite(fd, noise, sizeof noise, 4096), sizeof noise);
    close(fd);
    assert_refused_unchanged(t, "damaged");
}

/* A page that only reading through the whole file would find: a file that was open a moment ago is not. */
static void
file_that_was_just_open(void **state)
{
    static const enum store_mode modes[] = {STORE_READ_OURS, STORE_CREATE_OURS};
    struct sample *t = *state;
    char noise[4096] = {1, 2, 3};
    int64_t at;
    int fd;

    make_file(t);
    at = sample_number(t, "SELECT rootpage FROM sqlite_schema WHERE name = 'evidence'");
    fd = open(t->file, O_WRONLY);
    assert_int_equal(pwrite(fd, noise, sizeof noise, (at - 1) * 8192), sizeof noise);
    close(fd);
    assert_refused_unchanged(t, "damaged");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        store_close(sample_open(t, modes[i]));
    sample_tamper(t, "PRAGMA user_version = 999");
    assert_refused(t, t->file, STORE_CREATE_OURS, "made by a newer oit");
}

/* A file cut in the middle, as by a broken copy. */
static void
cut_file(void **state)
{
    struct sample *t = *state;
    struct stat st;

    make_file(t);
    assert_int_equal(stat(t->file, &st), 0);
    assert_int_equal(truncate(t->file, st.st_size / 2), 0);
    assert_refused_unchanged(t, "damaged");
    assert_int_equal(truncate(t->file, 50), 0);
    assert_refused_unchanged(t, "not a site file");
}

/* Tables that only look like ours: a stranger's check or type would change what our statements do. */
static void
changed_tables(void **state)
{
    struct sample *t = *state;

    make_file(t);
    sample_tamper(t, "ALTER TABLE words RENAME TO other");
    assert_refused_unchanged(t, "changed by another program (table");
    sample_tamper(t, "CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, "
                     "x AS (hex(zeroblob(1000000))))");
    assert_refused_unchanged(t, "changed by another program (table");
}

static int
look_at_visit(void *ctx, const struct fetch *f, const struct page *page, struct err *e)
{
    size_t *bytes = ctx;

    (void)e;
    *bytes += f->url.n + f->detail.n;
    for (size_t i = 0; page && i < page->link_n; i++)
        *bytes += page->link[i].text.n;
    return 0;
}

/* Use everything a reader can ask for; true when the file was accepted. */
static bool
read_everything(struct sample *t)
{
    struct store *s = store_open(t->file, STORE_READ, &t->e);
    const struct history *history;
    struct coverage c;
    size_t n, bytes = 0;
    struct run run;

    if (s && store_run_last(s, false, t->a, &run)) {
        store_each_visit(s, run.id, look_at_visit, &bytes, &t->e);
        store_coverage(s, run.id, t->a, &c, &t->e);
        store_history(s, run.id, STR("oit-2566"), t->a, &history, &n, &t->e);
        sample_previous(s, run.id, STR("oit-2566"), STR("O1"));
    }
    store_close(s);
    err_clear(&t->e);
    arena_reset(t->a);
    return s != NULL;
}

/* Bytes changed anywhere in the file: it is refused or read as it is, and never harms the reader. */
static void
bytes_of_a_stranger(void **state)
{
    struct sample *t = *state;
    size_t accepted = 0, refused = 0;
    unsigned char page[4096];
    struct stat st;
    int fd;

    make_file(t);
    srandom(2566);
    for (int i = 0; i < MUTATIONS; i++) {
        off_t at;
        fd = open(t->file, O_RDWR);
        assert_int_equal(fstat(fd, &st), 0);
        at = random() % (st.st_size / 4096) * 4096;
        assert_int_equal(pread(fd, page, sizeof page, at), sizeof page);
        for (int k = 0; k < 1 + i % 4; k++) {
            unsigned char c = (unsigned char)random();
            assert_int_equal(pwrite(fd, &c, 1, at + 100 + random() % (4096 - 100)), 1);
        }
        close(fd);
        if (read_everything(t))
            accepted++;
        else
            refused++;
        fd = open(t->file, O_RDWR);
        assert_int_equal(pwrite(fd, page, sizeof page, at), sizeof page);
        close(fd);
    }
    assert_true(accepted > 0);
    assert_true(refused > 0);
    assert_true(read_everything(t));
}

/* A trigger that a stranger left in the file does not run; a view of one's own does no harm. */
static void
stranger_trigger(void **state)
{
    struct sample *t = *state;
    struct store *s;
    struct visit v = sample_visit(HOME "new", "new");
    struct run run;

    make_file(t);
    sample_tamper(t, "CREATE TRIGGER bad AFTER INSERT ON visit BEGIN DELETE FROM run; END;"
                     "CREATE VIEW mine AS SELECT url FROM address");
    s = sample_open(t, STORE_WRITE);
    run = sample_run(t, s);
    assert_int_equal(store_keep(s, run.id, &v, &t->e), 0);
    store_close(s);
    assert_int_equal(sample_number(t, "SELECT count(*) FROM run"), 2);
}

/* A new file is not for everybody, and closing leaves one file that can be mailed. */
static void
one_private_file(void **state)
{
    struct sample *t = *state;
    struct store *s = sample_open(t, STORE_CREATE);
    struct stat st;

    sample_run(t, s);
    assert_true(beside(t, "-wal"));
    assert_true(beside(t, "-lock"));
    assert_int_equal(stat(t->file, &st), 0);
    assert_int_equal(st.st_mode & 0777 & ~0640, 0);
    store_close(s);
    assert_true(beside(t, ""));
    assert_false(beside(t, "-wal"));
    assert_false(beside(t, "-shm"));
    assert_false(beside(t, "-lock"));
    assert_int_equal(sample_number(t, "PRAGMA application_id"), STORE_APPLICATION_ID);
}

/* Reading leaves the file's bytes and its folder as they were. */
static void
reading_changes_nothing(void **state)
{
    struct sample *t = *state;
    struct sha256 before, after;
    struct store *s;
    struct run run;

    make_file(t);
    before = hash_of_file(t->file);
    s = sample_open(t, STORE_READ);
    assert_true(store_run_last(s, true, t->a, &run));
    assert_str(run.start_url, "www.thungfah.example");
    store_close(s);
    after = hash_of_file(t->file);
    assert_true(sha256_eq(&before, &after));
    assert_false(beside(t, "-wal"));
    assert_false(beside(t, "-shm"));
}

/* Run f in a child process; expect it to end with 0. */
static void
in_child(struct sample *t, int (*f)(struct sample *t))
{
    int status;
    pid_t pid = fork();

    if (pid == 0)
        _exit(f(t));
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* In a child that has no special rights. */
static bool
become_nobody(void)
{
    return geteuid() != 0 ||
           (setresgid(NOBODY, NOBODY, NOBODY) == 0 && setresuid(NOBODY, NOBODY, NOBODY) == 0);
}

static int
read_as_nobody(struct sample *t)
{
    struct page page;
    struct run run;
    struct store *s;
    int result = 1;

    if (!become_nobody())
        return 2;
    s = store_open(t->file, STORE_READ, &t->e);
    if (s && store_run_last(s, true, t->a, &run) && store_page(s, run.id, STR(HOME), t->a, &page) &&
        str_eq(page.title, sample_page.title))
        result = 0;
    else
        fprintf(stderr, "%s\n", t->e.what);
    store_close(s);
    return result;
}

/* A file in a folder where nothing may be written, as on a medium that only reads. */
static void
read_only_folder(void **state)
{
    struct sample *t = *state;

    make_file(t);
    assert_int_equal(chmod(t->file, 0444), 0);
    assert_int_equal(chmod(t->folder, 0555), 0);
    in_child(t, read_as_nobody);
    assert_int_equal(chmod(t->folder, 0755), 0);
    assert_false(beside(t, "-wal"));
    assert_false(beside(t, "-shm"));
}

/* The same under a name that means something in a file: address. */
static void
read_only_folder_with_odd_name(void **state)
{
    struct sample *t = *state;
    char odd[700];

    make_file(t);
    snprintf(odd, sizeof odd, "%s/50%%?mode=rw#\xe0\xb8\x81.oit", t->folder);
    assert_int_equal(rename(t->file, odd), 0);
    strcpy(t->file, odd);
    assert_int_equal(chmod(t->file, 0444), 0);
    assert_int_equal(chmod(t->folder, 0555), 0);
    in_child(t, read_as_nobody);
    assert_int_equal(chmod(t->folder, 0755), 0);
}

static int
refused_as_nobody(struct sample *t)
{
    if (!become_nobody())
        return 2;
    if (store_open(t->file, STORE_READ, &t->e) || t->e.code != ERR_FILE ||
        !strstr(t->e.what, "may not be read"))
        return 1;
    err_clear(&t->e);
    return 0;
}

static int
write_refused_as_nobody(struct sample *t)
{
    if (!become_nobody())
        return 2;
    if (store_open(t->file, STORE_WRITE, &t->e) || t->e.code != ERR_FILE ||
        !strstr(t->e.what, "may not be written"))
        return 1;
    err_clear(&t->e);
    return 0;
}

static int
lock_refused_as_nobody(struct sample *t)
{
    if (!become_nobody())
        return 2;
    if (store_open(t->file, STORE_WRITE, &t->e) || t->e.code != ERR_FILE || !strstr(t->e.what, "lock file"))
        return 1;
    return 0;
}

/* Wrong owner: the message says what is not permitted. */
static void
no_permission(void **state)
{
    struct sample *t = *state;

    make_file(t);
    assert_int_equal(chmod(t->folder, 0755), 0);
    assert_int_equal(chmod(t->file, 0600), 0);
    if (geteuid() != 0)
        skip(); /* the owner may always read */
    in_child(t, refused_as_nobody);
    assert_int_equal(chmod(t->file, 0644), 0);
    in_child(t, write_refused_as_nobody);
    assert_int_equal(chmod(t->file, 0666), 0);
    in_child(t, lock_refused_as_nobody);
}

/* A child that writes until it is killed; it says when it has the file. */
static pid_t
start_writer(struct sample *t, bool (*ready)(int fd))
{
    int pipe_fd[2];
    pid_t pid;

    assert_int_equal(pipe(pipe_fd), 0);
    pid = fork();
    if (pid == 0) {
        struct visit v = sample_visit(HOME "second", "second");
        struct store *s;
        struct run run;
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        s = sample_open(t, STORE_WRITE);
        run = sample_run(t, s);
        if (store_keep(s, run.id, &v, &t->e) < 0 || store_commit(s, &t->e) < 0 ||
            write(pipe_fd[1], "r", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    close(pipe_fd[1]);
    assert_true(ready(pipe_fd[0]));
    close(pipe_fd[0]);
    return pid;
}

static bool
wait_ready(int fd)
{
    char c;

    return read(fd, &c, 1) == 1;
}

/* A second writer waits, then is told which process is at work; once that died, nothing stands in the way. */
static void
two_writers(void **state)
{
    struct sample *t = *state;
    char expected[64];
    pid_t pid;

    make_file(t);
    pid = start_writer(t, wait_ready);
    assert_null(store_open(t->file, STORE_WRITE, &t->e));
    assert_int_equal(t->e.code, ERR_FILE);
    snprintf(expected, sizeof expected, "another oit (process %ld)", (long)pid);
    assert_non_null(strstr(t->e.what, expected));
    assert_true(t->e.next[0] != '\0');
    err_clear(&t->e);

    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    assert_true(beside(t, "-lock")); /* left behind, and nobody's */
    store_close(sample_open(t, STORE_WRITE));
    assert_false(beside(t, "-lock"));
}

/* A reader sees the file as of the moment it opened it, while a writer is at work and after it was killed. */
static void
reader_beside_writer(void **state)
{
    struct sample *t = *state;
    struct store *early, *late;
    struct run run;
    pid_t pid;

    make_file(t);
    early = sample_open(t, STORE_READ);
    pid = start_writer(t, wait_ready);
    late = sample_open(t, STORE_READ);
    assert_true(store_run_last(early, false, t->a, &run));
    assert_int_equal(run.id, 1);
    assert_true(store_run_last(late, false, t->a, &run));
    assert_int_equal(run.id, 2);
    store_close(early);
    store_close(late);

    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    late = sample_open(t, STORE_READ);
    assert_true(store_run_last(late, false, t->a, &run));
    assert_int_equal(run.id, 2);
    store_close(late);
    sample_assert_sound(t);
}

/* A killed writer's log is part of the file: without it the reader is told, not shown half. */
static void
log_in_read_only_folder(void **state)
{
    struct sample *t = *state;
    char shm[700];
    pid_t pid;

    make_file(t);
    pid = start_writer(t, wait_ready);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    snprintf(shm, sizeof shm, "%s-shm", t->file);
    unlink(shm);
    assert_true(beside(t, "-wal"));
    if (geteuid() != 0)
        skip();
    assert_int_equal(chmod(t->file, 0444), 0);
    assert_int_equal(chmod(t->folder, 0555), 0);
    {
        int status;
        pid_t child = fork();
        if (child == 0) {
            struct store *s;
            _exit(!become_nobody() || (s = store_open(t->file, STORE_READ, &t->e)) || t->e.code != ERR_FILE ||
                  !strstr(t->e.next, "-wal"));
        }
        waitpid(child, &status, 0);
        assert_int_equal(status, 0);
    }
    assert_int_equal(chmod(t->folder, 0755), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_file),
        TEST(no_folder),
        TEST(no_database),
        TEST(empty_file),
        TEST(file_of_our_own),
        TEST(foreign_database),
        TEST(newer_file),
        TEST(version_that_its_tables_belie),
        TEST(damaged_file),
        TEST(file_that_was_just_open),
        TEST(cut_file),
        TEST(changed_tables),
        TEST(bytes_of_a_stranger),
        TEST(stranger_trigger),
        TEST(one_private_file),
        TEST(reading_changes_nothing),
        TEST(read_only_folder),
        TEST(read_only_folder_with_odd_name),
        TEST(no_permission),
        TEST(two_writers),
        TEST(reader_beside_writer),
        TEST(log_in_read_only_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
