/* Squeezed bytes: there again as they were, whatever they are; and what is damaged harms nobody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "store/squeeze.h"
#include <stdlib.h>
#include <string.h>

#define GUARD 64 /* bytes behind the slack that nobody writes to */

/* Does it expand, whether to what it was or not?  Nothing is written beyond the room. */
static bool
expands(struct str squeezed, struct buf *out)
{
    size_t n = squeeze_size(squeezed);
    char *room;
    bool ok;

    buf_clear(out);
    if (n > 1 << 20)
        return false;
    room = malloc(n + SQUEEZE_SLACK + GUARD);
    assert_non_null(room);
    memset(room + n + SQUEEZE_SLACK, 'g', GUARD);
    ok = squeeze_expand(squeezed, room);
    for (size_t i = 0; i < GUARD; i++)
        assert_int_equal(room[n + SQUEEZE_SLACK + i], 'g');
    if (ok)
        buf_put(out, room, n);
    free(room);
    return ok;
}

/* How many bytes it takes. */
static size_t
round_trip(struct squeezer *q, struct str bytes)
{
    struct str squeezed = squeeze(q, bytes);
    struct buf out;

    buf_init(&out, 1 << 21);
    assert_int_equal(squeeze_size(squeezed), bytes.n);
    assert_true(expands(squeezed, &out));
    assert_true(str_eq(buf_view(&out), bytes));
    buf_free(&out);
    return squeezed.n;
}

static void
fill(struct buf *b, size_t n, const char *const *piece, size_t piece_n, unsigned seed)
{
    uint32_t x = seed * 2654435761u + 1;

    buf_clear(b);
    while (b->n < n) {
        x = x * 1664525 + 1013904223;
        buf_z(b, piece[(x >> 16) % piece_n]);
    }
}

static void
comes_back(void **state)
{
    static const struct str some[] = {
        STR(""),
        STR("a"),
        STR("ก"),
        STR("\0\0\0"),
        STR("\xE0"),
        STR("\xE0\xB8"),
        STR("\xE0\xB8\x80"),
        STR("\xE0\xB8\x41\xE0\xB9\xC0"),
        STR("ประกาศ"),
        STR("“ประกาศ” – ๑๒๓ \xF0\x9F\x99\x82 é"),
        STR("abcdefghijklmnopabcdefghijklmnopabcdefghijklmnop"),
        STR("กกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกก"),
    };
    struct squeezer *q = squeezer_new();

    (void)state;
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < sizeof some / sizeof *some; i++)
            round_trip(q, some[i]);
    squeezer_free(q);
}

/* Words, letters that differ in a last byte, bytes that are no text, and what stands too far back. */
static void
all_kinds_come_back(void **state)
{
    static const char *const words[] = {"ประกาศ",   "เทศบาล", "ตำบล",          " ",
                                        "งบประมาณ", "๒๕๖๖",   "/index.php?id="};
    static const char *const letters[] = {"ก", "ข", "เ", "a", "\xE2\x80\x93", "\x80", "\xBF", "\xE0", "\xB8"};
    static const char *const broken[] = {"\x80\x81\x82", "\xBF\xBF\xBF\xBF\xBF\xBF\xBF\xBF\xBF", "\xE0\xB8"};
    struct squeezer *q = squeezer_new();
    struct buf b;

    (void)state;
    buf_init(&b, 1 << 20);
    for (unsigned seed = 0; seed < 50; seed++) {
        fill(&b, 1 + seed * 97, letters, sizeof letters / sizeof *letters, seed);
        round_trip(q, buf_view(&b));
        fill(&b, 1 + seed * 97, broken, sizeof broken / sizeof *broken, seed);
        round_trip(q, buf_view(&b));
        fill(&b, 5000 * seed, words, sizeof words / sizeof *words, seed);
        assert_true(round_trip(q, buf_view(&b)) <= b.n / 4 + 8);
    }
    buf_free(&b);
    squeezer_free(q);
}

/* Thai takes a third even where nothing repeats. */
static void
thai_is_short(void **state)
{
    struct squeezer *q = squeezer_new();
    char text[3 * 4000];
    uint32_t x = 1;

    (void)state;
    for (size_t i = 0; i < sizeof text; i += 3) {
        x = x * 1664525 + 1013904223;
        utf8_put(text + i, 0x0E01 + (x >> 24) % 0x2E);
    }
    assert_in_range(round_trip(q, (struct str){text, sizeof text}), 4000, 4020);
    squeezer_free(q);
}

/* Cut anywhere, with any byte changed, or claiming another size: told, or other bytes, and no harm. */
static void
damage_does_no_harm(void **state)
{
    static const char *const words[] = {"ประกาศ", "เทศบาล", "ตำบล", " ", "é", "aaaaaaaaaaaaaaaaaaaaaaa"};
    struct squeezer *q = squeezer_new();
    struct buf b, out;
    struct str squeezed;
    char *copy;

    (void)state;
    buf_init(&b, 1 << 20);
    buf_init(&out, 1 << 21);
    fill(&b, 3000, words, sizeof words / sizeof *words, 7);
    squeezed = squeeze(q, buf_view(&b));
    for (size_t n = 0; n < squeezed.n; n++)
        assert_false(expands((struct str){squeezed.p, n}, &out));
    copy = malloc(squeezed.n);
    assert_non_null(copy);
    for (size_t i = 0; i < squeezed.n; i++)
        for (unsigned c = 0; c < 256; c += 5) {
            memcpy(copy, squeezed.p, squeezed.n);
            copy[i] = (char)(copy[i] ^ c);
            expands((struct str){copy, squeezed.n}, &out);
        }
    free(copy);
    buf_free(&b);
    buf_free(&out);
    squeezer_free(q);
}

/* Piece by piece: nothing to come again yet, too far back, too much of it, letters that are not there. */
static void
false_pieces_are_told(void **state)
{
    static const struct str bad[] = {
        STR(""),
        STR("\x80"),
        STR("\x05\x00"),                       /* five bytes of nothing */
        STR("\x0B\x01\x01\x00"),               /* again what is not there yet */
        STR("\x0B\x21x\x02\x00"),              /* from before the beginning */
        STR("\x0B\x21x\x00\x00"),              /* from where it stands */
        STR("\x0B\x3Fx\x7F\x01\x00"),          /* more than its size */
        STR("\x0B\x21x\x01"),                  /* half a distance */
        STR("\x02\x60xx"),                     /* three letters of two */
        STR("\x01\x40xx"),                     /* two where one should be */
        STR("\x01\x20\x80"),                   /* a byte that does not follow */
        STR("\x01\xE0\xFF\xFF\xFF\xFF\xFFxx"), /* a number without end */
    };
    struct buf out;

    (void)state;
    buf_init(&out, 1 << 21);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(expands(bad[i], &out));
    assert_true(expands(STR("\x0B\x21x\x01\x00"), &out));
    assert_true(str_eq(buf_view(&out), STR("xxxxxxxxxxx")));
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back),
        cmocka_unit_test(all_kinds_come_back),
        cmocka_unit_test(thai_is_short),
        cmocka_unit_test(damage_does_no_harm),
        cmocka_unit_test(false_pieces_are_told),
    };

    return cmocka_run_group_tests_name("store/squeeze", tests, NULL, NULL);
}
