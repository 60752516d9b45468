/* What a document shows of an item: titles, rows, amounts, times, and that there is nothing. */
#include "tests/unit/paper_sample.h"

/* Given: papers that were read whole and hold a title, whose they are, and no more.  Expected: a doubt, for a
 * picture may stand below it; with "nothing found" below it there is nothing, whatever the title's words are
 * like. */
static void
a_title_over_nothing_is_told(void **state)
{
    struct world *w = *state;
    const struct question risk = {2566, "O34", RISK},
                          action = {2566, "O35", "การดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบ"};
    const struct trial t[] = {
        {RISK OF("2566"), READ(RISK OF("2566")), VERDICT_FOUND},
        {RISK OF("2566"), READ(RISK "\n" OURS "\nปีงบประมาณ พ.ศ. 2566"), VERDICT_FOUND},
        {RISK OF("2566"), READ(RISK OF("2566") "\n" OURS "\nงานจัดซื้อมีความเสี่ยงปานกลาง กำหนดให้สุ่มตรวจ"),
         VERDICT_FOUND},
        {RISK OF("2566"), READ(RISK OF("2566") "\n" OURS "\nไม่พบข้อมูล"), VERDICT_MISSING},
    };
    const char *bare = "its title and nothing under it";

    expect_all(w, &risk, t, COUNT(t));
    expect_doubt(w, expect_paper(w, &risk, t[0].words, &t[0].file, VERDICT_FOUND), bare);
    expect_doubt(w, expect_paper(w, &risk, t[1].words, &t[1].file, VERDICT_FOUND), bare);
    assert_int_equal(expect_paper(w, &risk, t[2].words, &t[2].file, VERDICT_FOUND)->doubt_n, 0);
    expect_paper(
        w, &action, action.title,
        &(struct paper_file)READ("การดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบ" OF("2566") "\nไม่พบข้อมูล"),
        VERDICT_MISSING);
}

/* Given: a workbook, whose cells hold figures without commas and whose head says that they are Baht.
 * Expected: amounts, as in print; a year in a cell is none. */
static void
figures_of_a_workbook_are_amounts(void **state)
{
    const struct trial t[] = {
        {REPORT OF("2565"),
         READ(REPORT OF("2565") "\n" OURS "\nลำดับ | รายการ | งบประมาณที่ใช้ (บาท) | ปัญหา | ข้อเสนอแนะ\n"
                                "1 | ซื้อวัสดุ | 45000 | ไม่มี | ไม่มี\n2 | จ้างก่อสร้าง | 980000.5 | ไม่มี | ไม่มี"),
         VERDICT_FOUND},
        {REPORT OF("2565"),
         READ(REPORT OF("2565") "\n" OURS "\nลำดับ | รายการ | ปีงบประมาณ | ปัญหา | ข้อเสนอแนะ\n"
                                "1 | ซื้อวัสดุ | 2565 | ไม่มี | ไม่มี\n2 | จ้างก่อสร้าง | 2565 | ไม่มี | ไม่มี"),
         VERDICT_PARTIAL},
    };

    expect_all(*state, &report, t, COUNT(t));
}

/* The head of a table without rows shows nothing. */
static void
an_empty_table_shows_nothing(void **state)
{
    struct world *w = *state;
    const char *head = REPORT OF("2565") "\n" OURS "\nรายการ | งบประมาณ (บาท) | ปัญหาอุปสรรค | ข้อเสนอแนะ";
    const char *rows = arena_printf(w->arena, "%s\nรวมทั้งสิ้น 14 โครงการ | 900,000 บาท | ไม่มี | ไม่มี", head).p;
    const struct trial t[] = {
        {REPORT OF("2565"), READ(head), VERDICT_PARTIAL},
        {REPORT OF("2565"), READ(rows), VERDICT_FOUND},
    };

    expect_all(w, &report, t, COUNT(t));
}

#define COMPLAINTS "ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"

/* Given: how many complained of officers, in the words that are used for none.  Expected: a disclosure;
 * another year's is of that year, an empty table and figures of what is complained of in general are none. */
