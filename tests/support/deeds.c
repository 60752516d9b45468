/* Misbehaviour by name. */
#include "tests/support/deeds.h"
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE (16UL << 20)
#define DESCRIPTORS 256

static int
open_socket(const char *where)
{
    static const int families[] = {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK};
    int pair[2];

    (void)where;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (socket(families[i], SOCK_DGRAM, 0) >= 0)
            return 0;
    return socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
}

/* A family may have socket files, but no network. */
static int
open_network(const char *where)
{
    static const int families[] = {AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_VSOCK};

    (void)where;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (socket(families[i], SOCK_STREAM, 0) >= 0 || socket(families[i], SOCK_RAW, 0) >= 0)
            return 0;
    return -1;
}

static int
read_file(const char *where)
{
    return open(where, O_RDONLY);
}

static int
write_file(const char *where)
{
    return open(where, O_WRONLY | O_CREAT, 0600);
}

static int
write_memory_file(const char *where)
{
    return memfd_create(where, 0);
}

/* A program that tells by its end that it was started: true. */
static int
start_program(const char *where)
{
    char *const argv[] = {(char *)"true", NULL};

    (void)where;
    return execve("/bin/true", argv, argv + 1);
}

static int
make_child(const char *where)
{
    pid_t pid = fork();

    (void)where;
    if (pid == 0)
        _exit(0);
    return pid < 0 ? -1 : waitpid(pid, NULL, 0);
}

/* Past the C library. */
static int
make_child_raw(const char *where)
{
    struct clone_args args = {.exit_signal = SIGCHLD};
    long pid = syscall(SYS_clone3, &args, sizeof args);

    (void)where;
    if (pid == 0)
        syscall(SYS_exit, 0);
    return pid < 0 ? -1 : waitpid((pid_t)pid, NULL, 0);
}

static int
signal_parent(const char *where)
{
    (void)where;
    return kill(getppid(), 0);
}

static int
leave_group(const char *where)
{
    (void)where;
    return setsid();
}

static int
trace_parent(const char *where)
{
    (void)where;
    return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0 ? 0 : -1;
}

static int
outlive_parent(const char *where)
{
    (void)where;
    return prctl(PR_SET_PDEATHSIG, 0);
}

static int
raise_limit(const char *where)
{
    struct rlimit r = {RLIM_INFINITY, RLIM_INFINITY};

    (void)where;
    return setrlimit(RLIMIT_CPU, &r);
}

/* Descriptors of the parent. */
static int
use_descriptor(const char *where)
{
    (void)where;
    for (int fd = 3; fd < DESCRIPTORS; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            return 0;
    return -1;
}

static int
eat_memory(const char *where)
{
    (void)where;
    for (size_t eaten = 0; eaten < 8UL << 30; eaten += PIECE) {
        char *p = malloc(PIECE);
        if (!p)
            return -1;
        memset(p, 1, PIECE);
    }
    return 0;
}

static int
loop(const char *where)
{
    volatile uint64_t n = 1;

    (void)where;
    while (n)
        n = n < UINT64_MAX ? n + 2 : 1;
    return 0;
}

static int
sleep_long(const char *where)
{
    (void)where;
    while (pause() < 0)
        ;
    return 0;
}

static int
write_much(const char *where)
{
    static char piece[4096];

    (void)where;
    memset(piece, 'x', sizeof piece);
    while (write(STDOUT_FILENO, piece, sizeof piece) > 0)
        ;
    return -1;
}

static int
complain_much(const char *where)
{
    static char piece[4096];

    (void)where;
    memset(piece, '!', sizeof piece);
    for (int i = 0; i < 100; i++)
        if (write(STDERR_FILENO, piece, sizeof piece) < 0)
            return -1;
    return 0;
}

static int
crash(const char *where)
{
    (void)where;
    return raise(SIGSEGV);
}

static int
give_up(const char *where)
{
    (void)where;
    abort();
}

const char *
deed_do(const char *name, const char *where)
{
    static const struct {
        const char *name;
        int (*try)(const char *where);
    } deeds[] = {
        {"socket", open_socket},      {"network", open_network},
        {"read", read_file},          {"write", write_file},
        {"memfd", write_memory_file}, {"start", start_program},
        {"fork", make_child},         {"clone", make_child_raw},
        {"kill", signal_parent},      {"session", leave_group},
        {"trace", trace_parent},      {"outlive", outlive_parent},
        {"limit", raise_limit},       {"descriptor", use_descriptor},
        {"memory", eat_memory},       {"loop", loop},
        {"sleep", sleep_long},        {"output", write_much},
        {"complain", complain_much},  {"crash", crash},
        {"abort", give_up},
    };

    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        if (strcmp(deeds[i].name, name) == 0)
            return deeds[i].try(where) >= 0 ? "done" : "refused";
    return "unknown";
}
