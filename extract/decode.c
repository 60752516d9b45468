/* Bytes of a text file in whatever encoding, as UTF-8. */
#include "extract/decode.h"
#include "base/tis620.h"
#include "base/utf8.h"
#include "oit/limits.h"

#define LOOKED_AT (16 * KIB) /* searched for the zeros of UTF-16 */

/* 0x80 to 0x9F of windows-1252; controls keep their number. */
static const uint16_t high_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

uint32_t
decode_byte(int code_page, unsigned char byte)
{
    if (code_page == 874)
        return tis620_to_unicode(byte);
    return byte >= 0x80 && byte <= 0x9f ? high_1252[byte - 0x80] : byte;
}

static uint32_t
unit(struct str s, size_t at, bool big_endian)
{
    unsigned char a = (unsigned char)s.p[at], b = (unsigned char)s.p[at + 1];

    return big_endian ? (uint32_t)(a << 8 | b) : (uint32_t)(b << 8 | a);
}

void
decode_utf16(struct str bytes, bool big_endian, struct buf *out)
{
    for (size_t at = 0; at + 1 < bytes.n && !out->full; at += 2) {
        uint32_t c = unit(bytes, at, big_endian);

        if (c >= 0xD800 && c <= 0xDBFF && at + 3 < bytes.n) {
            uint32_t low = unit(bytes, at + 2, big_endian);

            if (low >= 0xDC00 && low <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        utf8_append(out, c);
    }
}

static void
decode_single(struct str bytes, int code_page, struct buf *out)
{
    for (size_t at = 0; at < bytes.n && !out->full;) {
        size_t from = at;

        while (at < bytes.n && (unsigned char)bytes.p[at] < 0x80)
            at++;
        buf_put_some(out, bytes.p + from, at - from);
        if (at < bytes.n)
            utf8_append(out, decode_byte(code_page, (unsigned char)bytes.p[at++]));
    }
}

/* Character by character, so that the ceiling cuts between two. */
static void
decode_utf8(struct str bytes, struct buf *out)
{
    for (size_t at = 0; at < bytes.n && !out->full;) {
        size_t from = at;

        while (at < bytes.n && at - from < 4096 && (unsigned char)bytes.p[at] < 0x80)
            at++;
        buf_put_some(out, bytes.p + from, at - from);
        if (at < bytes.n && (unsigned char)bytes.p[at] >= 0x80)
            utf8_append(out, utf8_next(bytes, &at));
    }
}

/* Is it UTF-8 but for a few bytes, as when it was cut? */
static bool
mostly_utf8(struct str s)
{
    size_t good = 0, bad = 0;

    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);

        bad += c == 0xFFFD && at - from < 3;
        good += c >= 0x80 && at - from > 1 && c != 0xFFFD;
    }
    return bad == 0 || good > 8 * bad;
}

/*
 * A short Thai word in windows-874 may be valid UTF-8 by chance, of letters that no Thai office writes:
 * Greek, Cyrillic and what lies behind them up to the marks of print.
 */
static bool
is_utf8_by_chance(struct str s)
{
    bool strange = false;

    if (!tis620_likely(s))
        return false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);

        if (c >= 0x0E00 && c <= 0x0E7F)
            return false;
        strange |= c >= 0x0370 && c < 0x2000;
    }
    return strange;
}

/* In UTF-16 without a mark every other byte is 0 for Latin, 0x0E for Thai: 1 big, 2 little endian, 0 not. */
static int
unmarked_utf16(struct str s)
{
    size_t high[2] = {0, 0}, half;

    s = str_sub(s, 0, LOOKED_AT);
    half = s.n / 2;
    for (size_t i = 0; i < 2 * half; i++)
        high[i % 2] += s.p[i] == 0 || s.p[i] == 0x0E;
    if (half < 4)
        return 0;
    for (int i = 0; i < 2; i++)
        if (high[i] * 10 >= half * 9 && high[1 - i] * 10 < half)
            return i + 1;
    return 0;
}

void
decode_text(struct str s, struct buf *out)
{
    int utf16 = unmarked_utf16(s);

    if (str_starts(s, STR("\xff\xfe")))
        decode_utf16(str_sub(s, 2, s.n), false, out);
    else if (str_starts(s, STR("\xfe\xff")))
        decode_utf16(str_sub(s, 2, s.n), true, out);
    else if (str_starts(s, STR("\xef\xbb\xbf")))
        decode_utf8(str_sub(s, 3, s.n), out);
    else if (utf16)
        decode_utf16(s, utf16 == 1, out);
    else if (mostly_utf8(s) && !is_utf8_by_chance(s))
        decode_utf8(s, out);
    else
        decode_single(s, tis620_likely(s) ? 874 : 1252, out);
}

void
decode_name(struct str s, struct buf *out)
{
    if (utf8_valid(s) && !is_utf8_by_chance(s))
        decode_utf8(s, out);
    else
        decode_single(s, 874, out);
}
