/*
 * Numbers, texts and lists as bytes and back, for the files that pack pages, their runs and documents.
 * Numbers are LEB128, texts their length and bytes, lists their count and elements.  The bytes may come from
 * a stranger: reading checks every length, index and enum before use, and memory grows with the bytes that
 * are there, not with what a number claims.
 *
 * A reader lives as long as one call, over bytes of its caller; the texts it gives point into them, its lists
 * live in the arena.  What is written goes behind what the buffer holds.
 */
#ifndef OIT_STORE_PACKING_PRIVATE_H
#define OIT_STORE_PACKING_PRIVATE_H

#include "base/utf8.h"
#include "oit/document.h"
#include "store/leb128.h"
#include "store/private.h"

#define PACKING_MAGIC 'P'
enum packing_form { PACKING_WHOLE = 1, PACKING_RUNS };

/* What indexes are counted from: in a page as a whole from nothing. */
struct origin {
    bool relative;
    uint32_t block, row, table;
};

static inline void
put_number(struct buf *b, uint64_t n)
{
    char bytes[LEB128_BYTES];

    buf_put(b, bytes, (size_t)(leb128_put(bytes, n) - bytes));
}

static inline void
put_index(struct buf *b, uint32_t i)
{
    put_number(b, i == NO_INDEX ? 0 : (uint64_t)i + 1);
}

static inline void
put_text(struct buf *b, struct str s)
{
    put_number(b, s.n);
    buf_str(b, s);
}

struct reader {
    const unsigned char *p, *end;
    struct arena *a;
    bool bad;   /* once set, everything reads as nothing */
    bool sound; /* its texts have been looked at before */
    struct origin o;
};

/* One of several bytes, or none. */
uint64_t packing_get_number(struct reader *r);

/* Most numbers are below 128. */
static inline uint64_t
get_number(struct reader *r)
{
    return r->p < r->end && *r->p < 0x80 ? *r->p++ : packing_get_number(r);
}

/* A number below limit. */
static inline uint32_t
get_below(struct reader *r, uint64_t limit)
{
    uint64_t n = get_number(r);

    if (n < limit)
        return (uint32_t)n;
    r->bad = true;
    return 0;
}

/* NO_INDEX or an index below limit. */
static inline uint32_t
get_index(struct reader *r, uint64_t limit)
{
    uint32_t n = get_below(r, limit + 1);

    return n ? n - 1 : NO_INDEX;
}

static inline struct str
get_text(struct reader *r)
{
    uint64_t n = get_number(r);
    struct str s = {(const char *)r->p, (size_t)n};

    if (r->bad || n > (uint64_t)(r->end - r->p)) {
        r->bad = true;
        return STR_NONE;
    }
    r->p += n;
    if (n > 0 && !r->sound && !utf8_valid(s)) {
        r->bad = true;
        return STR_NONE;
    }
    return s;
}

/* Room for a list whose count is read here: at most max elements, and never more than bytes are left. */
static inline void *
get_list(struct reader *r, size_t max, size_t size, size_t *count)
{
    uint64_t n = get_number(r);
    void *list = NULL;

    if (n > max || n > (uint64_t)(r->end - r->p))
        r->bad = true;
    if (!r->bad && n && !(list = arena_alloc(r->a, (size_t)n * size)))
        r->bad = true;
    *count = r->bad ? 0 : (size_t)n;
    return list;
}

/*
 * packing.c: what a page as a whole and one in runs have in common.  An element's indexes are counted from
 * the origin; when it is read, those of blocks must come out below block_n.
 */
void packing_put_block(struct buf *b, const struct block *k, const struct origin *o);
/* Where the blocks of the page are at hand (else NULL), of words that a link's block begins with only the
 * length is written. */
void packing_put_link(struct buf *b, const struct link *l, const struct origin *o, const struct block *block);
void packing_get_block(struct reader *r, struct block *k, size_t block_n);
void packing_get_link(struct reader *r, struct link *l, const struct block *block, size_t block_n);
/* What stands before the blocks and links; read from behind magic and form on. */
void packing_put_head(struct buf *b, const struct page *p, enum packing_form form);
void packing_get_head(struct reader *r, struct page *out);
/* What stands behind them. */
void packing_put_tail(struct buf *b, const struct page *p);
void packing_get_tail(struct reader *r, struct page *out);

#endif
