/* One child process for one document: made, confined, listened to, ended. */
#include "extract/box.h"
#include "base/child.h"
#include "base/clock.h"
#include "base/mem.h"
#include "extract/box_filter.h"
#include "oit/limits.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ERRORS_KEPT (1 * KIB)
#define STATUS_FD 3 /* of the child: a byte comes when the box could not be made */
#define PATH_ROOM 256
#define ENV_ROOM 32

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false /* a sanitizer's shadow takes terabytes of address space */
#endif

/*
 * What a call writes stands in memory that both sides see, so that it is there when the call crashes.  The
 * child may have put anything there: only n is read of it, once, and clamped.
 */
struct shared {
    struct buf out;
    char bytes[];
};

struct box {
    const struct box_job *job;
    struct shared *shared;
    size_t shared_n;
    pid_t pid;
    int process; /* becomes readable when the child ends */
    int out, errors, status;
};

/* ---- In the child --------------------------------------------------------------------------------- */

static bool
limit(int resource, size_t soft, size_t hard)
{
    struct rlimit r;

    if (getrlimit((__rlimit_resource_t)resource, &r) != 0)
        return false;
    if (r.rlim_max != RLIM_INFINITY && hard > r.rlim_max)
        hard = r.rlim_max;
    r.rlim_cur = soft < hard ? soft : hard;
    r.rlim_max = hard;
    return setrlimit((__rlimit_resource_t)resource, &r) == 0;
}

/* The second of grace lets SIGXCPU be told from other ends. */
static bool
set_limits(const struct box *b)
{
    const struct box_job *job = b->job;
    size_t memory = (job->memory ? job->memory : LIMIT_READ_MEMORY) + b->shared_n;
    size_t cpu = job->cpu_s ? (size_t)job->cpu_s : LIMIT_READ_CPU_S;
    size_t files = job->scratch ? LIMIT_READ_SCRATCH : 0;
    size_t open_files = job->threads_and_children ? LIMIT_READ_FILES_FAMILY : LIMIT_READ_FILES;

    return ((job->call && SANITIZED) || limit(RLIMIT_AS, memory, memory)) &&
           limit(RLIMIT_CPU, cpu, cpu + 1) && limit(RLIMIT_FSIZE, files, files) &&
           limit(RLIMIT_NOFILE, open_files, open_files) && limit(RLIMIT_CORE, 0, 0);
}

/* A descriptor of its own for a file, so that its offset is 0 whatever was read before. */
static int
own_input(int in)
{
    struct stat st;
    char name[32];
    int fd;

    if (in < 0)
        return open("/dev/null", O_RDONLY);
    if (fstat(in, &st) != 0 || !S_ISREG(st.st_mode))
        return in;
    snprintf(name, sizeof name, "/proc/self/fd/%d", in);
    fd = open(name, O_RDONLY);
    if (fd >= 0)
        return fd;
    return lseek(in, 0, SEEK_SET) == 0 ? in : -1;
}

/* First all out of the way, then each to its number; everything else is closed.  *status stays the status. */
static bool
set_descriptors(const struct box *b, int *status)
{
    int from[] = {own_input(b->job->in), b->out, b->errors, b->status};
    enum { N = sizeof from / sizeof *from };

    for (int i = 0; i < N; i++)
        if ((from[i] = fcntl(from[i] >= 0 ? from[i] : open("/dev/null", O_WRONLY), F_DUPFD, N)) < 0)
            return false;
    *status = from[N - 1];
    for (int i = 0; i < N; i++)
        if (dup2(from[i], i) < 0)
            return false;
    *status = STATUS_FD;
    return close_range(N, ~0U, 0) == 0 && fcntl(STATUS_FD, F_SETFD, FD_CLOEXEC) == 0;
}

/* More than is needed, since sockets are refused anyway: where it is not permitted, nothing is lost. */
static void
leave_network(void)
{
    if (unshare(CLONE_NEWNET | CLONE_NEWIPC) != 0)
        (void)!unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC);
}

static bool
confine(const struct box *b, const char *program)
{
    struct box_filter f = {
        .program = program, .scratch = b->job->scratch, .family = b->job->threads_and_children};

    if (f.family)
        leave_network();
    return chdir(f.scratch ? f.scratch : "/") == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           box_filter_make(&f) && set_limits(b) && box_filter_apply(&f);
}

static void
start_program(const struct box *b, const char *program)
{
    const struct box_job *job = b->job;
    const char *env[ENV_ROOM + 4] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
    size_t n = 2;
    char scratch[PATH_ROOM + 8];

    if (job->scratch) {
        snprintf(scratch, sizeof scratch, "TMPDIR=%s", job->scratch);
        env[n++] = scratch;
    }
    for (size_t i = 0; job->env && job->env[i]; i++) {
        assert(i < ENV_ROOM);
        env[n++] = job->env[i];
    }
    execve(program, (char *const *)job->argv, (char *const *)env);
}

