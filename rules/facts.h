/* What was seen on a page, kept small: a site has a dozen leads to each of its pages. */
#ifndef OIT_RULES_FACTS_H
#define OIT_RULES_FACTS_H

#include "rules/leads.h"

#define FACTS_COMPARED 64
#define FACTS_TEXTS 32

/* Facts of one page that were kept: topics of which nothing stands on it have the same. */
struct facts_list {
    const struct facts *kept[FACTS_COMPARED];
    size_t element_n[FACTS_COMPARED];
    size_t n;
    struct str text[FACTS_TEXTS], text_kept[FACTS_TEXTS]; /* of the page, and where it was kept */
    struct str quote, shown; /* the last that was kept, and as much of it as is shown */
};

/* A copy as long-lived as the leads, with the texts it leads to; the one that is there when it says the same.
 */
const struct facts *facts_keep(struct leads *l, const struct facts *f, struct element_facts *element,
                               size_t element_n, struct facts_list *known);

#endif
