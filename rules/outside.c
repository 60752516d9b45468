/* Places on other sites: by what they deliver, and why one that was not visited may be the agency's own. */
#include "rules/outside.h"
#include "base/href.h"
#include "rules/verdict.h"
#include "rules/year_grade.h"

/* A questionnaire asks; nothing can be asked for or told by it. */
static bool
asks_opinion(const struct bench *b, const struct lead *l)
{
    return l->link != NO_INDEX && b->site->link[l->link].text->flags & WORDING_SURVEY;
}

enum delivery
outside_delivery(const struct bench *b, const struct topic *t, const struct lead *lead)
{
    const struct node *n = &b->site->node[lead->node];
    const struct leads *l = b->leads;

    if (t->accept & ACCEPT_ACCOUNT && leads_host(l, n->url, HOST_SOCIAL))
        return DELIVERY_ACCOUNT;
    if (t->accept & ACCEPT_CHAT && leads_host(l, n->url, HOST_CHAT))
        return DELIVERY_CHAT;
    if (t->accept & (ACCEPT_EXTERNAL_FORM | ACCEPT_FORM) && leads_host(l, n->url, HOST_FORM) &&
        !asks_opinion(b, lead))
        return DELIVERY_EXTERNAL_FORM;
    if (t->accept & ACCEPT_DOCUMENT && leads_host(l, n->url, HOST_READER))
        return DELIVERY_READER;
    return DELIVERY_NONE;
}

/* One host lies below the other: ita.town.example beside www.town.example. */
static bool
is_kin(struct str home, struct str url)
{
    struct str a = href_without_www(href_cut(home).host), b = href_without_www(href_cut(url).host);
    struct str longer = a.n > b.n ? a : b, shorter = a.n > b.n ? b : a;
    size_t at = longer.n - shorter.n;

    return shorter.n > 0 && at > 0 && longer.p[at - 1] == '.' &&
           str_eq_nocase(str_sub(longer, at, longer.n), shorter);
}

/* Why a place outside the site may be the agency's own all the same; NULL where it is another's. */
static const char *
why_unvisited(const struct bench *b, const struct pack_part *part, const struct lead *l)
{
    unsigned behind = ACCEPT_DOCUMENT | ACCEPT_FORM | ACCEPT_EXTERNAL_FORM | ACCEPT_ACCOUNT | ACCEPT_CHAT;
    struct str url = b->site->node[l->node].url;

    if (leads_host(b->leads, url, HOST_SHORT))
        return part->topic->accept & behind ? N_("leads to a short address, which was not followed") : NULL;
    if (leads_host(b->leads, url, HOST_DRIVE))
        return part->topic->accept & ACCEPT_DOCUMENT ? N_("lies on a shared drive, which was not opened")
                                                     : NULL;
    if (l->by == BY_PARENT || leads_host(b->leads, url, HOST_SOCIAL | HOST_NOBODYS))
        return NULL;
    if (leads_host(b->leads, url, HOST_SHARED))
        return N_("leads to a site at a host that many share, which was not visited");
    return is_kin(b->site->home_url, url)
               ? N_("leads to another host of the same owner, which was not visited")
               : NULL;
}

/* Behind such an address may lie the thing; where its words say another year, an old one on a drive. */
static bool
grade_unvisited(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    const char *why = why_unvisited(b, part, l);
    bool drive = leads_host(b->leads, b->site->node[l->node].url, HOST_DRIVE);
    struct asked asked = timing_asked(b->pack, part);

    if (why == NULL || l->by == BY_LIKENESS || (l->by == BY_SECTION && !drive))
        return false;
    w->fitting = timing_of(b->leads, l, &asked);
    if (w->fitting.fit == FIT_OTHER && !drive)
        return false;
    w->grade = GRADE_BLOCKED;
    w->decision = verdict_say(why, STR_NONE, STR_NONE);
    if (w->fitting.fit == FIT_OTHER)
        year_grade(b, part, w);
    return true;
}

/* Many agencies take requests at a service that another site runs for them: whose it is, a person must see.
 */
static bool
grade_elsewhere(const struct bench *b, const struct topic *t, const struct lead *l, struct weighed *w)
{
    struct str url = b->site->node[l->node].url;

    if (!(t->accept & ACCEPT_ELSEWHERE) || l->by > BY_ROW || l->link == NO_INDEX ||
        b->site->link[l->link].text->flags & (WORDING_ASTRAY | WORDING_SURVEY) ||
        leads_host(b->leads, url, HOST_STATE | HOST_SOCIAL | HOST_NOBODYS))
        return false;
    w->grade = GRADE_REVIEW;
    w->decision =
        verdict_say(N_("leads to a service on another site, which was not looked at: {1}"), url, STR_NONE);
    return true;
}

void
outside_grade(const struct bench *b, const struct pack_part *part, const struct lead *l, struct weighed *w)
{
    if (grade_unvisited(b, part, l, w) || grade_elsewhere(b, part->topic, l, w))
        return;
    w->grade = GRADE_ELSEWHERE;
    w->decision = verdict_say(N_("leads to another site"), STR_NONE, STR_NONE);
}

/* A frame in which the page shows another site: a visitor sees it there, we do not. */
static const struct node *
frame_of_another(const struct bench *b, const struct node *n)
{
    for (uint32_t i = 0; i < n->link_n; i++) {
        const struct site_link *k = &b->site->link[n->first_link + i];
        const struct node *to = &b->site->node[k->to];
        bool viewer = i + 1 < n->link_n && k[1].kind == LINK_VIEWER; /* of a file that was looked at */

        if (k->kind == LINK_FRAME && !viewer && to->problem == PROBLEM_OFF_SITE &&
            !leads_host(b->leads, to->url, HOST_SOCIAL) && !leads_host(b->leads, to->url, HOST_NOBODYS))
            return to;
    }
    return NULL;
}

bool
outside_framed(const struct bench *b, const struct lead *l, struct weighed *w)
{
    const struct facts *f = l->facts;
    const struct node *frame;

    if (f == NULL || l->head != NO_INDEX || l->by == BY_SITE || l->by == BY_SECTION || l->by == BY_PARENT ||
        f->says_empty || f->documents > 0 || f->prose >= PROSE_MIN)
        return false;
    frame = frame_of_another(b, &b->site->node[l->node]);
    if (frame == NULL)
        return false;
    w->grade = GRADE_REVIEW;
    w->decision = verdict_say(N_("a frame shows a page of another site: {1}"), frame->url, STR_NONE);
    return true;
}
