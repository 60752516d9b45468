/* Addresses for people and for names of files. */
#include "base/href.h"
#include "base/utf8.h"
#include "crawler/charset.h"
#include "crawler/percent.h"
#include "crawler/url_private.h"
#include <string.h>

#define LONGEST_FILE_NAME 120

struct str
url_file_name(struct arena *a, const struct url *u)
{
    struct str name = str_sub(u->host, 0, LONGEST_FILE_NAME);
    struct buf out;
    struct str kept;

    buf_init(&out, LONGEST_FILE_NAME + 32);
    for (size_t i = 0; i < name.n; i++) {
        char c = url_lower(name.p[i]);
        bool safe = url_is_letter(c) || url_is_digit(c) || (i > 0 && (c == '.' || c == '-'));

        if (c != '[' && c != ']')
            buf_char(&out, safe ? c : '_');
    }
    if (u->host.n > LONGEST_FILE_NAME)
        buf_printf(&out, "_%08x", (unsigned)(str_hash(u->host) & UINT32_MAX));
    if (out.n == 0)
        buf_z(&out, "site");
    if (u->port >= 0)
        buf_printf(&out, "_%d", u->port);
    kept = arena_str(a, buf_view(&out));
    buf_free(&out);
    return kept;
}

/* Characters that people cannot see or that turn the line around stay encoded. */
static bool
is_shown(uint32_t c)
{
    return c > 0xa0 && c != 0xad && c != 0x61c && c != 0xfeff && c != 0xfffd &&
           !(c >= 0x2000 && c <= 0x200f) && !(c >= 0x2028 && c <= 0x202f) && !(c >= 0x205f && c <= 0x206f) &&
           c != 0x3000 && c < 0xe0000;
}

/* Bytes written as escapes from at on, at most four. */
static size_t
escaped_bytes(struct str s, size_t at, char out[4])
{
    size_t n = 0;

    while (n < 4 && at + 2 < s.n && s.p[at] == '%' && str_hex_digit(s.p[at + 1]) >= 8 &&
           str_hex_digit(s.p[at + 2]) >= 0) {
        out[n++] = (char)(str_hex_digit(s.p[at + 1]) * 16 + str_hex_digit(s.p[at + 2]));
        at += 3;
    }
    return n;
}

struct str
url_show(struct arena *a, struct str href)
{
    struct buf out;
    struct str kept;
    size_t at = 0;

    buf_init(&out, href.n + 1);
    while (at < href.n) {
        char bytes[4];
        size_t used = 0, n = escaped_bytes(href, at, bytes);

        if (n > 0 && is_shown(utf8_next((struct str){bytes, n}, &used))) {
            buf_put(&out, bytes, used);
            at += 3 * used;
        } else {
            buf_char(&out, href.p[at++]);
        }
    }
    kept = arena_str(a, buf_view(&out));
    buf_free(&out);
    return kept;
}

/* The path of a serialised address. */
static struct str
path_of(struct str href)
{
    struct href cut = href_cut(href);
    size_t end = 0;

    if (cut.scheme.n > 0)
        href = cut.rest;
    while (end < href.n && href.p[end] != '?' && href.p[end] != '#')
        end++;
    return str_sub(href, 0, end);
}

struct str
url_last_segment(struct arena *a, struct str href)
{
    struct str path = path_of(href);
    const char *slash = path.n ? memrchr(path.p, '/', path.n) : NULL;
    struct buf decoded, text;
    struct str kept;

    if (slash)
        path = str_sub(path, (size_t)(slash - path.p) + 1, path.n);
    buf_init(&decoded, path.n + 1);
    buf_init(&text, 3 * path.n + 4);
    percent_decode(&decoded, path);
    for (size_t i = 0; i < decoded.n; i++)
        if ((unsigned char)decoded.p[i] < ' ' || decoded.p[i] == 0x7f || decoded.p[i] == '/')
            decoded.p[i] = '_';
    charset_decode_name(buf_view(&decoded), &text);
    kept = arena_str(a, buf_view(&text));
    buf_free(&decoded);
    buf_free(&text);
    return kept;
}
