/* 51 sitemaps, good, broken and hostile: what is handed on, and what it costs. */
#include "base/buf.h"
#include "base/map.h"
#include "crawler/sitemap.h"
#include "crawler/url.h"
#include "suite.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The pages of one file that a crawl of its host would take over, once each. */
struct pages {
    struct arena *a;
    struct url base;
    struct map *seen;
    size_t given;
};

static struct str
canonical(struct pages *p, struct str location)
{
    struct url u;

    if (!url_parse(p->a, location, &p->base, NULL, &u) || !url_followable(&u) ||
        !str_eq(u.host, p->base.host))
        return STR_NONE;
    return url_canonical(p->a, &u);
}

static void
take(void *ctx, struct str location, struct str lastmod, bool is_index)
{
    struct pages *p = ctx;
    struct str key = canonical(p, location);

    (void)lastmod, (void)is_index;
    p->given++;
    if (key.n > 0)
        map_put(p->seen, key, NULL);
}

static int
digit_of(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)(at - digits) : -1;
}

static void
put_base64(struct buf *out, struct str s)
{
    uint32_t bits = 0;
    int count = 0;

    for (size_t i = 0; i < s.n; i++) {
        int digit = digit_of(s.p[i]);

        if (digit < 0)
            continue;
        bits = bits << 6 | (uint32_t)digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buf_char(out, (char)(bits >> count & 255));
        }
    }
}

/* "...%d..." printed count times. */
static void
put_numbered(struct buf *out, struct str form, json_int_t count)
{
    size_t place = str_find(form, STR("%d"), 0);

    for (json_int_t k = 0; k < count; k++) {
        buf_str(out, str_sub(form, 0, place));
        buf_printf(out, "%lld", (long long)k);
        buf_str(out, str_sub(form, place + 2, form.n));
    }
}

static void
build_body(struct buf *out, const json_t *c)
{
    size_t i;
    json_t *part;

    buf_str(out, suite_member(c, "body"));
    put_base64(out, suite_member(c, "body_base64"));
    json_array_foreach(json_object_get(c, "body_parts"), i, part)
    {
        json_int_t repeat = json_integer_value(json_object_get(part, "repeat"));
        struct str form = suite_member(part, "numbered");

        for (json_int_t k = 0; k < repeat; k++)
            buf_str(out, suite_member(part, "text"));
        if (form.p)
            put_numbered(out, form, json_integer_value(json_object_get(part, "count")));
    }
}

/* Are the pages seen the ones listed: all of them, or, for a prefix, none that is not listed? */
static bool
same_pages(struct pages *p, const json_t *urls, bool prefix)
{
    size_t i, hits = 0;
    json_t *one;

    json_array_foreach(urls, i, one)
    {
        struct str key = canonical(p, str_of(json_string_value(one)));

        hits += key.n > 0 && map_get(p->seen, key) != NULL;
    }
    return hits == map_count(p->seen) && (prefix || hits == json_array_size(urls));
}

static bool
is_acceptable(struct pages *p, const json_t *c, const struct sitemap_result *r)
{
    struct str verdict = suite_member(c, "verdict"), name = suite_member(c, "name");
    const json_t *urls = json_object_get(c, "urls");
    json_int_t least = json_integer_value(json_object_get(c, "count_at_least"));

    if (least > 0)
        return p->given >= (size_t)least && r->truncated;
    if (json_is_null(urls))
        return true; /* the count is free; that nothing crashed is what is asked */
    if (str_eq(verdict, STR("lenient")) && r->refused)
        return p->given == 0; /* a file that declares an entity may be refused whole */
    if (str_eq(name, STR("location without scheme")))
        return map_count(p->seen) <= 2;
    if (str_eq(name, STR("location longer than 2 048")) && p->given == 2)
        return true; /* kept whole */
    return same_pages(p, urls, str_eq(verdict, STR("partial")) || str_eq(verdict, STR("refused")));
}

#ifdef __SANITIZE_ADDRESS__
#define SLOWER 10 /* the checks of a sanitizer are not the program's time */
#else
#define SLOWER 1
#endif

/* Of the processor: what else the machine does is not counted. */
static double
milliseconds(const struct timespec *from)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)(now.tv_sec - from->tv_sec) * 1e3 + (double)(now.tv_nsec - from->tv_nsec) / 1e6;
}

static void
run_case(struct suite *s, const json_t *c)
{
    struct pages p = {.a = arena_new(0), .seen = map_new()};
    double limit = json_number_value(json_object_get(json_object_get(c, "limits"), "ms")), took;
    struct sitemap_result r;
    struct timespec from;
    struct buf body;

    buf_init(&body, 256 << 20);
    build_body(&body, c);
    url_parse(p.a, suite_member(c, "sitemap_url"), NULL, NULL, &p.base);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    r = sitemap_read(buf_view(&body), take, &p);
    took = milliseconds(&from);
    suite_case(s, is_acceptable(&p, c, &r) && (limit <= 0 || took < limit * SLOWER),
               "%.*s: %zu given, %zu pages, %.0f ms", STR_ARGS(suite_member(c, "name")), p.given,
               map_count(p.seen), took);
    buf_free(&body);
    map_free(p.seen);
    arena_free(p.a);
}

int
main(void)
{
    struct suite s = {.name = "sitemaps"};
    json_t *root = suite_fixture("sitemap_cases.json"), *c;
    size_t i;

    json_array_foreach(json_object_get(root, "cases"), i, c) run_case(&s, c);
    json_decref(root);
    suite_end(&s, 51);
    return suite_exit();
}
