/*
 * What belongs to something else, whatever it delivers: news about the assessment, another agency's things,
 * another item's paper.  Sentences that are filled in point to texts of the site, and live as long as it.
 */
#ifndef OIT_RULES_REFUSE_H
#define OIT_RULES_REFUSE_H

#include "rules/bench.h"

/* Does the place of a lead belong to something else?  Fills why. */
bool refuse_lead(const struct bench *b, const struct lead *l, struct say *why);

/* Do the site's own words promise it, of what is not the proof of another part of the item? */
bool refuse_promised(const struct bench *b, const struct lead *l);
/* Do they promise it so, and is what was read there another agency's or another thing? */
bool refuse_belied(const struct bench *b, const struct lead *l);

/*
 * Does a document that was read whole bear the name of other items only?  Where it lacks half of what this
 * one asks for, it is theirs: a plan in place of its report; else it may hold both.  Fills why.
 *
 * This is a suspicion, and refuse_lead() never acts on it.  It refuses at once a document whose title has
 * this item's name inside the longer one of another that is asked for, also one that was read in part or by
 * recognition: that name cannot be meant for both.
 */
bool refuse_namesake(const struct bench *b, const struct lead *l, struct say *why);

#endif
