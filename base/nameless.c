/* O_TMPFILE where the file system knows it, else a name that is taken away at once. */
#include "base/nameless.h"
#include "base/mem.h"
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define DISK_SHARE                                                                                           \
    128 /* so much of a disk's free room stays free for each byte: a hundred processes share it */

static int
open_named(const char *beside)
{
    size_t room = strlen(beside) + sizeof ".XXXXXX";
    char *name = mem_grow(NULL, room, 1);
    int fd;

    snprintf(name, room, "%s.XXXXXX", beside);
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    free(name);
    return fd;
}

int
nameless_open(const char *beside)
{
    char *copy = mem_dup(beside);
    int fd = open(dirname(copy), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    free(copy);
    return fd >= 0 ? fd : open_named(beside);
}

bool
nameless_has_room(int fd, uint64_t bytes)
{
    struct statvfs v;

    return fstatvfs(fd, &v) == 0 && (uint64_t)v.f_bavail * v.f_frsize / DISK_SHARE >= bytes;
}
