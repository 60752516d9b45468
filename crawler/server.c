/* The servers of a site: robots.txt first, then two impossible addresses, then what the frontier holds. */
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "crawler/crawl_private.h"
#include "crawler/fingerprint.h"
#include "crawler/header.h"
#include "crawler/state.h"
#include "oit/limits.h"
#include <stdlib.h>

#define PRODUCT STR("oit")
#define ROBOTS_REDIRECTS 5 /* RFC 9309 section 2.3.1.2 */
#define FIRST_RETRY_MS 1000

/* Knowing servers. */

static struct str
origin_of(struct crawl *c, const struct url *u)
{
    if (u->port < 0)
        return arena_printf(c->text, "%.*s://%.*s", STR_ARGS(u->scheme), STR_ARGS(u->host));
    return arena_printf(c->text, "%.*s://%.*s:%d", STR_ARGS(u->scheme), STR_ARGS(u->host), u->port);
}

uint16_t
server_of(struct crawl *c, const struct url *u)
{
    struct host_manners manners = {c->rate, c->connections};
    struct str key = scope_host_key(c->request, u);
    struct map_entry *m = map_get(c->server_numbers, key);
    struct server *s;

    if (m)
        return (uint16_t)m->num;
    map_put(c->server_numbers, key, NULL)->num = (int64_t)c->server_n;
    c->server = mem_room(c->server, c->server_n, &c->server_cap, sizeof *c->server);
    s = mem_new(1, sizeof *s);
    *s = (struct server){.number = (uint16_t)c->server_n,
                         .host = host_new(key, &manners),
                         .origin = origin_of(c, u),
                         .robots = NO_INDEX};
    for (int i = 0; i < PROBES; i++)
        s->probe[i].i = NO_INDEX;
    if (c->ignore_robots)
        host_set_rules(s->host, NULL, HOST_OPEN, PROBLEM_NONE);
    c->server[c->server_n] = s;
    return (uint16_t)c->server_n++;
}

void
server_free_all(struct crawl *c)
{
    for (size_t i = 0; i < c->server_n; i++) {
        host_free(c->server[i]->host);
        free(c->server[i]);
    }
    free(c->server);
    map_free(c->server_numbers);
}

/* What a closed or forsaken server still holds gets its reason. */
static void
drain(struct crawl *c, struct server *s, enum address_state state, enum problem why)
{
    int64_t wait;
    uint32_t i;

    while (!c->broken && (frontier_pop(c->frontier, s->number, &i) ||
                          frontier_pop_again(c->frontier, s->number, INT64_MAX, &i, &wait)))
        if (!frontier_at(c->frontier, i)->draft)
            crawl_mark(c, i, state, why);
}

/* What becomes of the addresses of a server whose robots.txt could not be had. */
static void
drain_closed(struct crawl *c, struct server *s, enum problem why)
{
    drain(c, s, problem_class(why) == CLASS_FAILED ? ADDRESS_FAILED : ADDRESS_SKIPPED, why);
}

void
server_restart(struct crawl *c, const struct url *start, enum problem problem)
{
    uint16_t number = server_of(c, start);
    struct server *s = c->server[number];

    s->origin = origin_of(c, start);
    if (host_stage(s->host) == HOST_OPEN)
        return;
    drain_closed(c, s, problem);
    s->robots = NO_INDEX;
    s->robots_at = 0;
    host_set_rules(s->host, NULL, HOST_NEW, PROBLEM_NONE);
}

/* Robots.txt. */

static bool
place_of(struct crawl *c, const struct server *s, const char *path, struct url *u)
{
    struct str text = arena_printf(c->scratch, "%.*s%s", STR_ARGS(s->origin), path);

    return url_parse(c->scratch, text, NULL, NULL, u);
}

static void
sitemaps_of_rules(struct crawl *c, struct server *s)
{
    const struct robots *r = host_rules(s->host);
    struct url base;

    if (s->sitemaps_known || c->restoring || host_stage(s->host) != HOST_OPEN ||
        !place_of(c, s, "/robots.txt", &base))
        return;
    s->sitemaps_known = true;
    for (size_t i = 0; r && i < robots_sitemap_count(r); i++)
        discover_sitemap_file(c, robots_sitemap(r, i), &base);
    discover_sitemap_file(c, STR("/sitemap.xml"), &base);
}

