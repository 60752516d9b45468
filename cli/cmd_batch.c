/* oit batch SITES.csv: a process a site, several at once, until all are over; then the view of them all. */
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "batch/places.h"
#include "batch/worker.h"
#include "cli/command.h"
#include "cli/many.h"
#include "crawler/crawl.h"
#include "oit/limits.h"
#include "report/card.h"
#include "report/province.h"
#include "report/report.h"
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define DISK_LEAST MIB /* of room; with less no visit comes to its end */

#define DEFAULT_DIR "oit-report"
#define EXIT_TOLD 128
#define COMPILE_FROM 20 /* sites; with fewer it costs more than it spares */
#define MARK_MS 5000    /* between two notes of how far it is */

/* ------------------------------------------------------------------ the list */

static int
check_options(void *ctx, const char *const *word, size_t n, bool *path, struct err *e)
{
    const struct many *m = ctx;
    struct options own;

    if (batch_options_of(m->o, word, n, &own, e) != 0)
        return -1;
    *path = own.scope_path;
    return 0;
}

static bool
is_shared(void *ctx, struct str host)
{
    const struct many *m = ctx;

    return phrases_host(catalog_list(m->s.catalog, "shared-hosts"), host);
}

static int
read_list(struct many *m, struct err *e)
{
    struct list_rules rules = {m, check_options, is_shared};

    m->list = list_read(m->o->operand[0], &rules, e);
    if (m->list == NULL)
        return -1;
    many_name_faults(m);
    m->site = mem_new(m->list->site_n, sizeof *m->site);
    m->fleet = mem_new(m->list->site_n, sizeof *m->fleet);
    return 0;
}

/* ------------------------------------------------------------------ folders and state */

static const char *
real_path(struct arena *a, const char *path)
{
    char real[PATH_MAX];

    return realpath(path, real) != NULL ? arena_str(a, str_of(real)).p : path;
}

static int
make_folders(struct many *m, struct err *e)
{
    struct str data = session_data_dir(&m->s, e);
    const char *out;

    if (data.n == 0)
        return -1;
    m->papers = !m->o->json || m->o->out != NULL || m->o->format != NULL;
    out = !m->papers          ? arena_printf(m->s.arena, "%.*s/batch", STR_ARGS(data)).p
          : m->o->out != NULL ? m->o->out
                              : DEFAULT_DIR;
    if (file_make_dirs(out, e) != 0)
        return -1;
    m->data = real_path(m->s.arena, data.p);
    m->out = real_path(m->s.arena, out);
    if (access(m->out, W_OK | X_OK) == 0)
        return 0;
    return err_set(e, err_of_place(errno), out,
                   _("give yourself write permission on the folder, or choose another with -o"),
                   _("reports cannot be written into this folder: %s"), err_reason(errno));
}

/* What makes it the same command. */
static struct str
key_of(struct many *m)
{
    struct arena *a = m->s.arena;
    char hex[65];
    struct sha256 hash =
        sha256_of(arena_printf(a, "%s\n%s\n%.*s\n%s", real_path(a, m->o->operand[0]), m->out,
                               STR_ARGS(m->s.pack->id), m->o->as_of != NULL ? m->o->as_of : ""));

    sha256_hex(&hash, hex);
    return arena_str(a, str_of(hex));
}

static int
write_mark(struct many *m, bool finished, struct err *e)
{
    struct batch_mark mark = {
        .data = str_of(m->data), .key = m->batch.key, .started = m->batch.started, .finished = finished};

    return batch_mark_write(m->out, &mark, e);
}

/* Going on with the state kept, or, where that is gone, with what the site files say since the batch began.
 */
static int
open_batch(struct many *m, bool *goes_on, struct err *e)
{
    struct arena *a = m->s.arena;
    struct batch wanted = {
        .key = key_of(m), .list = m->list->title, .out = str_of(m->out), .started = clock_now()};
    struct batch_mark mark;
    int found;
    bool marked = batch_mark_read(a, m->out, &mark) && !mark.finished && str_eq(mark.key, wanted.key);

    if (marked)
        wanted.started = mark.started;
    m->db = batch_db_open(arena_printf(a, "%s/batch.db", m->data).p, true, e);
    if (m->db == NULL || batch_db_begin(m->db, &wanted, a, &m->batch, goes_on, e) != 0)
        return -1;
    *goes_on |= marked;
    found = batch_db_before(m->db, &m->batch, a, &m->before, e);
    if (found < 0)
        return -1;
    m->before_known = found == 1;
    return write_mark(m, false, e);
}

