/* Messages to the person who runs the program: whole lines on stderr, control characters shown. */
#include "base/log.h"
#include "base/buf.h"
#include "base/utf8.h"
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_LINE ((size_t)8192)
#define WIPE "\r\x1b[K"

static struct {
    enum log_level level;
    bool status; /* a status line stands on the terminal */
} state = {LOG_NORMAL, false};

void
log_set_level(enum log_level level)
{
    state.level = level;
}

enum log_level
log_level(void)
{
    return state.level;
}

/* One write a line: lines of several processes on one terminal do not mix. */
static void
send(struct str s)
{
    int saved = errno;

    while (s.n) {
        ssize_t n = write(STDERR_FILENO, s.p, s.n);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        s = str_sub(s, (size_t)n, s.n);
    }
    errno = saved;
}

static void
line(const char *format, va_list args)
{
    struct buf plain, shown;

    buf_init(&plain, LONGEST_LINE);
    buf_init(&shown, 8 * LONGEST_LINE);
    if (!buf_vprintf(&plain, format, args))
        buf_z(&plain, format);
    if (state.status)
        buf_z(&shown, WIPE);
    state.status = false;
    buf_z(&shown, "oit: ");
    utf8_show(&shown, buf_view(&plain));
    buf_char(&shown, '\n');
    send(buf_view(&shown));
    buf_free(&plain);
    buf_free(&shown);
}

void
log_status(const char *text)
{
    struct buf shown;

    if (!text && !state.status)
        return;
    buf_init(&shown, 8 * LONGEST_LINE);
    buf_z(&shown, WIPE);
    if (text)
        utf8_show(&shown, str_of(text));
    send(buf_view(&shown));
    buf_free(&shown);
    state.status = text != NULL;
}

void
log_warn(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    line(format, args);
    va_end(args);
}

void
log_note(const char *format, ...)
{
    va_list args;

    if (state.level < LOG_NORMAL)
        return;
    va_start(args, format);
    line(format, args);
    va_end(args);
}

void
log_debug(const char *format, ...)
{
    va_list args;

    if (state.level < LOG_VERBOSE)
        return;
    va_start(args, format);
    line(format, args);
    va_end(args);
}
