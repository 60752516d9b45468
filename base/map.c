/*
 * Strings to pointers or numbers: entries in order of insertion, and a table of their places with linear
 * probing.  The hash starts from a secret of the process, so that a website cannot choose keys that fall
 * together; order of insertion keeps output independent of it.  Memory far away is what a map costs: half of
 * the hash stands beside the place, so that what is passed on the way to a key is not looked up, and a key
 * stands behind its entry, so that both come with one wait.
 */
#include "base/map.h"
#include "base/hash.h"
#include "base/mem.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 16
#define UNIT 8 /* bytes, in which places are counted */
#define FIRST_LOG 6
#define CHUNKS (32 - FIRST_LOG)

struct slot {
    uint32_t hash;  /* its lower half says where the table is looked into */
    uint32_t place; /* of the entry, 0 = free */
};

struct map {
    uint32_t *order; /* place of each entry */
    size_t count, cap;
    struct slot *slot;
    size_t slots; /* a power of two, at most two thirds taken */
    uint64_t secret;
    /* Each twice as long as the one before: number k holds the places from begin_of(k) up to begin_of(k + 1).
     */
    char *chunk[CHUNKS];
    uint64_t next; /* free place */
};

static uint64_t
begin_of(unsigned chunk)
{
    return UINT64_C(1) << (FIRST_LOG + chunk);
}

static unsigned
chunk_of(uint64_t place)
{
    return 63 - FIRST_LOG - (unsigned)__builtin_clzll(place);
}

static struct map_entry *
entry_at(const struct map *m, uint64_t place)
{
    unsigned chunk = chunk_of(place);

    return (struct map_entry *)(void *)(m->chunk[chunk] + (place - begin_of(chunk)) * UNIT);
}

static void
make_empty(struct map *m)
{
    *m = (struct map){.slots = FIRST_SLOTS, .next = begin_of(0), .secret = hash_secret()};
    m->slot = mem_new(m->slots, sizeof *m->slot);
}

struct map *
map_new(void)
{
    struct map *m = mem_new(1, sizeof *m);

    make_empty(m);
    return m;
}

static void
free_all(struct map *m)
{
    for (size_t i = 0; i < CHUNKS; i++)
        free(m->chunk[i]);
    free(m->order);
    free(m->slot);
}

void
map_clear(struct map *m)
{
    free_all(m);
    make_empty(m);
}

void
map_free(struct map *m)
{
    if (!m)
        return;
    free_all(m);
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

    while (m->slot[i].place != 0) {
        if (m->slot[i].hash == hash && str_eq(entry_at(m, m->slot[i].place)->key, key))
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

        if (m->slot[old].place == 0)
            continue;
        while (slot[i].place != 0)
            i = (i + 1) & (slots - 1);
        slot[i] = m->slot[old];
    }
    free(m->slot);
    m->slot = slot;
    m->slots = slots;
}

/* Room for an entry and its key. */
static uint32_t
take_place(struct map *m, size_t key_n)
{
    size_t n = (sizeof(struct map_entry) + key_n) / UNIT + 1;
    unsigned chunk = chunk_of(m->next);
    uint64_t place;

    while (n > begin_of(chunk + 1) - m->next)
        m->next = begin_of(++chunk);
    if (chunk >= CHUNKS)
        mem_none();
    if (!m->chunk[chunk])
        m->chunk[chunk] = mem_grow(NULL, (size_t)begin_of(chunk), UNIT);
    place = m->next;
    m->next += n;
    return (uint32_t)place;
}

static struct map_entry *
add_entry(struct map *m, struct str key, uint32_t *place)
{
    struct map_entry *e = entry_at(m, *place = take_place(m, key.n));
    char *letters = (char *)(e + 1);

    if (key.n > 0)
        memcpy(letters, key.p, key.n);
    letters[key.n] = '\0';
    *e = (struct map_entry){.key = {letters, key.n}};
    m->order = mem_room(m->order, m->count, &m->cap, sizeof *m->order);
    m->order[m->count++] = *place;
    return e;
}

struct map_entry *
map_get_hashed(const struct map *m, struct str key, uint64_t hash)
{
    const struct slot *slot = find_slot(m, key, (uint32_t)hash);

    return slot->place != 0 ? entry_at(m, slot->place) : NULL;
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
        *fresh = slot->place == 0;
    if (slot->place != 0)
        return entry_at(m, slot->place);
    if ((m->count + 1) * 3 > m->slots * 2) {
        grow_slots(m);
        slot = find_slot(m, key, hash);
    }
    slot->hash = hash;
    return add_entry(m, key, &slot->place);
}

struct map_entry *
map_put_unkept(struct map *m, struct str text, bool *fresh)
{
    const uint64_t hash = hash_bytes(text, m->secret);

    return map_put(m, (struct str){(const char *)&hash, sizeof hash}, fresh);
}

struct map_entry *
map_at(const struct map *m, size_t i)
{
    return entry_at(m, m->order[i]);
}
