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

/*
 * Which letters may follow the first one of a word, by the low seven bits of that one: bits of the last byte
 * of the letter.  A look at three letters tells nearly always that no word begins there, without a call.
 */
struct dates_letters {
    uint64_t second[128];
    uint64_t third[128];        /* behind a second one that does not stand in `short_second` */
    uint64_t short_second[128]; /* behind which a word may end */
    bool dotted[128];           /* a sign may follow as well */
};

extern const struct dates_letters dates_letters;
/* Does the table hold just what the words say?  For tests. */
bool dates_letters_check(void);

/* May a word begin with the Thai character at at? */
static inline bool
dates_may_begin(struct str t, size_t at)
{
    const struct dates_letters *l = &dates_letters;
    const unsigned char *c = (const unsigned char *)t.p + at;
    unsigned low;

    if (t.n - at < 9 || c[0] != 0xE0 || (c[1] & 0xFE) != 0xB8)
        return t.n - at < 9;
    low = (c[1] & 1u) << 6 | (c[2] & 0x3Fu);
    if (c[3] != 0xE0)
        return l->dotted[low];
    return (l->short_second[low] >> (c[5] & 0x3F) |
            (l->second[low] >> (c[5] & 0x3F) & l->third[low] >> (c[8] & 0x3F))) &
           1;
}

/* Thai word i of the table as written in it, dots for what may be left out; NULL behind the last. */
const char *dates_word(size_t i);
/* The longest word that begins at at; WORD_NONE words are not reported.  False when there is none. */
bool dates_word_at(struct str text, size_t at, struct dates_hit *hit);

#endif
