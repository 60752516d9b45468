/*
 * By which a block or a link of one page is known to be the same as one of another: what many pages have is
 * part of what the site repeats.
 */
#ifndef OIT_RULES_SAMENESS_H
#define OIT_RULES_SAMENESS_H

#include "oit/page.h"

/* For rules/tally.h, in one run of the program only. */
uint64_t sameness_of_link(const struct link *l);
/* The same for boxes that differ by their counters alone. */
uint64_t sameness_of_block(const struct block *b);

#endif
