/* Counted, then laid out. */
#include "rules/groups.h"
#include "base/mem.h"
#include <stdlib.h>

void
groups_make(struct groups *g, const uint32_t *of, size_t things, size_t n)
{
    uint32_t *next = mem_new(n + 2, sizeof *next); /* of group i at i + 1, so that it ends as its begin */

    for (size_t i = 0; i < things; i++)
        next[of[i] + 2]++;
    for (size_t i = 1; i < n; i++)
        next[i + 1] += next[i];
    g->item = mem_new(things + 1, sizeof *g->item);
    for (size_t i = 0; i < things; i++)
        g->item[next[of[i] + 1]++] = (uint32_t)i;
    g->first = next;
    g->n = (uint32_t)n;
}

void
groups_clear(struct groups *g)
{
    free(g->item);
    free(g->first);
    *g = (struct groups){.n = 0};
}
