/* Finding the program's files, loading rules, opening a site file, judging what is in it. */
#include "cli/session.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/thai.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/readings.h"
#include "cli/recall.h"
#include "cli/scores_file.h"
#include "cli/site_file.h"
#include "cli/visits.h"
#include "crawler/url.h"
#include "oit/limits.h"
#include "rules/judge.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *
session_share_dir(struct arena *a)
{
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    const char *told = getenv("OIT_SHARE");

    if (told != NULL && *told != '\0')
        return told;
    if (n <= 0)
        return "/usr/share/oit";
    exe[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(exe, '/');
        if (slash != NULL)
            *slash = '\0';
    }
    return arena_printf(a, "%s/share/oit", exe).p;
}

static const char *
user_rules(struct arena *a)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

    if (config != NULL && *config == '/')
        return arena_printf(a, "%s/oit/rules", config).p;
    return home != NULL ? arena_printf(a, "%s/.config/oit/rules", home).p : NULL;
}

size_t
session_rule_dirs(struct arena *a, const struct options *o, const char *dir[LIST_MAX + 2], struct err *e)
{
    size_t n = 0;
    const char *own = user_rules(a);

    dir[n++] = arena_printf(a, "%s/rules", session_share_dir(a)).p;
    if (!file_exists(dir[0])) {
        err_set(e, ERR_CONFIG, dir[0], _("install the program again, or name the folder in OIT_SHARE"), "%s",
                _("the rules that belong to the program are not there"));
        return 0;
    }
    if (own != NULL && file_exists(own))
        dir[n++] = own;
    for (size_t i = 0; i < o->rules_n; i++) {
        if (!file_exists(o->rules[i])) {
            err_set(e, ERR_CONFIG, o->rules[i], _("name a folder that holds topics/ or packs/"), "%s",
                    _("there is no such folder of rules"));
            return 0;
        }
        dir[n++] = o->rules[i];
    }
    return n;
}

struct catalog *
session_catalog(struct arena *a, const struct options *o, struct err *e)
{
    const char *dir[LIST_MAX + 2];
    size_t n = session_rule_dirs(a, o, dir, e);

    return n > 0 ? catalog_load(dir, n, e) : NULL;
}

struct platforms *
session_platforms(struct arena *a, const struct options *o, struct err *e)
{
    const char *dir[LIST_MAX + 2];
    size_t n = session_rule_dirs(a, o, dir, e);

    return n > 0 ? platforms_load(dir, n, e) : NULL;
}

void
session_init(struct session *s, const struct options *o)
{
    *s = (struct session){.o = o, .arena = arena_new(0)};
    buf_init(&s->noted, LIMIT_RESULT);
    s->sum.changes = -1;
}

void
session_close(struct session *s)
{
    readings_free(s->readings);
    judge_free(s->judge);
    store_close(s->store);
    if (s->o->inherited == NULL || s->catalog != s->o->inherited->catalog)
        catalog_free(s->catalog);
    buf_free(&s->noted);
    arena_free(s->arena);
}

void
session_hand_down(const struct session *s, struct inherited *out)
{
    out->catalog = s->catalog;
    out->dir_n = session_rule_dirs(s->arena, s->o, out->dir, NULL);
    for (size_t i = 0; i < out->dir_n; i++)
        out->dir[i] = arena_str(s->arena, str_of(out->dir[i])).p;
}

/* Rules that were loaded before this process was; NULL when they come from other folders. */
static struct catalog *
inherited_catalog(const struct session *s)
{
    const struct inherited *from = s->o->inherited;
    const char *dir[LIST_MAX + 2];
    size_t n = from != NULL ? session_rule_dirs(s->arena, s->o, dir, NULL) : 0;
    bool same = n > 0 && n == from->dir_n;

    for (size_t i = 0; same && i < n; i++)
        same = strcmp(dir[i], from->dir[i]) == 0;
    return same ? from->catalog : NULL;
}

int
session_load_rules(struct session *s, struct err *e)
{
    s->catalog = inherited_catalog(s);
    if (s->catalog == NULL)
        s->catalog = session_catalog(s->arena, s->o, e);
    if (s->catalog != NULL && s->o->scores != NULL)
        s->scores = scores_file_read(s->arena, s->o->scores, e);
    return s->catalog != NULL && (s->scores != NULL || s->o->scores == NULL) ? 0 : -1;
}

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

static struct str
pack_names(struct session *s)
{
    struct buf b;
    struct str names;

    buf_init(&b, 4096);
    for (size_t i = 0; i < s->catalog->pack_n; i++)
        buf_printf(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(s->catalog->pack[i].id));
    names = arena_str(s->arena, buf_view(&b));
    buf_free(&b);
    return names;
}

/* Half of the indicators would give a total that nobody published; one is that of the whole instrument. */
static int
check_count(const struct session *s, const char *option, size_t n, size_t wanted, struct err *e)
{
    char next[256];

    if (n <= 1 || n == wanted || !s->pack->scored)
        return 0;
    snprintf(next, sizeof next, _("give all %zu with commas between, or one score for the whole instrument"),
             wanted);
    return err_set(e, ERR_USAGE, option, next,
                   _("the instrument has %zu indicators under %.*s; scores given: %zu"), wanted,
                   STR_ARGS(s->pack->id), n);
}

