/* The terminal's outputs: what they say, how wide they are, and that no byte of a site steers a terminal. */
#include "base/file.h"
#include "base/utf8.h"
#include "report/card.h"
#include "report/report.h"
#include "tests/support/example_card.h"
#include "tests/support/hostile.h"
#include "tests/support/written.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void
write_all(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    report_summary(c, lang, colour, columns, out);
    report_todo(c, lang, colour, columns, out);
    for (size_t i = 0; i < c->item_n; i++)
        report_explain(c, &c->item[i], lang, colour, columns, out);
}

/* What is printed for people who judge. */
static void
write_more(const struct scorecard *c, enum lang lang, int columns, struct buf *out)
{
    report_todo_by_unit(c, lang, false, columns, out);
    report_reviews(c, lang, false, columns, out);
    for (size_t i = 0; i < c->item_n; i++)
        report_question(c, &c->item[i], lang, false, columns, out);
}

static size_t
lines(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

/* Only line ends and characters one can see leave for the terminal, whatever the site wrote. */
static void
assert_no_controls(const char *name, struct str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text, &at);

        if ((c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
            (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || c == 0x2028 || c == 0x2029)
            fail_msg("%s: U+%04X reaches the terminal", name, (unsigned)c);
    }
}

static void
hostile_texts_cannot_steer(void **state)
{
    struct fixture *f = *state;
    struct hostile list[HOSTILE_MAX];
    struct arena *keep = arena_new(0);
    size_t n = hostile_load(keep, FIXTURES "/conformance/hostile_strings.json", list);

    assert_true(n >= 80);
    for (size_t i = 0; i < n; i++) {
        write_all(example_hostile(f->a, list[i].text, false), LANG_EN, false, 80, &f->out);
        write_all(example_hostile(f->a, list[i].text, true), LANG_EN, false, 80, &f->out);
        write_more(example_hostile(f->a, list[i].text, true), LANG_EN, 80, &f->out);
        assert_no_controls(list[i].name, buf_view(&f->out));
        buf_clear(&f->out);
        arena_reset(f->a);
    }
    arena_free(keep);
}

/* A record cannot be forged: a line end inside a text makes no new line. */
static void
records_stay_one_line(void **state)
{
    struct fixture *f = *state;
    struct buf plain;

    buf_init(&plain, REPORT_BYTES_MAX);
    report_summary(example_hostile(f->a, STR("ok????scan finished"), false), LANG_EN, false, 200, &plain);
    report_summary(example_hostile(f->a, STR("ok\r\nscan finished"), false), LANG_EN, false, 200, &f->out);
    assert_int_equal(lines(buf_view(&f->out)), lines(buf_view(&plain)));
    buf_free(&plain);
}

/* Escapes for colour are sent only when they were asked for. */
static void
colours_only_when_asked(void **state)
{
    struct fixture *f = *state;

    write_all(example_card(f->a), LANG_TH, false, 80, &f->out);
    assert_null(memchr(f->out.p, 0x1b, f->out.n));
    buf_clear(&f->out);
    write_all(example_card(f->a), LANG_TH, true, 80, &f->out);
    assert_non_null(memchr(f->out.p, 0x1b, f->out.n));
}

/* Lines fit the terminal, but for those that hold an address, which must be copied whole. */
static void
lines_fit(void **state)
{
    static const int widths[] = {60, 80, 120};
    struct fixture *f = *state;

    for (size_t i = 0; i < 3; i++) {
        struct str rest, line;

        write_all(example_card(f->a), LANG_TH, false, widths[i], &f->out);
        write_more(example_card(f->a), LANG_TH, widths[i], &f->out);
        rest = buf_view(&f->out);
        while (str_next(&rest, '\n', &line))
            if (utf8_columns(line) > (size_t)widths[i] && !str_has(line, STR("https://")) &&
                !str_has(line, STR("SHA-256")))
                fail_msg("%d columns: %.*s", widths[i], STR_ARGS(line));
        buf_clear(&f->out);
    }
}

/* A cut text ends before a base character: no Thai mark stands at the start of what is left or alone. */
static void
thai_is_cut_between_letters(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;

    i->owner = STR_NONE;
    i->fix = STR("ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่"
                 "ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่"
                 "ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่");
    for (int columns = 40; columns < 60; columns++) {
        const char *cut;

        report_summary(c, LANG_TH, false, columns, &f->out);
        cut = strstr(buf_cstr(&f->out), "ที่นี่ที่นี่");
        assert_non_null(cut);
        cut = strstr(cut, "…");
        assert_non_null(cut);
        /* Before the ellipsis: a whole cluster, so either the tone mark or a letter that has none yet
         * follows. */
        assert_true(memcmp(cut - 3, "่", 3) == 0);
        buf_clear(&f->out);
    }
}

/* Told is by which rule the list stands so, how much work each is, and of what to do three lines at most; an
 * address is whole or not there. */
static void
tasks_are_told_in_short(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;

    i->fix = STR(
        "Add one thing and another thing to what stands at https://www.tuayang.example/a/list/of/things.html "
        "and then tell everybody in the town about it in words that are long enough for a fourth line");
    report_summary(c, LANG_EN, false, 60, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "What to do first\n  most points for the work first\n"));
    assert_non_null(strstr(buf_cstr(&f->out),
                           "Add one thing and another thing to what\n"
                           "                  stands at\n"
                           "                  https://www.tuayang.example/a/list/of/things.html …\n"
                           "                  some work · กองยุทธศาสตร์\n"));
}

