/*
 * From pages to verdicts: what counts as found, and what never does.  Each test builds a small site by hand
 * and judges it with the shipped rules for FY2566 on 28 April 2566.
 */
#include "tests/unit/judge_sample.h"
#include <stdio.h>
#include <string.h>

#define PAGES_MAX 32
#define PARTS_MAX 24
#define HOME "https://www.tuayang.example/"

/* One page: parts are "# heading", "> words | address" for a link, "~ nav link | address", "[form]",
 * "[image]", or text. */
struct sketch {
    const char *url, *title;
    const char *part[PARTS_MAX];
    enum problem problem;
    int status;
    const char *type; /* NULL: a page */
};

static struct str
S(const char *z) {
    return str_of(z);
}

static void
add_link(struct world *w, struct page *p, const char *part, enum place place, uint32_t heading)
{
    const char *bar = strstr(part, " | ");
    struct link *l = (struct link *)&p->link[p->link_n++];
    struct block *b = (struct block *)&p->block[p->block_n++];
    struct str words = {part + 2, (size_t)(bar - part - 2)};

    *b = (struct block){.text = arena_str(w->arena, words),
                        .place = place,
                        .heading = heading,
                        .row = NO_INDEX,
                        .table = NO_INDEX};
    b->kind = BLOCK_ITEM;
    *l = (struct link){.url = S(bar + 3),
                       .text = b->text,
                       .place = place,
                       .block = (uint32_t)(p->block_n - 1),
                       .heading = heading,
                       .row = NO_INDEX,
                       .followable = true};
}

static void
add_part(struct world *w, struct page *p, const char *part, uint32_t *heading)
{
    static const struct field fields[] = {{STR("name"), STR("text"), STR("ชื่อ")},
                                          {STR("text"), STR("textarea"), STR("เรื่อง")}};
    struct block *b;

    if (strncmp(part, "> ", 2) == 0 || strncmp(part, "~ ", 2) == 0) {
        add_link(w, p, part, part[0] == '~' ? PLACE_NAV : PLACE_MAIN, part[0] == '~' ? NO_INDEX : *heading);
        return;
    }
    if (strcmp(part, "[form]") == 0) {
        struct form *f = (struct form *)&p->form[p->form_n++];
        *f = (struct form){
            .action = S(HOME "send"), .post = true, .heading = *heading, .field = fields, .field_n = 2};
        return;
    }
    if (strcmp(part, "[image]") == 0) {
        struct image *i = (struct image *)&p->image[p->image_n++];
        *i = (struct image){.src = arena_printf(w->arena, "%.*s.jpg", STR_ARGS(p->url)),
                            .heading = *heading,
                            .row = NO_INDEX};
        return;
    }
    b = (struct block *)&p->block[p->block_n++];
    *b = (struct block){
        .text = S(part), .place = PLACE_MAIN, .heading = *heading, .row = NO_INDEX, .table = NO_INDEX};
    if (strncmp(part, "# ", 2) == 0) {
        b->text = S(part + 2);
        b->kind = BLOCK_HEADING;
        b->level = 2;
        b->heading = NO_INDEX;
        *heading = (uint32_t)(p->block_n - 1);
    }
}

static const struct page *
draw(struct world *w, const struct sketch *s)
{
    struct page *p = ARENA_NEW(w->arena, struct page);
    uint32_t heading = NO_INDEX;

    if (s->type != NULL || s->problem == PROBLEM_OFF_SITE)
        return NULL;
    *p = (struct page){.url = S(s->url), .title = S(s->title)};
    p->block = ARENA_ARRAY(w->arena, struct block, PARTS_MAX);
    p->link = ARENA_ARRAY(w->arena, struct link, PARTS_MAX);
    p->form = ARENA_ARRAY(w->arena, struct form, PARTS_MAX);
    p->image = ARENA_ARRAY(w->arena, struct image, PARTS_MAX);
    for (size_t i = 0; i < PARTS_MAX && s->part[i] != NULL; i++)
        add_part(w, p, s->part[i], &heading);
    return p;
}

