/*
 * From a site file to what is to be told of it.  Every visit that was not looked at before is judged by the
 * present rules; when these have changed, the visit looked at last is judged by them too, so that no verdict
 * that only the rules moved is told as the site's doing.
 */
#include "alert/matter.h"
#include "base/mem.h"
#include "cli/alert.h"
#include "oit/limits.h"
#include "report/card.h"
#include "report/report.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY_S 86400
#define ATTACHED_FORMATS 8

struct looking {
    struct alert_run *run;
    struct session s;
    struct scorecard card;
    struct str name;
    struct alert_site known;
    bool is_new; /* how it is now is its baseline */
    const struct alert_matter *before;
    size_t before_n;
    const struct past *past;
    size_t past_n;
    struct date today;
    size_t found; /* findings of this site */
    int64_t
        since; /* Unix seconds from which what is told of it is so; INT64_MAX: of nothing that has a score */
};

struct str
alert_site_name(struct arena *a, const char *path, struct str base)
{
    const char *slash = strrchr(path, '/');
    struct str name = str_of(slash != NULL ? slash + 1 : path), whole = str_of(path);

    if (str_starts(whole, base) && whole.n > base.n + 1 && whole.p[base.n] == '/')
        name = str_sub(whole, base.n + 1, whole.n);

    if (str_ends(name, STR(".oit")))
        name = str_sub(name, 0, name.n - 4);
    return arena_str(a, name);
}

/* Days since 1970 of a day of the calendar. */
static int64_t
day_number(struct date d)
{
    struct tm tm = {.tm_year = d.year - 1900, .tm_mon = d.month - 1, .tm_mday = d.day, .tm_hour = 12};

    return (int64_t)timegm(&tm) / DAY_S;
}

/* ------------------------------------------------------------------ matters */

static const struct alert_matter *
find_before(const struct looking *l, struct str subject)
{
    for (size_t i = 0; i < l->before_n; i++)
        if (str_eq(l->before[i].subject, subject))
            return &l->before[i];
    return NULL;
}

static struct matter
matter_of(const struct looking *l, struct str subject, int good)
{
    const struct alert_matter *b = find_before(l, subject);
    struct matter m;

    matter_begin(&m, good);
    if (b != NULL)
        m = (struct matter){matter_phase_of_name(b->phase),
                            b->base,
                            b->level,
                            b->told,
                            b->looks,
                            b->since,
                            b->day,
                            b->episode,
                            b->told_n};
    return m;
}

static int
put_matter(struct looking *l, struct str subject, const struct matter *m, struct err *e)
{
    const struct alert_matter row = {.subject = subject,
                                     .phase = str_of(matter_phase_name(m->phase)),
                                     .base = m->base,
                                     .level = m->level,
                                     .told = m->told,
                                     .looks = m->looks,
                                     .since = m->since,
                                     .day = m->day,
                                     .episode = m->episode,
                                     .told_n = m->told_n};

    return alert_db_put_matter(l->run->db, l->name, &row, e);
}

/* Read them again: what an earlier look of this run wrote counts. */
static int
load_matters(struct looking *l, struct err *e)
{
    return alert_db_matters(l->run->db, l->name, l->s.arena, &l->before, &l->before_n, e);
}

/* ------------------------------------------------------------------ findings */

static int
add_finding(struct looking *l, const struct finding *f, struct err *e)
{
    struct alert_run *run = l->run;
    struct finding *kept;
    char iso[16];
    int fresh;

    if (run->finding_n == LIMIT_ALERT_FINDINGS)
        return err_set(e, ERR_USAGE, "oit alert", _("name fewer site files at once"),
                       _("more than %d things are to be told"), LIMIT_ALERT_FINDINGS);
    kept = ARENA_NEW(run->arena, struct finding);
    *kept = *f;
    date_iso(l->today, iso);
    fresh = alert_db_put_finding(run->db, kept, run->now, str_of(iso), e);
    if (fresh <= 0)
        return fresh;
    run->finding = mem_room(run->finding, run->finding_n, &run->finding_cap, sizeof *run->finding);
    run->finding[run->finding_n++] = kept;
    l->found++;
    return 0;
}

