/* Values of header fields: content types, dispositions, refresh, Retry-After. */
#include "base/dates.h"
#include "crawler/charset.h"
#include "crawler/header.h"
#include "suite.h"

static void
check_content_types(struct arena *a)
{
    struct suite s = {.name = "content types"};
    json_t *root = suite_fixture("content_type_cases.json"), *c;
    size_t i;

    json_array_foreach(json_object_get(root, "cases"), i, c)
    {
        struct str value = suite_member(c, "value");
        struct str type = header_media_type(a, value),
                   charset = str_of(charset_of_label(header_charset(a, value)));
        bool lenient =
            str_has(suite_member(c, "note"), STR("lenient")) && str_eq(charset, STR("windows-874"));

        suite_case(&s,
                   str_eq(type, suite_member(c, "essence")) &&
                       (str_eq(charset, suite_member(c, "charset")) || lenient),
                   "\"%.*s\": type \"%.*s\", charset \"%.*s\"", STR_ARGS(value), STR_ARGS(type),
                   STR_ARGS(charset));
    }
    json_decref(root);
    suite_end(&s, 30);
}

static void
check_dispositions(struct arena *a)
{
    struct suite s = {.name = "content dispositions"};
    json_t *root = suite_fixture("content_disposition_cases.json"), *c;
    size_t i;

    json_array_foreach(json_object_get(root, "cases"), i, c)
    {
        struct str value = suite_member(c, "value"), want = suite_member(c, "suggested");
        struct str got = header_file_name(a, value);
        bool bounded = want.n > 200 && got.n >= 100 && got.n <= 255 && str_starts(want, str_sub(got, 0, 100));

        suite_case(&s, str_eq(got, want) || bounded, "\"%.*s\": \"%.*s\", not \"%.*s\"", STR_ARGS(value),
                   STR_ARGS(got), STR_ARGS(want));
    }
    json_decref(root);
    suite_end(&s, 20);
}

/* The address as url_parse() would read it: without tabs and line ends. */
static struct str
without_tabs(struct arena *a, struct str s)
{
    struct str copy = arena_str(a, s);
    char *p = (char *)copy.p;
    size_t n = 0;

    for (size_t i = 0; i < copy.n; i++)
        if (p[i] != '\t' && p[i] != '\n' && p[i] != '\r')
            p[n++] = p[i];
    return str_sub(copy, 0, n);
}

static void
check_refresh(struct arena *a)
{
    struct suite s = {.name = "refresh"};
    json_t *root = suite_fixture("meta_refresh_cases.json"), *c;
    size_t i;

    json_array_foreach(json_object_get(root, "cases"), i, c)
    {
        struct str value = suite_member(c, "content"), want = suite_member(c, "url"), target;
        const json_t *wanted = json_object_get(c, "seconds");
        double seconds, wanted_seconds = json_is_number(wanted) ? json_number_value(wanted) : -1;
        bool got = header_refresh(value, &seconds, &target);

        suite_case(&s,
                   got == (want.n > 0) && str_eq(without_tabs(a, target), want) && seconds == wanted_seconds,
                   "\"%.*s\": %g seconds, \"%.*s\"", STR_ARGS(value), seconds, STR_ARGS(target));
    }
    json_decref(root);
    suite_end(&s, 38);
}

static void
check_retry_after(void)
{
    struct suite s = {.name = "Retry-After"};
    json_t *root = suite_fixture("retry_after_cases.json"), *c;
    size_t i;

    json_array_foreach(json_object_get(root, "cases"), i, c)
    {
        struct str value = suite_member(c, "value");
        const json_t *want = json_object_get(c, "seconds");
        int64_t now = 0, got;
        bool dated = date_parse_http(suite_member(c, "now"), &now);

        got = header_retry_after(value, now);
        suite_case(&s, dated && got == (json_is_integer(want) ? json_integer_value(want) : -1),
                   "\"%.*s\": %lld", STR_ARGS(value), (long long)got);
    }
    json_decref(root);
    suite_end(&s, 17);
}

int
main(void)
{
    struct arena *a = arena_new(0);

    check_content_types(a);
    check_dispositions(a);
    check_refresh(a);
    check_retry_after();
    arena_free(a);
    return suite_exit();
}
