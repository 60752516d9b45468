/*
 * What of a region does not depend on the topic is summed up once, by a look for a topic that has no words,
 * and each lead adds what the lines with its own words bring.  Of 18 leads to a page each walked over all its
 * lines before: 7 % of judging.
 */
#include "rules/region.h"

static const struct topic nothing, nothing_anywhere = {.everywhere = true};

bool
region_is_when(const struct period *p)
{
    return p->kind == PERIOD_MONTHS || p->kind == PERIOD_QUARTER || p->kind == PERIOD_SPAN;
}

/* Lines of it that are looked at at all. */
static bool
is_line(const struct look *k, const struct region *r, uint32_t i)
{
    return k->page->block[i].text.n > 0 && (r->frame || view_own(k->view, i));
}

/* A region that is the whole page needs no touches of its own. */
static const struct touches *
touches_in(struct look *k, const struct region *r)
{
    struct touches *x;

    if (!r->frame && r->from == 0 && r->until == k->page->block_n)
        return view_touches(k->view);
    x = touches_new(k->view->arena, k->leads->site->catalog->lexicon, (uint32_t)k->page->block_n);
    for (uint32_t i = r->from; i < r->until; i++)
        if (is_line(k, r, i))
            touches_add(x, i, view_text(k->view, i));
    return x;
}

static void
note_when(struct look *k, struct region *r)
{
    const struct period *found;

    r->when = ARENA_ARRAY(k->view->arena, uint64_t, touches_words((uint32_t)k->page->block_n));
    for (uint32_t i = r->from; i < r->until; i++) {
        size_t n = is_line(k, r, i) ? view_periods(k->view, i, &found) : 0;

        for (size_t j = 0; j < n; j++)
            if (region_is_when(&found[j])) {
                r->when[i / 64] |= 1ULL << i % 64;
                r->any_when = true;
            }
    }
}

static struct region *
region_new(struct look *k)
{
    struct arena *a = k->view->arena;
    struct region *r = ARENA_NEW(a, struct region);
    struct lead nobodys = {.topic = UINT16_MAX};
    struct look g = {.view = k->view, .leads = k->leads, .page = k->page, .document = k->document};

    r->from = g.from = k->from;
    r->until = g.until = k->until;
    r->frame = k->topic->everywhere;
    g.lead = &nobodys;
    g.topic = r->frame ? &nothing_anywhere : &nothing;
    g.links = &k->view->links;
    g.facts = &r->facts;
    r->touches = touches_in(k, r);
    look_lines(&g, a);
    r->read = g.read;
    r->bytes = look_bytes(&g);
    r->line = g.line;
    r->blanks = g.blanks;
    note_when(k, r);
    return r;
}

struct region *
region_of(struct look *k)
{
    struct region *r;

    for (r = k->view->regions; r != NULL; r = r->next)
        if (r->from == k->from && r->until == k->until && r->frame == k->topic->everywhere)
            return r;
    r = region_new(k);
    r->next = k->view->regions;
    k->view->regions = r;
    return r;
}

static uint64_t *
no_lines(const struct look *k, struct arena *a)
{
    return ARENA_ARRAY(a, uint64_t, touches_words((uint32_t)k->page->block_n));
}

bool
region_of_others(struct look *k, const struct region *r, struct arena *a)
{
    uint64_t *marked;

    if (k->topic->other_text == NULL)
        return false;
    marked = no_lines(k, a);
    touches_of(r->touches, k->topic->other_text, marked);
    for (uint32_t i = touches_next(marked, r->from, r->until); i < r->until;
         i = touches_next(marked, i + 1, r->until))
        if (phrases_find(k->topic->other_text, view_text(k->view, i), NULL) == PHRASE_YES)
            return true;
    return false;
}

/* How many of its phrases, and a time, the lines may show. */
static bool
may_show(const struct region *r, const struct topic_element *e)
{
    size_t most = touches_most(r->touches, e->seen) + (e->dated && r->any_when);

    return most > 0 && most >= (size_t)e->at_least;
}

size_t
region_elements(const struct look *k, const struct region *r)
{
    size_t n = 0;

    for (size_t e = 0; e < k->topic->element_n && e < ELEMENTS_MAX; e++)
        n += may_show(r, &k->topic->element[e]);
    return n;
}

uint64_t *
region_named(const struct look *k, const struct region *r, struct arena *a)
{
    uint64_t *marked = no_lines(k, a);

    touches_of(r->touches, k->topic->names, marked);
    touches_of(r->touches, k->topic->labels, marked);
    return marked;
}

uint64_t *
region_shows(const struct look *k, const struct region *r, size_t e, struct arena *a)
{
    const struct topic_element *x = &k->topic->element[e];
    uint64_t *marked = no_lines(k, a);

    touches_of(r->touches, x->seen, marked);
    touches_of(r->touches, x->seen_not, marked);
    for (size_t i = 0; x->dated && i < touches_words((uint32_t)k->page->block_n); i++)
        marked[i] |= r->when[i];
    return marked;
}

uint64_t *
region_touched(const struct look *k, const struct region *r, struct arena *a)
{
    uint64_t *marked = region_named(k, r, a);

    for (size_t e = 0; e < k->topic->element_n && e < ELEMENTS_MAX; e++) {
        const uint64_t *shows = region_shows(k, r, e, a);

        for (size_t i = 0; i < touches_words((uint32_t)k->page->block_n); i++)
            marked[i] |= shows[i];
    }
    return marked;
}
