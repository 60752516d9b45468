/*
 * A child process that may compute on one document and nothing else: no network, no other files, no other
 * programs, bounded memory, time and output (seccomp, Landlock where the kernel has it, rlimits, a deadline
 * after which its whole process group is killed).  A protection that the kernel lacks is told by
 * box_protections(), never passed over in silence.
 */
#ifndef OIT_EXTRACT_BOX_H
#define OIT_EXTRACT_BOX_H

#include "base/buf.h"

enum box_end {
    BOX_DONE,    /* exit status in code */
    BOX_CRASHED, /* by a signal, in code */
    BOX_TIMEOUT, /* processor time or deadline */
    BOX_FULL,    /* more output than asked for; what came is kept */
    BOX_ABSENT   /* the program is not installed, or the box could not be made */
};

struct box_job {
    const char *const *argv; /* program and arguments, NULL at the end; NULL: call instead */
    void (*call)(void *ctx,
                 struct buf *out); /* run in the forked child; what it puts into out is the output */
    void *ctx;
    int in; /* standard input of the program, from its beginning, or -1; as a file name: /dev/stdin */
    const char *const
        *env;            /* further "NAME=value", or NULL; nothing is inherited but PATH and LC_ALL=C.UTF-8 */
    const char *scratch; /* a folder it may write in, absolute, or NULL; it starts there, TMPDIR names it */
    bool threads_and_children; /* LibreOffice needs them; all others are refused fork and exec */
    size_t memory;             /* bytes of address space; 0: LIMIT_READ_MEMORY */
    int cpu_s, wall_ms;        /* 0: LIMIT_READ_CPU_S, LIMIT_READ_WALL_MS */
};

/* Output goes to out (whose ceiling ends the child), the first KiB of standard error to errors unless NULL.
 */
enum box_end box_run(const struct box_job *job, struct buf *out, struct buf *errors, int *code);

/* The calling process and all that it starts lose the network for good.  False when the kernel did not take
 * it. */
bool box_confine_maker(void);

struct box_protections {
    bool seccomp, landlock;
    int landlock_version;
};
struct box_protections box_protections(void);
/*
 * Absolute path of an installed program that readers use, or NULL.  Looked for in /usr/bin and /bin only;
 * "soffice.bin" where LibreOffice has it: the script soffice starts programs that a box does not bear.
 */
const char *box_program(const char *name);

#endif