/* An item that last year's paper carries is found; that the link to this year's is dead is told all the same.
 * A link that only failed, that is older, or of an item that is not found is none of these. */
static void
dead_links_beside_what_was_found(void **state)
{
    static const struct coverage_problem holes[] = {
        {STR("https://www.tuayang.example/a-2565.pdf"), PROBLEM_NOT_FOUND, STR_NONE},
        {STR("https://www.tuayang.example/b-2565.pdf"), PROBLEM_TIMEOUT, STR_NONE},
        {STR("https://www.tuayang.example/c-2563.pdf"), PROBLEM_NOT_FOUND, STR_NONE}};
    struct candidate place[] = {
        {.url = STR("https://www.tuayang.example/2564.pdf"), .fiscal_year = 2564, .taken = true},
        {.url = holes[0].url, .fiscal_year = 2565, .words = STR("measures")},
        {.url = holes[1].url, .fiscal_year = 2565},
        {.url = holes[2].url, .fiscal_year = 2563}};
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;
    const char *head = "Found by an older paper, while the link to the newer one is dead";

    c->coverage.problem = holes;
    c->coverage.problem_n = 3;
    c->missing_n = 0;
    c->to_do.n = 0;
    i->candidate = place;
    i->candidate_n = 4;
    report_todo(c, LANG_EN, false, 100, &f->out);
    assert_null(strstr(buf_cstr(&f->out), head));
    i->verdict = i->machine_verdict = VERDICT_FOUND;
    for (int summary = 0; summary < 2; summary++) {
        buf_clear(&f->out);
        (summary ? report_summary : report_todo)(c, LANG_EN, false, 100, &f->out);
        assert_non_null(strstr(buf_cstr(&f->out), head));
        assert_non_null(strstr(buf_cstr(&f->out), "https://www.tuayang.example/a-2565.pdf\n"));
        assert_null(strstr(buf_cstr(&f->out), "c-2563.pdf\n"));
    }
    assert_non_null(strstr(buf_cstr(&f->out), "measures"));
}

/* A line never begins with a vowel that stands behind its letter, nor ends with one that stands before it. */
static void
vowels_stay_with_their_letters(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;

    i->fix =
        STR("แก้คำเทำไมำแก้คำเทำไมำแก้คำเทำไมำแก้คำเทำไมำแก้คำเทำไมำแก้คำเทำไมำแก้คำเทำไมำแก้คำเทำไมำแก้คำเทำไมำ");
    for (int columns = 40; columns < 60; columns++) {
        struct str rest, line;

        report_todo(c, LANG_TH, false, columns, &f->out);
        rest = buf_view(&f->out);
        while (str_next(&rest, '\n', &line)) {
            line = str_trim(line);
            assert_false(str_starts(line, STR("ำ")));
            assert_false(str_ends(line, STR("แ")) || str_ends(line, STR("เ")) || str_ends(line, STR("ไ")));
        }
        buf_clear(&f->out);
    }
}

/* A small card, whole, as it was read by a person and agreed to. */
static void
small_card_is_golden(void **state)
{
    struct fixture *f = *state;
    struct buf golden;

    buf_init(&golden, 1 << 20);
    assert_int_equal(file_read(FIXTURES "/report/small.txt", &golden, NULL), 0);
    write_all(example_small(f->a), LANG_EN, false, 100, &f->out);
    assert_string_equal(buf_cstr(&f->out), buf_cstr(&golden));
    buf_free(&golden);
}