/* The year of the Buddhist era that a Gregorian one is; 0 where there is no checklist of it. */
static int
year_meant(const struct session *s, const char *word)
{
    char room[32];
    uint64_t year = 0;

    if (!str_to_u64(thai_plain_digits(str_of(word), room, sizeof room), &year) || year > 9999)
        return 0;
    year += BUDDHIST;
    return catalog_pack(s->catalog, arena_printf(s->arena, "%d", (int)year)) != NULL ? (int)year : 0;
}

/* What was asked for is not there: under the name of the option that asks so, with what may have been meant.
 */
static int
no_such_pack(struct session *s, const char *word, struct err *e)
{
    int year = year_meant(s, word);
    bool by_year = strchr(word, '-') == NULL; /* a checklist is called oit-2566 */
    struct str input = arena_printf(s->arena, "--%s %s", by_year ? "year" : "pack", word);
    struct str names = pack_names(s);
    char next[400];

    if (year > 0)
        snprintf(next, sizeof next,
                 _("fiscal years are of the Buddhist era: did you mean --year %d? known are: %s"), year,
                 names.p);
    else if (by_year)
        snprintf(next, sizeof next,
                 _("known are: %s; write the fiscal year of the Buddhist era, e.g. --year %d"), names.p,
                 catalog_default_pack(s->catalog) != NULL ? catalog_default_pack(s->catalog)->fiscal_year
                                                          : 2566);
    else
        snprintf(next, sizeof next, _("known are: %s"), names.p);
    return err_set(e, ERR_RULES, input.p, next, "%s", _("there is no such checklist"));
}

int
session_choose_pack(struct session *s, const char *id_or_year, struct err *e)
{
    char next[400];

    s->pack =
        id_or_year != NULL ? catalog_pack(s->catalog, str_of(id_or_year)) : catalog_default_pack(s->catalog);
    if (s->pack != NULL)
        return check_count(s, "--iit", s->o->iit_n, INDICATORS_IIT, e) != 0 ||
                       check_count(s, "--eit", s->o->eit_n, INDICATORS_EIT, e) != 0
                   ? -1
                   : 0;
    if (id_or_year != NULL && s->o->pack != NULL)
        return no_such_pack(s, id_or_year, e);
    if (id_or_year != NULL) /* the file's own, of its last judgement */
        snprintf(next, sizeof next,
                 _("the file was judged by it last: name its folder with --rules, or with --pack one of %s"),
                 pack_names(s).p);
    else
        snprintf(next, sizeof next, _("known are: %s"), pack_names(s).p);
    return err_set(e, ERR_RULES, id_or_year != NULL ? id_or_year : "--pack", next, "%s",
                   _("there is no such checklist"));
}

void
session_choose_day(struct session *s, const char *iso, int64_t otherwise)
{
    if (iso == NULL || !date_parse_iso(str_of(iso), &s->as_of))
        s->as_of = date_of_unix(otherwise);
}

/* The option that asks for a checklist again: by its year, where that names it and no other. */
static struct str
option_of(struct session *s, struct str pack)
{
    const struct pack *p = catalog_pack(s->catalog, pack);
    struct str year = arena_printf(s->arena, "%d", p != NULL ? p->fiscal_year : 0);

    return p != NULL && catalog_pack(s->catalog, year) == p ? arena_printf(s->arena, "--year %s", year.p)
                                                            : arena_printf(s->arena, "--pack %s", pack.p);
}

void
session_tell_list(struct session *s, struct str before, const char *command)
{
    int year = date_fiscal_year(s->as_of);

    if (s->o->pack != NULL)
        return;
    if (year != s->pack->fiscal_year)
        log_note(_("the list of fiscal year %d is used, the newest that has a score; the day lies in fiscal "
                   "year %d (another list: --year)"),
                 s->pack->fiscal_year, year);
    if (before.n == 0 || str_eq(before, s->pack->id))
        return;
    log_warn(_("%s: the time before it went by the list %.*s, now by %.*s, since no --year was given"),
             s->o->operand[0], STR_ARGS(before), STR_ARGS(s->pack->id));
    log_warn(_("  → to go on with the list of before: oit %s %s %.*s"), command, s->o->operand[0],
             STR_ARGS(option_of(s, before)));
}

/* Where site files live; empty when nothing says so. */
struct str
session_data_place(struct session *s)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

    if (s->o->data != NULL)
        return str_of(s->o->data);
    if (data != NULL && *data == '/')
        return arena_printf(s->arena, "%s/oit", data);
    if (home != NULL && *home == '/')
        return arena_printf(s->arena, "%s/.local/share/oit", home);
    return STR_NONE;
}

/* What a scan of the address has made, where that is there; else path itself. */
static const char *
file_of_address(struct session *s, struct str dir, const char *path)
{
    struct err none = {.code = ERR_NONE};
    const char *file;
    struct url u;

    if (dir.n == 0 || session_website(s->arena, path, &u, &none) != 0)
        return path;
    file = site_file_to_read(s, dir, &u).p;
    return file_exists(file) ? file : path;
}

