/*
 * A long way to a near server:  bench_lag MILLISECONDS PORT TO-PORT ADDRESS...
 * Listens on PORT of each ADDRESS (of 127/8) and passes every connection on to TO-PORT of the same address;
 * what a client says is held back for so long, what the server answers is not.  So each request costs one
 * round trip. At SIGTERM it prints the most requests that waited at once on one address, and on all.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define EVENTS 256
#define HELD_MAX (64 * 1024) /* bytes of one request */
#define PIECE (256 * 1024)

/* A place where clients come in, with how many of their requests are under way. */
struct gate {
    int fd;
    struct in_addr address;
    int waiting, most;
};

/* One client and its server; both ends have an `end` for epoll to name. */
struct end {
    struct pass *pass; /* NULL: a gate */
    struct gate *gate;
    bool client;
};

struct pass {
    struct end ends[2];
    int client, server;
    struct gate *gate;
    char *held; /* what the client said and the server has not been told */
    size_t held_n;
    int64_t due;       /* when it is told */
    bool asked;        /* and no byte of the answer has come */
    bool gone;         /* to be freed after this turn */
    struct pass *next; /* in the order of `due`; a constant delay keeps it a plain line */
    bool in_line;
    char *rest; /* of an answer the client does not take yet */
    size_t rest_n;
};

struct lag {
    int epoll, delay, port, to_port;
    struct pass *first, **last;
    struct pass *dead;
    int waiting, most;
};

static volatile sig_atomic_t stopped;

static void
stop(int signal)
{
    (void)signal;
    stopped = 1;
}

static int64_t
now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
die(const char *what)
{
    perror(what);
    exit(5);
}

static void *
room(size_t n)
{
    void *p = calloc(1, n);

    if (!p)
        die("bench_lag");
    return p;
}

static void
watch(struct lag *l, int fd, struct end *end)
{
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = end};

    if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, fd, &e) != 0)
        die("epoll");
}

static void
answered(struct lag *l, struct pass *p)
{
    if (!p->asked)
        return;
    p->asked = false;
    p->gate->waiting--;
    l->waiting--;
}

/* Freed only after the turn: further events of it may be in hand, and it may stand in the line. */
static void
close_pass(struct lag *l, struct pass *p)
{
    if (p->gone)
        return;
    answered(l, p);
    p->gone = true;
    close(p->client);
    close(p->server);
    if (!p->in_line) {
        p->next = l->dead;
        l->dead = p;
    }
}

static void
bury(struct lag *l)
{
    while (l->dead) {
        struct pass *p = l->dead;
        l->dead = p->next;
        free(p->held);
        free(p->rest);
        free(p);
    }
}

