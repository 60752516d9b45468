/* oit scan URL: visit, keep, judge, report. */
#include "base/clock.h"
#include "base/log.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/readings.h"
#include "cli/recall.h"
#include "cli/site_file.h"
#include "cli/wants.h"
#include "crawler/crawl.h"
#include "crawler/url.h"
#include "rules/judge.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define NEIGHBOURS_TOLD 3

/* The one thing a signal may touch. */
static volatile int stop_signal;

static void
on_signal(int number)
{
    stop_signal = number;
    signal(number, SIG_DFL); /* the second one ends at once */
}

static const int watched[] = {SIGINT, SIGTERM, SIGHUP}; /* the last one as nohup left it */

static void
watch_signals(struct sigaction old[3])
{
    struct sigaction act = {.sa_handler = on_signal};

    for (int i = 0; i < 3; i++)
        sigaction(watched[i], &act, &old[i]);
    if (old[2].sa_handler == SIG_IGN) /* under nohup it goes on when its terminal is gone */
        sigaction(SIGHUP, &old[2], NULL);
}

static void
unwatch_signals(const struct sigaction old[3])
{
    for (int i = 0; i < 3; i++)
        sigaction(watched[i], &old[i], NULL);
}

struct scan {
    struct session s;
    const struct options *o;
    struct interest *interest; /* NULL: made when it is asked for */
    struct crawl *crawl;
    struct crawl_memory memory;
    struct progress progress;
    struct gauge *gauge; /* of a visit that is one of a batch; NULL */
    struct str file;
    enum store_mode file_mode;
    bool resumed;
    /* what the crawl is asked when it is over */
    struct str neighbour[NEIGHBOURS_TOLD];
    size_t neighbour_n;
    enum problem home_problem;
    struct str home_detail;
    struct scorecard card;
    bool decided;    /* the card holds the verdicts on what is stored */
    struct err late; /* a commit between visits that failed */
    bool busy;       /* visits have come since progress was told */
};

/* ------------------------------------------------------------------ what the crawler asks for */

static bool
give_earlier(void *ctx, struct str url, struct arena *a, struct fetch *out)
{
    struct scan *x = ctx;
    return store_earlier(x->s.store, x->s.run.id, url, a, out);
}

static bool
give_page(void *ctx, struct str url, struct arena *a, struct page *out)
{
    struct scan *x = ctx;
    return store_page(x->s.store, x->s.run.id, url, a, out);
}

static bool
give_body(void *ctx, const struct sha256 *hash, struct buf *out)
{
    struct scan *x = ctx;
    return store_body(x->s.store, hash, out);
}

static int
keep_certificate(struct scan *x, const struct fetch *f, struct err *e)
{
    struct arena *a;
    struct url u;
    int bad = 0;

    if (f->certificate_until == 0)
        return 0;
    a = arena_new(0);
    if (url_parse(a, f->url, NULL, NULL, &u))
        bad = store_put_certificate(x->s.store, x->s.run.id, u.host, f->certificate_until, e);
    arena_free(a);
    return bad;
}

static int
keep_visit(void *ctx, const struct visit *v, struct err *e)
{
    struct scan *x = ctx;

    x->busy = true;
    if (store_keep(x->s.store, x->s.run.id, v, e) != 0)
        return -1;
    return keep_certificate(x, &v->fetch, e);
}

static int
keep_state(void *ctx, struct str url, enum address_state state, enum problem why, struct err *e)
{
    struct scan *x = ctx;
    return store_state(x->s.store, x->s.run.id, url, state, why, e);
}

/* What the crawl holds of a site is as much again as judging it takes. */
static void
forget_crawl(struct scan *x)
{
    struct str detail;

    x->neighbour_n = crawl_neighbours(x->crawl, x->s.arena, x->neighbour, NEIGHBOURS_TOLD);
    x->home_problem = crawl_home_problem(x->crawl, &detail);
    x->home_detail = arena_str(x->s.arena, detail);
    crawl_free(x->crawl);
    x->crawl = NULL;
    store_rest(x->s.store);
}

static void
forget_interest(struct scan *x)
{
    interest_free(x->interest);
    x->interest = NULL;
}

static int
give_interest(void *ctx, const struct page *page, const struct link *link)
{
    struct scan *x = ctx;

    if (x->interest == NULL)
        x->interest = interest_new(x->s.catalog, x->s.pack);
    return interest_of(x->interest, page, link);
}

