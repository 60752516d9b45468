/* What texts that match begin with. */
#include "base/thai.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/pattern_syntax.h"
#include <string.h>

/* May what was read be nothing, so that what follows stands first? */
enum first { FIRST_STANDS, FIRST_MAY_LACK, FIRST_UNKNOWN };

static enum first read_first_of_group(struct pattern_reader *r, uint64_t out[4]);

static void
add_first(uint64_t out[4], struct str c)
{
    size_t at = 0;
    unsigned char byte = thai_narrow(utf8_next(c, &at));

    out[byte / 64] |= 1ULL << byte % 64;
}

/* What an alternative may begin with; what it must not be followed by is passed over. */
static enum first
read_first(struct pattern_reader *r, uint64_t out[4])
{
    while (r->at < r->s.n && !strchr("|)", r->s.p[r->at])) {
        bool group = r->s.p[r->at] == '(',
             ahead = group && pattern_is_at(r->s, r->at + 1, '?') && pattern_is_at(r->s, r->at + 2, '!');
        enum first first = FIRST_STANDS;
        enum pattern_times q;

        if (ahead) {
            r->at = pattern_skip_alternative(r->s, r->at + 3);
            while (pattern_is_at(r->s, r->at, '|'))
                r->at = pattern_skip_alternative(r->s, r->at + 1);
            r->at += pattern_is_at(r->s, r->at, ')');
            continue;
        }
        if (group) {
            first = read_first_of_group(r, out);
        } else {
            struct str c[PATTERN_CLASS_MOST];
            size_t n = pattern_read_piece(r, c);

            for (size_t i = 0; i < n; i++)
                add_first(out, c[i]);
            first = n > 0 ? FIRST_STANDS : FIRST_UNKNOWN;
        }
        q = pattern_read_quantifier(r);
        if (first == FIRST_UNKNOWN || (first == FIRST_STANDS && (q == TIMES_ONCE || q == TIMES_ONE_OR_MORE)))
            return first;
    }
    return FIRST_MAY_LACK;
}

static enum first
read_first_of_group(struct pattern_reader *r, uint64_t out[4])
{
    size_t inside = pattern_skip_group_start(r->s, r->at);
    enum first all = FIRST_STANDS;

    if (!pattern_is_counted(r->s, r->at, inside) || ++r->depth >= LIMIT_YAML_DEPTH)
        return FIRST_UNKNOWN;
    for (r->at = inside;; r->at++) {
        enum first one = read_first(r, out);

        if (one == FIRST_UNKNOWN)
            return one;
        all = one == FIRST_MAY_LACK ? one : all;
        r->at = pattern_skip_alternative(r->s, r->at);
        if (!pattern_is_at(r->s, r->at, '|'))
            break;
    }
    r->at += pattern_is_at(r->s, r->at, ')');
    r->depth--;
    return all;
}

bool
pattern_begins(struct arena *a, struct str alternative, uint64_t out[4])
{
    static const char *const begin[] = {"^", "(^|\\x{1f})"};
    struct pattern_reader r = {.arena = a, .s = alternative};

    memset(out, 0, 4 * sizeof *out);
    for (size_t i = 0; r.at == 0 && i < sizeof begin / sizeof *begin; i++)
        if (str_starts(alternative, str_of(begin[i])))
            r.at = strlen(begin[i]);
    return r.at > 0 && !pattern_is_unusual(alternative) && read_first(&r, out) == FIRST_STANDS;
}
