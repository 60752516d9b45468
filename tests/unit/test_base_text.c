/* Views, buffers with ceilings, arenas, maps: what holds text and how much of it. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- views ---- */

/* Views are compared by their bytes; the empty view may have no address. */
static void
str_comparing(void **state)
{
    (void)state;
    assert_true(str_eq(STR("ก"), str_of("ก")));
    assert_true(str_eq(STR_NONE, STR("")));
    assert_false(str_eq(STR("a"), STR("ab")));
    assert_true(str_eq_nocase(STR("Content-TYPE"), STR("content-type")));
    assert_false(str_eq_nocase(STR("K"), STR("\xe2\x84\xaa")));
    assert_true(str_cmp(STR("a"), STR("b")) < 0 && str_cmp(STR("b"), STR("a")) > 0);
    assert_true(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(STR("ab"), STR("ab")) == 0);
    assert_true(str_cmp(STR("\x7f"), STR("\x80")) < 0);
    assert_true(str_cmp(STR_NONE, STR("a")) < 0);
    assert_int_equal(str_of(NULL).n, 0);
}

/* Beginnings and ends; everything begins and ends with nothing. */
static void
str_ends_of(void **state)
{
    (void)state;
    assert_true(str_starts(STR("https://a"), STR("https://")) && str_starts(STR("a"), STR_NONE));
    assert_false(str_starts(STR("a"), STR("ab")));
    assert_true(str_ends(STR("a.pdf"), STR(".pdf")) && str_ends(STR_NONE, STR_NONE));
    assert_false(str_ends(STR("pdf"), STR(".pdf")));
    assert_true(str_starts_nocase(STR("HTTPS://A"), STR("https://")));
    assert_false(str_starts_nocase(STR("HTTP"), STR("https://")));
}

/* Searching begins at from and says where, or STR_NOT_FOUND; beyond the end nothing is found. */
static void
str_searching(void **state)
{
    struct str s = STR("abcABCabc");

    (void)state;
    assert_int_equal(str_find(s, STR("abc"), 0), 0);
    assert_int_equal(str_find(s, STR("abc"), 1), 6);
    assert_int_equal(str_find(s, STR("abc"), 7), STR_NOT_FOUND);
    assert_int_equal(str_find(s, STR("abc"), 99), STR_NOT_FOUND);
    assert_int_equal(str_find(s, STR(""), 9), 9);
    assert_int_equal(str_find(s, STR(""), 10), STR_NOT_FOUND);
    assert_int_equal(str_find_nocase(s, STR("aBc"), 1), 3);
    assert_int_equal(str_find_nocase(s, STR("abcd"), 0), STR_NOT_FOUND);
    assert_int_equal(str_find_char(s, 'C', 0), 5);
    assert_int_equal(str_find_char(s, 'C', 6), STR_NOT_FOUND);
    assert_true(str_has(s, STR("Ca")) && !str_has(STR_NONE, STR("a")) && str_has(STR_NONE, STR_NONE));
}

static size_t
find_plainly(struct str hay, struct str needle, size_t from)
{
    for (size_t at = from; at + needle.n <= hay.n; at++)
        if (memcmp(hay.p + at, needle.p, needle.n) == 0)
            return at;
    return STR_NOT_FOUND;
}

/* Short and long needles are found by different ways, at the same place. */
static void
finds_needles_of_any_length(void **state)
{
    char bytes[200];
    uint32_t random = 1;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++) {
        random = random * 1103515245 + 12345;
        bytes[i] = (char)(random >> 16 & 1 ? 'a' : 'b');
    }
    memcpy(bytes + 120, bytes + 20, 70);
    for (size_t n = 1; n < 70; n++)
        for (size_t from = 0; from < 130; from += 7) {
            struct str hay = {bytes, sizeof bytes}, needle = {bytes + 20, n};

            assert_int_equal(str_find(hay, needle, from), find_plainly(hay, needle, from));
            assert_int_equal(str_find(str_sub(hay, 0, 150), needle, from),
                             find_plainly(str_sub(hay, 0, 150), needle, from));
        }
}

/* A part is clamped to what is there. */
static void
str_parts(void **state)
{
    (void)state;
    assert_true(str_eq(str_sub(STR("abcd"), 1, 3), STR("bc")));
    assert_true(str_eq(str_sub(STR("abcd"), 2, SIZE_MAX), STR("cd")));
    assert_int_equal(str_sub(STR("abcd"), 3, 1).n, 0);
    assert_int_equal(str_sub(STR("abcd"), 9, 12).n, 0);
    assert_true(str_eq(str_trim(STR(" \t\r\n a b \v\f")), STR("a b")));
    assert_int_equal(str_trim(STR("  ")).n, 0);
}

