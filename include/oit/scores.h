/*
 * Results of the whole assessment as an office types them from what was published: IIT, EIT, and of earlier
 * years OIT too.  Read by cli/scores.c, printed by report/.  Figures are hundredths of a point.
 */
#ifndef OIT_SCORES_H
#define OIT_SCORES_H

#include "base/str.h"
#include "oit/limits.h"

struct figure {
    struct str id, name; /* of an indicator; either may be empty */
    int score;
};

/* One instrument: its indicators, or its score alone as the only one, which then has no id. */
struct figures {
    struct figure v[LIMIT_SCORES];
    size_t n;
};

#define SCORES_YEAR_BEFORE (-1) /* the one before the year that is judged */

struct scores_year {
    int fiscal_year; /* B.E., or SCORES_YEAR_BEFORE; 0: the file does not say */
    struct figures iit, eit, oit;
    struct str lost[LIMIT_SCORES_ITEMS]; /* OIT items without the full score */
    size_t lost_n;
    bool lost_told;   /* the list is there, even if it is empty */
    int total;        /* as published; NO_SCORE when it is not told */
    struct str level; /* as published; empty when it is not told */
};

struct scores {
    struct str file;
    struct scores_year year[LIMIT_SCORES_YEARS]; /* newest first; one without a year before all */
    size_t n;
};

#endif
