/* What a test of reports writes into: setup and teardown of a cmocka test, whose state is a struct fixture.
 */
#ifndef OIT_TESTS_WRITTEN_H
#define OIT_TESTS_WRITTEN_H

#include "base/arena.h"
#include "base/buf.h"

struct fixture {
    struct arena *a;
    struct buf out;
};

int written_setup(void **state);
int written_teardown(void **state);

#endif
