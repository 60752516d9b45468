/* From words to places: first every place that is named, then what named places lead on to. */
#include "rules/leads.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include <stdlib.h>

#define HOPS_MAX 3
#define ROW_TOPICS_MAX 4 /* a row naming more is no single thing */
/* Leads kept for one topic: of any kind, named by words of their own, and stating the year asked for. */
#define TOPIC_LEADS_ANY 600
#define TOPIC_LEADS_NAMED 900
#define TOPIC_LEADS_OF_YEAR 1200
#define INHERIT_LOSS 20
#define ROW_TITLE_LETTERS 16 /* beside a weak link: more than "file", a size, a date */
#define SPLASH_LINKS 4       /* a page with no more links only opens the site */
#define FRAMES_MAX 12
#define FIRST_SLOTS 1024 /* a power of two */

/* What was asked once; IT_IS and more. */
enum { NOT_ASKED, IT_IS_NOT, IT_IS, WHATEVER_THE_TOPIC };

static const int strength_of[] = {
    [BY_TEXT] = 100,    [BY_TITLE] = 92,  [BY_HEADING] = 90, [BY_ROW] = 85,     [BY_NEAR] = 75,
    [BY_SECTION] = 72,  [BY_FILE] = 65,   [BY_PAPER] = 70,   [BY_PARENT] = 0,   [BY_SITE] = 40,
    [BY_LIKENESS] = 60, [BY_NUMBER] = 50, [BY_PICTURE] = 60, [BY_SIBLING] = 45,
};

int
leads_strength(enum named_by by)
{
    return strength_of[by];
}

const char *
leads_named_by(enum named_by by)
{
    static const char *const text[] = {
        [BY_TEXT] = N_("the words of the link"),
        [BY_TITLE] = N_("the title of the page"),
        [BY_HEADING] = N_("the heading of the page"),
        [BY_ROW] = N_("the row the link stands in"),
        [BY_NEAR] = N_("the line before the link"),
        [BY_SECTION] = N_("the heading above it"),
        [BY_FILE] = N_("the name of the file"),
        [BY_PAPER] = N_("the document itself"),
        [BY_PARENT] = N_("the page that leads to it"),
        [BY_SITE] = N_("nothing: it stands on every page"),
        [BY_LIKENESS] = N_("words that are only like its own"),
        [BY_NUMBER] = N_("the number of the item alone"),
        [BY_PICTURE] = N_("the words behind a picture"),
        [BY_SIBLING] = N_("the page of another part of the item"),
    };
    return text[by];
}

void
leads_init(struct leads *l, const struct site *s, const struct pack *p)
{
    const struct catalog *c = s->catalog;

    *l = (struct leads){.site = s, .target_year = p->fiscal_year};
    l->arena = arena_new(0);
    l->scratch = arena_new(0);
    l->of_page = arena_new(0);
    l->of_lead = arena_new(0);
    l->quotes = map_new();
    l->topic_count = mem_new(c->topic_n + 1, sizeof *l->topic_count);
    l->asked = mem_new(c->topic_n + 1, sizeof *l->asked);
    l->ago = mem_new(c->topic_n + 1, sizeof *l->ago);
    for (size_t i = 0; i < p->part_n; i++) {
        size_t topic = (size_t)(p->part[i].topic - c->topic);

        l->asked[topic] = (uint16_t)(p->part[i].item + 1);
        l->ago[topic] = (int8_t)-p->part[i].year_offset;
    }
    l->hosts = hosts_new(c);
    l->contacts = catalog_list(c, "contact-patterns");
    l->empty = catalog_list(c, "empty");
    l->promises = catalog_list(c, "promises");
    l->counters = catalog_list(c, "counter-words");
    l->blanks = catalog_list(c, "blank-cells");
    l->nones = catalog_list(c, "none-cells");
    l->agencies = catalog_list(c, "agency-words");
}

