/* The order of the list of what to do. */
#ifndef OIT_REPORT_TODO_H
#define OIT_REPORT_TODO_H

#include "oit/scorecard.h"

/*
 * Items to do, most gain first; grouped: all of one unit together, the unit with the greatest gain first.
 * Returns how many.
 */
size_t todo_order(const struct scorecard *c, struct arena *a, bool grouped, const struct item_result ***out);

#endif
