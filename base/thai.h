/*
 * The normal form in which Thai text is compared, in three tiers, with a map back to the original bytes.
 * White space between Thai letters is gone in it, digits are 0-9, ASCII is lower case; U+001F is a hard
 * break that nothing joins across.
 */
#ifndef OIT_BASE_THAI_H
#define OIT_BASE_THAI_H

#include "base/arena.h"
#include <endian.h>
#include <string.h>

enum thai_tier {
    THAI_EXACT = 1, /* digits, mark order, sara am, zero-width, spaces, private-use glyphs, case */
    THAI_AM = 2,    /* also sara am = sara aa: safe from 6 characters */
    THAI_BARE = 3   /* also no marks at all: safe from 13 characters */
};

/* Shortest phrase, in characters of its normal form, that a tier may look for. */
#define THAI_AM_SHORTEST 6
#define THAI_BARE_SHORTEST 13

#define THAI_BREAK '\x1f'

struct thai_norm {
    struct str text; /* valid UTF-8, NUL-terminated behind */
    /* at[i]: byte of the original where normal byte i came from; at[text.n] = its length. */
    const uint32_t *at;
    /* The same with one byte to a character, see thai_narrow(); where there is no map and the tier is 1. */
    struct str narrow;
};

/*
 * One byte for a character: ASCII is itself, Thai has the upper half, and its places without a letter are
 * lent to the dashes that patterns name.  All others are one.
 */
#define THAI_NARROW 0x80 /* of U+0E00 */
#define THAI_NARROW_LAST 0xDB
#define THAI_NARROW_EN_DASH 0xFD
#define THAI_NARROW_EM_DASH 0xFE
#define THAI_NARROW_OTHER 0xFF
unsigned char thai_narrow(uint32_t c);

/*
 * Bring s into normal form.  Bad UTF-8 becomes U+FFFD.  with_map false leaves at == NULL (cheaper).
 * Everything lives in a; text is empty when a's ceiling is reached.
 */
struct thai_norm thai_norm(struct arena *a, struct str s, enum thai_tier tier, bool with_map);
/* A text already in normal form of tier 1 brought to a higher tier; offsets in at lead into s. */
struct thai_norm thai_fold(struct arena *a, struct str s, enum thai_tier tier, bool with_map);
/* The original bytes behind normal bytes [from, to), widened to whole Thai clusters. */
struct str thai_original(const struct thai_norm *n, struct str original, size_t from, size_t to);

/* What an officer types for a number: 0-9 in place of Thai digits, written into room; s itself where it has
 * none or more than room holds. */
struct str thai_plain_digits(struct str s, char *room, size_t size);

/* U+0E01-0E2E, vowels U+0E30-0E45 that stand alone */
static inline bool
thai_is_letter(uint32_t c)
{
    return (c >= 0x0E01 && c <= 0x0E30 && c != 0x0E2F) || c == 0x0E32 || c == 0x0E33 ||
           (c >= 0x0E40 && c <= 0x0E45);
}
#define THAI_NO_PLACE 128
/* Place in the Thai block, U+0E00 to U+0E7F, of the character that begins at p, where four bytes can be read;
 * THAI_NO_PLACE when it is none of it.  One comparison for three bytes. */
static inline unsigned
thai_place(const char *p)
{
    uint32_t four;

    memcpy(&four, p, sizeof four);
    four = le32toh(four);
    return (four & 0xC0FEFFu) == 0x80B8E0u ? (four >> 2 & 0x40u) | (four >> 16 & 0x3Fu) : THAI_NO_PLACE;
}
/* A digit, Latin or Thai. */
static inline bool
thai_is_figure(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0x0E50 && c <= 0x0E59);
}
bool thai_has_figure(struct str s);
/* Written above or below a letter. */
static inline bool
thai_is_mark(uint32_t c)
{
    return c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
}
/* The letter or mark behind a glyph code of old fonts, U+F700-F71F; any other character is itself. */
uint32_t thai_of_glyph(uint32_t c);
/* Share of Thai letters among all letters, 0..1; 0 when there are none. */
double thai_share(struct str s);

#endif
