/*
 * One pattern as PCRE2 matches it, compiled when a text first asks for it and by the JIT compiler when texts
 * asked so much that it pays.  PCRE2 is met in matcher.c and nowhere else.
 *
 * phrases_build() makes one for each pattern of a set, in the arena of the set's lexicon; phrases_forget()
 * frees what PCRE2 holds of all of them, and the lexicon's engine, before that arena goes.  A matcher is
 * asked with the lexicon it was made with and no other: all of them share its scratch space, which is made at
 * the first compiling or matching and holds nothing between two calls.
 */
#ifndef OIT_RULES_MATCHER_H
#define OIT_RULES_MATCHER_H

#include "rules/lexicon.h"

struct matcher;
struct phrase_fault;

/* A hit of a set, wherever it came from; false ends the search. */
typedef bool hit_fn(void *ctx, const struct phrase_hit *hit);
enum ended { ENDED, STOPPED_BY_CALLER, STOPPED_BY_LIMIT };

/* Of a pattern as written; *normal is its normal form, in l's arena.  NULL and *fault when it cannot be used.
 */
struct matcher *matcher_new(struct lexicon *l, struct str text, struct str *normal,
                            struct phrase_fault *fault);
/* Compiles it as most texts would ask for it. */
void matcher_compile(struct lexicon *l, struct matcher *m);
/* Gives back what it holds of PCRE2's; the matcher itself lives with the arena. */
void matcher_free(struct matcher *m);
/* Gives back the scratch space of l's matchers, if any of them ever asked for it. */
void matcher_engine_free(struct lexicon *l);

/* Does it stand anywhere in t?  PHRASE_UNJUDGED when it reached its match limit first. */
enum phrase_find matcher_stands(struct lexicon *l, struct matcher *m, struct thai_text *t);
/* Its places between t's hard breaks, from the first on, as hits of phrase i. */
enum ended matcher_each(struct lexicon *l, struct matcher *m, struct thai_text *t, size_t i, hit_fn *each,
                        void *ctx);
/* As many hits for less, but with bytes that may be those of the narrow form (base/thai.h): not to be used.
 */
enum ended matcher_each_unplaced(struct lexicon *l, struct matcher *m, struct thai_text *t, size_t i,
                                 hit_fn *each, void *ctx);
/* Bytes of what it matches from byte `at` of norm on and before `end`; 0 where nothing begins there. */
size_t matcher_length_at(struct lexicon *l, struct matcher *m, struct str norm, size_t at, size_t end);

#endif
