/* Sitemaps: whatever the bytes, each address handed on is trimmed, and their number is the one reported. */
#include "crawler/sitemap.h"
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
count(void *ctx, struct str location, struct str lastmod, bool is_index)
{
    (void)lastmod, (void)is_index;
    must(location.n > 0 && location.n <= LIMIT_ADDRESS);
    must(str_eq(location, str_trim(location)));
    (*(size_t *)ctx)++;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t given = 0;
    struct sitemap_result r = sitemap_read((struct str){(const char *)data, size}, count, &given);

    must(r.count == given && given <= LIMIT_SITEMAP_URLS);
    must(r.kind != SITEMAP_NONE || given == 0);
    return 0;
}
