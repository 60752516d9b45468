/* Pages that nothing names and that show an item by what stands on them. */
#include "tests/unit/sheet_sample.h"

static const struct question faces = {2568, "O2", "หน้าตาของเรา"};

#define PERSON(name, post, reach) "<tr><td>" name "</td><td>" post "</td><td>" reach "</td></tr>"
#define PEOPLE(reach)                                                                                        \
    "<table>" PERSON("นายสมมุติ ใจดี", "นายกเทศมนตรี", reach) PERSON("นายสมมาตร ใจงาม", "รองนายกเทศมนตรี", reach) \
        PERSON("นางสมหญิง ใจเย็น", "ปลัดเทศบาล", reach)                                                         \
            PERSON("นางสมศรี ใจซื่อ", "รองปลัดเทศบาล", reach) "</table>"

/* Given: a page in everyday words with everybody's name, post and telephone.  Expected: it is the item's, and
 * the report says why one may doubt it. */
static void
people_with_their_telephones_are_the_executives(void **state)
{
    const struct item_result *r =
        expect_page(*state, &faces, PEOPLE("โทร 0-5300-0000") "<img src='/a.jpg'>", VERDICT_FOUND);

    assert_int_equal(r->doubt_n, 1);
    assert_string_equal(r->doubt[0].id, "no words name it: what stands there shows what it is");
    assert_true(r->evidence_n > 0 && r->evidence[0].where == WHERE_TEXT);
}

/* Given: the same without a way to reach them.  Expected: one sign is lacking, and nothing is said of it. */
static void
one_sign_less_shows_nothing(void **state)
{
    const struct item_result *r = expect_page(*state, &faces, PEOPLE("-"), VERDICT_MISSING);

    assert_int_equal(r->candidate_n, 0);
}

/* Given: a page with all signs, and one that bears the item's name and is empty.  Expected: the name counts.
 */
static void
what_is_named_is_not_looked_for_elsewhere(void **state)
{
    const struct sheet site[] = {{"/faces", "หน้าตาของเรา", PEOPLE("โทร 0-5300-0000")},
                                 {"/executives", "คณะผู้บริหาร", "<p>อยู่ระหว่างปรับปรุงข้อมูล</p>"}};

    expect_sheets(*state, &faces, site, 2, VERDICT_MISSING);
}

#define CARD(name, post, reach) "<div><img src='/" post ".jpg'><p>" name "<br>" post "<br>" reach "</p></div>"
#define MAYORS(reach)                                                                                        \
    CARD("นายสมมุติ ใจดี", "นายกเทศมนตรี", reach) CARD("นายสมมาตร ใจงาม", "รองนายกเทศมนตรี", reach)
#define CLERKS(reach) CARD("นางสมหญิง ใจเย็น", "ปลัดเทศบาล", reach) CARD("นางสมศรี ใจซื่อ", "หัวหน้าสำนักปลัด", reach)

/* Given: the elected side under the item's name, and the clerks on a page that nothing names.  Expected: both
 * are read together; without the clerks' telephones, or without their page, something is lacking. */
static void
a_page_that_nothing_names_may_hold_the_other_half(void **state)
{
    struct sheet site[] = {{"/executives", "คณะผู้บริหาร", MAYORS("โทร 0-5300-0000")},
                           {"/people", "พี่ ๆ ของเรา", CLERKS("โทร 0-5300-0001")}};

    expect_sheets(*state, &faces, site, 2, VERDICT_FOUND);
    expect_sheets(*state, &faces, site, 1, VERDICT_PARTIAL);
    site[1].body = CLERKS("-");
    expect_sheets(*state, &faces, site, 2, VERDICT_PARTIAL);
}

#define LISTED(name, post) "<tr><td>" name "</td><td>" post "</td><td>โทร 0-5300-0002</td></tr>"

/* Given: both sides on one page.  Expected: found where each part has its photographs, not where those of one
 * stand in a table. */
static void
each_part_shows_its_people(void **state)
{
    const struct question named = {2568, "O2", "คณะผู้บริหาร"};

    expect_page(*state, &named,
                "<h3>ฝ่ายการเมือง</h3>" MAYORS("โทร 0-5300-0000") "<h3>ฝ่ายประจำ</h3>" CLERKS("โทร 0-5300-0001"),
                VERDICT_FOUND);
    expect_page(*state, &named,
                "<h3>ฝ่ายการเมือง</h3>" MAYORS("โทร 0-5300-0000") "<h3>ฝ่ายประจำ</h3><table>" LISTED(
                    "นางสมหญิง ใจเย็น", "ปลัดเทศบาล") LISTED("นางสมศรี ใจซื่อ", "รองปลัดเทศบาล") "</table>",
                VERDICT_PARTIAL);
}

