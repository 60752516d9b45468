/*
 * Blocks are told apart by what they say; boxes of counters by what they say beside their figures.
 */
#include "base/arena.h"
#include "rules/sameness.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above first */
#include <cmocka.h>

static uint64_t
key_of(struct str text)
{
    return sameness_of_block(&(struct block){.text = text, .kind = BLOCK_CELL});
}

/* So many letters before, between and behind three numbers. */
static struct str
counters(struct arena *a, size_t before, const char *one, const char *two, const char *three)
{
    return arena_printf(
        a, "%.*sผู้เข้าชมวันนี้ %s คน เดือนนี้ %s คน รวมทั้งหมด %s คน ขอบคุณที่เข้าชมเว็บไซต์ของเทศบาลตำบล", (int)before,
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", one, two, three);
}

/* Given: boxes of three counters, wherever their figures stand.  Expected: they are the same whatever they
 * count, in whichever figures, and another text is not. */
static void
counters_are_the_same_whatever_they_count(void **state)
{
    struct arena *a = arena_new(0);

    (void)state;
    for (size_t before = 0; before < 70; before++) {
        uint64_t key = key_of(counters(a, before, "1", "22", "333"));

        assert_true(key == key_of(counters(a, before, "7,654", "8", "1234567.5")));
        assert_true(key == key_of(counters(a, before, "๑", "๒๓", "๔,๕๖๗")));
        assert_true(key != key_of(counters(a, before + 1, "1", "22", "333")));
        assert_true(key != key_of(counters(a, before, "1", "22", "no")));
    }
    arena_free(a);
}

/* Given: a text that begins with a figure.  Expected: it counts as one of the three. */
static void
a_figure_may_come_first(void **state)
{
    struct arena *a = arena_new(0);
    const char *rest = "คน เดือนนี้ 4 คน รวมทั้งหมด 5 คน ขอบคุณที่เข้าชมเว็บไซต์ของเทศบาลตำบล";

    (void)state;
    assert_true(key_of(arena_printf(a, "12 %s", rest)) == key_of(arena_printf(a, "๙๙๙ %s", rest)));
    assert_true(key_of(arena_printf(a, "12 %s", rest)) != key_of(arena_printf(a, "x %s", rest)));
    arena_free(a);
}

/* Given: two numbers, or three in a short text.  Expected: each figure tells them apart; so do kind and
 * level. */
static void
other_blocks_are_told_apart_by_all_they_say(void **state)
{
    struct arena *a = arena_new(0);
    struct block x = {.text = STR("ข่าว"), .kind = BLOCK_CELL}, y = x;

    (void)state;
    assert_true(key_of(counters(a, 0, "1", "two", "3")) != key_of(counters(a, 0, "1", "two", "4")));
    assert_true(key_of(STR("1 มกราคม 2566 เวลา 10 น.")) != key_of(STR("2 มกราคม 2566 เวลา 10 น.")));
    assert_true(sameness_of_block(&x) == sameness_of_block(&y));
    y.level = 2;
    assert_true(sameness_of_block(&x) != sameness_of_block(&y));
    y = x;
    y.kind = BLOCK_ITEM;
    assert_true(sameness_of_block(&x) != sameness_of_block(&y));
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counters_are_the_same_whatever_they_count),
        cmocka_unit_test(a_figure_may_come_first),
        cmocka_unit_test(other_blocks_are_told_apart_by_all_they_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
