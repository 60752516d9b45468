/* From the list and what became of its sites: the province, the exit code, the summary. */
#include "cli/many.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "cli/outputs.h"
#include "report/card.h"
#include "report/province.h"
#include "rules/score.h"
#include <string.h>

const char *
many_data(struct arena *a, const struct many *m, size_t i)
{
    const struct list_site *s = &m->list->site[i];

    return s->apart ? arena_printf(a, "%s/%.*s", m->data, STR_ARGS(s->folder)).p : m->data;
}

const char *
many_reports(struct arena *a, const struct many *m, size_t i)
{
    return arena_printf(a, "%s/%.*s", m->out, STR_ARGS(m->list->site[i].folder)).p;
}

const char *
many_site_file(struct arena *a, const struct many *m, size_t i)
{
    return arena_printf(a, "%s/%.*s.oit", many_data(a, m, i), STR_ARGS(m->list->site[i].file)).p;
}

/* ------------------------------------------------------------------ verdicts */

enum verdict
many_verdict(struct arena *a, struct str word, enum verdict otherwise)
{
    enum verdict v = word.n > 0 ? verdict_of_name(arena_str(a, word).p) : VERDICT_COUNT;

    return v != VERDICT_COUNT ? v : otherwise;
}

static void
name_items(const struct pack *p, struct item_result *item)
{
    for (size_t i = 0; i < p->item_n; i++) {
        const struct pack_sub *sub = &p->sub[p->item[i].sub];

        item[i] = (struct item_result){.id = p->item[i].id,
                                       .name = p->item[i].name,
                                       .name_en = p->item[i].name_en,
                                       .sub = sub->id,
                                       .indicator = p->indicator[sub->indicator].id,
                                       .verdict = VERDICT_UNASSESSED};
    }
}

/* "O1=found O2=missing/found" into the items. */
static void
fill_verdicts(struct arena *a, const struct pack *p, struct str words, struct item_result *item)
{
    struct str piece;

    while (str_next(&words, ' ', &piece)) {
        size_t equals = str_find_char(piece, '=', 0), slash = str_find_char(piece, '/', 0);
        struct str id = str_sub(piece, 0, equals), now, before;

        if (equals == STR_NOT_FOUND)
            continue;
        now = str_sub(piece, equals + 1, slash != STR_NOT_FOUND ? slash : piece.n);
        before = slash != STR_NOT_FOUND ? str_sub(piece, slash + 1, piece.n) : STR_NONE;
        for (size_t i = 0; i < p->item_n; i++) {
            if (!str_eq(item[i].id, id))
                continue;
            item[i].verdict = item[i].machine_verdict = many_verdict(a, now, VERDICT_UNASSESSED);
            item[i].previous = before.n > 0 ? arena_str(a, before).p : NULL;
        }
    }
}

static enum verdict
before(const char *word)
{
    return word != NULL ? verdict_of_name(word) : VERDICT_COUNT;
}

/* The list alone: its words are the pack's. */
static struct strs
keep_words(struct arena *a, const struct strs *list)
{
    struct str *v = ARENA_ARRAY(a, struct str, list->n);

    for (size_t i = 0; i < list->n; i++)
        v[i] = list->v[i];
    return (struct strs){v, list->n};
}

static struct strs
split_words(struct arena *a, struct str text, size_t most)
{
    struct str *v = ARENA_ARRAY(a, struct str, most + 1), word;
    size_t n = 0;

    while (n < most && str_next(&text, ' ', &word))
        v[n++] = word;
    return (struct strs){v, n};
}

static void
judge_site(struct many *m, struct province_site *s)
{
    const struct pack *p = m->s.pack;
    struct arena *a = arena_new(0); /* what scoring needs is much more than what is kept */
    struct item_result *item = ARENA_ARRAY(a, struct item_result, p->item_n);
    struct province_item *kept = ARENA_ARRAY(m->s.arena, struct province_item, p->item_n);
    struct scorecard card = {.item = item, .item_n = p->item_n};

    name_items(p, item);
    fill_verdicts(a, p, s->outcome.verdicts, item);
    score_fill(p, a, &card, item, NULL, 0, NULL, 0);
    for (size_t i = 0; i < p->item_n; i++)
        kept[i] =
            (struct province_item){&m->item[i], item[i].verdict, before(item[i].previous), item[i].gain_oit};
    s->item = kept;
    if (s->outcome.state == SITE_DONE) {
        s->to_do = keep_words(m->s.arena, &card.to_do);
        s->next = s->outcome.next.n > 0 ? split_words(m->s.arena, s->outcome.next, p->item_n) : s->to_do;
    }
    many_faults(m, &s->outcome, s);
    arena_free(a);
}

/* ------------------------------------------------------------------ the province */

struct str
many_time(struct arena *a, int64_t seconds)
{
    char text[32];

    date_iso_time(seconds, text);
    return arena_str(a, str_of(text));
}

