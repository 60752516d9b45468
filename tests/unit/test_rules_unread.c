/* What could not be opened, leads elsewhere or is said to be there and is not. */
#include "tests/unit/sheet_sample.h"

static const struct question plan = {2566, "O19", "แผนการจัดซื้อจัดจ้าง"};

static const struct question action = {2566, "O24", "การบริหารทรัพยากรบุคคล"};

/* Given: a link with the item's name that leads home.  Expected: it is said, and it is to be mended. */
static void
a_link_that_leads_home_is_told(void **state)
{
    const struct question q = {2566, "O19", "ข้อมูลทั่วไป"};
    const struct sheet page = {"/page", q.title, "<p>รายการ</p><a href='/'>แผนการจัดซื้อจัดจ้าง 2566</a>"};
    const struct small_site s = {.sheet = &page, .sheet_n = 1};
    struct scorecard card = {0};
    const struct item_result *r = judge_item(*state, &q, &s, &card);

    expect_verdict(*state, &q, &s, r, VERDICT_MISSING);
    for (size_t i = 0; i < card.missing_n; i++)
        assert_true(!str_eq(card.missing[i].item, STR("O19")) ||
                    str_eq(card.missing[i].url, STR(HOST "/page")));
    expect_reason(*state, r, "leads to the home page");
    expect_fix(r, "Make the link \"แผนการจัดซื้อจัดจ้าง 2566\"");
}

/* Given: pages with a line of nothing, a notice, a form.  Expected: each is called what it is. */
static void
what_stands_there_instead_is_told(void **state)
{
    const struct question survey = {2566, "O16", "สถิติการให้บริการ"};

    expect_reason(*state, expect_page(*state, &plan, "<p>ไม่พบข้อมูลที่ท่านค้นหา</p>", VERDICT_MISSING),
                  "says that there is nothing yet: ไม่พบข้อมูลที่ท่านค้นหา");
    expect_reason(*state,
                  expect_page(*state, &plan,
                              "<p>4 มกราคม 2566 โดย admin</p><p>สอบถามได้ที่งานพัสดุ กองคลัง ทุกวันทำการ</p>",
                              VERDICT_MISSING),
                  "a short notice stands there: สอบถามได้ที่งานพัสดุ");
    expect_reason(
        *state,
        expect_page(*state, &survey,
                    "<form action='/s'><input type='text' name='a'><textarea name='b'></textarea></form>",
                    VERDICT_MISSING),
        "questionnaire or form");
}

#define CODE "ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ"

/* Given: pages with nothing below their name but the name.  Expected: it is not there; a sentence of its own
 * is text. */
static void
the_name_once_more_is_no_text(void **state)
{
    static const struct trial trials[] = {
        {"<p>หน้าหลัก » ITA » " CODE "</p>", VERDICT_MISSING},
        {"<p>หมวดหมู่: " CODE "</p><p>อ่าน 25 ครั้ง</p>", VERDICT_MISSING},
        {"<table><tr><th>ที่</th><th>รายการ</th><th>ไฟล์</th></tr><tr><td>1</td><td>" CODE
         " ปีงบประมาณ พ.ศ. 2566</td><td>-</td></tr></table>",
         VERDICT_MISSING},
        {"<p>" CODE " พ.ศ. 2564</p><p>ข้อ 1 ยึดมั่นในสถาบันหลักของประเทศ ข้อ 2 ซื่อสัตย์สุจริต มีจิตสำนึกที่ดี ข้อ 3 "
         "กล้าตัดสินใจและกระทำในสิ่งที่ถูกต้อง ข้อ 4 คิดถึงประโยชน์ส่วนรวม ข้อ 5 มุ่งผลสัมฤทธิ์ของงาน ข้อ 6 ปฏิบัติหน้าที่อย่างเป็นธรรม "
         "ข้อ "
         "7 ดำรงตนเป็นแบบอย่างที่ดี</p>",
         VERDICT_FOUND},
    };
    const struct question code = {2566, "O39", CODE};

    expect_all(*state, &code, trials, COUNT(trials));
}

#define NAMED "การดำเนินการตามนโยบายหรือแผนการบริหารทรัพยากรบุคคล ปีงบประมาณ พ.ศ. 2566"

/* Given: a link of the item's name that only a script opens.  Expected: could not look, and where to press.
 */
