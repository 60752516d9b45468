/* Dates as programs write them, and periods as Thai offices write them. */
#include "base/buf.h"
#include "base/dates.h"
#include "base/dates_words.h"
#include "base/thai.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/*
 * A period in short: kind (Y year, S span, H half, Q quarter, M months, D day), fiscal years, months of
 * the fiscal year where they are not all, and the style of the year (f fiscal, p plain, s short, c CE).
 */
static void
spell(struct buf *out, const struct period *p)
{
    static const char kind[] = "?YSHQMD", style[] = "-fpscn";
    char iso[16];

    if (out->n)
        buf_z(out, "; ");
    if (p->kind == PERIOD_DAY) {
        date_iso(period_day(p), iso);
        buf_printf(out, "D %s %c", iso, style[p->style]);
        return;
    }
    buf_printf(out, "%c %d", kind[p->kind], p->first);
    if (p->last != p->first)
        buf_printf(out, "-%d", p->last);
    if (p->month_from)
        buf_printf(out, "/%d-%d", p->month_from, p->month_to);
    buf_printf(out, " %c", style[p->style]);
}

struct reading {
    const char *text, *expected;
};

static void
check_readings(const struct reading *r, size_t n)
{
    struct arena *a = arena_new(0);
    struct period p[PERIODS_MAX];
    struct buf got;

    buf_init(&got, 4096);
    for (size_t i = 0; i < n; i++) {
        struct thai_norm norm = thai_norm(a, str_of(r[i].text), THAI_EXACT, false);
        size_t found = dates_find(norm.text, p, PERIODS_MAX);

        buf_clear(&got);
        for (size_t k = 0; k < found; k++) {
            spell(&got, &p[k]);
            assert_true(p[k].len > 0 && p[k].at + p[k].len <= norm.text.n);
        }
        if (strcmp(buf_cstr(&got), r[i].expected) != 0)
            fail_msg("\"%s\" reads \"%s\", not \"%s\"", r[i].text, buf_cstr(&got), r[i].expected);
    }
    buf_free(&got);
    arena_free(a);
}

#define CHECK(table) check_readings(table, sizeof(table) / sizeof *(table))

