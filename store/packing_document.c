/* A document as bytes and back: its parts, where each block of its text stands, and the text as a page. */
#include "oit/limits.h"
#include "store/packing_private.h"

#define MAGIC 'D'

struct document
packing_fit_document(const struct document *d)
{
    struct document f = *d;

    f.text = packing_fit(&d->text);
    f.cut = d->cut || f.text.truncated;
    if (f.part_n > LIMIT_DOCUMENT_PARTS)
        f.part_n = LIMIT_DOCUMENT_PARTS;
    return f;
}

static void
put_part(struct buf *b, const struct document_part *p)
{
    put_number(b, p->number);
    put_number(b, (uint64_t)p->flags << 1 | p->unread);
    put_number(b, (uint64_t)(p->confidence < 0 ? 0 : p->confidence));
    put_text(b, p->name);
}

/* The text comes last: it reaches to the end. */
void
packing_pack_document(const struct document *d, struct buf *b)
{
    buf_char(b, MAGIC);
    put_number(b, d->part_n);
    for (size_t i = 0; i < d->part_n; i++)
        put_part(b, &d->part[i]);
    put_number(b, d->text.block_n);
    for (size_t i = 0; i < d->text.block_n; i++)
        put_number(b, d->sheet[i]);
    packing_pack(&d->text, b);
}

static void
get_part(struct reader *r, struct document_part *p)
{
    uint32_t flags;

    p->number = get_below(r, UINT32_MAX);
    flags = get_below(r, 1 << 16);
    p->flags = flags >> 1;
    p->unread = flags & 1;
    p->confidence = (int)get_below(r, 101);
    p->name = get_text(r);
}

bool
packing_unpack_document(struct str bytes, struct arena *a, struct document *out)
{
    const unsigned char *start = (const unsigned char *)bytes.p;
    struct reader r = {.p = start, .end = start + bytes.n, .a = a};
    struct document_part *part;
    uint32_t *sheet;
    size_t sheet_n;

    if (get_number(&r) != MAGIC)
        return false;
    part = get_list(&r, LIMIT_DOCUMENT_PARTS, sizeof *part, &out->part_n);
    for (size_t i = 0; i < out->part_n && !r.bad; i++)
        get_part(&r, &part[i]);
    sheet = get_list(&r, LIMIT_PAGE_BLOCKS, sizeof *sheet, &sheet_n);
    for (size_t i = 0; i < sheet_n && !r.bad; i++)
        sheet[i] = get_below(&r, UINT32_MAX);
    out->part = part;
    out->sheet = sheet;
    bytes = (struct str){(const char *)r.p, (size_t)(r.end - r.p)};
    return !r.bad && packing_unpack(bytes, a, &out->text) && out->text.block_n == sheet_n;
}