static void
what_only_a_script_opens_is_not_missing(void **state)
{
    static const struct trial trials[] = {
        {"<ul><li><a href='#' onclick='openFile(12)'>" NAMED "</a></li></ul>", VERDICT_UNASSESSED},
        {"<ul><li><a href='javascript:openFile(12)'>" NAMED "</a></li></ul>", VERDICT_UNASSESSED},
        {"<ul><li><button onclick='show(4)'>" NAMED "</button></li></ul>", VERDICT_UNASSESSED},
        {"<table><tr><td>" NAMED "</td><td><a href='javascript:go(1)'>เปิด</a></td></tr></table>",
         VERDICT_UNASSESSED},
        {"<table><tr><td>" NAMED "</td><td><a href='javascript:history.back()'>ย้อนกลับ</a> <a href='#' "
         "onclick='window.print()'>พิมพ์</a></td></tr></table>",
         VERDICT_MISSING},
        {"<ul><li><a href='javascript:void(0)'>" NAMED "</a></li></ul>", VERDICT_MISSING},
        {"<ul><li><a href='#' onclick='return false'>" NAMED "</a></li></ul>", VERDICT_MISSING},
        {"<ul><li><a href='javascript:go(1)'>การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล ปีงบประมาณ พ.ศ. "
         "2564</a></li></ul>",
         VERDICT_MISSING},
    };
    const struct question named = {2566, "O24", NAMED};
    const struct item_result *r = expect_page(*state, &action, trials[0].body, VERDICT_UNASSESSED);

    expect_reason(*state, r, "only a script opens \"" NAMED "\" on " HOST "/page");
    assert_int_equal(r->candidate_n, 1);
    assert_true(str_eq(r->candidate[0].words, STR(NAMED)));
    expect_fix(r, "First make sure");
    expect_all(*state, &action, trials, COUNT(trials));
    expect_page(*state, &named, "<button onclick='toggle(1)'>" NAMED "</button><p>ไม่พบข้อมูล</p>",
                VERDICT_MISSING);
}

/* Given: the item's own page, whose only content lies behind what is not opened here.  Expected: could not
 * look, unless the page says itself that there is nothing, or the click is one of every page. */
static void
what_is_not_opened_here_is_not_missing(void **state)
{
    static const struct trial trials[] = {
        {"<p>ปีงบประมาณ 2566</p><a href='#' onclick='downloadFile(event,3)'>ดาวน์โหลด</a>", VERDICT_UNASSESSED},
        {"<table><tr onclick='openDoc(5)'><td>" NAMED "</td></tr></table>", VERDICT_UNASSESSED},
        {"<input type=button value='" NAMED "' onclick='openDoc(5)'>", VERDICT_UNASSESSED},
        {"<form method=post action=/g><input type=hidden name=i value=3><button>" NAMED "</button></form>",
         VERDICT_UNASSESSED},
        {"<form method=post action=/g><select name=y><option>2565<option>2566</select><input type=submit "
         "value=ค้นหา></form>",
         VERDICT_UNASSESSED},
        {"<a href='ftp://ftp.bansommut.example/o24.pdf'>" NAMED "</a>", VERDICT_UNASSESSED},
        {"<a href='/o24.mp4'>" NAMED "</a>", VERDICT_UNASSESSED},
        {"<a href='/o24.mp4'>การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล ปีงบประมาณ พ.ศ. 2564</a>",
         VERDICT_MISSING},
        {"<p>ไม่พบข้อมูล</p><a href='#' onclick='downloadFile(event,3)'>ดาวน์โหลด</a>", VERDICT_MISSING},
        {"<div onclick='toggle(3)'>" NAMED "</div><p>ไม่มีข้อมูล</p>", VERDICT_MISSING},
        {"<form method=post action=/g><input name=q><input type=submit value=ค้นหา></form>", VERDICT_MISSING},
    };
    const struct question named = {2566, "O24", NAMED};

    expect_all(*state, &named, trials, COUNT(trials));
}

