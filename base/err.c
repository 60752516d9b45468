/* Errors of the user and of the machine. */
#include "base/err.h"
#include "base/say.h"
#include "base/str.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Copy z, cut before a character that does not fit whole. */
static void
keep(char *out, size_t size, const char *z)
{
    struct str s = str_of(z);

    if (s.n >= size) {
        s.n = size - 1;
        while (s.n && ((unsigned char)z[s.n] & 0xC0) == 0x80)
            s.n--;
    }
    if (s.n)
        memmove(out, s.p, s.n);
    out[s.n] = '\0';
}

int
err_set(struct err *e, enum err_code code, const char *input, const char *next, const char *what, ...)
{
    char text[2 * sizeof e->what];
    va_list args;

    if (!e || e->code != ERR_NONE)
        return -1;
    va_start(args, what);
    vsnprintf(text, sizeof text, what, args);
    va_end(args);
    e->code = code;
    keep(e->input, sizeof e->input, input);
    keep(e->what, sizeof e->what, text);
    keep(e->next, sizeof e->next, next);
    return -1;
}

void
err_clear(struct err *e)
{
    *e = (struct err){.code = ERR_NONE};
}

enum err_code
err_of_place(int number)
{
    static const int places[] = {EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ENAMETOOLONG, ELOOP};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i] == number)
            return ERR_FILE;
    return ERR_IO;
}

/* The C library speaks Thai only where its own catalogue is installed, which is almost nowhere. */
const char *
err_reason(int number)
{
    static const struct {
        int number;
        const char *text;
    } known[] = {
        {EACCES, N_("permission is denied")},
        {EPERM, N_("permission is denied")},
        {ENOENT, N_("there is no such file or folder")},
        {ENOTDIR, N_("a part of the path is not a folder")},
        {EISDIR, N_("this is a folder, not a file")},
        {ELOOP, N_("links of the path lead round in a circle")},
        {ENAMETOOLONG, N_("the name is too long")},
        {ENOSPC, N_("the disk is full")},
        {EDQUOT, N_("your share of the disk is used up")},
        {EROFS, N_("the disk can only be read")},
        {EIO, N_("the disk does not take or give the data")},
        {EBADF, N_("it is closed")},
        {EMFILE, N_("this process may not open more files at once (see: ulimit -n)")},
        {EPIPE, N_("the program that should read it has ended")},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].number == number)
            return _(known[i].text);
    return strerror(number);
}
