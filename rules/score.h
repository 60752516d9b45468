/*
 * The score: item 0 or 100, mean per sub-indicator, mean of those per indicator, mean of the indicators
 * (DESIGN section 7).  Exact rational arithmetic, rounded half up once at the end.
 */
#ifndef OIT_RULES_SCORE_H
#define OIT_RULES_SCORE_H

#include "rules/catalog.h"

/*
 * Fill indicator[], low, high, potential, gains of the items (already in card->item with their verdicts, in
 * the pack's order), to_do, and, where iit/eit values are given (hundredths, n may be 0), iit, eit, ita_low,
 * ita_high, level, rating_note. An unscored pack gives NO_SCORE everywhere.  gain_oit of an item = what the
 * score loses or wins by it alone.
 */
void score_fill(const struct pack *p, struct arena *a, struct scorecard *card, struct item_result *item,
                const int *iit, size_t iit_n, const int *eit, size_t eit_n);
/*
 * The same from published figures of indicators (hundredths, any n may be 0): iit, eit, low = high, ita,
 * level.
 */
void score_published(const struct pack *p, struct scorecard *card, const int *iit, size_t iit_n,
                     const int *eit, size_t eit_n, const int *oit, size_t oit_n);
/* "84.72" to 8472; false on anything else or out of 0..100. */
bool score_parse(struct str s, int *hundredths);

#endif
