/* Which lines of a page hold something of a set. */
#include "rules/phrase_set.h"
#include "rules/touch.h"
#include "tests/support/phrase_world.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

/* Lines that hold a word of a set, and for a set that any text may match all lines. */
static void
touched_lines(void **state)
{
    struct arena *a = arena_new(0);
    struct lexicon *l = lexicon_new(a);
    struct phrases *plan = phrase_world_build(l, "แผนงาน"), *open = phrase_world_build(l, "re:."),
                   *none = phrase_world_build(l, "โครงการ");
    struct touches *x;
    uint64_t *marked;
    struct thai_text t;

    (void)state;
    lexicon_close(l);
    x = touches_new(a, l, 80);
    marked = ARENA_ARRAY(a, uint64_t, touches_words(80));
    for (uint32_t i = 0; i < 80; i++) {
        thai_text_init(&t, a, i == 3 || i == 70 ? STR("ตามแผนงาน") : STR("อื่น"));
        touches_add(x, i, &t);
    }
    touches_of(x, none, marked);
    touches_of(x, NULL, marked);
    assert_int_equal(touches_next(marked, 0, 80), 80);
    touches_of(x, plan, marked);
    assert_int_equal(touches_next(marked, 0, 80), 3);
    assert_int_equal(touches_next(marked, 3, 80), 3);
    assert_int_equal(touches_next(marked, 4, 80), 70);
    assert_int_equal(touches_next(marked, 4, 60), 60);
    assert_int_equal(touches_next(marked, 71, 80), 80);
    touches_of(x, open, marked);
    for (uint32_t i = 0; i < 80; i++)
        assert_int_equal(touches_next(marked, i, 80), i);
    phrases_forget(l);
    lexicon_free(l);
    arena_free(a);
}

/* How many phrases of a set stand in some line, whichever it is. */
static void
touched_together(void **state)
{
    struct arena *a = arena_new(0);
    struct lexicon *l = lexicon_new(a);
    struct phrases *both = phrase_world_build(l, "แผนงาน\nre:งบ[0-9]"),
                   *one = phrase_world_build(l, "แผนงาน\nโครงการ"), *none = phrase_world_build(l, "โครงการ");
    struct touches *x;
    struct thai_text t;

    (void)state;
    lexicon_close(l);
    x = touches_new(a, l, 3);
    assert_int_equal(touches_most(x, both), 0);
    thai_text_init(&t, a, STR("ตามแผนงาน"));
    touches_add(x, 0, &t);
    assert_int_equal(touches_most(x, both), 1);
    thai_text_init(&t, a, STR("ตามงบ5"));
    touches_add(x, 2, &t);
    assert_int_equal(touches_most(x, both), 2);
    assert_int_equal(touches_most(x, one), 1);
    assert_int_equal(touches_most(x, none), 0);
    assert_int_equal(touches_most(x, NULL), 0);
    phrases_forget(l);
    lexicon_free(l);
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(touched_lines),
        cmocka_unit_test(touched_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