/* ------------------------------------------------------------------ what became of a site */

static int
keep(struct many *m, size_t i, struct err *e)
{
    return batch_db_put(m->db, m->batch.id, &m->site[i], e);
}

static void
no_result(struct many *m, size_t i, enum site_state state, const char *problem, const char *detail)
{
    m->site[i].outcome = (struct outcome){.state = state,
                                          .problem = str_of(problem),
                                          .detail = arena_str(m->s.arena, str_of(detail)),
                                          .low = NO_SCORE,
                                          .high = NO_SCORE,
                                          .potential = NO_SCORE,
                                          .before_low = NO_SCORE,
                                          .before_high = NO_SCORE};
}

/* The newest finished visit of the site; 1, 0 when there is none, -1 and e. */
static int
look_into(struct many *m, size_t i, enum store_mode mode, struct outcome *out, struct err *e)
{
    const char *path = many_site_file(m->s.arena, m, i);
    struct store *store;
    int found;

    if (!file_exists(path))
        return 0;
    store = store_open(path, mode, e);
    if (store == NULL)
        return -1;
    found = store_outcome(store, m->s.arena, out, e);
    if (found == 1)
        many_look_closer(m, store, out);
    store_close(store);
    return found;
}

static void
settle_outcome(struct many *m, struct outcome *o, int code)
{
    bool policy = m->o->fail_under >= 0 || m->o->fail_on != NULL;

    if (code == EXIT_UNREADABLE)
        o->state = SITE_UNREADABLE;
    if (o->state == SITE_UNREADABLE && o->problem.n == 0)
        o->problem = STR("no_content");
    if (str_has(o->verdicts, STR("=unassessed")) || (code == EXIT_PARTLY && !policy))
        o->complete = false;
}

/*
 * A visit of this batch has a number above all that were finished before its process was started.  Where that
 * is not known (batch.db was lost), it ended in a later second than the batch began in.
 */
static bool
is_of_batch(const struct many *m, size_t i, const struct outcome *o)
{
    return m->site[i].seen != RUN_UNKNOWN ? o->run > m->site[i].seen : o->finished > m->batch.started;
}

/* Finished since the batch began, although nobody had written it down. */
static void
adopt(struct many *m, size_t i)
{
    struct outcome o;

    if (look_into(m, i, STORE_READ, &o, NULL) != 1 || !is_of_batch(m, i, &o))
        return;
    settle_outcome(m, &o, EXIT_OK);
    m->site[i].outcome = o;
}

static int
take_up_site(struct many *m, size_t i, bool goes_on, struct err *e)
{
    const struct list_site *from = &m->list->site[i];
    struct batch_site *s = &m->site[i];
    int found = batch_db_get(m->db, m->batch.id, from->folder, m->s.arena, s, e);

    if (found < 0)
        return -1;
    if (found == 0) {
        no_result(m, i, SITE_WAITING, "", "");
        s->name = from->folder;
        s->seen = RUN_UNKNOWN;
    }
    s->url = from->cell[COLUMN_URL];
    s->title = from->cell[COLUMN_NAME];
    s->line = from->line;
    if (s->outcome.state == SITE_RUNNING)
        s->outcome.state = SITE_UNFINISHED;
    if (goes_on && (found == 0 || s->tries > 0) && !site_state_final(s->outcome.state))
        adopt(m, i);
    return keep(m, i, e);
}

static int
take_up(struct many *m, bool goes_on, struct err *e)
{
    size_t over = 0;

    if (batch_db_together(m->db, true, e) != 0)
        return -1;
    for (size_t i = 0; i < m->list->site_n; i++) {
        if (many_visits(&m->list->site[i]) && take_up_site(m, i, goes_on, e) != 0)
            return -1;
        over += site_state_final(m->site[i].outcome.state);
    }
    if (goes_on)
        log_note(_("going on with the batch begun at %.*s; sites that are done: %zu"),
                 STR_ARGS(card_time_of(m->s.arena, m->batch.started, m->o->lang)), over);
    return batch_db_together(m->db, false, e);
}

/* ------------------------------------------------------------------ the fleet */

static bool
asked_to_stop(void *ctx)
{
    (void)ctx;
    return fleet_asked();
}

