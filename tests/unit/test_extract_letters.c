/* Letters of Thai documents: what is undone, what is only said, and what is left alone. */
#include "base/utf8.h"
#include "extract/letters.h"
#include "oit/document.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Decode and cure one page that is the whole document. */
static uint32_t
cure(struct str page, struct buf *out)
{
    struct letters_count whole = {0};
    struct buf decoded;
    uint32_t flags;

    buf_init(&decoded, 1 << 20);
    flags = letters_decode(page, &decoded);
    letters_count_add(&whole, buf_view(&decoded));
    buf_clear(out);
    flags |= letters_cure(buf_view(&decoded), &whole, out);
    buf_free(&decoded);
    return flags;
}

static void
check_garbled(const char *given, bool expected)
{
    struct letters_count whole = {0};

    letters_count_add(&whole, str_of(given));
    if (letters_count_garbled(&whole) != expected)
        fail_msg("\"%s\" is %s", given, expected ? "taken for text" : "garbled");
}

static void
check(const char *given, const char *expected, uint32_t flags)
{
    struct buf out;
    uint32_t got;

    buf_init(&out, 1 << 20);
    got = cure(str_of(given), &out);
    if (!str_eq(buf_view(&out), str_of(expected)))
        fail_msg("\"%s\" gives \"%s\", not \"%s\"", given, buf_cstr(&out), expected);
    if (got != flags)
        fail_msg("\"%s\" has flags %u, not %u", given, (unsigned)got, (unsigned)flags);
    buf_free(&out);
}

static void
put_times(struct buf *out, const char *z, int times)
{
    for (int i = 0; i < times; i++)
        buf_z(out, z);
}

/* A mark comes back to its letter over blanks and line ends; words, and what is apart by a blank line, stay.
 */
static void
test_split_marks(void **state)
{
    (void)state;
    check("ป ้องกัน", "ป้องกัน", TEXT_MARKS_SPLIT);
    check("เข ้ มแข็ง", "เข้มแข็ง", TEXT_MARKS_SPLIT);
    check("ปี ้ 2565", "ปี้ 2565", TEXT_MARKS_SPLIT);
    check("ฟ\n้ าที่", "ฟ้าที่", TEXT_MARKS_SPLIT);
    check("เ ทศบาล", "เทศบาล", TEXT_MARKS_SPLIT);
    check("ปี 2565 ที่ ประกาศ", "ปี 2565 ที่ ประกาศ", 0);
    check("บรรทัด\nใหม่", "บรรทัด\nใหม่", 0);
    check("ก\n\n้า", "ก\n\n้า", 0);
    check("2565 ้", "2565 ้", 0);
    check("", "", 0);
}

/* Sara am in two characters becomes one, wherever the tone mark stands; marks come into their order. */
static void
test_composition(void **state)
{
    (void)state;
    check("ท\u0e4d\u0e32งาน", "ทำงาน", 0);
    check("น\u0e4d\u0e49\u0e32", "น้ำ", 0);
    check("น\u0e49\u0e4d\u0e32", "น้ำ", 0);
    check("ท\u0e48\u0e35", "ที่", 0);
    check("ที่่", "ที่", 0);
    check("เเผน", "แผน", 0);
}

/* Glyph codes of old fonts are the letters they show. */
static void
test_private_glyphs(void **state)
{
    (void)state;
    check("ป\uf709องกัน ท\uf711าง", "ป์องกัน ทำง", TEXT_PRIVATE_GLYPHS);
    check("\uf700าน", "ฐาน", TEXT_PRIVATE_GLYPHS);
}

/* TIS-620 in a Latin font is Thai again, with yo ying that had become a dash. */
static void
test_latin_thai(void **state)
{
    (void)state;
    check("á¼¹»éÍ§¡Ñ¹¡ÒÃ·Ø¨ÃÔµ »Õ òõöõ ÊÑ--Ò ÊÒÁÑ- ¡Ã¡®Ò¤Á-ÊÔ§ËÒ¤Á àªÔ- ãË-è",
          "แผนป้องกันการทุจริต ปี ๒๕๖๕ สัญญา สามัญ กรกฎาคม-สิงหาคม เชิญ ใหญ่", TEXT_LATIN_THAI);
    check("Année financière: dépenses à l'étranger, été, après, là où, français, élève, vérité",
          "Année financière: dépenses à l'étranger, été, après, là où, français, élève, vérité", 0);
    check("หน้า ························ 1", "หน้า ························ 1", 0);
}