void
leads_clear(struct leads *l)
{
    arena_free(l->arena);
    arena_free(l->scratch);
    arena_free(l->of_page);
    arena_free(l->of_lead);
    free(l->slot);
    map_free(l->quotes);
    hosts_free(l->hosts);
    free(l->lead);
    groups_clear(&l->by_node);
    groups_clear(&l->by_topic);
    free(l->topic_count);
    free(l->asked);
    free(l->ago);
    free(l->menu_target);
    free(l->nobodys);
    free(l->link_by);
    free(l->passes_on);
    free(l->against);
}

bool
leads_is_document(const struct node *n)
{
    return n->document;
}

static int
tier_loss(uint8_t tier)
{
    return tier == THAI_BARE ? 8 : tier == THAI_AM ? 3 : 0;
}

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

/* Half of the slots stay free. */
static void
make_slots(struct leads *l)
{
    if (2 * (l->n + 1) <= l->slots)
        return;
    free(l->slot);
    l->slots = l->slots > 0 ? 2 * l->slots : FIRST_SLOTS;
    l->slot = mem_new(l->slots, sizeof *l->slot);
    for (uint32_t i = 0; i < l->n; i++)
        fill_slot(l, i);
}

static uint32_t
add_lead(struct leads *l, struct lead new)
{
    if (!has_room(l, &new))
        return NO_INDEX;
    l->topic_count[new.topic]++;
    l->lead = mem_room(l->lead, l->n, &l->cap, sizeof *l->lead);
    l->lead[l->n++] = new;
    fill_slot(l, (uint32_t)l->n - 1);
    return (uint32_t)l->n - 1;
}

/* Is a lead to this place known that one of the same topic by a link, so strong, cannot better?  Of twenty
 * ways to a place one is the best, and this is told sooner than another is put. */
static bool
is_bettered(const struct leads *l, size_t topic, uint32_t node, int strength)
{
    const struct lead_slot *slot = slot_of(l, (uint32_t)topic, node, NO_INDEX);
    const struct lead *known = slot->number != 0 ? &l->lead[slot->number - 1] : NULL;

    return known != NULL &&
           (known->strength > strength || (known->strength == strength && known->link != NO_INDEX));
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
    if (new.strength > old->strength ||
        (new.strength == old->strength && old->link == NO_INDEX &&new.link != NO_INDEX)) {
        if (new.parent == NO_INDEX || new.parent == number)
            new.parent = old->parent;
        *old = new;
        return number;
    }
    return NO_INDEX;
}

/* The name that comes first in a row: titles stand before explanations. */
static const struct wording_topic *
first_in_row(const struct leads *l, const struct wording *w)
{
    const struct wording_topic *first = NULL;

    if (w == NULL || w->topic_n == 0 || w->topic_n > ROW_TOPICS_MAX)
        return NULL;
    for (size_t i = 0; i < w->topic_n; i++)
        if (l->asked[w->topic[i].topic] && (first == NULL || w->topic[i].from < first->from))
            first = &w->topic[i];
    return first;
}

struct naming {
    const struct wording *words;
    const struct wording_topic *topic[WORDING_TOPICS];
    size_t n;
    enum named_by by;
};

static bool
name_by(const struct leads *l, struct naming *out, const struct wording *w, enum named_by by, bool first_only)
{
    const struct wording_topic *first = NULL;

    if (w == NULL || w->topic_n == 0)
        return false;
    *out = (struct naming){.words = w, .by = by};
    /* Topics of different years share names: all that stand where the first one stands count. */
    if (first_only && (first = first_in_row(l, w)) == NULL)
        return false;
    for (size_t i = 0; i < w->topic_n; i++)
        if (l->asked[w->topic[i].topic] && (first == NULL || w->topic[i].from < first->to))
            out->topic[out->n++] = &w->topic[i];
    return out->n > 0;
}

/* A row with a title of its own needs no line before it. */
static bool
row_speaks(const struct site_link *k)
{
    return k->row != NULL && k->row->meaning >= ROW_TITLE_LETTERS;
}

