/* Whose a document is and what it is: another agency's, another item's, a form, or this item's under another
 * name. */
#include "tests/unit/paper_sample.h"

/* Given: the form of the gift report as it is handed out, in one line, and the same filled in.  Expected:
 * only what somebody filled in reports. */
static void
rows_of_dots_on_one_line_are_a_form(void **state)
{
    const struct question gifts = {2568, "O22", "รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา"};
    const char *name = "รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา";
    const struct trial t[] = {
        {name,
         READ("แบบรายงานการรับทรัพย์สินหรือประโยชน์อื่นใด\nชื่อผู้รับ ................ ตำแหน่ง ................ สิ่งที่ได้รับ "
              "................ มูลค่า ................ บาท"),
         VERDICT_MISSING},
        {name,
         READ("แบบรายงานการรับทรัพย์สินหรือประโยชน์อื่นใด ปีงบประมาณ พ.ศ. 2568\n" OURS "\nจำนวน 0 ครั้ง ไม่มีผู้รับ\nลงชื่อ "
              "................ ผู้รายงาน ................"),
         VERDICT_FOUND},
    };

    expect_all(*state, &gifts, t, COUNT(t));
}

/* Given: under the name of the report of results a paper that calls itself a plan, with and without results.
 * Expected: the plan alone is another thing. */
static void
a_plan_is_no_report_of_its_results(void **state)
{
    const struct question risks = {2567, "O31", "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต"};
    const char *words = "รายงานผลการจัดการความเสี่ยงการทุจริต" OF("2566");
    const struct trial t[] = {
        {words,
         READ("รายงานการจัดการความเสี่ยงการทุจริต ปี 2566\n" OURS
              "\nแผนบริหารจัดการความเสี่ยงการทุจริต" OF("2566") "\nเหตุการณ์ การเรียกรับเงิน วิธีที่จะทำ แขวนป้ายประกาศ"),
         VERDICT_MISSING},
        {words,
         READ("รายงานผลการดำเนินการตาม\nแผนบริหารจัดการความเสี่ยงการทุจริต" OF(
             "2566") "\n" OURS "\nเหตุการณ์ การเรียกรับเงิน วิธีที่จะทำ แขวนป้ายประกาศ"),
         VERDICT_FOUND},
        {words,
         READ("รายงานการจัดการความเสี่ยงการทุจริต ปี 2566\n" OURS "\nแผนบริหารจัดการความเสี่ยงการทุจริต" OF(
             "2566") "\nมาตรการ แขวนป้ายประกาศ ผลการดำเนินการ ดำเนินการแล้วเสร็จครบทุกจุด ไม่พบการทุจริต"),
         VERDICT_FOUND},
    };

    expect_all(*state, &risks, t, COUNT(t));
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
 * lacks half of what is asked for, for a person where it shows that all the same; the thing itself under two
 * names is found. */
static void
a_paper_of_another_item_is_refused(void **state)
{
    struct world *w = *state;
    const struct question risks = {2567, "O31", "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต"};
    const struct trial t[] = {
        {REPORT OF("2565"), READ(PLAN OF("2565") "\n" OURS "\n" PURCHASES), VERDICT_MISSING},
        {"ดาวน์โหลด", READ(PLAN OF("2565") "\n" OURS "\n" PURCHASES), VERDICT_MISSING},
        {REPORT OF("2565"), READ(PLAN "และ" REPORT OF("2565") "\n" OURS FIGURES), VERDICT_FOUND},
    };
    const struct trial risk = {"รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต" OF("2566"),
                               READ(RISK OF("2566") "\n" OURS "\nเหตุการณ์ความเสี่ยง ระดับความเสี่ยง"),
                               VERDICT_MISSING};

    const struct question assessed = {2566, "O34", RISK};
    const struct trial both = {
        RISK OF("2566"),
        READ("รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต" OF(
            "2566") "\n" OURS "\nเหตุการณ์ความเสี่ยง ระดับความเสี่ยง มาตรการควบคุม ผลการดำเนินการ"),
        VERDICT_REVIEW};

    const struct question bought = {2568, "O13", REPORT "ประจำปี"};
    const struct trial hired = {REPORT OF("2567"),
                                READ("รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล" OF(
                                    "2567") "\n" OURS "\nฝึกอบรม 26 หลักสูตร\nปัญหาอุปสรรค ไม่มี ข้อเสนอแนะ ไม่มี"),
                                VERDICT_MISSING};

    expect_all(w, &report, t, COUNT(t));
    expect_all(w, &bought, &hired, 1);
    expect_all(w, &risks, &risk, 1);
    expect_all(w, &assessed, &both, 1);
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
                            theirs = READ(REPORT OF("2565") "\n" OURS FIGURES),
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
 * first lines counts, as everywhere; what it only mentions does not, nor what recognition read, nor what
 * stands below a first line that is about something else. */
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
        {"เอกสารหมายเลข 1", READ("ประชุมคณะกรรมการพัสดุ\n" PLAN OF("2566") "\n" PURCHASES), VERDICT_MISSING},
    };

    expect_all(w, &nameless, trial, COUNT(trial));
}

