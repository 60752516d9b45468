/* Rules of a folder, loaded for a test; a fault of theirs is told with its place and fails the test. */
#ifndef OIT_TESTS_LOADED_RULES_H
#define OIT_TESTS_LOADED_RULES_H

#include "rules/catalog.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the three above first */
#include <cmocka.h>

/* To be freed with catalog_free(). */
static inline struct catalog *
loaded_rules(const char *dir)
{
    struct err e = {.code = ERR_NONE};
    struct catalog *c = catalog_load(&dir, 1, &e);

    if (c == NULL)
        fail_msg("%s: %s; %s", e.input, e.what, e.next);
    return c;
}

#endif
