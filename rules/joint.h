/*
 * An item whose parts are judged one by one: the verdict over all of them.  Where there is one part, its
 * verdict is the item's.
 */
#ifndef OIT_RULES_JOINT_H
#define OIT_RULES_JOINT_H

#include "rules/missing.h"

/* Decide item i; fill result, which already says which item it is, and append to the missing addresses. */
void joint_decide(struct bench *b, const struct pack_item *i, struct item_result *result,
                  struct missing_list *missing);

#endif
