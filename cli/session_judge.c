/* Judging what is in a site file: the passes over it, and what is told around the verdicts. */
#include "base/log.h"
#include "base/mem.h"
#include "cli/config.h"
#include "cli/readings.h"
#include "cli/recall.h"
#include "cli/scores_file.h"
#include "cli/session.h"
#include "crawler/url.h"
#include "oit/limits.h"
#include "rules/judge.h"

/* What the file of results says of the year that is judged; NULL when it says nothing. */
static const struct scores_year *
scores_now(const struct session *s)
{
    return scores_of(s->scores, s->pack->fiscal_year, s->pack->fiscal_year);
}

void
session_tell_scores(const struct session *s)
{
    const struct scores_year *y = s->scores != NULL ? scores_now(s) : NULL;
    bool iit = s->o->iit_n > 0 || (y != NULL && y->iit.n > 0);
    bool eit = s->o->eit_n > 0 || (y != NULL && y->eit.n > 0);

    if (iit && eit)
        return;
    if (s->o->iit_n + s->o->eit_n > 0)
        log_warn(_("%s without %s: no ITA total comes out; give both"), iit ? "--iit" : "--eit",
                 iit ? "--eit" : "--iit");
    else if (s->scores != NULL)
        log_warn(_("%s: no IIT and EIT scores of fiscal year %d, so there is no ITA total"), s->o->scores,
                 s->pack->fiscal_year);
}

struct pass {
    struct session *session;
    int number;
};

/* What was read of a document, if anything was.  A file without a byte needs no reader. */
static void
show_document(struct session *s, const struct fetch *f)
{
    static const struct document nothing = {.state = DOCUMENT_EMPTY};
    struct arena *a = arena_new(0);
    struct document d;
    uint32_t ocr;

    if (f->role == ROLE_DOCUMENT && f->status == 200 && f->size == 0 && f->problem == PROBLEM_NONE)
        judge_document(s->judge, f, &nothing);
    else if (!sha256_is_zero(&f->sha256) && store_document(s->store, &f->sha256, a, &d, &ocr))
        judge_document(s->judge, f, &d);
    arena_free(a);
}

static int
show_visit(void *ctx, const struct fetch *whole, const struct page *page, struct err *e)
{
    struct pass *p = ctx;
    const struct fetch view = recall_view(whole), *f = &view;

    (void)e;
    p->session->content += p->number == 0 && page != NULL && problem_is_content(f->problem);
    judge_visit(p->session->judge, p->number, f, page);
    if (p->number == JUDGE_PASSES - 1 && judge_wants(p->session->judge, f->url))
        show_document(p->session, f);
    return 0;
}

static enum store_wanted
wanted(void *ctx, struct str url)
{
    struct pass *p = ctx;
    bool last = p->number == JUDGE_PASSES - 1;

    if (judge_wants_page(p->session->judge, p->number, url))
        return WANTED_PAGE;
    return last && judge_wants(p->session->judge, url) ? WANTED_ALL : WANTED_NOTHING;
}

static int
run_pass(struct pass *p, struct err *e)
{
    struct session *s = p->session;

    return p->number == 0 ? store_each_visit(s->store, s->run.id, show_visit, p, e)
                          : store_each_again(s->store, s->run.id, wanted, show_visit, p, e);
}

static int
run_passes(struct session *s, struct err *e)
{
    for (int n = 0; n < JUDGE_PASSES; n++) {
        struct pass p = {s, n};

        mem_give_back(MEM_FREE_KEPT);
        if (run_pass(&p, e) != 0)
            return -1;
        judge_end_pass(s->judge, n);
    }
    store_drop_pages(s->store);
    mem_give_back(MEM_FREE_KEPT);
    return 0;
}

static struct str
iso_time(struct arena *a, int64_t seconds)
{
    char text[32];

    if (seconds == 0)
        return STR_NONE;
    date_iso_time(seconds, text);
    return arena_str(a, str_of(text));
}

static struct str
host_of(struct arena *a, struct str address)
{
    struct url u;

    return url_parse(a, address, NULL, NULL, &u) ? u.host : STR_NONE;
}

/* The address the site lives under; of one that never answered, the one that was asked for, in full. */
static struct str
home_of(struct session *s)
{
    struct url u;

    if (s->run.home.n > 0)
        return s->run.home;
    return url_guess(s->arena, s->run.start_url, &u) ? url_canonical(s->arena, &u) : s->run.start_url;
}

static void
describe_run(struct session *s, struct scorecard *card)
{
    char day[16], hex[65];

    date_iso(s->as_of, day);
    card->tool_version = STR(OIT_VERSION);
    card->site_url = home_of(s);
    card->site_host = host_of(s->arena, card->site_url);
    card->run_id = arena_printf(s->arena, "%lld", (long long)s->run.id);
    card->started = iso_time(s->arena, s->run.started);
    card->finished = iso_time(s->arena, s->run.finished);
    card->as_of = arena_str(s->arena, str_of(day));
    card->pack_id = s->pack->id;
    card->pack_name = s->pack->name;
    card->pack_name_en = s->pack->name_en;
    card->fiscal_year = s->pack->fiscal_year;
    card->scored = s->pack->scored;
    card->calendar = s->pack->calendar.entry;
    card->calendar_n = s->pack->calendar.n;
    sha256_hex(&s->pack->sha256, hex);
    card->pack_sha256 = arena_str(s->arena, str_of(hex));
}

