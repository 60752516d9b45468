/*
 * Ways on that a visitor has and that are not gone here: a script answers the click, a form is sent, the
 * address is none of the web.  What lies behind them nobody has seen, so that nothing is missing for certain.
 */
#ifndef OIT_RULES_CLICKS_H
#define OIT_RULES_CLICKS_H

#include "rules/bench.h"

/* Does it name the topic, and nothing else in more words? */
bool clicks_name_first(const struct wording *w, size_t topic);
/* The way behind which the item may be, seeing the best place there is for it (or NULL); NULL when there is
 * none. */
const struct site_click *clicks_behind(const struct bench *b, const struct pack_part *part,
                                       const struct weighed *best);
/* The item could not be looked at, because of this way. */
void clicks_decide(const struct bench *b, const struct site_click *click, struct item_result *r);
/* Is that so? */
bool clicks_are_why(const struct item_result *r);

#endif
