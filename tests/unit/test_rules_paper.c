/*
 * What the text of a document decides: its year, whose it is, what it shows, and what came of a file that
 * could not be read.  Each test judges a page with one link to one document.
 */
#include "tests/unit/small_site.h"

#define PAPER "/a.pdf"
/* A document of these pages; the same, read by recognition; one of which nothing was read. */
#define READ(...)                                                                                            \
    {                                                                                                        \
        .path = PAPER, .state = DOCUMENT_READ, .page = { __VA_ARGS__ }                                       \
    }
#define RECOGNISED(...)                                                                                      \
    {                                                                                                        \
        .path = PAPER, .state = DOCUMENT_READ, .flags = TEXT_RECOGNISED, .page = { __VA_ARGS__ }             \
    }
#define NOT_READ(why)                                                                                        \
    {                                                                                                        \
        .path = PAPER, .state = (why)                                                                        \
    }

#define PLAN "แผนการจัดซื้อจัดจ้าง"
#define OF(year) " ประจำปีงบประมาณ พ.ศ. " year
#define OURS "เทศบาลตำบลบ้านสมมุติ"
#define OTHERS "เทศบาลตำบลท่าตัวอย่าง"
#define PURCHASES                                                                                                                         \
    "ลำดับ | รายการ | วงเงิน\n"                                                                         \
    "1 | โครงการก่อสร้างถนนคอนกรีตสายวัดเก่า | 450,000 บาท\n" \
    "2 | จ้างเหมาบริการกำจัดขยะ | 120,000 บาท"

#define SPENT                                                                                                                                \
    "โครงการ | งบประมาณ | เบิกจ่ายแล้ว | ผลการดำเนินงาน\n" \
    "โครงการก่อสร้างถนนสายวัดเก่า | 450,000 บาท | 200,000 บาท | ดำเนินการแล้วร้อยละ 45"

#define REPORT "รายงานผลการจัดซื้อจัดจ้าง"

static const struct question report = {2566, "O22", REPORT};
static const struct question plan = {2566, "O19", PLAN};

/* What stands on the link, what came of the file, and the verdict that they must bring. */
struct trial {
    const char *words;
    struct paper_file file;
    enum verdict want;
};

static struct small_site
site_of(struct world *w, const struct question *q, const char *words, const struct paper_file *file)
{
    struct sheet *page = ARENA_NEW(w->arena, struct sheet);

    *page = (struct sheet){"/page", q->title,
                           arena_printf(w->arena, "<p><a href='" PAPER "'>%s</a></p>", words).p};
    return (struct small_site){.sheet = page, .sheet_n = 1, .file = file, .file_n = 1};
}

static const struct item_result *
expect_paper(struct world *w, const struct question *q, const char *words, const struct paper_file *file,
             enum verdict want)
{
    struct small_site s = site_of(w, q, words, file);

    return expect(w, q, &s, want);
}

static void
expect_all(struct world *w, const struct question *q, const struct trial *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        expect_paper(w, q, t[i].words, &t[i].file, t[i].want);
}

/* A document of one page: its top, so many lines of a plan, and its last line. */
static const char *
long_paper(struct world *w, const char *top, int lines, const char *last)
{
    struct str text = str_of(top);

    for (int i = 1; i <= lines; i++)
        text = arena_printf(w->arena, "%.*s\nโครงการที่ %d จ้างเหมาบริการ วงเงิน 9,000 บาท", STR_ARGS(text), i);
    return arena_printf(w->arena, "%.*s\n%s", STR_ARGS(text), last).p;
}

/* Missing, and the report names the file and what is wrong with it. */
static void
expect_missing(struct world *w, const struct paper_file *file, enum missing_problem problem)
{
    struct small_site s = site_of(w, &plan, PLAN OF("2566"), file);
    struct scorecard card = {0};
    bool named = false;

    expect_verdict(w, &plan, &s, judge_item(w, &plan, &s, &card), VERDICT_MISSING);
    for (size_t i = 0; i < card.missing_n; i++)
        named |= str_eq(card.missing[i].url, STR(HOST PAPER)) && card.missing[i].problem == problem;
    if (!named)
        fail_msg("the file is not named as %s", missing_name(problem));
}

