/* From links, redirects and sitemaps to addresses in the frontier, each with its state. */
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "crawler/candidate.h"
#include "crawler/crawl_private.h"
#include "crawler/json.h"
#include "crawler/shape.h"
#include "crawler/sitemap.h"
#include "oit/limits.h"

#define PICTURE_PAGE 50 /* priority of a page whose pictures may matter */
#define PICTURES_HELD 4 /* of one page: of more, one that is broken leaves enough to see */
#define RAISE_BELOW 50  /* an address of less priority is judged again when another link names it */

/* What speaks for an address. */
struct lead {
    const struct page *page; /* NULL for a sitemap */
    const struct link *link;
    struct str found_on;
    const struct url *from; /* NULL for a sitemap */
    int depth;
    bool tainted;   /* the page looks hacked */
    bool dull;      /* it shows nothing that was not known */
    size_t *led_on; /* addresses of another shape that are new; may be NULL */
};

void
discover_tell(struct crawl *c, uint32_t i)
{
    struct known *k = frontier_at(c->frontier, i);

    c->found = mem_room(c->found, c->found_n, &c->found_cap, sizeof *c->found);
    c->found[c->found_n++] = (struct address){.url = k->url,
                                              .found_on = k->found_on,
                                              .role = k->role,
                                              .state = k->state,
                                              .why = k->why,
                                              .depth = k->depth,
                                              .priority = k->priority,
                                              .tries = k->tries};
    k->draft = false;
}

static int
interest_of(const struct crawl *c, const struct lead *lead)
{
    if (!lead->link || !c->m->interest)
        return 0;
    return c->m->interest(c->m->ctx, lead->page, lead->link);
}

static struct str
path_and_query(struct crawl *c, const struct url *u)
{
    if (!u->has_query)
        return u->path;
    return arena_printf(c->request, "%.*s?%.*s", STR_ARGS(u->path), STR_ARGS(u->query));
}

/* PROBLEM_NONE when the address is worth a request. */
static enum problem
judge(struct crawl *c, const struct url *u, const struct candidate *ca, int depth, uint16_t *host)
{
    *host = 0;
    if (!scope_has(c->scope, u))
        return PROBLEM_OFF_SITE;
    *host = server_of(c, u);
    if (ca->skip != PROBLEM_NONE)
        return ca->skip;
    if (ca->nameless && !c->hold_documents)
        return PROBLEM_TYPE;
    const struct host *h = c->server[*host]->host;
    if (host_stage(h) == HOST_OPEN && !host_allows(h, path_and_query(c, u)))
        return PROBLEM_ROBOTS;
    if (depth > c->max_depth)
        return PROBLEM_LIMIT_DEPTH;
    return ca->role == ROLE_PAGE ? trap_of_address(c->traps, u, ca->priority) : PROBLEM_NONE;
}

static uint32_t
remember(struct crawl *c, struct str url)
{
    uint32_t i = frontier_find(c->frontier, url);

    if (i != NO_INDEX)
        return i;
    i = frontier_add(c->frontier, url);
    if (i == NO_INDEX) {
        if (!c->limited)
            log_note(_("the site has more than %d addresses; the rest is not remembered"), LIMIT_FRONTIER);
        c->limited = true;
    }
    return i;
}

/* A document is asked for when an item needs it; one that was needed the visit before is needed again. */
static bool
may_wait(struct crawl *c, struct str url, const struct candidate *ca, bool on_page)
{
    struct fetch earlier;

    return c->hold_documents && ca->role == ROLE_DOCUMENT && on_page &&
           !(c->m->earlier && c->m->earlier(c->m->ctx, url, c->request, &earlier));
}

