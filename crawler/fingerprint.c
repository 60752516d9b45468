/* What a page shows, in a number. */
#include "crawler/fingerprint.h"
#include "base/href.h"
#include "crawler/print.h"
#include "oit/limits.h"

static uint64_t
mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x9E3779B97F4A7C15u;
    return h ^ (h >> 29);
}

static bool
echoes(struct str text, struct str path)
{
    return path.n > 1 && str_has(text, path);
}

uint64_t
fingerprint_of_page(const struct page *page)
{
    struct str path = href_cut(page->url).rest; /* what an error page echoes */
    struct buf room;
    uint64_t h = 1;

    buf_init(&room, SIZE_MAX);
    for (size_t i = 0; i < page->block_n; i++) {
        const struct block *b = &page->block[i];

        if (!b->hidden && place_is_own(b->place) && !echoes(b->text, path))
            h = mix(h, prints_of(&room, b->text).words);
    }
    for (size_t i = 0; i < page->link_n; i++) {
        const struct link *link = &page->link[i];

        if (link->kind != LINK_RELATED && link->followable && place_is_own(link->place) &&
            !echoes(link->url, path))
            h = mix(h, print_of(link->url));
    }
    for (size_t i = 0; i < page->image_n; i++)
        if (place_is_own(page->image[i].place))
            h = mix(h, print_of(page->image[i].src));
    buf_free(&room);
    return h;
}
