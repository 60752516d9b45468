/*
 * One site's process: the program itself with its own arguments, its own ceiling of memory and its own
 * process group.  It is asked to end when the process that started it is gone.  It is a copy of that process,
 * which has loaded the rules already: to start anew and load them took 65 ms of the processor a site, and 10
 * MB.
 */
#ifndef OIT_BATCH_WORKER_H
#define OIT_BATCH_WORKER_H

#include "base/err.h"
#include "base/gauge.h"
#include <stddef.h>
#include <sys/types.h>

/* What the process does; gives its exit code. */
typedef int worker_run(void *ctx, const char *const *argv);

/* argv is NULL-terminated.  What the process says goes to the file log, its pages to slot of gauge, which may
 * be NULL.  -1 and e when none starts. */
pid_t worker_start(worker_run *run, void *ctx, const char *const *argv, const char *log, size_t memory,
                   const struct gauge *gauge, size_t slot, struct err *e);
/* To the process and all it has started. */
void worker_signal(pid_t pid, int number);

#endif
