/* Which line of a page or document is quoted for what it shows. */
#ifndef OIT_RULES_QUOTES_H
#define OIT_RULES_QUOTES_H

#include "rules/look.h"

/*
 * Of all lines that show an element the one that shows most of it: not the name of the topic, not a bare
 * figure or the heads of columns, where another line shows it too.  Needs the finished look.
 */
void quotes_choose(struct look *k);

#endif
