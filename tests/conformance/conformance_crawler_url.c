/*
 * Addresses against web-platform-tests: http and https results to the byte, refusals, and everything else
 * recognised as not followable; host names; queries in the page's encoding.
 */
#include "crawler/host_name.h"
#include "crawler/url.h"
#include "suite.h"
#include <stdio.h>

static bool
parse_case(struct arena *a, const json_t *c, struct url *out)
{
    struct str base_text = suite_member(c, "base");
    struct url base;

    if (!base_text.p)
        return url_parse(a, suite_member(c, "input"), NULL, NULL, out);
    return url_parse(a, base_text, NULL, NULL, &base) &&
           url_parse(a, suite_member(c, "input"), &base, NULL, out);
}

static bool
is_web(struct str s)
{
    return str_starts_nocase(s, STR("http:")) || str_starts_nocase(s, STR("https:"));
}

/* An address that would be of the web if it were one: by its own scheme or by its base's. */
static bool
aims_at_web(const json_t *c)
{
    struct str input = str_trim(suite_member(c, "input")), base = suite_member(c, "base");
    size_t colon = str_find_char(input, ':', 0), slash = str_find_char(input, '/', 0);

    if (is_web(input))
        return true;
    return is_web(base) && (colon == STR_NOT_FOUND || slash < colon);
}

static void
check_addresses(const json_t *cases)
{
    struct suite web = {.name = "WPT URL, http and https with identical href"};
    struct suite refused = {.name = "WPT URL, refusals of http and https"};
    struct suite other_refused = {.name = "WPT URL, refusals of other schemes"};
    struct suite other = {.name = "WPT URL, recognised as not followable"};
    struct suite other_href = {.name = "WPT URL, other schemes with identical href"};
    struct arena *a = arena_new(0);
    size_t i;
    json_t *c;

    json_array_foreach(cases, i, c)
    {
        struct str input = suite_member(c, "input"), href = suite_member(c, "href");
        struct str protocol = suite_member(c, "protocol");
        struct url u;
        bool ok;

        if (!json_is_object(c))
            continue;
        arena_reset(a);
        ok = parse_case(a, c, &u);
        if (json_is_true(json_object_get(c, "failure")))
            suite_case(aims_at_web(c) ? &refused : &other_refused, !ok, "\"%.*s\" read as %.*s",
                       STR_ARGS(input), STR_ARGS(ok ? u.href : STR_NONE));
        else if (is_web(protocol))
            suite_case(&web, ok && url_followable(&u) && str_eq(u.href, href), "\"%.*s\": %.*s, not %.*s",
                       STR_ARGS(input), STR_ARGS(ok ? u.href : STR("refused")), STR_ARGS(href));
        else {
            suite_case(&other, !ok || !url_followable(&u), "\"%.*s\" would be followed", STR_ARGS(input));
            suite_case(&other_href, ok && str_eq(u.href, href), "\"%.*s\": %.*s, not %.*s", STR_ARGS(input),
                       STR_ARGS(ok ? u.href : STR("refused")), STR_ARGS(href));
        }
    }
    suite_end(&web, 0);
    suite_end(&refused, 0);
    suite_end(&other_refused, 0);
    suite_end(&other, 0);
    suite_end(&other_href, 0);
    arena_free(a);
}

static void
check_host_names(const json_t *cases)
{
    struct suite s = {.name = "WPT host names to ASCII"};
    struct buf out;
    size_t i;
    json_t *c;

    buf_init(&out, 64 * 1024);
    json_array_foreach(cases, i, c)
    {
        struct str input = suite_member(c, "input"), want = suite_member(c, "output");
        bool ok;

        if (!json_is_object(c))
            continue;
        buf_clear(&out);
        ok = host_name_parse(input, true, &out);
        suite_case(&s, want.p ? ok && str_eq(buf_view(&out), want) : !ok, "\"%.*s\": %.*s, not %.*s",
                   STR_ARGS(input), STR_ARGS(ok ? buf_view(&out) : STR("refused")),
                   STR_ARGS(want.p ? want : STR("refused")));
    }
    buf_free(&out);
    suite_end(&s, 0);
}

/* Only UTF-8 and windows-874 are used for queries; the others' figures are not claimed. */
static void
check_queries(const json_t *cases)
{
    struct suite s = {.name = "WPT percent-encoding, UTF-8"};
    struct arena *a = arena_new(0);
    size_t i;
    json_t *c;

    json_array_foreach(cases, i, c)
    {
        struct str want = suite_member(json_object_get(c, "output"), "utf-8");
        struct str input;
        struct url u;
        bool ok;

        if (!want.p)
            continue;
        input = arena_printf(a, "http://t.example/?%.*s", STR_ARGS(suite_member(c, "input")));
        ok = url_parse(a, input, NULL, "utf-8", &u);
        suite_case(&s, ok && str_eq(u.query, want), "\"%.*s\": %.*s, not %.*s", STR_ARGS(input),
                   STR_ARGS(u.query), STR_ARGS(want));
    }
    suite_end(&s, 0);
    arena_free(a);
}

int
main(void)
{
    json_t *cases = suite_public("wpt-url/urltestdata.json");
    json_t *names = suite_public("wpt-url/toascii.json");
    json_t *queries = suite_public("wpt-url/percent-encoding.json");

    if (cases)
        check_addresses(cases);
    if (names)
        check_host_names(names);
    if (queries)
        check_queries(queries);
    json_decref(cases);
    json_decref(names);
    json_decref(queries);
    return suite_exit();
}
