/* Names by which people call items and topics. */
#ifndef OIT_CLI_ITEM_NAMES_H
#define OIT_CLI_ITEM_NAMES_H

#include "oit/scorecard.h"
#include "rules/catalog.h"
#include "rules/suggest.h"

/*
 * The item that is meant, NULL: none.  By its topic, or its number however people write it: O24, o24, 24,
 * also in Thai digits.
 */
const struct item_result *item_called(const struct scorecard *card, struct str name);
/* An item of any checklist, or a topic? */
bool item_name_known(const struct catalog *c, struct str name);
/* The one that may have been meant. */
struct suggest item_name_nearest(const struct catalog *c, struct str name);

#endif
