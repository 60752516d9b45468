/*
 * What pages repeat is told by them as runs (struct page_repeat): what was found of one is at hand on the
 * next page that has it.
 */
#ifndef OIT_RULES_RUNS_H
#define OIT_RULES_RUNS_H

#include "oit/page.h"

struct familiar_link;
struct runs;

struct runs *runs_new(void);
void runs_free(struct runs *r);
/* The fingerprint of each block of a page (rules/sameness.h), until the next call. */
const uint64_t *runs_keys(struct runs *r, const struct page *p);
/* Of each link what runs_note_links() was told, NULL where it was not; until the next call. */
struct familiar_link **runs_links(struct runs *r, const struct page *p);
/* The list that was just given, filled in by who knows more. */
void runs_note_links(struct runs *r, const struct page *p);

#endif