bool
leads_host(const struct leads *l, struct str url, unsigned kinds)
{
    return (hosts_of(l->hosts, url) & kinds) != 0;
}

bool
leads_nobodys(const struct leads *l, uint32_t node)
{
    if (l->nobodys[node] == NOT_ASKED)
        l->nobodys[node] = leads_host(l, l->site->node[node].url, HOST_NOBODYS) ? IT_IS : IT_IS_NOT;
    return l->nobodys[node] == IT_IS;
}

/* What a link's words, its row, the text before it, its heading or its file name say it leads to. */
static bool
name_link(struct leads *l, const struct site_link *k, struct naming *out)
{
    bool weak = k->text->flags & WORDING_WEAK;

    if (name_by(l, out, k->text, BY_TEXT, false) || name_by(l, out, k->row, BY_ROW, true))
        return true;
    if (weak && !row_speaks(k) && name_by(l, out, k->near, BY_NEAR, true))
        return true;
    if (name_by(l, out, k->heading, BY_SECTION, true))
        return true;
    if (weak) {
        struct str file = l->site->node[k->to].file_name;
        arena_reset(l->scratch);
        if (file.n == 0)
            file = site_file_words(l->scratch, l->site->node[k->to].url);
        return name_by(l, out, wording_of(l->site->book, file), BY_FILE, false);
    }
    return false;
}

/* By which words a link names anything, whatever that is; asked for every topic of its page. */
static bool
link_named_by(struct leads *l, const struct site_link *k, enum named_by *by)
{
    uint8_t *known = &l->link_by[k - l->site->link];
    struct naming n;

    if (*known == NOT_ASKED)
        *known = name_link(l, k, &n) ? (uint8_t)(IT_IS + n.by) : IT_IS_NOT;
    *by = *known >= IT_IS ? (enum named_by)(*known - IT_IS) : BY_TEXT;
    return *known >= IT_IS;
}

bool
leads_names_asked(const struct leads *l, const struct wording *w)
{
    for (size_t i = 0; i < w->topic_n; i++)
        if (l->asked[w->topic[i].topic])
            return true;
    return false;
}

/* Does it name a topic of another item than this one's? */
static bool
names_another_item(const struct leads *l, const struct wording *w, size_t topic)
{
    for (size_t i = 0; i < w->topic_n; i++)
        if (l->asked[w->topic[i].topic] != 0 && l->asked[w->topic[i].topic] != l->asked[topic])
            return true;
    return false;
}

/* Words against a topic keep a thing out even where its page has the topic's name. */
bool
leads_against(size_t topic, const struct wording *w)
{
    return w != NULL && w->meaning > 0 && wording_against(w, topic);
}

/* On a page of several topics the part under the topic's own heading is meant, else the whole page. */
static uint32_t
region_of(const struct leads *l, uint32_t node, size_t topic)
{
    const struct site *s = l->site;
    const struct node *n = &s->node[node];
    uint32_t named = NO_INDEX;
    bool others = false;

    for (uint32_t i = 0; n->is_page && i < n->head_n; i++) {
        const struct wording *w = s->head[n->first_head + i].words;

        if (wording_names(w, topic))
            named = named == NO_INDEX ? n->first_head + i : named;
        else
            others |= leads_names_asked(l, w);
    }
    return others ? named : NO_INDEX;
}

bool
leads_row_against(size_t topic, const struct site_link *k)
{
    return k->text->flags & WORDING_WEAK && leads_against(topic, k->row);
}

