/*
 * One site's process: the program itself, started with its own arguments, its own ceiling of memory and its
 * own process group.  It is asked to end when the process that started it is gone.
 */
#ifndef OIT_BATCH_WORKER_H
#define OIT_BATCH_WORKER_H

#include "base/err.h"
#include "base/gauge.h"
#include <stddef.h>
#include <sys/types.h>

/* argv is NULL-terminated, argv[0] is for show.  What it says goes to the file log, its pages to slot of
 * gauge, which may be NULL.  -1 and e when none starts. */
pid_t worker_start(const char *const *argv, const char *log, size_t memory, const struct gauge *gauge,
                   size_t slot, struct err *e);
/* To the process and all it has started. */
void worker_signal(pid_t pid, int number);

#endif
