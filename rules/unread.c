/* What could not be looked at, and whether anything might stand there. */
#include "rules/unread.h"
#include "base/mem.h"
#include "rules/bench.h"
#include "rules/paper.h"
#include <stdlib.h>

/* Per cent of pages unread from which "missing" cannot be said: of those that could hold anything, and of all
 */
#define MUCH_SHARE 20
#define MOST_SHARE 50
#define INDEX_TOPICS 3  /* links to items that make a page the year's index */
#define SPLASH_BLOCKS 8 /* of text outside the frame of the page; one with more is a page of content */

static bool
is_budget(enum problem p)
{
    return p == PROBLEM_LIMIT_PAGES || p == PROBLEM_LIMIT_TIME || p == PROBLEM_LIMIT_FRONTIER ||
           p == PROBLEM_STOPPED || p == PROBLEM_HOST_SET_ASIDE;
}

bool
unread_is(const struct node *n)
{
    return n->seen && problem_blocks(n->problem);
}

static void
remember(struct unread *u, const struct node *n)
{
    if (u->where.n == 0) {
        u->why = n->problem;
        u->where = n->url;
    }
}

/*
 * What links call an address.  An unread page that is called the assessment's index could hold anything, one
 * that a link names for an item holds that one; what robots.txt keeps from us counts as a hole only where
 * some link promises an item behind it.
 */
struct calling {
    bool index, promised, named, nameless;
};

/* Last year's index holds nothing that this year asks for. */
static bool
of_another_year(const struct wording *w, int year)
{
    bool another = false;

    for (size_t i = 0; i < w->period_n; i++) {
        if (w->period[i].first <= year && year <= w->period[i].last)
            return false;
        another |= w->period[i].first > 0;
    }
    return another;
}

static bool
is_index_of_year(const struct wording *w, int year)
{
    return w != NULL && w->flags & WORDING_INDEX && !of_another_year(w, year);
}

/* One address but for its figures: of a calendar or a pager, which goes on like this for ever. */
static bool
differs_in_figures(struct str x, struct str y)
{
    size_t i = 0, j = 0;

    while (i < x.n && j < y.n) {
        if (str_is_digit(x.p[i]) && str_is_digit(y.p[j])) {
            for (; i < x.n && str_is_digit(x.p[i]); i++) {
            }
            for (; j < y.n && str_is_digit(y.p[j]); j++) {
            }
        } else if (x.p[i++] != y.p[j++]) {
            return false;
        }
    }
    return i == x.n && j == y.n;
}

/* Does a link name what it leads to?  Too deep for us it may be called what it will, unless it is the next
 * one of a row of pages. */
static bool
names_it(const struct site *s, const struct site_link *k)
{
    if (s->node[k->to].problem != PROBLEM_LIMIT_DEPTH)
        return !(k->text->flags & WORDING_WEAK);
    return k->text->topic_n > 0 || !differs_in_figures(s->node[k->from].url, s->node[k->to].url);
}

static bool
names_some(const struct wording *w)
{
    return w != NULL && w->topic_n > 0;
}

/* Is it offered as no more than a "download", under no name of anything that is asked for? */
static bool
is_nameless(const struct site *s, const struct site_link *k)
{
    const struct node *from = &s->node[k->from];

    return site_link_said(k)->flags & WORDING_WEAK && !names_some(k->heading) && !names_some(k->near) &&
           !names_some(from->title) && !names_some(from->heading);
}

static struct calling *
callings(const struct site *s, int year)
{
    struct calling *called = mem_new(s->node_n + 1, sizeof *called);

    for (size_t i = 0; i < s->link_n; i++) {
        const struct site_link *k = &s->link[i];

        called[k->to].index |= is_index_of_year(k->text, year);
        called[k->to].named |= names_it(s, k);
        called[k->to].promised |= site_link_said(k)->topic_n > 0;
        called[k->to].nameless |= is_nameless(s, k);
    }
    return called;
}

static bool
has_index(const struct site *s, int year)
{
    for (size_t i = 0; i < s->node_n; i++) {
        const struct node *n = &s->node[i];

        if (n->is_page && n->topics_linked >= INDEX_TOPICS &&
            (is_index_of_year(n->title, year) || is_index_of_year(n->heading, year)))
            return true;
    }
    return false;
}

