/* The proof of a verdict: the deliverable, where it was found, the words that name it, and what each element
 * rests on. */
#include "rules/proof.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/elements.h"

#define PATH_MAX_STEPS 12
#define MORE_PROOF 5 /* further deliverables of a series */

/* The site's own words, cells and lines that were kept apart shown with a stroke between. */
static struct str
quote_of(const struct bench *b, struct str s)
{
    struct buf out;
    struct str quote;

    s = utf8_prefix(s, LIMIT_QUOTE);
    buf_init(&out, 4 * LIMIT_QUOTE + 4096);
    for (size_t i = 0; i < s.n; i++) {
        bool cell = s.p[i] == THAI_BREAK;

        if (cell)
            buf_char(&out, '|');
        else
            buf_char(&out, s.p[i]);
    }
    quote = arena_str(b->arena, str_trim(buf_view(&out)));
    buf_free(&out);
    return quote;
}

static struct str
home_word(void)
{
    return str_of(_("Home page"));
}

struct strs
proof_way(const struct bench *b, uint32_t node)
{
    struct str *step = ARENA_ARRAY(b->arena, struct str, PATH_MAX_STEPS);

    return (struct strs){step, site_path(b->site, node, home_word(), step, PATH_MAX_STEPS)};
}

/* Clicks from the home page to the page the lead was found on, then the lead's own words. */
static struct strs
path_of(const struct bench *b, const struct lead *l)
{
    struct str *step = ARENA_ARRAY(b->arena, struct str, PATH_MAX_STEPS + 1);
    const struct site_link *k = l->link != NO_INDEX ? &b->site->link[l->link] : NULL;
    uint32_t from = k != NULL && !k->menu ? k->from : l->node;
    size_t n = site_path(b->site, from, home_word(), step, PATH_MAX_STEPS);

    if (n == 0)
        step[n++] = home_word();
    if (k != NULL && !k->menu && k->from != l->node && (k->text->text.n > 0))
        step[n++] = quote_of(b, k->text->text);
    return (struct strs){step, n};
}

struct str
proof_words(const struct bench *b, const struct lead *l)
{
    if (l->link != NO_INDEX && b->site->link[l->link].text->text.n > 0)
        return b->site->link[l->link].text->text;
    return l->words != NULL ? wording_quote(l->words) : STR_NONE;
}

struct str
proof_name(const struct lead *l)
{
    return l->words != NULL ? wording_quote(l->words) : STR_NONE;
}

/* What was read of it: itself, or the page that bears its link, where it was not asked for. */
static const struct node *
read_of(const struct bench *b, const struct lead *l)
{
    const struct node *n = &b->site->node[l->node];

    return n->fetched != 0 || l->link == NO_INDEX ? n : &b->site->node[b->site->link[l->link].from];
}

static struct evidence
evidence_at(const struct bench *b, const struct lead *l)
{
    const struct node *asked = &b->site->node[l->asked], *n = &b->site->node[l->node];
    const struct node *read = read_of(b, l);

    return (struct evidence){
        .url = asked->url,
        .final_url = n->url,
        .found_on = l->link != NO_INDEX ? b->site->node[b->site->link[l->link].from].url : n->url,
        .path = path_of(b, l),
        .http_status = n->status,
        .content_type = n->content_type,
        .sha256 = read->sha256,
        .fetched = read->fetched,
        .last_modified = n->last_modified,
        .bad_tls = n->bad_tls,
    };
}

/* Words of a link, or of its row, are not words of what it leads to. */
static void
quote_link(const struct site_link *k, struct evidence *e)
{
    if (k == NULL)
        return;
    e->quote = k->text->flags & WORDING_WEAK && k->row != NULL ? wording_shown(k->row) : k->text->text;
    if (e->quote.n > 0 && e->where != WHERE_FORM)
        e->where = WHERE_LINK;
}

/* What no words lead to is shown by what was recognised of it. */
static struct str
first_seen(const struct bench *b, const struct lead *l)
{
    size_t n = b->site->catalog->topic[l->topic].element_n;
    bool unnamed = l->by == BY_SITE || l->by == BY_SIGNS;

    for (size_t k = 0; unnamed && l->facts != NULL && k < n && k < ELEMENTS_MAX; k++)
        if (l->facts->element[k].met == MET_YES && l->facts->element[k].quote.n > 0)
            return l->facts->element[k].quote;
    return STR_NONE;
}

