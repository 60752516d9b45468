/* What the characters of a text are, counted: whether they are letters at all, and whether sara am survived.
 */
#ifndef OIT_EXTRACT_LETTERS_COUNT_H
#define OIT_EXTRACT_LETTERS_COUNT_H

#include "base/str.h"

struct letters_count {
    size_t seen;        /* characters; blanks and runs of one sign (dot leaders) left out */
    size_t thai;        /* letters and marks */
    size_t latin;       /* of other scripts too */
    size_t digits;      /* Thai ones too */
    size_t strange;     /* signs and codes, which glyphs without letters behind them become */
    size_t aa, am;      /* sara aa, and sara am in one or two characters */
    size_t aa_apart;    /* sara aa behind a consonant and one blank, not counted in aa */
    size_t words;       /* in Latin letters */
    size_t odd_words;   /* with signs, digits or capitals inside, or without a vowel */
    size_t plain_words; /* the most frequent words of English */
};

/* Add a text, as letters_decode() leaves it. */
void letters_count_add(struct letters_count *n, struct str text);
/* Add what was counted apart. */
void letters_count_sum(struct letters_count *n, const struct letters_count *more);
/* Letters and digits: what there is to read. */
size_t letters_count_readable(const struct letters_count *n);
/*
 * Nothing of it can be read: the codes of glyphs without a table of their letters, or what a scanner's own
 * recognition made of Thai by taking it for English.
 */
bool letters_count_garbled(const struct letters_count *n);
/* Do the blanks before sara aa stand where the ring of sara am was lost ("k aa" for "kam")? */
bool letters_count_am_apart(const struct letters_count *n);
/* Enough Thai to expect some sara am, and hardly one there. */
bool letters_count_am_lost(const struct letters_count *n);

#endif