static void
rules_set(struct crawl *c, struct server *s, struct robots *rules, enum host_stage stage, enum problem why)
{
    host_set_rules(s->host, rules, stage, why);
    sitemaps_of_rules(c, s);
}

/* What was read of a robots.txt, up to its last whole line when it was cut. */
static struct str
whole_lines(struct str body, bool cut)
{
    while (cut && body.n > 0 && body.p[body.n - 1] != '\n')
        body.n--;
    return body;
}

static void
text_remember(struct crawl *c, uint32_t i, struct str body)
{
    struct str *text = ARENA_NEW(c->text, struct str);

    *text = arena_str(c->text, body);
    map_put(c->robots_texts, frontier_at(c->frontier, i)->url, NULL)->ptr = text;
}

static void
rules_from(struct crawl *c, struct server *s, uint32_t i, int status, bool is_html, struct str body)
{
    switch (robots_policy_of(status, is_html)) {
    case ROBOTS_USE_BODY:
        text_remember(c, i, body);
        rules_set(c, s, robots_parse(body, PRODUCT), HOST_OPEN, PROBLEM_NONE);
        return;
    case ROBOTS_ALLOW_ALL:
        text_remember(c, i, STR_NONE);
        rules_set(c, s, NULL, HOST_OPEN, PROBLEM_NONE);
        return;
    case ROBOTS_FORBID_ALL:
        rules_set(c, s, robots_forbid_all(), HOST_CLOSED, PROBLEM_ROBOTS_UNREAD);
        return;
    }
}

/* Rules that another server of the site has already given, when a redirect leads there. */
static bool
rules_known(struct crawl *c, struct server *s, uint32_t i)
{
    struct map_entry *m = map_get(c->robots_texts, frontier_at(c->frontier, i)->url);
    const struct str *text = m ? m->ptr : NULL;

    if (text)
        rules_set(c, s, robots_parse(*text, PRODUCT), HOST_OPEN, PROBLEM_NONE);
    return text != NULL;
}

/* Start with robots.txt, unless its rules are known without asking. */
static void
robots_begin(struct crawl *c, struct server *s)
{
    bool draft = c->home_i == NO_INDEX || frontier_at(c->frontier, c->home_i)->draft;
    struct url u;

    if (!place_of(c, s, "/robots.txt", &u)) {
        rules_set(c, s, NULL, HOST_OPEN, PROBLEM_NONE);
        return;
    }
    struct str url = url_canonical(c->scratch, &u);
    uint32_t i = frontier_find(c->frontier, url);
    if (i != NO_INDEX && rules_known(c, s, i))
        return;
    if (i == NO_INDEX || frontier_at(c->frontier, i)->draft)
        i = discover_direct(c, &u, ROLE_ROBOTS, draft);
    if (i == NO_INDEX) {
        rules_set(c, s, robots_forbid_all(), HOST_CLOSED, PROBLEM_LIMIT_FRONTIER);
        return;
    }
    frontier_at(c->frontier, i)->role = ROLE_ROBOTS;
    frontier_at(c->frontier, i)->host = s->number;
    s->robots = i;
    host_set_asked(s->host);
}

static void
robots_closed(struct crawl *c, struct server *s, uint32_t i, struct visit *v, enum problem why)
{
    struct str detail = v->fetch.detail;

    rules_set(c, s, robots_forbid_all(), HOST_CLOSED, why);
    if (why == PROBLEM_ROBOTS_UNREAD)
        detail = STR_NONE;
    crawl_keep(c, i, v);
    if (c->home_i != NO_INDEX && frontier_at(c->frontier, c->home_i)->host == s->number && c->home.n == 0)
        crawl_home_failed(c, why, detail);
}

