/* The shipped rules and what is judged with them, for the tests of the judgement. */
#ifndef OIT_TESTS_JUDGE_SAMPLE_H
#define OIT_TESTS_JUDGE_SAMPLE_H

#include "base/mem.h"
#include "rules/judge.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
/* cmocka wants the four above first */
#include "tests/support/loaded_rules.h"
#include <cmocka.h>

#define JUDGES_MAX 16

struct world {
    struct catalog *catalog;
    struct arena *arena;
    struct judge *judge[JUDGES_MAX];
    size_t judge_n;
};

static int
set_up(void **state)
{
    struct world *w = mem_new(1, sizeof *w);

    w->catalog = loaded_rules(FIXTURES "/../rules");
    w->arena = arena_new(0);
    *state = w;
    return 0;
}

static int
tear_down(void **state)
{
    struct world *w = *state;

    while (w->judge_n > 0)
        judge_free(w->judge[--w->judge_n]);
    catalog_free(w->catalog);
    arena_free(w->arena);
    free(w);
    return 0;
}

#endif
