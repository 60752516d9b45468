/*
 * Patterns as text: brought to the form of the texts they are matched with (pattern.c), the words without
 * which they cannot match (pattern_gates.c), what texts that match begin with (pattern_begins.c), and what
 * was hardly meant (pattern_doubt.c).  Nothing here compiles them.
 */
#ifndef OIT_RULES_PATTERN_H
#define OIT_RULES_PATTERN_H

#include "base/arena.h"

#define GATES_MAX 128
#define STEPS_MAX 6
#define STEP_WORDS 3

/*
 * The pattern in normal form: ASCII letters that stand for themselves lower case, Thai runs outside of
 * character classes as thai_norm() has them.
 */
struct str pattern_normal(struct arena *a, struct str pattern);
/* Behind the letters from byte `at` on that stand for themselves, and once; `at` itself where there are none.
 */
size_t pattern_letters(struct str pattern, size_t at);
/* Words one of which stands in every text that matches. */
struct gates {
    struct str word[GATES_MAX];
    size_t n;        /* 0: no such words are certain */
    size_t shortest; /* letters of the shortest word: the more, the better the gate */
};

/* Pieces of an alternative in its order: a text that matches holds one word of each, none before one of the
 * step before. */
struct steps {
    struct step {
        struct str word[STEP_WORDS];
        size_t n;
    } step[STEPS_MAX];
    size_t n;
};

/*
 * The best gate of a pattern that compiles, and another that a text must pass as well; words live in a.
 * Where one of the sure words stands, the pattern matches: they are alternatives of their own.
 */
struct two_gates {
    struct gates best, second, sure;
    struct steps steps; /* of a pattern of one alternative */
};
void pattern_gates(struct arena *a, struct str pattern, struct two_gates *out);
/* The alternatives of a whole pattern that compiles; 0 when they are more than max or not certain. */
size_t pattern_alternatives(struct str pattern, struct str *out, size_t max);
/*
 * The narrow bytes (base/thai.h) one of which stands first in every text that an alternative matches, as
 * bits. False when it is not certain that a match begins where a text or a part of it does.
 */
bool pattern_begins(struct arena *a, struct str alternative, uint64_t out[4]);
/* Why a pattern that compiles will seldom do what was meant (an English message id); NULL when it looks well.
 */
const char *pattern_doubt(struct str pattern);

#endif
