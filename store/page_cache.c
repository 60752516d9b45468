/* Pages are found by the numbers of their address and body. */
#include "store/page_cache.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdlib.h>

struct page_cache {
    struct map *known; /* numbers of address and body -> struct packed_page */
    struct arena *bytes;
};

struct page_cache *
page_cache_new(void)
{
    struct page_cache *c = mem_new(1, sizeof *c);

    c->known = map_new();
    c->bytes = arena_new(0);
    return c;
}

void
page_cache_free(struct page_cache *c)
{
    if (c == NULL)
        return;
    map_free(c->known);
    arena_free(c->bytes);
    free(c);
}

void
page_cache_forget(struct page_cache *c)
{
    if (c != NULL && map_count(c->known) > 0)
        map_clear(c->known);
}

void
page_cache_empty(struct page_cache *c)
{
    if (c == NULL)
        return;
    page_cache_forget(c);
    arena_free(c->bytes);
    c->bytes = arena_new(0);
}

const struct packed_page *
page_cache_find(const struct page_cache *c, int64_t address, int64_t body)
{
    const int64_t numbers[] = {address, body};
    const struct map_entry *e = map_get(c->known, (struct str){(const char *)numbers, sizeof numbers});

    return e ? e->ptr : NULL;
}

void
page_cache_keep(struct page_cache *c, int64_t address, int64_t body, const struct packed_page *p)
{
    const int64_t numbers[] = {address, body};
    struct packed_page *kept;

    if (p->bytes.n + p->parts.n > LIMIT_PAGES_AT_HAND ||
        arena_used(c->bytes) > LIMIT_PAGES_AT_HAND - p->bytes.n - p->parts.n)
        return;
    kept = ARENA_NEW(c->bytes, struct packed_page);
    *kept =
        (struct packed_page){p->id, p->version, arena_str(c->bytes, p->bytes), arena_str(c->bytes, p->parts)};
    map_put(c->known, (struct str){(const char *)numbers, sizeof numbers}, NULL)->ptr = kept;
}