static void
lead_by_link(struct leads *l, uint32_t number)
{
    const struct site *s = l->site;
    const struct site_link *k = &s->link[number];
    struct naming by;

    if (s->node[k->to].final == k->from || site_is_home(s, s->node[k->to].final) || leads_nobodys(l, k->to) ||
        !name_link(l, k, &by))
        return;
    for (size_t i = 0; i < by.n; i++) {
        /* A row may name one thing and link another: its link's own words decide. */
        if ((by.by != BY_TEXT && leads_against(by.topic[i]->topic, k->text)) ||
            (by.by != BY_TEXT && by.by != BY_ROW && leads_row_against(by.topic[i]->topic, k)))
            continue;
        leads_put(l, (struct lead){
                         .topic = by.topic[i]->topic,
                         .by = by.by,
                         .strength = strength_of[by.by] - tier_loss(by.topic[i]->tier),
                         .node = s->node[k->to].final,
                         .asked = k->to,
                         .head = region_of(l, s->node[k->to].final, by.topic[i]->topic),
                         .link = number,
                         .parent = NO_INDEX,
                         .words = by.words,
                     });
    }
}

static void
lead_by_words(struct leads *l, uint32_t node, uint32_t head, const struct wording *w, enum named_by by)
{
    for (size_t i = 0; w != NULL && i < w->topic_n; i++)
        leads_put(l, (struct lead){
                         .topic = w->topic[i].topic,
                         .by = by,
                         .strength = strength_of[by] - tier_loss(w->topic[i].tier),
                         .node = node,
                         .asked = node,
                         .head = head,
                         .link = NO_INDEX,
                         .parent = NO_INDEX,
                         .words = w,
                     });
}

static bool
is_index(const struct site *s, uint32_t node)
{
    const struct node *n = &s->node[node];

    return site_is_home(s, node) || n->topics_linked >= SITE_INDEX_TOPICS ||
           (n->title != NULL && n->title->flags & WORDING_INDEX) ||
           (n->heading != NULL && n->heading->flags & WORDING_INDEX);
}

static void
lead_by_page(struct leads *l, uint32_t node)
{
    const struct node *n = &l->site->node[node];
    bool index = is_index(l->site, node);

    if (!n->is_page)
        return;
    if (!index) {
        lead_by_words(l, node, NO_INDEX, n->title, BY_TITLE);
        lead_by_words(l, node, NO_INDEX, n->heading, BY_HEADING);
        lead_by_words(l, node, NO_INDEX, n->subject, BY_HEADING);
    }
    for (uint32_t i = index ? 0 : 1; i < n->head_n; i++)
        lead_by_words(l, node, n->first_head + i, l->site->head[n->first_head + i].words, BY_SECTION);
}

static void
lead_by_picture(struct leads *l, const struct site_line *picture)
{
    if (!is_index(l->site, picture->node))
        lead_by_words(l, picture->node, NO_INDEX, picture->words, BY_PICTURE);
}

/* Who is called by telephone on a page may be written to on it: a channel is also looked for where another
 * part of its item stands. */
static void
lead_by_sibling(struct leads *l, uint32_t number)
{
    const struct catalog *c = l->site->catalog;
    const struct lead named = l->lead[number];

    if (named.by > BY_ROW || !l->site->node[named.node].is_page)
        return;
    for (size_t t = 0; t < c->topic_n; t++) {
        struct lead new = named;

        if (t == named.topic || l->asked[t] != l->asked[named.topic] || c->topic[t].kind != TOPIC_CHANNEL)
            continue;
        new.topic = (uint16_t)t;
        new.by = BY_SIBLING;
        new.strength = strength_of[BY_SIBLING];
        leads_put(l, new);
    }
}

static void
lead_by_frame(struct leads *l, uint32_t node)
{
    const struct catalog *c = l->site->catalog;

    for (size_t t = 0; t < c->topic_n; t++)
        if (c->topic[t].everywhere)
            leads_put(l, (struct lead){
                             .topic = (uint16_t)t,
                             .by = BY_SITE,
                             .strength = strength_of[BY_SITE],
                             .node = node,
                             .asked = node,
                             .head = NO_INDEX,
                             .link = NO_INDEX,
                             .parent = NO_INDEX,
                         });
}

/*
 * What may stand in the frame of every page stands on the home page; where that is only a splash or a
 * set of frames, on what it opens.
 */