/* Pieces between separators: empty ones count, and a separator at the end opens none. */
static void
str_pieces(void **state)
{
    static const struct {
        const char *text, *pieces; /* each piece in brackets */
    } c[] = {{"a,,b", "[a][][b]"}, {"", ""}, {",", "[]"}, {"a,", "[a]"}, {",a", "[][a]"}, {"ab", "[ab]"}};

    (void)state;
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        struct str rest = str_of(c[i].text), piece;
        struct buf got;

        buf_init(&got, 100);
        while (str_next(&rest, ',', &piece))
            buf_printf(&got, "[%.*s]", STR_ARGS(piece));
        assert_string_equal(buf_cstr(&got), c[i].pieces);
        buf_free(&got);
    }
}

/* A number is digits and nothing else, and fits 64 bits. */
static void
str_numbers(void **state)
{
    static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "1.5", "0x10", "18446744073709551616", "๑"};
    uint64_t v = 7;

    (void)state;
    assert_true(str_to_u64(STR("18446744073709551615"), &v) && v == UINT64_MAX);
    assert_true(str_to_u64(STR("007"), &v) && v == 7);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(str_to_u64(str_of(bad[i]), &v));
    assert_int_equal(v, 7);
}

/* The hash is FNV-1a, the same on every machine. */
static void
str_hashing(void **state)
{
    (void)state;
    assert_true(str_hash(STR("")) == 0xcbf29ce484222325u);
    assert_true(str_hash(STR("a")) == 0xaf63dc4c8601ec8cu);
    assert_true(str_hash(STR("foobar")) == 0x85944171f73967e8u);
}

/* ---- buffers ---- */

/* A put is whole or not at all; from the first one refused on, nothing gets in. */
static void
buf_ceiling(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 5);
    assert_true(buf_z(&b, "abc"));
    assert_false(buf_z(&b, "def"));
    assert_true(b.full);
    assert_false(buf_char(&b, 'd'));
    assert_false(buf_printf(&b, "%d", 1));
    assert_int_equal(buf_put_some(&b, "x", 1), 0);
    assert_string_equal(buf_cstr(&b), "abc");
    buf_clear(&b);
    assert_true(!b.full && b.n == 0 && b.max == 5);
    assert_true(buf_z(&b, "abcde"));
    assert_false(b.full);
    assert_string_equal(buf_cstr(&b), "abcde");
    buf_free(&b);
}

/* buf_put_some takes what fits and says how much that was. */
static void
buf_some(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 5);
    assert_int_equal(buf_put_some(&b, "abc", 3), 3);
    assert_false(b.full);
    assert_int_equal(buf_put_some(&b, "defg", 4), 2);
    assert_true(b.full);
    assert_string_equal(buf_cstr(&b), "abcde");
    buf_free(&b);
}

/* Bytes, characters, numbers, NULs: all may stand in a buffer, and growing keeps them. */
static void
buf_growing(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, SIZE_MAX);
    assert_true(buf_put(&b, "a\0b", 3) && utf8_append(&b, 0x0E01) && buf_printf(&b, "%05d", 42));
    assert_true(buf_str(&b, STR_NONE) && buf_put(&b, NULL, 0));
    assert_true(str_eq(buf_view(&b), STR("a\0bก00042")));
    for (int i = 0; i < 100000; i++)
        assert_true(buf_char(&b, (char)i));
    assert_int_equal(b.n, 11 + 100000);
    assert_memory_equal(b.p, "a\0bก00042", 11);
    buf_free(&b);
    buf_free(NULL);
}

/* An empty buffer is an empty string. */
static void
buf_empty(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 0);
    assert_int_equal(buf_view(&b).n, 0);
    assert_string_equal(buf_cstr(&b), "");
    assert_true(buf_z(&b, ""));
    assert_false(buf_char(&b, 'a'));
    assert_string_equal(buf_cstr(&b), "");
    buf_free(&b);
}

/* ---- arenas ---- */

/* What is given out is zeroed, aligned, apart, and stays while more is asked for. */
static void
arena_giving(void **state)
{
    struct arena *a = arena_new(0);
    unsigned char *p[200];

    (void)state;
    for (size_t i = 0; i < 200; i++) {
        size_t n = 1 + i * 37;

        p[i] = arena_alloc(a, n);
        assert_int_equal((uintptr_t)p[i] % 16, 0);
        for (size_t k = 0; k < n; k++)
            assert_int_equal(p[i][k], 0);
        memset(p[i], (int)i, n);
    }
    for (size_t i = 0; i < 200; i++)
        assert_true(p[i][0] == i && p[i][i * 37] == i);
    arena_free(a);
    arena_free(NULL);
}

