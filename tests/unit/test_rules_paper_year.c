/* Of which year and months a document is: what its own words, its link and its rows tell. */
#include "tests/unit/paper_sample.h"

/* Given: link and document state different years.  Expected: the document is believed, either way. */
static void
its_own_title_states_the_year_of_a_paper(void **state)
{
    const struct trial trial[] = {
        {PLAN OF("2566"), READ(PLAN OF("2564") "\n" OURS "\n" PURCHASES), VERDICT_STALE},
        {PLAN OF("2566"), READ(PLAN "\n" OURS "\nประจำปีงบประมาณ พ.ศ. ๒๕๖๔\n" PURCHASES), VERDICT_STALE},
        {PLAN OF("2564"), READ(PLAN OF("2566") "\n" OURS "\n" PURCHASES), VERDICT_FOUND},
        {PLAN, READ(PLAN OF("2566") "\n" OURS "\n" PURCHASES), VERDICT_FOUND},
        {PLAN OF("2566"), READ(PLAN "\n" OURS "\n" PURCHASES), VERDICT_FOUND},
    };

    expect_all(*state, &plan, trial, COUNT(trial));
    expect_reason(*state, expect_paper(*state, &plan, trial[0].words, &trial[0].file, VERDICT_STALE), "2564");
    expect_doubt(*state, expect_paper(*state, &plan, trial[2].words, &trial[2].file, VERDICT_FOUND), "2564");
}

/* Given: another year's paper is spoken of.  Expected: it counts on the first lines only. */
static void
lines_far_below_tell_of_other_papers(void **state)
{
    const struct paper_file near = READ(long_paper(*state, PLAN, 5, "ตาม" PLAN OF("2564")));
    const struct paper_file far = READ(long_paper(*state, PLAN, 45, "ตาม" PLAN OF("2564")));

    expect_paper(*state, &plan, PLAN OF("2566"), &near, VERDICT_STALE);
    expect_paper(*state, &plan, PLAN OF("2566"), &far, VERDICT_FOUND);
}

/* Given: a document read by recognition.  Expected: its years say neither yes nor no; the link's do. */
static void
recognised_years_never_decide(void **state)
{
    const struct question actions = {2566, "O11", "แผนดำเนินงานและการใช้งบประมาณประจำปี"};
    const struct paper_file old = RECOGNISED(PLAN OF("2564") "\n" PURCHASES);
    const struct paper_file new = RECOGNISED(PLAN OF("2566") "\n" PURCHASES);
    const struct paper_file force =
        RECOGNISED("แผนดำเนินงาน" OF("2566") "\nโครงการขุดลอกคลอง | งบประมาณ 50,000 บาท | ระยะเวลา 3 เดือน");

    expect_doubt(*state, expect_paper(*state, &plan, PLAN OF("2566"), &old, VERDICT_FOUND), "recognition");
    expect_paper(*state, &plan, PLAN OF("2564"), &new, VERDICT_STALE);
    expect_paper(*state, &plan, PLAN, &new, VERDICT_REVIEW);
    expect_paper(*state, &plan, PLAN, &old, VERDICT_REVIEW);
    expect_paper(*state, &actions, "แผนดำเนินงาน", &force, VERDICT_REVIEW);
}

/* Given: "first half" on the link and only the year in the paper.  Expected: a part of the year for an item
 * that asks for all of it. */
static void
the_link_may_narrow_a_paper_to_half_a_year(void **state)
{
    const struct question survey = {2566, "O17", SURVEY};
    const struct trial trial[] = {
        {SURVEY " รอบ 6 เดือนแรก" OF("2565"), READ(SURVEY OF("2565") "\nร้อยละ 91"), VERDICT_PARTIAL},
        {SURVEY OF("2565"), READ(SURVEY OF("2565") "\nร้อยละ 91"), VERDICT_FOUND},
        {SURVEY " รอบ 6 เดือนแรก" OF("2565"), READ(SURVEY OF("2564") "\nร้อยละ 91"), VERDICT_STALE},
    };

    expect_all(*state, &survey, trial, COUNT(trial));
}

#define PROGRESS "รายงานการกำกับติดตามการดำเนินงาน"
#define DONE "\nโครงการขุดลอกคลอง | เบิกจ่าย 50,000 บาท | ร้อยละ 40 ดำเนินการแล้ว"

