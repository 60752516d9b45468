/*
 * What came together is written, and the same bytes of the file take its place in memory.  Its room in the
 * file is set apart before: a disk that is full later does not take away what was laid there.
 *
 * What is said of links of 2,000 pages, and was quoted of them, is 9 MB; few lines of it are shown.  So
 * judging them takes 43.4 MB in place of 48.7, for 2 M instructions of 5,000 M.
 */
#include "base/aside.h"
#include "base/mem.h"
#include "base/nameless.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define REGION ((size_t)8 << 20) /* of addresses: what of it was not written yet takes no memory */
#define PAGE ((size_t)4096)
#define NEWEST (16 * PAGE)

struct region {
    char *bytes;
    size_t size, used;
    size_t away; /* so much of it lies in the file: whole pages */
};

struct aside {
    const char *beside; /* NULL: no more is laid aside */
    struct region *region;
    size_t n, cap;
    size_t written;
    int fd; /* -1: there is none yet */
};

struct aside *
aside_new(const char *beside)
{
    struct aside *a = mem_new(1, sizeof *a);

    a->beside = beside;
    a->fd = -1;
    return a;
}

void
aside_free(struct aside *a)
{
    if (a == NULL)
        return;
    for (size_t i = 0; i < a->n; i++)
        munmap(a->region[i].bytes, a->region[i].size);
    if (a->fd >= 0)
        close(a->fd);
    free(a->region);
    free(a);
}

/* These bytes as the file shows them; NULL where it does not take them. */
static void *
lay_down(struct aside *a, const char *bytes, size_t n)
{
    void *there;

    if (a->fd < 0)
        a->fd = nameless_open(a->beside);
    if (a->fd < 0 || !nameless_has_room(a->fd, a->written + n) ||
        fallocate(a->fd, 0, (off_t)a->written, (off_t)n) != 0 ||
        pwrite(a->fd, bytes, n, (off_t)a->written) != (ssize_t)n)
        return NULL;
    there = mmap(NULL, n, PROT_READ, MAP_SHARED, a->fd, (off_t)a->written);
    return there != MAP_FAILED ? there : NULL;
}

/* All but the newest, which may be asked for at once. */
static void
put_away(struct aside *a, struct region *r)
{
    size_t n = ((r->used - NEWEST) & ~(PAGE - 1)) - r->away;
    void *there = lay_down(a, r->bytes + r->away, n);

    if (there == NULL)
        a->beside = NULL;
    else if (mremap(there, n, n, MREMAP_MAYMOVE | MREMAP_FIXED, r->bytes + r->away) == MAP_FAILED)
        mem_none();
    else
        a->written += n, r->away += n;
}

static void
new_region(struct aside *a, size_t n)
{
    size_t size = n > REGION ? (n + PAGE - 1) & ~(PAGE - 1) : REGION;
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (p == MAP_FAILED)
        mem_none();
    a->region = mem_room(a->region, a->n, &a->cap, sizeof *a->region);
    a->region[a->n++] = (struct region){.bytes = p, .size = size};
}

struct str
aside_str(struct aside *a, struct str s)
{
    struct region *r;
    char *p;

    if (a->n == 0 || s.n >= a->region[a->n - 1].size - a->region[a->n - 1].used)
        new_region(a, s.n + 1);
    r = &a->region[a->n - 1];
    p = r->bytes + r->used;
    if (s.n > 0)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    r->used += s.n + 1;
    if (a->beside != NULL && r->used - r->away >= ASIDE_IN_MEMORY) {
        put_away(a, r);
        aside_rest(a);
    }
    return (struct str){p, s.n};
}

void
aside_rest(struct aside *a)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->region[i].away > 0)
            madvise(a->region[i].bytes, a->region[i].away, MADV_DONTNEED);
}
