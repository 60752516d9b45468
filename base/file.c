/* Files as wholes. */
#include "base/file.h"
#include "base/say.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DIRECTORY_MODE 0750
#define FILE_MODE 0640

static int
fail(struct err *e, const char *path, const char *next, const char *what)
{
    return err_set(e, err_of_place(errno), path, next, "%s: %s", what, err_reason(errno));
}

/* All of fd into out: 0, -1 for an error of the machine (errno), 1 for too large. */
static int
read_all(int fd, struct buf *out)
{
    char part[16384];

    for (;;) {
        ssize_t n = read(fd, part, sizeof part);

        if (n == 0)
            return 0;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (!buf_put(out, part, (size_t)n))
            return 1;
    }
}

int
file_read(const char *path, struct buf *out, struct err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int rc = -1, state;

    if (fd < 0)
        return fail(e, path, _("check the name and the permissions"), _("cannot open the file"));
    state = read_all(fd, out);
    if (state < 0)
        fail(e, path, _("check the disk and the permissions"), _("cannot read the file"));
    else if (state > 0)
        err_set(e, ERR_FILE, path, _("check that this is the right file"),
                _("the file is larger than the %zu bytes that are read"), out->max);
    else
        rc = 0;
    close(fd);
    return rc;
}

static int
write_all(int fd, struct str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        s = str_sub(s, (size_t)n, s.n);
    }
    return fsync(fd);
}

/* The name itself lives in the directory: without this a power cut may bring back the old file. */
static void
sync_directory(const char *path)
{
    char *copy = strdup(path);
    int fd;

    if (!copy)
        return;
    fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(copy);
}

static int
fail_to_write(struct err *e, const char *path)
{
    return fail(e, path,
                err_of_place(errno) == ERR_FILE
                    ? _("name a place in a folder that is there and that you may write to")
                    : _("check the free space and the permissions of the folder"),
                _("cannot write the file"));
}

int
file_draft(const char *path, struct str bytes, char **temporary, struct err *e)
{
    int fd = -1, rc = -1;

    if (asprintf(temporary, "%s.%ld.tmp", path, (long)getpid()) < 0) {
        *temporary = NULL;
        return fail_to_write(e, path);
    }
    fd = open(*temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
    rc = fd >= 0 ? write_all(fd, bytes) : -1;
    if (rc)
        fail_to_write(e, path);
    if (fd >= 0)
        close(fd);
    if (rc && fd >= 0)
        unlink(*temporary);
    if (rc) {
        free(*temporary);
        *temporary = NULL;
    }
    return rc;
}

int
file_keep(const char *temporary, const char *path, struct err *e)
{
    if (rename(temporary, path) != 0) {
        fail_to_write(e, path);
        unlink(temporary);
        return -1;
    }
    sync_directory(path);
    return 0;
}

void
file_drop(const char *temporary)
{
    unlink(temporary);
}

int
file_write(const char *path, struct str bytes, struct err *e)
{
    char *temporary;
    int rc = file_draft(path, bytes, &temporary, e);

    if (rc == 0)
        rc = file_keep(temporary, path, e);
    free(temporary);
    return rc;
}

int
file_set_aside(const char *path, const char *name, struct err *e)
{
    if (!file_exists(name) && link(path, name) != 0 && rename(path, name) != 0)
        return fail_to_write(e, name);
    sync_directory(name);
    return 0;
}

int64_t
file_changed(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 ? (int64_t)st.st_mtime : 0;
}

static bool
is_directory(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int
make_one(const char *path)
{
    if (*path == '\0' || mkdir(path, DIRECTORY_MODE) == 0)
        return 0;
    if (errno == EEXIST && is_directory(path))
        return 0;
    if (errno == EEXIST)
        errno = ENOTDIR;
    return -1;
}

static int
fail_to_make(struct err *e, const char *path, const char *part)
{
    if (errno == ENOTDIR)
        return err_set(e, ERR_FILE, path, _("name another folder"),
                       _("cannot make the folder: \"%s\" is a file"), part);
    return fail(e, path, _("check the name and the permissions, or name another folder"),
                _("cannot make the folder"));
}

int
file_make_dirs(const char *path, struct err *e)
{
    char *copy = strdup(path);
    int rc = 0;

    for (char *p = copy; rc == 0 && p && (p = strchr(p + 1, '/'));) {
        *p = '\0';
        rc = make_one(copy);
        if (rc)
            fail_to_make(e, path, copy);
        *p = '/';
    }
    if (rc == 0) {
        rc = copy ? make_one(copy) : -1;
        if (rc)
            fail_to_make(e, path, path);
    }
    free(copy);
    return rc;
}

bool
file_exists(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0;
}
