/* UTF-8: cleaning gives valid text once and for all, showing gives no control character, prefixes are
 * prefixes. */
#include "base/utf8.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
    if (!ok)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str s = {(const char *)data, size}, prefix = utf8_prefix(s, size / 4);
    struct buf clean, shown;

    buf_init(&clean, 4 * size + 16);
    buf_init(&shown, 10 * size + 16);
    utf8_clean(&clean, s);
    utf8_show(&shown, s);
    must(!clean.full && utf8_valid(buf_view(&clean)));
    must(utf8_valid(s) == str_eq(s, buf_view(&clean)));
    must(utf8_length(s) == utf8_length(buf_view(&clean)));
    must(!shown.full && utf8_valid(buf_view(&shown)));
    for (size_t i = 0; i < shown.n; i++)
        must((unsigned char)shown.p[i] >= 0x20 && shown.p[i] != 0x7F);
    must(str_starts(s, prefix) && utf8_length(prefix) <= size / 4);
    must(utf8_columns(s) <= 2 * utf8_length(s));
    buf_free(&clean);
    buf_free(&shown);
    return 0;
}
