/*
 * Which pages a site asks robots to leave alone (RFC 9309).
 * Made by robots_parse() from the text of robots.txt, kept a host, freed by its owner.
 */
#ifndef OIT_CRAWLER_ROBOTS_H
#define OIT_CRAWLER_ROBOTS_H

#include "base/str.h"
#include <stdint.h>

struct robots;

/* What an answer to the robots.txt request means (RFC 9309 section 2.3.1). */
enum robots_policy { ROBOTS_USE_BODY, ROBOTS_ALLOW_ALL, ROBOTS_FORBID_ALL };

/* status 0 = no answer (network fault): forbid all. is_html: the body is a web page, so there are no rules.
 */
enum robots_policy robots_policy_of(int status, bool is_html);
/* Times in Unix seconds: are rules read at `then` still to be used at `now` without asking, and when asking
 * fails?  A clock that went back does not make them old. */
bool robots_is_fresh(int64_t then, int64_t now);
bool robots_is_kept(int64_t then, int64_t now);
/*
 * Read the text of a robots.txt for our product token.  Lines we do not understand are skipped, as the
 * standard asks, so this cannot fail; only the first LIMIT_ROBOTS bytes count.  Never NULL.
 */
struct robots *robots_parse(struct str text, struct str product_token);
struct robots *robots_forbid_all(void);
void robots_free(struct robots *r);
/* May we fetch this path with query ("/a?b=c")?  True when r is NULL. Linear in the pattern's length times
 * the path's. */
bool robots_allows(const struct robots *r, struct str path_and_query);
/* Seconds between requests that our group asks for, -1 when none. */
double robots_crawl_delay(const struct robots *r);
/* Sitemap lines of the whole file. */
size_t robots_sitemap_count(const struct robots *r);
struct str robots_sitemap(const struct robots *r, size_t i);

#endif
