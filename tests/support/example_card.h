/*
 * A whole scorecard for tests of reports: a fictional town, 43 items over two indicators, every verdict,
 * Thai quotes, addresses that do not deliver, four earlier visits.  Scores are computed here from the
 * verdicts, apart from the program's own scoring.
 */
#ifndef OIT_TESTS_EXAMPLE_CARD_H
#define OIT_TESTS_EXAMPLE_CARD_H

#include "oit/scorecard.h"

/* Lives in a and may be changed freely. */
struct scorecard *example_card(struct arena *a);
/* A checklist whose scoring is not published: no sub-indicators, no score. */
struct scorecard *example_unscored(struct arena *a);
/* A site that let nobody in. */
struct scorecard *example_unreadable(struct arena *a);
/* One item, one sub-indicator: small enough to be read whole. */
struct scorecard *example_small(struct arena *a);
/*
 * Every text that a site or a pack may fill set to words.  Addresses too, save that the site's own begins
 * like one when with_address is set.
 */
struct scorecard *example_hostile(struct arena *a, struct str words, bool with_address);

#endif
