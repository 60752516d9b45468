/* What to do first about an item that is not found, said to the officer who does it. */
#ifndef OIT_RULES_ADVICE_H
#define OIT_RULES_ADVICE_H

#include "rules/bench.h"

/*
 * What to do about a part of an item; w are its n leads, best first.  Lives in the bench's arena.  Empty in
 * English where the topic has no fix text in it.
 */
struct str advice_of(const struct bench *b, const struct pack_part *part, const struct item_result *r,
                     const struct weighed *w, size_t n, enum lang lang);
/* What to do about two parts of an item, in a: what both begin with is said once. */
struct str advice_joined(struct arena *a, struct str one, struct str other);

#endif
