/*
 * Looks for many words in one pass over a text (Aho and Corasick, 1975).  Letters are single bytes, so
 * the caller folds its alphabet to at most 256 symbols, best to few small numbers.
 */
#ifndef OIT_RULES_AUTOMATON_H
#define OIT_RULES_AUTOMATON_H

#include "base/arena.h"

#define NO_WORD UINT32_MAX

struct automaton_state {
    uint32_t first; /* number of its first child; children lie side by side */
    uint32_t fail;  /* longest proper suffix that is also a state */
    uint32_t ends;  /* this state, or the next on the way of fail, where a word ends; 0 when none */
    uint16_t children;
    uint8_t only; /* symbol of its first child: most states have just one */
};

struct automaton {
    const struct automaton_state *state;
    const uint32_t *word;  /* that ends at each state, or NO_WORD */
    const uint8_t *symbol; /* by which each state is entered */
    /* Of the first states, which are the shortest and read nearly all letters: where each symbol leads. */
    const uint16_t *row;
    uint32_t rows;
    unsigned bits; /* of a symbol */
    size_t state_n;
};

/* Where a pass is: twice the number of a state, and one more when words end there.  It begins at 0. */
typedef uint32_t automaton_at;

static inline uint32_t
automaton_state(automaton_at at)
{
    return at >> 1;
}

static inline bool
automaton_ends(automaton_at at)
{
    return at & 1;
}

/* The words must differ and none may be empty.  Symbols, in texts too, have 1 to 8 bits; 0 is in no word, and
 * what a text has of it is passed over.  So many states at most have a row.  Lives in a. */
const struct automaton *automaton_new(struct arena *a, const struct str *word, size_t n, unsigned bits,
                                      uint32_t rows);

/* The step from a state without a row. */
automaton_at automaton_step_far(const struct automaton *m, automaton_at at, uint8_t symbol);

/* One more symbol is read.  Behind a symbol 0 nothing ends. */
static inline automaton_at
automaton_step(const struct automaton *m, automaton_at at, uint8_t symbol)
{
    return at < 2 * m->rows ? m->row[(at & ~1u) << (m->bits - 1) | symbol]
                            : automaton_step_far(m, at, symbol);
}

/* Behind a state where a word ends: the next where a shorter one ends at the same place; 0 when none. */
static inline uint32_t
automaton_shorter(const struct automaton *m, uint32_t state)
{
    return m->state[m->state[state].fail].ends;
}

#endif
