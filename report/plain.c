/* One character, one line: what plain text may hold. */
#include "report/plain.h"
#include "base/utf8.h"

bool
plain_turns(uint32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool
plain_is_blank(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool
plain_is_nothing(uint32_t c)
{
    return (c >= 0x80 && c < 0xa0) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

void
plain_put(struct buf *out, uint32_t c)
{
    if (plain_is_blank(c))
        buf_char(out, ' ');
    else if (c < 0x20)
        utf8_append(out, 0x2400 + c); /* control pictures */
    else if (c == 0x7f)
        utf8_append(out, 0x2421);
    else if (plain_is_nothing(c))
        utf8_append(out, 0xfffd);
    else if (plain_turns(c))
        buf_printf(out, "\\u{%04X}", (unsigned)c);
    else
        utf8_append(out, c);
}

struct str
plain_line(struct arena *a, struct str s, size_t n)
{
    struct buf b;
    struct str line, kept = s;
    size_t at = 0;

    if (s.n > n && utf8_length(s) > n) /* a code point has at least one byte */
        kept = utf8_prefix(s, n - 1);
    buf_init(&b, 8 * kept.n + 8);
    while (at < kept.n) {
        size_t end = utf8_skip_plain(kept, at);

        buf_str(&b, str_sub(kept, at, end));
        at = end;
        if (at < kept.n)
            plain_put(&b, utf8_next(kept, &at));
    }
    if (kept.n < s.n)
        buf_z(&b, "\xe2\x80\xa6");
    line = arena_str(a, buf_view(&b));
    buf_free(&b);
    return line;
}
