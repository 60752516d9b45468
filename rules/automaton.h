/*
 * Looks for many words in one pass over a text (Aho and Corasick, 1975).  Letters are single bytes, so
 * the caller folds its alphabet to at most 255 symbols.
 */
#ifndef OIT_RULES_AUTOMATON_H
#define OIT_RULES_AUTOMATON_H

#include "base/arena.h"
#include <string.h>

#define NO_WORD UINT32_MAX

struct automaton_state {
    uint32_t first;   /* number of its first child; children lie side by side */
    uint32_t fail;    /* longest proper suffix that is also a state */
    uint32_t word;    /* word that ends here, or NO_WORD */
    uint32_t shorter; /* next state on the way of fail where a word ends, 0 when none */
    uint16_t children;
};

struct automaton {
    const struct automaton_state *state;
    const uint8_t *symbol; /* by which each state is entered */
    const uint16_t *depth; /* symbols read from the start */
    uint32_t root[256];
    size_t state_n;
};

/* The words must differ and none may be empty.  Lives in a. */
const struct automaton *automaton_new(struct arena *a, const struct str *word, size_t n);

/* The state after reading one more symbol; the first state is 0. */
static inline uint32_t
automaton_step(const struct automaton *m, uint32_t at, uint8_t symbol)
{
    while (at) {
        const struct automaton_state *s = &m->state[at];
        const uint8_t *first = m->symbol + s->first;
        const uint8_t *hit = s->children ? memchr(first, symbol, s->children) : NULL;

        if (hit)
            return s->first + (uint32_t)(hit - first);
        at = s->fail;
    }
    return m->root[symbol];
}

#endif
