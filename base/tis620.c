/* TIS-620 as windows-874 has it: the table, and how to tell it from other encodings. */
#include "base/tis620.h"

#define NO_CHARACTER 0xfffd
#define THAI_FIRST 0x0e01 /* at 0xA1; from there in one row with the Unicode block */
#define TO_THAI (THAI_FIRST - 0xa1)

/* 0x80 to 0xA0; controls keep their number. */
static const uint16_t low_half[0xa1 - 0x80] = {
    0x20ac, 0x0081, 0x0082, 0x0083, 0x0084, 0x2026, 0x0086, 0x0087, 0x0088, 0x0089, 0x008a,
    0x008b, 0x008c, 0x008d, 0x008e, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x0098, 0x0099, 0x009a, 0x009b, 0x009c, 0x009d, 0x009e, 0x009f, 0x00a0,
};

uint32_t
tis620_to_unicode(unsigned char byte)
{
    if (byte < 0x80)
        return byte;
    if (byte <= 0xa0)
        return low_half[byte - 0x80];
    if (byte <= 0xda || (byte >= 0xdf && byte <= 0xfb))
        return (uint32_t)byte + TO_THAI;
    return NO_CHARACTER;
}

int
tis620_of_unicode(uint32_t c)
{
    if (c < 0x80)
        return (int)c;
    if ((c >= THAI_FIRST && c <= 0x0e3a) || (c >= 0x0e3f && c <= 0x0e5b))
        return (int)(c - TO_THAI);
    for (size_t i = 0; i < sizeof(low_half) / sizeof(low_half[0]); i++)
        if (low_half[i] == c)
            return (int)(0x80 + i);
    return -1;
}

static bool
is_thai(unsigned char c)
{
    return (c >= 0xa1 && c <= 0xda) || (c >= 0xdf && c <= 0xfb);
}

/* Vowels and tones that are written above or below the letter before them. */
static bool
is_mark(unsigned char c)
{
    return c == 0xd1 || (c >= 0xd4 && c <= 0xda) || (c >= 0xe7 && c <= 0xee);
}

/* Euro, dots, quotes, dashes, no-break space: of every Windows encoding, so they speak for none. */
static bool
is_shared(unsigned char c)
{
    return c == 0x80 || c == 0x85 || (c >= 0x91 && c <= 0x97) || c == 0xa0;
}

static bool
is_latin_letter(struct str bytes, size_t at)
{
    return at < bytes.n &&
           (((unsigned char)bytes.p[at] | 0x20) >= 'a' && ((unsigned char)bytes.p[at] | 0x20) <= 'z');
}

/* Of Latin encodings the same bytes are letters, which stand within words. */
static bool
is_digit(struct str bytes, size_t at)
{
    unsigned char c = (unsigned char)bytes.p[at];

    return c >= 0xf0 && c <= 0xf9 && !is_latin_letter(bytes, at + 1) &&
           (at == 0 || !is_latin_letter(bytes, at - 1));
}

/*
 * Latin text with accents, UTF-8 and the encodings of East Asia all break one of these: nine of ten high
 * bytes are Thai, consonants make up at least a third of those that are no digits, and nine of ten marks
 * follow a Thai character.
 */
bool
tis620_likely(struct str bytes)
{
    size_t high = 0, thai = 0, digits = 0, consonants = 0, marks = 0, placed = 0;

    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];

        high += c >= 0x80 && !is_shared(c);
        thai += is_thai(c);
        digits += c >= 0xf0 && is_digit(bytes, i);
        consonants += c >= 0xa1 && c <= 0xce;
        if (is_mark(c)) {
            marks++;
            placed += i > 0 && is_thai((unsigned char)bytes.p[i - 1]);
        }
    }
    return consonants > 0 && thai * 10 >= high * 9 && consonants * 3 >= thai - digits &&
           placed * 10 >= marks * 9;
}
