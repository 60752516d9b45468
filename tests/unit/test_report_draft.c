/* Papers: what is known stands in them, what is not is a visible gap, and the file is one that a word
 * processor takes. */
#include "report/papers.h"
#include "report/report.h"
#include "tests/support/example_card.h"
#include "tests/support/example_papers.h"
#include "tests/support/written.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

static const struct draft_manner plain = {.lang = LANG_EN, .made = {"2023-04-28", 10}};

static const char *
markdown_of(struct fixture *f, const char *kind, const struct paper_facts *facts,
            const struct draft_manner *m)
{
    struct draft *d = draft_new(f->a, m);

    paper_kind_of(str_of(kind))->write(d, facts);
    buf_clear(&f->out);
    draft_markdown(d, &f->out);
    return buf_cstr(&f->out);
}

static void
assert_has(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        print_error("lacks: %s\n%s\n", words, text);
    assert_non_null(strstr(text, words));
}

/* Digits that stand alone turn; those of item numbers, addresses, checklists and mail do not. */
static void
thai_digits(void **state)
{
    static const struct {
        const char *given, *expected;
    } examples[] = {
        {"97.32", "๙๗.๓๒"},
        {"O11", "O11"},
        {"oit-2566", "oit-2566"},
        {"O11 2566", "O11 ๒๕๖๖"},
        {"1. x", "๑. x"},
        {"a@b1.example 12", "a@b1.example ๑๒"},
        {"ปี2566", "ปี๒๕๖๖"},
        {"/a/1", "/a/1"},
        {"", ""},
        {"66-70", "๖๖-๗๐"},
        {"เปิด http://127.0.0.1:35037/a-1.html?y=2566 ใน 7 วัน",
         "เปิด http://127.0.0.1:35037/a-1.html?y=2566 ใน ๗ วัน"},
        {"(https://x.example/แผน-2566).", "(https://x.example/แผน-2566)."},
        {"127.0.0.1:80 127.0.0.1 www2.x.example 2566.x.example",
         "127.0.0.1:80 127.0.0.1 www2.x.example 2566.x.example"},
        {"12:30 28.4.2566 ข้อ 1.2", "๑๒:๓๐ ๒๘.๔.๒๕๖๖ ข้อ ๑.๒"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_string_equal(draft_thai_digits(f->a, str_of(examples[i].given)).p, examples[i].expected);
}

static char *
part_of(struct fixture *f, const char *name)
{
    zip_error_t e;
    zip_source_t *s = zip_source_buffer_create(f->out.p, f->out.n, 0, &e);
    zip_t *z = zip_open_from_source(s, ZIP_RDONLY, &e);
    zip_stat_t st;
    zip_file_t *file;
    char *text;

    assert_non_null(z);
    assert_int_equal(zip_stat(z, name, 0, &st), 0);
    file = zip_fopen(z, name, 0);
    text = arena_alloc(f->a, st.size + 1);
    assert_int_equal(zip_fread(file, text, st.size), (zip_int64_t)st.size);
    zip_fclose(file);
    zip_discard(z);
    return text;
}

/* Text, gap, warning and address reach the document, each with its look; markup in them is text. */
static void
pieces_of_a_document(void **state)
{
    struct fixture *f = *state;
    struct draft *d = draft_new(f->a, &plain);
    const char *xml;

    draft_paragraph(d, STYLE_TEXT);
    draft_text(d, STR("a <b> & \"c\""));
    draft_blank(d, "by what day");
    draft_put(d, INK_WARNING, STR("look"));
    draft_address(d, STR("https://www.tuayang.example/a?b=1&c=2"));
    assert_true(draft_docx(d, &f->out));
    xml = part_of(f, "word/document.xml");
    assert_has(xml, "a &lt;b&gt; &amp; &quot;c&quot;");
    assert_has(xml, "<w:highlight w:val=\"yellow\"/></w:rPr><w:t xml:space=\"preserve\">[………");
    assert_has(xml, "a?b=1&amp;c=2");
    assert_has(xml, "w:w=\"11906\" w:h=\"16838\"");
    assert_has(part_of(f, "word/styles.xml"), "TH Sarabun New");
    assert_has(part_of(f, "word/fontTable.xml"), "Laksaman");
    assert_has(part_of(f, "word/header1.xml"), "read it before it is signed");
    assert_has(part_of(f, "[Content_Types].xml"), "/word/document.xml");
    assert_has(part_of(f, "docProps/core.xml"), "2023-04-28T00:00:00Z");
}

/* The same draft gives the same bytes, whatever the clock says. */
static void
same_bytes(void **state)
{
    struct fixture *f = *state;
    const struct paper_facts *facts = example_papers(f->a, example_card(f->a), STR_NONE);
    struct draft *d = draft_new(f->a, &plain);
    struct buf again;

    o42_write(d, facts);
    buf_init(&again, REPORT_BYTES_MAX);
    assert_true(draft_docx(d, &f->out));
    assert_true(draft_docx(d, &again));
    assert_true(str_eq(buf_view(&f->out), buf_view(&again)));
    buf_free(&again);
}

/* A row that is quoted has its cells apart by a point; where they are empty, none. */
static void
quotes_of_rows(void **state)
{
    struct fixture *f = *state;
    struct draft *d = draft_new(f->a, &plain);

    draft_paragraph(d, STYLE_PLAIN);
    draft_sentence(d, STR("Found: | 1|Paper ||12,000|"));
    draft_markdown(d, &f->out);
    assert_has(buf_cstr(&f->out), "Found: · 1 · Paper · 12,000\n");
}

static int
width_of(const char *xml, int n)
{
    for (; n >= 0; n--)
        xml = strstr(xml, "<w:gridCol w:w=\"") + strlen("<w:gridCol w:w=\"");
    return atoi(xml);
}

/* The column where the words are is the wider one, but the other keeps room; tables without words keep the
 * shares they were given. */
static void
columns_follow_the_words(void **state)
{
    static const struct draft_column two[] = {{"None", 50, false}, {"None", 50, false}};
    struct fixture *f = *state;

    for (int words = 0; words < 2; words++) {
        struct draft *d = draft_new(f->a, &plain);
        const char *xml;

        draft_table(d, two, 2);
        draft_row(d);
        draft_cell(d);
        draft_put(d, INK_PLAIN, STR("O1"));
        draft_cell(d);
        for (int i = 0; i < 40 * words; i++)
            draft_put(d, INK_PLAIN, STR("what is to be done and by whom "));
        draft_end_table(d);
        buf_clear(&f->out);
        assert_true(draft_docx(d, &f->out));
        xml = part_of(f, "word/document.xml");
        if (words == 0)
            assert_int_equal(width_of(xml, 0), width_of(xml, 1));
        else
            assert_in_range(width_of(xml, 1), 6 * width_of(xml, 0) / 5, 3 * width_of(xml, 0));
    }
}

/* A page that lies begins a section of its own; --final leaves the mark out; Thai digits reach page numbers.
 */
static void
pages_and_marks(void **state)
{
    static const struct draft_manner final = {.lang = LANG_EN, .final = true, .thai_digits = true};
    struct fixture *f = *state;
    struct draft *d = draft_new(f->a, &final);
    const char *xml;

    draft_pages(d, false);
    draft_line(d, STYLE_TEXT, "None");
    draft_pages(d, true);
    draft_line(d, STYLE_TEXT, "None");
    assert_true(draft_docx(d, &f->out));
    xml = part_of(f, "word/document.xml");
    assert_has(xml, "w:orient=\"landscape\"");
    assert_has(xml, "w:w=\"11906\" w:h=\"16838\"");
    assert_has(xml, "thaiNumbers");
    assert_null(strstr(part_of(f, "word/header1.xml"), "signed"));
    buf_clear(&f->out);
    draft_markdown(d, &f->out);
    assert_null(strstr(buf_cstr(&f->out), "signed"));
}

/* In Markdown figures can be searched as they are, and no sign of a text becomes markup. */
static void
markdown_of_pieces(void **state)
{
    struct fixture *f = *state;
    struct draft *d = draft_new(f->a, &plain);
    const char *text;

    draft_paragraph(d, STYLE_PLAIN);
    draft_text(d, STR("97.32 (B), a-b [x](javascript:y) <i> *z* | `q` @name http://x.example \\ 5"));
    draft_markdown(d, &f->out);
    text = buf_cstr(&f->out);
    assert_has(text, "97.32 (B), ");
    assert_has(text, "\\[x\\](");
    assert_has(text, "&lt;i&gt;");
    assert_has(text, "\\*z\\*");
    assert_has(text, "\\|");
    assert_has(text, "\\`q\\`");
    assert_has(text, "\\\\ 5");
    assert_has(text, "`http://x.example`");
    assert_null(strstr(text, "@name"));
}

/* "Yes" only for what counts as found; a person's or nobody's case is a gap; what is missing says no. */
static void
answers(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;
    const struct paper_facts *facts = example_papers(f->a, c, STR_NONE);
    static const struct {
        enum verdict verdict;
        const char *answer, *not ;
    } examples[] = {
        {VERDICT_FOUND, "| Yes (published) |", "No (published)"},
        {VERDICT_PARTIAL, "| Yes (published)<br>**not complete** |", "a person must look"},
        {VERDICT_STALE, "| No (not published) |", "Yes (published)"},
        {VERDICT_MISSING, "| No (not published) |", "Yes (published)"},
        {VERDICT_UNASSESSED, "a person must look", "Yes (published)"},
        {VERDICT_REVIEW, "a person must look", "Yes (published)"},
        {VERDICT_NOT_APPLICABLE, "| does not apply |", "Yes (published)"},
    };

    for (size_t k = 0; k < sizeof examples / sizeof *examples; k++) {
        const char *text;

        i->verdict = i->machine_verdict = examples[k].verdict;
        text = markdown_of(f, "itas", facts, &plain);
        assert_has(text, examples[k].answer);
        assert_null(strstr(text, examples[k].not ));
    }
}

/* A numbered way from the home page; the way that only goes part of another is not told. */
static void
click_path(void **state)
{
    static const struct str shorter[] = {STR("Home"), STR("Plans")};
    static const struct str longer[] = {STR("Home"), STR("Plans"), STR("Download")};
    static const struct str other[] = {STR("Home"), STR("News")};
    struct evidence e[] = {{.url = STR("https://www.tuayang.example/p"), .path = {shorter, 2}},
                           {.url = STR("https://www.tuayang.example/p.pdf"), .path = {longer, 3}, .page = 4},
                           {.url = STR("https://www.tuayang.example/p.pdf"), .path = {longer, 3}}};
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;
    const struct paper_facts *facts = example_papers(f->a, c, STR_NONE);
    const char *text;

    i->verdict = i->machine_verdict = VERDICT_FOUND;
    i->evidence = e;
    i->evidence_n = 3;
    text = markdown_of(f, "itas", facts, &plain);
    assert_has(text, "1. open the home page of the website<br>2. choose the link “Plans”<br>3. choose the "
                     "link “Download”<br>4. see page 4");
    assert_null(strstr(text, "Address 1:"));
    assert_has(text, "tuayang.example/p `<br>");
    e[0].path = (struct strs){other, 2};
    text = markdown_of(f, "itas", facts, &plain);
    assert_has(text, "Address 1:<br>1. open the home page of the website<br>2. choose the link "
                     "“News”<br>Address 2:<br>1. open");
}

static bool
knows_muangchan(void *ctx, struct str text)
{
    (void)ctx;
    return str_has(text, STR("Muangchan"));
}

/* A text of the site that names another agency is marked where it stands, and only that one. */
static void
strangers(void **state)
{
    static const struct draft_manner m = {
        .lang = LANG_EN, .made = {"2023-04-28", 10}, .names_other = knows_muangchan};
    struct fixture *f = *state;
    struct draft *d = draft_new(f->a, &m);
    struct paper_facts *facts = example_papers(f->a, example_card(f->a), STR_NONE);
    static const struct paper_stranger one = {STR("https://www.tuayang.example/o42.pdf"),
                                              STR("Municipality of Muangchan"), 3};
    const char *text;

    draft_paragraph(d, STYLE_PLAIN);
    draft_text(d, STR("Measures of Tuayang"));
    draft_text(d, STR("Measures of Muangchan"));
    draft_markdown(d, &f->out);
    text = buf_cstr(&f->out);
    assert_has(text, "Measures of TuayangMeasures of Muangchan **\\[names another agency");
    facts->stranger = &one;
    facts->stranger_n = 1;
    text = markdown_of(f, "o42", facts, &plain);
    assert_has(text, "names another agency:** “Municipality of Muangchan” page 3,");
}

/* Nothing known of the surveys: every figure is a gap, none is made up; headings stay. */
static void
nothing_is_made_up(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    struct paper_facts *facts = example_papers(f->a, c, STR_NONE);
    struct analysis *last = (struct analysis *)facts->last, *now = (struct analysis *)facts->now;
    static const struct figures none;
    struct scorecard *empty = ARENA_NEW(f->a, struct scorecard);
    const char *text;

    *empty = *c;
    empty->item_n = 0;
    empty->low = empty->high = empty->iit = empty->eit = empty->ita_low = empty->ita_high = NO_SCORE;
    empty->points_iit = empty->points_eit = empty->points_low = empty->points_high = NO_SCORE;
    empty->indicator_n = 0;
    last->card = empty;
    last->iit = last->eit = last->oit = now->iit = now->eit = now->oit = &none;
    last->known = now->known = last->published = now->published = false;
    text = markdown_of(f, "o42", facts, &plain);
    assert_has(text, "| 8 | EIT | 8 Improvement of work systems | **\\[……… score as published\\]** | "
                     "**\\[……… passed or not\\]** |");
    assert_has(text, "had an ITA total of **\\[……… ITA total as published\\]**");
    assert_has(text, "copy the figures from the published result");
    assert_has(text, "## 7. Obstacles and suggestions");
    assert_null(strstr(text, "84.72"));
    text = markdown_of(f, "o43", facts, &plain);
    assert_has(text,
               "| OIT: what the agency publishes | **\\[……… score before\\]** | **\\[……… score after\\]** |");
    assert_has(text, "| OIT, predicted by the program |");
}

/* Typed figures that contradict each other are told, not chosen from. */
static void
contradictions_are_told(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    struct paper_facts *facts = example_papers(f->a, c, STR_NONE);
    struct analysis *last = (struct analysis *)facts->last;
    const char *text;

    c->ita_low = c->ita_high = 8367;
    c->level = STR("B");
    last->told_total = 8400;
    last->told_level = STR("A");
    text = markdown_of(f, "o42", facts, &plain);
    assert_has(text, "given as 84.00, but the indicators add up to 83.67");
    assert_has(text, "level was given as A, but the total means B");
}

/* Visits stand in the quarter of their day; what the agency alone knows is a gap for each quarter. */
static void
quarters(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    const struct paper_facts *facts = example_papers(f->a, c, STR_NONE);
    const char *text, *first, *third, *day;

    c->fiscal_year = 2566;
    text = markdown_of(f, "channels", facts, &plain);
    first = strstr(text, "Quarter 1");
    third = strstr(text, "Quarter 3");
    day = strstr(text, "| 2 November 2022<br>part of the website was not seen |");
    assert_true(first < day && day < strstr(text, "Quarter 2"));
    day = strstr(text, "| 28 April 2023 |");
    assert_true(third < day && day < strstr(text, "Quarter 4"));
    assert_has(text, "do not leave the place empty");
    assert_null(strstr(text, "Visits outside"));
    c->fiscal_year = 2565;
    assert_has(markdown_of(f, "channels", facts, &plain), "Visits outside fiscal year 2565");
}

/* Before and after: only what the site did is the site's; a verdict that came from elsewhere is marked so. */
static void
before_and_after(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;
    struct paper_facts *facts = example_papers(f->a, c, STR_NONE);
    struct change one = {.id = i->id, .from = VERDICT_MISSING, .to = VERDICT_FOUND, .cause = CAUSE_SITE};
    struct changes all = {.from = {.started = STR("2022-11-02T09:00:00+07:00"),
                                   .as_of = STR("2022-11-02"),
                                   .low = 5000,
                                   .high = 5000},
                          .item = &one,
                          .item_n = 1};
    const char *text;

    i->verdict = i->machine_verdict = VERDICT_FOUND;
    c->low = c->high = 10000;
    facts->changes = &all;
    text = markdown_of(f, "o43", facts, &plain);
    assert_has(text, "| 2 November 2022 |");
    c->started = STR("2023-05-01T09:00:00+07:00");
    c->as_of = STR("2023-04-28");
    assert_has(markdown_of(f, "o43", facts, &plain), "| 1 May 2023 (judged as of 28 April 2023) |");
    assert_has(markdown_of(f, "memo", facts, &plain),
               "On 1 May 2023 the website was checked with a program and judged as of 28 April 2023:");
    text = markdown_of(f, "o43", facts, &plain);
    assert_has(text, "| 50.00 | 100.00 | +50.00 |");
    assert_has(text, "| Missing |");
    assert_has(text, "published; seen on");
    assert_null(strstr(text, "not from the website"));
    one.cause = CAUSE_RULES;
    assert_has(markdown_of(f, "o43", facts, &plain),
               "the difference comes from the rules, not from the website");
    one.from = VERDICT_FOUND;
    assert_has(markdown_of(f, "o43", facts, &plain), "Measures that the website shows: none");
    facts->changes = NULL;
    assert_has(markdown_of(f, "o43", facts, &plain), "there was no check before this one");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, written_setup, written_teardown)
    const struct CMUnitTest tests[] = {
        TEST(thai_digits),        TEST(pieces_of_a_document),
        TEST(same_bytes),         TEST(pages_and_marks),
        TEST(quotes_of_rows),     TEST(columns_follow_the_words),
        TEST(markdown_of_pieces), TEST(answers),
        TEST(click_path),         TEST(strangers),
        TEST(nothing_is_made_up), TEST(contradictions_are_told),
        TEST(quarters),           TEST(before_and_after),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
