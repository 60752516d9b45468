/* Waiting, running, over: one loop, woken by its children, by signals and five times a second. */
#include "batch/fleet.h"
#include "base/clock.h"
#include "base/mem.h"
#include "batch/worker.h"
#include "oit/limits.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#define TURN_NS (200 * 1000 * 1000)
#define AGAIN_MS                                                                                             \
    6000 /* until a crashed one is started again: a lock it left to a dying sibling is free by then */
#define EXIT_USE 2
#define EXIT_FAULT 5
#define EXIT_TOLD 128 /* from here on: ended by a signal it was sent */

struct ship {
    pid_t pid; /* 0: not running */
    int tries;
    int64_t not_before; /* monotonic */
    int64_t begun_ms;
    int64_t end_ms;  /* when it is asked to end */
    int64_t kill_ms; /* when it is ended; 0: not asked */
    bool timeout, over;
};

struct fleet {
    const struct fleet_site *site;
    struct ship *ship;
    size_t n;
    const struct fleet_options *o;
    const struct fleet_calls *c;
    size_t *members; /* of a place: sites not yet over at the start */
    size_t *busy;    /* of a place: running */
    int64_t *quiet;  /* of a place: no new one before */
    size_t *open;    /* of a place: not over */
    int64_t took_ms; /* all that ended, together */
    struct fleet_counts counts;
    int64_t begun;
    size_t first; /* all before it are over */
    size_t over_before;
    bool stopping;
    int signal;
};

/* ------------------------------------------------------------------ signals */

/* Under nohup it goes on when its terminal is gone: a signal that is ignored would still be taken here. */
static bool
heeds_hangup(void)
{
    struct sigaction act;

    return sigaction(SIGHUP, NULL, &act) != 0 || act.sa_handler != SIG_IGN;
}

static void
our_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGCHLD);
    if (heeds_hangup())
        sigaddset(set, SIGHUP);
}

void
fleet_begin(void)
{
    sigset_t set;

    our_signals(&set);
    sigprocmask(SIG_BLOCK, &set, NULL);
}

