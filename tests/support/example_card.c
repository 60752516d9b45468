/* The example town: tables first, then the card made from them. */
#include "tests/support/example_card.h"
#include <assert.h>
#include <string.h>

#define SITE "https://www.tuayang.example"
#define ITA "ITA 2565"
#define ITEMS 43
#define SUBS 7

static const struct {
    const char *id, *thai, *english, *indicator;
} subs[SUBS] = {
    {"9.1", "ข้อมูลพื้นฐาน", "basic information", "9"},
    {"9.2", "การบริหารงาน", "administration", "9"},
    {"9.3", "การบริหารเงินงบประมาณ", "budget management", "9"},
    {"9.4", "การบริหารและพัฒนาทรัพยากรบุคคล", "human resources", "9"},
    {"9.5", "การส่งเสริมความโปร่งใส", "promotion of transparency", "9"},
    {"10.1", "การดำเนินการเพื่อป้องกันการทุจริต", "actions to prevent corruption", "10"},
    {"10.2", "มาตรการภายในเพื่อป้องกันการทุจริต", "internal measures to prevent corruption", "10"},
};

static const struct {
    const char *thai, *english, *sub;
    enum verdict verdict;
    const char *previous, *slug, *owner;
} items[ITEMS] = {
    {"โครงสร้าง", "organisation structure", "9.1", VERDICT_FOUND, "found", "/organization", "สำนักปลัด"},
    {"ข้อมูลผู้บริหาร", "executives", "9.1", VERDICT_FOUND, "found", "/board", "สำนักปลัด"},
    {"อำนาจหน้าที่", "duties and powers", "9.1", VERDICT_FOUND, "found", "/duty", "สำนักปลัด"},
    {"แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", "strategic or development plan", "9.1", VERDICT_FOUND, "found",
     "/files/plan-2566-2570.pdf", "กองยุทธศาสตร์"},
    {"ข้อมูลการติดต่อ", "contact information", "9.1", VERDICT_FOUND, "found", "/contact", "สำนักปลัด"},
    {"กฎหมายที่เกี่ยวข้อง", "relevant laws", "9.1", VERDICT_WAIVED, "missing", "/law", "งานนิติการ"},
    {"ข่าวประชาสัมพันธ์", "news", "9.1", VERDICT_FOUND, "found", "/news", "สำนักปลัด"},
    {"Q&A", "question-and-answer channel", "9.1", VERDICT_FOUND, "found", "/qa", "สำนักปลัด"},
    {"Social Network", "social network", "9.1", VERDICT_UNASSESSED, "found", "/", "สำนักปลัด"},
    {"แผนดำเนินงานประจำปี", "annual action plan", "9.2", VERDICT_FOUND, "found", "/files/op-2565.pdf",
     "กองยุทธศาสตร์"},
    {"รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน", "6-month progress report on the action plan", "9.2",
     VERDICT_STALE, "stale",
     "/%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99/%E0%B8%A3%E0%B8%AD%E0%B8%9A-6-"
     "%E0%B9%80%E0%B8%94%E0%B8%B7%E0%B8%AD%E0%B8%99-2564.pdf",
     "กองยุทธศาสตร์"},
    {"รายงานผลการดำเนินงานประจำปี", "annual performance report", "9.2", VERDICT_FOUND, "found",
     "/files/op-report-2564.pdf", "กองยุทธศาสตร์"},
    {"คู่มือหรือมาตรฐานการปฏิบัติงาน", "officers' manual or work standard", "9.2", VERDICT_FOUND, "found",
     "/manual/work", "สำนักปลัด"},
    {"คู่มือหรือมาตรฐานการให้บริการ", "service manual or standard", "9.2", VERDICT_FOUND, "found",
     "/manual/service", "สำนักปลัด"},
    {"ข้อมูลเชิงสถิติการให้บริการ", "service statistics", "9.2", VERDICT_FOUND, "found", "/oit/o15", "สำนักปลัด"},
    {"รายงานผลการสำรวจความพึงพอใจการให้บริการ", "service satisfaction survey report", "9.2", VERDICT_MISSING,
     "found", "/files/satisfaction-2564.pdf", "สำนักปลัด"},
    {"E-Service", "online service", "9.2", VERDICT_REVIEW, "review", "/eservice", "สำนักปลัด"},
    {"แผนการใช้จ่ายงบประมาณประจำปี", "annual spending plan", "9.3", VERDICT_FOUND, "found",
     "/files/budget-2565.pdf", "กองคลัง"},
    {"รายงานการกำกับติดตามการใช้จ่ายงบประมาณประจำปี รอบ 6 เดือน", "6-month spending report", "9.3", VERDICT_FOUND,
     "found", "/oit/o19", "กองคลัง"},
    {"รายงานผลการใช้จ่ายงบประมาณประจำปี", "annual spending report", "9.3", VERDICT_FOUND, "found", "/oit/o20",
     "กองคลัง"},
    {"แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ", "procurement plan", "9.3", VERDICT_FOUND, "found",
     "/procurement/plan", "กองคลัง"},
    {"ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ", "procurement notices", "9.3", VERDICT_FOUND, "found",
     "/procurement", "กองคลัง"},
    {"สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน", "monthly procurement summary", "9.3", VERDICT_FOUND, "missing",
     "/procurement/monthly", "กองคลัง"},
    {"รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี", "annual procurement report", "9.3", VERDICT_PARTIAL,
     "partial", "/files/procure-report-2564.pdf", "กองคลัง (งานพัสดุ)"},
    {"นโยบายการบริหารทรัพยากรบุคคล", "HR policy", "9.4", VERDICT_FOUND, "found", "/oit/o25", "สำนักปลัด"},
    {"การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล", "action under the HR policy", "9.4", VERDICT_FOUND, "found",
     "/oit/o26", "สำนักปลัด"},
    {"หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล", "HR criteria", "9.4", VERDICT_FOUND, "found", "/oit/o27",
     "สำนักปลัด"},
    {"รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี", "annual HR report", "9.4", VERDICT_FOUND, "found",
     "/oit/o28", "สำนักปลัด"},
    {"แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "procedure for handling corruption complaints", "9.5",
     VERDICT_FOUND, "found", "/oit/o29", "งานนิติการ"},
    {"ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "corruption-complaint channel", "9.5", VERDICT_FOUND,
     "found", "/complaint", "งานนิติการ"},
    {"ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "corruption-complaint statistics", "9.5", VERDICT_FOUND,
     "found", "/oit/o31", "งานนิติการ"},
    {"ช่องทางการรับฟังความคิดเห็น", "channel for public opinion", "9.5", VERDICT_FOUND, "found", "/opinion",
     "สำนักปลัด"},
    {"การเปิดโอกาสให้เกิดการมีส่วนร่วม", "opportunity for participation", "9.5", VERDICT_MISSING, "missing",
     "/participation", "กองยุทธศาสตร์"},
    {"นโยบายไม่รับของขวัญ (No Gift Policy)", "No Gift Policy", "10.1", VERDICT_FOUND, "found", "/oit/o34",
     "สำนักปลัด"},
    {"การมีส่วนร่วมของผู้บริหาร", "executive participation", "10.1", VERDICT_FOUND, "found", "/oit/o35", "สำนักปลัด"},
    {"การประเมินความเสี่ยงการทุจริตและประพฤติมิชอบประจำปี", "annual corruption-risk assessment", "10.1",
     VERDICT_FOUND, "found", "/oit/o36", "หน่วยตรวจสอบภายใน"},
    {"การดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบ", "action on corruption risk", "10.1", VERDICT_FOUND,
     "found", "/oit/o37", "หน่วยตรวจสอบภายใน"},
    {"การเสริมสร้างวัฒนธรรมองค์กรตามมาตรฐานทางจริยธรรม", "organisational culture", "10.1", VERDICT_FOUND, "found",
     "/oit/o38", "สำนักปลัด"},
    {"แผนปฏิบัติการป้องกันการทุจริต", "anti-corruption action plan", "10.1", VERDICT_REVIEW, NULL,
     "/files/anticorrupt-66-70.pdf", "สำนักปลัด (งานนิติการ)"},
    {"รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปี รอบ 6 เดือน", "6-month anti-corruption report", "10.1",
     VERDICT_FOUND, "found", "/oit/o40", "สำนักปลัด"},
    {"รายงานผลการดำเนินการป้องกันการทุจริตประจำปี", "annual anti-corruption report", "10.1", VERDICT_FOUND, "found",
     "/oit/o41", "สำนักปลัด"},
    {"มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "internal integrity measures", "10.2", VERDICT_FOUND,
     "found", "/files/ita-measures-2565.pdf", "สำนักปลัด"},
    {"การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "action under the integrity measures",
     "10.2", VERDICT_MISSING, "missing", "/files/ita-report-2565.pdf", "สำนักปลัด"},
};