/* A bare name that is not here may be one of the files that scans have made, or the host of one; so may an
 * address. */
const char *
session_find_file(struct session *s, const char *path)
{
    struct str dir = session_data_place(s);
    const struct str tries[] = {
        arena_printf(s->arena, "%.*s/%s", STR_ARGS(dir), path),
        arena_printf(s->arena, "%s.oit", path),
        arena_printf(s->arena, "%.*s/%s.oit", STR_ARGS(dir), path),
    };

    if (file_exists(path) || (strchr(path, '/') != NULL && strstr(path, "://") == NULL))
        return path;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if ((dir.n > 0 || tries[i].p[0] != '/') && file_exists(tries[i].p))
            return tries[i].p;
    return file_of_address(s, dir, path);
}

size_t
session_which_file(const struct options *o)
{
    struct session s;
    size_t which;

    session_init(&s, o);
    which = !file_exists(session_find_file(&s, o->operand[1])) &&
                    file_exists(session_find_file(&s, o->operand[0]))
                ? 0
                : 1;
    session_close(&s);
    return which;
}

/* The visit of --visit, as it was judged then; 1, 0 where none is asked for or finished, -1 and e. */
static int
choose_visit(struct session *s, struct judgement *last, struct err *e)
{
    const struct past *past, *p;
    size_t n = 0;

    if (s->o->visit == NULL)
        return 0;
    if (store_past(s->store, s->arena, &past, &n, e) != 0)
        return -1;
    if (n == 0)
        return 0;
    p = visit_meant(past, n, s->o->visit);
    if (p == NULL)
        return visit_unknown("--visit", s->o->visit, past, n, e);
    s->run = p->run;
    *last = (struct judgement){p->run.id, p->judgement != 0 ? p->pack_id : p->run.pack_id,
                               p->judgement != 0 ? p->as_of : p->run.as_of};
    return 1;
}

int
session_open_file(struct session *s, const char *path, enum store_mode mode, struct err *e)
{
    struct judgement last = {0};
    int chosen;

    path = s->path = session_find_file(s, path);
    s->store = store_open(path, mode, e);
    if (s->store == NULL)
        return -1;
    if (!store_run_last(s->store, true, s->arena, &s->run) &&
        !store_run_last(s->store, false, s->arena, &s->run))
        return err_set(e, ERR_FILE, path, _("scan the site first: oit scan URL"), "%s",
                       _("the site file holds no visit yet"));
    chosen = choose_visit(s, &last, e);
    if (chosen < 0)
        return -1;
    if (chosen == 0 && !store_last_judgement(s->store, s->arena, &last))
        last = (struct judgement){.pack_id = s->run.pack_id, .as_of = s->run.as_of};
    if (session_choose_pack(s,
                            s->o->pack != NULL   ? s->o->pack
                            : last.pack_id.n > 0 ? last.pack_id.p
                                                 : NULL,
                            e) != 0)
        return -1;
    session_choose_day(s, s->o->as_of != NULL ? s->o->as_of : last.as_of.p, s->run.started);
    return 0;
}

void
session_tell_unfinished(const struct session *s)
{
    if (s->run.finished == 0)
        log_note(_("%s: its last visit has not ended; this is what was read so far, and the same scan goes "
                   "on from there"),
                 s->path);
}

void
session_tell_last_read(const struct session *s, const struct scorecard *card, const char *path)
{
    struct date day;

    if (card->last_read.run_id.n == 0 || !date_parse_iso(str_sub(card->last_read.started, 0, 10), &day))
        return;
    log_warn(_("  → the last visit that read something was on %.*s: oit todo %s --visit %.*s (report and "
               "explain take --visit too)"),
             STR_ARGS(date_show(s->arena, day, s->o->lang == LANG_TH)), path,
             STR_ARGS(card->last_read.run_id));
}

int
session_website(struct arena *a, const char *written, struct url *out, struct err *e)
{
    if (!url_guess(a, str_of(written), out))
        return err_set(e, ERR_USAGE, written, _("write it like https://www.tuayang.example"), "%s",
                       _("this is not an address of a website"));
    if (!url_port_permitted(out))
        return err_set(e, ERR_USAGE, written, _("leave the port out, or give the website's own"), "%s",
                       _("the port belongs to another service than the web"));
    return 0;
}

struct str
session_data_dir(struct session *s, struct err *e)
{
    struct str dir = session_data_place(s);

    if (dir.n == 0) {
        err_set(e, ERR_USAGE, "--data", _("name the folder with --data DIR"), "%s",
                _("neither XDG_DATA_HOME nor HOME says where site files may live"));
        return STR_NONE;
    }
    if (file_make_dirs(dir.p, e) == 0)
        return dir;
    if (s->o->data == NULL && e != NULL) /* nobody named it: say how to */
        snprintf(e->next, sizeof e->next, "%s", _("name the folder with --data DIR"));
    return STR_NONE;
}

/* ------------------------------------------------------------------ judging */

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
    p->session->content += p->number == 0 && page != NULL && problem_readable(f->problem);
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