/* Beyond the ceiling there is NULL; what was given stays; a reset makes room again. */
static void
arena_ceiling(void **state)
{
    struct arena *a = arena_new(1000);

    (void)state;
    assert_non_null(arena_alloc(a, 600));
    assert_null(arena_alloc(a, 600));
    assert_null(arena_alloc(a, SIZE_MAX));
    assert_null(arena_alloc(a, SIZE_MAX - 8));
    assert_non_null(arena_alloc(a, 300));
    assert_true(arena_used(a) >= 900 && arena_used(a) <= 1000);
    assert_null(
        arena_str(a, STR("a text that is longer than the bytes that are left in here, which are at most "
                         "ninety-six by now"))
            .p);
    assert_null(arena_printf(a, "%200d", 1).p);
    arena_reset(a);
    assert_int_equal(arena_used(a), 0);
    assert_non_null(arena_alloc(a, 1000));
    arena_free(a);
}

/* A large piece does not spoil the chunk in use, and small ones before and after it live on. */
static void
arena_giants(void **state)
{
    struct arena *a = arena_new(0);
    char *before = arena_alloc(a, 8), *giant = arena_raw(a, (size_t)8 << 20), *after = arena_alloc(a, 8);

    (void)state;
    memset(giant, 'x', (size_t)8 << 20);
    assert_true(before[0] == 0 && after[0] == 0);
    arena_reset(a);
    giant = arena_alloc(a, (size_t)4 << 20);
    assert_int_equal(giant[((size_t)4 << 20) - 1], 0);
    arena_free(a);
}

/* Copies are NUL-terminated behind the view. */
static void
arena_text(void **state)
{
    struct arena *a = arena_new(0);
    struct str s = arena_str(a, str_sub(STR("abcdef"), 1, 3));

    (void)state;
    assert_true(str_eq(s, STR("bc")));
    assert_string_equal(s.p, "bc");
    assert_string_equal(arena_str(a, STR_NONE).p, "");
    s = arena_printf(a, "%s-%d", "กข", 7);
    assert_string_equal(s.p, "กข-7");
    assert_int_equal(s.n, 8);
    arena_free(a);
}

/* ---- maps ---- */

/* Entries come back in the order they went in, whatever their hashes, and keep their values. */
static void
map_order(void **state)
{
    struct map *m = map_new();
    char key[32];

    (void)state;
    for (int i = 0; i < 5000; i++) {
        bool fresh;

        snprintf(key, sizeof key, "key %d", i * 7919 % 5000);
        map_put(m, str_of(key), &fresh)->num = i;
        assert_true(fresh);
    }
    assert_int_equal(map_count(m), 5000);
    for (int i = 0; i < 5000; i++) {
        snprintf(key, sizeof key, "key %d", i * 7919 % 5000);
        assert_string_equal(map_at(m, (size_t)i)->key.p, key);
        assert_int_equal(map_get(m, str_of(key))->num, i);
    }
    map_free(m);
    map_free(NULL);
}

/* A key is put once; putting it again gives the same entry. */
static void
map_again(void **state)
{
    struct map *m = map_new();
    bool fresh;

    (void)state;
    map_put(m, STR("a"), &fresh)->num = 1;
    assert_true(fresh);
    assert_int_equal(map_put(m, STR("a"), &fresh)->num, 1);
    assert_false(fresh);
    assert_int_equal(map_put(m, STR("b"), NULL)->num, 0);
    assert_int_equal(map_count(m), 2);
    assert_null(map_get(m, STR("c")));
    map_free(m);
}

/* Keys are copied and may be empty or hold NULs. */
static void
map_keys(void **state)
{
    struct map *m = map_new();
    char key[] = "gone";

    (void)state;
    map_put(m, str_of(key), NULL)->num = 1;
    memset(key, 'x', 4);
    map_put(m, STR_NONE, NULL)->num = 2;
    map_put(m, STR("a\0b"), NULL)->num = 3;
    map_put(m, STR("a\0c"), NULL)->num = 4;
    assert_int_equal(map_get(m, STR("gone"))->num, 1);
    assert_int_equal(map_get(m, STR(""))->num, 2);
    assert_int_equal(map_get(m, STR("a\0b"))->num, 3);
    assert_int_equal(map_get(m, STR("a\0c"))->num, 4);
    assert_null(map_get(m, STR("a")));
    map_free(m);
}