static struct scorecard
judge(struct world *w, const struct sketch *s, size_t n)
{
    struct judge_options o = {.home = S(HOME), .as_of = {2023, 4, 28}};
    struct judge *j = judge_new(w->catalog, catalog_pack(w->catalog, S("2566")), &o);
    struct scorecard card = {0};

    for (int pass = 0; pass < JUDGE_PASSES; pass++) {
        for (size_t i = 0; i < n; i++) {
            struct fetch f = {.url = S(s[i].url),
                              .status = s[i].status ? s[i].status : 200,
                              .problem = s[i].problem,
                              .content_type = S(s[i].type ? s[i].type : "text/html"),
                              .kind = s[i].type ? KIND_PDF : KIND_HTML,
                              .fetched = 1682600000};
            judge_visit(j, pass, &f, draw(w, &s[i]));
        }
        judge_end_pass(j, pass);
    }
    judge_conclude(j, w->arena, &card);
    judge_rest(j);
    w->judge[w->judge_n++] = j; /* the card's texts are its */
    return card;
}

static const struct item_result *
item(const struct scorecard *card, const char *topic)
{
    for (size_t i = 0; i < card->item_n; i++)
        if (str_eq(card->item[i].topic, S(topic)))
            return &card->item[i];
    fail_msg("no item has the topic %s", topic);
    return NULL;
}

static void
expect(const struct scorecard *card, const char *topic, enum verdict want)
{
    const struct item_result *r = item(card, topic);
    struct arena *reasons = arena_new(0);

    if (r->verdict != want)
        fail_msg("%s: %s expected, %s found: %.*s", topic, verdict_name(want), verdict_name(r->verdict),
                 STR_ARGS(say_text(reasons, &r->reason, LANG_EN)));
    arena_free(reasons);
}

#define MENU                                                                                                 \
    "~ แผนการจัดซื้อจัดจ้าง | " HOME "plan", "~ แผนพัฒนาท้องถิ่น | " HOME "dev",                                      \
        "~ รายงานผลการดำเนินงานประจำปี | " HOME "annual", "~ ร้องเรียนการทุจริต | " HOME "complain"
#define OTHER_PAGES                                                                                          \
    {.url = HOME "a", .title = "ประวัติ", .part = {MENU, "# ประวัติความเป็นมา", "ตำบลตัวอย่างตั้งอยู่ริมแม่น้ำ"}},         \
        {.url = HOME "b", .title = "สถานที่ท่องเที่ยว", .part = {MENU, "# สถานที่ท่องเที่ยว", "วัดและตลาดเก่า"}},        \
    {                                                                                                        \
        .url = HOME "c", .title = "กองทุน", .part = { MENU, "# กองทุนหมู่บ้าน", "รายชื่อกองทุน" }                    \
    }

/* A document whose link names topic and year is found; its address and words are the proof. */
static void
test_document_of_the_right_year_is_found(void **state)
{
    const struct sketch site[] = {
        {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, "ยินดีต้อนรับ"}},
        {.url = HOME "plan",
         .title = "แผนการจัดซื้อจัดจ้าง",
         .part = {MENU, "# แผนการจัดซื้อจัดจ้าง", "> แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566 | " HOME "p66.pdf"}},
        {.url = HOME "p66.pdf", .type = "application/pdf"},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);
    const struct item_result *r = item(&card, "procurement-plan");

    expect(&card, "procurement-plan", VERDICT_FOUND);
    assert_true(r->evidence_n > 0);
    assert_true(str_eq(r->evidence[0].url, S(HOME "p66.pdf")));
    assert_int_equal(r->evidence[0].fiscal_year, 2566);
}

