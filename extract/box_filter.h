/*
 * What the kernel refuses a boxed process from now on: calls (seccomp) and paths (Landlock).  Applied by the
 * child to itself, just before it runs the program or the call; neither can be taken off again.
 */
#ifndef OIT_EXTRACT_BOX_FILTER_H
#define OIT_EXTRACT_BOX_FILTER_H

#include <stdbool.h>

struct box_filter {
    const char *program; /* the one program it may start, started by this very pointer; NULL: none */
    const char *scratch; /* folder it may write in, or NULL */
    bool family;         /* threads, children and their programs (LibreOffice) */
};

/* A copy of path at an address that the program started by it cannot guess, or NULL. */
const char *box_filter_hide(const char *path);
/* False when the kernel has the protection but did not take it: the box must not be used then. */
bool box_filter_paths(const struct box_filter *f);
bool box_filter_calls(const struct box_filter *f);
/* Version of Landlock that the kernel has, 0 for none. */
int box_filter_landlock(void);
bool box_filter_seccomp(void);

#endif
