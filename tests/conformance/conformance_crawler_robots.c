/* robots.txt: 205 checks after RFC 9309, and what each answer to its request means. */
#include "base/buf.h"
#include "crawler/robots.h"
#include "oit/limits.h"
#include "suite.h"
#include <stdio.h>
#include <time.h>

/* The file as text, or made of repeated parts. */
static void
build_file(struct buf *out, const json_t *c)
{
    size_t i;
    json_t *part;

    buf_str(out, suite_member(c, "robots"));
    json_array_foreach(json_object_get(c, "robots_parts"), i, part)
    {
        json_int_t repeat = json_integer_value(json_object_get(part, "repeat"));

        for (json_int_t k = 0; k < repeat; k++)
            buf_str(out, suite_member(part, "text"));
    }
}

static double
milliseconds(const struct timespec *from)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) * 1e3 + (double)(now.tv_nsec - from->tv_nsec) / 1e6;
}

static void
run_checks(struct suite *s, struct suite *speed, const json_t *c, struct str text)
{
    double limit = json_number_value(json_object_get(c, "max_ms"));
    size_t i;
    json_t *check;

    json_array_foreach(json_object_get(c, "checks"), i, check)
    {
        struct timespec from;
        struct robots *r;
        bool want = json_is_true(json_object_get(check, "allow")), got;

        clock_gettime(CLOCK_MONOTONIC, &from);
        r = robots_parse(text, suite_member(check, "agent"));
        got = robots_allows(r, suite_member(check, "path"));
        if (limit > 0)
            suite_case(speed, milliseconds(&from) < limit, "%s: %.1f ms",
                       json_string_value(json_object_get(c, "name")), milliseconds(&from));
        robots_free(r);
        suite_case(s, got == want, "%s: %.*s for %.*s is %s", json_string_value(json_object_get(c, "name")),
                   STR_ARGS(suite_member(check, "path")), STR_ARGS(suite_member(check, "agent")),
                   got ? "allowed" : "forbidden");
    }
}

static void
check_files(void)
{
    struct suite s = {.name = "robots.txt checks"},
                 speed = {.name = "robots.txt patterns of many stars in time"};
    json_t *root = suite_fixture("robots_cases.json"), *c;
    struct buf text;
    size_t i;

    buf_init(&text, 4 << 20);
    json_array_foreach(json_object_get(root, "cases"), i, c)
    {
        buf_clear(&text);
        build_file(&text, c);
        run_checks(&s, &speed, c, buf_view(&text));
    }
    buf_free(&text);
    json_decref(root);
    suite_end(&s, 205);
    suite_end(&speed, 0);
}

/* 60 stars, the worst kind for a matcher that tries again. */
static void
check_sixty_stars(void)
{
    struct suite s = {.name = "60-star pattern under 50 ms"};
    struct timespec from;
    struct buf text, path;
    struct robots *r;
    double took;
    bool allowed;

    buf_init(&text, 4096);
    buf_init(&path, 8192);
    buf_z(&text, "User-agent: *\nDisallow: /");
    for (int i = 0; i < 60; i++)
        buf_z(&text, "*a");
    buf_z(&text, "*b\n");
    buf_char(&path, '/');
    while (buf_char(&path, 'a'))
        ;
    r = robots_parse(buf_view(&text), STR("OitBot"));
    clock_gettime(CLOCK_MONOTONIC, &from);
    allowed = robots_allows(r, buf_view(&path));
    took = milliseconds(&from);
    suite_case(&s, allowed && took < 50, "%s in %.2f ms", allowed ? "allowed" : "forbidden", took);
    robots_free(r);
    buf_free(&text);
    buf_free(&path);
    suite_end(&s, 1);
}

/* Status and kind of the answer from the words of a case; -1 when it is about more than the answer. */
static int
status_of(struct str response)
{
    uint64_t status;
    static const char *const silent[] = {"refused", "NXDOMAIN", "no answer", "bad certificate"};

    if (str_to_u64(str_sub(response, 0, 3), &status))
        return (int)status;
    for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
        if (str_starts(response, str_of(silent[i])))
            return 0;
    return -1;
}

/*
 * The last answer of a chain is what robots_policy_of() sees: a chain that was followed ends in 200, one that
 * was given up in its 3xx, one that leads where we may not go in no answer at all.
 */
