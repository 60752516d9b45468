/* Linear probing; key 0 is kept as 1, since fingerprints are spread evenly. */
#include "rules/tally.h"
#include "base/hash.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

#define ODD 0xD1B54A32D192ED03u /* so that no factor is nought */

#define AHEAD 8 /* keys whose places are fetched before they are counted */

struct slot {
    uint64_t key;
    uint32_t count;
    uint32_t page; /* that counted it last */
};

struct tally {
    struct slot *slot;
    size_t size, used;
    uint64_t secret; /* or a site could choose texts that all belong into one place */
};

uint64_t
tally_mix(uint64_t key, uint64_t eight)
{
    key = (key ^ eight) * 0x9E3779B97F4A7C15u;
    return key ^ key >> 32;
}

static uint64_t
fold(uint64_t x, uint64_t y)
{
    __uint128_t wide = (__uint128_t)x * y;

    return (uint64_t)wide ^ (uint64_t)(wide >> 64);
}

uint64_t
tally_key(struct str s)
{
    uint64_t key = s.n, pair[2];
    size_t at = 0;

    for (; s.n - at > sizeof pair; at += sizeof pair) {
        memcpy(pair, s.p + at, sizeof pair);
        key = fold(pair[0] ^ ODD, pair[1] ^ key);
    }
    pair[0] = pair[1] = 0;
    if (at < s.n)
        memcpy(pair, s.p + at, s.n - at);
    return tally_mix(fold(pair[0] ^ ODD, pair[1] ^ key), s.n);
}

struct tally *
tally_new(void)
{
    struct tally *t = mem_new(1, sizeof *t);

    t->size = 1024;
    t->secret = hash_secret();
    t->slot = mem_new(t->size, sizeof *t->slot);
    return t;
}

void
tally_free(struct tally *t)
{
    if (t == NULL)
        return;
    free(t->slot);
    free(t);
}

static size_t
first_of(const struct tally *t, uint64_t key)
{
    return (size_t)(fold(key ^ t->secret, ODD) & (t->size - 1));
}

static struct slot *
place(const struct tally *t, uint64_t key)
{
    size_t i = first_of(t, key);

    while (t->slot[i].key != 0 && t->slot[i].key != key)
        i = (i + 1) & (t->size - 1);
    return &t->slot[i];
}

/* A quarter stays free: with half of them the counts of 2,000 pages took 6 MB. */
static bool
is_full(size_t used, size_t size)
{
    return used * 4 >= size * 3;
}

static void
grow(struct tally *t)
{
    struct tally was = *t;

    t->size *= 2;
    t->slot = mem_new(t->size, sizeof *t->slot);
    for (size_t i = 0; i < was.size; i++)
        if (was.slot[i].key != 0)
            *place(t, was.slot[i].key) = was.slot[i];
    free(was.slot);
}

uint32_t
tally_add(struct tally *t, uint64_t key, uint32_t page)
{
    struct slot *s;

    if (is_full(t->used, t->size))
        grow(t);
    s = place(t, key ? key : 1);
    if (s->key == 0) {
        s->key = key ? key : 1;
        t->used++;
    }
    if (s->page != page)
        s->count++;
    s->page = page;
    return s->count;
}

void
tally_expect(const struct tally *t, uint64_t key)
{
    __builtin_prefetch(&t->slot[first_of(t, key)]);
}

void
tally_add_all(struct tally *t, const uint64_t *key, size_t n, uint32_t page)
{
    for (size_t i = 0; i < n && i < AHEAD; i++)
        tally_expect(t, key[i]);
    for (size_t i = 0; i < n; i++) {
        if (n - i > AHEAD)
            tally_expect(t, key[i + AHEAD]);
        tally_add(t, key[i], page);
    }
}

uint32_t
tally_of(const struct tally *t, uint64_t key)
{
    return place(t, key ? key : 1)->count;
}

void
tally_drop_below(struct tally *t, uint32_t least)
{
    struct tally *kept = tally_new();

    for (size_t i = 0; i < t->size; i++) {
        if (t->slot[i].key == 0 || t->slot[i].count < least)
            continue;
        if (is_full(++kept->used, kept->size))
            grow(kept);
        *place(kept, t->slot[i].key) = t->slot[i];
    }
    free(t->slot);
    *t = *kept;
    free(kept);
}
