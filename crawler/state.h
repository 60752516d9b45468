/*
 * What kind of answer this is, seen by itself: a real page, "not found" with status 200, a protection page,
 * a login form, a parked domain, a program error, an empty list ...  Words are data; no rules are needed.
 */
#ifndef OIT_CRAWLER_STATE_H
#define OIT_CRAWLER_STATE_H

#include "oit/fetch.h"
#include "oit/page.h"

/*
 * PROBLEM_NONE for a real page.  body: decoded UTF-8, for scripts and warnings that give no text.
 * page may be NULL when it is no HTML.
 */
enum problem state_of_page(const struct page *page, struct str body, int status, struct str content_type);
/* Texts of links that pages have shown and that advertise nothing: a menu is looked at once. */
struct state_memory;
struct state_memory *state_memory_new(void);
void state_memory_free(struct state_memory *m);
/* The same answer, sooner. */
enum problem state_of_page_with(struct state_memory *m, const struct page *page, struct str body, int status,
                                struct str content_type);
/* Fingerprint of what a page shows, for comparing with the answer to an impossible address. */
uint64_t state_fingerprint(const struct page *page);

#endif
