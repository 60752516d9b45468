/* What is not looked at any further: news about the assessment, another agency's things, a file that shows
 * the way. */
#include "rules/refuse.h"
#include "base/thai.h"
#include "rules/paper.h"
#include "rules/verdict.h"

#define LIST_ARTICLES 3       /* articles of a list, whose first heading is only its newest */
#define FILE_ENDING_LETTERS 4 /* "pdf", "docx" */

static bool
is_of_another(const struct bench *b, const struct wording *w)
{
    return w->flags & WORDING_OTHER_KIND || agency_is_others(b->agency, w);
}

static bool
wording_refused(const struct bench *b, const struct wording *w, size_t topic, struct say *why)
{
    bool leading = false;

    if (w == NULL)
        return false;
    for (size_t i = 0; i < w->topic_n; i++)
        leading |= w->topic[i].topic == topic && w->topic[i].from < w->about_at;
    if (w->flags & WORDING_ABOUT && !leading)
        *why = verdict_say(N_("news or papers about the assessment itself: {1}"), wording_quote(w), STR_NONE);
    else if (w->flags & WORDING_SEARCH)
        *why = verdict_say(N_("a list of search results or tags: {1}"), wording_quote(w), STR_NONE);
    else if (w->flags & WORDING_OTHER_KIND)
        *why =
            verdict_say(N_("another kind of agency or another checklist: {1}"), wording_quote(w), STR_NONE);
    else if (is_of_another(b, w))
        *why = verdict_say(N_("names another agency: {1}"), wording_quote(w), STR_NONE);
    else
        return false;
    return true;
}

/* A page of a school, a health office or another agency on the same site: what it links is theirs. */
static bool
foreign_page(const struct bench *b, uint32_t node, struct say *why)
{
    const struct node *n = &b->site->node[node];
    const struct wording *own[] = {n->title, n->heading};

    for (size_t i = 0; node != b->site->home && i < 2; i++)
        if (own[i] != NULL && is_of_another(b, own[i])) {
            *why =
                verdict_say(N_("stands on a page of another agency: {1}"), wording_quote(own[i]), STR_NONE);
            return true;
        }
    return false;
}

/* "O26.pdf": its name is the item's number and no more. */
static bool
only_numbered(const struct bench *b, const struct site_link *k)
{
    const struct node *n = &b->site->node[k->to];
    const struct wording *name =
        wording_of(b->site->book, n->file_name.n > 0 ? n->file_name : site_file_words(b->arena, n->url));

    return name->item != 0 && name->meaning <= FILE_ENDING_LETTERS;
}

/* In such rows the thing itself stands behind the file that shows the way, or first the home page, where the
 * way begins. */
static bool
row_goes_on(const struct bench *b, uint32_t link)
{
    const struct site_link *k = &b->site->link[link];

    return k->row != NULL && link + 1 < b->site->link_n && k[1].from == k->from && k[1].same_row &&
           k[1].to != k->to && (only_numbered(b, k) || k[1].to == b->site->home);
}

/* Is it the file that shows how to get there?  The row says so, and its first link is that file. */
static bool
shows_the_way(const struct bench *b, uint32_t link)
{
    const struct site_link *k = &b->site->link[link], *before = link > 0 ? k - 1 : NULL;
    bool first = before == NULL || before->from != k->from || !k->same_row;

    if (k->text->flags & WORDING_STEPS)
        return true;
    if (first && leads_is_document(&b->site->node[k->to]) && row_goes_on(b, link))
        return true;
    return first && k->row != NULL && k->row->flags & WORDING_STEPS &&
           leads_is_document(&b->site->node[k->to]);
}

/* "An example from the municipality of X": what the page says of the papers on it. */
static bool
paper_of_others(const struct bench *b, const struct lead *l, struct say *why)
{
    const struct lead *p = l->parent != NO_INDEX ? &b->leads->lead[l->parent] : NULL;
    const struct wording *said = p != NULL && p->facts != NULL ? p->facts->agency_line : NULL;

    if (said == NULL || !leads_is_document(&b->site->node[l->node]) || p->facts->prose > PROSE_DOCUMENT_MIN ||
        !is_of_another(b, said))
        return false;
    *why = verdict_say(N_("the page says that it is another agency's: {1}"), wording_quote(said), STR_NONE);
    return true;
}

