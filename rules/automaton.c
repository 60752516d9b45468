/*
 * The automaton is built level by level from the sorted words: a state is a range of words that
 * share a prefix, so the children of a state get neighbouring numbers and no pointers are needed.
 */
#include "rules/automaton.h"
#include "base/mem.h"
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 16384 /* learnt before all are forgotten */

struct entry {
    struct str word;
    uint64_t begin; /* its first eight symbols, so that most compare as one number */
    uint32_t number;
};

static struct entry
entry_of(struct str word, size_t number)
{
    struct entry e = {.word = word, .number = (uint32_t)number};

    memcpy(&e.begin, word.p, word.n < sizeof e.begin ? word.n : sizeof e.begin);
    e.begin = be64toh(e.begin);
    return e;
}

/* The words of a state: from..to of the sorted entries, equal in their first `depth` symbols. */
struct range {
    uint32_t from, to, depth;
};

struct builder {
    const struct entry *entry;
    struct range *range;
    struct automaton_state *state;
    uint32_t *word;
    uint8_t *symbol;
    uint32_t *begin;
    struct automaton *m;
    uint32_t n;
};

static int
entry_cmp(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    size_t n = x->word.n < y->word.n ? x->word.n : y->word.n;
    int c;

    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    c = memcmp(x->word.p, y->word.p, n);
    return c ? c : (x->word.n > y->word.n) - (x->word.n < y->word.n);
}

/* The child by a symbol, 0 when there is none. */
static uint32_t
child_by(const struct automaton *m, uint32_t state, uint8_t symbol)
{
    const struct automaton_state *s = &m->state[state];

    if (state == 0)
        return m->begin[symbol];
    if (s->children == 1)
        return s->only == symbol ? s->first : 0;
    for (uint32_t i = s->first; i < s->first + s->children; i++)
        if (m->symbol[i] == symbol)
            return i;
    return 0;
}

uint32_t
automaton_behind(const struct automaton *m, uint32_t state, uint8_t symbol)
{
    for (;;) {
        uint32_t child = child_by(m, state, symbol);

        if (child || state == 0)
            return child;
        state = m->state[state].fail;
    }
}

struct automaton_rows {
    uint16_t *of;       /* each state; 0: none */
    uint32_t *state_of; /* each row */
    uint32_t n;
};

static automaton_at
add_row(const struct automaton *m, uint32_t state)
{
    m->rows->state_of[m->rows->n] = state;
    m->value_of[m->rows->n] = m->state[state].ends;
    m->rows->of[state] = (uint16_t)m->rows->n++;
    return (automaton_at)m->rows->of[state] << 1 | (m->state[state].ends != 0);
}

/* The first row is that of the first state; there is none by the number 0. */
static void
forget_rows(const struct automaton *m)
{
    memset(m->row, 0, ((size_t)m->rows->n << m->bits) * sizeof *m->row);
    memset(m->rows->of, 0, m->state_n * sizeof *m->rows->of);
    m->rows->n = 1;
    add_row(m, 0);
}

automaton_at
automaton_learn(const struct automaton *m, automaton_at at, uint8_t symbol)
{
    size_t entry = (size_t)(at & ~1u) << (m->bits - 1) | symbol;
    automaton_at next = at & ~1u;
    uint32_t state;

    if (symbol) {
        state = automaton_behind(m, m->rows->state_of[at >> 1], symbol);
        if (m->rows->of[state]) {
            next = (automaton_at)m->rows->of[state] << 1 | (m->state[state].ends != 0);
        } else if (m->rows->n < ROWS_MAX) {
            next = add_row(m, state);
        } else {
            forget_rows(m);
            return state ? add_row(m, state) : AUTOMATON_BEGIN;
        }
    }
    m->row[entry] = (uint16_t)next;
    return next;
}

