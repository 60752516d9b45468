/*
 * A hash of bytes, eight at a time, for tables of one run: quick and well spread, but no proof of anything
 * and never stored.  Where a stranger chooses the bytes the seed is a secret of the process (base/map.c).
 */
#ifndef OIT_BASE_HASH_H
#define OIT_BASE_HASH_H

#include "base/str.h"
#include <sys/auxv.h>

/* The machine gives each process sixteen random bytes; to ask for others takes a system call. */
static inline uint64_t
hash_secret(void)
{
    const char *bytes = (const char *)(uintptr_t)getauxval(AT_RANDOM);
    uint64_t secret = 0x9E3779B97F4A7C15u;

    if (bytes)
        memcpy(&secret, bytes, sizeof secret);
    return secret;
}

static inline uint64_t
hash_mix(uint64_t h, uint64_t v)
{
    __uint128_t wide = (__uint128_t)(h ^ v) * 0x9E3779B97F4A7C15u;

    return (uint64_t)wide ^ (uint64_t)(wide >> 64);
}

static inline uint64_t
hash_bytes(struct str s, uint64_t seed)
{
    uint64_t h = hash_mix(seed, s.n), v;
    size_t i = 0;

    for (; i + 8 <= s.n; i += 8) {
        memcpy(&v, s.p + i, 8);
        h = hash_mix(h, v + seed);
    }
    v = 0;
    if (i < s.n)
        memcpy(&v, s.p + i, s.n - i);
    return hash_mix(hash_mix(h, v), seed);
}

#endif