/* "Invitation to ...", "form of the survey": what the topic's own words say that it is not. */
static bool
says_other(const struct bench *b, const struct lead *l, struct say *why)
{
    const struct topic *topic = &b->site->catalog->topic[l->topic];
    const struct site_link *k = l->link != NO_INDEX ? &b->site->link[l->link] : NULL;
    const struct node *n = &b->site->node[l->node];
    const struct node *from = l->by == BY_PARENT && k != NULL ? &b->site->node[k->from] : NULL;
    const struct wording *said[] = {l->by != BY_PAPER ? l->words : NULL, /* paper_refused() asks its own */
                                    from != NULL ? from->title : NULL,
                                    from != NULL ? from->heading : NULL,
                                    k != NULL ? k->text : NULL,
                                    k != NULL ? k->row : NULL,
                                    NULL};

    if (!leads_is_document(n))
        return false;
    said[sizeof said / sizeof *said - 1] =
        wording_of(b->site->book, n->file_name.n > 0 ? n->file_name : site_file_words(b->arena, n->url));
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (said[i] != NULL && is_of_another(b, said[i])) {
            *why = verdict_say(N_("names another agency: {1}"), wording_quote(said[i]), STR_NONE);
            return true;
        }
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (said[i] != NULL && ((topic->other_text != NULL && wording_holds(topic->other_text, said[i])) ||
                                (topic->kind == TOPIC_DOCUMENT && said[i]->flags & WORDING_UNFINISHED))) {
            *why = verdict_say(N_("its own words say that it is something else: {1}"), wording_quote(said[i]),
                               STR_NONE);
            return true;
        }
    return false;
}

/* A file that is called by another item's name elsewhere is not this item's because of the heading it stands
 * under here, unless it says so itself. */
static bool
called_otherwise(const struct bench *b, const struct lead *l, struct say *why)
{
    const struct leads *leads = b->leads;
    const struct paper *p = b->site->node[l->node].paper;
    const struct wording *other = NULL;

    if (p != NULL && p->title != NULL && wording_names(p->title, l->topic))
        return false;
    if ((l->by != BY_SECTION && l->by != BY_PARENT) || !leads_is_document(&b->site->node[l->node]))
        return false;
    for (uint32_t i = groups_from(&leads->by_node, l->node); i < groups_until(&leads->by_node, l->node);
         i++) {
        const struct lead *by_name = &leads->lead[leads->by_node.item[i]];

        if (by_name->by != BY_TEXT)
            continue;
        if (by_name->words == NULL || wording_names(by_name->words, l->topic))
            return false;
        other = by_name->words;
    }
    if (other == NULL)
        return false;
    *why =
        verdict_say(N_("its own words say that it is something else: {1}"), wording_quote(other), STR_NONE);
    return true;
}

/* Are we named on one of the lines? */
static bool
stands_on(const struct bench *b, struct str lines)
{
    struct str line;

    while (str_next(&lines, THAI_BREAK, &line))
        if (agency_is_own(b->agency, line))
            return true;
    return false;
}

/* Another's name at the top may be whom a letter is written to: ours stands further down.  What recognition
 * read may be ours too. */
static bool
opening_of_another(const struct bench *b, const struct paper *p)
{
    struct str lines = p->opening, line;

    if (!agency_is_other(b->agency, p->opening) || stands_on(b, p->opening))
        return false;
    while (p->recognised && str_next(&lines, THAI_BREAK, &line))
        if (agency_is_nearly_own(b->agency, line))
            return false;
    return true;
}

/* Its title would be the item's name, were it not the longer one of another that is asked for too. */
static bool
bears_longer_name(const struct bench *b, const struct topic *topic, const struct wording *title)
{
    const struct catalog *c = b->site->catalog;
    const struct topic *other;
    struct thai_text t;

    if (title->topic_n == 0 || wording_names(title, (size_t)(topic - c->topic)))
        return false;
    thai_text_init(&t, b->arena, title->text);
    other = match_covering(c, &t, topic);
    return other != NULL && b->leads->asked[other - c->topic];
}

