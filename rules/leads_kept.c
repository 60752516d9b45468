/* One lead is kept of all that lead to a place for a topic, and of a topic no more than can be weighed. */
#include "rules/leads_kept.h"
#include "base/mem.h"
#include <stdlib.h>

/* Leads kept for one topic: of any kind, named by words of their own, and stating the year asked for. */
#define TOPIC_LEADS_ANY 600
#define TOPIC_LEADS_NAMED 900
#define TOPIC_LEADS_OF_YEAR 1200
#define FIRST_SLOTS 1024 /* a power of two */

static bool
states_year(const struct wording *w, int year)
{
    for (size_t i = 0; w != NULL && i < w->period_n; i++)
        if (w->period[i].first <= year && year <= w->period[i].last)
            return true;
    return false;
}

/* Some items ask for the year before the pack's. */
static bool
is_of_year(const struct leads *l, const struct lead *new)
{
    const struct site_link *k = new->link != NO_INDEX ? &l->site->link[new->link] : NULL;
    const struct wording *words[] = {new->words, k ? k->text : NULL, k ? k->row : NULL};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (states_year(words[i], l->target_year) || states_year(words[i], l->target_year - 1))
            return true;
    return false;
}

/* Old papers by the thousand must not crowd out those of the year asked for, which may come last. */
static bool
has_room(const struct leads *l, const struct lead *new)
{
    size_t n = l->topic_count[new->topic];

    if (n < TOPIC_LEADS_ANY)
        return true;
    if (is_of_year(l, new))
        return n < TOPIC_LEADS_OF_YEAR;
    return n < TOPIC_LEADS_NAMED && new->by <= BY_HEADING;
}

static uint64_t
sum_of_place(uint32_t topic, uint32_t node, uint32_t head)
{
    return (((uint64_t)node << 32 | head) * 0x9E3779B97F4A7C15u ^ topic) * 0xD1B54A32D192ED03u;
}

/* The slot of the lead to this place, or the free one where it belongs. */
static struct lead_slot *
slot_of(const struct leads *l, uint32_t topic, uint32_t node, uint32_t head)
{
    uint64_t sum = sum_of_place(topic, node, head);

    for (size_t at = (size_t)(sum >> 32);; at++) {
        struct lead_slot *slot = &l->slot[at & (l->slots - 1)];
        const struct lead *k;

        if (slot->number == 0)
            return slot;
        k = slot->sum == (uint32_t)sum ? &l->lead[slot->number - 1] : NULL;
        if (k != NULL && k->topic == topic && k->node == node && k->head == head)
            return slot;
    }
}

static void
fill_slot(struct leads *l, uint32_t lead)
{
    const struct lead *k = &l->lead[lead];

    *slot_of(l, k->topic, k->node, k->head) =
        (struct lead_slot){(uint32_t)sum_of_place(k->topic, k->node, k->head), lead + 1};
}

/* Half of the slots stay free, also where all leads are taken up at once. */
static void
make_slots(struct leads *l)
{
    if (2 * (l->n + 1) <= l->slots)
        return;
    free(l->slot);
    for (l->slots = l->slots > 0 ? l->slots : FIRST_SLOTS; l->slots < 2 * (l->n + 1);)
        l->slots *= 2;
    l->slot = mem_new(l->slots, sizeof *l->slot);
    for (uint32_t i = 0; i < l->n; i++)
        fill_slot(l, i);
}

static uint32_t
add_lead(struct leads *l, struct lead new)
{
    if (!has_room(l, &new))
        return NO_INDEX;
    l->topic_count[new.topic] += new.by != BY_SIGNS; /* a place to look at, and nobody's word for it */
    l->lead = mem_room(l->lead, l->n, &l->cap, sizeof *l->lead);
    l->lead[l->n++] = new;
    fill_slot(l, (uint32_t)l->n - 1);
    return (uint32_t)l->n - 1;
}

uint32_t
leads_put(struct leads *l, struct lead new)
{
    const struct lead_slot *slot;
    uint32_t number;
    struct lead *old;

    if (new.strength <= 0 || !l->asked[new.topic])
        return NO_INDEX;
    make_slots(l);
    slot = slot_of(l, new.topic, new.node, new.head);
    if (slot->number == 0)
        return add_lead(l, new);
    number = slot->number - 1;
    old = &l->lead[number];
    if (old->by == BY_SIGNS && new.by != BY_SIGNS) { /* whatever leads there says more */
        if (!has_room(l, &new))
            return NO_INDEX;
        l->topic_count[new.topic]++;
        *old = new;
        return number;
    }
    if (new.strength > old->strength ||
        (new.strength == old->strength && old->link == NO_INDEX &&new.link != NO_INDEX)) {
        if (new.parent == NO_INDEX || new.parent == number)
            new.parent = old->parent;
        *old = new;
        return number;
    }
    return NO_INDEX;
}

static bool
is_shared(const struct wording *w)
{
    return w != NULL && w->shared;
}

struct lead
leads_alike(const struct wording *w, uint32_t node, uint32_t asked, uint32_t link)
{
    return (struct lead){
        .by = BY_LIKENESS,
        .strength = leads_strength(BY_LIKENESS),
        .node = node,
        .asked = asked,
        .head = NO_INDEX,
        .link = link,
        .parent = NO_INDEX,
        .words = w,
    };
}

void
leads_note_links(const struct leads *l)
{
    for (size_t i = 0; i < l->n; i++) {
        struct site_link *k = l->lead[i].link != NO_INDEX ? &l->site->link[l->lead[i].link] : NULL;

        if (k == NULL)
            continue;
        k->led = true;
        if (is_shared(k->text) || is_shared(k->row) || is_shared(k->near))
            l->site->node[k->from].recall = true;
    }
}

/* Of what is only like a name, the words of its link are those of the lead. */
void
leads_recall(struct leads *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (is_shared(l->lead[i].words))
            l->lead[i].words = l->site->link[l->lead[i].link].text;
}

void
leads_put_last(struct leads *l)
{
    free(l->slot);
    l->slot = NULL;
    l->slots = 0;
}