_Noreturn static void
live_in_box(const struct box *b, pid_t parent)
{
    const char *program = b->job->argv ? box_filter_hide(b->job->argv[0]) : NULL;
    int status = b->status;
    bool ok = (program || b->job->call) && child_settle(parent, SIGKILL) && set_descriptors(b, &status) &&
              confine(b, program);

    if (ok && b->job->call) {
        close(STATUS_FD);
        b->job->call(b->job->ctx, &b->shared->out);
        _exit(0);
    }
    if (ok)
        start_program(b, program);
    (void)!write(status, "!", 1);
    _exit(127);
}

/* ---- In the parent -------------------------------------------------------------------------------- */

/* The ends that the child gets stand in b while it is forked, the others come back in ours. */
static bool
make_pipes(struct box *b, int ours[3])
{
    int *theirs[] = {&b->out, &b->errors, &b->status}, ends[2];

    for (int i = 0; i < 3; i++) {
        if (pipe2(ends, O_CLOEXEC) != 0)
            return false;
        ours[i] = ends[0];
        *theirs[i] = ends[1];
        if (fcntl(ours[i], F_SETFL, O_NONBLOCK) != 0)
            return false;
    }
    return true;
}

static void
close_all(int *fd, int n)
{
    for (int i = 0; i < n; i++)
        if (fd[i] >= 0)
            close(fd[i]);
}

static void
keep_ours(struct box *b, const int ours[3])
{
    close_all((int[]){b->out, b->errors, b->status}, 3);
    b->out = ours[0];
    b->errors = ours[1];
    b->status = ours[2];
}

static bool
make_shared(struct box *b, size_t max)
{
    void *p;

    b->shared_n = sizeof *b->shared + max + 1;
    p = mmap(NULL, b->shared_n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED)
        return false;
    b->shared = p;
    b->shared->out = (struct buf){.p = b->shared->bytes, .cap = max + 1, .max = max};
    return true;
}

static bool
start(struct box *b, size_t room)
{
    int ours[3] = {-1, -1, -1};
    pid_t parent = getpid();
    bool ok = make_pipes(b, ours) && (b->job->argv || make_shared(b, room));

    if (ok && b->job->call) { /* its output goes through memory */
        close(b->out);
        b->out = -1;
    }
    if (ok && (b->pid = fork()) == 0)
        live_in_box(b, parent);
    if (ok && b->pid > 0) {
        setpgid(b->pid, b->pid); /* whoever is first */
        b->process = pidfd_open(b->pid, 0);
    }
    keep_ours(b, ours);
    return ok && b->pid > 0;
}

/* What has come, up to to's ceiling and most bytes; false when there is no more to wait for. */
static bool
drain(int fd, struct buf *to, size_t most)
{
    char piece[64 * KIB];
    ssize_t n;

    while ((n = read(fd, piece, sizeof piece)) > 0) {
        size_t wanted = (size_t)n < most ? (size_t)n : most;
        if (to && wanted)
            buf_put_some(to, piece, wanted);
        most -= wanted;
        if (to && to->full)
            return false;
    }
    return n < 0 && (errno == EAGAIN || errno == EINTR);
}

struct listening {
    struct buf *out, *errors;
    size_t errors_left;
    int64_t end;
};

static void
hear(struct pollfd *p, struct box *b, struct listening *l)
{
    size_t before = l->errors ? l->errors->n : 0;

    if (p[0].revents && !drain(b->out, l->out, SIZE_MAX))
        p[0].fd = -1;
    if (p[1].revents) {
        if (!drain(b->errors, l->errors, l->errors_left))
            p[1].fd = -1;
        l->errors_left -= l->errors ? l->errors->n - before : 0;
    }
}

/* Until the child has ended (BOX_DONE), the ceiling or the deadline is reached. */
static enum box_end
listen_to(struct box *b, struct listening *l)
{
    struct pollfd p[] = {
        {b->job->argv ? b->out : -1, POLLIN, 0}, {b->errors, POLLIN, 0}, {b->process, POLLIN, 0}};

    for (;;) {
        int64_t left = l->end - clock_monotonic_ms();
        if (left <= 0)
            return BOX_TIMEOUT;
        if (poll(p, 3, (int)left) < 0 && errno != EINTR)
            return BOX_CRASHED;
        hear(p, b, l);
        if (b->job->argv && l->out->full)
            return BOX_FULL;
        if (p[2].revents)
            return BOX_DONE;
    }
}

