/* Links that promise a newer paper than the one an item was found by, and lead nowhere: no points are lost.
 */
#ifndef OIT_REPORT_NEWER_H
#define OIT_REPORT_NEWER_H

#include "oit/scorecard.h"

/* The next one of the item from *at on, which goes on behind it; NULL when there is none. */
const struct candidate *newer_dead(const struct scorecard *c, const struct item_result *i, size_t *at);
/* Of the whole card. */
size_t newer_count(const struct scorecard *c);

#endif
