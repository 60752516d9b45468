/* Chunks of bytes; before each text stands its length. */
#include "rules/letters.h"
#include "base/aside.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

#define CHUNK 65536
#define CHUNKS_MOST 1024 /* 64 MiB: a site of 4,000 pages keeps 4 */

struct letters {
    struct aside *aside;
    const char **chunk;
    size_t n, cap;
    char *last;  /* of them, that is being filled */
    size_t used; /* of the last */
};

struct letters *
letters_new(struct aside *aside)
{
    struct letters *l = mem_new(1, sizeof *l);

    l->aside = aside;
    l->last = mem_grow(NULL, CHUNK, 1);
    l->used = CHUNK;
    return l;
}

void
letters_free(struct letters *l)
{
    if (l == NULL)
        return;
    free(l->last);
    free(l->chunk);
    free(l);
}

bool
letters_full(const struct letters *l)
{
    return l->n >= CHUNKS_MOST;
}

uint32_t
letters_keep(struct letters *l, struct str text)
{
    uint16_t n = (uint16_t)(text.n < CHUNK - sizeof n ? text.n : CHUNK - sizeof n);
    char *p;

    if (sizeof n + n > CHUNK - l->used) {
        if (l->n > 0)
            l->chunk[l->n - 1] = aside_str(l->aside, (struct str){l->last, l->used}).p;
        l->chunk = mem_room(l->chunk, l->n, &l->cap, sizeof *l->chunk);
        l->chunk[l->n++] = l->last;
        l->used = 0;
    }
    p = l->last + l->used;
    memcpy(p, &n, sizeof n);
    memcpy(p + sizeof n, text.p, n);
    l->used += sizeof n + n;
    return (uint32_t)((l->n - 1) * CHUNK + l->used - n);
}

struct str
letters_at(const struct letters *l, uint32_t place)
{
    /* A place may be the end of a chunk, where the text is empty. */
    const char *p = l->chunk[(place - 1) / CHUNK] + (place - 1) % CHUNK + 1;
    uint16_t n;

    memcpy(&n, p - sizeof n, sizeof n);
    return (struct str){p, n};
}
