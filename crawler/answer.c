/* What came back for a page, a document or a sitemap, and what is to be made of it. */
#include "base/clock.h"
#include "base/say.h"
#include "base/utf8.h"
#include "crawler/charset.h"
#include "crawler/crawl_private.h"
#include "crawler/header.h"
#include "crawler/state.h"
#include "oit/limits.h"
#include <string.h>

#define FIRST_RETRY_MS 1000

static const struct {
    int status;
    enum problem problem;
} statuses[] = {
    {401, PROBLEM_LOGIN}, {403, PROBLEM_FORBIDDEN},    {404, PROBLEM_NOT_FOUND}, {407, PROBLEM_LOGIN},
    {410, PROBLEM_GONE},  {429, PROBLEM_RATE_LIMITED}, {451, PROBLEM_FORBIDDEN},
};

/* How often what may pass is tried again; a timeout costs too much to be tried twice. */
static const struct {
    enum problem problem;
    int retries;
} retries[] = {
    {PROBLEM_DNS, 1},
    {PROBLEM_REFUSED, LIMIT_RETRIES},
    {PROBLEM_UNREACHABLE, LIMIT_RETRIES},
    {PROBLEM_RESET, LIMIT_RETRIES},
    {PROBLEM_TIMEOUT, 1},
    {PROBLEM_PROTOCOL, 1},
    {PROBLEM_RATE_LIMITED, LIMIT_RETRIES},
};

enum problem
answer_status(int status)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (statuses[i].status == status)
            return statuses[i].problem;
    if (status >= 500 && status < 600)
        return PROBLEM_SERVER_ERROR;
    /* 204 and 205 say that there is nothing to show. */
    return status >= 200 && status < 300 && status != 204 && status != 205 ? PROBLEM_NONE
                                                                           : PROBLEM_HTTP_OTHER;
}

bool
answer_is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

int
answer_retries(int status, enum problem p)
{
    if (status == 429 || (status >= 500 && status <= 504) || (status >= 520 && status <= 527))
        return LIMIT_RETRIES;
    for (size_t i = 0; i < sizeof retries / sizeof *retries; i++)
        if (retries[i].problem == p)
            return retries[i].retries;
    return 0;
}

void
answer_record(struct crawl *c, uint32_t i, const struct fetch_answer *a, struct fetch *f)
{
    const struct known *k = frontier_at(c->frontier, i);

    *f = (struct fetch){
        .url = k->url,
        .found_on = k->found_on,
        .role = k->role,
        .depth = k->depth,
        .status = a->status,
        .problem = a->problem,
        .detail = a->detail,
        .content_type = a->content_type,
        .file_name = header_file_name(c->scratch, a->disposition),
        .kind = a->kind,
        .size = a->size,
        .bad_tls = a->bad_tls,
        .certificate_until = a->certificate_until,
        .etag = a->etag,
        .last_modified = a->last_modified,
        .fetched = clock_now(),
        .elapsed_ms = a->elapsed_ms,
    };
}

/* Bytes that are no UTF-8 are kept as they are, percent-encoded, so that no other address comes of them. */
static struct str
location_text(struct crawl *c, struct str location)
{
    struct buf out;
    struct str text;

    if (utf8_valid(location))
        return location;
    buf_init(&out, 3 * LIMIT_HEAD);
    for (size_t i = 0; i < location.n; i++) {
        if ((unsigned char)location.p[i] < 0x80)
            buf_char(&out, location.p[i]);
        else
            buf_printf(&out, "%%%02X", (unsigned char)location.p[i]);
    }
    text = arena_str(c->scratch, buf_view(&out));
    buf_free(&out);
    return text;
}

bool
answer_target(struct crawl *c, const struct fetch_answer *a, struct fetch *f, struct url *target)
{
    struct url base;

    f->problem = PROBLEM_REDIRECT_BAD;
    if (a->location.n == 0) {
        f->detail = STR(N_("a redirect without a target"));
        return false;
    }
    if (!url_parse(c->scratch, f->url, NULL, NULL, &base) ||
        !url_parse(c->scratch, location_text(c, a->location), &base, NULL, target)) {
        f->detail = STR(N_("the target is no address"));
        return false;
    }
    if (!url_followable(target)) {
        f->detail = arena_printf(c->scratch, "to %.*s:", STR_ARGS(str_sub(target->scheme, 0, 40)));
        return false;
    }
    f->redirect_to = url_canonical(c->scratch, target);
    if (f->redirect_to.n == 0) {
        f->detail = STR(N_("the target is longer than we follow"));
        return false;
    }
    if (!netaddr_permits_host(c->addresses, target->host)) {
        f->problem = PROBLEM_FORBIDDEN_ADDRESS;
        f->detail = arena_printf(c->scratch, "to %.*s", STR_ARGS(str_sub(target->host, 0, 80)));
        f->redirect_to = STR_NONE;
        return false;
    }
    f->problem = PROBLEM_NONE;
    return true;
}