/* A year, however it is called. */
static void
years(void **state)
{
    static const struct reading r[] = {
        {"พ.ศ. 2566", "Y 2566 p"},
        {"พ.ศ.2566", "Y 2566 p"},
        {"พ.ศ.. 2568", "Y 2568 p"},
        {"พศ.2566", "Y 2566 p"},
        {"พ. ศ. ๒๕๖๖", "Y 2566 p"},
        {"พุทธศักราช 2566", "Y 2566 p"},
        {"ปี 2566", "Y 2566 p"},
        {"ประจำปี พ.ศ. 2566", "Y 2566 p"},
        {"ปีงบประมาณ 2566", "Y 2566 f"},
        {"ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "Y 2566 f"},
        {"ประจำปีงบประมาณ พ.ศ. ๒๕๖6", "Y 2566 f"},
        {"ปีงบประมาณ พ.ศ.2566", "Y 2566 f"},
        {"แผนการใช้จ่ายงบประมาณประจำปี2566", "Y 2566 p"},
        {"ปี 66", "Y 2566 s"},
        {"ปีงบ 66", "Y 2566 f"},
        {"ปีงบ66", "Y 2566 f"},
        {"งบปี 66", "Y 2566 f"},
        {"FY2566", "Y 2566 f"},
        {"ค.ศ. 2023", "Y 2566 c"},
        {"ปี 2023", "Y 2566 c"},
        {"ITA 2566", "Y 2566 p"},
        {"oit2566", "Y 2566 p"},
        {"ita2023-ita2022", "Y 2566 c; Y 2565 c"},
        {"#pro2565", "Y 2565 p"},
        {"ครั้งที่ 1/2566", "Y 2566 n"},
        {"คำสั่ง 418-2566.pdf", "Y 2566 n"},
        {"044-2566-418", ""},
        {"ประชุมสภาสมัยสามัญ ครั้งที่ 1/66", "Y 2566 s"},
        {"สขร/66", "Y 2566 s"},
        {"แผน 2566.pdf", "Y 2566 p"},
        {"ประจำปี 2566 ครั้งที่ 2", "Y 2566 p"},
        {"2566,2567", "Y 2566 p; Y 2567 p"},
        {"ปีงบประมาณ : 2566", "Y 2566 f"},
        {"2539 2591 1996 2048", ""},
        {"2540 2590 1997 2047", "Y 2540 p; Y 2590 p; Y 2540 c; Y 2590 c"},
    };

    (void)state;
    CHECK(r);
}

/* Several years in one. */
static void
spans(void **state)
{
    static const struct reading r[] = {
        {"แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)", "S 2566-2570 p"},
        {"พ.ศ.2566-2570", "S 2566-2570 p"},
        {"๒๕๖๑ – ๒๕๖4", "S 2561-2564 p"},
        {"พ.ศ. 2561 ถึง พ.ศ. 2565", "S 2561-2565 p"},
        {"แผนอัตรากำลัง 3 ปี (ปีงบประมาณ 2564 - 2566)", "S 2564-2566 f"},
        {"แผน 5 ปี 2566-2570", "S 2566-2570 p"},
        {"ปี 61-63", "S 2561-2563 s"},
        {"ปี 2561-64", "S 2561-2564 p"},
        {"2570-2566", "Y 2570 p; Y 2566 p"},
        {"ข้อ 61-63", ""},
    };

    (void)state;
    CHECK(r);
}

/* October to March and April to September: counted, said by half, or named by their months. */
static void
six_months(void **state)
{
    static const struct reading r[] = {
        {"รอบ 6 เดือน", "H 0/1-6 -"},
        {"รอบ6เดือน", "H 0/1-6 -"},
        {"รอบ ๖ เดือน", "H 0/1-6 -"},
        {"รอบหกเดือน", "H 0/1-6 -"},
        {"6เดือนแรก", "H 0/1-6 -"},
        {"6 เดือนแรก ปี 2566", "H 2566/1-6 p"},
        {"รอบ 6 เดือนแรก", "H 0/1-6 -"},
        {"รอบ 6 เดือนหลัง", "H 0/7-12 -"},
        {"รอบ 6 เดือน (หลัง) ปีงบประมาณ 2566", "H 2566/7-12 f"},
        {"ครึ่งปีแรก", "H 0/1-6 -"},
        {"ครึ่งปีหลัง ปีงบประมาณ 2565", "H 2565/7-12 f"},
        {"รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2566", "H 2566/1-6 f"},
        {"รายงานผล รอบ 6 เดือน ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "H 2566/1-6 f"},
        {"รายงานการกำกับติดตามการดำเนินงาน ประจำปี พ.ศ. 2566 รอบ 6 เดือน", "H 2566/1-6 p"},
        {"ประจำปีงบประมาณ พ.ศ. 2566 รอบ 6 เดือน (เดือนตุลาคม 2565 - มีนาคม 2566)", "H 2566/1-6 f"},
        {"รอบ 6 เดือน (ต.ค. 65 - มี.ค. 66)", "H 2566/1-6 s"},
        {"รอบ 6 เดือน (เม.ย. - ก.ย. 66)", "H 2566/7-12 s"},
        {"(ต.ค.64-มี.ค.65)", "H 2565/1-6 s"},
        {"(ต.ค.64 - มี.ค.65)", "H 2565/1-6 s"},
        {"ตุลาคม2565ถึงมีนาคม2566", "H 2566/1-6 p"},
        {"เดือนตุลาคม 2565 ถึงเดือน มีนาคม 2566", "H 2566/1-6 p"},
        {"ตุลาคม - มีนาคม 2566", "H 2566/1-6 p"},
        {"เมษายน - กันยายน 2566", "H 2566/7-12 p"},
        {"ต.ค. - มี.ค.", "H 0/1-6 -"},
        {"1 ตุลาคม 2565 - 31 มีนาคม 2566", "H 2566/1-6 p"},
        {"ตั้งแต่วันที่ 1 ตุลาคม 2565 ถึงวันที่ 31 มีนาคม 2566", "H 2566/1-6 p"},
        {"1/10/2565 - 31/3/2566", "H 2566/1-6 p"},
        {"ไตรมาส 1-2", "H 0/1-6 -"},
        {"ไตรมาสที่ 3 และ 4/2566", "H 2566/7-12 p"},
        {"รายงานผลการดำเนินงาน_รอบ_6_เดือน_ปีงบประมาณ_2566.pdf", "H 2566/1-6 f"},
        {"รายงานผลการใช้จ่าย 6 เดือน ประจำปีงบประมาณ 2566", "H 2566/1-6 f"},
        {"ภายใน 6 เดือน", ""},
        {"จำคุกไม่เกิน 6 เดือน", ""},
    };

    (void)state;
    CHECK(r);
}

/* Quarters are those of the fiscal year. */
static void
quarters(void **state)
{
    static const struct reading r[] = {
        {"ไตรมาสที่ 1/2566", "Q 2566/1-3 p"},
        {"ไตรมาส 1/66", "Q 2566/1-3 s"},
        {"ไตรมาส1ปีงบประมาณ2566", "Q 2566/1-3 f"},
        {"ไตรมาสที่ 2 ประจำปีงบประมาณ พ.ศ. 2566", "Q 2566/4-6 f"},
        {"ประจำปีงบประมาณ 2566 ไตรมาส 4", "Q 2566/10-12 f"},
        {"ไตรมาสที่ 1/๑", "Q 0/1-3 -"},
        {"ไตรมาสแรก", "Q 0/1-3 -"},
        {"ไตรมาสที่ 1 (ต.ค. - ธ.ค. 2565)", "Q 2566/1-3 p"},
        {"ไตรมาสที่ 1 (ตุลาคม - ธันวาคม) ปีงบประมาณ 2566", "Q 2566/1-3 f"},
        {"O11_ไตรมาสที่_1.xlsx", "Q 0/1-3 -"},
        {"มกราคม - มีนาคม 2566", "Q 2566/4-6 p"},
        {"รอบ 3 เดือน", "Q 0/1-3 -"},
        {"รายไตรมาส", ""},
        {"ไตรมาส 5", ""},
    };

    (void)state;
    CHECK(r);
}

/* A month belongs to the fiscal year that began in the October before it. */
static void
months(void **state)
{
    static const struct reading r[] = {
        {"ธันวาคม2565", "M 2566/3-3 p"},
        {"ธันวาคม 2565", "M 2566/3-3 p"},
        {"กันยายน 2565", "M 2565/12-12 p"},
        {"ประจำเดือนตุลาคม 2565", "M 2566/1-1 p"},
        {"งวดเดือน มกราคม 2566", "M 2566/4-4 p"},
        {"12.สขร. เดือน กันยายน2568.xlsx", "M 2568/12-12 p"},
        {"สขร. ประจำเดือน มิถุนายน พ.ศ. ๒๕๖๖", "M 2566/9-9 p"},
        {"ธ.ค. 65", "M 2566/3-3 s"},
        {"ก.พ. 66", "M 2566/5-5 s"},
        {"ก.w. 66", "M 2566/5-5 s"},
        {"ก.พ.66", "M 2566/5-5 s"},
        {"ธค 65", "M 2566/3-3 s"},
        {"มีค.66", "M 2566/6-6 s"},
        {"เมย66", "M 2566/7-7 s"},
        {"ต.ค. 2565", "M 2566/1-1 p"},
        {"สขร.ต.ค.65", "M 2566/1-1 s"},
        {"เดือน ต.ค.", "M 0/1-1 -"},
        {"พฤศจิกายน", "M 0/2-2 -"},
        {"กรกฏาคม 2566", "M 2566/10-10 p"},
        {"มกราคม ค.ศ. 2023", "M 2566/4-4 c"},
        {"January 2023", "M 2566/4-4 c"},
        {"oct 2022", "M 2566/1-1 c"},
        {"2023-03", "M 2566/6-6 c"},
        {"/2023/10/", "M 2567/1-1 c"},
        {"เดือนมกราคม ปีงบประมาณ พ.ศ. 2566", "M 2566/4-4 f"},
        {"เดือนตุลาคม ปีงบประมาณ 2566", "M 2566/1-1 f"},
        {"ปีงบประมาณ 2566 เดือนพฤศจิกายน 2565", "M 2566/2-2 f"},
        {"พฤศจิกายน - มกราคม 2566", "M 2566/2-4 p"},
        {"กรกฎาคม - ธันวาคม 2566", "M 2566-2567/10-3 p"},
        {"1-31 มกราคม 2566", "M 2566/4-4 p"},
        {"รอบ 9 เดือน ปีงบประมาณ 2566", "M 2566/1-9 f"},
        /* October to December of a year that is not called fiscal could be either: nothing is guessed */
        {"ประจำปี 2566 เดือนตุลาคม", "Y 2566 p; M 0/1-1 -"},
        {"ประจำปี 2566 เดือนมีนาคม", "M 2566/6-6 p"},
        /* a list of months under one year */
        {"ปีงบประมาณ 2566 ตุลาคม พฤศจิกายน ธันวาคม", "Y 2566 f; M 0/1-1 -; M 0/2-2 -; M 0/3-3 -"},
        /* abbreviations that are something else */
        {"สำนักงาน ก.พ.", ""},
        {"สำนักงาน ก.พ.ร.", ""},
        {"มีค่า 66 คน", ""},
        {"ส.ค.1", ""},
        {"ที่ดิน ส.ค. 1", ""},
        {"may march", ""},
    };

    (void)state;
    CHECK(r);
}

/* October to September is the fiscal year itself. */
static void
whole_years(void **state)
{
    static const struct reading r[] = {
        {"เดือนตุลาคม 2563 ถึงเดือน กันยายน 2564", "Y 2564 f"}, {"(1 ต.ค. 65 - 30 ก.ย. 66)", "Y 2566 f"},
        {"รอบ 12 เดือน ปีงบประมาณ 2566", "Y 2566 f"},        {"รอบ 12 เดือน", ""},
        {"ตุลาคม 2560 - กันยายน 2564", "S 2561-2564 f"},     {"มกราคม - ธันวาคม 2566", "M 2566-2567/4-3 p"},
    };

    (void)state;
    CHECK(r);
}

/* Days say when something was signed or posted; they are never joined with a year beside them. */
static void
days(void **state)
{
    static const struct reading r[] = {
        {"18 ธ.ค. 66", "D 2023-12-18 s"},
        {"18ธ.ค.66", "D 2023-12-18 s"},
        {"ประกาศรับสมัคร-18ธค66_compressed.pdf", "D 2023-12-18 s"},
        {"19 มิ.ย. 62", "D 2019-06-19 s"},
        {"ประกาศ ณ วันที่ ๒๘ เมษายน พ.ศ. ๒๕๖๖", "D 2023-04-28 p"},
        {"วันที่ 28 เดือน เมษายน พ.ศ. 2566", "D 2023-04-28 p"},
        {"29/8/2566", "D 2023-08-29 p"},
        {"29/08/66", "D 2023-08-29 s"},
        {"29-8-2566", "D 2023-08-29 p"},
        {"29.8.2566", "D 2023-08-29 p"},
        {"2022-01-25", "D 2022-01-25 c"},
        {"2565-01-25", "D 2022-01-25 p"},
        {"20230214", "D 2023-02-14 c"},
        {"Scan2023-10-16_105945.pdf", "D 2023-10-16 c"},
        {"img_20230214_101010.jpg", "D 2023-02-14 c"},
        {"scan20230214.pdf", "D 2023-02-14 c"},
        {"28 April 2023", "D 2023-04-28 c"},
        {"Apr 28, 2023", "D 2023-04-28 c"},
        {"ประจำปีงบประมาณ 2566 ประกาศ ณ วันที่ 28 เมษายน 2566", "Y 2566 f; D 2023-04-28 p"},
        {"28 เมษายน 2566 - 15 พฤษภาคม 2566", "D 2023-04-28 p; D 2023-05-15 p"},
        {"ระหว่างวันที่ 11 - 12 มีนาคม 2566", "D 2023-03-12 p"},
        {"28 เมษายน", ""},
        {"99/99/2566", "Y 2566 p"},
        {"20231399", ""},
    };

    (void)state;
    CHECK(r);
}

/* The year in the name of a law is not the year of the paper that quotes it. */
static void
laws(void **state)
{
    static const struct reading r[] = {
        {"พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540", ""},
        {"พ.ร.บ. ข้อมูลข่าวสาร พ.ศ. 2540", ""},
        {"พรบ.ข้อมูลข่าวสาร 2540", ""},
        {"ประมวลกฎหมายที่ดิน พ.ศ. 2497 แก้ไขเพิ่มเติม พ.ศ. 2562", ""},
        {"ประมวลจริยธรรม พ.ศ. 2564", ""},
        {"ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนพัฒนา พ.ศ. 2548 แก้ไขเพิ่มเติม (ฉบับที่ 3) พ.ศ. 2561", ""},
        {"ระเบียบวาระ พ.ศ. 2566", "Y 2566 p"},
        {"กฎกระทรวงกำหนดแนวทาง พ.ศ. ๒๕๖๐", ""},
        {"พระราชบัญญัติ ก พ.ศ. 2540 และพระราชบัญญัติ ข พ.ศ. 2542", ""},
        {"ตามพระราชบัญญัติ ก พ.ศ. 2540 ประจำปีงบประมาณ พ.ศ. 2566", "Y 2566 f"},
        {"พ.ร.บ. ข้อมูลข่าวสาร พ.ศ. 2540 รายงานประจำปี 2566", "Y 2566 p"},
        {"รายงานตาม พ.ร.บ. ข้อมูลข่าวสาร ปี 2566", "Y 2566 p"},
        {"พ.ร.บ. ก พ.ศ. 2540 แผน พ.ศ. 2566", "Y 2566 p"},
        {"พระราชบัญญัติ\x1fพ.ศ. 2566", "Y 2566 p"},
        {"ประมวลผลการสำรวจ พ.ศ. 2566", "Y 2566 p"},
    };

    (void)state;
    CHECK(r);
}

/* Numbers that look like years and are none. */
static void
no_periods(void **state)
{
    static const struct reading r[] = {
        {"", ""},
        {"โทร. 2566", ""},
        {"โทรศัพท์ 0-5325-2566", ""},
        {"โทร 053-252566 ต่อ 2566", ""},
        {"0 5325 2566", ""},
        {"02-256-2566", ""},
        {"3-5012-00123-45-6", ""},
        {"รหัสไปรษณีย์ 50160", ""},
        {"2,566 บาท", ""},
        {"1,234,566.25", ""},
        {"12,566", ""},
        {"2566 บาท", ""},
        {"2566 คน", ""},
        {"2566.50", ""},
        {"12.2566", ""},
        {"2566%", ""},
        {"บ้านเลขที่ 1/66", ""},
        {"123/66 หมู่ 3", ""},
        {"7f3a2566bc9d01e2", ""},
        {"4a2566b0c1d2e3f4a5b6c7d8e9f0a1b2.pdf", ""},
        {"1025661234", ""},
        {"data.php?content_id=2566", ""},
        {"แผน 5 ปี 60 วัน", ""},
        {"อายุ 60 ปี", ""},
        {"เพศ 66", ""},
        {"พ.ศ. 66000", ""},
    };

    (void)state;
    CHECK(r);
}

/* A half-year takes the year beside it, the fiscal one first, and nothing across a hard break or far away. */
static void
joining(void **state)
{
    static const struct reading r[] = {
        {"รอบ 6 เดือน\x1fปีงบประมาณ 2566", "H 0/1-6 -; Y 2566 f"},
        {"ปี 2565 รอบ 6 เดือน ปีงบประมาณ 2566", "Y 2565 p; H 2566/1-6 f"},
        {"ปี 2566 รอบ 6 เดือน ประจำปีงบประมาณ 2566", "H 2566/1-6 f"},
        {"รอบ 6 เดือน ขององค์การบริหารส่วนตำบลสมมุติ ปีงบประมาณ 2566", "H 2566/1-6 f"},
        {"รอบ 6 เดือน ขององค์การบริหารส่วนตำบลสมมุติอำเภอสมมุติจังหวัดสมมุติ ปีงบประมาณ 2566", "H 0/1-6 -; Y 2566 f"},
        {"รอบ 6 เดือน พ.ศ. 2561-2564", "H 0/1-6 -; S 2561-2564 p"},
        {"ไตรมาส 1 ไตรมาส 2 ปีงบประมาณ 2566", "Q 0/1-3 -; Q 2566/4-6 f"},
    };

    (void)state;
    CHECK(r);
}

/* at and len lead to the words that say the period. */
static void
place_of_periods(void **state)
{
    struct str text = STR("รายงาน (รอบ 6 เดือน) ปีงบประมาณ 2566 (ต.ค. - มี.ค.) (เมื่อ 3/4/2566)");
    struct arena *a = arena_new(0);
    struct thai_norm norm = thai_norm(a, text, THAI_EXACT, true);
    struct period p[4];

    (void)state;
    assert_int_equal(dates_find(norm.text, p, 4), 2);
    assert_true(str_eq(thai_original(&norm, text, p[0].at, p[0].at + p[0].len),
                       STR("รอบ 6 เดือน) ปีงบประมาณ 2566 (ต.ค. - มี.ค.)")));
    assert_true(str_eq(thai_original(&norm, text, p[1].at, p[1].at + p[1].len), STR("3/4/2566")));
    assert_int_equal(p[1].first, 2566);
    assert_int_equal(p[1].month_from, 7);
    arena_free(a);
}

/* No more periods are written than there is room for; in a long text the first ones count. */
static void
room_for_periods(void **state)
{
    struct period p[PERIODS_MAX];
    struct buf text;

    (void)state;
    buf_init(&text, 1 << 20);
    for (int i = 0; i < 10000; i++)
        buf_z(&text, "2565 2566\x1f");
    assert_int_equal(dates_find(buf_view(&text), p, PERIODS_MAX), PERIODS_MAX);
    assert_int_equal(dates_find(buf_view(&text), p, 3), 3);
    assert_int_equal(p[0].first, 2565);
    assert_int_equal(p[2].first, 2565);
    assert_int_equal(dates_find(buf_view(&text), p, 0), 0);
    buf_free(&text);
}

/* ISO dates: exactly ten characters, a day that exists. */
static void
iso(void **state)
{
    static const char *const bad[] = {"2023-02-30", "2023-13-01", "2023-00-10", "2023-4-28",  "2023-04-28 ",
                                      "23-04-28",   "",           "2023-04",    "2023/04/28", "+023-04-28"};
    struct date d;
    char out[16];

    (void)state;
    assert_true(date_parse_iso(STR("2024-02-29"), &d));
    date_iso(d, out);
    assert_string_equal(out, "2024-02-29");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(date_parse_iso(str_of(bad[i]), &d));
    date_iso((struct date){2023, 4, 0}, out);
    assert_string_equal(out, "2023-04");
    date_iso((struct date){0, 4, 1}, out);
    assert_string_equal(out, "");
}

/* What is typed may be of the Buddhist era and in Thai digits; a day that is none is refused in either. */
static void
typed(void **state)
{
    static const struct {
        const char *given, *expected;
    } examples[] = {
        {"2566-04-28", "2023-04-28"},
        {"2023-04-28", "2023-04-28"},
        {"๒๕๖๖-๐๔-๒๘", "2023-04-28"},
        {" 2566-04-28 ", "2023-04-28"},
        {"2567-02-29", "2024-02-29"},
        {"2566-02-29", NULL},
        {"2400-01-01", "1857-01-01"},
        {"2399-01-01", "2399-01-01"},
        {"28/4/2566", NULL},
        {"2566", NULL},
        {"", NULL},
    };
    struct date d;
    char out[16];

    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        assert_int_equal(date_parse_typed(str_of(examples[i].given), &d), examples[i].expected != NULL);
        if (examples[i].expected == NULL)
            continue;
        date_iso(d, out);
        assert_string_equal(out, examples[i].expected);
    }
}

/* The three forms of an HTTP date give the same second; a Buddhist year and impossible days are refused. */
static void
http(void **state)
{
    static const char *const bad[] = {
        "Tue, 15 Nov 2565 12:02:00 GMT",
        "Tue, 32 Nov 2022 12:00:00 GMT",
        "Tue, 15 Nov 2022 24:00:00 GMT",
        "Tue, 15 Nov 2022 12:00:00",
        "Tue, 15 Nov 2022 12:00:00 UTC",
        "15 Nov 2022 12:00:00 GMT",
        "Sat, 30 Feb 2023 12:00:00 GMT",
        "Tue Nov 15 12:02:00 2022 GMT",
        "120",
        "",
    };
    int64_t t;

    (void)state;
    assert_true(date_parse_http(STR("Sun, 06 Nov 1994 08:49:37 GMT"), &t) && t == 784111777);
    assert_true(date_parse_http(STR("Sunday, 06-Nov-94 08:49:37 GMT"), &t) && t == 784111777);
    assert_true(date_parse_http(STR("Sun Nov  6 08:49:37 1994"), &t) && t == 784111777);
    assert_true(date_parse_http(STR(" Tue Nov 15 12:02:00 2022 "), &t) && t == 1668513720);
    assert_true(date_parse_http(STR("Tuesday, 15-Nov-22 12:02:00 GMT"), &t) && t == 1668513720);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(date_parse_http(str_of(bad[i]), &t));
}

/* The office's day changes at 17:00 UTC. */
static void
office_day(void **state)
{
    char out[32];

    (void)state;
    assert_int_equal(date_cmp(date_of_unix(1682614799), (struct date){2023, 4, 27}), 0);
    assert_int_equal(date_cmp(date_of_unix(1682614800), (struct date){2023, 4, 28}), 0);
    date_iso_time(1682649667, out);
    assert_string_equal(out, "2023-04-28T09:41:07+07:00");
    assert_int_equal(date_of_unix(INT64_MAX).year, 0);
    assert_int_equal(date_of_unix(INT64_MIN).year, 0);
}

/* The time of a record is read back as it was written; any other form is none. */
static void
time_goes_round(void **state)
{
    static const char *const wrong[] = {"2023-04-28",
                                        "2023-04-28T02:41:07Z",
                                        "2023-04-28T24:00:00+07:00",
                                        "2023-02-30T00:00:00+07:00",
                                        "2023-04-28T02:41:07+07:00 ",
                                        ""};
    static const int64_t seconds[] = {0, 1682649667, 1709164800, 253370764800 / 2};
    int64_t back;
    char out[32];

    (void)state;
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        date_iso_time(seconds[i], out);
        assert_true(date_parse_time(str_of(out), &back));
        assert_int_equal(back, seconds[i]);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (date_parse_time(str_of(wrong[i]), &back))
            fail_msg("\"%s\" was read", wrong[i]);
}

/* The fiscal year begins on 1 October. */
static void
fiscal_years(void **state)
{
    (void)state;
    assert_int_equal(date_fiscal_year((struct date){2022, 9, 30}), 2565);
    assert_int_equal(date_fiscal_year((struct date){2022, 10, 1}), 2566);
    assert_int_equal(date_fiscal_year((struct date){0, 10, 1}), 0);
}

/* On paper a date is Buddhist in Thai and Gregorian in English. */
static void
shown(void **state)
{
    struct arena *a = arena_new(0);

    (void)state;
    assert_true(str_eq(date_show(a, (struct date){2023, 4, 28}, true), STR("28 เม.ย. 2566")));
    assert_true(str_eq(date_show(a, (struct date){2023, 4, 28}, false), STR("28 Apr 2023")));
    assert_true(str_eq(date_show(a, (struct date){2023, 4, 0}, true), STR("เม.ย. 2566")));
    assert_true(str_eq(date_show(a, (struct date){2023, 0, 0}, false), STR("2023")));
    assert_true(str_eq(date_show(a, (struct date){0, 0, 0}, true), STR("")));
    arena_free(a);
}

/* Days compare in order of the calendar, and only those of the calendar are valid. */
static void
order_and_validity(void **state)
{
    (void)state;
    assert_true(date_cmp((struct date){2023, 4, 28}, (struct date){2023, 4, 29}) < 0);
    assert_true(date_cmp((struct date){2023, 5, 1}, (struct date){2023, 4, 29}) > 0);
    assert_true(date_cmp((struct date){2022, 12, 31}, (struct date){2023, 1, 1}) < 0);
    assert_true(date_valid((struct date){2000, 2, 29}));
    assert_false(date_valid((struct date){1900, 2, 29}));
    assert_false(date_valid((struct date){2023, 4, 31}));
    assert_false(date_valid((struct date){2023, 4, 0}));
}

/* The table by which most places are passed over holds the first three letters of every word. */
static void
first_letters(void **state)
{
    (void)state;
    assert_true(dates_letters_check());
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years),
        cmocka_unit_test(spans),
        cmocka_unit_test(six_months),
        cmocka_unit_test(quarters),
        cmocka_unit_test(months),
        cmocka_unit_test(whole_years),
        cmocka_unit_test(days),
        cmocka_unit_test(laws),
        cmocka_unit_test(no_periods),
        cmocka_unit_test(joining),
        cmocka_unit_test(place_of_periods),
        cmocka_unit_test(room_for_periods),
        cmocka_unit_test(iso),
        cmocka_unit_test(typed),
        cmocka_unit_test(http),
        cmocka_unit_test(office_day),
        cmocka_unit_test(time_goes_round),
        cmocka_unit_test(fiscal_years),
        cmocka_unit_test(shown),
        cmocka_unit_test(order_and_validity),
        cmocka_unit_test(first_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
