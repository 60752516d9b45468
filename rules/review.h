/*
 * People's judgement laid over the program's: theirs decides as long as it stands, ours is kept beside it.
 * "Found" or "missing" is said about what was there: when that changes, the program's verdict counts again
 * and the statement is shown as no longer standing.  A waiver is about the duty, so only its day ends it.
 */
#ifndef OIT_RULES_REVIEW_H
#define OIT_RULES_REVIEW_H

#include "rules/missing.h"

/*
 * Fingerprint of what a verdict rests on: the places, their words, period and, of documents, their bytes, and
 * which elements are shown.  The bytes of pages do not count: counters and banners change at every visit.
 */
struct sha256 review_basis(const struct item_result *i);
/* Does it still stand for what was found now? */
enum review_state review_state_of(const struct review *r, const struct item_result *i, struct date as_of);
/*
 * Give an item, just decided, what a person has said of it.  missing: addresses behind `before` are the
 * item's; they go where there is nothing to publish.
 */
void review_item(const struct bench *b, const struct pack_item *asked, struct item_result *i,
                 struct missing_list *missing, size_t before);
/* Statements about items that the pack does not have. */
void review_unused(const struct bench *b, struct scorecard *card);

#endif
