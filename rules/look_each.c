/*
 * "Each with a photograph": a page parts those it is about by headings, and what is shown in one part is not
 * shown of those in another.
 */
#include "rules/look.h"
#include "rules/phrase_set.h"

/* The part of a page under one heading; the one above all headings is the last. */
struct part {
    uint32_t posts, shown;
    uint32_t under; /* of a heading over one person, the part that it stands in; else itself */
};

/* Does a heading stand over one person, so that it parts nothing? */
static bool
is_of_one(struct look *k, uint32_t heading)
{
    for (size_t e = 0; e < k->topic->element_n; e++)
        if (k->topic->element[e].captions &&
            phrases_find(k->topic->element[e].seen, view_text(k->view, heading), NULL) == PHRASE_YES)
            return true;
    return false;
}

static uint32_t
part_of(const struct look *k, const struct part *part, uint32_t heading)
{
    return part[heading < k->page->block_n ? heading : k->page->block_n].under;
}

/* Headings in their order, each asked once.  The label of a tab may stand behind what it governs: no way
 * leads up from there. */
static struct part *
parts_of(struct look *k, struct arena *a)
{
    uint32_t n = (uint32_t)k->page->block_n;
    struct part *part = ARENA_ARRAY(a, struct part, n + 1);

    part[n].under = n;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t above = k->page->block[i].heading;
        bool climbs = k->page->block[i].kind == BLOCK_HEADING && (above >= n || above < i);

        part[i].under = climbs && is_of_one(k, i) ? part_of(k, part, above) : i;
    }
    return part;
}

static size_t
count_pictures(struct look *k, struct part *part)
{
    size_t n = 0;

    for (size_t i = 0; i < k->page->image_n; i++) {
        if (!look_is_picture(k, &k->page->image[i]))
            continue;
        part[part_of(k, part, k->page->image[i].heading)].shown++;
        n++;
    }
    return n;
}

static size_t
count_lines(struct look *k, const struct topic_element *e, struct part *part, bool pictures)
{
    size_t posts = 0;

    for (uint32_t i = k->from; i < k->until; i++) {
        struct part *p = &part[part_of(k, part, k->page->block[i].heading)];

        if (!view_own(k->view, i))
            continue;
        if (phrases_find(e->each_of, view_text(k->view, i), NULL) == PHRASE_YES) {
            p->posts++;
            posts++;
        }
        p->shown += !pictures && phrases_find(e->seen, view_text(k->view, i), NULL) == PHRASE_YES;
    }
    return posts;
}

/* Does one part show it of its people, and another not?  So many pictures as people leave nobody out,
 * wherever they stand. */
static bool
leaves_out(struct look *k, const struct topic_element *e, struct arena *a)
{
    bool pictures = (e->shown_by & ACCEPT_IMAGE) != 0, some = false, none = false;
    struct part *part = parts_of(k, a);
    size_t seen = pictures ? count_pictures(k, part) : 0, posts = count_lines(k, e, part, pictures);

    for (size_t i = 0; i <= k->page->block_n; i++) {
        some |= part[i].posts > 0 && part[i].shown > 0;
        none |= part[i].posts > 0 && part[i].shown == 0;
    }
    return some && none && (!pictures || seen < posts);
}

void
look_each(struct look *k, struct arena *a)
{
    for (size_t e = 0; e < k->topic->element_n && e < ELEMENTS_MAX; e++)
        if (k->topic->element[e].each_of != NULL && leaves_out(k, &k->topic->element[e], a))
            k->refuted[e] = true;
}
