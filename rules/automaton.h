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

/*
 * Where each symbol leads, of the states that texts have led to: a row each, filled in as texts need it.  A
 * site's words lead to one state in ten, and with its rows most letters cost one look: the pass over a text
 * takes half the time.
 */
struct automaton_rows;

struct automaton {
    const struct automaton_state *state;
    const uint32_t *word;  /* that ends at each state, or NO_WORD */
    const uint8_t *symbol; /* by which each state is entered */
    const uint32_t *begin; /* child of the first state by each symbol: it has so many, and is asked most */
    uint16_t *row;         /* [row << bits | symbol]: an automaton_at, 0: not known yet */
    uint32_t *value_of;    /* each row: its ends */
    struct automaton_rows *rows;
    unsigned bits; /* of a symbol */
    size_t state_n;
};

/* Where a pass is: twice the number of a row, and one more when words end there. */
typedef uint32_t automaton_at;
#define AUTOMATON_BEGIN 2u

/* The words must differ and none may be empty.  Symbols, in texts too, have 1 to 8 bits; 0 is in no word, and
 * what a text has of it is passed over.  No bits: it has no rows, and only automaton_behind() leads through
 * it.  Lives in a until it is freed. */
struct automaton *automaton_new(struct arena *a, const struct str *word, size_t n, unsigned bits);
void automaton_free(struct automaton *m);

/* Where a symbol leads from a state, without the rows. */
uint32_t automaton_behind(const struct automaton *m, uint32_t state, uint8_t symbol);
/* A step that is not in the rows yet. */
automaton_at automaton_learn(const struct automaton *m, automaton_at at, uint8_t symbol);

static inline bool
automaton_ends(automaton_at at)
{
    return at & 1;
}

static inline uint32_t
automaton_value(const struct automaton *m, automaton_at at)
{
    return m->value_of[at >> 1];
}

/* The step as the rows have it; 0: not yet.  row and bits are those of an automaton. */
static inline automaton_at
automaton_known(const uint16_t *row, unsigned bits, automaton_at at, uint8_t symbol)
{
    return row[(at & ~1u) << (bits - 1) | symbol];
}

/* One more symbol is read.  Behind a symbol 0 nothing ends. */
static inline automaton_at
automaton_step(const struct automaton *m, automaton_at at, uint8_t symbol)
{
    automaton_at next = automaton_known(m->row, m->bits, at, symbol);

    return next ? next : automaton_learn(m, at, symbol);
}

/* Behind a state where a word ends: the next where a shorter one ends at the same place; 0 when none. */
static inline uint32_t
automaton_shorter(const struct automaton *m, uint32_t state)
{
    return m->state[m->state[state].fail].ends;
}

#endif
