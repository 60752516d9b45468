/*
 * What a page, or a part of it, is to its topic: a form, a list, text of its own, a picture.  Of the 19 leads
 * to a page most end on one that only leads on, or is about something else: what stands on it need not be
 * looked for.
 */
#include "rules/delivery.h"
#include "base/say.h"

#define DEDICATED_ELEMENTS 2
#define ARTICLES_MIN 2

size_t
delivery_elements(const struct topic *t, const struct facts *f)
{
    size_t n = 0;

    for (size_t i = 0; i < t->element_n && i < ELEMENTS_MAX; i++)
        n += f->element[i].met == MET_YES;
    return n;
}

/* Named by its own words, or by words of less trust and what stands on it. */
static bool
is_dedicated(const struct topic *t, const struct lead *l, size_t elements)
{
    return l->by == BY_TITLE || l->by == BY_HEADING || l->by == BY_SIGNS || l->by == BY_LINE ||
           l->head != NO_INDEX || l->strength >= 85 ||
           ((l->by == BY_TEXT || l->by == BY_PARENT) && elements >= DEDICATED_ELEMENTS) ||
           ((l->by == BY_SECTION || l->by == BY_ROW || l->by == BY_NEAR) && elements > DEDICATED_ELEMENTS &&
            2 * elements > t->element_n) ||
           (l->by == BY_OPENING && elements > 0) ||
           (l->by == BY_SIBLING && elements > 0 && elements >= t->element_n);
}

static enum delivery
deliver_channel(const struct topic *t, const struct facts *f, bool whole_site)
{
    if (!whole_site) {
        if (t->accept & ACCEPT_FORM && f->forms > 0)
            return DELIVERY_FORM;
        if (t->accept & ACCEPT_EXTERNAL_FORM && f->external_forms > 0)
            return DELIVERY_EXTERNAL_FORM;
        if (t->accept & ACCEPT_BOARD && (f->forms > 0 || (f->boards > 0 && f->articles > 0)))
            return DELIVERY_BOARD;
    }
    if (t->accept & ACCEPT_ACCOUNT && f->accounts > 0)
        return DELIVERY_ACCOUNT;
    if (t->accept & ACCEPT_CHAT && f->chats > 0)
        return DELIVERY_CHAT;
    if (t->accept & ACCEPT_CONTACT && f->contacts > 0)
        return DELIVERY_CONTACT;
    return DELIVERY_NONE;
}

/* All that is asked for stands there, in however few words: a row of a table, two lines. */
static bool
says_it_all(const struct topic *t, const struct facts *f, size_t elements)
{
    return elements > 0 && elements >= t->element_n && (elements > 1 || f->rows > 0);
}

static bool
text_delivers(const struct topic *t, const struct facts *f, const struct lead *l, size_t elements)
{
    bool whole = t->kind == TOPIC_CONTENT || t->kind == TOPIC_CHANNEL;
    bool beside_paper = !whole && (f->documents > 0 || f->attached || f->shut);

    if (!(t->accept & ACCEPT_TEXT) || !is_dedicated(t, l, elements))
        return false;
    if (!whole && f->forms > 0 && l->by != BY_SIGNS) /* it asks, and reports nothing */
        return false;
    if (f->says_none || f->none)
        return true;
    if (f->says_empty && f->prose < EMPTY_PROSE_MAX)
        return false;
    if (beside_paper)
        return f->prose >= PROSE_DOCUMENT_MIN || f->rows >= DELIVERY_ROWS_MIN;
    return f->prose >= (whole ? PROSE_MIN : PROSE_DOCUMENT_MIN) || f->rows >= DELIVERY_ROWS_MIN ||
           (f->prose >= PROSE_MIN / 3 && elements > 0) || says_it_all(t, f, elements); /* it says it all */
}

/* One article is news; one paper in a list may be anything. */
static uint32_t
list_min(const struct topic *t)
{
    return t->kind == TOPIC_SERIES && !(t->accept & ACCEPT_DOCUMENT) ? 1 : ARTICLES_MIN;
}

