/* One page seen through the eyes of each lead that points to it. */
#include "rules/look.h"
#include "base/utf8.h"
#include "rules/delivery.h"
#include "rules/facts.h"
#include "rules/quotes.h"
#include <string.h>

/* A report of the year or a handbook mentions a little of everything. */
#define SHOWN_MOST 2

uint64_t
look_year_bit(int year)
{
    return year >= 2530 && year < 2594 ? 1ULL << (year - 2530) : 0;
}

uint32_t
look_letters(struct str s)
{
    return (uint32_t)utf8_length_valid(s);
}

/* A text to look for words in. Lives until the next one. */
struct thai_text
look_read(struct look *k, struct str text)
{
    struct thai_text t;

    arena_reset(k->leads->scratch);
    thai_text_init(&t, k->leads->scratch, text);
    return t;
}

static bool
needs_elements(const struct look *k, size_t elements)
{
    return !k->shared || k->document != NULL ||
           delivery_needs_elements(k->leads, k->lead, k->facts, elements);
}

/* What turns out to be of no use is forgotten: then no line is chosen to be quoted for it. */
static void
look_at_elements(struct look *k, struct arena *a)
{
    size_t met = 0;

    if (k->shared)
        look_shown(k, a);
    look_counted_settle(k);
    if (k->document != NULL)
        look_broken(k);
    look_links_shown(k);
    look_each(k, a);
    look_settle(k);
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++)
        met += k->element[i].met == MET_YES;
    if (!needs_elements(k, met))
        memset(k->element, 0, sizeof k->element);
}

static const struct facts *
look_at(struct leads *l, struct arena *a, const struct lead *lead, struct view *v, struct facts_list *known)
{
    const struct page *page = v->page;
    struct look k = {.view = v,
                     .leads = l,
                     .page = page,
                     .document = v->document,
                     .lead = lead,
                     .topic = &l->site->catalog->topic[lead->topic],
                     .links = &v->links};

    k.facts = &k.work;
    k.work.few = &k.few;
    for (size_t e = 0; e < k.topic->element_n && e < ELEMENTS_MAX; e++) {
        k.dated |= k.topic->element[e].dated;
        k.beyond_name |= k.topic->element[e].beyond_name;
    }
    k.whole = lead->head == NO_INDEX;
    k.head = k.whole ? NO_INDEX : l->site->head[lead->head].block;
    k.from = k.whole ? 0 : l->site->head[lead->head].from;
    k.until = k.whole ? (uint32_t)page->block_n : l->site->head[lead->head].until;
    if (k.topic->captions)
        k.links = view_captions(v);
    if (k.document != NULL && document_is_parted(k.document))
        look_parts(&k, a);
    look_text(&k, a);
    look_links(&k);
    k.facts->silent = k.topic->about != NULL && !view_says(v, k.topic->about);
    if (needs_elements(&k, k.shared && !look_links_may_show(&k) ? look_may_show(&k) : ELEMENTS_MAX))
        look_at_elements(&k, a);
    quotes_choose(&k);
    return facts_keep(l, &k.work, k.element, k.topic->element_n, known);
}

/* A page that was only to be looked at, or of which only words behind a picture speak: what it shows or says
 * itself.  False where that is nothing. */
static bool
settle_unnamed(struct leads *l, struct lead *lead, struct view *v)
{
    const struct topic *t = &l->site->catalog->topic[lead->topic];
    bool beside = lead->by == BY_SIGNS && l->named[lead->topic]; /* words name another place */
    const struct wording *line;

    if (beside && t->signs_rest != NULL)
        return view_shows(v, t->signs_rest, 0);
    if (t->signs != NULL && view_shows(v, t->signs, (size_t)t->signs_enough)) {
        lead->by = BY_SIGNS;
        return true;
    }
    if (t->signs_list > 0 && !beside && lead->by != BY_PICTURE &&
        view_lists_dated(v, (size_t)t->signs_list)) {
        lead->by = BY_SIGNS;
        return true;
    }
    if (lead->by == BY_PICTURE || (beside && t->signs_always) ||
        (line = view_begins_with(v, lead->topic)) == NULL)
        return false;
    lead->by = BY_LINE;
    lead->strength = leads_strength(BY_LINE);
    lead->words = wording_keep(l->site->book, line);
    return true;
}

/* A place to look at, or one that a number or a picture leads to over a page between. */
static bool
is_barely_led_to(const struct lead *lead)
{
    return lead->by == BY_SIGNS ||
           (lead->by == BY_PARENT && lead->strength < leads_strength(BY_SIGNS) && lead->head == NO_INDEX);
}

