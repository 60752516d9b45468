/* Names to addresses, addresses to places. */
#include "batch/places.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/map.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <arpa/inet.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define HELPERS 16
#define POLL_MS 100
#define LOOPBACK "127."

/* One address of one name, or, with an empty address, that there are no more.  Written whole: below PIPE_BUF.
 */
struct answer {
    uint32_t name;
    char address[INET6_ADDRSTRLEN];
};

struct search {
    const struct place_name *name;
    size_t n, open; /* open: names not looked up yet */
    size_t *place;
    bool *known;
    struct map *at; /* address -> number of a name + 1 */
    pid_t helper[HELPERS];
    int fd;
};

/* ------------------------------------------------------------------ helpers */

static void
send_answer(int fd, size_t name, const char *address, size_t length)
{
    struct answer a = {.name = (uint32_t)name};

    memcpy(a.address, address, length);
    if (write(fd, &a, sizeof a) != (ssize_t)sizeof a)
        _exit(1);
}

static void
send_address(int fd, size_t name, const struct sockaddr *sa)
{
    char text[INET6_ADDRSTRLEN] = "";

    if (sa->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)sa)->sin_addr, text, sizeof text);
    else if (sa->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr, text, sizeof text);
    if (text[0] != '\0')
        send_answer(fd, name, text, strlen(text));
}

static void
look_up(int fd, const struct search *s, size_t first)
{
    for (size_t i = first; i < s->n; i += HELPERS) {
        struct addrinfo want = {.ai_socktype = SOCK_STREAM}, *list = NULL;

        if (getaddrinfo(s->name[i].host.p, NULL, &want, &list) == 0)
            for (struct addrinfo *a = list; a != NULL; a = a->ai_next)
                send_address(fd, i, a->ai_addr);
        if (list != NULL)
            freeaddrinfo(list);
        send_answer(fd, i, "", 0);
    }
}

static pid_t
start_helper(const struct search *s, size_t number, const int pipe_fd[2])
{
    pid_t parent = getpid(), pid = fork();

    if (pid != 0)
        return pid;
    close(pipe_fd[0]);
    signal(SIGPIPE, SIG_DFL);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent)
        look_up(pipe_fd[1], s, number);
    _exit(0);
}

static bool
start(struct search *s)
{
    int fd[2];

    if (pipe(fd) != 0)
        return false;
    for (size_t i = 0; i < HELPERS; i++)
        s->helper[i] = i < s->n ? start_helper(s, i, fd) : -1;
    close(fd[1]);
    s->fd = fd[0];
    return true;
}

static void
end(struct search *s)
{
    for (size_t i = 0; i < HELPERS; i++)
        if (s->helper[i] > 0) {
            kill(s->helper[i], SIGKILL);
            waitpid(s->helper[i], NULL, 0);
        }
    close(s->fd);
}

/* ------------------------------------------------------------------ places */

/* The name that stands for the place of name i. */
static size_t
root(size_t *place, size_t i)
{
    while (place[i] != i)
        i = place[i] = place[place[i]];
    return i;
}

static void
join(size_t *place, size_t a, size_t b)
{
    size_t x = root(place, a), y = root(place, b);

    if (x < y)
        place[y] = x;
    else
        place[x] = y;
}

/* On this very machine every port is a server of its own. */
static void
take(struct search *s, const struct answer *a)
{
    struct map_entry *known;
    struct buf key;
    bool fresh;

    if (a->name >= s->n)
        return;
    if (a->address[0] == '\0') {
        s->open -= !s->known[a->name];
        s->known[a->name] = true;
        return;
    }
    buf_init(&key, 256);
    buf_printf(&key, "%.*s", (int)sizeof a->address, a->address);
    if (str_starts(buf_view(&key), STR(LOOPBACK)) || str_eq(buf_view(&key), STR("::1")))
        buf_printf(&key, " %d", s->name[a->name].port);
    known = map_put(s->at, buf_view(&key), &fresh);
    if (fresh)
        known->num = (int64_t)a->name;
    else
        join(s->place, a->name, (size_t)known->num);
    buf_free(&key);
}

static bool
take_one(struct search *s)
{
    struct pollfd p = {.fd = s->fd, .events = POLLIN};
    struct answer a;

    if (poll(&p, 1, POLL_MS) <= 0)
        return true;
    if (read(s->fd, &a, sizeof a) != (ssize_t)sizeof a)
        return false; /* all helpers have ended */
    take(s, &a);
    return true;
}

static void
join_unknown(struct search *s)
{
    size_t first = SIZE_MAX;

    for (size_t i = 0; i < s->n; i++) {
        if (s->known[i])
            continue;
        if (first == SIZE_MAX)
            first = i;
        join(s->place, i, first);
    }
}

void
places_find(const struct place_name *name, size_t n, size_t *place, bool (*stop)(void *ctx), void *ctx)
{
    struct search s = {.name = name, .n = n, .open = n, .place = place};
    int64_t limit = clock_monotonic_ms() + LIMIT_NAMES_MS;

    for (size_t i = 0; i < n; i++)
        place[i] = i;
    s.known = mem_new(n + 1, sizeof *s.known);
    s.at = map_new();
    if (start(&s)) {
        while (s.open > 0 && clock_monotonic_ms() < limit && !stop(ctx) && take_one(&s))
            continue;
        end(&s);
    }
    join_unknown(&s);
    for (size_t i = 0; i < n; i++)
        place[i] = root(place, i);
    map_free(s.at);
    free(s.known);
}