/* The summary says what the page on paper says: range, counts, gains, addresses, and what was not seen. */
static void
summary_says_what_matters(void **state)
{
    struct fixture *f = *state;
    const char *text;

    report_summary(example_card(f->a), LANG_EN, false, 100, &f->out);
    text = buf_cstr(&f->out);
    assert_non_null(strstr(text, "76.09–81.57 / 100   after all corrections 100.00"));
    assert_non_null(strstr(text, "✗ Missing 3"));
    assert_non_null(strstr(text, "+12.50  ✗ O43"));
    assert_non_null(strstr(text, "±3.13  ? O39"));
    assert_non_null(strstr(text, "https://www.tuayang.example/รายงาน/รอบ-6-เดือน-2564.pdf"));
    assert_non_null(strstr(text, "The visit is not complete"));
    assert_non_null(strstr(text, "2 × the server did not answer in time"));
}

/* A site that let nobody in: the cause and the next step, no score, no counts, no list of tasks. */
static void
unreadable_is_said_plainly(void **state)
{
    struct fixture *f = *state;
    const char *text;

    report_summary(example_unreadable(f->a), LANG_EN, false, 100, &f->out);
    text = buf_cstr(&f->out);
    assert_non_null(strstr(text, "The site could not be read"));
    assert_non_null(strstr(text, "a protection page stands before the site"));
    assert_null(strstr(text, "/ 100"));
    assert_null(strstr(text, "What to do first"));
}

/* A visit that our own budget cut short is not a site that let nobody in. */
static void
budget_is_not_the_site(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_unreadable(f->a);

    c->coverage.fetched = 1;
    c->coverage.skipped_limit = 40;
    report_summary(c, LANG_EN, false, 100, &f->out);
    assert_null(strstr(buf_cstr(&f->out), "The site could not be read"));
    assert_non_null(strstr(buf_cstr(&f->out), "0.00–100.00 / 100"));
}

/* An unscored checklist is counted, and its tasks show no points. */
static void
unscored_has_no_points(void **state)
{
    struct fixture *f = *state;

    report_summary(example_unscored(f->a), LANG_EN, false, 100, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "no published scoring"));
    assert_null(strstr(buf_cstr(&f->out), "+0.00"));
}

/* The note of one item of a card, 100 columns wide. */
static const char *
note_of(struct fixture *f, const struct scorecard *c, const char *id, enum lang lang, int columns)
{
    buf_clear(&f->out);
    report_explain(c, card_item(c, str_of(id)), lang, false, columns, &f->out);
    return buf_cstr(&f->out);
}

/* What is found is called so in one word, whether or not all that is advice only is shown; that is said not
 * to count. */
static void
advice_does_not_count(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    struct element_result *e = (struct element_result *)card_item(c, STR("O1"))->element;

    assert_non_null(strstr(note_of(f, c, "O1", LANG_EN, 100), "Found  confidence"));
    e[2].met = MET_NO;
    assert_non_null(strstr(note_of(f, c, "O1", LANG_EN, 100), "Found  confidence"));
    assert_non_null(strstr(buf_cstr(&f->out), "advice only: it does not count"));
}

/* A place that the site does not promise is suggested, not accused: no status, no quotation marks. */
static void
suggested_place_is_no_failure(void **state)
{
    struct fixture *f = *state;
    const char *text = note_of(f, example_card(f->a), "O33", LANG_EN, 100);

    assert_non_null(strstr(text,
                           "Where it should be\n  should be published at: https://www.tuayang.example/ (the "
                           "page where a visitor would look)\n  subject: การมีส่วนร่วม\n"));
    assert_null(strstr(text, "Addresses that do not deliver"));
    assert_null(strstr(text, "\"การมีส่วนร่วม\""));
    assert_null(strstr(text, "HTTP"));
}

/* Of what could not be looked at nobody knows that it is not published. */
static void
unseen_place_is_to_be_looked_at(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    const char *text;

    ((struct item_result *)card_item(c, STR("O33")))->verdict = VERDICT_UNASSESSED;
    text = note_of(f, c, "O33", LANG_EN, 100);
    assert_non_null(
        strstr(text, "Where to look for it\n  to be looked for at: https://www.tuayang.example/"));
    assert_null(strstr(text, "should be published"));
}

/* What delivers and was not needed was not refused; the address of the one taken is no second place. */
static void
places_as_good_are_not_refused(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct candidate *d = (struct candidate *)c->item[0].candidate;

    d[1].as_well = true;
    d[1].url = c->item[0].evidence[0].final_url;
    assert_non_null(
        strstr(note_of(f, c, "O11", LANG_EN, 100), "2. would do as well, one before it was taken: "));
    assert_non_null(strstr(buf_cstr(&f->out), "cited as evidence: 1\n"));
    d[1].url = d[0].url;
    assert_non_null(strstr(note_of(f, c, "O11", LANG_EN, 100),
                           "2. the same address as number 1, named by other words\n"));
    d[1].as_well = false;
    d[1].together = true;
    d[1].url = STR("https://www.tuayang.example/news/512");
    assert_non_null(strstr(note_of(f, c, "O11", LANG_EN, 100), "2. counts together with the one taken: "));
    assert_null(strstr(buf_cstr(&f->out), "not taken"));
}

