/*
 * What proves an item and what only looks like it: likeness, promises, blank columns, other agencies'
 * files, lists, twins and drafts.  Each test judges small sites of one municipality with the shipped
 * rules on 28 April of the checklist's year.
 */
#include "tests/unit/sheet_sample.h"

static const struct question plan = {2566, "O19", "แผนการจัดซื้อจัดจ้าง"};

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

/* Given: of how far purchases are nothing, but their monthly summaries, which were an item of their own in
 * other years; and both.  Expected: a person is to look into the summaries; what bears the item's name is
 * found. */
static void
what_another_year_asked_for_is_for_review(void **state)
{
    const struct question progress = {2567, "O16", "งานพัสดุ"};
    const struct item_result *r =
        expect_page(*state, &progress,
                    "<p><a href='/a.pdf'>สรุปผลการจัดซื้อจัดจ้าง (สขร.1) เดือนตุลาคม 2566</a></p>"
                    "<p><a href='/b.pdf'>สรุปผลการจัดซื้อจัดจ้าง (สขร.1) ปีงบประมาณ 2565</a></p>",
                    VERDICT_REVIEW);

    expect_reason(*state, r, "nothing bears its name; this may hold a part of it");
    expect_page(*state, &progress,
                "<p><a href='/a.pdf'>สรุปผลการจัดซื้อจัดจ้าง (สขร.1) เดือนตุลาคม 2566</a></p>"
                "<p><a href='/b.pdf'>ความก้าวหน้าการจัดซื้อจัดจ้าง เดือนตุลาคม 2566 - มีนาคม 2567</a></p>",
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

#define PORTRAIT(file, name, post)                                                                           \
    "<td><img src='/" file ".jpg' width='120'><br>" name "<br>" post "<br>โทร. 081-055-1201</td>"

/* Given: portraits in rows of three, the last of which holds one.  Expected: none of the rows is a head of
 * columns that were left empty. */
static void
portraits_above_a_shorter_row_are_no_heads(void **state)
{
    const struct question heads = {2566, "O2", "คณะผู้บริหาร"};

    expect_page(*state, &heads,
                "<table><tr>" PORTRAIT("a", "นายสมชาย สมมุติ", "นายก อบต.")
                    PORTRAIT("b", "นางสมหญิง ตัวอย่าง", "รองนายก อบต. คนที่ ๑")
                        PORTRAIT("c", "นายสมศักดิ์ ตัวอย่าง", "รองนายก อบต. คนที่ ๒") "</tr><tr>" PORTRAIT(
                            "d", "นายสมบัติ สมมุติ", "ปลัด อบต.") "</tr></table>",
                VERDICT_FOUND);
}

/* Given: a whole act in place of the powers, with the act as a file below it.  Expected: the agency's own
 * words are lacking, though the file was not read. */
static void
a_whole_act_does_not_tell_the_powers(void **state)
{
    const struct question powers = {2565, "O3", "อำนาจหน้าที่"};
    const struct item_result *r =
        expect_page(*state, &powers,
                    "<p>มาตรา ๑ พระราชบัญญัตินี้เรียกว่า พระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. ๒๕๓๗</p>"
                    "<p>มาตรา ๖๗ องค์การบริหารส่วนตำบล มีหน้าที่ต้องทำ ดังต่อไปนี้ (๑) จัดให้มีและบำรุงรักษาทางน้ำและทางบก "
                    "(๒) รักษาความสะอาดของถนน (๓) ป้องกันโรคและระงับโรคติดต่อ</p>"
                    "<p><a href='/act.pdf'>พ.ร.บ.สภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. ๒๕๓๗</a></p>",
                    VERDICT_PARTIAL);

    expect_reason(*state, r, "lacks: อำนาจหน้าที่ตามกฎหมาย");
}

/* Given: a file that by its words, its row or its own name is another municipality's.  Expected: missing. */
static void
another_agencys_file_is_not_taken(void **state)
{
    const struct question papers = {2566, "O19", "เอกสารเผยแพร่"};
    const struct trial trial[] = {
        {"<a href='/a.pdf'>แผนการจัดซื้อจัดจ้าง 2566 เทศบาลตำบลท่าตัวอย่าง</a>", VERDICT_MISSING},
        {"<a href='/a.pdf'>แผนการจัดซื้อจัดจ้าง 2566 เทศบาลตำบลบ้านสมมุติ</a>", VERDICT_FOUND},
        {"<a href='/a.pdf'>แผนการจัดซื้อจัดจ้าง 2566 กรม ปภ.</a>", VERDICT_MISSING},
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

/* Given: a draft, and a form still to be filled in.  Expected: neither is the paper. */
static void
drafts_and_blank_forms_are_no_paper(void **state)
{
    const struct trial trial[] = {
        {"<a href='/a.pdf'>ร่างแผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>", VERDICT_MISSING},
        {"<a href='/a.pdf'>(ร่าง) แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>", VERDICT_MISSING},
        {"<a href='/a.pdf'>แบบฟอร์มแผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>", VERDICT_MISSING},
        {"<a href='/a.pdf'>แบบแผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566 (เปล่า)</a>", VERDICT_MISSING},
        {"<a href='/a.pdf'>แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566</a>", VERDICT_FOUND},
    };

    expect_all(*state, &plan, trial, COUNT(trial));
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
    expect_fix(r, "Add ค่าธรรมเนียม, ไม่มีค่าธรรมเนียมหรือไม่ใช้เอกสาร ต้องระบุว่าไม่มี ห้ามเว้นว่าง (to what stands at " HOST
                  "/page)");
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

/*
 * Given: under the name of the report nothing, and "previous" and "next" to what was posted beside it, of
 * which the one before holds a paper of the year.  Expected: the paper is not the report's.
 */
static void
a_way_to_what_was_posted_before_names_nothing(void **state)
{
    const struct question report = {2568, "O15", "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี"};
    const struct sheet site[] = {
        {"/report", report.title,
         "<p>อยู่ระหว่างดำเนินการ</p><ul><li><a href='/people'>&lt; ก่อนหน้า</a></li>"
         "<li><a href='/code'>ถัดไป &gt;</a></li></ul>"},
        {"/people", "อัตรากำลัง", "<p>เอกสารอยู่ด้านล่าง</p><p><a href='/paper.pdf'>ดาวน์โหลด</a></p>"},
        {"/code", "ประมวล", "<p>ข้อบังคับของเทศบาลว่าด้วยการปฏิบัติตน</p>"},
    };
    const struct paper_file file = {
        .path = "/paper.pdf",
        .state = DOCUMENT_READ,
        .page =
            {"แผนอัตรากำลัง 3 ปี ประจำปีงบประมาณ พ.ศ. 2567\nอัตรากำลังทั้งหมด 32 อัตรา ผลการดำเนินงานสรรหาแล้ว 3 อัตรา"},
    };

    expect(*state, &report,
           &(struct small_site){.sheet = site, .sheet_n = COUNT(site), .file = &file, .file_n = 1},
           VERDICT_MISSING);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_only_like_the_items_are_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_another_year_asked_for_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(likeness_without_a_thing_says_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_promise_shows_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_blank_column_of_fees_is_lacking, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_blank_column_of_telephones_is_lacking, set_up, tear_down),
        cmocka_unit_test_setup_teardown(portraits_above_a_shorter_row_are_no_heads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_whole_act_does_not_tell_the_powers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_agencys_file_is_not_taken, set_up, tear_down),
        cmocka_unit_test_setup_teardown(drafts_and_blank_forms_are_no_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_print_view_is_no_candidate, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quotes_are_rows_and_advice_what_lacks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_of_a_link_are_the_links, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_name_of_a_column_promises_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_is_worth_what_it_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_no_words_lead_to_is_quoted_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_next_of_a_row_of_pages_holds_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_article_posted_next_is_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_way_to_what_was_posted_before_names_nothing, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
