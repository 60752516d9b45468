/*
 * All literal words of a catalog in one automaton, and what one pass over a text finds of them.  Sets of
 * phrases hold numbers of literals and ask the pass, so a hundred sets cost one reading of the text.
 */
#ifndef OIT_RULES_LEXICON_H
#define OIT_RULES_LEXICON_H

#include "base/map.h"
#include "rules/automaton.h"
#include "rules/phrase.h"

#define LEXICON_KINDS 3     /* phrases, pieces of patterns, words of periods */
#define LITERAL_LONGEST 250 /* characters */
#define SEVERAL_SETS UINT16_MAX

struct literal {
    struct str form;        /* normal form of tier 1 */
    enum thai_tier highest; /* last tier it may be looked for in */
    bool gate;              /* a piece of a pattern: found wherever its bytes stand, in tier 1 only */
    bool date;              /* a form that words of periods begin with: only its place is noted */
    bool sure;              /* a piece of which it is asked whether it stands in a text */
    uint16_t letters;       /* in it, without marks */
    uint32_t twin;          /* next literal that is the same to the exact automaton, or NO_WORD */
    uint32_t same;          /* next literal of higher tiers with the same letters, or NO_WORD */
};

/* How a character is read: ASCII, Thai, and one for all others. */
struct lexicon_unit {
    uint8_t exact; /* symbol among the forms as they are */
    uint8_t loose; /* among those without marks, sara am as sara aa; 0: a mark, left out */
};

/* What a class of characters is to each automaton. */
struct lexicon_class {
    uint8_t exact, loose;
};

/* Bits to be set in one word of a scan's notes. */
struct lexicon_note {
    uint64_t bits;
    size_t word;
};

/* What is noted of each of some things: of thing i what stands from start[i] to start[i + 1]. */
struct lexicon_notes {
    uint32_t *start;
    struct lexicon_note *note;
};

struct lexicon_rows;
struct matcher_engine;

/* Words in the order in which an alternative has them, in narrow form: of each step how many, and of each
 * word its length before it. */
struct lexicon_way {
    const uint8_t *step;
    size_t n; /* steps */
};

/* What one alternative of a pattern, or several together, cannot do without. */
struct lexicon_door {
    uint32_t *gate; /* literals one of which must stand in the text */
    size_t gate_n;
    uint32_t *second; /* one of which must as well; second_n == 0: any */
    size_t second_n;
    const uint64_t *begins; /* narrow bytes one of which the text or a part of it begins with; NULL: any */
    const struct lexicon_way
        *way; /* of its alternatives, one of which a text must go; way_n == 0: any may do */
    size_t way_n;
};

struct lexicon {
    struct arena *arena;
    struct map *number[LEXICON_KINDS]; /* form -> number of the literal */
    /* until it is closed: */
    struct map *pattern;     /* normal form -> its number */
    struct map *made;        /* as written -> what was made of it first, a struct phrase */
    struct map *door_number; /* the same for the doors of patterns */
    struct arena *scratch;
    /* from then on: */
    size_t pattern_n; /* numbers of patterns */
    struct lexicon_door *door;
    size_t door_n, door_cap;
    struct literal *literal;
    size_t literal_n; /* the first, of which a pass tells one by one whether they stand there */
    size_t literal_all, literal_cap;
    struct lexicon_unit unit[256]; /* by the narrow byte (base/thai.h), as what follows */
    uint8_t class_of[256];         /* the same for characters that are the same to both automata */
    uint32_t place_of[256];        /* where steps by them lie in the rows */
    uint64_t passed[256]; /* bytes, 0 of others, and in the upper half 1 for a letter of Thai or Latin */
    struct lexicon_class class[256];
    struct automaton *exact; /* all forms */
    struct automaton *loose; /* those that may be looked for in higher tiers, without marks */
    const uint32_t *exact_first, *loose_first; /* literal of each of their words */
    struct lexicon_rows *rows;                 /* both automata as one */
    struct phrases *sets;                      /* all made with this lexicon */
    size_t set_n;
    struct lexicon_notes of_literal; /* sets and doors that ask for it, in touched, open and second */
    struct lexicon_note *digit_note; /* the same of what asks for any digit; not noted of each of them */
    size_t digit_note_n;
    struct lexicon_notes of_door; /* sets that hold it, in touched; none of plain ones */
    uint16_t *set_of_door;        /* the only one, or SEVERAL_SETS */
    uint64_t *single;             /* bit i: door i asks for one piece only, not for a second */
    uint64_t *plain;              /* bit i: nor for a beginning; its gates touch the sets that hold it */
    size_t plain_n;               /* they are the first */
    uint64_t *by_begin; /* [narrow byte * words]: bit i: door i may be open to what begins with it */
    struct matcher_engine *engine;
    const struct phrases *noise[3]; /* what may surround a label: lists strip, agency-words, weak-links */
};

