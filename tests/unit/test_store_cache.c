/* Packed pages at hand: found by the numbers of address and body, in memory or in a file, up to a limit,
 * until they are forgotten. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/page_cache.h"
#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define assert_str(s, text) assert_true(str_eq(s, STR(text)))
#define THIRD (PAGES_IN_MEMORY / 3)

static char folder[] = "oit-cache-XXXXXX", site[sizeof folder + 8];

/* A page of n bytes, all of them the last digit of its number, and a part. */
static void
keep(struct page_cache *c, int number, size_t n)
{
    char *bytes = malloc(n);

    memset(bytes, '0' + number % 10, n);
    page_cache_keep(
        c, number, 1,
        &(struct packed_page){.id = number, .version = 3, .bytes = {bytes, n}, .parts = STR("[[1,2]]")});
    free(bytes);
}

/* Is it there, whole? */
static bool
has(struct page_cache *c, int number, size_t n)
{
    struct arena *a = arena_new(0);
    struct packed_page p;
    bool found = page_cache_take(c, number, 1, a, &p);

    if (found) {
        assert_int_equal(p.id, number);
        assert_int_equal(p.version, 3);
        assert_int_equal(p.bytes.n, n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p.bytes.p[i], '0' + number % 10);
        assert_str(p.parts, "[[1,2]]");
    }
    arena_free(a);
    return found;
}

/* What was kept is a copy of its own, and another body at the same address is another page. */
static void
kept_is_found(void **state)
{
    struct page_cache *c = page_cache_new(site);
    struct arena *a = arena_new(0);
    struct packed_page p;

    (void)state;
    keep(c, 3, 100);
    keep(c, 4, 0);
    assert_true(has(c, 3, 100));
    assert_true(has(c, 4, 0));
    assert_false(has(c, 5, 100));
    assert_false(page_cache_take(c, 3, 2, a, &p));
    arena_free(a);
    page_cache_free(c);
}

/* Pages that are in memory no longer are read from the file, which has no name. */
static void
what_memory_cannot_hold_is_in_a_file(void **state)
{
    struct page_cache *c = page_cache_new(site);

    (void)state;
    for (int i = 0; i < 20; i++)
        keep(c, i, THIRD + (size_t)i);
    for (int i = 19; i >= 0; i--)
        assert_true(has(c, i, THIRD + (size_t)i));
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(mkdir(folder, 0700), 0);
    page_cache_free(c);
}

static bool
disk_has_room(void)
{
    struct statvfs v;

    assert_int_equal(statvfs(folder, &v), 0);
    return (uint64_t)v.f_bavail * v.f_frsize / 128 > LIMIT_PAGES_READY;
}

/* Beyond the limit nothing is kept, nor what is larger than what memory holds, and what is there stays. */
static void
the_limit_holds(void **state)
{
    struct page_cache *c = page_cache_new(site);
    int most = (int)(LIMIT_PAGES_READY / THIRD);

    (void)state;
    if (!disk_has_room()) { /* the disk sets a limit of its own */
        page_cache_free(c);
        skip();
    }
    keep(c, 1000000, PAGES_IN_MEMORY + 1);
    assert_false(has(c, 1000000, PAGES_IN_MEMORY + 1));
    for (int i = 0; i <= most; i++)
        keep(c, i, THIRD - 7);
    assert_true(has(c, 0, THIRD - 7));
    assert_true(has(c, most - 1, THIRD - 7));
    assert_false(has(c, most, THIRD - 7));
    page_cache_free(c);
}

/* Where no file can be made what is in memory stays; where it takes no more it is given back, and memory
 * holds the next. */
static void
without_a_file_memory_is_all(void **state)
{
    struct page_cache *none = page_cache_new("/nowhere/site.oit"), *small = page_cache_new(site);
    const struct rlimit most = {PAGES_IN_MEMORY, RLIM_INFINITY};
    struct rlimit was;

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &most), 0);
    for (int i = 0; i < 9; i++) {
        keep(none, i, THIRD - 7);
        keep(small, i, THIRD - 7);
    }
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    for (int i = 0; i < 9; i++) {
        assert_int_equal(has(none, i, THIRD - 7), i < 3);
        assert_int_equal(has(small, i, THIRD - 7), i >= 6);
    }
    page_cache_free(none);
    page_cache_free(small);
}

/* What was given back makes room for others; what was forgotten is not found, and comes anew. */
static void
forgotten_is_not_found(void **state)
{
    struct page_cache *c = page_cache_new(site);

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 5; i++)
            keep(c, i + round, THIRD);
        assert_true(has(c, round, THIRD));
        assert_true(has(c, round + 4, THIRD));
        if (round == 0)
            page_cache_forget(c);
        else
            page_cache_empty(c);
        assert_false(has(c, round, THIRD));
        assert_false(has(c, round + 4, THIRD));
    }
    page_cache_free(c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kept_is_found),          cmocka_unit_test(what_memory_cannot_hold_is_in_a_file),
        cmocka_unit_test(the_limit_holds),        cmocka_unit_test(without_a_file_memory_is_all),
        cmocka_unit_test(forgotten_is_not_found),
    };
    int failed;

    signal(SIGXFSZ, SIG_IGN);
    assert(mkdtemp(folder));
    snprintf(site, sizeof site, "%s/site", folder);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(folder);
    return failed;
}
