#include "rules/pattern.h"
#include "base/buf.h"
#include "base/thai.h"
#include "rules/pattern_syntax.h"

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
        size_t end = s.p[at] == '\\' ? pattern_skip_escape(s, at) : at + 1;

        if (s.p[at] == '\\')
            buf_str(b, str_sub(s, at, end));
        else
            put_lower(b, str_sub(s, at, end));
        at = end;
    }
}

static size_t
wide_end(struct str s, size_t at)
{
    while (at < s.n && (unsigned char)s.p[at] >= 0x80)
        at++;
    return at;
}

struct str
pattern_normal(struct arena *a, struct str s)
{
    struct arena *scratch = arena_new(0);
    struct buf b;
    struct str out;

    buf_init(&b, 4 * s.n + 16);
    for (size_t at = 0, end; at < s.n; at = end) {
        unsigned char c = (unsigned char)s.p[at];

        if (c == '\\' || c == '(') {
            end = c == '(' ? pattern_skip_group_start(s, at) : pattern_skip_escape(s, at);
            buf_str(&b, str_sub(s, at, end));
        } else if (c == '[') {
            end = pattern_skip_class(s, at);
            put_class(&b, str_sub(s, at, end));
        } else if (c >= 0x80) {
            end = wide_end(s, at);
            buf_str(&b, thai_norm(scratch, str_sub(s, at, end), THAI_EXACT, false).text);
        } else {
            end = at + 1;
            put_lower(&b, str_sub(s, at, end));
        }
    }
    out = arena_str(a, buf_view(&b));
    buf_free(&b);
    arena_free(scratch);
    return out;
}

size_t
pattern_alternatives(struct str pattern, struct str *out, size_t max)
{
    size_t n = 0;

    if (pattern_is_unusual(pattern))
        return 0;
    for (size_t from = 0;; n++) {
        size_t end = pattern_skip_alternative(pattern, from);

        if (n == max || pattern_is_at(pattern, end, ')'))
            return 0;
        out[n] = str_sub(pattern, from, end);
        if (end == pattern.n)
            return n + 1;
        from = end + 1;
    }
}
