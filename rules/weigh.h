/*
 * One lead on the scales: is it of this agency, does it deliver, is it of the right year, are its elements
 * there?
 */
#ifndef OIT_RULES_WEIGH_H
#define OIT_RULES_WEIGH_H

#include "rules/bench.h"

/* What a lead (its number) is worth for a part of an item.  Its sentences live as long as the bench's arena.
 */
struct weighed weigh_lead(const struct bench *b, const struct pack_part *part, uint32_t lead);
/* Better first: below 0 when x is.  No two leads to different addresses are equal. */
int weigh_compare(const struct bench *b, const struct weighed *x, const struct weighed *y);

#endif
