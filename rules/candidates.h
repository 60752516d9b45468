/*
 * The places that were considered for an item, best first, each with what became of it: what explains a
 * verdict, and from which further documents are chosen to be fetched.
 */
#ifndef OIT_RULES_CANDIDATES_H
#define OIT_RULES_CANDIDATES_H

#include "rules/bench.h"

/* Into a decided result, from the n weighed leads of the part; in the bench's arena. */
void candidates_keep(const struct bench *b, const struct pack_part *part, const struct weighed *w, size_t n,
                     struct item_result *r);

#endif
