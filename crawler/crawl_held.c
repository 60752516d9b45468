/* Documents that are known and asked for only when somebody needs them. */
#include "crawler/candidate.h"
#include "crawler/crawl_private.h"

bool
crawl_is_held(const struct known *k)
{
    return k->state == ADDRESS_QUEUED && k->why == PROBLEM_NOT_NEEDED;
}

enum crawl_held
crawl_kind_of_held(const struct known *k)
{
    return k->priority == PRIORITY_PICTURE    ? HELD_PICTURE
           : k->priority == PRIORITY_NAMELESS ? HELD_NAMELESS
                                              : HELD_NAMED;
}

void
crawl_count_held(struct crawl *c, const struct known *k, int by)
{
    if (crawl_is_held(k))
        c->held[crawl_kind_of_held(k)] += (size_t)by;
}

bool
crawl_holds(const struct crawl *c)
{
    return c->held[HELD_PICTURE] + c->held[HELD_NAMELESS] + c->held[HELD_NAMED] > 0;
}

size_t
crawl_held(const struct crawl *c, enum crawl_held kind)
{
    return c->held[kind];
}

bool
crawl_release(struct crawl *c, struct str url)
{
    uint32_t i = frontier_find(c->frontier, url);

    if (i == NO_INDEX || !crawl_is_held(frontier_at(c->frontier, i)))
        return false;
    crawl_mark(c, i, ADDRESS_QUEUED, PROBLEM_NONE);
    frontier_push(c->frontier, i);
    return true;
}

size_t
crawl_release_all(struct crawl *c, enum crawl_held kind)
{
    size_t n = 0;

    for (uint32_t i = 0; c->held[kind] > 0 && i < frontier_count(c->frontier) && !c->broken; i++)
        n += crawl_kind_of_held(frontier_at(c->frontier, i)) == kind &&
             crawl_release(c, frontier_at(c->frontier, i)->url);
    return n;
}

bool
crawl_has_asked(const struct crawl *c, struct str url)
{
    uint32_t i = frontier_find(c->frontier, url);
    const struct known *k = i != NO_INDEX ? frontier_at(c->frontier, i) : NULL;

    return k && k->role == ROLE_DOCUMENT && k->state != ADDRESS_QUEUED && k->state != ADDRESS_SKIPPED;
}
