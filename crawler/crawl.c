/* One visit to one site: options, the loop over its servers, and how it ends. */
#include "crawler/crawl.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "crawler/crawl_private.h"
#include "crawler/header.h"
#include "oit/limits.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define TICK_MS 200   /* how often the caller's stop is looked at */
#define REPORT_MS 250 /* how often progress is told */
#define PAGES_FOR_A_GUESS 20
#define PAGES_SHARE 75 /* per cent of the time budget, while documents are held */

/* Making. */

static int
addresses_set(struct crawl *c, const struct crawl_options *o, struct err *e)
{
    c->addresses = netaddr_rules_new(o->allow_private);
    for (size_t i = 0; i < o->allow_n; i++)
        if (netaddr_rules_allow(c->addresses, o->allow[i], e) != 0)
            return -1;
    return 0;
}

static int
pool_set(struct crawl *c, const struct crawl_options *o, struct err *e)
{
    struct fetch_settings s = {
        .addresses = c->addresses,
        .ca_file = o->ca_file,
        .proxy = o->proxy,
        .timeout_s = o->timeout_s,
        .allow_bad_tls = o->allow_bad_tls,
    };

    for (const char *p = o->contact; p && *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return err_set(e, ERR_USAGE, "--contact", _("give one line of plain text"),
                           _("the contact holds a control character"));
    s.user_agent = o->contact ? arena_printf(c->text, "oit/%s (+%s)", OIT_VERSION, o->contact).p
                              : "oit/" OIT_VERSION " (checks published information; no contact given)";
    c->pool = fetch_pool_new(&s, e);
    return c->pool ? 0 : -1;
}

static int
scope_set(struct crawl *c, const struct crawl_options *o, const struct url *start, struct err *e)
{
    struct scope_settings s = {o->also, o->also_n, o->shared_hosts, o->shared_host_n, o->scope_path};

    c->scope = scope_new(start, &s, e);
    return c->scope ? 0 : -1;
}

void
crawl_open_libraries(void)
{
    fetch_begin();
}

void
crawl_close_libraries(void)
{
    fetch_end();
}

struct crawl *
crawl_new(const struct crawl_options *o, const struct crawl_memory *m, struct err *e)
{
    struct crawl *c = mem_new(1, sizeof *c);
    struct url start;

    c->m = m;
    c->text = arena_new(0);
    c->scratch = arena_new(0);
    c->request = arena_new(0);
    buf_init(&c->utf8, 4 * LIMIT_PAGE);
    c->rate = o->rate;
    c->connections = o->connections > 0 ? o->connections : 1;
    c->max_pages = o->max_pages;
    c->max_documents = o->max_documents;
    c->hold_documents = o->hold_documents;
    c->max_time_ms = o->max_time_s * 1000;
    c->max_depth = o->max_depth;
    c->ignore_robots = o->ignore_robots;
    c->run_begun = clock_now();
    c->stop = o->stop;
    c->home_i = NO_INDEX;
    c->frontier = frontier_new(LIMIT_FRONTIER);
    c->traps = trap_new(clock_now());
    c->page_memory = page_memory_new();
    c->gambling = gambling_new();
    c->beginnings = beginnings_new();
    c->earlier = earlier_new();
    c->server_numbers = map_new();
    c->robots_texts = map_new();
    if (crawl_set_start(c, o->start, &start, e) != 0 || addresses_set(c, o, e) != 0 ||
        pool_set(c, o, e) != 0 || scope_set(c, o, &start, e) != 0) {
        crawl_free(c);
        return NULL;
    }
    return c;
}

void
crawl_free(struct crawl *c)
{
    if (!c)
        return;
    fetch_pool_free(c->pool);
    netaddr_rules_free(c->addresses);
    scope_free(c->scope);
    trap_free(c->traps);
    page_memory_free(c->page_memory);
    gambling_free(c->gambling);
    beginnings_free(c->beginnings);
    earlier_free(c->earlier);
    server_free_all(c);
    frontier_free(c->frontier);
    map_free(c->robots_texts);
    buf_free(&c->utf8);
    free(c->found);
    free(c->led);
    free(c->redirect);
    arena_free(c->request);
    arena_free(c->scratch);
    arena_free(c->text);
    free(c);
}

/* What the parts call. */

static size_t
page_limit(enum role role)
{
    return role == ROLE_ROBOTS ? LIMIT_ROBOTS : role == ROLE_SITEMAP ? LIMIT_SITEMAP : LIMIT_PAGE;
}

static size_t
document_limit(const struct crawl *c, enum role role)
{
    if (role != ROLE_PAGE && role != ROLE_DOCUMENT)
        return page_limit(role);
    return c->documents < c->max_documents ? LIMIT_DOCUMENT : 0;
}

void
crawl_request(struct crawl *c, uint32_t i)
{
    struct known *k = frontier_at(c->frontier, i);
    struct server *s = c->server[k->host];
    struct fetch_request r = {
        .page_max = page_limit(k->role),
        .document_max = document_limit(c, k->role),
        .user = (void *)((uintptr_t)i + 1),
    };
    struct fetch earlier;
    bool asked, known;
    struct url u;

    arena_reset(c->request);
    if (!url_parse(c->request, k->url, NULL, NULL, &u))
        assert(!"a canonical address can be read");
    r.url = &u;
    r.jar = arena_printf(c->request, "%.*s://%.*s", STR_ARGS(u.scheme), STR_ARGS(host_key(s->host)));
    r.beginning = beginnings_of(c->beginnings, i, &r.if_range);
    asked = r.beginning.n == 0 && !k->plain && k->role != ROLE_PROBE && c->m->earlier;
    known = asked && earlier_ask(c->earlier, c->m, i, k->url, &earlier);
    k->fresh = asked && !known;
    if (known) {
        /* What such a list leads to is kept nowhere: it is read again. */
        bool list = earlier.kind == KIND_JSON || earlier.kind == KIND_XML;
        r.etag = list ? STR_NONE : earlier.etag;
        r.last_modified = list ? STR_NONE : earlier.last_modified;
    }
    host_started(s->host, clock_monotonic_ms());
    c->pages_running += k->role == ROLE_PAGE;
    c->documents_running += k->role == ROLE_DOCUMENT;
    c->requests++;
    fetch_start(c->pool, &r);
}

void
crawl_mark(struct crawl *c, uint32_t i, enum address_state state, enum problem why)
{
    struct known *k = frontier_at(c->frontier, i);

    crawl_count_held(c, k, -1);
    k->state = state;
    k->why = why;
    crawl_count_held(c, k, 1);
    c->failed += state == ADDRESS_FAILED;
    if (!c->broken && c->m->state && c->m->state(c->m->ctx, k->url, state, why, c->e) != 0)
        c->broken = true;
}

/* An address is not news beside its own visit. */
static void
drop_found(struct crawl *c, struct str url)
{
    size_t n = 0;

    for (size_t i = 0; i < c->found_n; i++)
        if (c->found[i].url.p != url.p)
            c->found[n++] = c->found[i];
    c->found_n = n;
}

void
crawl_keep(struct crawl *c, uint32_t i, struct visit *v)
{
    struct known *k = frontier_at(c->frontier, i);

    if (c->home_i != NO_INDEX && c->home_i != i && frontier_at(c->frontier, c->home_i)->draft)
        discover_tell(c, c->home_i);
    drop_found(c, k->url);
    k->draft = false;
    k->state = v->state;
    k->why = v->fetch.problem;
    v->tries = ++k->tries;
    v->found = c->found;
    v->found_n = c->found_n;
    c->newest = k->url;
    log_debug("%d %s %.*s", v->fetch.status, problem_name(v->fetch.problem), STR_ARGS(k->url));
    if (!c->broken && c->m->keep(c->m->ctx, v, c->e) != 0)
        c->broken = true;
    c->found_n = 0;
}

/* The loop. */

static void
handle(struct crawl *c, struct fetch_answer *a)
{
    uint32_t i = (uint32_t)((uintptr_t)a->user - 1);
    struct known *k = frontier_at(c->frontier, i);
    bool waits = a->status == 429 || a->status == 503;

    c->pages_running -= k->role == ROLE_PAGE;
    c->documents_running -= k->role == ROLE_DOCUMENT;
    (k->tries > 0 ? host_ended_again : host_ended)(
        c->server[k->host]->host, a->status, a->problem,
        waits ? header_retry_after(a->retry_after, clock_now()) : -1, clock_monotonic_ms());
    if (a->status > 0)
        host_took(c->server[k->host]->host, a->thought_ms, clock_monotonic_ms());
    arena_reset(c->scratch);
    arena_reset(c->request);
    /* The memory of a giant page is not kept for the next small one. */
    if (c->utf8.cap > MIB) {
        buf_free(&c->utf8);
        buf_init(&c->utf8, 4 * LIMIT_PAGE);
    }
    switch (k->role) {
    case ROLE_ROBOTS:
        server_robots_answered(c, i, a);
        return;
    case ROLE_PROBE:
        server_probe_answered(c, i, a);
        return;
    case ROLE_SITEMAP:
        answer_sitemap(c, i, a);
        return;
    case ROLE_PAGE:
    case ROLE_DOCUMENT:
        answer_page(c, i, a);
        return;
    }
}

/* Start what may start on all servers; milliseconds until more may, -1 when nothing waits for time alone. */
static int64_t
step(struct crawl *c)
{
    int64_t least = -1, now = clock_monotonic_ms();

    for (size_t n = 0; n < c->server_n && !c->broken; n++) {
        int64_t wait = server_step(c, c->server[n], now);
        if (wait >= 0 && (least < 0 || wait < least))
            least = wait;
    }
    return least;
}

/* An honest guess from the pace so far; never more than the time budget. */
static int64_t
guess_left(const struct crawl *c, int64_t elapsed)
{
    uint64_t queued = frontier_queued(c->frontier), most;

    if (c->requests < PAGES_FOR_A_GUESS)
        return -1;
    most = (c->max_pages - (c->pages < c->max_pages ? c->pages : c->max_pages)) +
           (c->max_documents - (c->documents < c->max_documents ? c->documents : c->max_documents));
    if (queued > most)
        queued = most;
    int64_t left = (int64_t)(queued * (uint64_t)elapsed / c->requests);
    if (c->max_time_ms > 0 && left > c->max_time_ms - elapsed)
        left = c->max_time_ms - elapsed;
    return left;
}

static void
tell(struct crawl *c, crawl_report *report, void *ctx, bool last)
{
    int64_t now = clock_monotonic_ms();

    if (!report || (!last && now - c->reported < REPORT_MS))
        return;
    c->reported = now;
    report(ctx, &(struct crawl_progress){
                    .fetched = c->pages + c->documents,
                    .queued = frontier_queued(c->frontier),
                    .documents = c->documents,
                    .failed = c->failed,
                    .url = c->newest,
                    .elapsed_ms = now - c->begun,
                    .left_ms = guess_left(c, now - c->begun),
                });
}

/* What is still queued when the run ends gets its reason; held documents only when nobody can ask for them.
 */
static void
mark_rest(struct crawl *c, enum problem why)
{
    bool spent = why != PROBLEM_HOST_SET_ASIDE;

    for (uint32_t i = 0; i < frontier_count(c->frontier) && !c->broken; i++) {
        const struct known *k = frontier_at(c->frontier, i);
        bool unheard = k->draft && i == c->home_i && spent; /* the time ended before any answer came */

        if (k->state != ADDRESS_QUEUED || (k->draft && !unheard) || (crawl_is_held(k) && !spent))
            continue;
        if (crawl_is_held(k) && crawl_kind_of_held(k) != HELD_NAMED) { /* nothing says that it matters */
            crawl_mark(c, i, ADDRESS_SKIPPED, PROBLEM_NOT_NEEDED);
            continue;
        }
        c->limited = true;
        /* Of an address that was tried, what went wrong says more than that no further try was made. */
        if (!spent && k->tries > 0 && problem_class(k->why) == CLASS_FAILED)
            crawl_mark(c, i, ADDRESS_FAILED, k->why);
        else
            crawl_mark(c, i, ADDRESS_SKIPPED, why);
    }
}

/* One turn.  False when the run is over, with the reason for what is left. */
static bool
turn(struct crawl *c, crawl_report *report, void *ctx, enum problem *why)
{
    struct fetch_answer *a;
    int64_t wait, now = clock_monotonic_ms();

    if (c->stop && *c->stop) {
        *why = PROBLEM_STOPPED;
        return false;
    }
    if (c->max_time_ms > 0 && now - c->begun >= c->max_time_ms) {
        *why = PROBLEM_LIMIT_TIME;
        return false;
    }
    if (crawl_holds(c) && !c->paused && c->max_time_ms > 0 &&
        (now - c->begun) * 100 >= c->max_time_ms * PAGES_SHARE) {
        c->paused = true;
        *why = PROBLEM_NOT_NEEDED;
        return false;
    }
    wait = step(c);
    if (wait < 0 && fetch_running(c->pool) == 0 && !fetch_ready(c->pool))
        return server_wake_all(c, now);
    if (fetch_running(c->pool) == 0 && !fetch_ready(c->pool) && c->max_time_ms > 0 &&
        now + wait - c->begun >= c->max_time_ms) {
        *why = PROBLEM_LIMIT_TIME; /* what could still be done may begin only after the end */
        return false;
    }
    fetch_wait(c->pool, wait < 0 || wait > TICK_MS ? TICK_MS : (int)wait);
    while (!c->broken && (a = fetch_next(c->pool))) {
        handle(c, a);
        fetch_done(c->pool, a);
    }
    tell(c, report, ctx, false);
    return !c->broken;
}

static enum crawl_end
end_of(const struct crawl *c, enum problem why)
{
    if (why == PROBLEM_STOPPED)
        return CRAWL_STOPPED;
    if (why == PROBLEM_NOT_NEEDED)
        return CRAWL_PAUSED;
    if (c->content == 0)
        return CRAWL_NOTHING;
    return c->limited ? CRAWL_LIMIT : CRAWL_DONE;
}

static void
begin(struct crawl *c)
{
    c->begun_once = true;
    c->begun = clock_monotonic_ms();
    if (c->restored)
        crawl_begin_restored(c);
    else
        crawl_begin_attempt(c, 0, PROBLEM_NONE);
}

int
crawl_run(struct crawl *c, crawl_report *report, void *ctx, enum crawl_end *end, struct err *e)
{
    enum problem why = PROBLEM_HOST_SET_ASIDE;

    c->e = e;
    if (!c->begun_once)
        begin(c);
    while (turn(c, report, ctx, &why))
        continue;
    if (why != PROBLEM_STOPPED && why != PROBLEM_NOT_NEEDED)
        mark_rest(c, why);
    crawl_settle_home(c);
    tell(c, report, ctx, true);
    *end = end_of(c, why);
    return c->broken ? -1 : 0;
}

int
crawl_close(struct crawl *c, struct err *e)
{
    c->e = e;
    for (uint32_t i = 0; crawl_holds(c) && i < frontier_count(c->frontier) && !c->broken; i++)
        if (crawl_is_held(frontier_at(c->frontier, i)))
            crawl_mark(c, i, ADDRESS_SKIPPED, PROBLEM_NOT_NEEDED);
    return c->broken ? -1 : 0;
}
