/*
 * The syntax of PCRE2 as far as patterns are read without compiling them: where an escape, a class or a group
 * ends, and what the next piece stands for.  For the files of rules/pattern.h alone.
 */
#ifndef OIT_RULES_PATTERN_SYNTAX_H
#define OIT_RULES_PATTERN_SYNTAX_H

#include "rules/pattern.h"

#define PATTERN_CLASS_MOST 10 /* characters of a class that are written out */

/* A pattern that is read from front to back. */
struct pattern_reader {
    struct arena *arena;
    struct str s;
    size_t at;
    int depth;           /* of groups */
    struct gates *sure;  /* alternatives of the whole pattern that are words and nothing else */
    struct steps *steps; /* of the whole pattern */
};

/* How often a piece stands there. */
enum pattern_times { TIMES_ONCE, TIMES_ONE_OR_MORE, TIMES_ONE_OR_NONE, TIMES_ANY };

static inline bool
pattern_is_at(struct str s, size_t at, char c)
{
    return at < s.n && s.p[at] == c;
}

/* Bytes that mean more than themselves somewhere in a pattern. */
static inline bool
pattern_is_special(char c)
{
    static const bool special[256] = {['\0'] = true, ['\\'] = true, ['^'] = true, ['$'] = true, ['.'] = true,
                                      ['['] = true,  [']'] = true,  ['|'] = true, ['('] = true, [')'] = true,
                                      ['?'] = true,  ['*'] = true,  ['+'] = true, ['{'] = true, ['}'] = true};

    return special[(unsigned char)c];
}

/* Behind what means only itself from `at` on; a Thai letter at a time, for patterns are mostly Thai. */
static inline size_t
pattern_skip_plain(struct str s, size_t at)
{
    while (at < s.n && !pattern_is_special(s.p[at]))
        at += s.p[at] == '\xE0' && s.n - at >= 3 ? 3 : 1;
    return at;
}

/* Behind an escape that begins at `at`, its braces included. */
size_t pattern_skip_escape(struct str s, size_t at);
/* Behind a character class that begins at `at`. */
size_t pattern_skip_class(struct str s, size_t at);
/* Behind what a group begins with: "(", "(?:", "(?<=", "(?<name>", a whole "(?i)" or "(*VERB)". */
size_t pattern_skip_group_start(struct str s, size_t at);
/* Behind an alternative that begins at `at`: at "|" or ")", or at the end. */
size_t pattern_skip_alternative(struct str s, size_t at);
/* Does it use what would change the meaning of plain letters: inline options, verbs, quoting, conditions? */
bool pattern_is_unusual(struct str s);
/* Does a group that begins at `at`, with its first alternative inside, stand for what is in it and no more?
 */
bool pattern_is_counted(struct str s, size_t at, size_t inside);
/* What the next piece of a sequence that is no group may be; 0 when that is not certain.  Moves behind it. */
size_t pattern_read_piece(struct pattern_reader *r, struct str out[PATTERN_CLASS_MOST]);
/* The quantifier that stands next, if any; moves behind it. */
enum pattern_times pattern_read_quantifier(struct pattern_reader *r);

#endif