/* What cannot be said by a table line: words for the items that were not simply found. */
static const struct {
    int item;
    const char *reason, *fix, *quote, *period;
} words[] = {
    {9, N_("A link to the page of the agency is there, but its target asks for a login."), "",
     "เฟซบุ๊ก เทศบาลตำบลตัวอย่าง", ""},
    {11, N_("Only the report of fiscal year 2564 is published."),
     "เผยแพร่รายงานความก้าวหน้าตามแผนดำเนินงาน (O10) รอบ 6 เดือนแรก ปีงบประมาณ พ.ศ. 2565 พร้อมงบประมาณรายโครงการ "
     "ที่หน้าเดิม",
     "รายงานการกำกับติดตามการดำเนินงาน รอบ ๖ เดือน ประจำปีงบประมาณ พ.ศ. ๒๕๖๔", "ปีงบประมาณ พ.ศ. ๒๕๖๔"},
    {16, N_("The menu names the report, but its link is dead."),
     "เผยแพร่รายงานผลการสำรวจความพึงพอใจการให้บริการ ปีงบประมาณ พ.ศ. 2564 และแก้ลิงก์ในเมนู “ITA 2565”", "", ""},
    {17, N_("A form of another provider opens; the program does not fill in forms."), "",
     "บริการออนไลน์ (E-Service)", ""},
    {24, N_("The report is there, but does not show problems and suggestions."),
     "เพิ่มหัวข้อ “ปัญหา อุปสรรค และข้อเสนอแนะ” ในรายงานจัดซื้อจัดจ้าง ปี 2564 หากไม่มีปัญหาให้คงหัวข้อไว้และระบุว่า “ไม่มี”",
     "รายงานผลการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2564", "ปีงบประมาณ พ.ศ. 2564"},
    {33, N_("No page, link or document speaks of it."),
     "เผยแพร่กิจกรรมที่ประชาชนมีส่วนร่วมในปีงบประมาณ พ.ศ. 2565 เช่น การประชุมประชาคม พร้อมภาพและสรุปผล ใต้เมนู "
     "“การมีส่วนร่วม”",
     "", ""},
    {39, N_("The file holds only pictures of pages; a person must read it."), "",
     "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566-2570", "พ.ศ. 2566-2570"},
    {43, N_("The page for it is empty."),
     "เผยแพร่รายงานผลการดำเนินการตามมาตรการ (O42) ปีงบประมาณ พ.ศ. 2565 ที่หน้า O43 ซึ่งยังว่างอยู่", "", ""},
};

