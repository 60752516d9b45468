/*
 * A table of hashes that ends to grow: what falls out of it is read again when it comes again.  The hash
 * starts from a secret of the process, and two texts of a site have the same once in a hundred million sites.
 * With what recall.c brings back, a site of 4,000 pages takes 66 MB so, and took 102 when each text was kept
 * with what was read of it.
 */
#include "rules/gists.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "rules/letters.h"
#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 1024 /* powers of two */
#define MOST_SLOTS 65536
#define LOOKED_AT 4 /* slots */

struct slot {
    uint64_t hash;
    uint32_t words;   /* number among the shared ones + 1; 0: free */
    uint32_t letters; /* place; 0: not kept */
};

/* Where a shared wording is found by what it says. */
struct said {
    uint64_t sum;
    uint32_t number; /* among the shared ones + 1; 0: free */
};

struct gists {
    struct slot *slot;
    size_t slots, used;
    const struct wording **shared;
    size_t shared_n, shared_cap;
    struct said *said;
    size_t said_n;
    struct aside *aside;
    struct letters *letters;
    struct arena *arena;
    uint64_t secret; /* so that nobody can choose texts that all fall on one place */
};

static void
make_tables(struct gists *g)
{
    g->slots = FIRST_SLOTS;
    g->slot = mem_new(g->slots, sizeof *g->slot);
    g->used = 0;
    g->said_n = FIRST_SLOTS;
    g->said = mem_new(g->said_n, sizeof *g->said);
    g->shared_n = g->shared_cap = 0;
    g->shared = NULL;
}

struct gists *
gists_new(struct aside *aside)
{
    struct gists *g = mem_new(1, sizeof *g);

    make_tables(g);
    g->aside = aside;
    g->letters = letters_new(aside);
    g->arena = arena_new(0);
    g->secret = hash_secret();
    return g;
}

static void
free_tables(struct gists *g)
{
    free(g->slot);
    free(g->shared);
    free(g->said);
}

void
gists_free(struct gists *g)
{
    if (g == NULL)
        return;
    free_tables(g);
    letters_free(g->letters);
    arena_free(g->arena);
    free(g);
}

void
gists_rest(struct gists *g)
{
    free_tables(g);
    make_tables(g);
}

static struct gist
gist_of(const struct gists *g, const struct slot *s)
{
    return (struct gist){g->shared[s->words - 1], s->letters};
}

void
gists_expect(const struct gists *g, uint64_t hash)
{
    __builtin_prefetch(&g->slot[hash & (g->slots - 1)]);
}

struct gist
gists_find(const struct gists *g, uint64_t hash)
{
    for (size_t i = 0; i < LOOKED_AT; i++) {
        const struct slot *s = &g->slot[(hash + i) & (g->slots - 1)];

        if (s->hash == hash && s->words != 0)
            return gist_of(g, s);
    }
    return (struct gist){0};
}

/* The slot of its own, else the first that is free; where all are taken, one of them gives way. */
static struct slot *
place(struct gists *g, uint64_t hash)
{
    for (size_t i = 0; i < LOOKED_AT; i++) {
        struct slot *s = &g->slot[(hash + i) & (g->slots - 1)];

        if (s->words == 0 || s->hash == hash)
            return s;
    }
    return &g->slot[(hash + (hash >> 32) % LOOKED_AT) & (g->slots - 1)];
}

static void
grow(struct gists *g)
{
    struct slot *old = g->slot;
    size_t slots = g->slots;

    g->slots = 2 * slots;
    g->slot = mem_new(g->slots, sizeof *g->slot);
    for (size_t i = 0; i < slots; i++)
        if (old[i].words != 0)
            *place(g, old[i].hash) = old[i];
    free(old);
}

