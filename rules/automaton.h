/*
 * Looks for many words in one pass over a text (Aho and Corasick, 1975).  Letters are single bytes, so
 * the caller folds its alphabet to at most 255 symbols.
 */
#ifndef OIT_RULES_AUTOMATON_H
#define OIT_RULES_AUTOMATON_H

#include "base/arena.h"

#define NO_WORD UINT32_MAX

struct automaton_state {
    uint32_t first; /* number of its first child; children lie side by side */
    uint32_t fail;  /* longest proper suffix that is also a state */
    uint32_t ends;  /* this state, or the next on the way of fail, where a word ends; 0 when none */
    uint16_t table; /* number of its table, when it has many children; 0: none */
    uint8_t children;
    uint8_t only; /* symbol of its first child: most states have just one */
};

/* Which child a symbol leads to + 1. */
struct automaton_table {
    uint8_t child[256];
};

struct automaton {
    const struct automaton_state *state;
    const uint32_t *word;  /* that ends at each state, or NO_WORD */
    const uint8_t *symbol; /* by which each state is entered */
    const uint16_t *depth; /* symbols read from the start */
    uint32_t root[256];
    const struct automaton_table *table; /* of states with many children */
    size_t state_n;
};

/* The words must differ and none may be empty.  Lives in a. */
const struct automaton *automaton_new(struct arena *a, const struct str *word, size_t n);

/* The child by a symbol, 0 when there is none: the few states that most letters are read in have a table. */
static inline uint32_t
automaton_child(const struct automaton *m, const struct automaton_state *s, uint8_t symbol)
{
    if (s->children == 1)
        return s->only == symbol ? s->first : 0;
    if (s->table) {
        uint8_t child = m->table[s->table].child[symbol];

        return child ? s->first + child - 1 : 0;
    }
    for (uint32_t i = s->first; i < s->first + s->children; i++)
        if (m->symbol[i] == symbol)
            return i;
    return 0;
}

/* Behind a state where a word ends: the next where a shorter one ends at the same place; 0 when none. */
static inline uint32_t
automaton_shorter(const struct automaton *m, uint32_t at)
{
    return m->state[m->state[at].fail].ends;
}

/* The state after reading one more symbol; the first state is 0. */
static inline uint32_t
automaton_step(const struct automaton *m, uint32_t at, uint8_t symbol)
{
    while (at) {
        uint32_t child = automaton_child(m, &m->state[at], symbol);

        if (child)
            return child;
        at = m->state[at].fail;
    }
    return m->root[symbol];
}

#endif