static void
find_places(struct many *m)
{
    size_t n = 0, *number = mem_new(m->list->site_n, sizeof *number),
           *place = mem_new(m->list->site_n, sizeof *place);
    struct place_name *name = mem_new(m->list->site_n, sizeof *name);

    for (size_t i = 0; i < m->list->site_n; i++) {
        m->fleet[i].place = i;
        if (m->fleet[i].over)
            continue;
        number[n] = i;
        name[n++] = (struct place_name){m->list->site[i].host, m->list->site[i].port};
    }
    places_find(name, n, place, asked_to_stop, NULL);
    for (size_t k = 0; k < n; k++)
        m->fleet[number[k]].place = number[place[k]];
    free(number);
    free(place);
    free(name);
}

static void
plan_site(struct many *m, size_t i)
{
    const struct list_site *s = &m->list->site[i];
    struct options own;

    m->fleet[i] = (struct fleet_site){.over = true, .uncounted = !many_visits(s)};
    if (!many_visits(s) || site_state_final(m->site[i].outcome.state) ||
        batch_options_of(m->o, s->word, s->word_n, &own, NULL) != 0)
        return;
    m->fleet[i] = (struct fleet_site){
        .rate = own.rate,
        .connections = own.connections,
        .seconds =
            own.max_time_s + (own.max_documents > 0 ? LIMIT_READ_SITE_MS / 1000 : 0) + LIMIT_WORKER_GRACE_S,
    };
}

/* "ps" shows which site a process is for; the words of ours are gone with it. */
static void
show_line(const struct options *o, const char *address)
{
    char words[LIMIT_ADDRESS];
    size_t n = (size_t)snprintf(words, sizeof words, "oit%cscan%c%s", 0, 0, address) + 1;

    prctl(PR_SET_NAME, "oit scan");
    if (o->line_n == 0)
        return;
    n = n < sizeof words ? n : sizeof words;
    n = n < o->line_n ? n : o->line_n;
    memset(o->line, 0, o->line_n);
    memcpy(o->line, words, n - 1);
}

/* The process of a site: "oit scan" with its words and our rules. */
static int
scan_site(void *ctx, const char *const *argv)
{
    struct many *m = ctx;
    struct inherited inherited;
    char *word[BATCH_WORDS_MAX + 1];
    int n = 0;

    for (; n < BATCH_WORDS_MAX && argv[n] != NULL; n++)
        word[n] = (char *)(uintptr_t)arena_str(m->s.arena, str_of(argv[n])).p;
    word[n] = NULL;
    session_hand_down(&m->s, &inherited);
    show_line(m->o, word[n - 1]);
    return command_line(n, word, &inherited);
}

/* The newest finished visit of the site's file, 0 when there is none. */
static int64_t
newest_visit(struct arena *a, const struct many *m, size_t i)
{
    const char *path = many_site_file(a, m, i);
    struct store *store;
    struct run run = {0};

    if (!file_exists(path))
        return 0;
    store = store_open(path, STORE_READ_OURS, NULL);
    if (store == NULL)
        return RUN_UNKNOWN;
    store_run_last(store, true, a, &run);
    store_close(store);
    return run.id;
}

static pid_t
start_site(void *ctx, size_t i, double rate, int connections, struct err *e)
{
    struct many *m = ctx;
    struct arena *a = arena_new(0);
    const char *dir = many_reports(a, m, i), *log = arena_printf(a, "%s/scan.log", dir).p;
    struct batch_visit v = {
        m->o, &m->list->site[i], m->s.pack->id.p, many_data(a, m, i), m->papers ? dir : NULL,
        rate, connections};
    pid_t pid = -1;

    if (file_make_dirs(dir, e) != 0)
        goto out;
    if (m->site[i].tries == 0)
        unlink(log);
    if (m->site[i].seen == RUN_UNKNOWN)
        m->site[i].seen = newest_visit(a, m, i);
    m->site[i].tries++;
    m->site[i].started = clock_now();
    no_result(m, i, SITE_RUNNING, "", "");
    log_status(NULL); /* the copy of this process writes none */
    if (keep(m, i, e) == 0)
        pid = worker_start(scan_site, m, batch_words(a, &v), log, LIMIT_WORKER_MEMORY, m->gauge, i, e);
out:
    arena_free(a);
    return pid;
}

static struct str
end_words(struct arena *a, int code)
{
    return code >= EXIT_TOLD ? arena_printf(a, _("ended by signal %d"), code - EXIT_TOLD)
                             : arena_printf(a, _("exit code %d"), code);
}

static void
site_again(void *ctx, size_t i, int code)
{
    struct many *m = ctx;

    log_warn(code >= EXIT_TOLD ? _("%s: its process crashed (%s); it is started once more")
                               : _("%s: its process gave up (%s); it is started once more"),
             m->site[i].url.p, end_words(m->s.arena, code).p);
}

