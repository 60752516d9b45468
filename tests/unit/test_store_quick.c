/* Packed bytes: there again as they were, whatever they are; and what is damaged harms nobody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "store/quick.h"
#include <stdlib.h>
#include <string.h>

#define MOST (1 << 20)

static struct str
packed(struct str bytes, struct buf *out)
{
    char *room = malloc(quick_bound(bytes.n));

    assert_non_null(room);
    buf_clear(out);
    buf_put(out, room, quick_pack(bytes, room));
    free(room);
    return buf_view(out);
}

/* Whether to what it was or not; the room is no larger than what was asked for. */
static bool
expands(struct str from, struct buf *out)
{
    size_t n = quick_size(from);
    char *room;
    bool ok;

    buf_clear(out);
    if (n > MOST)
        return false;
    room = malloc(n + 1);
    assert_non_null(room);
    room[n] = 'g';
    ok = quick_expand(from, room);
    assert_int_equal(room[n], 'g');
    if (ok)
        buf_put(out, room, n);
    free(room);
    return ok;
}

struct two {
    struct buf packed, out;
};

static int
setup(void **state)
{
    struct two *t = calloc(1, sizeof *t);

    buf_init(&t->packed, MOST);
    buf_init(&t->out, MOST);
    *state = t;
    return 0;
}

static int
teardown(void **state)
{
    struct two *t = *state;

    buf_free(&t->packed);
    buf_free(&t->out);
    free(t);
    return 0;
}

/* Nothing, one byte, letters cut in two and what comes again and again are there as they were. */
static void
comes_back(void **state)
{
    static const struct str some[] = {STR(""), STR("a"), STR("\0\0\0"), STR("\xE0\xB8"),
                                      STR("ประกาศประกาศประกาศประกาศประกาศ")};
    struct two *t = *state;

    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        struct str p = packed(some[i], &t->packed);

        assert_int_equal(quick_size(p), some[i].n);
        assert_true(expands(p, &t->out));
        assert_true(str_eq(buf_view(&t->out), some[i]));
    }
}

/* What comes again takes little room. */
static void
takes_little(void **state)
{
    struct two *t = *state;
    struct buf many;

    buf_init(&many, MOST);
    for (int i = 0; i < 1000; i++)
        buf_z(&many, "แผนการใช้จ่ายงบประมาณ ");
    assert_true(packed(buf_view(&many), &t->packed).n < many.n / 50);
    buf_free(&many);
}

/* Cut anywhere, or with any byte turned round: nothing is written outside the room, and cut is told. */
static void
damage(void **state)
{
    struct two *t = *state;
    struct str p = packed(STR("ประกาศรับสมัครบุคคล ประกาศรับสมัครบุคคล ประกาศ 2566"), &t->packed);

    for (size_t n = 0; n < p.n; n++)
        assert_false(expands((struct str){p.p, n}, &t->out));
    for (size_t i = 0; i < p.n; i++) {
        t->packed.p[i] ^= (char)0xFF;
        expands(buf_view(&t->packed), &t->out);
        t->packed.p[i] ^= (char)0xFF;
    }
}

/* A size that nobody can have is none. */
static void
sizes(void **state)
{
    (void)state;
    assert_int_equal(quick_size(STR("")), SIZE_MAX);
    assert_int_equal(quick_size(STR("\xff")), SIZE_MAX);
    assert_int_equal(quick_size(STR("\xff\xff\xff\xff\x7f")), SIZE_MAX);
    assert_int_equal(quick_size(STR("\x80\x80\x80\x10 a small row")), SIZE_MAX); /* 32 MiB */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(comes_back, setup, teardown),
        cmocka_unit_test_setup_teardown(takes_little, setup, teardown),
        cmocka_unit_test_setup_teardown(damage, setup, teardown),
        cmocka_unit_test(sizes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