static const struct missing_url gone[] = {
    {STR("O11"),
     STR(SITE "/%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99/%E0%B8%A3%E0%B8%AD%E0%B8%9A-6-"
              "%E0%B9%80%E0%B8%94%E0%B8%B7%E0%B8%AD%E0%B8%99-2564.pdf"),
     MISSING_OLD, 200, STR(SITE "/ita-2565"), STR("O11 รายงานการกำกับติดตาม รอบ 6 เดือน"),
     STR("รายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2565 (ต.ค. 2564 - มี.ค. 2565)"), STR_NONE},
    {STR("O16"), STR(SITE "/files/satisfaction-2564.pdf"), MISSING_DEAD, 404, STR(SITE "/ita-2565"),
     STR("O16 รายงานผลการสำรวจความพึงพอใจการให้บริการ"),
     STR("รายงานผลการสำรวจความพึงพอใจการให้บริการ ปีงบประมาณ พ.ศ. 2564"), STR_NONE},
    {STR("O16"), STR("https://drive.example/file/d/1a2b3c/view"), MISSING_FORBIDDEN, 403,
     STR(SITE "/service"), STR("ผลสำรวจความพึงพอใจ"), STR("ไฟล์เดียวกันที่ทุกคนเปิดได้โดยไม่ต้องลงชื่อเข้าใช้"), STR_NONE},
    {STR("O24"), STR(SITE "/files/procure-report-2564.pdf"), MISSING_OLD, 200, STR(SITE "/ita-2565"),
     STR("O24 รายงานผลการจัดซื้อจัดจ้าง"), STR("รายงานฉบับที่มีหัวข้อปัญหา อุปสรรค และข้อเสนอแนะ"), STR_NONE},
    {STR("O33"), STR(SITE "/"), MISSING_NO_LINK, 0, STR_NONE, STR("การมีส่วนร่วม"),
     STR("หน้ารวมกิจกรรมที่ประชาชนมีส่วนร่วม ปีงบประมาณ พ.ศ. 2565"), STR_NONE},
    {STR("O43"), STR(SITE "/oit/o43"), MISSING_EMPTY, 200, STR(SITE "/ita-2565"), STR("O43"),
     STR("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2565"), STR_NONE},
};