/* Given: a month on the link and the half year's months in the paper.  Expected: the paper is believed. */
static void
the_link_does_not_narrow_months_of_the_paper(void **state)
{
    const struct question progress = {2566, "O12",
                                      "รายงานการกำกับติดตามการดำเนินงานและการใช้งบประมาณประจำปี รอบ 6 เดือน"};
    const struct trial trial[] = {
        {"รอบ 6 เดือน ตุลาคม 2565", READ(PROGRESS " ตุลาคม 2565 - มีนาคม 2566\n" OURS DONE), VERDICT_FOUND},
        {"รอบ 6 เดือน ตุลาคม 2565", READ(PROGRESS OF("2566") "\n" OURS DONE), VERDICT_PARTIAL},
    };

    expect_all(*state, &progress, trial, COUNT(trial));
    expect_reason(*state, expect_paper(*state, &progress, trial[0].words, &trial[0].file, VERDICT_FOUND),
                  "delivers: a document");
}

#define STATISTICS "ข้อมูลเชิงสถิติการให้บริการ"
#define ROW(year, count) "<tr><td>" year "</td><td>" count " ราย</td><td>แจ้งเกิด</td></tr>"

/* Given: a table on the page, a row a year.  Expected: it is of those years. */
static void
a_table_is_of_the_years_its_rows_begin_with(void **state)
{
    const struct question statistics = {2566, "O16", STATISTICS};
    struct sheet page = {"/page", STATISTICS,
                         "<table>" ROW("2564", "31") ROW("2565", "40") ROW("2566", "22") "</table>"};
    const struct small_site s = {.sheet = &page, .sheet_n = 1};

    assert_int_equal(element(expect(*state, &statistics, &s, VERDICT_FOUND), "period")->met, MET_YES);
    page.body = "<table>" ROW("2562", "12") ROW("2563", "31") ROW("2564", "40") "</table>";
    expect_reason(*state, expect(*state, &statistics, &s, VERDICT_STALE), "2564");
    page.body = "<table>" ROW("งานทะเบียน", "12") ROW("งานช่าง", "31") "</table>";
    assert_int_equal(element(expect(*state, &statistics, &s, VERDICT_FOUND), "period")->met, MET_UNKNOWN);
}

/* Given: rows from October to March under the name of the year.  Expected: a part of it; with rows of the
 * second half the whole. */
static void
rows_of_half_a_year_are_no_report_of_the_year(void **state)
{
    struct world *w = *state;
    const char *half =
        REPORT OF("2565") "\n" OURS "\nวงเงิน 900,000 บาท\nปัญหาอุปสรรคและข้อเสนอแนะ ไม่มี\n"
                          "ตุลาคม 2564 | 3 โครงการ\nพฤศจิกายน 2564 | 2 โครงการ\nธันวาคม 2564 | 4 โครงการ\n"
                          "มกราคม 2565 | 1 โครงการ\nกุมภาพันธ์ 2565 | 2 โครงการ\nมีนาคม 2565 | 5 โครงการ";
    const char *whole =
        arena_printf(w->arena, "%s\nเมษายน 2565 | 1 โครงการ\nกันยายน 2565 | 1 โครงการ", half).p;
    const struct trial t[] = {
        {REPORT OF("2565"), READ(half), VERDICT_PARTIAL},
        {REPORT OF("2565"), READ(whole), VERDICT_FOUND},
    };

    expect_all(w, &report, t, COUNT(t));
}

/* Given: a report called after the year, and below its title a line that says from when to when.  Expected:
 * that line tells the half from the whole; where it is of another year than the title a person must look. */
