/* Addresses: "base\naddress".  What was parsed reads the same again; the canonical form is a fixed point. */
#include "base/utf8.h"
#include "crawler/url.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
    if (!ok)
        abort();
}

static void
check_fixed_points(struct arena *a, const struct url *u)
{
    struct str key = url_canonical(a, u);
    struct url again;

    must(url_parse(a, u->href, NULL, NULL, &again));
    must(str_eq(again.href, u->href));
    must(utf8_valid(u->href));
    if (key.n == 0)
        return;
    must(url_parse(a, key, NULL, NULL, &again));
    must(str_eq(url_canonical(a, &again), key));
}

static void
check_names(struct arena *a, const struct url *u)
{
    struct str name = url_file_name(a, u);

    must(name.n > 0 && name.n < 200 && name.p[0] != '.' && name.p[0] != '-');
    for (size_t i = 0; i < name.n; i++)
        must(name.p[i] > ' ' && name.p[i] != '/' && name.p[i] != '\\' && name.p[i] != ':');
    must(utf8_valid(url_show(a, u->href)));
    must(utf8_valid(url_last_segment(a, u->href)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const charsets[] = {NULL, "windows-874"};
    struct str rest = {(const char *)data, size}, base_text = {NULL, 0};
    struct arena *a = arena_new(0);
    struct url base, u;
    bool has_base;

    if (!str_next(&rest, '\n', &base_text))
        base_text = STR_NONE;
    has_base = url_parse(a, base_text, NULL, NULL, &base);
    for (size_t i = 0; i < 2; i++)
        if (url_parse(a, rest, has_base ? &base : NULL, charsets[i], &u)) {
            check_fixed_points(a, &u);
            check_names(a, &u);
        }
    arena_free(a);
    return 0;
}