/* An address that is not known yet. */
static uint32_t
add(struct crawl *c, struct str url, const struct url *u, const struct candidate *ca, const struct lead *lead)
{
    uint32_t i = remember(c, url);
    uint16_t host;

    if (i == NO_INDEX)
        return i;
    enum problem why = judge(c, u, ca, lead->depth, &host);
    /* The last place says that there are more. */
    if (frontier_count(c->frontier) == LIMIT_FRONTIER)
        why = PROBLEM_LIMIT_FRONTIER;
    struct known *k = frontier_at(c->frontier, i);
    k->found_on = lead->found_on;
    k->host = host;
    k->role = ca->role;
    k->class = ca->class;
    k->priority = ca->priority;
    k->depth = lead->depth;
    k->why = why;
    k->state = why == PROBLEM_NONE ? ADDRESS_QUEUED : ADDRESS_SKIPPED;
    if (why == PROBLEM_NONE && may_wait(c, url, ca, lead->page != NULL))
        k->why = PROBLEM_NOT_NEEDED;
    crawl_count_held(c, k, 1);
    k->tainted = lead->tainted;
    k->by_dull = lead->dull;
    c->off_site += why == PROBLEM_OFF_SITE;
    discover_tell(c, i);
    if (k->why != PROBLEM_NONE)
        return i;
    frontier_push(c->frontier, i);
    if (lead->led_on && !shape_same_path(lead->from, u))
        ++*lead->led_on;
    return i;
}

static void
raise(struct crawl *c, struct known *k, const struct candidate *ca, int depth)
{
    crawl_count_held(c, k, -1); /* by its priority */
    if (ca->priority > k->priority)
        k->priority = ca->priority;
    if (ca->class < k->class)
        k->class = ca->class;
    if (depth < k->depth)
        k->depth = depth;
    k->role = ca->role;
    crawl_count_held(c, k, 1);
}

/* A second link may say more about an address than the first. */
static void
look_again(struct crawl *c, uint32_t i, const struct lead *lead)
{
    struct known *k = frontier_at(c->frontier, i);
    bool typed = k->state == ADDRESS_SKIPPED && k->why == PROBLEM_TYPE;
    bool deep = k->state == ADDRESS_SKIPPED && k->why == PROBLEM_LIMIT_DEPTH && lead->depth <= c->max_depth;
    bool queued = k->waiting && (k->priority < RAISE_BELOW || k->class > FRONTIER_LINKED);
    bool unnamed = crawl_is_held(k) && k->priority <= PRIORITY_NAMELESS;
    struct candidate ca;
    struct url u;
    int interest;

    k->tainted = k->tainted && lead->tainted;
    k->by_dull = k->by_dull && lead->dull;
    if (!typed && !deep && !queued && !unnamed)
        return;
    interest = interest_of(c, lead);
    /* Nearly every link of a menu: it says no more than those before, so its address need not be read. */
    if (queued && interest <= k->priority && k->class <= FRONTIER_LINKED)
        return;
    if (!url_parse(c->request, k->url, NULL, NULL, &u))
        return;
    ca = candidate_of(&u, lead->link, interest);
    if (ca.skip != PROBLEM_NONE || (ca.nameless && (unnamed || !c->hold_documents)) ||
        (queued && ca.priority <= k->priority && ca.class >= k->class))
        return;
    raise(c, k, &ca, lead->depth);
    bool held = !queued && may_wait(c, k->url, &ca, lead->page != NULL);
    if (!queued)
        crawl_mark(c, i, ADDRESS_QUEUED, held ? PROBLEM_NOT_NEEDED : PROBLEM_NONE);
    if (!held)
        frontier_push(c->frontier, i);
}

/* An address that is not known, or only as a draft; its place in the frontier. */
static uint32_t
follow_new(struct crawl *c, struct str url, const struct lead *lead)
{
    struct lead here = *lead;
    struct candidate ca;
    struct url u;

    if (!url_parse(c->request, url, NULL, NULL, &u) || !url_followable(&u))
        return NO_INDEX;
    bool ours = scope_has(c->scope, &u);
    if (!ours && c->off_site >= LIMIT_OFF_SITE)
        return NO_INDEX;
    ca = candidate_of(&u, lead->link, ours ? interest_of(c, lead) : 0);
    if (ours && lead->from && trap_same_list(c->traps, lead->from, &u))
        here.depth--;
    return add(c, url, &u, &ca, &here);
}

/* *place: where in the frontier it is, NO_INDEX when that is not known. */
static void
follow_at(struct crawl *c, struct str url, const struct lead *lead, uint32_t *place)
{
    uint32_t i = *place;

    if (i == NO_INDEX)
        i = frontier_find(c->frontier, url);
    if (i != NO_INDEX && !frontier_at(c->frontier, i)->draft)
        look_again(c, i, lead);
    else
        i = follow_new(c, url, lead);
    *place = i;
}

