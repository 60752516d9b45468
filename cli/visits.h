/* The visits a site file remembers, and which of them a person means. */
#ifndef OIT_CLI_VISITS_H
#define OIT_CLI_VISITS_H

#include "base/dates.h"
#include "store/store.h"

/* Of n visits, oldest first, as store_past gives them. */

/* The day a visit was judged as of, else on which it was made. */
struct date visit_day(const struct past *p);
/* The newest that a word means: its number, or a day it is not younger than.  NULL when there is none. */
const struct past *visit_meant(const struct past *past, size_t n, const char *word);
/* Always -1: e says which visits of n > 0 there are. */
int visit_unknown(const char *option, const char *word, const struct past *past, size_t n, struct err *e);
/* The newest that could read something; the newest of all when none could.  n > 0. */
const struct past *visit_newest_read(const struct past *past, size_t n);

#endif
