/* The normal form of Thai text: what falls together, what stays apart, and the way back to the original. */
#include "base/thai.h"
#include "base/utf8.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct pair {
    const char *given, *expected;
};

static void
check_pairs(const struct pair *pair, size_t n, enum thai_tier tier)
{
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < n; i++) {
        struct thai_norm norm = thai_norm(a, str_of(pair[i].given), tier, i % 2);

        if (!str_eq(norm.text, str_of(pair[i].expected)))
            fail_msg("\"%s\" gives \"%s\", not \"%s\"", pair[i].given, norm.text.p, pair[i].expected);
        assert_int_equal(norm.text.p[norm.text.n], '\0');
    }
    arena_free(a);
}

/* The first tier: spellings that look the same on paper are the same text. */
static void
exact_tier(void **state)
{
    static const struct pair pair[] = {
        {"", ""},
        {"   ", ""},
        {"แผนพัฒนาท้องถิ่น", "แผนพัฒนาท้องถิ่น"},
        /* digits and case */
        {"พ.ศ. ๒๕๖6", "พ.ศ. 2566"},
        {"NO Gift Policy", "no gift policy"},
        {"ＯＩＴ　１", "oit 1"},
        /* white space goes between Thai letters and stays once elsewhere */
        {"แผน พัฒนา  ท้องถิ่น", "แผนพัฒนาท้องถิ่น"},
        {"ประจำปี   2566", "ประจำปี 2566"},
        {"ประจำปี2566", "ประจำปี2566"},
        {" \t Q  &  A \n", "q & a"},
        {"แผน\nพัฒนา", "แผนพัฒนา"},
        {"แผน\xc2\xa0พัฒนา\xe3\x80\x80ท้องถิ่น", "แผนพัฒนาท้องถิ่น"},
        {"สขร.\n1", "สขร. 1"},
        /* zero-width characters and soft hyphens */
        {"แผน\u200bพัฒนา\u2060ท้อง\u00adถิ่น\ufeff", "แผนพัฒนาท้องถิ่น"},
        /* a space or line feed before or after a mark, as PDF extractors leave it */
        {"การป ้องกัน", "การป้องกัน"},
        {"ไฟฟ\n้ า", "ไฟฟ้า"},
        {"ดำเนิ นการ", "ดำเนินการ"},
        {"ประจำปี งบประมาณ", "ประจำปีงบประมาณ"},
        /* sara am in two parts, with the tone mark before or after the nikhahit */
        {"กําหนด", "กำหนด"},
        {"นํ้า", "น้ำ"},
        {"น้ํา", "น้ำ"},
        {"น ํ ้ า", "น้ำ"},
        {"นำ้", "น้ำ"},
        {"ค ํานํา", "คำนำ"},
        /* mark order and repetition */
        {"ท่ี", "ที่"},
        {"ท่่ี", "ที่"},
        {"ทีี่่", "ที่"},
        {"เจ้าหน้้าที่", "เจ้าหน้าที่"},
        {"ผู้รัับ", "ผู้รับ"},
        {"เเผน", "แผน"},
        {"เ เผน", "แผน"},
        {"ก็", "ก็"},
        /* glyph codes of old fonts: tone marks, upper vowels, letters without their foot */
        {"ท\uf702\uf70a", "ที่"},
        {"ป\uf706องกัน", "ป้องกัน"},
        {"ก\uf711าหนด", "กำหนด"},
        {"\uf70fาติ \uf700าน", "ญาติฐาน"},
        {"ว\uf710น", "วัน"},
        {"ร\uf718", "รุ"},
    };

    (void)state;
    check_pairs(pair, sizeof pair / sizeof *pair, THAI_EXACT);
}

