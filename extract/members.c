/* Reading what an archive holds by programs: records of the list go through, with the text of members put in.
 */
#include "extract/members.h"
#include "base/clock.h"
#include "extract/box.h"
#include "extract/ole.h"
#include "extract/sealed.h"
#include "oit/limits.h"
#include <unistd.h>

struct members {
    struct reading *r;
    struct buf out, bytes, records;
    uint32_t parts, unread, tried, ocr_left;
    size_t spent;
    int64_t end; /* no further member is begun after it */
    bool text, cut;
};

/* Only what a program of ours may read is taken out; what it is then, its bytes say. */
static bool
is_wanted(const struct members *m, const struct document_part *p)
{
    static const char *const papers[] = {".pdf", ".doc", ".xls", ".ppt"}, *const pictures[] = {
                                                                              ".jpg", ".jpeg", ".png", ".tif",
                                                                              ".tiff"};

    return p->unread && (STR_ENDS_ANY_NOCASE(p->name, papers) ||
                         (m->ocr_left > 0 && STR_ENDS_ANY_NOCASE(p->name, pictures)));
}

struct errand {
    const struct reading *r;
    uint32_t number;
};

static void
take_out(void *ctx, struct buf *out)
{
    const struct errand *x = ctx;

    archive_member(x->r, x->number, out);
}

static bool
fetch_member(struct members *m, uint32_t number)
{
    struct errand x = {m->r, number};
    struct box_job job = {.call = take_out, .ctx = &x, .in = -1};
    int code;

    buf_clear(&m->bytes);
    if (box_run(&job, &m->bytes, NULL, &code) != BOX_DONE || code != 0 || m->bytes.n == 0)
        return false;
    m->spent += m->bytes.n;
    return true;
}

static bool
is_programs(const struct members *m, struct str bytes)
{
    enum document_format f = format_signature(bytes);

    return f == FORMAT_PDF || (f == FORMAT_IMAGE && m->ocr_left > 0) || ole_is(bytes);
}

/* Its records stand in m->records afterwards. */
static bool
read_sealed(struct members *m)
{
    struct reading inner = {.bytes = buf_view(&m->bytes), .ocr_pages = m->ocr_left, .out = &m->records};

    buf_clear(&m->records);
    if (!is_programs(m, inner.bytes) || (inner.fd = sealed_make(inner.bytes)) < 0)
        return false;
    reading_run(&inner);
    close(inner.fd);
    return true;
}

/* What the member's pages say of themselves becomes what its part says; the end of a record of pages that
 * were left out is no end of ours. */
static void
sum_up(struct members *m, struct document_part *p, bool *read)
{
    struct str rest = buf_view(&m->records), line;
    struct document_part page;
    struct record_ending end;

    while (str_next(&rest, '\n', &line)) {
        if (record_read_part(line, &page)) {
            p->flags |= page.flags;
            p->confidence = page.confidence < p->confidence && !page.unread ? page.confidence : p->confidence;
            m->ocr_left -= m->ocr_left > 0 && page.flags & TEXT_RECOGNISED;
            *read = *read && !page.unread;
        } else if (record_read_end(line, &end)) {
            *read = *read && !document_open(end.state);
        }
    }
}

/* False when there is no room for the whole of it. */
static bool
put_line(struct members *m, struct str line)
{
    if (m->out.max - m->out.n < line.n + 1) {
        m->cut = true;
        return false;
    }
    return buf_str(&m->out, line) && buf_char(&m->out, '\n');
}

static void
put_text(struct members *m)
{
    struct str rest = buf_view(&m->records), line;
    struct document_part page;
    struct record_ending end;

    m->text |= record_has_text(rest);
    while (str_next(&rest, '\n', &line))
        if (!record_read_part(line, &page) && !record_read_end(line, &end) && !put_line(m, line))
            return;
}

static bool
has_budget(const struct members *m)
{
    return m->tried < LIMIT_ARCHIVE_PROGRAMS && m->spent < LIMIT_ARCHIVE_UNPACKED &&
           clock_monotonic_ms() < m->end;
}

static void
put_part(struct members *m, struct document_part p)
{
    bool wanted = is_wanted(m, &p) && has_budget(m), read = false;

    if (wanted) {
        m->tried++;
        read = fetch_member(m, p.number) && read_sealed(m);
        if (read)
            sum_up(m, &p, &read);
        else
            buf_clear(&m->records);
    }
    p.unread = p.unread && !read;
    m->parts++;
    m->unread += p.unread;
    record_part(&m->out, p.number, p.flags, p.confidence, p.unread, p.name);
    if (wanted)
        put_text(m);
}

/* The list's own end holds unless members turned out to hold text. */
static void
put_end(struct members *m, const struct record_ending *end)
{
    enum document_state state = end->state;

    if (m->text && (state == DOCUMENT_UNREAD || state == DOCUMENT_TOO_LARGE))
        state = DOCUMENT_READ;
    else if (m->unread == 0 && state == DOCUMENT_UNREAD)
        state = DOCUMENT_EMPTY;
    archive_end(&m->out, m->r->format, state, m->parts, m->unread, m->cut || (m->tried == 0 && end->cut));
}

static bool
has_any(struct members *m, struct str records)
{
    struct str line;
    struct document_part p;

    while (str_next(&records, '\n', &line))
        if (record_read_part(line, &p) && is_wanted(m, &p))
            return true;
    return false;
}

static void
rewrite(struct members *m, struct str records)
{
    struct str line;
    struct document_part p;
    struct record_ending end;

    m->text = record_has_text(records);
    while (str_next(&records, '\n', &line)) {
        if (record_read_part(line, &p))
            put_part(m, p);
        else if (record_read_end(line, &end))
            put_end(m, &end);
        else
            put_line(m, line);
    }
}

void
members_read(struct reading *r, size_t start)
{
    struct members m = {.r = r, .ocr_left = r->ocr_pages};
    struct str records = str_sub(buf_view(r->out), start, r->out->n);

    if (!has_any(&m, records))
        return;
    m.end = clock_monotonic_ms() + LIMIT_ARCHIVE_MS;
    buf_init(&m.out, r->out->max - start);
    buf_init(&m.bytes, LIMIT_ARCHIVE_MEMBER);
    buf_init(&m.records, LIMIT_DOCUMENT_TEXT);
    rewrite(&m, records);
    r->out->n = start;
    buf_str(r->out, buf_view(&m.out));
    buf_free(&m.out);
    buf_free(&m.bytes);
    buf_free(&m.records);
}