/* ------------------------------------------------------------------ setting up */

/* What shapes a visit: a run is taken up again only under the same. */
static struct str
options_text(struct scan *x)
{
    const struct options *o = x->o;
    struct buf b;
    struct str text;

    buf_init(&b, 64 * 1024);
    buf_printf(&b, "depth=%d scope=%d robots=%d tls=%d documents=%d", o->max_depth, o->scope_path,
               !o->ignore_robots, o->allow_bad_tls, o->max_documents > 0);
    for (size_t i = 0; i < o->also_n; i++)
        buf_printf(&b, " also=%s", o->also[i]);
    text = arena_str(x->s.arena, buf_view(&b));
    buf_free(&b);
    return text;
}

static struct str *
list_of(struct scan *x, const char *const *words, size_t n)
{
    struct str *list = ARENA_ARRAY(x->s.arena, struct str, n + 1);

    for (size_t i = 0; i < n; i++)
        list[i] = str_of(words[i]);
    return list;
}

static struct crawl_options
crawl_options_of(struct scan *x)
{
    const struct options *o = x->o;
    struct crawl_options c = {
        .start = str_of(o->operand[0]),
        .also = list_of(x, o->also, o->also_n),
        .also_n = o->also_n,
        .scope_path = o->scope_path,
        .rate = o->rate,
        .connections = o->connections,
        .max_pages = o->max_pages,
        .max_documents = o->max_documents,
        .hold_documents = o->max_documents > 0,
        .max_time_s = o->max_time_s,
        .max_depth = o->max_depth,
        .allow = o->allow,
        .allow_n = o->allow_n,
        .allow_private = o->allow_private,
        .ca_file = o->ca_file,
        .proxy = o->proxy,
        .allow_bad_tls = o->allow_bad_tls,
        .ignore_robots = o->ignore_robots,
        .timeout_s = o->timeout_s,
        .contact = o->contact,
        .stop = &stop_signal,
    };

    c.shared_hosts = site_file_shared_hosts(&x->s, &c.shared_host_n);
    return c;
}

static int
name_file(struct scan *x, struct err *e)
{
    struct arena *a = x->s.arena;
    struct str dir;
    struct url u;

    if (session_website(a, x->o->operand[0], &u, e) != 0)
        return -1;
    dir = session_data_dir(&x->s, e);
    if (dir.n == 0)
        return -1;
    x->file = site_file_to_write(&x->s, dir, &u, &x->file_mode);
    return 0;
}

/* The address as it was given, but for a name and password before the host: a site file may be mailed. */
static struct str
without_login(struct arena *a, struct str given)
{
    size_t slashes = str_find(given, STR("//"), 0), from = slashes == STR_NOT_FOUND ? 0 : slashes + 2;
    size_t end = from, host;

    while (end < given.n && strchr("/\\?#", given.p[end]) == NULL)
        end++;
    for (host = end; host > from && given.p[host - 1] != '@'; host--) {
    }
    if (host == from)
        return given;
    return arena_printf(a, "%.*s%.*s", STR_ARGS(str_sub(given, 0, from)),
                        STR_ARGS(str_sub(given, host, given.n)));
}

static int
open_run(struct scan *x, struct err *e)
{
    struct run wanted = {.start_url = without_login(x->s.arena, url_written(str_of(x->o->operand[0]))),
                         .options = options_text(x),
                         .pack_id = x->s.pack->id,
                         .as_of = str_of(x->o->as_of),
                         .started = clock_now()};

    x->s.store = store_open(x->file.p, x->file_mode, e);
    if (x->s.store == NULL)
        return -1;
    return store_run_begin(x->s.store, &wanted, x->s.arena, &x->s.run, &x->resumed, e);
}

static int
restore_address(void *ctx, const struct address *known, const struct sha256 *body, int status, struct err *e)
{
    struct scan *x = ctx;
    return crawl_restore(x->crawl, known, body, status, e);
}

