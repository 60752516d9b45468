/*
 * Thirty-two bytes looked at together, as vectors of the compiler: any machine has them, in one step or in
 * several.  WIDE before a function makes it twice, the second time for processors that do thirty-two bytes in
 * one step; which is taken is settled when the program starts.
 */
#ifndef OIT_BASE_WIDE_H
#define OIT_BASE_WIDE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define WIDE_BYTES 32

/* Bytes, bytes with a sign, which is also what a comparison gives, 0 or -1 in each, and the same as numbers.
 */
typedef uint8_t wide __attribute__((vector_size(WIDE_BYTES)));
typedef int8_t wide_signed __attribute__((vector_size(WIDE_BYTES)));
typedef uint64_t wide_four __attribute__((vector_size(WIDE_BYTES)));

/* So much is looked at together where most of it is passed by. */
#define WIDE_STEP (4 * WIDE_BYTES)

/* The checkers of memory are not yet there when such a choice is made. */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

/* Vectors go by their place: how they are handed over differs from processor to processor. */
static inline __attribute__((always_inline)) void
wide_at(wide *to, const char *p)
{
    memcpy(to, p, sizeof *to);
}

/* Does a comparison hold anywhere? */
static inline __attribute__((always_inline)) int
wide_any(const wide_signed *answer)
{
    wide_four four;

    memcpy(&four, answer, sizeof four);
    return (four[0] | four[1] | four[2] | four[3]) != 0;
}

/* A comparison that holds is taken off as -1 from a sum, so many of them at most; */
#define WIDE_SUMMED 255

/* for how many bytes they hold then. */
static inline __attribute__((always_inline)) size_t
wide_count(const wide *sum)
{
    const uint64_t even = 0x00FF00FF00FF00FFu;
    uint64_t pairs = 0;
    wide_four four;

    memcpy(&four, sum, sizeof four);
    for (int i = 0; i < 4; i++)
        pairs += (four[i] & even) + (four[i] >> 8 & even); /* 8 * 255 at most in each */
    return (size_t)((pairs * 0x0001000100010001u) >> 48);
}

/* For how many of the last bytes does a comparison hold?  Those before were asked in another step. */
static inline __attribute__((always_inline)) size_t
wide_count_last(const wide_signed *held, size_t last)
{
    const wide place = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
    wide sum = (wide){0} - ((wide)*held & (wide)(place >= (uint8_t)(WIDE_BYTES - last)));

    return wide_count(&sum);
}

#endif