/* The words on the page, or on the link, that say best what the thing is. */
static void
quote_delivery(const struct bench *b, const struct lead *l, const struct weighed *w, struct evidence *e)
{
    const struct site_link *k = l->link != NO_INDEX ? &b->site->link[l->link] : NULL;
    const struct node *n = &b->site->node[l->node];
    bool page = l->facts != NULL && !leads_is_document(n);
    const struct wording *said = l->facts != NULL && !page && l->facts->said != NULL ? l->facts->said : NULL;

    if (page && (w->delivery == DELIVERY_FORM || w->delivery == DELIVERY_EXTERNAL_FORM))
        e->where = WHERE_FORM;
    else if (page && l->by == BY_TITLE)
        e->where = WHERE_TITLE;
    else if (page)
        e->where = l->by == BY_SITE || l->words == NULL ? WHERE_TEXT : WHERE_HEADING;
    else
        e->where = said != NULL ? WHERE_DOCUMENT : WHERE_LINK;
    if (first_seen(b, l).n > 0) {
        e->quote = first_seen(b, l);
        e->where = WHERE_TEXT;
    } else if (said != NULL) {
        e->quote = wording_shown(said);
        e->page = (int)l->facts->said_sheet;
    } else if (page && l->link == NO_INDEX && l->words != NULL)
        e->quote = wording_shown(l->words);
    else if (page && n->heading != NULL && n->heading->topic_n > 0)
        e->quote = wording_shown(n->heading);
    else
        quote_link(k, e);
    if (e->quote.n == 0 && l->facts != NULL && l->facts->quote.n > 0) {
        e->quote = l->facts->quote;
        e->where = page ? WHERE_TEXT : WHERE_DOCUMENT;
    }
    if (e->quote.n == 0 && l->words != NULL)
        e->quote = wording_shown(l->words);
    e->quote = quote_of(b, e->quote.n > 0 ? e->quote : e->url);
    e->fiscal_year = w->fitting.words.n > 0 ? w->fitting.year : 0;
    e->period = quote_of(b, w->fitting.words);
}

/* What delivers may stand at an address of its own: an account, a form at a service. */
static void
point_at_account(const struct bench *b, const struct lead *l, const struct weighed *w, struct evidence *e)
{
    struct str url = STR_NONE;

    if (l->facts == NULL)
        return;
    if (w->delivery == DELIVERY_ACCOUNT)
        url = l->facts->few->account_url;
    else if (w->delivery == DELIVERY_CHAT)
        url = l->facts->few->chat_url;
    else if (w->delivery == DELIVERY_EXTERNAL_FORM)
        url = l->facts->few->form_url;
    if (url.n == 0)
        return;
    e->url = e->final_url = url;
    e->quote = quote_of(b, url);
    e->found_on = b->site->node[l->node].url;
    e->where = WHERE_LINK;
    e->http_status = 0;
    e->bad_tls = false;
    e->content_type = e->last_modified =
        STR_NONE; /* hash and time stay those of the page that bears the link */
}

static bool
is_repeat(const struct evidence *v, size_t n, const struct evidence *e)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(v[i].url, e->url) && v[i].where == e->where)
            return true;
    return false;
}

static size_t
add_weighed(const struct bench *b, const struct weighed *w, struct evidence *v, size_t n)
{
    const struct lead *l = &b->leads->lead[w->lead];
    struct evidence e = evidence_at(b, l);

    if (n >= LIMIT_EVIDENCE)
        return n;
    quote_delivery(b, l, w, &e);
    point_at_account(b, l, w, &e);
    if (!is_repeat(v, n, &e))
        v[n++] = e;
    return n;
}

/* Landing and entry: the pages and words one comes by. */
static size_t
add_chain(const struct bench *b, const struct lead *l, struct evidence *v, size_t n)
{
    for (int hops = 0; l->parent != NO_INDEX && hops < 4 && n < LIMIT_EVIDENCE; hops++) {
        struct evidence e;

        l = &b->leads->lead[l->parent];
        if (l->by == BY_SITE)
            continue;
        e = evidence_at(b, l);
        e.where = l->link == NO_INDEX ? (l->by == BY_TITLE ? WHERE_TITLE : WHERE_HEADING) : WHERE_LINK;
        e.quote = quote_of(b, l->words != NULL ? wording_shown(l->words) : e.url);
        if (!is_repeat(v, n, &e))
            v[n++] = e;
    }
    return n;
}

