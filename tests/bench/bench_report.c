/* Processor time that writing a full card takes, a format: 43 items, their evidence, elements, addresses. */
#include "report/report.h"
#include "tests/support/example_card.h"
#include <stdio.h>
#include <time.h>

#define ROUNDS 50

static double
now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int
main(void)
{
    struct arena *a = arena_new(0);
    const struct scorecard *c = example_card(a);
    double all = 0;
    struct buf out;

    buf_init(&out, REPORT_BYTES_MAX);
    for (const struct report_format *f = report_formats; f->name; f++) {
        double before = now_ms(), each;

        for (int i = 0; i < ROUNDS; i++) {
            buf_clear(&out);
            f->write(c, LANG_TH, &out);
        }
        each = (now_ms() - before) / ROUNDS;
        all += each;
        printf("%-6s %8zu bytes %7.2f ms\n", f->name, out.n, each);
    }
    printf("%-6s %14s %7.2f ms\n", "all", "", all);
    buf_free(&out);
    arena_free(a);
    return 0;
}
