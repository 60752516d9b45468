/*
 * Patterns of which it is certain without compiling them that PCRE2 accepts them.
 */
#ifndef OIT_RULES_SOUND_H
#define OIT_RULES_SOUND_H

#include "base/str.h"

/* Does the pattern, valid UTF-8, surely compile, and surely not match the empty text?  false: perhaps. */
bool pattern_is_sound(struct str pattern);

#endif