static bool
is_open(enum verdict v)
{
    return v == VERDICT_UNASSESSED || v == VERDICT_REVIEW;
}

/* Who is in charge here, verdicts of the visit before, and whether anything kept this one from being whole.
 */
static void
compare_with_before(struct session *s, struct scorecard *card)
{
    struct item_result *item = (struct item_result *)card->item;
    int64_t before = store_judgement_before(s->store, s->run.id, s->pack->id);
    bool unassessed = false;

    for (size_t i = 0; i < card->item_n; i++) {
        enum verdict verdict, machine;
        bool judged = before != 0 && store_judged(s->store, before, item[i].id, &verdict, &machine);

        if (config_owner(s->o->settings, item[i].id, item[i].topic).n > 0)
            item[i].owner = config_owner(s->o->settings, item[i].id, item[i].topic);
        item[i].previous = judged ? verdict_name(verdict) : NULL;
        item[i].last_sure = judged && is_open(verdict) &&
                                    store_last_sure(s->store, s->run.id, s->pack->id, item[i].id, &verdict)
                                ? verdict_name(verdict)
                                : NULL;
        unassessed |= item[i].verdict == VERDICT_UNASSESSED;
    }
    card->complete = s->run.complete && !unassessed && !s->reading_cut;
}

/* Judged, read, and judged again, until nothing unread could change a verdict. */
static int
conclude(struct session *s, struct scorecard *card, struct err *e)
{
    int count;

    do {
        *card = (struct scorecard){0};
        describe_run(s, card);
        judge_conclude(s->judge, s->arena, card);
        count = s->readings != NULL ? readings_take(s->readings, s, card, e) : 0;
        if (count > 0 && store_commit(s->store, e) != 0)
            count = -1;
    } while (count > 0);
    return count;
}

/* Results of the other instruments: of the command line, else of the file. */
static void
take_scores(struct session *s, struct judge_options *o)
{
    const struct scores_year *y = s->scores != NULL ? scores_now(s) : NULL;
    int *iit = ARENA_ARRAY(s->arena, int, LIMIT_SCORES), *eit = ARENA_ARRAY(s->arena, int, LIMIT_SCORES);

    if (y != NULL && o->iit_n == 0) {
        o->iit_n = scores_values(&y->iit, iit);
        o->iit = iit;
    }
    if (y != NULL && o->eit_n == 0) {
        o->eit_n = scores_values(&y->eit, eit);
        o->eit = eit;
    }
}

int
session_decide(struct session *s, struct scorecard *card, struct err *e)
{
    struct judge_options o = {
        .home = home_of(s),
        .beside = store_file(s->store),
        .as_of = s->as_of,
        .iit = s->o->iit,
        .iit_n = s->o->iit_n,
        .eit = s->o->eit,
        .eit_n = s->o->eit_n,
    };

    take_scores(s, &o);
    if (store_reviews(s->store, s->arena, &o.review, &o.review_n, e) != 0)
        return -1;
    judge_free(s->judge);
    s->judge = NULL;
    if (!recall_find(s, &o, card)) {
        s->judge = judge_new(s->catalog, s->pack, &o);
        s->content = 0;
        if (run_passes(s, e) != 0 || conclude(s, card, e) != 0)
            return -1;
    }
    if (s->keeps) {
        if (s->judge != NULL)
            judge_rest(s->judge);
        recall_note(s, &o, card);
    }
    recall_times(s, card);
    return 0;
}

/*
 * A visit that read nothing knows neither the agency's name nor anything to do: what an earlier one knew is
 * told in its place, with its day.
 */
static int
look_back(struct session *s, struct scorecard *card, struct err *e)
{
    struct readable was;
    int found = store_last_readable(s->store, s->run.id, s->pack->id, &was, e);

    if (found < 0)
        return -1;
    if (card->agency.n == 0)
        card->agency = store_agency(s->store, s->run.id, s->arena);
    card->to_do = (struct strs){NULL, 0};
    card->last_read = (struct last_read){.low = was.low, .high = was.high, .since = was.since};
    if (found == 1) {
        card->last_read.run_id = arena_printf(s->arena, "%lld", (long long)was.run);
        card->last_read.started = iso_time(s->arena, was.started);
    }
    return 0;
}

int
session_complete(struct session *s, struct scorecard *card, struct err *e)
{
    if (s->keeps)
        recall_rest(s, card);
    describe_run(s, card);
    if (s->content == 0 && look_back(s, card, e) != 0)
        return -1;
    if (store_coverage(s->store, s->run.id, s->arena, &card->coverage, e) != 0)
        return -1;
    compare_with_before(s, card);
    return store_history(s->store, s->run.id, s->pack->id, s->arena, &card->history, &card->history_n, e);
}

int
session_judge(struct session *s, struct scorecard *card, struct err *e)
{
    return session_decide(s, card, e) != 0 ? -1 : session_complete(s, card, e);
}