static void
the_line_below_the_title_says_from_when_to_when(void **state)
{
    struct world *w = *state;
    const struct item_result *r;
    const struct trial t[] = {
        {REPORT, READ(REPORT OF("2565") "\n" OURS "\n(ตุลาคม 2564 – มีนาคม 2565)" FIGURES), VERDICT_PARTIAL},
        {REPORT, READ(REPORT OF("2565") "\n" OURS "\nระหว่างวันที่ 1 ตุลาคม 2564 ถึงวันที่ 31 มีนาคม 2565" FIGURES),
         VERDICT_PARTIAL},
        {REPORT, READ(REPORT OF("2565") "\nรอบ 6 เดือนแรก\n" OURS FIGURES), VERDICT_PARTIAL},
        {REPORT, READ(REPORT OF("2565") "\n" OURS "\n(ตุลาคม 2564 – กันยายน 2565)" FIGURES), VERDICT_FOUND},
        {REPORT, READ(REPORT OF("2565") "\nรอบ 12 เดือน\n" OURS FIGURES), VERDICT_FOUND},
        {REPORT, READ(REPORT OF("2565") "\n☐ รอบ 6 เดือน ☑ รอบ 12 เดือน\n" OURS FIGURES), VERDICT_FOUND},
        {REPORT, READ(REPORT OF("2565") "\nปรับปรุงจากรายงานรอบ 6 เดือนที่เสนอสภาแล้ว\n" OURS FIGURES),
         VERDICT_FOUND},
        {REPORT, READ(REPORT OF("2565") "\n" OURS "\n(ตุลาคม 2563 – กันยายน 2564)" FIGURES), VERDICT_REVIEW},
        {REPORT, READ(REPORT OF("2565") "\nรอบ 6 เดือน (ข้อมูล ณ วันที่ 31 มีนาคม 2565)\n" OURS FIGURES),
         VERDICT_PARTIAL},
    };

    expect_all(w, &report, t, COUNT(t));
    expect_reason(w, expect_paper(w, &report, t[7].words, &t[7].file, VERDICT_REVIEW),
                  "its title states fiscal year 2565, a line below it says (ตุลาคม 2563 – กันยายน 2564)");
    r = expect_paper(w, &report, t[7].words, &t[7].file, VERDICT_REVIEW);
    assert_int_equal(element(r, "period")->met, MET_UNKNOWN);
    r = expect_paper(w, &report, t[0].words, &t[0].file, VERDICT_PARTIAL);
    assert_int_equal(element(r, "period")->met, MET_NO);
    assert_true(str_eq(r->evidence[0].period, STR("(ตุลาคม 2564 – มีนาคม 2565)")));
    r = expect_paper(w, &report, t[2].words, &t[2].file, VERDICT_PARTIAL);
    assert_true(str_eq(r->evidence[0].period, STR("รอบ 6 เดือนแรก")));
}

#define TEXT                                                                                                                                                                                     \
    "<p>วงเงินที่ใช้ทั้งสิ้น 900,000 บาท เป็นงานซื้อ 100,000 บาท และงานจ้าง 800,000 บาท</p>" \
    "<p>ปัญหาอุปสรรคและข้อเสนอแนะ เอกสารประกอบการเบิกจ่ายไม่ครบถ้วน ควรวางแผนล่วงหน้า</p>"

/* The same on a page that holds the report as text; over files the line may speak of one of them alone. */
static void
the_line_below_the_title_of_a_page_too(void **state)
{
    static const struct {
        const char *body;
        enum verdict want;
    } t[] = {
        {TEXT, VERDICT_FOUND},
        {"<p>(ตุลาคม 2564 – กันยายน 2565)</p>" TEXT, VERDICT_FOUND},
        {"<p>(ตุลาคม 2564 – มีนาคม 2565)</p>" TEXT, VERDICT_PARTIAL},
        {"<p>รอบ 6 เดือนแรก</p>" TEXT, VERDICT_PARTIAL},
        {"<p>(ตุลาคม 2563 – กันยายน 2564)</p>" TEXT, VERDICT_REVIEW},
        {"<p>รอบ 6 เดือน</p><p><a href='/half.pdf'>ดาวน์โหลด</a></p>" TEXT, VERDICT_FOUND},
    };

    for (size_t i = 0; i < COUNT(t); i++) {
        const struct sheet page = {"/page", REPORT OF("2565"), t[i].body};
        const struct small_site s = {.sheet = &page, .sheet_n = 1};

        expect(*state, &report, &s, t[i].want);
    }
}

/* Given: a title broken inside the brackets that say from when to when.  Expected: read together. */
static void
a_bracket_over_two_lines_is_one_period(void **state)
{
    const struct question progress = {2566, "O12", PROGRESS " รอบ 6 เดือน"};
    const struct trial t[] = {
        {"ดาวน์โหลด", READ(PROGRESS OF("2566") " (ตุลาคม 2565\n- มีนาคม 2566)\n" OURS DONE), VERDICT_FOUND},
        {"ดาวน์โหลด", READ(PROGRESS OF("2566") " (ตุลาคม 2565\n- ธันวาคม 2565)\n" OURS DONE), VERDICT_PARTIAL},
    };

    expect_all(*state, &progress, t, COUNT(t));
}