/* One line may show several elements: it is quoted once. */
static uint32_t
place_of_quote(const struct evidence *v, size_t n, const struct evidence *new)
{
    uint32_t i = 0;

    while (i < n &&
           !(v[i].where != WHERE_LINK && str_eq(v[i].url, new->url) && str_eq(v[i].quote, new->quote)))
        i++;
    return i;
}

static size_t
add_quotes(const struct bench *b, const struct pack_part *part, const struct weighed *w, struct evidence *v,
           size_t n, struct element_result *out)
{
    const struct lead *l = &b->leads->lead[w->lead];

    for (size_t k = 0; k < part->element_n && k < ELEMENTS_MAX; k++) {
        uint32_t *at = ARENA_NEW(b->arena, uint32_t);
        size_t known;
        bool is_known = elements_find(part->topic, part->element[k].id, &known) != NULL;

        out[k].met = w->element[k];
        if (w->element[k] != MET_YES)
            continue;
        out[k].evidence = at;
        out[k].evidence_n = 1;
        if (!is_known || l->facts == NULL || l->facts->element[known].quote.n == 0 || n >= LIMIT_EVIDENCE)
            continue;
        v[n] = evidence_at(b, l);
        v[n].where = leads_is_document(&b->site->node[l->node]) ? WHERE_DOCUMENT : WHERE_TEXT;
        v[n].page = (int)l->facts->element[known].sheet;
        v[n].quote = quote_of(b, l->facts->element[known].quote);
        *at = place_of_quote(v, n, &v[n]);
        n += *at == n;
    }
    return n;
}

static void
note_elements(const struct weighed *best, bool seen, struct element_result *e, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        bool period = str_eq(e[k].id, STR("period"));

        if (!seen) {
            e[k].met = MET_NO;
            e[k].note = (struct say){.id = N_("nothing was found that could show it")};
        } else if (period && e[k].met != MET_YES) {
            e[k].note = (struct say){.id = e[k].met == MET_NO ? N_("another period is stated")
                                                              : N_("no period is stated")};
        } else if (e[k].met == MET_NO && best->delivery == DELIVERY_DOCUMENT) {
            e[k].note = (struct say){.id = N_("not seen in the document")};
        } else if (e[k].met == MET_UNKNOWN && best->delivery == DELIVERY_DOCUMENT) {
            e[k].note = (struct say){.id = N_("stands in a document that was not read")};
        } else if (e[k].met == MET_UNKNOWN && best->delivery == DELIVERY_PICTURE) {
            e[k].note = (struct say){.id = N_("may stand in a picture")};
        } else if (e[k].met == MET_UNKNOWN) {
            e[k].note = (struct say){.id = N_("could not be seen from here")};
        } else if (e[k].met == MET_NO) {
            e[k].note = (struct say){.id = N_("not seen on that page")};
        }
    }
}

void
proof_fill(const struct bench *b, const struct pack_part *part, const struct weighed *w, size_t n,
           struct item_result *r)
{
    struct evidence *v = ARENA_ARRAY(b->arena, struct evidence, LIMIT_EVIDENCE + 1);
    struct element_result *e = ARENA_ARRAY(b->arena, struct element_result, part->element_n + 1);
    bool seen = n > 0 && w[0].grade <= GRADE_STALE,
         promised = n > 0 && (w[0].grade < GRADE_REFUSED || w[0].belied);
    size_t count = 0;

    for (size_t k = 0; k < part->element_n; k++)
        e[k] = (struct element_result){.id = part->element[k].id,
                                       .text = part->element[k].text,
                                       .text_en = part->element[k].text_en,
                                       .met = MET_UNKNOWN,
                                       .basis = part->element[k].basis};
    if (promised)
        count = add_weighed(b, &w[0], v, count);
    if (seen)
        count = add_quotes(b, part, &w[0], v, count, e);
    if (promised)
        count = add_chain(b, &b->leads->lead[w[0].lead], v, count);
    for (size_t k = 1; seen && k < n && k <= MORE_PROOF && w[k].grade == w[0].grade; k++)
        count = add_weighed(b, &w[k], v, count);
    if (r->verdict != VERDICT_UNASSESSED)
        note_elements(n > 0 ? &w[0] : NULL, seen, e, part->element_n);
    r->evidence = v;
    r->evidence_n = count;
    r->element = e;
    r->element_n = part->element_n;
}
