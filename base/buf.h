/*
 * Bytes that grow up to a named ceiling.  Made by buf_init() with its maximum, freed by
 * buf_free().  Reaching the ceiling sets `full`, keeps what is there and drops the rest;
 * asking once at the end is enough.  Memory that the machine refuses ends the program (mem.h).
 */
#ifndef OIT_BASE_BUF_H
#define OIT_BASE_BUF_H

#include "base/str.h"
#include <stdarg.h>

struct buf {
    char *p;
    size_t n, cap, max;
    bool full;
};

void buf_init(struct buf *b, size_t max);
void buf_free(struct buf *b);
/* Empty it, keep the memory and the ceiling. */
void buf_clear(struct buf *b);
/* Each returns false once the ceiling has been reached; a put is never half done, save buf_put_some. */
bool buf_put_slowly(struct buf *b, const void *p, size_t n);

/* Nearly always there is room, and a text is built of thousands of pieces. */
static inline bool
buf_put(struct buf *b, const void *p, size_t n)
{
    if (b->full || n == 0 || b->n >= b->cap || n >= b->cap - b->n || b->n > b->max || n > b->max - b->n)
        return buf_put_slowly(b, p, n);
    memcpy(b->p + b->n, p, n);
    b->n += n;
    return true;
}

static inline bool
buf_str(struct buf *b, struct str s)
{
    return buf_put(b, s.p, s.n);
}

static inline bool
buf_char(struct buf *b, char c)
{
    return buf_put(b, &c, 1);
}

bool buf_z(struct buf *b, const char *z);
bool buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool buf_vprintf(struct buf *b, const char *format, va_list args);
/* As much of p as fits; returns how many bytes. */
size_t buf_put_some(struct buf *b, const void *p, size_t n);
/* Valid until the next put. */
struct str buf_view(const struct buf *b);
/* NUL-terminated, valid until the next put. */
const char *buf_cstr(struct buf *b);

#endif
