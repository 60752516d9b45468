/* Where the links of a page stand, and which rows are one thing with their link. */
#ifndef OIT_RULES_LINK_MAP_H
#define OIT_RULES_LINK_MAP_H

#include "rules/leads.h"

struct letter_count;

struct link_map {
    struct letter_count *count; /* ask the functions below */
    bool *linked;               /* blocks that hold words of a link */
    bool *row;                  /* rows that hold a link and are small enough to be one thing */
    uint32_t rows;
};

/* In the arena, as long as it and the page.  own: which links are the page's own; kept: as site_own_links().
 */
struct link_map link_map_of(const struct leads *l, struct arena *a, const struct page *page, const bool *own,
                            const struct site_link *const *kept);
/* The same but for rows whose links are the pictures in them: a portrait that opens large, or a page on whom
 * it shows, stands beside what is said of them. */
struct link_map link_map_of_captions(const struct link_map *m, struct arena *a, const struct page *page,
                                     const bool *own);
/* Of the text of a block. */
uint32_t link_map_letters(const struct link_map *m, uint32_t i);
/* Are they no more than so many?  Costs less than to count them. */
bool link_map_within(const struct link_map *m, uint32_t i, uint32_t most);
/* Of the words of links in a block. */
uint32_t link_map_links(const struct link_map *m, uint32_t i);
/* Are those of a row no more than so many? */
bool link_map_row_within(const struct link_map *m, uint32_t row, uint32_t most);
/* What shares its row with a link goes with the link: a title, a date, a counter of a list. */
bool link_map_beside(const struct link_map *m, const struct block *b);

#endif