static bool
there(struct many *m, size_t i, const char *name)
{
    return file_exists(arena_printf(m->s.arena, "%s/%s", many_reports(m->s.arena, m, i), name).p);
}

static size_t
line_number(const struct list *l, int line)
{
    size_t i = 0;

    while (i + 1 < l->site_n && l->site[i].line != line)
        i++;
    return i;
}

static struct outcome
no_outcome(enum site_state state, struct str detail)
{
    return (struct outcome){.state = state,
                            .problem = str_of(site_state_name(state)),
                            .detail = detail,
                            .low = NO_SCORE,
                            .high = NO_SCORE,
                            .potential = NO_SCORE,
                            .before_low = NO_SCORE,
                            .before_high = NO_SCORE};
}

/* The report of the last visit that read something is kept beside this one's. */
static void
look_back(struct many *m, size_t i, struct province_site *s)
{
    struct store *store = store_open(many_site_file(m->s.arena, m, i), STORE_READ, NULL);
    struct readable was = {.low = NO_SCORE, .high = NO_SCORE};

    if (store != NULL && store_last_readable(store, STORE_NEWEST, m->s.pack->id, &was, NULL) == 1) {
        s->last = many_time(m->s.arena, was.started);
        s->last_report = outputs_name_of(m->s.arena, "report.html", s->last);
        if (!there(m, i, s->last_report.p))
            s->last_report = STR_NONE;
    }
    if (was.since > 0)
        s->since = many_time(m->s.arena, was.since);
    s->last_low = was.low;
    s->last_high = was.high;
    store_close(store);
}

static void
fill_site(struct many *m, size_t i, struct province_site *s)
{
    const struct list_site *from = &m->list->site[i];
    bool over;

    *s = (struct province_site){.line = from->line,
                                .duplicate_of = from->duplicate_of,
                                .url = from->cell[COLUMN_URL],
                                .name = from->cell[COLUMN_NAME],
                                .kind = from->cell[COLUMN_KIND],
                                .district = from->cell[COLUMN_DISTRICT],
                                .province = from->cell[COLUMN_PROVINCE],
                                .email = from->cell[COLUMN_EMAIL],
                                .extra = {from->extra, m->list->extra_n},
                                .folder = from->folder,
                                .last_low = NO_SCORE,
                                .last_high = NO_SCORE};
    if (from->what != NULL || from->excluded) {
        s->outcome = no_outcome(from->excluded ? SITE_EXCLUDED : SITE_BAD_LINE, str_of(from->what));
        s->excluded_by = from->excluded_by;
        s->excluded_why = from->excluded_why;
        return;
    }
    if (from->duplicate_of > 0)
        i = line_number(m->list, from->duplicate_of);
    s->outcome = m->site[i].outcome;
    over = s->outcome.state == SITE_DONE || s->outcome.state == SITE_UNREADABLE;
    s->has_result = over && there(m, i, "result.json");
    s->has_report = over && there(m, i, "report.html");
    if (s->outcome.state == SITE_UNREADABLE)
        look_back(m, i, s);
    if (s->outcome.verdicts.n > 0 && str_eq(s->outcome.pack_id, m->s.pack->id))
        judge_site(m, s);
}

static bool
is_whole(const struct province *p)
{
    return province_count(p, SITE_WAITING) + province_count(p, SITE_RUNNING) +
               province_count(p, SITE_UNFINISHED) + province_count(p, SITE_FAILED) +
               province_count(p, SITE_BAD_LINE) ==
           0;
}

void
many_province(struct many *m, struct province *p)
{
    const struct pack *pack = m->s.pack;
    struct arena *a = m->s.arena;
    struct province_site *site = ARENA_ARRAY(a, struct province_site, m->list->site_n);
    struct item_result *item = ARENA_ARRAY(a, struct item_result, pack->item_n);

    name_items(pack, item);
    m->item = item;
    for (size_t i = 0; i < m->list->site_n; i++)
        fill_site(m, i, &site[i]);
    *p = (struct province){.title = m->list->title,
                           .extra = {m->list->extra, m->list->extra_n},
                           .tool_version = STR(OIT_VERSION),
                           .pack_id = pack->id,
                           .pack_name = pack->name,
                           .pack_name_en = pack->name_en,
                           .as_of = m->o->as_of != NULL ? str_of(m->o->as_of) : STR_NONE,
                           .fiscal_year = pack->fiscal_year,
                           .scored = pack->scored,
                           .started = many_time(a, m->batch.started),
                           .finished = many_time(a, clock_now()),
                           .item = item,
                           .item_n = pack->item_n,
                           .site = site,
                           .site_n = m->list->site_n};
    p->complete = is_whole(p);
}

/* ------------------------------------------------------------------ exit code */

