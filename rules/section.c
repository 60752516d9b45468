/* A section is a link whose words are those under which a visitor would look for an item. */
#include "rules/section.h"
#include "base/map.h"

#define SECTION_LETTERS 60 /* longer words are no name of a section */
#define GENERAL_LETTERS 16 /* shorter words that name an item too may stand for all of its kind */

/* What a link can be a section for; each is looked at once for the same words. */
enum { SECTION_MENU = 1, SECTION_OWN = 2, SECTION_UNREAD = 4 };

/* Shorter words are a section's name, longer ones somebody's headline; a menu entry stands before others. */
static size_t
length(const struct site_link *k)
{
    return k->text->meaning + (k->menu ? 0 : SECTION_LETTERS / 2);
}

bool
section_is_short(const struct site_link *k)
{
    return length(k) < SECTION_LETTERS;
}

static int64_t
uses_of(const struct site *s, const struct site_link *k)
{
    const struct node *to = &s->node[k->to];
    int64_t uses = 0;

    if (s->node[to->final].is_page && section_is_short(k))
        uses |= k->menu ? SECTION_MENU : SECTION_OWN;
    /* What a link names for one period is no section. */
    if (unread_is(to) && !leads_is_document(to) && k->text->period_n == 0)
        uses |= SECTION_UNREAD;
    return uses;
}

static bool
is_shorter(const struct site *s, uint32_t link, const struct section *known)
{
    return known->link == NO_INDEX || length(&s->link[link]) < length(&s->link[known->link]);
}

/* A page that a link names for another item is a section only where its words are no more than a section's.
 */
static bool
is_section(const struct site_link *k, const struct topic *t, struct thai_text *text)
{
    return k->text->topic_n == 0 ||
           (k->text->meaning <= GENERAL_LETTERS && phrases_whole(t->sections, text, NULL));
}

static void
ask_parts(const struct bench *b, uint32_t link, int64_t uses, struct arena *scratch, struct section *out)
{
    const struct site_link *k = &b->site->link[link];
    struct thai_text text;

    arena_reset(scratch);
    thai_text_init(&text, scratch, k->text->text);
    for (size_t i = 0; i < b->pack->part_n; i++) {
        bool shorter = uses & (SECTION_MENU | SECTION_OWN) && is_shorter(b->site, link, &out[i]);
        bool unread = uses & SECTION_UNREAD && out[i].unread == NO_INDEX;

        if ((!shorter && !unread) ||
            phrases_find(b->pack->part[i].topic->sections, &text, NULL) != PHRASE_YES)
            continue;
        if (shorter)
            out[i].link = link;
        if (unread && is_section(k, b->pack->part[i].topic, &text))
            out[i].unread = k->to;
    }
}

/* Words are known by their hashes: there are as many as links, and with a copy of each it took 1 MB of 2,000
 * pages. */
struct section *
section_survey(const struct bench *b)
{
    const struct site *s = b->site;
    struct section *out = ARENA_ARRAY(b->arena, struct section, b->pack->part_n + 1);
    struct map *asked = map_new();
    struct arena *scratch = arena_new(0);

    for (size_t i = 0; i < b->pack->part_n; i++)
        out[i] = (struct section){.link = NO_INDEX, .unread = NO_INDEX};
    for (uint32_t i = 0; i < s->link_n; i++) {
        int64_t uses = uses_of(s, &s->link[i]);
        struct map_entry *e = uses != 0 ? map_put_unkept(asked, s->link[i].text->text, NULL) : NULL;

        if (e == NULL || (uses & ~e->num) == 0)
            continue;
        ask_parts(b, i, uses & ~e->num, scratch, out);
        e->num |= uses;
    }
    map_free(asked);
    arena_free(scratch);
    return out;
}
