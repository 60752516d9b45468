/*
 * A page with one link to one document, judged: what the tests of the text of documents share.  What is made
 * lives in the arena of the test's world.
 */
#ifndef OIT_TESTS_PAPER_SAMPLE_H
#define OIT_TESTS_PAPER_SAMPLE_H

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
#define SURVEY "รายงานผลการสำรวจความพึงพอใจ"
#define RISK "การประเมินความเสี่ยงการทุจริต"
/* What a report of purchases shows below its title. */
#define FIGURES "\nวงเงิน 900,000 บาท\nปัญหาอุปสรรคและข้อเสนอแนะ ไม่มี"

static const struct question report = {2566, "O22", REPORT};
static const struct question plan = {2566, "O19", PLAN};

/* What stands on the link, what came of the file, and the verdict that they must bring. */
struct trial {
    const char *words;
    struct paper_file file;
    enum verdict want;
};

static inline struct small_site
site_of(struct world *w, const struct question *q, const char *words, const struct paper_file *file)
{
    struct sheet *page = ARENA_NEW(w->arena, struct sheet);

    *page = (struct sheet){"/page", q->title,
                           arena_printf(w->arena, "<p><a href='" PAPER "'>%s</a></p>", words).p};
    return (struct small_site){.sheet = page, .sheet_n = 1, .file = file, .file_n = 1};
}

static inline const struct item_result *
expect_paper(struct world *w, const struct question *q, const char *words, const struct paper_file *file,
             enum verdict want)
{
    struct small_site s = site_of(w, q, words, file);

    return expect(w, q, &s, want);
}

static inline void
expect_all(struct world *w, const struct question *q, const struct trial *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        expect_paper(w, q, t[i].words, &t[i].file, t[i].want);
}

/* A document of one page: its top, so many lines of a plan, and its last line. */
static inline const char *
long_paper(struct world *w, const char *top, int lines, const char *last)
{
    struct str text = str_of(top);

    for (int i = 1; i <= lines; i++)
        text = arena_printf(w->arena, "%.*s\nโครงการที่ %d จ้างเหมาบริการ วงเงิน 9,000 บาท", STR_ARGS(text), i);
    return arena_printf(w->arena, "%.*s\n%s", STR_ARGS(text), last).p;
}

/* Missing, and the report names the file and what is wrong with it. */
static inline void
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

static inline const struct element_result *
element(const struct item_result *r, const char *id)
{
    for (size_t i = 0; i < r->element_n; i++)
        if (str_eq(r->element[i].id, str_of(id)))
            return &r->element[i];
    fail_msg("no element %s", id);
    return NULL;
}

/* What a visitor would find when following the proof. */
static inline void
expect_quote(const struct evidence *e, enum where where, int page, const char *words)
{
    assert_true(str_eq(e->url, STR(HOST PAPER)));
    assert_int_equal(e->where, where);
    assert_int_equal(e->page, page);
    if (str_find(e->quote, str_of(words), 0) == STR_NOT_FOUND)
        fail_msg("\"%s\" expected in the quote: %.*s", words, STR_ARGS(e->quote));
}

static inline void
expect_words(struct world *w, const struct say *say, const char *words)
{
    struct str text = say_text(w->arena, say, LANG_EN);

    if (str_find(text, str_of(words), 0) == STR_NOT_FOUND)
        fail_msg("\"%s\" expected: %.*s", words, STR_ARGS(text));
}

static inline void
expect_doubt(struct world *w, const struct item_result *r, const char *words)
{
    for (size_t i = 0; i < r->doubt_n; i++)
        if (str_find(say_text(w->arena, &r->doubt[i], LANG_EN), str_of(words), 0) != STR_NOT_FOUND)
            return;
    fail_msg("no doubt says \"%s\"", words);
}

#endif
