/* A reader that only needs to be careful: where it does not know, it says so. */
#include "rules/pattern_syntax.h"
#include "base/utf8.h"
#include <ctype.h>
#include <string.h>

static size_t
skip_digits(struct str s, size_t at, size_t most, const char *digits)
{
    while (most-- > 0 && at < s.n && strchr(digits, s.p[at]))
        at++;
    return at;
}

size_t
pattern_skip_escape(struct str s, size_t at)
{
    size_t end;

    if (at + 1 >= s.n)
        return s.n;
    if (strchr("pPxogkN", s.p[at + 1]) && pattern_is_at(s, at + 2, '{')) {
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

size_t
pattern_letters(struct str s, size_t at)
{
    size_t end = pattern_skip_plain(s, at);

    if (end == at || end == s.n || !strchr("?*+{", s.p[end]))
        return end;
    /* The last one is said more of. */
    for (end--; end > at && ((unsigned char)s.p[end] & 0xC0) == 0x80;)
        end--;
    return end;
}

size_t
pattern_skip_class(struct str s, size_t at)
{
    at += pattern_is_at(s, at + 1, '^') ? 2 : 1;
    if (pattern_is_at(s, at, ']'))
        at++;
    while (at < s.n && s.p[at] != ']') {
        if (s.p[at] == '[' && at + 1 < s.n && strchr(":.=", s.p[at + 1])) {
            size_t end = str_find_char(s, ']', at);

            at = end == STR_NOT_FOUND ? s.n : end + 1;
        } else {
            at = s.p[at] == '\\' ? pattern_skip_escape(s, at) : at + 1;
        }
    }
    return at < s.n ? at + 1 : s.n;
}

size_t
pattern_skip_group_start(struct str s, size_t at)
{
    at++;
    if (pattern_is_at(s, at, '*')) {
        size_t end = str_find_char(s, ')', at);

        return end == STR_NOT_FOUND ? s.n : end + 1;
    }
    if (!pattern_is_at(s, at, '?'))
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

size_t
pattern_skip_alternative(struct str s, size_t at)
{
    size_t depth = 0;

    while ((at = pattern_skip_plain(s, at)) < s.n) {
        if (depth == 0 && strchr("|)", s.p[at]))
            break;
        depth -= s.p[at] == ')';
        depth += s.p[at] == '(';
        at = s.p[at] == '\\'  ? pattern_skip_escape(s, at)
             : s.p[at] == '[' ? pattern_skip_class(s, at)
             : s.p[at] == '(' ? pattern_skip_group_start(s, at)
                              : at + 1;
    }
    return at;
}

bool
pattern_is_unusual(struct str s)
{
    for (size_t at = 0; (at = pattern_skip_plain(s, at)) + 1 < s.n;) {
        if (s.p[at] == '\\' && strchr("QEKXcgkN", s.p[at + 1]))
            return true;
        if (s.p[at] == '(' && s.p[at + 1] == '*')
            return true;
        if (s.p[at] == '(' && s.p[at + 1] == '?' && !(at + 2 < s.n && strchr(":=!<>|", s.p[at + 2])))
            return true;
        at = s.p[at] == '\\'  ? pattern_skip_escape(s, at)
             : s.p[at] == '[' ? pattern_skip_class(s, at)
                              : at + 1;
    }
    return false;
}

bool
pattern_is_counted(struct str s, size_t at, size_t inside)
{
    return inside == at + 1 || (inside == at + 3 && s.p[at + 2] == ':');
}

/* The characters of a class written out; 0 when they are too many or not certain. */
static size_t
class_characters(struct arena *a, struct str class, struct str out[PATTERN_CLASS_MOST])
{
    size_t n = 0, at = 0;
    uint32_t last = 0;

    if (pattern_is_at(class, 0, '^') || pattern_is_at(class, 0, ']'))
        return 0;
    while (at < class.n) {
        bool range = class.p[at] == '-' && at > 0 && at + 1 < class.n;
        uint32_t c, from;

        if (range)
            at++;
        if (class.p[at] == '\\' || class.p[at] == '[')
            return 0;
        c = utf8_next(class, &at);
        for (from = range ? last + 1 : c; from <= c; from++) {
            char bytes[4];

            if (n == PATTERN_CLASS_MOST)
                return 0;
            out[n++] = arena_str(a, (struct str){bytes, utf8_put(bytes, from)});
        }
        last = c;
    }
    return n;
}

size_t
pattern_read_piece(struct pattern_reader *r, struct str out[PATTERN_CLASS_MOST])
{
    size_t from = r->at;
    char c = r->s.p[from];

    if (c == '[') {
        r->at = pattern_skip_class(r->s, from);
        return class_characters(r->arena, str_sub(r->s, from + 1, r->at - 1), out);
    }
    if (c == '\\') {
        r->at = pattern_skip_escape(r->s, from);
        out[0] = str_sub(r->s, from + 1, r->at);
        return r->at == from + 2 && ispunct((unsigned char)r->s.p[from + 1]);
    }
    if (strchr(".^$?*+{", c)) { /* a dot, an anchor, or a brace that stands for itself */
        r->at++;
        return 0;
    }
    utf8_next(r->s, &r->at);
    out[0] = str_sub(r->s, from, r->at);
    return 1;
}

enum pattern_times
pattern_read_quantifier(struct pattern_reader *r)
{
    enum pattern_times q = TIMES_ANY;

    if (r->at >= r->s.n || !strchr("?*+{", r->s.p[r->at]))
        return TIMES_ONCE;
    if (r->s.p[r->at] == '{') {
        size_t end = str_find_char(r->s, '}', r->at);

        if (r->at + 1 < r->s.n && r->s.p[r->at + 1] >= '1' && r->s.p[r->at + 1] <= '9')
            q = TIMES_ONE_OR_MORE;
        r->at = end == STR_NOT_FOUND ? r->s.n : end + 1;
    } else {
        q = r->s.p[r->at] == '+' ? TIMES_ONE_OR_MORE : r->s.p[r->at] == '?' ? TIMES_ONE_OR_NONE : TIMES_ANY;
        r->at++;
    }
    if (pattern_is_at(r->s, r->at, '?') || pattern_is_at(r->s, r->at, '+'))
        r->at++;
    return q;
}
