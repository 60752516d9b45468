/*
 * What a page under a topic's name passes on to what it links.  Of twenty ways to a place one is the best:
 * how good the best one known is stands in a byte of each node and topic, which is asked before all else.  To
 * look each time for the lead itself took 50 M instructions more of a site of 1,000 pages.
 */
#include "rules/inheritance.h"
#include "base/mem.h"
#include "rules/leads_kept.h"
#include "rules/naming.h"
#include <stdlib.h>

#define HOPS_MAX 3
#define INHERIT_LOSS 20

enum { NOT_ASKED, PASSES_NOTHING, PASSES_SOME, PASSES_ALL }; /* passes_on: topics a link passes on */

/* The best leads to whole nodes: a row of each node, and in it a place of each topic that is asked for. */
struct heritage {
    struct leads *leads;
    uint16_t *column; /* of each topic */
    size_t columns;
    uint8_t *best; /* worth_of() the lead that is known; 0: none */
};

static bool
link_inside(const struct leads *l, const struct lead *p, uint32_t link)
{
    const struct site_link *k;
    const struct site_head *h;

    if (p->head == NO_INDEX)
        return true;
    k = &l->site->link[link];
    h = &l->site->head[p->head];
    return k->block != NO_INDEX && k->block >= h->from && k->block != h->block && k->block < h->until;
}

static bool
is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

/*
 * "nogift-report-2566.pdf": short for much; and so is a sentence before the link.  Alone on a page, the paper
 * is what the page's name says; called "Handbook", it is what it says itself.
 */
static bool
is_sole_paper(const struct leads *l, const struct lead *p, const struct site_link *k, enum named_by by)
{
    const struct node *from = &l->site->node[p->node];

    if (p->head != NO_INDEX || !leads_is_document(&l->site->node[k->to]) || k->text->text.n == 0 ||
        !((from->title != NULL && wording_names(from->title, p->topic)) ||
          (from->heading != NULL && wording_names(from->heading, p->topic))))
        return false;
    if (by != BY_NEAR && by != BY_TEXT && !is_ascii(k->text->text))
        return false;
    for (uint32_t i = 0; i < from->link_n; i++) {
        uint32_t to = l->site->link[from->first_link + i].to;

        if (to != k->to && leads_is_document(&l->site->node[to]))
            return false;
    }
    return true;
}

static bool
is_spoken_against(struct leads *l, const struct lead *p, const struct site_link *k)
{
    enum named_by by;

    return leads_against(p->topic, k->text) || leads_row_against(p->topic, k) || naming_is_by(l, k, &by);
}

/* A file is often linked twice, by its title and by a viewer under it: the title speaks for both. */
static bool
twin_speaks_against(struct leads *l, const struct lead *p, const struct site_link *k)
{
    const struct node *from = &l->site->node[p->node];

    if (!leads_is_document(&l->site->node[k->to]))
        return false;
    for (uint32_t i = 0; i < from->link_n; i++) {
        const struct site_link *twin = &l->site->link[from->first_link + i];

        if (twin != k && twin->to == k->to && is_spoken_against(l, p, twin))
            return true;
    }
    return false;
}

/* What keeps a link from passing any topic on. */
static bool
leads_nowhere(struct leads *l, const struct site_link *k)
{
    const struct node *to = &l->site->node[k->to];

    if (site_is_home(l->site, to->final) || leads_nobodys(l, k->to))
        return true;
    if (l->menu_target[k->to] && !leads_is_document(to))
        return true;
    if (to->problem == PROBLEM_OFF_SITE && !leads_host(l, to->url, HOST_DRIVE | HOST_READER | HOST_SHORT))
        return true;
    return k->text->flags & WORDING_ASTRAY;
}

/* Neither named by anything, nor a paper that another link could speak for. */
static bool
passes_all_on(struct leads *l, const struct site_link *k)
{
    enum named_by by;

    return !naming_is_by(l, k, &by) && !leads_is_document(&l->site->node[k->to]);
}

/* Topics that its words, or those of a row that speaks for it, are against; NULL: none. */
static const uint64_t *
against_of(struct leads *l, const struct site_link *k)
{
    const struct wording *row = k->text->flags & WORDING_WEAK ? k->row : NULL;
    const uint64_t *own = k->text->meaning > 0 ? k->text->against : NULL,
                   *other = row != NULL && row->meaning > 0 ? row->against : NULL;
    size_t words = l->site->catalog->topic_n / 64 + 1;
    uint64_t *both;

    if (own == NULL || other == NULL)
        return own != NULL ? own : other;
    both = ARENA_ARRAY(l->arena, uint64_t, words);
    for (size_t i = 0; i < words; i++)
        both[i] = own[i] | other[i];
    return both;
}

/* Whether a link passes topics on, asked for each of its page, is known from then on. */
static uint8_t
passing(struct leads *l, uint32_t link)
{
    const struct site_link *k = &l->site->link[link];
    uint8_t *known = &l->passes_on[link];

    if (*known == NOT_ASKED) {
        *known = leads_nowhere(l, k) ? PASSES_NOTHING : passes_all_on(l, k) ? PASSES_ALL : PASSES_SOME;
        l->against[link] = against_of(l, k);
    }
    return *known;
}

