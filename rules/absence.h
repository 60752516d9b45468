/*
 * Where nothing is found: whether "missing" may be said, and why it is missing.  Whatever could hold the item
 * and was not read makes it unassessed: a page, the section it would stand in, a click that is not done here,
 * words that could not be judged.
 */
#ifndef OIT_RULES_ABSENCE_H
#define OIT_RULES_ABSENCE_H

#include "rules/bench.h"

/* Decide an item of which nothing was found: verdict, confidence, reason and what would settle it.  best is
 * the best of its leads, none of which delivers; NULL when there is none. */
void absence_decide(struct bench *b, const struct pack_part *part, const struct weighed *best,
                    struct item_result *r);
/* Make it unassessed where the thing itself, or a newer one, may stand in what was not read; else r stays. */
void absence_unread(struct bench *b, const struct pack_part *part, struct item_result *r);
/* The same where it may lie behind what is not opened here: a visitor sees it, we cannot. */
void absence_click(struct bench *b, const struct pack_part *part, const struct weighed *best,
                   struct item_result *r);

#endif
