/*
 * Addresses in JSON: answers of interfaces, feeds, and the state that a script's page carries along.  The
 * text is walked once and needs not be whole; nothing of it is kept.
 */
#ifndef OIT_CRAWLER_JSON_H
#define OIT_CRAWLER_JSON_H

#include "base/arena.h"

/* words: the title beside the address, or empty.  Both live as long as the call. */
typedef void json_each(void *ctx, struct str address, struct str words);

void json_addresses(struct str text, json_each *each, void *ctx);

#endif
