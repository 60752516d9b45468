/* What a forked child does before it becomes another program. */
#ifndef OIT_BASE_CHILD_H
#define OIT_BASE_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * Signals as a fresh program has them, a process group of its own, and death, by this signal, with its
 * parent. False when that cannot be had, or the parent is gone already: the child ends then.
 */
bool child_settle(pid_t parent, int death);

#endif
