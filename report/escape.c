/*
 * Text of the web made harmless for HTML.  Text is escaped where it is written, once, by the function of
 * its context; nothing that comes from a site is ever taken for markup.
 */
#include "base/utf8.h"
#include "report/plain.h"
#include "report/report.h"

static const char *const entity[128] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};

static void
put(struct buf *out, uint32_t c)
{
    if (c < 128 && entity[c])
        buf_z(out, entity[c]);
    else
        plain_put(out, c);
}

/* Printable ASCII and Thai, nearly all there is: only the signs of HTML are looked for. */
static void
put_plain(struct buf *out, struct str s)
{
    size_t from = 0;

    for (size_t at = 0; at < s.n; at++) {
        unsigned char c = (unsigned char)s.p[at];

        if (c < 128 && entity[c]) {
            buf_put(out, s.p + from, at - from);
            buf_z(out, entity[c]);
            from = at + 1;
        }
    }
    buf_put(out, s.p + from, s.n - from);
}

void
html_text(struct buf *out, struct str s)
{
    size_t at = 0;

    while (at < s.n) {
        size_t end = utf8_skip_plain(s, at);

        put_plain(out, str_sub(s, at, end));
        at = end;
        if (at < s.n)
            put(out, utf8_next(s, &at));
    }
}

/* Besides what text needs, the signs that would end or begin an attribute without quotes. */
void
html_attribute(struct buf *out, struct str s)
{
    size_t at = 0;

    while (at < s.n) {
        uint32_t c = utf8_next(s, &at);

        if (c == '=' || c == '`')
            buf_printf(out, "&#%u;", (unsigned)c);
        else
            put(out, c);
    }
}

/*
 * An address is written into href as it is, so it must already be one: a canonical address has no blank,
 * no control and no other character that put() would change.
 */
bool
html_safe_link(struct str url)
{
    size_t host = str_starts_nocase(url, STR("https://"))  ? 8
                  : str_starts_nocase(url, STR("http://")) ? 7
                                                           : 0;
    size_t at = host;

    if (host == 0 || url.n == host || url.p[host] == '/')
        return false;
    while (at < url.n) {
        uint32_t c = utf8_next(url, &at);

        if (c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`' || c == '\\' ||
            (c >= 0x7f && c <= 0xa0) || plain_is_blank(c) || plain_is_nothing(c) || plain_turns(c) ||
            c == 0xfffd)
            return false;
    }
    return true;
}
