/*
 * Eight bytes looked at together, as one number in the machine's order of bytes.  Answers are the highest bit
 * of each byte for which they hold.
 */
#ifndef OIT_BASE_EIGHT_H
#define OIT_BASE_EIGHT_H

#include <stdint.h>
#include <string.h>

#define EIGHT_EVERY(byte) ((uint64_t)(byte)*0x0101010101010101u)
#define EIGHT_HIGH EIGHT_EVERY(0x80)

static inline uint64_t
eight_at(const char *p)
{
    uint64_t eight;

    memcpy(&eight, p, sizeof eight);
    return eight;
}

/* Which bytes are below a limit of at most 0x80? */
static inline uint64_t
eight_below(uint64_t eight, unsigned limit)
{
    return ~(((eight & ~EIGHT_HIGH) + EIGHT_EVERY(0x80 - limit)) | eight) & EIGHT_HIGH;
}

/* Are any beside low to high, both at most 0x7F?  The lowest bit set tells of the first that is; others may
 * be wrong. */
static inline uint64_t
eight_beside(uint64_t eight, unsigned char low, unsigned char high)
{
    return (eight | (eight - EIGHT_EVERY(low)) | (eight + EIGHT_EVERY(0x7F - high))) & EIGHT_HIGH;
}

/* Which are this one? */
static inline uint64_t
eight_is(uint64_t eight, unsigned byte)
{
    return eight_below(eight ^ EIGHT_EVERY(byte), 1);
}

#endif
