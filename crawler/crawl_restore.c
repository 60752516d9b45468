/* Going on where an unfinished run stopped. */
#include "base/clock.h"
#include "base/mem.h"
#include "crawler/crawl_private.h"
#include "oit/limits.h"

static void
restore_body(struct crawl *c, uint32_t i, const struct sha256 *hash, int status)
{
    enum role role = frontier_at(c->frontier, i)->role;
    struct buf body;

    buf_init(&body, LIMIT_DOCUMENT);
    if (hash && role != ROLE_DOCUMENT && c->m->body)
        c->m->body(c->m->ctx, hash, &body);
    arena_reset(c->scratch);
    if (role == ROLE_ROBOTS)
        server_robots_restored(c, i, buf_view(&body), status);
    else if (role == ROLE_PROBE)
        server_probe_restored(c, i, buf_view(&body), status);
    else if (role != ROLE_SITEMAP)
        answer_restore(c, i, buf_view(&body), status);
    buf_free(&body);
}

/* Sitemap entries and the like were judged by what they are; the same comes out again. */
static enum frontier_class
class_of_restored(const struct crawl *c, const struct known *k)
{
    uint32_t from = frontier_find(c->frontier, k->found_on);

    if (k->role == ROLE_SITEMAP)
        return FRONTIER_SITEMAP;
    if (from != NO_INDEX && frontier_at(c->frontier, from)->role == ROLE_SITEMAP)
        return FRONTIER_HINTED;
    return FRONTIER_LINKED;
}

static void
redirect_note(struct crawl *c, uint32_t from, struct str to)
{
    c->redirect = mem_room(c->redirect, c->redirect_n, &c->redirect_cap, sizeof *c->redirect);
    c->redirect[c->redirect_n++] = (struct restored_redirect){from, arena_str(c->text, to)};
}

static void
redirects_settle(struct crawl *c)
{
    for (size_t n = 0; n < c->redirect_n; n++) {
        struct known *from = frontier_at(c->frontier, c->redirect[n].from);
        uint32_t to = frontier_find(c->frontier, c->redirect[n].to);
        from->redirect_to = to;
        if (to != NO_INDEX && frontier_at(c->frontier, to)->hops == 0)
            frontier_at(c->frontier, to)->hops = from->hops + 1;
    }
}

void
crawl_set_begun(struct crawl *c, int64_t begun)
{
    c->run_begun = begun;
}

/* The number of an address in this run; NO_INDEX when there is no room for it. */
static uint32_t
restore_known(struct crawl *c, const struct address *known, const struct url *u)
{
    uint32_t i = frontier_find(c->frontier, known->url), from;
    uint16_t host;
    struct known *k;

    if (i == NO_INDEX && (i = frontier_add(c->frontier, known->url)) == NO_INDEX)
        return NO_INDEX;
    c->restored = c->restoring = true;
    host = scope_has(c->scope, u) ? server_of(c, u) : 0;
    from = frontier_find(c->frontier, known->found_on);
    k = frontier_at(c->frontier, i);
    k->host = host;
    k->found_on =
        from != NO_INDEX ? frontier_at(c->frontier, from)->url : arena_str(c->text, known->found_on);
    k->role = known->role;
    k->state = known->state;
    k->why = known->why;
    k->depth = known->depth;
    k->priority = known->priority;
    k->tries = known->tries;
    k->class = class_of_restored(c, k);
    c->sitemaps += k->role == ROLE_SITEMAP;
    if (known->redirect_to.n > 0)
        redirect_note(c, i, known->redirect_to);
    c->off_site += k->why == PROBLEM_OFF_SITE;
    crawl_count_held(c, k, 1);
    return i;
}

static void
queue_again(struct crawl *c, uint32_t i)
{
    if (frontier_at(c->frontier, i)->tries > 0)
        frontier_push_again(c->frontier, i, clock_monotonic_ms());
    else
        frontier_push(c->frontier, i);
}

int
crawl_restore(struct crawl *c, const struct address *known, const struct sha256 *body, int status,
              struct err *e)
{
    struct url u;
    uint32_t i;

    (void)e;
    arena_reset(c->scratch);
    arena_reset(c->request);
    if (!url_parse(c->scratch, known->url, NULL, NULL, &u) || (i = restore_known(c, known, &u)) == NO_INDEX)
        return 0;
    const struct known *k = frontier_at(c->frontier, i);
    if (k->state == ADDRESS_SKIPPED || crawl_is_held(k))
        return 0;
    if (k->role == ROLE_PAGE) /* months of calendars are counted again */
        trap_of_address(c->traps, &u, 100);
    if (k->state == ADDRESS_QUEUED && k->role != ROLE_ROBOTS && k->role != ROLE_PROBE)
        queue_again(c, i);
    else if (c->server_n > 0 || scope_has(c->scope, &u))
        restore_body(c, i, body, status);
    return 0;
}

void
crawl_begin_restored(struct crawl *c)
{
    int n = c->attempt_n;

    c->restoring = false;
    redirects_settle(c);
    server_robots_settle(c);
    while (n > 0 && frontier_find(c->frontier, c->attempt[n - 1].url) == NO_INDEX)
        n--;
    crawl_begin_attempt(c, n > 0 ? n - 1 : 0, PROBLEM_NONE);
    for (uint32_t i = 0; i < frontier_count(c->frontier); i++) {
        const struct known *k = frontier_at(c->frontier, i);
        if (k->depth == 0 && k->role == ROLE_PAGE && i > c->home_i)
            c->home_i = i;
    }
    const struct known *home = frontier_at(c->frontier, c->home_i);
    if (c->home.n == 0 && (home->state == ADDRESS_FAILED || home->state == ADDRESS_SKIPPED))
        crawl_home_failed(c, home->why, STR_NONE);
}
