/*
 * What lies outside the site.  Nobody has been there: some of it delivers by its address alone (an account, a
 * form at a form service), some may be the agency's own and was not looked at, the rest is another's.  What
 * is filled in says so; its texts live as long as the site.
 */
#ifndef OIT_RULES_OUTSIDE_H
#define OIT_RULES_OUTSIDE_H

#include "rules/bench.h"

/* By what an address outside the site delivers a topic; DELIVERY_NONE when the address alone does not. */
enum delivery outside_delivery(const struct bench *b, const struct topic *t, const struct lead *l);
/* Grade a lead to another site that delivers nothing: unvisited, a service run for the agency, or elsewhere.
 */
void outside_grade(const struct bench *b, const struct pack_part *part, const struct lead *l,
                   struct weighed *w);
/*
 * Does next to nothing stand on a page of ours but a frame with a page of another site?  Then it is graded,
 * for a person to look at; else w is left as it is.
 */
bool outside_framed(const struct bench *b, const struct lead *l, struct weighed *w);

#endif