static void
follow(struct crawl *c, struct str url, const struct lead *lead)
{
    uint32_t nowhere = NO_INDEX;

    follow_at(c, url, lead, &nowhere);
}

/* Where an address that has a number is.  To find each by its letters was 1 % of a scan, most of it waiting
 * for memory. */
static uint32_t *
place_of(struct crawl *c, uint32_t address)
{
    while (c->led_n <= address) {
        c->led = mem_room(c->led, c->led_n, &c->led_cap, sizeof *c->led);
        c->led[c->led_n++] = NO_INDEX;
    }
    return &c->led[address];
}

static void
follow_link(struct crawl *c, const struct link *l, const struct lead *lead)
{
    if (l->address)
        follow_at(c, l->url, lead, place_of(c, l->address));
    else
        follow(c, l->url, lead);
}

size_t
discover_links(struct crawl *c, uint32_t from, const struct page *page, enum problem problem, bool dull)
{
    size_t led_on = 0;
    struct lead lead = {.page = page, .led_on = &led_on, .dull = dull};
    struct url u;

    if (!url_parse(c->scratch, frontier_at(c->frontier, from)->url, NULL, NULL, &u))
        return 0;
    lead.from = &u;
    lead.tainted = problem == PROBLEM_SUSPICIOUS && frontier_at(c->frontier, from)->depth > 0;
    lead.found_on = frontier_at(c->frontier, from)->url;
    lead.depth = frontier_at(c->frontier, from)->depth + 1;
    for (size_t i = 0; i < page->link_n; i++) {
        lead.link = &page->link[i];
        if (!lead.link->followable || lead.link->url.n == 0)
            continue;
        arena_reset(c->request);
        follow_link(c, lead.link, &lead);
    }
    return led_on;
}

/* A picture that may not be asked for is not remembered: it is no part of the site that could not be looked
 * at. */
static bool
may_ask(struct crawl *c, const struct url *u, const struct candidate *ca, int depth)
{
    uint16_t host;

    return judge(c, u, ca, depth, &host) == PROBLEM_NONE && host_stage(c->server[host]->host) == HOST_OPEN;
}

/* The words that led here name an item, perhaps, and a picture may be all that stands here. */
void
discover_pictures(struct crawl *c, uint32_t from, const struct page *page)
{
    const struct known *here = frontier_at(c->frontier, from);
    struct lead lead = {.page = page, .found_on = here->url, .depth = here->depth + 1};
    struct candidate ca = {.role = ROLE_DOCUMENT, .class = FRONTIER_HINTED, .priority = PRIORITY_PICTURE};
    int held = 0;
    struct url u;

    if (!c->hold_documents || here->depth == 0 || here->priority < PICTURE_PAGE)
        return;
    for (size_t i = 0; i < page->image_n && held < PICTURES_HELD; i++) {
        const struct image *m = &page->image[i];

        arena_reset(c->request);
        if (m->src.n == 0 || !place_is_own(m->place) || frontier_find(c->frontier, m->src) != NO_INDEX ||
            !url_parse(c->request, m->src, NULL, NULL, &u) || !may_ask(c, &u, &ca, lead.depth))
            continue;
        add(c, m->src, &u, &ca, &lead);
        held++;
    }
}

uint32_t
discover_redirect(struct crawl *c, uint32_t from, const struct url *target)
{
    struct known k = *frontier_at(c->frontier, from);
    struct str url = url_canonical(c->scratch, target);
    uint32_t i = frontier_find(c->frontier, url);
    struct candidate ca = {.role = k.role, .class = k.class, .priority = k.priority};
    struct lead lead = {.found_on = k.found_on, .depth = k.depth};
    struct url u;

    if (i != NO_INDEX && !frontier_at(c->frontier, i)->draft)
        return i;
    if (url.n == 0 || !url_parse(c->request, url, NULL, NULL, &u))
        return NO_INDEX;
    /* A link was followed to get here: its look has been judged already. */
    if (candidate_is_file(&u))
        ca.role = ROLE_DOCUMENT;
    i = add(c, url, &u, &ca, &lead);
    if (i != NO_INDEX)
        frontier_at(c->frontier, i)->hops = k.hops + 1;
    return i;
}

