/* The search behind all others: documents that say themselves what they are, whatever words lead to them. */
#include "rules/leads.h"
#include "rules/leads_kept.h"
#include "rules/paper.h"

#define NAME_LINES 3 /* of a document, among which its name stands */
#define NAME_FROM                                                                                            \
    42 /* bytes of its line before the name: "subject", "guidelines for"; behind more it is a mention */

/* Words for what no document can be, as a channel is, say nothing of one. */
static bool
may_be_paper(const struct leads *l, size_t topic)
{
    return l->site->catalog->topic[topic].accept & (ACCEPT_DOCUMENT | ACCEPT_IMAGE);
}

/* By the link's own words, or by those of a row in which it has none: another's row says nothing of it. */
static bool
is_named(const struct leads *l, const struct lead *lead)
{
    if (!may_be_paper(l, lead->topic))
        return false;
    if (lead->by == BY_ROW || lead->by == BY_NEAR)
        return lead->link == NO_INDEX || l->site->link[lead->link].text->flags & WORDING_WEAK;
    return lead->by < BY_PAPER && lead->by != BY_SECTION;
}

bool
leads_is_stray(const struct leads *l, uint32_t node)
{
    const struct node *n = &l->site->node[node];

    if ((n->kind != KIND_PDF && n->kind != KIND_OFFICE && n->kind != KIND_ARCHIVE) || n->status != 200 ||
        sha256_is_zero(&n->sha256))
        return false;
    for (uint32_t i = groups_from(&l->by_node, node); i < groups_until(&l->by_node, node); i++)
        if (is_named(l, &l->lead[l->by_node.item[i]]))
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

        if (!leads_against(topic, k->text) && !(k->text->flags & WORDING_ASTRAY))
            return s->by_target.item[i];
    }
    return NO_INDEX;
}

static bool
is_led_to(const struct leads *l, uint32_t node, size_t topic)
{
    for (uint32_t i = groups_from(&l->by_node, node); i < groups_until(&l->by_node, node); i++)
        if (l->lead[l->by_node.item[i]].topic == topic)
            return true;
    return false;
}

/* "Order no. 7: a committee is appointed to assess the risks": what stands below it is what it is to do. */
static bool
begins_against(const struct leads *l, const struct paper *p, size_t topic)
{
    struct str lines = p->opening, line;

    if (p->names.n > 0) /* several papers, each with its own beginning */
        return false;
    while (str_next(&lines, THAI_BREAK, &line))
        if (line.n > 0)
            return leads_against(topic, wording_of(l->site->book, line));
    return false;
}

static bool
put_as(struct leads *l, uint32_t node, const struct wording *line, size_t topic, enum named_by by)
{
    uint32_t link = is_led_to(l, node, topic) ? NO_INDEX : link_to(l, node, topic);

    return link != NO_INDEX && !leads_against(topic, line) &&
           !begins_against(l, l->site->node[node].paper, topic) &&
           leads_put(l, (struct lead){
                            .topic = (uint16_t)topic,
                            .by = by,
                            .strength = leads_strength(by),
                            .node = node,
                            .asked = l->site->link[link].to,
                            .head = NO_INDEX,
                            .link = link,
                            .parent = NO_INDEX,
                            .words = line,
                        }) != NO_INDEX;
}

static bool
put(struct leads *l, uint32_t node, const struct wording *line, size_t topic)
{
    return put_as(l, node, line, topic, BY_PAPER);
}

bool
leads_by_shown(struct leads *l, uint32_t node, size_t topic)
{
    const struct paper *p = l->site->node[node].paper;

    return may_be_paper(l, topic) && !p->recognised && p->title != NULL &&
           (wording_names(p->title, topic) || !leads_names_asked(l, p->title)) &&
           put_as(l, node, p->title, topic, BY_SIGNS);
}

/* A short document's lines may have come as one: behind the year of the name stands what is said there. */
static const struct wording *
up_to_its_period(const struct leads *l, const struct wording *w)
{
    struct str text = wording_part(w->text);
    struct thai_norm norm;
    size_t end;

    if (w->period_n == 0)
        return w;
    arena_reset(l->scratch);
    norm = thai_norm(l->scratch, text, THAI_EXACT, true);
    end = w->period->at + w->period->len;
    return norm.at != NULL && end < norm.text.n ? wording_of(l->site->book, str_sub(text, 0, norm.at[end]))
                                                : w;
}

/* Do words lead to it as another part of the same item? */
static bool
is_other_part(const struct leads *l, uint32_t node, size_t topic)
{
    for (uint32_t i = groups_from(&l->by_node, node); i < groups_until(&l->by_node, node); i++)
        if (l->asked[topic] != 0 && l->asked[l->lead[l->by_node.item[i]].topic] == l->asked[topic])
            return true;
    return false;
}

static bool
put_kin(struct leads *l, uint32_t node, const struct wording *w)
{
    uint32_t link = link_to(l, node, w->topic[0].topic);

    return link != NO_INDEX && leads_by_kin_paper(l, node, link, w);
}

/* Names at the beginning of one piece of a line; of the other part of an item also behind the first. */
static bool
put_names(struct leads *l, uint32_t node, struct str piece)
{
    const struct wording *whole = wording_of(l->site->book, piece), *w = whole;
    bool named = false;

    if (w->topic_n == 0)
        w = up_to_its_period(l, whole);
    for (size_t i = 0; i < w->topic_n; i++)
        if (!w->topic[i].label &&
            (w->topic[i].from <= NAME_FROM || is_other_part(l, node, w->topic[i].topic)))
            named |= put(l, node, w, w->topic[i].topic);
    if (w->topic_n > 0 && w->topic[0].from <= NAME_FROM)
        named |= put_kin(l, node, w);
    return named;
}

/* The lines of a cover come as one: behind whose it is stands what it is. */
static bool
put_line(struct leads *l, uint32_t node, struct str line, struct str own)
{
    bool named = false;
    size_t at;

    while ((at = own.n > 0 ? str_find(line, own, 0) : STR_NOT_FOUND) != STR_NOT_FOUND) {
        named |= put_names(l, node, str_sub(line, 0, at));
        line = str_sub(line, at + own.n, line.n);
    }
    return put_names(l, node, line) || named;
}

/* A title that says what links say: the chapters below it are not what the document is. */
static bool
is_as_linked(struct leads *l, uint32_t node, struct str line)
{
    const struct wording *w = wording_of(l->site->book, line);

    for (size_t i = 0; i < w->topic_n; i++)
        if (!w->topic[i].label && w->topic[i].from <= NAME_FROM && may_be_paper(l, w->topic[i].topic) &&
            is_led_to(l, node, w->topic[i].topic))
            return true;
    return false;
}

bool
leads_by_paper(struct leads *l, uint32_t node, struct str own)
{
    const struct paper *p = l->site->node[node].paper;
    struct str rest = p->names.n > 0 ? p->names : p->opening, line;
    bool named = false;

    if (p->state != DOCUMENT_READ || p->recognised)
        return false;
    for (int n = 0; (p->names.n > 0 || (n < NAME_LINES && !named)) && str_next(&rest, THAI_BREAK, &line);
         n++) {
        named |= put_line(l, node, line, own);
        if (p->names.n == 0 && is_as_linked(l, node, line))
            break;
    }
    if (named)
        leads_group(l);
    return named;
}
