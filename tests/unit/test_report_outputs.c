/* The small outputs: what each makes of a text, of a verdict, of a site that could not be read. */
#include "report/card.h"
#include "report/csv.h"
#include "report/junit.h"
#include "report/line.h"
#include "report/markdown.h"
#include "report/nagios.h"
#include "report/plain.h"
#include "report/sarif.h"
#include "report/xlsx.h"
#include "tests/support/example_card.h"
#include "tests/support/written.h"
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef void text_fn(struct buf *out, struct str s);

struct example {
    const char *given, *expected;
};

static void
each(struct fixture *f, text_fn *write, const struct example *e, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_clear(&f->out);
        write(&f->out, str_of(e[i].given));
        assert_string_equal(buf_cstr(&f->out), e[i].expected);
    }
}

#define EACH(f, write, examples) each((f), (write), (examples), sizeof(examples) / sizeof((examples)[0]))

/* A field is quoted; what a spreadsheet would compute, even behind blanks and quotes, gets an apostrophe. */
static void
csv_fields_are_disarmed(void **state)
{
    static const struct example examples[] = {
        {"", ""},
        {"plain", "\"plain\""},
        {"say \"yes\"", "\"say \"\"yes\"\"\""},
        {"two\r\nlines", "\"two  lines\""},
        {"=1+1", "\"'=1+1\""},
        {"+66 2 123", "\"'+66 2 123\""},
        {"-", "\"'-\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"  =1", "\"'  =1\""},
        {"\"=1", "\"'\"\"=1\""},
        {"\tx", "\"' x\""},
        {"\xef\xbc\x9d"
         "1",
         "\"'\xef\xbc\x9d"
         "1\""},                                   /* full-width = */
        {"\xe2\x80\x8b=1", "\"'\xe2\x80\x8b=1\""}, /* behind a zero-width space */
        {"a=1", "\"a=1\""},
        {"\x1b[2J", "\"\xe2\x90\x9b[2J\""},
    };

    EACH(*state, csv_text, examples);
}

/* Every sign of Markdown is text; what job pages read as a name, a number or an address is taken apart. */
static void
markdown_texts_are_texts(void **state)
{
    static const struct example examples[] = {
        {"plain", "plain"},
        {"*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"},
        {"a|b", "a\\|b"},
        {"<b>", "&lt;b&gt;"},
        {"# x", "\\# x"},
        {"1.5", "1\\.5"},
        {"@someone", "\\@\xe2\x80\x8bsomeone"},
        {"http://x", "`http://x`"},
        {"see (http://127.0.0.1:80/a_b*c?d=[e]@f#g).", "see \\(`http://127.0.0.1:80/a_b*c?d=[e]@f#g`\\)\\."},
        {"http://x`y` *z*", "`http://x`\\`y\\` \\*z\\*"},
        {"http://x|y\\z <b>", "`http://x`\\|y\\\\z &lt;b&gt;"},
        {"`http://x", "\\` `http://x`"},
        {"http://x\n# y", "`http://x` \\# y"},
        {"http://x\x1b[2J", "`http://x\xe2\x90\x9b[2J`"},
        {"http://", "http\\:\xe2\x80\x8b\\/\\/"},
        {"www.x", "www\\.\xe2\x80\x8bx"},
        {"[x](y)", "\\[x\\]\\(y\\)"},
        {"two\nlines", "two lines"},
    };

    EACH(*state, markdown_text, examples);
}

/* The site's words stand in a code span that none of its own back-ticks ends, and that splits no table. */
static void
markdown_quotes_are_code(void **state)
{
    static const struct example examples[] = {
        {"", ""},
        {"@someone", "` @someone `"},
        {"a`b", "`` a`b ``"},
        {"``", "``` `` ```"},
        {"a|b", "` a\xe2\x94\x82"
                "b `"},
        {"a\n\n# b", "` a  # b `"},
    };

    EACH(*state, markdown_quote, examples);
}

/* A line that is too long ends with an ellipsis, and no Thai mark loses its letter. */
static void
lines_are_cut_whole(void **state)
{
    struct fixture *f = *state;

    assert_string_equal(plain_line(f->a, STR("abcdef"), 6).p, "abcdef");
    assert_string_equal(plain_line(f->a, STR("abcdefg"), 6).p, "abcde\xe2\x80\xa6");
    assert_string_equal(plain_line(f->a, STR("\xe0\xb8\x81\xe0\xb8\xb5\xe0\xb9\x88\xe0\xb8\x81"), 3).p,
                        "\xe2\x80\xa6");
    assert_string_equal(plain_line(f->a,
                                   STR("a\x01"
                                       "b\x7f"),
                                   9)
                            .p,
                        "a\xe2\x90\x81"
                        "b\xe2\x90\xa1");
}

static const char *
first_line(struct fixture *f, struct scorecard *c)
{
    buf_clear(&f->out);
    line_write(c, LANG_EN, &f->out);
    return buf_cstr(&f->out);
}

/*
 * Given: a score above that of the visit before, and an item that counts now and could not be looked at then.
 * Expected: no arrow, for nobody knows whether the site has done anything; with the same item looked at in
 * both, the arrow and by how much.
 */
