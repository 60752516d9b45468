/*
 * Time comes in from cli/.  Waits use monotonic time, records use real time; both can be set by tests.
 */
#ifndef OIT_BASE_CLOCK_H
#define OIT_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds that never go back. */
int64_t clock_monotonic_ms(void);
/* Unix seconds; OIT_FAKE_NOW=seconds in the environment sets them for tests. */
int64_t clock_now(void);

#endif
