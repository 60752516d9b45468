/* Which elements of an item a place shows, which it lacks, and which nobody can tell. */
#include "rules/elements.h"
#include "rules/lack.h"
#include "rules/paper.h"
#include "rules/verdict.h"

#define LINKS_LOOKED 200 /* of a page with more nobody can say that all its papers were read */

const struct topic_element *
elements_find(const struct topic *t, struct str id, size_t *index)
{
    for (*index = 0; *index < t->element_n && *index < ELEMENTS_MAX; (*index)++)
        if (str_eq(t->element[*index].id, id))
            return &t->element[*index];
    return NULL;
}

void
elements_note_lacking(struct lacking *l, struct str text)
{
    if (l->n < sizeof l->text / sizeof *l->text)
        l->text[l->n] = text;
    l->n++;
}

struct say
elements_say_lacking(struct arena *a, const struct lacking *l)
{
    struct say s = {N_("is there, but lacks: {1}; and {2}; and {3} more"), {l->text[0], l->text[1]}};

    if (l->n > 2)
        s.arg[2] = arena_printf(a, "%zu", l->n - 2);
    else if (l->n == 2)
        s.id = N_("is there, but lacks: {1}; and {2}");
    else
        s.id = N_("is there, but lacks: {1}");
    return s;
}

bool
elements_in_files(const struct bench *b, const struct pack_part *part, const struct facts *f)
{
    int bit = timing_asked(b->pack, part).target - 2530;

    if (f->documents == 0)
        return false;
    return part->cover == COVER_NONE || f->undated_files > 0 || bit < 0 || bit > 63 ||
           (f->file_years >> bit & 1) != 0;
}

/* A document that was read from end to end holds what is seen in it and no more. */
static enum met
weigh_on_paper(const struct bench *b, const struct topic *t, const struct lead *l, const struct weighed *w)
{
    const struct paper *p = b->site->node[l->node].paper;

    if (p != NULL && p->whole && l->facts != NULL)
        return MET_NO;
    return t->apart && w->parts != 0 ? MET_NO : MET_UNKNOWN;
}

/* A lead of the same topic to a paper; NULL. */
static const struct lead *
paper_lead(const struct bench *b, size_t topic, uint32_t node)
{
    const struct groups *g = &b->leads->by_node;

    for (uint32_t i = groups_from(g, node); i < groups_until(g, node); i++)
        if (b->leads->lead[g->item[i]].topic == topic)
            return &b->leads->lead[g->item[i]];
    return NULL;
}

/* A paper that was read from end to end lacks what it does not show.  What a page itself is asked for does
 * not stand in a paper that is about something else. */
static bool
paper_lacks(const struct bench *b, size_t topic, uint32_t node, size_t at)
{
    const struct paper *p = b->site->node[node].paper;
    const struct lead *l = paper_lead(b, topic, node);

    if (p == NULL || !p->whole)
        return false;
    if (l == NULL)
        return b->site->catalog->topic[topic].kind == TOPIC_CONTENT;
    return l->facts != NULL && !l->facts->none && l->facts->element[at].met != MET_YES;
}

/* All papers that a page offers were read, and none shows the element. */
static bool
files_lack(const struct bench *b, const struct lead *l, size_t at)
{
    const struct topic *t = &b->site->catalog->topic[l->topic];
    const struct node *n = &b->site->node[l->node];
    size_t files = 0;

    if (n->link_n > LINKS_LOOKED || t->everywhere || t->element[at].shown_by & ACCEPT_DOCUMENT)
        return false;
    for (uint32_t i = n->first_link; i < n->first_link + n->link_n; i++) {
        uint32_t to = b->site->node[b->site->link[i].to].final;

        if (site_is_dead(b->site, to) || b->site->node[to].is_page ||
            leads_hosts(b->leads, to) & (HOST_SOCIAL | HOST_SHARE | HOST_CHAT))
            continue;
        if (!leads_is_document(&b->site->node[to]))
            return false;
        if (!paper_lacks(b, l->topic, to, at))
            return false;
        files++;
    }
    return files > 0;
}

/* Where the text already shows two elements, or what stands below pictures, these are portraits and
 * ornaments, not the chart. */
static bool
pictures_may_show(const struct topic *t, const struct facts *f)
{
    for (size_t i = 0; i < t->element_n && i < ELEMENTS_MAX; i++)
        if (t->element[i].captions && f->element[i].met == MET_YES)
            return false;
    return f->images > 0 && delivery_elements(t, f) < 2;
}

static enum met
weigh_one(const struct bench *b, const struct pack_part *part, const struct pack_element *e,
          const struct lead *l, const struct weighed *w)
{
    const struct topic *t = part->topic;
    const struct facts *f = l->facts;
    const struct topic_element *known;
    size_t at;

    if (str_eq(e->id, STR("period")) && w->fitting.split)
        return MET_UNKNOWN;
    if (str_eq(e->id, STR("period")))
        return w->fitting.fit >= FIT_WEAK ? MET_YES : w->fitting.fit == FIT_UNKNOWN ? MET_UNKNOWN : MET_NO;
    known = elements_find(t, e->id, &at);
    if (known == NULL)
        return MET_UNKNOWN;
    if (f != NULL && f->none) /* of nothing there is nothing more to say */
        return MET_YES;
    if (f != NULL && f->element[at].refuted && known->each_of != NULL)
        return MET_NO;
    if ((f != NULL && f->element[at].met == MET_YES) || w->parts >> at & 1 ||
        known->shown_by & delivery_accepted(w->delivery) ||
        (f != NULL && known->shown_by & ACCEPT_IMAGE && f->images > 0))
        return MET_YES;
    if (w->delivery == DELIVERY_DOCUMENT)
        return weigh_on_paper(b, t, l, w);
    if (t->apart && f != NULL && f->silent_files == 0 && f->element_files != 0)
        return MET_NO;
    if (f != NULL && (f->element[at].refuted || (w->delivery == DELIVERY_TEXT && f->element_blank >> at & 1)))
        return MET_NO;
    if (f == NULL || delivery_is_unread(w->delivery))
        return MET_UNKNOWN;
    if (elements_in_files(b, part, f) && !files_lack(b, l, at))
        return MET_UNKNOWN;
    return known->image_may_show && pictures_may_show(t, f) ? MET_UNKNOWN : MET_NO;
}

struct lacking
elements_weigh(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    struct lacking lacking = {0};

    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++) {
        const struct pack_element *e = &part->element[k];

        w->element[k] = weigh_one(b, part, e, l, w);
        if (w->element[k] == MET_NO && e->basis != BASIS_RECALLED && !str_eq(e->id, STR("period")))
            elements_note_lacking(&lacking, e->text);
        if (w->element[k] == MET_NO && lack_cut(&b->site->node[l->node]))
            w->element[k] = MET_UNKNOWN;
    }
    return lacking;
}

bool
elements_lack_half(const struct pack_part *part, const struct weighed *w, bool decisive)
{
    size_t absent = 0, shown = 0;

    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++) {
        if (str_eq(part->element[k].id, STR("period")))
            continue;
        absent += w->element[k] == MET_NO;
        shown += w->element[k] == MET_YES;
    }
    return absent > 0 && absent >= shown && (decisive || shown == 0);
}
