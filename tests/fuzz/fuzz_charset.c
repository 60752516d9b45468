/* Encodings: "content type\nbody".  The result is always valid UTF-8 and below its ceiling. */
#include "base/utf8.h"
#include "crawler/charset.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
    if (!ok)
        abort();
}

static void
check(struct str type, struct str body, size_t ceiling)
{
    struct buf out;
    struct charset_result r;

    buf_init(&out, ceiling);
    r = charset_decode(body, type, &out);
    must(r.name && charset_of_label(str_of(r.name)));
    must(out.n <= ceiling);
    must(out.full || utf8_valid(buf_view(&out)));
    buf_clear(&out);
    charset_encode_874(body, &out);
    buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size}, type = {NULL, 0};

    if (!str_next(&rest, '\n', &type))
        type = STR_NONE;
    check(type, rest, 16 * size + 64);
    check(type, rest, 100);
    return 0;
}
