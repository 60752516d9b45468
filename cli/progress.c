/* The status line of a visit. */
#include "cli/progress.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "crawler/url.h"
#include <stdlib.h>
#include <unistd.h>

#define MINUTE_MS 60000
#define ADDRESS_COLUMNS 44
#define STRETCH_MS 10000 /* over which pages a second are reckoned */

void
progress_begin(struct progress *p, const struct options *o, struct gauge *g)
{
    p->terminal = isatty(STDERR_FILENO);
    p->wanted = !o->no_progress && !o->quiet;
    p->last_ms = clock_monotonic_ms();
    p->gauge = g;
}

static void
format_time(struct buf *b, int64_t ms)
{
    int64_t s = ms / 1000;

    if (s >= 3600)
        buf_printf(b, "%lld:%02lld:%02lld", (long long)(s / 3600), (long long)(s / 60 % 60),
                   (long long)(s % 60));
    else
        buf_printf(b, "%lld:%02lld", (long long)(s / 60), (long long)(s % 60));
}

static void
format_line(struct buf *b, const struct crawl_progress *c, bool with_address)
{
    buf_printf(b, _("%llu pages, %llu documents, %llu failed, %llu waiting, "),
               (unsigned long long)c->fetched, (unsigned long long)c->documents,
               (unsigned long long)c->failed, (unsigned long long)c->queued);
    format_time(b, c->elapsed_ms);
    if (c->left_ms >= 0) {
        buf_printf(b, " (%s ", _("left about"));
        format_time(b, c->left_ms);
        buf_char(b, ')');
    }
    if (with_address) {
        struct arena *a = arena_new(0);
        buf_char(b, ' ');
        buf_str(b, utf8_prefix(url_show(a, c->url), ADDRESS_COLUMNS));
        arena_free(a);
    }
}

/* A visit that goes on begins with the pages it had: only what this process brings is shown. */
static void
show_pages(struct progress *p, uint64_t pages)
{
    if (!p->begun)
        p->before = pages;
    p->begun = true;
    gauge_set(p->gauge, pages - p->before);
}

void
progress_show(struct progress *p, const struct crawl_progress *c)
{
    int64_t now = clock_monotonic_ms();
    struct buf b;

    show_pages(p, c->fetched + c->documents + c->failed);
    if (!p->wanted || (!p->terminal && now - p->last_ms < MINUTE_MS))
        return;
    p->last_ms = now;
    buf_init(&b, 4096);
    format_line(&b, c, p->terminal);
    if (p->terminal)
        log_status(buf_cstr(&b));
    else
        log_note("%s", buf_cstr(&b));
    buf_free(&b);
}

/* ------------------------------------------------------------------ of a batch */

/* Pages of all visits, and how many came in the last stretch of time. */
struct pace {
    const struct gauge *gauge;
    uint64_t *last; /* of each visit */
    size_t n;
    uint64_t total, then;
    int64_t then_ms;
    double per_second; /* below 0: not known yet */
};

void
progress_watch(struct progress *p, const struct gauge *g, size_t n)
{
    p->pace = mem_new(1, sizeof *p->pace);
    *p->pace = (struct pace){.gauge = g,
                             .last = mem_new(n + 1, sizeof *p->pace->last),
                             .n = n,
                             .then_ms = clock_monotonic_ms(),
                             .per_second = -1};
}

static void
take_pace(struct pace *p, int64_t now)
{
    for (size_t i = 0; i < p->n; i++) {
        uint64_t pages = gauge_get(p->gauge, i);

        p->total += pages >= p->last[i] ? pages - p->last[i] : pages; /* less: started once more */
        p->last[i] = pages;
    }
    if (now - p->then_ms < STRETCH_MS)
        return;
    p->per_second = (double)(p->total - p->then) * 1000 / (double)(now - p->then_ms);
    p->then = p->total;
    p->then_ms = now;
}

double
progress_pace(const struct progress *p)
{
    return p->pace != NULL ? p->pace->per_second : -1;
}

void
progress_batch_words(struct buf *b, double pace, const struct fleet_counts *c)
{
    buf_printf(b, _("%zu of %zu sites done, %zu running, %zu waiting, "), c->over, c->all, c->running,
               c->waiting);
    if (pace >= 0)
        buf_printf(b, _("%.1f pages a second, "), pace);
    format_time(b, c->elapsed_ms);
    if (c->left_ms >= 0) {
        buf_printf(b, " (%s ", _("left about"));
        format_time(b, c->left_ms);
        buf_char(b, ')');
    }
}

void
progress_show_batch(struct progress *p, const struct fleet_counts *c)
{
    int64_t now = clock_monotonic_ms();
    struct buf b;

    if (p->pace != NULL)
        take_pace(p->pace, now);
    if (!p->wanted || (!p->terminal && now - p->last_ms < MINUTE_MS))
        return;
    p->last_ms = now;
    buf_init(&b, 4096);
    progress_batch_words(&b, progress_pace(p), c);
    if (p->terminal)
        log_status(buf_cstr(&b));
    else
        log_note("%s", buf_cstr(&b));
    buf_free(&b);
}

void
progress_end(struct progress *p)
{
    if (p->wanted && p->terminal)
        log_status(NULL);
    if (p->pace != NULL)
        free(p->pace->last);
    free(p->pace);
    p->pace = NULL;
}