static const struct element_result *
element(const struct item_result *r, const char *id)
{
    for (size_t i = 0; i < r->element_n; i++)
        if (str_eq(r->element[i].id, str_of(id)))
            return &r->element[i];
    fail_msg("no element %s", id);
    return NULL;
}

/* What a visitor would find when following the proof. */
static void
expect_quote(const struct evidence *e, enum where where, int page, const char *words)
{
    assert_true(str_eq(e->url, STR(HOST PAPER)));
    assert_int_equal(e->where, where);
    assert_int_equal(e->page, page);
    if (str_find(e->quote, str_of(words), 0) == STR_NOT_FOUND)
        fail_msg("\"%s\" expected in the quote: %.*s", words, STR_ARGS(e->quote));
}

static void
expect_words(struct world *w, const struct say *say, const char *words)
{
    struct str text = say_text(w->arena, say, LANG_EN);

    if (str_find(text, str_of(words), 0) == STR_NOT_FOUND)
        fail_msg("\"%s\" expected: %.*s", words, STR_ARGS(text));
}

static void
expect_doubt(struct world *w, const struct item_result *r, const char *words)
{
    for (size_t i = 0; i < r->doubt_n; i++)
        if (str_find(say_text(w->arena, &r->doubt[i], LANG_EN), str_of(words), 0) != STR_NOT_FOUND)
            return;
    fail_msg("no doubt says \"%s\"", words);
}

/* ------------------------------------------------------------------ of which year */

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

#define SURVEY "รายงานผลการสำรวจความพึงพอใจ"

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

/* ------------------------------------------------------------------ whose it is, and what */

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

#define RISK "การประเมินความเสี่ยงการทุจริต"

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

#define BODY "\nวงเงิน 900,000 บาท\nปัญหาอุปสรรคและข้อเสนอแนะ ไม่มี"

/* Given: a report called after the year, and below its title a line that says from when to when.  Expected:
 * that line tells the half from the whole; where it is of another year than the title a person must look. */
