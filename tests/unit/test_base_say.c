/* Sentences with places: what fills them, and the word that goes with a count. */
#include "base/say.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
expect_text(const char *id, const char *one, const char *two, const char *want)
{
    struct arena *a = arena_new(0);
    const struct say s = {id, {str_of(one), str_of(two)}};

    assert_string_equal(say_text(a, &s, LANG_EN).p, want);
    arena_free(a);
}

/* Given: sentences with one thing and with several.  Expected: the word that an English reader would write.
 */
static void
words_go_with_their_count(void **state)
{
    static const char id[] = "{1} {1 item is|items are} done, {2} {2 page|pages} read";

    (void)state;
    expect_text(id, "1", "1", "1 item is done, 1 page read");
    expect_text(id, "1", "0", "1 item is done, 0 pages read");
    expect_text(id, "21", "1", "21 items are done, 1 page read");
    expect_text(id, "", "", " items are done,  pages read");
}

/* Given: braces that are no place, and arguments that look like one.  Expected: they stand as they are. */
static void
other_braces_stay(void **state)
{
    (void)state;
    expect_text("{1} {x} {5} {} {1", "{2}", "no", "{2} {x} {5} {} {1");
    expect_text("{1 one} | {2}", "1", "2", "{1 one} | 2");
    expect_text("{1} {2 a|b", "{2 a|b}", "1", "{2 a|b} {2 a|b");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_go_with_their_count),
        cmocka_unit_test(other_braces_stay),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