static void
that_nobody_complained_is_said_in_many_ways(void **state)
{
    struct world *w = *state;
    const struct question complaints = {2568, "O19", COMPLAINTS};
    static const struct {
        const char *body;
        enum verdict want;
    } t[] = {
        {"<p>ในปีงบประมาณ พ.ศ. 2567 ไม่ปรากฏว่ามีเรื่องร้องเรียนเกี่ยวกับการทุจริตของเจ้าหน้าที่แต่อย่างใด</p>", VERDICT_FOUND},
        {"<p>ปีงบประมาณ พ.ศ. 2567 ไม่ได้รับเรื่องร้องเรียนการทุจริต</p>", VERDICT_FOUND},
        {"<p>ปีงบประมาณ พ.ศ. 2567 จำนวนเรื่องร้องเรียน : ศูนย์ (0) เรื่อง</p>", VERDICT_FOUND},
        {"<p>เรื่องร้องเรียนการทุจริต ปีงบประมาณ พ.ศ. 2567 = 0</p>", VERDICT_FOUND},
        {"<p>ปีงบประมาณ 2567 : ไม่มี</p><p>ปีงบประมาณ 2566 : ไม่มี</p>", VERDICT_FOUND},
        {"<table><tr><th>ปีงบประมาณ</th><th>เรื่องร้องเรียนการทุจริต</th></tr><tr><td>2567</td><td>0</td></tr></"
         "table>",
         VERDICT_FOUND},
        {"<p>ปีงบประมาณ พ.ศ. 2566 ไม่ปรากฏว่ามีเรื่องร้องเรียนการทุจริต</p>", VERDICT_STALE},
        {"<table><tr><th>ปีงบประมาณ</th><th>เรื่องร้องเรียนการทุจริต</th></tr><tr><td>2567</td><td></td></tr></"
         "table>",
         VERDICT_MISSING},
    };
    const struct trial general = {
        "สถิติเรื่องร้องเรียน" OF("2567"),
        READ("สถิติเรื่องร้องเรียนร้องทุกข์ทั่วไป" OF("2567") "\n" OURS "\nไฟฟ้า 12 เรื่อง ถนน 3 เรื่อง"), VERDICT_MISSING};

    for (size_t i = 0; i < COUNT(t); i++) {
        const struct sheet page = {"/page", COMPLAINTS, t[i].body};
        const struct small_site s = {.sheet = &page, .sheet_n = 1};

        expect(w, &complaints, &s, t[i].want);
    }
    expect_all(w, &complaints, &general, 1);
}

/* Given: lists of one and of several.  Expected: one article is news; files that are all called after other
 * items make no list of this one. */
static void
a_list_is_of_what_it_lists(void **state)
{
    struct world *w = *state;
    const struct question news = {2566, "O7", "ข่าวประชาสัมพันธ์"}, notices = {2566, "O20", "จัดซื้อจัดจ้าง"};
    const struct sheet
        one = {"/page", "ข่าวประชาสัมพันธ์", "<p><a href='/n1'>เทศบาลออกหน่วยบริการ</a> 3 มีนาคม 2566</p>"},
        others = {"/page", "จัดซื้อจัดจ้าง",
                  "<ul><li><a href='/p.pdf'>แผนการจัดซื้อจัดจ้าง ปี 2566</a></li>"
                  "<li><a href='/r.pdf'>รายงานผลการจัดซื้อจัดจ้างประจำปี 2565</a></li></ul>"},
        own = {"/page", "จัดซื้อจัดจ้าง",
               "<ul><li><a href='/p.pdf'>แผนการจัดซื้อจัดจ้าง ปี 2566</a></li>"
               "<li><a href='/w.pdf'>ประกาศผู้ชนะการเสนอราคา จ้างก่อสร้างถนน 3 มกราคม 2566</a></li></ul>"};
    const struct small_site s[] = {
        {.sheet = &one, .sheet_n = 1}, {.sheet = &others, .sheet_n = 1}, {.sheet = &own, .sheet_n = 1}};

    expect(w, &news, &s[0], VERDICT_FOUND);
    expect(w, &notices, &s[1], VERDICT_MISSING);
    expect(w, &notices, &s[2], VERDICT_FOUND);
}