/* The same through a symbol font, ASCII included. */
static void
test_symbol_font(void **state)
{
    struct str tis = STR("\xe1\xbc\xb9\xbb\xe9\xcd\xa7\xa1\xd1\xb9\xa1\xd2\xc3\xb7\xd8\xa8\xc3\xd4\xb5 2565");
    struct buf given;

    (void)state;
    buf_init(&given, 1000);
    for (size_t i = 0; i < tis.n; i++)
        utf8_append(&given, tis.p[i] == ' ' ? ' ' : 0xF000u + (unsigned char)tis.p[i]);
    check(buf_cstr(&given), "แผนป้องกันการทุจริต 2565", TEXT_LATIN_THAI);
    buf_free(&given);
}

/* Words that are none without their sara am have it back where a document has none at all; others stay. */
static void
test_am_had_back(void **state)
{
    (void)state;
    check("รายงานผลการดาเนินงาน จานวน 3 ตาบล", "รายงานผลการดำเนินงาน จำนวน 3 ตำบล", TEXT_SARA_AM_LOST);
    check("ราคาขอซื้อ ที่นา ประจาน", "ราคาขอซื้อ ที่นา ประจาน", 0);
    check("ดาเนินการ และ ทำ", "ดาเนินการ และ ทำ", 0);
}

/* Sara aa without any sara am, in a text long enough to expect one, is said and left. */
static void
test_am_lost(void **state)
{
    struct buf given;

    (void)state;
    buf_init(&given, 1 << 16);
    put_times(&given, "การนาของเทศบาล ", 30);
    check(buf_cstr(&given), buf_cstr(&given), TEXT_SARA_AM_LOST);
    buf_clear(&given);
    put_times(&given, "การนาของเทศบาล ", 5);
    check(buf_cstr(&given), buf_cstr(&given), 0);
    buf_clear(&given);
    put_times(&given, "การทำงานของเทศบาล ", 30);
    check(buf_cstr(&given), buf_cstr(&given), 0);
    buf_free(&given);
}

/* Where each lost sara am left a blank, it is put back; blanks in a text that has its sara am are damage
 * only. */
static void
test_am_apart(void **state)
{
    struct buf given, expected;

    (void)state;
    buf_init(&given, 1 << 16);
    buf_init(&expected, 1 << 16);
    put_times(&given, "การด าเนินงานของส านักงาน จัดหาน้ าประปา ราคากลางประมาณการ ", 20);
    put_times(&expected, "การดำเนินงานของสำนักงาน จัดหาน้ำประปา ราคากลางประมาณการ ", 20);
    check(buf_cstr(&given), buf_cstr(&expected), TEXT_MARKS_SPLIT);
    check("คำสั่ง จำนวน ทำ ส านักงาน", "คำสั่ง จำนวน ทำ สานักงาน", TEXT_MARKS_SPLIT);
    buf_free(&given);
    buf_free(&expected);
}

/* Glyph codes instead of letters, and Thai recognised as English, are no text; numbers and forms are. */
static void
test_garbled(void **state)
{
    struct buf given;

    (void)state;
    buf_init(&given, 1 << 16);
    check_garbled("!\"#$%&' ()*+,-./ :;<=>?@ [\\]^_` {|}~! \"#$%&", true);
    check_garbled("\x01\x02\x03\x04\x05 \x06\x07\x08\x0e\x0f \x10\x11\x12\x13\x14 \x15\x16\x17\x18\x19\x1a",
                  true);
    check_garbled("1,234,567.89 12.50 -45 1,000.00 99%", false);
    check_garbled("ชื่อ ........................................ นามสกุล ______________________", false);
    put_times(&given, "flir:nr{rfl:lTnrs u3rirsdmuFi'lua orrio,:flu uG lufr d'tut{nr:u:irfl ", 8);
    check_garbled(buf_cstr(&given), true);
    buf_clear(&given);
    put_times(&given, "The plan of the office for the year 2022 (FY65) is kept by MEA-53. ", 8);
    check_garbled(buf_cstr(&given), false);
    buf_free(&given);
}

/* Bad bytes become U+FFFD; nothing is too short or too odd to be cured. */
static void
test_bad_bytes(void **state)
{
    struct buf out;

    (void)state;
    check("\xff\xe0\xb8 ก", "\ufffd\ufffd ก", 0);
    buf_init(&out, 16);
    cure(STR("กกกกกกกกกกกกกกกก"), &out);
    assert_true(out.full && out.n <= 16);
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split_marks),    cmocka_unit_test(test_composition),
        cmocka_unit_test(test_private_glyphs), cmocka_unit_test(test_latin_thai),
        cmocka_unit_test(test_symbol_font),    cmocka_unit_test(test_am_lost),
        cmocka_unit_test(test_am_had_back),    cmocka_unit_test(test_am_apart),
        cmocka_unit_test(test_garbled),        cmocka_unit_test(test_bad_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
