/*
 * Where an address leads by its host: an account, a chat, a form, a drive, nobody's button; whatever was
 * asked before.
 */
#include "rules/hosts.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
/* cmocka wants the three above first */
#include "tests/support/loaded_rules.h"
#include <cmocka.h>

static struct catalog *catalog;

static int
load(void **state)
{
    (void)state;
    catalog = loaded_rules(FIXTURES "/../rules");
    return 0;
}

static int
unload(void **state)
{
    (void)state;
    catalog_free(catalog);
    return 0;
}

/* Given: addresses, asked twice in turns.  Expected: the kinds of their hosts, each time the same. */
static void
tells_kinds_of_hosts(void **state)
{
    static const struct {
        const char *url;
        unsigned kinds;
    } given[] = {
        {"https://www.facebook.com/tuayang.example", HOST_SOCIAL | HOST_SHARED},
        {"https://web.facebook.com/tuayang.example", HOST_SOCIAL | HOST_SHARED},
        {"https://notfacebook.com/tuayang.example", 0},
        {"https://www.facebook.com/sharer/sharer.php?u=x", HOST_SOCIAL | HOST_SHARE | HOST_SHARED},
        {"https://itas.nacc.go.th/go/eit/x", HOST_SURVEY | HOST_STATE},
        {"https://drive.google.com/file/d/1/view", HOST_DRIVE},
        {"https://docs.google.com/forms/d/1", HOST_FORM},
        {"https://docs.google.com/document/d/1", HOST_DRIVE},
        {"https://online.anyflip.com/abcd/efgh/mobile/index.html", HOST_READER},
        {"https://www.canva.com/design/x/view", HOST_READER},
        {"https://www.canva.com/templates", 0},
        {"http://process3.gprocurement.go.th/egp2procmainWeb/jsp/procsearch.sch?planId=P1",
         HOST_READER | HOST_STATE},
        {"http://www.gprocurement.go.th/new_index.html", HOST_STATE},
        {"https://bit.ly/3x", HOST_SHORT},
        {"https://docs.google.com/", 0},
        {"https://itas.nacc.go.th/", HOST_SURVEY},
        {"https://www.facebook.com/", 0},
        {"https://www.facebook.com", 0},
        {"https://anyflip.com/#", 0},
        {"https://www.facebook.com/?id=1", HOST_SOCIAL | HOST_SHARED},
        {"https://www.tuayang.example/facebook.com/", 0},
        {"mailto:a@tuayang.example", 0},
        {"", 0},
    };
    struct hosts *h = hosts_new(catalog);

    (void)state;
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < sizeof given / sizeof *given; i++)
            assert_int_equal(hosts_of(h, str_of(given[i].url)), given[i].kinds);
    hosts_free(h);
}

/* Given: more hosts than are at hand, and one that is very long.  Expected: the first is told as before. */
static void
tells_them_after_many_others(void **state)
{
    struct hosts *h = hosts_new(catalog);
    char url[512];

    (void)state;
    assert_int_equal(hosts_of(h, STR("https://www.facebook.com/x")), HOST_SOCIAL | HOST_SHARED);
    for (int i = 0; i < 200; i++) {
        snprintf(url, sizeof url, "https://%0*d.site.example/", 1 + i % 200, i);
        assert_int_equal(hosts_of(h, str_of(url)), 0);
    }
    assert_int_equal(hosts_of(h, STR("https://www.facebook.com/x")), HOST_SOCIAL | HOST_SHARED);
    hosts_free(h);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_kinds_of_hosts),
        cmocka_unit_test(tells_them_after_many_others),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