/* The rules that were read on an earlier visit hold for a while when the server is in trouble now. */
static bool
robots_remembered(struct crawl *c, struct server *s, uint32_t i, struct visit *v)
{
    struct str url = frontier_at(c->frontier, i)->url;
    bool known = false, has_rules = false;
    struct fetch earlier;
    struct buf body;

    buf_init(&body, LIMIT_ROBOTS);
    if (c->m->earlier && c->m->body && c->m->earlier(c->m->ctx, url, c->scratch, &earlier))
        known = earlier.seen > 0 && robots_is_kept(earlier.seen, clock_now()) &&
                c->m->body(c->m->ctx, &earlier.sha256, &body);
    if (known) {
        has_rules = earlier.kind != KIND_HTML;
        text_remember(c, i, has_rules ? buf_view(&body) : STR_NONE);
        rules_set(c, s, has_rules ? robots_parse(buf_view(&body), PRODUCT) : NULL, HOST_OPEN, PROBLEM_NONE);
        v->fetch.detail = STR(N_("robots.txt could not be had: the rules of the visit before hold"));
        crawl_keep(c, i, v);
    }
    buf_free(&body);
    return known;
}

/* Nothing usable came: again a little later, or by http, or never. */
static void
robots_failed(struct crawl *c, struct server *s, uint32_t i, struct visit *v)
{
    struct known *k = frontier_at(c->frontier, i);
    enum problem problem = v->fetch.problem;
    bool draft = k->draft;

    if (draft && v->fetch.status == 0 && problem != PROBLEM_FORBIDDEN_ADDRESS && problem != PROBLEM_DNS &&
        c->attempt_now + 1 < c->attempt_n) {
        crawl_home_failed(c, problem, v->fetch.detail);
        return;
    }
    if (k->tries < answer_retries(v->fetch.status, problem) && !host_is_aside(s->host)) {
        s->robots_at = clock_monotonic_ms() + (FIRST_RETRY_MS << k->tries);
        v->state = ADDRESS_QUEUED;
        crawl_keep(c, i, v);
        return;
    }
    v->state = ADDRESS_FAILED;
    if (!robots_remembered(c, s, i, v))
        robots_closed(c, s, i, v, v->fetch.status ? PROBLEM_ROBOTS_UNREAD : problem);
}

/* Follow robots.txt to another address, even of another server, in the name of this one. */
static void
robots_redirected(struct crawl *c, struct server *s, uint32_t i, const struct fetch_answer *a,
                  struct visit *v)
{
    int hops = frontier_at(c->frontier, i)->hops + 1;
    struct url target;
    uint32_t j;

    v->state = ADDRESS_READ;
    if (!answer_target(c, a, &v->fetch, &target)) {
        v->state = ADDRESS_FAILED;
        robots_closed(c, s, i, v, v->fetch.problem);
        return;
    }
    j = frontier_find(c->frontier, v->fetch.redirect_to);
    bool page = j != NO_INDEX && frontier_at(c->frontier, j)->role == ROLE_PAGE;
    if (hops > ROBOTS_REDIRECTS || (j != NO_INDEX && (page || !frontier_at(c->frontier, j)->draft))) {
        /* A page we know anyway, a circle, or too long a chain: there are no rules. */
        if (j == NO_INDEX || !rules_known(c, s, j))
            rules_set(c, s, NULL, HOST_OPEN, PROBLEM_NONE);
        v->fetch.detail =
            hops > ROBOTS_REDIRECTS ? STR(N_("too many redirects: taken as no rules")) : STR_NONE;
        crawl_keep(c, i, v);
        return;
    }
    j = discover_direct(c, &target, ROLE_ROBOTS, false);
    if (j != NO_INDEX) {
        frontier_at(c->frontier, j)->host = s->number;
        frontier_at(c->frontier, j)->hops = hops;
        frontier_at(c->frontier, i)->redirect_to = j;
        s->robots = j;
        s->robots_at = 0;
    }
    crawl_keep(c, i, v);
}

/* Does the site ask for longer pauses than we keep? */
static bool
delay_is_cut(const struct server *s)
{
    double asked = -1;

    host_delay(s->host, &asked);
    return asked > LIMIT_CRAWL_DELAY_S;
}

static struct str
robots_detail(const struct server *s, int status)
{
    if (status == 401 || status == 403)
        return STR(N_("robots.txt itself is not open; the standard (RFC 9309) then permits reading"));
    return delay_is_cut(s) ? STR(N_("30 seconds are kept")) : STR_NONE;
}