static struct finding
begin_finding(struct looking *l, enum matter_kind kind, struct str subject, enum alert_event event,
              const struct matter *m)
{
    return (struct finding){.kind = kind,
                            .event = event,
                            .site = l->name,
                            .subject = arena_str(l->run->arena, subject),
                            .episode = m->episode,
                            .n = m->told_n,
                            .from = VERDICT_COUNT,
                            .to = VERDICT_COUNT};
}

static enum verdict
verdict_of_level(int level)
{
    static const enum verdict v[] = {VERDICT_MISSING, VERDICT_STALE, VERDICT_PARTIAL, VERDICT_FOUND};

    return level >= 0 && level <= LEVEL_GOOD ? v[level] : VERDICT_COUNT;
}

/* From the first look that showed it worse; what is over is so from this look on, which is the newest: all
 * others are before it, those of the same second too. */
static void
note_since(struct looking *l, enum alert_event event, const struct matter *m, const struct look *look)
{
    int64_t since = event == EVENT_ENDED ? look->seen + 1 : m->since;

    if (event != EVENT_STILL && since < l->since)
        l->since = since;
}

static struct str
keep(struct looking *l, struct str s)
{
    return arena_str(l->run->arena, s);
}

/* Where to look: an address the site promises and does not keep, else what speaks for the item. */
static struct str
place_of(struct looking *l, const struct item_result *i)
{
    size_t at = 0;
    const struct missing_url *u = card_missing(&l->card, i->id, &at);

    if (u != NULL)
        return keep(l, u->url);
    return i->evidence_n > 0 ? keep(l, i->evidence[0].url) : STR_NONE;
}

static void
describe_item(struct looking *l, const struct item_result *i, const struct matter *before, struct finding *f)
{
    f->item = keep(l, i->id);
    f->topic = keep(l, i->topic);
    f->from =
        verdict_of_level(f->event == EVENT_BEGAN || f->event == EVENT_STILL ? before->base : before->told);
    f->to = i->verdict;
    f->gain = i->gain_oit;
    f->owner = keep(l, i->owner);
    f->place = place_of(l, i);
    for (int lang = 0; lang < 2; lang++) {
        f->name[lang] = keep(l, card_name(i->name, i->name_en, (enum lang)lang));
        f->fix[lang] = keep(l, card_fix(l->s.arena, i, (enum lang)lang));
        if (i->reason.id != NULL)
            f->reason[lang] = keep(l, card_say(l->s.arena, i, &i->reason, (enum lang)lang));
    }
}

/* ------------------------------------------------------------------ steps */

struct step {
    struct look look;
    bool newest;
};

static int
step_item(struct looking *l, const struct item_result *i, const struct step *step, struct err *e)
{
    const struct alert_plan *p = &l->run->plan;
    const struct patience patience = {p->looks, (int64_t)p->wait_min * 60, p->remind};
    struct str subject = arena_printf(l->s.arena, "item:%.*s", STR_ARGS(i->id));
    struct matter m = matter_of(l, subject, LEVEL_UNKNOWN), before = m;
    struct look look = step->look;
    enum alert_event event;
    struct finding f;

    look.level = l->s.content > 0 ? matter_level(i->verdict) : LEVEL_UNKNOWN;
    if (m.phase == MATTER_TOLD && !step->newest)
        return 0;
    event = matter_step(&m, &look, &patience);
    if (event != EVENT_NONE) {
        f = begin_finding(l, MATTER_ITEM, subject, event, &m);
        describe_item(l, i, &before, &f);
        note_since(l, event, &m, &look);
        if (add_finding(l, &f, e) != 0)
            return -1;
    }
    return put_matter(l, subject, &m, e);
}

/* Unreachable, robots, hacked: the site as a whole. */
static int
step_site(struct looking *l, enum matter_kind kind, int level, int looks, const struct step *step,
          struct err *e)
{
    const struct alert_plan *p = &l->run->plan;
    const struct patience patience = {looks, 0, p->remind};
    struct str subject = str_of(matter_name(kind));
    struct matter m = matter_of(l, subject, LEVEL_GOOD);
    struct look look = step->look;
    enum alert_event event;
    struct finding f;
    struct outcome o;

