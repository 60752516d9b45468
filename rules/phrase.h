/*
 * A set of phrases and patterns compiled once and looked for in Thai normal form, tier by tier.
 */
#ifndef OIT_RULES_PHRASE_H
#define OIT_RULES_PHRASE_H

#include "base/dates.h"
#include "base/thai.h"

struct phrases;
struct lexicon_scan;

/* A text made once and matched against many sets; lives in its arena. */
struct thai_text {
    struct str original;
    struct thai_norm norm[2]; /* [THAI_EXACT], without a map; the higher tiers are read out of it */
    struct arena *arena;
    const struct lexicon_scan *scan; /* what one pass found of all phrases of a catalog; made on demand */
    const struct period *period;     /* ask thai_text_periods() */
    uint8_t period_n;
};
void thai_text_init(struct thai_text *t, struct arena *a, struct str original);
/* Periods of its normal form, found once; their number. */
size_t thai_text_periods(struct thai_text *t, const struct period **out);

struct phrase_hit {
    size_t from, to; /* bytes of the tier-1 normal form */
    enum thai_tier tier;
    size_t phrase; /* number of the phrase in its set */
};

enum phrase_find { PHRASE_NO, PHRASE_YES, PHRASE_UNJUDGED /* a pattern reached its match limit */ };

/* First longest hit anywhere in t. hit may be NULL. A NULL set finds nothing. */
enum phrase_find phrases_find(const struct phrases *p, struct thai_text *t, struct phrase_hit *hit);
/* Sets one asks for together, n of them; a NULL set finds nothing.  In a, with the sets. */
struct phrases_choice;
struct phrases_choice *phrases_choice_new(struct arena *a, const struct phrases *const *set, size_t n);
/* May any of them have something in t?  Costs no pattern. */
bool phrases_may_hold(const struct phrases_choice *c, struct thai_text *t);
/* Which of them have something in t, as bits by their places among the sets; false: none. */
bool phrases_which(const struct phrases_choice *c, struct thai_text *t, uint64_t *out);
/* Does the whole text, stripped of numbering, years, agency names and punctuation, equal one of them? */
bool phrases_whole(const struct phrases *p, struct thai_text *t, struct phrase_hit *hit);
/* How many different phrases of the set stand in t. */
size_t phrases_count_in(const struct phrases *p, struct thai_text *t);
/* No more than so many do; costs no pattern. */
size_t phrases_count_most(const struct phrases *p, struct thai_text *t);
/* All hits, in order of place; at most max. */
size_t phrases_all(const struct phrases *p, struct thai_text *t, struct phrase_hit *out, size_t max);
/* What of a set stands in a text, in the lowest tier that finds any of it. */
struct phrase_sight {
    enum thai_tier tier; /* 0: nothing */
    uint64_t seen;       /* bit i % 64: phrase i */
    size_t hits;         /* places */
    bool cut;            /* a pattern reached its limit */
};
struct phrase_sight phrases_sight(const struct phrases *p, struct thai_text *t);
size_t phrases_size(const struct phrases *p);
/* Phrase i as written. */
struct str phrases_text(const struct phrases *p, size_t i);
/* Does a text begin with one of them, letter for letter as written? */
bool phrases_begin(const struct phrases *p, struct str text);
/* The original words behind a hit. */
struct str phrase_quote(struct thai_text *t, const struct phrase_hit *hit);

/* Is s (ASCII, e.g. a host name) one of the set, or a subdomain of one? */
bool phrases_host(const struct phrases *p, struct str host);

#endif
