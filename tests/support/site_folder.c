/* A fictional site made by a test. */
#include "tests/support/site_folder.h"
#include "base/file.h"
#include "tests/support/site_server.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
must(bool ok, const char *what, const struct err *e)
{
    if (ok)
        return;
    fprintf(stderr, "test site: %s: %s\n", what, e->what);
    abort();
}

void
site_folder_make(struct site_folder *s)
{
    struct err e = {0};

    *s = (struct site_folder){.dir = "/tmp/oit-test-site-XXXXXX"};
    must(mkdtemp(s->dir) != NULL, s->dir, &e);
}

void
site_folder_put_bytes(const struct site_folder *s, const char *path, struct str bytes)
{
    char whole[512], folder[512];
    struct err e = {0};

    snprintf(whole, sizeof whole, "%s/%s", s->dir, path);
    strcpy(folder, whole);
    *strrchr(folder, '/') = '\0';
    must(file_make_dirs(folder, &e) == 0 && file_write(whole, bytes, &e) == 0, whole, &e);
}

void
site_folder_put(const struct site_folder *s, const char *path, const char *text)
{
    site_folder_put_bytes(s, path, str_of(text));
}

static void
log_path(const struct site_folder *s, char out[128])
{
    snprintf(out, 128, "%s/log", s->dir);
}

void
site_folder_serve(struct site_folder *s)
{
    struct err e = {0};
    char log[128];

    log_path(s, log);
    s->child = site_server_spawn(s->dir, log, &s->port, &e);
    must(s->child > 0, s->dir, &e);
}

void
site_folder_log(const struct site_folder *s, struct buf *out)
{
    struct err e = {0};
    char log[128];

    log_path(s, log);
    if (file_exists(log))
        must(file_read(log, out, &e) == 0, log, &e);
}

size_t
site_folder_count(const struct site_folder *s, const char *text)
{
    struct buf log;
    struct str rest, line;
    size_t n = 0;

    buf_init(&log, (size_t)64 << 20);
    site_folder_log(s, &log);
    rest = buf_view(&log);
    while (str_next(&rest, '\n', &line))
        n += str_has(line, str_of(text));
    buf_free(&log);
    return n;
}

void
site_folder_log_clear(const struct site_folder *s)
{
    struct err e = {0};
    char log[128];

    log_path(s, log);
    must(truncate(log, 0) == 0, log, &e);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

void
site_folder_end(struct site_folder *s)
{
    site_server_end(s->child);
    nftw(s->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