    look.level = level;
    if (m.phase == MATTER_TOLD && !step->newest)
        return 0;
    event = matter_step(&m, &look, &patience);
    if (event != EVENT_NONE) {
        const struct coverage_problem *first = NULL;

        f = begin_finding(l, kind, subject, event, &m);
        if (kind == MATTER_UNREACHABLE && event != EVENT_ENDED &&
            store_outcome(l->s.store, l->s.arena, &o, e) == 1 && o.problem.n > 0)
            for (int lang = 0; lang < 2; lang++)
                f.reason[lang] = str_of(say_tr_in(
                    (enum lang)lang, problem_text(problem_of_name(arena_str(l->s.arena, o.problem).p))));
        if (kind == MATTER_HACKED && card_problems(&l->card, PROBLEM_SUSPICIOUS, &first) > 0)
            f.place = keep(l, first->url);
        if (add_finding(l, &f, e) != 0)
            return -1;
    }
    return put_matter(l, subject, &m, e);
}

/* A robots.txt that could not be fetched forbids nothing: the server is broken. */
static bool
robots_broken(const struct coverage *c)
{
    for (size_t i = 0; i < c->problem_n; i++)
        if (str_ends(c->problem[i].url, STR("/robots.txt")) && c->problem[i].problem != PROBLEM_ROBOTS)
            return true;
    return false;
}

/* Does robots.txt keep us out, of the whole or of most of it? */
static bool
robots_forbid(const struct looking *l)
{
    const struct coverage *c = &l->card.coverage;
    uint64_t read = c->fetched + c->not_modified;

    return c->skipped_robots > 0 && !robots_broken(c) && (l->s.content == 0 || c->skipped_robots > read);
}

static int
step_whole(struct looking *l, const struct step *step, struct err *e)
{
    bool content = l->s.content > 0, robots = robots_forbid(l);
    bool hacked = card_problems(&l->card, PROBLEM_SUSPICIOUS, NULL) > 0;

    if (step_site(l, MATTER_UNREACHABLE,
                  content                            ? LEVEL_GOOD
                  : robots || card_offline(&l->card) ? LEVEL_UNKNOWN
                                                     : 0,
                  l->run->plan.unreachable_looks, step, e) != 0 ||
        step_site(l, MATTER_ROBOTS,
                  robots    ? 0
                  : content ? LEVEL_GOOD
                            : LEVEL_UNKNOWN,
                  l->run->plan.looks, step, e) != 0)
        return -1;
    return step_site(l, MATTER_HACKED, hacked ? 0 : content ? LEVEL_GOOD : LEVEL_UNKNOWN, 1, step, e);
}

/* ------------------------------------------------------------------ days that come near */

static int
step_days(struct looking *l, const struct finding *what, const int *mark, size_t mark_n, bool mute,
          struct err *e)
{
    const struct patience patience = {1, 0, 0};
    struct matter m = matter_of(l, what->subject, (int)mark_n);
    const struct look look = {.level = matter_level_of_days(what->days, mark, mark_n),
                              .mute = mute,
                              .seen = l->run->now,
                              .day = day_number(l->today)};
    enum alert_event event = matter_step(&m, &look, &patience);
    struct finding f = *what;

    if (event != EVENT_NONE && !(event == EVENT_ENDED && what->kind == MATTER_DATE)) {
        f.event = event;
        f.episode = m.episode;
        f.n = m.told_n;
        if (add_finding(l, &f, e) != 0)
            return -1;
    }
    return put_matter(l, what->subject, &m, e);
}

/* One end of a stretch of the calendar. */
static int
step_date(struct looking *l, const struct calendar_entry *c, enum date_side side, bool mute, struct err *e)
{
    static const char *const sides[] = {[DATE_ENDS] = "ends", [DATE_BEGINS] = "begins", [DATE_ON] = "on"};
    const struct alert_plan *p = &l->run->plan;
    struct matter none = {0};
    struct finding f;
    const int *mark = p->dates;
    size_t n = p->dates_n;
    struct date day = side == DATE_BEGINS ? c->from : c->to;
    char iso[16];

    date_iso(day, iso);
    f = begin_finding(l, MATTER_DATE,
                      arena_printf(l->run->arena, "date:%.*s:%s:%s", STR_ARGS(c->id), sides[side], iso),
                      EVENT_NONE, &none);
    f.item = keep(l, c->id);
    f.what = c->text;
    f.day = day;
    f.side = side;
    f.days = (int)(day_number(day) - day_number(l->today));
    f.count = l->s.content > 0 ? card_to_fix(&l->card) : 0;
    /* The last day is told early and often, the others once, when they are near. */
    for (; side != DATE_ENDS && n > 1 && *mark > DATE_NEAR; n--)
        mark++;
    if (side != DATE_ENDS)
        n = n > 0;
    if (f.days < 0 || n == 0)
        return alert_db_forget_matter(l->run->db, l->name, f.subject, e);
    if (l->s.content > 0 && f.count == 0)
        return 0; /* nothing is left to be done before it */
    return step_days(l, &f, mark, n, mute, e);
}

