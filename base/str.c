/* Views of bytes somebody else owns. */
#include "base/str.h"
#include <string.h>

#define NEEDLE_SHORT 48 /* bytes: so many times as long a search takes at worst */

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
str_same_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

int
str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;

    if (order)
        return order;
    return (a.n > b.n) - (a.n < b.n);
}

bool
str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

bool
str_is_any_nocase(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(s, str_of(words[i])))
            return true;
    return false;
}

bool
str_ends_any_nocase(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(words[i]);

        if (s.n > length && str_eq_nocase(str_sub(s, s.n - length, s.n), str_of(words[i])))
            return true;
    }
    return false;
}

/* Of a few bytes, by the last one: memmem() fills a table of 256 first. */
static size_t
find_short(struct str hay, struct str needle, size_t from)
{
    size_t before = needle.n - 1;
    const char *at = hay.p + from + before, *end = hay.p + hay.n;

    for (; (at = memchr(at, needle.p[before], (size_t)(end - at))) != NULL; at++)
        if (memcmp(at - before, needle.p, before) == 0)
            return (size_t)(at - before - hay.p);
    return STR_NOT_FOUND;
}

size_t
str_find(struct str hay, struct str needle, size_t from)
{
    const char *at;

    if (from > hay.n || needle.n > hay.n - from)
        return STR_NOT_FOUND;
    if (needle.n == 0)
        return from;
    if (needle.n <= NEEDLE_SHORT)
        return find_short(hay, needle, from);
    at = memmem(hay.p + from, hay.n - from, needle.p, needle.n);
    return at ? (size_t)(at - hay.p) : STR_NOT_FOUND;
}

/* The needle is ours and short everywhere; its length bounds the work a byte of the haystack. */
size_t
str_find_nocase(struct str hay, struct str needle, size_t from)
{
    if (from > hay.n || needle.n > hay.n - from)
        return STR_NOT_FOUND;
    if (needle.n == 0)
        return from;
    for (size_t i = from; i + needle.n <= hay.n; i++)
        if (lower(hay.p[i]) == lower(needle.p[0]) && str_same_nocase(hay.p + i, needle.p, needle.n))
            return i;
    return STR_NOT_FOUND;
}

bool
str_has(struct str hay, struct str needle)
{
    return str_find(hay, needle, 0) != STR_NOT_FOUND;
}

/* A separator at the very end closes its piece and opens none: lines of a file need no special case. */
bool
str_next(struct str *rest, char sep, struct str *piece)
{
    size_t at;

    if (rest->n == 0)
        return false;
    at = str_find_char(*rest, sep, 0);
    if (at == STR_NOT_FOUND)
        at = rest->n;
    *piece = str_sub(*rest, 0, at);
    if (at == 0)
        *piece = (struct str){rest->p, 0};
    *rest = str_sub(*rest, at + 1, rest->n);
    return true;
}

bool
str_to_u64(struct str s, uint64_t *out)
{
    uint64_t v = 0;

    if (s.n == 0)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        if (__builtin_mul_overflow(v, (uint64_t)10, &v) ||
            __builtin_add_overflow(v, (uint64_t)(s.p[i] - '0'), &v))
            return false;
    }
    *out = v;
    return true;
}

int
str_hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

uint64_t
str_hash(struct str s)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    return h;
}
