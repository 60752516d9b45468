/*
 * Whose site it is and whose paper it is: names are compared with their province.
 */
#include "rules/agency.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the three above first */
#include "tests/support/loaded_rules.h"
#include <cmocka.h>

static struct catalog *catalog;

static int
load(void **state)
{
    (void)state;
    catalog = loaded_rules(FIXTURES "/../rules");
    return 0;
}

static int
unload(void **state)
{
    (void)state;
    catalog_free(catalog);
    return 0;
}

static struct agency *
agency_of(const char *title)
{
    struct agency *a = agency_new(catalog);
    struct page p = {.title = str_of(title)};

    agency_learn(a, &p);
    agency_settle(a);
    return a;
}

/* Given: the title of a site's pages.  Expected: the agency's name and its kind. */
static void
names_and_kinds(void **state)
{
    static const struct {
        const char *title, *name, *kind;
    } given[] = {
        {"องค์การบริหารส่วนตำบลทุ่งสมมุติ อำเภอสมมุติ จังหวัดตัวอย่าง", "องค์การบริหารส่วนตำบลทุ่งสมมุติ", "sao"},
        {"หน้าหลัก - เทศบาลตำบลตัวอย่าง", "เทศบาลตำบลตัวอย่าง", "tambon"},
        {"เทศบาลเมืองตัวอย่าง : www.x.example", "เทศบาลเมืองตัวอย่าง", "mueang"},
        {"เทศบาลนครตัวอย่าง", "เทศบาลนครตัวอย่าง", "nakhon"},
        {"อบจ.ตัวอย่าง", "อบจ.ตัวอย่าง", "pao"},
        {"องค์การบริหารส่วนจังหวัดตัวอย่าง", "องค์การบริหารส่วนจังหวัดตัวอย่าง", "pao"},
        {"เมืองพัทยา", "เมืองพัทยา", "pattaya"},
        {"เทศบาลต\xE0\xB9\x8D\xE0\xB8\xB2บลต้นนํ้า", "เทศบาลตำบลต้นนํ้า", "tambon"}, /* sara am in two letters */
        {"Untitled Document", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        struct agency *a = agency_of(given[i].title);

        if (!str_eq(agency_name(a), str_of(given[i].name)) || !str_eq(agency_kind(a), str_of(given[i].kind)))
            fail_msg("%s: got %.*s, %.*s", given[i].title, STR_ARGS(agency_name(a)),
                     STR_ARGS(agency_kind(a)));
        agency_free(a);
    }
}

/* Given: a text on the site of เทศบาลตำบลหนองสมมุติ in จังหวัดตัวอย่าง.  Expected: whether it is another agency's.
 */
static void
other_agencies(void **state)
{
    static const struct {
        const char *text;
        bool other;
    } given[] = {
        {"แผนพัฒนาท้องถิ่น เทศบาลตำบลหนองสมมุติ", false},
        {"แผนพัฒนาท้องถิ่น ทต.หนองสมมุติ", false},
        {"แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)", false},
        {"แผนพัฒนาท้องถิ่น เทศบาลตำบลหนองสมมุติ อำเภอเมือง จังหวัดตัวอย่าง", false},
        {"แผนพัฒนาท้องถิ่น เทศบาลตำบลหนองสมมุติ อำเภอเมือง จังหวัดอื่นไกล", true},
        {"แผนพัฒนาท้องถิ่น ทต.หนองสมมุติ จ.อื่นไกล", true},
        {"แผนพัฒนาท้องถิ่น องค์การบริหารส่วนตำบลบ้านอื่น", true},
        {"ขั้นตอนติดประกาศไว้ ณ ที่ทำการ อบต. ด้วย", false},
        {"นายก อบต. นำคณะผู้บริหารประกาศเจตนารมณ์", false},
        {"แจ้งพฤติกรรมทุจริตของเจ้าหน้าที่ อบต. เท่านั้น นิติกรรับเรื่องโดยตรง", false},
        {"เจ้าหน้าที่ของเทศบาลทุกคน เทศบาลตำบลและชุมชน", false},
        {"บันทึกข้อตกลงระหว่าง เทศบาลตำบลหนองสมมุติ กับ อบต.บ้านอื่น", false},
        {"แผนพัฒนาคน อบต. ปี 2568", false},
        {"ยอดซื้อยอดจ้างทั้งปีของ อบต. กองคลังทำสรุปหลังปิดบัญชีทุกปี", false},
        {"No Gift Policy อบต. ใสสะอาด > งดรับ งดให้", false},
        {"รายงานของ อบต. ดอนอื่น ปี 2568", true},
        {"รายงานของ อบต. ใสสะอาด อำเภออื่นไกล", true},
        {"รายงานของ อบต.ใสสะอาดอื่น", true},
        {"แผนของ เทศบาลเมือง อ้อมน้อยสมมุติ", true},
        {"แผนของ อบต. ใสสะอาด\x1fอำเภออื่นไกล", true},
        {"ปลัด อบต. คู่มือประชาชน", false},
    };
    struct agency *a = agency_of("เทศบาลตำบลหนองสมมุติ อำเภอสมมุติ จังหวัดตัวอย่าง");

    (void)state;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (agency_is_other(a, str_of(given[i].text)) != given[i].other)
            fail_msg("%s: expected %s", given[i].text, given[i].other ? "another agency's" : "its own");
    agency_free(a);
}

/* Given: a name as a paper without tone marks, or recognition, has it on the site of เทศบาลตำบลบ้านสวนสมมุติ.
 * Expected: whether it may be this one. */
static void
misread_names(void **state)
{
    static const struct {
        const char *text;
        bool nearly;
    } given[] = {
        {"เทศบาลตำบลบ้านสวนสมมุติ", true},     {"เทศบาลตำบลบานสวนสมมุต", true},
        {"เทศบาลตำบลบ้านส่วนสมมุ ติ", true},    {"ของ เทศบาลตำบลบ้านสวบสมมติ อำเภอ", true},
        {"เทศบาลตำบลบ้านสวน", false},        {"เทศบาลตำบลบ้านทุ่งสมมุติ", false},
        {"เทศบาลตำบลหนองสวนตัวอย่าง", false},
    };
    struct agency *a = agency_of("เทศบาลตำบลบ้านสวนสมมุติ");

    (void)state;
    assert_false(agency_is_other(a, STR("เทศบาลตำบลบานสวนสมมุติ")));
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (agency_is_nearly_own(a, str_of(given[i].text)) != given[i].nearly)
            fail_msg("%s: expected %s", given[i].text, given[i].nearly ? "nearly its own" : "another's");
    agency_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_and_kinds), cmocka_unit_test(other_agencies),
                                       cmocka_unit_test(misread_names)};

    return cmocka_run_group_tests(tests, load, unload);
}
