/* Addresses we may connect to: every range, the borders beside them, and what addresses in disguise lead to.
 */
#include "crawler/netaddr.h"
#include "crawler/url.h"
#include "suite.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

static bool
read_address(const char *text, struct sockaddr_storage *out)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)out;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)out;

    memset(out, 0, sizeof(*out));
    if (inet_pton(AF_INET, text, &v4->sin_addr) == 1)
        out->ss_family = AF_INET;
    else if (inet_pton(AF_INET6, text, &v6->sin6_addr) == 1)
        out->ss_family = AF_INET6;
    return out->ss_family != 0;
}

static bool
permits(const struct netaddr_rules *r, const char *text)
{
    struct sockaddr_storage sa;

    return read_address(text, &sa) && netaddr_permits(r, (const struct sockaddr *)&sa);
}

static void
check_addresses(const json_t *root, const struct netaddr_rules *r)
{
    struct suite s = {.name = "forbidden addresses"};
    size_t i;
    json_t *c;

    json_array_foreach(json_object_get(root, "addresses"), i, c)
    {
        const char *address = json_string_value(json_object_get(c, "address"));
        bool deny = json_is_true(json_object_get(c, "deny"));

        suite_case(&s, permits(r, address) == !deny, "%s is %s", address, deny ? "permitted" : "refused");
    }
    suite_end(&s, 71);
}

/* First and last address of each range. */
static void
check_ranges(const struct netaddr_rules *r)
{
    struct suite s = {.name = "forbidden ranges"};
    json_t *root = suite_fixture("ssrf_ranges.json"), *c;
    size_t i;

    json_array_foreach(json_object_get(root, "ranges"), i, c)
    {
        const char *cidr = json_string_value(json_object_get(c, "cidr"));
        char address[64];

        snprintf(address, sizeof(address), "%.*s", (int)strcspn(cidr, "/"), cidr);
        suite_case(&s, !permits(r, address), "%s is permitted", cidr);
    }
    json_decref(root);
    suite_end(&s, 38);
}

/* Names of this machine (RFC 6761) resolve to loopback whatever a name server says. */
static const char *
resolve_here(struct str host)
{
    host = str_ends(host, STR(".")) ? str_sub(host, 0, host.n - 1) : host;
    if (str_eq(host, STR("localhost")) || str_ends(host, STR(".localhost")))
        return "127.0.0.1";
    return "203.150.0.1"; /* any other name: a public address, so that only the name's form is judged */
}

/* Would the crawl refuse to ask for this address, or to connect to where it leads? */
static bool
is_refused(struct arena *a, const struct netaddr_rules *r, struct str text)
{
    struct url u;
    struct str host;
    char address[256];

    if (!url_parse(a, text, NULL, NULL, &u) || !url_followable(&u) || !url_port_permitted(&u))
        return true;
    host = u.host;
    if (str_starts(host, STR("[")))
        host = str_sub(host, 1, host.n - 1);
    snprintf(address, sizeof(address), "%.*s", STR_ARGS(host));
    if (strspn(address, "0123456789.") == strlen(address) || strchr(address, ':'))
        return !permits(r, address);
    return !permits(r, resolve_here(host));
}

static void
check_urls(const json_t *root, const struct netaddr_rules *r)
{
    struct suite s = {.name = "addresses in disguise"};
    struct arena *a = arena_new(0);
    size_t i;
    json_t *c;

    json_array_foreach(json_object_get(root, "urls"), i, c)
    {
        struct str text = suite_member(c, "url");
        bool deny = json_is_true(json_object_get(c, "deny"));

        suite_case(&s, is_refused(a, r, text) == deny, "%.*s is %s (%.*s)", STR_ARGS(text),
                   deny ? "permitted" : "refused", STR_ARGS(suite_member(c, "why")));
    }
    arena_free(a);
    suite_end(&s, 46);
}

/* Of several answers only those that pass are connected to; each connection is judged anew. */
static void
check_resolver(const json_t *root, const struct netaddr_rules *r)
{
    static const char *const lists[] = {"answers", "answers_1st", "answers_2nd"};
    struct suite s = {.name = "resolver stories, the addresses named in them"};
    size_t i, k;
    json_t *c, *answer;

    json_array_foreach(json_object_get(root, "resolver_cases"), i, c)
    {
        for (size_t n = 0; n < sizeof(lists) / sizeof(lists[0]); n++)
            json_array_foreach(json_object_get(c, lists[n]), k, answer)
            {
                const char *address = json_string_value(answer);
                bool public = strncmp(address, "203.150.", 8) == 0;

                suite_case(&s, permits(r, address) == public, "%s", address);
            }
    }
    suite_end(&s, 4);
}

int
main(void)
{
    json_t *root = suite_fixture("ssrf_cases.json");
    struct netaddr_rules *r = netaddr_rules_new(false);

    check_addresses(root, r);
    check_ranges(r);
    check_urls(root, r);
    check_resolver(root, r);
    netaddr_rules_free(r);
    json_decref(root);
    return suite_exit();
}
