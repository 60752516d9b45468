/* A ring of answers, the newest in place of the oldest. */
#include "crawler/earlier.h"
#include "base/mem.h"
#include <stdlib.h>

struct answer {
    uint32_t i; /* NO_INDEX: none */
    bool known;
    struct fetch fetch;
    struct arena *arena; /* of its texts; NULL: none were known in this place yet */
};

struct earlier {
    struct answer ring[EARLIER_KEPT];
    size_t next;
};

struct earlier *
earlier_new(void)
{
    struct earlier *x = mem_new(1, sizeof *x);

    for (size_t i = 0; i < EARLIER_KEPT; i++)
        x->ring[i].i = NO_INDEX;
    return x;
}

void
earlier_free(struct earlier *x)
{
    for (size_t i = 0; x != NULL && i < EARLIER_KEPT; i++)
        arena_free(x->ring[i].arena);
    free(x);
}

bool
earlier_ask(struct earlier *x, const struct crawl_memory *m, uint32_t i, struct str url, struct fetch *out)
{
    struct answer *a = &x->ring[x->next];

    x->next = (x->next + 1) % EARLIER_KEPT;
    if (a->arena == NULL)
        a->arena = arena_new(0);
    arena_reset(a->arena);
    a->i = i;
    a->known = m->earlier(m->ctx, url, a->arena, &a->fetch);
    *out = a->fetch;
    return a->known;
}

bool
earlier_again(const struct earlier *x, const struct crawl_memory *m, uint32_t i, struct str url,
              struct arena *a, struct fetch *out)
{
    for (size_t back = 1; back <= EARLIER_KEPT; back++) {
        const struct answer *kept = &x->ring[(x->next + EARLIER_KEPT - back) % EARLIER_KEPT];

        if (kept->i != i)
            continue;
        *out = kept->fetch;
        return kept->known;
    }
    return m->earlier != NULL && m->earlier(m->ctx, url, a, out);
}
