/* Gathering what papers are filled from. */
#include "cli/drafts.h"
#include "cli/scores.h"
#include "oit/limits.h"
#include "rules/judge.h"
#include "rules/score.h"
#include <stdio.h>

/* ------------------------------------------------------------------ results of years */

static void
take_rules(struct arena *a, const struct pack *p, struct analysis *out)
{
    struct paper_level *level = ARENA_ARRAY(a, struct paper_level, p->level_n + 1);

    for (size_t i = 0; i < p->level_n; i++)
        level[i] = (struct paper_level){p->level[i].name, p->level[i].min_total, p->level[i].min_each};
    out->level = level;
    out->level_n = p->level_n;
    out->weight_iit = p->weight_iit;
    out->weight_eit = p->weight_eit;
    out->weight_oit = p->weight_oit;
}

static struct analysis
analysis_of(struct arena *a, const struct scorecard *card, const struct scores_year *y, const struct pack *p,
            int fiscal_year)
{
    struct analysis n = {.fiscal_year = fiscal_year,
                         .card = card,
                         .iit = &y->iit,
                         .eit = &y->eit,
                         .oit = &y->oit,
                         .told_total = y->total,
                         .told_level = y->level};

    n.published = y->oit.n > 0 || y->lost_told;
    n.known = n.published || y->iit.n > 0 || y->eit.n > 0 || y->total != NO_SCORE;
    take_rules(a, p, &n);
    return n;
}

/* The figures given on the command line come before those of the file. */
static void
put_figures(struct figures *f, const int *value, size_t n)
{
    if (n == 0)
        return;
    f->n = 0;
    for (size_t i = 0; i < n; i++)
        scores_add(f, STR_NONE, STR_NONE, value[i]);
}

static void
find_now(struct drafts *x)
{
    struct session *s = x->session;
    int year = s->pack->fiscal_year;
    const struct scores_year *told = scores_of(s->scores, year, year);
    const struct scorecard *card = &x->card;

    x->year_now = told != NULL ? *told : (struct scores_year){.total = NO_SCORE};
    put_figures(&x->year_now.iit, s->o->iit, s->o->iit_n);
    put_figures(&x->year_now.eit, s->o->eit, s->o->eit_n);
    if (x->year_now.oit.n > 0 || x->year_now.lost_told)
        if (scores_card(&x->year_now, s->pack, s->arena, &x->card_now))
            card = &x->card_now;
    x->now = analysis_of(s->arena, card, &x->year_now, s->pack, year);
}

/* Under the rules of that year; where we have none of it, under these. */
static void
find_last(struct drafts *x)
{
    struct session *s = x->session;
    int year = s->pack->fiscal_year - 1;
    const struct scores_year *told = scores_of(s->scores, year, s->pack->fiscal_year);
    const struct pack *p = catalog_pack(s->catalog, arena_printf(s->arena, "%d", year));

    if (p == NULL || !p->scored)
        p = s->pack;
    x->year_last = told != NULL ? *told : (struct scores_year){.total = NO_SCORE};
    if (!scores_card(&x->year_last, p, s->arena, &x->card_last))
        score_published(p, &x->card_last, NULL, 0, NULL, 0, NULL, 0);
    x->last = analysis_of(s->arena, &x->card_last, &x->year_last, p, year);
}

/* ------------------------------------------------------------------ channels and visits */

static bool
is_channel(const struct session *s, const struct item_result *i)
{
    const struct topic *t = catalog_topic(s->catalog, i->topic);

    return t != NULL && t->kind == TOPIC_CHANNEL;
}

static void
find_channels(struct drafts *x)
{
    const struct item_result **v =
        ARENA_ARRAY(x->session->arena, const struct item_result *, x->card.item_n + 1);

    x->facts.channel = v;
    for (size_t i = 0; i < x->card.item_n; i++)
        if (is_channel(x->session, &x->card.item[i]))
            v[x->facts.channel_n++] = &x->card.item[i];
}

/* What was said of the channels then; the last visit is the one just judged. */
static const enum verdict *
verdicts_then(struct drafts *x, const struct past *p)
{
    enum verdict *v = ARENA_ARRAY(x->session->arena, enum verdict, x->facts.channel_n + 1), machine;

    for (size_t i = 0; i < x->facts.channel_n; i++) {
        v[i] = VERDICT_COUNT;
        if (p->run.id == x->session->run.id)
            v[i] = x->facts.channel[i]->verdict;
        else if (p->judgement != 0 && str_eq(p->pack_id, x->card.pack_id) &&
                 !store_judged(x->session->store, p->judgement, x->facts.channel[i]->id, &v[i], &machine))
            v[i] = VERDICT_COUNT;
    }
    return v;
}

static void
find_visits(struct drafts *x, const struct past *past, size_t n)
{
    struct arena *a = x->session->arena;
    struct paper_visit *v = ARENA_ARRAY(a, struct paper_visit, n + 1);

    for (size_t i = 0; i < n; i++) {
        char day[16];

        date_iso(date_of_unix(past[i].run.started), day);
        v[i] = (struct paper_visit){arena_str(a, str_of(day)), past[i].content, past[i].run.complete,
                                    verdicts_then(x, &past[i])};
    }
    x->facts.visit = v;
    x->facts.visit_n = n;
}

