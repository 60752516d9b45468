/* What headings, title rows, captions and first lines say of what stands below them. */
#include "tests/unit/sheet_sample.h"

#define COUNTED                                                                                                                                                                                               \
    "<table><tr><th>ปีงบประมาณ</th><th>รับทั้งหมด</th><th>แล้วเสร็จ</th><th>อยู่ระหว่างดำเนินการ</th></tr>" \
    "<tr><td>2567</td><td>1</td><td>1</td><td>0</td></tr><tr><td>2568</td><td>2</td><td>2</td><td>0</td></"                                                                                                   \
    "tr></table>"

/*
 * Given: a page that the menu and its title call statistics of services, with a table of years and numbers
 * under a heading of its own. Expected: a counter of the website's visitors is none; a heading that does not
 * say so takes nothing away.
 */
static void
a_heading_that_says_what_it_is_not_decides(void **state)
{
    const struct question statistics = {2566, "O16", "ข้อมูลสถิติการให้บริการ"};
    const struct sheet page = {
        "/page", statistics.title,
        "<table><tr><th>ปีงบประมาณ</th><th>จำนวน (ครั้ง)</th></tr><tr><td>2565</td><td>10,233</td></tr>"
        "<tr><td>2566</td><td>12,940</td></tr></table>"};
    struct small_site s = {.sheet = &page, .sheet_n = 1, .heading = "สถิติการเข้าชมเว็บไซต์"};

    expect(*state, &statistics, &s, VERDICT_MISSING);
    s.heading = "งานที่มีผู้มาติดต่อ";
    expect(*state, &statistics, &s, VERDICT_FOUND);
}

/* Given: news called after a meeting.  Expected: what its first sentence tells was done is done; what is
 * mentioned after other things is not what it tells. */
static void
the_first_sentence_of_news_tells_what_was_done(void **state)
{
    const struct question culture = {2567, "O27", "ประชุมประจำเดือนของพนักงาน"};
#define POSTED "<p>วันที่ 22 มกราคม 2567 ผู้ดูแลระบบ</p>"
#define PASSED "ถ่ายทอดนโยบายไม่รับของขวัญ No Gift Policy แก่พนักงานทุกกอง"
    const struct trial t[] = {
        {POSTED "<p>เมื่อวันที่ 22 มกราคม 2567 นายกเทศมนตรีเป็นประธานการประชุม " PASSED " และติดป้ายงดรับที่จุดบริการ</p>",
         VERDICT_FOUND},
        {POSTED "<p>เมื่อวันที่ 22 มกราคม 2567 นายกเทศมนตรีเป็นประธานการประชุม</p><p>เรื่องแรกคือแผนการซ่อมถนน</p>"
                "<p>เรื่องที่สองคือการจัดงานวันเด็ก</p><p>แล้ว" PASSED "</p>",
         VERDICT_MISSING},
        {"<ul><li><a href='/a.pdf'>ประกาศของเทศบาล</a></li></ul><h3>กิจกรรม</h3><p>เมื่อวันที่ 20 มกราคม 2567 "
         "พนักงาน 84 คน "
         "ร่วมกิจกรรมปลูกจิตสำนึกไม่รับของขวัญ ณ ห้องประชุม พร้อมซักซ้อมแนวปฏิบัติเมื่อมีผู้เสนอของขวัญให้</p>",
         VERDICT_FOUND},
    };
    const struct item_result *r;

    expect_all(*state, &culture, t, COUNT(t));
    r = expect_page(*state, &culture, t[0].body, VERDICT_FOUND);
    assert_string_equal(r->candidate[0].named_by, "the first lines of the page");
}

/* Given: a hearing of the year before, whose outcome went into this year's budget.  Expected: the line that
 * tells the outcome is no title, and the hearing is an old one. */
