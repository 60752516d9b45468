/*
 * Is a thing of the year and the part of the year that an item asks for?  Words near the thing are
 * trusted before words far from it; dates of posting come last.
 */
#ifndef OIT_RULES_TIMING_H
#define OIT_RULES_TIMING_H

#include "rules/leads.h"

enum fit {
    FIT_UNKNOWN, /* no period is stated anywhere */
    FIT_OTHER,   /* another year */
    FIT_PART,    /* the year asked for, but not the part of it */
    FIT_WEAK,    /* only a date of posting or the year of the assessment speaks for it */
    FIT_YES
};

/* What the year is taken from. */
enum year_source {
    YEAR_STATED,
    YEAR_OF_ASSESSMENT, /* the year of the assessment it is listed under */
    YEAR_OF_DAY,        /* a day of signing or posting */
    YEAR_OF_TEXT,       /* years and days somewhere in its text */
    YEAR_OF_ADDRESS     /* the name of the file */
};

struct fitting {
    enum fit fit;
    int year;         /* fiscal year stated (the newest when several); 0 when none */
    struct str words; /* that state it */
    enum year_source source;
    bool contradicted;      /* words of less trust state another year */
    bool split;             /* a document's title states the year, a line below it another */
    int other_year;         /* that year */
    struct str other_words; /* which state it */
    uint16_t months;        /* of the target year, bit 0 = October */
    uint16_t loose;         /* months named without a year */
};

/* What an item asks for. */
struct asked {
    int target; /* fiscal year */
    int pack_year;
    enum cover cover;
    bool event; /* something that took place: a span of years is that of a plan it was about */
};

/* What an inferred year is inferred from, in words: a gettext message id. */
const char *timing_source_text(enum year_source source);
struct asked timing_asked(const struct pack *p, const struct pack_part *part);
/* The period an item asks for, in words; id NULL when it asks for none. */
struct say timing_says(struct arena *a, const struct pack *p, const struct pack_part *part);
struct fitting timing_of(const struct leads *l, const struct lead *lead, const struct asked *asked);
/* For lists of dated articles: was anything in it dated within the year? */
enum fit timing_of_dates(const struct facts *f, const struct asked *asked, int *newest);

#endif