static int
step_dates(struct looking *l, bool mute, struct err *e)
{
    for (size_t i = 0; i < l->card.calendar_n; i++) {
        const struct calendar_entry *c = &l->card.calendar[i];
        bool one = date_cmp(c->from, c->to) == 0;

        if (c->text == NULL)
            continue;
        if (!one && step_date(l, c, DATE_BEGINS, mute, e) != 0)
            return -1;
        if (step_date(l, c, one ? DATE_ON : DATE_ENDS, mute, e) != 0)
            return -1;
    }
    return 0;
}

static int
step_certificate(struct looking *l, bool mute, struct err *e)
{
    int64_t until = store_certificate(l->s.store, l->s.run.id);
    struct matter none = {0};
    struct finding f;

    if (until == 0)
        return 0;
    f = begin_finding(l, MATTER_CERTIFICATE, str_of(matter_name(MATTER_CERTIFICATE)), EVENT_NONE, &none);
    f.day = date_of_unix(until);
    f.days = (int)(day_number(f.day) - day_number(l->today));
    return step_days(l, &f, l->run->plan.certificate, l->run->plan.certificate_n, mute, e);
}

/* ------------------------------------------------------------------ visits */

static struct date
day_of(const struct past *p)
{
    struct date day;

    return date_parse_iso(p->as_of, &day) ? day : date_of_unix(p->run.started);
}

static int
judge_past(struct looking *l, const struct past *p, bool newest, struct err *e)
{
    l->s.run = p->run;
    if (!newest || l->s.o->as_of == NULL)
        l->s.as_of = day_of(p);
    return session_judge(&l->s, &l->card, e);
}

/*
 * Today: as told; else the clock's day, unless the newest visit was judged as of another day than it was made
 * on, which is a rehearsal and stays one.
 */
static struct date
today_of(const struct looking *l)
{
    const struct past *p = &l->past[l->past_n - 1];
    struct date day;

    if (l->s.o->as_of != NULL && date_parse_iso(str_of(l->s.o->as_of), &day))
        return day;
    return date_cmp(day_of(p), date_of_unix(p->run.started)) == 0 ? date_of_unix(l->run->now) : day_of(p);
}

static int
look_at(struct looking *l, const struct past *p, bool newest, bool again, struct err *e)
{
    const struct step step = {.look = {.again = again,
                                       .mute = l->is_new || !newest,
                                       .seen = p->run.started,
                                       .day = day_number(l->today)},
                              .newest = newest};

    if (judge_past(l, p, newest, e) != 0 || load_matters(l, e) != 0 || step_whole(l, &step, e) != 0)
        return -1;
    for (size_t i = 0; i < l->card.item_n; i++)
        if (step_item(l, &l->card.item[i], &step, e) != 0)
            return -1;
    if (!newest)
        return 0;
    return step_certificate(l, l->is_new, e) != 0 || step_dates(l, l->is_new, e) != 0 ? -1 : 0;
}

/* ------------------------------------------------------------------ rules that changed */

static struct str
rules_of(struct looking *l)
{
    char hex[65];

    sha256_hex(&l->s.pack->sha256, hex);
    return arena_printf(l->run->arena, "%.16s %s", hex, OIT_VERSION);
}

static int
rebase_item(struct looking *l, const struct item_result *i, size_t *moved, struct err *e)
{
    struct str subject = arena_printf(l->s.arena, "item:%.*s", STR_ARGS(i->id));
    struct matter m = matter_of(l, subject, LEVEL_UNKNOWN);
    int level = matter_level(i->verdict);

    if (level == LEVEL_UNKNOWN || m.level == LEVEL_UNKNOWN || m.level == level)
        return 0;
    ++*moved;
    matter_rebase(&m, level);
    return put_matter(l, subject, &m, e);
}

