/* Why a place that is named for an item does not deliver it, said truly. */
#ifndef OIT_RULES_LACK_H
#define OIT_RULES_LACK_H

#include "rules/bench.h"

/* What stands there instead. */
struct say lack_of(const struct bench *b, const struct lead *l);
/* Was the address never asked for: a print view, a calendar, a kind of file? */
bool lack_unopened(const struct node *n);
/* Is it a page of which only a part came, or was read?  The rest may hold what is not seen. */
bool lack_cut(const struct node *n);

#endif
