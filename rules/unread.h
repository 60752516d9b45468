/*
 * What could not be looked at, over the whole run: from it follows whether an item may be called missing.
 * "Could not look" is never "not there".
 */
#ifndef OIT_RULES_UNREAD_H
#define OIT_RULES_UNREAD_H

#include "rules/site.h"

/* Why any item may stand where nobody looked. */
struct unread {
    bool budget;      /* pages were left when a budget ended the visit, or lie too deep */
    bool home;        /* the way into the site is shut, or nothing of it was shown */
    bool much;        /* too many pages could not be read */
    bool index;       /* the year's index could not, or lies on another site */
    enum problem why; /* an example of the gravest */
    struct str where; /* its address; empty when there is none */
    size_t blocked;   /* pages that could not be read */
    size_t unnamed;   /* of these, that no link names for an item */
};

struct bench;

/* Fill b->unread and count what was looked at, once, before the first item is decided. */
void unread_survey(struct bench *b);
/* Could it not be looked at? */
bool unread_is(const struct node *n);

static inline bool
unread_could_hold_all(const struct unread *u)
{
    return u->budget || u->home || u->index || u->much;
}

#endif
