/* Starting a process, and nothing else. */
#include "batch/worker.h"
#include "base/child.h"
#include "base/say.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true /* a sanitizer's shadow takes terabytes of address space */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

static bool
set_streams(const char *log)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0640);

    return nothing >= 0 && out >= 0 && dup2(nothing, STDIN_FILENO) == STDIN_FILENO &&
           dup2(nothing, STDOUT_FILENO) == STDOUT_FILENO && dup2(out, STDERR_FILENO) == STDERR_FILENO;
}

/* The soft limit only: readers of documents set their own below the hard one. */
static bool
set_memory(size_t memory)
{
    struct rlimit r;

    if (SANITIZED)
        return true;
    if (getrlimit(RLIMIT_AS, &r) != 0)
        return false;
    if (r.rlim_max != RLIM_INFINITY && memory > r.rlim_max)
        memory = r.rlim_max;
    r.rlim_cur = memory;
    return setrlimit(RLIMIT_AS, &r) == 0;
}

pid_t
worker_start(worker_run *run, void *ctx, const char *const *argv, const char *log, size_t memory,
             const struct gauge *gauge, size_t slot, struct err *e)
{
    pid_t parent = getpid(), pid;
    int last;

    fflush(stdout); /* or the copy would write it once more */
    pid = fork();

    if (pid < 0)
        return err_set(e, ERR_IO, argv[0],
                       _("visit fewer sites at once with --jobs, or close other programs"),
                       _("no process can be started: %s"), err_reason(errno));
    if (pid > 0) {
        setpgid(pid, pid); /* whoever comes first */
        return pid;
    }
    if (!child_settle(parent, SIGTERM) || !set_streams(log) || !set_memory(memory) ||
        (last = gauge_hand_down(gauge, slot)) < 0)
        _exit(5);
    /* Other files of the process that started this one are none of its business. */
    close_range((unsigned)last + 1, ~0u, 0);
    _exit(run(ctx, argv));
}

void
worker_signal(pid_t pid, int number)
{
    if (kill(-pid, number) != 0)
        kill(pid, number);
}