/* Given: nothing states the year, and dates stand in the text or above a picture.  Expected: where all are
 * past, so is it; a year just gone may be that of signing. */
static void
what_speaks_of_past_years_alone_is_past(void **state)
{
    struct world *w = *state;
    const struct question forum = {2566, "O30", "การเปิดโอกาสให้เกิดการมีส่วนร่วม"},
                          gifts = {2566, "O31", "ประกาศเจตนารมณ์นโยบาย No Gift Policy"};
    const char *name = "ประชุมประชาคมท้องถิ่น";
    const struct trial t[] = {
        {name, READ("ประชุมประชาคมท้องถิ่น\n" OURS "\nวันที่ 3 มกราคม 2563 ผู้เข้าร่วม 30 คน"), VERDICT_STALE},
        {name, READ("ประชุมประชาคมท้องถิ่น\n" OURS "\nวันที่ 3 มกราคม 2566 ผู้เข้าร่วม 30 คน"), VERDICT_FOUND},
    };
    const struct sheet pictures[] = {
        {"/page", "ประกาศเจตนารมณ์นโยบาย No Gift Policy",
         "<h3>ปี 2565</h3><img src='/65.jpg' width='700' height='990'><h3>ปี 2564</h3><img src='/64.jpg' "
         "width='700' height='990'>"},
        {"/page", "ประกาศเจตนารมณ์นโยบาย No Gift Policy",
         "<h3>ปี 2566</h3><img src='/66.jpg' width='700' height='990'><h3>ปี 2565</h3><img src='/65.jpg' "
         "width='700' height='990'>"},
    };
    const struct small_site past = {.sheet = &pictures[0], .sheet_n = 1},
                            now = {.sheet = &pictures[1], .sheet_n = 1};

    expect_all(w, &forum, t, COUNT(t));
    expect(w, &gifts, &past, VERDICT_STALE);
    assert_int_not_equal(judge_item(w, &gifts, &now, NULL)->verdict, VERDICT_STALE);
}

/* Given: a report that names its period by its first and last day, on one line or two.  Expected: half a year
 * is a part of the year, whatever year the link says. */
static void
days_from_and_to_are_the_period_of_a_report(void **state)
{
    const struct trial t[] = {
        {"2565", READ(REPORT "ของเทศบาล ระหว่างวันที่ 1 ตุลาคม 2564 ถึง 31\nมีนาคม 2565\n" OURS FIGURES),
         VERDICT_PARTIAL},
        {"2565", READ(REPORT "ของเทศบาล ระหว่างวันที่ 1 ตุลาคม 2564 ถึง 31 มีนาคม 2565\n" OURS FIGURES),
         VERDICT_PARTIAL},
        {"2565", READ(REPORT "ของเทศบาล ระหว่างวันที่ 1 ตุลาคม 2564 ถึง 30\nกันยายน 2565\n" OURS FIGURES),
         VERDICT_FOUND},
    };

    expect_all(*state, &report, t, COUNT(t));
}

#define MONTH(name) "<tr><td>" name "</td><td>30</td><td>4</td></tr>"

/* Given: a table on a page, a row a month, and no word of the year.  Expected: the months tell it. */
static void
a_table_is_of_the_months_its_rows_begin_with(void **state)
{
    const struct question statistics = {2568, "O11", "ข้อมูลสถิติการให้บริการ"};
    struct sheet page = {"/page", "ข้อมูลสถิติการให้บริการ",
                         "<table><tr><th>เดือน</th><th>Walk-in</th><th>ออนไลน์</th></tr>" MONTH("ต.ค. 66")
                             MONTH("พ.ย. 66") MONTH("ธ.ค. 66") MONTH("ม.ค. 67") MONTH("ก.พ. 67")
                                 MONTH("มี.ค. 67") MONTH("เม.ย. 67") MONTH("พ.ค. 67") MONTH("มิ.ย. 67")
                                     MONTH("ก.ค. 67") MONTH("ส.ค. 67") MONTH("ก.ย. 67") "</table>"};
    const struct small_site s = {.sheet = &page, .sheet_n = 1};

    expect(*state, &statistics, &s, VERDICT_FOUND);
    page.body = "<table><tr><th>เดือน</th><th>Walk-in</th><th>ออนไลน์</th></tr>" MONTH("ต.ค. 66")
        MONTH("พ.ย. 66") MONTH("ธ.ค. 66") MONTH("ม.ค. 67") MONTH("ก.พ. 67") MONTH("มี.ค. 67") "</table>";
    expect(*state, &statistics, &s, VERDICT_PARTIAL);
}

