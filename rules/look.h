/*
 * One page, or a part of it, seen through the eyes of one lead.  Data goes one way: the parts of the look
 * fill the facts, which are judged elsewhere.
 */
#ifndef OIT_RULES_LOOK_H
#define OIT_RULES_LOOK_H

#include "rules/touch.h"
#include "rules/view.h"

#define LINE_BYTES 600 /* longer blocks are prose, not a title */

/* What the lines of a region show together of an element that wants several different phrases. */
struct region_sight {
    enum thai_tier tier;
    uint64_t seen;
    size_t hits;
    bool in_doubt; /* they must be read as one text */
};

struct look {
    struct view *view;
    struct leads *leads;
    const struct page *page;
    const struct lead *lead;
    const struct topic *topic;
    const struct link_map *links;
    const struct document *document; /* whose text page is; NULL for a page of the site */
    uint32_t sheet;                  /* page of the document the block at hand stands on; 0 */
    struct facts *facts;
    uint32_t head, from, until; /* blocks: of the heading, of its part of the page */
    bool whole;
    bool dated;       /* a time shows an element */
    bool beyond_name; /* an element is shown by more than the name of the topic */
    bool shared;      /* what the region says is known: only the lines with words of the topic are read */
    const uint64_t
        *touched;     /* blocks behind from, as bits, with words of the topic; NULL: any may have some */
    bool *read;       /* blocks that are the topic's text */
    size_t bytes;     /* of it, with a break behind each; 0: nobody knows */
    uint8_t *line;    /* what is done with each block; look_text.c has the words for it */
    bool blanks;      /* a column that was left empty is among them */
    bool *out;        /* parts of the document, by their numbers, that are not the topic's; NULL: none is */
    bool *other_row;  /* table rows that are not the topic's */
    bool *stated_row; /* rows that state a period */
    struct region_sight region[ELEMENTS_MAX];
    struct facts_few few; /* of it */
    struct facts work;    /* what facts points to: its texts lead into the page */
    struct element_facts element[ELEMENTS_MAX];
    bool refuted[ELEMENTS_MAX]; /* words against the element stand somewhere in the region */
};

/* A text to look for words in.  Lives until the next one. */
struct thai_text look_read(struct look *k, struct str text);
uint32_t look_letters(struct str s);
/* Bit of a fiscal year in the facts; 0 outside 2530-2593. */
uint64_t look_year_bit(int year);
/* look_elements.c */
/* Which elements of a topic a text holds a word of: bit e. */
uint32_t look_elements_in(struct thai_text *t, const struct topic *topic);
/* What a text is that elements are looked for in. */
enum look_as {
    LOOK_WORDS,  /* of a link or a picture: they stand in no line of the region */
    LOOK_LINE,   /* a line of the region */
    LOOK_NAME,   /* a line that is hardly more than the topic's name */
    LOOK_NOTHING /* a line that shows nothing, and counts only with the others */
};
/* Note what a text shows; of one element. */
void look_elements(struct look *k, struct thai_text *t, enum look_as as);
void look_element(struct look *k, size_t e, struct thai_text *t, enum look_as as);
/* Bytes of all that is read. */
size_t look_bytes(const struct look *k);
/* After the last line: elements that want several different words have them anywhere in the region. */
void look_counted_settle(struct look *k);
void look_settle(struct look *k);
/* look_each.c: before look_settle(), elements that parts of the page show and others lack. */
void look_each(struct look *k, struct arena *a);
/* look_broken.c: of a document, elements that only words broken over lines show. */
void look_broken(struct look *k);

/* The next block, from i on, that may hold words of the topic; k->until when there is none. */
static inline uint32_t
look_next(const struct look *k, uint32_t i)
{
    if (k->touched == NULL || i >= k->until)
        return i;
    return touches_next(k->touched, i, k->until);
}

/* look_parts.c: of papers side by side, which are not the topic's. */
void look_parts(struct look *k, struct arena *a);
/* How near a line's periods come to the year that is asked for: all of it, a part of it, else the newest
 * year. */
int look_nearness(const struct look *k, const struct wording *w);
bool look_is_near(int nearness); /* do they hold any of it? */
/* look_text.c: lines, tables, dates. */
void look_text(struct look *k, struct arena *a);
/* After look_text(), of a region that is shared: how many elements its lines may show, and which they do. */
size_t look_may_show(struct look *k);
void look_shown(struct look *k, struct arena *a);
/* The same of every line, when nothing is known of the region yet. */
void look_lines(struct look *k, struct arena *a);
/* look_links.c: links, forms and pictures; and which elements they show. */
bool look_is_picture(const struct look *k, const struct image *m);
void look_links(struct look *k);
void look_links_shown(struct look *k);
/* Is there anything that look_links_shown() would read? */
bool look_links_may_show(struct look *k);

#endif
