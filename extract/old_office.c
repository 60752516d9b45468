/* Word, Excel and PowerPoint of before 2007, read by other programs. */
#include "base/say.h"
#include "extract/box.h"
#include "extract/docbook.h"
#include "extract/letters.h"
#include "extract/libreoffice.h"
#include "extract/reading.h"
#include "oit/limits.h"

static void
end(struct reading *r, enum document_state state, const char *detail)
{
    record_end(r->out, r->format, state, 0, false, str_of(detail));
}

static enum document_state
state_of(enum box_end e)
{
    static const enum document_state states[] = {
        [BOX_DONE] = DOCUMENT_DAMAGED,   [BOX_CRASHED] = DOCUMENT_CRASHED,  [BOX_TIMEOUT] = DOCUMENT_TIMEOUT,
        [BOX_FULL] = DOCUMENT_TOO_LARGE, [BOX_ABSENT] = DOCUMENT_NO_READER,
    };

    return states[e];
}

/* ---- Through LibreOffice -------------------------------------------------------------------------- */

static void
parse(void *ctx, struct buf *out)
{
    struct reading *r = ctx;

    r->out = out;
    reading_parse(r);
}

/* The records of the new file are those of the old one, but for its format. */
static void
take_records(struct reading *r, struct str records)
{
    struct arena *a = arena_new(0);
    struct document d;

    document_of_records(a, records, &d);
    buf_str(r->out, records);
    record_end(r->out, r->format, d.state, d.part_count, d.cut, d.detail);
    arena_free(a);
}

/* What LibreOffice made is as little to be trusted as what it was made of. */
static void
read_converted(struct reading *r, struct str bytes, enum document_format format)
{
    struct reading inner = {.bytes = bytes, .fd = -1, .format = format};
    struct box_job job = {.call = parse, .ctx = &inner, .in = -1};
    struct buf records;
    enum box_end e;
    int code = 0;

    buf_init(&records, LIMIT_DOCUMENT_TEXT);
    e = box_run(&job, &records, NULL, &code);
    if (e == BOX_DONE && code == 0)
        take_records(r, buf_view(&records));
    else
        end(r, state_of(e == BOX_DONE ? BOX_CRASHED : e), "");
    buf_free(&records);
}

static void
convert(struct reading *r, const char *from, const char *to, enum document_format format)
{
    struct buf converted;
    enum box_end e;

    buf_init(&converted, LIMIT_DOCUMENT);
    e = libreoffice_convert(r->bytes, from, to, &converted);
    if (converted.n > 0 && !converted.full)
        read_converted(r, buf_view(&converted), format);
    else
        end(r, converted.full ? DOCUMENT_TOO_LARGE : state_of(e), "");
    buf_free(&converted);
}

/* ---- Through antiword ----------------------------------------------------------------------------- */

/*
 * Its text may be in a Latin font or have its marks apart, like that of other documents.  Such a file has no
 * pages; only to say what was wrong it gets one.
 */
static void
write_docbook(struct reading *r, struct str xml)
{
    struct letters_count whole = {0};
    struct buf decoded, records;
    uint32_t flags;
    bool text;

    buf_init(&decoded, 4 * LIMIT_DOCUMENT_TEXT);
    buf_init(&records, LIMIT_DOCUMENT_TEXT);
    flags = letters_decode(xml, &decoded);
    letters_count_add(&whole, buf_view(&decoded));
    flags |= docbook_write(&records, buf_view(&decoded), &whole);
    if (flags)
        record_part(r->out, 1, flags, 100, false, STR_NONE);
    buf_str(r->out, buf_view(&records));
    text = record_has_text(buf_view(&records));
    record_end(r->out, r->format,
               text           ? DOCUMENT_READ
               : records.full ? DOCUMENT_TOO_LARGE
                              : DOCUMENT_EMPTY,
               flags != 0, records.full, STR_NONE);
    buf_free(&decoded);
    buf_free(&records);
}

/* False when it makes nothing of the file, and LibreOffice may. */
static bool
read_doc(struct reading *r)
{
    const char *argv[] = {box_program("antiword"), "-x", "db", "/dev/stdin", NULL};
    struct box_job job = {.argv = argv, .in = r->fd};
    struct buf xml, errors;
    enum box_end e = BOX_ABSENT;
    bool done = true;
    int code = 0;

    buf_init(&xml, LIMIT_DOCUMENT_TEXT);
    buf_init(&errors, KIB);
    if (argv[0])
        e = box_run(&job, &xml, &errors, &code);
    if (e == BOX_DONE && code == 0 && xml.n > 0)
        write_docbook(r, buf_view(&xml));
    else if (str_has(buf_view(&errors), STR("Encrypted")))
        end(r, DOCUMENT_LOCKED, "");
    else if (libreoffice_reads("doc"))
        done = false;
    else
        end(r, state_of(e), "");
    buf_free(&xml);
    buf_free(&errors);
    return done;
}

void
old_office_read(struct reading *r)
{
    if (r->format == FORMAT_DOC && read_doc(r))
        return;
    if (r->format == FORMAT_DOC)
        convert(r, "doc", "docx", FORMAT_DOCX);
    else if (r->format == FORMAT_XLS && libreoffice_reads("xls"))
        convert(r, "xls", "xlsx", FORMAT_XLSX);
    else if (r->format == FORMAT_XLS)
        end(r, DOCUMENT_NO_READER, N_("LibreOffice Calc, which reads old Excel files, is not installed"));
    else if (libreoffice_reads("ppt"))
        convert(r, "ppt", "pptx", FORMAT_PPTX);
    else
        end(r, DOCUMENT_NO_READER,
            N_("LibreOffice Impress, which reads old PowerPoint files, is not installed"));
}
