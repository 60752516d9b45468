/*
 * What was an item of its own in other years may hold a part of one that is asked for now: monthly summaries
 * of purchases, in a year that asks how far each purchase is.  Where nothing names the item, a person is
 * shown them.
 */
#include "rules/leads.h"
#include "rules/leads_kept.h"

static bool
is_kin(const struct leads *l, const struct pack_part *part, const struct wording *w)
{
    for (size_t k = 0; k < part->kin.n; k++)
        if (wording_names(w, (size_t)(part->kin.topic[k] - l->site->catalog->topic)))
            return true;
    return false;
}

static size_t
topic_of(const struct leads *l, const struct pack_part *part)
{
    return (size_t)(part->topic - l->site->catalog->topic);
}

static bool
put(struct leads *l, const struct pack_part *part, struct lead place)
{
    const struct wording *w = place.words;

    if (w == NULL || w->topic_n == 0 || w->flags & (WORDING_ASTRAY | WORDING_STEPS | WORDING_CRITERIA) ||
        !is_kin(l, part, w))
        return false;
    place.topic = (uint16_t)topic_of(l, part);
    return leads_put(l, place) != NO_INDEX;
}

static void
look_everywhere(struct leads *l, const struct pack_part *part)
{
    const struct site *s = l->site;

    for (uint32_t i = 0; i < s->link_n; i++) {
        uint32_t to = s->node[s->link[i].to].final;

        if (to != s->link[i].from && !site_is_home(s, to))
            put(l, part, leads_alike(site_link_said(&s->link[i]), to, s->link[i].to, i));
    }
    for (uint32_t i = 0; i < s->node_n; i++) {
        put(l, part, leads_alike(s->node[i].title, i, i, NO_INDEX));
        put(l, part, leads_alike(s->node[i].heading, i, i, NO_INDEX));
    }
}

void
leads_by_kin(struct leads *l)
{
    for (size_t i = 0; i < l->pack->part_n; i++) {
        const struct pack_part *part = &l->pack->part[i];

        l->unnamed[topic_of(l, part)] = l->topic_count[topic_of(l, part)] == 0;
        if (part->kin.n > 0 && l->unnamed[topic_of(l, part)])
            look_everywhere(l, part);
    }
}

bool
leads_by_kin_paper(struct leads *l, uint32_t node, uint32_t link, const struct wording *line)
{
    bool led = false;

    for (size_t i = 0; i < l->pack->part_n; i++) {
        const struct pack_part *part = &l->pack->part[i];

        if (part->kin.n > 0 && l->unnamed[topic_of(l, part)])
            led |= put(l, part, leads_alike(line, node, l->site->link[link].to, link));
    }
    return led;
}