/* A list and its progress, a plan and its report are parts of one item: a paper called after one may hold
 * both. */
static bool
names_the_other_part(struct leads *l, size_t topic, const struct site_link *k)
{
    struct naming n;

    if (!leads_is_document(&l->site->node[k->to]) || !naming_of(l, k, &n))
        return false;
    for (size_t i = 0; i < n.n; i++)
        if (n.topic[i]->topic == topic || l->asked[n.topic[i]->topic] != l->asked[topic])
            return false;
    return n.n > 0;
}

/* What another must be above: one by a link is better than one that no link leads to. */
static uint8_t
worth_of(const struct lead *k)
{
    return k->by == BY_SIGNS ? 0 : (uint8_t)(2 * k->strength + (k->link != NO_INDEX));
}

static uint8_t *
best_of(const struct heritage *h, size_t topic, uint32_t node)
{
    return &h->best[node * h->columns + h->column[topic]];
}

static void
note_best(struct heritage *h, uint32_t number)
{
    const struct lead *k = &h->leads->lead[number];

    if (k->head == NO_INDEX)
        *best_of(h, k->topic, k->node) = worth_of(k);
}

static struct heritage
heritage_of(struct leads *l)
{
    size_t topics = l->site->catalog->topic_n;
    struct heritage h = {.leads = l, .column = mem_new(topics + 1, sizeof *h.column)};

    for (size_t t = 0; t < topics; t++)
        if (l->asked[t])
            h.column[t] = (uint16_t)h.columns++;
    h.best = mem_new(l->site->node_n + 1, h.columns + 1);
    for (uint32_t i = 0; i < l->n; i++)
        note_best(&h, i);
    return h;
}

/* May a link without words of its own pass its page's topic on?  Of most the link itself is not looked at. */
static bool
may_inherit(struct leads *l, const struct lead *p, uint32_t link)
{
    const struct site_link *k = &l->site->link[link];
    uint8_t passes = passing(l, link);
    enum named_by by;

    if (passes == PASSES_NOTHING || l->site->target[link] == p->node ||
        wording_set_has(l->against[link], p->topic))
        return false;
    if (passes == PASSES_ALL)
        return true;
    if (naming_is_by(l, k, &by))
        return is_sole_paper(l, p, k, by) || names_the_other_part(l, p->topic, k);
    return !twin_speaks_against(l, p, k);
}

static bool
passes_on(const struct leads *l, const struct lead *p)
{
    return l->site->node[p->node].is_page && p->hops < HOPS_MAX && p->by != BY_SITE && p->by != BY_LIKENESS &&
           p->by != BY_SIGNS && p->by != BY_SIBLING && p->strength > INHERIT_LOSS &&
           !(p->head == NO_INDEX && leads_is_index(l, p->node));
}

static void
expand(struct heritage *h, uint32_t number)
{
    struct leads *l = h->leads;
    const struct lead p = l->lead[number];
    const struct node *n = &l->site->node[p.node];
    int strength = p.strength - INHERIT_LOSS;

    if (!passes_on(l, &p))
        return;
    for (uint32_t i = n->first_link; i < n->first_link + n->link_n; i++) {
        uint32_t new;

        if (*best_of(h, p.topic, l->site->target[i]) > 2 * strength || !link_inside(l, &p, i) ||
            !may_inherit(l, &p, i))
            continue;
        new = leads_put(l, (struct lead){
                               .topic = p.topic,
                               .hops = (uint8_t)(p.hops + 1),
                               .by = BY_PARENT,
                               .strength = strength,
                               .node = l->site->target[i],
                               .asked = l->site->link[i].to,
                               .head = NO_INDEX,
                               .link = i,
                               .parent = number,
                               .words = p.words,
                           });
        if (new != NO_INDEX)
            note_best(h, new);
    }
}

void
inheritance_expand(struct leads *l)
{
    struct heritage h = heritage_of(l);

    for (uint32_t i = 0; i < l->n; i++)
        expand(&h, i);
    free(h.column);
    free(h.best);
}

/* The lead on the page a link stands on, nearest around the link. */
static uint32_t
lead_around(const struct leads *l, size_t topic, uint32_t link)
{
    uint32_t best = NO_INDEX, page = l->site->link[link].from;

    for (uint32_t i = groups_from(&l->by_node, page); i < groups_until(&l->by_node, page); i++) {
        const struct lead *p = &l->lead[l->by_node.item[i]];

        if (p->topic == topic && p->by != BY_SIGNS && link_inside(l, p, link) &&
            (best == NO_INDEX || p->head != NO_INDEX))
            best = l->by_node.item[i];
    }
    return best;
}

void
inheritance_adopt(struct leads *l, uint32_t number)
{
    struct lead *a = &l->lead[number];
    uint32_t parent;

    if (a->link == NO_INDEX || a->parent != NO_INDEX)
        return;
    parent = lead_around(l, a->topic, a->link);
    if (parent != NO_INDEX && parent != number && l->lead[parent].parent != number)
        a->parent = parent;
}
