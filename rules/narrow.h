/*
 * Patterns for narrow texts (base/thai.h): Thai letters are three bytes in UTF-8, all with the same first
 * one, so that a pattern would be tried at each of them.
 */
#ifndef OIT_RULES_NARROW_H
#define OIT_RULES_NARROW_H

#include "base/arena.h"

/*
 * A pattern that compiles, so that without UTF it matches the narrow text where the pattern matches the text.
 * False when it has anything of which that is not certain.
 */
bool narrow_pattern(struct arena *a, struct str pattern, struct str *out);

#endif
