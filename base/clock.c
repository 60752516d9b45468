/* Time, and the one place where a test may set it. */
#include "base/clock.h"
#include "base/str.h"
#include <stdlib.h>
#include <time.h>

int64_t
clock_monotonic_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t
clock_now(void)
{
    struct timespec t;
    uint64_t fake;

    if (str_to_u64(str_of(getenv("OIT_FAKE_NOW")), &fake) && fake <= INT64_MAX)
        return (int64_t)fake;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec;
}