#define STORY(n, words) "<li><a href='/s" n "'>" words "</a> " n " มีนาคม 2568</li>"
#define STORIES                                                                                              \
    STORY("1", "รถขยะเปลี่ยนวัน")                                                                               \
    STORY("2", "หมอมาฉีดยาหมาแมว")                                                                            \
    STORY("3", "สะพานไม้ซ่อมเสร็จ") STORY("4", "ลอยกระทงที่ท่าน้ำ") STORY("5", "น้ำท่วมซอยโรงสี")

/* Given: stories with their days under a name of its own.  Expected: six are the news, five are not. */
static void
a_list_of_dated_stories_is_the_news(void **state)
{
    const struct question news = {2568, "O4", "เล่าสู่กันฟัง"};

    expect_page(*state, &news, "<ul>" STORIES STORY("6", "แข่งเรือยาวปีนี้คึกคัก") "</ul>", VERDICT_FOUND);
    expect_page(*state, &news, "<ul>" STORIES "</ul>", VERDICT_MISSING);
}

#define STEPS(of)                                                                                                                                                                                                 \
    "<p>ถ้าเป็นเรื่อง" of " เราทำตามนี้</p><table><tr><th>ขั้น</th><th>ทำอะไร</th><th>ใครทำ</th><th>ภายใน</th></tr>"                                    \
    "<tr><td>1</td><td>รับเรื่องทางโทรศัพท์ จดหมาย หรือมาบอกเอง</td><td>ปลัดเทศบาล</td><td>1 วัน</td></tr>" \
    "<tr><td>2</td><td>ตั้งกรรมการสอบข้อเท็จจริง</td><td>นายกเทศมนตรี</td><td>15 วัน</td></tr>"                                   \
    "<tr><td>3</td><td>แจ้งผลผู้ร้อง</td><td>สำนักปลัด</td><td>7 วัน</td></tr></table>"

/* Given: the steps of complaints in everyday words.  Expected: those about corruption show the item, those
 * about roads do not. */
static void
steps_about_corruption_are_its_procedure(void **state)
{
    const struct question q = {2568, "O17", "แล้วเรื่องไปไหนต่อ"};

    expect_page(*state, &q, STEPS("เจ้าหน้าที่ทุจริตหรือประพฤติมิชอบ"), VERDICT_FOUND);
    expect_page(*state, &q, STEPS("ถนนพังหรือไฟดับ"), VERDICT_MISSING);
}

#define MEETING(said)                                                                                                                                                           \
    "<p>วันที่ 11 มีนาคม 2568 เทศบาลชวนชาวบ้าน 118 คนมาคุยเรื่องเงินสะสม</p>" \
    "<p>ประเด็น: ขุดลอกหนองหรือทำถนน</p><p>ผู้เข้าร่วม: ตัวแทนหมู่บ้าน 118 คน</p>" said

/* Given: the item's name on an invitation, and the story of the meeting on a page of another name, whole and
 * without what came of it.  Expected: the whole one goes before the name, a part of it does not. */
static void
what_shows_all_goes_before_a_name(void **state)
{
    const struct question q = {2568, "O20", NULL};
    struct sheet site[] = {
        {"/i", "การเปิดโอกาสให้เกิดการมีส่วนร่วม ปี 2568", "<p>ขอเชิญชวนประชาชนร่วมประชุมวันที่ 11 มีนาคม 2568</p>"},
        {"/n", "วันนั้นที่ศาลากลางบ้าน",
         MEETING("<p>สรุปผล: ขุดลอกหนองได้ 84 เสียง</p><p>นำผลไปใช้: เทศบาลนำไปบรรจุในแผนพัฒนา</p>")},
    };

    expect_sheets(*state, &q, site, 2, VERDICT_FOUND);
    site[1].body = MEETING("");
    expect_sheets(*state, &q, site, 2, VERDICT_MISSING);
}

#define HANDLED(first, unit)                                                                                 \
    "<p>" first "</p><p>รับเรื่องแล้วตั้งกรรมการสอบข้อเท็จจริงภายใน 15 วัน แจ้งผลผู้ร้องภายใน 7 วัน</p><p>" unit "</p>"

/* Given: a topic of which five signs of six are enough, on a page that names no one responsible; and one
 * without the first sign, which tells what it is about.  Expected: the first may be it and lacks a part, the
 * second is nothing. */