/* ------------------------------------------------------------------ words */

/* How papers call the head of such an agency: the list say-head-full-KIND, or what fix texts say. */
static struct str
head_of(const struct session *s, struct str kind)
{
    static const char *const lists[] = {"say-head-full-", "say-head-"};

    for (size_t i = 0; i < 2 && kind.n > 0; i++) {
        const struct phrases *list =
            catalog_list(s->catalog, arena_printf(s->arena, "%s%.*s", lists[i], STR_ARGS(kind)).p);

        if (phrases_size(list) > 0)
            return phrases_text(list, 0);
    }
    return STR_NONE;
}

static bool
names_other(void *ctx, struct str text)
{
    return judge_names_other(ctx, text);
}

/* ------------------------------------------------------------------ other agencies in our own papers */

static bool
is_own_paper(const struct item_result *i)
{
    return str_starts(i->topic, STR("integrity-measures")) || str_eq(i->topic, STR("ita-improvement"));
}

/* Lines of a published paper that speak of another agency. */
static void
look_through(struct drafts *x, const struct evidence *e, struct paper_stranger *v)
{
    struct session *s = x->session;
    struct document d;
    uint32_t ocr;

    if (sha256_is_zero(&e->sha256) || !store_document(s->store, &e->sha256, s->arena, &d, &ocr))
        return;
    for (size_t i = 0; i < d.text.block_n && x->facts.stranger_n < LIMIT_DRAFT_STRANGERS; i++)
        if (judge_names_other(s->judge, d.text.block[i].text))
            v[x->facts.stranger_n++] = (struct paper_stranger){
                .url = papers_address(e),
                .quote = d.text.block[i].text,
                .page = d.sheet != NULL ? (int)d.sheet[i] : 0,
            };
}

static void
find_strangers(struct drafts *x)
{
    struct paper_stranger *v = ARENA_ARRAY(x->session->arena, struct paper_stranger, LIMIT_DRAFT_STRANGERS);
    const struct evidence *e[LIMIT_DRAFT_URLS];

    x->facts.stranger = v;
    for (size_t i = 0; i < x->card.item_n; i++) {
        size_t n = is_own_paper(&x->card.item[i]) ? papers_addresses(&x->card.item[i], e) : 0;

        for (size_t k = 0; k < n; k++)
            look_through(x, e[k], v);
    }
}

/* ------------------------------------------------------------------ all of it */

/* The first visit that says how it was before; n when none does. */
static size_t
first_read(const struct past *past, size_t n)
{
    size_t i = 0;

    while (i < n && !past[i].content)
        i++;
    return i;
}

/* The visit to compare with: the one asked for, else the first. */
static int
compare(struct drafts *x, const struct past *first, const struct past *last, struct err *e)
{
    snprintf(x->from, sizeof x->from, "%lld", (long long)first->run.id);
    snprintf(x->to, sizeof x->to, "%lld", (long long)last->run.id);
    if (x->options.from == NULL)
        x->options.from = x->from;
    if (x->options.to == NULL)
        x->options.to = x->to;
    x->comparing = true;
    if (comparison_open(&x->compared, &x->options, false, e) != 0)
        return -1;
    changes_find(&x->compared, &x->changes);
    x->session = &x->compared.to;
    x->card = x->compared.new;
    x->facts.changes = &x->changes;
    return 0;
}

int
drafts_open(struct drafts *x, const struct options *o, const char *file, bool with_first, struct err *e)
{
    const struct past *past;
    size_t n, first;

    *x = (struct drafts){.options = *o};
    x->options.operand[0] = file;
    x->session = &x->own;
    session_init(&x->own, &x->options);
    if (session_load_rules(&x->own, e) != 0 || session_open_file(&x->own, file, STORE_READ, e) != 0 ||
        store_past(x->own.store, x->own.arena, &past, &n, e) != 0)
        return -1;
    first = first_read(past, n);
    if (with_first && n > 0 && (first + 1 < n || o->from != NULL)) {
        if (compare(x, &past[first < n ? first : 0], &past[n - 1], e) != 0)
            return -1;
    } else if (session_judge(&x->own, &x->card, e) != 0)
        return -1;
    find_now(x);
    find_last(x);
    find_channels(x);
    find_visits(x, past, n);
    find_strangers(x);
    x->facts.card = &x->card;
    x->facts.now = &x->now;
    x->facts.last = &x->last;
    x->facts.head = head_of(x->session, x->card.agency_kind);
    x->manner = (struct draft_manner){.lang = o->lang,
                                      .thai_digits = o->thai_digits,
                                      .final = o->final,
                                      .made = x->card.started,
                                      .names_other = names_other,
                                      .ctx = x->session->judge};
    return 0;
}

void
drafts_close(struct drafts *x)
{
    if (x->comparing)
        comparison_close(&x->compared);
    session_close(&x->own);
}
