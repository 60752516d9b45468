/* Two pipes and a child. */
#include "cli/tool.h"
#include "base/arena.h"
#include "base/child.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOT_THERE 127

static void
become(const char *const *argv, int in, int out, pid_t parent)
{
    if (child_settle(parent, SIGKILL) && dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
        dup2(out, STDERR_FILENO) >= 0)
        execvp(argv[0], (char *const *)(uintptr_t)argv);
    _exit(NOT_THERE);
}

/* False once there is nothing more to read. */
static bool
take(int fd, struct buf *out)
{
    char bytes[4096];
    ssize_t n = read(fd, bytes, sizeof bytes);

    if (n > 0)
        buf_put_some(out, bytes, (size_t)n);
    return n > 0 || (n < 0 && errno == EINTR);
}

/* Feed and read by turns, so that neither side waits for the other. */
static void
talk(int to, int from, struct str in, struct buf *out)
{
    bool more = true;

    while (more) {
        struct pollfd p[2] = {{.fd = from, .events = POLLIN}, {.fd = to, .events = POLLOUT}};
        ssize_t n = 0;

        if (in.n == 0 && to >= 0) {
            close(to);
            to = p[1].fd = -1;
        }
        if (poll(p, 2, -1) < 0 && errno != EINTR)
            break;
        if (p[1].revents != 0 && (n = write(to, in.p, in.n)) > 0)
            in = str_sub(in, (size_t)n, in.n);
        else if (p[1].revents != 0)
            in = STR_NONE;
        if (p[0].revents != 0)
            more = take(from, out);
    }
    if (to >= 0)
        close(to);
}

int
tool_run(const char *const *argv, struct str in, struct buf *out)
{
    int down[2], up[2], status = 0;
    pid_t parent = getpid(), pid;

    if (pipe(down) != 0)
        return -1;
    if (pipe(up) != 0) {
        close(down[0]);
        close(down[1]);
        return -1;
    }
    pid = fork();
    if (pid == 0) {
        close(down[1]);
        close(up[0]);
        become(argv, down[0], up[1], parent);
    }
    close(down[0]);
    close(up[1]);
    talk(pid > 0 ? down[1] : -1, up[0], in, out);
    if (pid < 0)
        close(down[1]);
    close(up[0]);
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool
tool_exists(const char *name)
{
    struct arena *a = arena_new(0);
    struct str rest = str_of(getenv("PATH") != NULL ? getenv("PATH") : "/usr/bin:/bin"), dir;
    bool found = false;

    while (!found && str_next(&rest, ':', &dir))
        found = dir.n > 0 && access(arena_printf(a, "%.*s/%s", STR_ARGS(dir), name).p, X_OK) == 0;
    arena_free(a);
    return found;
}