static void
a_name_before_a_colon_is_no_title(void **state)
{
    const struct question hearing = {2567, "O25", "ประชาคมระดับตำบล จัดทำแผนพัฒนา ปี 2566"};

    expect_page(
        *state, &hearing,
        "<p>วันที่ 25 มกราคม 2566 เทศบาลจัดประชาคมตำบล ประเด็นแผนพัฒนาท้องถิ่น ผู้มีส่วนร่วมคือประชาชน 64 คน</p>"
        "<p>ผลจากการมีส่วนร่วม: ที่ประชุมเห็นชอบโครงการ 12 โครงการ การนำผลไปใช้: บรรจุในเทศบัญญัติงบประมาณปี 2567</p>",
        VERDICT_STALE);
}

/* Given: a page of several things, each below a heading in everyday words.  Expected: the first line below
 * such a heading says what stands there; one that only mentions it after something else does not. */
static void
the_first_line_of_a_section_names_it(void **state)
{
    const struct question gifts = {2568, "O22", "ทำงานโปร่งใส"};
#define SECTION(line) "<h3>เราเซ็นประกาศแล้ว</h3><p>ติดไว้ที่หน้าห้อง</p><h3>มีใครรับของหรือเปล่า</h3><p>" line "</p>"
    const struct trial t[] = {
        {SECTION("รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา ปีงบประมาณ 2567 ไม่มีเจ้าหน้าที่คนใดรับ"),
         VERDICT_FOUND},
        {SECTION("รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา ให้ทุกกองส่งภายในเดือนตุลาคม"), VERDICT_MISSING},
        {SECTION("รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา ติดประกาศไว้ที่บอร์ดหน้าสำนักงาน"), VERDICT_MISSING},
        {SECTION("ปีที่แล้วสำนักปลัดชี้แจงแบบฟอร์มให้ทุกกอง และเก็บรายงานการรับทรัพย์สินโดยธรรมจรรยาไว้ในแฟ้ม"),
         VERDICT_MISSING},
    };

    expect_all(*state, &gifts, t, COUNT(t));
}

/* Given: the same things on two tabs.  Expected: the first line of a pane says what stands there. */
static void
the_first_line_of_a_tab_names_it(void **state)
{
    const struct question gifts = {2568, "O22", "ทำงานโปร่งใส"};

    expect_page(
        *state, &gifts,
        "<ul class='nav nav-tabs'><li><a href='#t1' data-toggle='tab'>เราเซ็นแล้ว</a></li>"
        "<li><a href='#t2' data-toggle='tab'>มีใครรับของไหม</a></li></ul><div class='tab-content'>"
        "<div class='tab-pane' id='t1'><p>ติดไว้ที่หน้าห้อง</p><p>ทุกวัน</p></div><div class='tab-pane' id='t2'>"
        "<p>รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา ปีงบประมาณ 2567 ไม่มีเจ้าหน้าที่คนใดรับ</p>"
        "<p>ผู้ดูแลระบบ</p></div></div>",
        VERDICT_FOUND);
}

/*
 * Given: statistics on a page called otherwise, whose way back and title are rows of a layout table.
 * Expected: the first line of its text says what it is.
 */
static void
the_first_line_below_a_title_row_names_the_page(void **state)
{
    const struct question statistics = {2569, "O18", NULL};
    const struct sheet page = {"/page", "ตัวเลขของเรา",
                               "<table><tr><td><a href='/'>หน้าแรก</a> &raquo; ตัวเลขของเรา</td></tr><tr><td>"
                               "<table><tr><td>ตัวเลขของเรา</td></tr></table>"
                               "<p>สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบของเจ้าหน้าที่</p>" COUNTED
                               "</td></tr></table>"};

    expect(*state, &statistics, &(struct small_site){.sheet = &page, .sheet_n = 1, .heading = ""},
           VERDICT_FOUND);
}

/* Given: the same further down on a page of many figures, named by the line above its table.  Expected: that
 * line is its caption; one that says it after something else is not. */
