/*
 * Addresses and link words with their numbers in the file.  Of 500 pages with 128 links each the looking up
 * took 7 % of a visit and takes 2 % so.
 */
#include "store/known.h"
#include "base/map.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

#define CALLED_LEAST 256

struct known {
    struct map *map;
    int64_t run;
    int64_t *called; /* by what the run calls them; 0: not known */
    size_t called_n; /* room */
};

struct known *
known_new(void)
{
    struct known *k = mem_new(1, sizeof *k);

    k->map = map_new();
    return k;
}

void
known_free(struct known *k)
{
    if (k == NULL)
        return;
    map_free(k->map);
    free(k->called);
    free(k);
}

static void
forget_called(struct known *k)
{
    free(k->called);
    k->called = NULL;
    k->called_n = 0;
}

int64_t
known_number(const struct known *k, struct str text)
{
    const struct map_entry *e = map_get(k->map, text);

    return e != NULL ? e->num : 0;
}

void
known_add(struct known *k, struct str text, int64_t number)
{
    if (map_count(k->map) >= LIMIT_KNOWN_TEXTS)
        known_forget(k);
    map_put(k->map, text, NULL)->num = number;
}

void
known_begin_run(struct known *k, int64_t run)
{
    if (run != k->run)
        forget_called(k);
    k->run = run;
}

int64_t
known_called(const struct known *k, uint32_t name)
{
    return name < k->called_n ? k->called[name] : 0;
}

void
known_call(struct known *k, uint32_t name, int64_t number)
{
    size_t n = k->called_n ? k->called_n : CALLED_LEAST;

    if (name == 0)
        return;
    while (n <= name)
        n *= 2;
    if (n > k->called_n) {
        k->called = mem_grow(k->called, n, sizeof *k->called);
        memset(k->called + k->called_n, 0, (n - k->called_n) * sizeof *k->called);
        k->called_n = n;
    }
    k->called[name] = number;
}

void
known_forget(struct known *k)
{
    if (k == NULL)
        return;
    forget_called(k);
    if (map_count(k->map) > 0)
        map_clear(k->map);
}