/* A site file that cannot be read costs its site and no other. */
static void
take_result(struct many *m, size_t i, int code)
{
    struct err e = {0};
    struct outcome o;
    int found = look_into(m, i, STORE_READ_OURS, &o, &e);

    if (found == 1) {
        settle_outcome(m, &o, code);
        m->site[i].outcome = o;
    } else {
        no_result(m, i, SITE_FAILED, "worker_crashed", found < 0 ? e.what : _("it left no result"));
    }
}

/* What a process of ours failed at, when it had no room even to say so. */
static void
tell_full(struct many *m)
{
    const char *const dir[] = {m->data, m->out};

    for (size_t i = 0; i < 2 && !m->told_full; i++) {
        struct statvfs v;

        if (statvfs(dir[i], &v) != 0 || (uint64_t)v.f_bavail * v.f_frsize >= DISK_LEAST)
            continue;
        log_warn("%s: %s", dir[i], _("the disk is full"));
        log_warn("  → %s", _("make room on the disk, then give the same command again"));
        m->told_full = true;
    }
}

static int
site_ended(void *ctx, size_t i, enum fleet_end how, int code, struct err *e)
{
    struct many *m = ctx;
    const char *words = end_words(m->s.arena, code).p;

    switch (how) {
    case FLEET_EXITED:
        take_result(m, i, code);
        break;
    case FLEET_CRASHED:
        no_result(m, i, SITE_FAILED, code == EXIT_WRONG_USE ? "worker_refused" : "worker_crashed", words);
        break;
    case FLEET_TIMEOUT:
        no_result(m, i, SITE_FAILED, "worker_overtime", "");
        break;
    case FLEET_STOPPED:
        no_result(m, i, SITE_UNFINISHED, "", "");
        break;
    }
    if (m->site[i].outcome.state == SITE_FAILED)
        log_warn(_("%s: the visit failed (%s); see %s/scan.log"), m->site[i].url.p, words,
                 many_reports(m->s.arena, m, i));
    else
        log_debug("%s: %s", m->site[i].url.p, _(site_state_text(m->site[i].outcome.state)));
    if (m->site[i].outcome.state == SITE_FAILED && code == EXIT_OWN_FAULT)
        tell_full(m);
    return keep(m, i, e);
}

static void
tick(void *ctx, const struct fleet_counts *c)
{
    struct many *m = ctx;
    int64_t now = clock_monotonic_ms();
    double pace = progress_pace(&m->progress);
    struct batch_mark mark = {.data = str_of(m->data),
                              .key = m->batch.key,
                              .started = m->batch.started,
                              .told = clock_now(),
                              .counts = *c,
                              .pace = pace >= 0 ? (int64_t)(pace * 100 + 0.5) : -1};

    progress_show_batch(&m->progress, c);
    if (now - m->marked_ms < MARK_MS)
        return;
    m->marked_ms = now;
    (void)batch_mark_write(m->out, &mark, NULL); /* for --status; without it everything goes on */
}

/* Why those that are not over are not. */
static int
mark_rest(struct many *m, const char *problem, struct err *e)
{
    if (batch_db_together(m->db, true, e) != 0)
        return -1;
    for (size_t i = 0; i < m->list->site_n; i++) {
        if (!many_visits(&m->list->site[i]) || site_state_final(m->site[i].outcome.state))
            continue;
        m->site[i].outcome.problem = str_of(problem);
        if (keep(m, i, e) != 0)
            return -1;
    }
    return batch_db_together(m->db, false, e);
}

/* The signal that ended it, 0 for none, -1 and e. */
static int
visit_all(struct many *m, struct err *e)
{
    struct fleet_calls calls = {m, start_site, site_ended, site_again, tick};
    struct fleet_options o = {.jobs = (size_t)m->o->jobs};
    bool late = false;
    int number;

    if (m->o->deadline_s >= 0) {
        o.deadline_ms = clock_monotonic_ms() + m->o->deadline_s * 1000;
        log_note(_("it ends in order at %s at the latest"),
                 card_time_of(m->s.arena, clock_now() + m->o->deadline_s, m->o->lang).p);
    }
    for (size_t i = 0; i < m->list->site_n; i++)
        plan_site(m, i);
    crawl_open_libraries();
    if (m->list->site_n >= COMPILE_FROM)
        catalog_compile(m->s.catalog);
    mem_give_back(0); /* or each copy of this process copies it, a page at a time, to write into it */
    fleet_begin();
    find_places(m);
    m->gauge = gauge_new(m->list->site_n);
    progress_begin(&m->progress, m->o, NULL);
    progress_watch(&m->progress, m->gauge, m->list->site_n);
    number = fleet_run(m->fleet, m->list->site_n, &o, &calls, &late, e);
    progress_end(&m->progress);
    crawl_close_libraries();
    if (number > 0 || late) {
        if (late)
            log_warn(_("the deadline came; the sites that are not finished are listed, and the same command "
                       "goes on with them"));
        if (mark_rest(m, late ? "deadline" : "interrupted", e) != 0)
            return -1;
    }
    return number;
}

