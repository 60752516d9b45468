/*
 * What the files that make a lexicon and those that pass texts through it must agree on: how characters are
 * told apart and what is counted on the way.
 */
#ifndef OIT_RULES_LEXICON_UNITS_H
#define OIT_RULES_LEXICON_UNITS_H

#include "rules/lexicon_rows.h"

#define SARA_AM 0x0E33
#define SARA_AA 0x0E32
#define THAI_BLOCK 0x0E00
#define UNIT_THAI 128  /* of U+0E00 */
#define UNIT_LAST 0xFF /* THAI_NARROW_OTHER */
#define UNIT_OTHER 1   /* any character that is neither ASCII nor Thai */
#define PASSED_LETTER (1ULL << 32)
#define PASSED_DIGIT (1ULL << 56) /* in a byte of its own: no more than LEXICON_FOLLOWED at once */

/* Reads one character at *at of a valid text with a NUL behind. */
static inline unsigned
lexicon_unit_next(struct str s, size_t *at)
{
    const char *p = s.p + *at;
    uint8_t first = (uint8_t)*p;
    unsigned place;

    if (first == 0xE0 && (place = thai_place(p)) != THAI_NO_PLACE) {
        *at += 3;
        return UNIT_THAI | place;
    }
    if (first < 0x80) {
        ++*at;
        return first;
    }
    *at += first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (*at > s.n)
        *at = s.n;
    return UNIT_OTHER;
}

static inline bool
lexicon_is_latin(char c)
{
    return c >= 'a' && c <= 'z';
}

#endif
