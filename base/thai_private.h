/* What the files of thai.h share: kinds of characters that nobody else asks about. */
#ifndef OIT_BASE_THAI_PRIVATE_H
#define OIT_BASE_THAI_PRIVATE_H

#include "base/thai.h"

#define SARA_AA 0x0E32
#define SARA_AM 0x0E33
#define MAI_TAIKHU 0x0E47
#define NIKHAHIT 0x0E4D

/* Without width: of no account to a reader. */
static inline bool
thai_is_dropped(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
}

static inline bool
thai_is_white(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Of Thai script. */
static inline bool
thai_is_digit(uint32_t c)
{
    return c >= 0x0E50 && c <= 0x0E59;
}

/* One character for another: glyph codes, full-width forms, Thai digits, case. */
static inline uint32_t
thai_replace(uint32_t c)
{
    if (thai_is_digit(c))
        return '0' + (c - 0x0E50);
    c = thai_of_glyph(c);
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFF01 - '!';
    if (c >= 'A' && c <= 'Z')
        c += 'a' - 'A';
    return c;
}

#endif