static void
child_add(struct builder *b, uint32_t parent, struct range words, uint8_t symbol)
{
    uint32_t child = b->n++, fail = 0;
    struct automaton_state *s = &b->state[child];

    if (parent)
        fail = automaton_behind(b->m, b->state[parent].fail, symbol);
    *s = (struct automaton_state){.fail = fail, .ends = b->state[fail].ends};
    b->word[child] = NO_WORD;
    /* A word that ends here sorts before all that go on. */
    if (b->entry[words.from].word.n == words.depth) {
        b->word[child] = b->entry[words.from++].number;
        s->ends = child;
    }
    b->symbol[child] = symbol;
    b->range[child] = words;
    b->state[parent].children++;
}

static void
state_expand(struct builder *b, uint32_t at)
{
    struct range r = b->range[at];

    b->state[at].first = b->n;
    while (r.from < r.to) {
        uint8_t symbol = (uint8_t)b->entry[r.from].word.p[r.depth];
        uint32_t end = r.from;

        while (end < r.to && (uint8_t)b->entry[end].word.p[r.depth] == symbol)
            end++;
        if (b->state[at].children == 0)
            b->state[at].only = symbol;
        if (at == 0)
            b->begin[symbol] = b->n;
        child_add(b, at, (struct range){r.from, end, r.depth + 1}, symbol);
        r.from = end;
    }
}

/* Most of the room is never written, and so costs nothing. */
static void
make_rows(struct automaton *m, struct arena *a)
{
    m->rows = ARENA_NEW(a, struct automaton_rows);
    m->rows->of = mem_new(m->state_n, sizeof *m->rows->of);
    m->row = mem_new((size_t)ROWS_MAX << m->bits, sizeof *m->row);
    m->rows->state_of = mem_new(ROWS_MAX, sizeof *m->rows->state_of);
    m->value_of = mem_new(ROWS_MAX, sizeof *m->value_of);
    forget_rows(m);
}

void
automaton_free(struct automaton *m)
{
    if (!m || !m->rows)
        return;
    free(m->rows->of);
    free(m->row);
    free(m->rows->state_of);
    free(m->value_of);
}

/* A state for each symbol that a sorted word does not share with the one before, and the first. */
static size_t
count_states(const struct entry *entry, size_t n)
{
    size_t states = 1;

    for (size_t i = 0; i < n; i++) {
        struct str word = entry[i].word, before = i > 0 ? entry[i - 1].word : STR_NONE;
        size_t same = 0;

        while (same < before.n && same < word.n && word.p[same] == before.p[same])
            same++;
        states += word.n - same;
    }
    return states;
}

struct automaton *
automaton_new(struct arena *a, const struct str *word, size_t n, unsigned bits)
{
    size_t states;
    struct entry *entry = mem_new(n + 1, sizeof *entry);
    struct builder b = {.entry = entry, .m = ARENA_NEW(a, struct automaton)};

    for (size_t i = 0; i < n; i++)
        entry[i] = entry_of(word[i], i);
    qsort(entry, n, sizeof *entry, entry_cmp);
    states = count_states(entry, n);
    b.state = ARENA_ARRAY(a, struct automaton_state, states);
    b.word = ARENA_ARRAY(a, uint32_t, states);
    b.symbol = ARENA_ARRAY(a, uint8_t, states);
    b.range = mem_new(states, sizeof *b.range);
    b.m->begin = b.begin = ARENA_ARRAY(a, uint32_t, 256);
    b.m->state = b.state;
    b.m->word = b.word;
    b.m->symbol = b.symbol;
    b.word[0] = NO_WORD;
    b.range[0] = (struct range){0, (uint32_t)n, 0};
    b.n = 1;
    for (uint32_t at = 0; at < b.n; at++)
        state_expand(&b, at);
    b.m->state_n = b.n;
    b.m->bits = bits;
    if (bits > 0)
        make_rows(b.m, a);
    free(b.range);
    free(entry);
    return b.m;
}
