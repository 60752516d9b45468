/*
 * A phrase looked for with a few letters wrong, lost or added: Myers' bit-parallel search (J. ACM 46(3),
 * 1999). Only where the exact search found nothing, and never to decide: what it finds is for a person to
 * look at.
 */
#ifndef OIT_RULES_APPROX_H
#define OIT_RULES_APPROX_H

#include "base/arena.h"
#include <stdbool.h>

#define APPROX_SHORTEST 10 /* letters: shorter phrases turn up in other words (measured, see errors_of) */
#define APPROX_LONGEST 64  /* letters: one machine word */

struct approx {
    uint64_t places[256]; /* where each narrow letter stands in the phrase, as bits */
    int letters, errors;
};

/* The phrase is in Thai normal form.  False for a phrase that may not be looked for so: too short, too
 * long, or with digits in it, which mean another thing when one is wrong. */
bool approx_of(struct str phrase, struct approx *out);
/* Does a narrow text (base/thai.h) hold it with no more errors than its length allows? */
bool approx_finds(const struct approx *a, struct str narrow);

#endif
