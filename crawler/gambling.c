/* Words that gambling is advertised with: Thai sites are full of them once they are hacked. */
#include "crawler/gambling.h"
#include "base/mem.h"
#include "base/thai.h"
#include "crawler/print.h"
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX 512     /* bytes of a text that are looked at */
#define KNOWN_TEXTS 1024 /* a power of two */
#define COUNT(table) (sizeof table / sizeof table[0])

/* In the normal form of base/thai.h. */
static const char *const gamble_words[] = {
    "สล็อต",      "บาคาร่า",     "คาสิโน",       "แทงบอล",  "แทงหวย",  "หวยออนไลน์", "เว็บตรง",
    "ฝากถอน",    "เว็บพนัน",     "พนันออนไลน์",   "เครดิตฟรี", "ยูฟ่าเบท",  "ufabet",    "pgslot",
    "slotgacor", "slot gacor", "slot online", "slot88",  "judi",    "casino",    "baccarat",
    "sbobet",    "betflix",    "joker123",    "togel",   "pg slot",
};

/*
 * Letters that stand in a text, a bit each: 26 of ASCII, and Thai ones in 32 more, two or three to a bit.
 * Signs that the normal form makes of others or drops are left out, so that a text in any form has the
 * letters of a word that its normal form has.  False for characters that the normal form may turn into
 * letters.
 */
static bool
letters_of(struct str text, uint64_t *letters)
{
    const unsigned char *p = (const unsigned char *)text.p;

    *letters = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (p[i] < 0x80) {
            unsigned letter = (p[i] | 32u) - 'a';
            *letters |= letter < 26 ? UINT64_C(1) << letter : 0;
        } else if (p[i] == 0xE0 && i + 2 < text.n && p[i + 1] == 0xB8) {
            *letters |= p[i + 2] <= 0xB0 ? UINT64_C(1) << (26 + p[i + 2] % 32) : 0;
            i += 2;
        } else if (p[i] == 0xE0 && i + 2 < text.n && p[i + 1] == 0xB9) {
            i += 2;
        } else {
            return false;
        }
    }
    return true;
}

/*
 * What tells whether a word of gambling is in a text.  Nearly every text lacks a letter of each word, and
 * need not be brought into normal form; of one that is, few places have a bit of the same word in all three
 * tables, and only there is a word looked for.  Without both this took 120 us of a page with 128 links,
 * now 5.
 */
struct gambling {
    uint64_t harmless[KNOWN_TEXTS]; /* prints of texts */
    uint64_t letters[COUNT(gamble_words)];
    uint32_t first[256], third[256], sixth[256]; /* bytes of words, a bit for each word */
};

_Static_assert(COUNT(gamble_words) <= 32, "a bit for each word");

struct gambling *
gambling_new(void)
{
    struct gambling *g = mem_new(1, sizeof *g);

    for (size_t i = 0; i < COUNT(gamble_words); i++) {
        const char *word = gamble_words[i];
        uint32_t bit = (uint32_t)1 << i;

        letters_of(str_of(word), &g->letters[i]);
        g->first[(unsigned char)word[0]] |= bit;
        g->third[(unsigned char)word[2]] |= bit;
        for (size_t c = 0; strlen(word) < 6 && c < 256; c++)
            g->sixth[c] |= bit;
        if (strlen(word) >= 6)
            g->sixth[(unsigned char)word[5]] |= bit;
    }
    return g;
}

void
gambling_free(struct gambling *g)
{
    free(g);
}

static bool
may_gamble(const struct gambling *g, struct str text)
{
    uint64_t letters;

    if (!letters_of(text, &letters))
        return true;
    for (size_t i = 0; i < COUNT(gamble_words); i++)
        if ((g->letters[i] & ~letters) == 0)
            return true;
    return false;
}

/* text in its normal form */
static bool
gambles(const struct gambling *g, struct str text)
{
    for (size_t at = 0; at + 2 < text.n; at++) {
        const unsigned char *p = (const unsigned char *)text.p + at;
        uint32_t may = g->first[p[0]] & g->third[p[2]];

        if (at + 5 < text.n)
            may &= g->sixth[p[5]];
        for (size_t i = 0; may != 0; i++, may >>= 1)
            if ((may & 1) && str_starts(str_sub(text, at, text.n), str_of(gamble_words[i])))
                return true;
    }
    return false;
}

bool
gambling_advertised(struct gambling *g, struct arena *a, struct str text)
{
    uint64_t print, *known;

    text = str_sub(text, 0, TEXT_MAX);
    print = print_of(text);
    known = &g->harmless[print % KNOWN_TEXTS];
    if (*known == print)
        return false;
    if (may_gamble(g, text) && gambles(g, thai_norm(a, text, THAI_EXACT, false).text))
        return true;
    *known = print;
    return false;
}

size_t
gambling_count(struct str text)
{
    size_t found = 0;

    for (size_t i = 0; i < COUNT(gamble_words); i++)
        found += str_has(text, str_of(gamble_words[i]));
    return found;
}