static int
rebase(struct looking *l, const struct past *p, struct str rules, struct err *e)
{
    struct matter once = {.episode = 1, .told_n = 1};
    struct finding f;
    size_t moved = 0;

    if (judge_past(l, p, false, e) != 0 || load_matters(l, e) != 0)
        return -1;
    for (size_t i = 0; l->s.content > 0 && i < l->card.item_n; i++)
        if (rebase_item(l, &l->card.item[i], &moved, e) != 0)
            return -1;
    if (moved == 0)
        return 0;
    f = begin_finding(l, MATTER_RULES, arena_printf(l->s.arena, "rules:%.*s", STR_ARGS(rules)), EVENT_BEGAN,
                      &once);
    f.count = moved;
    return add_finding(l, &f, e);
}

/* ------------------------------------------------------------------ a file */

/* Another year's checklist asks for other things: its first look is a first one. */
static int
begin_year(struct looking *l, struct err *e)
{
    for (size_t i = 0; i < l->before_n; i++)
        if (str_starts(l->before[i].subject, STR("item:")) &&
            alert_db_forget_matter(l->run->db, l->name, l->before[i].subject, e) != 0)
            return -1;
    l->is_new = true;
    return 0;
}

static int
look_at_visits(struct looking *l, struct err *e)
{
    const struct past *newest = &l->past[l->past_n - 1];
    size_t first = l->past_n - 1;

    while (!l->is_new && first > 0 && l->past[first - 1].run.id > l->known.run &&
           l->past_n - first < LIMIT_ALERT_LOOKS)
        first--;
    for (size_t i = first; i < l->past_n; i++)
        if (look_at(l, &l->past[i], &l->past[i] == newest, !l->is_new && newest->run.id <= l->known.run, e) !=
            0)
            return -1;
    return 0;
}

static int
look_at_file(struct looking *l, struct err *e)
{
    struct str rules = rules_of(l);
    int known = alert_db_site(l->run->db, l->name, l->s.arena, &l->known, e);

    if (known < 0 || load_matters(l, e) != 0)
        return -1;
    l->is_new = known == 0;
    if (known == 1 && !str_eq(l->known.pack, l->s.pack->id) && begin_year(l, e) != 0)
        return -1;
    for (size_t i = 0; !l->is_new && !str_eq(l->known.rules, rules) && i < l->past_n; i++)
        if (l->past[i].run.id == l->known.run && rebase(l, &l->past[i], rules, e) != 0)
            return -1;
    if (look_at_visits(l, e) != 0)
        return -1;
    return alert_db_put_site(
        l->run->db, &(struct alert_site){l->name, l->past[l->past_n - 1].run.id, l->s.pack->id, rules}, e);
}

/* ------------------------------------------------------------------ what the notices need of the site */

/* The report formats that anybody wants attached. */
static size_t
formats_wanted(const struct alert_plan *p, struct str out[ATTACHED_FORMATS])
{
    size_t n = 0;

    for (size_t i = 0; i < p->to_n; i++)
        for (size_t k = 0; k < p->to[i].attach.n; k++) {
            size_t at = 0;

            while (at < n && !str_eq(out[at], p->to[i].attach.v[k]))
                at++;
            if (at == n && n < ATTACHED_FORMATS)
                out[n++] = p->to[i].attach.v[k];
        }
    return n;
}

/* One that is too large, or one too many, is left out; the mail then names what is attached. */
static void
make_reports(struct looking *l)
{
    struct alert_run *run = l->run;
    struct str format[ATTACHED_FORMATS];
    size_t n = formats_wanted(&run->plan, format);

    for (size_t i = 0; i < n; i++) {
        const struct report_format *f = report_format_of(format[i]);
        struct buf b;

        buf_init(&b, LIMIT_ALERT_ATTACHED);
        f->write(&l->card, l->run->o->lang, &b);
        if (!b.full && b.n > 0 && run->report_bytes + b.n <= REPORT_BYTES_MAX) {
            run->report = mem_room(run->report, run->report_n, &run->report_cap, sizeof *run->report);
            run->report[run->report_n++] =
                (struct alert_report){l->name, format[i], arena_str(run->arena, buf_view(&b))};
            run->report_bytes += b.n;
        }
        buf_free(&b);
    }
}

