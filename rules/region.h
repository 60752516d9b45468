/*
 * A region of a page, as all leads to it share it: what it says whatever is looked for, and which of its
 * lines hold words of a topic.
 */
#ifndef OIT_RULES_REGION_H
#define OIT_RULES_REGION_H

#include "rules/look.h"

struct region {
    struct region *next;
    uint32_t from, until;
    bool frame;         /* the frame of the page is looked at too */
    struct facts facts; /* of a topic that no word of it speaks of */
    bool *read;         /* as in struct look, for such a topic */
    size_t bytes;
    uint8_t *line;
    bool blanks;
    const struct touches *touches; /* of the page's lines, at least of its own */
    uint64_t *when;                /* lines that hold a stretch of months or years */
    bool any_when;                 /* there is one */
    bool contacts_known;
    uint32_t contacts; /* that its lines tell; look_text.c counts them */
};

/* Does a period say when something is done? */
bool region_is_when(const struct period *p);
/* The region of a look, made when it is first asked for; lives as long as the view. */
struct region *region_of(struct look *k);
/* Does a line of it speak of what the topic says is not its text?  Then it cannot be shared. */
bool region_of_others(struct look *k, const struct region *r, struct arena *a);
/* How many elements of the look's topic its lines may show. */
size_t region_elements(const struct look *k, const struct region *r);
/* The lines that may name the look's topic, as bits of the page's; also some that are not the region's. */
uint64_t *region_named(const struct look *k, const struct region *r, struct arena *a);
/* The lines with words of one of its elements, or a time where that shows it. */
uint64_t *region_shows(const struct look *k, const struct region *r, size_t e, struct arena *a);
/* The lines with words of the look's topic, as bits. */
uint64_t *region_touched(const struct look *k, const struct region *r, struct arena *a);

#endif
