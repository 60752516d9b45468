/* Percent-escapes of an address turned back into letters where that misleads nobody. */
#include "report/address.h"
#include "base/href.h"
#include "base/punycode.h"
#include "base/utf8.h"
#include "oit/limits.h"

#define LABEL_LONGEST 80 /* bytes; name servers take 63 */

static bool
is_escape(struct str url, size_t at)
{
    return at + 2 < url.n && url.p[at] == '%' && str_hex_digit(url.p[at + 1]) >= 0 &&
           str_hex_digit(url.p[at + 2]) >= 0;
}

/* Letters, marks and signs that can be seen; blanks and everything invisible stay escaped. */
static bool
is_visible(uint32_t c)
{
    static const struct {
        uint32_t from, to;
    } hidden[] = {{0x0, 0xa0},        {0xad, 0xad},     {0x34f, 0x34f},   {0x61c, 0x61c},   {0x115f, 0x1160},
                  {0x1680, 0x1680},   {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x2000, 0x200f}, {0x2028, 0x202f},
                  {0x205f, 0x206f},   {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164}, {0xd800, 0xf8ff},
                  {0xfdd0, 0xfdef},   {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xffff},
                  {0xe0000, 0x10ffff}};

    for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
        if (c >= hidden[i].from && c <= hidden[i].to)
            return false;
    return (c & 0xfffe) != 0xfffe;
}

/* A run of escapes: each whole letter in it is decoded, every other byte keeps its escape. */
static size_t
put_run(struct buf *out, struct str url, size_t at)
{
    char bytes[4];
    size_t n = 0, used = 0;
    struct str run;
    uint32_t c;

    while (n < sizeof(bytes) && is_escape(url, at + 3 * n)) {
        bytes[n] = (char)(str_hex_digit(url.p[at + 3 * n + 1]) << 4 | str_hex_digit(url.p[at + 3 * n + 2]));
        n++;
    }
    run = (struct str){bytes, n};
    c = utf8_next(run, &used);
    if (is_visible(c))
        utf8_append(out, c);
    else
        buf_put(out, url.p + at, 3 * used);
    return at + 3 * used;
}

/* Letters, vowels, tone marks and digits of Thai; in a name also what looks like no letter of another script.
 */
static bool
is_thai_name(const uint32_t *point, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!(point[i] >= 0xe01 && point[i] <= 0xe3a) && !(point[i] >= 0xe40 && point[i] <= 0xe4e) &&
            !(point[i] >= '0' && point[i] <= '9') && point[i] != '-')
            return false;
    return n > 0;
}

/* A label as it is read, when it is the ASCII of a Thai name and nothing else has the same. */
static bool
put_thai_label(struct buf *out, struct str label)
{
    uint32_t point[LABEL_LONGEST];
    struct str coded;
    struct buf again;
    size_t n;
    bool same;

    if (!str_starts_nocase(label, STR("xn--")) || label.n > LABEL_LONGEST)
        return false;
    coded = str_sub(label, 4, label.n);
    if (!punycode_decode(coded, point, LABEL_LONGEST, &n) || !is_thai_name(point, n))
        return false;
    buf_init(&again, LABEL_LONGEST);
    same = punycode_encode(point, n, &again) && str_eq_nocase(buf_view(&again), coded);
    buf_free(&again);
    for (size_t i = 0; i < n && same; i++)
        utf8_append(out, point[i]);
    return same;
}

static void
put_site(struct buf *out, struct href cut)
{
    struct str rest = cut.host, label;
    const char *before = "";

    while (str_next(&rest, '.', &label)) {
        buf_z(out, before);
        if (!put_thai_label(out, label))
            buf_str(out, label);
        before = ".";
    }
    buf_str(out, str_sub(cut.site, cut.host.n, cut.site.n));
}

static void
put_rest(struct buf *out, struct str url)
{
    for (size_t at = 0; at < url.n;) {
        if (is_escape(url, at))
            at = put_run(out, url, at);
        else
            buf_char(out, url.p[at++]);
    }
}

static struct str
shown_of(struct arena *a, struct str url, bool shorten)
{
    struct href cut = href_cut(url);
    struct buf out;
    struct str shown;

    buf_init(&out, 4 * LIMIT_ADDRESS);
    if (cut.scheme.n > 0 && !shorten)
        buf_printf(&out, "%.*s://", STR_ARGS(cut.scheme));
    put_site(&out, cut);
    if (cut.scheme.n == 0)
        cut.rest = url;
    if (!shorten || !str_eq(cut.rest, STR("/")) || cut.scheme.n == 0)
        put_rest(&out, cut.rest);
    shown = arena_str(a, buf_view(&out));
    buf_free(&out);
    return shown;
}

struct str
address_show(struct arena *a, struct str url)
{
    return shown_of(a, url, false);
}

struct str
address_show_short(struct arena *a, struct str url)
{
    return shown_of(a, url, true);
}

struct str
address_show_in(struct arena *a, struct str text)
{
    struct buf out;
    struct str shown;

    if (str_find(text, STR("://"), 0) == STR_NOT_FOUND)
        return text;
    buf_init(&out, text.n + 1);
    for (size_t at = 0; at < text.n;) {
        size_t end = address_end(text, at);

        if (end > at)
            buf_str(&out, address_show(a, str_sub(text, at, end)));
        else
            buf_char(&out, text.p[at]);
        at = end > at ? end : at + 1;
    }
    shown = arena_str(a, buf_view(&out));
    buf_free(&out);
    return shown;
}

static bool
is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Blanks, controls, quotation marks (curved ones too), and what Markdown or a table would read. */
static bool
ends_address(struct str s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];

    return c <= ' ' || c == 0x7f || str_find_char(STR("<>\"`|\\"), (char)c, 0) != STR_NOT_FOUND ||
           (c == 0xe2 && at + 2 < s.n && (unsigned char)s.p[at + 1] == 0x80 &&
            (unsigned char)s.p[at + 2] >= 0x98 && (unsigned char)s.p[at + 2] <= 0x9f);
}

size_t
address_end(struct str text, size_t at)
{
    size_t start = at, end;

    if (at > 0 && (is_latin(text.p[at - 1]) || (text.p[at - 1] >= '0' && text.p[at - 1] <= '9')))
        return at;
    while (start < text.n && is_latin(text.p[start]))
        start++;
    if (start == at || !str_starts(str_sub(text, start, text.n), STR("://")))
        return at;
    start += 3;
    for (end = start; end < text.n && !ends_address(text, end); end++)
        ;
    while (end > start &&
           (str_find_char(STR(".,;:!?'"), text.p[end - 1], 0) != STR_NOT_FOUND ||
            (text.p[end - 1] == ')' && str_find_char(str_sub(text, at, end), '(', 0) == STR_NOT_FOUND)))
        end--;
    return end > start ? end : at;
}