/* Given: a page that broke off.  Expected: what it shows counts, what it lacks may have stood in the rest. */
static void
what_broke_off_lacks_nothing(void **state)
{
    const struct question contact = {2566, "O5", "ติดต่อเรา"};
    const struct sheet part = {"/page", "ติดต่อเรา", "<p>ที่อยู่ เลขที่ 9 หมู่ 1 ตำบลบ้านสมมุติ โทรศัพท์ 0-5555-1234</p>"},
                       whole =
                           {"/page", "แผนการจัดซื้อจัดจ้าง",
                            "<table><tr><th>โครงการ</th><th>งบประมาณ</th></tr><tr><td>จ้างก่อสร้างถนน</td>"
                            "<td>500,000</td></tr></table><p>แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</p>"},
                       nothing = {"/page", "แผนการจัดซื้อจัดจ้าง", "<p>รายการ</p>"};
    const struct item_result *r;

    expect(*state, &contact, &(struct small_site){.sheet = &part, .sheet_n = 1}, VERDICT_PARTIAL);
    r = expect(*state, &contact, &(struct small_site){.sheet = &part, .sheet_n = 1, .cut = "/page"},
               VERDICT_UNASSESSED);
    expect_reason(*state, r, "the answer ended early");
    for (size_t i = 0; i < r->element_n; i++)
        assert_int_not_equal(r->element[i].met, MET_NO);
    expect(*state, &plan, &(struct small_site){.sheet = &nothing, .sheet_n = 1}, VERDICT_MISSING);
    expect(*state, &plan, &(struct small_site){.sheet = &nothing, .sheet_n = 1, .cut = "/page"},
           VERDICT_UNASSESSED);
    expect(*state, &plan, &(struct small_site){.sheet = &whole, .sheet_n = 1, .cut = "/page"}, VERDICT_FOUND);
    expect(*state, &plan, &(struct small_site){.sheet = &part, .sheet_n = 1, .cut = "/"}, VERDICT_UNASSESSED);
}

/* Given: a page that shows another site in a frame and nothing else.  Expected: a person must look. */
static void
a_frame_of_another_site_is_for_review(void **state)
{
    const struct item_result *r = expect_page(
        *state, &plan, "<iframe src='https://other.example/list?agency=9'></iframe>", VERDICT_REVIEW);

    expect_reason(*state, r, "a frame shows a page of another site: https://other.example/list?agency=9");
    expect_page(*state, &plan, "<a href='https://other.example/list?agency=9'>ระบบ e-GP</a>",
                VERDICT_MISSING);
    expect_page(
        *state, &plan,
        "<iframe src='https://other.example/gview?url=https%3A%2F%2Fwww.bansommut.example%2Fx'></iframe>",
        VERDICT_MISSING);
    expect_page(*state, &plan, "<p>ไม่พบข้อมูล</p><iframe src='https://other.example/x'></iframe>",
                VERDICT_MISSING);
}

#define BROKEN(n, words) "<p><a href='/x?broken=" #n "'>" words "</a></p>"
#define THREE_NAMED BROKEN(1, "E-Service") BROKEN(2, "ประมวลจริยธรรม") BROKEN(3, "นโยบายคุ้มครองข้อมูลส่วนบุคคล")

/* Given: pages that cannot be read.  Expected: one that a link names for an item could hold that one only,
 * unless most of the site cannot be read. */
static void
broken_pages_hold_what_they_are_called(void **state)
{
    static const struct trial trials[] = {
        {THREE_NAMED, VERDICT_MISSING},
        {BROKEN(1, "เรื่องที่หนึ่ง") BROKEN(2, "เรื่องที่สอง") BROKEN(3, "เรื่องที่สาม"), VERDICT_UNASSESSED},
        {THREE_NAMED BROKEN(4, "แผนดำเนินงาน 2566") BROKEN(5, "โครงสร้าง") BROKEN(6, "อำนาจหน้าที่"),
         VERDICT_UNASSESSED},
    };
    const struct question q = {2566, "O19", "ข้อมูลทั่วไป"}, service = {2566, "O18", "ข้อมูลทั่วไป"};

    expect_all(*state, &q, trials, COUNT(trials));
    expect_page(*state, &service, THREE_NAMED, VERDICT_UNASSESSED);
    expect_reason(*state, expect_page(*state, &q, BROKEN(1, "จัดซื้อจัดจ้าง"), VERDICT_UNASSESSED),
                  "the section where it would stand");
    expect_page(*state, &q, BROKEN(1, "สรุปผลการจัดซื้อจัดจ้างรายเดือน"), VERDICT_MISSING);
}

/*
 * Given: an index row of several links that names the annual report, and one of its links leads to a page
 * about the score of the assessment, which offers the score for download; or a page that tells of the
 * report's own year and offers it. Expected: the score is no annual report; the report is.
 */
