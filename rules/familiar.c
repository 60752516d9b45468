/*
 * A table that is found by a few bytes of the address and of the words, and compared with the whole of both.
 * Of 128 links of a page a hundred are the menu: to sum them up byte by byte in each of the three passes, and
 * to look for their nodes and menu entries, took 3 % of judging a site.
 */
#include "rules/familiar.h"
#include "base/arena.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

#define SLOTS 8192 /* a power of two */
#define TEXT_MOST 512
#define LOOKED_AT 16 /* slots; addresses that are made to fall together find no room */

struct familiar {
    struct arena *arena;
    struct familiar_link *slot[SLOTS];
    size_t n;
    bool refused;
};

struct familiar *
familiar_new(void)
{
    struct familiar *f = mem_new(1, sizeof *f);

    f->arena = arena_new(0);
    return f;
}

void
familiar_free(struct familiar *f)
{
    if (f == NULL)
        return;
    arena_free(f->arena);
    free(f);
}

/* The last bytes differ most. */
static uint64_t
ending(struct str s)
{
    uint64_t eight = 0;

    if (s.n >= 8)
        memcpy(&eight, s.p + s.n - 8, 8);
    else if (s.n > 0)
        memcpy(&eight, s.p, s.n);
    return eight ^ s.n << 24;
}

/* The slot that holds it, or the free one where it belongs; NULL when neither is near. */
static struct familiar_link **
place(struct familiar *f, const struct link *l)
{
    uint64_t sum = (ending(l->url) * 0x9E3779B97F4A7C15u ^ ending(l->text)) * 0xD1B54A32D192ED03u;

    for (size_t i = 0; i < LOOKED_AT; i++) {
        struct familiar_link **at = &f->slot[((sum >> 32) + i) & (SLOTS - 1)];

        if (*at == NULL || (str_eq((*at)->text, l->text) && str_eq((*at)->url, l->url)))
            return at;
    }
    return NULL;
}

struct familiar_link *
familiar_find(struct familiar *f, const struct link *l)
{
    struct familiar_link **at = place(f, l);

    return at != NULL ? *at : NULL;
}

struct familiar_link *
familiar_add(struct familiar *f, const struct link *l)
{
    struct familiar_link **at = place(f, l), *k;

    if (at == NULL || f->n >= LIMIT_FAMILIAR_LINKS || l->url.n + l->text.n > TEXT_MOST) {
        f->refused = true;
        return NULL;
    }
    k = *at = ARENA_NEW(f->arena, struct familiar_link);
    f->n++;
    k->url = arena_str(f->arena, l->url);
    k->text = arena_str(f->arena, l->text);
    k->node = k->menu = k->near = NO_INDEX;
    return k;
}

bool
familiar_refused(const struct familiar *f)
{
    return f->refused;
}
