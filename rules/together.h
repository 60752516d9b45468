/*
 * What one place shows only a part of, several may show together: elements on different pages, months in
 * different papers.  All functions see the n weighed leads of a part of an item, best first, and what they
 * find out is laid on the first of them.
 */
#ifndef OIT_RULES_TOGETHER_H
#define OIT_RULES_TOGETHER_H

#include "rules/bench.h"

/* Elements that the first lacks and others of the same year show; proven when none that decides is left. */
void together_elements(const struct bench *b, const struct pack_part *part, struct weighed *w, size_t n);
/* Half a year, or a whole one, may be published month by month: proven when all months that are due are
 * there. */
void together_months(const struct bench *b, const struct pack_part *part, struct weighed *w, size_t n);
/*
 * A monthly series that was found is proven by its months together, not by one paper: it becomes partial when
 * months lack.  Where these may be in what could not be read, the lead that decides instead is returned and r
 * left as it is; else NULL.
 */
const struct weighed *together_series(struct bench *b, const struct pack_part *part, struct weighed *w,
                                      size_t n, struct item_result *r);
/* Does place i count together with the first: a month of a series, or a page of several that show it? */
bool together_counts(const struct pack_part *part, const struct weighed *w, size_t i);

#endif
