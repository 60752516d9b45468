/*
 * Text of the web made harmless for HTML.  Text is escaped where it is written, once, by the function of
 * its context; nothing that comes from a site is ever taken for markup.
 */
#include "base/utf8.h"
#include "report/report.h"

/* Characters that turn the direction of what follows them: shown by number, never sent. */
static bool
turns_direction(uint32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

static bool
is_blank(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool
is_no_character(uint32_t c)
{
    return (c >= 0x80 && c < 0xa0) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

static const char *
entity(uint32_t c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void
put(struct buf *out, uint32_t c)
{
    const char *e = entity(c);

    if (e)
        buf_z(out, e);
    else if (is_blank(c))
        buf_char(out, ' ');
    else if (c < 0x20)
        buf_utf8(out, 0x2400 + c); /* control pictures */
    else if (c == 0x7f)
        buf_utf8(out, 0x2421);
    else if (is_no_character(c))
        buf_utf8(out, 0xfffd);
    else if (turns_direction(c))
        buf_printf(out, "\\u{%04X}", (unsigned)c);
    else
        buf_utf8(out, c);
}

static bool
is_plain(char c)
{
    return c >= ' ' && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
}

void
html_text(struct buf *out, struct str s)
{
    size_t at = 0;

    while (at < s.n) {
        size_t from = at;

        while (at < s.n && is_plain(s.p[at]))
            at++;
        if (at > from)
            buf_put(out, s.p + from, at - from);
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
            (c >= 0x7f && c <= 0xa0) || is_blank(c) || is_no_character(c) || turns_direction(c) ||
            c == 0xfffd)
            return false;
    }
    return true;
}