/* A hard break is never crossed: white space around it goes, what stands on its sides stays apart. */
static void
hard_breaks(void **state)
{
    static const struct pair pair[] = {
        {"แผน\x1fพัฒนา", "แผน\x1fพัฒนา"},
        {"แผน \x1f พัฒนา", "แผน\x1fพัฒนา"},
        {"แผน\x1f\x1f \x1fพัฒนา", "แผน\x1fพัฒนา"},
        {"\x1f แผน \x1f", "แผน"},
        {"ท\x1f่ี", "ท\x1f่ี"},
        /* a blank line and a page feed are breaks too, a single line feed is not */
        {"แผน\n\nพัฒนา", "แผน\x1fพัฒนา"},
        {"แผน\r\n \r\nพัฒนา", "แผน\x1fพัฒนา"},
        {"แผน\fพัฒนา", "แผน\x1fพัฒนา"},
        {"แผน\r\nพัฒนา", "แผนพัฒนา"},
        /* but no page ends between a letter and its mark */
        {"ฟ\n\n้า", "ฟ้า"},
    };

    (void)state;
    check_pairs(pair, 4, THAI_EXACT);
    check_pairs(pair + 5, sizeof pair / sizeof *pair - 5, THAI_EXACT);
}

/* Bytes that are no UTF-8 become U+FFFD, however many there are, and the rest is untouched. */
static void
bad_bytes(void **state)
{
    static const struct pair pair[] = {
        {"แผน\xff", "แผน\ufffd"},
        {"\xe0\xb8", "\ufffd"},
        {"\xe0\xb8 ก", "\ufffd ก"},
        {"\xc0\xaf", "\ufffd\ufffd"},
        {"\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
        {"\xf4\x90\x80\x80", "\ufffd\ufffd\ufffd\ufffd"},
    };
    struct arena *a = arena_new(0);
    char bytes[1000];
    struct thai_norm norm;

    (void)state;
    check_pairs(pair, sizeof pair / sizeof *pair, THAI_EXACT);
    memset(bytes, 0x80, sizeof bytes);
    norm = thai_norm(a, (struct str){bytes, sizeof bytes}, THAI_BARE, true);
    assert_int_equal(norm.text.n, 3 * sizeof bytes);
    assert_true(utf8_valid(norm.text));
    assert_int_equal(norm.at[norm.text.n], sizeof bytes);
    arena_free(a);
}

/* The second tier also forgives a sara am that lost its circle, or got one too many. */
static void
am_tier(void **state)
{
    static const struct pair pair[] = {
        {"ทำงาน", "ทางาน"},
        {"ทางาน", "ทางาน"},
        {"ส านักงาน", "สานักงาน"},
        {"สำนักงาน", "สานักงาน"},
        {"ด าเนิน", "ดาเนิน"},
        {"กำรบริหำร", "การบริหาร"},
        {"การบริหาร", "การบริหาร"},
        {"ประจาปี", "ประจาปี"},
        {"ประจําปี", "ประจาปี"},
        {"น้ำ", "น้า"},
        {"นํ้า", "น้า"},
        {"การสํ ารวจ", "การสารวจ"},
    };

    (void)state;
    check_pairs(pair, sizeof pair / sizeof *pair, THAI_AM);
}

/* The third tier forgives every mark that was lost, moved or taken for another. */
static void
bare_tier(void **state)
{
    static const struct pair pair[] = {
        {"ทุจริต", "ทจรต"},
        {"ท๋จริต", "ทจรต"},
        {"ข้าราชการ", "ขาราชการ"},
        {"ขาราชการ", "ขาราชการ"},
        {"กลมุ่ อาสาสมคั ร", "กลมอาสาสมคร"},
        {"กลุ่มอาสาสมัคร", "กลมอาสาสมคร"},
        {"วนั ที่", "วนท"},
        {"วันที่", "วนท"},
        {"น้ำ", "นา"},
    };

    (void)state;
    check_pairs(pair, sizeof pair / sizeof *pair, THAI_BARE);
}

/* A text of tier 1 folded to a higher tier is the text brought there at once. */
static void
folding(void **state)
{
    static const char text[] = "สรุปผลการสํ ารวจ ความพึงพอใจ\x1fนํ้าประปา เเละ ๒๕๖๖ ท๋จริต";
    struct arena *a = arena_new(0);
    struct thai_norm exact = thai_norm(a, STR(text), THAI_EXACT, true);

    (void)state;
    for (int tier = THAI_EXACT; tier <= THAI_BARE; tier++) {
        struct thai_norm once = thai_norm(a, STR(text), (enum thai_tier)tier, true);
        struct thai_norm folded = thai_fold(a, exact.text, (enum thai_tier)tier, true);

        assert_true(str_eq(once.text, folded.text));
        for (size_t i = 0; i <= once.text.n; i++)
            assert_int_equal(once.at[i], exact.at[folded.at[i]]);
        assert_null(thai_fold(a, exact.text, (enum thai_tier)tier, false).at);
    }
    arena_free(a);
}

/* A hit in the normal form is quoted in the site's own bytes, whole clusters, nothing of its neighbours. */
static void
way_back(void **state)
{
    static const struct {
        const char *text, *phrase, *quote;
        enum thai_tier tier;
    } c[] = {
        {"รวม แผน พัฒนา ๒๕๖๖ ครับ", "แผนพัฒนา 2566", "แผน พัฒนา ๒๕๖๖", THAI_EXACT},
        {"การป ้องกันภัย", "การป้องกัน", "การป ้องกัน", THAI_EXACT},
        {"ไฟฟ\n้ า สาธารณะ", "ไฟฟ้า", "ไฟฟ\n้ า", THAI_EXACT},
        {"ใช้นํ้าประปา", "น้ำ", "นํ้า", THAI_EXACT},
        {"ใช้น้ําประปา", "น้ำ", "น้ํา", THAI_EXACT},
        {"ข้อกําหนด", "กำหนด", "กําหนด", THAI_EXACT},
        {"ท่ีดิน", "ที่", "ท่ี", THAI_EXACT},
        {"ต่อต้านการทุจริต", "ทจร", "ทุจริ", THAI_BARE},
        {"ต่อต้านการท๋จริต", "ทจรต", "ท๋จริต", THAI_BARE},
        {"ที่ส านักงาน ก", "สานักงาน", "ส านักงาน", THAI_AM},
        {"เเผนงาน", "แผน", "เเผน", THAI_EXACT},
        {"ก\u200bข\u200bค", "กข", "ก\u200bข", THAI_EXACT},
        {"a NO gift b", "no gift", "NO gift", THAI_EXACT},
        {"x ป\uf706องกัน y", "ป้อง", "ป\uf706อง", THAI_EXACT},
    };
    struct arena *a = arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        struct str text = str_of(c[i].text), phrase = str_of(c[i].phrase), quote;
        struct thai_norm norm = thai_norm(a, text, c[i].tier, true);
        size_t at = str_find(norm.text, phrase, 0);

        assert_int_not_equal(at, STR_NOT_FOUND);
        quote = thai_original(&norm, text, at, at + phrase.n);
        if (!str_eq(quote, str_of(c[i].quote)))
            fail_msg("\"%s\" is quoted as \"%.*s\", not \"%s\"", c[i].phrase, STR_ARGS(quote), c[i].quote);
    }
    arena_free(a);
}

