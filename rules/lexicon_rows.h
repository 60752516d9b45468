/*
 * Both automata of a lexicon stepped as one: a row is a state of each.  Texts lead to hardly more pairs of
 * states than to states of the exact one, so one look a character does for both, and what is to be done where
 * something ends is put together once a row.  The pass over the texts of a page took 1,080 thousand
 * instructions before, and 650 with this.  A text is followed through them in several places at once
 * (lexicon_follow.c).
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

/* What else ends at a row than a few notes tell. */
struct lexicon_more {
    uint16_t note_n, phrase_note_n, date_n, ending_n, loose_n;
    bool asks; /* an ending has to be looked at in the text: nothing is in `phrase_note` and `date` then */
    const struct lexicon_note *note;        /* of pieces of patterns that the row itself has no room for */
    const struct lexicon_note *phrase_note; /* of all phrases that end here, if no mark follows */
    const uint16_t *date;                   /* bytes of words of periods that end here */
    const struct lexicon_ending *ending; /* phrases, and all else that has to be looked at, longest first */
    const uint32_t *loose_literal;       /* whose letters end here, and that do not end here themselves */
};

/* All that most stops ask for lies close together, and is set without a look how much it is:
 * a fifth of the time of settling them. */
#define LEXICON_NOTED 4

struct lexicon_row {
    _Alignas(16) uint64_t bits[LEXICON_NOTED]; /* of pieces of patterns that end here */
    uint16_t word[LEXICON_NOTED];    /* from `present` on; no bits of word 0 where there are fewer */
    const struct lexicon_more *more; /* NULL: none */
    uint32_t exact, loose;           /* states */
};

struct lexicon_rows {
    uint16_t *next; /* [place of a class + (row << LEXICON_COLUMN)]: a lexicon_at, 0: not known yet */
    struct lexicon_row *row;
    uint16_t *slot; /* rows by their states; 0: free */
    struct arena *arena;
    size_t columns;
    uint32_t n[2]; /* rows where nothing ends, from 0 on, and where something does, from LEXICON_ENDS on */
};

/* The number of a row; where something ends it has a bit more, so that a step is one look and no unpacking.
 */
typedef uint32_t lexicon_at;
#define LEXICON_BEGIN 1u
#define LEXICON_ENDS_BIT 14
#define LEXICON_ENDS (1u << LEXICON_ENDS_BIT)
#define LEXICON_FOLLOWED 240 /* characters; a byte counts those that are digits (lexicon_units.h) */
/* Some classes of all rows lie together, the frequent ones first: of most rows a few are asked, and so many
 * rows are near at hand.  Bits of a place in such a column. */
#define LEXICON_COLUMN 4

void lexicon_rows_make(struct lexicon *l);
void lexicon_rows_free(struct lexicon_rows *r);
/* Makes room for so many rows more, for which all others may be forgotten; returns where `at` is now. */
lexicon_at lexicon_rows_room(const struct lexicon *l, lexicon_at at, size_t n);
/* Puts a step into the rows that is not there yet, for which there must be room; returns where it leads. */
lexicon_at lexicon_rows_learn(const struct lexicon *l, lexicon_at at, unsigned char c);
/* The rows that a text, at most LEXICON_FOLLOWED characters of it, leads to from `here` on, one behind each
 * character.  All others may be forgotten before. */
void lexicon_rows_follow(const struct lexicon *l, lexicon_at here, struct str narrow, uint16_t *row);

/* The step by a narrow byte as the rows have it; 0: not yet.  From 0 all lead to 0. */
static inline lexicon_at
lexicon_rows_known(const struct lexicon *l, const uint16_t *next, size_t at, unsigned char c)
{
    return next[l->place_of[c] + (at << LEXICON_COLUMN)];
}

#endif
