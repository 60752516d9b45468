/* By what a thing is dated, and what an undated one is worth. */
#include "tests/unit/sheet_sample.h"

static const struct question plan = {2566, "O19", "แผนการจัดซื้อจัดจ้าง"};

/* Given: only the file's name tells a year, in two digits.  Expected: it decides; an item's number does not.
 */
static void
two_digits_end_a_file_name_as_its_year(void **state)
{
    const struct trial trial[] = {
        {"<a href='/plan66.pdf'>แผนการจัดซื้อจัดจ้าง</a>", VERDICT_FOUND},
        {"<a href='/plan64.pdf'>แผนการจัดซื้อจัดจ้าง</a>", VERDICT_STALE},
        {"<a href='/x.pdf'>แผนการจัดซื้อจัดจ้าง66.pdf</a>", VERDICT_FOUND},
        {"<a href='/x.pdf'>แผนการจัดซื้อจัดจ้าง64.pdf</a>", VERDICT_STALE},
        {"<a href='/plan 64-66.pdf'>แผนการจัดซื้อจัดจ้าง</a>", VERDICT_FOUND},
        {"<a href='/o66.pdf'>แผนการจัดซื้อจัดจ้าง</a>", VERDICT_REVIEW},
        {"<a href='/o64.pdf'>แผนการจัดซื้อจัดจ้าง</a>", VERDICT_REVIEW},
    };

    expect_all(*state, &plan, trial, COUNT(trial));
}

/* A box of the side bar, as long as such boxes are. */
#define COUNTERS(today, all)                                                                                 \
    "<aside><p>ผู้เยี่ยมชมเว็บไซต์ของเทศบาลในวันนี้ " today " คน รวมผู้เยี่ยมชมตั้งแต่เปิดบริการ " all                         \
    " คน นับถึงวันที่ 28 เมษายน 2566</p></aside>"
#define NOTICES(year)                                                                                        \
    "<ul><li><a href='/n1'>ประกาศประกวดราคาจ้างก่อสร้างถนน</a> 15 มีนาคม " year "</li>"                          \
    "<li><a href='/n2'>ประกาศผู้ชนะการเสนอราคาซื้อวัสดุ</a> 20 มีนาคม " year "</li>"                                \
    "<li><a href='/n3'>ประกาศราคากลางจ้างขุดลอกคลอง</a> 22 มีนาคม " year "</li></ul>"

/* Given: last year's notices beside counters that hold a date of this year.  Expected: they stay last year's.
 */
static void
counters_do_not_date_a_list(void **state)
{
    const struct question notices = {2566, "O20", NULL};
    struct sheet site[] = {
        {"/notices", "ประกาศจัดซื้อจัดจ้าง", NOTICES("2565") COUNTERS("14", "20,117")},
        {"/pictures", "ภาพกิจกรรม", "<p>งานประเพณีของตำบล</p>" COUNTERS("15", "20,118")},
        {"/map", "แผนที่ตำบล", "<p>แผนที่การเดินทาง</p>" COUNTERS("17", "20,120")},
    };

    expect_sheets(*state, &notices, site, COUNT(site), VERDICT_STALE);
    site[0].body = NOTICES("2566") COUNTERS("14", "20,117");
    expect_sheets(*state, &notices, site, COUNT(site), VERDICT_FOUND);
}

#define VIEWER "<h3>แสดงเอกสาร</h3><iframe src='/a.pdf'></iframe>"

/* Given: a file linked by a title and again by a viewer.  Expected: a title that names another thing keeps
 * the file out. */
static void
the_title_speaks_for_the_viewer_of_a_file(void **state)
{
    const struct trial trial[] = {
        {"<p><a href='/a.pdf'>ประกาศราคากลางจ้างก่อสร้างถนน ปี 2566</a></p>" VIEWER, VERDICT_MISSING},
        {"<p><a href='/a.pdf'>ประกาศราคากลางจ้างขุดลอกคลอง ปี 2566</a></p><iframe src='/a.pdf'></iframe>",
         VERDICT_MISSING},
        {"<p><a href='/a.pdf'>บันทึกการประชุมพนักงาน ปี 2566</a></p>" VIEWER, VERDICT_MISSING},
        {"<p><a href='/a.pdf'>ฉบับเต็ม ปี 2566</a></p>" VIEWER, VERDICT_FOUND},
    };

    expect_all(*state, &plan, trial, COUNT(trial));
}

/* Given: a file that states no year, for an item of a year.  Expected: a person is to read it, even where
 * the year is asked for by recollection only. */
static void
an_undated_document_is_for_review(void **state)
{
    const struct question statistics = {2566, "O16", "ข้อมูลเชิงสถิติการให้บริการ"};

    expect_page(*state, &plan, "<a href='/a.pdf'>แผนการจัดซื้อจัดจ้าง</a>", VERDICT_REVIEW);
    expect_page(*state, &statistics, "<a href='/a.pdf'>สถิติการให้บริการ</a>", VERDICT_REVIEW);
    expect_page(*state, &statistics, "<a href='/a.pdf'>สถิติการให้บริการ ปี 2566</a>", VERDICT_FOUND);
}

