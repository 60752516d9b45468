/* What a paper is filled from: the judgement, the visits on record, the results that an office gave. */
#ifndef OIT_CLI_DRAFTS_H
#define OIT_CLI_DRAFTS_H

#include "cli/changes.h"
#include "report/papers.h"

struct drafts {
    struct options options; /* as given, but for the operand, which is the file */
    char from[32], to[32];
    struct session own;
    bool comparing;
    struct comparison compared; /* while comparing */
    struct scorecard card, card_now, card_last;
    struct scores_year year_now, year_last;
    struct analysis now, last;
    struct changes changes;
    struct session *session; /* own, or compared.to */
    struct paper_facts facts;
    struct draft_manner manner;
};

/*
 * Open FILE and judge it; with_first: the first visit that could read something too (or that of --from),
 * where it is not the last one.  -1 and e; close in any case.
 */
int drafts_open(struct drafts *x, const struct options *o, const char *file, bool with_first, struct err *e);
void drafts_close(struct drafts *x);

#endif
