/*
 * What the queue of a site costs as it grows:  bench_frontier [ADDRESSES...]
 * Each address is looked up as often as pages link to it, added once, queued, and taken out again.
 */
#include "base/arena.h"
#include "crawler/frontier.h"
#include "oit/limits.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define LOOKUPS 4 /* of each address: links that repeat what is known */

static double
now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static struct str
address(struct arena *a, size_t i)
{
    return arena_printf(a, "https://www.thungfah.example/news/index.php?id=%zu&cat=%zu", i, i % 17);
}

static size_t
fill(struct frontier *f, const struct str *url, size_t n)
{
    size_t known = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t k = frontier_add(f, url[i]);
        struct known *at = frontier_at(f, k);

        at->depth = 1 + (int)(i % 12);
        at->priority = (int)(i * 7 % 40);
        frontier_push(f, k);
        for (size_t j = 0; j < LOOKUPS; j++)
            known += frontier_find(f, url[(i * 31 + j * 7919) % n]) != NO_INDEX;
    }
    return known;
}

static void
measure(size_t n)
{
    struct arena *a = arena_new(0);
    struct frontier *f = frontier_new(n);
    struct str *url = ARENA_ARRAY(a, struct str, n);
    double start, filled, emptied;
    size_t known, taken = 0;
    uint32_t i;

    for (size_t k = 0; k < n; k++)
        url[k] = address(a, k);
    start = now_us();
    known = fill(f, url, n);
    filled = now_us();
    while (frontier_pop(f, 0, &i))
        taken++;
    emptied = now_us();
    printf("%zu addresses: %.3f us in, %.3f us out (%zu known again, %zu taken)\n", n,
           (filled - start) / (double)n, (emptied - filled) / (double)n, known, taken);
    frontier_free(f);
    arena_free(a);
}

int
main(int argc, char **argv)
{
    static const size_t usual[] = {1000, 3000, 10000, 30000, 100000, LIMIT_FRONTIER};

    for (int i = 1; i < argc; i++)
        measure(strtoul(argv[i], NULL, 10));
    for (size_t i = 0; argc == 1 && i < sizeof usual / sizeof *usual; i++)
        measure(usual[i]);
    return 0;
}