enum delivery
delivery_of_page(const struct topic *t, const struct facts *f, const struct lead *l, size_t elements)
{
    enum delivery d = l->by == BY_PICTURE ? DELIVERY_NONE : deliver_channel(t, f, l->by == BY_SITE);

    if (d != DELIVERY_NONE || l->by == BY_SITE)
        return d;
    if (l->by == BY_PICTURE)
        return f->images > 0 && t->accept & (ACCEPT_IMAGE | ACCEPT_DOCUMENT) ? DELIVERY_PICTURE
                                                                             : DELIVERY_NONE;
    if (t->accept & ACCEPT_ARTICLES && t->kind != TOPIC_DOCUMENT && !f->says_empty &&
        f->articles + f->documents >= list_min(t))
        return DELIVERY_ARTICLES;
    if (text_delivers(t, f, l, elements))
        return DELIVERY_TEXT;
    if (f->images > 0 && is_dedicated(t, l, elements) && !f->says_empty &&
        t->accept & (ACCEPT_IMAGE | ACCEPT_DOCUMENT) && f->documents == 0 &&
        (t->kind == TOPIC_CONTENT || f->articles == 0))
        return DELIVERY_PICTURE;
    return DELIVERY_NONE;
}

bool
delivery_needs_elements(const struct leads *leads, const struct lead *l, const struct facts *f,
                        size_t elements)
{
    const struct topic *t = &leads->site->catalog->topic[l->topic];
    const struct node *n = &leads->site->node[l->node];

    if (t->apart || leads_is_document(n) || n->problem == PROBLEM_OFF_SITE)
        return true;
    return delivery_of_page(t, f, l, elements) != DELIVERY_NONE && !leads_about_another(leads, l);
}

bool
delivery_is_unread(enum delivery d)
{
    return d == DELIVERY_DOCUMENT || d == DELIVERY_READER || d == DELIVERY_PICTURE || d == DELIVERY_ACCOUNT ||
           d == DELIVERY_CHAT || d == DELIVERY_EXTERNAL_FORM;
}

unsigned
delivery_accepted(enum delivery d)
{
    static const unsigned bit[] = {
        [DELIVERY_NONE] = 0,
        [DELIVERY_DOCUMENT] = ACCEPT_DOCUMENT,
        [DELIVERY_READER] = ACCEPT_DOCUMENT,
        [DELIVERY_TEXT] = ACCEPT_TEXT,
        [DELIVERY_PICTURE] = ACCEPT_IMAGE,
        [DELIVERY_ARTICLES] = ACCEPT_ARTICLES,
        [DELIVERY_FORM] = ACCEPT_FORM,
        [DELIVERY_EXTERNAL_FORM] = ACCEPT_EXTERNAL_FORM,
        [DELIVERY_ACCOUNT] = ACCEPT_ACCOUNT,
        [DELIVERY_CHAT] = ACCEPT_CHAT,
        [DELIVERY_CONTACT] = ACCEPT_CONTACT,
        [DELIVERY_BOARD] = ACCEPT_BOARD,
    };
    return bit[d];
}

const char *
delivery_text(enum delivery d)
{
    static const char *const text[] = {
        [DELIVERY_NONE] = N_("nothing"),
        [DELIVERY_DOCUMENT] = N_("a document"),
        [DELIVERY_READER] = N_("a document at a service that shows it to everybody"),
        [DELIVERY_TEXT] = N_("text of its own"),
        [DELIVERY_PICTURE] = N_("a picture"),
        [DELIVERY_ARTICLES] = N_("a list of articles"),
        [DELIVERY_FORM] = N_("a form"),
        [DELIVERY_EXTERNAL_FORM] = N_("a form at a form service"),
        [DELIVERY_ACCOUNT] = N_("an account"),
        [DELIVERY_CHAT] = N_("a chat account"),
        [DELIVERY_CONTACT] = N_("contact details"),
        [DELIVERY_BOARD] = N_("a question board"),
    };
    return text[d];
}