/* Words of eight bytes that hold so many bits. */
static inline size_t
lexicon_words(size_t bits)
{
    return bits / 64 + 1;
}

/* The first word of what scans note as held, from their first word on. */
static inline size_t
lexicon_held_word(const struct lexicon *l)
{
    return lexicon_words(l->literal_n) + lexicon_words(l->set_n) + 2 * lexicon_words(l->door_n);
}

struct lexicon *lexicon_new(struct arena *a);
void lexicon_free(struct lexicon *l);
/* Number of the literal; the same for the same form and kind.  form is of tier 1 and begins with no mark. */
uint32_t lexicon_add(struct lexicon *l, struct str form, bool gate);
/* After the last lexicon_add(). */
void lexicon_close(struct lexicon *l);

/* A place of a literal. */
struct lexicon_place {
    uint32_t literal, from, to;
    enum thai_tier tier;
};

/* Where one literal stands in a text: its first and its last place in the lowest tier that found it. */
struct lexicon_found {
    enum thai_tier tier;
    uint32_t first_from, first_to, last_from, last_to;
    uint32_t count; /* places in that tier */
};

struct lexicon_scan {
    const struct lexicon *lexicon;
    struct lexicon_place *place; /* of phrases, not of pieces of patterns; ask lexicon_find() */
    size_t place_n, cap;
    bool sorted;       /* by literals */
    size_t n;          /* 0: nothing was found, no piece either */
    uint32_t letters;  /* of Thai and Latin script in the text; not to be asked when lost */
    uint64_t *present; /* bit i: literal i was found; right behind lie touched, and open */
    uint64_t *touched; /* bit i: something of set i may stand there; the others need not be asked */
    uint64_t *open;    /* bit i: door i is open, for what it cannot do without was found */
    uint64_t *second;  /* bit i: the second piece that door i asks for was */
    uint64_t *held;    /* bit i: a phrase of set i was found that is no pattern */
    uint64_t *pattern; /* of each pattern two bits: what was found out of it; phrase.c uses them */
    uint64_t *dates;   /* bit i: a form that words of periods begin with stands at byte i */
    bool lost; /* memory of the text's arena ran out: nothing may be concluded from what is not there */
};

/* Made once a text and kept with it. */
const struct lexicon_scan *lexicon_scan_new(const struct lexicon *l, struct thai_text *t);
static inline const struct lexicon_scan *
lexicon_scan(const struct lexicon *l, struct thai_text *t)
{
    return t->scan && t->scan->lexicon == l ? t->scan : lexicon_scan_new(l, t);
}

/* Does it stand in the text?  Asked far more often than where. */
static inline bool
lexicon_has(const struct lexicon_scan *s, uint32_t literal)
{
    return s->n > 0 && s->present[literal / 64] >> literal % 64 & 1;
}

/* False when it does not stand in the text. */
bool lexicon_find(const struct lexicon_scan *s, uint32_t literal, struct lexicon_found *out);

/* Every place of every literal but pieces of patterns, in each tier in order of its end.  each returns false
 * to stop. */
typedef bool lexicon_each(void *ctx, uint32_t literal, enum thai_tier tier, size_t from, size_t to);
void lexicon_walk(const struct lexicon *l, const struct thai_norm *norm, lexicon_each *each, void *ctx);

/* Do a letter and a letter, or a digit and a digit, of Latin script meet at byte `at`? No word begins or ends
 * there. */
bool lexicon_inside_word(struct str norm, size_t at);

#endif
