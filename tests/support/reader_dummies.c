/*
 * Readers of formats for the tests of oit-reader: the document says what its reader does.  Linked instead of
 * the real ones (--wrap), so that what is tested is the machinery around them.
 */
#include "base/buf.h"
#include "extract/box.h"
#include "extract/reading.h"
#include "tests/support/deeds.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum box_end __real_box_run(const struct box_job *job, struct buf *out, struct buf *errors, int *code);
enum box_end __wrap_box_run(const struct box_job *job, struct buf *out, struct buf *errors, int *code);
enum document_format __wrap_format_of(struct str bytes);
enum document_format __wrap_format_signature(struct str bytes);
void __wrap_text_read(struct reading *r);
void __wrap_pdf_read(struct reading *r);
void __wrap_office_read(struct reading *r);
void __wrap_archive_read(struct reading *r);
void __wrap_image_read(struct reading *r);
void __wrap_old_office_read(struct reading *r);

/* Tests have no time for the real deadlines. */
enum box_end
__wrap_box_run(const struct box_job *job, struct buf *out, struct buf *errors, int *code)
{
    struct box_job hasty = *job;

    hasty.cpu_s = 1;
    hasty.wall_ms = 4000;
    return __real_box_run(&hasty, out, errors, code);
}

/* "in crash": text, in a box.  "out crash": PDF, outside. */
enum document_format
__wrap_format_of(struct str bytes)
{
    if (str_starts(bytes, STR("format crash")))
        raise(SIGSEGV);
    if (str_starts(bytes, STR("in ")))
        return FORMAT_TXT;
    return str_starts(bytes, STR("out ")) ? FORMAT_PDF : FORMAT_UNKNOWN;
}

/* Nothing has one: what a document is, is always found out in a box. */
enum document_format
__wrap_format_signature(struct str bytes)
{
    (void)bytes;
    return FORMAT_UNKNOWN;
}

/* Whole records past record.c, which is slow under sanitizers. */
static void
fill(struct reading *r)
{
    static char line[64 * 1024] = "T\t";

    memset(line + 2, 'x', sizeof line - 3);
    line[sizeof line - 1] = '\n';
    while (buf_put(r->out, line, sizeof line))
        ;
}

/* Of the reader, asked inside a box. */
static void
tell_parent(struct reading *r)
{
    char text[64];

    snprintf(text, sizeof text, "%d", (int)getppid());
    record_text(r->out, str_of(text));
}

static void
obey(struct reading *r, struct str what)
{
    char name[32];

    snprintf(name, sizeof name, "%.*s", STR_ARGS(what));
    record_part(r->out, 1, 0, 100, false, STR("first"));
    record_text(r->out, STR("before"));
    if (str_eq(what, STR("read")) || str_eq(what, STR("limit")))
        ;
    else if (str_eq(what, STR("fill")))
        fill(r);
    else if (str_eq(what, STR("parent")))
        tell_parent(r);
    else if (str_eq(what, STR("halt")))
        _exit(3);
    else if (str_eq(what, STR("memory out")))
        _exit(5);
    else if (str_eq(what, STR("half")))
        buf_z(r->out, "T\thalf a rec");
    else
        record_text(r->out, str_of(deed_do(name, "/etc/passwd")));
    if (!str_eq(what, STR("half")))
        record_end(r->out, r->format, str_eq(what, STR("limit")) ? DOCUMENT_LIMIT : DOCUMENT_READ, 1, false,
                   STR_NONE);
}

void
__wrap_text_read(struct reading *r)
{
    obey(r, str_sub(r->bytes, 3, r->bytes.n));
}

/* What a boxed program reads behind the descriptor is what stands in memory. */
static void
compare(struct reading *r)
{
    const char *argv[] = {"/bin/cat", NULL};
    struct box_job job = {.argv = argv, .in = r->fd};
    struct buf got;
    int code;

    buf_init(&got, 1 << 20);
    box_run(&job, &got, NULL, &code);
    record_text(r->out, str_eq(buf_view(&got), r->bytes) ? STR("same") : STR("other"));
    record_end(r->out, r->format, DOCUMENT_READ, r->ocr_pages, false, STR_NONE);
    buf_free(&got);
}

void
__wrap_pdf_read(struct reading *r)
{
    struct str what = str_sub(r->bytes, 4, r->bytes.n);

    if (str_eq(what, STR("compare")))
        compare(r);
    else
        obey(r, what);
}

void
__wrap_office_read(struct reading *r)
{
    (void)r;
    abort();
}

void
__wrap_archive_read(struct reading *r)
{
    (void)r;
    abort();
}

void
__wrap_image_read(struct reading *r)
{
    (void)r;
    abort();
}

void
__wrap_old_office_read(struct reading *r)
{
    (void)r;
    abort();
}
