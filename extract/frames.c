/* Length-prefixed messages over a socket pair. */
#include "extract/frames.h"
#include "base/clock.h"
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PASSED_MOST 4 /* descriptors taken off a message, to be closed when they were not wanted */
#define PIECE ((size_t)(64 * 1024))
#define GLANCE_MS 50 /* between two looks at whether to stop */

static enum frames_end
wait_until(int socket, short events, int64_t end)
{
    struct pollfd p = {socket, events, 0};

    for (;;) {
        int64_t left = end == FRAMES_FOR_EVER ? -1 : end - clock_monotonic_ms();
        int n;

        if (end != FRAMES_FOR_EVER && left <= 0)
            return FRAMES_LATE;
        n = poll(&p, 1, left > INT_MAX ? INT_MAX : (int)left);
        if (n > 0)
            return FRAMES_DONE;
        if (n < 0 && errno != EINTR)
            return FRAMES_CLOSED;
    }
}

/* A signal may come between the look and the wait, so that waits are short. */
enum frames_end
frames_await(int socket, int64_t end, const volatile int *stop)
{
    for (;;) {
        int64_t glance = clock_monotonic_ms() + GLANCE_MS;
        enum frames_end e;

        if (stop && *stop)
            return FRAMES_STOPPED;
        e = wait_until(socket, POLLIN, glance < end && stop ? glance : end);
        if (e != FRAMES_LATE || clock_monotonic_ms() >= end)
            return e;
    }
}

static bool
again(void)
{
    return errno == EAGAIN || errno == EINTR;
}

static void
attach(struct msghdr *m, char *room, size_t size, int passed)
{
    struct cmsghdr *c;

    memset(room, 0, size);
    m->msg_control = room;
    m->msg_controllen = size;
    c = CMSG_FIRSTHDR(m);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof passed);
    memcpy(CMSG_DATA(c), &passed, sizeof passed);
}

/* All of p; the descriptor goes with the first byte. */
static enum frames_end
send_all(int socket, const char *p, size_t n, int passed, int64_t end)
{
    _Alignas(struct cmsghdr) char room[CMSG_SPACE(sizeof passed)];

    while (n > 0) {
        struct iovec part = {(char *)p, n};
        struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1};
        ssize_t sent;
        enum frames_end e = wait_until(socket, POLLOUT, end);

        if (e != FRAMES_DONE)
            return e;
        if (passed >= 0)
            attach(&m, room, sizeof room, passed);
        sent = sendmsg(socket, &m, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && !again())
            return FRAMES_CLOSED;
        if (sent > 0) {
            passed = -1;
            p += sent;
            n -= (size_t)sent;
        }
    }
    return FRAMES_DONE;
}

enum frames_end
frames_send(int socket, struct str bytes, int passed, int64_t end)
{
    uint32_t n = (uint32_t)bytes.n;
    enum frames_end e;

    if (bytes.n > UINT32_MAX)
        return FRAMES_BROKEN;
    e = send_all(socket, (const char *)&n, sizeof n, passed, end);
    return e == FRAMES_DONE ? send_all(socket, bytes.p, bytes.n, -1, end) : e;
}

/* The first descriptor is kept when one is wanted and none has come yet; the others are closed. */
static void
take_passed(struct msghdr *m, int *passed)
{
    for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
        size_t n = c->cmsg_len > CMSG_LEN(0) ? (c->cmsg_len - CMSG_LEN(0)) / sizeof(int) : 0;

        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
            continue;
        for (size_t i = 0; i < n; i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(c) + i * sizeof fd, sizeof fd);
            if (passed && *passed < 0)
                *passed = fd;
            else
                close(fd);
        }
    }
}

static enum frames_end
receive_some(int socket, char *p, size_t n, size_t *got, int *passed, int64_t end)
{
    _Alignas(struct cmsghdr) char room[CMSG_SPACE(PASSED_MOST * sizeof(int))];
    struct iovec part = {p, n};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
    enum frames_end e = wait_until(socket, POLLIN, end);
    ssize_t came;

    *got = 0;
    if (e != FRAMES_DONE)
        return e;
    came = recvmsg(socket, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (came < 0)
        return again() ? FRAMES_DONE : FRAMES_CLOSED;
    take_passed(&m, passed);
    *got = (size_t)came;
    return came == 0 ? FRAMES_CLOSED : FRAMES_DONE;
}

static enum frames_end
receive_length(int socket, uint32_t *n, int *passed, int64_t end)
{
    size_t have = 0, got;
    enum frames_end e = FRAMES_DONE;

    while (e == FRAMES_DONE && have < sizeof *n) {
        e = receive_some(socket, (char *)n + have, sizeof *n - have, &got, passed, end);
        have += got;
    }
    return e;
}

enum frames_end
frames_receive(int socket, struct buf *out, int *passed, int64_t end)
{
    char piece[PIECE];
    uint32_t n = 0;
    enum frames_end e;

    if (passed)
        *passed = -1;
    e = receive_length(socket, &n, passed, end);
    if (e == FRAMES_DONE && (out->n > out->max || n > out->max - out->n))
        e = FRAMES_BROKEN;
    while (e == FRAMES_DONE && n > 0) {
        size_t got;
        e = receive_some(socket, piece, n < PIECE ? n : PIECE, &got, passed, end);
        buf_put(out, piece, got);
        n -= (uint32_t)got;
    }
    if (e != FRAMES_DONE && passed && *passed >= 0) {
        close(*passed);
        *passed = -1;
    }
    return e;
}
