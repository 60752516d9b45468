/* Patterns that compile and will seldom do what was meant. */
#include "base/say.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "rules/pattern_syntax.h"
#include <string.h>

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
        if (pattern_is_at(s, at, ' '))
            at++;
        else if (pattern_is_at(s, at, '\\') && pattern_is_at(s, at + 1, 's'))
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
            at = pattern_skip_class(s, at);
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
