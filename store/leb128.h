/* Numbers as bytes, seven bits in each, the lowest first, the eighth set where more follow (DWARF 5, 7.6). */
#ifndef OIT_STORE_LEB128_H
#define OIT_STORE_LEB128_H

#include <stdbool.h>
#include <stdint.h>

#define LEB128_BYTES 10 /* of 64 bits */

/* Behind the last byte written; room for LEB128_BYTES is at p. */
static inline char *
leb128_put(char *p, uint64_t n)
{
    while (n >= 0x80) {
        *p++ = (char)(n | 0x80);
        n >>= 7;
    }
    *p++ = (char)n;
    return p;
}

/* A number whose bytes hold no more than so many bits; *p moves behind it.  False when there is none: *p is
 * end then. */
static inline bool
leb128_get(const unsigned char **p, const unsigned char *end, int bits, uint64_t *n)
{
    *n = 0;
    for (int shift = 0; shift < bits && *p < end; shift += 7) {
        unsigned char c = *(*p)++;

        *n |= (uint64_t)(c & 0x7f) << shift;
        if (c < 0x80)
            return true;
    }
    *p = end;
    *n = 0;
    return false;
}

#endif