/* A hit that begins at a mark is widened to the letter below it; an empty one quotes nothing. */
static void
way_back_edges(void **state)
{
    struct arena *a = arena_new(0);
    struct str text = STR("ข้าราชการ");
    struct thai_norm norm = thai_norm(a, text, THAI_EXACT, true);
    struct str quote = thai_original(&norm, text, 3, 9);

    (void)state;
    assert_true(str_eq(quote, STR("ข้า")));
    assert_int_equal(thai_original(&norm, text, 3, 3).n, 0);
    assert_int_equal(thai_original(&norm, text, 9999, 99999).n, 0);
    assert_true(str_eq(thai_original(&norm, text, 0, 99999), text));
    arena_free(a);
}

/* Bringing a normal form into normal form changes nothing. */
static void
stable(void **state)
{
    static const char *const texts[] = {"ทีี่่ นํ้า ฟ\n้ า เเเ", "ก\u200b่ี A  b", "\xff\xfe ข ํ า", "ก่้ีิ ำ้่"};
    struct arena *a = arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct thai_norm once = thai_norm(a, str_of(texts[i]), THAI_EXACT, false);
        struct thai_norm twice = thai_norm(a, once.text, THAI_EXACT, false);

        assert_true(str_eq(once.text, twice.text));
    }
    arena_free(a);
}

/* When the arena is full the text is empty: no half a text, no crash. */
static void
arena_ceiling(void **state)
{
    struct arena *a = arena_new(64);
    struct thai_norm norm = thai_norm(a, STR("แผนพัฒนาท้องถิ่น"), THAI_EXACT, true);

    (void)state;
    assert_int_equal(norm.text.n, 0);
    assert_int_equal(norm.at[0], 0);
    assert_null(thai_norm(a, STR(""), THAI_EXACT, false).at);
    arena_free(a);
}

