/*
 * The search for what is called otherwise: of a topic that nothing names, every page may show what it is. The
 * third pass looks whether one does, and reads for it pages that it would have passed by.
 */
#include "rules/leads.h"
#include "rules/leads_kept.h"

#define PAGES_SEARCHED 1000 /* for one topic, those that were found first */

/* Does the row of a list of all items lead there?  It promises in the words of the checklist, and leads wrong
 * often enough; what the page that shows it is called, nobody knows then. */
static bool
is_promised(const struct leads *l, const struct lead *k)
{
    return k->link != NO_INDEX && leads_is_called_index(&l->site->node[l->site->link[k->link].from]);
}

/* A file by the name of what only a page of the site can be. */
static bool
is_of_no_use(const struct leads *l, const struct lead *k)
{
    return leads_is_document(&l->site->node[k->node]) &&
           !(l->site->catalog->topic[k->topic].accept & (ACCEPT_DOCUMENT | ACCEPT_IMAGE));
}

/* Hints to look somewhere name nothing, nor do words behind a picture, nor the line of an index that leads
 * nowhere or to a page about something else. */
static bool
names(const struct leads *l, const struct lead *k)
{
    if (is_promised(l, k) || is_of_no_use(l, k))
        return false;
    return k->by != BY_SITE && k->by != BY_SIBLING && k->by != BY_LIKENESS && k->by != BY_NUMBER &&
           k->by != BY_PICTURE && !(k->link == NO_INDEX && leads_is_index(l, k->node)) &&
           !leads_about_another(l, k);
}

static void
note_sought(struct leads *l)
{
    const struct catalog *c = l->site->catalog;

    for (size_t i = 0; i < l->n; i++)
        l->named[l->lead[i].topic] |= names(l, &l->lead[i]);
    for (size_t t = 0; t < c->topic_n; t++)
        l->sought[t] = l->asked[t] != 0 && (!l->named[t] || c->topic[t].signs_always);
}

/* Is every page looked at, also for what a named one lacks? */
static bool
is_looked_for(const struct leads *l, size_t topic)
{
    return l->sought[topic] || (l->asked[topic] != 0 && l->site->catalog->topic[topic].signs_rest != NULL);
}

/* A page that was read and is no list of items, nor against the topic by its own name. */
static bool
may_show(const struct leads *l, uint32_t node, size_t topic)
{
    const struct node *n = &l->site->node[node];

    return n->is_page && n->problem == PROBLEM_NONE && !leads_is_index(l, node) && !leads_nobodys(l, node) &&
           (n->heading == NULL || !leads_against(topic, n->heading)) &&
           (n->title == NULL || !leads_against(topic, n->title));
}

static void
lead_to(struct leads *l, uint32_t node, size_t topic)
{
    const struct node *n = &l->site->node[node];

    leads_put(l, (struct lead){
                     .topic = (uint16_t)topic,
                     .by = BY_SIGNS,
                     .strength = leads_strength(BY_SIGNS),
                     .node = node,
                     .asked = node,
                     .head = NO_INDEX,
                     .link = NO_INDEX,
                     .parent = NO_INDEX,
                     .words = n->heading != NULL ? n->heading : n->title,
                 });
}

/* What is announced around a paper that words name may show more of the thing than the paper: "the order, and
 * what was done since". */
static void
look_around_papers(struct leads *l)
{
    size_t n = l->n;

    for (size_t i = 0; i < n; i++) {
        const struct lead *k = &l->lead[i];
        const struct site_link *link = k->link != NO_INDEX ? &l->site->link[k->link] : NULL;

        if (link != NULL && leads_is_document(&l->site->node[k->node]) && names(l, k) && !link->menu &&
            k->by != BY_PARENT && k->by != BY_SECTION && may_show(l, link->from, k->topic))
            lead_to(l, link->from, k->topic);
    }
}

void
leads_by_signs(struct leads *l)
{
    note_sought(l);
    for (size_t t = 0; t < l->site->catalog->topic_n; t++)
        for (uint32_t i = 0, pages = 0; is_looked_for(l, t) && i < l->site->node_n && pages < PAGES_SEARCHED;
             i++)
            if (may_show(l, i, t)) {
                lead_to(l, i, t);
                pages++;
            }
    look_around_papers(l);
}
