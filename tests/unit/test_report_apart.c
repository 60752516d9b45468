/* Work in a process of its own: its end, whatever it is, costs nothing but the work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/apart.h"

static void
put_words(const void *ctx, struct buf *out)
{
    buf_z(out, ctx);
}

static void
put_words_and_crash(const void *ctx, struct buf *out)
{
    buf_z(out, ctx);
    abort();
}

static void
put_words_without_end(const void *ctx, struct buf *out)
{
    while (buf_z(out, ctx))
        ;
}

/* The words come behind what was there. */
static void
work_is_appended(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 100);
    buf_z(&out, "before ");
    assert_true(apart_write(put_words, "words", &out));
    assert_string_equal(buf_cstr(&out), "before words");
    buf_free(&out);
}

/* A crash after half of the work leaves what was there, and this process. */
static void
crash_appends_nothing(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 100);
    buf_z(&out, "before");
    assert_false(apart_write(put_words_and_crash, "words", &out));
    assert_string_equal(buf_cstr(&out), "before");
    assert_false(out.full);
    buf_free(&out);
}

/* What is too large is told as that. */
static void
ceiling_is_told(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 100);
    assert_false(apart_write(put_words_without_end, "words", &out));
    assert_int_equal(out.n, 0);
    assert_true(out.full);
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_is_appended),
        cmocka_unit_test(crash_appends_nothing),
        cmocka_unit_test(ceiling_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
