/* One writer a site file. */
#include "store/lock.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PAUSE_NS (50 * 1000 * 1000)

struct lock {
    int fd;
    char *path;
};

enum outcome { TAKEN, HELD, GONE, FAILED };

/* The last holder removes the file, so the lock counts only on the file that still has the name. */
static bool
still_named(int fd, const char *path)
{
    struct stat ours, named;

    return fstat(fd, &ours) == 0 && stat(path, &named) == 0 && ours.st_ino == named.st_ino &&
           ours.st_dev == named.st_dev;
}

static enum outcome
try_once(struct lock *l, long *holder)
{
    struct flock want = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    l->fd = open(l->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (l->fd < 0)
        return FAILED;
    if (fcntl(l->fd, F_SETLK, &want) == 0 && still_named(l->fd, l->path))
        return TAKEN;
    if (fcntl(l->fd, F_GETLK, &want) == 0 && want.l_type != F_UNLCK)
        *holder = want.l_pid;
    close(l->fd);
    l->fd = -1;
    return *holder ? HELD : GONE;
}

static enum outcome
wait_for(struct lock *l, int wait_ms, long *holder)
{
    int64_t end = clock_monotonic_ms() + wait_ms;
    enum outcome o;

    while ((o = try_once(l, holder)) == HELD || o == GONE) {
        if (clock_monotonic_ms() >= end)
            return HELD;
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
    }
    return o;
}

struct lock *
lock_take(const char *file, int wait_ms, struct err *e)
{
    struct lock *l = mem_new(1, sizeof *l);
    long holder = 0;
    size_t room = strlen(file) + sizeof "-lock";

    l->path = mem_new(room, 1);
    snprintf(l->path, room, "%s-lock", file);
    switch (wait_for(l, wait_ms, &holder)) {
    case TAKEN:
        return l;
    case FAILED:
        err_set(e, err_of_place(errno), l->path,
                _("Give yourself write permission on the folder, or choose another with --data."),
                _("the lock file cannot be made (%s)"), err_reason(errno));
        break;
    default:
        err_set(e, ERR_FILE, file,
                _("Wait until it has finished, or stop it, then run the same command again."),
                _("another oit (process %ld) is working on this site file"), holder);
    }
    l->fd = -1;
    lock_free(l);
    return NULL;
}

void
lock_free(struct lock *l)
{
    if (!l)
        return;
    if (l->fd >= 0) {
        unlink(l->path);
        close(l->fd);
    }
    free(l->path);
    free(l);
}

long
lock_holder(const char *file)
{
    struct flock asked = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    size_t room = strlen(file) + sizeof "-lock";
    char *path = mem_new(room, 1);
    int fd;
    long holder = 0;

    snprintf(path, room, "%s-lock", file);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0 && fcntl(fd, F_GETLK, &asked) == 0 && asked.l_type != F_UNLCK)
        holder = asked.l_pid;
    if (fd >= 0)
        close(fd);
    free(path);
    return holder;
}