static struct str
link_of(struct looking *l)
{
    struct str link = l->run->plan.link, name = l->name;
    size_t at = str_find(link, STR("{site}"), 0), slash = str_find_char(name, '/', 0);

    if (slash != STR_NOT_FOUND) /* the batch's reports lie in a folder of the same name */
        name = str_sub(name, 0, slash);

    if (at == STR_NOT_FOUND)
        return link;
    return arena_printf(l->run->arena, "%.*s%.*s%.*s", STR_ARGS(str_sub(link, 0, at)), STR_ARGS(name),
                        STR_ARGS(str_sub(link, at + 6, link.n)));
}

/* The last visit before that could read something and was judged by the rules of now; NULL when there is
 * none. */
static const struct past *
visit_before(struct looking *l)
{
    char hex[65];

    sha256_hex(&l->s.pack->sha256, hex);
    for (size_t i = l->past_n - 1; i-- > 0;) {
        const struct past *p = &l->past[i];

        if (p->run.started < l->since && p->low != NO_SCORE && str_eq(p->pack_id, l->s.pack->id) &&
            str_eq(p->pack_sha256, str_of(hex)) && str_eq(p->tool_version, STR(OIT_VERSION)) &&
            store_readable(l->s.store, p->run.id, NULL) == 1)
            return p;
    }
    return NULL;
}

static void
describe_site(struct looking *l)
{
    struct alert_run *run = l->run;
    const struct past *before = l->since != INT64_MAX ? visit_before(l) : NULL;
    const struct scorecard *c = &l->card;
    const struct alert_named *named = alert_named(run, l->name);

    run->site = mem_room(run->site, run->site_n, &run->site_cap, sizeof *run->site);
    run->site[run->site_n++] = (struct notice_site){
        .name = l->name,
        .agency = named != NULL && named->name.n > 0 ? named->name
                  : c->agency.n > 0                  ? keep(l, c->agency)
                                                     : store_agency(l->s.store, STORE_NEWEST, run->arena),
        .host = keep(l, c->site_host),
        .url = keep(l, c->site_url),
        .seen = keep(l, c->started),
        .link = link_of(l),
        .scored = c->scored,
        .readable = l->s.content > 0,
        .low = c->low,
        .high = c->high,
        .compared = before != NULL,
        .before_low = before != NULL ? before->low : NO_SCORE,
        .before_high = before != NULL ? before->high : NO_SCORE,
    };
    make_reports(l);
}

static int
open_file(struct looking *l, const char *path, struct err *e)
{
    if (session_open_file(&l->s, path, STORE_READ, e) != 0 ||
        store_past(l->s.store, l->s.arena, &l->past, &l->past_n, e) != 0)
        return -1;
    if (l->past_n == 0)
        return err_set(e, ERR_FILE, path, _("scan the site first: oit scan URL"), "%s",
                       _("the site file holds no finished visit yet"));
    l->name = alert_site_name(l->run->arena, l->s.path, l->run->folder);
    l->today = today_of(l);
    return 0;
}

int
alert_look(struct alert_run *run, const char *path, struct err *e)
{
    struct looking l = {.run = run, .since = INT64_MAX};
    size_t before = run->finding_n;
    char iso[16];
    bool bad;

    if (alert_db_part_begin(run->db, e) != 0)
        return -1;
    session_init(&l.s, run->o);
    l.s.catalog = run->rules.catalog;
    bad = open_file(&l, path, e) != 0 || look_at_file(&l, e) != 0;
    bad = alert_db_part_end(run->db, !bad, bad ? NULL : e) != 0 || bad;
    if (bad)
        run->finding_n = before;
    if (!bad) {
        run->file[run->file_n++] = (struct alert_file){l.name, keep(&l, l.card.site_host),
                                                       arena_str(run->arena, str_of(l.s.path)).p};
        if (l.is_new && l.known.pack.n > 0) {
            run->relisted_n++;
            run->list_before = keep(&l, l.known.pack);
            run->list_now = keep(&l, l.s.pack->id);
        } else
            run->first_n += l.is_new;
        run->offline_n += card_offline(&l.card);
        date_iso(l.today, iso);
        if (str_cmp(str_of(iso), run->day) > 0)
            run->day = arena_str(run->arena, str_of(iso));
    }
    if (!bad && l.found > 0)
        describe_site(&l);
    l.s.catalog = NULL;
    session_close(&l.s);
    return bad ? -1 : 0;
}
