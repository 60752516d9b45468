/*
 * A reader of the simple part of PCRE2's syntax: letters, classes, groups, repeats, looking around.  Whatever
 * else there is makes it doubt.  A pattern that is sound is compiled when the first text asks for it, which
 * most never do: 20 M instructions of 125 M for loading the program's rules.
 */
#include "rules/sound.h"
#include "base/utf8.h"
#include "rules/pattern.h"
#include <ctype.h>

#define LONGEST 2000     /* bytes */
#define DEEPEST 20       /* groups in each other */
#define REPEATS_MOST 200 /* in braces */
#define SIZE_MOST 20000  /* of the compiled pattern, generously; PCRE2 has 65,535 */
#define SIZE_LETTER 8
#define SIZE_CLASS 64
#define SIZE_GROUP 24
#define BACK_MOST 200 /* characters looked back at */

struct reader {
    struct str s;
    size_t at;
    int depth;
    bool sound;
};

/* What has been read of a pattern. */
struct piece {
    size_t least; /* characters that it takes up */
    size_t size;
    bool fixed; /* it takes up exactly so many */
};

static bool
is_at(const struct reader *r, size_t ahead, char c)
{
    return r->at + ahead < r->s.n && r->s.p[r->at + ahead] == c;
}

static struct piece
doubt(struct reader *r)
{
    r->sound = false;
    r->at = r->s.n;
    return (struct piece){.least = 0};
}

static bool
is_digit_at(const struct reader *r)
{
    return r->at < r->s.n && r->s.p[r->at] >= '0' && r->s.p[r->at] <= '9';
}

/* A character by itself, or "\." or "\x7f"; in a class more of them need no backslash. */
static uint32_t
read_letter(struct reader *r, const char *special)
{
    const char *p = r->s.p + r->at;

    if (*p == '\0' || (*p != '\\' && strchr(special, *p) != NULL)) {
        doubt(r);
    } else if (*p != '\\') {
        return utf8_next(r->s, &r->at);
    } else if (is_at(r, 1, 'x') && r->at + 3 < r->s.n && str_hex_digit(p[2]) >= 0 &&
               str_hex_digit(p[3]) >= 0) {
        r->at += 4;
        return (uint32_t)(str_hex_digit(p[2]) << 4 | str_hex_digit(p[3]));
    } else if (r->at + 1 < r->s.n && ispunct((unsigned char)p[1])) {
        r->at += 2;
        return (unsigned char)p[1];
    } else {
        doubt(r);
    }
    return 0;
}

/* "[a-z.]": letters and ranges of letters; a hyphen that stands for itself is the first or the last.  "[."
 * may begin what PCRE2 knows of POSIX. */
static struct piece
read_class(struct reader *r)
{
    struct piece class = {.least = 1, .size = SIZE_CLASS, .fixed = true};
    size_t first;

    if (is_at(r, 1, ':') || is_at(r, 1, '.') || is_at(r, 1, '='))
        return doubt(r);
    r->at += is_at(r, 1, '^') ? 2 : 1;
    first = r->at;
    while (r->at < r->s.n && (r->s.p[r->at] != ']' || r->at == first)) {
        bool hyphen = r->s.p[r->at] == '-';
        uint32_t from;

        if (hyphen && r->at > first && !is_at(r, 1, ']'))
            return doubt(r);
        from = read_letter(r, "[]^");
        if (!hyphen && is_at(r, 0, '-') && !is_at(r, 1, ']')) {
            r->at++;
            if (r->at == r->s.n || r->s.p[r->at] == '-' || read_letter(r, "[]^") < from)
                return doubt(r);
        }
        class.size += SIZE_LETTER;
    }
    if (r->at >= r->s.n)
        return doubt(r);
    r->at++;
    return class;
}

/* Digits up to a ceiling; over it when there are none. */
static size_t
read_number(struct reader *r)
{
    size_t n = is_digit_at(r) ? 0 : REPEATS_MOST + 1;

    for (; is_digit_at(r) && n <= REPEATS_MOST; r->at++)
        n = 10 * n + (size_t)(r->s.p[r->at] - '0');
    return n;
}

/* "{2}" "{2,}" "{2,5}" */
static struct piece
read_braces(struct reader *r, struct piece x)
{
    size_t least, most;

    r->at++;
    least = most = read_number(r);
    if (is_at(r, 0, ',')) {
        r->at++;
        most = is_at(r, 0, '}') ? least + 1 : read_number(r);
    }
    if (least > most || most > REPEATS_MOST || !is_at(r, 0, '}'))
        return doubt(r);
    r->at++;
    return (struct piece){least * x.least, (most + 1) * x.size, false};
}

