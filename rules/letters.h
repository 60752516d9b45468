/* Texts in the letters in which they are compared, a byte each (thai_narrow()), kept one behind the other. */
#ifndef OIT_RULES_LETTERS_H
#define OIT_RULES_LETTERS_H

#include "base/str.h"

struct aside;
struct letters;

/* aside: where they lie once there are many; lives as long. */
struct letters *letters_new(struct aside *aside);
void letters_free(struct letters *l);
/* No more should be kept: a place has 32 bits, and a site that repeats itself brings the same texts again. */
bool letters_full(const struct letters *l);
/* Its place, never 0. */
uint32_t letters_keep(struct letters *l, struct str text);
struct str letters_at(const struct letters *l, uint32_t place);

#endif