/* Letters and marks by code point. */
static void
letters_and_marks(void **state)
{
    (void)state;
    assert_true(thai_is_letter(0x0E01) && thai_is_letter(0x0E2E) && thai_is_letter(0x0E33) &&
                thai_is_letter(0x0E40));
    assert_false(thai_is_letter(0x0E2F) || thai_is_letter(0x0E31) || thai_is_letter(0x0E3F) ||
                 thai_is_letter(0x0E46) || thai_is_letter(0x0E50));
    assert_true(thai_is_mark(0x0E31) && thai_is_mark(0x0E3A) && thai_is_mark(0x0E47) && thai_is_mark(0x0E4E));
    assert_false(thai_is_mark(0x0E33) || thai_is_mark(0x0E40) || thai_is_mark(0x0E4F));
}

/* The share of Thai tells Thai text from text read in the wrong charset. */
static void
share(void **state)
{
    (void)state;
    assert_true(thai_share(STR("แผนพัฒนาท้องถิ่น 2566")) > 0.99);
    assert_true(thai_share(STR("¡ÒÃ»éÍ§¡Ñ¹")) < 0.01);
    assert_true(thai_share(STR("กข ab")) > 0.49 && thai_share(STR("กข ab")) < 0.51);
    assert_true(thai_share(STR("1234 ...")) == 0);
    assert_true(thai_share(STR("")) == 0);
}

/* The narrow text has one byte for each character of the normal form. */
static void
check_narrow(const struct thai_norm *norm)
{
    size_t n = 0;

    for (size_t at = 0; at < norm->text.n; n++)
        assert_int_equal((unsigned char)norm->narrow.p[n], thai_narrow(utf8_next(norm->text, &at)));
    assert_int_equal(n, norm->narrow.n);
}

/* The short way, which writes no map, comes to the same as the long one, whatever stands beside what and
 * wherever the text ends. */
static void
short_way(void **state)
{
    static const char *const piece[] = {
        "แผน", "ก",  "ที่", "้",     "ิ",       "ํ",     "า",    "ำ",   "เ",      "เเ",     "๒๕",
        "๚",   "ๆ",  " ", "  ",   "\n",     "a",    "QA",   "7",   ".",      "–",      "—",
        "é",   "中", "😀", "\x1f", "\u200b", "\xe0", "\xff", "ฯลฯ", "\u0e00", "\u0e5d",
    };
    const size_t pieces = sizeof piece / sizeof *piece;
    struct arena *a = arena_new(0);
    uint32_t chance = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char text[128];
        size_t n = 0;
        struct thai_norm with, without;
        char *exact; /* nothing may be read behind it */

        for (uint32_t k = 0, most = 1 + i % 20; k < most; k++) {
            const char *next =
                piece[(chance = chance * 1664525u + 1013904223u) >> 8 & 1 ? chance >> 16 & 3
                                                                          : (chance >> 16) % pieces];

            if (n + strlen(next) >= sizeof text)
                break;
            memcpy(text + n, next, strlen(next));
            n += strlen(next);
        }
        arena_reset(a);
        exact = memcpy(test_malloc(n + !n), text, n);
        with = thai_norm(a, (struct str){exact, n}, THAI_EXACT, true);
        without = thai_norm(a, (struct str){exact, n}, THAI_EXACT, false);
        if (!str_eq(with.text, without.text))
            fail_msg("%.*s: \"%s\", and \"%s\" with a map", (int)n, text, without.text.p, with.text.p);
        test_free(exact);
        check_narrow(&without);
    }
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_tier),    cmocka_unit_test(hard_breaks),       cmocka_unit_test(bad_bytes),
        cmocka_unit_test(am_tier),       cmocka_unit_test(bare_tier),         cmocka_unit_test(folding),
        cmocka_unit_test(way_back),      cmocka_unit_test(way_back_edges),    cmocka_unit_test(stable),
        cmocka_unit_test(arena_ceiling), cmocka_unit_test(letters_and_marks), cmocka_unit_test(share),
        cmocka_unit_test(short_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
