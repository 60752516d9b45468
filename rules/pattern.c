/*
 * A reader of PCRE2 syntax that only needs to be careful: where it does not know, there is no gate and the
 * pattern is simply tried on every text.  A letter by itself as a gate,
 * groups of words joined to the word before them, and words that are sure to match spare two of five patterns
 * that were tried: 6 % of judging.
 */
#include "rules/pattern.h"
#include "base/buf.h"
#include "base/say.h"
#include "base/thai.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include <ctype.h>
#include <string.h>

#define GATE_SHORTEST 2 /* letters; shorter words stand in nearly every text */
#define GATE_ENOUGH 4   /* letters: a word of so many needs not be told apart by what may follow */
#define GATE_LONGEST 100
#define CLASS_MOST 10 /* characters of a class that are written out */

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

/* Bytes that mean more than themselves somewhere in a pattern. */
static bool
is_special(char c)
{
    static const bool special[256] = {['\0'] = true, ['\\'] = true, ['^'] = true, ['$'] = true, ['.'] = true,
                                      ['['] = true,  [']'] = true,  ['|'] = true, ['('] = true, [')'] = true,
                                      ['?'] = true,  ['*'] = true,  ['+'] = true, ['{'] = true, ['}'] = true};

    return special[(unsigned char)c];
}