/*
 * Given: a file that words of another item lead to, or that stands in a row with one or with words against
 * its own, and a cover whose lines came as one. Expected: what it calls itself counts all the same, behind
 * whose it is, and up to its year.
 */
static void
what_a_paper_calls_itself_counts_beside_its_link(void **state)
{
    struct world *w = *state;
    const struct question called = {2566, "O19", "เอกสารเผยแพร่"};
    const struct trial trial[] = {
        {"รายการของที่จะใช้ปีนี้", READ("ของใช้ปี 66 " OURS " " PLAN OF("2566") "\n" PURCHASES), VERDICT_FOUND},
        {"รายการของที่จะใช้ปีนี้", READ("ของใช้ปี 66\n" PLAN OF("2566") " สรุปผลให้ทุกกองทราบ\n" PURCHASES),
         VERDICT_FOUND},
        {"รายการของที่จะใช้ปีนี้", READ("ของใช้ปี 66\nสรุปผลให้ทุกกองทราบตาม" PLAN OF("2566") "\n" PURCHASES),
         VERDICT_MISSING},
    };
    const struct paper_file ours = READ(PLAN OF("2566") "\n" OURS "\n" PURCHASES);
    const struct sheet row = {
        "/page", "เอกสารเผยแพร่",
        "<table><tr><td><a href='/b.pdf'>" REPORT OF("2565") "</a></td><td><a href='" PAPER
                                                             "'>รายการของที่จะใช้</a></td></tr></table>"};

    const struct sheet told = {"/page", "เอกสารเผยแพร่",
                               "<table><tr><td>เล่มนี้แจกในที่ประชุมสภา</td><td><a href='" PAPER
                               "'>ดาวน์โหลด</a></td></tr></table>"};

    expect_all(w, &called, trial, COUNT(trial));
    expect(w, &called, &(struct small_site){.sheet = &told, .sheet_n = 1, .file = &ours, .file_n = 1},
           VERDICT_FOUND);
    expect(w, &called, &(struct small_site){.sheet = &row, .sheet_n = 1, .file = &ours, .file_n = 1},
           VERDICT_FOUND);
}

/*
 * Given: a report by the item's name whose lines are rows of dots; numbered ones; the same filled in.
 * Expected: the form proves nothing, the report does.
 */
static void
a_form_that_nobody_filled_in_proves_nothing(void **state)
{
    struct world *w = *state;
    const struct question gifts = {2566, "O33", "รายงานผลตามนโยบาย No Gift Policy"};
    const char *words = "รายงานผลตามนโยบาย No Gift Policy ปี 2566";
    const struct paper_file
        form = READ("รายงานผลตามนโยบาย No Gift Policy" OF(
            "2566") "\nหน่วยงาน ..............................\n"
                    "จำนวนของขวัญที่ได้รับ .............. ชิ้น\nลงชื่อ .............................. ผู้รายงาน"),
        numbered = READ("แบบรายงานผลตามนโยบาย No Gift Policy" OF(
            "2566") "\nชื่อหน่วยงาน ..............................\n"
                    "1. การประกาศนโยบาย ( ) มี ( ) ไม่มี วันที่ ..............\n"
                    "2. การปลุกจิตสำนึก จำนวนครั้ง .............. รายละเอียด ..............\n"
                    "3. การรับของขวัญ จำนวน .............. รายการ\n4.............................."),
        table = READ("แบบรายงานผลตามนโยบาย No Gift Policy" OF(
            "2566") "\n" OURS "\nหน่วยงาน ..............................\n"
                    "ของเจ้าหน้าที่ทุกระดับ\nลำดับที่ ชื่อผู้รับ รายการ มูลค่า\n"
                    "1 ................ ................ ..........\n"
                    "2 ................ ................ ..........\n"
                    "ลงชื่อ .............................. ผู้รายงาน"),
        boxes = READ("แบบรายงานผลตามนโยบาย No Gift Policy" OF(
            "2566") "\n"
                    "ชื่อผู้รายงาน ........................ ตำแหน่ง ........................\n"
                    "ข้อ 1 ประกาศนโยบาย  ( ) ทำแล้ว ( ) ยังไม่ทำ\nข้อ 2 ปลุกจิตสำนึก  ( ) ทำแล้ว ( ) ยังไม่ทำ\n"
                    "ลงชื่อ .............................. ผู้รายงาน"),
        filled = READ("รายงานผลตามนโยบาย No Gift Policy" OF(
            "2566") "\nหน่วยงาน ......" OURS "......\n"
                    "จำนวนของขวัญที่ได้รับ ......0....... ชิ้น\nไม่มีการรับของขวัญ\n"
                    "ลงชื่อ .............................. ผู้รายงาน");

    expect_paper(w, &gifts, words, &form, VERDICT_MISSING);
    expect_paper(w, &gifts, words, &numbered, VERDICT_MISSING);
    expect_paper(w, &gifts, words, &table, VERDICT_MISSING);
    expect_paper(w, &gifts, words, &boxes, VERDICT_MISSING);
    expect_paper(w, &gifts, words, &filled, VERDICT_FOUND);
}

