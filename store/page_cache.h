/*
 * Packed pages at hand: judging a visit goes over its pages three times, right after they were kept.  The
 * newest lie in memory, those before in a file without a name beside the site file, up to
 * LIMIT_PAGES_READY, and only where the disk has 128 times as much to spare.
 *
 * To read a page of 22 KB so takes one call of the system, in place of two or three, SQLite and 68 000
 * instructions of expanding.
 */
#ifndef OIT_STORE_PAGE_CACHE_H
#define OIT_STORE_PAGE_CACHE_H

#include "base/arena.h"
#include "oit/limits.h"

#define PAGES_IN_MEMORY (256 * KIB)

struct page_cache;

struct packed_page {
    int64_t id, version; /* of its row */
    struct str bytes;    /* packed and not compressed */
    struct str parts;    /* that it names, as in the file */
};

/* file: the site file, whose folder it uses; lives as long. */
struct page_cache *page_cache_new(const char *file);
void page_cache_free(struct page_cache *c);
/* What is kept is not found any more. */
void page_cache_forget(struct page_cache *c);
/* The same, and its room is given back. */
void page_cache_empty(struct page_cache *c);
/* A copy in a; false when it is not kept. */
bool page_cache_take(const struct page_cache *c, int64_t address, int64_t body, struct arena *a,
                     struct packed_page *out);
/* Kept as a copy, where there is room. */
void page_cache_keep(struct page_cache *c, int64_t address, int64_t body, const struct packed_page *p);

#endif
