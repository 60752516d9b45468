/*
 * The last search: topics that no words of the site name are looked for with a few letters wrong.  A text
 * that names another topic exactly means that one.
 */
#include "base/mem.h"
#include "rules/approx.h"
#include "rules/leads.h"
#include "rules/phrase_set.h"
#include <stdlib.h>

#define TEXTS_MAX 40000 /* links and pages looked at: what the search costs at most */
#define PHRASES_MAX 4000
#define MEANING_MIN 8 /* letters: what is said in fewer is no name of an item */

/* Phrases of the topics nothing names. */
struct likeness {
    struct leads *leads;
    struct approx *phrase;
    uint16_t *topic; /* of each */
    size_t n;
    uint32_t texts;
};

static void
take_topic(struct likeness *k, size_t topic)
{
    const struct catalog *c = k->leads->site->catalog;
    const struct phrases *names = c->topic[topic].names;

    for (size_t i = 0; i < phrases_size(names) && k->n < PHRASES_MAX; i++) {
        const struct phrase *p = &names->phrase[i];

        if (p->pattern == NULL && approx_of(c->lexicon->literal[p->literal].form, &k->phrase[k->n]))
            k->topic[k->n++] = (uint16_t)topic;
    }
}

static bool
may_be_like(const struct wording *w)
{
    return w != NULL && w->topic_n == 0 && w->meaning >= MEANING_MIN &&
           !(w->flags & (WORDING_WEAK | WORDING_ABOUT | WORDING_OTHER_KIND | WORDING_SEARCH | WORDING_BACK |
                         WORDING_STEPS | WORDING_CRITERIA));
}

/* The place: by the words of a link, or of a page itself. */
static void
look(struct likeness *k, const struct wording *w, struct lead place)
{
    struct leads *l = k->leads;
    struct thai_norm norm;

    if (!may_be_like(w) || k->texts++ >= TEXTS_MAX)
        return;
    arena_reset(l->scratch);
    norm = thai_norm(l->scratch, w->text, THAI_EXACT, false);
    for (size_t i = 0; i < k->n; i++) {
        if (!approx_finds(&k->phrase[i], norm.text))
            continue;
        place.topic = k->topic[i];
        if (!leads_against(l, place.topic, w))
            leads_put(l, place);
        arena_reset(l->scratch);
        norm = thai_norm(l->scratch, w->text, THAI_EXACT, false);
    }
}

static struct lead
place_of(const struct wording *w, uint32_t node, uint32_t asked, uint32_t link)
{
    return (struct lead){
        .by = BY_LIKENESS,
        .strength = 60,
        .node = node,
        .asked = asked,
        .head = NO_INDEX,
        .link = link,
        .parent = NO_INDEX,
        .words = w,
    };
}

void
leads_by_likeness(struct leads *l)
{
    const struct site *s = l->site;
    struct likeness k = {.leads = l};

    k.phrase = mem_new(PHRASES_MAX, sizeof *k.phrase);
    k.topic = mem_new(PHRASES_MAX, sizeof *k.topic);
    for (size_t t = 0; t < s->catalog->topic_n; t++)
        if (l->asked[t] && l->topic_count[t] == 0)
            take_topic(&k, t);
    for (uint32_t i = 0; k.n > 0 && i < s->link_n; i++) {
        uint32_t to = s->node[s->link[i].to].final;

        if (to != s->link[i].from && !site_is_home(s, to))
            look(&k, s->link[i].text, place_of(s->link[i].text, to, s->link[i].to, i));
    }
    for (uint32_t i = 0; k.n > 0 && i < s->node_n; i++) {
        look(&k, s->node[i].title, place_of(s->node[i].title, i, i, NO_INDEX));
        look(&k, s->node[i].heading, place_of(s->node[i].heading, i, i, NO_INDEX));
    }
    free(k.phrase);
    free(k.topic);
}
