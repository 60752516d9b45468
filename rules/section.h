/*
 * Under which words of the site a visitor would look for each item, and whether what lies behind them could
 * be read.  All links are gone through once for all items; the same words are looked at once.
 */
#ifndef OIT_RULES_SECTION_H
#define OIT_RULES_SECTION_H

#include "rules/bench.h"

/* Where a visitor would look for an item. */
struct section {
    uint32_t link;   /* site->link, to a page that could be read; NO_INDEX */
    uint32_t unread; /* node that could not; NO_INDEX */
};

/* Are a link's words short enough for the name of a section? */
bool section_is_short(const struct site_link *k);
/* One for each part of the pack's items, in the scorecard's arena. */
struct section *section_survey(const struct bench *b);

#endif
