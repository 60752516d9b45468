/* Names by which people call items and topics in a configuration. */
#ifndef OIT_CLI_ITEM_NAMES_H
#define OIT_CLI_ITEM_NAMES_H

#include "rules/catalog.h"
#include "rules/suggest.h"

/* An item of any checklist, or a topic? */
bool item_name_known(const struct catalog *c, struct str name);
/* The one that may have been meant. */
struct suggest item_name_nearest(const struct catalog *c, struct str name);

#endif
