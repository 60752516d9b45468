/*
 * What proves an item and what only looks like it: parts, likeness, promises, blank columns, other
 * agencies' files, years in file names, counters, twins, drafts and papers without a year.  Each test
 * judges small sites of one municipality with the shipped rules on 28 April of the checklist's year.
 */
#include "tests/unit/small_site.h"

/* What stands on that page, and the verdict that it must bring. */
struct trial {
    const char *body;
    enum verdict want;
};

static const struct question plan = {2566, "O19", "แผนการจัดซื้อจัดจ้าง"};

static const struct item_result *
expect_sheets(struct world *w, const struct question *q, const struct sheet *s, size_t n, enum verdict want)
{
    return expect(w, q, &(struct small_site){.sheet = s, .sheet_n = n}, want);
}

static const struct item_result *
expect_page(struct world *w, const struct question *q, const char *body, enum verdict want)
{
    const struct sheet page = {"/page", q->title, body};

    return expect_sheets(w, q, &page, 1, want);
}

static void
expect_all(struct world *w, const struct question *q, const struct trial *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        expect_page(w, q, t[i].body, t[i].want);
}

#define STRUCTURE                                                                                                                        \
    "<p>แผนผังโครงสร้างการแบ่งส่วนราชการ: "                              \
    "นายกเทศมนตรีและสภาเทศบาลกำกับดูแลปลัดเทศบาล " \
    "ซึ่งบังคับบัญชาสำนักปลัด กองคลัง กองช่าง "              \
    "และกองการศึกษา แต่ละกองมีหัวหน้าฝ่ายครบทุกตำแหน่ง</p>"
#define POWERS                                                                                                         \
    "<p>เทศบาลมีหน้าที่รักษาความสงบเรียบร้อย " \
    "ให้มีและบำรุงรักษาทางบกและทางน้ำ "                \
    "รักษาความสะอาดของถนนและที่สาธารณะ "             \
    "ป้องกันและระงับโรคติดต่อ และส่งเสริมการพัฒนาเด็ก</p>"

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

/* Given: a file whose words are the item's but for a letter.  Expected: a person is to read it. */
static void
words_only_like_the_items_are_for_review(void **state)
{
    const struct question misspelt = {2566, "O19", "แผนการจับซื้อจัดจ้าง"};

    expect_page(*state, &misspelt, "<a href='/a.pdf'>แผนการจับซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>",
                VERDICT_REVIEW);
    expect_page(*state, &plan, "<a href='/a.pdf'>แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>",
                VERDICT_FOUND);
}

/* Given: a page whose words are only like the item's and that has nothing.  Expected: missing. */
static void
likeness_without_a_thing_says_nothing(void **state)
{
    const struct question misspelt = {2566, "O19", "แผนการจับซื้อจัดจ้าง"};

    expect_page(*state, &misspelt, "<p>ไม่พบข้อมูล</p>", VERDICT_MISSING);
}

/* Given: under the heading a sentence of what is still to come.  Expected: it shows nothing. */
static void
a_promise_shows_nothing(void **state)
{
    const struct question powers = {2566, "O3", "อำนาจหน้าที่ของเทศบาล"};
    const struct trial trial[] = {
        {"<p>อยู่ระหว่างจัดทำข้อมูลภารกิจของเทศบาลซึ่งมีหน้าที่บำรุงรักษาทางน้ำและทางบก รักษาความสะอาดของถนน "
         "และส่งเสริมการศึกษาของเด็กและเยาวชนในตำบลให้ครบถ้วนทุกด้านตามที่กฎหมายกำหนดไว้</p>",
         VERDICT_MISSING},
        {"<p>เทศบาลมีหน้าที่บำรุงรักษาทางน้ำและทางบก รักษาความสะอาดของถนน และส่งเสริมการศึกษาของเด็กและเยาวชน "
         "รายละเอียดทั้งหมดจะเผยแพร่ให้ประชาชนทราบทางเว็บไซต์แห่งนี้ต่อไป</p>",
         VERDICT_MISSING},
        {POWERS, VERDICT_FOUND},
    };

    expect_all(*state, &powers, trial, COUNT(trial));
}