static const struct coverage_problem holes[] = {
    {STR(SITE "/facebook"), PROBLEM_LOGIN_PAGE, STR_NONE},
    {STR(SITE "/files/satisfaction-2564.pdf"), PROBLEM_NOT_FOUND, STR("HTTP 404")},
    {STR(SITE "/old/1.pdf"), PROBLEM_NOT_FOUND, STR("HTTP 404")},
    {STR(SITE "/old/2.pdf"), PROBLEM_NOT_FOUND, STR("HTTP 404")},
    {STR(SITE "/gis/map"), PROBLEM_SCRIPT_ONLY, STR_NONE},
    {STR(SITE "/webboard/9"), PROBLEM_TIMEOUT, STR("30 s, 3 tries")},
    {STR(SITE "/webboard/10"), PROBLEM_TIMEOUT, STR("30 s, 3 tries")},
    {STR(SITE "/admin/"), PROBLEM_ROBOTS, STR_NONE},
    {STR("https://drive.example/file/d/1a2b3c/view"), PROBLEM_FORBIDDEN, STR("HTTP 403")},
};

static const struct history visits[] = {
    {STR("2021-12-01"), 5810, 6110, 1},
    {STR("2022-01-04"), 6540, 7140, 2},
    {STR("2022-02-01"), 7990, 8370, 3},
    {STR("2022-03-01"), 7784, 8612, 4},
};

static int
sub_of(int item)
{
    for (int s = 0; s < SUBS; s++)
        if (strcmp(subs[s].id, items[item].sub) == 0)
            return s;
    assert(0);
    return 0;
}

static int
size_of(int sub)
{
    int n = 0;

    for (int i = 0; i < ITEMS; i++)
        n += sub_of(i) == sub;
    return n;
}

static int
half_up(int64_t numerator, int64_t denominator)
{
    return (int)((2 * numerator + denominator) / (2 * denominator));
}

/* 2520 is a multiple of every number up to 10, so that thirds and sevenths of a score stay exact. */
enum { EXACT = 2520 };

static int64_t
exact_sub(int sub, bool (*counts)(enum verdict))
{
    int64_t good = 0;

    for (int i = 0; i < ITEMS; i++)
        good += sub_of(i) == sub && counts(items[i].verdict);
    return good * 10000 * EXACT / size_of(sub);
}

/* Sum over the sub-indicators of an indicator; *n receives their number. */
static int64_t
exact_sum(const char *indicator, bool (*counts)(enum verdict), int *n)
{
    int64_t sum = 0;

    *n = 0;
    for (int s = 0; s < SUBS; s++)
        if (strcmp(subs[s].indicator, indicator) == 0) {
            sum += exact_sub(s, counts);
            ++*n;
        }
    return sum;
}

static int
indicator_score(const char *indicator, bool (*counts)(enum verdict))
{
    int n;
    int64_t sum = exact_sum(indicator, counts, &n);

    return half_up(sum, (int64_t)EXACT * n);
}

static int
whole_score(bool (*counts)(enum verdict))
{
    int n9, n10;
    int64_t nine = exact_sum("9", counts, &n9), ten = exact_sum("10", counts, &n10);

    return half_up(nine * n10 + ten * n9, (int64_t)2 * EXACT * n9 * n10);
}

static int
gain_of(int item, int weight)
{
    int s = sub_of(item), n;

    exact_sum(subs[s].indicator, verdict_counts_low, &n);
    return half_up((int64_t)10000 * weight, (int64_t)100 * 2 * n * size_of(s));
}

static struct str
id_of(struct arena *a, int item)
{
    return arena_printf(a, "O%d", item + 1);
}

static struct strs
path_of(struct arena *a, int item)
{
    struct str *v = ARENA_ARRAY(a, struct str, 3);

    v[0] = STR("หน้าหลัก");
    v[1] = STR(ITA);
    v[2] = arena_printf(a, "O%d %s", item + 1, items[item].thai);
    return (struct strs){v, 3};
}