static void
a_line_above_a_table_is_its_caption(void **state)
{
    const struct question statistics = {2569, "O18", "ตัวเลขเรื่องร้องเรียน"};
#define ROADS "<h3>ร้องทุกข์ทั่วไป</h3><p>ถนนชำรุด 171 เรื่อง ไฟส่องสว่าง 83 เรื่อง</p><h3>เรื่องลับ</h3><p>ปรับปรุงทุกเดือน</p>"
    const struct trial t[] = {
        {ROADS "<p>ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ</p>" COUNTED, VERDICT_FOUND},
        {ROADS "<p>งานนิติการเป็นผู้รับผิดชอบจัดเก็บและเผยแพร่สถิติเรื่องร้องเรียนการทุจริต</p>" COUNTED, VERDICT_MISSING},
    };

    expect_all(*state, &statistics, t, COUNT(t));
}

/* Given: such a line as the only name on a page without any heading.  Expected: it is a caption all the same.
 */
static void
a_caption_needs_no_heading_above_it(void **state)
{
    const struct question statistics = {2569, "O18", NULL};
#define WORKS                                                                                                                                                                                                                                                                                             \
    "<p>ถนนชำรุด 171 เรื่อง ไฟส่องสว่าง 83 เรื่อง</p><p>น้ำประปา 12 เรื่อง ขยะ 22 เรื่อง กลิ่น 2 เรื่อง เสียง 3 เรื่อง ตลิ่งพัง " \
    "3 เรื่อง</p>"
    const struct sheet page = {"/page", "ตัวเลขของเรา",
                               WORKS WORKS "<p>ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ</p>" COUNTED};

    expect(*state, &statistics, &(struct small_site){.sheet = &page, .sheet_n = 1, .heading = ""},
           VERDICT_FOUND);
}

/* Given: portraits with names and posts below a line drawn in bold that heads them.  Expected: the names are
 * read with the pictures, and that nobody's telephone stands there is seen. */
static void
what_a_bold_line_heads_is_read_with_its_pictures(void **state)
{
    const struct question executives = {2563, "O2", NULL};
#define PERSON(name, post) "<td><img src='/" name ".jpg' width=110 height=140><br>นาย" name " ดงสมมุติ<br>" post
    const struct sheet page = {"/page", "คณะผู้บริหาร",
                               "<center><b>คณะผู้บริหาร</b></center><table><tr>" PERSON("ลำดวน", "นายกเทศมนตรี")
                                   PERSON("กิ่ง", "รองนายกเทศมนตรี")
                                       PERSON("ดอก", "รองนายกเทศมนตรี") "<tr>" PERSON("ก้าน", "ปลัดเทศบาล")
                                           PERSON("ใบ", "ผู้อำนวยการกองคลัง") "</table>"};

    expect(*state, &executives, &(struct small_site){.sheet = &page, .sheet_n = 1, .heading = ""},
           VERDICT_PARTIAL);
}

/* Given: the same line with a colon, behind which stands the year, nothing, or what came of it.  Expected: it
 * is a title but for the last. */
static void
a_year_behind_a_colon_tells_nothing(void **state)
{
    const struct question statistics = {2569, "O18", "ตัวเลขของเรา"};
#define TITLED(rest) "<p>สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ" rest "</p><p>หน่วยตรวจสอบรวบรวมไว้</p>" COUNTED
    const struct trial t[] = {
        {TITLED(": ปีงบประมาณ 2568"), VERDICT_FOUND},
        {TITLED(":"), VERDICT_FOUND},
        {TITLED(": ที่ประชุมรับทราบว่าถนนชำรุดลดลง"), VERDICT_MISSING},
    };

    expect_all(*state, &statistics, t, COUNT(t));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_line_below_a_title_row_names_the_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_above_a_table_is_its_caption, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_caption_needs_no_heading_above_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_bold_line_heads_is_read_with_its_pictures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_line_of_a_tab_names_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_line_of_a_section_names_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_name_before_a_colon_is_no_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_sentence_of_news_tells_what_was_done, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_heading_that_says_what_it_is_not_decides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_year_behind_a_colon_tells_nothing, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
