/* The inside of a crawl, shared by crawl*.c and the files that do its parts: answer, server, discover. */
#ifndef OIT_CRAWLER_CRAWL_PRIVATE_H
#define OIT_CRAWLER_CRAWL_PRIVATE_H

#include "base/map.h"
#include "crawler/beginnings.h"
#include "crawler/crawl.h"
#include "crawler/earlier.h"
#include "crawler/fetch.h"
#include "crawler/frontier.h"
#include "crawler/host.h"
#include "crawler/page.h"
#include "crawler/scope.h"
#include "crawler/state.h"
#include "crawler/trap.h"

#define PROBES 2

/* An address that cannot exist, and what the server shows for it. */
struct probe {
    uint32_t i; /* NO_INDEX until it is asked */
    bool done;
    bool shows; /* a page with status 200 */
    enum problem state;
    uint64_t print;
    bool seen;     /* the same has been shown as a page of its own, which is then taken for real */
    struct str to; /* where it was sent on to, or empty */
};

struct server {
    uint16_t number;
    struct host *host;
    struct str origin; /* "https://www.name.example": scheme we met it by */
    uint32_t robots;   /* the request that settles its rules, or NO_INDEX */
    int64_t robots_at; /* not before */
    bool sitemaps_known;
    struct str first_page; /* first page read; probes stand beside it */
    uint64_t first_print;
    struct probe probe[PROBES];
};

/* One way to reach the start: https, then http where the user wrote no scheme. */
struct attempt {
    struct str url;
    uint32_t i;
};

struct crawl {
    const struct crawl_memory *m;
    struct arena *text;    /* as long as the run */
    struct arena *scratch; /* one answer */
    struct arena *request; /* one request being put together */
    struct buf utf8;       /* the page being read, where its bytes had to be changed for that */
    struct str page_text;  /* the same, or its bytes as they came */

    double rate;
    int connections, max_depth;
    uint64_t max_pages, max_documents;
    bool hold_documents;
    size_t held[HELD_KINDS];
    int64_t max_time_ms;
    bool ignore_robots;
    int64_t run_begun; /* Unix seconds */
    volatile const int *stop;

    struct netaddr_rules *addresses;
    struct fetch_pool *pool;
    struct scope *scope;
    struct frontier *frontier;
    struct trap_memory *traps;
    struct page_memory *page_memory;
    struct gambling *gambling;
    struct beginnings *beginnings;
    struct earlier *earlier;
    struct server **server;
    size_t server_n, server_cap;
    struct map *server_numbers;
    struct map *robots_texts; /* address of a robots.txt that was read to its struct str */

    struct attempt attempt[2];
    int attempt_n, attempt_now;
    uint32_t home_i; /* where the start has led so far */
    struct str home;
    enum problem home_problem, first_problem; /* first: of the attempt before */
    struct str home_detail, first_detail;

    /* Addresses to be handed on with the next visit. */
    struct address *found;
    size_t found_n, found_cap;
    uint32_t *led; /* discover.c: places in the frontier of the addresses that links have by number */
    size_t led_n, led_cap;

    uint64_t pages, documents, failed, content, requests;
    uint64_t hacked;    /* pages read that look hacked */
    uint64_t fruitless; /* answers that were no page and no document */
    uint64_t pages_running, documents_running;
    int sitemaps;
    size_t off_site;
    bool limited; /* something was left out for a budget's sake */
    int64_t begun, reported;
    struct str newest;
    bool begun_once; /* crawl_run has been called */
    bool paused;     /* the pages have had their share of the time */
    bool restored;   /* this run goes on with an earlier one */
    bool restoring;  /* its addresses are still coming in */
    struct restored_redirect {
        uint32_t from;
        struct str to;
    } * redirect; /* of the run that goes on; told before their targets are */
    size_t redirect_n, redirect_cap;
    struct err *e;
    bool broken; /* the memory has failed; e says why */
};

/* crawl.c */
/* Ask for a known address now. */
void crawl_request(struct crawl *c, uint32_t i);
/* Hand a finished visit on, with what was found since the last one. */
void crawl_keep(struct crawl *c, uint32_t i, struct visit *v);
/* An address changes its state without a request. */
void crawl_mark(struct crawl *c, uint32_t i, enum address_state state, enum problem why);

/* crawl_held.c */
/* Known, and asked for only when somebody needs it. */
bool crawl_is_held(const struct known *k);
enum crawl_held crawl_kind_of_held(const struct known *k);
/* Beside each change of a known address: it is one of those (1), or will no longer be (-1). */
void crawl_count_held(struct crawl *c, const struct known *k, int by);

