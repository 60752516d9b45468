/*
 * Things by what they belong to: leads by page, links by target.  A table of where each group begins; a
 * search by halves missed the cache at each step, and walks over all leads for each topic at each lead.  2 %
 * of a visit.
 */
#ifndef OIT_RULES_GROUPS_H
#define OIT_RULES_GROUPS_H

#include <stddef.h>
#include <stdint.h>

/* Numbers of a group's things, in the order in which they came: item[first[g]] to item[first[g + 1] - 1]. */
struct groups {
    uint32_t *item, *first;
    uint32_t n; /* groups */
};

/* Thing i of things belongs to group of[i] < n.  To be cleared; a zeroed one has no groups. */
void groups_make(struct groups *g, const uint32_t *of, size_t things, size_t n);
void groups_clear(struct groups *g);

/* Places of a group's things in item: from the first to the one behind the last. */
static inline uint32_t
groups_from(const struct groups *g, size_t group)
{
    return group < g->n ? g->first[group] : 0;
}

static inline uint32_t
groups_until(const struct groups *g, size_t group)
{
    return group < g->n ? g->first[group + 1] : 0;
}

#endif