size_t
pattern_letters(struct str s, size_t at)
{
    size_t end = at;

    while (end < s.n && !is_special(s.p[end]))
        end++;
    if (end == at || end == s.n || !strchr("?*+{", s.p[end]))
        return end;
    /* The last one is said more of. */
    for (end--; end > at && ((unsigned char)s.p[end] & 0xC0) == 0x80;)
        end--;
    return end;
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
            end = c == '(' ? skip_group_start(s, at) : skip_escape(s, at);
            buf_str(&b, str_sub(s, at, end));
        } else if (c == '[') {
            end = skip_class(s, at);
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

struct reader {
    struct arena *arena;
    struct str s;
    size_t at;
    int depth;
    struct gates *sure; /* alternatives of the whole pattern that are words and nothing else */
};

static void read_alternatives(struct reader *r, struct two_gates *out);

/* What kind of quantifier stands here; moves behind it. */
enum quantifier { ONCE, AT_LEAST_ONCE, AT_MOST_ONCE, ANY_NUMBER };

static enum quantifier
read_quantifier(struct reader *r)
{
    enum quantifier q = ANY_NUMBER;

    if (r->at >= r->s.n || !strchr("?*+{", r->s.p[r->at]))
        return ONCE;
    if (r->s.p[r->at] == '{') {
        size_t end = str_find_char(r->s, '}', r->at);

        if (r->at + 1 < r->s.n && r->s.p[r->at + 1] >= '1' && r->s.p[r->at + 1] <= '9')
            q = AT_LEAST_ONCE;
        r->at = end == STR_NOT_FOUND ? r->s.n : end + 1;
    } else {
        q = r->s.p[r->at] == '+' ? AT_LEAST_ONCE : r->s.p[r->at] == '?' ? AT_MOST_ONCE : ANY_NUMBER;
        r->at++;
    }
    if (is_at(r->s, r->at, '?') || is_at(r->s, r->at, '+'))
        r->at++;
    return q;
}

static bool
is_better(const struct gates *a, const struct gates *b)
{
    return a->n && (!b->n || a->shortest > b->shortest);
}

static bool
is_same(const struct gates *a, const struct gates *b)
{
    for (size_t i = 0; i < a->n && a->n == b->n; i++)
        if (!str_eq(a->word[i], b->word[i]))
            return false;
    return a->n == b->n;
}

/* Only the words there are: most gates are one word, and there is room for many. */
static void
gates_copy(struct gates *to, const struct gates *from)
{
    if (from->n > 0)
        memcpy(to->word, from->word, from->n * sizeof *to->word);
    to->n = from->n;
    to->shortest = from->shortest;
}

static void
gates_better(struct two_gates *two, const struct gates *other)
{
    if (is_better(other, &two->best)) {
        gates_copy(&two->second, &two->best);
        gates_copy(&two->best, other);
    } else if (is_better(other, &two->second) && !is_same(other, &two->best)) {
        gates_copy(&two->second, other);
    }
}

/* A gate is looked for from its first letter, so it may not begin with a mark. */
static struct str
without_marks(struct str word)
{
    size_t at = 0, next = 0;

    while (next < word.n && thai_is_mark(utf8_next(word, &next)))
        at = next;
    return str_sub(word, at, word.n);
}

/* A digit, a sign or a Latin letter by itself is a weak gate, and better than none: Thai text has few. */
static bool
is_sign(struct str word)
{
    return word.n == 1 && word.p[0] > ' ' && word.p[0] < 0x7f && !(word.p[0] >= 'A' && word.p[0] <= 'Z');
}

/* The last byte tells most apart: words of one gate often begin alike. */
static bool
begins_with(struct str word, struct str front)
{
    return word.n >= front.n && word.p[front.n - 1] == front.p[front.n - 1] &&
           memcmp(word.p, front.p, front.n - 1) == 0;
}

/* What stands in front of another word stands wherever that one does. */
static bool
has_shorter(const struct gates *g, struct str word)
{
    for (size_t i = 0; i < g->n; i++)
        if (begins_with(word, g->word[i]))
            return true;
    return false;
}

static void
gates_add(struct gates *g, struct str word)
{
    size_t kept = 0;

    if (has_shorter(g, word))
        return;
    for (size_t i = 0; i < g->n; i++)
        if (!begins_with(g->word[i], word))
            g->word[kept++] = g->word[i];
    g->word[kept++] = word;
    g->n = kept;
}

/* A run of characters in all ways it may be written; n == 0: none has begun. */
struct run {
    struct arena *arena;
    struct str word[GATES_MAX];
    size_t n;
    struct gates best; /* of the run so far */
    bool ended;        /* at least once: it is not all of its sequence */
};

/* Its words, as far as they serve as gates and are better than what it had: most are not. */
static void
run_weigh(struct run *run)
{
    struct str word[GATES_MAX];
    size_t shortest = SIZE_MAX;

    for (size_t i = 0; i < run->n; i++) {
        size_t letters;

        word[i] = without_marks(run->word[i]);
        letters = utf8_length(word[i]);
        if ((letters < GATE_SHORTEST && !is_sign(word[i])) || letters > GATE_LONGEST ||
            (run->best.n > 0 && letters <= run->best.shortest))
            return;
        shortest = letters < shortest ? letters : shortest;
    }
    if (run->n == 0)
        return;
    run->best.n = 0;
    run->best.shortest = shortest;
    for (size_t i = 0; i < run->n; i++)
        gates_add(&run->best, word[i]);
}

static bool
run_is_enough(const struct run *run)
{
    for (size_t i = 0; i < run->n; i++)
        if (utf8_length(run->word[i]) < GATE_ENOUGH)
            return false;
    return run->n > 0;
}

static void
run_end(struct run *run, struct two_gates *two)
{
    run_weigh(run);
    gates_better(two, &run->best);
    run->n = run->best.n = 0;
    run->ended = true;
}

static struct str
joined(struct arena *a, struct str word, struct str c)
{
    char *both;

    if (word.p + word.n == c.p)
        return (struct str){word.p, word.n + c.n};
    both = arena_raw(a, word.n + c.n);
    if (word.n > 0)
        memcpy(both, word.p, word.n);
    memcpy(both + word.n, c.p, c.n);
    return (struct str){both, word.n + c.n};
}

/* Another character that stands behind what is there: one of n. */
static void
run_extend(struct run *run, const struct str *c, size_t n, struct two_gates *two)
{
    size_t had = run->n;

    if (n > 1 && (had * n > GATES_MAX || run_is_enough(run))) {
        run_end(run, two);
        had = 0;
    } else if (n > 1) {
        run_weigh(run);
    }
    run->n = had ? had * n : n;
    /* From behind, so that no word is overwritten before its last use. */
    for (size_t i = run->n; i-- > 0;)
        run->word[i] = had ? joined(run->arena, run->word[i / n], c[i % n]) : c[i];
}

/* One that may stand there. */
static void
run_branch(struct run *run, const struct str *c, size_t n, struct two_gates *two)
{
    size_t had = run->n;

    if (had == 0 || had * (n + 1) > GATES_MAX || run_is_enough(run)) {
        run_end(run, two);
        return;
    }
    run_weigh(run);
    for (size_t i = 0; i < had; i++)
        for (size_t k = 0; k < n; k++)
            run->word[run->n++] = joined(run->arena, run->word[i], c[k]);
}

/* The characters of a class written out; 0 when they are too many or not certain. */
static size_t
class_characters(struct arena *a, struct str class, struct str out[CLASS_MOST])
{
    size_t n = 0, at = 0;
    uint32_t last = 0;

    if (is_at(class, 0, '^') || is_at(class, 0, ']'))
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

            if (n == CLASS_MOST)
                return 0;
            out[n++] = arena_str(a, (struct str){bytes, utf8_put(bytes, from)});
        }
        last = c;
    }
    return n;
}