/* A second document that delivers too was not refused: it would do as well. */
static void
test_second_document_would_do_as_well(void **state)
{
    const struct sketch site[] = {
        {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, "ยินดีต้อนรับ"}},
        {.url = HOME "plan",
         .title = "แผนการจัดซื้อจัดจ้าง",
         .part = {MENU, "# แผนการจัดซื้อจัดจ้าง", "> แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566 | " HOME "p66.pdf",
                  "> แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566 | " HOME "q66.pdf",
                  "> แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2564 | " HOME "p64.pdf"}},
        {.url = HOME "p66.pdf", .type = "application/pdf"},
        {.url = HOME "q66.pdf", .type = "application/pdf"},
        {.url = HOME "p64.pdf", .type = "application/pdf"},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);
    const struct item_result *r = item(&card, "procurement-plan");

    assert_true(r->candidate_n > 2);
    assert_true(r->candidate[0].taken && !r->candidate[0].as_well);
    assert_true(r->candidate[1].as_well && !r->candidate[1].taken && !r->candidate[1].together);
    assert_true(str_eq(r->candidate[1].url, S(HOME "q66.pdf")) ||
                str_eq(r->candidate[1].url, S(HOME "p66.pdf")));
    for (size_t i = 0; i < r->candidate_n; i++)
        if (str_eq(r->candidate[i].url, S(HOME "p64.pdf")))
            assert_false(r->candidate[i].as_well);
}

/* Last year's file under this year's menu word is stale and says which year it is for. */
static void
test_last_years_file_is_stale(void **state)
{
    const struct sketch site[] = {
        {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, "ยินดีต้อนรับ"}},
        {.url = HOME "plan",
         .title = "แผนการจัดซื้อจัดจ้าง",
         .part = {MENU, "# แผนการจัดซื้อจัดจ้าง", "> แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ | " HOME "p64.pdf"}},
        {.url = HOME "p64.pdf", .type = "application/pdf"},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);

    expect(&card, "procurement-plan", VERDICT_STALE);
}

/* A menu word whose page is empty is missing, and the page is named as the place. */
static void
test_menu_word_with_empty_page_is_missing(void **state)
{
    const struct sketch site[] = {
        {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, "ยินดีต้อนรับ"}},
        {.url = HOME "plan",
         .title = "แผนการจัดซื้อจัดจ้าง",
         .part = {MENU, "# แผนการจัดซื้อจัดจ้าง", "ไม่พบข้อมูล"},
         .problem = PROBLEM_EMPTY},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);
    bool named = false;

    expect(&card, "procurement-plan", VERDICT_MISSING);
    for (size_t i = 0; i < card.missing_n; i++)
        named |= str_eq(card.missing[i].url, S(HOME "plan")) && card.missing[i].problem == MISSING_EMPTY;
    assert_true(named);
}

/* A page that could not be read is "could not look", never "not there". */
static void
test_blocked_page_is_unassessed(void **state)
{
    const struct sketch site[] = {
        {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, "ยินดีต้อนรับ"}},
        {.url = HOME "plan", .problem = PROBLEM_SERVER_ERROR, .status = 500, .type = "text/html"},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);

    expect(&card, "procurement-plan", VERDICT_UNASSESSED);
}

/* The annual report asked for is the year before the assessment's. */
static void
test_annual_report_is_of_the_year_before(void **state)
{
    const struct sketch site[] = {
        {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, "ยินดีต้อนรับ"}},
        {.url = HOME "annual",
         .title = "รายงานผลการดำเนินงานประจำปี",
         .part = {MENU, "# รายงานผลการดำเนินงานประจำปี",
                  "> รายงานผลการดำเนินงานประจำปี พ.ศ. 2565 | " HOME "r65.pdf"}},
        {.url = HOME "r65.pdf", .type = "application/pdf"},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);

    expect(&card, "annual-report", VERDICT_FOUND);
}

