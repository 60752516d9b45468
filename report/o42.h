/*
 * The parts of the analysis that an agency publishes of its result: the scores as tables, what is weak, what
 * follows.  Each writes its own headings; the draft is the caller's.
 */
#ifndef OIT_REPORT_O42_H
#define OIT_REPORT_O42_H

#include "report/papers.h"

/* OIT, and what hangs on it, is known from a check of the website only. */
bool o42_is_predicted(const struct analysis *n);
/* The items of the published result are told. */
bool o42_has_items(const struct analysis *n);
bool o42_is_oit(const struct indicator_row *r);
/* Two cells of a row: its instrument; its number and name. */
void o42_put_indicator(struct draft *d, const struct indicator_row *r);

void o42_indicators(struct draft *d, const struct analysis *n);
void o42_instruments(struct draft *d, const struct analysis *n);
void o42_levels(struct draft *d, const struct analysis *n);
void o42_items(struct draft *d, const struct paper_facts *f, const struct analysis *n);
void o42_subs(struct draft *d, const struct scorecard *c);
/* From what a person saw of a result whose items are not known. */
void o42_subs_seen(struct draft *d, const struct paper_facts *f);

void o42_weaknesses(struct draft *d, const struct paper_facts *f, const struct analysis *n);
void o42_measures(struct draft *d, const struct paper_facts *f, const struct analysis *n);

#endif