/* ------------------------------------------------------------------ the end */

static int
print_province(const struct many *m, const struct province *p, struct err *e)
{
    struct buf b;
    int rc;

    buf_init(&b, REPORT_BYTES_MAX);
    if (m->o->json)
        province_json(p, m->o->lang, &b);
    else
        many_summary(m, p, &b);
    rc = outputs_print(buf_view(&b), e);
    buf_free(&b);
    return rc;
}

static bool
is_over(const struct many *m)
{
    for (size_t i = 0; i < m->list->site_n; i++)
        if (many_visits(&m->list->site[i]) && !site_state_final(m->site[i].outcome.state))
            return false;
    return true;
}

static int
conclude(struct many *m, int number, struct err *e)
{
    struct province p;

    if (many_settle_offline(m, e) != 0)
        return -1;
    many_province(m, &p);
    if (many_compare(m, &p, e) != 0 || (m->papers && province_write(&p, m->out, m->o->lang, e) != 0))
        return -1;
    if (is_over(m) &&
        (batch_db_finish(m->db, m->batch.id, clock_now(), e) != 0 || write_mark(m, true, e) != 0))
        return -1;
    if (print_province(m, &p, e) != 0)
        return -1;
    many_tell_offline(m);
    if (number == 0)
        return many_exit(m, &p);
    log_warn("%s", _("stopped; everything so far is saved, and the same command goes on"));
    return EXIT_TOLD + number;
}

static int
check_formats(const struct options *o, struct err *e)
{
    struct str rest = str_of(o->format), piece;
    const struct report_format *f;

    if (outputs_check(o, e) != 0)
        return -1;
    while (str_next(&rest, ',', &piece)) {
        f = report_format_of(str_trim(piece));
        if (f->file_name == NULL)
            return err_set(e, ERR_USAGE, "--format",
                           _("use it with \"oit scan\", \"oit judge\" or \"oit report\" of one site"),
                           _("\"%s\" goes to standard output and is for one site"), f->name);
    }
    return 0;
}

static int
take_list(void *ctx, const struct batch_site *then, struct err *e)
{
    struct many *m = ctx;

    (void)e;
    if (then->outcome.pack_id.n > 0)
        m->list_before = arena_str(m->s.arena, then->outcome.pack_id);
    return 0;
}

static int
tell_list(struct many *m, struct err *e)
{
    if (m->before_known && m->o->pack == NULL && batch_db_each(m->db, m->before.id, take_list, m, e) != 0)
        return -1;
    session_choose_day(&m->s, m->o->as_of, clock_now());
    session_tell_list(&m->s, m->list_before, "batch");
    return 0;
}

static int
run(struct many *m, struct err *e)
{
    bool goes_on = false;
    int number;

    if (check_formats(m->o, e) != 0 || session_load_rules(&m->s, e) != 0 ||
        session_choose_pack(&m->s, m->o->pack, e) != 0 ||
        (m->platforms = session_platforms(m->s.arena, m->o, e)) == NULL || read_list(m, e) != 0 ||
        make_folders(m, e) != 0 || open_batch(m, &goes_on, e) != 0 || tell_list(m, e) != 0 ||
        take_up(m, goes_on, e) != 0)
        return -1;
    number = visit_all(m, e);
    return number < 0 ? -1 : conclude(m, number, e);
}

int
cmd_batch(const struct options *o, struct err *e)
{
    struct many m = {.o = o};
    int code;

    if (o->status != NULL)
        return batch_status(o, e);
    if (o->operand_n == 0)
        return err_set(e, ERR_USAGE, "oit batch", _("write: oit batch SITES.csv"), "%s",
                       _("an operand is missing"));
    session_init(&m.s, o);
    code = run(&m, e);
    fleet_end();
    batch_db_close(m.db);
    platforms_free(m.platforms);
    gauge_free(m.gauge);
    list_free(m.list);
    free(m.site);
    free(m.fleet);
    session_close(&m.s);
    return code;
}