void
server_robots_answered(struct crawl *c, uint32_t i, struct fetch_answer *a)
{
    struct server *s = c->server[frontier_at(c->frontier, i)->host];
    struct visit v = {.state = ADDRESS_READ};
    struct buf body;

    answer_record(c, i, a, &v.fetch);
    if (a->problem != PROBLEM_NONE && a->problem != PROBLEM_TRUNCATED) {
        robots_failed(c, s, i, &v);
        return;
    }
    if (answer_is_redirect(a->status)) {
        robots_redirected(c, s, i, a, &v);
        return;
    }
    if (a->status == 429 || a->status >= 500) {
        v.fetch.problem = answer_status(a->status);
        robots_failed(c, s, i, &v);
        return;
    }
    buf_init(&body, LIMIT_ROBOTS);
    if (!answer_body(c, i, a, &v.fetch, &body, &v.body)) {
        crawl_request(c, i);
        goto out;
    }
    v.state = v.fetch.not_modified ? ADDRESS_NOT_MODIFIED : ADDRESS_READ;
    if (v.fetch.status >= 300) {
        v.fetch.problem = answer_status(a->status);
        v.state = ADDRESS_FAILED;
        v.body = STR_NONE;
    }
    rules_from(c, s, i, v.fetch.status, v.fetch.kind == KIND_HTML && str_starts(str_trim(v.body), STR("<")),
               whole_lines(v.body, a->problem == PROBLEM_TRUNCATED));
    if (v.fetch.detail.n == 0)
        v.fetch.detail = robots_detail(s, a->status);
    if (v.fetch.problem == PROBLEM_NONE && delay_is_cut(s))
        v.fetch.problem = PROBLEM_CRAWL_DELAY;
    crawl_keep(c, i, &v);
out:
    buf_free(&body);
}

void
server_robots_restored(struct crawl *c, uint32_t i, struct str body, int status)
{
    struct known *k = frontier_at(c->frontier, i);
    bool is_html = str_find_nocase(str_sub(body, 0, 1024), STR("<html"), 0) != STR_NOT_FOUND;
    struct server *s = c->server[k->host];
    struct url u, own;

    if (k->state == ADDRESS_QUEUED || answer_is_redirect(status) ||
        !robots_is_fresh(c->run_begun, clock_now()) || !url_parse(c->scratch, k->url, NULL, NULL, &u))
        return;
    if (!scope_has(c->scope, &u) || !place_of(c, s, "/robots.txt", &own) || !str_eq(u.path, own.path) ||
        host_stage(s->host) == HOST_OPEN)
        text_remember(c, i, is_html || status != 200 ? STR_NONE : body);
    else if (k->state == ADDRESS_FAILED && (status == 0 || status == 429 || status >= 500))
        rules_set(c, s, robots_forbid_all(), HOST_CLOSED, status ? PROBLEM_ROBOTS_UNREAD : k->why);
    else
        rules_from(c, s, i, status, is_html, body);
}

/* The end of a chain of redirects that begins with this robots.txt. */
static uint32_t
chain_end(const struct crawl *c, uint32_t i)
{
    for (int hops = 0; hops <= ROBOTS_REDIRECTS && frontier_at(c->frontier, i)->redirect_to != NO_INDEX;
         hops++)
        i = frontier_at(c->frontier, i)->redirect_to;
    return i;
}

/* The rules of a server whose robots.txt was had by a redirect, or still is to be. */
static void
robots_settle(struct crawl *c, struct server *s)
{
    struct url u;

    if (host_stage(s->host) != HOST_NEW || !place_of(c, s, "/robots.txt", &u))
        return;
    uint32_t i = frontier_find(c->frontier, url_canonical(c->scratch, &u));
    uint32_t end = i == NO_INDEX ? i : chain_end(c, i);
    if (i == NO_INDEX || end == i || rules_known(c, s, end))
        return;
    if (frontier_at(c->frontier, end)->role != ROLE_ROBOTS) {
        rules_set(c, s, NULL, HOST_OPEN, PROBLEM_NONE);
        return;
    }
    s->robots = end;
    frontier_at(c->frontier, end)->host = s->number;
    host_set_asked(s->host);
}

