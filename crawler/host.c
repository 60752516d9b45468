/* One server: pace, back-off, robots.txt, set aside. */
#include "crawler/host.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BACK_OFF_MS 1000
#define LAST_BACK_OFF_MS 60000
#define FAILURES_MAX 6 /* in a row; then the host is set aside */

#define FORBIDDING_REST_MS 20000 /* after a Retry-After longer than we obey: one careful try at the end */
#define SLOWER 4                 /* so many times its own usual pace is slow */
#define SLOW_MS 250              /* and at least this much more */
#define AIR_MOST_MS 10000        /* longest pause for that reason */

/* Rests before a host that was set aside is tried again, when nothing else is left to do. */
static const int64_t rests_ms[] = {10000, 60000, 240000};
#define RESTS (int)(sizeof rests_ms / sizeof *rests_ms)

struct host {
    char *key;
    struct host_manners manners;
    enum host_stage stage;
    enum problem why;
    struct robots *rules;
    int running;
    int64_t next, back_off;
    int64_t started;            /* newest request */
    double usual_ms, recent_ms; /* thinking time, averaged over long and over short; 0: not known */
    int failures, wakes;
    bool aside, answered, forbade;
};

struct host *
host_new(struct str key, const struct host_manners *m)
{
    struct host *h = mem_new(1, sizeof *h);

    h->key = mem_new(key.n + 1, 1);
    memcpy(h->key, key.p, key.n);
    h->manners = *m;
    return h;
}

void
host_free(struct host *h)
{
    if (!h)
        return;
    robots_free(h->rules);
    free(h->key);
    free(h);
}

struct str
host_key(const struct host *h)
{
    return str_of(h->key);
}

enum host_stage
host_stage(const struct host *h)
{
    return h->stage;
}

void
host_set_asked(struct host *h)
{
    h->stage = HOST_ASKED;
}

double
host_delay(const struct host *h, double *asked)
{
    double delay = h->rules ? robots_crawl_delay(h->rules) : -1;

    if (asked)
        *asked = delay;
    if (delay <= 0)
        return 0;
    return delay > LIMIT_CRAWL_DELAY_S ? LIMIT_CRAWL_DELAY_S : delay;
}

/* Milliseconds between the starts of two requests. */
static int64_t
pause_ms(const struct host *h)
{
    double pause = h->manners.rate > 0 ? 1.0 / h->manners.rate : 0, delay = host_delay(h, NULL);

    return (int64_t)((delay > pause ? delay : pause) * 1000 + 0.5);
}

void
host_set_rules(struct host *h, struct robots *r, enum host_stage stage, enum problem why)
{
    robots_free(h->rules);
    h->rules = r;
    h->stage = stage;
    h->why = why;
    /* The pause asked for begins with the request that brought the rules. */
    if (h->started > 0 && h->next < h->started + pause_ms(h))
        h->next = h->started + pause_ms(h);
}

bool
host_allows(const struct host *h, struct str path_and_query)
{
    return h->stage == HOST_OPEN && robots_allows(h->rules, path_and_query);
}

const struct robots *
host_rules(const struct host *h)
{
    return h->rules;
}

enum problem
host_why(const struct host *h)
{
    return h->why;
}

int64_t
host_wait(const struct host *h, int64_t now)
{
    /* A site that asks for pauses does not want two visitors at once either; one that fails even less. */
    int most =
        host_delay(h, NULL) > 0 || h->failures > 0 || h->manners.connections < 1 ? 1 : h->manners.connections;

    if (h->aside || h->running >= most)
        return -1;
    return h->next > now ? h->next - now : 0;
}

void
host_started(struct host *h, int64_t now)
{
    h->running++;
    h->started = now;
    if (h->next < now + pause_ms(h))
        h->next = now + pause_ms(h);
}

/* Does this say something about the server and not only about the page? */
static bool
speaks_of_server(int status, enum problem p)
{
    static const enum problem faults[] = {PROBLEM_DNS,     PROBLEM_REFUSED, PROBLEM_UNREACHABLE,
                                          PROBLEM_TIMEOUT, PROBLEM_RESET,   PROBLEM_RATE_LIMITED};

    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (p == faults[i])
            return true;
    return status == 429 || (status >= 502 && status <= 504);
}

static void
back_off(struct host *h, int64_t now)
{
    h->back_off = h->back_off ? h->back_off * 2 : FIRST_BACK_OFF_MS;
    if (h->back_off > LAST_BACK_OFF_MS)
        h->back_off = LAST_BACK_OFF_MS;
    if (h->next < now + h->back_off)
        h->next = now + h->back_off;
    if (++h->failures >= FAILURES_MAX)
        h->aside = true;
}

/* Do as the server asks. */
static void
obey(struct host *h, int64_t retry_after, int64_t now)
{
    if (retry_after > LIMIT_RETRY_AFTER_S) {
        h->aside = true;
        h->wakes = h->forbade ? RESTS : RESTS - 1; /* it has told us not to come back so soon */
        h->forbade = true;
        h->answered = true;
    }
    if (retry_after > 0 && retry_after <= LIMIT_RETRY_AFTER_S && h->next < now + retry_after * 1000)
        h->next = now + retry_after * 1000;
}

void
host_ended(struct host *h, int status, enum problem problem, int64_t retry_after, int64_t now)
{
    assert(h->running > 0);
    h->running--;
    if (!speaks_of_server(status, problem)) {
        h->answered = true;
        h->failures = 0;
        h->back_off = 0;
        h->wakes = 0;
    } else {
        back_off(h, now);
    }
    obey(h, retry_after, now);
}

void
host_ended_again(struct host *h, int status, enum problem problem, int64_t retry_after, int64_t now)
{
    bool down = problem == PROBLEM_REFUSED || problem == PROBLEM_UNREACHABLE || problem == PROBLEM_DNS;

    if (status == 429 || down || h->wakes > 0 || !speaks_of_server(status, problem)) {
        host_ended(h, status, problem, retry_after, now);
        return;
    }
    assert(h->running > 0);
    h->running--;
    if (h->next < now + FIRST_BACK_OFF_MS)
        h->next = now + FIRST_BACK_OFF_MS;
    obey(h, retry_after, now);
}

void
host_took(struct host *h, int64_t ms, int64_t now)
{
    int64_t air;

    if (h->usual_ms <= 0) {
        h->usual_ms = h->recent_ms = (double)ms + 1;
        return;
    }
    h->recent_ms += ((double)ms - h->recent_ms) / 2;
    if (h->recent_ms < SLOWER * h->usual_ms + SLOW_MS) {
        h->usual_ms += ((double)ms - h->usual_ms) / 16;
        return;
    }
    h->usual_ms += ((double)ms - h->usual_ms) / 64;
    air = ms < AIR_MOST_MS ? ms : AIR_MOST_MS;
    if (h->next < now + air)
        h->next = now + air;
}

int
host_running(const struct host *h)
{
    return h->running;
}

bool
host_is_aside(const struct host *h)
{
    return h->aside;
}

bool
host_wake(struct host *h, int64_t now)
{
    /* A server that never answered at all is not worth minutes of waiting. */
    if (!h->aside || h->wakes >= RESTS || !h->answered)
        return false;
    h->aside = false;
    h->failures = FAILURES_MAX - 1; /* one more failure and it rests again */
    h->next = now + (h->forbade ? FORBIDDING_REST_MS : rests_ms[h->wakes]);
    h->wakes++;
    return true;
}