/* Given: "no fee" right before the papers to bring.  Expected: the line is not taken to say that there are
 * none. */
static void
no_fee_before_a_list_is_not_an_empty_list(void **state)
{
    const struct question guide = {2567, "O11", "คู่มือการให้บริการประชาชน"};
    const struct trial t = {"คู่มือการให้บริการประชาชน งานทะเบียน",
                            READ("คู่มือการให้บริการประชาชน งานทะเบียน\n" OURS
                                 "\nชื่องานบริการ การแจ้งเกิด ขั้นตอน 1. ยื่นเรื่อง 2. รับสูติบัตร\n"
                                 "ระยะเวลา 15 นาที ช่องทาง สำนักทะเบียน ค่าธรรมเนียม ไม่มี เอกสารที่ใช้ บัตรประชาชน"),
                            VERDICT_FOUND};

    expect_all(*state, &guide, &t, 1);
}

#define LETTER PLAN OF("2566") "\n" OURS "\nขอแสดงความนับถือ"

/* Given: a document without what the item asks for.  Expected: it is lacking where all was read, and not
 * known where the document was cut or recognised. */
static void
only_a_wholly_read_paper_lacks_an_element(void **state)
{
    const struct paper_file whole = READ(LETTER);
    const struct paper_file not_whole[] = {
        {.path = PAPER, .state = DOCUMENT_READ, .page = {LETTER}, .cut = true},
        {.path = PAPER, .state = DOCUMENT_READ, .page = {LETTER}, .flags = TEXT_RECOGNISED},
        {.path = PAPER, .state = DOCUMENT_READ, .page = {LETTER}, .flags = TEXT_GARBLED},
    };
    const struct item_result *r = expect_paper(*state, &plan, PLAN OF("2566"), &whole, VERDICT_PARTIAL);

    expect_reason(*state, r, "lacks: แผนตาม พ.ร.บ.");
    assert_int_equal(element(r, "plan")->met, MET_NO);
    for (size_t i = 0; i < COUNT(not_whole); i++) {
        r = expect_paper(*state, &plan, PLAN OF("2566"), &not_whole[i], VERDICT_FOUND);
        assert_int_equal(element(r, "plan")->met, MET_UNKNOWN);
    }
}

#define ACTIONS "แผนดำเนินงานและการใช้งบประมาณประจำปี"

/* Given: months beside a project, without a word such as "duration".  Expected: they show the time; months in
 * the title do not. */
static void
months_beside_a_project_show_its_time(void **state)
{
    const struct question actions = {2566, "O11", ACTIONS};
    const struct paper_file months =
        READ(ACTIONS OF("2566") "\n" OURS, "โครงการขุดลอกคลอง | 50,000 บาท | ธ.ค. 2565 - ก.พ. 2566");
    const struct paper_file title =
        READ(ACTIONS " ธ.ค. 2565 - ก.พ. 2566\n" OURS, "โครงการขุดลอกคลอง | 50,000 บาท");
    const struct item_result *r = expect_paper(*state, &actions, ACTIONS OF("2566"), &months, VERDICT_FOUND);
    const struct element_result *time = element(r, "time");

    assert_int_equal(time->met, MET_YES);
    assert_int_equal(time->evidence_n, 1);
    expect_quote(&r->evidence[time->evidence[0]], WHERE_DOCUMENT, 2, "ธ.ค. 2565 - ก.พ. 2566");
    r = expect_paper(*state, &actions, ACTIONS OF("2566"), &title, VERDICT_PARTIAL);
    assert_int_equal(element(r, "time")->met, MET_NO);
}

/* Given: the title on the second page and the rows on the third.  Expected: the proof quotes each with its
 * page; of a file that was not read it quotes the link. */
