/* The list of what to do: how much work an item is, and the order of them all. */
#ifndef OIT_REPORT_TODO_H
#define OIT_REPORT_TODO_H

#include "oit/scorecard.h"

/*
 * Small: look and confirm, mend a link.  Medium: add to what is there, or publish this year's in its place.
 * Large: write and publish what is not there.
 */
enum effort { EFFORT_SMALL, EFFORT_MEDIUM, EFFORT_LARGE };
const char *effort_name(enum effort e); /* JSON word */
const char *effort_text(enum effort e); /* English, a gettext message id */
enum effort todo_effort(const struct scorecard *c, const struct item_result *i);

/*
 * Items to do, most points for the work first; grouped: all of one unit together, the unit of the first item
 * first.  Returns how many.
 */
size_t todo_order(const struct scorecard *c, struct arena *a, bool grouped, const struct item_result ***out);

#endif