static void
lead_by_home(struct leads *l)
{
    uint32_t page[FRAMES_MAX], n = 0;

    if (l->site->home == NO_INDEX)
        return;
    page[n++] = l->site->home;
    for (uint32_t i = 0; i < n; i++) {
        const struct node *at = &l->site->node[page[i]];
        bool splash = at->edge_n <= SPLASH_LINKS;

        lead_by_frame(l, page[i]);
        for (uint32_t k = 0; k < l->site->link_n && n < FRAMES_MAX; k++) {
            const struct site_link *f = &l->site->link[k];
            uint32_t to = l->site->node[f->to].final;
            bool known = false;

            for (uint32_t j = 0; j < n; j++)
                known |= page[j] == to;
            if (f->from == page[i] && (splash || f->kind == LINK_FRAME) && l->site->node[to].is_page &&
                !known)
                page[n++] = to;
        }
    }
}

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

    return leads_against(p->topic, k->text) || leads_row_against(p->topic, k) || link_named_by(l, k, &by);
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
    if (to->problem == PROBLEM_OFF_SITE && !leads_host(l, to->url, HOST_DRIVE | HOST_SHORT))
        return true;
    return k->text->flags & WORDING_ASTRAY;
}

/* Neither named by anything, nor a paper that another link could speak for. */
static bool
passes_all_on(struct leads *l, const struct site_link *k)
{
    enum named_by by;

    return !link_named_by(l, k, &by) && !leads_is_document(&l->site->node[k->to]);
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
        *known = leads_nowhere(l, k) ? IT_IS_NOT : passes_all_on(l, k) ? WHATEVER_THE_TOPIC : IT_IS;
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

    if (!leads_is_document(&l->site->node[k->to]) || !name_link(l, k, &n))
        return false;
    for (size_t i = 0; i < n.n; i++)
        if (n.topic[i]->topic == topic || l->asked[n.topic[i]->topic] != l->asked[topic])
            return false;
    return n.n > 0;
}

/* May a link without words of its own pass its page's topic on?  Of most the link itself is not looked at. */
static bool
may_inherit(struct leads *l, const struct lead *p, uint32_t link)
{
    const struct site_link *k = &l->site->link[link];
    uint8_t passes = passing(l, link);
    enum named_by by;

    if (passes == IT_IS_NOT || l->site->target[link] == p->node ||
        wording_set_has(l->against[link], p->topic) ||
        is_bettered(l, p->topic, l->site->target[link], p->strength - INHERIT_LOSS))
        return false;
    if (passes == WHATEVER_THE_TOPIC)
        return true;
    if (link_named_by(l, k, &by))
        return is_sole_paper(l, p, k, by) || names_the_other_part(l, p->topic, k);
    return !twin_speaks_against(l, p, k);
}

/* Under a menu's right word an article stands whose own heading is what the topic says that it is not. */
static bool
is_headed_otherwise(const struct leads *l, const struct node *n, size_t topic)
{
    const struct phrases *other = l->site->catalog->topic[topic].other_text;

    return n->heading != NULL && other != NULL && !wording_names(n->heading, topic) &&
           wording_holds(other, n->heading);
}

bool
leads_about_another(const struct leads *l, const struct lead *lead)
{
    const struct node *n = &l->site->node[lead->node];
    const struct wording *own[] = {n->title, n->heading};
    bool other = false;

    if (!n->is_page || lead->head != NO_INDEX || n->topics_linked >= SITE_INDEX_TOPICS)
        return false;
    if (is_headed_otherwise(l, n, lead->topic))
        return true;
    if (n->subject != NULL && leads_names_asked(l, n->subject))
        return !wording_names(n->subject, lead->topic) &&
               (n->title == NULL || !wording_names(n->title, lead->topic));
    if (lead->link == NO_INDEX)
        return false;
    for (size_t i = 0; i < 2; i++) {
        if (own[i] != NULL && wording_names(own[i], lead->topic))
            return false;
        other |= own[i] != NULL &&
                 (names_another_item(l, own[i], lead->topic) || leads_against(lead->topic, own[i]));
    }
    return other;
}