static void
chat_calls_no_better_look_a_better_site(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    struct item_result *i = (struct item_result *)c->item;
    const struct history before = {STR("2023-03-01"), c->low - 100, c->high, 1};

    c->history = &before;
    c->history_n = 1;
    for (size_t k = 0; k < c->item_n; k++)
        if (i[k].verdict == VERDICT_UNASSESSED)
            i[k].previous = "unassessed";
    while (i->verdict != VERDICT_FOUND)
        i++;
    i->previous = "unassessed";
    assert_int_equal(card_change(i), 0);
    assert_null(strstr(first_line(f, c), "\xe2\x96\xb2"));
    i->previous = "missing";
    assert_int_equal(card_change(i), 1);
    assert_non_null(strstr(first_line(f, c), "(\xe2\x96\xb2"
                                             "1.00)"));
}

/* A name that a chat would make a link of gives way to the host; abbreviations stay. */
static void
chat_shows_no_foreign_address(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);

    c->agency = STR("win big http://evil.example");
    assert_null(strstr(first_line(f, c), "evil"));
    assert_non_null(strstr(first_line(f, c), "www.tuayang.example"));
    c->agency = STR("evil.example");
    assert_null(strstr(first_line(f, c), "evil"));
    c->agency = STR("\xe0\xb8\xad\xe0\xb8\x9a\xe0\xb8\x95.\xe0\xb8\x95\xe0\xb8\xb1\xe0\xb8\xa7");
    assert_non_null(strstr(first_line(f, c), c->agency.p));
}

/* What a person must look at and what could not be looked at are counted apart, as in the result document,
 * and in the words of the verdicts; so is what is waived. */
static void
open_items_are_counted_apart(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);

    assert_non_null(
        strstr(first_line(f, c),
               "\nFound 34 \xc2\xb7 to mend 5 \xc2\xb7 A person must look 2 \xc2\xb7 Could not look 1"
               " \xc2\xb7 Waived 1 \xc2\xb7"));
    buf_clear(&f->out);
    nagios_write(c, LANG_EN, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out),
                           " 34 of 43 items found, 5 to mend, 2 for a person to look at, 1 that "
                           "could not be looked at | "));
    assert_non_null(strstr(buf_cstr(&f->out), " unassessed=1;;;0 review=2;;;0 waived=1;;;0 "));
}

/* The state follows the policy; without a score or a page the figures are U, never 0. */
static void
monitor_knows_unknown(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    static const struct {
        enum standing standing;
        const char *word;
    } states[] = {
        {STANDING_MET, "OIT OK - "}, {STANDING_BROKEN, "OIT WARNING - "}, {STANDING_OPEN, "OIT UNKNOWN - "}};

    for (size_t i = 0; i < 3; i++) {
        buf_clear(&f->out);
        c->standing = states[i].standing;
        nagios_write(c, LANG_EN, &f->out);
        assert_ptr_equal(strstr(buf_cstr(&f->out), states[i].word), buf_cstr(&f->out));
    }
    buf_clear(&f->out);
    nagios_write(example_unreadable(f->a), LANG_EN, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "OIT UNKNOWN - "));
    assert_non_null(strstr(buf_cstr(&f->out), "| score_low=U score_high=U found=0;;;0 "));
    buf_clear(&f->out);
    nagios_write(example_unscored(f->a), LANG_EN, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "score_low=U"));
}

/* A site that let nobody in fails no test case: each is skipped, and says why. */
static void
unreadable_site_fails_no_case(void **state)
{
    struct fixture *f = *state;

    junit_write(example_unreadable(f->a), LANG_EN, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "tests=\"43\" failures=\"0\" errors=\"0\" skipped=\"43\""));
    assert_null(strstr(buf_cstr(&f->out), "<failure"));
}

/* What a person has waived is still told, as suppressed; what is found is no result. */
static void
waived_results_are_suppressed(void **state)
{
    struct fixture *f = *state;
    json_t *root, *results, *one;
    size_t i, suppressed = 0;

    sarif_write(example_card(f->a), LANG_EN, &f->out);
    root = json_loadb(f->out.p, f->out.n, 0, NULL);
    results = json_object_get(json_array_get(json_object_get(root, "runs"), 0), "results");
    assert_int_equal(json_array_size(results), 9); /* 5 to mend, 3 open, 1 waived */
    json_array_foreach(results, i, one)
    {
        if (!json_object_get(one, "suppressions"))
            continue;
        suppressed++;
        assert_string_equal(json_string_value(json_object_get(one, "ruleId")), "O6");
        assert_string_equal(json_string_value(json_object_get(one, "level")), "error");
    }
    assert_int_equal(suppressed, 1);
    json_decref(root);
}

/* The same card gives the same workbook, byte for byte, in either language. */
static void
workbook_knows_no_clock(void **state)
{
    struct fixture *f = *state;
    const struct scorecard *c = example_card(f->a);

    for (int lang = LANG_TH; lang <= LANG_EN; lang++) {
        size_t half;

        buf_clear(&f->out);
        xlsx_write(c, (enum lang)lang, &f->out);
        half = f->out.n;
        assert_true(half > 10000);
        xlsx_write(c, (enum lang)lang, &f->out);
        assert_int_equal(f->out.n, 2 * half);
        assert_memory_equal(f->out.p, f->out.p + half, half);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(csv_fields_are_disarmed, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(markdown_texts_are_texts, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(markdown_quotes_are_code, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(lines_are_cut_whole, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(chat_calls_no_better_look_a_better_site, written_setup,
                                        written_teardown),
        cmocka_unit_test_setup_teardown(chat_shows_no_foreign_address, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(open_items_are_counted_apart, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(monitor_knows_unknown, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(unreadable_site_fails_no_case, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(waived_results_are_suppressed, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(workbook_knows_no_clock, written_setup, written_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
