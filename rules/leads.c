/* From words to places: first every place that is named, then what named places lead on to. */
#include "rules/leads.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/inheritance.h"
#include "rules/leads_kept.h"
#include "rules/naming.h"
#include <stdlib.h>

#define SPLASH_LINKS 4 /* a page with no more links only opens the site */
#define FRAMES_MAX 12

#define HOSTS_ASKED 0x8000 /* in hosts_of */

static const int strength_of[] = {
    [BY_TEXT] = 100,    [BY_TITLE] = 92,  [BY_HEADING] = 90, [BY_ROW] = 85,     [BY_NEAR] = 75,
    [BY_SECTION] = 72,  [BY_FILE] = 65,   [BY_PAPER] = 70,   [BY_PARENT] = 0,   [BY_SITE] = 40,
    [BY_LIKENESS] = 60, [BY_NUMBER] = 50, [BY_PICTURE] = 60, [BY_SIBLING] = 45, [BY_OPENING] = 62,
    [BY_SIGNS] = 40,    [BY_LINE] = 60,
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
        [BY_OPENING] = N_("the first lines of the page"),
        [BY_PICTURE] = N_("the words behind a picture"),
        [BY_SIGNS] = N_("nothing: what stands there shows it"),
        [BY_LINE] = N_("a line of the page"),
        [BY_SIBLING] = N_("the page of another part of the item"),
    };
    return text[by];
}