static enum standing
standing_of(const struct many *m, const struct province *p, const struct province_site *s)
{
    struct arena *a = arena_new(0);
    struct item_result *item = ARENA_ARRAY(a, struct item_result, p->item_n);
    struct scorecard card = {.low = s->outcome.low,
                             .high = s->outcome.high,
                             .scored = p->scored && s->outcome.low != NO_SCORE,
                             .complete = s->outcome.complete,
                             .item = item,
                             .item_n = p->item_n};
    enum standing standing;

    for (size_t i = 0; i < p->item_n; i++) {
        item[i] = *s->item[i].of;
        item[i].verdict = s->item[i].verdict;
        item[i].previous = s->item[i].before != VERDICT_COUNT ? verdict_name(s->item[i].before) : NULL;
    }
    standing = policy_standing(m->o, &card);
    arena_free(a);
    return standing;
}

/* Our own failure; a site whose options were refused is the list's. */
static bool
is_our_fault(const struct province_site *s)
{
    return s->outcome.state == SITE_FAILED && !str_eq(s->outcome.problem, STR("worker_refused"));
}

/* Sites for which the policy stands one way: how many, and the first of them. */
struct stand {
    size_t n;
    struct str first;
};

static void
note_standing(struct stand *s, const struct province_site *site)
{
    s->first = s->n == 0 ? site->url : s->first;
    s->n++;
}

/* Why the exit code is not 0; each site's own words stand in its folder. */
static void
tell_standing(const struct stand *broken, const struct stand *open, size_t incomplete)
{
    if (broken->n > 0)
        log_warn(broken->n == 1 ? _("policy not met at %zu site: %.*s")
                                : _("policy not met at %zu sites, first of all %.*s"),
                 broken->n, STR_ARGS(broken->first));
    if (open->n > 0)
        log_warn(open->n == 1 ? _("policy open at %zu site, where something could not be judged: %.*s")
                              : _("policy open at %zu sites, where something could not be judged, first of "
                                  "all %.*s"),
                 open->n, STR_ARGS(open->first));
    if (broken->n + open->n == 0 && incomplete > 0)
        log_warn(incomplete == 1 ? _("%zu site was not read or judged as a whole")
                                 : _("%zu sites were not read or judged as a whole"),
                 incomplete);
    if (broken->n + open->n + incomplete > 0)
        log_warn("  → %s", _("look at its report in the folder of the batch, or: oit todo HOST"));
}

int
many_exit(const struct many *m, const struct province *p)
{
    struct stand broken = {0}, open = {0};
    size_t done = province_count(p, SITE_DONE), unreadable = province_count(p, SITE_UNREADABLE), parts = 0;

    for (size_t i = 0; i < p->site_n; i++) {
        const struct province_site *s = &p->site[i];
        enum standing standing;

        if (is_our_fault(s))
            return EXIT_OWN_FAULT;
        if (!province_judged(s))
            continue;
        standing = standing_of(m, p, s);
        parts += !s->outcome.complete;
        if (standing == STANDING_BROKEN)
            note_standing(&broken, s);
        else if (standing == STANDING_OPEN)
            note_standing(&open, s);
    }
    if (done == 0 && unreadable > 0)
        return EXIT_UNREADABLE;
    tell_standing(&broken, &open, parts);
    if (broken.n > 0)
        return EXIT_POLICY;
    return open.n > 0 || !p->complete || unreadable > 0 ? EXIT_PARTLY : EXIT_OK;
}

/* ------------------------------------------------------------------ the summary */

static void
count_line(struct buf *out, size_t n, const char *words)
{
    if (n > 0)
        buf_printf(out, "  %5zu  %s\n", n, words);
}

static void
without_result(const struct province *p, struct buf *out)
{
    for (size_t i = 0; i < p->site_n; i++) {
        const struct province_site *s = &p->site[i];
        const char *reason = province_reason(s);

        if (s->duplicate_of > 0 || s->outcome.state == SITE_DONE || s->outcome.state == SITE_BAD_LINE ||
            s->outcome.state == SITE_EXCLUDED)
            continue;
        buf_z(out, "  ");
        utf8_show(out, s->url);
        if (s->name.n > 0) {
            buf_z(out, " \xe2\x80\x94 ");
            utf8_show(out, s->name);
        }
        buf_printf(out, ": %s", _(site_state_text(s->outcome.state)));
        if (reason != NULL)
            buf_printf(out, " (%s)", _(reason));
        buf_char(out, '\n');
    }
}

void
many_summary(const struct many *m, const struct province *p, struct buf *out)
{
    int low, high;

    province_mean(p, &low, &high);
    buf_printf(out, "%s\n", m->list->title.p);
    for (int state = 0; state < SITE_STATE_COUNT; state++)
        count_line(out, province_count(p, (enum site_state)state),
                   _(site_state_text((enum site_state)state)));
    count_line(out, m->list->duplicate_n, _("named a second time"));
    if (low != NO_SCORE)
        buf_printf(out, "%s: %s\n", _("mean score, from certain to possible"),
                   card_range(m->s.arena, low, high).p);
    without_result(p, out);
    buf_printf(out, "%s/province.html\n", m->o->out != NULL ? m->o->out : m->out);
}
