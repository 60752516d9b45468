/*
 * What visiting a site costs without keeping and judging it:  bench_crawl URL
 * Of the loopback, without pause, with eight connections; processor time a page, libcurl's included.
 */
#include "crawler/crawl.h"
#include <stdio.h>
#include <time.h>

struct counts {
    size_t pages, bytes;
};

static double
now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int
keep(void *ctx, const struct visit *v, struct err *e)
{
    struct counts *c = ctx;

    (void)e;
    c->pages += v->page != NULL;
    c->bytes += v->body.n;
    return 0;
}

static int
state(void *ctx, struct str url, enum address_state to, enum problem why, struct err *e)
{
    (void)ctx;
    (void)url;
    (void)to;
    (void)why;
    (void)e;
    return 0;
}

int
main(int argc, char **argv)
{
    static const char *const allow[] = {"127.0.0.0/8"};
    struct counts c = {0};
    struct crawl_memory memory = {.ctx = &c, .keep = keep, .state = state};
    struct crawl_options o = {.start = str_of(argc > 1 ? argv[1] : ""),
                              .connections = 8,
                              .max_pages = 100000,
                              .max_time_s = 3600,
                              .max_depth = 50,
                              .allow = allow,
                              .allow_n = 1};
    struct err e = {0};
    struct crawl *crawl = crawl_new(&o, &memory, &e);
    enum crawl_end end;
    double before = now_us(), us;
    int bad = !crawl || crawl_run(crawl, NULL, NULL, &end, &e) != 0;

    us = now_us() - before;
    if (bad)
        printf("%s: %s\n", e.input, e.what);
    else
        printf("%zu pages of %.1f KB, %.1f us a page\n", c.pages,
               c.pages ? (double)c.bytes / 1024 / (double)c.pages : 0, c.pages ? us / (double)c.pages : 0);
    crawl_free(crawl);
    return bad;
}
