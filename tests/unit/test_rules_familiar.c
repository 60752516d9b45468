/*
 * Links that a site repeats are known by address and words, both of them whole.
 */
#include "oit/limits.h"
#include "rules/familiar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above first */
#include <cmocka.h>

static struct link
link_to(const char *url, const char *text)
{
    return (struct link){.url = str_of(url), .text = str_of(text), .followable = true};
}

/* Given: a link that was added.  Expected: it is found again, and no link with another address or other words
 * is. */
static void
finds_what_is_wholly_the_same(void **state)
{
    struct familiar *f = familiar_new();
    struct link menu = link_to("https://tuayang.example/news?page=1", "ข่าวประชาสัมพันธ์");
    struct link others[] = {
        link_to("https://tuayang.example/blog?page=1", "ข่าวประชาสัมพันธ์"),
        link_to("https://tuayang.example/news?page=1", "งานประชาสัมพันธ์"),
        link_to("https://tuayang.example/news?page=1", ""),
        link_to("", ""),
    };
    struct familiar_link *k;

    (void)state;
    assert_null(familiar_find(f, &menu));
    k = familiar_add(f, &menu);
    assert_non_null(k);
    assert_int_equal(k->node, NO_INDEX);
    assert_ptr_equal(familiar_find(f, &menu), k);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(familiar_find(f, &others[i]));
    familiar_free(f);
}

/* Given: more links than are kept, with the same ending.  Expected: some find no room, and the kept ones are
 * found. */
static void
keeps_no_more_than_there_is_room_for(void **state)
{
    struct familiar *f = familiar_new();
    size_t kept = 0, found = 0;
    char url[64];

    (void)state;
    for (int i = 0; i < 2 * LIMIT_FAMILIAR_LINKS; i++) {
        struct link l;

        snprintf(url, sizeof url, "https://tuayang.example/%06d%s", i, i % 2 ? "/the-same-ending" : "");
        l = link_to(url, "x");
        kept += familiar_add(f, &l) != NULL;
    }
    for (int i = 0; i < 2 * LIMIT_FAMILIAR_LINKS; i++) {
        struct link l;

        snprintf(url, sizeof url, "https://tuayang.example/%06d%s", i, i % 2 ? "/the-same-ending" : "");
        l = link_to(url, "x");
        found += familiar_find(f, &l) != NULL;
    }
    assert_int_equal(found, kept);
    assert_true(kept > 16 && kept <= LIMIT_FAMILIAR_LINKS);
    familiar_free(f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_is_wholly_the_same),
        cmocka_unit_test(keeps_no_more_than_there_is_room_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
