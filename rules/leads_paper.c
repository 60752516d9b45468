/* The search behind all others: documents that no words lead to and that say themselves what they are. */
#include "rules/leads.h"
#include "rules/paper.h"

#define NAME_LINES 3 /* of a document, among which its name stands */
#define NAME_FROM                                                                                            \
    36 /* bytes of its line before the name: "handbook", "subject"; behind more it is a mention */

bool
leads_is_stray(const struct leads *l, uint32_t node)
{
    const struct node *n = &l->site->node[node];

    if ((n->kind != KIND_PDF && n->kind != KIND_OFFICE && n->kind != KIND_ARCHIVE) || n->status != 200 ||
        sha256_is_zero(&n->sha256))
        return false;
    for (uint32_t i = groups_from(&l->by_node, node); i < groups_until(&l->by_node, node); i++)
        if (l->lead[l->by_node.item[i]].by != BY_PAPER)
            return false;
    return true;
}

/* A link to it whose words are not about something else; NO_INDEX when there is none. */
static uint32_t
link_to(const struct leads *l, uint32_t node, size_t topic)
{
    const struct site *s = l->site;

    for (uint32_t i = groups_from(&s->by_target, node); i < groups_until(&s->by_target, node); i++) {
        const struct site_link *k = &s->link[s->by_target.item[i]];

        if (!leads_against(topic, k->text) && !leads_against(topic, k->row) &&
            !(k->text->flags & WORDING_ASTRAY))
            return s->by_target.item[i];
    }
    return NO_INDEX;
}

static bool
put(struct leads *l, uint32_t node, const struct wording *line, size_t topic)
{
    uint32_t link = link_to(l, node, topic);

    return link != NO_INDEX && !leads_against(topic, line) &&
           leads_put(l, (struct lead){
                            .topic = (uint16_t)topic,
                            .by = BY_PAPER,
                            .strength = leads_strength(BY_PAPER),
                            .node = node,
                            .asked = l->site->link[link].to,
                            .head = NO_INDEX,
                            .link = link,
                            .parent = NO_INDEX,
                            .words = line,
                        }) != NO_INDEX;
}

/* Where words lead to a document as one part of an item, it may call itself by the name of another. */
static bool
may_be(const struct leads *l, uint32_t node, size_t topic, bool stray)
{
    bool part = false;

    for (uint32_t i = groups_from(&l->by_node, node); !stray && i < groups_until(&l->by_node, node); i++) {
        size_t led = l->lead[l->by_node.item[i]].topic;

        if (led == topic)
            return false;
        part |= l->asked[topic] != 0 && l->asked[led] == l->asked[topic];
    }
    return stray || part;
}

bool
leads_by_paper(struct leads *l, uint32_t node)
{
    const struct paper *p = l->site->node[node].paper;
    struct str rest = p->names.n > 0 ? p->names : p->opening, line;
    bool named = false, stray = leads_is_stray(l, node);

    if (p->state != DOCUMENT_READ || p->recognised)
        return false;
    for (int n = 0; (p->names.n > 0 || (n < NAME_LINES && !named)) && str_next(&rest, THAI_BREAK, &line);
         n++) {
        const struct wording *w = wording_of(l->site->book, line);

        for (size_t i = 0; i < w->topic_n; i++)
            if (!w->topic[i].label && (!stray || w->topic[i].from <= NAME_FROM) &&
                may_be(l, node, w->topic[i].topic, stray))
                named |= put(l, node, w, w->topic[i].topic);
    }
    if (named)
        leads_group(l);
    return named;
}
