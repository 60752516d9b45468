/*
 * What the crawler hands on, and what it may ask for.  cli/ stands between crawler/ and store/: neither
 * knows the other.
 */
#ifndef OIT_VISIT_H
#define OIT_VISIT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "oit/fetch.h"
#include "oit/page.h"

enum address_state { ADDRESS_QUEUED, ADDRESS_READ, ADDRESS_NOT_MODIFIED, ADDRESS_FAILED, ADDRESS_SKIPPED };

/* One address of a run as the frontier knows it. */
struct address {
    struct str url;
    struct str found_on;
    struct str redirect_to; /* when it sent us on */
    enum role role;
    enum address_state state;
    enum problem why; /* of FAILED and SKIPPED */
    int depth;
    int priority; /* 0..100, higher first */
    int tries;
};

/* One finished request with everything that must be committed together. */
struct visit {
    struct fetch fetch;
    enum address_state state; /* new state of fetch.url: QUEUED again when it will be retried */
    int tries;
    struct str body;             /* decoded bytes; empty when not kept */
    const struct page *page;     /* NULL unless the answer is a page */
    const struct address *found; /* addresses not known before, with their state */
    size_t found_n;
};

/* The crawler's memory, lent by cli/.  Calls that return int give 0, or -1 with e filled: the crawl stops. */
struct crawl_memory {
    void *ctx;
    /* Validators, hash and times of the newest earlier run that read url; false when there is none. */
    bool (*earlier)(void *ctx, struct str url, struct arena *a, struct fetch *out);
    /* The page that run read there; false when it has to be fetched again. */
    bool (*page)(void *ctx, struct str url, struct arena *a, struct page *out);
    /* The bytes of a hash, for robots.txt and sitemaps on resuming. */
    bool (*body)(void *ctx, const struct sha256 *hash, struct buf *out);
    /* Commit a visit; visits of the same second may share a transaction. */
    int (*keep)(void *ctx, const struct visit *v, struct err *e);
    /* An address changes its state without a request: a budget ended, a host was set aside. */
    int (*state)(void *ctx, struct str url, enum address_state state, enum problem why, struct err *e);
    /* How much a link may matter for the checklist: 0 = not, 100 = names an item. */
    int (*interest)(void *ctx, const struct page *page, const struct link *link);
};

#endif