static struct evidence
evidence_of(struct arena *a, int item, enum where where, struct str quote, struct str period)
{
    bool pdf = strstr(items[item].slug, ".pdf") != NULL && where != WHERE_LINK;
    struct str url =
        where == WHERE_LINK ? STR(SITE "/ita-2565") : arena_printf(a, SITE "%s", items[item].slug);

    return (struct evidence){
        .url = url,
        .final_url = url,
        .found_on = where == WHERE_LINK ? STR(SITE "/") : STR(SITE "/ita-2565"),
        .path = path_of(a, item),
        .where = where,
        .quote = quote,
        .page = pdf ? 2 : 0,
        .fiscal_year = period.n > 0 ? 2564 : 0,
        .period = period,
        .http_status = 200,
        .content_type = pdf ? STR("application/pdf") : STR("text/html; charset=utf-8"),
        .sha256 = sha256_of(url),
        .fetched = 1647027667 + item * 7,
        .last_modified = pdf ? STR("2022-04-07T10:12:00+07:00") : STR_NONE,
    };
}

static void
prove(struct arena *a, struct item_result *r, int item, struct str quote, struct str period)
{
    bool pdf = strstr(items[item].slug, ".pdf") != NULL;
    struct evidence *e = ARENA_ARRAY(a, struct evidence, 2);

    e[0] = evidence_of(a, item, pdf ? WHERE_DOCUMENT : WHERE_HEADING, quote.n > 0 ? quote : r->name, period);
    e[1] = evidence_of(a, item, WHERE_LINK, path_of(a, item).v[2], STR_NONE);
    r->evidence = e;
    r->evidence_n = 2;
}

static void
require(struct arena *a, struct item_result *r)
{
    struct element_result *e = ARENA_ARRAY(a, struct element_result, 3);
    uint32_t *first = ARENA_ARRAY(a, uint32_t, 1);
    bool proven = r->evidence_n > 0;

    e[0] = (struct element_result){STR("shown"),
                                   STR("เผยแพร่บนเว็บไซต์หลักของหน่วยงาน"),
                                   proven ? MET_YES : MET_NO,
                                   BASIS_SOURCE,
                                   {NULL, {STR_NONE}},
                                   proven ? first : NULL,
                                   proven,
                                   STR("published on the agency's own website")};
    e[1] = (struct element_result){STR("period"),
                                   STR("เป็นข้อมูลของปีงบประมาณที่กำหนด"),
                                   r->verdict == VERDICT_FOUND || r->verdict == VERDICT_PARTIAL ? MET_YES
                                   : r->verdict == VERDICT_REVIEW                               ? MET_UNKNOWN
                                                                                                : MET_NO,
                                   BASIS_INFERRED,
                                   {N_("looked for in title, heading and file name"), {STR_NONE}},
                                   NULL,
                                   0,
                                   STR_NONE};
    e[2] = (struct element_result){STR("problems"),
                                   STR("มีหัวข้อปัญหา อุปสรรค และข้อเสนอแนะ"),
                                   r->verdict == VERDICT_FOUND ? MET_YES : MET_NO,
                                   r->verdict == VERDICT_PARTIAL ? BASIS_SOURCE : BASIS_RECALLED,
                                   {NULL, {STR_NONE}},
                                   NULL,
                                   0,
                                   STR_NONE};
    r->element = e;
    r->element_n = 3;
}

static void
consider(struct arena *a, struct item_result *r)
{
    struct candidate *c = ARENA_ARRAY(a, struct candidate, 2);

    c[0] = (struct candidate){.url = STR(SITE "/ita-2565"),
                              .words = r->name,
                              .named_by = N_("the title of the page"),
                              .fiscal_year = 2565,
                              .decision = {N_("its words name the item"), {STR_NONE}},
                              .taken = true};
    c[1] =
        (struct candidate){.url = STR(SITE "/news/512"),
                           .found_on = STR(SITE "/news"),
                           .words = STR("ข่าวการประเมิน ITA"),
                           .named_by = N_("the words of the link"),
                           .decision = {N_("a news item about the assessment is no evidence"), {STR_NONE}}};
    r->candidate = c;
    r->candidate_n = 2;
}

static const struct str looked_for[] = {STR("กำกับติดตาม"), STR("รอบ 6 เดือน"), STR("รอบ ๖ เดือน"),
                                        STR("ความก้าวหน้า")};