void
leads_init(struct leads *l, const struct site *s, const struct pack *p)
{
    const struct catalog *c = s->catalog;

    *l = (struct leads){.site = s, .pack = p, .target_year = p->fiscal_year};
    l->arena = arena_new(0);
    l->scratch = arena_new(0);
    l->of_page = arena_new(0);
    l->of_lead = arena_new(0);
    l->quotes = map_new();
    l->topic_count = mem_new(c->topic_n + 1, sizeof *l->topic_count);
    l->unnamed = mem_new(c->topic_n + 1, sizeof *l->unnamed);
    l->sought = mem_new(c->topic_n + 1, sizeof *l->sought);
    l->named = mem_new(c->topic_n + 1, sizeof *l->named);
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

/* What was noted of links is asked while leads are found. */
static void
forget_links(struct leads *l)
{
    free(l->link_by);
    free(l->passes_on);
    free(l->against);
    l->link_by = l->passes_on = NULL;
    l->against = NULL;
}

void
leads_rest(struct leads *l)
{
    forget_links(l);
    groups_clear(&l->by_node);
    groups_clear(&l->by_topic);
    map_clear(l->quotes);
    free(l->lead);
    l->lead = NULL;
    l->n = l->cap = 0;
}

void
leads_clear(struct leads *l)
{
    leads_rest(l);
    arena_free(l->arena);
    arena_free(l->scratch);
    arena_free(l->of_page);
    arena_free(l->of_lead);
    free(l->slot);
    map_free(l->quotes);
    hosts_free(l->hosts);
    free(l->topic_count);
    free(l->unnamed);
    free(l->sought);
    free(l->named);
    free(l->asked);
    free(l->ago);
    free(l->menu_target);
    free(l->hosts_of);
    free(l->headed);
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

bool
leads_host(const struct leads *l, struct str url, unsigned kinds)
{
    return (hosts_of(l->hosts, url) & kinds) != 0;
}

unsigned
leads_hosts(const struct leads *l, uint32_t node)
{
    if (l->hosts_of[node] == 0)
        l->hosts_of[node] = (uint16_t)(hosts_of(l->hosts, l->site->node[node].url) | HOSTS_ASKED);
    return l->hosts_of[node] & (HOSTS_ASKED - 1u);
}

bool
leads_nobodys(const struct leads *l, uint32_t node)
{
    return (leads_hosts(l, node) & HOST_NOBODYS) != 0;
}

bool
leads_names_asked(const struct leads *l, const struct wording *w)
{
    for (size_t i = 0; i < w->topic_n; i++)
        if (l->asked[w->topic[i].topic])
            return true;
    return false;
}

bool
leads_may_mean(const struct leads *l, const struct wording *w, size_t topic)
{
    return wording_names(w, topic) || !leads_names_asked(l, w);
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
        !naming_of(l, k, &by))
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
lead_by_name(struct leads *l, uint32_t node, uint32_t head, const struct wording *w, size_t name,
             enum named_by by)
{
    leads_put(l, (struct lead){
                     .topic = w->topic[name].topic,
                     .by = by,
                     .strength = strength_of[by] - tier_loss(w->topic[name].tier),
                     .node = node,
                     .asked = node,
                     .head = head,
                     .link = NO_INDEX,
                     .parent = NO_INDEX,
                     .words = w,
                 });
}

static void
lead_by_words(struct leads *l, uint32_t node, uint32_t head, const struct wording *w, enum named_by by)
{
    for (size_t i = 0; w != NULL && i < w->topic_n; i++)
        lead_by_name(l, node, head, w, i, by);
}

bool
leads_is_called_index(const struct node *n)
{
    return (n->title != NULL && n->title->flags & WORDING_INDEX) ||
           (n->heading != NULL && n->heading->flags & WORDING_INDEX);
}

bool
leads_is_index(const struct leads *l, uint32_t node)
{
    const struct site *s = l->site;
    const struct node *n = &s->node[node];

    return site_is_home(s, node) || n->topics_linked >= SITE_INDEX_TOPICS || leads_is_called_index(n);
}

static void
lead_by_page(struct leads *l, uint32_t node)
{
    const struct node *n = &l->site->node[node];
    bool index = leads_is_index(l, node);

    if (!n->is_page)
        return;
    if (!index) {
        lead_by_words(l, node, NO_INDEX, n->title, BY_TITLE);
        lead_by_words(l, node, NO_INDEX, n->heading, BY_HEADING);
        lead_by_words(l, node, NO_INDEX, n->subject, BY_HEADING);
    }
    /* The first head is the page's own heading, where it has one. */
    for (uint32_t i = index || n->heading == NULL ? 0 : 1; i < n->head_n; i++)
        lead_by_words(l, node, n->first_head + i, l->site->head[n->first_head + i].words, BY_SECTION);
}

static void
lead_by_opening(struct leads *l, const struct site_line *opening)
{
    const struct catalog *c = l->site->catalog;
    const struct wording *w = opening->words;

    for (size_t i = 0; i < w->topic_n && !leads_is_index(l, opening->node); i++)
        if (c->topic[w->topic[i].topic].told)
            lead_by_name(l, opening->node, NO_INDEX, w, i, BY_OPENING);
}

static void
lead_by_picture(struct leads *l, const struct site_line *picture)
{
    if (!leads_is_index(l, picture->node))
        lead_by_words(l, picture->node, NO_INDEX, picture->words, BY_PICTURE);
}

/* Who is called by telephone on a page may be written to on it, and a report of progress may hold its plan:
 * these are also looked for where another part of their item stands. */
static void
lead_by_sibling(struct leads *l, uint32_t number)
{
    const struct catalog *c = l->site->catalog;
    const struct lead named = l->lead[number];
    const struct node *n = &l->site->node[named.node];

    if (named.by > BY_ROW || (!n->is_page && !leads_is_document(n)))
        return;
    for (size_t t = 0; t < c->topic_n; t++) {
        struct lead new = named;

        if (t == named.topic || l->asked[t] != l->asked[named.topic] ||
            !(c->topic[t].beside || (c->topic[t].kind == TOPIC_CHANNEL && n->is_page)))
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

/* A heading is read once for all topics: to read it for each took 22 M instructions more of a site of 1,000
 * pages. */
static const uint64_t *
headed_otherwise(const struct leads *l, const struct node *n)
{
    const uint64_t **known = &l->headed[n - l->site->node];
    uint64_t *topics;
    struct thai_text heading;

    if (*known != NULL)
        return *known;
    *known = topics = ARENA_ARRAY(l->arena, uint64_t, l->site->catalog->topic_n / 64 + 1);
    arena_reset(l->scratch);
    thai_text_init(&heading, l->scratch, n->heading->text);
    phrases_which(l->others, &heading, topics);
    return *known;
}

/* Under a menu's right word an article stands whose own heading is what the topic says that it is not. */
static bool
is_headed_otherwise(const struct leads *l, const struct node *n, size_t topic)
{
    return n->heading != NULL && l->site->catalog->topic[topic].other_text != NULL &&
           !wording_names(n->heading, topic) && wording_set_has(headed_otherwise(l, n), topic);
}

bool
leads_about_another(const struct leads *l, const struct lead *lead)
{
    const struct node *n = &l->site->node[lead->node];
    const struct wording *own[] = {n->title, n->heading};
    bool other = false;

    if (!n->is_page || lead->head != NO_INDEX || n->topics_linked >= SITE_INDEX_TOPICS)
        return false;
    if (lead->by == BY_SIBLING && l->site->catalog->topic[lead->topic].beside) /* of course it is */
        return false;
    if (is_headed_otherwise(l, n, lead->topic))
        return true;
    if (lead->by == BY_SIGNS) /* what stands there says more than its title */
        return false;
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

static struct phrases_choice *
others_of(const struct leads *l)
{
    const struct catalog *c = l->site->catalog;
    const struct phrases **other = ARENA_ARRAY(l->arena, const struct phrases *, c->topic_n + 1);

    for (size_t i = 0; i < c->topic_n; i++)
        other[i] = c->topic[i].other_text;
    return phrases_choice_new(l->arena, other, c->topic_n);
}

void
leads_build(struct leads *l)
{
    const struct site *s = l->site;

    l->menu_target = mem_new(s->node_n + 1, sizeof *l->menu_target);
    l->hosts_of = mem_new(s->node_n + 1, sizeof *l->hosts_of);
    l->link_by = mem_new(s->link_n + 1, sizeof *l->link_by);
    l->passes_on = mem_new(s->link_n + 1, sizeof *l->passes_on);
    l->against = mem_new(s->link_n + 1, sizeof *l->against);
    l->headed = mem_new(s->node_n + 1, sizeof *l->headed);
    l->others = others_of(l);
    for (size_t i = 0; i < s->link_n; i++)
        if (s->link[i].menu)
            l->menu_target[s->link[i].to] = true;
    for (uint32_t i = 0; i < s->link_n; i++)
        lead_by_link(l, i);
    for (uint32_t i = 0; i < s->node_n; i++)
        lead_by_page(l, i);
    for (size_t i = 0; i < s->picture_n; i++)
        lead_by_picture(l, &s->picture[i]);
    for (size_t i = 0; i < s->opening_n; i++)
        lead_by_opening(l, &s->opening[i]);
    for (uint32_t i = 0, n = (uint32_t)l->n; i < n; i++)
        lead_by_sibling(l, i);
    lead_by_home(l);
    leads_by_likeness(l);
    wording_forget_letters(s->book);
    leads_by_kin(l);
    leads_by_number(l);
    leads_by_signs(l);
    inheritance_expand(l);
    leads_put_last(l);
    leads_note_links(l);
    leads_group(l);
    for (uint32_t i = 0; i < l->n; i++)
        inheritance_adopt(l, i);
    forget_links(l);
}

bool
leads_want(const struct leads *l, uint32_t node)
{
    return groups_from(&l->by_node, node) < groups_until(&l->by_node, node);
}
