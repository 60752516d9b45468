/*
 * What the headings of a page say, and what they govern; where they name nothing, the lines that speak in
 * their place.  Part of the second pass.
 */
#ifndef OIT_RULES_HEADINGS_H
#define OIT_RULES_HEADINGS_H

#include "rules/site.h"

/* Fill the node's heading, subject and heads, and note what news tells of; own: of each block, whether it is
 * the page's own. */
void headings_read(struct site *s, uint32_t index, const struct page *page, const bool *own);

#endif