static void
come_in(struct lag *l, struct gate *g)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_addr = g->address, .sin_port = htons((uint16_t)l->to_port)};
    struct pass *p = room(sizeof *p);
    int on = 1;

    p->client = accept4(g->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    p->server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (p->client < 0 || p->server < 0 || connect(p->server, (struct sockaddr *)&to, sizeof to) != 0)
        die("bench_lag: connection");
    fcntl(p->server, F_SETFL, O_NONBLOCK);
    setsockopt(p->client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(p->server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    p->gate = g;
    p->ends[0] = (struct end){p, g, true};
    p->ends[1] = (struct end){p, g, false};
    watch(l, p->client, &p->ends[0]);
    watch(l, p->server, &p->ends[1]);
}

static void
count_request(struct lag *l, struct pass *p)
{
    if (p->asked)
        return;
    p->asked = true;
    if (++p->gate->waiting > p->gate->most)
        p->gate->most = p->gate->waiting;
    if (++l->waiting > l->most)
        l->most = l->waiting;
}

static void
hear_client(struct lag *l, struct pass *p)
{
    ssize_t n;

    if (!p->held)
        p->held = room(HELD_MAX);
    n = read(p->client, p->held + p->held_n, HELD_MAX - p->held_n);
    if (n <= 0) {
        if (n == 0 || errno != EAGAIN)
            close_pass(l, p);
        return;
    }
    p->held_n += (size_t)n;
    count_request(l, p);
    if (p->in_line)
        return;
    p->in_line = true;
    p->due = now_ms() + l->delay;
    p->next = NULL;
    *l->last = p;
    l->last = &p->next;
}

static void
tell_server(struct lag *l, struct pass *p)
{
    p->in_line = false;
    if (p->gone) {
        p->next = l->dead;
        l->dead = p;
        return;
    }
    if (write(p->server, p->held, p->held_n) != (ssize_t)p->held_n)
        close_pass(l, p);
    p->held_n = 0;
}

/* A client that is slow to take its answer stops the server's end until it has room. */
static void
wait_for_room(struct lag *l, struct pass *p, bool full)
{
    struct epoll_event in = {.events = full ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = &p->ends[0]};
    struct epoll_event out = {.events = full ? 0 : EPOLLIN, .data.ptr = &p->ends[1]};

    epoll_ctl(l->epoll, EPOLL_CTL_MOD, p->client, &in);
    epoll_ctl(l->epoll, EPOLL_CTL_MOD, p->server, &out);
}

static void
tell_client(struct lag *l, struct pass *p, const char *bytes, size_t n)
{
    ssize_t sent = write(p->client, bytes, n);

    if (sent < 0 && errno != EAGAIN) {
        close_pass(l, p);
        return;
    }
    sent = sent < 0 ? 0 : sent;
    if ((size_t)sent == n)
        return;
    if (!p->rest)
        p->rest = room(PIECE);
    p->rest_n = n - (size_t)sent;
    memmove(p->rest, bytes + sent, p->rest_n);
    wait_for_room(l, p, true);
}

static void
hear_server(struct lag *l, struct pass *p)
{
    static char piece[PIECE];
    ssize_t n = read(p->server, piece, sizeof piece);

    if (n <= 0) {
        if (n == 0 || errno != EAGAIN)
            close_pass(l, p);
        return;
    }
    answered(l, p);
    tell_client(l, p, piece, (size_t)n);
}

static void
take_rest(struct lag *l, struct pass *p)
{
    size_t n = p->rest_n;

    p->rest_n = 0;
    tell_client(l, p, p->rest, n);
    if (!p->gone && p->rest_n == 0)
        wait_for_room(l, p, false);
}

static void
happen(struct lag *l, const struct epoll_event *e)
{
    struct end *end = e->data.ptr;

    if (!end->pass) {
        come_in(l, end->gate);
    } else if (!end->pass->gone) {
        if (end->client && e->events & EPOLLOUT && end->pass->rest_n)
            take_rest(l, end->pass);
        if (!end->pass->gone && e->events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            (end->client ? hear_client : hear_server)(l, end->pass);
    }
}

static void
turn(struct lag *l)
{
    struct epoll_event e[EVENTS];
    int64_t wait = l->first ? l->first->due - now_ms() : 500;
    int n = epoll_wait(l->epoll, e, EVENTS, wait < 0 ? 0 : (int)wait);

    for (int i = 0; i < n; i++)
        happen(l, &e[i]);
    for (int64_t now = now_ms(); l->first && l->first->due <= now;) {
        struct pass *p = l->first;
        l->first = p->next;
        if (!l->first)
            l->last = &l->first;
        tell_server(l, p);
    }
    bury(l);
}

static void
open_gate(struct lag *l, struct gate *g, const char *address)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)l->port)};
    struct end *end = room(sizeof *end);
    int on = 1;

    if (inet_pton(AF_INET, address, &g->address) != 1)
        die(address);
    at.sin_addr = g->address;
    g->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    setsockopt(g->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(g->fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(g->fd, 1024) != 0)
        die(address);
    end->gate = g;
    watch(l, g->fd, end);
}

int
main(int argc, char **argv)
{
    struct lag l = {.epoll = epoll_create1(EPOLL_CLOEXEC), .last = &l.first};
    struct rlimit files;
    struct gate *gates = room((size_t)argc * sizeof *gates);
    int most = 0;

    if (argc < 5)
        return 2;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTERM, stop);
    l.delay = (int)strtol(argv[1], NULL, 10);
    l.port = (int)strtol(argv[2], NULL, 10);
    l.to_port = (int)strtol(argv[3], NULL, 10);
    for (int i = 4; i < argc; i++)
        open_gate(&l, &gates[i], argv[i]);
    puts("ready");
    fflush(stdout);
    while (!stopped)
        turn(&l);
    for (int i = 4; i < argc; i++)
        most = gates[i].most > most ? gates[i].most : most;
    printf("%d %d\n", most, l.most);
    return 0;
}