/* Where the year's index lies on another host, and none here, all items may stand there. */
static void
survey_index_elsewhere(struct bench *b)
{
    const struct site *s = b->site;
    int year = b->pack->fiscal_year;

    if (has_index(s, year))
        return;
    for (size_t i = 0; i < s->link_n; i++) {
        const struct wording *w = s->link[i].text;
        const struct node *to = &s->node[s->link[i].to];

        if (to->problem != PROBLEM_OFF_SITE || !is_index_of_year(w, year) || w->flags & WORDING_ASTRAY ||
            w->topic_n > 0 || leads_host(b->leads, to->url, HOST_STATE | HOST_NOBODYS | HOST_SOCIAL))
            continue;
        b->unread.index = true;
        remember(&b->unread, to);
    }
}

/* A way into the site that is shut to us: dead, or to a host where the site itself is said to be. */
static bool
is_shut_way_in(const struct site *s, const struct site_link *k, const struct node *to)
{
    if (k->text->topic_n > 0) /* an item, and no way in */
        return false;
    return site_is_dead(s, k->to) || (to->problem == PROBLEM_OFF_SITE && k->text->flags & WORDING_HOME);
}

/*
 * A page of a picture and a line or two, whose only ways in are shut: what lies behind, a visitor may see.
 * The first of these ways; NULL where the site can be entered.
 */
static const struct node *
shut_way_in(const struct site *s)
{
    const struct node *way = NULL, *to;

    if (s->home == NO_INDEX || s->node[s->home].block_n > SPLASH_BLOCKS)
        return NULL;
    for (size_t i = 0; i < s->link_n; i++) {
        to = &s->node[s->node[s->link[i].to].final];
        if (s->link[i].from != s->home || to->document || site_is_home(s, s->link[i].to))
            continue;
        if (is_shut_way_in(s, &s->link[i], to))
            way = way == NULL ? to : way;
        else if (to->problem != PROBLEM_OFF_SITE)
            return NULL;
    }
    return way;
}

void
unread_survey(struct bench *b)
{
    const struct node *way = shut_way_in(b->site);
    struct unread *u = &b->unread;
    struct calling *called = callings(b->site, b->pack->fiscal_year);
    size_t shown = 0; /* pages that are neither blank nor gone */

    for (uint32_t i = 0; i < b->site->node_n; i++) {
        const struct node *n = &b->site->node[i];

        b->documents += n->seen && n->status == 200 && leads_is_document(n);
        b->pages += n->is_page;
        shown += n->is_page && n->problem != PROBLEM_EMPTY && n->problem != PROBLEM_UNDER_CONSTRUCTION &&
                 !site_is_dead(b->site, i);
        b->read += n->paper != NULL && n->paper->state == DOCUMENT_READ;
        if ((n->problem == PROBLEM_LIMIT_DOCUMENTS || n->problem == PROBLEM_NO_DOCUMENTS) &&
            called[i].nameless && !called[i].named && !called[i].promised) {
            u->budget = true;
            remember(u, n);
        }
        if (unread_is(n) && !leads_is_document(n)) {
            bool index = called[i].index, home = i == b->site->home;
            /* Too deep: the pages of a pager bring older entries, a page with a name could be anything. */
            bool budget = is_budget(n->problem) || (n->problem == PROBLEM_LIMIT_DEPTH && called[i].named);

            u->blocked += !budget && (problem_class(n->problem) != CLASS_ROBOTS || called[i].promised);
            u->unnamed += !budget && problem_class(n->problem) != CLASS_ROBOTS && !called[i].promised;
            u->budget |= budget;
            u->index |= index;
            u->home |= home;
            if (budget || index || home)
                remember(u, n);
        }
    }
    free(called);
    survey_index_elsewhere(b);
    u->home |= shown == 0;
    if (shown == 1 && way != NULL) {
        u->home = true;
        remember(u, way);
    }
    u->much = u->unnamed * 100 > (b->pages + u->blocked) * MUCH_SHARE ||
              u->blocked * 100 > (b->pages + u->blocked) * MOST_SHARE;
    for (uint32_t i = 0; (u->much || u->home) && u->where.n == 0 && i < b->site->node_n; i++)
        if (unread_is(&b->site->node[i]))
            remember(u, &b->site->node[i]);
}
