/* A secret is read when it is needed and overwritten when it is not. */
#include "alert/secret.h"
#include "base/file.h"
#include "base/say.h"
#include "oit/limits.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool
secret_named(const struct secret *s)
{
    return s->file.n > 0 || s->credential.n > 0 || s->env.n > 0;
}

/* Without the line's end that editors leave. */
static int
keep_first_line(struct buf *b, const char *input, struct err *e)
{
    size_t n = 0;

    while (n < b->n && b->p[n] != '\n' && b->p[n] != '\r')
        n++;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)b->p[i] < 0x20 || b->p[i] == 0x7f)
            n = 0;
    b->n = n;
    return n > 0
               ? 0
               : err_set(e, ERR_CONFIG, input, _("write the password into its first line, and nothing else"),
                         "%s", _("there is no password in it"));
}

static int
read_file(const char *path, struct buf *out, struct err *e)
{
    struct stat st;

    if (stat(path, &st) == 0 && (st.st_mode & (S_IRWXO | S_IWGRP)) != 0)
        return err_set(e, ERR_CONFIG, path, _("chmod 600 it"), "%s",
                       _("the file with the password is open to other users of this machine"));
    if (file_read(path, out, e) != 0) {
        if (e != NULL)
            e->code = ERR_CONFIG;
        return -1;
    }
    return keep_first_line(out, path, e);
}

static int
read_credential(struct str name, struct buf *out, struct err *e)
{
    const char *dir = getenv("CREDENTIALS_DIRECTORY");
    char path[4096], input[512];

    snprintf(input, sizeof input, "%.*s", STR_ARGS(name));
    if (dir == NULL || *dir != '/')
        return err_set(e, ERR_CONFIG, input,
                       _("run it as a systemd service with LoadCredential=, or name a file instead"), "%s",
                       _("systemd has lent this process no credentials"));
    snprintf(path, sizeof path, "%s/%s", dir, input);
    if (file_read(path, out, e) != 0) {
        if (e != NULL)
            e->code = ERR_CONFIG;
        return -1;
    }
    return keep_first_line(out, path, e);
}

int
secret_read(const struct secret *s, const char *of, struct buf *out, struct err *e)
{
    char name[512];
    const char *value;

    if (s->credential.n > 0)
        return read_credential(s->credential, out, e);
    if (s->file.n > 0) {
        snprintf(name, sizeof name, "%.*s", STR_ARGS(s->file));
        return read_file(name, out, e);
    }
    snprintf(name, sizeof name, "%.*s", STR_ARGS(s->env));
    value = name[0] != '\0' ? getenv(name) : NULL;
    if (value == NULL)
        return err_set(e, ERR_CONFIG, name[0] != '\0' ? name : of,
                       _("set the variable, or name a file with the password"), "%s",
                       _("the environment has no such variable"));
    buf_z(out, value);
    return keep_first_line(out, name, e);
}

void
secret_wipe(struct buf *b)
{
    if (b->p != NULL)
        explicit_bzero(b->p, b->cap);
    buf_free(b);
}
