/* Which reader a document goes to, in a box or with programs in boxes, and what its end means. */
#include "extract/reading.h"
#include "extract/box.h"
#include "extract/members.h"
#include "oit/limits.h"
#include <assert.h>
#include <string.h>

#define END_ROOM (4 * KIB) /* kept for the last record, after a box has filled the rest */
#define OUT_OF_MEMORY 5    /* exit status of base/mem.h */

/* Programs in boxes; all other formats are our own to parse, in one box. */
static const struct {
    enum document_format format;
    void (*read)(struct reading *r);
} outside[] = {
    {FORMAT_PDF, pdf_read},        {FORMAT_IMAGE, image_read},    {FORMAT_DOC, old_office_read},
    {FORMAT_XLS, old_office_read}, {FORMAT_PPT, old_office_read},
};

static void
end(struct reading *r, enum document_state state, uint32_t parts, bool cut)
{
    record_end(r->out, r->format, state, parts, cut, STR_NONE);
}

/* ---- In the box ----------------------------------------------------------------------------------- */

static void
find_format(void *ctx, struct buf *out)
{
    const struct reading *r = ctx;

    buf_char(out, (char)format_of(r->bytes));
}

static void
parse(void *ctx, struct buf *out)
{
    struct reading *r = ctx;

    r->out = out;
    reading_parse(r);
}

/* ---- Around it ------------------------------------------------------------------------------------ */

static enum document_state
state_of(enum box_end e, int code)
{
    switch (e) {
    case BOX_DONE:
        return code == 0 ? DOCUMENT_READ : code == OUT_OF_MEMORY ? DOCUMENT_TOO_LARGE : DOCUMENT_CRASHED;
    case BOX_TIMEOUT:
        return DOCUMENT_TIMEOUT;
    case BOX_FULL:
        return DOCUMENT_TOO_LARGE;
    case BOX_ABSENT:
        return DOCUMENT_NO_READER;
    case BOX_CRASHED:
        break;
    }
    return DOCUMENT_CRASHED;
}

static uint32_t
parts_in(struct str records)
{
    struct str line;
    uint32_t n = 0;

    while (str_next(&records, '\n', &line))
        n += str_starts(line, STR("P\t"));
    return n;
}

/* Back to the end of the last whole record. */
static void
cut_to_line(struct buf *out, size_t start)
{
    while (out->n > start && out->p[out->n - 1] != '\n')
        out->n--;
}

/* What the box left stays; when it did not come to its end, the last record says why. */
static void
parse_in_box(struct reading *r)
{
    struct box_job job = {.call = parse, .ctx = r, .in = -1};
    struct buf *out = r->out;
    size_t start = out->n;
    enum document_state state;
    enum box_end e;
    int code;

    out->max -= END_ROOM;
    e = box_run(&job, out, NULL, &code);
    out->max += END_ROOM;
    out->full = false;
    cut_to_line(out, start);
    state = state_of(e, code);
    if (state != DOCUMENT_READ)
        end(r, state, parts_in(str_sub(buf_view(out), start, out->n)), true);
}

/* In a box too, unless a signature tells: it takes zip directories and OLE2 streams apart. */
static enum document_state
sort_out(struct reading *r)
{
    struct box_job job = {.call = find_format, .ctx = r, .in = -1};
    struct buf found;
    enum document_state state;
    enum box_end e;
    int code;

    r->format = format_signature(r->bytes);
    if (r->format != FORMAT_UNKNOWN)
        return DOCUMENT_READ;
    buf_init(&found, 1);
    e = box_run(&job, &found, NULL, &code);
    state = state_of(e, code);
    if (state == DOCUMENT_READ && found.n == 1 && (unsigned char)found.p[0] < FORMAT_COUNT)
        r->format = (enum document_format)found.p[0];
    buf_free(&found);
    return state;
}

static void
run(struct reading *r)
{
    size_t start = r->out->n;
    enum document_state state = r->bytes.n > 0 ? sort_out(r) : DOCUMENT_EMPTY;

    if (state != DOCUMENT_READ) {
        end(r, state, 0, false);
        return;
    }
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        if (outside[i].format == r->format) {
            outside[i].read(r);
            return;
        }
    parse_in_box(r);
    if (r->format == FORMAT_ZIP || r->format == FORMAT_RAR || r->format == FORMAT_SEVENZIP)
        members_read(r, start);
}

/* Of several D records the last one stays, behind all others. */
static bool
keep_last_end(struct buf *out, size_t start)
{
    struct str rest = str_sub(buf_view(out), start, out->n), line;
    struct buf last;
    size_t n = start;

    buf_init(&last, END_ROOM);
    while (str_next(&rest, '\n', &line)) {
        if (str_starts(line, STR("D\t"))) {
            buf_clear(&last);
            buf_str(&last, line);
            continue;
        }
        memmove(out->p + n, line.p, line.n);
        n += line.n;
        out->p[n++] = '\n';
    }
    out->n = n;
    out->full = false;
    buf_str(out, buf_view(&last));
    n = last.n;
    buf_free(&last);
    return n > 0 && buf_char(out, '\n');
}

void
reading_run(struct reading *r)
{
    size_t start = r->out->n;

    assert(r->out->max - start > END_ROOM);
    run(r);
    cut_to_line(r->out, start);
    if (!keep_last_end(r->out, start))
        end(r, DOCUMENT_CRASHED, parts_in(str_sub(buf_view(r->out), start, r->out->n)), true);
}
