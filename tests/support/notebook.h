/*
 * A crawler's memory that lives in a test: what was kept of each address, in the order it came.  A second
 * crawl with the same notebook after notebook_next_run() sees the first as its earlier run.
 */
#ifndef OIT_TESTS_NOTEBOOK_H
#define OIT_TESTS_NOTEBOOK_H

#include "base/map.h"
#include "oit/visit.h"

struct note {
    struct fetch fetch;
    struct address address; /* newest state */
    struct str body;
    struct page page;
    bool has_page;
    int visits; /* how often it was kept */
};

struct notebook {
    struct arena *arena;
    struct map *now, *before; /* url to struct note */
    struct map *bodies;       /* hash to struct str */
    struct crawl_memory memory;
    struct buf order; /* a line a visit: address, status, problem, state */
    int keeps;
    int stop_after; /* keeps before *stop is set, 0 = never */
    volatile int stop;
    int64_t before_seen;     /* when the earlier run began */
    const char *interesting; /* words that make a link matter */
};

void notebook_open(struct notebook *n);
void notebook_close(struct notebook *n);
void notebook_next_run(struct notebook *n);
/* What is known of an address that ends so; NULL when nothing is. */
const struct note *notebook_note(const struct notebook *n, const char *ending);
/* Address by address in order of keeping: paths only, blanks between. */
void notebook_paths(const struct notebook *n, enum role role, struct buf *out);

#endif