static void
a_sign_may_be_absent_but_not_the_first(void **state)
{
    const struct question q = {2568, "O17", "แล้วเรื่องไปไหนต่อ"};

    expect_page(*state, &q, HANDLED("ถ้าเป็นเรื่องเจ้าหน้าที่ทุจริต บอกได้ทาง: มาเอง", ""), VERDICT_PARTIAL);
    expect_page(*state, &q, HANDLED("ถ้าเป็นเรื่องถนนพัง บอกได้ทาง: มาเอง", "สำนักปลัดรับผิดชอบ"), VERDICT_MISSING);
}

/* Given: news that tell of a meeting of mayor, deputy and clerk, and at its foot the office's telephone.
 * Expected: they show no page of executives. */
static void
news_of_the_mayor_are_no_page_of_executives(void **state)
{
    expect_page(*state, &faces,
                "<p>นายสมมุติ ใจดี นายกเทศมนตรี พร้อมด้วยคณะ ลงพื้นที่ตรวจถนน สอบถามโทร 0-5300-0000</p>",
                VERDICT_MISSING);
}

#define COUNTS                                                                                                                  \
    "<table><tr><th>เดือน</th><th>มาที่ทำการ</th><th>ทางเว็บ (E-Service)</th></tr>" \
    "<tr><td>ต.ค. 2566</td><td>146</td><td>8</td></tr><tr><td>พ.ย. 2566</td><td>121</td><td>11</td></tr>"               \
    "<tr><td>ธ.ค. 2566</td><td>98</td><td>9</td></tr><tr><td>ม.ค. 2567</td><td>214</td><td>17</td></tr>"                \
    "<tr><td>ก.พ. 2567</td><td>187</td><td>15</td></tr><tr><td>มี.ค. "                                                \
    "2567</td><td>203</td><td>22</td></tr></table>"

/* Given: a table in everyday words, and below it a line that begins with the item's name, or that only
 * mentions it. Expected: the first is the item's. */
static void
a_line_that_begins_with_the_name_leads_to_its_page(void **state)
{
    const struct question q = {2567, "O12", "เดือนหนึ่งมีคนมากี่คน"};

    expect_page(*state, &q, COUNTS "<p>ข้อมูลสถิติการให้บริการ ประจำปีงบประมาณ พ.ศ. 2567 รอบ 6 เดือน</p>",
                VERDICT_FOUND);
    expect_page(*state, &q, COUNTS "<p>ปรับปรุงจากแนวคิดเรื่องข้อมูลสถิติการให้บริการของเรา</p>", VERDICT_MISSING);
}

/* Given: such a line, and nothing of what the item asks for.  Expected: nothing is said of it. */
static void
a_name_over_nothing_shows_nothing(void **state)
{
    const struct question q = {2567, "O32", "รั้วของบ้าน"};

    expect_page(*state, &q, "<p>เรื่องเล่าของเรา</p><p>แผนปฏิบัติการป้องกันการทุจริต</p>", VERDICT_MISSING);
}

#define OFFICES                                                                                                                                                                                                             \
    "<p>นายกเทศมนตรี รองนายก 2 คน และสภาเทศบาล 12 คน ปลัดเทศบาลเป็นหัวหน้าพนักงาน</p><table>" \
    "<tr><td>สำนักปลัดเทศบาล</td><td>งานธุรการ งานทะเบียน</td></tr>"                                                                                    \
    "<tr><td>กองคลัง</td><td>งานการเงิน งานพัสดุ</td></tr><tr><td>กองช่าง</td><td>งานแบบแผน</td></tr></table>"

/* Given: a picture whose words behind it name the item, alone and above all signs of it.  Expected: alone it
 * is for a person to see, above them it is found. */
static void
a_page_says_more_than_its_picture(void **state)
{
    const struct question q = {2567, "O1", "ห้องของเรา"};
    const char *chart = "<img src='/a.jpg' width='900' height='600' alt='แผนภูมิส่วนราชการเทศบาลตำบลบ้านสมมุติ'>";
    struct world *w = *state;

    expect_page(w, &q, chart, VERDICT_REVIEW);
    expect_page(w, &q, arena_printf(w->arena, "%s%s", chart, OFFICES).p, VERDICT_FOUND);
}

#define SERVICE                                                                                                                                                                                                               \
    "<table><tr><td>ชื่องานบริการ</td><td>ขออนุญาตก่อสร้างอาคาร</td></tr><tr><td>หน่วยงาน</td><td>กองช่าง</td></tr>"        \
    "<tr><td>ช่องทาง</td><td>ออนไลน์ หรือเคาน์เตอร์บริการ</td></tr><tr><td>ระยะเวลา</td><td>ไม่เกิน 30 วัน</td></tr>" \
    "<tr><td>ค่าธรรมเนียม</td><td>ค่าธรรมเนียมใบอนุญาต 20 บาท</td></tr>"                                                                                \
    "<tr><td>เอกสารที่ใช้</td><td>สำเนาโฉนด สำเนาบัตรประชาชน แบบแปลน 3 ชุด</td></tr></table><h3>ขั้นตอน</h3>"     \
    "<ul><li>1. กรอกคำขอและแนบแบบแปลน (1 วัน)</li><li>2. เจ้าหน้าที่ตรวจสถานที่ (7 วัน)</li>"                               \
    "<li>3. รับใบอนุญาตและชำระค่าธรรมเนียม</li></ul>"

