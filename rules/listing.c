/* A list is worth what it lists. */
#include "rules/listing.h"

/* Notices are told apart by each of their links; elsewhere a file may have two, its title and a button. */
static size_t
list_length(const struct facts *f, bool papers)
{
    if (!papers)
        return f->entries;
    return f->documents > f->articles ? f->documents : f->articles;
}

/* All that the list links was weighed, and nothing of it is the thing. */
static bool
lists_in_vain(const struct bench *b, const struct pack_part *part, const struct weighed *w, size_t n)
{
    bool papers = part->topic->kind == TOPIC_SERIES || part->topic->kind == TOPIC_DOCUMENT;
    const struct lead *list = &b->leads->lead[w[0].lead];
    size_t followed = 0;
    enum grade vain;

    if (w[0].grade > GRADE_REVIEW || w[0].delivery != DELIVERY_ARTICLES || list->facts == NULL ||
        (!papers && w[0].fitting.fit >= FIT_WEAK && delivery_elements(part->topic, list->facts) > 0))
        return false; /* its own text may be the thing */
    vain = papers || list->facts->entries == 1 ? GRADE_STALE : GRADE_EMPTY;
    for (size_t i = 1; i < n; i++) {
        const struct lead *l = &b->leads->lead[w[i].lead];

        if (l->link == NO_INDEX || b->site->link[l->link].from != list->node ||
            (w[i].grade == GRADE_REFUSED && !w[i].namesake))
            continue;
        if (w[i].grade < vain || w[i].grade == GRADE_ENTRY || w[i].grade == GRADE_ELSEWHERE)
            return false;
        if (w[i].grade == GRADE_EMPTY && !(part->topic->accept & ACCEPT_DOCUMENT))
            return false; /* short news are news */
        followed++;
    }
    return followed > 0 && followed >= list_length(list->facts, papers);
}

/* All that it lists is other items' by name, and nothing on it shows this one.  News may be of anything. */
static bool
lists_others(const struct bench *b, const struct pack_part *part, const struct weighed *w)
{
    const struct lead *list = &b->leads->lead[w->lead];
    const struct node *n = &b->site->node[list->node];
    size_t others = 0;

    if (w->grade > GRADE_REVIEW || w->delivery != DELIVERY_ARTICLES || list->head != NO_INDEX ||
        !(part->topic->accept & ACCEPT_DOCUMENT) || delivery_elements(part->topic, list->facts) > 0)
        return false;
    for (uint32_t i = 0; i < n->link_n; i++) {
        const struct site_link *k = &b->site->link[n->first_link + i];
        const struct wording *said = k->text->topic_n == 0 && k->row != NULL ? k->row : k->text;

        if (k->menu || said->flags & (WORDING_WEAK | WORDING_BACK))
            continue;
        if (wording_names(said, list->topic) || !leads_names_asked(b->leads, said))
            return false;
        others++;
    }
    return others > 0;
}

bool
listing_is_vain(const struct bench *b, const struct pack_part *part, const struct weighed *w, size_t n)
{
    return n > 0 && ((n > 1 && lists_in_vain(b, part, w, n)) || lists_others(b, part, &w[0]));
}
