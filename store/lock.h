/*
 * One writer a site file: an fcntl lock on FILE-lock.  The kernel gives it back when its process dies, so it
 * is never stale; it belongs to the process, so a child that a worker forks does not hold it.  A process
 * opens a site file for writing once at a time.
 */
#ifndef OIT_STORE_LOCK_H
#define OIT_STORE_LOCK_H

#include "base/err.h"

struct lock;

/* Wait at most wait_ms for the lock of file (its real path). NULL and e, which names the process that holds
 * it. */
struct lock *lock_take(const char *file, int wait_ms, struct err *e);
void lock_free(struct lock *l);
/* The process that holds the lock of file, 0 when none does. */
long lock_holder(const char *file);

#endif
