/* The start of a visit: by which schemes it is tried, and where it has led. */
#include "base/clock.h"
#include "base/say.h"
#include "crawler/crawl_private.h"
#include <assert.h>

static int
attempt_add(struct crawl *c, const char *scheme, struct str start, struct url *u)
{
    struct str text = arena_printf(c->text, "%s%.*s", scheme, STR_ARGS(start));

    if (!url_parse(c->text, text, NULL, NULL, u) || !url_followable(u))
        return -1;
    struct attempt *a = &c->attempt[c->attempt_n];
    a->url = url_canonical(c->text, u);
    a->i = NO_INDEX;
    if (a->url.n == 0)
        return -1;
    c->attempt_n++;
    return 0;
}

int
crawl_set_start(struct crawl *c, struct str start, struct url *first, struct err *e)
{
    struct url second;
    int rc;

    start = url_written(start);
    if (url_has_scheme(start)) {
        rc = attempt_add(c, "", start, first);
    } else {
        rc = attempt_add(c, "https://", start, first);
        if (rc == 0 && first->username.n > 0)
            rc = -1; /* somebody's mail address, or another scheme without its slashes */
        if (rc == 0)
            rc = attempt_add(c, "http://", start, &second);
    }
    if (rc == 0)
        return 0;
    return err_set(e, ERR_USAGE, arena_str(c->text, start).p,
                   _("write it like https://www.name.go.th/ or www.name.go.th"), _("this is no web address"));
}

void
crawl_begin_attempt(struct crawl *c, int n, enum problem before)
{
    struct attempt *a = &c->attempt[n];
    struct url u;

    c->attempt_now = n;
    if (!url_parse(c->text, a->url, NULL, NULL, &u))
        assert(!"the start has been read before");
    a->i = frontier_find(c->frontier, a->url);
    if (a->i == NO_INDEX || frontier_at(c->frontier, a->i)->draft) {
        server_restart(c, &u, before);
        a->i = discover_direct(c, &u, ROLE_PAGE, true);
        frontier_at(c->frontier, a->i)->priority = 100;
        frontier_at(c->frontier, a->i)->class = FRONTIER_LINKED;
        frontier_push(c->frontier, a->i);
    }
    c->home_i = a->i;
}

bool
crawl_next_attempt(struct crawl *c)
{
    if (c->attempt_now + 1 >= c->attempt_n)
        return false;
    c->first_problem = c->home_problem;
    c->first_detail = c->home_detail;
    crawl_begin_attempt(c, c->attempt_now + 1, c->home_problem);
    return true;
}

/* Faults that are the same whatever the scheme. */
static bool
is_hopeless(enum problem p)
{
    return p == PROBLEM_DNS || p == PROBLEM_FORBIDDEN_ADDRESS || p == PROBLEM_OFF_SITE;
}

static bool
tells_more(enum problem p)
{
    return p == PROBLEM_TLS || p == PROBLEM_TLS_EXPIRED || p == PROBLEM_TLS_EARLY || p == PROBLEM_TLS_NAME ||
           p == PROBLEM_TLS_UNTRUSTED;
}

void
crawl_home_failed(struct crawl *c, enum problem problem, struct str detail)
{
    if (c->home.n > 0)
        return;
    c->home_problem = problem;
    c->home_detail = arena_str(c->text, detail);
    if (!is_hopeless(problem) && crawl_next_attempt(c))
        return;
    /* What keeps https from working says more than that nobody answers on the other port. */
    if (tells_more(c->first_problem) && problem_class(problem) == CLASS_FAILED) {
        c->home_problem = c->first_problem;
        c->home_detail = c->first_detail;
    }
}

/* What keeps https from working is why nothing could be read: it is told of its address too. */
static void
keep_first_attempt(struct crawl *c)
{
    const struct attempt *first = &c->attempt[0];
    struct visit v = {
        .state = ADDRESS_FAILED,
        .fetch = {.url = first->url,
                  .problem = c->first_problem,
                  .detail = c->first_detail,
                  .fetched = clock_now()},
    };

    if (c->attempt_now > 0 && tells_more(c->home_problem) && frontier_at(c->frontier, first->i)->draft)
        crawl_keep(c, first->i, &v);
}

/* A start that was read but shows no content is still where the site lives. */
void
crawl_settle_home(struct crawl *c)
{
    const struct known *k = frontier_at(c->frontier, c->home_i);

    if (c->home.n > 0)
        return;
    keep_first_attempt(c);
    if (k->state == ADDRESS_READ || k->state == ADDRESS_NOT_MODIFIED)
        c->home = k->url;
    if (c->home_problem == PROBLEM_NONE)
        c->home_problem = k->why;
}

struct str
crawl_home(const struct crawl *c)
{
    return c->home;
}

enum problem
crawl_home_problem(const struct crawl *c, struct str *detail)
{
    if (detail)
        *detail = c->home_detail;
    return c->home_problem;
}
