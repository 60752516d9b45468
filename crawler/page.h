/*
 * From the bytes of a page to struct page.  Gumbo is met here and nowhere else, behind an arena with
 * ceilings on memory, depth, tags and attributes.
 */
#ifndef OIT_CRAWLER_PAGE_H
#define OIT_CRAWLER_PAGE_H

#include "crawler/url.h"
#include "oit/page.h"
#include "oit/problem.h"

/*
 * Read utf8 (valid, from charset_decode) that came from address; charset is the name it was decoded from.
 * out lives in a.  Never fails: a page beyond a ceiling is read as far as possible, out->truncated is set.
 */
void page_parse(struct arena *a, struct str utf8, const struct url *address, const char *charset,
                struct page *out);

/* What the pages of a site have in common and what need not be worked out anew for each. */
struct page_memory;
struct page_memory *page_memory_new(void);
void page_memory_free(struct page_memory *m);
/* The same page, sooner.  plain: utf8_plain() is known to be true of utf8. */
void page_parse_with(struct page_memory *m, struct arena *a, struct str utf8, bool plain,
                     const struct url *address, const char *charset, struct page *out);

#endif