bool
answer_read(struct crawl *c, struct str url, struct str body, struct str content_type, struct page *out)
{
    struct charset_result charset;
    struct url u;

    buf_clear(&c->utf8);
    charset = charset_text(body, content_type, &c->utf8, &c->page_text);
    if (!url_parse(c->scratch, url, NULL, NULL, &u))
        return false;
    page_parse_with(c->page_memory, c->scratch, c->page_text, charset.plain, &u, charset.name, out);
    return true;
}

static bool
earlier_of(struct crawl *c, uint32_t i, struct fetch *out)
{
    return earlier_again(c->earlier, c->m, i, frontier_at(c->frontier, i)->url, c->scratch, out);
}

/* A record for "not modified": what the earlier visit knew, at the place where the address was found now. */
static void
record_again(struct crawl *c, uint32_t i, const struct fetch *earlier, const struct fetch_answer *a,
             struct fetch *f)
{
    const struct known *k = frontier_at(c->frontier, i);

    *f = *earlier;
    f->url = k->url;
    f->found_on = k->found_on;
    f->depth = k->depth;
    f->elapsed_ms = a->elapsed_ms;
    f->bad_tls = a->bad_tls;
    f->certificate_until = a->certificate_until;
    f->not_modified = true;
    if (a->etag.n > 0)
        f->etag = a->etag;
    if (a->last_modified.n > 0)
        f->last_modified = a->last_modified;
}

bool
answer_body(struct crawl *c, uint32_t i, const struct fetch_answer *a, struct fetch *f, struct buf *out,
            struct str *body)
{
    struct fetch earlier;
    bool known = earlier_of(c, i, &earlier);

    if (a->status == 304) {
        if (known && c->m->body && c->m->body(c->m->ctx, &earlier.sha256, out)) {
            record_again(c, i, &earlier, a, f);
            *body = buf_view(out);
            return true;
        }
        if (!frontier_at(c->frontier, i)->plain) {
            frontier_at(c->frontier, i)->plain = true;
            return false;
        }
        /* Nothing was asked that could be unchanged: asking again is in vain. */
        f->problem = PROBLEM_HTTP_OTHER;
        *body = STR_NONE;
        return true;
    }
    *body = a->body;
    if (a->body.n > 0 && a->status == 200)
        f->sha256 = sha256_of(a->body);
    if (known && a->body.n > 0 && sha256_eq(&f->sha256, &earlier.sha256)) {
        f->not_modified = true;
        f->fetched = earlier.fetched;
    }
    return true;
}

/* Pages. */

/* May the links of such a page be walked?  Those of a parking or protection page belong to somebody else. */
static bool
has_links_of_site(enum problem p)
{
    return p != PROBLEM_BLOCKED && p != PROBLEM_PARKED && p != PROBLEM_SUSPENDED;
}

/* The state that a problem of a finished request stands for. */
static enum address_state
state_of(const struct fetch *f)
{
    switch (problem_class(f->problem)) {
    case CLASS_NONE:
        return f->not_modified ? ADDRESS_NOT_MODIFIED : ADDRESS_READ;
    case CLASS_FAILED:
        return ADDRESS_FAILED;
    default:
        return ADDRESS_SKIPPED;
    }
}

/* The start has led to a page, or to one that nobody can read. */
static void
home_answered(struct crawl *c, uint32_t i, const struct fetch *f)
{
    if (i != c->home_i)
        return;
    if (f->kind == KIND_HTML && problem_readable(f->problem)) {
        c->home = frontier_at(c->frontier, i)->url;
        c->home_problem = PROBLEM_NONE;
        return;
    }
    if (f->problem == PROBLEM_NONE)
        crawl_home_failed(c, PROBLEM_HTTP_OTHER, STR(N_("the start address is no web page")));
    else
        crawl_home_failed(c, f->problem, f->detail);
}

