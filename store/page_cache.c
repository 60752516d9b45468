/*
 * Pages are found by the numbers of their address and body.  They lie behind one another in chunks, and a
 * chunk is given back when the last of its pages is let go.
 */
#include "store/page_cache.h"
#include "base/map.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

#define CHUNK (512 * KIB)
#define ALIGN 16

struct chunk {
    struct chunk *next; /* older */
    size_t size, used;
    size_t pages; /* in it that were not let go */
    _Alignas(ALIGN) char bytes[];
};

struct kept {
    struct packed_page page;
    struct chunk *chunk;
};

struct page_cache {
    struct map *known;   /* numbers of address and body -> struct kept; NULL: it was let go */
    struct chunk *chunk; /* newest first; only the first has room */
    size_t used;         /* what is let go makes no room for others */
};

struct page_cache *
page_cache_new(void)
{
    struct page_cache *c = mem_new(1, sizeof *c);

    c->known = map_new();
    return c;
}

static void
free_chunks(struct page_cache *c)
{
    while (c->chunk) {
        struct chunk *next = c->chunk->next;

        free(c->chunk);
        c->chunk = next;
    }
    c->used = 0;
}

void
page_cache_free(struct page_cache *c)
{
    if (c == NULL)
        return;
    map_free(c->known);
    free_chunks(c);
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
    free_chunks(c);
}

static struct map_entry *
entry_of(const struct page_cache *c, int64_t address, int64_t body)
{
    const int64_t numbers[] = {address, body};

    return map_get(c->known, (struct str){(const char *)numbers, sizeof numbers});
}

const struct packed_page *
page_cache_find(const struct page_cache *c, int64_t address, int64_t body)
{
    const struct map_entry *e = entry_of(c, address, body);

    return e && e->ptr ? &((const struct kept *)e->ptr)->page : NULL;
}

/* Room of n bytes in the newest chunk, which is then held once more. */
static char *
take_room(struct page_cache *c, size_t n)
{
    char *p;

    if (!c->chunk || n > c->chunk->size - c->chunk->used) {
        size_t size = n > CHUNK ? n : CHUNK;
        struct chunk *fresh = mem_grow(NULL, sizeof *fresh + size, 1);

        *fresh = (struct chunk){.next = c->chunk, .size = size};
        c->chunk = fresh;
    }
    p = c->chunk->bytes + c->chunk->used;
    c->chunk->used += n;
    c->chunk->pages++;
    return p;
}

static struct str
copy_to(char *to, struct str s)
{
    if (s.n)
        memcpy(to, s.p, s.n);
    return (struct str){to, s.n};
}

void
page_cache_keep(struct page_cache *c, int64_t address, int64_t body, const struct packed_page *p)
{
    const int64_t numbers[] = {address, body};
    size_t n = (sizeof(struct kept) + p->bytes.n + p->parts.n + ALIGN - 1) / ALIGN * ALIGN;
    struct kept *kept;
    char *bytes;

    if (n > LIMIT_PAGES_AT_HAND || c->used > LIMIT_PAGES_AT_HAND - n)
        return;
    c->used += n;
    kept = (struct kept *)(void *)take_room(c, n);
    bytes = (char *)(kept + 1);
    kept->chunk = c->chunk;
    kept->page = (struct packed_page){p->id, p->version, copy_to(bytes, p->bytes),
                                      copy_to(bytes + p->bytes.n, p->parts)};
    map_put(c->known, (struct str){(const char *)numbers, sizeof numbers}, NULL)->ptr = kept;
}

void
page_cache_let_go(struct page_cache *c, int64_t address, int64_t body)
{
    struct map_entry *e = entry_of(c, address, body);
    struct kept *kept = e ? e->ptr : NULL;
    struct chunk **at = &c->chunk;

    if (!kept)
        return;
    e->ptr = NULL;
    if (--kept->chunk->pages > 0)
        return;
    while (*at != kept->chunk)
        at = &(*at)->next;
    *at = kept->chunk->next;
    free(kept->chunk);
}
