/* On how many pages a 64-bit fingerprint was seen: a plain open-addressing table that grows. */
#ifndef OIT_RULES_TALLY_H
#define OIT_RULES_TALLY_H

#include "base/str.h"
#include <stdint.h>

struct tally;

/* Fingerprints, for one run of the program only.  Sixteen bytes at a time: byte by byte, plain lines were a
 * tenth of judging. */
uint64_t tally_mix(uint64_t key, uint64_t eight);
uint64_t tally_key(struct str s);

struct tally *tally_new(void);
void tally_free(struct tally *t);
/* Count key once for this page, however often it stands there, and say on how many; pages are numbered
 * from 1.
 */
uint32_t tally_add(struct tally *t, uint64_t key, uint32_t page);
/* It is going to be counted soon. */
void tally_expect(const struct tally *t, uint64_t key);
/* The same for each of n, and nothing is said; places of the next are fetched meanwhile. */
void tally_add_all(struct tally *t, const uint64_t *key, size_t n, uint32_t page);
uint32_t tally_of(const struct tally *t, uint64_t key);

/* Forget what was counted on fewer pages: nobody is told apart by it any more. */
void tally_drop_below(struct tally *t, uint32_t least);

#endif