static void
count(struct crawl *c, const struct fetch *f, enum address_state state)
{
    bool read = state == ADDRESS_READ || state == ADDRESS_NOT_MODIFIED;

    c->failed += state == ADDRESS_FAILED;
    c->fruitless += state == ADDRESS_FAILED || (read && answer_is_redirect(f->status));
    if (!read || answer_is_redirect(f->status))
        return;
    if (f->role == ROLE_DOCUMENT)
        c->documents++;
    else
        c->pages++;
    c->content += f->kind == KIND_HTML && problem_is_content(f->problem);
}

/* An address that led to nothing new. */
static void
missed(struct crawl *c, uint32_t i)
{
    const struct known *k = frontier_at(c->frontier, i);
    struct url u;

    if (k->role == ROLE_PAGE && url_parse(c->scratch, k->url, NULL, NULL, &u))
        trap_gave(c->traps, &u, GAIN_DULL, k->by_dull);
}

static void
finish(struct crawl *c, uint32_t i, struct visit *v)
{
    v->state = state_of(&v->fetch);
    frontier_at(c->frontier, i)->role = v->fetch.role;
    if (v->fetch.problem == PROBLEM_NOT_FOUND || v->fetch.problem == PROBLEM_GONE)
        missed(c, i);
    count(c, &v->fetch, v->state);
    home_answered(c, i, &v->fetch);
    crawl_keep(c, i, v);
    beginnings_drop(c->beginnings, i); /* not before: the body may lie there */
}

static void
walk(struct crawl *c, uint32_t i, const struct page *page, enum problem problem)
{
    enum gain gain = GAIN_REAL;
    size_t led_on = 0;
    struct url u;

    c->hacked += problem == PROBLEM_SUSPICIOUS;
    if (!url_parse(c->scratch, frontier_at(c->frontier, i)->url, NULL, NULL, &u))
        return;
    gain = trap_saw(c->traps, &u, page, problem);
    if (has_links_of_site(problem))
        led_on = discover_links(c, i, page, problem, gain == GAIN_DULL);
    if (problem == PROBLEM_NONE)
        discover_pictures(c, i, page);
    if (gain == GAIN_NUMBERS && led_on > 0)
        gain = GAIN_REAL; /* a list of what differs in numbers */
    trap_gave(c->traps, &u, gain, frontier_at(c->frontier, i)->by_dull);
}

/* The Refresh header does what <meta http-equiv=refresh> does. */
static void
walk_refresh(struct crawl *c, uint32_t i, struct str value)
{
    struct link link = {
        .kind = LINK_REFRESH, .followable = true, .block = NO_INDEX, .heading = NO_INDEX, .row = NO_INDEX};
    struct page page = {.link = &link, .link_n = 1};
    struct str text;
    struct url base, u;
    double seconds;

    if (value.n == 0 || !header_refresh(value, &seconds, &text) ||
        !url_parse(c->scratch, frontier_at(c->frontier, i)->url, NULL, NULL, &base) ||
        !url_parse(c->scratch, location_text(c, text), &base, NULL, &u) || !url_followable(&u))
        return;
    link.url = url_canonical(c->scratch, &u);
    discover_links(c, i, &page, PROBLEM_NONE, false);
}

/* An answer that is no page of its own: a status from 400 on, or an odd one. */
static void
refused(struct crawl *c, uint32_t i, struct fetch_answer *a, struct visit *v)
{
    struct known *k = frontier_at(c->frontier, i);
    enum problem shown = PROBLEM_NONE;
    struct page page;

    if (a->kind == KIND_HTML && answer_read(c, k->url, a->body, a->content_type, &page))
        shown = state_of_page_with(c->gambling, &page, c->page_text, a->status, a->content_type);
    v->fetch.problem = shown != PROBLEM_NONE ? shown : answer_status(a->status);
    if (v->fetch.problem == PROBLEM_NONE)
        v->fetch.problem = PROBLEM_HTTP_OTHER;
    if (v->fetch.detail.n == 0)
        v->fetch.detail = arena_printf(c->scratch, "HTTP %d", a->status);
    v->fetch.kind = a->kind;
}