#define GIFTS                                                                                                \
    "เจตนารมณ์นโยบายไม่รับของขวัญ (No Gift Policy)\n" OURS                                                       \
    "\nทุกคนจะไม่รับของขวัญทุกชนิด ก่อน ขณะ และหลังปฏิบัติหน้าที่\nนายกเทศมนตรี\n"

/* Given: a declaration that says no year but the day it was signed.  Expected: as on a page, the day tells;
 * read off a picture, or of the year before, leaves it to a person. */
static void
the_day_of_signing_tells_the_year(void **state)
{
    const struct question gifts = {2566, "O31", "ประกาศเจตนารมณ์นโยบาย No Gift Policy"};
    const struct trial trial[] = {
        {"นโยบาย No Gift Policy", READ(GIFTS "ประกาศ ณ วันที่ 4 มกราคม พ.ศ. 2566"), VERDICT_FOUND},
        {"นโยบาย No Gift Policy", RECOGNISED(GIFTS "ประกาศ ณ วันที่ 4 มกราคม พ.ศ. 2566"), VERDICT_REVIEW},
        {"นโยบาย No Gift Policy", READ(GIFTS "ประกาศ ณ วันที่ 4 มกราคม พ.ศ. 2565"), VERDICT_REVIEW},
        {"นโยบาย No Gift Policy", READ(GIFTS "ประกาศ ณ วันที่ 4 มกราคม พ.ศ. 2564"), VERDICT_STALE},
    };

    expect_all(*state, &gifts, trial, sizeof trial / sizeof *trial);
}

/* Given: one paper for half a year, a table a month.  Expected: its months are all it shows, not only the
 * first. */
static void
one_paper_may_hold_all_months(void **state)
{
    static const char top[] = "สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน ตุลาคม 2565 (แบบ สขร.1)\n" OURS;
    const struct question monthly = {2566, "O21", "สรุปผลการจัดซื้อจัดจ้างรายเดือน"};
    const struct trial trial[] = {
        {"สรุปผลการจัดซื้อจัดจ้าง เดือน ตุลาคม 2565 - มีนาคม 2566",
         READ(
             top,
             "ในรอบเดือน พฤศจิกายน 2565\nในรอบเดือน ธันวาคม 2565\nในรอบเดือน มกราคม 2566\nในรอบเดือน กุมภาพันธ์ 2566\n"
             "ในรอบเดือน มีนาคม 2566\nงาน วงเงิน ราคากลาง วิธี ผู้เสนอราคา ผู้ได้รับคัดเลือก เหตุผล เลขที่สัญญา"),
         VERDICT_FOUND},
        {"สรุปผลการจัดซื้อจัดจ้าง เดือน ตุลาคม 2565 - มีนาคม 2566",
         READ(top, "งาน วงเงิน ราคากลาง วิธี ผู้เสนอราคา ผู้ได้รับคัดเลือก เหตุผล เลขที่สัญญา"), VERDICT_PARTIAL},
    };

    expect_all(*state, &monthly, trial, sizeof trial / sizeof *trial);
}

/* Given: a page of a half-year's report whose paper has a title of its own that tells of which months it is.
 * Expected: those of the title count, whatever it calls the thing. */
static void
months_in_its_title_are_those_of_the_paper(void **state)
{
    const struct question half = {2566, "O12",
                                  "รายงานการกำกับติดตามการดำเนินงานและการใช้งบประมาณประจำปี 2566 รอบ 6 เดือน"};
    const struct trial trial[] = {
        {"เปิดไฟล์", READ("ความคืบหน้าโครงการ ไตรมาส 1 ปี 2566\n" SPENT), VERDICT_PARTIAL},
        {"เปิดไฟล์", READ("ความคืบหน้าโครงการ (ต.ค. 2565 - มี.ค. 2566)\n" SPENT), VERDICT_FOUND},
    };

    expect_all(*state, &half, trial, COUNT(trial));
}