void
server_robots_settle(struct crawl *c)
{
    for (size_t n = 0; n < c->server_n; n++) {
        arena_reset(c->scratch);
        robots_settle(c, c->server[n]);
        sitemaps_of_rules(c, c->server[n]);
    }
}

/* Probes: what does this server show for an address that cannot exist? */

static uint32_t
probe_address(struct crawl *c, struct server *s, int n)
{
    static const char *const endings[PROBES] = {"", ".html"};
    struct url base, u;
    uint32_t i;
    struct str name = arena_printf(c->scratch, "oit-no-such-page-%08x%s",
                                   (unsigned)str_hash(host_key(s->host)), endings[n]);

    if (!url_parse(c->scratch, s->first_page, NULL, NULL, &base) ||
        !url_parse(c->scratch, name, &base, NULL, &u) || !scope_has(c->scope, &u))
        return NO_INDEX;
    i = frontier_find(c->frontier, url_canonical(c->scratch, &u));
    if (i != NO_INDEX) /* on its way when an earlier start of the program ended */
        return frontier_at(c->frontier, i)->role == ROLE_PROBE ? i : NO_INDEX;
    if (!host_allows(s->host, u.path))
        return NO_INDEX;
    return discover_direct(c, &u, ROLE_PROBE, false);
}

/* The next probe to send, or NO_INDEX. */
static uint32_t
probe_next(struct crawl *c, struct server *s)
{
    for (int n = 0; n < PROBES && s->first_page.n > 0; n++) {
        struct probe *p = &s->probe[n];
        if (p->done || p->i != NO_INDEX)
            continue;
        p->i = probe_address(c, s, n);
        if (p->i != NO_INDEX)
            return p->i;
        p->done = true;
    }
    return NO_INDEX;
}

static void
probe_settle(struct crawl *c, uint32_t i, const struct page *page, enum problem state, struct str to)
{
    struct server *s = c->server[frontier_at(c->frontier, i)->host];

    for (int n = 0; n < PROBES; n++) {
        struct probe *p = &s->probe[n];
        if (p->i != i)
            continue;
        p->done = true;
        p->shows = page != NULL;
        p->state = state;
        p->print = page ? fingerprint_of_page(page) : 0;
        p->seen = page && s->first_page.n > 0 && p->print == s->first_print;
        p->to = arena_str(c->text, to);
    }
}

void
server_probe_answered(struct crawl *c, uint32_t i, struct fetch_answer *a)
{
    struct visit v = {.state = ADDRESS_READ};
    struct page page;
    struct url target;
    bool shown = false;

    answer_record(c, i, a, &v.fetch);
    if (a->problem == PROBLEM_NONE && a->status == 200 && a->kind == KIND_HTML) {
        shown = answer_read(c, v.fetch.url, a->body, a->content_type, &page);
        if (shown)
            v.fetch.problem =
                state_of_page_with(c->gambling, &page, c->page_text, a->status, a->content_type);
        v.body = a->body;
    } else if (answer_is_redirect(a->status)) {
        answer_target(c, a, &v.fetch, &target);
    } else if (a->problem == PROBLEM_NONE) {
        v.fetch.problem = answer_status(a->status);
    }
    if (problem_class(v.fetch.problem) == CLASS_FAILED)
        v.state = ADDRESS_FAILED;
    probe_settle(c, i, shown ? &page : NULL, v.fetch.problem, v.fetch.redirect_to);
    crawl_keep(c, i, &v);
}

void
server_probe_restored(struct crawl *c, uint32_t i, struct str body, int status)
{
    struct known *k = frontier_at(c->frontier, i);
    struct server *s = c->server[k->host];
    struct page page;
    bool shown = status == 200 && body.n > 0 && answer_read(c, k->url, body, STR_NONE, &page);
    enum problem state =
        shown ? state_of_page_with(c->gambling, &page, c->page_text, status, STR_NONE) : PROBLEM_NONE;
    struct probe *p = &s->probe[str_ends(k->url, STR(".html")) ? 1 : 0];

    if (k->state == ADDRESS_QUEUED)
        return;
    p->i = i;
    probe_settle(c, i, shown ? &page : NULL, state, STR_NONE);
}

