/*
 * A page that lists papers or articles, taken for the thing itself.  It is worth what it lists: where all of
 * that is gone, cannot be opened, is of another year or another item's, so is the list.
 */
#ifndef OIT_RULES_LISTING_H
#define OIT_RULES_LISTING_H

#include "rules/bench.h"

/* Is the first of n weighed leads, best first, a list in which nothing is what is asked for? */
bool listing_is_vain(const struct bench *b, const struct pack_part *part, const struct weighed *w, size_t n);

#endif