/* Made on 12 March 2022; the waived item's. */
static const struct review waiver = {.pack_id = STR("oit-2565"),
                                     .item = STR("O28"),
                                     .verdict = VERDICT_WAIVED,
                                     .reason = STR("ไม่มีบุคลากรในตำแหน่งนี้"),
                                     .by = STR("ปลัดเทศบาล"),
                                     .until = STR("2022-09-30"),
                                     .made = 1647026520,
                                     .machine = VERDICT_MISSING};

static struct item_result
item_of(struct arena *a, int item)
{
    struct item_result r = {
        .id = id_of(a, item),
        .topic = arena_printf(a, "topic-%d", item + 1),
        .name = str_of(items[item].thai),
        .name_en = str_of(items[item].english),
        .indicator = str_of(subs[sub_of(item)].indicator),
        .sub = str_of(items[item].sub),
        .verdict = items[item].verdict,
        .machine_verdict = items[item].verdict == VERDICT_WAIVED ? VERDICT_MISSING : items[item].verdict,
        .reason = {items[item].verdict == VERDICT_WAIVED ? N_("A person has waived the item.")
                                                         : N_("All that the item asks for is there."),
                   {STR_NONE}},
        .confidence = 93,
        .looked_pages = 412,
        .looked_documents = 238,
        .looked_read = 41,
        .looked_words = {looked_for, sizeof(looked_for) / sizeof(looked_for[0])},
        .owner = str_of(items[item].owner),
        .previous = items[item].previous,
    };
    struct str quote = STR_NONE, period = STR_NONE;

    if (r.verdict == VERDICT_WAIVED)
        r.review = &waiver;
    for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++)
        if (words[w].item == item + 1) {
            r.reason.id = words[w].reason;
            r.fix = str_of(words[w].fix);
            r.confidence = 78;
            quote = str_of(words[w].quote);
            period = str_of(words[w].period);
        }
    if (!verdict_counts_low(r.verdict)) {
        r.gain_oit = gain_of(item, 100);
        r.gain_ita = gain_of(item, 40);
    }
    if (r.verdict == VERDICT_FOUND || quote.n > 0)
        prove(a, &r, item, quote, period);
    require(a, &r);
    consider(a, &r);
    return r;
}

static void
give_items(struct arena *a, struct scorecard *c)
{
    struct item_result *v = ARENA_ARRAY(a, struct item_result, ITEMS);

    for (int i = 0; i < ITEMS; i++)
        v[i] = item_of(a, i);
    c->item = v;
    c->item_n = ITEMS;
}

static const struct sub_score *
subs_of(struct arena *a, const char *indicator, size_t *n)
{
    struct sub_score *v = ARENA_ARRAY(a, struct sub_score, SUBS);

    *n = 0;
    for (int s = 0; s < SUBS; s++) {
        struct str *ids = ARENA_ARRAY(a, struct str, (size_t)size_of(s));
        size_t k = 0;

        if (strcmp(subs[s].indicator, indicator) != 0)
            continue;
        for (int i = 0; i < ITEMS; i++)
            if (sub_of(i) == s)
                ids[k++] = id_of(a, i);
        v[(*n)++] = (struct sub_score){str_of(subs[s].id),
                                       str_of(subs[s].thai),
                                       str_of(subs[s].english),
                                       half_up(exact_sub(s, verdict_counts_low), EXACT),
                                       half_up(exact_sub(s, verdict_counts_high), EXACT),
                                       {ids, k}};
    }
    return v;
}

static void
give_scores(struct arena *a, struct scorecard *c)
{
    struct indicator_score *v = ARENA_ARRAY(a, struct indicator_score, 2);

    v[0] = (struct indicator_score){
        .id = STR("9"), .name = STR("การเปิดเผยข้อมูล"), .name_en = STR("open disclosure")};
    v[1] = (struct indicator_score){
        .id = STR("10"), .name = STR("การป้องกันการทุจริต"), .name_en = STR("prevention of corruption")};
    for (int d = 0; d < 2; d++) {
        const char *id = d ? "10" : "9";

        v[d].low = indicator_score(id, verdict_counts_low);
        v[d].high = indicator_score(id, verdict_counts_high);
        v[d].sub = subs_of(a, id, &v[d].sub_n);
    }
    c->indicator = v;
    c->indicator_n = 2;
    c->low = whole_score(verdict_counts_low);
    c->high = whole_score(verdict_counts_high);
    c->potential = 10000;
}

