/*
 * What pages have shown so far, in a fixed piece of memory: does a page tell anything that no page of the
 * site told before, only other numbers, or nothing at all?
 */
#ifndef OIT_CRAWLER_NOVELTY_H
#define OIT_CRAWLER_NOVELTY_H

#include "crawler/url.h"
#include "oit/page.h"

enum novelty {
    NOVELTY_NONE,    /* every line, file and picture was on other pages already */
    NOVELTY_NUMBERS, /* lines that differ from known ones in their numbers only */
    NOVELTY_WORDS    /* words, a file or a picture of its own */
};

struct showing {
    enum novelty novelty;
    uint64_t print; /* of all it shows, whatever the order */
    bool bare;      /* nothing of its own to compare by */
};

struct novelty_memory;

struct novelty_memory *novelty_new(void);
void novelty_free(struct novelty_memory *n);
/* A page has been read at u.  Lines that only repeat a part of the address do not count. */
struct showing novelty_saw(struct novelty_memory *n, const struct url *u, const struct page *page);

#endif
