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

struct view_link {
    bool asked; /* the next six are known; ask view_link() */
    bool account, chat, form, outside, document;
    uint32_t to; /* node, or NO_INDEX */
    bool dated;
    uint64_t years;                        /* ask view_link_years() */
    const struct wording *words;           /* ask view_link_words() */
    const struct wording *around;          /* ask view_link_around() */
    struct thai_text address, around_text; /* ask for them too */
};

struct view {
    struct leads *leads;
    const struct page *page;
    const struct document *document; /* whose text page is; NULL for a page of the site */
    struct link_map links;
    struct arena *arena;
    struct view_block *block;
    struct view_link *link;
    bool *own_link;
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

/* view_links.c */
const struct view_link *view_link(struct view *v, size_t i);
const struct wording *view_link_words(struct view *v, size_t i);
/* The address, to look for words in. */
struct thai_text *view_link_address(struct view *v, size_t i);
/* What shares the row of a link, or else its line: the words that name a file. */
const struct wording *view_link_around(struct view *v, size_t i, struct thai_text **text);
/* Fiscal years that the words of a link, or its line, state; bits as in facts. */
uint64_t view_link_years(struct view *v, size_t i);
/* Another site's page with words of its own on the link, as laws are listed; not its front page. */
bool view_is_outside_article(struct view *v, size_t i);
/* The row of a link that is a card with words of its own; NO_INDEX when it is none. */
uint32_t view_card(struct view *v, size_t i);

#endif