/* crawl_start.c */
/* What the user wrote as the start; first is what it is tried by first, and lives as long as c. */
int crawl_set_start(struct crawl *c, struct str start, struct url *first, struct err *e);
/* Try the start by attempt n; before is what came of the one before. */
void crawl_begin_attempt(struct crawl *c, int n, enum problem before);
/* Try the start by its next scheme; false when there is none. */
bool crawl_next_attempt(struct crawl *c);
/* The start has not led to a page.  Falls back to the next attempt where there is one. */
void crawl_home_failed(struct crawl *c, enum problem problem, struct str detail);
/* The visit is over: where the site lives, or what keeps that from being known. */
void crawl_settle_home(struct crawl *c);

/* crawl_restore.c */
/* The start of a run that goes on: the last attempt that was told to the memory, and where it led. */
void crawl_begin_restored(struct crawl *c);

/* answer.c */
/* A page or document has been answered. */
void answer_page(struct crawl *c, uint32_t i, struct fetch_answer *a);
void answer_sitemap(struct crawl *c, uint32_t i, struct fetch_answer *a);
/* The record of an answer; texts live in c->scratch or a. */
void answer_record(struct crawl *c, uint32_t i, const struct fetch_answer *a, struct fetch *f);
/* What a status says by itself. */
enum problem answer_status(int status);
bool answer_is_redirect(int status);
/* Where a redirect leads; false and f->problem when nowhere we may go. */
bool answer_target(struct crawl *c, const struct fetch_answer *a, struct fetch *f, struct url *target);
/* How often a request with this problem may be tried again. */
int answer_retries(int status, enum problem p);
/* Read bytes as the page of an address; false when they are no page.  out lives in c->scratch. */
bool answer_read(struct crawl *c, struct str url, struct str body, struct str content_type, struct page *out);
/* The bytes of an answer as body, from the memory (then kept in out) when the server says they have not
 * changed; false: ask again. */
bool answer_body(struct crawl *c, uint32_t i, const struct fetch_answer *a, struct fetch *f, struct buf *out,
                 struct str *body);
/* A page of an unfinished run counts again. */
void answer_restore(struct crawl *c, uint32_t i, struct str body, int status);

/* server.c */
/* Number of the server of an address, made when it is new. */
uint16_t server_of(struct crawl *c, const struct url *u);
void server_free_all(struct crawl *c);
/* Start what may start now.  Milliseconds until more may start, -1 when only an answer can change things. */
int64_t server_step(struct crawl *c, struct server *s, int64_t now);
void server_robots_answered(struct crawl *c, uint32_t i, struct fetch_answer *a);
void server_robots_restored(struct crawl *c, uint32_t i, struct str body, int status);
void server_probe_answered(struct crawl *c, uint32_t i, struct fetch_answer *a);
void server_probe_restored(struct crawl *c, uint32_t i, struct str body, int status);
/* A page was read: PROBLEM_SOFT_404 when it is what the server shows for impossible addresses. */
enum problem server_judge(struct crawl *c, uint32_t i, const struct page *page, enum problem problem);
/* Is this where the server sends everybody who asks for an address that does not exist? */
bool server_sends_lost(struct crawl *c, uint32_t i, struct str target);
/* After all addresses of an unfinished run are back: rules that were had by a redirect. */
void server_robots_settle(struct crawl *c);
/* Forget what was learnt by another scheme, where problem came, before the start is tried by this one. */
void server_restart(struct crawl *c, const struct url *start, enum problem problem);
/* Is anything waiting on a server that was set aside? */
bool server_wake_all(struct crawl *c, int64_t now);

/* discover.c */
/* The addresses of a page that was read; how many of another shape were not known before. */
size_t discover_links(struct crawl *c, uint32_t from, const struct page *page, enum problem problem,
                      bool dull);
/* Hold what a page shows that perhaps shows an item by a picture alone. */
void discover_pictures(struct crawl *c, uint32_t from, const struct page *page);
/* Where a page sends its reader on; the number of the target, NO_INDEX when there is none to remember. */
uint32_t discover_redirect(struct crawl *c, uint32_t from, const struct url *target);
void discover_sitemap(struct crawl *c, uint32_t from, struct str body, struct fetch *f);
/* The addresses of an answer that lists articles for machines: a feed, or JSON. */
void discover_list(struct crawl *c, uint32_t from, struct str body, enum content_kind kind);
/* A sitemap that robots.txt names or that may be there. */
void discover_sitemap_file(struct crawl *c, struct str location, const struct url *base);
/* A known address without judging it, for the start, robots.txt and probes. */
uint32_t discover_direct(struct crawl *c, const struct url *u, enum role role, bool draft);
/* Hand an address on with the next visit. */
void discover_tell(struct crawl *c, uint32_t i);

#endif
