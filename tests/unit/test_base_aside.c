/* Texts that lie aside: whole and at their place whether they are in memory, in a file, or read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/aside.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define TEXTS 40000
#define LONGEST 1000 /* together 20 MB: several regions */

static char folder[] = "oit-aside-XXXXXX", site[sizeof folder + 8];

static struct str
text_of(size_t i, char room[LONGEST])
{
    size_t n = (i * 7919) % LONGEST;

    for (size_t k = 0; k < n; k++)
        room[k] = (char)('a' + (i + k) % 26);
    return (struct str){room, n};
}

static void
expect_texts(const struct str *kept)
{
    char room[LONGEST];

    for (size_t i = 0; i < TEXTS; i++) {
        assert_true(str_eq(kept[i], text_of(i, room)));
        assert_int_equal(kept[i].p[kept[i].n], '\0');
    }
}

/* Of the whole pages between two texts, how many are in memory? */
static size_t
pages_between(struct str from, struct str to)
{
    uintptr_t page = 4096, begin = ((uintptr_t)from.p + page - 1) / page * page,
              end = (uintptr_t)to.p / page * page;
    FILE *f = fopen("/proc/self/pagemap", "r");
    size_t n = 0;

    assert_non_null(f);
    for (; begin < end; begin += page) {
        uint64_t entry = 0;

        assert_int_equal(fseeko(f, (off_t)(begin / page * sizeof entry), SEEK_SET), 0);
        assert_int_equal(fread(&entry, sizeof entry, 1, f), 1);
        n += entry >> 63;
    }
    fclose(f);
    return n;
}

static void
keep_all(struct aside *a, struct str *kept)
{
    char room[LONGEST];

    for (size_t i = 0; i < TEXTS; i++)
        kept[i] = aside_str(a, text_of(i, room));
}

/* Given: more than stays in memory.  Expected: it takes none once it was laid aside, nor after it was read
 * and rests; each time it is what it was. */
static void
what_lies_aside_takes_no_memory(void **state)
{
    struct aside *a = aside_new(site);
    struct str *kept = calloc(TEXTS, sizeof *kept);

    (void)state;
    keep_all(a, kept);
    assert_int_equal(pages_between(kept[0], kept[5000]), 0);
    expect_texts(kept);
    assert_true(pages_between(kept[0], kept[5000]) > 0);
    aside_rest(a);
    assert_int_equal(pages_between(kept[0], kept[5000]), 0);
    expect_texts(kept);
    assert_true(access(site, F_OK) != 0);
    free(kept);
    aside_free(a);
}

/* Given: no folder, or one that is not there.  Expected: all is kept in memory. */
static void
without_a_file_all_is_in_memory(void **state)
{
    const char *const beside[] = {NULL, "/nowhere/site.oit"};
    struct str *kept = calloc(TEXTS, sizeof *kept);

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct aside *a = aside_new(beside[i]);

        keep_all(a, kept);
        assert_true(pages_between(kept[0], kept[5000]) > 0);
        aside_rest(a);
        expect_texts(kept);
        aside_free(a);
    }
    free(kept);
}

/* Given: a text longer than a region.  Expected: it is whole, and so are those around it. */
static void
a_giant_has_room(void **state)
{
    size_t n = (size_t)20 << 20;
    char *giant = malloc(n);
    struct aside *a = aside_new(site);
    struct str before, middle, after;

    (void)state;
    memset(giant, 'x', n);
    before = aside_str(a, STR("before"));
    middle = aside_str(a, (struct str){giant, n});
    after = aside_str(a, STR("after"));
    aside_rest(a);
    assert_true(str_eq(before, STR("before")));
    assert_true(str_eq(middle, (struct str){giant, n}));
    assert_true(str_eq(after, STR("after")));
    aside_free(a);
    free(giant);
}

static int
make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(site, sizeof site, "%s/s.oit", folder);
    return 0;
}

/* The folder is empty, or it could not be removed. */
static int
remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_lies_aside_takes_no_memory),
        cmocka_unit_test(without_a_file_all_is_in_memory),
        cmocka_unit_test(a_giant_has_room),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
