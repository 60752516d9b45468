/*
 * Published results of some years.  What they say of one year becomes a scorecard under that year's rules.
 */
#ifndef OIT_CLI_SCORES_H
#define OIT_CLI_SCORES_H

#include "oit/scores.h"
#include "rules/catalog.h"

/* The year's part, made when it is new; NULL when there are too many. */
struct scores_year *scores_year_of(struct scores *s, int fiscal_year);
bool scores_add(struct figures *f, struct str id, struct str name, int score);
/* What they say of a fiscal year; a part without a year is of the year `now`.  NULL when they say nothing. */
const struct scores_year *scores_of(const struct scores *s, int fiscal_year, int now);
/* The figures alone, as score_fill() takes them; returns how many. */
size_t scores_values(const struct figures *f, int out[LIMIT_SCORES]);
/*
 * The scorecard of a published result: instruments, total, level; sub-indicators and items where the lost
 * items are told.  False when the pack has no scoring.
 */
bool scores_card(const struct scores_year *y, const struct pack *p, struct arena *a, struct scorecard *out);

#endif
