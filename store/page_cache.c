/*
 * Pages are found by the numbers of their address and body.  They lie behind one another: in the file up to
 * `written`, behind that in memory, which is written as a whole when it is full.  Nothing depends on the
 * file: what it does not give comes from the site file.
 */
#include "store/page_cache.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/nameless.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct kept {
    int64_t id, version;
    size_t at, bytes, parts; /* the parts come behind the bytes */
};

struct page_cache {
    const char *beside;
    struct map *known; /* numbers of address and body -> struct kept */
    struct arena *kept;
    char *newest; /* PAGES_IN_MEMORY; NULL: none was kept yet */
    size_t written, used;
    int fd;    /* -1: there is no file yet */
    bool full; /* the file takes no more */
};

struct page_cache *
page_cache_new(const char *file)
{
    struct page_cache *c = mem_new(1, sizeof *c);

    *c = (struct page_cache){.beside = file, .known = map_new(), .kept = arena_new(0), .fd = -1};
    return c;
}

void
page_cache_forget(struct page_cache *c)
{
    if (c == NULL || map_count(c->known) == 0)
        return;
    map_clear(c->known);
    arena_reset(c->kept);
    c->written = c->used = 0;
    if (c->fd >= 0 && ftruncate(c->fd, 0) != 0)
        c->full = true;
}

void
page_cache_empty(struct page_cache *c)
{
    page_cache_forget(c);
    if (c->fd >= 0)
        close(c->fd);
    free(c->newest);
    *c = (struct page_cache){.beside = c->beside, .known = c->known, .kept = c->kept, .fd = -1};
}

void
page_cache_free(struct page_cache *c)
{
    if (c == NULL)
        return;
    page_cache_empty(c);
    map_free(c->known);
    arena_free(c->kept);
    free(c);
}

/* Bytes from `at` on to room; false when the file does not give them. */
static bool
read_bytes(const struct page_cache *c, size_t at, char *room, size_t n)
{
    if (at < c->written)
        return pread(c->fd, room, n, (off_t)at) == (ssize_t)n;
    memcpy(room, c->newest + (at - c->written), n);
    return true;
}

bool
page_cache_take(const struct page_cache *c, int64_t address, int64_t body, struct arena *a,
                struct packed_page *out)
{
    const int64_t numbers[] = {address, body};
    const struct map_entry *e = map_get(c->known, (struct str){(const char *)numbers, sizeof numbers});
    const struct kept *k = e ? e->ptr : NULL;
    char *room = k ? arena_raw(a, k->bytes + k->parts) : NULL;

    if (!room || !read_bytes(c, k->at, room, k->bytes + k->parts))
        return false;
    *out = (struct packed_page){k->id, k->version, {room, k->bytes}, {room + k->bytes, k->parts}};
    return true;
}

/* Write what is in memory.  Where there is no room for it no more is taken; where the disk or somebody's
 * share of it is full, what was taken is given back. */
static void
write_newest(struct page_cache *c)
{
    if (c->fd < 0)
        c->fd = nameless_open(c->beside);
    if (c->fd < 0 || !nameless_has_room(c->fd, c->written + c->used)) {
        c->full = true;
    } else if (pwrite(c->fd, c->newest, c->used, (off_t)c->written) != (ssize_t)c->used) {
        page_cache_empty(c);
        c->full = true;
    } else {
        c->written += c->used;
        c->used = 0;
    }
}

/* Room for n bytes behind what is kept; NULL when there is none. */
static char *
take_room(struct page_cache *c, size_t n)
{
    if (n > PAGES_IN_MEMORY || c->written + c->used + n > LIMIT_PAGES_READY)
        return NULL;
    if (n > PAGES_IN_MEMORY - c->used && !c->full)
        write_newest(c);
    if (n > PAGES_IN_MEMORY - c->used)
        return NULL;
    if (!c->newest)
        c->newest = mem_grow(NULL, PAGES_IN_MEMORY, 1);
    c->used += n;
    return c->newest + (c->used - n);
}

static void
copy_to(char *to, struct str s)
{
    if (s.n)
        memcpy(to, s.p, s.n);
}

void
page_cache_keep(struct page_cache *c, int64_t address, int64_t body, const struct packed_page *p)
{
    const int64_t numbers[] = {address, body};
    size_t n = p->bytes.n + p->parts.n;
    char *room = take_room(c, n);
    struct kept *k;

    if (!room)
        return;
    copy_to(room, p->bytes);
    copy_to(room + p->bytes.n, p->parts);
    k = ARENA_NEW(c->kept, struct kept);
    *k = (struct kept){p->id, p->version, c->written + c->used - n, p->bytes.n, p->parts.n};
    map_put(c->known, (struct str){(const char *)numbers, sizeof numbers}, NULL)->ptr = k;
}
