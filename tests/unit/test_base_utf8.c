/* UTF-8: decoding that never fails, and text that is safe to show. */
#include "base/utf8.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define long_text                                                                                                                                                \
    "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570) a plain town plan, and ก็ with — € 😀 signs of two, three and four bytes: " \
    "é ñ ü"

struct pair {
    struct str given, expected;
};

#define PAIR(given, expected)                                                                                \
    {                                                                                                        \
        STR(given), STR(expected)                                                                            \
    }

static void
check(void (*append)(struct buf *, struct str), const struct pair *p, size_t n)
{
    struct buf got;

    buf_init(&got, 1000);
    for (size_t i = 0; i < n; i++) {
        buf_clear(&got);
        append(&got, p[i].given);
        if (!str_eq(buf_view(&got), p[i].expected))
            fail_msg("case %zu gives \"%s\", not \"%s\"", i, buf_cstr(&got), p[i].expected.p);
    }
    buf_free(&got);
}

/* Overlong forms, surrogates, values too high and cut sequences become U+FFFD, one a broken beginning. */
static void
cleaning(void **state)
{
    static const struct pair p[] = {
        PAIR("", ""),
        PAIR("แผน", "แผน"),
        PAIR("a\xff"
             "b",
             "a\ufffd"
             "b"),
        PAIR("\xe0\xb8", "\ufffd"),
        PAIR("\xe0\xb8\xe0\xb8\x81", "\ufffdก"),
        PAIR("\xc0\xaf", "\ufffd\ufffd"),
        PAIR("\xe0\x80\xaf", "\ufffd\ufffd\ufffd"),
        PAIR("\xed\xa0\x80", "\ufffd\ufffd\ufffd"),
        PAIR("\xf0\x9f\x98", "\ufffd"),
        PAIR("\xf4\x90\x80\x80", "\ufffd\ufffd\ufffd\ufffd"),
        PAIR("\xf5", "\ufffd"),
        PAIR("\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf"),
        PAIR("\x80\x80", "\ufffd\ufffd"),
    };

    (void)state;
    check(utf8_clean, p, sizeof p / sizeof *p);
}

/* What a terminal or a log would obey is written out instead; the rest is untouched. */
static void
showing(void **state)
{
    static const struct pair p[] = {
        PAIR("แผน 2566 é 漢", "แผน 2566 é 漢"),
        PAIR("a\nb\r\tc", "a\\x0ab\\x0d\\x09c"),
        PAIR("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        PAIR("a\0b", "a\\x00b"),
        PAIR("\x7f", "\\x7f"),
        PAIR("\xc2\x9b"
             "31m",
             "\\x9b31m"),
        PAIR("\xe2\x80\xae"
             "fdp",
             "\\u{202e}fdp"),
        PAIR("a\xe2\x80\x8b\xef\xbb\xbf", "a\\u{200b}\\u{feff}"),
        PAIR("\xe2\x81\xa6x\xe2\x81\xa9", "\\u{2066}x\\u{2069}"),
        PAIR("\xf3\xa0\x81\x81", "\\u{e0041}"),
        PAIR("\x9b"
             "31m",
             "\ufffd31m"),
    };

    (void)state;
    check(utf8_show, p, sizeof p / sizeof *p);
}

/* Every code point comes back as it went in; what is none becomes U+FFFD. */
static void
round_trip(void **state)
{
    char bytes[4];

    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        size_t n = utf8_put(bytes, c), at = 0;
        uint32_t expected = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;

        if (utf8_next((struct str){bytes, n}, &at) != expected || at != n)
            fail_msg("U+%04X", c);
    }
    assert_int_equal(utf8_put(bytes, 0x110000), 3);
}

