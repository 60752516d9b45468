/*
 * A reader of PCRE2 syntax that only needs to be careful: where it does not know, there is no gate and the
 * pattern is simply tried on every text.
 */
#include "rules/pattern.h"
#include "base/buf.h"
#include "base/say.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include <string.h>

#define GATE_SHORTEST 2 /* characters; shorter ones stand in nearly every text */

static bool
is_at(struct str s, size_t at, char c)
{
    return at < s.n && s.p[at] == c;
}

static size_t
skip_digits(struct str s, size_t at, size_t most, const char *digits)
{
    while (most-- > 0 && at < s.n && strchr(digits, s.p[at]))
        at++;
    return at;
}

/* Behind an escape that begins at `at`, its braces included. */
static size_t
skip_escape(struct str s, size_t at)
{
    size_t end;

    if (at + 1 >= s.n)
        return s.n;
    if (strchr("pPxogkN", s.p[at + 1]) && is_at(s, at + 2, '{')) {
        end = str_find_char(s, '}', at);
        return end == STR_NOT_FOUND ? s.n : end + 1;
    }
    if (s.p[at + 1] == 'x')
        return skip_digits(s, at + 2, 2, "0123456789abcdefABCDEF");
    if (s.p[at + 1] >= '0' && s.p[at + 1] <= '9')
        return skip_digits(s, at + 2, 2, "0123456789");
    at++;
    utf8_next(s, &at);
    return at;
}

/* Behind a character class that begins at `at`. */
static size_t
skip_class(struct str s, size_t at)
{
    at += is_at(s, at + 1, '^') ? 2 : 1;
    if (is_at(s, at, ']'))
        at++;
    while (at < s.n && s.p[at] != ']') {
        if (s.p[at] == '[' && at + 1 < s.n && strchr(":.=", s.p[at + 1])) {
            size_t end = str_find_char(s, ']', at);

            at = end == STR_NOT_FOUND ? s.n : end + 1;
        } else {
            at = s.p[at] == '\\' ? skip_escape(s, at) : at + 1;
        }
    }
    return at < s.n ? at + 1 : s.n;
}

/* Behind what a group begins with: "(", "(?:", "(?<=", "(?<name>", a whole "(?i)" or "(*VERB)". */
static size_t
skip_group_start(struct str s, size_t at)
{
    at++;
    if (is_at(s, at, '*')) {
        size_t end = str_find_char(s, ')', at);

        return end == STR_NOT_FOUND ? s.n : end + 1;
    }
    if (!is_at(s, at, '?'))
        return at;
    for (at++; at < s.n; at++) {
        if (s.p[at] == '<' && at + 1 < s.n && strchr("=!", s.p[at + 1]))
            continue;
        if (strchr(":=!>|", s.p[at]))
            return at + 1;
        if (s.p[at] == ')')
            return at;
    }
    return at;
}

static void
put_lower(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_char(b, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i]);
}

/* A class keeps its escapes and ranges; its Latin letters become lower case. */
static void
put_class(struct buf *b, struct str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t end = s.p[at] == '\\' ? skip_escape(s, at) : at + 1;

        if (s.p[at] == '\\')
            buf_str(b, str_sub(s, at, end));
        else
            put_lower(b, str_sub(s, at, end));
        at = end;
    }
}

static size_t
run_end(struct str s, size_t at)
{
    while (at < s.n && (unsigned char)s.p[at] >= 0x80)
        at++;
    return at;
}

struct str
pattern_normal(struct arena *a, struct str s)
{
    struct buf b;
    struct str out;

    buf_init(&b, 4 * s.n + 16);
    for (size_t at = 0, end; at < s.n; at = end) {
        unsigned char c = (unsigned char)s.p[at];

        if (c == '\\' || c == '(') {
            end = c == '(' ? skip_group_start(s, at) : skip_escape(s, at);
            buf_str(&b, str_sub(s, at, end));
        } else if (c == '[') {
            end = skip_class(s, at);
            put_class(&b, str_sub(s, at, end));
        } else if (c >= 0x80) {
            end = run_end(s, at);
            buf_str(&b, thai_norm(a, str_sub(s, at, end), THAI_EXACT, false).text);
        } else {
            end = at + 1;
            put_lower(&b, str_sub(s, at, end));
        }
    }
    out = arena_str(a, buf_view(&b));
    buf_free(&b);
    return out;
}

