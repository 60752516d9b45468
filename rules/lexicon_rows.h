/*
 * Both automata of a lexicon stepped as one: a row is a state of each.  Texts lead to hardly more pairs of
 * states than to states of the exact one, so one look a character does for both, and what is to be done where
 * something ends is put together once a row.  The pass over the texts of a page took 1,080 thousand
 * instructions before, and 650 with this.
 */
#ifndef OIT_RULES_LEXICON_ROWS_H
#define OIT_RULES_LEXICON_ROWS_H

#include "rules/lexicon.h"

/* What a literal is that ends somewhere. */
#define ENDS_GATE 1  /* a piece of a pattern */
#define ENDS_FRONT 2 /* begins with a letter or digit of Latin script */
#define ENDS_BACK 4  /* ends with one */
#define ENDS_DATE 8
#define ENDS_OTHERS 16 /* holds characters that are not told apart */

struct lexicon_ending {
    uint32_t literal;
    uint16_t bytes;
    uint8_t kind;
};

struct lexicon_row {
    uint32_t exact, loose; /* states */
    uint16_t note_n, phrase_note_n, date_n, ending_n, loose_n;
    bool more; /* something but pieces of patterns ends here */
    bool asks; /* an ending has to be looked at in the text: nothing is in `phrase_note` and `date` then */
    const struct lexicon_note *note;        /* of pieces of patterns that end here, from `present` on */
    const struct lexicon_note *phrase_note; /* of all phrases that end here, if no mark follows; both even */
    const uint16_t *date;                   /* bytes of words of periods that end here */
    const struct lexicon_ending *ending; /* phrases, and all else that has to be looked at, longest first */
    const uint32_t *loose_literal;       /* whose letters end here, and that do not end here themselves */
};

struct lexicon_rows {
    uint16_t *next; /* [row << bits | class]: a lexicon_at, 0: not known yet */
    struct lexicon_row *row;
    uint16_t *slot; /* rows by their states; 0: free */
    struct arena *arena;
    unsigned bits; /* of a class */
    uint32_t n[2]; /* rows where nothing ends, from 0 on, and where something does, from LEXICON_ENDS on */
};

/* The number of a row; where something ends it has a bit more, so that a step is one look and no unpacking.
 */
typedef uint32_t lexicon_at;
#define LEXICON_BEGIN 1u
#define LEXICON_ENDS_BIT 14
#define LEXICON_ENDS (1u << LEXICON_ENDS_BIT)
#define LEXICON_CLASS_FEW 7 /* bits of a class where they are enough */
#define LEXICON_CLASS_MANY 8

void lexicon_rows_make(struct lexicon *l);
void lexicon_rows_free(struct lexicon_rows *r);
/* Puts a step into the rows that is not there yet.  All others may be forgotten then; returns where `at` is
 * now.
 */
lexicon_at lexicon_rows_learn(const struct lexicon *l, lexicon_at at, uint8_t class);

/* The step as the rows have it; 0: not yet. */
static inline lexicon_at
lexicon_rows_known(const uint16_t *next, unsigned bits, size_t at, size_t class)
{
    return next[(at << bits) + class];
}

#endif
