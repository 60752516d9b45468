/*
 * Where it is not certain what a pattern stands for there is no gate, and it is simply tried on every text.
 * A letter by itself as a gate, groups of words joined to the word before them, and words that are sure to
 * match spare two of five patterns that were tried: 6 % of judging.
 */
#include "base/thai.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/pattern_syntax.h"
#include <string.h>

#define GATE_SHORTEST 2 /* letters; shorter words stand in nearly every text */
#define GATE_ENOUGH 4   /* letters: a word of so many needs not be told apart by what may follow */
#define GATE_LONGEST 100

static void read_alternatives(struct pattern_reader *r, struct two_gates *out);

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

/* What stands in front of another word stands wherever that one does.  Where a shorter word is there none
 * that begins with this one is, so nothing was taken out before it is met. */
static void
gates_add(struct gates *g, struct str word)
{
    size_t kept = 0;

    for (size_t i = 0; i < g->n; i++) {
        if (begins_with(word, g->word[i]))
            return;
        if (!begins_with(g->word[i], word))
            g->word[kept++] = g->word[i];
    }
    g->word[kept++] = word;
    g->n = kept;
}

/* A run of characters in all ways it may be written; n == 0: none has begun. */
struct run {
    struct arena *arena;
    struct str word[GATES_MAX];
    size_t n;
    struct gates best;   /* of the run so far */
    bool ended;          /* at least once: it is not all of its sequence */
    struct steps *steps; /* NULL in groups */
};

/* With what all of them begin. */
static struct str
common_begin(const struct str *word, size_t n)
{
    size_t same = word[0].n;

    for (size_t i = 1; i < n; i++) {
        size_t k = 0;

        while (k < same && k < word[i].n && word[i].p[k] == word[0].p[k])
            k++;
        same = k;
    }
    while (same > 0 && same < word[0].n && ((unsigned char)word[0].p[same] & 0xC0) == 0x80)
        same--;
    return str_sub(word[0], 0, same);
}

static bool
is_begun(const struct step *x, struct str word)
{
    for (size_t i = 0; i < x->n; i++)
        if (str_starts(word, x->word[i]))
            return true;
    return false;
}

/* Of many words only what they have in common is a step. */
static void
add_step(struct steps *steps, const struct str *word, size_t n)
{
    struct step *x = &steps->step[steps->n];
    size_t i = 0;

    if (n == 0 || steps->n == STEPS_MAX)
        return;
    for (x->n = 0; i < n; i++) {
        if (is_begun(x, word[i]))
            continue;
        if (x->n == STEP_WORDS)
            break;
        x->word[x->n++] = word[i];
    }
    if (i < n) {
        x->word[0] = common_begin(word, n);
        x->n = x->word[0].n > 0;
    }
    steps->n += x->n > 0;
}

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
    if (run->steps)
        add_step(run->steps, run->word, run->n);
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

/* The words of a group that holds nothing else, as in "(one|two)"; 0 when it is no such group.  Moves behind
 * it. */
static size_t
read_choice(struct pattern_reader *r, struct str out[PATTERN_CLASS_MOST])
{
    size_t at = pattern_skip_group_start(r->s, r->at), from = at, n = 0;

    if (!pattern_is_counted(r->s, r->at, at))
        return 0;
    for (;; at++) {
        while (at < r->s.n && !pattern_is_special(r->s.p[at]))
            at++;
        if (at >= r->s.n || strchr("([\\.^$?*+{", r->s.p[at]))
            return 0;
        if (r->s.p[at] != '|' && r->s.p[at] != ')')
            continue;
        if (at == from || n == PATTERN_CLASS_MOST)
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
read_one(struct pattern_reader *r, struct run *run, const struct str *c, size_t n, struct two_gates *two)
{
    enum pattern_times q = pattern_read_quantifier(r);

    if (n > 0 && (q == TIMES_ONCE || q == TIMES_ONE_OR_MORE))
        run_extend(run, c, n, two);
    else if (n > 0 && q == TIMES_ONE_OR_NONE)
        run_branch(run, c, n, two);
    else
        run_end(run, two);
    if (n > 0 && q == TIMES_ONE_OR_MORE) {
        run_end(run, two);
        run_extend(run, c, n, two);
    }
}

static void
read_group(struct pattern_reader *r, struct two_gates *two)
{
    size_t inside = pattern_skip_group_start(r->s, r->at);
    bool counts = pattern_is_counted(r->s, r->at, inside);
    struct two_gates g;
    enum pattern_times q;

    g.best.n = g.second.n = 0;
    r->at = inside;
    read_alternatives(r, &g);
    if (pattern_is_at(r->s, r->at, ')'))
        r->at++;
    q = pattern_read_quantifier(r);
    if (!counts || (q != TIMES_ONCE && q != TIMES_ONE_OR_MORE))
        return;
    gates_better(two, &g.best);
    gates_better(two, &g.second);
    if (r->depth == 1)
        add_step(r->steps, g.best.word, g.best.n);
}

/* A text with one of these words matches: the run is all of its alternative. */
static void
keep_sure(struct pattern_reader *r, const struct run *run)
{
    for (size_t i = 0; i < run->n && r->depth == 1 && !run->ended && r->sure->n < GATES_MAX; i++)
        if (without_marks(run->word[i]).n == run->word[i].n && utf8_length(run->word[i]) <= GATE_LONGEST)
            r->sure->word[r->sure->n++] = run->word[i];
}

static void
read_sequence(struct pattern_reader *r, struct two_gates *two)
{
    struct run run;

    run.arena = r->arena;
    run.n = run.best.n = 0;
    run.ended = false;
    run.steps = r->depth == 1 ? r->steps : NULL;
    while (r->at < r->s.n && r->s.p[r->at] != '|' && r->s.p[r->at] != ')') {
        struct str c[PATTERN_CLASS_MOST];
        bool group = r->s.p[r->at] == '(';
        size_t letters = pattern_letters(r->s, r->at), n;

        if (letters > r->at) {
            c[0] = str_sub(r->s, r->at, letters);
            r->at = letters;
            run_extend(&run, c, 1, two);
            continue;
        }
        n = group ? read_choice(r, c) : pattern_read_piece(r, c);
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
read_alternatives(struct pattern_reader *r, struct two_gates *out)
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
        if (!pattern_is_at(r->s, r->at, '|'))
            break;
    }
    if (alternatives > 1 && r->depth == 1)
        r->steps->n = 0;
    if (alternatives > 1 || !certain)
        out->second.n = 0;
    if (certain)
        gates_copy(&out->best, &all);
    r->depth--;
}

void
pattern_gates(struct arena *a, struct str pattern, struct two_gates *out)
{
    struct pattern_reader r = {.arena = a, .s = pattern, .sure = &out->sure, .steps = &out->steps};

    out->best.n = out->second.n = out->sure.n = out->steps.n = 0;
    if (pattern_is_unusual(pattern))
        return;
    read_alternatives(&r, out);
    if (r.at != pattern.n)
        out->best.n = out->second.n = out->sure.n = out->steps.n = 0;
}
