/*
 * A machine that refuses: loaded before the program (LD_PRELOAD), it counts calls of one kind and lets the
 * n-th, or every one from the n-th on, fail.
 *
 *     FAULT=memory|write|sync|rename|open|io    kind of call; io is the four of the disk together
 *     FAULT_AT=N  FAULT_ON=1                    which one fails; every one from there on
 *     FAULT_ERROR=ENOSPC|EIO|EINTR|EMFILE|EDQUOT   what it says (memory says ENOMEM)
 *     FAULT_KILL=1                              instead of failing, the program is killed there; a write is
 *                                               half done by then when N is even
 *     FAULT_TRACE=1                             the way to the call is shown on stderr
 *     FAULT_COUNT=FILE                          at the end the number of calls is written there
 *     FAULT_PROGRAM=NAME                        counts in this program only (default oit)
 *     CLOCK_AFTER=N CLOCK_JUMP=SECONDS          from the N-th look at the calendar clock on it is that much
 * off CLOCK_FROZEN=1                            or it stands still there
 *
 * Only files count, no sockets and no stderr: a message about a fault must come through.
 */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum kind { MEMORY = 1, WRITE = 2, SYNC = 4, RENAME = 8, OPEN = 16 };

static struct {
    bool ready;
    int kinds, error;
    long at, count;
    bool on, kill, trace;
    const char *count_file;
    long clock_at, clock_count;
    long long jump;
    bool frozen;
    struct timespec stood;
} plan;

/* glibc's own, under names that need no search. */
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static const struct {
    const char *name;
    int kinds;
} kinds[] = {{"memory", MEMORY}, {"write", WRITE}, {"sync", SYNC},
             {"rename", RENAME}, {"open", OPEN},   {"io", WRITE | SYNC | RENAME | OPEN}};

static const struct {
    const char *name;
    int number;
} errors[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO},       {"EINTR", EINTR},
              {"EMFILE", EMFILE}, {"EDQUOT", EDQUOT}, {"EACCES", EACCES}};

static long
number_of(const char *name)
{
    const char *text = getenv(name);

    return text ? strtol(text, NULL, 10) : 0;
}

static bool
meant(void)
{
    const char *name = getenv("FAULT_PROGRAM");

    return strcmp(program_invocation_short_name, name ? name : "oit") == 0;
}

__attribute__((constructor)) static void
begin(void)
{
    const char *kind = getenv("FAULT"), *error = getenv("FAULT_ERROR");

    if (!meant())
        return;
    for (size_t i = 0; kind && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i].name) == 0)
            plan.kinds = kinds[i].kinds;
    plan.error = EIO;
    for (size_t i = 0; error && i < sizeof errors / sizeof *errors; i++)
        if (strcmp(error, errors[i].name) == 0)
            plan.error = errors[i].number;
    plan.at = number_of("FAULT_AT");
    plan.on = getenv("FAULT_ON") != NULL;
    plan.kill = getenv("FAULT_KILL") != NULL;
    plan.trace = getenv("FAULT_TRACE") != NULL;
    plan.count_file = getenv("FAULT_COUNT");
    plan.clock_at = number_of("CLOCK_AFTER");
    plan.jump = number_of("CLOCK_JUMP");
    plan.frozen = getenv("CLOCK_FROZEN") != NULL;
    plan.ready = true;
}