#define SERVICE(name, fee)                                                                                   \
    "<tr><td>" name "</td><td>ยื่นแบบ</td><td>5 นาที</td>"                             \
    "<td>กองคลัง</td><td>สำเนาบัตร</td><td>" fee "</td></tr>"
#define MANUAL(fee1, fee2)                                                                                                                \
    "<p>คู่มือสำหรับประชาชนบอกชื่องานบริการ ช่องทาง " \
    "และขั้นตอนที่ผู้ยื่นคำขอต้องทำตามลำดับ</p><table>"       \
    "<tr><th>ชื่องาน</th><th>ขั้นตอน</th><th>ระยะเวลา</th>"                                   \
    "<th>ช่องทาง</th><th>เอกสาร</th><th>ค่าธรรมเนียม</th></tr>" SERVICE("ชำระภาษีป้าย", fee1)                                                  \
        SERVICE("แจ้งเกิด", fee2) "</table>"

/* Given: a guide whose column of fees has a head and no cell filled.  Expected: the fee is lacking. */
static void
a_blank_column_of_fees_is_lacking(void **state)
{
    const struct question manual = {2568, "O9", "คู่มือสำหรับประชาชน"};
    const struct item_result *r = expect_page(*state, &manual, MANUAL("", ""), VERDICT_PARTIAL);

    expect_reason(*state, r, "lacks: ค่าธรรมเนียม");
    expect_page(*state, &manual, MANUAL("ไม่มีค่าธรรมเนียม", "20 บาท"), VERDICT_FOUND);
}

#define EXECUTIVE(name, post, phone)                                                                         \
    "<tr><td>" name "</td><td>" post "</td><td>" phone "</td><td><img src='/" post ".jpg'></td></tr>"
#define EXECUTIVES(phone1, phone2, phone3)                                                                   \
    "<table><tr><th>ชื่อ-นามสกุล</th><th>ตำแหน่ง</th><th>โทรศัพท์</th><th>รูปถ่าย</th></tr>" EXECUTIVE(              \
        "นายสมชาย สมมุติ", "นายกเทศมนตรี", phone1) EXECUTIVE("นางสมหญิง ตัวอย่าง", "รองนายกเทศมนตรี", phone2)       \
        EXECUTIVE("นายสมศักดิ์ ตัวอย่าง", "ปลัดเทศบาล", phone3) "</table>"

/* Given: executives with name and post, and no telephone under its head.  Expected: contact is lacking. */
static void
a_blank_column_of_telephones_is_lacking(void **state)
{
    const struct question heads = {2566, "O2", "คณะผู้บริหาร"};
    const struct item_result *r = expect_page(*state, &heads, EXECUTIVES("", "", ""), VERDICT_PARTIAL);

    expect_reason(*state, r, "ช่องทางติดต่อ");
    expect_page(*state, &heads, EXECUTIVES("0-2555-0101", "0-2555-0102", "0-2555-0103"), VERDICT_FOUND);
}

/* Given: a file that by its words, its row or its own name is another municipality's.  Expected: missing. */
static void
another_agencys_file_is_not_taken(void **state)
{
    const struct question papers = {2566, "O19", "เอกสารเผยแพร่"};
    const struct trial trial[] = {
        {"<a href='/a.pdf'>แผนการจัดซื้อจัดจ้าง 2566 เทศบาลตำบลท่าตัวอย่าง</a>", VERDICT_MISSING},
        {"<a href='/a.pdf'>แผนการจัดซื้อจัดจ้าง 2566 เทศบาลตำบลบ้านสมมุติ</a>", VERDICT_FOUND},
        {"<table><tr><td>แผนการจัดซื้อจัดจ้าง 2566 เทศบาลตำบลท่าตัวอย่าง</td>"
         "<td><a href='/a.pdf'>ดาวน์โหลด</a></td></tr></table>",
         VERDICT_MISSING},
        {"<table><tr><td>แผนการจัดซื้อจัดจ้าง 2566 เทศบาลตำบลบ้านสมมุติ</td>"
         "<td><a href='/a.pdf'>ดาวน์โหลด</a></td></tr></table>",
         VERDICT_FOUND},
        {"<a href='/แผนการจัดซื้อจัดจ้าง 2566 เทศบาลตำบลท่าตัวอย่าง.pdf'>ดาวน์โหลด</a>", VERDICT_MISSING},
        {"<a href='/แผนการจัดซื้อจัดจ้าง 2566 เทศบาลตำบลบ้านสมมุติ.pdf'>ดาวน์โหลด</a>", VERDICT_FOUND},
    };

    expect_all(*state, &papers, trial, COUNT(trial));
}

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