static void
the_line_below_the_title_says_from_when_to_when(void **state)
{
    struct world *w = *state;
    const struct item_result *r;
    const struct trial t[] = {
        {REPORT, READ(REPORT OF("2565") "\n" OURS "\n(ตุลาคม 2564 – มีนาคม 2565)" BODY), VERDICT_PARTIAL},
        {REPORT, READ(REPORT OF("2565") "\n" OURS "\nระหว่างวันที่ 1 ตุลาคม 2564 ถึงวันที่ 31 มีนาคม 2565" BODY),
         VERDICT_PARTIAL},
        {REPORT, READ(REPORT OF("2565") "\nรอบ 6 เดือนแรก\n" OURS BODY), VERDICT_PARTIAL},
        {REPORT, READ(REPORT OF("2565") "\n" OURS "\n(ตุลาคม 2564 – กันยายน 2565)" BODY), VERDICT_FOUND},
        {REPORT, READ(REPORT OF("2565") "\nรอบ 12 เดือน\n" OURS BODY), VERDICT_FOUND},
        {REPORT, READ(REPORT OF("2565") "\n☐ รอบ 6 เดือน ☑ รอบ 12 เดือน\n" OURS BODY), VERDICT_FOUND},
        {REPORT, READ(REPORT OF("2565") "\nปรับปรุงจากรายงานรอบ 6 เดือนที่เสนอสภาแล้ว\n" OURS BODY), VERDICT_FOUND},
        {REPORT, READ(REPORT OF("2565") "\n" OURS "\n(ตุลาคม 2563 – กันยายน 2564)" BODY), VERDICT_REVIEW},
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

/* Given: only another municipality stands on the first lines.  Expected: refused; where ours stands there
 * too, or the other comes far below, it is ours. */
static void
another_municipalitys_paper_is_refused(void **state)
{
    const struct trial trial[] = {
        {PLAN OF("2566"), READ(PLAN OF("2566") "\n" OTHERS "\n" PURCHASES), VERDICT_MISSING},
        {PLAN OF("2566"), READ("ประกาศ\nเรื่อง" PLAN OF("2566") "\nลงชื่อ\nนายกเทศมนตรี\n" OTHERS "\n" PURCHASES),
         VERDICT_MISSING},
        {PLAN OF("2566"), READ(PLAN OF("2566") "\n" OURS "\n" OTHERS "\n" PURCHASES), VERDICT_FOUND},
        {PLAN OF("2566"), READ(PLAN OF("2566") "\n" OTHERS "\nร่วมกับ" OURS "\n" PURCHASES), VERDICT_FOUND},
        {PLAN OF("2566"), READ(PLAN OF("2566") "\n" OURS "\n" PURCHASES), VERDICT_FOUND},
    };
    const struct paper_file far[] = {
        READ(long_paper(*state, PLAN OF("2566") "\nถึง " OTHERS, 20, OURS)),
        READ(long_paper(*state, PLAN OF("2566") "\nถึง " OTHERS, 45, OURS)),
        READ(long_paper(*state, PLAN OF("2566"), 45, OTHERS)),
    };

    expect_all(*state, &plan, trial, COUNT(trial));
    expect_paper(*state, &plan, PLAN OF("2566"), &far[0], VERDICT_FOUND);
    expect_paper(*state, &plan, PLAN OF("2566"), &far[1], VERDICT_MISSING);
    expect_paper(*state, &plan, PLAN OF("2566"), &far[2], VERDICT_FOUND);
}

/* Given: the first lines say that it is a draft.  Expected: refused, whatever the link says. */
static void
a_paper_that_calls_itself_a_draft_is_refused(void **state)
{
    const struct paper_file draft = READ("(ร่าง) " PLAN OF("2566") "\n" OURS "\n" PURCHASES);

    expect_paper(*state, &plan, PLAN OF("2566"), &draft, VERDICT_MISSING);
}

/* Given: the paper bears the name of another item, whatever link and place say.  Expected: refused where it
 * lacks what is asked for; the thing itself under two names is not. */
static void
a_paper_of_another_item_is_refused(void **state)
{
    struct world *w = *state;
    const struct question risks = {2567, "O31", "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต"};
    const struct trial t[] = {
        {REPORT OF("2565"), READ(PLAN OF("2565") "\n" OURS "\n" PURCHASES), VERDICT_MISSING},
        {"ดาวน์โหลด", READ(PLAN OF("2565") "\n" OURS "\n" PURCHASES), VERDICT_MISSING},
        {REPORT OF("2565"), READ(PLAN "และ" REPORT OF("2565") "\n" OURS BODY), VERDICT_FOUND},
    };
    const struct trial risk = {"รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต" OF("2566"),
                               READ(RISK OF("2566") "\n" OURS "\nเหตุการณ์ความเสี่ยง ระดับความเสี่ยง"),
                               VERDICT_MISSING};

    expect_all(w, &report, t, COUNT(t));
    expect_all(w, &risks, &risk, 1);
    expect_reason(w, expect_paper(w, &report, t[0].words, &t[0].file, VERDICT_MISSING), "something else");
}

/* Given: where the year stands a row of dots, with a year written into it or without.  Expected: without, it
 * is a form to be filled in. */
static void
a_form_with_a_blank_for_the_year_is_refused(void **state)
{
    const struct question gifts = {2568, "O22", "รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา"};
    const char *name = "รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา";
    const struct trial t[] = {
        {name,
         READ("รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา\nประจำปีงบประมาณ พ.ศ. ..........\nชื่อผู้รับ .......... "
              "จำนวน "
              ".......... ครั้ง"),
         VERDICT_MISSING},
        {name,
         READ("รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา\nประจำปีงบประมาณ พ.ศ. .....2568.....\n" OURS
              "\nจำนวน 0 ครั้ง ไม่มีผู้รับ"),
         VERDICT_FOUND},
    };

    expect_all(*state, &gifts, t, COUNT(t));
}

/* Given: a body of the state on the cover.  Expected: the paper is its own, unless ours stands there too. */
static void
a_paper_of_the_state_is_refused(void **state)
{
    const struct question acts = {2566, "O36", "แผนปฏิบัติการป้องกันการทุจริต"};
    const char *words = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566-2570)";
    const struct trial t[] = {
        {words, READ("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566-2570)\nกระทรวงมหาดไทย\nโครงการ งบประมาณ"),
         VERDICT_MISSING},
        {words, READ("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566-2570)\nสำนักงาน ป.ป.ช.\nโครงการ งบประมาณ"),
         VERDICT_MISSING},
        {words,
         READ("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566-2570)\n" OURS
              "\nกรมส่งเสริมและพัฒนาท้องถิ่นตัวอย่าง กระทรวงมหาดไทย\nโครงการ งบประมาณ"),
         VERDICT_FOUND},
        {words, READ("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566-2570)\nจัดทำตามแนวทางของสำนักงาน ป.ป.ช.\nโครงการ"),
         VERDICT_FOUND},
    };

    expect_all(*state, &acts, t, COUNT(t));
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

#define GIFT "ประกาศเจตนารมณ์ No Gift Policy"

/* Given: the declaration again where an activity is asked for, once or by title and button.  Expected: a list
 * of one paper that is another item's shows nothing; beside the activity it does no harm. */
static void
a_list_of_anothers_paper_is_none(void **state)
{
    const struct question culture = {2566, "O32", "การสร้างวัฒนธรรม No Gift Policy"};
    const struct paper_file paper = READ(GIFT "จากการปฏิบัติหน้าที่" OF("2566") "\n" OURS "\nจะไม่รับของขวัญทุกชนิด");
    static const struct {
        const char *body;
        enum verdict want;
    } t[] = {
        {"<p><a href='" PAPER "'>" GIFT " 2566</a></p>", VERDICT_MISSING},
        {"<p><a href='" PAPER "'>" GIFT " 2566</a> <a href='" PAPER "'>ดาวน์โหลด</a></p>", VERDICT_MISSING},
        {"<p><a href='" PAPER "'>" GIFT
         " 2566</a></p><p>วันที่ 20 มกราคม 2566 ประชุมถ่ายทอดนโยบาย No Gift Policy แก่พนักงาน</p>",
         VERDICT_FOUND},
    };

    for (size_t i = 0; i < COUNT(t); i++) {
        const struct sheet page = {"/page", "การสร้างวัฒนธรรม No Gift Policy", t[i].body};
        const struct small_site s = {.sheet = &page, .sheet_n = 1, .file = &paper, .file_n = 1};

        expect(*state, &culture, &s, t[i].want);
    }
}

#define INDEX "การประเมินคุณธรรมและความโปร่งใส (ITA) ปี 2566"

/* Given: an index of the year whose links are numbers of items, and the file behind one.  Expected: a paper
 * that says itself what it is counts; one that could not be read is for a person, another item's or another
 * year's index is nothing. */
static void
behind_a_bare_number_the_paper_must_say_what_it_is(void **state)
{
    struct world *w = *state;
    const struct paper_file ours = READ(PLAN OF("2566") "\n" OURS "\n" PURCHASES),
                            old = READ(PLAN OF("2565") "\n" OURS "\n" PURCHASES),
                            theirs = READ(REPORT OF("2565") "\n" OURS BODY),
                            unread = NOT_READ(DOCUMENT_UNREAD);
    const struct {
        const char *title, *body;
        const struct paper_file *file;
        enum verdict want;
    } t[] = {
        {INDEX, "<p><a href='/b.pdf'>O18</a> <a href='" PAPER "'>O19</a> <a href='/c.pdf'>O20</a></p>", &ours,
         VERDICT_FOUND},
        {INDEX, "<p>O19 <a href='" PAPER "'>คลิก</a></p>", &ours, VERDICT_FOUND},
        {INDEX, "<p><a href='" PAPER "'>O๑๙</a></p>", &old, VERDICT_STALE},
        {INDEX, "<p><a href='" PAPER "'>OIT 19</a></p>", &theirs, VERDICT_MISSING},
        {INDEX, "<p><a href='" PAPER "'>O19</a></p>", &unread, VERDICT_REVIEW},
        {INDEX, "<p>O1 <a href='" PAPER "'>19</a></p>", &unread, VERDICT_MISSING},
        {"การประเมินคุณธรรมและความโปร่งใส (ITA) ปี 2565", "<p><a href='" PAPER "'>O19</a></p>", &unread,
         VERDICT_MISSING},
        {"ข่าวประชาสัมพันธ์", "<p><a href='" PAPER "'>O19</a></p>", &unread, VERDICT_MISSING},
    };

    for (size_t i = 0; i < COUNT(t); i++) {
        const struct sheet page = {"/page", t[i].title, t[i].body};
        const struct small_site s = {.sheet = &page, .sheet_n = 1, .file = t[i].file, .file_n = 1};
        const struct item_result *r = expect(w, &plan, &s, t[i].want);

        if (t[i].want == VERDICT_REVIEW)
            expect_reason(w, r, "only the number of the item");
    }
}

/* ------------------------------------------------------------------ what it shows */

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

/* ------------------------------------------------------------------ what came of the file */

/* Given: a file with pages and nothing on them.  Expected: a person is to look at it. */
static void
a_blank_paper_is_for_review(void **state)
{
    const struct paper_file blank = {.path = PAPER, .state = DOCUMENT_EMPTY, .page_n = 2};

    expect_paper(*state, &plan, PLAN OF("2566"), &blank, VERDICT_REVIEW);
}

/* Given: a file of no bytes.  Expected: missing, as an empty page is. */
static void
an_empty_file_is_missing(void **state)
{
    expect_missing(*state, &(struct paper_file)NOT_READ(DOCUMENT_EMPTY), MISSING_EMPTY);
}

/* Given: a file under a password, or a shared drive that asks who is there.  Expected: forbidden. */
static void
what_the_public_cannot_open_is_forbidden(void **state)
{
    expect_missing(*state, &(struct paper_file)NOT_READ(DOCUMENT_LOCKED), MISSING_FORBIDDEN);
    expect_missing(*state, &(struct paper_file)NOT_READ(DOCUMENT_PERMISSION), MISSING_FORBIDDEN);
}

/* Given: a web page instead of the file.  Expected: the link is dead. */
static void
a_web_page_instead_of_a_file_is_dead(void **state)
{
    expect_missing(*state, &(struct paper_file)NOT_READ(DOCUMENT_WEB_PAGE), MISSING_DEAD);
}

/* Given: a file on which the reader failed.  Expected: for review, never missing, also where its name is only
 * like the item's. */
static void
what_broke_the_reader_is_for_review(void **state)
{
    static const enum document_state broken[] = {DOCUMENT_DAMAGED, DOCUMENT_CRASHED, DOCUMENT_TIMEOUT,
                                                 DOCUMENT_TOO_LARGE};
    const struct question misspelt = {2566, "O19", "แผนการจับซื้อจัดจ้าง"};

    for (size_t i = 0; i < COUNT(broken); i++) {
        const struct paper_file file = NOT_READ(broken[i]);

        expect_paper(*state, &plan, PLAN OF("2566"), &file, VERDICT_REVIEW);
        expect_paper(*state, &plan, PLAN, &file, VERDICT_REVIEW);
        expect_paper(*state, &misspelt, "แผนการจับซื้อจัดจ้าง" OF("2566"), &file, VERDICT_REVIEW);
    }
}

/* Given: a file that this machine cannot read, or did not come to.  Expected: its link speaks for it, with a
 * doubt. */
static void
the_link_speaks_for_what_we_cannot_read(void **state)
{
    static const enum document_state unread[] = {DOCUMENT_SCAN, DOCUMENT_GARBLED, DOCUMENT_NO_READER,
                                                 DOCUMENT_LIMIT};

    for (size_t i = 0; i < COUNT(unread); i++) {
        const struct paper_file file = NOT_READ(unread[i]);
        const struct item_result *r = expect_paper(*state, &plan, PLAN OF("2566"), &file, VERDICT_FOUND);

        expect_doubt(*state, r, "could not be read");
        assert_int_equal(element(r, "plan")->met, MET_UNKNOWN);
    }
}

/* Given: bytes of no kind that is known, under the name of a PDF and under a name that says nothing of its
 * kind. Expected: for review where the name is belied, as any damaged file; else the link speaks for it. */
static void
bytes_that_belie_the_name_are_for_review(void **state)
{
    static const struct {
        const char *href, *path;
        enum verdict want;
    } t[] = {{"<a href='/a.pdf'>" PLAN OF("2566") "</a>", "/a.pdf", VERDICT_REVIEW},
             {"<a href='/a.zip'>" PLAN OF("2566") "</a>", "/a.zip", VERDICT_FOUND},
             {"<a href='/a.xls'>" PLAN OF("2566") "</a>", "/a.xls",
              VERDICT_FOUND}}; /* may be XML, which Excel opens */

    for (size_t i = 0; i < COUNT(t); i++) {
        const struct sheet page = {"/page", PLAN, t[i].href};
        const struct paper_file file = {.path = t[i].path, .state = DOCUMENT_UNSUPPORTED};
        const struct small_site s = {.sheet = &page, .sheet_n = 1, .file = &file, .file_n = 1};

        expect(*state, &plan, &s, t[i].want);
    }
}

/* Given: the site's own words promise a plan, and the file is a neighbour's.  Expected: the reason says so,
 * the file is named, and the link is to be mended. */
static void
a_promise_that_the_file_belies_is_told(void **state)
{
    struct world *w = *state;
    const struct paper_file file =
        READ(PLAN OF("2566") "\n" OTHERS "\nโครงการจ้างก่อสร้างถนน วงเงิน 500,000 บาท");
    struct small_site s = site_of(w, &plan, PLAN OF("2566"), &file);
    const struct item_result *r = judge_item(w, &plan, &s, NULL);

    expect_missing(w, &file, MISSING_ELSEWHERE);
    expect_reason(w, r, "the document itself is another agency's");
    assert_true(r->evidence_n > 0 && str_eq(r->evidence[0].url, STR(HOST PAPER)));
    assert_true(str_find(r->fix, STR("Make the link"), 0) != STR_NOT_FOUND);
}

/* Given: papers whose body mentions what speaks against their topic: who answered a questionnaire, a measure
 * of internal control.  Expected: found, while a questionnaire and papers of internal control are not. */
static void
what_the_body_mentions_does_not_make_it_another_thing(void **state)
{
    struct world *w = *state;
    const struct question survey = {2566, "O17", "รายงานผลการสำรวจความพึงพอใจการให้บริการ"},
                          risk = {2566, "O34", "การประเมินความเสี่ยงการทุจริต"};
    const struct trial surveys[] = {
        {"รายงานผล",
         READ("รายงานผลการสำรวจความพึงพอใจ" OF("2565") "\n" OURS "\nผู้ตอบแบบสอบถาม 400 คน พึงพอใจร้อยละ 95.20"),
         VERDICT_FOUND},
        {"รายงานผล",
         READ("รายงานผลการสำรวจความพึงพอใจ" OF("2565") "\nโดยใช้แบบสอบถามเป็นเครื่องมือ จำนวน 400 ชุด\nร้อยละ 95"),
         VERDICT_FOUND},
        {"รายงานผล", READ("แบบสอบถามความพึงพอใจ" OF("2565") "\nข้อมูลทั่วไปของผู้ตอบแบบสอบถาม\nเพศ ( ) ชาย ( ) หญิง"),
         VERDICT_MISSING},
    };
    const struct trial risks[] = {
        {"รายงาน", READ("การประเมินความเสี่ยงการทุจริต" OF("2566") "\nเหตุการณ์ความเสี่ยง ระดับ มาตรการควบคุมภายใน"),
         VERDICT_FOUND},
        {"รายงาน", READ("รายงานการประเมินผลการควบคุมภายใน" OF("2566") "\nความเสี่ยง ระดับ การควบคุม"),
         VERDICT_MISSING},
    };

    expect_all(w, &survey, surveys, sizeof surveys / sizeof *surveys);
    expect_all(w, &risk, risks, sizeof risks / sizeof *risks);
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

/* Given: alone on an item's page, a file called by the name of another item.  Expected: what it says itself
 * decides. */
static void
the_only_file_of_a_page_speaks_for_itself(void **state)
{
    const struct question procedure = {2566, "O27", "การจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"};
    const struct trial trial[] = {
        {"คู่มือการปฏิบัติงาน",
         READ("คู่มือการปฏิบัติงาน\nการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ\nช่องทางการร้องเรียน ขั้นตอน ผู้รับผิดชอบ "
              "งานนิติการ ระยะเวลา 15 วัน"),
         VERDICT_FOUND},
        {"คู่มือการปฏิบัติงาน", READ("คู่มือการปฏิบัติงาน\nงานพัฒนาชุมชน\nช่องทาง ขั้นตอน ผู้รับผิดชอบ ระยะเวลา 15 วัน"),
         VERDICT_MISSING},
    };

    expect_all(*state, &procedure, trial, sizeof trial / sizeof *trial);
}

/* Given: a file that was read whole, under an item's name, that neither bears the name nor shows anything of
 * it. Expected: a person is to look, as only the place speaks for it. */
static void
a_place_alone_proves_nothing(void **state)
{
    const struct question ethics = {2566, "O41", "การประเมินจริยธรรมเจ้าหน้าที่ของรัฐ"};
    const struct trial trial[] = {
        {"แบบประเมินผลการปฏิบัติงานพนักงานเทศบาล ปี 2566", READ("แบบประเมินผลการปฏิบัติงานพนักงานเทศบาล ปี 2566\n" OURS),
         VERDICT_REVIEW},
        {"เอกสารแนบ", READ("ผลการประเมินพฤติกรรมทางจริยธรรม ปี 2566\nคะแนน ดีมาก"), VERDICT_FOUND},
    };

    expect_all(*state, &ethics, trial, sizeof trial / sizeof *trial);
}

#define GIFTS                                                                                                \
    "เจตนารมณ์นโยบายไม่รับของขวัญ (No Gift Policy)\n" OURS                                                       \
    "\nทุกคนจะไม่รับของขวัญทุกชนิด ก่อน ขณะ และหลังปฏิบัติหน้าที่\nนายกเทศมนตรี\n"

/* Given: a declaration that says no year but the day it was signed.  Expected: as on a page, the day tells;
 * read off a picture, leaves it to a person. */
static void
the_day_of_signing_tells_the_year(void **state)
{
    const struct question gifts = {2566, "O31", "ประกาศเจตนารมณ์นโยบาย No Gift Policy"};
    const struct trial trial[] = {
        {"นโยบาย No Gift Policy", READ(GIFTS "ประกาศ ณ วันที่ 4 มกราคม พ.ศ. 2566"), VERDICT_FOUND},
        {"นโยบาย No Gift Policy", RECOGNISED(GIFTS "ประกาศ ณ วันที่ 4 มกราคม พ.ศ. 2566"), VERDICT_REVIEW},
        {"นโยบาย No Gift Policy", READ(GIFTS "ประกาศ ณ วันที่ 4 มกราคม พ.ศ. 2564"), VERDICT_REVIEW},
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
    assert_true(str_find(r->fix, STR(HOST "/page: "), 0) != STR_NOT_FOUND);
    for (size_t i = 0; i < card.missing_n; i++)
        if (str_eq(card.missing[i].item, STR("O21"))) {
            assert_true(str_eq(card.missing[i].url, STR(HOST "/page")));
            named++;
        }
    assert_int_equal(named, 1);
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

/* Given: an item of two parts, a list and its progress, on a page that has the names of both, and one paper
 * that is called after the list alone.  Expected: it is looked at for the progress too. */
static void
one_paper_may_hold_both_parts(void **state)
{
    const struct question both = {2568, "O12",
                                  "รายการจัดซื้อจัดจ้างและความก้าวหน้าการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2568"};
    const struct paper_file file = READ(
        "รายการจัดซื้อจัดจ้างและความก้าวหน้าการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2568\nระหว่างเดือนตุลาคม 2567 - มีนาคม 2568\n"
        "รายการ | งบประมาณ | แหล่งที่มา | สถานะ | วิธีการจัดซื้อจัดจ้าง | ราคากลาง | ราคาที่ตกลง | ผู้ได้รับคัดเลือก | "
        "เลขที่โครงการในระบบ e-GP\n"
        "ซื้อวัสดุ | 24,000 | เงินงบประมาณ | สิ้นสุดสัญญา | เฉพาะเจาะจง | 24,000 | 23,900 | ร้านตัวอย่าง | 67119999002\n"
        "จ้างซ่อมถนน | 90,000 | เงินงบประมาณ | ลงนามสัญญา | เฉพาะเจาะจง | 90,000 | 89,000 | หจก.ตัวอย่าง | "
        "67119999003");

    expect_paper(*state, &both, "รายการจัดซื้อจัดจ้าง</a> <a href='/b.pdf'>แผนที่ตำบล", &file, VERDICT_FOUND);
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

/* Given: a link by the item's name to a paper whose title is the longer name of another item.  Expected: it
 * is that item's paper where the checklist asks for both, and this one's where it does not. */
static void
a_longer_name_on_the_paper_is_another_items(void **state)
{
    const char *words = "รายงานการรับทรัพย์สินหรือประโยชน์อื่นใด";
    const struct question both = {2567, "O28", "นโยบายไม่รับของขวัญ"}, one = {2566, "O33", both.title};
    const struct paper_file of_2566 = READ(
        "รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา" OF("2566") "\n" OURS "\nไม่มีการรับของขวัญ จำนวน 0 ราย");

    expect_paper(*state, &both, words, &of_2566, VERDICT_MISSING);
    expect_paper(*state, &one, words, &of_2566, VERDICT_FOUND);
}

/* Given: a file that neither its link nor its page says anything of.  Expected: what it calls itself on its
 * first lines counts, as everywhere; what it only mentions does not, nor what recognition read. */
static void
a_paper_that_nothing_names_names_itself(void **state)
{
    struct world *w = *state;
    const struct question nameless = {2566, "O19", "เอกสารเผยแพร่"};
    const struct trial trial[] = {
        {"เอกสารหมายเลข 1", READ(PLAN OF("2566") "\n" OURS "\n" PURCHASES), VERDICT_FOUND},
        {"เอกสารหมายเลข 1", READ(OURS "\nเรื่อง " PLAN OF("2566") "\n" PURCHASES), VERDICT_FOUND},
        {"เอกสารหมายเลข 1", READ(PLAN OF("2565") "\n" OURS "\n" PURCHASES), VERDICT_STALE},
        {"เอกสารหมายเลข 1", READ(PLAN OF("2566") "\n" OTHERS "\n" PURCHASES), VERDICT_MISSING},
        {"เอกสารหมายเลข 1", READ("ขอให้ทุกกองส่งข้อมูลเพื่อประกอบการจัดทำ" PLAN OF("2566") "\n" PURCHASES),
         VERDICT_MISSING},
        {"เอกสารหมายเลข 1", READ("บันทึก\nถึงทุกกอง\nเพื่อทราบ\n" PLAN OF("2566") "\n" PURCHASES), VERDICT_MISSING},
        {"เอกสารหมายเลข 1", RECOGNISED(PLAN OF("2566") "\n" OURS "\n" PURCHASES), VERDICT_MISSING},
    };

    expect_all(w, &nameless, trial, COUNT(trial));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_paper_that_nothing_names_names_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_number_of_an_order_is_of_a_calendar_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_paper_may_hold_both_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(months_in_its_title_are_those_of_the_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_longer_name_on_the_paper_is_another_items, set_up, tear_down),
        cmocka_unit_test_setup_teardown(its_own_title_states_the_year_of_a_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_far_below_tell_of_other_papers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(recognised_years_never_decide, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_link_may_narrow_a_paper_to_half_a_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_link_does_not_narrow_months_of_the_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_is_of_the_years_its_rows_begin_with, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_of_half_a_year_are_no_report_of_the_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_title_over_nothing_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_of_a_workbook_are_amounts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_line_below_the_title_says_from_when_to_when, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_line_below_the_title_of_a_page_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_table_shows_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_municipalitys_paper_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paper_that_calls_itself_a_draft_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paper_of_another_item_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_form_with_a_blank_for_the_year_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paper_of_the_state_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bracket_over_two_lines_is_one_period, set_up, tear_down),
        cmocka_unit_test_setup_teardown(that_nobody_complained_is_said_in_many_ways, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_of_anothers_paper_is_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(behind_a_bare_number_the_paper_must_say_what_it_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(only_a_wholly_read_paper_lacks_an_element, set_up, tear_down),
        cmocka_unit_test_setup_teardown(months_beside_a_project_show_its_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_proof_quotes_the_page_of_the_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paper_that_says_there_is_nothing_is_no_proof, set_up, tear_down),
        cmocka_unit_test_setup_teardown(that_nothing_happened_is_a_disclosure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_blank_paper_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_file_is_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_public_cannot_open_is_forbidden, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_web_page_instead_of_a_file_is_dead, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_broke_the_reader_is_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_link_speaks_for_what_we_cannot_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_that_belie_the_name_are_for_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_promise_that_the_file_belies_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_body_mentions_does_not_make_it_another_thing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(months_as_heads_of_columns_are_a_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_only_file_of_a_page_speaks_for_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_place_alone_proves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_day_of_signing_tells_the_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_paper_may_hold_all_months, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_list_of_a_series_is_to_be_completed, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