__attribute__((destructor)) static void
end(void)
{
    char text[64];
    int fd, n;

    if (!plan.ready || !plan.count_file)
        return;
    plan.ready = false;
    fd = open(plan.count_file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    n = snprintf(text, sizeof text, "%ld %ld\n", plan.count, plan.clock_count);
    if (fd >= 0 && write(fd, text, (size_t)n) == n)
        close(fd);
}

/* Names of the functions on the way to the call that fails. */
static void
tell_where(void)
{
    void *frame[40];

    plan.ready = false;
    backtrace_symbols_fd(frame, backtrace(frame, 40), STDERR_FILENO);
    plan.ready = true;
}

/* Is this call one that fails? */
static bool
refused(enum kind k)
{
    if (!plan.ready || !(plan.kinds & (int)k))
        return false;
    plan.count++;
    if (plan.at == 0 || (plan.on ? plan.count < plan.at : plan.count != plan.at))
        return false;
    if (plan.trace && plan.count == plan.at)
        tell_where();
    errno = k == MEMORY ? ENOMEM : plan.error;
    return true;
}

/* Memory ------------------------------------------------------------------------------------------- */

void *
malloc(size_t n)
{
    return refused(MEMORY) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
    return refused(MEMORY) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
    return refused(MEMORY) ? NULL : __libc_realloc(p, n);
}

/* The end of a call that fails. */
static int
stopped(void)
{
    if (plan.kill)
        kill(getpid(), SIGKILL);
    return -1;
}

/* Files -------------------------------------------------------------------------------------------- */

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static bool
is_file(int fd)
{
    struct stat st;

    return fd != STDERR_FILENO && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

ssize_t
write(int fd, const void *p, size_t n)
{
    static __typeof__(&write) real;

    if (!real)
        real = REAL(write);
    return is_file(fd) && refused(WRITE) ? stopped() : real(fd, p, n);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
    static __typeof__(&pwrite) real;

    if (!real)
        real = REAL(pwrite);
    if (!is_file(fd) || !refused(WRITE))
        return real(fd, p, n, at);
    if (plan.kill && plan.count % 2 == 0)
        (void)!real(fd, p, n / 2, at);
    return stopped();
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off_t at)
{
    return pwrite(fd, p, n, at);
}

int
ftruncate(int fd, off_t n)
{
    static __typeof__(&ftruncate) real;

    if (!real)
        real = REAL(ftruncate);
    return is_file(fd) && refused(WRITE) ? stopped() : real(fd, n);
}

int
ftruncate64(int fd, off_t n)
{
    return ftruncate(fd, n);
}

int
fsync(int fd)
{
    static __typeof__(&fsync) real;

    if (!real)
        real = REAL(fsync);
    return refused(SYNC) ? stopped() : real(fd);
}

int
fdatasync(int fd)
{
    static __typeof__(&fdatasync) real;

    if (!real)
        real = REAL(fdatasync);
    return refused(SYNC) ? stopped() : real(fd);
}

int
rename(const char *from, const char *to)
{
    static __typeof__(&rename) real;

    if (!real)
        real = REAL(rename);
    return refused(RENAME) ? stopped() : real(from, to);
}

int
open(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    va_list args;
    mode_t mode;

    va_start(args, flags);
    mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
    va_end(args);
    if (!real)
        real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    return refused(OPEN) ? -1 : real(path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
    va_list args;
    mode_t mode;

    va_start(args, flags);
    mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
    va_end(args);
    return open(path, flags, mode);
}

/* Clock -------------------------------------------------------------------------------------------- */

static void
bend(struct timespec *t)
{
    plan.clock_count++;
    if (plan.clock_at == 0 || plan.clock_count < plan.clock_at)
        return;
    if (plan.frozen && plan.clock_count == plan.clock_at)
        plan.stood = *t;
    if (plan.frozen)
        *t = plan.stood;
    t->tv_sec += plan.jump;
}

int
clock_gettime(clockid_t clock, struct timespec *t)
{
    static __typeof__(&clock_gettime) real;
    int bad;

    if (!real)
        real = REAL(clock_gettime);
    bad = real(clock, t);
    if (bad == 0 && plan.ready && clock == CLOCK_REALTIME)
        bend(t);
    return bad;
}

time_t
time(time_t *out)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    if (out)
        *out = t.tv_sec;
    return t.tv_sec;
}

int
gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    struct timespec t;
    int bad = clock_gettime(CLOCK_REALTIME, &t);

    (void)zone;
    out->tv_sec = t.tv_sec;
    out->tv_usec = t.tv_nsec / 1000;
    return bad;
}