/* Try again later, if that may help; false when it is final. */
static bool
retried(struct crawl *c, uint32_t i, struct visit *v)
{
    struct known *k = frontier_at(c->frontier, i);

    if (k->tries >= answer_retries(v->fetch.status, v->fetch.problem))
        return false;
    int64_t wait = FIRST_RETRY_MS << k->tries;
    v->state = ADDRESS_QUEUED;
    crawl_keep(c, i, v);
    frontier_push_again(c->frontier, i, clock_monotonic_ms() + wait);
    return true;
}

/* What tells a server that its document is still the one whose beginning came (RFC 9110 section 13.1.5). */
static struct str
validator_of(const struct fetch_answer *a)
{
    return a->etag.n > 0 && !str_starts(a->etag, STR("W/")) ? a->etag : a->last_modified;
}

/* A document that broke off is continued later, where the server offers that and it comes closer to its end.
 */
static bool
continued(struct crawl *c, uint32_t i, struct fetch_answer *a, struct visit *v)
{
    struct str validator = validator_of(a);

    if (a->problem != PROBLEM_TRUNCATED || a->status != 200 || !a->takes_ranges || validator.n == 0 ||
        !header_is_document(a->kind) || !beginnings_keep(c->beginnings, i, a->body, validator))
        return false;
    v->state = ADDRESS_QUEUED;
    crawl_keep(c, i, v);
    frontier_push_again(c->frontier, i, clock_monotonic_ms() + FIRST_RETRY_MS);
    return true;
}

/* The rest did not come: what had come before is what there is. */
static bool
fall_back(struct crawl *c, uint32_t i, struct fetch_answer *a)
{
    struct str validator, had = beginnings_of(c->beginnings, i, &validator);

    if (had.n == 0 || a->problem == PROBLEM_LIMIT_DOCUMENTS || a->problem == PROBLEM_NO_DOCUMENTS)
        return false;
    a->status = 200;
    a->problem = PROBLEM_TRUNCATED;
    a->body = had;
    a->size = had.n;
    a->kind = header_sniff(had, STR_NONE, STR_NONE);
    return true;
}

/* Does the chain of redirects from this address lead back to i? */
static bool
leads_back(const struct crawl *c, uint32_t from, uint32_t i)
{
    for (int hops = 0; hops <= LIMIT_REDIRECTS && from != NO_INDEX; hops++) {
        if (from == i)
            return true;
        from = frontier_at(c->frontier, from)->redirect_to;
    }
    return false;
}

/* A server may want a cookie before it stops sending us in a circle: once more, with the cookie. */
static bool
cookie_helps(struct crawl *c, uint32_t target, const struct fetch_answer *a)
{
    struct known *k = frontier_at(c->frontier, target);

    if (!a->set_cookie || k->cookie_tried)
        return false;
    k->cookie_tried = true;
    k->redirect_to = NO_INDEX;
    return true;
}

static void
redirected(struct crawl *c, uint32_t i, struct fetch_answer *a, struct visit *v)
{
    struct url target;
    uint32_t j;
    bool again = false;

    if (!answer_target(c, a, &v->fetch, &target)) {
        finish(c, i, v);
        return;
    }
    if (frontier_at(c->frontier, i)->hops >= LIMIT_REDIRECTS) {
        v->fetch.problem = PROBLEM_REDIRECT_LIMIT;
        finish(c, i, v);
        return;
    }
    j = frontier_find(c->frontier, v->fetch.redirect_to);
    if (j != NO_INDEX && frontier_at(c->frontier, j)->state != ADDRESS_QUEUED)
        missed(c, i);
    if (server_sends_lost(c, i, v->fetch.redirect_to)) {
        v->fetch.problem = PROBLEM_SOFT_404;
        v->fetch.detail = STR(N_("sent on like every address that does not exist"));
    }
    j = discover_redirect(c, i, &target);
    if (j != NO_INDEX && leads_back(c, j, i)) {
        again = cookie_helps(c, j, a);
        if (!again)
            v->fetch.problem = PROBLEM_REDIRECT_LOOP;
    }
    if (j != i)
        frontier_at(c->frontier, i)->redirect_to = j;
    if (i == c->home_i && v->fetch.problem != PROBLEM_REDIRECT_LOOP && j != NO_INDEX) {
        struct known *k = frontier_at(c->frontier, j);
        c->home_i = j;
        if (k->state == ADDRESS_SKIPPED || k->state == ADDRESS_FAILED)
            crawl_home_failed(c, k->why, k->url);
    } else if (i == c->home_i) {
        crawl_home_failed(c, v->fetch.problem, v->fetch.detail);
    }
    v->state = state_of(&v->fetch);
    c->failed += v->state == ADDRESS_FAILED;
    c->fruitless++;
    crawl_keep(c, i, v);
    if (again) {
        crawl_mark(c, j, ADDRESS_QUEUED, PROBLEM_NONE);
        frontier_push(c->frontier, j);
    }
}