#define FIGURE(n) "<a href='/f" n ".pdf'>" n "</a> "

/*
 * Given: an index of the year whose links are figures without a letter; a few of them, or nearly all items'.
 * Expected: a few may be pages of a list; those of all items are their numbers, and what is read there
 * counts.
 */
static void
figures_of_all_items_are_their_numbers(void **state)
{
    struct world *w = *state;
    const struct paper_file ours = READ("รายการของที่จะใช้" OF("2566") "\n" OURS "\n" PURCHASES);
    const struct sheet few = {"/page", INDEX, "<p>" FIGURE("1") FIGURE("2") "<a href='" PAPER "'>19</a></p>"};
    const struct sheet all = {"/page", INDEX,
                              "<p>" FIGURE("1") FIGURE("2") FIGURE("3") FIGURE("4") FIGURE("5") FIGURE("6")
                                  FIGURE("7") FIGURE("8") FIGURE("9") FIGURE("10") "<a href='" PAPER
                                                                                   "'>19</a></p>"};

    expect(w, &plan, &(struct small_site){.sheet = &few, .sheet_n = 1, .file = &ours, .file_n = 1},
           VERDICT_MISSING);
    expect(w, &plan, &(struct small_site){.sheet = &all, .sheet_n = 1, .file = &ours, .file_n = 1},
           VERDICT_PARTIAL);
}

/* Given: a plan that says in its title what its link says, and whose first chapter is called after another
 * item. Expected: the chapter makes no paper of it. */
static void
a_chapter_is_not_what_the_paper_is(void **state)
{
    const struct question risk = {2567, "O30", "แผนป้องกันการทุจริต"};
    const struct paper_file plan_file =
        READ("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)\n" OURS "\nการประเมินความเสี่ยงการทุจริตในการป้องกัน\n"
             "มาตรการ 1 อบรมพนักงาน 10,000 บาท");

    expect_paper(*state, &risk, "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)", &plan_file, VERDICT_MISSING);
}

/* Given: a paper that a link in everyday words leads to, which calls itself guidelines by the item's name, of
 * the year before.  Expected: it is known by what it calls itself. */
static void
guidelines_are_named_behind_that_word(void **state)
{
    const struct question drive = {2567, "O21", "จริยธรรม"};
    const struct paper_file file = READ(
        "แนวทางปฏิบัติ Dos & Don'ts " OURS OF("2566") "\n"
                                                   "ควรทำ ให้บริการด้วยรอยยิ้ม ไม่ควรทำ ใช้เวลาราชการทำธุระส่วนตัว");

    expect_paper(*state, &drive, "ควรทำ ไม่ควรทำ", &file, VERDICT_STALE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_paper_that_nothing_names_names_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_paper_calls_itself_counts_beside_its_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(guidelines_are_named_behind_that_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_form_that_nobody_filled_in_proves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_of_all_items_are_their_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_paper_may_hold_both_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_longer_name_on_the_paper_is_another_items, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_municipalitys_paper_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paper_that_calls_itself_a_draft_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paper_of_another_item_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_form_with_a_blank_for_the_year_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_of_dots_on_one_line_are_a_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_plan_is_no_report_of_its_results, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paper_of_the_state_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_of_anothers_paper_is_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(behind_a_bare_number_the_paper_must_say_what_it_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_promise_that_the_file_belies_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_body_mentions_does_not_make_it_another_thing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_only_file_of_a_page_speaks_for_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_place_alone_proves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_chapter_is_not_what_the_paper_is, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
