/* A sealed memory file, its descriptor and slot named in the environment. */
#include "base/gauge.h"
#include "base/mem.h"
#include "base/str.h"
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define NAME "OIT_GAUGE"
#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL)

struct gauge {
    int fd;
    size_t slots, own; /* own: slot that gauge_set() sets */
    _Atomic uint64_t *number;
};

/* False, and the descriptor closed, when it cannot be seen. */
static bool
map(struct gauge *g)
{
    void *p = mmap(NULL, g->slots * sizeof *g->number, PROT_READ | PROT_WRITE, MAP_SHARED, g->fd, 0);

    if (p != MAP_FAILED) {
        g->number = p;
        return true;
    }
    close(g->fd);
    return false;
}

struct gauge *
gauge_new(size_t slots)
{
    struct gauge *g = mem_new(1, sizeof *g);

    g->slots = slots > 0 ? slots : 1;
    g->fd = memfd_create("oit-gauge", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (g->fd >= 0 && ftruncate(g->fd, (off_t)(g->slots * sizeof *g->number)) == 0 &&
        fcntl(g->fd, F_ADD_SEALS, SEALS) == 0 && map(g))
        return g;
    free(g);
    return NULL;
}

void
gauge_free(struct gauge *g)
{
    if (g == NULL)
        return;
    munmap((void *)g->number, g->slots * sizeof *g->number);
    close(g->fd);
    free(g);
}

uint64_t
gauge_get(const struct gauge *g, size_t slot)
{
    return g != NULL && slot < g->slots ? atomic_load_explicit(&g->number[slot], memory_order_relaxed) : 0;
}

int
gauge_hand_down(const struct gauge *g, size_t slot)
{
    char text[64];
    int to = STDERR_FILENO + 1;

    if (g == NULL)
        return unsetenv(NAME) == 0 ? STDERR_FILENO : -1;
    snprintf(text, sizeof text, "%d:%zu", to, slot);
    /* The same number is no copy, so that it keeps its flag. */
    if ((g->fd == to ? fcntl(to, F_SETFD, 0) : dup2(g->fd, to)) < 0 || setenv(NAME, text, 1) != 0)
        return -1;
    return to;
}

/* Only a file sealed as ours is: whatever else stands under that number is left alone. */
struct gauge *
gauge_inherited(void)
{
    struct str text = str_of(getenv(NAME));
    size_t colon = str_find_char(text, ':', 0);
    uint64_t fd = 0, slot = 0;
    struct gauge *g;
    off_t bytes;

    if (colon == STR_NOT_FOUND || !str_to_u64(str_sub(text, 0, colon), &fd) || fd > INT32_MAX ||
        !str_to_u64(str_sub(text, colon + 1, text.n), &slot) || fcntl((int)fd, F_GET_SEALS) != SEALS)
        return NULL;
    bytes = lseek((int)fd, 0, SEEK_END);
    if (bytes <= 0 || slot >= (uint64_t)bytes / sizeof(uint64_t))
        return NULL;
    g = mem_new(1, sizeof *g);
    g->fd = (int)fd;
    g->slots = (size_t)bytes / sizeof(uint64_t);
    g->own = (size_t)slot;
    fcntl(g->fd, F_SETFD, FD_CLOEXEC);
    if (map(g))
        return g;
    free(g);
    return NULL;
}

void
gauge_set(struct gauge *g, uint64_t n)
{
    if (g != NULL)
        atomic_store_explicit(&g->number[g->own], n, memory_order_relaxed);
}

/* A turn is a byte of the file that is locked: the system gives it back when the process is gone. */
bool
gauge_turn(const struct gauge *g, int most)
{
    struct flock turn = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};

    if (g == NULL || most < 1)
        return true;
    for (turn.l_start = 0; turn.l_start < most; turn.l_start++)
        if (fcntl(g->fd, F_SETLK, &turn) == 0)
            return true;
    turn.l_start = (off_t)(g->own % (size_t)most);
    return fcntl(g->fd, F_SETLKW, &turn) == 0;
}
