/* Characters of Thai script, and of texts in it. */
#include "base/thai_private.h"
#include "base/utf8.h"

#define EN_DASH 0x2013
#define EM_DASH 0x2014

/* Glyph codes of old Thai fonts, from U+F700 on; 0 where no letter is known. */
static const uint16_t glyph[] = {
    0x0E10, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E48, 0x0E49, 0x0E4A, /* F700 */
    0x0E4B, 0x0E4C, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x0E0D, /* F708 */
    0x0E31, 0x0E4D, 0x0E47, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, /* F710 */
    0x0E38, 0x0E39, 0x0E3A, 0x0E0E, 0x0E0F, 0,      0x0E4D, 0x0E47, /* F718 */
};

uint32_t
thai_of_glyph(uint32_t c)
{
    return c >= 0xF700 && c <= 0xF71F && glyph[c - 0xF700] ? glyph[c - 0xF700] : c;
}

unsigned char
thai_narrow(uint32_t c)
{
    if (c < 0x80)
        return (unsigned char)c;
    if (c >= 0x0E00 && c <= 0x0E00 + THAI_NARROW_LAST - THAI_NARROW)
        return (unsigned char)(THAI_NARROW + (c - 0x0E00));
    return c == EN_DASH ? THAI_NARROW_EN_DASH : c == EM_DASH ? THAI_NARROW_EM_DASH : THAI_NARROW_OTHER;
}

bool
thai_has_figure(struct str s)
{
    for (size_t at = 0; at < s.n;)
        if (thai_is_figure(utf8_next(s, &at)))
            return true;
    return false;
}

struct str
thai_plain_digits(struct str s, char *room, size_t size)
{
    size_t n = 0, at = 0;

    if (s.n > size)
        return s;
    while (at < s.n) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);

        if (thai_is_digit(c)) {
            room[n++] = (char)('0' + (c - 0x0E50));
        } else {
            memcpy(room + n, s.p + from, at - from);
            n += at - from;
        }
    }
    return n == s.n ? s : (struct str){room, n};
}

/* Letters of other scripts, by block: Latin, Greek to Lao without Thai, Hangul, Kana, Han. */
static bool
is_other_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c <= 0x02AF && c != 0xD7 && c != 0xF7) || (c >= 0x0370 && c <= 0x0DFF) ||
           (c >= 0x0E80 && c <= 0x1FFF) || (c >= 0x2C00 && c <= 0x2DFF) || (c >= 0x3041 && c <= 0xD7FF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFB00 && c <= 0xFDFF) || (c >= 0xFF21 && c <= 0xFFDC);
}

double
thai_share(struct str s)
{
    size_t thai = 0, other = 0;

    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);

        if (thai_is_letter(c))
            thai++;
        else if (is_other_letter(c))
            other++;
    }
    return thai + other ? (double)thai / (double)(thai + other) : 0;
}
