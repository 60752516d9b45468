/* Memory given back all at once: a list of chunks, each twice the one before up to a megabyte. */
#include "base/arena.h"
#include "base/mem.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN 16
#define FIRST_CHUNK ((size_t)4096)
#define LARGEST_CHUNK ((size_t)1 << 20)

struct chunk {
    struct chunk *next; /* older */
    size_t size, used;
    _Alignas(ALIGN) char bytes[];
};

struct arena {
    struct chunk *chunk; /* newest first; only the first has room */
    size_t max, used;
};

struct arena *
arena_new(size_t max)
{
    struct arena *a = mem_new(1, sizeof *a);

    a->max = max ? max : SIZE_MAX;
    return a;
}

static void
free_chunks(struct chunk *c)
{
    while (c) {
        struct chunk *next = c->next;

        free(c);
        c = next;
    }
}

void
arena_free(struct arena *a)
{
    if (!a)
        return;
    free_chunks(a->chunk);
    free(a);
}

void
arena_reset(struct arena *a)
{
    if (a->chunk) {
        free_chunks(a->chunk->next);
        a->chunk->next = NULL;
        a->chunk->used = 0;
    }
    a->used = 0;
    /* A chunk made for one giant is not worth keeping for a whole run. */
    if (a->chunk && a->chunk->size > LARGEST_CHUNK) {
        free_chunks(a->chunk);
        a->chunk = NULL;
    }
}

/* A giant gets a chunk of its own behind the first one, so that the first one's room is not lost. */
static struct chunk *
new_chunk(struct arena *a, size_t n)
{
    size_t size = a->chunk ? a->chunk->size * 2 : FIRST_CHUNK;
    struct chunk *c;

    if (size > LARGEST_CHUNK)
        size = LARGEST_CHUNK;
    if (n > size)
        size = n;
    c = mem_grow(NULL, sizeof *c + size, 1);
    *c = (struct chunk){.size = size};
    if (a->chunk && n > LARGEST_CHUNK) {
        c->next = a->chunk->next;
        a->chunk->next = c;
    } else {
        c->next = a->chunk;
        a->chunk = c;
    }
    return c;
}

void *
arena_raw(struct arena *a, size_t n)
{
    struct chunk *c = a->chunk;
    void *p;

    if (n > a->max - a->used || n > SIZE_MAX - sizeof *c - ALIGN)
        return NULL;
    n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (!c || n > c->size - c->used)
        c = new_chunk(a, n);
    p = c->bytes + c->used;
    c->used += n;
    a->used = n > a->max - a->used ? a->max : a->used + n;
    return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
    void *p = arena_raw(a, n);

    return p ? memset(p, 0, n) : NULL;
}

size_t
arena_used(const struct arena *a)
{
    return a->used;
}

struct str
arena_str(struct arena *a, struct str s)
{
    char *p = arena_raw(a, s.n + 1);

    if (!p)
        return STR_NONE;
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return (struct str){p, s.n};
}

struct str
arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    char *p;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(n >= 0);
    p = arena_raw(a, (size_t)n + 1);
    if (!p)
        return STR_NONE;
    va_start(args, format);
    vsnprintf(p, (size_t)n + 1, format, args);
    va_end(args);
    return (struct str){p, (size_t)n};
}
