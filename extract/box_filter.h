/*
 * What the kernel refuses a boxed process from now on: calls (seccomp) and paths (Landlock).  Applied by the
 * child to itself, just before it runs the program or the call; neither can be taken off again.
 */
#ifndef OIT_EXTRACT_BOX_FILTER_H
#define OIT_EXTRACT_BOX_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BOX_FILTER_STEPS 1024 /* instructions of a filter; it has about 300 */

struct box_filter {
    const char *program; /* the one program it may start, started by this very pointer; NULL: none */
    const char *scratch; /* folder it may write in, or NULL */
    bool family;         /* threads, children and their programs (LibreOffice) */
    size_t step_n;       /* of the calls, as the kernel wants it */
    uint64_t step[BOX_FILTER_STEPS];
};

/* A copy of path at an address that the program started by it cannot guess, or NULL. */
const char *box_filter_hide(const char *path);
/*
 * Make what box_filter_apply() needs: between the two no memory is asked for, so that its limit may be set.
 * Both are false when the kernel has a protection but did not take it: the box must not be used then.
 */
bool box_filter_make(struct box_filter *f);
bool box_filter_apply(const struct box_filter *f);
/* For the process that makes boxes: it and all it starts lose the network and sight of other processes. */
bool box_filter_self(void);
/* Version of Landlock that the kernel has, 0 for none. */
int box_filter_landlock(void);
bool box_filter_seccomp(void);

#endif
