/*
 * The inside of a set of phrases, for the files of this folder that build and check them.
 */
#ifndef OIT_RULES_PHRASE_SET_H
#define OIT_RULES_PHRASE_SET_H

#include "rules/lexicon.h"
#include "rules/phrase.h"

struct phrase_source {
    struct str text;
    int line, column;
    bool pattern;
};

struct matcher;

struct phrase {
    struct str text; /* as written, without "re:" */
    int line, column;
    uint32_t literal; /* NO_WORD for a pattern */
    uint32_t number;  /* of a pattern: the same for the same one in any set */
    struct matcher *pattern;
    uint32_t *door; /* of its alternatives: one must be open to a matching text; 0: any text may match */
    size_t door_n;
    const struct lexicon_note *doors; /* the same as bits, after phrases_index() */
    size_t doors_n;
    uint32_t *sure; /* one of which is enough for a match; sure_n == 0: none are known */
    size_t sure_n;
};

/* A phrase of a set that is no pattern: those of a set lie close together. */
struct phrase_literal {
    uint32_t literal, phrase;
};

struct phrases {
    struct lexicon *lexicon;
    struct phrase *phrase;
    size_t n, pattern_n;
    size_t written;                 /* behind them: only compared as they stand, never looked for in a text */
    struct phrase_literal *literal; /* n - pattern_n, in their order, after phrases_index() */
    uint32_t *pattern;              /* numbers of those that are patterns, after phrases_index() */
    size_t open_n;                  /* patterns that any text may match */
    const struct lexicon_note *doors; /* of all its patterns, as bits */
    size_t doors_n;
    size_t number;        /* of all sets of the lexicon */
    char *begins;         /* of each: the byte that tells how it begins, see phrase_begin(); 0 of a pattern */
    struct phrases *next; /* of the lexicon */
};

/* The byte that tells first letters apart: the last one of a Thai letter. */
static inline char
phrase_begin(struct str s, size_t at)
{
    return s.p[(unsigned char)s.p[at] == 0xE0 && s.n - at >= 3 ? at + 2 : at];
}

/* What is wrong with source `index`, `at` characters into it. */
struct phrase_fault {
    size_t index, at;
    char what[256];
};

/* May anything of the set stand in the text?  The usual answer is no, and must cost nothing. */
static inline bool
phrases_touch(const struct phrases *p, struct thai_text *t)
{
    const struct lexicon_scan *s;

    if (!p || !p->n)
        return false;
    s = lexicon_scan(p->lexicon, t);
    return s->lost || p->open_n > 0 || (s->touched[p->number / 64] >> p->number % 64 & 1);
}

/* Compiles all patterns of a lexicon. */
void phrases_compile(struct lexicon *l);
/* NULL and *fault when one cannot be used.  Freed with the lexicon, after phrases_forget(). */
struct phrases *phrases_build(struct lexicon *l, const struct phrase_source *source, size_t n,
                              struct phrase_fault *fault);
/* Of words that are only compared as they stand: no text is read for them, and each common word that texts
 * are read for stops the reading.  Of two hundred such words judging took 3 % more. */
struct phrases *phrases_of_written(struct lexicon *l, const struct phrase_source *source, size_t n);
/* What stood in `from` stands behind what is in `to`; `from` is empty then. */
void phrases_append(struct phrases *to, struct phrases *from);
/* Numbers the sets of l and notes which of them ask for each literal.  After the last phrases_append(). */
void phrases_index(struct lexicon *l);
/* Gives back what the compiled patterns of all sets of l hold. */
void phrases_forget(struct lexicon *l);

/* First and last place of every literal and the places of patterns, unsorted; at most max. */
size_t phrases_edges(const struct phrases *p, struct thai_text *t, struct phrase_hit *out, size_t max,
                     bool *unjudged);
/* Does one of p stand in t against a hit of names? Not when it is part of the name that was hit. */
bool phrases_against(const struct phrases *p, struct thai_text *t, const struct phrases *names,
                     const struct phrase_hit *hit);
/* Length of the longest one that begins at byte `at` of t's normal form and ends before `end`; 0 when none
 * does. */
size_t phrases_length_at(const struct phrases *p, struct thai_text *t, size_t at, size_t end);
/* Does phrase i of the set stand in t? */
bool phrases_has(const struct phrases *p, struct thai_text *t, size_t i);

#endif
