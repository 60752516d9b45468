/*
 * Texts and patterns with one byte to a character: Thai letters are three in UTF-8, all with the same first
 * one, so that a pattern would be tried at each of them.
 */
#ifndef OIT_RULES_NARROW_H
#define OIT_RULES_NARROW_H

#include "base/arena.h"

/* The text in a, or STR_NONE where a has no room. */
struct str narrow_text(struct arena *a, struct str text);
/*
 * A pattern that compiles, so that without UTF it matches the narrow text where the pattern matches the text.
 * False when it has anything of which that is not certain.
 */
bool narrow_pattern(struct arena *a, struct str pattern, struct str *out);

#endif
