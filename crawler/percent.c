/* Percent-encoding with the sets of the WHATWG URL standard. */
#include "crawler/percent.h"
#include <string.h>

/* No set holds a letter or digit, and most of an address are these. */
static bool
must_encode(unsigned char c, const char *set)
{
    if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'))
        return false;
    return c < 0x20 || c > 0x7e || strchr(set, c) != NULL;
}

void
percent_encode(struct buf *out, struct str s, const char *set)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t i = 0;

    while (i < s.n) {
        size_t from = i;

        while (i < s.n && !must_encode((unsigned char)s.p[i], set))
            i++;
        buf_put(out, s.p + from, i - from);
        if (i < s.n) {
            unsigned char c = (unsigned char)s.p[i++];
            char escape[3] = {'%', digits[c >> 4], digits[c & 15]};

            buf_put(out, escape, sizeof(escape));
        }
    }
}

void
percent_decode(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        int high = s.p[i] == '%' && i + 2 < s.n ? str_hex_digit(s.p[i + 1]) : -1;
        int low = high >= 0 ? str_hex_digit(s.p[i + 2]) : -1;

        if (low >= 0) {
            buf_char(out, (char)(high * 16 + low));
            i += 2;
        } else {
            buf_char(out, s.p[i]);
        }
    }
}