static double
cpu_used(const struct rusage *r)
{
    return (double)(r->ru_utime.tv_sec + r->ru_stime.tv_sec) +
           (double)(r->ru_utime.tv_usec + r->ru_stime.tv_usec) / 1e6;
}

/* What a death that we did not bring about means. */
static enum box_end
end_of(const struct box *b, int status, const struct rusage *used, int *code)
{
    int cpu = b->job->cpu_s ? b->job->cpu_s : LIMIT_READ_CPU_S;
    char sign;

    if (read(b->status, &sign, 1) == 1)
        return BOX_ABSENT;
    if (WIFEXITED(status)) {
        *code = WEXITSTATUS(status);
        return BOX_DONE;
    }
    *code = WTERMSIG(status);
    if (*code == SIGXCPU || (*code == SIGKILL && cpu_used(used) >= cpu))
        return BOX_TIMEOUT;
    return *code == SIGXFSZ ? BOX_FULL : BOX_CRASHED;
}

/* The group is killed while its dead leader still holds the number, so that nobody else can have it. */
static enum box_end
finish(struct box *b, enum box_end end, struct listening *l, int *code)
{
    struct rusage used = {0};
    int status = 0;

    kill(-b->pid, SIGKILL);
    kill(b->pid, SIGKILL);
    while (wait4(b->pid, &status, 0, &used) < 0 && errno == EINTR)
        ;
    if (end == BOX_DONE) {
        hear((struct pollfd[]){{b->out, 0, b->job->argv ? POLLIN : 0}, {b->errors, 0, POLLIN}}, b, l);
        end = end_of(b, status, &used, code);
    }
    return end;
}

static enum box_end
take_shared(struct box *b, enum box_end end, struct buf *out)
{
    size_t n = *(volatile size_t *)&b->shared->out.n, room = b->shared_n - sizeof *b->shared - 1;
    bool full = *(volatile bool *)&b->shared->out.full;

    buf_put_some(out, b->shared->bytes, n < room ? n : room);
    if (full && end != BOX_ABSENT) {
        out->full = true;
        return end == BOX_DONE ? BOX_FULL : end;
    }
    return end;
}

static enum box_end
run(struct box *b, struct listening *l, int *code)
{
    size_t left = l->out->max > l->out->n ? l->out->max - l->out->n : 0;
    size_t room = left < LIMIT_DOCUMENT_TEXT ? left : LIMIT_DOCUMENT_TEXT;
    enum box_end end = BOX_ABSENT;

    if (start(b, room)) {
        end = b->process >= 0 ? listen_to(b, l) : BOX_ABSENT;
        end = finish(b, end, l, code);
        if (b->shared)
            end = take_shared(b, end, l->out);
    }
    if (end == BOX_DONE && b->job->argv && l->out->full)
        end = BOX_FULL;
    close_all((int[]){b->process, b->out, b->errors, b->status}, 4);
    if (b->shared)
        munmap(b->shared, b->shared_n);
    return end;
}

static bool
runs_here(const char *path)
{
    struct stat st;

    return path && path[0] == '/' && stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

enum box_end
box_run(const struct box_job *job, struct buf *out, struct buf *errors, int *code)
{
    struct box b = {.job = job, .process = -1, .out = -1, .errors = -1, .status = -1};
    struct listening l = {.out = out, .errors = errors, .errors_left = ERRORS_KEPT};
    int ignored;

    assert((job->argv != NULL) != (job->call != NULL));
    *(code ? code : &ignored) = 0;
    l.end = clock_monotonic_ms() + (job->wall_ms ? job->wall_ms : LIMIT_READ_WALL_MS);
    if (job->argv && !runs_here(job->argv[0]))
        return BOX_ABSENT;
    return run(&b, &l, code ? code : &ignored);
}

bool
box_confine_maker(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && box_filter_self();
}

struct box_protections
box_protections(void)
{
    int version = box_filter_landlock();

    return (struct box_protections){
        .seccomp = box_filter_seccomp(), .landlock = version > 0, .landlock_version = version};
}

const char *
box_program(const char *name)
{
#define PLACES(name) "/usr/bin/" name, "/bin/" name
    static const char *const known[] = {PLACES("pdftotext"), PLACES("pdftoppm"),
                                        PLACES("pdfinfo"),   PLACES("pdffonts"),
                                        PLACES("pdfimages"), PLACES("tesseract"),
                                        PLACES("antiword"),  "/usr/lib/libreoffice/program/soffice.bin"};
#undef PLACES

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(strrchr(known[i], '/') + 1, name) == 0 && runs_here(known[i]))
            return known[i];
    return NULL;
}
