/* Hosts of the same owner that the visit left out. */
#include "base/map.h"
#include "crawler/crawl_private.h"
#include "crawler/domain.h"

/* How many addresses of each host of the same owner were left out because they are off the site. */
static struct map *
neighbours_count(const struct crawl *c, struct arena *a, struct str home)
{
    struct map *count = map_new();
    struct url u;

    for (uint32_t i = 0; i < frontier_count(c->frontier); i++) {
        const struct known *k = frontier_at(c->frontier, i);

        if (k->why == PROBLEM_OFF_SITE && url_parse(a, k->url, NULL, NULL, &u) &&
            domain_same_owner(a, u.host, home))
            map_put(count, scope_host_key(a, &u), NULL)->num++;
    }
    return count;
}

size_t
crawl_neighbours(const struct crawl *c, struct arena *a, struct str *host, size_t max)
{
    struct arena *scratch = arena_new(0);
    struct url home;
    struct map *count = url_parse(scratch, c->home.n > 0 ? c->home : c->attempt[0].url, NULL, NULL, &home)
                            ? neighbours_count(c, scratch, home.host)
                            : map_new();
    size_t n = 0;

    while (n < max) {
        struct map_entry *most = NULL;

        for (size_t i = 0; i < map_count(count); i++)
            if (map_at(count, i)->num > (most ? most->num : 0))
                most = map_at(count, i);
        if (!most)
            break;
        host[n++] = arena_str(a, most->key);
        most->num = 0;
    }
    map_free(count);
    arena_free(scratch);
    return n;
}
