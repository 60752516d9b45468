/* The host of an address (WHATWG URL standard, section 3.5). */
#include "crawler/host_name.h"
#include "base/utf8.h"
#include "crawler/idna.h"
#include "crawler/percent.h"
#include <string.h>

#define FORBIDDEN " #/:<>?@[\\]^|"
#define PIECES 8 /* 16-bit pieces of an IPv6 address */

static bool
all_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!str_is_digit(s.p[i]))
            return false;
    return s.n > 0;
}

/* Values above 2^32 need no exact figure: every one of them is out of range. */
static bool
parse_ipv4_number(struct str s, uint64_t *out)
{
    int base = 10;

    if (s.n == 0)
        return false;
    if (s.n >= 2 && s.p[0] == '0' && (s.p[1] | 0x20) == 'x') {
        base = 16;
        s = str_sub(s, 2, s.n);
    } else if (s.n >= 2 && s.p[0] == '0') {
        base = 8;
        s = str_sub(s, 1, s.n);
    }
    *out = 0;
    for (size_t i = 0; i < s.n; i++) {
        int digit = str_hex_digit(s.p[i]);

        if (digit < 0 || digit >= base)
            return false;
        if (*out <= UINT32_MAX)
            *out = *out * (uint64_t)base + (uint64_t)digit;
    }
    return true;
}

/* The last label of a domain, a final empty one left out unless it is the only one. */
static struct str
last_label(struct str domain)
{
    size_t end = domain.n, from;

    if (end > 0 && domain.p[end - 1] == '.')
        end--;
    from = end;
    while (from > 0 && domain.p[from - 1] != '.')
        from--;
    return str_sub(domain, from, end);
}

/* A domain whose last label is a number can only mean an IPv4 address. */
static bool
ends_in_number(struct str domain)
{
    struct str last = last_label(domain);
    uint64_t ignored;

    return all_digits(last) || parse_ipv4_number(last, &ignored);
}

static bool
parse_ipv4(struct str domain, uint32_t *out)
{
    uint64_t parts[4], last;
    size_t count = 0;
    uint32_t address = 0;
    struct str part;

    if (domain.p[domain.n - 1] == '.')
        domain.n--;
    if (str_ends(domain, STR(".")))
        return false;
    while (str_next(&domain, '.', &part)) {
        if (count == 4 || !parse_ipv4_number(part, &parts[count++]))
            return false;
    }
    for (size_t i = 0; i + 1 < count; i++) {
        if (parts[i] > 255)
            return false;
        address |= (uint32_t)parts[i] << (24 - 8 * i);
    }
    last = parts[count - 1];
    if (last >= (uint64_t)1 << (8 * (5 - count)))
        return false;
    *out = address | (uint32_t)last;
    return true;
}

static void
put_ipv4(struct buf *out, uint32_t a)
{
    buf_printf(out, "%u.%u.%u.%u", a >> 24, a >> 16 & 255, a >> 8 & 255, a & 255);
}

/* "1.2.3.4" at the end of an IPv6 address: four plain decimal numbers without leading zeros. */
static bool
parse_dotted_tail(struct str s, uint16_t *pieces)
{
    int seen = 0;
    struct str part;

    if (str_ends(s, STR(".")))
        return false;
    while (str_next(&s, '.', &part)) {
        uint64_t value;

        if (seen == 4 || part.n > 3 || !str_to_u64(part, &value) || value > 255)
            return false;
        if (part.n > 1 && part.p[0] == '0')
            return false;
        pieces[seen / 2] = (uint16_t)(pieces[seen / 2] << 8 | value);
        seen++;
    }
    return seen == 4;
}

/* Up to four hexadecimal digits from *at on; false when a fifth follows. */
static bool
parse_piece(struct str s, size_t *at, uint16_t *out)
{
    size_t from = *at;

    *out = 0;
    while (*at < s.n && *at - from < 4 && str_hex_digit(s.p[*at]) >= 0)
        *out = (uint16_t)(*out << 4 | str_hex_digit(s.p[(*at)++]));
    return *at >= s.n || str_hex_digit(s.p[*at]) < 0;
}

struct ipv6 {
    uint16_t piece[PIECES];
    int count;
    int gap; /* index where "::" stands, -1 for none */
};

/* Spread the pieces behind the gap to the end. */
static bool
close_gap(struct ipv6 *a)
{
    int behind = a->count - a->gap;

    if (a->gap < 0)
        return a->count == PIECES;
    memmove(&a->piece[PIECES - behind], &a->piece[a->gap], sizeof(a->piece[0]) * (size_t)behind);
    memset(&a->piece[a->gap], 0, sizeof(a->piece[0]) * (size_t)(PIECES - a->count));
    return true;
}