/* Given: a draft, and a form still to be filled in.  Expected: neither is the paper. */
static void
drafts_and_blank_forms_are_no_paper(void **state)
{
    const struct trial trial[] = {
        {"<a href='/a.pdf'>ร่างแผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>", VERDICT_MISSING},
        {"<a href='/a.pdf'>(ร่าง) แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>", VERDICT_MISSING},
        {"<a href='/a.pdf'>แบบฟอร์มแผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>", VERDICT_MISSING},
        {"<a href='/a.pdf'>แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>", VERDICT_FOUND},
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

static void
expect_fix(const struct item_result *r, const char *words)
{
    if (str_find(r->fix, str_of(words), 0) == STR_NOT_FOUND)
        fail_msg("\"%s\" expected in the advice: %.*s", words, STR_ARGS(r->fix));
}

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

/* Given: an empty page with a button to print it.  Expected: the print view is no place to look. */
static void
a_print_view_is_no_candidate(void **state)
{
    const struct item_result *r =
        expect_page(*state, &plan, "<p>ไม่พบข้อมูล</p><a href='/page?print=1'>พิมพ์</a>", VERDICT_MISSING);

    assert_true(r->candidate_n > 0);
    for (size_t i = 0; i < r->candidate_n; i++)
        assert_true(str_find(r->candidate[i].url, STR("print=1"), 0) == STR_NOT_FOUND);
}

/* Given: a table that lacks one element.  Expected: whole rows are quoted, not one head or cell; and only
 * the lacking element is asked for. */
static void
quotes_are_rows_and_advice_what_lacks(void **state)
{
    const struct question manual = {2568, "O9", "คู่มือสำหรับประชาชน"};
    const struct item_result *r = expect_page(*state, &manual, MANUAL("", ""), VERDICT_PARTIAL);
    bool row = false;

    for (size_t i = 0; i < r->evidence_n; i++) {
        assert_false(str_eq(r->evidence[i].quote, STR("ขั้นตอน")) ||
                     str_eq(r->evidence[i].quote, STR("5 นาที")));
        row |= str_find(r->evidence[i].quote, STR("ชำระภาษีป้าย | ยื่นแบบ | 5 นาที"), 0) != STR_NOT_FOUND;
        for (size_t k = 0; k < i; k++)
            assert_false(str_eq(r->evidence[i].quote, r->evidence[k].quote) &&
                         str_eq(r->evidence[i].url, r->evidence[k].url) &&
                         r->evidence[k].where != WHERE_LINK);
    }
    assert_true(row);
    expect_fix(r, "Add to what stands at " HOST "/page: ค่าธรรมเนียม");
}

/* Given: a page called otherwise than the link to it.  Expected: the link's words are not called its
 * heading. */
static void
words_of_a_link_are_the_links(void **state)
{
    const struct question powers = {2566, "O3", "หน้าแรกของสำนักปลัด"};
    const struct sheet site[] = {{"/index", "ข้อมูล", "<a href='/p'>อำนาจหน้าที่ของเทศบาล</a>"},
                                 {"/p", "งานของเรา", POWERS}};
    const struct item_result *r =
        expect(*state, &powers, &(struct small_site){.sheet = site, .sheet_n = COUNT(site)}, VERDICT_FOUND);

    assert_true(r->evidence_n > 0);
    assert_true(str_eq(r->evidence[0].quote, STR("อำนาจหน้าที่ของเทศบาล")));
    assert_int_equal(r->evidence[0].where, WHERE_LINK);
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

static const struct question action = {2566, "O24", "การบริหารทรัพยากรบุคคล"};

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

/* Given: a plan as a table, with the column that every plan has.  Expected: its name is no promise; that
 * alone is. */
static void
the_name_of_a_column_promises_nothing(void **state)
{
    static const struct trial trials[] = {
        {"<h3>แผนการจัดซื้อจัดจ้าง ปีงบประมาณ "
         "2566</h3><table><tr><th>โครงการ<th>งบประมาณ<th>เดือนที่คาดว่าจะประกาศ</tr>"
         "<tr><td>จ้างก่อสร้างถนน<td>500,000<td>01/2566</tr><tr><td>จัดซื้อคอมพิวเตอร์<td>120,000<td>12/2565</tr></"
         "table>",
         VERDICT_FOUND},
        {"<h3>แผนการจัดซื้อจัดจ้าง ปีงบประมาณ "
         "2566</h3><table><tr><td>โครงการ<td>งบประมาณ<td>คาดว่าจะประกาศจัดซื้อจัดจ้าง</tr>"
         "<tr><td>จ้างก่อสร้างถนน<td>500,000<td>01/2566</tr><tr><td>จัดซื้อคอมพิวเตอร์<td>120,000<td>12/2565</tr></"
         "table>",
         VERDICT_FOUND},
        {"<p>จะประกาศเผยแพร่ให้ทราบต่อไป</p>", VERDICT_MISSING},
    };
    expect_all(*state, &plan, trials, COUNT(trials));
}

#define MONTH(address, month) "<li><a href='" address "'>สรุปผลการจัดซื้อจัดจ้าง เดือน" month "</a></li>"
#define FIRST_MONTHS                                                                                         \
    MONTH("/1.pdf", "ตุลาคม 2565") MONTH("/2.pdf", "พฤศจิกายน 2565") MONTH("/3.pdf", "ธันวาคม 2565")

/* Given: a list of papers.  Expected: it is worth what they are, of another year, dead or not to be read. */
static void
a_list_is_worth_what_it_lists(void **state)
{
    static const struct trial monthly[] = {
        {"<ul>" FIRST_MONTHS MONTH("/4.pdf", "มกราคม 2566") MONTH("/5.pdf", "กุมภาพันธ์ 2566")
             MONTH("/6.pdf", "มีนาคม 2566") "</ul>",
         VERDICT_FOUND},
        {"<ul>" FIRST_MONTHS MONTH("/a?gone=4", "มกราคม 2566") MONTH("/a?gone=5", "กุมภาพันธ์ 2566")
             MONTH("/a?gone=6", "มีนาคม 2566") "</ul>",
         VERDICT_PARTIAL},
        {"<ul>" FIRST_MONTHS MONTH("/a?broken=4", "มกราคม 2566") MONTH("/a?broken=5", "กุมภาพันธ์ 2566")
             MONTH("/a?broken=6", "มีนาคม 2566") "</ul>",
         VERDICT_UNASSESSED},
        {"<ul>" MONTH("/a?gone=1", "ตุลาคม 2565") MONTH("/a?gone=2", "พฤศจิกายน 2565") "</ul>",
         VERDICT_MISSING},
        {"<h3>ปีงบประมาณ 2566</h3><h3>ปีงบประมาณ 2565</h3><ul>" MONTH("/1.pdf", "ตุลาคม 2564")
             MONTH("/2.pdf", "พฤศจิกายน 2564") "</ul>",
         VERDICT_STALE},
    };
    static const struct trial laws[] = {
        {"<ul><li><a href='/1.pdf'>พระราชบัญญัติเทศบาล พ.ศ. 2496</a></li><li><a "
         "href='/2.pdf'>ระเบียบกระทรวงมหาดไทย</a></li></ul>",
         VERDICT_FOUND},
        {"<ul><li><a href='/a?gone=1'>พระราชบัญญัติเทศบาล พ.ศ. 2496</a></li><li><a "
         "href='/a?gone=2'>ระเบียบกระทรวงมหาดไทย</a></li></ul>",
         VERDICT_MISSING},
    };
    static const struct trial ethics[] = {
        {"<ul><li><a href='/1.pdf'>คำสั่งแต่งตั้งทีมจริยธรรม ปี 2566</a></li><li><a href='/2.pdf'>แนวปฏิบัติ Dos &amp; "
         "Don'ts ปี 2566</a></li>"
         "<li><a href='/3.pdf'>โครงการฝึกอบรมสอดแทรกสาระด้านจริยธรรม ปี 2566</a></li></ul>",
         VERDICT_FOUND},
        {"<ul><li><a href='/1.pdf'>คำสั่งแต่งตั้งทีมจริยธรรม ปี 2566</a></li><li><a href='/a?gone=2'>แนวปฏิบัติ Dos "
         "&amp; Don'ts ปี 2566</a></li>"
         "<li><a href='/3.pdf'>โครงการฝึกอบรมสอดแทรกสาระด้านจริยธรรม ปี 2566</a></li></ul>",
         VERDICT_PARTIAL},
    };
    const struct question of_months = {2566, "O21", "สรุปผลการจัดซื้อจัดจ้างรายเดือน"},
                          of_laws = {2566, "O6", "กฎหมายที่เกี่ยวข้อง"},
                          of_ethics = {2566, "O40", "การขับเคลื่อนจริยธรรม"};

    expect_all(*state, &of_months, monthly, COUNT(monthly));
    expect_all(*state, &of_laws, laws, COUNT(laws));
    expect_all(*state, &of_ethics, ethics, COUNT(ethics));
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

/* Given: a page too deep for us.  Expected: it could hold what is missing, but not the next one of a row. */
static void
the_next_of_a_row_of_pages_holds_nothing(void **state)
{
    const struct sheet calendar = {"/cal?deep=15", "ปฏิทิน", "<a href='/cal?deep=16'>เดือนถัดไป</a>"},
                       list = {"/list?deep=15", "รายการ", "<a href='/detail?deep=16'>โครงการสำคัญ</a>"},
                       named = {"/cal?deep=15", "รายการ", "<a href='/cal?deep=16'>แผนการจัดซื้อจัดจ้าง 2566</a>"};

    expect_sheets(*state, &plan, &calendar, 1, VERDICT_MISSING);
    expect_sheets(*state, &plan, &list, 1, VERDICT_UNASSESSED);
    expect_sheets(*state, &plan, &named, 1, VERDICT_UNASSESSED);
}

/* Given: contact details that stand on the home page under no words.  Expected: they are quoted themselves.
 */
static void
what_no_words_lead_to_is_quoted_itself(void **state)
{
    const struct question contact = {2566, "O5", "ข้อมูลทั่วไป"};
    const struct sheet home = {"/", "หน้าแรก",
                               "<p>ยินดีต้อนรับ</p><p>เลขที่ 9 หมู่ 1 ตำบลบ้านสมมุติ โทรศัพท์ 0-5555-1234 โทรสาร "
                               "0-5555-1235 อีเมล a@b.example</p>"};
    const struct item_result *r = expect_sheets(*state, &contact, &home, 1, VERDICT_PARTIAL);

    assert_true(r->evidence_n > 0);
    for (size_t i = 0; i < r->evidence_n; i++)
        assert_true(str_find(r->evidence[i].quote, STR("0-5555-1234"), 0) != STR_NOT_FOUND);
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
        {"<p>แจ้งการทุจริตของเจ้าหน้าที่และร้องทุกข์ทั่วไป</p>" FORM, VERDICT_PARTIAL},
    };

    expect_all(*state, &channel, t, COUNT(t));
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

/*
 * Given: the meeting of an earlier year, beside which the article posted after it is named.
 * Expected: what a blog shows before and behind an article is not about the same.
 */
static void
the_article_posted_next_is_another(void **state)
{
    const struct question culture = {2567, "O27", NULL};
    const struct sheet site[] = {
        {"/meeting", "ประชุมประกาศเจตนารมณ์ No Gift Policy",
         "<p>เมื่อวันที่ 16 มกราคม 2565 นายกเทศมนตรีประชุมพนักงานและประกาศไม่รับของขวัญ No Gift Policy ร่วมกันทุกกอง "
         "ณ ห้องประชุมเทศบาล</p><a href='/course'>เรื่องถัดไป: โครงการอบรมการจัดการขยะ ประจำปีงบประมาณ 2567</a>"
         "<a href='/fair'>เรื่องก่อนหน้า: ตลาดนัดสินค้าชุมชน</a>"},
        {"/course", "โครงการอบรมการจัดการขยะ ประจำปีงบประมาณ 2567",
         "<p>เทศบาลจัดอบรมการจัดการขยะเมื่อวันที่ 9 มกราคม 2567 มีผู้เข้าร่วม 40 คน</p>"
         "<a href='/meeting'>เรื่องก่อนหน้า: ประชุมประกาศเจตนารมณ์ No Gift Policy</a>"
         "<a href='/fair'>เรื่องถัดไป: ตลาดนัดสินค้าชุมชน</a>"},
        {"/fair", "ตลาดนัดสินค้าชุมชน", "<p>พบกันทุกวันเสาร์ที่ลานหน้าเทศบาล มีสินค้าของชุมชนมากมาย</p>"},
    };

    expect_sheets(*state, &culture, site, COUNT(site), VERDICT_STALE);
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

#define COUNTED                                                                                                                                                                                               \
    "<table><tr><th>ปีงบประมาณ</th><th>รับทั้งหมด</th><th>แล้วเสร็จ</th><th>อยู่ระหว่างดำเนินการ</th></tr>" \
    "<tr><td>2567</td><td>1</td><td>1</td><td>0</td></tr><tr><td>2568</td><td>2</td><td>2</td><td>0</td></"                                                                                                   \
    "tr></table>"

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
        cmocka_unit_test_setup_teardown(both_parts_on_their_pages_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(both_parts_are_made_sure_of_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_page_that_is_linked_counts_as_a_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_part_alone_is_partial, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_part_at_all_is_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_only_like_the_items_are_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(likeness_without_a_thing_says_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_promise_shows_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_said_to_be_attached_is_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_blank_column_of_fees_is_lacking, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_blank_column_of_telephones_is_lacking, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_agencys_file_is_not_taken, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_digits_end_a_file_name_as_its_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counters_do_not_date_a_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_title_speaks_for_the_viewer_of_a_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(drafts_and_blank_forms_are_no_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_undated_document_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_year_of_the_assessment_alone_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_undated_plan_of_years_needs_no_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_link_that_leads_home_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_stands_there_instead_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_print_view_is_no_candidate, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quotes_are_rows_and_advice_what_lacks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_of_a_link_are_the_links, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_inferred_year_is_said_to_be_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_only_a_script_opens_is_not_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_opened_here_is_not_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_a_link_of_the_year_is_to_be_mended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_name_of_a_column_promises_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_is_worth_what_it_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_broke_off_lacks_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_frame_of_another_site_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_no_words_lead_to_is_quoted_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_pages_hold_what_they_are_called, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_next_of_a_row_of_pages_holds_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_article_posted_next_is_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_line_below_a_title_row_names_the_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_above_a_table_is_its_caption, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_caption_needs_no_heading_above_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_bold_line_heads_is_read_with_its_pictures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_year_behind_a_colon_tells_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_dead_link_of_something_else_takes_nothing_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_line_of_a_tab_names_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_of_dead_files_show_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_line_of_a_section_names_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_name_before_a_colon_is_no_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_report_of_progress_may_hold_its_plan, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_sentence_of_news_tells_what_was_done, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_refused_page_offers_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_heading_that_says_what_it_is_not_decides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_channel_that_sends_the_general_elsewhere_is_separate, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