/* A body of the state stands on the cover, and we nowhere on the first page. */
static bool
is_of_the_state(const struct bench *b, const struct paper *p)
{
    struct str title = p->title->text, line;
    bool state = false;

    while (str_next(&title, THAI_BREAK, &line))
        state |= (wording_of(b->site->book, line)->flags & WORDING_STATE) != 0;
    return state && !stands_on(b, p->opening);
}

/* Words that name nothing, or what is told under the name of the topic. */
static bool
is_of_no_name(const struct wording *w, size_t topic, bool named)
{
    return w->topic_n == 0 || (named && !wording_names(w, topic));
}

/* Does its title name another kind of agency?  A university that we stand beside on the first page made it
 * for us; "done in 9 schools" below our name tells what was done, also under words that name a topic where
 * this one was named before. */
static bool
is_of_another_kind(const struct bench *b, const struct lead *l, const struct paper *p)
{
    const struct phrases *makers = catalog_list(b->site->catalog, "outside-makers");
    struct str title = p->title->text, line;
    bool ours = false, named = false;

    if (!(p->title->flags & WORDING_OTHER_KIND))
        return false;
    if (!stands_on(b, p->opening))
        return true;
    while (str_next(&title, THAI_BREAK, &line)) {
        const struct wording *w = wording_of(b->site->book, line);

        if (!(w->flags & WORDING_OTHER_KIND)) {
            ours |= agency_is_own(b->agency, line);
            named |= wording_names(w, l->topic);
        } else if (!wording_holds(makers, w) &&
                   !(ours && is_of_no_name(w, l->topic, named) && thai_has_figure(line))) {
            return true;
        }
    }
    return false;
}

/* A draft, or a form that nobody has filled in. */
static bool
is_unfinished(const struct bench *b, const struct paper *p)
{
    return p->title->flags & WORDING_UNFINISHED &&
           (!p->filled || wording_holds(catalog_list(b->site->catalog, "draft-words"), p->title));
}

/* Of papers side by side one says that it is the thing: what the first of them says is nothing against it. */
static bool
is_beside_others(const struct paper *p, const struct lead *l)
{
    return p->names.n > 0 && l->facts != NULL && l->facts->named;
}

/* What stands in the document itself: whose it is, and that it is a form or another thing. */
static bool
paper_refused(const struct bench *b, const struct lead *l, struct say *why)
{
    const struct topic *topic = &b->site->catalog->topic[l->topic];
    const struct paper *p = b->site->node[l->node].paper;

    if (p == NULL || p->title == NULL || p->state != DOCUMENT_READ || is_beside_others(p, l))
        return false;
    if (is_of_another_kind(b, l, p) || opening_of_another(b, p) ||
        (topic->kind == TOPIC_DOCUMENT && is_of_the_state(b, p)))
        *why = verdict_say(N_("the document itself is another agency's: {1}"), wording_quote(p->title),
                           STR_NONE);
    else if (p->title->flags & WORDING_STEPS && !wording_names(p->title, l->topic))
        *why = verdict_say(N_("shows how to navigate, not the thing itself"), STR_NONE, STR_NONE);
    else if (topic->kind == TOPIC_DOCUMENT && (p->form || is_unfinished(b, p)))
        *why = verdict_say(N_("the document is a draft, or a form that nobody has filled in: {1}"),
                           wording_quote(p->title), STR_NONE);
    else if ((topic->other_text != NULL && wording_holds(topic->other_text, p->title)) ||
             bears_longer_name(b, topic, p->title))
        *why = verdict_say(N_("the document itself says that it is something else: {1}"),
                           wording_quote(p->title), STR_NONE);
    else
        return false;
    return true;
}

/* What the page calls itself, unless that is only the newest of its articles. */
static bool
page_refused(const struct bench *b, const struct lead *l, struct say *why)
{
    const struct node *n = &b->site->node[l->node];

    return n->is_page && l->head == NO_INDEX && (l->facts == NULL || l->facts->articles < LIST_ARTICLES) &&
           (wording_refused(b, n->title, l->topic, why) || wording_refused(b, n->heading, l->topic, why));
}

