/*
 * Addresses where a thing that is not found was promised, or where a visitor would look for it.
 */
#ifndef OIT_RULES_MISSING_H
#define OIT_RULES_MISSING_H

#include "rules/bench.h"

/* Grows as items are decided; whoever began it with zeros frees v.  What v points to lives in the bench's
 * arena or in the site. */
struct missing_list {
    struct missing_url *v;
    size_t n, cap;
};

/* Append those of an item's part that is not found; w are its n leads, best first. */
void missing_add(const struct bench *b, const struct pack_part *part, const struct item_result *r,
                 const struct weighed *w, size_t n, struct missing_list *list);
/* A person says that what we took for proof is none. */
void missing_overruled(const struct bench *b, const struct pack_part *part, const struct item_result *r,
                       struct missing_list *list);
/* A link that is called so and leads back: to the home page, or to the page it stands on; NO_INDEX. */
uint32_t missing_leads_back(const struct bench *b, const struct pack_part *part);
/* The page that lists papers of which none is the whole; NO_INDEX where a place stands for itself. */
uint32_t missing_listed_on(const struct bench *b, const struct pack_part *part, const struct weighed *w);
/* Does a row of an index name the item without a link? */
bool missing_is_named(const struct bench *b, const struct pack_part *part);
/* The fix text for an item, its year filled in. */
struct str missing_expected(const struct bench *b, const struct pack_part *part, enum lang lang);

#endif
