/* Where the links of a page stand, and which rows are one thing with their link. */
#ifndef OIT_RULES_LINK_MAP_H
#define OIT_RULES_LINK_MAP_H

#include "rules/leads.h"

struct link_map {
    uint32_t *letters;       /* ask link_map_links() */
    bool with_frame;         /* they are counted in the frame of the page too */
    uint32_t *block_letters; /* ask link_map_letters() */
    uint32_t *row_letters;   /* of each row */
    bool *row;               /* rows that hold a link and are small enough to be one thing */
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
/* Of the text of a block, counted when they are first asked for. */
uint32_t link_map_letters(const struct link_map *m, const struct page *page, uint32_t i);
/* Of the words of links in a block. */
uint32_t link_map_links(struct link_map *m, const struct page *page, uint32_t i);
/* What shares its row with a link goes with the link: a title, a date, a counter of a list. */
bool link_map_beside(const struct link_map *m, const struct block *b);

#endif
