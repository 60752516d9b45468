/*
 * Text of the web made harmless for HTML.  Text is escaped where it is written, once, by the function of
 * its context; nothing that comes from a site is ever taken for markup.
 */
#include "base/utf8.h"
#include "report/plain.h"
#include "report/report.h"

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
    else
        plain_put(out, c);
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
            (c >= 0x7f && c <= 0xa0) || plain_is_blank(c) || plain_is_nothing(c) || plain_turns(c) ||
            c == 0xfffd)
            return false;
    }
    return true;
}