/* One piece and the colon behind it. */
static bool
parse_step(struct str s, size_t *at, struct ipv6 *a)
{
    size_t from = *at;

    if (a->count == PIECES)
        return false;
    if (s.p[*at] == ':') {
        if (a->gap >= 0)
            return false;
        (*at)++;
        a->count++;
        a->gap = a->count;
        return true;
    }
    if (!parse_piece(s, at, &a->piece[a->count]))
        return false;
    if (*at < s.n && s.p[*at] == '.') {
        if (*at == from || a->count > PIECES - 2)
            return false;
        a->piece[a->count] = 0;
        *at = s.n;
        a->count += 2;
        return parse_dotted_tail(str_sub(s, from, s.n), &a->piece[a->count - 2]);
    }
    a->count++;
    if (*at == s.n)
        return true;
    return s.p[(*at)++] == ':' && *at < s.n;
}

static bool
parse_ipv6(struct str s, struct ipv6 *a)
{
    size_t at = 0;

    *a = (struct ipv6){.gap = -1};
    if (s.n == 0)
        return false;
    if (s.p[0] == ':') {
        if (s.n < 2 || s.p[1] != ':')
            return false;
        at = 1;
    }
    while (at < s.n)
        if (!parse_step(s, &at, a))
            return false;
    return close_gap(a);
}

/* Start of the longest run of two or more zero pieces, -1 for none. */
static int
longest_zeros(const uint16_t *piece, int *length)
{
    int best = -1;

    *length = 1;
    for (int i = 0; i < PIECES; i++) {
        int n = 0;

        while (i + n < PIECES && piece[i + n] == 0)
            n++;
        if (n > *length) {
            best = i;
            *length = n;
        }
        i += n;
    }
    return best;
}

static void
put_ipv6(struct buf *out, const struct ipv6 *a)
{
    int length, zeros = longest_zeros(a->piece, &length);

    buf_char(out, '[');
    for (int i = 0; i < PIECES; i++) {
        if (i == zeros) {
            buf_z(out, i == 0 ? "::" : ":");
            i += length - 1;
            continue;
        }
        buf_printf(out, "%x", a->piece[i]);
        if (i < PIECES - 1)
            buf_char(out, ':');
    }
    buf_char(out, ']');
}

static bool
has_forbidden(struct str s, bool domain)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c == 0 || strchr("\t\n\r" FORBIDDEN, c))
            return true;
        if (domain && (c < 0x20 || c == 0x7f || c == '%'))
            return true;
    }
    return false;
}

static bool
put_bracketed(struct str input, struct buf *out)
{
    struct ipv6 a;

    if (input.n < 2 || input.p[input.n - 1] != ']' || !parse_ipv6(str_sub(input, 1, input.n - 1), &a))
        return false;
    put_ipv6(out, &a);
    return true;
}

static bool
put_opaque(struct str input, struct buf *out)
{
    if (has_forbidden(input, false))
        return false;
    percent_encode(out, input, PERCENT_CONTROL);
    return true;
}

static bool
is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] > 0x7f)
            return false;
    return true;
}

/* ASCII names are only lowered: whether an "xn--" label means anything is left to the name servers. */
static bool
to_ascii(struct str domain, struct buf *out)
{
    if (!is_ascii(domain))
        return idna_to_ascii(domain, out);
    for (size_t i = 0; i < domain.n; i++) {
        char c = domain.p[i];

        buf_char(out, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
    }
    return !out->full;
}

static bool
put_domain(struct str input, struct buf *out)
{
    struct buf decoded, clean, ascii;
    struct str name;
    uint32_t address;
    bool ok = false;

    buf_init(&decoded, out->max);
    buf_init(&clean, out->max);
    buf_init(&ascii, out->max);
    percent_decode(&decoded, input);
    utf8_clean(&clean, buf_view(&decoded));
    if (clean.full || !to_ascii(buf_view(&clean), &ascii))
        goto out;
    name = buf_view(&ascii);
    if (name.n == 0 || has_forbidden(name, true))
        goto out;
    if (ends_in_number(name)) {
        ok = parse_ipv4(name, &address);
        if (ok)
            put_ipv4(out, address);
    } else {
        ok = buf_str(out, name);
    }
out:
    buf_free(&decoded);
    buf_free(&clean);
    buf_free(&ascii);
    return ok;
}

bool
host_name_parse(struct str input, bool special, struct buf *out)
{
    if (input.n > 0 && input.p[0] == '[')
        return put_bracketed(input, out);
    return special ? put_domain(input, out) : put_opaque(input, out);
}
