/* robots.txt: "path\nfile".  Reading never fails, and its own file stays readable whatever is in it. */
#include "crawler/robots.h"
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
    struct str rest = {(const char *)data, size}, path = {NULL, 0};
    struct robots *r;

    if (!str_next(&rest, '\n', &path))
        path = STR("/");
    r = robots_parse(rest, STR("OitBot"));
    (void)robots_allows(r, path);
    must(robots_allows(r, STR("/robots.txt")));
    must(robots_crawl_delay(r) == -1 || robots_crawl_delay(r) >= 0);
    for (size_t i = 0; i < robots_sitemap_count(r); i++)
        must(robots_sitemap(r, i).n > 0);
    robots_free(r);
    return 0;
}
