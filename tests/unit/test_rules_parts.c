/* Items made of parts, and pages that hold more than the thing asked for. */
#include "tests/unit/sheet_sample.h"

#define STRUCTURE                                                                                                                        \
    "<p>แผนผังโครงสร้างการแบ่งส่วนราชการ: "                              \
    "นายกเทศมนตรีและสภาเทศบาลกำกับดูแลปลัดเทศบาล " \
    "ซึ่งบังคับบัญชาสำนักปลัด กองคลัง กองช่าง "              \
    "และกองการศึกษา แต่ละกองมีหัวหน้าฝ่ายครบทุกตำแหน่ง</p>"

static const struct question joint = {2568, "O1", NULL};
static const struct sheet structure = {"/structure", "โครงสร้างการแบ่งส่วนราชการ", STRUCTURE};
static const struct sheet authority = {"/powers", "อำนาจหน้าที่ของเทศบาล", POWERS};

/* Given: an item of two parts, each on a page of its own.  Expected: found. */
static void
both_parts_on_their_pages_are_found(void **state)
{
    const struct sheet site[] = {structure, authority};

    expect_sheets(*state, &joint, site, 2, VERDICT_FOUND);
}

/* Given: only one of the two parts.  Expected: partial, and the reason names the other. */
static void
one_part_alone_is_partial(void **state)
{
    const struct item_result *r = expect_sheets(*state, &joint, &structure, 1, VERDICT_PARTIAL);

    expect_reason(*state, r, "อำนาจหน้าที่");
    r = expect_sheets(*state, &joint, &authority, 1, VERDICT_PARTIAL);
    expect_reason(*state, r, "โครงสร้าง");
}

/* Given: two links, a name of each part on it, that only a script opens.  Expected: to make sure is asked for
 * once, then comes what to publish of each, as sentences. */
static void
both_parts_are_made_sure_of_at_once(void **state)
{
    const struct sheet index = {"/index", "ข้อมูลหน่วยงาน",
                                "<ul><li><a href='javascript:go(1)'>โครงสร้างการแบ่งส่วนราชการ</a></li>"
                                "<li><a href='javascript:go(2)'>อำนาจหน้าที่ของเทศบาล</a></li></ul>"};
    const struct item_result *r = expect_sheets(*state, &joint, &index, 1, VERDICT_UNASSESSED);
    const struct str sure = STR("First make sure"), of_both = STR("sections. Publish a text");

    assert_true(str_starts(r->fix, sure));
    assert_int_equal(str_find(r->fix, sure, 1), STR_NOT_FOUND);
    if (str_find(r->fix_en, of_both, 0) == STR_NOT_FOUND)
        fail_msg("no two sentences: %.*s", STR_ARGS(r->fix_en));
}

/* Given: a page that shows neither part.  Expected: missing. */
static void
no_part_at_all_is_missing(void **state)
{
    const struct sheet news = {"/news", "ภาพกิจกรรม", "<p>กิจกรรมทำบุญตักบาตรประจำตำบล</p>"};

    expect_sheets(*state, &joint, &news, 1, VERDICT_MISSING);
}

/* Given: a row that names the item and leads to a page of two parts, one of which has a name of it as its
 * heading. Expected: the page is looked at as a whole, since the other part is about no other item. */
static void
a_page_that_is_linked_counts_as_a_whole(void **state)
{
    const struct question executives = {2569, "O2", "ผู้บริหารและหัวหน้าส่วน"};
    const struct sheet site[] = {
        {"/exec", executives.title,
         "<h3>คณะผู้บริหาร</h3><p><img src='/1.jpg'>นายทดสอบ ตัวอย่าง นายกเทศมนตรี โทร. 081-000-0001</p>"
         "<p><img src='/2.jpg'>นางจำลอง ตัวอย่าง รองนายกเทศมนตรี โทร. 081-000-0002</p>"
         "<h3>ปลัดและหัวหน้าส่วน</h3><p><img src='/3.jpg'>นางสาวสมมุติ ตัวอย่าง ปลัดเทศบาล โทร. 081-000-0003</p>"},
        {"/oit", "OIT 2569",
         "<table><tr><td>O2</td><td>ข้อมูลผู้บริหาร</td><td><a href='/exec'>ดู</a></td></tr></table>"},
    };
    const struct small_site s = {.sheet = site, .sheet_n = COUNT(site)};

    expect(*state, &executives, &s, VERDICT_FOUND);
}

/*
 * Given: a form for corruption only, and what the page says of general complaints.
 * Expected: that they go elsewhere keeps it a channel of its own; that it takes them too does not.
 */
static void
a_channel_that_sends_the_general_elsewhere_is_separate(void **state)
{
    const struct question channel = {2566, "O28", "แจ้งเบาะแสการทุจริต"};
#define FORM                                                                                                 \
    "<form method='post' action='/send'><input name='a'><textarea "                                          \
    "name='b'></textarea><button>ส่ง</button></form>"
    const struct trial t[] = {
        {"<p>แจ้งการทุจริตของเจ้าหน้าที่เท่านั้น เรื่องเดือดร้อนอื่นใช้ช่องทางร้องทุกข์ทั่วไป</p>" FORM, VERDICT_FOUND},
        {"<p>แจ้งการทุจริตของเจ้าหน้าที่ เรื่องอื่น ๆ ให้ใช้ช่องทางร้องเรียนทั่วไป</p>" FORM, VERDICT_FOUND},
        {"<p>แจ้งการทุจริตของเจ้าหน้าที่ เรื่องร้องทุกข์ทั่วไปใช้หน้าร้องทุกข์</p>" FORM, VERDICT_FOUND},
        {"<p>แจ้งการทุจริตของเจ้าหน้าที่และร้องทุกข์ทั่วไป</p>" FORM, VERDICT_PARTIAL},
    };

    expect_all(*state, &channel, t, COUNT(t));
}

/* Given: an item of a plan and its progress, of which only a report of progress is there.  Expected: it holds
 * the plan too where it lists works with money and time; figures of what was spent alone do not. */
static void
a_report_of_progress_may_hold_its_plan(void **state)
{
    const struct question both = {2567, "O8",
                                  "รายงานการกำกับติดตามการดำเนินงานและการใช้งบประมาณ ปี 2567 รอบ 6 เดือน"};
#define WORK(time)                                                                                           \
    "<tr><td>ก่อสร้างถนน หมู่ 5</td><td>498,000</td>" time "<td>10,000</td><td>ดำเนินการแล้วร้อยละ 60</td></tr>"
#define PLANNED(head, time)                                                                                  \
    "<table><tr><th>โครงการ</th><th>งบประมาณ</th>" head                                                      \
    "<th>เบิกจ่ายแล้ว</th><th>ความก้าวหน้า</th></tr>" WORK(time) WORK(time) "</table>"
    const struct trial t[] = {
        {PLANNED("<th>ระยะเวลา</th>", "<td>ม.ค. - เม.ย. 67</td>"), VERDICT_FOUND},
        {PLANNED("", ""), VERDICT_PARTIAL},
    };

    expect_all(*state, &both, t, COUNT(t));
    expect_reason(*state, expect_page(*state, &both, t[1].body, VERDICT_PARTIAL), "แผนดำเนินงาน");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(both_parts_on_their_pages_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(both_parts_are_made_sure_of_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_page_that_is_linked_counts_as_a_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_part_alone_is_partial, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_part_at_all_is_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_report_of_progress_may_hold_its_plan, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_channel_that_sends_the_general_elsewhere_is_separate, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
