/* What would decide an item that is open, said to whoever has to do it. */
#ifndef OIT_RULES_SETTLE_H
#define OIT_RULES_SETTLE_H

#include "rules/bench.h"

/* An address could not be read: what to do about it. */
struct say settle_unread(enum problem why, struct str url);
/* It lies on a shared drive: whether anybody may open it is part of the question. */
struct say settle_drive(struct str url);
/* A person must look at what was found. */
struct say settle_review(struct str url);

#endif
