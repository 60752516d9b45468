/* Which network addresses may be connected to. */
#include "crawler/netaddr.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/un.h>

#include <cmocka.h>

static bool
permits(const struct netaddr_rules *r, const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};

    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return netaddr_permits(r, (const struct sockaddr *)&v4);
    assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return netaddr_permits(r, (const struct sockaddr *)&v6);
}

/* Unless somebody asked for it, only addresses of the public net are connected to. */
static void
test_default(void **state)
{
    static const char *const no[] = {
        "127.0.0.1",       "10.0.0.1", "192.168.1.1", "172.31.255.255", "169.254.169.254",
        "0.0.0.0",         "::",       "::1",         "fd00::1",        "fe80::1",
        "255.255.255.255", "ff02::1",  "::7f00:1",    "::ffff:8.8.8.8"};
    static const char *const yes[] = {"203.150.0.1", "8.8.8.8", "172.32.0.1", "2001:4860:4860::8888",
                                      "2400::1"};
    struct netaddr_rules *r = netaddr_rules_new(false);

    (void)state;
    for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
        if (permits(r, no[i]))
            fail_msg("%s is permitted", no[i]);
    for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
        if (!permits(r, yes[i]))
            fail_msg("%s is refused", yes[i]);
    netaddr_rules_free(r);
}

/* A range named by the user is open, also under an IPv6 name that leads into it; its neighbours are not. */
static void
test_allowed_range(void **state)
{
    struct netaddr_rules *r = netaddr_rules_new(false);

    (void)state;
    assert_int_equal(netaddr_rules_allow(r, "10.1.0.0/16", NULL), 0);
    assert_int_equal(netaddr_rules_allow(r, "127.0.0.1", NULL), 0);
    assert_int_equal(netaddr_rules_allow(r, "fd00:1::/32", NULL), 0);
    assert_true(permits(r, "10.1.2.3"));
    assert_true(permits(r, "::ffff:10.1.2.3"));
    assert_true(permits(r, "64:ff9b::a01:203"));
    assert_true(permits(r, "127.0.0.1"));
    assert_true(permits(r, "fd00:1::9"));
    assert_false(permits(r, "10.2.0.1"));
    assert_false(permits(r, "127.0.0.2"));
    assert_false(permits(r, "fd00:2::9"));
    netaddr_rules_free(r);
}

/* "All private" opens private networks and loopback, but not the metadata address of clouds. */
static void
test_private(void **state)
{
    struct netaddr_rules *r = netaddr_rules_new(true);

    (void)state;
    assert_true(permits(r, "127.0.0.1"));
    assert_true(permits(r, "192.168.1.1"));
    assert_true(permits(r, "::1"));
    assert_false(permits(r, "169.254.169.254"));
    assert_false(permits(r, "224.0.0.1"));
    netaddr_rules_free(r);
}

/* What is no network is answered with a message that names it and says how to write one. */
static void
test_bad_range(void **state)
{
    static const char *const bad[] = {"",          "10.0.0",      "10.0.0.0/33", "fd00::/129",
                                      "10.0.0.0/", "10.0.0.0/8x", "host.example"};

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct netaddr_rules *r = netaddr_rules_new(false);
        struct err e = {.code = ERR_NONE};

        assert_int_equal(netaddr_rules_allow(r, bad[i], &e), -1);
        assert_int_equal(e.code, ERR_USAGE);
        assert_string_equal(e.input, bad[i]);
        assert_true(strlen(e.what) > 0 && strstr(e.next, "127.0.0.0/8"));
        netaddr_rules_free(r);
    }
}

/* Sockets of other families lead nowhere we want to go. */
static void
test_other_family(void **state)
{
    struct netaddr_rules *r = netaddr_rules_new(true);
    struct sockaddr_un local = {.sun_family = AF_UNIX};

    (void)state;
    assert_false(netaddr_permits(r, (const struct sockaddr *)&local));
    netaddr_rules_free(r);
    netaddr_rules_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default),      cmocka_unit_test(test_allowed_range),
        cmocka_unit_test(test_private),      cmocka_unit_test(test_bad_range),
        cmocka_unit_test(test_other_family),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