static void
what_a_refused_page_offers_is_refused(void **state)
{
    const struct question annual = {2566, "O13", NULL};
    const struct sheet score[] = {
        {"/ita", "ITA 2566",
         "<table><tr><td>รายงานผลการดำเนินงานประจำปี 2565</td><td><a "
         "href='/score'>ผลคะแนน</a></td></tr></table>"},
        {"/score", "ผลคะแนน ITA 2565", "<p><a href='/uploads/score65.pdf'>ดาวน์โหลดเอกสาร</a></p>"},
    };
    const struct sheet own[] = {
        {"/ita", "ITA 2566",
         "<table><tr><td>รายงานผลการดำเนินงานประจำปี 2565</td><td><a "
         "href='/score'>รายงาน</a></td></tr></table>"},
        {"/score", "เอกสารประจำปี 2565", "<p><a href='/uploads/score65.pdf'>ดาวน์โหลดเอกสาร</a></p>"},
    };

    expect_sheets(*state, &annual, score, 2, VERDICT_MISSING);
    expect_sheets(*state, &annual, own, 2, VERDICT_FOUND);
}

/*
 * Given: an announcement that the report lies in a file beside it, where there is none, and one that reports.
 * Expected: words that it is attached are not the report.
 */
static void
what_is_said_to_be_attached_is_not_there(void **state)
{
    const struct question report = {2567, "O31", "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ปี 2566"};
    const struct trial t[] = {
        {"<p>รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ประจำปีงบประมาณ พ.ศ. 2566 ปรากฏตามเอกสารแนบท้าย</p>",
         VERDICT_MISSING},
        {"<p>รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ประจำปีงบประมาณ พ.ศ. 2566 "
         "ได้ดำเนินการตามมาตรการครบแล้ว</p>",
         VERDICT_FOUND},
    };

    expect_all(*state, &report, t, COUNT(t));
}

/* Given: manuals that are named, the files dead.  Expected: their names are no manual; steps in words are. */
static void
names_of_dead_files_show_nothing(void **state)
{
    const struct question manual = {2569, "O8", "คู่มือคนทำงาน"};
#define DEAD                                                                                                                     \
    "<ul><li><a href='/m?gone=1'>คู่มือการปฏิบัติงานการเงิน</a></li><li><a " \
    "href='/m?gone=2'>คู่มือการปฏิบัติงานพัสดุ</a></li></ul>"
    const struct trial t[] = {
        {"<p>คู่มือการปฏิบัติงานของเจ้าหน้าที่เทศบาลที่พนักงานทุกกองใช้อ้างอิงร่วมกันในทุกภารกิจของเทศบาล</p>" DEAD,
         VERDICT_MISSING},
        {"<p>คู่มือการปฏิบัติงานของเจ้าหน้าที่เทศบาล ขั้นตอน 1. รับเรื่อง 1 วัน 2. ตรวจสอบ 3 วัน 3. เสนอผู้บริหาร 2 วัน</p>",
         VERDICT_PARTIAL},
    };

    expect_all(*state, &manual, t, COUNT(t));
}

/* Given: a report in few words, beside which a link is dead.  Expected: it stands there all the same, unless
 * the link is a download that might be the report. */
static void
a_dead_link_of_something_else_takes_nothing_away(void **state)
{
    const struct question report = {2567, "O31", "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ปี 2566"};
#define REPORTED(to, link)                                                                                                                                                                                                                                                                                              \
    "<p>รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต ประจำปีงบประมาณ พ.ศ. 2566 ได้ดำเนินการตามมาตรการครบแล้ว</p>" \
    "<a href='/p?" to "'>" link "</a>"
    const struct trial t[] = {
        {REPORTED("gone=1", "ภาพกิจกรรมวันเด็ก"), VERDICT_FOUND},
        {REPORTED("gone=1", "กลับหน้าหลัก"), VERDICT_FOUND},
        {REPORTED("gone=1", "ดาวน์โหลด"), VERDICT_MISSING},
        {REPORTED("moved=1", "ดาวน์โหลด"), VERDICT_MISSING},
    };

    expect_all(*state, &report, t, COUNT(t));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_said_to_be_attached_is_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_link_that_leads_home_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_stands_there_instead_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_name_once_more_is_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_only_a_script_opens_is_not_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_opened_here_is_not_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_broke_off_lacks_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_frame_of_another_site_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_pages_hold_what_they_are_called, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_dead_link_of_something_else_takes_nothing_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_of_dead_files_show_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_refused_page_offers_is_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