/* A frame that nobody clicks is no step of the way. */
static void
click_path_has_no_empty_step(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);

    ((struct str *)c->item[0].evidence[0].path.v)[1] = STR(" ");
    assert_non_null(strstr(note_of(f, c, "O11", LANG_EN, 100), "Click path: หน้าหลัก › O11 "));
}

/* When nothing at all is shown, the reason is told once; what could not be looked at has no confidence. */
static void
the_same_reason_is_told_once(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    struct item_result *i = (struct item_result *)card_item(c, STR("O33"));
    struct element_result *e = (struct element_result *)i->element;
    const char *first;

    for (size_t k = 0; k < i->element_n; k++) {
        e[k].met = MET_NO;
        e[k].note.id = "looked for in title, heading and file name";
    }
    first = strstr(note_of(f, c, "O33", LANG_EN, 100), "looked for in title");
    assert_non_null(first);
    assert_null(strstr(first + 1, "looked for in title"));
    assert_non_null(strstr(buf_cstr(&f->out), "confidence"));
    assert_null(strstr(note_of(f, c, "O9", LANG_EN, 100), "confidence"));
}

/* Elements are named in English where the pack does, in the reason too. */
static void
elements_are_named_in_english(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;
    struct element_result *e = (struct element_result *)i->element;

    e[2].text_en = STR("problems and suggestions");
    i->reason = (struct say){"is there, but lacks: {1}", {e[2].text}};
    assert_non_null(strstr(note_of(f, c, "O11", LANG_EN, 100),
                           "Reason: is there, but lacks: problems and suggestions\n"));
    assert_non_null(strstr(buf_cstr(&f->out), "\n  ✗ problems and suggestions\n"));
    assert_null(strstr(buf_cstr(&f->out), "มีหัวข้อปัญหา"));
    assert_non_null(strstr(note_of(f, c, "O11", LANG_TH, 100), "มีหัวข้อปัญหา"));
}

/* An address inside a sentence can be copied from one line, whatever the width. */
static void
addresses_stay_whole(void **state)
{
    static const char address[] =
        "https://www.tuayang.example/a/long/way/to/the/page.php?id=1234567890&menu=12";
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;

    i->reason = (struct say){"open {1} in a browser and look, or scan again when the server answers",
                             {str_of(address)}};
    i->settle = (struct say){"(“{1}”) was read", {str_of(address)}};
    for (int columns = 40; columns < 130; columns++) {
        const char *first = strstr(note_of(f, c, "O11", LANG_EN, columns), address);

        assert_non_null(first);
        assert_non_null(strstr(first + 1, address));
    }
}

/* A line ends at a blank when that leaves it long enough, else between syllables, never before a silent
 * letter. */
static void
lines_end_between_syllables(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;

    i->fix = STR("มาตรการป้องกันการทุจริตและ ประพฤติมิชอบของเจ้าหน้าที่ ประกาศเจตนารมณ์การแจ้งให้ทราบและประโยชน์ที่ได้รับ");
    for (int columns = 44; columns < 100; columns++) {
        struct str rest, line;

        buf_clear(&f->out);
        report_todo(c, LANG_TH, false, columns, &f->out);
        rest = buf_view(&f->out);
        while (str_next(&rest, '\n', &line)) {
            line = str_trim(line);
            assert_false(str_starts(line, STR("ณ์")) || str_starts(line, STR("น์")));
            assert_false(str_ends(line, STR("การทุจ")));
        }
    }
}

/* The note says as of which day it judges. */
static void
day_of_judging_is_said(void **state)
{
    struct fixture *f = *state;

    assert_non_null(
        strstr(note_of(f, example_card(f->a), "O1", LANG_EN, 100), "\nJudged as of: 12 Mar 2022\n"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hostile_texts_cannot_steer, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(records_stay_one_line, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(colours_only_when_asked, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(lines_fit, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(thai_is_cut_between_letters, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(tasks_are_told_in_short, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(dead_links_beside_what_was_found, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(vowels_stay_with_their_letters, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(small_card_is_golden, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(summary_says_what_matters, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(unreadable_is_said_plainly, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(budget_is_not_the_site, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(unscored_has_no_points, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(advice_does_not_count, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(suggested_place_is_no_failure, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(unseen_place_is_to_be_looked_at, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(places_as_good_are_not_refused, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(click_path_has_no_empty_step, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(the_same_reason_is_told_once, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(elements_are_named_in_english, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(addresses_stay_whole, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(lines_end_between_syllables, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(day_of_judging_is_said, written_setup, written_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
