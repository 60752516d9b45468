/* What is known of a site and what is still to be read: one set, and two heaps a host. */
#include "crawler/frontier.h"
#include "base/map.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

/* Numbers of addresses, the smallest key on top. */
struct heap {
    struct {
        uint64_t key;
        uint32_t i;
    } * at;
    size_t n, cap;
};

struct queue {
    struct heap untried, again;
    size_t untried_n; /* the heap may also hold what has been pushed twice or taken */
};

struct frontier {
    struct map *numbers;
    struct known *known;
    size_t n, cap, max;
    struct queue *queue; /* a host */
    size_t queue_n, queue_cap;
    size_t queued;
};

static void
heap_swap(struct heap *h, size_t a, size_t b)
{
    uint64_t key = h->at[a].key;
    uint32_t i = h->at[a].i;

    h->at[a] = h->at[b];
    h->at[b].key = key;
    h->at[b].i = i;
}

static bool
heap_before(const struct heap *h, size_t a, size_t b)
{
    return h->at[a].key != h->at[b].key ? h->at[a].key < h->at[b].key : h->at[a].i < h->at[b].i;
}

static void
heap_put(struct heap *h, uint64_t key, uint32_t i)
{
    size_t k = h->n++;

    h->at = mem_room(h->at, k, &h->cap, sizeof *h->at);
    h->at[k].key = key;
    h->at[k].i = i;
    for (; k > 0 && heap_before(h, k, (k - 1) / 2); k = (k - 1) / 2)
        heap_swap(h, k, (k - 1) / 2);
}

static uint32_t
heap_take(struct heap *h)
{
    uint32_t top = h->at[0].i;
    size_t k = 0;

    h->at[0] = h->at[--h->n];
    for (;;) {
        size_t least = k;
        for (size_t child = 2 * k + 1; child <= 2 * k + 2 && child < h->n; child++)
            if (heap_before(h, child, least))
                least = child;
        if (least == k)
            return top;
        heap_swap(h, k, least);
        k = least;
    }
}

struct frontier *
frontier_new(size_t max)
{
    struct frontier *f = mem_new(1, sizeof *f);

    f->numbers = map_new();
    f->max = max < NO_INDEX ? max : NO_INDEX - 1;
    return f;
}

void
frontier_free(struct frontier *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->queue_n; i++) {
        free(f->queue[i].untried.at);
        free(f->queue[i].again.at);
    }
    free(f->queue);
    free(f->known);
    map_free(f->numbers);
    free(f);
}

uint32_t
frontier_find(const struct frontier *f, struct str url)
{
    struct map_entry *m = map_get(f->numbers, url);

    return m ? (uint32_t)m->num : NO_INDEX;
}

uint32_t
frontier_add(struct frontier *f, struct str url)
{
    if (f->n >= f->max)
        return NO_INDEX;
    struct map_entry *m = map_put(f->numbers, url, NULL);
    m->num = (int64_t)f->n;
    f->known = mem_room(f->known, f->n, &f->cap, sizeof *f->known);
    f->known[f->n] = (struct known){.url = m->key, .redirect_to = NO_INDEX};
    return (uint32_t)f->n++;
}

struct known *
frontier_at(const struct frontier *f, uint32_t i)
{
    return &f->known[i];
}

size_t
frontier_count(const struct frontier *f)
{
    return f->n;
}

static struct queue *
queue_of(struct frontier *f, uint16_t host)
{
    while (f->queue_n <= host) {
        f->queue = mem_room(f->queue, f->queue_n, &f->queue_cap, sizeof *f->queue);
        memset(&f->queue[f->queue_n++], 0, sizeof *f->queue);
    }
    return &f->queue[host];
}

/*
 * Four groups of priority, so that a page of 90 found deep does not wait for all of 80 above it; inside a
 * group depth decides.
 */
static uint64_t
key_of(const struct known *k)
{
    uint64_t group = (uint64_t)(100 - k->priority) / 26;
    uint64_t depth = k->depth < 0xffff ? (uint64_t)k->depth : 0xffff;

    return (uint64_t)k->class << 24 | group << 16 | depth;
}

void
frontier_push(struct frontier *f, uint32_t i)
{
    struct known *k = &f->known[i];
    struct queue *q = queue_of(f, k->host);

    heap_put(&q->untried, key_of(k), i);
    q->untried_n += !k->waiting;
    f->queued += !k->waiting;
    k->waiting = true;
}

void
frontier_push_again(struct frontier *f, uint32_t i, int64_t not_before)
{
    heap_put(&queue_of(f, f->known[i].host)->again, (uint64_t)not_before, i);
    f->queued++;
}

bool
frontier_pop(struct frontier *f, uint16_t host, uint32_t *i)
{
    struct queue *q = queue_of(f, host);

    while (q->untried.n > 0) {
        *i = heap_take(&q->untried);
        if (f->known[*i].waiting) {
            f->known[*i].waiting = false;
            q->untried_n--;
            f->queued--;
            return true;
        }
    }
    return false;
}

bool
frontier_pop_again(struct frontier *f, uint16_t host, int64_t now, uint32_t *i, int64_t *wait)
{
    struct heap *h = &queue_of(f, host)->again;

    *wait = -1;
    if (h->n == 0)
        return false;
    if ((int64_t)h->at[0].key > now) {
        *wait = (int64_t)h->at[0].key - now;
        return false;
    }
    *i = heap_take(h);
    f->queued--;
    return true;
}

size_t
frontier_untried(const struct frontier *f, uint16_t host)
{
    return host < f->queue_n ? f->queue[host].untried_n : 0;
}

size_t
frontier_again(const struct frontier *f, uint16_t host)
{
    return host < f->queue_n ? f->queue[host].again.n : 0;
}

size_t
frontier_queued(const struct frontier *f)
{
    return f->queued;
}
