/* One piece of work, one child, one pipe. */
#include "report/apart.h"
#include "base/child.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define PART 65536
#define EXIT_FULL 2

static bool
send_all(int fd, struct str s)
{
    while (s.n > 0) {
        ssize_t n = write(fd, s.p, s.n);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        s = str_sub(s, (size_t)n, s.n);
    }
    return true;
}

/* What a library says of its troubles is not for our terminal: the parent tells them. */
static _Noreturn void
work_and_end(void (*work)(const void *ctx, struct buf *out), const void *ctx, size_t max, int fd,
             pid_t parent)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    struct buf out;

    if (!child_settle(parent, SIGKILL) || nowhere < 0 || dup2(nowhere, STDERR_FILENO) < 0)
        _exit(EXIT_FAILURE);
    buf_init(&out, max);
    work(ctx, &out);
    if (out.full)
        _exit(EXIT_FULL);
    _exit(send_all(fd, buf_view(&out)) ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* Until the other end is closed; what does not fit any more is read all the same. */
static void
receive_all(int fd, struct buf *out)
{
    char part[PART];
    ssize_t n;

    while ((n = read(fd, part, sizeof part)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0)
            buf_put(out, part, (size_t)n);
}

static int
exit_of(pid_t child)
{
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return EXIT_FAILURE;
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}

bool
apart_write(void (*work)(const void *ctx, struct buf *out), const void *ctx, struct buf *out)
{
    size_t before = out->n;
    pid_t child, parent = getpid();
    int end[2], code = EXIT_FAILURE;

    if (pipe2(end, O_CLOEXEC) < 0)
        return false;
    child = fork();
    if (child == 0)
        work_and_end(work, ctx, out->max - before, end[1], parent);
    close(end[1]);
    if (child > 0)
        receive_all(end[0], out);
    close(end[0]);
    if (child > 0)
        code = exit_of(child);
    if (code != EXIT_SUCCESS)
        out->n = before;
    out->full = out->full || code == EXIT_FULL;
    return code == EXIT_SUCCESS;
}
