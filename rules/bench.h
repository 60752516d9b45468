/*
 * What the judging of a run works with, and what a lead is worth once it was weighed.  judge.c sets a bench
 * up on its stack when the last pass is over; it lives until the scorecard is filled.  What is written to it
 * while items are decided are answers that are kept (survey, year) and the item at hand (item,
 * serves).
 */
#ifndef OIT_RULES_BENCH_H
#define OIT_RULES_BENCH_H

#include "rules/agency.h"
#include "rules/delivery.h"
#include "rules/judge.h"
#include "rules/timing.h"
#include "rules/unread.h"

/* What a lead is worth, best first. */
enum grade {
    GRADE_PROVEN,
    GRADE_PARTIAL,
    GRADE_REVIEW,
    GRADE_STALE,
    GRADE_BLOCKED, /* could not look */
    GRADE_EMPTY,
    GRADE_DEAD,
    GRADE_FORBIDDEN,
    GRADE_ELSEWHERE,
    GRADE_ENTRY,  /* named, leads on, delivers nothing by itself */
    GRADE_REFUSED /* news about it, another agency, a search result */
};

#define DOUBTS_MAX 6

struct weighed {
    uint32_t lead;
    enum grade grade;
    enum delivery delivery;
    struct fitting fitting;
    uint32_t
        parts; /* bit e: the words of a link to a file name element e, of a topic whose elements lie apart */
    struct say decision;
    bool belied;   /* refused for what was read there, although the site's own words promise it */
    bool namesake; /* refused, and the document bears the name of another item */
    int confidence;
    struct say doubt[DOUBTS_MAX]; /* why the confidence is no higher */
    size_t doubt_n;
    enum met element[ELEMENTS_MAX]; /* of the pack item's elements */
};

struct bench {
    const struct site *site;
    const struct leads *leads;
    const struct agency *agency;
    uint8_t *survey; /* one a node: does it lead to a questionnaire?  1: no, 2: yes, 0: nobody asked */
    const struct pack *pack;
    const struct pack_item *item; /* the one at hand */
    const struct judge_options *options;
    struct arena *arena; /* the scorecard's */
    struct unread unread;
    const struct section *section; /* one a part of the pack */
    size_t pages, documents;       /* looked at */
    size_t read;                   /* documents whose text was read */
    uint32_t *serves;              /* one a node: bit i, it proves part i of the item at hand; NULL */
    struct str *year;              /* years as texts, from BENCH_YEAR on; each lead speaks of some */
    struct weighed *weighed;       /* the leads of the part at hand, on the heap; verdict.c */
};
#define BENCH_YEAR 2500
#define BENCH_YEARS 100

/* How many parts of the item at hand does a node prove by itself? */
int bench_parts_served(const struct bench *b, uint32_t node);
/* A year as text, which lives as long as the scorecard's arena. */
struct str bench_year(const struct bench *b, int year);

#endif
