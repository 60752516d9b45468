/*
 * From the pages of a run to a scorecard.  Every visit is shown JUDGE_PASSES times, in the same order: to
 * learn what the site repeats and how it hangs together, to find where each topic might be, and to look
 * there.  Memory grows with what matters, not with the text of the site.
 */
#ifndef OIT_RULES_JUDGE_H
#define OIT_RULES_JUDGE_H

#include "oit/document.h"
#include "oit/fetch.h"
#include "oit/page.h"
#include "rules/catalog.h"

struct judge;

struct judge_options {
    struct str home;    /* address the site lives under */
    const char *beside; /* the site file: what is seldom read may lie in its folder; NULL: in memory */
    struct date as_of;
    const int *iit, *eit; /* hundredths, as given by the user */
    size_t iit_n, eit_n;
    const struct review *review; /* what people have said, of any pack */
    size_t review_n;
};

struct judge *judge_new(const struct catalog *c, const struct pack *p, const struct judge_options *o);
#define JUDGE_PASSES 3

/* Show one visit of pass 0, 1 or 2; page is NULL unless the answer was a page. */
void judge_visit(struct judge *j, int pass, const struct fetch *f, const struct page *page);
/* The bytes behind a candidate's address; false when it is no document that was fetched. */
bool judge_document_hash(const struct judge *j, struct str url, struct sha256 *hash);
/*
 * The next document, from *at (0 at first), that was fetched and that no words lead to: it may say itself
 * what it is.  False behind the last.
 */
bool judge_next_stray(const struct judge *j, uint32_t *at, struct str *url, struct sha256 *hash);
/* Would judge_visit look at the page of this address in that pass, which is not the first? */
bool judge_wants_page(const struct judge *j, int pass, struct str url);
/*
 * In pass 2: would the text of this document say something, and show it.  d may live until the call returns.
 */
bool judge_wants(const struct judge *j, struct str url);
void judge_document(struct judge *j, const struct fetch *f, const struct document *d);
/* After pass 2, what was read of these bytes now: it says something at every address they stand under. */
void judge_document_read(struct judge *j, const struct sha256 *hash, const struct document *d);
/* After the last visit of a pass. */
void judge_end_pass(struct judge *j, int pass);
/*
 * Fill agency, agency_kind, items, scores, missing, to_do of card; texts lead into the judge and into a, and
 * live as long as both.
 * The caller fills run, coverage, history, previous.
 */
void judge_conclude(struct judge *j, struct arena *a, struct scorecard *card);
/* Does the text name another local government and not this one? Known from the second pass on. */
bool judge_names_other(const struct judge *j, struct str text);
/* There is no more to conclude: all goes but the texts of the card. */
void judge_rest(struct judge *j);
void judge_free(struct judge *j);

/* How much a link may matter, 0..100, for the crawler's order and for which documents are fetched. */
struct interest;
struct interest *interest_new(const struct catalog *c, const struct pack *p);
int interest_of(struct interest *i, const struct page *page, const struct link *link);
void interest_free(struct interest *i);

#endif
