/*
 * The papers of `oit draft`: answers for the assessment's form, the analysis of a result with measures, the
 * report on them, the memorandum, the list of contact channels.  Each is filled from what is known; what is
 * not known is a gap.  One table of kinds; a kind is one file and one row.
 */
#ifndef OIT_REPORT_PAPERS_H
#define OIT_REPORT_PAPERS_H

#include "oit/changes.h"
#include "oit/scores.h"
#include "report/draft.h"

#define SCORE_TO_PASS 8500 /* of the total, and the mark of each indicator */
#define SCORE_TO_KEEP 9500 /* from here on a standard to be kept */

struct paper_level {
    struct str name;
    int min_total, min_each;
};

/* A year's result under that year's rules. */
struct analysis {
    int fiscal_year;
    const struct scorecard *card; /* NO_SCORE where nothing is known */
    const struct figures *iit, *eit, *oit;
    bool known;     /* anything at all */
    bool published; /* as an office typed it from the published result; else what was seen on the site */
    int told_total; /* as published, or NO_SCORE */
    struct str told_level;
    int weight_iit, weight_eit, weight_oit; /* per cent */
    const struct paper_level *level;
    size_t level_n;
};

/* A finished visit, for the list of channels. */
struct paper_visit {
    struct str day; /* ISO 8601 */
    bool read;      /* something of the website; else it says nothing of the channels */
    bool complete;
    const enum verdict *verdict; /* of each channel; VERDICT_COUNT: not judged then */
};

/* A line of a paper that the agency itself has published and that speaks of another agency. */
struct paper_stranger {
    struct str url, quote;
    int page; /* 0 when not known */
};

struct paper_facts {
    const struct scorecard *card;             /* the site as it is */
    const struct analysis *now, *last;        /* of the checklist's year and of the year before; never NULL */
    const struct changes *changes;            /* since the first visit; NULL when there was one visit only */
    const struct item_result *const *channel; /* items that are ways to reach the agency */
    size_t channel_n;
    const struct paper_visit *visit; /* oldest first */
    size_t visit_n;
    const struct paper_stranger *stranger;
    size_t stranger_n;
    struct str head; /* how the head of such an agency is called */
};

typedef void paper_fn(struct draft *d, const struct paper_facts *f);

struct paper_kind {
    const char *name;
    const char *about; /* English, a gettext message id */
    paper_fn *write;
    /* The same as a workbook; NULL when there is none. False when the machine refused. */
    bool (*book)(const struct paper_facts *f, const struct draft_manner *m, struct buf *out);
};

/* NULL-terminated by name == NULL. */
extern const struct paper_kind paper_kinds[];
const struct paper_kind *paper_kind_of(struct str name);

paper_fn itas_write, o42_write, o43_write, memo_write, channels_write;
bool itas_book(const struct paper_facts *f, const struct draft_manner *m, struct buf *out);

/* ------------------------------------------------------------------ shared by the papers */

/* One indicator of the whole assessment. */
struct indicator_row {
    const char *instrument; /* IIT, EIT, OIT */
    struct str id, name;
    int low, high; /* as published; NO_SCORE: not known */
};
#define INDICATOR_ROWS (3 * LIMIT_SCORES)
/* All of a result, in their order; returns how many. */
size_t papers_indicators(const struct analysis *n, enum lang lang, struct indicator_row out[INDICATOR_ROWS]);

/*
 * What may stand where a published figure of OIT or of the total belongs: NO_SCORE, a gap, for what a check
 * of the website gave.
 */
int papers_published(const struct analysis *n, int score);
/* The total as published, from its parts or as it was told; NO_SCORE when it is not known. */
int papers_total(const struct analysis *n);

/* Name of the agency as the site writes it, or a blank. */
void papers_agency(struct draft *d, const struct paper_facts *f);
void papers_title(struct draft *d, const char *id, struct str one, struct str two);
/* "9 May 2023 (1.25 ...)": what is said of an item in one sentence. */
void papers_reason(struct draft *d, const struct item_result *i);
/* "O12 name". */
void papers_item(struct draft *d, const struct item_result *i);
void papers_owner(struct draft *d, const struct item_result *i);
/* A row of a table that begins with number and name of an item; its further cells follow. */
void papers_item_row(struct draft *d, const struct item_result *i);
/* The section that every report of measures ends with: a gap. */
void papers_obstacles(struct draft *d, const char *heading);
/* Numbered steps to publish an item. */
void papers_steps(struct draft *d, const struct item_result *i);
/* Where a piece of evidence stands, behind all redirects. */
struct str papers_address(const struct evidence *e);
/* The addresses that answer for an item, at most LIMIT_DRAFT_URLS; returns how many. */
size_t papers_addresses(const struct item_result *i, const struct evidence *out[LIMIT_DRAFT_URLS]);
/* The heading stays, and below it what is written where there is nothing. */
void papers_none(struct draft *d);
/* Lines of the agency's own papers on measures that speak of another one; nothing where there are none. */
void papers_strangers(struct draft *d, const struct paper_facts *f);
/* Place for a signature. */
void papers_sign(struct draft *d, const char *role);
struct str papers_year(const struct draft *d, int fiscal_year);
/* Does the item still have to be mended or looked at? */
bool papers_is_open(const struct item_result *i);
/* Open, and nobody knows whether anything is lacking: it is to be looked at first. */
bool papers_is_unknown(const struct item_result *i);
/* The measure for an open item: to publish it, or to make sure that it is. */
void papers_measure(struct draft *d, const struct item_result *i);
/* Of a site that could not be read, in place of all that would be said of its items. */
void papers_unreadable(struct draft *d, const struct scorecard *c);

/* The day of a visit; where it was judged as of another day, that one too, by its name. */
void papers_visit_day(struct draft *d, struct str started, struct str as_of);

#endif
