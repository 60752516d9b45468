/* Thai and ASCII letters fit a byte each; all others count as one that no phrase holds. */
#include "rules/approx.h"
#include "base/utf8.h"
#include <string.h>

#define THAI_FIRST 0x0e00
#define OTHER_LETTER 0xff

static uint8_t
letter(uint32_t c)
{
    if (c < 0x80)
        return (uint8_t)c;
    return c >= THAI_FIRST && c < THAI_FIRST + 0x7f ? (uint8_t)(0x80 + (c - THAI_FIRST)) : OTHER_LETTER;
}

/* So few that of a hundred thousand other words next to none is taken for the phrase. */
static int
errors_of(int letters)
{
    return letters >= 21 ? 3 : letters >= 17 ? 2 : 1;
}

bool
approx_of(struct str phrase, struct approx *out)
{
    memset(out, 0, sizeof *out);
    for (size_t at = 0; at < phrase.n; out->letters++) {
        uint8_t c = letter(utf8_next(phrase, &at));

        if (out->letters == APPROX_LONGEST || c == OTHER_LETTER || (c >= '0' && c <= '9'))
            return false;
        out->places[c] |= 1ULL << out->letters;
    }
    out->errors = errors_of(out->letters);
    return out->letters >= APPROX_SHORTEST;
}

struct str
approx_letters(struct arena *a, struct str text)
{
    uint8_t *out = arena_raw(a, text.n + 1);
    size_t n = 0;

    for (size_t at = 0; out && at < text.n;) {
        const unsigned char *p = (const unsigned char *)text.p + at;

        if (p[0] < 0x80) {
            out[n++] = p[0];
            at++;
        } else if (p[0] == 0xE0 && text.n - at >= 3 && (p[1] & 0xFE) == 0xB8 && (p[2] & 0xC0) == 0x80) {
            out[n++] = (uint8_t)(0x80 | (p[1] & 1) << 6 | (p[2] & 0x3F)); /* the last one is OTHER_LETTER */
            at += 3;
        } else {
            out[n++] = letter(utf8_next(text, &at));
        }
    }
    return (struct str){(const char *)out, n};
}

bool
approx_finds(const struct approx *a, struct str letters)
{
    uint64_t more = ~0ULL, less = 0, last = 1ULL << (a->letters - 1);
    int distance = a->letters;

    if (letters.n + (size_t)a->errors < (size_t)a->letters)
        return false;
    for (size_t at = 0; at < letters.n; at++) {
        uint64_t same = a->places[(uint8_t)letters.p[at]];
        uint64_t diagonal = (((same & more) + more) ^ more) | same | less;
        uint64_t plus = less | ~(diagonal | more), minus = more & diagonal;

        distance += (plus & last) != 0;
        distance -= (minus & last) != 0;
        if (distance <= a->errors)
            return true;
        plus <<= 1; /* a match may begin anywhere: no bit is carried in */
        minus <<= 1;
        more = minus | ~(diagonal | plus);
        less = plus & diagonal;
    }
    return false;
}