/* Valid or not, length in characters. */
static void
measuring(void **state)
{
    (void)state;
    assert_true(utf8_valid(STR("ก\0ข")) && utf8_valid(STR_NONE));
    assert_false(utf8_valid(STR("ก\xe0\xb8")));
    assert_int_equal(utf8_length(STR("ที่ a")), 5);
    assert_int_equal(utf8_length(STR("\xff\xff")), 2);
    /* Of valid text both ways of counting agree, wherever it ends. */
    for (size_t n = 0; n <= sizeof long_text - 1; n++) {
        struct str begin = utf8_prefix(STR(long_text), n);

        assert_int_equal(utf8_length_valid(begin), utf8_length(begin));
    }
}

/* A cut never leaves a letter without its marks: what does not fit whole is left out. */
static void
cutting(void **state)
{
    struct str s = STR("ที่ดิน");

    (void)state;
    assert_true(str_eq(utf8_prefix(s, 6), s));
    assert_true(str_eq(utf8_prefix(s, 99), s));
    assert_true(str_eq(utf8_prefix(s, 5), STR("ที่ดิ")));
    assert_true(str_eq(utf8_prefix(s, 4), STR("ที่")));
    assert_true(str_eq(utf8_prefix(s, 3), STR("ที่")));
    assert_int_equal(utf8_prefix(s, 2).n, 0);
    assert_int_equal(utf8_prefix(s, 0).n, 0);
    assert_true(str_eq(utf8_prefix(STR("น้ำ"), 2), STR("")));
    assert_true(str_eq(utf8_prefix(STR("e\u0301x"), 1), STR("")));
}

/* Columns: marks and controls take none, sara am one, Han and emoji two. */
static void
columns(void **state)
{
    (void)state;
    assert_int_equal(utf8_columns(STR("ที่ดิน")), 3);
    assert_int_equal(utf8_columns(STR("น้ำ")), 2);
    assert_int_equal(utf8_columns(STR("เทศบาลตำบล")), 10);
    assert_int_equal(utf8_columns(STR("a\x1b\u200b")), 1);
    assert_int_equal(utf8_columns(STR("漢字\U0001F600")), 6);
    assert_int_equal(utf8_columns(STR("")), 0);
}

/* Texts of pieces of all kinds, at every offset: eight bytes at a time gives what one at a time does. */
static void
eight_at_a_time(void **state)
{
    static const char *const pieces[] = {"ก",
                                         "ที่",
                                         "a",
                                         "Zz09",
                                         "~",
                                         " ",
                                         "\n",
                                         "\t",
                                         "\x7f",
                                         "\x01",
                                         "\xc2\xa0",
                                         "\xc2\xa9",
                                         "\xe0\xba\x81",
                                         "\xe2\x80\x93",
                                         "漢",
                                         "\U0001F600",
                                         "๑",
                                         "abcdefgh",
                                         "แผนพัฒนา",
                                         "\f",
                                         "\r"};
    uint64_t seed = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[160];
        size_t n = 0, visible = 0;
        bool plain = true;
        struct str s;

        while (n < 100) {
            const char *piece;

            seed = seed * 6364136223846793005u + 1442695040888963407u;
            piece = pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)];
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        s = str_sub((struct str){text, n}, (size_t)round % 3, n);
        while (s.n > 0 && ((unsigned char)s.p[0] & 0xC0) == 0x80)
            s = str_sub(s, 1, s.n);
        for (size_t at = 0; at < s.n;) {
            uint32_t c = utf8_next(s, &at);
            bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';

            visible += c > ' ' && c != 0xA0;
            plain = plain && (blank || (c > ' ' && c < 0x7F) || (c >= 0xE00 && c <= 0xE7F));
        }
        assert_int_equal(utf8_visible(s), visible);
        assert_int_equal(utf8_plain(s), plain);
        assert_true(utf8_valid(s));
        for (size_t at = utf8_skip_letters(s, 0), k = 0; k < at;) {
            uint32_t c = utf8_next(s, &k);

            assert_true((c > ' ' && c < 0x7F) || (c >= 0xE00 && c <= 0xE7F));
            assert_true(k <= at);
        }
    }
}

