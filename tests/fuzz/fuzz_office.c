/* Files of any bytes: office, text, RTF, archive; what comes out is whole records with an end. */
#include "base/utf8.h"
#include "extract/reading.h"
#include "oit/limits.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
    if (!ok)
        abort();
}

static void
read_as(struct str bytes, enum document_format format, size_t ceiling)
{
    struct arena *a = arena_new(0);
    struct buf out;
    struct reading r = {.bytes = bytes, .fd = -1, .format = format, .out = &out};
    struct document d;

    buf_init(&out, ceiling);
    reading_parse(&r);
    must(out.n <= ceiling && utf8_valid(buf_view(&out)));
    must(out.n > 0 && out.p[out.n - 1] == '\n');
    document_of_records(a, buf_view(&out), &d);
    must(d.state != DOCUMENT_CRASHED && d.format == format);
    buf_free(&out);
    arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum document_format texts[] = {FORMAT_RTF, FORMAT_CSV, FORMAT_HTML};
    struct str s = {(const char *)data, size};
    enum document_format said = format_of(s);

    read_as(s, said, LIMIT_DOCUMENT_TEXT);
    read_as(s, said, 3 * KIB);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        read_as(s, texts[i], 64 * KIB);
    return 0;
}
