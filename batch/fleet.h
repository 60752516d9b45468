/*
 * The fleet: which site's process runs when.  So many at once, sites of one place under one limit, a crash
 * started once more, everything ended in order by a deadline or a signal.
 */
#ifndef OIT_BATCH_FLEET_H
#define OIT_BATCH_FLEET_H

#include "base/err.h"
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct fleet_site {
    size_t place; /* the same number for sites at one network address */
    double rate;  /* requests a second this site is asked for, 0 = no pause */
    int connections;
    int64_t seconds; /* after which its process is ended */
    bool over;       /* nothing is to be done: finished before, or not to be visited */
    bool uncounted;  /* not to be visited: no site of those told of */
};

enum fleet_end {
    FLEET_EXITED,  /* code says how */
    FLEET_CRASHED, /* a second time; code: signal as 128 + its number, or exit code */
    FLEET_TIMEOUT, /* did not end within its seconds */
    FLEET_STOPPED  /* by us; goes on next time */
};

struct fleet_counts {
    size_t all, over, running, waiting, crashed;
    int64_t elapsed_ms, left_ms; /* left: honest guess, -1 when not known */
};

struct fleet_calls {
    void *ctx;
    /* Start the process of site i under this limit; its id, or -1 and e. */
    pid_t (*start)(void *ctx, size_t i, double rate, int connections, struct err *e);
    int (*ended)(void *ctx, size_t i, enum fleet_end how, int code, struct err *e);
    /* It crashed and will be started once more. */
    void (*again)(void *ctx, size_t i, int code);
    void (*tick)(void *ctx, const struct fleet_counts *c);
};

struct fleet_options {
    size_t jobs;
    int64_t deadline_ms; /* monotonic; 0: none */
};

/*
 * Returns the signal that ended it (SIGINT, SIGTERM, SIGHUP), 0 when it ended by itself or by its deadline
 * (*late), -1 and e when a call failed.  Signals are taken between fleet_begin() and fleet_end().
 */
int fleet_run(const struct fleet_site *site, size_t n, const struct fleet_options *o,
              const struct fleet_calls *c, bool *late, struct err *e);
void fleet_begin(void);
/* Has a signal come that asks us to end? */
bool fleet_asked(void);
void fleet_end(void);

#endif
