/* Bytes that grow up to a named ceiling. */
#include "base/buf.h"
#include "base/mem.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALLEST 64

/* Room for n more bytes and a NUL behind them; n is known to fit below the ceiling. */
static void
make_room(struct buf *b, size_t n)
{
    size_t need = b->n + n + 1;
    size_t cap = b->cap ? b->cap : SMALLEST;

    if (need <= b->cap)
        return;
    while (cap < need)
        cap = cap > SIZE_MAX / 2 ? need : cap * 2;
    b->p = mem_grow(b->p, cap, 1);
    b->cap = cap;
}

static size_t
left(const struct buf *b)
{
    return b->n < b->max ? b->max - b->n : 0;
}

/* The ceiling leaves place for the NUL, so that n + 1 never wraps. */
void
buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.max = max < SIZE_MAX ? max : SIZE_MAX - 1};
}

void
buf_free(struct buf *b)
{
    if (!b)
        return;
    free(b->p);
    *b = (struct buf){.max = b->max};
}

void
buf_clear(struct buf *b)
{
    b->n = 0;
    b->full = false;
}

size_t
buf_put_some(struct buf *b, const void *p, size_t n)
{
    size_t room = left(b);

    if (b->full)
        return 0;
    if (n > room) {
        b->full = true;
        n = room;
    }
    if (n == 0)
        return 0;
    make_room(b, n);
    memcpy(b->p + b->n, p, n);
    b->n += n;
    return n;
}

/* Once full, nothing more gets in, not even what would fit: text never has a hole in the middle. */
bool
buf_put_slowly(struct buf *b, const void *p, size_t n)
{
    if (b->full || n > left(b)) {
        b->full = true;
        return false;
    }
    buf_put_some(b, p, n);
    return true;
}

bool
buf_z(struct buf *b, const char *z)
{
    return buf_put(b, z, strlen(z));
}

bool
buf_vprintf(struct buf *b, const char *format, va_list args)
{
    va_list again;
    int n;

    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0 || b->full || (size_t)n > left(b)) {
        b->full = true;
        return false;
    }
    make_room(b, (size_t)n);
    vsnprintf(b->p + b->n, (size_t)n + 1, format, args);
    b->n += (size_t)n;
    return true;
}

bool
buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    bool ok;

    va_start(args, format);
    ok = buf_vprintf(b, format, args);
    va_end(args);
    return ok;
}

struct str
buf_view(const struct buf *b)
{
    return (struct str){b->p, b->n};
}

const char *
buf_cstr(struct buf *b)
{
    make_room(b, 0);
    b->p[b->n] = '\0';
    return b->p;
}
