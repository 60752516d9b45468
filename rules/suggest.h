/* The known word nearest to a misspelt one, for "did you mean". */
#ifndef OIT_RULES_SUGGEST_H
#define OIT_RULES_SUGGEST_H

#include "base/str.h"

struct suggest {
    struct str word, best;
    size_t distance;
};

/* Nothing is nearest yet. */
struct suggest suggest_for(struct str word);
void suggest_try(struct suggest *s, struct str known);
/* Is the nearest near enough to be meant? */
bool suggest_found(const struct suggest *s);

#endif