void
fleet_end(void)
{
    sigset_t set;

    our_signals(&set);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

bool
fleet_asked(void)
{
    sigset_t pending;

    return sigpending(&pending) == 0 &&
           (sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
            sigismember(&pending, SIGHUP) == 1);
}

/* ------------------------------------------------------------------ places */

/* How many of a place may run at once; each gets an equal share of what the address may be asked. */
static size_t
place_width(const struct fleet *f, size_t place)
{
    size_t width = f->members[place];

    if (width > f->o->jobs)
        width = f->o->jobs;
    return width > LIMIT_SHARED_ADDRESS ? LIMIT_SHARED_ADDRESS : width;
}

static double
rate_of(const struct fleet *f, size_t i)
{
    const struct fleet_site *s = &f->site[i];
    double share = (double)LIMIT_SHARED_ADDRESS / (double)place_width(f, s->place);

    if (f->members[s->place] <= 1)
        return s->rate;
    return s->rate > 0 && s->rate < share ? s->rate : share;
}

static int
connections_of(const struct fleet *f, size_t i)
{
    const struct fleet_site *s = &f->site[i];
    int share = LIMIT_SHARED_ADDRESS / (int)place_width(f, s->place);

    if (f->members[s->place] <= 1)
        return s->connections;
    return s->connections < share ? s->connections : share;
}

/* ------------------------------------------------------------------ starting */

static bool
may_start(const struct fleet *f, size_t i, int64_t now)
{
    size_t place = f->site[i].place;

    return !f->ship[i].over && f->ship[i].pid == 0 && f->ship[i].not_before <= now &&
           f->quiet[place] <= now && (f->members[place] <= 1 || f->busy[place] < place_width(f, place));
}

static int
start_one(struct fleet *f, size_t i, int64_t now, struct err *e)
{
    struct ship *s = &f->ship[i];

    s->pid = f->c->start(f->c->ctx, i, rate_of(f, i), connections_of(f, i), e);
    if (s->pid < 0)
        return -1;
    s->tries++;
    s->begun_ms = now;
    s->end_ms = now + f->site[i].seconds * 1000;
    s->kill_ms = 0;
    f->busy[f->site[i].place]++;
    f->counts.running++;
    f->counts.waiting--;
    return 0;
}

static int
start_some(struct fleet *f, struct err *e)
{
    int64_t now = clock_monotonic_ms();

    while (f->first < f->n && f->ship[f->first].over)
        f->first++;
    for (size_t i = f->first; i < f->n && f->counts.running < f->o->jobs; i++)
        if (may_start(f, i, now) && start_one(f, i, now, e) != 0)
            return -1;
    return 0;
}

/* ------------------------------------------------------------------ ending */

static bool
is_result(int code)
{
    return code >= 0 && code < EXIT_FAULT && code != EXIT_USE;
}

static int
code_of(int status)
{
    return WIFSIGNALED(status) ? EXIT_TOLD + WTERMSIG(status) : WEXITSTATUS(status);
}

static int
settle(struct fleet *f, size_t i, enum fleet_end how, int code, struct err *e)
{
    f->ship[i].over = true;
    f->open[f->site[i].place]--;
    f->took_ms += clock_monotonic_ms() - f->ship[i].begun_ms;
    if (how != FLEET_STOPPED)
        f->counts.over++;
    f->counts.crashed += how == FLEET_CRASHED || how == FLEET_TIMEOUT;
    return f->c->ended(f->c->ctx, i, how, code, e);
}

static int
reaped(struct fleet *f, size_t i, int code, struct err *e)
{
    struct ship *s = &f->ship[i];

    s->pid = 0;
    f->busy[f->site[i].place]--;
    f->counts.running--;
    if (f->members[f->site[i].place] > 1) /* its last request counts for a second */
        f->quiet[f->site[i].place] = clock_monotonic_ms() + 1000;
    if (is_result(code))
        return settle(f, i, FLEET_EXITED, code, e);
    if (s->timeout)
        return settle(f, i, FLEET_TIMEOUT, code, e);
    if (f->stopping)
        return settle(f, i, FLEET_STOPPED, code, e);
    if (s->tries >= LIMIT_WORKER_TRIES)
        return settle(f, i, FLEET_CRASHED, code, e);
    s->not_before = clock_monotonic_ms() + AGAIN_MS;
    f->counts.waiting++;
    f->c->again(f->c->ctx, i, code);
    return 0;
}

static int
reap(struct fleet *f, struct err *e)
{
    for (size_t i = f->first; i < f->n; i++) {
        int status;

        if (f->ship[i].pid > 0 && waitpid(f->ship[i].pid, &status, WNOHANG) == f->ship[i].pid &&
            reaped(f, i, code_of(status), e) != 0)
            return -1;
    }
    return 0;
}

static void
ask_to_end(struct ship *s, int64_t now)
{
    if (s->kill_ms != 0)
        return;
    s->kill_ms = now + LIMIT_WORKER_STOP_MS;
    worker_signal(s->pid, SIGTERM);
}

static void
keep_time(struct fleet *f)
{
    int64_t now = clock_monotonic_ms();

    for (size_t i = f->first; i < f->n; i++) {
        struct ship *s = &f->ship[i];

        if (s->pid <= 0)
            continue;
        if (!f->stopping && s->end_ms <= now) {
            s->timeout = true;
            ask_to_end(s, now);
        }
        if (s->kill_ms != 0 && s->kill_ms <= now)
            worker_signal(s->pid, SIGKILL);
    }
}

static void
stop_all(struct fleet *f)
{
    int64_t now = clock_monotonic_ms();

    f->stopping = true;
    for (size_t i = f->first; i < f->n; i++)
        if (f->ship[i].pid > 0)
            ask_to_end(&f->ship[i], now);
}

/* The call that failed says why; nobody is left running. */
static void
kill_all(struct fleet *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->ship[i].pid > 0) {
            worker_signal(f->ship[i].pid, SIGTERM);
            waitpid(f->ship[i].pid, NULL, 0);
            f->ship[i].pid = 0;
        }
}