/* Given: a plan of several years without a year on it.  Expected: found, for it does not age in one. */
static void
an_undated_plan_of_years_needs_no_review(void **state)
{
    const struct question development = {2566, "O4", "แผนพัฒนาท้องถิ่น"};

    expect_page(*state, &development, "<a href='/a.pdf'>แผนพัฒนาท้องถิ่น</a>", VERDICT_FOUND);
}

/* Given: a row of the assessment's own index, whose file says no year.  Expected: that the index is of the
 * year does not make the file so; with the year in its row it is found. */
static void
the_year_of_the_assessment_alone_is_for_review(void **state)
{
    const struct question statistics = {2566, "O16", "ITA ประจำปี 2566"};

    expect_page(*state, &statistics,
                "<table><tr><td>O16</td><td>ข้อมูลเชิงสถิติการให้บริการ</td>"
                "<td><a href='/a.pdf'>เปิด</a></td></tr></table>",
                VERDICT_REVIEW);
    expect_page(*state, &statistics,
                "<table><tr><td>O16</td><td>ข้อมูลเชิงสถิติการให้บริการ ประจำปีงบประมาณ พ.ศ. 2566</td>"
                "<td><a href='/a.pdf'>เปิด</a></td></tr></table>",
                VERDICT_FOUND);
}

/* Given: only the assessment's index has a year.  Expected: the year is said to be inferred. */
static void
an_inferred_year_is_said_to_be_so(void **state)
{
    const struct question statistics = {2566, "O16", "ITA ประจำปี 2566"};
    const struct item_result *r = expect_page(*state, &statistics,
                                              "<table><tr><td>O16</td><td>ข้อมูลเชิงสถิติการให้บริการ</td>"
                                              "<td><a href='/a.pdf'>เปิด</a></td></tr></table>",
                                              VERDICT_REVIEW);

    expect_reason(*state, r, "inferred from: the year of the assessment");
    assert_int_equal(r->candidate[0].fiscal_year, 0);
    expect_fix(r, "First make sure");
}

/* Given: a dead link.  Expected: it is to be mended where it is of the year asked for, not where it is of
 * another. */
static void
only_a_link_of_the_year_is_to_be_mended(void **state)
{
    const struct item_result *r =
        expect_page(*state, &plan, "<ul><li><a href='/a?gone=1'>แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2566</a></li></ul>",
                    VERDICT_MISSING);

    expect_fix(r, "Mend the dead link");
    r = expect_page(*state, &plan, "<ul><li><a href='/a?gone=1'>แผนการจัดซื้อจัดจ้าง ปีงบประมาณ 2563</a></li></ul>",
                    VERDICT_MISSING);
    assert_true(str_find(r->fix, STR("Mend the dead link"), 0) == STR_NOT_FOUND);
}

#define WORKS                                                                                                                                          \
    "<table><tr><th>งาน</th><th>งบประมาณที่ตั้งไว้ "                                                         \
    "(บาท)</th><th>ระยะเวลา</th><th>ความก้าวหน้า</th><th>เบิกจ่ายแล้ว</th></tr>" \
    "<tr><td>ก่อสร้างถนน หมู่ 6</td><td>1,900,000</td><td>ม.ค. - พ.ค.</td><td>ร้อยละ "               \
    "70</td><td>895,000</td></tr>"                                                                                                                     \
    "<tr><td>ขุดลอกหนองน้ำ</td><td>480,000</td><td>ก.พ. - "                                                              \
    "เม.ย.</td><td>แล้วเสร็จ</td><td>471,000</td></tr></table>"

/* Given: a page whose first line says from which month to which its figures are, and one where it says so of
 * a single month.  Expected: the first is of that year, of the other nobody can tell. */
static void
a_line_from_month_to_month_dates_a_page(void **state)
{
    const struct question q = {2568, "O6", "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณ"};

    expect_page(*state, &q, "<p>เงินและงานที่ทำ ตั้งแต่ 1 ตุลาคม 2567 ถึง 31 มีนาคม 2568</p>" WORKS, VERDICT_FOUND);
    expect_page(*state, &q, "<p>เงินและงานที่ทำ ของเดือนมีนาคม</p>" WORKS, VERDICT_REVIEW);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_digits_end_a_file_name_as_its_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counters_do_not_date_a_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_title_speaks_for_the_viewer_of_a_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_undated_document_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_year_of_the_assessment_alone_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_undated_plan_of_years_needs_no_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_inferred_year_is_said_to_be_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_a_link_of_the_year_is_to_be_mended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_from_month_to_month_dates_a_page, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
