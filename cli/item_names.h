/* Names by which people call items and topics. */
#ifndef OIT_CLI_ITEM_NAMES_H
#define OIT_CLI_ITEM_NAMES_H

#include "rules/catalog.h"
#include "rules/suggest.h"

/* Is this item meant?  By its topic, or its number however people write it: O24, o24, 24, also in Thai
 * digits. */
bool item_is_called(struct str id, struct str topic, struct str name);
/* An item of any checklist, or a topic? */
bool item_name_known(const struct catalog *c, struct str name);
/* The one that may have been meant. */
struct suggest item_name_nearest(const struct catalog *c, struct str name);

#endif
