/* Header values: every reader on the same bytes; what comes out is fit to be shown and stored. */
#include "base/utf8.h"
#include "crawler/header.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
    if (!ok)
        abort();
}

static void
check_file_name(struct str name)
{
    must(name.n <= 255 && utf8_valid(name));
    must(name.n == 0 || name.p[0] != '.');
    for (size_t i = 0; i < name.n; i++)
        must((unsigned char)name.p[i] >= ' ' && name.p[i] != '/' && name.p[i] != '\\');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const int64_t now = 1668513600; /* 15 November 2022 */
    struct str s = {(const char *)data, size}, target;
    struct arena *a = arena_new(0);
    double seconds;

    (void)header_charset(a, s);
    check_file_name(header_file_name(a, s));
    must(header_retry_after(s, now) >= -1);
    must(header_refresh(s, &seconds, &target) == (target.n > 0));
    (void)header_sniff(s, header_media_type(a, s), s);
    arena_free(a);
    return 0;
}