/* One odd thing at every place of a longer text, which is otherwise Thai, ASCII and blanks. */
static void
thirty_two_at_a_time(void **state)
{
    static const char *const pieces[] = {"ก", "ที่ ", "<td>", "แผนพัฒนา", "\r\n", "2566", "\t", "\f"};
    static const char *const odd[] = {"\v",   "\x7f",     "\x1f",     "\x80",     "\xe0",         "\xe0\xb8",
                                      "\xb8", "\xc2\xa0", "\xe0\xb9", "\xe0\x80", "\xe0\xba\x81", "\xf0\x9f"};
    uint64_t seed = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t n = 0, most = 200 + (size_t)round % 400, place = (size_t)round * 7 % 600, visible = 0;
        const char *one = round % 3 ? odd[(size_t)round % (sizeof odd / sizeof *odd)] : "";
        bool plain = true, put = false;
        char text[700];

        while (n < most) {
            const char *piece = pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)];

            seed = seed * 6364136223846793005u + 1442695040888963407u;
            if (!put && n >= place)
                piece = one;
            put = put || n >= place;
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        if (!put) {
            memcpy(text + n, one, strlen(one));
            n += strlen(one);
        }
        for (size_t at = 0; at < n;) {
            uint32_t c = utf8_next((struct str){text, n}, &at);
            bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';

            visible += c > ' ' && c != 0xA0;
            plain = plain && (blank || (c > ' ' && c < 0x7F) || (c >= 0xE00 && c <= 0xE7F));
        }
        assert_int_equal(utf8_plain((struct str){text, n}), plain);
        if (utf8_valid((struct str){text, n}))
            assert_int_equal(utf8_visible((struct str){text, n}), visible);
    }
}

/* Bytes put at every place of Thai and ASCII of every length around a step: the text is valid where cleaning
 * leaves it as it is, and only there. */
static void
valid_is_clean(void **state)
{
    static const char *const odd[] = {"\x80",         "\xe0",         "\xe0\xb8", "\xb8\x81",
                                      "\xe0\xa4\x81", "\xc3\xa9",     "\xff",     "\xe0\xb8\x81",
                                      "\xc0\x80",     "\xed\xa0\x80", "a\x81",    "\xf0\x9f\x98\x80"};
    static const char *const plain[] = {"ก", "ก1", "ab ", "ที่ 9"};
    struct buf clean;

    (void)state;
    buf_init(&clean, 4096);
    for (size_t kind = 0; kind < sizeof plain / sizeof *plain; kind++)
        for (size_t most = 1; most < 104; most++)
            for (size_t place = 0; place <= most; place++) {
                const char *one = odd[(most + place) % (sizeof odd / sizeof *odd)];
                char text[200];
                size_t n = 0;
                struct str s;

                for (; n < most; n += strlen(plain[kind]))
                    memcpy(text + n, plain[kind], strlen(plain[kind]));
                memcpy(text + (place < n ? place : n), one, strlen(one)); /* or over what stands there */
                s = (struct str){text, place + strlen(one) > n ? place + strlen(one) : n};
                buf_clear(&clean);
                utf8_clean(&clean, s);
                assert_int_equal(utf8_valid(s), str_eq(buf_view(&clean), s));
            }
    buf_free(&clean);
}

/* More of them than are added up at once. */
static void
long_texts(void **state)
{
    enum { MOST = 40000 };
    char *text = malloc(3 * MOST);

    (void)state;
    for (size_t i = 0; i < MOST; i++)
        memcpy(text + 3 * i, "ก", 3);
    for (size_t n = 80; n <= MOST; n += 7 * n / 2)
        assert_int_equal(utf8_visible((struct str){text, 3 * n}), n);
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleaning),        cmocka_unit_test(showing),
        cmocka_unit_test(round_trip),      cmocka_unit_test(measuring),
        cmocka_unit_test(cutting),         cmocka_unit_test(columns),
        cmocka_unit_test(eight_at_a_time), cmocka_unit_test(thirty_two_at_a_time),
        cmocka_unit_test(long_texts),      cmocka_unit_test(valid_is_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