static int
set_up(struct scan *x, struct err *e)
{
    struct judgement last;
    struct crawl_options c;

    if (outputs_check(x->o, e) != 0 || session_load_rules(&x->s, e) != 0 ||
        session_choose_pack(&x->s, x->o->pack, e) != 0 || name_file(x, e) != 0 ||
        outputs_prepare(x->o, e) != 0)
        return -1;
    session_tell_scores(&x->s);
    x->memory =
        (struct crawl_memory){x, give_earlier, give_page, give_body, keep_visit, keep_state, give_interest};
    c = crawl_options_of(x);
    x->crawl = crawl_new(&c, &x->memory, e);
    if (x->crawl == NULL || open_run(x, e) != 0)
        return -1;
    session_choose_day(&x->s, x->o->as_of, x->s.run.started);
    store_last_judgement(x->s.store, x->s.arena, &last);
    session_tell_list(&x->s, last.pack_id, "scan");
    crawl_set_begun(x->crawl, x->s.run.started);
    if (!x->resumed)
        return 0;
    log_note(_("going on with the visit begun at %.*s"),
             STR_ARGS(date_show(x->s.arena, date_of_unix(x->s.run.started), x->o->lang == LANG_TH)));
    return store_each_address(x->s.store, x->s.run.id, restore_address, x, e);
}

/* ------------------------------------------------------------------ the visit */

static void
on_progress(void *ctx, const struct crawl_progress *p)
{
    struct scan *x = ctx;

    /* The end of a burst of visits is committed in the quiet behind it; the burst itself is, once a second.
     */
    if (!x->busy && store_commit(x->s.store, &x->late) != 0)
        stop_signal = SIGTERM;
    x->busy = false;
    progress_show(&x->progress, p);
}

static int
fetch(struct scan *x, enum crawl_end *end, struct err *e)
{
    int bad;

    x->decided = false;
    progress_begin(&x->progress, x->o, x->gauge);
    bad = crawl_run(x->crawl, on_progress, x, end, e);
    progress_end(&x->progress);
    if (bad == 0 && x->late.code != ERR_NONE) {
        *e = x->late;
        bad = -1;
    }
    if (bad == 0 && crawl_home(x->crawl).n > 0) {
        x->s.run.home = arena_str(x->s.arena, crawl_home(x->crawl));
        bad = store_run_home(x->s.store, x->s.run.id, x->s.run.home, e);
    }
    if (store_commit(x->s.store, bad == 0 ? e : NULL) != 0)
        bad = -1;
    return bad;
}

/* Judge what is there, and ask for the documents that might still turn a verdict: how many, -1 and e. */
static int
want_more(struct scan *x, struct err *e)
{
    int n;

    forget_interest(x); /* judging needs the room */
    if (session_decide(&x->s, &x->card, e) != 0)
        return -1;
    x->decided = true;
    n = stop_signal != 0 ? 0 : (int)wants_release(x->crawl, &x->card);
    log_debug("%d documents wanted, %zu held", n,
              crawl_held(x->crawl, HELD_NAMED) + crawl_held(x->crawl, HELD_NAMELESS));
    return store_commit(x->s.store, e) != 0 ? -1 : n;
}

/* Pages first; then the documents they made candidates, best first, until each item is proven. */
static int
visit(struct scan *x, enum crawl_end *end, struct err *e)
{
    int wanted;

    do {
        if (fetch(x, end, e) != 0)
            return -1;
        wanted = 0;
        if (*end != CRAWL_STOPPED && *end != CRAWL_NOTHING && crawl_holds(x->crawl))
            wanted = want_more(x, e);
        if (wanted < 0)
            return -1;
        if (stop_signal != 0)
            *end = CRAWL_STOPPED;
    } while (*end == CRAWL_PAUSED || (wanted > 0 && *end != CRAWL_STOPPED));
    return *end == CRAWL_STOPPED ? 0 : crawl_close(x->crawl, e);
}

static int
interrupted(struct scan *x)
{
    log_warn(_("stopped; everything read so far is in %s, and the same command goes on"), x->file.p);
    return 128 + (stop_signal == SIGINT ? SIGINT : SIGTERM);
}

