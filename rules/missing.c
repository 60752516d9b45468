/* Where a thing that is not found was promised, or where a visitor would look for it. */
#include "rules/missing.h"
#include "base/buf.h"
#include "base/mem.h"
#include "oit/limits.h"
#include "rules/clicks.h"
#include "rules/proof.h"
#include "rules/section.h"

#define PROMISES_MAX 3 /* addresses named for one item */

/* What this kind of agency calls a thing: the list of its kind, or else that for any. */
static struct str
agency_says(const struct bench *b, struct str word, enum lang lang)
{
    struct str any = catalog_say_list(b->arena, word, lang),
               own = arena_printf(b->arena, "%.*s-%.*s", STR_ARGS(any), STR_ARGS(agency_kind(b->agency)));
    const struct phrases *list = catalog_list(b->site->catalog, own.p);

    if (phrases_size(list) == 0)
        list = catalog_list(b->site->catalog, any.p);
    return phrases_size(list) > 0 ? phrases_text(list, 0) : word;
}

/* {year} is the year asked for, any other word in braces what the agency calls it. */
struct str
missing_expected(const struct bench *b, const struct pack_part *part, enum lang lang)
{
    struct str fix = lang == LANG_EN ? part->topic->fix_en : part->topic->fix, text;
    struct buf out;
    size_t at = 0, open, close;

    buf_init(&out, 16 * KIB);
    while ((open = str_find_char(fix, '{', at)) != STR_NOT_FOUND &&
           (close = str_find_char(fix, '}', open)) != STR_NOT_FOUND) {
        struct str word = str_sub(fix, open + 1, close);

        buf_str(&out, str_sub(fix, at, open));
        if (str_eq(word, STR("year")))
            buf_printf(&out, "%d", b->pack->fiscal_year + part->year_offset);
        else
            buf_str(&out, agency_says(b, word, lang));
        at = close + 1;
    }
    buf_str(&out, str_sub(fix, at, fix.n));
    text = arena_str(b->arena, buf_view(&out));
    buf_free(&out);
    return text;
}

/* The same place by another lead: by its own title as well as by a link. */
static bool
is_listed(const struct missing_list *list, struct str item, struct str url, enum missing_problem problem)
{
    for (size_t i = list->n; i-- > 0 && str_eq(list->v[i].item, item);)
        if (list->v[i].problem == problem && str_eq(list->v[i].url, url))
            return true;
    return false;
}

static void
add(const struct bench *b, const struct pack_part *part, enum missing_problem problem, uint32_t node,
    struct str found_on, struct str words, struct missing_list *list)
{
    struct str url = node != NO_INDEX ? b->site->node[node].url : b->site->home_url;

    if (is_listed(list, b->pack->item[part->item].id, url, problem))
        return;
    list->v = mem_room(list->v, list->n, &list->cap, sizeof *list->v);
    list->v[list->n++] = (struct missing_url){
        .item = b->pack->item[part->item].id,
        .url = url,
        .problem = problem,
        .status = node != NO_INDEX ? b->site->node[b->site->node[node].final].status : 0,
        .found_on = found_on,
        .words = words,
        .expected = missing_expected(b, part, LANG_TH),
        .expected_en = missing_expected(b, part, LANG_EN),
    };
}

static bool
problem_of(const struct weighed *w, enum missing_problem *out)
{
    switch (w->grade) {
    case GRADE_STALE:
        *out = MISSING_OLD;
        return true;
    case GRADE_PARTIAL:
    case GRADE_EMPTY:
    case GRADE_ENTRY:
        *out = MISSING_EMPTY;
        return true;
    case GRADE_DEAD:
        *out = MISSING_DEAD;
        return true;
    case GRADE_FORBIDDEN:
    case GRADE_BLOCKED:
        *out = MISSING_FORBIDDEN;
        return true;
    case GRADE_ELSEWHERE:
        *out = MISSING_ELSEWHERE;
        return true;
    case GRADE_REFUSED:
        *out = MISSING_ELSEWHERE;
        return w->belied;
    default:
        return false;
    }
}

/* A numbered row is what it names in most words; cells without a number belong to the row above. */
static bool
is_row_of_another(const struct bench *b, size_t line, size_t topic)
{
    const struct site_line *l = &b->site->line[line];

    if (l->words->item == 0 && line > 0 && l[-1].node == l->node)
        l--;
    return l->words->item != 0 && !clicks_name_first(l->words, topic);
}

/* A row of an index that names the item and links nothing; this year's index before another's. */
static const struct site_line *
promised_line(const struct bench *b, const struct pack_part *part)
{
    size_t topic = (size_t)(part->topic - b->site->catalog->topic);
    const struct site_line *found = NULL;

    for (size_t k = 0; k < b->site->line_n; k++) {
        const struct site_line *line = &b->site->line[k];
        const struct wording *title = b->site->node[line->node].title;
        bool this_year = false;

        if (!wording_names(line->words, topic) || is_row_of_another(b, k, topic))
            continue;
        for (size_t p = 0; title != NULL && p < title->period_n; p++)
            this_year |= title->period[p].first == b->pack->fiscal_year;
        if (found == NULL || this_year)
            found = line;
    }
    return found;
}