uint32_t
discover_direct(struct crawl *c, const struct url *u, enum role role, bool draft)
{
    struct str url = url_canonical(c->scratch, u);
    uint32_t i = url.n > 0 ? remember(c, url) : NO_INDEX;

    if (i == NO_INDEX)
        return i;
    uint16_t host = scope_has(c->scope, u) ? server_of(c, u) : 0;
    struct known *k = frontier_at(c->frontier, i);
    k->host = host;
    k->role = role;
    k->class = FRONTIER_DIRECT;
    k->state = ADDRESS_QUEUED;
    k->why = PROBLEM_NONE;
    k->draft = draft;
    if (!draft)
        discover_tell(c, i);
    return i;
}

/* Sitemaps. */

void
discover_sitemap_file(struct crawl *c, struct str location, const struct url *base)
{
    struct candidate ca = {.role = ROLE_SITEMAP, .class = FRONTIER_SITEMAP};
    struct lead lead = {0};
    struct str url;
    struct url u;

    if (c->sitemaps >= LIMIT_SITEMAP_FILES || !url_parse(c->scratch, location, base, NULL, &u) ||
        !scope_has(c->scope, &u))
        return;
    url = url_canonical(c->scratch, &u);
    if (url.n == 0 || frontier_find(c->frontier, url) != NO_INDEX)
        return;
    c->sitemaps++;
    add(c, url, &u, &ca, &lead);
}

struct sitemap_reading {
    struct crawl *c;
    struct url base;
    struct lead lead;
};

static void
sitemap_entry(void *ctx, struct str location, struct str lastmod, bool is_index)
{
    struct sitemap_reading *r = ctx;
    struct url u;

    (void)lastmod;
    arena_reset(r->c->request);
    if (is_index) {
        discover_sitemap_file(r->c, location, &r->base);
        return;
    }
    if (!url_parse(r->c->request, location, &r->base, NULL, &u) || !scope_has(r->c->scope, &u))
        return;
    struct str url = url_canonical(r->c->request, &u);
    if (url.n > 0)
        follow(r->c, url, &r->lead);
}

void
discover_sitemap(struct crawl *c, uint32_t from, struct str body, struct fetch *f)
{
    struct sitemap_reading r = {.c = c};
    struct sitemap_result result;

    r.lead.found_on = frontier_at(c->frontier, from)->url;
    r.lead.depth = 1;
    if (!url_parse(c->scratch, r.lead.found_on, NULL, NULL, &r.base))
        return;
    result = sitemap_read(body, sitemap_entry, &r);
    if (result.truncated || result.refused || result.damaged)
        f->problem = PROBLEM_SITEMAP;
    if (result.truncated)
        f->detail = STR(N_("longer than a sitemap may be; the beginning was used"));
    else if (result.refused)
        f->detail = STR(N_("holds a document type declaration, which no sitemap needs; not used"));
    else if (result.damaged)
        f->detail = STR(N_("damaged; what stood before the damage was used"));
}

/* Lists for machines. */

static void
json_entry(void *ctx, struct str location, struct str words)
{
    struct sitemap_reading *r = ctx;
    struct link link = {
        .kind = LINK_SCRIPT, .text = words, .block = NO_INDEX, .heading = NO_INDEX, .row = NO_INDEX};
    struct page page = {.link = &link, .link_n = 1};
    struct lead lead = r->lead;
    struct url u;

    arena_reset(r->c->request);
    /* An interface names itself in every entry. */
    if (str_find_nocase(location, STR("/wp-json/"), 0) != STR_NOT_FOUND ||
        !url_parse(r->c->request, location, &r->base, NULL, &u) || !scope_has(r->c->scope, &u))
        return;
    link.url = url_canonical(r->c->scratch, &u);
    link.followable = true;
    lead.page = &page;
    lead.link = &link;
    if (link.url.n > 0)
        follow(r->c, link.url, &lead);
}

void
discover_list(struct crawl *c, uint32_t from, struct str body, enum content_kind kind)
{
    struct sitemap_reading r = {.c = c};

    r.lead.found_on = frontier_at(c->frontier, from)->url;
    r.lead.depth = frontier_at(c->frontier, from)->depth + 1;
    if (!url_parse(c->scratch, r.lead.found_on, NULL, NULL, &r.base))
        return;
    if (kind == KIND_JSON)
        json_addresses(body, json_entry, &r);
    else
        sitemap_read(body, sitemap_entry, &r);
}