static void
the_proof_quotes_the_page_of_the_paper(void **state)
{
    const struct paper_file read = READ("บันทึกข้อความ\n" OURS, PLAN OF("2566"), PURCHASES);
    const struct paper_file scan = {.path = PAPER, .state = DOCUMENT_SCAN, .page_n = 3};
    const struct item_result *r = expect_paper(*state, &plan, PLAN " ปี 2566", &read, VERDICT_FOUND);
    const struct element_result *shown = element(r, "plan");

    expect_quote(&r->evidence[0], WHERE_DOCUMENT, 2, PLAN OF("2566"));
    assert_int_equal(r->evidence[0].fiscal_year, 2566);
    assert_int_equal(shown->evidence_n, 1);
    assert_int_equal(r->evidence[shown->evidence[0]].where, WHERE_DOCUMENT);
    r = expect_paper(*state, &plan, PLAN " ปี 2566", &scan, VERDICT_FOUND);
    expect_quote(&r->evidence[0], WHERE_LINK, 0, PLAN " ปี 2566");
    expect_doubt(*state, r, "could not be read");
}

/* Given: a document that says that there is nothing, under the item's name or alone.  Expected: it proves
 * nothing, whatever the link says of its period. */
static void
a_paper_that_says_there_is_nothing_is_no_proof(void **state)
{
    const struct question survey = {2566, "O17", SURVEY};
    const struct trial plans[] = {
        {PLAN OF("2566"), READ("ไม่พบข้อมูล"), VERDICT_MISSING},
        {PLAN OF("2566"), READ(PLAN OF("2566") "\n" OURS "\nไม่พบข้อมูล"), VERDICT_MISSING},
        {PLAN, READ("ไม่พบข้อมูล"), VERDICT_MISSING},
        {PLAN OF("2566"), READ(PLAN OF("2566") "\n" PURCHASES "\nหมายเหตุ ไม่มีข้อมูล"), VERDICT_FOUND},
        {PLAN OF("2566"), READ(PLAN OF("2566") "\nโครงการขุดลอกคลอง วงเงิน 9,000 บาท\n" OURS "\nไม่มีเอกสาร"),
         VERDICT_FOUND},
        {PLAN OF("2566"), READ("1 | เก้าอี้ไม้ | 4 ตัว\n2 | โต๊ะไม้ | 2 ตัว\nไม่มีเอกสาร"), VERDICT_PARTIAL},
    };
    const struct trial surveys[] = {
        {SURVEY OF("2565"), READ("ไม่พบข้อมูล"), VERDICT_MISSING},
        {SURVEY " รอบ 6 เดือนแรก" OF("2565"), READ("ไม่พบข้อมูล"), VERDICT_MISSING},
    };

    const struct item_result *r;

    expect_all(*state, &plan, plans, COUNT(plans));
    expect_all(*state, &survey, surveys, COUNT(surveys));
    r = expect_paper(*state, &plan, plans[0].words, &plans[0].file, VERDICT_MISSING);
    assert_true(r->candidate_n > 0);
    expect_words(*state, &r->candidate[0].decision, "nothing yet: ไม่พบข้อมูล");
}

/* Given: a document that says that nobody complained, or that nothing was bought.  Expected: it tells
 * something, be it not all that is asked for. */
static void
that_nothing_happened_is_a_disclosure(void **state)
{
    const struct question complaints = {2566, "O29", "สถิติเรื่องร้องเรียนการทุจริต"};
    const struct paper_file none =
        READ("ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต" OF("2566") "\n" OURS "\nไม่มีเรื่องร้องเรียนการทุจริต");

    const struct paper_file nothing_bought = READ("ไม่มีรายการ\nไม่มีการจัดซื้อจัดจ้าง" OF("2566"));

    expect_paper(*state, &plan, PLAN OF("2566"), &nothing_bought, VERDICT_PARTIAL);
    expect_paper(*state, &complaints, "สถิติเรื่องร้องเรียนการทุจริต" OF("2566"), &none, VERDICT_FOUND);
}

/* Given: months as heads of columns, as the form of the plan has them.  Expected: the time of each project is
 * shown. */