/* "Not modified": the earlier page stands for this one, and its links are walked again. */
static void
unmodified(struct crawl *c, uint32_t i, struct fetch_answer *a, struct visit *v)
{
    struct known *k = frontier_at(c->frontier, i);
    struct fetch earlier;
    struct page page;
    bool known = !k->plain && earlier_of(c, i, &earlier), page_known = false;

    if (known && c->m->page && earlier.kind == KIND_HTML)
        page_known = c->m->page(c->m->ctx, k->url, c->scratch, &page);
    if (!known || (earlier.kind == KIND_HTML && !page_known)) {
        if (k->plain) { /* asked without validators, and still this answer */
            v->fetch.problem = PROBLEM_HTTP_OTHER;
            finish(c, i, v);
            return;
        }
        k->plain = true;
        crawl_request(c, i);
        return;
    }
    record_again(c, i, &earlier, a, &v->fetch);
    if (page_known) {
        v->page = &page;
        v->fetch.role = ROLE_PAGE;
        server_judge(c, i, &page, v->fetch.problem);
        walk(c, i, &page, v->fetch.problem);
    }
    finish(c, i, v);
}

/*
 * The same bytes as before, in which nothing was wrong: what was read in them then is what would be read now.
 * A second visit to 200 pages of a server that sends no validators: 0.25 s of processor time, 0.16 s so.
 */
static bool
read_before(struct crawl *c, const struct fetch *f, const struct fetch *earlier, struct page *out)
{
    return f->not_modified && f->status == 200 && f->problem == PROBLEM_NONE && f->kind == KIND_HTML &&
           earlier->problem == PROBLEM_NONE && earlier->kind == KIND_HTML &&
           str_eq(f->content_type, earlier->content_type) && c->m->page &&
           c->m->page(c->m->ctx, f->url, c->scratch, out) && !out->truncated;
}

/* Does a link go to a further host of the site (--also)? */
static bool
leads_within(struct crawl *c, const struct page *page)
{
    struct url u;

    for (size_t i = 0; i < page->link_n; i++)
        if (page->link[i].followable && page->link[i].kind != LINK_RELATED &&
            !str_eq(page->link[i].url, page->url) &&
            url_parse(c->scratch, page->link[i].url, NULL, NULL, &u) && scope_has(c->scope, &u))
            return true;
    return false;
}

/* A page or document came. */
static void
received(struct crawl *c, uint32_t i, struct fetch_answer *a, struct visit *v)
{
    struct fetch *f = &v->fetch, earlier;
    struct page page;

    if (a->body.n > 0) {
        f->sha256 = sha256_of(a->body);
        v->body = a->body;
    }
    if (a->body.n > 0 && !frontier_at(c->frontier, i)->fresh && earlier_of(c, i, &earlier) &&
        sha256_eq(&f->sha256, &earlier.sha256)) {
        f->not_modified = true;
        f->fetched = earlier.fetched;
    }
    if (a->status == 206 && f->problem == PROBLEM_NONE) {
        f->problem = PROBLEM_TRUNCATED;
        f->detail = STR(N_("the server sent a part of the page only"));
    }
    if (f->kind == KIND_HTML || (a->body.n == 0 && f->role == ROLE_PAGE)) {
        f->role = ROLE_PAGE;
        f->kind = KIND_HTML;
        bool before = read_before(c, f, &earlier, &page);

        if (before || answer_read(c, f->url, a->body, a->content_type, &page)) {
            enum problem shown =
                before ? PROBLEM_NONE
                       : state_of_page_with(c->gambling, &page, c->page_text, a->status, a->content_type);
            shown = server_judge(c, i, &page, shown);
            if (shown == PROBLEM_EMPTY && (f->problem != PROBLEM_NONE || page.truncated))
                shown = PROBLEM_NONE; /* nobody knows what the rest holds */
            if (shown == PROBLEM_NONE && f->problem == PROBLEM_NONE && page.truncated)
                shown = PROBLEM_TOO_COMPLEX;
            if (shown == PROBLEM_NONE && f->problem == PROBLEM_NONE && i == c->home_i &&
                !leads_within(c, &page))
                shown = state_of_entrance(&page, &f->detail);
            if (shown != PROBLEM_NONE)
                f->problem = shown;
            v->page = &page;
            walk(c, i, &page, f->problem);
            walk_refresh(c, i, a->refresh);
        }
    } else if (header_is_document(f->kind)) {
        f->role = ROLE_DOCUMENT;
    } else if (f->kind == KIND_JSON || f->kind == KIND_XML) {
        discover_list(c, i, a->body, f->kind);
    }
    finish(c, i, v);
}

