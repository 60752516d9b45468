/*
 * How certain it is that a place is what it is taken for: per cent, and a sentence for each thing that takes
 * from it.  It orders places of the same grade and never decides a verdict.
 */
#ifndef OIT_RULES_CONFIDENCE_H
#define OIT_RULES_CONFIDENCE_H

#include "rules/bench.h"

/* Set the confidence of a lead whose delivery and fitting are known, and note what speaks against it. */
void confidence_weigh(const struct bench *b, const struct pack_part *part, const struct lead *l,
                      struct weighed *w);
/* Take so much from it, and say why; nothing happens where nothing is lost.  The texts are not copied. */
void confidence_doubt(struct weighed *w, int loss, const char *id, struct str one, struct str two);

#endif
