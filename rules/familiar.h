/*
 * Links of a site that more than one page has, known by sight: what was asked of one of them is at hand on
 * the next page.
 */
#ifndef OIT_RULES_FAMILIAR_H
#define OIT_RULES_FAMILIAR_H

#include "oit/page.h"

struct familiar_link {
    struct str url, text;
    uint32_t count, page; /* pages that have it, and the last of them */
    uint32_t node;        /* of its address; NO_INDEX: nobody asked */
    uint32_t menu;        /* number of its menu entry among the site's links; NO_INDEX: none yet */
    uint32_t near;        /* clicks from the home page to where that stands; NO_INDEX: not settled */
};

struct familiar;

struct familiar *familiar_new(void);
void familiar_free(struct familiar *f);
/* NULL when it is not among them. */
struct familiar_link *familiar_find(struct familiar *f, const struct link *l);
/* A link that was not among them; NULL when it is not worth it or there is no more room. */
struct familiar_link *familiar_add(struct familiar *f, const struct link *l);
/* Was one not added? */
bool familiar_refused(const struct familiar *f);

#endif