/* What a person can do about a site that could not be entered. */
static const char *
next_step(enum problem p)
{
    switch (p) {
    case PROBLEM_FORBIDDEN_ADDRESS:
        return N_("if the site is meant to live there, permit it with --allow-address CIDR");
    case PROBLEM_TLS_EARLY:
        return N_("look first whether this machine's clock is right (oit doctor); if it is, tell the site's "
                  "administrator");
    case PROBLEM_TLS_EXPIRED:
    case PROBLEM_TLS_UNTRUSTED:
    case PROBLEM_TLS_NAME:
    case PROBLEM_TLS:
        return N_("tell the site's administrator; --allow-bad-tls reads on and marks every page, "
                  "--ca-file trusts an own authority");
    case PROBLEM_ROBOTS:
        return N_("ask the site's administrator to allow \"oit\" in robots.txt");
    case PROBLEM_OFF_SITE:
        return N_("scan the address it leads to");
    case PROBLEM_DNS:
        return N_("check the spelling of the address and this machine's network");
    case PROBLEM_FORBIDDEN:
    case PROBLEM_BLOCKED:
    case PROBLEM_RATE_LIMITED:
        return N_("open the address in a browser; if it works there, ask the provider of the website to let "
                  "\"oit\" in, or scan from another network");
    case PROBLEM_REDIRECT_LOOP:
    case PROBLEM_REDIRECT_LIMIT:
    case PROBLEM_REDIRECT_BAD:
        return N_(
            "open the address in a browser and scan the address where it ends; if it does not open there "
            "either, tell the site's administrator");
    case PROBLEM_SCRIPT_ONLY:
        return N_(
            "a program sees nothing there: scan the address of a page that has text of its own, or look "
            "with a browser");
    case PROBLEM_NOT_FOUND:
    case PROBLEM_GONE:
    case PROBLEM_SOFT_404:
    case PROBLEM_LOGIN:
    case PROBLEM_LOGIN_PAGE:
    case PROBLEM_HTTP_OTHER:
        return N_("give the address of the website's public home page");
    case PROBLEM_SUSPENDED:
    case PROBLEM_PARKED:
    case PROBLEM_SUSPICIOUS:
        return N_("tell the site's administrator, and check that the address is the website's");
    case PROBLEM_EMPTY:
        return N_(
            "open the address in a browser, go on from there, and scan the address of the page you come to");
    case PROBLEM_LIMIT_TIME:
        return N_("give the visit more time with --max-time, or try again when the server answers faster");
    default:
        return N_("open the address in a browser; if it works there, try again later");
    }
}

/* May a proxy that is wrong, and not the site, be what stands in the way? */
static bool
is_of_the_line(enum problem p)
{
    return p == PROBLEM_DNS || p == PROBLEM_REFUSED || p == PROBLEM_TIMEOUT || p == PROBLEM_UNREACHABLE ||
           p == PROBLEM_RESET;
}

static void
explain_nothing(struct scan *x)
{
    enum problem p = x->home_problem;
    struct str detail = x->home_detail;
    struct outcome o;
    bool known = store_outcome(x->s.store, x->s.arena, &o, NULL) == 1 && o.problem.n > 0;

    if (p == PROBLEM_ROBOTS_UNREAD && known)
        p = problem_of_name(o.problem.p); /* or of a server that is broken */
    if (known && outcome_offline(&o))
        detail = o.detail;
    log_warn("%s: %s", x->o->operand[0], _("no page of the site could be read"));
    log_warn("  %s%s%s", _(problem_text(p)), detail.n > 0 ? ": " : "", detail.n > 0 ? _(detail.p) : "");
    log_warn("  → %s",
             problem_is_ours(p, detail)
                 ? _("connect this machine to the network, then scan again; nothing is held against the site")
             : x->o->proxy != NULL && is_of_the_line(p)
                 ? _("everything went through --proxy: check first that it is right and that it runs")
                 : _(next_step(p)));
    session_tell_last_read(&x->s, &x->card, x->file.p);
}

/* Where a town keeps part of its papers on another host of its own, the visit did not see them. */
static void
tell_neighbours(struct scan *x)
{
    for (size_t i = 0; i < x->neighbour_n; i++)
        log_note(
            _("pages lead to %.*s, which has the same owner and was not visited; --also %.*s reads it too"),
            STR_ARGS(x->neighbour[i]), STR_ARGS(x->neighbour[i]));
}

/* The commands that go on from here, with the file they want: why an item is open, else what to do. */
static void
tell_next(const struct scan *x)
{
    const struct scorecard *c = &x->card;

    if (x->gauge != NULL) /* of a batch: it has commands of its own */
        return;
    for (size_t i = 0; i < c->item_n; i++)
        if (c->item[i].verdict == VERDICT_UNASSESSED || c->item[i].verdict == VERDICT_REVIEW) {
            log_note(_("next: oit explain %.*s %s"), STR_ARGS(c->item[i].id), x->file.p);
            break;
        }
    log_note(_("next: oit todo %s"), x->file.p);
}

