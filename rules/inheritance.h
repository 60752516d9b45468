/*
 * A page under a topic's name passes it on to what it links without a name of its own: the files of a list,
 * the articles of a section.  Such leads are weaker by each step, and end after a few.
 */
#ifndef OIT_RULES_INHERITANCE_H
#define OIT_RULES_INHERITANCE_H

#include "rules/leads.h"

/* Add the leads that each passes on, behind it; they pass on theirs when their turn comes. */
void inheritance_expand(struct leads *l);
/* After leads_group(): a lead found by a link on another lead's page of the same topic stands behind it. */
void inheritance_adopt(struct leads *l, uint32_t number);

#endif