/* A channel needs something that works: a heading is none, a form is one. */
static void
test_channel_needs_a_form(void **state)
{
    struct sketch site[] = {
        {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, "ยินดีต้อนรับ"}},
        {.url = HOME "complain",
         .title = "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
         .part = {MENU, "# ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "โปรดติดต่อเจ้าหน้าที่"}},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);

    assert_int_not_equal(item(&card, "corruption-complaint-channel")->verdict, VERDICT_FOUND);
    site[1].part[6] = "[form]";
    card = judge(*state, site, sizeof site / sizeof site[0]);
    expect(&card, "corruption-complaint-channel", VERDICT_FOUND);
}

/* A school's paper with the same name is another agency's, on its page or by its words. */
static void
test_a_schools_paper_is_no_evidence(void **state)
{
    const struct sketch site[] = {
        {.url = HOME,
         .title = "เทศบาลตำบลตัวอย่าง",
         .part = {MENU, "ยินดีต้อนรับ", "> โรงเรียนในสังกัด | " HOME "school"}},
        {.url = HOME "plan", .problem = PROBLEM_NOT_FOUND, .status = 404, .type = "text/html"},
        {.url = HOME "school",
         .title = "โรงเรียนเทศบาลตัวอย่าง",
         .part = {MENU, "# โรงเรียนเทศบาลตัวอย่าง",
                  "> แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566 | " HOME "s.pdf"}},
        {.url = HOME "s.pdf", .type = "application/pdf"},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);

    expect(&card, "procurement-plan", VERDICT_MISSING);
}

/* Monthly summaries: five of six months are partial, six are found. */
static void
test_months_are_counted(void **state)
{
    struct sketch site[] = {
        {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, "~ สขร.1 | " HOME "m"}},
        {.url = HOME "m",
         .title = "สรุปผลการจัดซื้อจัดจ้างรายเดือน",
         .part = {MENU, "# สรุปผลการจัดซื้อจัดจ้าง (สขร.1) ประจำปีงบประมาณ พ.ศ. 2566", "> ต.ค. | " HOME "1.pdf",
                  "> พ.ย. | " HOME "2.pdf", "> ธ.ค. | " HOME "3.pdf", "> ม.ค. | " HOME "4.pdf",
                  "> ก.พ. | " HOME "5.pdf"}},
        {.url = HOME "1.pdf", .type = "application/pdf"},
        {.url = HOME "2.pdf", .type = "application/pdf"},
        {.url = HOME "3.pdf", .type = "application/pdf"},
        {.url = HOME "4.pdf", .type = "application/pdf"},
        {.url = HOME "5.pdf", .type = "application/pdf"},
        {.url = HOME "6.pdf", .type = "application/pdf"},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);

    expect(&card, "procurement-monthly", VERDICT_PARTIAL);
    site[1].part[10] = "> มี.ค. | " HOME "6.pdf";
    card = judge(*state, site, sizeof site / sizeof site[0]);
    expect(&card, "procurement-monthly", VERDICT_FOUND);
    assert_true(item(&card, "procurement-monthly")->candidate[1].together);
}

/* The blank questionnaire under the report's heading is not the report. */
static void
test_words_against_keep_a_file_out(void **state)
{
    const struct sketch site[] = {
        {.url = HOME,
         .title = "เทศบาลตำบลตัวอย่าง",
         .part = {MENU, "~ รายงานผลสำรวจความพึงพอใจ | " HOME "survey"}},
        {.url = HOME "survey",
         .title = "รายงานผลสำรวจความพึงพอใจ",
         .part = {MENU, "# รายงานผลสำรวจความพึงพอใจ", "> แบบสอบถามความพึงพอใจ ประจำปี 2565 | " HOME "q.pdf"}},
        {.url = HOME "q.pdf", .type = "application/pdf"},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);

    expect(&card, "satisfaction-survey", VERDICT_MISSING);
}

/* A sentence that there were no complaints, under its heading, is a disclosure. */
static void
test_nothing_to_report_is_a_disclosure(void **state)
{
    const struct sketch site[] = {
        {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, "~ สถิติเรื่องร้องเรียนการทุจริต | " HOME "stat"}},
        {.url = HOME "stat",
         .title = "สถิติเรื่องร้องเรียนการทุจริต",
         .part = {MENU, "# ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต ปีงบประมาณ 2566", "ไม่มีเรื่องร้องเรียนการทุจริต"}},
        OTHER_PAGES,
    };
    struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);

    expect(&card, "corruption-complaint-statistics", VERDICT_FOUND);
}

