/* A buffer as large as any report, and an arena beside it, for one test. */
#include "tests/support/written.h"
#include "report/report.h"

int
written_setup(void **state)
{
    static struct fixture f;

    f.a = arena_new(0);
    buf_init(&f.out, REPORT_BYTES_MAX);
    *state = &f;
    return 0;
}

int
written_teardown(void **state)
{
    struct fixture *f = *state;

    buf_free(&f->out);
    arena_free(f->a);
    return 0;
}
