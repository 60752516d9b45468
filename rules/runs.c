/*
 * A table by the last digits of a run's number, which are counted up: of two that fall together one is not
 * remembered.  Of 160 blocks and 128 links of a page a hundred each are the menu.
 */
#include "rules/runs.h"
#include "base/arena.h"
#include "base/mem.h"
#include "rules/sameness.h"
#include <stdlib.h>
#include <string.h>

#define SLOTS 1024 /* a power of two */

struct known_run {
    int64_t number; /* 0: free */
    uint32_t n;
    uint64_t *key;               /* of blocks */
    struct familiar_link **link; /* of links */
};

struct runs {
    struct known_run slot[SLOTS];
    struct arena *arena;
    uint64_t *key; /* of a page, as what follows */
    size_t key_cap;
    struct familiar_link **link;
    size_t link_cap;
};

struct runs *
runs_new(void)
{
    struct runs *r = mem_new(1, sizeof *r);

    r->arena = arena_new(0);
    return r;
}

void
runs_free(struct runs *r)
{
    if (r == NULL)
        return;
    arena_free(r->arena);
    free(r->key);
    free(r->link);
    free(r);
}

/* The slot of a run, its own or taken for it now; NULL when another has it. */
static struct known_run *
slot_of(struct runs *r, const struct page_repeat *run)
{
    struct known_run *k = &r->slot[(uint64_t)run->number & (SLOTS - 1)];

    if (k->number == 0)
        *k = (struct known_run){.number = run->number, .n = run->n};
    return k->number == run->number && k->n == run->n && run->number != 0 ? k : NULL;
}

static void
find_keys(const struct page *p, size_t from, size_t until, uint64_t *key)
{
    for (size_t i = from; i < until; i++)
        key[i] = sameness_of_block(&p->block[i]);
}

static void
run_keys(struct runs *r, const struct page *p, const struct page_repeat *run)
{
    struct known_run *k = slot_of(r, run);

    if (k != NULL && k->key != NULL) {
        memcpy(r->key + run->first, k->key, run->n * sizeof *k->key);
        return;
    }
    find_keys(p, run->first, run->first + run->n, r->key);
    if (k == NULL)
        return;
    k->key = arena_raw(r->arena, run->n * sizeof *k->key);
    memcpy(k->key, r->key + run->first, run->n * sizeof *k->key);
}

const uint64_t *
runs_keys(struct runs *r, const struct page *p)
{
    size_t at = 0;

    if (p->block_n > r->key_cap) {
        r->key_cap = 2 * p->block_n;
        r->key = mem_grow(r->key, r->key_cap, sizeof *r->key);
    }
    for (size_t i = 0; i < p->repeat_n; i++) {
        const struct page_repeat *run = &p->repeat[i];

        if (run->links)
            continue;
        find_keys(p, at, run->first, r->key);
        run_keys(r, p, run);
        at = run->first + run->n;
    }
    find_keys(p, at, p->block_n, r->key);
    return r->key;
}

struct familiar_link **
runs_links(struct runs *r, const struct page *p)
{
    if (p->link_n > r->link_cap) {
        r->link_cap = 2 * p->link_n;
        r->link = mem_grow(r->link, r->link_cap, sizeof *r->link);
    }
    if (p->link_n > 0)
        memset(r->link, 0, p->link_n * sizeof *r->link);
    for (size_t i = 0; i < p->repeat_n; i++) {
        const struct page_repeat *run = &p->repeat[i];
        const struct known_run *k = run->links ? slot_of(r, run) : NULL;

        if (k != NULL && k->link != NULL)
            memcpy(r->link + run->first, k->link, run->n * sizeof *k->link);
    }
    return r->link;
}

void
runs_note_links(struct runs *r, const struct page *p)
{
    for (size_t i = 0; i < p->repeat_n; i++) {
        const struct page_repeat *run = &p->repeat[i];
        struct known_run *k = run->links ? slot_of(r, run) : NULL;

        if (k != NULL && k->link == NULL)
            k->link = arena_raw(r->arena, run->n * sizeof *k->link);
        if (k != NULL)
            memcpy(k->link, r->link + run->first, run->n * sizeof *k->link);
    }
}
