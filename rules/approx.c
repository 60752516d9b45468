/* A bit for each letter of the phrase, a table of them for each narrow byte.  A text is left where the rest
 * of it is too short: a third of the steps. */
#include "rules/approx.h"
#include "base/thai.h"
#include "base/utf8.h"
#include <string.h>

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
        uint8_t c = thai_narrow(utf8_next(phrase, &at));

        if (out->letters == APPROX_LONGEST || c > THAI_NARROW_LAST || (c >= '0' && c <= '9'))
            return false;
        out->places[c] |= 1ULL << out->letters;
    }
    out->errors = errors_of(out->letters);
    return out->letters >= APPROX_SHORTEST;
}

bool
approx_finds(const struct approx *a, struct str narrow)
{
    uint64_t more = ~0ULL, less = 0, last = 1ULL << (a->letters - 1);
    int64_t lacking =
        a->letters - a->errors; /* a step takes one off at most: most texts are soon too short */

    for (size_t at = 0; lacking <= (int64_t)(narrow.n - at); at++) {
        uint64_t same = a->places[(uint8_t)narrow.p[at]];
        uint64_t diagonal = (((same & more) + more) ^ more) | same | less;
        uint64_t plus = less | ~(diagonal | more), minus = more & diagonal;

        lacking += (plus & last) != 0;
        lacking -= (minus & last) != 0;
        if (lacking <= 0)
            return true;
        plus <<= 1; /* a match may begin anywhere: no bit is carried in */
        minus <<= 1;
        more = minus | ~(diagonal | plus);
        less = plus & diagonal;
    }
    return false;
}