/* ------------------------------------------------------------------ the loop */

/* The longest queue before one address, at the pace of the sites so far. */
static int64_t
longest_queue_ms(const struct fleet *f, int64_t mean_ms)
{
    int64_t longest = 0;

    for (size_t i = 0; i < f->n; i++) {
        size_t width;

        if (f->open[i] <= 1)
            continue;
        width = place_width(f, i);
        if ((int64_t)((f->open[i] + width - 1) / width) * mean_ms > longest)
            longest = (int64_t)((f->open[i] + width - 1) / width) * mean_ms;
    }
    return longest;
}

/* From what the sites so far have taken; nothing is said before as many are over as run at once. */
static int64_t
left_ms(const struct fleet *f)
{
    size_t done = f->counts.over - f->over_before, rest = f->counts.running + f->counts.waiting;
    int64_t all, queue;

    if (done < 3 || done < f->o->jobs)
        return -1;
    all = f->counts.elapsed_ms / (int64_t)done * (int64_t)rest;
    queue = longest_queue_ms(f, f->took_ms / (int64_t)done);
    return queue > all ? queue : all;
}

static void
tell(struct fleet *f)
{
    f->counts.elapsed_ms = clock_monotonic_ms() - f->begun;
    f->counts.left_ms = left_ms(f);
    f->c->tick(f->c->ctx, &f->counts);
}

static void
wait_a_little(struct fleet *f)
{
    struct timespec turn = {.tv_nsec = TURN_NS};
    sigset_t set;
    int number;

    our_signals(&set);
    number = sigtimedwait(&set, NULL, &turn);
    if (number <= 0 || number == SIGCHLD)
        return;
    f->signal = number == SIGINT ? SIGINT : SIGTERM;
    stop_all(f);
}

static int
turn(struct fleet *f, bool *late, struct err *e)
{
    if (reap(f, e) != 0)
        return -1;
    if (!f->stopping && f->o->deadline_ms != 0 && clock_monotonic_ms() >= f->o->deadline_ms) {
        *late = f->counts.running + f->counts.waiting > 0;
        stop_all(f);
    }
    if (!f->stopping && start_some(f, e) != 0)
        return -1;
    keep_time(f);
    tell(f);
    if (f->counts.running + (f->stopping ? 0 : f->counts.waiting) == 0)
        return 0;
    wait_a_little(f);
    return 1;
}

static void
count(struct fleet *f)
{
    for (size_t i = 0; i < f->n; i++) {
        f->ship[i].over = f->site[i].over;
        f->counts.all += !f->site[i].uncounted;
        f->counts.over += f->site[i].over && !f->site[i].uncounted;
        f->counts.waiting += !f->site[i].over;
        f->members[f->site[i].place] += !f->site[i].over;
        f->open[f->site[i].place] += !f->site[i].over;
    }
    f->over_before = f->counts.over;
}

int
fleet_run(const struct fleet_site *site, size_t n, const struct fleet_options *o, const struct fleet_calls *c,
          bool *late, struct err *e)
{
    struct fleet f = {.site = site, .n = n, .o = o, .c = c, .begun = clock_monotonic_ms()};
    int more;

    f.ship = mem_new(n + 1, sizeof *f.ship);
    f.members = mem_new(n + 1, sizeof *f.members);
    f.busy = mem_new(n + 1, sizeof *f.busy);
    f.quiet = mem_new(n + 1, sizeof *f.quiet);
    f.open = mem_new(n + 1, sizeof *f.open);
    count(&f);
    *late = false;
    while ((more = turn(&f, late, e)) > 0)
        continue;
    if (more < 0)
        kill_all(&f);
    free(f.ship);
    free(f.members);
    free(f.busy);
    free(f.quiet);
    free(f.open);
    return more < 0 ? -1 : f.signal;
}
