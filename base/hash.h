/*
 * A hash of bytes, sixteen at a time, for tables of one run: quick and well spread, but no proof of anything
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

/* Each of the two decides about every bit; a stranger who does not know what they are mixed with can make
 * neither of them 0, which would. */
static inline uint64_t
hash_pair(uint64_t a, uint64_t b)
{
    __uint128_t wide = (__uint128_t)a * b;

    return (uint64_t)wide ^ (uint64_t)(wide >> 64);
}

/* Up to 16 bytes as two numbers that overlap; the length is part of the hash. */
static inline void
hash_last(const char *p, size_t n, uint64_t *a, uint64_t *b)
{
    uint32_t low = 0, high = 0;

    if (n >= 8) {
        memcpy(a, p, 8);
        memcpy(b, p + n - 8, 8);
        return;
    }
    if (n >= 4) {
        memcpy(&low, p, 4);
        memcpy(&high, p + n - 4, 4);
    } else if (n > 0) {
        low = (uint32_t)(unsigned char)p[0] << 16 | (uint32_t)(unsigned char)p[n / 2] << 8 |
              (unsigned char)p[n - 1];
    }
    *a = low;
    *b = high;
}

static inline uint64_t
hash_bytes(struct str s, uint64_t seed)
{
    uint64_t h = hash_mix(seed, s.n), a, b;
    size_t i = 0;

    for (; s.n - i > 16; i += 16) {
        memcpy(&a, s.p + i, 8);
        memcpy(&b, s.p + i + 8, 8);
        h = hash_pair(a ^ seed, b ^ h);
    }
    hash_last(s.p + i, s.n - i, &a, &b);
    return hash_mix(hash_pair(a ^ seed, b ^ h), seed);
}

#endif
