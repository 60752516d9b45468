/* Errors, files, messages, clock, hashes, translations: where the program meets its machine and its user. */
#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/say.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder of the test's own, removed with all in it at the end. */
static char folder[] = P_tmpdir "/oit-unit-XXXXXX";

static int
make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int
remove_folder(void **state)
{
    char command[sizeof folder + 16];

    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static const char *
inside(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* ---- errors ---- */

/* The first error stays; err_set always gives -1, also with nowhere to put it. */
static void
first_error(void **state)
{
    struct err e = {.code = ERR_NONE};

    (void)state;
    assert_int_equal(err_set(&e, ERR_RULES, "a.yaml:1:2", "say it", "%d things", 3), -1);
    assert_int_equal(err_set(&e, ERR_IO, "b", "", "other"), -1);
    assert_int_equal(err_set(NULL, ERR_IO, "b", "", "other"), -1);
    assert_int_equal(e.code, ERR_RULES);
    assert_string_equal(e.input, "a.yaml:1:2");
    assert_string_equal(e.what, "3 things");
    assert_string_equal(e.next, "say it");
    err_clear(&e);
    assert_int_equal(e.code, ERR_NONE);
    err_set(&e, ERR_IO, NULL, NULL, "x");
    assert_string_equal(e.input, "");
}

/* What is too long is cut before a character, never inside one. */
static void
long_errors(void **state)
{
    struct err e = {.code = ERR_NONE};
    char thai[3 * 1000 + 1];

    (void)state;
    for (size_t i = 0; i < 1000; i++)
        memcpy(thai + 3 * i, "ก", 3);
    thai[3000] = '\0';
    err_set(&e, ERR_FILE, thai, thai, "%s", thai);
    assert_int_equal(strlen(e.input), 510);
    assert_int_equal(strlen(e.next), 510);
    assert_true(strlen(e.what) <= 767 && utf8_valid(str_of(e.what)));
}

/* ---- files ---- */

/* What was written is read back, bytes and all, and nothing else stays in the folder. */
static void
write_and_read(void **state)
{
    struct err e = {.code = ERR_NONE};
    struct buf b;
    char temporary[256];

    (void)state;
    buf_init(&b, 100);
    assert_int_equal(file_write(inside("f"), STR("old"), &e), 0);
    assert_int_equal(file_write(inside("f"), STR("a\0\xff\n"), &e), 0);
    assert_int_equal(file_read(inside("f"), &b, &e), 0);
    assert_true(str_eq(buf_view(&b), STR("a\0\xff\n")));
    snprintf(temporary, sizeof temporary, "%s/f.%ld.tmp", folder, (long)getpid());
    assert_false(file_exists(temporary));
    assert_true(file_exists(inside("f")) && !file_exists(inside("g")));
    buf_free(&b);
}

/* A file that is too large or not there is an error that names it and says what to do. */
static void
unreadable(void **state)
{
    struct err e = {.code = ERR_NONE};
    struct buf b;

    (void)state;
    buf_init(&b, 3);
    assert_int_equal(file_write(inside("four"), STR("1234"), &e), 0);
    assert_int_equal(file_read(inside("four"), &b, &e), -1);
    assert_int_equal(e.code, ERR_FILE);
    assert_string_equal(e.input, inside("four"));
    assert_true(e.what[0] && e.next[0]);
    err_clear(&e);
    assert_int_equal(file_read(inside("none"), &b, &e), -1);
    assert_int_equal(e.code, ERR_FILE);
    assert_non_null(strstr(e.what, "there is no such file or folder"));
    err_clear(&e);
    buf_clear(&b);
    assert_int_equal(file_read(folder, &b, &e), -1);
    buf_free(&b);
}

/* When a file cannot be written the old one is untouched. */
/* A draft changes nothing until it is kept, and leaves nothing when it is dropped. */
static void
drafts(void **state)
{
    struct err e = {.code = ERR_NONE};
    char *kept, *dropped;
    struct buf b;

    (void)state;
    buf_init(&b, 100);
    assert_int_equal(file_write(inside("d"), STR("old"), &e), 0);
    assert_int_equal(file_draft(inside("d"), STR("new"), &kept, &e), 0);
    assert_int_equal(file_draft(inside("e"), STR("new"), &dropped, &e), 0);
    assert_int_equal(file_read(inside("d"), &b, &e), 0);
    assert_true(str_eq(buf_view(&b), STR("old")));
    file_drop(dropped);
    assert_false(file_exists(dropped) || file_exists(inside("e")));
    assert_int_equal(file_keep(kept, inside("d"), &e), 0);
    buf_clear(&b);
    assert_int_equal(file_read(inside("d"), &b, &e), 0);
    assert_true(str_eq(buf_view(&b), STR("new")) && !file_exists(kept));
    free(kept);
    free(dropped);
    buf_free(&b);
}

static void
failed_write(void **state)
{
    struct err e = {.code = ERR_NONE};
    struct buf b;

    (void)state;
    buf_init(&b, 100);
    assert_int_equal(file_make_dirs(inside("kept"), &e), 0);
    assert_int_equal(file_write(inside("kept/f"), STR("old"), &e), 0);
    assert_int_equal(file_write(inside("nowhere/f"), STR("new"), &e), -1);
    assert_int_equal(e.code, ERR_FILE);
    assert_true(e.next[0]);
    err_clear(&e);
    /* A folder stands where the file should go: the rename fails after the bytes were written. */
    assert_int_equal(file_write(inside("kept"), STR("new"), &e), -1);
    assert_int_equal(file_read(inside("kept/f"), &b, &e), 0);
    assert_true(str_eq(buf_view(&b), STR("old")));
    buf_free(&b);
}

/* Folders are made with all above them, may be there already, and a file in the way is an error. */
static void
folders(void **state)
{
    struct err e = {.code = ERR_NONE};
    struct stat st;

    (void)state;
    assert_int_equal(file_make_dirs(inside("a/b//c/"), &e), 0);
    assert_int_equal(file_make_dirs(inside("a/b/c"), &e), 0);
    assert_int_equal(stat(inside("a/b/c"), &st), 0);
    assert_true(S_ISDIR(st.st_mode) && (st.st_mode & 07) == 0);
    assert_int_equal(file_write(inside("file"), STR(""), &e), 0);
    assert_int_equal(file_make_dirs(inside("file/x"), &e), -1);
    assert_int_equal(e.code, ERR_FILE);
}

/* ---- messages ---- */

static int real_stderr;

static void
catch_stderr(void)
{
    int fd = open(inside("stderr"), O_RDWR | O_CREAT | O_TRUNC, 0600);

    real_stderr = dup(STDERR_FILENO);
    dup2(fd, STDERR_FILENO);
    close(fd);
}

static void
caught(const char *expected)
{
    struct err e = {.code = ERR_NONE};
    struct buf b;

    dup2(real_stderr, STDERR_FILENO);
    close(real_stderr);
    buf_init(&b, 1 << 20);
    assert_int_equal(file_read(inside("stderr"), &b, &e), 0);
    assert_string_equal(buf_cstr(&b), expected);
    buf_free(&b);
}

/* One record is one line, whatever a website put into it. */
static void
one_line_a_record(void **state)
{
    (void)state;
    catch_stderr();
    log_warn("title: %s", "a\nb\x1b[2J\xe2\x80\xae ก");
    caught("oit: title: a\\x0ab\\x1b[2J\\u{202e} ก\n");
}

/* Notes are for normal and above, details for verbose; warnings always come. */
static void
levels(void **state)
{
    (void)state;
    catch_stderr();
    for (int level = LOG_QUIET; level <= LOG_VERBOSE; level++) {
        log_set_level((enum log_level)level);
        assert_int_equal(log_level(), level);
        log_warn("w%d", level);
        log_note("n%d", level);
        log_debug("d%d", level);
    }
    log_set_level(LOG_NORMAL);
    caught("oit: w0\noit: w1\noit: n1\noit: w2\noit: n2\noit: d2\n");
}

/* A status line is wiped before a record and when it ends; wiping nothing writes nothing. */
static void
status_line(void **state)
{
    (void)state;
    catch_stderr();
    log_status(NULL);
    log_status("10 pages\n");
    log_warn("x");
    log_status("11 pages");
    log_status(NULL);
    log_status(NULL);
    caught("\r\x1b[K10 pages\\x0a\r\x1b[Koit: x\n\r\x1b[K11 pages\r\x1b[K");
}

/* ---- clock and hashes ---- */

/* The real time can be set for a test; nonsense is not obeyed; the other clock never goes back. */
static void
clocks(void **state)
{
    int64_t t = clock_monotonic_ms();

    (void)state;
    assert_true(clock_monotonic_ms() >= t);
    setenv("OIT_FAKE_NOW", "1682614800", 1);
    assert_int_equal(clock_now(), 1682614800);
    setenv("OIT_FAKE_NOW", "soon", 1);
    assert_true(clock_now() > 1682614800);
    unsetenv("OIT_FAKE_NOW");
    assert_true(clock_now() > 1682614800);
}

/* The standard's own examples; spelling and reading are each other's reverse. */
static void
hashes(void **state)
{
    static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    struct sha256 h = sha256_of(STR("abc")), empty = sha256_of(STR_NONE), read, zero = {{0}};
    char hex[65];

    (void)state;
    sha256_hex(&h, hex);
    assert_string_equal(hex, abc);
    sha256_hex(&empty, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_true(sha256_from_hex(STR(abc), &read) && sha256_eq(&read, &h) && !sha256_eq(&read, &empty));
    assert_false(sha256_from_hex(str_sub(STR(abc), 0, 63), &read));
    assert_false(
        sha256_from_hex(STR("zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), &read));
    assert_true(sha256_is_zero(&zero) && !sha256_is_zero(&h));
}

/* ---- sentences ---- */

/* A gettext catalogue with one message, in the format of msgfmt. */
static void
write_catalogue(const char *id, const char *text)
{
    struct err e = {.code = ERR_NONE};
    static const char head[] = "Content-Type: text/plain; charset=UTF-8\n";
    uint32_t n = (uint32_t)strlen(id), first = 60, second = first + 1 + n + 1;
    uint32_t third = second + (uint32_t)sizeof head;
    uint32_t number[15] = {0x950412de, 0,
                           2,          28,
                           44,         0,
                           60,         0,
                           first,      n,
                           first + 1,  (uint32_t)sizeof head - 1,
                           second,     (uint32_t)strlen(text),
                           third};
    struct buf b;

    buf_init(&b, 4096);
    buf_put(&b, number, sizeof number);
    buf_put(&b, "", 1);
    buf_put(&b, id, n + 1);
    buf_put(&b, head, sizeof head);
    buf_put(&b, text, strlen(text) + 1);
    assert_int_equal(file_make_dirs(inside("locale/th/LC_MESSAGES"), &e), 0);
    assert_int_equal(file_write(inside("locale/th/LC_MESSAGES/oit.mo"), buf_view(&b), &e), 0);
    buf_free(&b);
}

/* Both languages can be had at any time, on a machine without a Thai locale; what is not translated is
 * English. */
static void
languages(void **state)
{
    (void)state;
    write_catalogue("the link is dead", "ลิงก์เสีย");
    setenv("LC_ALL", "th_TH.UTF-8", 1);
    say_init(folder, LANG_TH);
    assert_int_equal(say_lang(), LANG_TH);
    assert_string_equal(_("the link is dead"), "ลิงก์เสีย");
    assert_string_equal(say_tr_in(LANG_EN, "the link is dead"), "the link is dead");
    assert_string_equal(_("never translated"), "never translated");
    assert_string_equal(say_tr_in(LANG_TH, ""), "");
    say_init(folder, LANG_EN);
    assert_string_equal(_("the link is dead"), "the link is dead");
    assert_string_equal(say_tr_in(LANG_TH, "the link is dead"), "ลิงก์เสีย");
}

/* Arguments stand where the sentence puts them, and what is in them is never read as a place. */
static void
sentences(void **state)
{
    static const struct {
        const char *id, *expected;
    } c[] = {
        {"{1} of {2}", "{2} of 7"},
        {"{2}{2}", "77"},
        {"{3}|{4}", "|"},
        {"{5} {0} {a} {", "{5} {0} {a} {"},
        {"", ""},
        {"{{1}}", "{{2}}"},
        {"{1", "{1"},
        {"{_2} {_} {_5} {_2", "7 {_} {_5} {_2"},
    };
    struct arena *a = arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        struct say s = {.id = c[i].id, .arg = {STR("{2}"), STR("7")}};

        assert_string_equal(say_text(a, &s, LANG_EN).p, c[i].expected);
    }
    assert_int_equal(say_text(a, &(struct say){.id = NULL}, LANG_EN).n, 0);
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_error),    cmocka_unit_test(long_errors),
        cmocka_unit_test(write_and_read), cmocka_unit_test(drafts),
        cmocka_unit_test(unreadable),     cmocka_unit_test(failed_write),
        cmocka_unit_test(folders),        cmocka_unit_test(one_line_a_record),
        cmocka_unit_test(levels),         cmocka_unit_test(status_line),
        cmocka_unit_test(clocks),         cmocka_unit_test(hashes),
        cmocka_unit_test(languages),      cmocka_unit_test(sentences),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