static void
expand(struct leads *l, uint32_t number)
{
    struct lead p = l->lead[number];
    const struct node *n = &l->site->node[p.node];
    int strength = p.strength - INHERIT_LOSS;

    if (!n->is_page || p.hops >= HOPS_MAX || p.by == BY_SITE || p.by == BY_LIKENESS || p.by == BY_SIBLING ||
        strength <= 0 || (p.head == NO_INDEX && is_index(l->site, p.node)))
        return;
    for (uint32_t i = n->first_link; i < n->first_link + n->link_n; i++) {
        if (!link_inside(l, &p, i) || !may_inherit(l, &p, i))
            continue;
        leads_put(l, (struct lead){
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
    }
}

void
leads_group(struct leads *l)
{
    uint32_t *of = mem_new(l->n + 1, sizeof *of);

    groups_clear(&l->by_node);
    groups_clear(&l->by_topic);
    for (size_t i = 0; i < l->n; i++)
        of[i] = l->lead[i].node;
    groups_make(&l->by_node, of, l->n, l->site->node_n);
    for (size_t i = 0; i < l->n; i++)
        of[i] = l->lead[i].topic;
    groups_make(&l->by_topic, of, l->n, l->site->catalog->topic_n);
    free(of);
}

/* The lead on the page a link stands on, nearest around the link. */
static uint32_t
lead_around(const struct leads *l, size_t topic, uint32_t link)
{
    uint32_t best = NO_INDEX, page = l->site->link[link].from;

    for (uint32_t i = groups_from(&l->by_node, page); i < groups_until(&l->by_node, page); i++) {
        const struct lead *p = &l->lead[l->by_node.item[i]];

        if (p->topic == topic && link_inside(l, p, link) && (best == NO_INDEX || p->head != NO_INDEX))
            best = l->by_node.item[i];
    }
    return best;
}

/* A lead that was found by a link on another lead's page stands behind it. */
static void
adopt(struct leads *l, uint32_t number)
{
    struct lead *a = &l->lead[number];
    uint32_t parent;

    if (a->link == NO_INDEX || a->parent != NO_INDEX)
        return;
    parent = lead_around(l, a->topic, a->link);
    if (parent != NO_INDEX && parent != number && l->lead[parent].parent != number)
        a->parent = parent;
}

void
leads_build(struct leads *l)
{
    const struct site *s = l->site;

    l->menu_target = mem_new(s->node_n + 1, sizeof *l->menu_target);
    l->nobodys = mem_new(s->node_n + 1, sizeof *l->nobodys);
    l->link_by = mem_new(s->link_n + 1, sizeof *l->link_by);
    l->passes_on = mem_new(s->link_n + 1, sizeof *l->passes_on);
    l->against = mem_new(s->link_n + 1, sizeof *l->against);
    for (size_t i = 0; i < s->link_n; i++)
        if (s->link[i].menu)
            l->menu_target[s->link[i].to] = true;
    for (uint32_t i = 0; i < s->link_n; i++)
        lead_by_link(l, i);
    for (uint32_t i = 0; i < s->node_n; i++)
        lead_by_page(l, i);
    for (size_t i = 0; i < s->picture_n; i++)
        lead_by_picture(l, &s->picture[i]);
    for (uint32_t i = 0, n = (uint32_t)l->n; i < n; i++)
        lead_by_sibling(l, i);
    lead_by_home(l);
    leads_by_likeness(l);
    leads_by_number(l);
    for (uint32_t i = 0; i < l->n; i++)
        expand(l, i);
    free(l->slot); /* the last one was put */
    l->slot = NULL;
    l->slots = 0;
    leads_group(l);
    for (uint32_t i = 0; i < l->n; i++)
        adopt(l, i);
}

bool
leads_want(const struct leads *l, uint32_t node)
{
    return groups_from(&l->by_node, node) < groups_until(&l->by_node, node);
}
