/* What came of documents before they broke off. */
#include "crawler/beginnings.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdlib.h>
#include <string.h>

struct beginning {
    uint32_t i;
    int times; /* it has broken off */
    struct buf bytes, validator;
};

struct beginnings {
    struct beginning *v;
    size_t n, cap;
    size_t bytes; /* of all */
};

struct beginnings *
beginnings_new(void)
{
    return mem_new(1, sizeof(struct beginnings));
}

static void
release(struct beginning *one)
{
    buf_free(&one->bytes);
    buf_free(&one->validator);
}

void
beginnings_free(struct beginnings *b)
{
    if (!b)
        return;
    for (size_t k = 0; k < b->n; k++)
        release(&b->v[k]);
    free(b->v);
    free(b);
}

static struct beginning *
find(const struct beginnings *b, uint32_t i)
{
    for (size_t k = 0; k < b->n; k++)
        if (b->v[k].i == i)
            return &b->v[k];
    return NULL;
}

static struct beginning *
find_or_add(struct beginnings *b, uint32_t i)
{
    struct beginning *one = find(b, i);

    if (one)
        return one;
    b->v = mem_room(b->v, b->n, &b->cap, sizeof *b->v);
    one = &b->v[b->n++];
    *one = (struct beginning){.i = i};
    buf_init(&one->bytes, LIMIT_BEGINNINGS);
    buf_init(&one->validator, LIMIT_HEAD);
    return one;
}

bool
beginnings_keep(struct beginnings *b, uint32_t i, struct str bytes, struct str validator)
{
    struct beginning *one = find_or_add(b, i);
    size_t others = b->bytes - one->bytes.n;

    if (!str_eq(buf_view(&one->validator), validator)) { /* another edition begins anew */
        b->bytes = others;
        buf_clear(&one->bytes);
    }
    if (bytes.n <= one->bytes.n || ++one->times > LIMIT_CONTINUED || others + bytes.n > LIMIT_BEGINNINGS)
        return false;
    b->bytes = others + bytes.n;
    buf_clear(&one->bytes);
    buf_clear(&one->validator);
    return buf_str(&one->bytes, bytes) && buf_str(&one->validator, validator);
}

struct str
beginnings_of(const struct beginnings *b, uint32_t i, struct str *validator)
{
    const struct beginning *one = find(b, i);

    *validator = one ? buf_view(&one->validator) : STR_NONE;
    return one ? buf_view(&one->bytes) : STR_NONE;
}

void
beginnings_drop(struct beginnings *b, uint32_t i)
{
    struct beginning *one = find(b, i);

    if (!one)
        return;
    b->bytes -= one->bytes.n;
    release(one);
    *one = b->v[--b->n];
}
