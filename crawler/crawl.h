/*
 * One visit to one site: from a start address to every page in scope, inside its budgets.  Single thread,
 * libcurl multi; every fault of the world ends as data in the memory, never as an error.
 */
#ifndef OIT_CRAWLER_CRAWL_H
#define OIT_CRAWLER_CRAWL_H

#include "oit/visit.h"

struct crawl;

struct crawl_options {
    struct str start;       /* as the user typed it; without scheme https is tried, then http */
    const struct str *also; /* further hosts in scope (host or host:port) */
    size_t also_n;
    const struct str *shared_hosts; /* hosts many owners share: the site is the start address's path */
    size_t shared_host_n;
    bool scope_path; /* --scope path */
    double rate;     /* requests a second a host, 0 = no pause of ours */
    int connections; /* per host */
    uint64_t max_pages, max_documents;
    bool hold_documents; /* what looks like a document waits for crawl_release() */
    int64_t max_time_s;
    int max_depth;
    const char *const *allow; /* --allow-address CIDRs */
    size_t allow_n;
    bool allow_private;
    const char *ca_file, *proxy; /* NULL: none */
    bool allow_bad_tls, ignore_robots;
    int timeout_s;
    const char *contact;      /* into the User-Agent, NULL: the project's page */
    volatile const int *stop; /* non-zero: finish what is committed and return */
};

struct crawl_progress {
    uint64_t fetched, queued, documents, failed;
    struct str url; /* newest */
    int64_t elapsed_ms;
    int64_t left_ms; /* honest guess, -1 when not known */
};
typedef void crawl_report(void *ctx, const struct crawl_progress *p);

enum crawl_end {
    CRAWL_DONE,    /* nothing left to fetch */
    CRAWL_LIMIT,   /* a budget ended it; what was left is marked in the memory */
    CRAWL_PAUSED,  /* documents are held and the pages have had their share of the time */
    CRAWL_STOPPED, /* *stop */
    CRAWL_NOTHING  /* no content page could be read at all */
};

/*
 * Around all processes that crawl, in the one they are copies of: what the libraries make for themselves is
 * there once then.  It is 2.4 M instructions and a hundred page faults of each of them.
 */
void crawl_open_libraries(void);
void crawl_close_libraries(void);
/* NULL and e when an option is wrong (start is no web address, bad CIDR, unreadable CA file). */
struct crawl *crawl_new(const struct crawl_options *o, const struct crawl_memory *m, struct err *e);
/* An unfinished run began then (Unix seconds): rules of robots that are too old by now are asked for anew. */
void crawl_set_begun(struct crawl *c, int64_t begun);
/* Give back an address of an unfinished run, before crawl_run. memory->body reads robots and sitemaps again.
 */
int crawl_restore(struct crawl *c, const struct address *known, const struct sha256 *body, int status,
                  struct err *e);
/* Called again it goes on, with the same budgets, with what was released since. */
int crawl_run(struct crawl *c, crawl_report *report, void *ctx, enum crawl_end *end, struct err *e);
/* What waits until somebody needs it, by what speaks for it. */
enum crawl_held {
    HELD_PICTURE,  /* stands on a page that may show an item by pictures alone */
    HELD_NAMELESS, /* a document of which links say nothing that concerns the checklist */
    HELD_NAMED,
    HELD_KINDS
};
bool crawl_holds(const struct crawl *c);
size_t crawl_held(const struct crawl *c, enum crawl_held kind);
/* Ask for one at the next run, false when the address is not held; for all of a kind, how many. */
bool crawl_release(struct crawl *c, struct str url);
size_t crawl_release_all(struct crawl *c, enum crawl_held kind);
/* A document that was asked for, whatever came. */
bool crawl_has_asked(const struct crawl *c, struct str url);
/* Nobody needs those that are still held.  -1 when the memory fails. */
int crawl_close(struct crawl *c, struct err *e);
/* The address the site really lives under (after scheme choice and redirects); empty before. */
struct str crawl_home(const struct crawl *c);
/*
 * Hosts of the home's owner that pages lead to and that are not part of this visit, most addresses first; at
 * most max.  A list ends with fewer when there are no more.
 */
size_t crawl_neighbours(const struct crawl *c, struct arena *a, struct str *host, size_t max);
/* When nothing could be read: the problem of the home page, for the message. */
enum problem crawl_home_problem(const struct crawl *c, struct str *detail);
void crawl_free(struct crawl *c);

#endif