/* It has its name from a page that is refused, and says nothing better itself. */
static bool
parent_refused(const struct bench *b, const struct lead *l, struct say *why)
{
    const struct paper *p = b->site->node[l->node].paper;

    return l->by == BY_PARENT && l->parent != NO_INDEX &&
           (p == NULL || p->title == NULL || !wording_names(p->title, l->topic)) &&
           page_refused(b, &b->leads->lead[l->parent], why);
}

bool
refuse_lead(const struct bench *b, const struct lead *l, struct say *why)
{
    const struct site_link *k = l->link != NO_INDEX ? &b->site->link[l->link] : NULL;

    if (l->by == BY_SITE)
        return false;
    if (k != NULL && shows_the_way(b, l->link)) {
        *why = verdict_say(N_("shows how to navigate, not the thing itself"), STR_NONE, STR_NONE);
        return true;
    }
    if (k != NULL && wording_refused(b, k->text, l->topic, why))
        return true;
    if (k != NULL && !k->menu && foreign_page(b, k->from, why))
        return true;
    if (paper_refused(b, l, why) || paper_of_others(b, l, why) || says_other(b, l, why) ||
        called_otherwise(b, l, why))
        return true;
    if (wording_refused(b, l->words, l->topic, why)) {
        if (l->by == BY_PARENT || l->by == BY_SECTION) /* the words are not its own */
            *why = verdict_say(N_("it is reached only from what is something else: {1}"),
                               wording_quote(l->words), STR_NONE);
        return true;
    }
    return page_refused(b, l, why) || parent_refused(b, l, why);
}

/* Do the site's own words promise it here? */
static bool
is_promised(const struct bench *b, const struct lead *l)
{
    const struct site_link *k = l->link != NO_INDEX ? &b->site->link[l->link] : NULL;
    struct say why;

    return k != NULL && l->words != NULL && wording_names(l->words, l->topic) &&
           !wording_refused(b, l->words, l->topic, &why) && !wording_refused(b, k->text, l->topic, &why) &&
           !foreign_page(b, k->from, &why) && !shows_the_way(b, l->link);
}

bool
refuse_promised(const struct bench *b, const struct lead *l)
{
    if (b->serves != NULL && b->serves[l->node] != 0) /* it is the other part of the item, which it proves */
        return false;
    return is_promised(b, l);
}

bool
refuse_belied(const struct bench *b, const struct lead *l)
{
    struct say why;

    return refuse_promised(b, l) && (paper_refused(b, l, &why) || refuse_namesake(b, l, &why));
}

/* The same words name an item of one year and, in another, an item that joins it with ours. */
static bool
shares_words(const struct wording_topic *x, const struct wording_topic *y)
{
    return x->from < y->to && y->from < x->to;
}

/* Are all names in a title those of items that are asked for beside this one? */
static bool
names_rivals_only(const struct bench *b, const struct wording *title, size_t topic)
{
    const struct catalog *c = b->site->catalog;
    bool rival[WORDING_TOPICS];

    for (size_t i = 0; i < title->topic_n; i++)
        rival[i] = b->leads->asked[title->topic[i].topic] != 0 &&
                   match_rivals(c, &c->topic[topic], &c->topic[title->topic[i].topic]);
    for (size_t i = 0; i < title->topic_n; i++) {
        bool told = rival[i];

        for (size_t k = 0; k < title->topic_n; k++)
            told |= rival[k] && shares_words(&title->topic[k], &title->topic[i]);
        if (!told)
            return false;
    }
    return title->topic_n > 0;
}

bool
refuse_namesake(const struct bench *b, const struct lead *l, struct say *why)
{
    const struct paper *p = b->site->node[l->node].paper;
    const struct wording *name;

    if (p == NULL || !p->whole || p->title == NULL || wording_names(p->title, l->topic) ||
        is_beside_others(p, l))
        return false;
    name = paper_name(p, b->site->book);
    if (wording_names(name, l->topic) || !names_rivals_only(b, name, l->topic))
        return false;
    *why = verdict_say(N_("the document itself says that it is something else: {1}"), wording_quote(name),
                       STR_NONE);
    return true;
}