/*
 * The run is finished once its reports are there as drafts, or cannot be: killed before that, the same
 * command goes on here and asks the site for nothing again.  Only then do they take the place of those of
 * before, which a run that failed must not touch.
 */
static int
put_out(struct scan *x, const struct scorecard *card, enum crawl_end end, struct err *e)
{
    bool read = x->gauge == NULL; /* what a process of a batch prints goes nowhere */
    struct drafts *d = outputs_draft(x->o, card, end == CRAWL_NOTHING, e);
    struct err *own = d != NULL ? e : NULL; /* the first error is the one to tell */

    if (store_run_finish(x->s.store, x->s.run.id, x->s.run.finished, x->s.run.complete, own) != 0 ||
        store_commit(x->s.store, own) != 0) {
        outputs_drop(d);
        return -1;
    }
    return d != NULL ? outputs_keep(x->o, card, d, read && end != CRAWL_NOTHING, e) : -1;
}

/*
 * Of the visits of a batch that come to their end together two for each processor are judged at a time, one
 * of which waits for the disk: 300 of them at once took half as long again, and the batch itself got no turn.
 * Those that may have documents to read wait for nobody, since that may take minutes.
 */
static void
wait_for_turn(const struct scan *x)
{
    if (x->decided || x->s.readings == NULL)
        gauge_turn(x->gauge, 2 * (int)sysconf(_SC_NPROCESSORS_ONLN));
}

static int
finish(struct scan *x, enum crawl_end end, struct err *e)
{
    struct err not_kept = {0};
    enum exit_code code;
    int kept;

    forget_crawl(x);
    wait_for_turn(x);
    if (stop_signal != 0)
        return store_commit(x->s.store, e) == 0 ? interrupted(x) : -1;
    x->s.run.complete = end == CRAWL_DONE;
    /* Visits that are to be forgotten go first, so that a later "judge" sees the same past. */
    if (store_prune(x->s.store, x->o->keep_runs, e) != 0)
        return -1;
    x->s.run.finished = clock_now();
    forget_interest(x);
    if ((!x->decided && session_decide(&x->s, &x->card, e) != 0) || session_complete(&x->s, &x->card, e) != 0)
        return -1;
    if (stop_signal != 0) /* while documents were read: those read so far are kept */
        return store_commit(x->s.store, e) == 0 ? interrupted(x) : -1;
    /* The result first: until a row is written what it rests on need not be gone through again.  It can be
     * made anew at any time; that it cannot be kept keeps no judgement from being stored. */
    kept = recall_keep(&x->s, &not_kept);
    if (store_put_judgement(x->s.store, x->s.run.id, &x->card, e) != 0 || store_commit(x->s.store, e) != 0)
        return -1;
    if (kept != 0) {
        *e = not_kept;
        return -1;
    }
    log_note(_("site file: %s"), x->file.p);
    tell_neighbours(x);
    if (put_out(x, &x->card, end, e) != 0)
        return -1;
    if (end == CRAWL_NOTHING) {
        explain_nothing(x);
        return EXIT_UNREADABLE;
    }
    code = policy_exit(x->o, &x->card);
    tell_next(x);
    return (int)code;
}

int
cmd_scan(const struct options *o, struct err *e)
{
    struct scan x = {.o = o};
    enum crawl_end end = CRAWL_DONE;
    struct sigaction old[3];
    int code = -1;

    session_init(&x.s, o);
    x.s.recalls = x.s.keeps = true;
    if (o->max_documents > 0)
        x.s.readings = readings_new((uint32_t)o->ocr_pages, &stop_signal);
    watch_signals(old);
    x.gauge = gauge_inherited();
    if (set_up(&x, e) != 0)
        goto out;
    if (visit(&x, &end, e) != 0)
        goto out;
    code = end == CRAWL_STOPPED ? interrupted(&x) : finish(&x, end, e);
out:
    unwatch_signals(old);
    crawl_free(x.crawl);
    interest_free(x.interest);
    session_close(&x.s);
    gauge_free(x.gauge);
    return code;
}