static int
end_of_chain(struct str name, struct str policy, int status)
{
    if (str_has(policy, STR("obey")))
        return 200;
    if (str_has(name, STR("private address")) || str_has(name, STR("file:")))
        return 0;
    return status;
}

static bool
is_forbidden(struct str policy)
{
    static const char *const words[] = {"disallow", "unreachable", "host unreachable", "wait", "TLS policy"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (str_has(policy, str_of(words[i])))
            return true;
    return false;
}

/* Cases about the bytes of the file: what is left of it must be obeyed, or not. */
static bool
check_bytes(struct str name, bool *ok)
{
    static const char rule[] = "User-agent: *\nDisallow: /a\n";
    struct buf text;
    struct robots *r;

    buf_init(&text, 1 << 20);
    if (str_eq(name, STR("NUL bytes inside"))) {
        buf_z(&text, rule);
        buf_put(&text, "Disallow: /\0b\n", 14);
    } else if (str_eq(name, STR("UTF-16"))) {
        buf_put(&text, "\xff\xfe", 2);
        for (const char *p = "User-agent: *\nDisallow: /\n"; *p; p++)
            buf_put(&text, (const char[]){*p, 0}, 2);
    } else if (str_eq(name, STR("endless")) || str_eq(name, STR("gzip bomb")) ||
               str_eq(name, STR("cut short"))) {
        buf_z(&text, rule);
        while (text.n < LIMIT_ROBOTS - 20)
            buf_z(&text, "# padding padding\n");
        buf_z(&text, "Disallow: /bcdefghijklmnopqrstuvwxyz\n");
    } else {
        buf_free(&text);
        return false;
    }
    r = robots_parse(str_sub(buf_view(&text), 0, LIMIT_ROBOTS), STR("OitBot"));
    *ok = robots_allows(r, STR("/bcdef")) && robots_allows(r, STR("/")) &&
          robots_allows(r, STR("/a")) == str_eq(name, STR("UTF-16"));
    robots_free(r);
    buf_free(&text);
    return true;
}

/* What was read on an earlier visit: asked again after a day, obeyed for a month when asking fails. */
static bool
check_age(struct str response)
{
    const int64_t now = 1682640000, hour = 3600, day = 24 * hour;

    if (str_has(response, STR("25 h old")))
        return robots_is_fresh(now - 23 * hour, now) && !robots_is_fresh(now - 25 * hour, now);
    return robots_is_kept(now - 29 * day, now) && !robots_is_kept(now - 31 * day, now) &&
           robots_policy_of(503, false) == ROBOTS_FORBID_ALL;
}

static void
check_answers(void)
{
    struct suite s = {.name = "robots.txt answers"};
    json_t *root = suite_fixture("robots_fetch.json"), *c;
    size_t i;

    json_array_foreach(json_object_get(root, "cases"), i, c)
    {
        struct str name = suite_member(c, "name"), policy = suite_member(c, "policy");
        struct str response = suite_member(c, "response");
        int status = status_of(response);
        enum robots_policy got;
        bool ok;

        if (check_bytes(name, &ok)) {
            suite_case(&s, ok, "%.*s", STR_ARGS(name));
            continue;
        }
        if (str_starts(response, STR("cached"))) {
            suite_case(&s, check_age(response), "%.*s: %.*s", STR_ARGS(name), STR_ARGS(policy));
            continue;
        }
        if (str_has(response, STR(" x ")))
            status = 302;
        status = end_of_chain(name, policy, status);
        got = robots_policy_of(status, str_has(response, STR("html")));
        if (is_forbidden(policy))
            ok = got == ROBOTS_FORBID_ALL;
        else if (str_has(policy, STR("obey")))
            ok = got == ROBOTS_USE_BODY;
        else /* an empty file allows all as well */
            ok = got == ROBOTS_ALLOW_ALL || status == 200 || status == 204;
        suite_case(&s, ok, "%.*s: %.*s", STR_ARGS(name), STR_ARGS(policy));
    }
    json_decref(root);
    suite_end(&s, 32);
}

int
main(void)
{
    check_files();
    check_sixty_stars();
    check_answers();
    return suite_exit();
}
