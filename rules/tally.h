/* On how many pages a 64-bit fingerprint was seen: a plain open-addressing table that grows. */
#ifndef OIT_RULES_TALLY_H
#define OIT_RULES_TALLY_H

#include <stddef.h>
#include <stdint.h>

struct tally;

struct tally *tally_new(void);
void tally_free(struct tally *t);
/* Count key once for this page, however often it stands there; pages are numbered from 1. */
void tally_add(struct tally *t, uint64_t key, uint32_t page);
uint32_t tally_of(const struct tally *t, uint64_t key);

#endif