/* Most gain first, the list's order where gains are equal. */
static void
give_to_do(struct arena *a, struct scorecard *c)
{
    struct str *v = ARENA_ARRAY(a, struct str, c->item_n);
    size_t n = 0;

    for (int gain = 10000; gain > 0; gain--)
        for (size_t i = 0; i < c->item_n; i++)
            if (c->item[i].gain_oit == gain)
                v[n++] = c->item[i].id;
    c->to_do = (struct strs){v, n};
}

static const struct str hosts[] = {STR("www.tuayang.example"), STR("tuayang.example")};

static void
give_coverage(struct scorecard *c)
{
    c->coverage = (struct coverage){
        .discovered = 812,
        .fetched = 401,
        .not_modified = 249,
        .failed = 6,
        .documents = 238,
        .documents_read = 221,
        .documents_failed = 4,
        .documents_unread = {[DOCUMENT_SCAN] = 12, [DOCUMENT_LOCKED] = 1},
        .skipped_robots = 3,
        .skipped_limit = 0,
        .skipped_off_site = 120,
        .skipped_trap = 11,
        .skipped_type = 22,
        .hosts = {hosts, 2},
        .problem = holes,
        .problem_n = sizeof(holes) / sizeof(holes[0]),
    };
}

static struct scorecard *
empty_card(struct arena *a)
{
    struct scorecard *c = ARENA_NEW(a, struct scorecard);

    *c = (struct scorecard){
        .tool_version = STR("0.1.0"),
        .site_url = STR(SITE "/"),
        .site_host = STR("www.tuayang.example"),
        .agency = STR("เทศบาลตำบลตัวอย่าง"),
        .agency_kind = STR("subdistrict-municipality"),
        .run_id = STR("r5"),
        .started = STR("2022-03-12T02:10:00+07:00"),
        .finished = STR("2022-03-12T02:41:07+07:00"),
        .as_of = STR("2022-03-12"),
        .complete = true,
        .pack_id = STR("oit-2565"),
        .pack_sha256 = STR("3f9c2b7e41d5a86090c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3ba21e"),
        .pack_name = STR("ITA ปีงบประมาณ พ.ศ. 2565"),
        .fiscal_year = 2565,
        .scored = true,
        .low = NO_SCORE,
        .high = NO_SCORE,
        .potential = NO_SCORE,
        .iit = NO_SCORE,
        .eit = NO_SCORE,
        .ita_low = NO_SCORE,
        .ita_high = NO_SCORE,
    };
    give_coverage(c);
    return c;
}

struct scorecard *
example_card(struct arena *a)
{
    struct scorecard *c = empty_card(a);

    give_items(a, c);
    give_scores(a, c);
    give_to_do(a, c);
    c->complete = false;
    c->missing = gone;
    c->missing_n = sizeof(gone) / sizeof(gone[0]);
    c->history = visits;
    c->history_n = sizeof(visits) / sizeof(visits[0]);
    return c;
}

struct scorecard *
example_unscored(struct arena *a)
{
    struct scorecard *c = example_card(a);
    struct item_result *v = (struct item_result *)c->item;

    for (size_t i = 0; i < c->item_n; i++) {
        v[i].indicator = v[i].sub = STR_NONE;
        v[i].gain_oit = v[i].gain_ita = 0;
    }
    c->scored = false;
    c->low = c->high = c->potential = NO_SCORE;
    c->indicator_n = 0;
    c->history_n = 0;
    return c;
}

/* Nothing is certain and nothing is lost. */
static void
open_scores(struct scorecard *c)
{
    struct indicator_score *d = (struct indicator_score *)c->indicator;

    for (size_t i = 0; i < c->indicator_n; i++) {
        struct sub_score *s = (struct sub_score *)d[i].sub;

        for (size_t k = 0; k < d[i].sub_n; k++) {
            s[k].low = 0;
            s[k].high = 10000;
        }
        d[i].low = 0;
        d[i].high = 10000;
    }
    c->low = 0;
    c->high = 10000;
}