/* Given: a paper with the number of an order, which bears a calendar year.  Expected: one of the year before
 * leaves open which fiscal year it is, and the day of signing tells; an older one is of another year. */
static void
the_number_of_an_order_is_of_a_calendar_year(void **state)
{
    const struct trial trial[] = {
        {PLAN, READ(PLAN " ที่ 312/2565\n" OURS "\n" PURCHASES "\nประกาศ ณ วันที่ 5 พฤศจิกายน พ.ศ. 2565"),
         VERDICT_FOUND},
        {PLAN, READ(PLAN " ที่ 31/2564\n" OURS "\n" PURCHASES "\nประกาศ ณ วันที่ 5 มีนาคม พ.ศ. 2564"),
         VERDICT_STALE},
    };

    expect_all(*state, &plan, trial, COUNT(trial));
}

/* Given: a report whose short title is the year's and whose long one, below it, a half year's.  Expected: it
 * is the half year's. */
static void
the_long_title_tells_the_months(void **state)
{
    const struct question q = {2567, "O33", "รายงานผลการดำเนินการป้องกันการทุจริต"};
    const char *words = "รายงานผลการดำเนินการป้องกันการทุจริต ประจำปี 2566";
    const struct paper_file half =
        READ("รายงานผลการดำเนินการป้องกันการทุจริต ประจำปี 2566\n"
             "รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566 รอบ 6 เดือน "
             "(ตุลาคม 2565 - มีนาคม 2566)\n" OURS "\nโครงการตามแผน 17 โครงการ ดำเนินการแล้ว 7 โครงการ\n"
             "อบรมคุณธรรม งบประมาณ 20,000 บาท เบิกจ่าย 18,500 บาท\nปัญหาอุปสรรค ไม่มี ข้อเสนอแนะ ไม่มี");

    expect_reason(*state, expect_paper(*state, &q, words, &half, VERDICT_PARTIAL), "only a part");
}

/* Given: a report called after the second quarter, whose second line says from when to when it is.  Expected:
 * one that sums up since October is of the half year, one of the quarter alone is of a part. */
static void
a_second_quarter_may_sum_up_the_half_year(void **state)
{
    const struct question q = {2566, "O12", "รายงานรายไตรมาส"};
    const char *words = "รายงานผลการดำเนินงานและการใช้จ่ายงบประมาณ ไตรมาสที่ 2" OF("2566");
    const struct trial t[] = {
        {words,
         READ("รายงานผลการดำเนินงานและการใช้จ่ายงบประมาณ ไตรมาสที่ 2" OF(
             "2566") "\n"
                     "ตั้งแต่วันที่ 1 ตุลาคม 2565 ถึงวันที่ 31 มีนาคม 2566\n" SPENT),
         VERDICT_FOUND},
        {words,
         READ("รายงานผลการดำเนินงานและการใช้จ่ายงบประมาณ ไตรมาสที่ 2" OF(
             "2566") "\n"
                     "ตั้งแต่วันที่ 1 มกราคม 2566 ถึงวันที่ 31 มีนาคม 2566\n" SPENT),
         VERDICT_PARTIAL},
    };

    expect_all(*state, &q, t, COUNT(t));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_second_quarter_may_sum_up_the_half_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_number_of_an_order_is_of_a_calendar_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(months_in_its_title_are_those_of_the_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(its_own_title_states_the_year_of_a_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_far_below_tell_of_other_papers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(recognised_years_never_decide, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_link_may_narrow_a_paper_to_half_a_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_link_does_not_narrow_months_of_the_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_is_of_the_years_its_rows_begin_with, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_of_half_a_year_are_no_report_of_the_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_line_below_the_title_says_from_when_to_when, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_line_below_the_title_of_a_page_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bracket_over_two_lines_is_one_period, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_speaks_of_past_years_alone_is_past, set_up, tear_down),
        cmocka_unit_test_setup_teardown(days_from_and_to_are_the_period_of_a_report, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_is_of_the_months_its_rows_begin_with, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_day_of_signing_tells_the_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_paper_may_hold_all_months, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_long_title_tells_the_months, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