static void
months_as_heads_of_columns_are_a_time(void **state)
{
    const struct question yearly = {2566, "O11", "แผนดำเนินงานและการใช้งบประมาณประจำปี"};
    const struct paper_file file =
        READ("แผนการดำเนินงาน" OF("2566") "\nโครงการ งบประมาณ หน่วยงาน ต.ค. พ.ย. ธ.ค. ม.ค.");

    expect_paper(*state, &yearly, "แผนการดำเนินงาน" OF("2566"), &file, VERDICT_FOUND);
}

/* Given: a page of monthly papers of which some are lacking.  Expected: the page is incomplete, not a paper.
 */
static void
the_list_of_a_series_is_to_be_completed(void **state)
{
    struct world *w = *state;
    const struct question monthly = {2566, "O21", "สรุปผลการจัดซื้อจัดจ้างรายเดือน"};
    const struct sheet page = {"/page", "สรุปผลการจัดซื้อจัดจ้างรายเดือน ประจำปีงบประมาณ พ.ศ. 2566",
                               "<ul><li><a href='/1.pdf'>สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2565</a></li>"
                               "<li><a href='/2.pdf'>สรุปผลการจัดซื้อจัดจ้าง เดือนพฤศจิกายน 2565</a></li></ul>"};
    const struct small_site s = {.sheet = &page, .sheet_n = 1};
    struct scorecard card = {0};
    const struct item_result *r = judge_item(w, &monthly, &s, &card);
    size_t named = 0;

    expect_verdict(w, &monthly, &s, r, VERDICT_PARTIAL);
    assert_true(str_find(r->fix, STR("(to what stands at " HOST "/page)"), 0) != STR_NOT_FOUND);
    for (size_t i = 0; i < card.missing_n; i++)
        if (str_eq(card.missing[i].item, STR("O21"))) {
            assert_true(str_eq(card.missing[i].url, STR(HOST "/page")));
            named++;
        }
    assert_int_equal(named, 1);
}

/* Given: a plan and its addendum, which shows no goals, under words that name neither.  Expected: both will
 * do, and the plan is the proof. */
static void
the_whole_plan_goes_before_its_addendum(void **state)
{
    const struct question q = {2568, "O5", "แผนพัฒนาท้องถิ่น"};
    const struct sheet page = {
        "/page", q.title,
        "<p><a href='/a.pdf'>เพิ่มเติม ครั้งที่ 1/2568</a></p><p><a href='/b.pdf'>เล่ม 66-70</a></p>"};
    const struct paper_file file[] = {
        {.path = "/a.pdf",
         .state = DOCUMENT_READ,
         .page = {"แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) เพิ่มเติม ครั้งที่ 1/2568\n" OURS
                  "\nเหตุผลความจำเป็น รับโอนถังน้ำประปา"}},
        {.path = "/b.pdf",
         .state = DOCUMENT_READ,
         .page = {"แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)\n" OURS
                  "\nยุทธศาสตร์ที่ 1 การพัฒนาโครงสร้างพื้นฐาน\nเป้าหมาย ถนนทุกสายเรียบ\nตัวชี้วัด ร้อยละของถนนที่ซ่อมแล้ว"}},
    };
    const struct small_site site = {.sheet = &page, .sheet_n = 1, .file = file, .file_n = 2};
    const struct item_result *r = expect(*state, &q, &site, VERDICT_FOUND);

    assert_true(str_eq(r->evidence[0].url, STR(HOST "/b.pdf")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_whole_plan_goes_before_its_addendum, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_title_over_nothing_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_of_a_workbook_are_amounts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_table_shows_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(that_nobody_complained_is_said_in_many_ways, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_is_of_what_it_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_fee_before_a_list_is_not_an_empty_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_a_wholly_read_paper_lacks_an_element, set_up, tear_down),
        cmocka_unit_test_setup_teardown(months_beside_a_project_show_its_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_proof_quotes_the_page_of_the_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paper_that_says_there_is_nothing_is_no_proof, set_up, tear_down),
        cmocka_unit_test_setup_teardown(that_nothing_happened_is_a_disclosure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(months_as_heads_of_columns_are_a_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_list_of_a_series_is_to_be_completed, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