/* Words one of which must stand in the text; n == 0: nothing is certain. */
struct gates {
    struct str word[GATES_MAX];
    size_t n;
    size_t shortest; /* characters of the shortest word: the more, the better the gate */
};

struct reader {
    struct str s;
    size_t at;
    int depth;
};

static void read_alternatives(struct reader *r, struct gates *out);

/* What kind of quantifier stands here; moves behind it. */
enum quantifier { ONCE, AT_LEAST_ONCE, PERHAPS };

static enum quantifier
read_quantifier(struct reader *r)
{
    enum quantifier q = PERHAPS;

    if (r->at >= r->s.n || !strchr("?*+{", r->s.p[r->at]))
        return ONCE;
    if (r->s.p[r->at] == '{') {
        size_t end = str_find_char(r->s, '}', r->at);

        if (r->at + 1 < r->s.n && r->s.p[r->at + 1] >= '1' && r->s.p[r->at + 1] <= '9')
            q = AT_LEAST_ONCE;
        r->at = end == STR_NOT_FOUND ? r->s.n : end + 1;
    } else {
        q = r->s.p[r->at++] == '+' ? AT_LEAST_ONCE : PERHAPS;
    }
    if (is_at(r->s, r->at, '?') || is_at(r->s, r->at, '+'))
        r->at++;
    return q;
}

static void
gates_better(struct gates *best, const struct gates *other)
{
    if (other->n && (!best->n || other->shortest > best->shortest))
        *best = *other;
}

static void
gates_word(struct gates *best, struct str run)
{
    struct gates g = {.n = 1};
    size_t at = 0, next = 0;

    /* A gate is looked for from its first letter, so it may not begin with a mark. */
    while (next < run.n && thai_is_mark(utf8_next(run, &next)))
        at = next;
    g.word[0] = str_sub(run, at, run.n);
    g.shortest = utf8_length(g.word[0]);
    if (g.shortest >= GATE_SHORTEST && g.shortest <= 100)
        gates_better(best, &g);
}

/* Characters that stand for themselves, up to one that is optional. */
static void
read_run(struct reader *r, struct gates *best)
{
    size_t from = r->at, last = r->at, to;

    while (r->at < r->s.n && !strchr("|()[\\.^$?*+{", r->s.p[r->at])) {
        last = r->at;
        utf8_next(r->s, &r->at);
    }
    to = r->at;
    if (to == from) /* a dot, an anchor, or a brace that stands for itself */
        r->at++;
    if (read_quantifier(r) == PERHAPS)
        to = last;
    gates_word(best, str_sub(r->s, from, to));
}

static void
read_group(struct reader *r, struct gates *best)
{
    size_t inside = skip_group_start(r->s, r->at);
    bool counts = inside == r->at + 1 || (inside == r->at + 3 && r->s.p[r->at + 2] == ':');
    struct gates g = {.n = 0};

    r->at = inside;
    read_alternatives(r, &g);
    if (is_at(r->s, r->at, ')'))
        r->at++;
    if (read_quantifier(r) != PERHAPS && counts)
        gates_better(best, &g);
}

static void
read_sequence(struct reader *r, struct gates *best)
{
    while (r->at < r->s.n && r->s.p[r->at] != '|' && r->s.p[r->at] != ')') {
        char c = r->s.p[r->at];

        if (c == '(') {
            read_group(r, best);
        } else if (c == '[' || c == '\\') {
            r->at = c == '[' ? skip_class(r->s, r->at) : skip_escape(r->s, r->at);
            read_quantifier(r);
        } else {
            read_run(r, best);
        }
    }
}