/* Front doors are often sent to the front page by right. */
static bool
is_front_door(struct crawl *c, struct str url)
{
    static const char *const names[] = {"index", "home", "main", "default", "welcome"};
    struct str last = url_last_segment(c->scratch, url);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_starts_nocase(last, str_of(names[i])))
            return true;
    return last.n == 0;
}

bool
server_sends_lost(struct crawl *c, uint32_t i, struct str target)
{
    const struct known *k = frontier_at(c->frontier, i);
    const struct server *s = c->server[k->host];
    bool lost = false;

    for (int n = 0; n < PROBES; n++)
        lost = lost || (s->probe[n].to.n > 0 && str_eq(s->probe[n].to, target));
    return lost && k->depth > 0 && !is_front_door(c, k->url);
}

/* Is there an answer to an impossible address that this page may be the same as? */
static bool
may_be_lost(const struct crawl *c, const struct server *s, uint32_t i)
{
    bool shows = false;

    for (int n = 0; n < PROBES; n++)
        shows = shows || s->probe[n].shows;
    return shows && i != c->home_i;
}

enum problem
server_judge(struct crawl *c, uint32_t i, const struct page *page, enum problem problem)
{
    struct known *k = frontier_at(c->frontier, i);
    struct server *s = c->server[k->host];
    bool first = s->first_page.n == 0, lost = may_be_lost(c, s, i);
    uint64_t print = first || lost ? fingerprint_of_page(page) : 0;

    if (first) {
        s->first_page = k->url;
        s->first_print = print;
    }
    for (int n = 0; lost && n < PROBES; n++) {
        struct probe *p = &s->probe[n];
        if (!p->shows || p->print != print)
            continue;
        if (p->state != PROBLEM_NONE || p->seen)
            return problem == PROBLEM_NONE ? PROBLEM_SOFT_404 : problem;
        p->seen = true;
    }
    return problem;
}

/* Work. */

/* Is there a budget left for this address? */
static enum problem
budget_of(const struct crawl *c, const struct known *k, bool *later)
{
    bool document = k->role == ROLE_DOCUMENT;
    uint64_t used = document ? c->documents : c->pages;
    uint64_t running = document ? c->documents_running : c->pages_running;
    uint64_t max = document ? c->max_documents : c->max_pages;

    *later = false;
    /* A site of dead links and redirects alone may not hold us longer than one of pages. */
    if (k->role != ROLE_SITEMAP && c->fruitless >= c->max_pages + c->max_documents)
        return PROBLEM_LIMIT_PAGES;
    if (k->role == ROLE_SITEMAP || used + running < max)
        return PROBLEM_NONE;
    *later = used < max;
    if (!document)
        return PROBLEM_LIMIT_PAGES;
    /* No documents at all is a wish of the user, not a budget that ended the run. */
    return max > 0 ? PROBLEM_LIMIT_DOCUMENTS : PROBLEM_NO_DOCUMENTS;
}

static bool
rules_forbid(struct crawl *c, const struct server *s, const struct known *k)
{
    struct url u;
    struct str path;

    if (!url_parse(c->request, k->url, NULL, NULL, &u))
        return true;
    path = u.has_query ? arena_printf(c->request, "%.*s?%.*s", STR_ARGS(u.path), STR_ARGS(u.query)) : u.path;
    return !host_allows(s->host, path);
}

/* Has what was read since it was found shown that it is not worth a request? */
static enum problem
worn(struct crawl *c, const struct known *k)
{
    struct url u;

    if (k->tainted && k->priority == 0 && c->hacked >= LIMIT_HACKED_PAGES)
        return PROBLEM_TRAP_HACKED;
    if (!url_parse(c->request, k->url, NULL, NULL, &u))
        return PROBLEM_NONE;
    return trap_worn(c->traps, &u, k->priority, k->by_dull);
}

/*
 * May this address be asked for now?  Otherwise it gets its reason, or goes back into the queue until what is
 * on its way has shown whether a budget is used up.
 */