/* What the next piece of a sequence that is no group may be; 0 when that is not certain.  Moves behind it. */
static size_t
read_piece(struct reader *r, struct str out[CLASS_MOST])
{
    size_t from = r->at;
    char c = r->s.p[from];

    if (c == '[') {
        r->at = skip_class(r->s, from);
        return class_characters(r->arena, str_sub(r->s, from + 1, r->at - 1), out);
    }
    if (c == '\\') {
        r->at = skip_escape(r->s, from);
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

/* Does a group that begins at `at`, with its first alternative inside, stand for what is in it and no more?
 */
static bool
is_counted(struct str s, size_t at, size_t inside)
{
    return inside == at + 1 || (inside == at + 3 && s.p[at + 2] == ':');
}

/* The words of a group that holds nothing else, as in "(one|two)"; 0 when it is no such group.  Moves behind
 * it. */
static size_t
read_choice(struct reader *r, struct str out[CLASS_MOST])
{
    size_t at = skip_group_start(r->s, r->at), from = at, n = 0;

    if (!is_counted(r->s, r->at, at))
        return 0;
    for (;; at++) {
        while (at < r->s.n && !is_special(r->s.p[at]))
            at++;
        if (at >= r->s.n || strchr("([\\.^$?*+{", r->s.p[at]))
            return 0;
        if (r->s.p[at] != '|' && r->s.p[at] != ')')
            continue;
        if (at == from || n == CLASS_MOST)
            return 0;
        out[n++] = str_sub(r->s, from, at);
        from = at + 1;
        if (r->s.p[at] == ')')
            break;
    }
    r->at = at + 1;
    return n;
}

static void
read_one(struct reader *r, struct run *run, const struct str *c, size_t n, struct two_gates *two)
{
    enum quantifier q = read_quantifier(r);

    if (n > 0 && (q == ONCE || q == AT_LEAST_ONCE))
        run_extend(run, c, n, two);
    else if (n > 0 && q == AT_MOST_ONCE)
        run_branch(run, c, n, two);
    else
        run_end(run, two);
    if (n > 0 && q == AT_LEAST_ONCE) {
        run_end(run, two);
        run_extend(run, c, n, two);
    }
}

static void
read_group(struct reader *r, struct two_gates *two)
{
    size_t inside = skip_group_start(r->s, r->at);
    bool counts = is_counted(r->s, r->at, inside);
    struct two_gates g;
    enum quantifier q;

    g.best.n = g.second.n = 0;
    r->at = inside;
    read_alternatives(r, &g);
    if (is_at(r->s, r->at, ')'))
        r->at++;
    q = read_quantifier(r);
    if (!counts || (q != ONCE && q != AT_LEAST_ONCE))
        return;
    gates_better(two, &g.best);
    gates_better(two, &g.second);
}

/* A text with one of these words matches: the run is all of its alternative. */
static void
keep_sure(struct reader *r, const struct run *run)
{
    for (size_t i = 0; i < run->n && r->depth == 1 && !run->ended && r->sure->n < GATES_MAX; i++)
        if (without_marks(run->word[i]).n == run->word[i].n && utf8_length(run->word[i]) <= GATE_LONGEST)
            r->sure->word[r->sure->n++] = run->word[i];
}

static void
read_sequence(struct reader *r, struct two_gates *two)
{
    struct run run;

    run.arena = r->arena;
    run.n = run.best.n = 0;
    run.ended = false;
    while (r->at < r->s.n && r->s.p[r->at] != '|' && r->s.p[r->at] != ')') {
        struct str c[CLASS_MOST];
        bool group = r->s.p[r->at] == '(';
        size_t letters = pattern_letters(r->s, r->at), n;

        if (letters > r->at) {
            c[0] = str_sub(r->s, r->at, letters);
            r->at = letters;
            run_extend(&run, c, 1, two);
            continue;
        }
        n = group ? read_choice(r, c) : read_piece(r, c);
        if (!group || n > 0) {
            read_one(r, &run, c, n, two);
        } else {
            run_end(&run, two);
            read_group(r, two);
        }
    }
    keep_sure(r, &run);
    run_end(&run, two);
}

/* All alternatives together: certain only when each has a gate of its own and all fit. */
static void
read_alternatives(struct reader *r, struct two_gates *out)
{
    bool certain = ++r->depth < LIMIT_YAML_DEPTH;
    size_t alternatives = 1;
    struct gates all;

    all.n = out->best.n = out->second.n = 0;
    all.shortest = SIZE_MAX;
    for (;; alternatives++, r->at++) {
        struct two_gates one;

        one.best.n = one.second.n = 0;
        read_sequence(r, &one);
        certain = certain && one.best.n > 0 && all.n + one.best.n <= GATES_MAX;
        for (size_t i = 0; certain && i < one.best.n; i++)
            all.word[all.n++] = one.best.word[i];
        if (certain && one.best.shortest < all.shortest)
            all.shortest = one.best.shortest;
        if (alternatives == 1 && certain)
            gates_copy(&out->second, &one.second);
        if (!is_at(r->s, r->at, '|'))
            break;
    }
    if (alternatives > 1 || !certain)
        out->second.n = 0;
    if (certain)
        gates_copy(&out->best, &all);
    r->depth--;
}

/* Does it use what would change the meaning of plain letters: inline options, verbs, quoting, conditions? */
static bool
is_unusual(struct str s)
{
    for (size_t at = 0; at + 1 < s.n;) {
        if (!is_special(s.p[at])) {
            at++;
            continue;
        }
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

void
pattern_gates(struct arena *a, struct str pattern, struct two_gates *out)
{
    struct reader r = {.arena = a, .s = pattern, .sure = &out->sure};

    out->best.n = out->second.n = out->sure.n = 0;
    if (is_unusual(pattern))
        return;
    read_alternatives(&r, out);
    if (r.at != pattern.n)
        out->best.n = out->second.n = out->sure.n = 0;
}

/* Behind an alternative that begins at `at`: at "|" or ")", or at the end. */
static size_t
skip_alternative(struct str s, size_t at)
{
    size_t depth = 0;

    while (at < s.n) {
        if (!is_special(s.p[at])) {
            at++;
            continue;
        }
        if (depth == 0 && strchr("|)", s.p[at]))
            break;
        depth -= s.p[at] == ')';
        depth += s.p[at] == '(';
        at = s.p[at] == '\\'  ? skip_escape(s, at)
             : s.p[at] == '[' ? skip_class(s, at)
             : s.p[at] == '(' ? skip_group_start(s, at)
                              : at + 1;
    }
    return at;
}

size_t
pattern_alternatives(struct str pattern, struct str *out, size_t max)
{
    size_t n = 0;

    if (is_unusual(pattern))
        return 0;
    for (size_t from = 0;; n++) {
        size_t end = skip_alternative(pattern, from);

        if (n == max || is_at(pattern, end, ')'))
            return 0;
        out[n] = str_sub(pattern, from, end);
        if (end == pattern.n)
            return n + 1;
        from = end + 1;
    }
}

/* May what was read be nothing, so that what follows stands first? */
enum first { FIRST_STANDS, FIRST_MAY_LACK, FIRST_UNKNOWN };

static enum first read_first_of_group(struct reader *r, uint64_t out[4]);

static void
add_first(uint64_t out[4], struct str c)
{
    size_t at = 0;
    unsigned char byte = thai_narrow(utf8_next(c, &at));

    out[byte / 64] |= 1ULL << byte % 64;
}

/* What an alternative may begin with; what it must not be followed by is passed over. */
static enum first
read_first(struct reader *r, uint64_t out[4])
{
    while (r->at < r->s.n && !strchr("|)", r->s.p[r->at])) {
        bool group = r->s.p[r->at] == '(',
             ahead = group && is_at(r->s, r->at + 1, '?') && is_at(r->s, r->at + 2, '!');
        enum first first = FIRST_STANDS;
        enum quantifier q;

        if (ahead) {
            r->at = skip_alternative(r->s, r->at + 3);
            while (is_at(r->s, r->at, '|'))
                r->at = skip_alternative(r->s, r->at + 1);
            r->at += is_at(r->s, r->at, ')');
            continue;
        }
        if (group) {
            first = read_first_of_group(r, out);
        } else {
            struct str c[CLASS_MOST];
            size_t n = read_piece(r, c);

            for (size_t i = 0; i < n; i++)
                add_first(out, c[i]);
            first = n > 0 ? FIRST_STANDS : FIRST_UNKNOWN;
        }
        q = read_quantifier(r);
        if (first == FIRST_UNKNOWN || (first == FIRST_STANDS && (q == ONCE || q == AT_LEAST_ONCE)))
            return first;
    }
    return FIRST_MAY_LACK;
}

static enum first
read_first_of_group(struct reader *r, uint64_t out[4])
{
    size_t inside = skip_group_start(r->s, r->at);
    enum first all = FIRST_STANDS;

    if (!is_counted(r->s, r->at, inside) || ++r->depth >= LIMIT_YAML_DEPTH)
        return FIRST_UNKNOWN;
    for (r->at = inside;; r->at++) {
        enum first one = read_first(r, out);

        if (one == FIRST_UNKNOWN)
            return one;
        all = one == FIRST_MAY_LACK ? one : all;
        r->at = skip_alternative(r->s, r->at);
        if (!is_at(r->s, r->at, '|'))
            break;
    }
    r->at += is_at(r->s, r->at, ')');
    r->depth--;
    return all;
}

bool
pattern_begins(struct arena *a, struct str alternative, uint64_t out[4])
{
    static const char *const begin[] = {"^", "(^|\\x{1f})"};
    struct reader r = {.arena = a, .s = alternative};

    memset(out, 0, 4 * sizeof *out);
    for (size_t i = 0; r.at == 0 && i < sizeof begin / sizeof *begin; i++)
        if (str_starts(alternative, str_of(begin[i])))
            r.at = strlen(begin[i]);
    return r.at > 0 && !is_unusual(alternative) && read_first(&r, out) == FIRST_STANDS;
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