/* What is said of how often the piece before stands there. */
static struct piece
read_repeat(struct reader *r, struct piece x)
{
    bool any = is_at(r, 0, '*') || is_at(r, 0, '?');

    if (is_at(r, 0, '{')) {
        x = read_braces(r, x);
    } else if (any || is_at(r, 0, '+')) {
        x = (struct piece){any ? 0 : x.least, 2 * x.size, false};
        r->at++;
    } else {
        return x;
    }
    if (is_at(r, 0, '?') || is_at(r, 0, '+'))
        r->at++;
    return x;
}

static struct piece read_alternatives(struct reader *r, bool looks_back);

/* "(" "(?:" "(?=" "(?!" "(?<=" "(?<!", with what they hold. */
static struct piece
read_group(struct reader *r)
{
    bool looks_back = is_at(r, 1, '?') && is_at(r, 2, '<') && (is_at(r, 3, '=') || is_at(r, 3, '!')),
         looks = looks_back || (is_at(r, 1, '?') && (is_at(r, 2, '=') || is_at(r, 2, '!')));
    struct piece x;

    if (is_at(r, 1, '*') || (is_at(r, 1, '?') && !looks && !is_at(r, 2, ':')) || ++r->depth > DEEPEST)
        return doubt(r);
    r->at += looks_back ? 4 : is_at(r, 1, '?') ? 3 : 1;
    x = read_alternatives(r, looks_back);
    if (!is_at(r, 0, ')'))
        return doubt(r);
    r->at++;
    r->depth--;
    x.size += SIZE_GROUP;
    if (!looks)
        return read_repeat(r, x);
    if (r->at < r->s.n && strchr("?*+{", r->s.p[r->at]) != NULL)
        return doubt(r);
    return (struct piece){.size = x.size, .fixed = true};
}

static struct piece
read_piece(struct reader *r)
{
    struct piece x = {.least = 1, .size = SIZE_LETTER, .fixed = true};
    size_t letters = pattern_letters(r->s, r->at);

    if (letters > r->at) {
        x.least = utf8_length(str_sub(r->s, r->at, letters));
        x.size = SIZE_LETTER * x.least;
        r->at = letters;
        return x;
    }
    if (is_at(r, 0, '('))
        return read_group(r);
    if (is_at(r, 0, '^') || is_at(r, 0, '$') || (is_at(r, 0, '\\') && is_at(r, 1, 'b'))) {
        r->at += is_at(r, 0, '\\') ? 2 : 1;
        return r->at < r->s.n && strchr("?*+{", r->s.p[r->at]) != NULL
                   ? doubt(r)
                   : (struct piece){.size = SIZE_LETTER, .fixed = true};
    }
    if (is_at(r, 0, '['))
        x = read_class(r);
    else if (is_at(r, 0, '.'))
        r->at++;
    else
        read_letter(r, "?*+{}])|");
    return read_repeat(r, x);
}

/* Up to the bracket that ends the group, or to the end.  What is looked back at must be of one length, each
 * alternative of its own. */
static struct piece
read_alternatives(struct reader *r, bool looks_back)
{
    struct piece all = {.least = SIZE_MAX, .fixed = false};

    for (;; r->at++) {
        struct piece one = {.fixed = true};

        while (r->at < r->s.n && r->s.p[r->at] != '|' && r->s.p[r->at] != ')') {
            struct piece x = read_piece(r);

            one = (struct piece){one.least + x.least, one.size + x.size, one.fixed && x.fixed};
            if (one.size > SIZE_MOST)
                return doubt(r);
        }
        if (looks_back && (!one.fixed || one.least > BACK_MOST))
            return doubt(r);
        all.least = one.least < all.least ? one.least : all.least;
        all.size += one.size + SIZE_LETTER;
        if (all.size > SIZE_MOST)
            return doubt(r);
        if (!is_at(r, 0, '|'))
            return all;
    }
}

bool
pattern_is_sound(struct str pattern)
{
    struct reader r = {.s = pattern, .sound = true};
    struct piece all;

    if (pattern.n == 0 || pattern.n > LONGEST)
        return false;
    all = read_alternatives(&r, false);
    return r.sound && r.at == pattern.n && all.least > 0;
}
