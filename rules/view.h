/*
 * A page as all its leads share it: what a block or a link says and where it stands does not depend on what
 * is looked for, so it is read once a page, when somebody first asks.
 */
#ifndef OIT_RULES_VIEW_H
#define OIT_RULES_VIEW_H

#include "rules/link_map.h"

struct view_block {
    struct thai_text text;       /* ask view_text() */
    const struct wording *words; /* ask view_words() */
    uint32_t letters;
    uint32_t table_first; /* first block of its run of one table */
    unsigned known, is;   /* bits of view.c */
};

struct view {
    struct leads *leads;
    const struct page *page;
    const struct document *document; /* whose text page is; NULL for a page of the site */
    struct link_map links;
    struct arena *arena;
    struct view_block *block;
    bool *own_link; /* of each link */
};

/* Lives in a, as long as it and the page. */
void view_init(struct view *v, struct leads *l, struct arena *a, const struct page *page,
               const struct document *d);
/* A block in normal form and with what was found in it. */
struct thai_text *view_text(struct view *v, uint32_t i);
const struct wording *view_words(struct view *v, uint32_t i);
uint32_t view_letters(const struct view *v, uint32_t i);
/* Own content of the page; all of a document is. */
bool view_own(struct view *v, uint32_t i);
/* A line that says "still to come" shows nothing, whatever else it names. */
bool view_shows_nothing(struct view *v, uint32_t i);
bool view_text_shows_nothing(const struct view *v, struct thai_text *t);
/* "Read 621 times" is no text of the page, but the day of posting often stands beside it. */
bool view_is_counter(struct view *v, uint32_t i);
/* The criteria copied beside an item name everything and show nothing. */
bool view_is_criteria(struct view *v, uint32_t i);
/* A heading over nothing but "in the making" promises and shows nothing. */
bool view_is_empty_heading(struct view *v, uint32_t i);
/* The head of a column that was never filled in promises and shows nothing. */
bool view_is_empty_column(struct view *v, uint32_t i);
/* A list without rows: the line behind a title that states what it is about. */
bool view_follows_stated(struct view *v, uint32_t i);
/* Does the period say what something is about, not when it was posted? */
bool view_states(const struct period *p);

#endif
