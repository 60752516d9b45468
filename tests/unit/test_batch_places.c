/* Which sites live at one address, looked up on this machine alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "batch/places.h"

static bool
never(void *ctx)
{
    (void)ctx;
    return false;
}

static void
sites_of_one_address_are_of_one_place(void **state)
{
    const struct place_name name[] = {
        {STR("192.0.2.7"), 80},   {STR("192.0.2.8"), 80},     {STR("192.0.2.7"), 443},
        {STR("127.0.0.1"), 8001}, {STR("127.0.0.1"), 8002},   {STR("127.0.0.1"), 8001},
        {STR("2001:db8::1"), 80}, {STR("2001:db8:0::1"), 80},
    };
    size_t place[8];

    (void)state;
    places_find(name, 8, place, never, NULL);
    assert_int_equal(place[0], place[2]); /* whatever the port */
    assert_int_not_equal(place[0], place[1]);
    assert_int_equal(place[3], place[5]);
    assert_int_not_equal(place[3], place[4]); /* here a port is a server of its own */
    assert_int_equal(place[6], place[7]);
    assert_int_not_equal(place[6], place[0]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sites_of_one_address_are_of_one_place)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
