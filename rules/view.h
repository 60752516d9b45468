/*
 * A page as all its leads share it: what a block or a link says and where it stands does not depend on what
 * is looked for, so it is read once a page, when somebody first asks.
 */
#ifndef OIT_RULES_VIEW_H
#define OIT_RULES_VIEW_H

#include "rules/link_map.h"

/* What may be known of a block. */
enum {
    IS_OWN = 2,
    IS_NOTHING = 4,
    IS_COUNTER = 8,
    IS_EMPTY_HEADING = 16,
    IS_EMPTY_COLUMN = 32,
    IS_BEHIND_STATED = 64,
    HAS_OWN_LINK = 128,
    HAS_HEADS = 256,   /* first of a table: its first row holds the heads of columns */
    IS_AT_TOP = 512,   /* one of the first lines, which may be the subject of the page */
    IS_HEAD = 1024,    /* a block stands under it */
    HAS_PERIODS = 2048 /* its words tell what its text says of dates */
};

struct view_block {
    struct thai_text *text;      /* ask view_text() */
    const struct wording *words; /* ask view_words() */
    struct str quote;            /* ask view_quote() */
    uint32_t table_first;        /* first block of its run of one table */
    uint32_t link;               /* number of an own link in it, with HAS_OWN_LINK */
    unsigned known, is;          /* bits as above */
};

struct view_link {
    bool asked; /* the next six are known; ask view_link() */
    bool account, chat, form, outside, document;
    uint32_t to; /* node, or NO_INDEX */
    bool dated;
    uint64_t years;                          /* ask view_link_years() */
    const struct wording *words;             /* ask view_link_words() */
    const struct wording *around;            /* ask view_link_around() */
    struct thai_text *address, *around_text; /* ask for them too */
};

/* The line that says what a part of the page says, of those that are read; quotes.c. */
struct view_sample {
    const bool *read;
    uint32_t from, until, line; /* until when there is none */
};

struct link_sum;
struct region;
struct stretch;
struct touches;

struct view {
    struct leads *leads;
    uint32_t node;
    const struct page *page;
    const struct document *document; /* whose text page is; NULL for a page of the site */
    struct link_map links, captions;
    bool captions_known; /* ask view_captions() */
    struct arena *arena;
    struct view_block *block;
    struct view_link *link;
    bool *own_link;
    const struct site_link **kept; /* of each link; NULL: it was not kept */
    uint32_t *own;                 /* numbers of the links that are the page's own */
    size_t own_n;
    struct view_sample sample;
    const struct touches *touches; /* ask view_touches() */
    struct region *regions;        /* region.c: those that were looked at */
    struct stretch *stretches;     /* look_broken.c: lines of a document that are read as one text */
    bool stretches_known;
    struct link_sum *link_sums[2]; /* look_links.c: the same; 1: of topics that look everywhere */
};

/* Of a node's page; lives in a, as long as it and the page. */
void view_init(struct view *v, struct leads *l, struct arena *a, uint32_t node, const struct page *page,
               const struct document *d);
/* The answers of view.c, which are made once and asked by each lead again. */
/* Rows with their links, to topics whose elements stand below pictures. */
const struct link_map *view_captions(struct view *v);
struct thai_text *view_read(struct view *v, struct str text);
void view_read_words(struct view *v, uint32_t i);
bool view_ask(struct view *v, uint32_t i, unsigned what);

static inline bool
view_is(struct view *v, uint32_t i, unsigned what)
{
    const struct view_block *b = &v->block[i];

    return b->known & what ? (b->is & what) != 0 : view_ask(v, i, what);
}

/* A block in normal form and with what was found in it. */
static inline struct thai_text *
view_text(struct view *v, uint32_t i)
{
    if (v->block[i].text == NULL)
        v->block[i].text = view_read(v, v->page->block[i].text);
    return v->block[i].text;
}

static inline const struct wording *
view_words(struct view *v, uint32_t i)
{
    if (v->block[i].words == NULL)
        view_read_words(v, i);
    return v->block[i].words;
}

/* What running text of a block says of dates. */
size_t view_periods(struct view *v, uint32_t i, const struct period **out);
/* As much of a block as is quoted. */
struct str view_quote(struct view *v, uint32_t i);

/* Of a block, outside of the words of links in it. */
static inline uint32_t
view_unlinked_letters(const struct view *v, uint32_t i)
{
    uint32_t letters = link_map_letters(&v->links, i), linked = link_map_links(&v->links, i);

    return letters > linked ? letters - linked : 0;
}

/* Has a block no more than so many letters? */
static inline bool
view_within(const struct view *v, uint32_t i, uint32_t most)
{
    return link_map_within(&v->links, i, most);
}

/* Does it hold words of a link? */
static inline bool
view_is_linked(const struct view *v, uint32_t i)
{
    return v->links.linked[i];
}

/* Own content of the page; all of a document is. */
static inline bool
view_own(struct view *v, uint32_t i)
{
    return v->block[i].is & IS_OWN;
}

/* A line that says "still to come" shows nothing, whatever else it names. */
static inline bool
view_shows_nothing(struct view *v, uint32_t i)
{
    return view_is(v, i, IS_NOTHING);
}

/* Which words stand in which of the lines that are the page's own; a line is a block. */
const struct touches *view_touches(struct view *v);
/* Do so many of a set, its first among them, stand in what is the page's own?  0: all. */
bool view_shows(struct view *v, const struct phrases *set, size_t enough);
/* Does any of a set? */
bool view_says(struct view *v, const struct phrases *set);
/* A line of its own, no longer than a title, without a link, that begins with the name of a topic; NULL. */
const struct wording *view_begins_with(struct view *v, size_t topic);
bool view_text_shows_nothing(const struct view *v, struct thai_text *t);
/* "Read 621 times" is no text of the page, but the day of posting often stands beside it. */
static inline bool
view_is_counter(struct view *v, uint32_t i)
{
    return view_is(v, i, IS_COUNTER);
}

/* The name of the page once more, with a year, a number or the way to it: it says nothing but the name, where
 * a count, or that there was none, would. */
bool view_repeats_name(struct view *v, uint32_t i);

/* A heading over nothing but "in the making" promises and shows nothing. */
static inline bool
view_is_empty_heading(struct view *v, uint32_t i)
{
    return view_is(v, i, IS_EMPTY_HEADING);
}

/* The head of a column that was never filled in promises and shows nothing. */
static inline bool
view_is_empty_column(struct view *v, uint32_t i)
{
    return v->page->block[i].table != NO_INDEX && view_is(v, i, IS_EMPTY_COLUMN);
}

/* A list without rows: the line behind a title that states what it is about. */
static inline bool
view_follows_stated(struct view *v, uint32_t i)
{
    return view_is(v, i, IS_BEHIND_STATED);
}

/* The criteria copied beside an item, and what leads back or to the article posted next, name much and show
 * nothing. */
bool view_is_aside(struct view *v, uint32_t i);
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
/* Does it list so many pages of the site, each with a day beside it, that name no topic? */
bool view_lists_dated(struct view *v, size_t enough);
/* Another site's page with words of its own on the link, as laws are listed; not its front page. */
bool view_is_outside_article(struct view *v, size_t i);
/* The row of a link that is a card with words of its own; NO_INDEX when it is none. */
uint32_t view_card(struct view *v, size_t i);

#endif