/* All alternatives together: certain only when each has a gate of its own and all fit. */
static void
read_alternatives(struct reader *r, struct gates *out)
{
    bool certain = ++r->depth < LIMIT_YAML_DEPTH;

    out->n = 0;
    out->shortest = SIZE_MAX;
    for (;;) {
        struct gates one = {.n = 0};

        read_sequence(r, &one);
        certain = certain && one.n > 0 && out->n + one.n <= GATES_MAX;
        if (certain) {
            memcpy(out->word + out->n, one.word, one.n * sizeof one.word[0]);
            out->n += one.n;
            if (one.shortest < out->shortest)
                out->shortest = one.shortest;
        }
        if (!is_at(r->s, r->at, '|'))
            break;
        r->at++;
    }
    if (!certain)
        out->n = 0;
    r->depth--;
}

/* Does it use what would change the meaning of plain letters: inline options, verbs, quoting, conditions? */
static bool
is_unusual(struct str s)
{
    for (size_t at = 0; at + 1 < s.n;) {
        if (s.p[at] == '\\' && strchr("QEKXcgkN", s.p[at + 1]))
            return true;
        if (s.p[at] == '(' && s.p[at + 1] == '*')
            return true;
        if (s.p[at] == '(' && s.p[at + 1] == '?' && !(at + 2 < s.n && strchr(":=!<>|", s.p[at + 2])))
            return true;
        at = s.p[at] == '\\' ? skip_escape(s, at) : s.p[at] == '[' ? skip_class(s, at) : at + 1;
    }
    return false;
}

size_t
pattern_gates(struct str pattern, struct str out[GATES_MAX])
{
    struct reader r = {.s = pattern};
    struct gates g;

    if (is_unusual(pattern))
        return 0;
    read_alternatives(&r, &g);
    if (r.at != pattern.n)
        return 0;
    memcpy(out, g.word, g.n * sizeof g.word[0]);
    return g.n;
}

static bool
is_thai(uint32_t c)
{
    return thai_is_letter(c) || thai_is_mark(c);
}

static uint32_t
char_before(struct str s, size_t at)
{
    if (at == 0)
        return 0;
    for (at--; at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80;)
        at--;
    return utf8_next(s, &at);
}

/* Behind blanks, \s and their quantifiers; `at` itself where there are none. */
static size_t
skip_blanks(struct str s, size_t at)
{
    for (;;) {
        if (is_at(s, at, ' '))
            at++;
        else if (is_at(s, at, '\\') && is_at(s, at + 1, 's'))
            at += 2;
        else
            return at;
        while (at < s.n && strchr("?*+", s.p[at]))
            at++;
    }
}

/* White space with Thai on both sides: the texts have none there. */
static bool
has_blank_in_thai(struct str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t after = skip_blanks(s, at);

        if (after > at && after < s.n && is_thai(char_before(s, at))) {
            size_t next = after;

            if (is_thai(utf8_next(s, &next)))
                return true;
        }
        at = after > at ? after : at + 1;
    }
    return false;
}

static bool
has_thai_digit(struct str s)
{
    for (size_t at = 0; at < s.n;) {
        if (s.p[at] == '[') {
            at = skip_class(s, at);
        } else {
            uint32_t c = utf8_next(s, &at);

            if (c >= 0x0E50 && c <= 0x0E59)
                return true;
        }
    }
    return false;
}

static bool
is_plain(struct str s)
{
    for (size_t at = 0; at < s.n; at++)
        if (strchr("|()[\\.^$?*+{", s.p[at]))
            return false;
    return true;
}

const char *
pattern_doubt(struct str pattern)
{
    if (has_blank_in_thai(pattern))
        return N_("white space between Thai letters never stands in the texts that are compared");
    if (has_thai_digit(pattern))
        return N_("Thai digits are written 0-9 in the texts that are compared");
    if (is_plain(pattern))
        return N_("a pattern without operators belongs to the phrases, where damaged text is found as well");
    return NULL;
}