/* Given: the item's row leads to a page by another item's name, and behind that stands a guide to each
 * service. Expected: what stands there is the item's; without it the row proves nothing. */
static void
a_row_that_leads_to_another_item_hides_nothing(void **state)
{
    const struct question guide = {2568, "O9", NULL};
    struct sheet site[] = {
        {"/ita", "ITA 2568",
         "<table><tr><td>O9</td><td>คู่มือหรือแนวทางการขอรับบริการ</td><td><a "
         "href='/e'>เปิดดู</a></td></tr></table>"},
        {"/e", "e-Service บริการออนไลน์",
         "<p>เลือกงานบริการเพื่อยื่นคำขอ</p><p><a href='/s1'>ขออนุญาตก่อสร้างอาคาร</a></p>"},
        {"/s1", "ขออนุญาตก่อสร้างอาคาร", SERVICE},
    };

    expect_sheets(*state, &guide, site, 3, VERDICT_FOUND);
    site[2].body = "<p>ยื่นคำขอได้ที่กองช่าง</p>";
    expect_sheets(*state, &guide, site, 3, VERDICT_MISSING);
}

#define ROW(n, name, to) "<tr><td>" n "</td><td>" name "</td><td><a href='" to "'>ดู</a></td></tr>"
#define INDEX(to)                                                                                            \
    "<table>" ROW("O1", "โครงสร้าง", "/o") ROW("O2", "ข้อมูลผู้บริหาร", "/o") ROW("O5", "แผนพัฒนาท้องถิ่น", "/o")      \
        ROW("O10", "E-Service", "/o") ROW("O14", "แผนการบริหารทรัพยากรบุคคล", "/o")                             \
            ROW("O16", "ประมวลจริยธรรม", "/o") ROW("O18", "ข้อมูลสถิติเรื่องร้องเรียนการทุจริต", to) "</table>"
#define NOBODY                                                                                                                                                                                                                           \
    "<p>ตลอดปีงบประมาณ 2566 (1 ต.ค. 65 - 30 ก.ย. 66) ไม่มีเรื่องร้องเรียนเจ้าหน้าที่ทุจริตเข้ามาเลย</p>" \
    "<table><tr><th>ช่วง</th><th>รับเข้า</th><th>เสร็จ</th><th>ค้าง</th></tr><tr><td>ต.ค.-มี.ค.</td><td>0</"                                                                           \
    "td><td>0</td>"                                                                                                                                                                                                                      \
    "<td>0</td></tr><tr><td>เม.ย.-ก.ย.</td><td>0</td><td>0</td><td>0</td></tr></table>"

/* Given: a list of all items whose row leads wrong, and the thing itself on a page of another name. Expected:
 * the promise of the list does not keep the page from being looked at, and a list that is right leads there
 * anyway. */
static void
what_only_a_list_of_items_names_is_looked_for(void **state)
{
    const struct question q = {2567, "O24", NULL};
    struct sheet site[] = {
        {"/ita", "ITA 2567", INDEX("/o")},
        {"/o", "กิจกรรมวันเด็ก", "<p>เทศบาลจัดงานวันเด็ก มีเด็กมาร่วมงานสามร้อยคน</p>"},
        {"/n", "ปี 66 ไม่มีใครร้องคนของเรา", NOBODY},
    };

    expect_sheets(*state, &q, site, 3, VERDICT_FOUND);
    site[2].body = "<p>ปีนี้เงียบดี</p>";
    expect_sheets(*state, &q, site, 3, VERDICT_MISSING);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(people_with_their_telephones_are_the_executives, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_sign_less_shows_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_named_is_not_looked_for_elsewhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(steps_about_corruption_are_its_procedure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_shows_all_goes_before_a_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sign_may_be_absent_but_not_the_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(news_of_the_mayor_are_no_page_of_executives, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_that_begins_with_the_name_leads_to_its_page, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_name_over_nothing_shows_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_row_that_leads_to_another_item_hides_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_page_says_more_than_its_picture, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_only_a_list_of_items_names_is_looked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_page_that_nothing_names_may_hold_the_other_half, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_part_shows_its_people, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_of_dated_stories_is_the_news, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
