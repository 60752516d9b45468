/*
 * What kind of answer this is, seen by itself: a real page, "not found" with status 200, a protection page,
 * a login form, a parked domain, a program error, an empty list ...  Words are data; no rules are needed.
 */
#ifndef OIT_CRAWLER_STATE_H
#define OIT_CRAWLER_STATE_H

#include "crawler/gambling.h"
#include "oit/fetch.h"
#include "oit/page.h"

/*
 * PROBLEM_NONE for a real page.  body: decoded UTF-8, for scripts and warnings that give no text.
 * page may be NULL when it is no HTML.
 */
enum problem state_of_page(const struct page *page, struct str body, int status, struct str content_type);
/* The same answer, sooner for the pages of one site. */
enum problem state_of_page_with(struct gambling *g, const struct page *page, struct str body, int status,
                                struct str content_type);

/*
 * An entrance that is a picture, or that only passes on to another host: it says next to nothing and no link,
 * form or frame of it leads on within the site, so that what stands behind it cannot be looked at.
 * PROBLEM_NONE for any other; PROBLEM_SCRIPT_ONLY where only a script answers a click, else PROBLEM_EMPTY,
 * with what it shows in *detail (a gettext message id).  For the page a visit begins with, when it is a real
 * page by itself and nothing of it leads to a further host of the site.
 */
enum problem state_of_entrance(const struct page *page, struct str *detail);

#endif
