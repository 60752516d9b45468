/* Things that stand under an item's name, or are called so, and are something else. */
#include "tests/unit/paper_sample.h"

#define MANUAL(of)                                                                                           \
    "คู่มือรับเรื่อง\n" OURS "\n" of                                                                               \
    "\nช่องทาง โทรศัพท์ หนังสือ มาด้วยตนเอง\nขั้นตอน รับเรื่อง ตรวจสอบข้อเท็จจริง แจ้งผลผู้ร้องภายใน 15 วัน\nผู้รับผิดชอบ สำนักปลัด"

/* Given: behind a link that names the procedure for corruption the manual for everyday complaints, one that
 * says that corruption is not of it, and one for corruption.  Expected: only the last is the item's, though
 * each has channel, steps, unit and time. */
static void
a_manual_that_never_speaks_of_corruption_is_another(void **state)
{
    const struct question q = {2568, "O17", "ร้องเรียน"};
    const char *words = "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ";
    const struct trial t[] = {
        {words, READ(MANUAL("เรื่องไฟดับ ถนนพัง กลิ่น เสียง")), VERDICT_MISSING},
        {words, READ(MANUAL("ไม่รวมเรื่องการทุจริตของเจ้าหน้าที่")), VERDICT_MISSING},
        {words, READ(MANUAL("เรื่องเจ้าหน้าที่ทุจริตหรือประพฤติมิชอบ")), VERDICT_FOUND},
    };

    expect_all(*state, &q, t, COUNT(t));
}

/* Given: the same words on a page whose own heading speaks of corruption.  Expected: what it is called
 * counts. */
static void
a_page_may_say_it_in_its_heading(void **state)
{
    const struct question q = {2568, "O17", "เจ้าหน้าที่ทุจริต ร้องเรียนแล้วทำอย่างไร"};
    const struct sheet page = {
        "/page", q.title,
        "<p>ช่องทาง: โทรศัพท์ มาด้วยตนเอง</p><p>ขั้นตอน: รับเรื่อง ตรวจสอบข้อเท็จจริง แจ้งผลผู้ร้องภายใน 15 วัน</p>"
        "<p>ผู้รับผิดชอบ: สำนักปลัด</p>"};

    expect(*state, &q, &(struct small_site){.sheet = &page, .sheet_n = 1}, VERDICT_FOUND);
}

#define HR_REPORT "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี"

/* Given: under the name of a report a paper that tells of what is to be done, of a title alone, and of what
 * was done.  Expected: the first shows nothing that a report shows; of a mere title nobody knows. */
static void
a_plan_by_the_name_of_a_report_is_none(void **state)
{
    const struct question q = {2569, "O14", "งานบุคคล"};
    const struct trial t[] = {
        {HR_REPORT OF("2568"),
         READ("รายงาน HR 2568\n" OURS "\nกิจกรรมที่จะจัด ปีงบประมาณ 2568\nอบรมงานสารบรรณ 50 คน 40,000\n"
              "ศึกษาดูงาน 40 คน 320,000"),
         VERDICT_MISSING},
        {HR_REPORT OF("2568"),
         READ(HR_REPORT OF("2568") "\n" OURS
                                   "\nผลการดำเนินงาน อบรมงานสารบรรณ ดำเนินการแล้ว 48 คน ใช้งบประมาณ 39,500 บาท\n"
                                   "ปัญหาอุปสรรค ไม่มี\nข้อเสนอแนะ ควรจัดปีละสองครั้ง"),
         VERDICT_FOUND},
    };

    expect_all(*state, &q, t, COUNT(t));
}

#define NO_GIFT "นโยบายไม่รับของขวัญ (No Gift Policy)"

/* Given: a page that offers the declaration, read from end to end, alone and beside a paper that tells what
 * may be taken by custom.  Expected: what neither the page nor any of its papers shows is lacking. */
static void
what_no_paper_of_a_page_shows_is_lacking(void **state)
{
    const struct question q = {2569, "O20", NO_GIFT};
    const struct sheet alone = {"/page", q.title, "<p>ประกาศปีนี้ <a href='/a.pdf'>ดาวน์โหลด</a></p>"},
                       both = {"/page", q.title,
                               "<p>ประกาศปีนี้ <a href='/a.pdf'>ดาวน์โหลด</a></p>"
                               "<p>รับได้แค่ไหน <a href='/b.pdf'>ดาวน์โหลด</a></p>"};
    const struct paper_file file[] = {
        {.path = "/a.pdf",
         .state = DOCUMENT_READ,
         .page = {"ประกาศเจตนารมณ์ " NO_GIFT OF(
             "2569") "\n" OURS "\nผู้บริหารและพนักงานทุกคนจะไม่รับของขวัญ\nประกาศ ณ วันที่ 5 มกราคม 2569"}},
        {.path = "/b.pdf",
         .state = DOCUMENT_READ,
         .page = {"หลักเกณฑ์การรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา\n" OURS
                  "\nรับจากผู้อื่นได้แต่ละโอกาสไม่เกิน 3,000 บาท"}},
    };

    expect(*state, &q, &(struct small_site){.sheet = &alone, .sheet_n = 1, .file = file, .file_n = 1},
           VERDICT_PARTIAL);
    expect(*state, &q, &(struct small_site){.sheet = &both, .sheet_n = 1, .file = file, .file_n = 2},
           VERDICT_FOUND);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_manual_that_never_speaks_of_corruption_is_another, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_page_may_say_it_in_its_heading, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_plan_by_the_name_of_a_report_is_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_no_paper_of_a_page_shows_is_lacking, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
