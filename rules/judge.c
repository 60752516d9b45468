/* The door of the judgement: three passes, then one verdict an item. */
#include "rules/judge.h"
#include "base/aside.h"
#include "base/mem.h"
#include "rules/contents.h"
#include "rules/joint.h"
#include "rules/leads_kept.h"
#include "rules/paper.h"
#include "rules/recall.h"
#include "rules/review.h"
#include "rules/score.h"
#include "rules/section.h"
#include <assert.h>
#include <stdlib.h>

struct judge {
    const struct catalog *catalog;
    const struct pack *pack;
    struct judge_options options;
    struct site site;
    struct leads leads;
    struct agency *agency;
};

struct judge *
judge_new(const struct catalog *c, const struct pack *p, const struct judge_options *o)
{
    struct judge *j = mem_new(1, sizeof *j);

    j->catalog = c;
    j->pack = p;
    j->options = *o;
    site_init(&j->site, c, o->home, o->beside);
    wording_book_take(j->site.book, p);
    leads_init(&j->leads, &j->site, p);
    j->agency = agency_new(c);
    return j;
}

void
judge_rest(struct judge *j)
{
    leads_rest(&j->leads);
    site_rest(&j->site);
}

void
judge_free(struct judge *j)
{
    if (j == NULL)
        return;
    leads_clear(&j->leads);
    site_clear(&j->site);
    agency_free(j->agency);
    free(j);
}

void
judge_visit(struct judge *j, int pass, const struct fetch *f, const struct page *page)
{
    uint32_t node;

    assert(pass >= 0 && pass < JUDGE_PASSES);
    if (pass == 0) {
        site_survey(&j->site, f, page);
        if (page != NULL)
            agency_learn(j->agency, page);
    } else if (pass == 1) {
        contents_read(&j->site, f, page);
    } else if (page != NULL) {
        node = site_node(&j->site, f->url);
        if (node != NO_INDEX && j->site.node[node].recall)
            recall_page(&j->site, node, page, j->agency);
        if (node != NO_INDEX && leads_want(&j->leads, node))
            leads_inspect(&j->leads, node, page);
    }
}

bool
judge_wants_page(const struct judge *j, int pass, struct str url)
{
    uint32_t node = site_node(&j->site, url);

    return node != NO_INDEX && j->site.node[node].is_page &&
           (pass < 2 || j->site.node[node].recall || leads_want(&j->leads, node));
}

/* Would the text of a document: one that words lead to, or one that nothing does. */
static bool
says_something(const struct judge *j, uint32_t node)
{
    return leads_want(&j->leads, node) || leads_is_stray(&j->leads, node);
}

bool
judge_document_hash(const struct judge *j, struct str url, struct sha256 *hash)
{
    uint32_t i = site_node(&j->site, url);
    const struct node *node = i != NO_INDEX ? &j->site.node[i] : NULL;

    if (node == NULL || sha256_is_zero(&node->sha256) || node->status != 200 || !leads_is_document(node) ||
        !says_something(j, i))
        return false;
    *hash = node->sha256;
    return true;
}

bool
judge_next_stray(const struct judge *j, uint32_t *at, struct str *url, struct sha256 *hash)
{
    while (*at < j->site.node_n && !leads_is_stray(&j->leads, *at))
        ++*at;
    if (*at == j->site.node_n)
        return false;
    *url = j->site.node[*at].url;
    *hash = j->site.node[(*at)++].sha256;
    return true;
}

bool
judge_wants(const struct judge *j, struct str url)
{
    uint32_t node = site_node(&j->site, url);

    return node != NO_INDEX && leads_is_document(&j->site.node[node]) && says_something(j, node);
}

static void
show_document(struct judge *j, uint32_t node, const struct document *d)
{
    paper_read(&j->site, node, d);
    if (d->state != DOCUMENT_READ)
        return;
    if (!leads_by_paper(&j->leads, node, agency_name(j->agency)))
        leads_seek_in_document(&j->leads, node, d);
    if (leads_want(&j->leads, node))
        leads_inspect_document(&j->leads, node, d);
}

void
judge_document(struct judge *j, const struct fetch *f, const struct document *d)
{
    show_document(j, site_node(&j->site, f->url), d);
}

void
judge_document_read(struct judge *j, const struct sha256 *hash, const struct document *d)
{
    struct sha256 own;

    for (uint32_t i = 0; i < j->site.node_n; i++)
        if (sha256_eq(&j->site.node[i].sha256, hash) && judge_document_hash(j, j->site.node[i].url, &own))
            show_document(j, i, d);
}

void
judge_end_pass(struct judge *j, int pass)
{
    if (pass == 0) {
        site_connect(&j->site);
        agency_settle(j->agency);
    } else if (pass == 1) {
        site_index(&j->site);
        leads_build(&j->leads);
    } else {
        wording_rest(j->site.book);
    }
    aside_rest(j->site.aside);
}

static void
describe_item(const struct judge *j, const struct pack_item *i, struct item_result *r)
{
    const struct pack_sub *sub = &j->pack->sub[i->sub];

    *r = (struct item_result){
        .id = i->id,
        .topic = i->part[0].topic->id,
        .name = i->name,
        .name_en = i->name_en,
        .indicator = j->pack->indicator[sub->indicator].id,
        .sub = sub->id,
    };
}

static void
copy_missing(struct arena *a, struct missing_list *list, struct scorecard *card)
{
    struct missing_url *v = ARENA_ARRAY(a, struct missing_url, list->n + 1);

    for (size_t i = 0; i < list->n; i++)
        v[i] = list->v[i];
    card->missing = v;
    card->missing_n = list->n;
    free(list->v);
}

void
judge_conclude(struct judge *j, struct arena *a, struct scorecard *card)
{
    struct bench bench = {
        .site = &j->site,
        .leads = &j->leads,
        .agency = j->agency,
        .survey = ARENA_ARRAY(a, uint8_t, j->site.node_n + 1),
        .year = ARENA_ARRAY(a, struct str, BENCH_YEARS),
        .pack = j->pack,
        .options = &j->options,
        .arena = a,
    };
    struct item_result *item = ARENA_ARRAY(a, struct item_result, j->pack->item_n + 1);
    struct missing_list missing = {0};

    leads_recall(&j->leads);
    unread_survey(&bench);
    bench.section = section_survey(&bench);
    for (size_t i = 0; i < j->pack->item_n; i++) {
        size_t before = missing.n;

        describe_item(j, &j->pack->item[i], &item[i]);
        joint_decide(&bench, &j->pack->item[i], &item[i], &missing);
        review_item(&bench, &j->pack->item[i], &item[i], &missing, before);
        aside_rest(j->site.aside);
    }
    free(bench.weighed);
    review_unused(&bench, card);
    card->agency = arena_str(a, agency_name(j->agency));
    card->agency_kind = agency_kind(j->agency);
    card->item = item;
    card->item_n = j->pack->item_n;
    copy_missing(a, &missing, card);
    score_fill(j->pack, a, card, item, j->options.iit, j->options.iit_n, j->options.eit, j->options.eit_n);
}

bool
judge_names_other(const struct judge *j, struct str text)
{
    return agency_is_other(j->agency, text);
}