/* A document whose rest did not come is what had come of it. */
static void
give_up(struct crawl *c, uint32_t i, struct fetch_answer *a, struct visit *v)
{
    if (!fall_back(c, i, a)) {
        finish(c, i, v);
        return;
    }
    *v = (struct visit){0};
    answer_record(c, i, a, &v->fetch);
    received(c, i, a, v);
}

void
answer_page(struct crawl *c, uint32_t i, struct fetch_answer *a)
{
    struct visit v = {0};

    if (a->problem == PROBLEM_LIMIT_DOCUMENTS && c->max_documents == 0)
        a->problem = PROBLEM_NO_DOCUMENTS;
    answer_record(c, i, a, &v.fetch);
    if (a->problem != PROBLEM_NONE && a->problem != PROBLEM_TRUNCATED) {
        c->limited = c->limited || a->problem == PROBLEM_LIMIT_DOCUMENTS;
        if (!retried(c, i, &v))
            give_up(c, i, a, &v);
        return;
    }
    if (continued(c, i, a, &v))
        return;
    if (a->status == 304) {
        unmodified(c, i, a, &v);
        return;
    }
    if (answer_is_redirect(a->status)) {
        redirected(c, i, a, &v);
        return;
    }
    if (a->status == 206 && fall_back(c, i, a)) /* another part than was asked for */
        answer_record(c, i, a, &v.fetch);
    if (answer_status(a->status) == PROBLEM_NONE) {
        received(c, i, a, &v);
        return;
    }
    refused(c, i, a, &v);
    if (!retried(c, i, &v))
        give_up(c, i, a, &v);
}

void
answer_sitemap(struct crawl *c, uint32_t i, struct fetch_answer *a)
{
    struct visit v = {0};
    struct buf body;
    struct url target;

    answer_record(c, i, a, &v.fetch);
    buf_init(&body, LIMIT_SITEMAP);
    if (a->problem != PROBLEM_NONE && a->problem != PROBLEM_TRUNCATED)
        goto kept;
    if (answer_is_redirect(a->status)) {
        if (answer_target(c, a, &v.fetch, &target))
            discover_redirect(c, i, &target);
        goto kept;
    }
    if (a->status != 200 && a->status != 304) {
        v.fetch.problem = answer_status(a->status);
        goto kept;
    }
    if (!answer_body(c, i, a, &v.fetch, &body, &v.body)) {
        crawl_request(c, i);
        goto out;
    }
    discover_sitemap(c, i, v.body, &v.fetch);
kept:
    v.state = state_of(&v.fetch);
    crawl_keep(c, i, &v);
out:
    buf_free(&body);
}

void
answer_restore(struct crawl *c, uint32_t i, struct str body, int status)
{
    struct known *k = frontier_at(c->frontier, i);
    struct fetch f = {.role = k->role, .status = status, .kind = KIND_HTML, .problem = k->why};
    struct page page;
    struct url u;

    f.not_modified = k->state == ADDRESS_NOT_MODIFIED;
    if (k->role == ROLE_DOCUMENT)
        f.kind = KIND_UNKNOWN;
    else if (status == 200 && k->state != ADDRESS_FAILED && answer_read(c, k->url, body, STR_NONE, &page)) {
        f.problem = state_of_page_with(c->gambling, &page, c->page_text, status, STR_NONE);
        f.problem = server_judge(c, i, &page, f.problem);
        if (url_parse(c->scratch, k->url, NULL, NULL, &u))
            trap_gave(c->traps, &u, trap_saw(c->traps, &u, &page, f.problem), false);
        c->hacked += f.problem == PROBLEM_SUSPICIOUS;
        if (problem_readable(f.problem) && k->depth == 0)
            c->home = k->url;
    }
    count(c, &f, k->state);
}
