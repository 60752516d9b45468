/* The texts of fixtures/conformance/hostile_strings.json. */
#ifndef OIT_TESTS_HOSTILE_H
#define OIT_TESTS_HOSTILE_H

#include "base/arena.h"

struct hostile {
    const char *name;
    struct str text; /* may hold NUL */
};

#define HOSTILE_MAX 200

/* How many were read; 0 when the file cannot be read. */
size_t hostile_load(struct arena *a, const char *path, struct hostile out[HOSTILE_MAX]);

#endif
