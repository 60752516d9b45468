/*
 * Packed pages at hand, up to LIMIT_PAGES_AT_HAND: judging a visit goes over its pages three times, right
 * after they were kept.  On a small site no page is expanded from the file then.
 */
#ifndef OIT_STORE_PAGE_CACHE_H
#define OIT_STORE_PAGE_CACHE_H

#include "base/str.h"

struct page_cache;

struct packed_page {
    int64_t id, version; /* of its row */
    struct str bytes;    /* packed and not compressed */
    struct str parts;    /* that it names, as in the file */
};

struct page_cache *page_cache_new(void);
void page_cache_free(struct page_cache *c);
/* What is kept is not found any more.  It stays where it is for those who still look at it. */
void page_cache_forget(struct page_cache *c);
/* Nobody looks at any of them any more, and their memory is given back. */
void page_cache_empty(struct page_cache *c);
/* NULL when it is not kept. */
const struct packed_page *page_cache_find(const struct page_cache *c, int64_t address, int64_t body);
/* This one is not asked for again, and nobody looks at it. */
void page_cache_let_go(struct page_cache *c, int64_t address, int64_t body);
/* Kept as a copy, where there is room. */
void page_cache_keep(struct page_cache *c, int64_t address, int64_t body, const struct packed_page *p);

#endif
