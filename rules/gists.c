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

struct gists {
    struct slot *slot;
    size_t slots, used;
    const struct wording **shared;
    size_t shared_n, shared_cap;
    uint32_t *number; /* of shared ones + 1, by what they say; 0: free */
    size_t numbers;
    struct letters *letters;
    struct arena *arena;
    uint64_t secret; /* so that nobody can choose texts that all fall on one place */
};

struct gists *
gists_new(void)
{
    struct gists *g = mem_new(1, sizeof *g);

    g->slots = FIRST_SLOTS;
    g->slot = mem_new(g->slots, sizeof *g->slot);
    g->numbers = FIRST_SLOTS;
    g->number = mem_new(g->numbers, sizeof *g->number);
    g->letters = letters_new();
    g->arena = arena_new(0);
    g->secret = hash_secret();
    return g;
}

void
gists_free(struct gists *g)
{
    if (g == NULL)
        return;
    free(g->slot);
    free(g->shared);
    free(g->number);
    letters_free(g->letters);
    arena_free(g->arena);
    free(g);
}

static struct gist
gist_of(const struct gists *g, const struct slot *s)
{
    return (struct gist){g->shared[s->words - 1], s->letters};
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

static bool
says_the_same(const struct wording *x, const struct wording *y)
{
    return x->meaning == y->meaning && x->flags == y->flags && x->against == y->against &&
           x->period_n == y->period_n && x->plain == y->plain && x->item == y->item &&
           x->about_at == y->about_at &&
           (x->period_n == 0 || memcmp(x->period, y->period, x->period_n * sizeof *x->period) == 0);
}

static uint64_t
sum_up(const struct gists *g, const struct wording *w)
{
    uint64_t said = w->flags | (uint64_t)w->meaning << 32 | (uint64_t)w->period_n << 48;
    uint64_t sum = hash_mix(g->secret ^ said, (uintptr_t)w->against);

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

static uint32_t *
number_of(const struct gists *g, const struct wording *w)
{
    for (size_t at = sum_up(g, w);; at++) {
        uint32_t *number = &g->number[at & (g->numbers - 1)];

        if (*number == 0 || says_the_same(g->shared[*number - 1], w))
            return number;
    }
}

/* Half of the numbers stay free. */
static void
make_room(struct gists *g)
{
    g->shared = mem_room(g->shared, g->shared_n, &g->shared_cap, sizeof *g->shared);
    if (2 * (g->shared_n + 1) <= g->numbers)
        return;
    g->numbers *= 2;
    free(g->number);
    g->number = mem_new(g->numbers, sizeof *g->number);
    for (uint32_t i = 0; i < g->shared_n; i++)
        *number_of(g, g->shared[i]) = i + 1;
}

/* The number of the shared wording that says the same. */
static uint32_t
share(struct gists *g, const struct wording *w)
{
    uint32_t *number = number_of(g, w);

    if (*number != 0)
        return *number;
    make_room(g);
    g->shared[g->shared_n++] = make(g, w);
    return *number_of(g, w) = (uint32_t)g->shared_n;
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
    g->letters = letters_new();
}