/* A text known by its hash alone is found again, wherever it lies, and is none of the texts that are kept. */
static void
map_unkept(void **state)
{
    struct map *m = map_new();
    char key[] = "gone";
    bool fresh;

    (void)state;
    map_put_unkept(m, str_of(key), &fresh)->num = 1;
    assert_true(fresh);
    key[0] = 'd';
    assert_int_equal(map_put_unkept(m, STR("gone"), &fresh)->num, 1);
    assert_false(fresh);
    assert_int_equal(map_put_unkept(m, STR("done"), NULL)->num, 0);
    assert_null(map_get(m, STR("gone")));
    assert_int_equal(map_count(m), 2);
    map_free(m);
}

/* A map that was cleared knows nothing, and takes entries as a new one does. */
static void
map_cleared(void **state)
{
    struct map *m = map_new();
    char key[16];

    (void)state;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 100; i++) {
            snprintf(key, sizeof key, "k%d", i);
            map_put(m, str_of(key), NULL)->num = i + round;
        }
        assert_int_equal(map_count(m), 100);
        assert_int_equal(map_get(m, STR("k7"))->num, 7 + round);
        map_clear(m);
        assert_int_equal(map_count(m), 0);
        assert_null(map_get(m, STR("k7")));
    }
    map_free(m);
}

/* ---- memory ---- */

/* Arrays double, so that a million additions are few moves. */
static void
mem_arrays(void **state)
{
    int *v = NULL;
    size_t cap = 0, moves = 0, last = 0;

    (void)state;
    for (size_t i = 0; i < 1000000; i++) {
        v = mem_room(v, i, &cap, sizeof *v);
        moves += cap != last;
        last = cap;
        v[i] = (int)i;
    }
    assert_true(moves < 25 && v[999999] == 999999);
    free(v);
}

/* When the machine refuses, one line goes to stderr and the program ends with 5. */
static void
mem_refused(void **state)
{
    int fd[2], status;
    char line[256];
    ssize_t n;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(fd), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(fd[1], STDERR_FILENO);
        mem_grow(NULL, SIZE_MAX / 2, 4);
        _exit(0);
    }
    close(fd[1]);
    n = read(fd[0], line, sizeof line);
    close(fd[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 5);
    assert_true(n > 5 && strncmp(line, "oit: ", 5) == 0 && line[n - 1] == '\n');
    assert_true(memchr(line, '\n', (size_t)n) == line + n - 1);
}

/* Short keys and giants, in turns: each has its room, and a NUL behind it. */
static void
map_lengths(void **state)
{
    static const size_t lengths[] = {0, 1, 7, 8, 9, 300, 479, 480, 481, 5000, 70000, 3, 1000000, 2, 487, 488};
    const size_t n = sizeof lengths / sizeof lengths[0];
    char *letters = malloc(1000000);
    struct map *m = map_new();

    (void)state;
    for (size_t i = 0; i < 4 * n; i++) {
        memset(letters, 'a' + (int)(i / n), 1000000);
        map_put(m, (struct str){letters, lengths[i % n]}, NULL)->num += (int64_t)i + 1;
    }
    for (size_t i = 1; i < 4 * n; i++) {
        size_t length = lengths[i % n];
        const struct map_entry *e;

        memset(letters, 'a' + (int)(i / n), 1000000);
        e = map_get(m, (struct str){letters, length});
        assert_non_null(e);
        assert_int_equal(e->key.n, length);
        assert_int_equal(e->key.p[length], '\0');
        assert_int_equal(e->num, length > 0 ? i + 1 : 1 + n + 1 + 2 * n + 1 + 3 * n + 1);
        if (length > 0)
            assert_ptr_equal(map_at(m, i - i / n), e);
    }
    map_free(m);
    free(letters);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(str_comparing), cmocka_unit_test(str_ends_of),
        cmocka_unit_test(str_searching), cmocka_unit_test(str_comparing),
        cmocka_unit_test(str_ends_of),   cmocka_unit_test(finds_needles_of_any_length),
        cmocka_unit_test(str_parts),     cmocka_unit_test(str_pieces),
        cmocka_unit_test(str_numbers),   cmocka_unit_test(str_hashing),
        cmocka_unit_test(buf_ceiling),   cmocka_unit_test(buf_some),
        cmocka_unit_test(buf_growing),   cmocka_unit_test(buf_empty),
        cmocka_unit_test(arena_giving),  cmocka_unit_test(arena_ceiling),
        cmocka_unit_test(arena_giants),  cmocka_unit_test(arena_text),
        cmocka_unit_test(map_order),     cmocka_unit_test(map_again),
        cmocka_unit_test(map_keys),      cmocka_unit_test(map_lengths),
        cmocka_unit_test(map_unkept),    cmocka_unit_test(map_cleared),
        cmocka_unit_test(mem_arrays),    cmocka_unit_test(mem_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