/* The words behind a picture stay what leads there where the page itself delivers nothing. */
static const struct facts *
look_at_pictured(struct leads *l, struct lead *lead, struct view *v, struct facts_list *known)
{
    const struct topic *t = &l->site->catalog->topic[lead->topic];
    const struct facts *f;

    if (l->site->node[lead->node].problem == PROBLEM_NONE && settle_unnamed(l, lead, v)) {
        f = look_at(l, l->of_lead, lead, v, known);
        if (delivery_of_page(t, f, lead, delivery_elements(t, f)) != DELIVERY_NONE)
            return f;
        lead->by = BY_PICTURE;
        arena_reset(l->of_lead);
    }
    return look_at(l, l->of_lead, lead, v, known);
}

/* The leads to a page stand far apart: they come while the page is made ready.  To wait for each was 1 % of
 * the time that judging takes. */
static void
call_leads(const struct leads *l, uint32_t node)
{
    for (uint32_t i = groups_from(&l->by_node, node); i < groups_until(&l->by_node, node); i++)
        __builtin_prefetch(&l->lead[l->by_node.item[i]], 1);
}

static void
inspect(struct leads *l, uint32_t node, const struct page *page, const struct document *document)
{
    struct facts_list known = {.n = 0};
    struct view v;

    call_leads(l, node);
    arena_reset(l->of_page);
    view_init(&v, l, l->of_page, node, page, document);
    for (uint32_t i = groups_from(&l->by_node, node); i < groups_until(&l->by_node, node); i++) {
        struct lead *lead = &l->lead[l->by_node.item[i]];

        arena_reset(l->of_lead);
        if (lead->by == BY_PICTURE)
            lead->facts = look_at_pictured(l, lead, &v, &known);
        else if ((is_barely_led_to(lead) && settle_unnamed(l, lead, &v)) || lead->by != BY_SIGNS)
            lead->facts = look_at(l, l->of_lead, lead, &v, &known);
    }
}

void
leads_inspect(struct leads *l, uint32_t node, const struct page *page)
{
    inspect(l, node, page, NULL);
}

void
leads_inspect_document(struct leads *l, uint32_t node, const struct document *d)
{
    inspect(l, node, &d->text, d);
}

/* The topics of which a document shows enough; more than so many only where it tells of everything. */
static size_t
topics_shown(struct leads *l, struct view *v, size_t topic[SHOWN_MOST])
{
    const struct catalog *c = l->site->catalog;
    size_t n = 0;

    for (size_t t = 0; t < c->topic_n && n <= SHOWN_MOST; t++) {
        arena_reset(l->of_lead);
        if (!l->sought[t] || c->topic[t].signs == NULL ||
            !view_shows(v, c->topic[t].signs, (size_t)c->topic[t].signs_enough))
            continue;
        if (n < SHOWN_MOST)
            topic[n] = t;
        n++;
    }
    return n;
}

void
leads_seek_in_document(struct leads *l, uint32_t node, const struct document *d)
{
    size_t topic[SHOWN_MOST], n;
    bool shown = false;
    struct view v;

    if (document_is_parted(d) || !leads_is_stray(l, node))
        return;
    arena_reset(l->of_page);
    view_init(&v, l, l->of_page, node, &d->text, d);
    n = topics_shown(l, &v, topic);
    for (size_t i = 0; n <= SHOWN_MOST && i < n; i++)
        shown |= leads_by_shown(l, node, topic[i]);
    if (shown)
        leads_group(l);
}

/* A name of the whole ("criteria of personnel management") announces all parts, whatever else is said. */
static bool
names_the_whole(struct look *k, const struct wording *w)
{
    for (size_t i = 0; i < w->topic_n; i++) {
        const struct wording_topic *m = &w->topic[i];
        struct thai_text t = look_read(k, w->text);
        struct str name = str_sub(t.norm[THAI_EXACT].text, m->from, m->to);

        if (m->topic != k->lead->topic)
            continue;
        thai_text_init(&t, k->leads->scratch, name);
        if (look_elements_in(&t, k->topic) == 0)
            return true;
    }
    return false;
}

uint32_t
leads_parts(const struct leads *l, const struct lead *lead)
{
    const struct topic *topic = &l->site->catalog->topic[lead->topic];
    const struct site_link *link = lead->link != NO_INDEX ? &l->site->link[lead->link] : NULL;
    struct look k = {.leads = (struct leads *)l, .topic = topic, .lead = lead};
    const struct wording *w;
    struct thai_text t;

    if (!topic->apart || link == NULL)
        return 0;
    w = site_link_said(link);
    if (names_the_whole(&k, w))
        return 0;
    t = look_read(&k, w->text);
    return look_elements_in(&t, topic);
}
