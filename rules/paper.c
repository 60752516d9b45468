/* The first lines of a document. */
#include "rules/paper.h"
#include "base/buf.h"
#include "base/utf8.h"

#define TITLE_LINES 3
#define TITLE_BYTES 600
#define OPENING_LINES 40
#define OPENING_BYTES 6000

/* The first lines, parted by hard breaks, as far as they fit. */
static struct str
first_lines(struct arena *a, const struct page *p, size_t lines, size_t bytes)
{
    struct buf b;
    struct str text;
    size_t seen = 0;

    buf_init(&b, bytes);
    for (size_t i = 0; i < p->block_n && seen < lines && !b.full; i++) {
        if (p->block[i].text.n == 0)
            continue;
        if (seen++ > 0)
            buf_char(&b, THAI_BREAK);
        buf_str(&b, p->block[i].text);
    }
    text = arena_str(a, buf_view(&b));
    buf_free(&b);
    return text;
}

void
paper_read(struct site *s, uint32_t node, const struct document *d)
{
    struct paper *p;
    struct str title;

    if (node == NO_INDEX)
        return;
    p = ARENA_NEW(s->arena, struct paper);
    p->state = d->state;
    p->blank = d->state == DOCUMENT_EMPTY && d->part_count > 0;
    p->recognised = (d->flags & TEXT_RECOGNISED) != 0;
    p->whole = d->state == DOCUMENT_READ && !d->cut && !(d->flags & (TEXT_RECOGNISED | TEXT_GARBLED));
    p->opening = first_lines(s->arena, &d->text, OPENING_LINES, OPENING_BYTES);
    title = first_lines(s->arena, &d->text, TITLE_LINES, TITLE_BYTES);
    p->title = title.n > 0 ? wording_of(s->book, title) : NULL;
    s->node[node].paper = p;
}