struct scorecard *
example_unreadable(struct arena *a)
{
    static const struct coverage_problem wall[] = {
        {STR(SITE "/"), PROBLEM_BLOCKED, STR("HTTP 403, a protection page")}};
    struct scorecard *c = example_card(a);
    struct item_result *v = (struct item_result *)c->item;

    for (size_t i = 0; i < c->item_n; i++) {
        v[i].verdict = v[i].machine_verdict = VERDICT_UNASSESSED;
        v[i].reason.id = N_("Nothing of the site could be read.");
        v[i].evidence_n = v[i].element_n = v[i].candidate_n = 0;
        v[i].fix = v[i].fix_en = STR_NONE;
    }
    open_scores(c);
    c->agency = STR_NONE;
    c->missing_n = c->history_n = 0;
    c->to_do.n = 0;
    c->coverage = (struct coverage){.discovered = 1, .failed = 1, .problem = wall, .problem_n = 1};
    return c;
}

struct scorecard *
example_small(struct arena *a)
{
    static const struct str ids[] = {STR("O11")};
    struct scorecard *c = empty_card(a);
    struct item_result *item = ARENA_NEW(a, struct item_result);
    struct indicator_score *d = ARENA_NEW(a, struct indicator_score);
    struct sub_score *s = ARENA_NEW(a, struct sub_score);

    *item = item_of(a, 10);
    *s = (struct sub_score){STR("9.2"), STR("การบริหารงาน"), STR("administration"), 0, 0, {ids, 1}};
    *d = (struct indicator_score){.id = STR("9"), .name = STR("การเปิดเผยข้อมูล"), .sub = s, .sub_n = 1};
    c->item = item;
    c->item_n = 1;
    c->indicator = d;
    c->indicator_n = 1;
    c->low = c->high = 0;
    c->potential = 10000;
    c->to_do = (struct strs){ids, 1};
    c->missing = gone;
    c->missing_n = 1;
    c->coverage.problem_n = 1;
    return c;
}

static void
spoil_evidence(struct evidence *e, struct str words_, const struct strs *list)
{
    e->url = e->final_url = e->found_on = e->quote = e->period = e->content_type = e->last_modified = words_;
    e->path = *list;
}

static const struct review *
spoilt_review(struct arena *a, struct str w, enum review_state state)
{
    struct review *r = ARENA_NEW(a, struct review);

    *r = waiver;
    r->item = r->reason = r->by = r->until = w;
    r->state = state;
    return r;
}

static void
spoil_item(struct item_result *i, struct str w, const struct strs *list)
{
    struct evidence *e = (struct evidence *)i->evidence;
    struct element_result *el = (struct element_result *)i->element;
    struct candidate *d = (struct candidate *)i->candidate;

    i->name = i->name_en = i->fix = i->fix_en = i->owner = w;
    i->reason = (struct say){"The page says \"{1}\".", {w, w, w, w}};
    i->looked_words = *list;
    for (size_t k = 0; k < i->evidence_n; k++)
        spoil_evidence(&e[k], w, list);
    for (size_t k = 0; k < i->element_n; k++) {
        el[k].text = el[k].text_en = w;
        el[k].note = i->reason;
    }
    for (size_t k = 0; k < i->candidate_n; k++)
        d[k].url = d[k].words = w;
}

struct scorecard *
example_hostile(struct arena *a, struct str w, bool with_address)
{
    struct scorecard *c = example_small(a);
    struct str *both = ARENA_ARRAY(a, struct str, 2);
    struct str url = w;
    struct strs list = {both, 2};
    struct missing_url *m = ARENA_NEW(a, struct missing_url);
    struct coverage_problem *p = ARENA_NEW(a, struct coverage_problem);
    struct sub_score *s = (struct sub_score *)c->indicator[0].sub;

    if (with_address)
        url = arena_printf(a, "https://www.tuayang.example/%.*s", (int)w.n, w.n ? w.p : "");
    both[0] = both[1] = w;
    spoil_item((struct item_result *)c->item, w, &list);
    *m = (struct missing_url){STR("O11"), url, MISSING_DEAD, 404, url, w, w, w};
    *p = (struct coverage_problem){url, PROBLEM_TIMEOUT, w};
    c->site_url = url;
    c->site_host = c->agency = c->agency_kind = c->pack_name = w;
    c->rating_note = (struct say){"{1}", {w}};
    c->missing = m;
    c->coverage.problem = p;
    c->coverage.hosts = list;
    s->name = s->name_en = w;
    ((struct item_result *)c->item)->review = spoilt_review(a, w, REVIEW_STANDS);
    c->unused = spoilt_review(a, w, REVIEW_UNUSED);
    c->unused_n = 1;
    return c;
}
