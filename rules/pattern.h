/*
 * Patterns as text: brought to the form of the texts they are matched with, and the words without which
 * they cannot match.  Nothing here compiles them.
 */
#ifndef OIT_RULES_PATTERN_H
#define OIT_RULES_PATTERN_H

#include "base/arena.h"

#define GATES_MAX 64

/*
 * The pattern in normal form: ASCII letters that stand for themselves lower case, Thai runs outside of
 * character classes as thai_norm() has them.
 */
struct str pattern_normal(struct arena *a, struct str pattern);
/*
 * Words one of which stands in every text that matches, living in a; 0 when no such words are certain.
 * pattern compiles.
 */
size_t pattern_gates(struct arena *a, struct str pattern, struct str out[GATES_MAX]);
/* Why a pattern that compiles will seldom do what was meant (an English message id); NULL when it looks well.
 */
const char *pattern_doubt(struct str pattern);

#endif
