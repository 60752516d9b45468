/*
 * What is known of a site and what is still to be read.  Breadth first with likely pages ahead: pages whose
 * link may matter come before others, each group by depth and then in the order they were found, so that the
 * order depends on the site alone.  What has failed waits until everything untried is done.
 */
#ifndef OIT_CRAWLER_FRONTIER_H
#define OIT_CRAWLER_FRONTIER_H

#include "oit/visit.h"

/* How early an address is read, before its priority and depth count. */
enum frontier_class {
    FRONTIER_LINKED,  /* an ordinary link */
    FRONTIER_HINTED,  /* canonical, alternate, feed or sitemap entry: nobody needs to have clicked it */
    FRONTIER_SITEMAP, /* a sitemap itself: it shows what links did not */
    FRONTIER_DIRECT   /* never queued: robots.txt, probes, the start */
};

struct known {
    struct str url;       /* lives as long as the frontier */
    struct str found_on;  /* given by the caller, must live as long */
    uint32_t redirect_to; /* where it sent us, or NO_INDEX */
    uint16_t host;        /* number given by the caller */
    enum role role;
    enum address_state state;
    enum problem why;
    enum frontier_class class;
    int depth, priority, tries;
    int hops;          /* redirects before it */
    bool waiting;      /* untried, in the queue */
    bool draft;        /* not told to the memory yet: as if it were not known */
    bool fresh;        /* no earlier visit knows it, as was found when it was asked for */
    bool plain;        /* ask without validators: the earlier page is gone */
    bool tainted;      /* found on hacked pages only */
    bool by_dull;      /* found only on pages that showed nothing new */
    bool cookie_tried; /* asked again because a cookie had been set on the way */
};

struct frontier;

struct frontier *frontier_new(size_t max);
void frontier_free(struct frontier *f);

/* Number of url, or NO_INDEX. */
uint32_t frontier_find(const struct frontier *f, struct str url);
/* A new address, zeroed but for url; url must not be known.  NO_INDEX when max are known. */
uint32_t frontier_add(struct frontier *f, struct str url);
/* Valid until the next frontier_add(). */
struct known *frontier_at(const struct frontier *f, uint32_t i);
size_t frontier_count(const struct frontier *f);

/* Queue an untried address; once more after its class, priority or depth has changed. */
void frontier_push(struct frontier *f, uint32_t i);
/* Queue it again, not before a time and not before all untried ones. */
void frontier_push_again(struct frontier *f, uint32_t i, int64_t not_before);
/* Take the best untried address of a host; false when there is none. */
bool frontier_pop(struct frontier *f, uint16_t host, uint32_t *i);
/* Take a failed address of a host whose time has come; else false, *wait its milliseconds or -1 for none. */
bool frontier_pop_again(struct frontier *f, uint16_t host, int64_t now, uint32_t *i, int64_t *wait);
/* How many wait: of one host untried, of one host to be tried again, in all. */
size_t frontier_untried(const struct frontier *f, uint16_t host);
size_t frontier_again(const struct frontier *f, uint16_t host);
size_t frontier_queued(const struct frontier *f);

#endif
