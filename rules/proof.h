/*
 * The proof of a verdict: what was seen, where, and how a visitor gets there.  All texts live in the bench's
 * arena or in the site.
 */
#ifndef OIT_RULES_PROOF_H
#define OIT_RULES_PROOF_H

#include "rules/bench.h"

/* Evidence and elements of the n weighed leads, best first, into the result. */
void proof_fill(const struct bench *b, const struct pack_part *part, const struct weighed *best, size_t n,
                struct item_result *result);
/* The words that lead to it, as the site shows them. */
struct str proof_words(const struct bench *b, const struct lead *l);
/* The words that name its topic, in full. */
struct str proof_name(const struct lead *l);
/* Clicks from the home page to a page. */
struct strs proof_way(const struct bench *b, uint32_t node);

#endif
