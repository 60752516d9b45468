/*
 * What the year that a place is of makes of it.  timing.h tells which year that is and whether it fits what
 * an item asks for; here it becomes proof, an old thing, a part, or something for a person to look at.
 */
#ifndef OIT_RULES_YEAR_GRADE_H
#define OIT_RULES_YEAR_GRADE_H

#include "rules/bench.h"

/* A list of articles is of the year when something in it is dated so: its fitting, where words leave it open.
 */
void year_grade_articles(const struct pack_part *part, const struct lead *l, const struct asked *asked,
                         struct weighed *w);
/* The year is settled last: lower the grade of what is not of the year that is asked for. */
void year_grade(const struct bench *b, const struct pack_part *part, struct weighed *w);

#endif
