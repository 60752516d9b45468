/* Answers that every item asks for again. */
#include "rules/bench.h"

int
bench_parts_served(const struct bench *b, uint32_t node)
{
    return b->serves != NULL ? __builtin_popcount(b->serves[node]) : 0;
}

struct str
bench_year(const struct bench *b, int year)
{
    struct str *known =
        year >= BENCH_YEAR && year < BENCH_YEAR + BENCH_YEARS ? &b->year[year - BENCH_YEAR] : NULL;

    if (known == NULL)
        return arena_printf(b->arena, "%d", year);
    if (known->n == 0)
        *known = arena_printf(b->arena, "%d", year);
    return *known;
}
