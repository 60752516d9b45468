/*
 * Strings to pointers or numbers: entries in order of insertion, and a table of their numbers with
 * linear probing.  The hash starts from a secret of the process, so that a website cannot choose keys
 * that fall together; order of insertion keeps output independent of it.  Half of the hash stands beside the
 * number, so that what is passed on the way to a key is not looked up: of a site's books that was memory far
 * away, 2 % of a visit.
 */
#include "base/map.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 16

struct slot {
    uint32_t hash;   /* its lower half says where the table is looked into */
    uint32_t number; /* of the entry + 1, 0 = free */
};

struct map {
    struct map_entry *entry;
    size_t count, cap;
    struct slot *slot;
    size_t slots; /* a power of two, at most two thirds taken */
    uint64_t secret;
    struct arena *keys;
};

static void
make_empty(struct map *m)
{
    m->entry = NULL;
    m->count = m->cap = 0;
    m->slots = FIRST_SLOTS;
    m->slot = mem_new(m->slots, sizeof *m->slot);
}

struct map *
map_new(void)
{
    struct map *m = mem_new(1, sizeof *m);

    make_empty(m);
    m->keys = arena_new(0);
    m->secret = hash_secret();
    return m;
}

static void
free_tables(struct map *m)
{
    free(m->entry);
    free(m->slot);
}

void
map_clear(struct map *m)
{
    free_tables(m);
    arena_reset(m->keys);
    make_empty(m);
}

void
map_free(struct map *m)
{
    if (!m)
        return;
    arena_free(m->keys);
    free_tables(m);
    free(m);
}

size_t
map_count(const struct map *m)
{
    return m->count;
}

/* The slot that holds key, or the free one where it belongs. */
static struct slot *
find_slot(const struct map *m, struct str key, uint32_t hash)
{
    size_t i = hash & (m->slots - 1);

    while (m->slot[i].number != 0) {
        if (m->slot[i].hash == hash && str_eq(m->entry[m->slot[i].number - 1].key, key))
            break;
        i = (i + 1) & (m->slots - 1);
    }
    return &m->slot[i];
}

static void
grow_slots(struct map *m)
{
    size_t slots = m->slots * 2;
    struct slot *slot = mem_new(slots, sizeof *slot);

    for (size_t old = 0; old < m->slots; old++) {
        size_t i = m->slot[old].hash & (slots - 1);

        if (m->slot[old].number == 0)
            continue;
        while (slot[i].number != 0)
            i = (i + 1) & (slots - 1);
        slot[i] = m->slot[old];
    }
    free(m->slot);
    m->slot = slot;
    m->slots = slots;
}

static void
grow_entries(struct map *m)
{
    if (m->count < m->cap)
        return;
    m->cap = m->cap ? m->cap * 2 : FIRST_SLOTS;
    m->entry = mem_grow(m->entry, m->cap, sizeof *m->entry);
}

struct map_entry *
map_get_hashed(const struct map *m, struct str key, uint64_t hash)
{
    const struct slot *slot = find_slot(m, key, (uint32_t)hash);

    return slot->number != 0 ? &m->entry[slot->number - 1] : NULL;
}

struct map_entry *
map_get(const struct map *m, struct str key)
{
    return map_get_hashed(m, key, hash_bytes(key, m->secret));
}

struct map_entry *
map_put(struct map *m, struct str key, bool *fresh)
{
    uint32_t hash = (uint32_t)hash_bytes(key, m->secret);
    struct slot *slot = find_slot(m, key, hash);

    if (fresh)
        *fresh = slot->number == 0;
    if (slot->number != 0)
        return &m->entry[slot->number - 1];
    if ((m->count + 1) * 3 > m->slots * 2) {
        grow_slots(m);
        slot = find_slot(m, key, hash);
    }
    grow_entries(m);
    m->entry[m->count] = (struct map_entry){.key = arena_str(m->keys, key)};
    *slot = (struct slot){hash, (uint32_t)++m->count};
    return &m->entry[m->count - 1];
}

struct map_entry *
map_at(const struct map *m, size_t i)
{
    return &m->entry[i];
}
