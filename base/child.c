/* The beginning that all child processes share. */
#include "base/child.h"
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <unistd.h>

bool
child_settle(pid_t parent, int death)
{
    sigset_t none;

    for (int i = 1; i < SIGRTMAX; i++)
        signal(i, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    return setpgid(0, 0) == 0 && prctl(PR_SET_PDEATHSIG, death) == 0 && getppid() == parent;
}
