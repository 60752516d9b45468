/*
 * Requests over HTTP.  libcurl is met in fetch.c and nowhere else: it is told where to connect by our own
 * reading of the address, sees no environment, follows nothing, and is stopped by counts of ours.  A fault of
 * the net is a problem in the answer, never an error.
 */
#ifndef OIT_CRAWLER_FETCH_H
#define OIT_CRAWLER_FETCH_H

#include "crawler/netaddr.h"
#include "crawler/url.h"
#include "oit/fetch.h"

struct fetch_pool;

struct fetch_settings {
    const struct netaddr_rules *addresses; /* must outlive the pool */
    const char *user_agent;
    const char *ca_file, *proxy; /* NULL: none; the environment is never asked */
    int timeout_s;               /* one request */
    bool allow_bad_tls;          /* read on when the certificate is bad */
};

struct fetch_request {
    const struct url *url;          /* copied */
    struct str jar;                 /* cookies are kept apart by this key: scheme, host and port */
    struct str etag, last_modified; /* validators; empty: none */
    struct str beginning; /* what is had already of a document that broke off; lives until the answer */
    struct str if_range;  /* its validator: the rest is asked for, and what comes is put behind it */
    size_t page_max;      /* decoded bytes of what is no document */
    size_t document_max;  /* decoded bytes of a document; 0: stop as soon as it is seen to be one */
    void *user;
};

struct fetch_answer {
    void *user;
    int status; /* 0 when none came */
    enum problem problem;
    struct str detail;
    struct str content_type, disposition, location, etag, last_modified, retry_after, refresh;
    bool has_location, set_cookie;
    bool takes_ranges; /* says so, and the body came as it is */
    struct str body;   /* decoded; what came of it when problem is TRUNCATED */
    uint64_t size;     /* decoded bytes seen */
    enum content_kind kind;
    bool bad_tls;
    int64_t certificate_until; /* last second of the server's certificate; 0 when none was shown anew */
    int elapsed_ms;
    int thought_ms; /* until the first byte came, connecting not counted */
};

/* libcurl made ready, once more for each time; a pool does so itself. */
void fetch_begin(void);
void fetch_end(void);
/* NULL and e when the proxy or CA file cannot be used. */
struct fetch_pool *fetch_pool_new(const struct fetch_settings *s, struct err *e);
/* Running requests are dropped. */
void fetch_pool_free(struct fetch_pool *p);
/* Start at once; whatever is wrong comes back as an answer. */
void fetch_start(struct fetch_pool *p, const struct fetch_request *r);
/* Work for at most ms milliseconds, until something is finished. */
void fetch_wait(struct fetch_pool *p, int ms);
/* A finished request, or NULL.  Valid until fetch_done(). */
struct fetch_answer *fetch_next(struct fetch_pool *p);
void fetch_done(struct fetch_pool *p, struct fetch_answer *a);
/* Is there a finished request to be taken? */
bool fetch_ready(const struct fetch_pool *p);
/* Requests on their way, finished ones not counted. */
size_t fetch_running(const struct fetch_pool *p);

#endif