/* Old papers by the hundred, read first, do not crowd out the one of the year asked for. */
static void
test_many_old_files_hide_no_new_one(void **state)
{
    enum { PAGES = 45, FILES = 20 };
    struct world *w = *state;
    struct sketch site[PAGES + 2] = {{.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {"ยินดีต้อนรับ"}}};
    struct scorecard card;

    for (int n = 0; n < PAGES; n++) {
        site[n + 1] = (struct sketch){.url = arena_printf(w->arena, HOME "news%d", n).p, .title = "ข่าว"};
        for (int i = 0; i < FILES; i++)
            site[n + 1].part[i] =
                arena_printf(w->arena,
                             "> แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2560 ฉบับที่ %d | " HOME "%d-%d.pdf",
                             n * FILES + i, n, i)
                    .p;
    }
    site[PAGES + 1] = (struct sketch){
        .url = HOME "new",
        .title = "ข่าว",
        .part = {"> แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566 | " HOME "p66.pdf"},
    };
    card = judge(w, site, PAGES + 2);
    expect(&card, "procurement-plan", VERDICT_FOUND);
}

/* What lies on another host of the same owner, or where many have their sites, could not be looked at. */
static void
test_own_places_outside_the_site_are_not_missing(void **state)
{
    static const struct {
        const char *link;
        enum verdict verdict;
    } given[] = {
        {"~ รายงานผลการดำเนินงานประจำปี 2565 | https://plans.tuayang.example/r", VERDICT_UNASSESSED},
        {"~ รายงานผลการดำเนินงานประจำปี 2562 | https://plans.tuayang.example/r", VERDICT_MISSING},
        {"~ รายงานผลการดำเนินงานประจำปี 2565 | https://sites.google.com/view/r", VERDICT_UNASSESSED},
        {"~ รายงานผลการดำเนินงานประจำปี 2565 | https://www.nottuayang.example/r", VERDICT_MISSING},
        {"~ ITA 2566 | https://ita.tuayang.example/", VERDICT_UNASSESSED},
        {"~ ITA 2564 | https://ita.tuayang.example/", VERDICT_MISSING},
        {"~ ITA 2566 | https://itas.nacc.go.th/", VERDICT_MISSING},
    };

    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        const struct sketch site[] = {
            {.url = HOME, .title = "เทศบาลตำบลตัวอย่าง", .part = {MENU, given[i].link}},
            {.url = strstr(given[i].link, "https://"), .problem = PROBLEM_OFF_SITE, .type = "text/html"},
            OTHER_PAGES,
        };
        struct scorecard card = judge(*state, site, sizeof site / sizeof site[0]);

        expect(&card, "annual-report", given[i].verdict);
    }
}

/* A site of which nothing could be read has no missing item at all. */
static void
test_dead_site_is_never_missing(void **state)
{
    const struct sketch site[] = {{.url = HOME, .problem = PROBLEM_TIMEOUT, .type = "text/html"}};
    struct scorecard card = judge(*state, site, 1);

    for (size_t i = 0; i < card.item_n; i++)
        assert_int_equal(card.item[i].verdict, VERDICT_UNASSESSED);
    assert_int_equal(card.low, 0);
    assert_int_equal(card.high, 10000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_document_of_the_right_year_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_second_document_would_do_as_well, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_last_years_file_is_stale, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_menu_word_with_empty_page_is_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_blocked_page_is_unassessed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_annual_report_is_of_the_year_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_channel_needs_a_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_schools_paper_is_no_evidence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_months_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words_against_keep_a_file_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_to_report_is_a_disclosure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_old_files_hide_no_new_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_own_places_outside_the_site_are_not_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dead_site_is_never_missing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
