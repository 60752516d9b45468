/* The words that periods are written with: a table, and a look into it at one place of a text.  Private to
 * dates.c. */
#ifndef OIT_BASE_DATES_WORDS_H
#define OIT_BASE_DATES_WORDS_H

#include "base/str.h"

enum dates_word_kind {
    WORD_NONE,     /* begins like a word below and means something else */
    WORD_MONTH,    /* value: 1..12 of the calendar */
    WORD_OF_MONTH, /* says that a month's name, or a count of months, is meant */
    WORD_OF_DAY,
    WORD_FISCAL, /* a fiscal year follows */
    WORD_YEAR,   /* a year follows */
    WORD_ANNUAL, /* a year follows, and whether calendar or fiscal is open */
    WORD_BE,     /* a Buddhist year follows; also the mark of a law's year */
    WORD_CE,
    WORD_TO,
    WORD_AND,
    WORD_QUARTER,
    WORD_ROUND, /* every N months */
    WORD_HALF,  /* half a year; value as in WORD_PART when the word says which */
    WORD_PART,  /* value: 1 = first, 2 = second */
    WORD_COUNT, /* value: the number it spells */
    WORD_LAW,   /* a law's name follows, and behind it the law's own year */
    WORD_RULE,  /* becomes a law's name when WORD_ABOUT follows */
    WORD_ABOUT,
    WORD_AMENDED, /* further years of the law just named follow */
    WORD_NUMBER,  /* a telephone number, code or the like follows */
    WORD_ADDRESS, /* a house number may follow */
    WORD_STREET,  /* follows a house number */
    WORD_UNIT     /* the number before it counts things */
};

struct dates_hit {
    enum dates_word_kind kind;
    int value;
    size_t end;
    bool abbreviated; /* matched with dots between its letters allowed */
    bool dotted;      /* and there were some */
    bool latin;
};

/* Does any word begin with the letter at at? */
bool dates_word_may_begin(struct str text, size_t at);
/* The longest word that begins at at; WORD_NONE words are not reported.  False when there is none. */
bool dates_word_at(struct str text, size_t at, struct dates_hit *hit);

#endif
