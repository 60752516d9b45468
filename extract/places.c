/* Places at the reader's desk, one a processor. */
#include "extract/places.h"
#include "base/clock.h"
#include "base/mem.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PAUSE_NS (20 * 1000 * 1000)
#define PATH_ROOM 4096

struct places {
    int folder, n;
};

/* A folder that others may write in could hold their locks, or links to our files. */
static int
open_own(const char *path)
{
    struct stat st;
    int fd;

    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return -1;
    fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_uid == geteuid() && (st.st_mode & 077) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static int
open_below(const char *parent, const char *name)
{
    char path[PATH_ROOM];

    if (!parent || parent[0] != '/' ||
        (size_t)snprintf(path, sizeof path, "%s/%s", parent, name) >= sizeof path)
        return -1;
    return open_own(path);
}

static int
find_folder(void)
{
    const char *named = getenv("OIT_PLACES_DIR");
    char user[64];
    int fd;

    if (named && named[0] != '\0')
        return open_own(named);
    if ((fd = open_below(getenv("XDG_RUNTIME_DIR"), "oit")) >= 0)
        return fd;
    snprintf(user, sizeof user, "/run/user/%u", (unsigned)geteuid());
    if ((fd = open_below(user, "oit")) >= 0)
        return fd;
    snprintf(user, sizeof user, "oit-%u", (unsigned)geteuid());
    return open_below("/tmp", user);
}

struct places *
places_open(const char *folder, int n)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    int fd = folder ? open_own(folder) : find_folder();
    struct places *p;

    if (fd < 0)
        return NULL;
    p = mem_new(1, sizeof *p);
    p->folder = fd;
    p->n = n > 0 ? n : processors > 0 ? (int)processors : 1;
    return p;
}

void
places_close(struct places *p)
{
    if (!p)
        return;
    close(p->folder);
    free(p);
}

int
places_count(const struct places *p)
{
    return p ? p->n : 0;
}

static int
try_place(struct places *p, int i)
{
    char name[32];
    int fd;

    snprintf(name, sizeof name, "place-%d", i);
    fd = openat(p->folder, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    return -1;
}

int
places_take(struct places *p, int wait_ms)
{
    int64_t end = clock_monotonic_ms() + wait_ms;

    for (;;) {
        for (int i = 0; i < p->n; i++) {
            int place = try_place(p, i);
            if (place >= 0)
                return place;
        }
        if (clock_monotonic_ms() >= end)
            return -1;
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
    }
}

void
places_leave(int place)
{
    if (place >= 0)
        close(place);
}
