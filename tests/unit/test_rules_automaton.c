/* Many words looked for in one pass: what it finds, and that it may forget what it learnt. */
#include "rules/automaton.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

#define WORDS 4000
#define WORD_LONGEST 12
#define SYMBOLS 30
#define TEXT 60000

static unsigned
draw(unsigned *seed, unsigned n)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % n;
}

/* How many of the words that are found end at a place of the text. */
static size_t
words_ending(const struct automaton *m, automaton_at at)
{
    size_t n = 0;

    for (uint32_t state = automaton_value(m, at); automaton_ends(at) && state;
         state = automaton_shorter(m, state))
        n++;
    return n;
}

/* Words inside words, at the same place and one behind another; a symbol 0 is passed over. */
static void
finds(void **state)
{
    static const struct str word[] = {{"\1", 1}, {"\1\2", 2}, {"\2\3", 2}, {"\1\2\3\4", 4}};
    static const char text[] = {1, 2, 0, 3, 4, 5, 2, 3};
    static const size_t expected[] = {1, 1, 0, 1, 1, 0, 0, 1};
    struct arena *a = arena_new(0);
    struct automaton *m = automaton_new(a, word, sizeof word / sizeof *word, 3);

    (void)state;
    for (int round = 0; round < 2; round++) {
        automaton_at at = AUTOMATON_BEGIN;

        for (size_t i = 0; i < sizeof text; i++) {
            at = automaton_step(m, at, (uint8_t)text[i]);
            assert_int_equal(words_ending(m, at), expected[i]);
        }
    }
    automaton_free(m);
    arena_free(a);
}

/* Without any word nothing is found. */
static void
no_words(void **state)
{
    struct arena *a = arena_new(0);
    struct automaton *m = automaton_new(a, NULL, 0, 3);
    automaton_at at = automaton_step(m, AUTOMATON_BEGIN, 4);

    (void)state;
    assert_false(automaton_ends(at));
    automaton_free(m);
    arena_free(a);
}

static size_t
make_words(char bytes[WORDS][WORD_LONGEST + 1], struct str *word, unsigned *seed)
{
    for (size_t i = 0; i < WORDS; i++) {
        /* A number that no other word has, behind it letters at random. */
        snprintf(bytes[i], sizeof bytes[i], "%c%c%c", (int)(1 + i % SYMBOLS),
                 (int)(1 + i / SYMBOLS % SYMBOLS), (int)(1 + i / SYMBOLS / SYMBOLS));
        for (size_t k = 3; k < WORD_LONGEST; k++)
            bytes[i][k] = (char)(1 + draw(seed, SYMBOLS));
        word[i] = (struct str){bytes[i], WORD_LONGEST};
    }
    return WORDS;
}

/* With more states than there are rows, every word is found where it stands, and nothing else. */
static void
forgets(void **state)
{
    static char bytes[WORDS][WORD_LONGEST + 1];
    static struct str word[WORDS];
    unsigned seed = 7;
    struct arena *a = arena_new(0);
    struct automaton *m = automaton_new(a, word, make_words(bytes, word, &seed), 5);
    automaton_at at = AUTOMATON_BEGIN;

    (void)state;
    assert_true(m->state_n > 2 * 16384);
    for (size_t i = 0; i < TEXT; i++) {
        const struct str *w = &word[draw(&seed, WORDS)];

        for (size_t k = 0; k < w->n; k++) {
            at = automaton_step(m, at, (uint8_t)w->p[k]);
            assert_int_equal(words_ending(m, at), k + 1 == w->n);
        }
        assert_int_equal(m->word[automaton_value(m, at)], w - word);
    }
    automaton_free(m);
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds),
        cmocka_unit_test(no_words),
        cmocka_unit_test(forgets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