uint32_t
missing_leads_back(const struct bench *b, const struct pack_part *part)
{
    const struct site *s = b->site;
    size_t topic = (size_t)(part->topic - s->catalog->topic);

    for (size_t i = 0; i < s->back_n; i++) {
        const struct site_link *k = &s->link[s->back[i]];
        const struct wording *said = site_link_said(k);

        if (wording_names(said, topic) && !(said->flags & (WORDING_ABOUT | WORDING_OTHER_KIND)))
            return s->back[i];
    }
    return NO_INDEX;
}

uint32_t
missing_listed_on(const struct bench *b, const struct pack_part *part, const struct weighed *w)
{
    const struct lead *l = &b->leads->lead[w->lead];
    uint32_t from = l->link != NO_INDEX ? b->site->link[l->link].from : NO_INDEX;

    if ((part->cover != COVER_MONTHLY_6 && !part->topic->apart) || from == NO_INDEX ||
        !leads_is_document(&b->site->node[l->node]) || site_is_home(b->site, from))
        return NO_INDEX;
    return from;
}

bool
missing_is_named(const struct bench *b, const struct pack_part *part)
{
    return promised_line(b, part) != NULL;
}

/* An item that asks for several things is promised by the name of each. */
static struct str
missing_called(const struct bench *b, const struct pack_part *part)
{
    const struct pack_item *item = &b->pack->item[part->item];

    return item->part_n > 1 ? part->topic->name : item->name;
}

static void
add_no_link(const struct bench *b, const struct pack_part *part, struct missing_list *list)
{
    const struct site_line *line = promised_line(b, part);
    uint32_t link = line == NULL ? b->section[part->number].link : NO_INDEX, node = b->site->home,
             back = missing_leads_back(b, part);
    struct str from = node != NO_INDEX ? b->site->node[node].url : b->site->home_url,
               words = missing_called(b, part);

    if (back != NO_INDEX) { /* where the link stands that is to be mended */
        node = b->site->link[back].from;
        from = b->site->node[node].url;
    } else if (line != NULL) {
        node = line->node;
        from = b->site->node[node].url;
    } else if (link != NO_INDEX) {
        node = b->site->node[b->site->link[link].to].final;
        from = b->site->node[b->site->link[link].from].url;
    }
    add(b, part, MISSING_NO_LINK, node, from, words, list);
}

/* Something that is there but only of another year or in part says more than a menu word. */
static bool
worth_naming(const struct item_result *r, const struct weighed *w, size_t named)
{
    if (r->verdict == VERDICT_STALE)
        return w->grade == GRADE_STALE;
    if (r->verdict == VERDICT_PARTIAL)
        return w->grade == GRADE_PARTIAL;
    return named == 0 || w->grade != GRADE_ENTRY;
}

void
missing_add(const struct bench *b, const struct pack_part *part, const struct item_result *r,
            const struct weighed *w, size_t n, struct missing_list *list)
{
    const struct site_click *click = clicks_are_why(r) ? clicks_behind(b, part, n > 0 ? &w[0] : NULL) : NULL;
    uint32_t listed = r->verdict == VERDICT_PARTIAL && n > 0 ? missing_listed_on(b, part, w) : NO_INDEX;
    size_t named = 0;

    if (listed != NO_INDEX) { /* each of its papers may be all right */
        const struct node *page = &b->site->node[listed];

        add(b, part, MISSING_EMPTY, listed,
            page->parent != NO_INDEX ? b->site->node[page->parent].url : page->url,
            page->click.n > 0 ? page->click : missing_called(b, part), list);
        return;
    }
    if (click != NULL) {
        add(b, part, MISSING_FORBIDDEN, click->node, b->site->node[click->node].url,
            wording_shown(click->words), list);
        named++;
    }
    for (size_t k = 0; k < n && named < PROMISES_MAX; k++) {
        const struct lead *l = &b->leads->lead[w[k].lead];
        enum missing_problem problem;
        struct str from;

        if (l->by == BY_SITE || !problem_of(&w[k], &problem) || !worth_naming(r, &w[k], named))
            continue;
        from =
            l->link != NO_INDEX ? b->site->node[b->site->link[l->link].from].url : b->site->node[l->node].url;
        add(b, part, problem, l->asked, from, proof_words(b, l), list);
        named++;
    }
    if (named == 0 && r->verdict == VERDICT_PARTIAL && n > 0)
        add(b, part, MISSING_EMPTY, b->leads->lead[w[0].lead].asked, STR_NONE,
            proof_words(b, &b->leads->lead[w[0].lead]), list);
    else if (named == 0)
        add_no_link(b, part, list);
}

void
missing_overruled(const struct bench *b, const struct pack_part *part, const struct item_result *r,
                  struct missing_list *list)
{
    const struct evidence *e = r->evidence_n > 0 ? &r->evidence[0] : NULL;
    uint32_t node = e != NULL ? site_node(b->site, e->url) : NO_INDEX;

    if (node == NO_INDEX)
        add_no_link(b, part, list);
    else
        add(b, part, r->verdict == VERDICT_STALE ? MISSING_OLD : MISSING_EMPTY, node, e->found_on, e->quote,
            list);
}
