/*
 * The judgement of one item: every lead is weighed, the best decides, and where nothing decides the
 * coverage says whether "missing" may be said at all.
 */
#ifndef OIT_RULES_VERDICT_H
#define OIT_RULES_VERDICT_H

#include "rules/missing.h"

/* Decide one part of an item; fill result and append to the list of missing addresses. */
void verdict_decide(struct bench *b, const struct pack_part *part, struct item_result *result,
                    struct missing_list *missing);

/* Set bit in b->serves of every node that by itself proves a part: one paper for the whole is preferred. */
void verdict_mark_serving(struct bench *b, const struct pack_part *part, uint32_t bit);

/* A sentence with its arguments; id is a gettext message id. */
struct say verdict_say(const char *id, struct str one, struct str two);

#endif
