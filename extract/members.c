/* Reading what an archive holds by programs: records of the list go through, with the text of members put in.
 */
#include "extract/members.h"
#include "base/clock.h"
#include "extract/box.h"
#include "extract/ole.h"
#include "extract/sealed.h"
#include "oit/limits.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct members {
    struct reading *r;
    struct buf out, bytes, records;
    uint32_t parts, unread, tried, ocr_left;
    size_t spent;
    int64_t end; /* no further member is begun after it */
    bool text, cut;
};

/* A line "P number flags confidence unread name". */
struct part {
    uint64_t number, flags, confidence;
    bool unread;
    struct str name;
};

static bool
parse_part(struct str line, struct part *p)
{
    struct str field[5] = {{0}};
    uint64_t unread = 0;

    if (!str_starts(line, STR("P\t")))
        return false;
    line = str_sub(line, 2, line.n);
    for (size_t i = 0; i < 5; i++)
        str_next(&line, '\t', &field[i]);
    p->name = field[4];
    if (!str_to_u64(field[0], &p->number) || !str_to_u64(field[1], &p->flags) ||
        !str_to_u64(field[2], &p->confidence) || !str_to_u64(field[3], &unread))
        return false;
    p->unread = unread != 0;
    return p->number <= UINT32_MAX && p->flags <= UINT32_MAX && p->confidence <= 100;
}

static bool
ends_with(struct str name, const char *const *ends, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str end = str_of(ends[i]);

        if (name.n >= end.n && str_eq_nocase(str_sub(name, name.n - end.n, name.n), end))
            return true;
    }
    return false;
}

/* Only what a program of ours may read is taken out; what it is then, its bytes say. */
static bool
is_wanted(const struct members *m, const struct part *p)
{
    static const char *const papers[] = {".pdf", ".doc", ".xls", ".ppt"}, *const pictures[] = {
                                                                              ".jpg", ".jpeg", ".png", ".tif",
                                                                              ".tiff"};

    return p->unread &&
           (ends_with(p->name, papers, sizeof papers / sizeof *papers) ||
            (m->ocr_left > 0 && ends_with(p->name, pictures, sizeof pictures / sizeof *pictures)));
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
sum_up(struct members *m, struct part *p, bool *read)
{
    struct str rest = buf_view(&m->records), line, field = STR_NONE;
    struct part page;

    while (str_next(&rest, '\n', &line)) {
        if (parse_part(line, &page)) {
            p->flags |= page.flags;
            p->confidence = page.confidence < p->confidence && !page.unread ? page.confidence : p->confidence;
            m->ocr_left -= m->ocr_left > 0 && page.flags & TEXT_RECOGNISED;
            *read = *read && !page.unread;
        } else if (str_starts(line, STR("D\t"))) {
            line = str_sub(line, 2, line.n);
            str_next(&line, '\t', &field);
            str_next(&line, '\t', &field);
            *read = *read && !document_open(document_state_of_name(field));
        }
    }
}

static void
put_text(struct members *m)
{
    struct str rest = buf_view(&m->records), line;

    m->text |= record_has_text(rest);
    while (str_next(&rest, '\n', &line)) {
        if (str_starts(line, STR("P\t")) || str_starts(line, STR("D\t")))
            continue;
        if (m->out.max - m->out.n < line.n + 1) {
            m->cut = true;
            return;
        }
        buf_str(&m->out, line);
        buf_char(&m->out, '\n');
    }
}

static bool
has_budget(const struct members *m)
{
    return m->tried < LIMIT_ARCHIVE_PROGRAMS && m->spent < LIMIT_ARCHIVE_UNPACKED &&
           clock_monotonic_ms() < m->end;
}

static void
put_part(struct members *m, struct part p)
{
    bool wanted = is_wanted(m, &p) && has_budget(m), read = false;

    if (wanted) {
        m->tried++;
        read = fetch_member(m, (uint32_t)p.number) && read_sealed(m);
        if (read)
            sum_up(m, &p, &read);
        else
            buf_clear(&m->records);
    }
    m->parts++;
    m->unread += p.unread && !read;
    record_part(&m->out, (uint32_t)p.number, (uint32_t)p.flags, (int)p.confidence, p.unread && !read, p.name);
    if (wanted)
        put_text(m);
}

/* The list's own end holds unless members turned out to hold text. */
static void
put_end(struct members *m, struct str line)
{
    struct str field[5] = {{0}};
    enum document_state state;
    char detail[100] = "";

    line = str_sub(line, 2, line.n);
    for (size_t i = 0; i < 5; i++)
        str_next(&line, '\t', &field[i]);
    state = document_state_of_name(field[1]);
    if (m->text && (state == DOCUMENT_UNREAD || state == DOCUMENT_TOO_LARGE))
        state = DOCUMENT_READ;
    else if (m->unread == 0 && state == DOCUMENT_UNREAD)
        state = DOCUMENT_EMPTY;
    if (m->unread > 0)
        snprintf(detail, sizeof detail, "%u of %u members were listed but not read", (unsigned)m->unread,
                 (unsigned)m->parts);
    record_end(&m->out, m->r->format, state, m->parts,
               m->unread > 0 || m->cut || (m->tried == 0 && str_eq(field[3], STR("1"))), str_of(detail));
}

static bool
has_any(struct members *m, struct str records)
{
    struct str line;
    struct part p;

    while (str_next(&records, '\n', &line))
        if (parse_part(line, &p) && is_wanted(m, &p))
            return true;
    return false;
}

static void
rewrite(struct members *m, struct str records)
{
    struct str line;
    struct part p;

    m->text = record_has_text(records);
    while (str_next(&records, '\n', &line)) {
        if (parse_part(line, &p)) {
            put_part(m, p);
        } else if (str_starts(line, STR("D\t"))) {
            put_end(m, line);
        } else {
            buf_str(&m->out, line);
            buf_char(&m->out, '\n');
        }
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