static bool
admit(struct crawl *c, struct server *s, uint32_t i, bool *later)
{
    struct known *k = frontier_at(c->frontier, i);
    enum problem why = budget_of(c, k, later);

    if (*later) {
        frontier_push(c->frontier, i);
        return false;
    }
    if (why != PROBLEM_NONE) {
        c->limited = c->limited || why != PROBLEM_NO_DOCUMENTS;
        crawl_mark(c, i, ADDRESS_SKIPPED, why);
        return false;
    }
    arena_reset(c->request);
    /* What was asked for before and failed is no news of a trap: it keeps its own problem. */
    why = k->role == ROLE_PAGE && i != c->home_i && k->tries == 0 ? worn(c, k) : PROBLEM_NONE;
    if (why != PROBLEM_NONE) {
        crawl_mark(c, i, ADDRESS_SKIPPED, why);
        return false;
    }
    if (!rules_forbid(c, s, k))
        return true;
    crawl_mark(c, i, ADDRESS_SKIPPED, PROBLEM_ROBOTS);
    if (i == c->home_i && c->home.n == 0)
        crawl_home_failed(c, PROBLEM_ROBOTS, STR(N_("robots.txt forbids the start address")));
    return false;
}

static bool
anything_untried(const struct crawl *c)
{
    for (size_t n = 0; n < c->server_n; n++)
        if (frontier_untried(c->frontier, (uint16_t)n) > 0 && !host_is_aside(c->server[n]->host))
            return true;
    return false;
}

/* Take the next address of an open server; false when there is none now. */
static bool
take(struct crawl *c, struct server *s, int64_t now, uint32_t *i, int64_t *wait)
{
    bool later = false;

    *wait = -1;
    while (!c->broken && frontier_pop(c->frontier, s->number, i)) {
        if (admit(c, s, *i, &later))
            return true;
        if (later)
            return false;
    }
    if (fetch_running(c->pool) > 0 || anything_untried(c))
        return false;
    while (!c->broken && frontier_pop_again(c->frontier, s->number, now, i, wait))
        if (admit(c, s, *i, &later))
            return true;
    return false;
}

/* Start one request of a server whose turn it is; false when it has none, *wait says until when. */
static bool
begin_one(struct crawl *c, struct server *s, int64_t now, int64_t *wait)
{
    uint32_t i = NO_INDEX;

    *wait = -1;
    arena_reset(c->scratch);
    if (host_stage(s->host) == HOST_NEW)
        robots_begin(c, s);
    if (c->ignore_robots)
        sitemaps_of_rules(c, s);
    if (host_stage(s->host) == HOST_ASKED) {
        if (host_running(s->host) > 0)
            return false;
        if (s->robots_at > now) {
            *wait = s->robots_at - now;
            return false;
        }
        crawl_request(c, s->robots);
        return true;
    }
    if (host_stage(s->host) == HOST_CLOSED) {
        drain_closed(c, s, host_why(s->host));
        return false;
    }
    i = probe_next(c, s);
    if (i == NO_INDEX && !take(c, s, now, &i, wait))
        return false;
    crawl_request(c, i);
    return true;
}

static bool
has_work(const struct crawl *c, const struct server *s)
{

    if (host_stage(s->host) == HOST_ASKED || frontier_untried(c->frontier, s->number) > 0 ||
        frontier_again(c->frontier, s->number) > 0)
        return true;
    for (int n = 0; n < PROBES; n++)
        if (s->first_page.n > 0 && !s->probe[n].done && s->probe[n].i == NO_INDEX)
            return true;
    return false;
}

int64_t
server_step(struct crawl *c, struct server *s, int64_t now)
{

    while (!c->broken && has_work(c, s)) {
        int64_t wait = host_wait(s->host, now);
        if (wait != 0)
            return wait;
        bool begun = begin_one(c, s, now, &wait);
        if (!begun)
            return wait;
    }
    return -1;
}

bool
server_wake_all(struct crawl *c, int64_t now)
{
    bool woken = false;

    for (size_t n = 0; n < c->server_n; n++)
        if (has_work(c, c->server[n]) && host_is_aside(c->server[n]->host))
            woken = host_wake(c->server[n]->host, now) || woken;
    return woken;
}