/* Where periods stand nearly nobody asks, and it tells more texts apart than all else. */
static const struct wording *
without_places(const struct wording *w, struct wording *out, struct period *period)
{
    *out = *w;
    out->period = period;
    for (size_t i = 0; i < w->period_n; i++) {
        period[i] = w->period[i];
        period[i].at = period[i].at <= WORDING_BEGIN ? 0 : WORDING_BEGIN + 1;
        period[i].len = 0;
    }
    return out;
}

/* Of all that is read of a text.  As with texts, wordings of the same sum are taken for the same: to look at
 * them is to wait for memory. */
static uint64_t
sum_up(const struct gists *g, const struct wording *w)
{
    uint64_t counts = w->flags | (uint64_t)w->meaning << 32 | (uint64_t)w->about_at << 48;
    uint64_t rest = (uint64_t)w->period_n | (uint64_t)w->item << 8 | (uint64_t)w->plain << 16;
    uint64_t sum = hash_mix(hash_mix(hash_mix(g->secret, counts), rest), (uintptr_t)w->against);

    return w->period_n == 0
               ? sum
               : hash_bytes((struct str){(const char *)w->period, w->period_n * sizeof *w->period}, sum);
}

static const struct wording *
make(struct gists *g, const struct wording *w)
{
    struct wording *shared = arena_raw(g->arena, sizeof *shared + w->period_n * sizeof *w->period);
    struct period *period = (struct period *)(void *)(shared + 1);

    *shared = *w;
    shared->text = STR_NONE;
    shared->shared = true;
    shared->complete = w->period_n == 0;
    shared->period = w->period_n > 0 ? period : NULL;
    if (w->period_n > 0)
        memcpy(period, w->period, w->period_n * sizeof *period);
    return shared;
}

static struct said *
place_of(struct said *said, size_t n, uint64_t sum)
{
    for (size_t at = sum;; at++) {
        struct said *x = &said[at & (n - 1)];

        if (x->number == 0 || x->sum == sum)
            return x;
    }
}

/* Half of the places stay free. */
static void
make_room(struct gists *g)
{
    size_t n = 2 * g->said_n;
    struct said *said;

    g->shared = mem_room(g->shared, g->shared_n, &g->shared_cap, sizeof *g->shared);
    if (2 * (g->shared_n + 1) <= g->said_n)
        return;
    said = mem_new(n, sizeof *said);
    for (size_t i = 0; i < g->said_n; i++)
        if (g->said[i].number != 0)
            *place_of(said, n, g->said[i].sum) = g->said[i];
    free(g->said);
    g->said = said;
    g->said_n = n;
}

/* The number of the shared wording that says the same. */
static uint32_t
share(struct gists *g, const struct wording *w)
{
    uint64_t sum = sum_up(g, w);
    struct said *known = place_of(g->said, g->said_n, sum);

    if (known->number != 0)
        return known->number;
    make_room(g);
    g->shared[g->shared_n++] = make(g, w);
    *place_of(g->said, g->said_n, sum) = (struct said){sum, (uint32_t)g->shared_n};
    return (uint32_t)g->shared_n;
}

struct gist
gists_share(struct gists *g, uint64_t hash, const struct wording *w, struct str letters)
{
    struct period period[PERIODS_MAX];
    struct wording plain;
    uint32_t number = share(g, w->shared ? w : without_places(w, &plain, period));
    struct slot *s;

    if (2 * g->used >= g->slots && g->slots < MOST_SLOTS)
        grow(g);
    s = place(g, hash);
    g->used += s->words == 0;
    *s = (struct slot){hash, number, letters.n > 0 ? letters_keep(g->letters, letters) : 0};
    return gist_of(g, s);
}

struct str
gists_letters(const struct gists *g, uint32_t place_of_text)
{
    return letters_at(g->letters, place_of_text);
}

bool
gists_full(const struct gists *g)
{
    return letters_full(g->letters);
}

void
gists_forget_letters(struct gists *g)
{
    for (size_t i = 0; i < g->slots; i++)
        g->slot[i].letters = 0;
    letters_free(g->letters);
    g->letters = letters_new(g->aside);
}
