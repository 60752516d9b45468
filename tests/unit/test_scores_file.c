/* The file of results: every way an office may write it is understood, every mistake is told at its place,
 * and the published result of FY2565 comes out as it was published. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/loaded_rules.h"
#include <cmocka.h>

#include "base/buf.h"
#include "cli/scores_file.h"
#include "rules/score.h"
#include <stdio.h>
#include <string.h>

#define RULES FIXTURES "/../rules"

struct fixture {
    struct arena *a;
    struct catalog *catalog;
};

static int
setup(void **state)
{
    static struct fixture f;

    f.a = arena_new(0);
    f.catalog = loaded_rules(RULES);
    *state = &f;
    return 0;
}

static int
teardown(void **state)
{
    struct fixture *f = *state;

    catalog_free(f->catalog);
    arena_free(f->a);
    return 0;
}

static const struct scores *
parse(void **state, const char *name, const char *text)
{
    struct fixture *f = *state;
    struct err e = {0};
    const struct scores *s = scores_file_parse(f->a, name, str_of(text), &e);

    if (s == NULL)
        print_error("%s: %s (%s)\n", e.input, e.what, e.next);
    assert_non_null(s);
    return s;
}

static void
assert_fails(void **state, const char *name, const char *text, const char *input, const char *word)
{
    struct fixture *f = *state;
    struct err e = {0};

    assert_null(scores_file_parse(f->a, name, str_of(text), &e));
    assert_string_equal(e.input, input);
    assert_non_null(strstr(e.what, word));
    assert_true(e.next[0] != '\0');
    assert_int_equal(e.code == ERR_CONFIG || e.code == ERR_RULES, 1);
}

static void
assert_figure(const struct figures *f, size_t i, const char *id, const char *name, int score)
{
    assert_true(i < f->n);
    assert_int_equal(f->v[i].score, score);
    assert_true(str_eq(f->v[i].id, str_of(id)));
    assert_true(str_eq(f->v[i].name, str_of(name)));
}

/* A list, scores by number, scores by name, a line with commas, and one score for the whole instrument. */
static void
figures_in_every_spelling(void **state)
{
    const struct scores_year *y;

    y = scores_of(parse(state, "s.yaml", "iit: [84.72, 75.9]\neit: 74.76, 66.78\noit: {9: 94.64, 10: 100}\n"),
                  2566, 2566);
    assert_figure(&y->iit, 0, "", "", 8472);
    assert_figure(&y->iit, 1, "", "", 7590);
    assert_figure(&y->eit, 1, "", "", 6678);
    assert_figure(&y->oit, 0, "9", "", 9464);
    assert_figure(&y->oit, 1, "10", "", 10000);
    y = scores_of(parse(state, "s", "iit: 78.35\neit:\n  quality: 74.76\n"), 2566, 2566);
    assert_int_equal(y->iit.n, 1);
    assert_figure(&y->iit, 0, "", "", 7835);
    assert_figure(&y->eit, 0, "", "quality", 7476);
    assert_int_equal(y->total, NO_SCORE);
}

/* What stands at the left edge is this year's, last_year the year before; years may be listed; none is mixed
 * up. */
static void
years_are_told_apart(void **state)
{
    const struct scores *s =
        parse(state, "s.yaml",
              "fiscal_year: 2566\niit: [90]\nlast_year:\n  iit: [80]\n  total: 83.67\n  level: B\n");

    assert_int_equal(s->n, 2);
    assert_figure(&scores_of(s, 2566, 2568)->iit, 0, "", "", 9000);
    assert_figure(&scores_of(s, 2565, 2568)->iit, 0, "", "", 8000);
    assert_int_equal(scores_of(s, 2565, 2568)->total, 8367);
    assert_null(scores_of(s, 2568, 2568));
    s = parse(state, "s.yaml", "years:\n  2565: {iit: [80], lost: [O11, O24]}\n  2564: {iit: [70]}\n");
    assert_int_equal(scores_of(s, 2565, 2566)->lost_n, 2);
    assert_false(scores_of(s, 2564, 2566)->lost_told);
    s = parse(state, "s.yaml",
              "years:\n  - {fiscal_year: 2565, iit: [80]}\n  - {fiscal_year: 2566, iit: [81]}\n");
    assert_int_equal(s->year[0].fiscal_year, 2566);
    s = parse(state, "s.yaml", "IIT: [90]\nlast_year: {iit: [70]}\n");
    assert_figure(&scores_of(s, 2567, 2568)->iit, 0, "", "", 7000);
    assert_null(scores_of(s, 2566, 2568));
    s = parse(state, "s.yaml", "iit: [90]\nlast_year: 83.67\n");
    assert_int_equal(scores_of(s, 2565, 2566)->total, 8367);
    s = parse(state, "s.yaml", "iit: [90]\nlast_year: {year: 2565, iit: [80]}\n");
    assert_figure(&scores_of(s, 2566, 2566)->iit, 0, "", "", 9000);
}

/* Each mistake names line and column and what to do. */
static void
mistakes_of_yaml_are_placed(void **state)
{
    assert_fails(state, "s.yaml", "iit: [84.72,\n  101]\n", "s.yaml:2:3", "101");
    assert_fails(state, "s.yaml", "iit: [1]\neti: [2]\n", "s.yaml:2:1", "eti");
    assert_fails(state, "s.yaml", "fiscal_year: 2022\niit: [1]\n", "s.yaml:1:14", "2022");
    assert_fails(state, "s.yaml", "iit: [1]\nyears: [{iit: [2]}]\n", "s.yaml:2:9", "year");
    assert_fails(state, "s.yaml", "iit: [1]\nlast_year: often\n", "s.yaml:2:12", "often");
    assert_fails(state, "s.yaml", "years:\n  2565: {iit: [1], last_year: {iit: [2]}}\n", "s.yaml:2:20",
                 "other years");
    assert_fails(state, "s.yaml", "iit: [1]\nlost: O11\n", "s.yaml:2:7", "");
    assert_fails(state, "s.yaml", "level: []\n", "s.yaml:1:8", "");
    assert_fails(state, "s.yaml", "fiscal_year: 2565\n", "s.yaml", "no score");
    assert_fails(state, "s.yaml", "PK\x03\x04", "s.yaml", "workbook");
}

/* English or Thai headings, comma or semicolon, names beside numbers, items of OIT, the total. */
static void
tables_are_read(void **state)
{
    const struct scores_year *y;

    y = scores_of(parse(state, "s.csv",
                        "year,instrument,indicator,score\n2565,IIT,1,84.72\n2565,EIT,6 quality,74.76\n"
                        "2565,OIT,9,94.64\n2565,OIT,O11,0\n2565,OIT,O12,100\n2565,ITA,,83.67\n"),
                  2565, 2566);
    assert_figure(&y->iit, 0, "1", "", 8472);
    assert_figure(&y->eit, 0, "6", "", 7476);
    assert_figure(&y->oit, 0, "9", "", 9464);
    assert_int_equal(y->lost_n, 1);
    assert_true(str_eq_nocase(y->lost[0], STR("O11")));
    assert_int_equal(y->total, 8367);
    y = scores_of(parse(state, "s.csv",
                        "\xef\xbb\xbf"
                        "เครื่องมือ;ตัวชี้วัด;คะแนน;ปีงบประมาณ\r\nแบบ IIT;๑;๘๔.๗๒;๒๕๖๕\r\nคะแนนรวม;;๘๓.๖๗;๒๕๖๕\r\n"),
                  2565, 2566);
    assert_figure(&y->iit, 0, "1", "", 8472);
    assert_int_equal(y->total, 8367);
    y = scores_of(parse(state, "s.csv", "indicator,score\n2,75.9\nEIT 6,74.76\n9,94.64\nO24,0\nITA,83.67\n"),
                  2566, 2566);
    assert_figure(&y->iit, 0, "2", "", 7590);
    assert_figure(&y->eit, 0, "6", "", 7476);
    assert_figure(&y->oit, 0, "9", "", 9464);
    assert_int_equal(y->lost_n, 1);
    assert_int_equal(y->total, 8367);
}

static void
mistakes_of_tables_are_placed(void **state)
{
    assert_fails(state, "s.csv", "a,b\n1,2\n", "s.csv:1:1", "heading");
    assert_fails(state, "s.csv", "instrument,score\nIIT,84.723\n", "s.csv:2:2", "score");
    assert_fails(state, "s.csv", "instrument,score\nIIT,84\nXIT,3\n", "s.csv:3:1", "instrument");
    assert_fails(state, "s.csv", "year,instrument,score\n2022,IIT,84\n", "s.csv:2:1", "year");
    assert_fails(state, "s.csv", "instrument,score\n\"IIT,84\n", "s.csv:2:1", "");
    assert_fails(state, "s.csv", "", "s.csv", "no score");
}

/* More figures, items, years or lines than there can be are refused, not cut off. */
static void
too_much_is_refused(void **state)
{
    struct buf b;

    buf_init(&b, 1 << 20);
    buf_z(&b, "iit: [1");
    for (int i = 0; i < 40; i++)
        buf_z(&b, ", 1");
    buf_z(&b, "]\n");
    assert_fails(state, "s.yaml", buf_cstr(&b), "s.yaml:1:52", "too many");
    buf_clear(&b);
    buf_z(&b, "iit: [1]\nlost: [O1");
    for (int i = 0; i < 100; i++)
        buf_z(&b, ", O1");
    buf_z(&b, "]\n");
    assert_fails(state, "s.yaml", buf_cstr(&b), "s.yaml:2:264", "too many");
    buf_clear(&b);
    buf_z(&b, "instrument,score\n");
    for (int i = 0; i < 600; i++)
        buf_z(&b, "ITA,1\n");
    assert_fails(state, "s.csv", buf_cstr(&b), "s.csv:502:1", "too long");
    buf_free(&b);
}

static const char golden[] =
    "fiscal_year: 2565\niit: [84.72, 75.90, 81.11, 71.62, 78.38]\neit: [74.76, 66.78, 70.81]\n";

static struct scorecard
card_of(void **state, const char *more)
{
    struct fixture *f = *state;
    struct buf b;
    struct scorecard c;
    const struct scores *s;

    buf_init(&b, 4096);
    buf_printf(&b, "%s%s", golden, more);
    s = parse(state, "s.yaml", arena_str(f->a, buf_view(&b)).p);
    assert_true(scores_card(&s->year[0], catalog_pack(f->catalog, STR("2565")), f->a, &c));
    buf_free(&b);
    return c;
}

/* The published table of FY2565: from the two lost items, and again from the published figures of OIT. */
static void
published_result_of_2565(void **state)
{
    struct scorecard c = card_of(state, "lost: [O11, O24]\n");

    assert_int_equal(c.iit, 7835);
    assert_int_equal(c.eit, 7078);
    assert_int_equal(c.indicator[0].sub[1].low, 8750);
    assert_int_equal(c.indicator[0].sub[2].low, 8571);
    assert_int_equal(c.indicator[0].low, 9464);
    assert_int_equal(c.indicator[1].low, 10000);
    assert_int_equal(c.low, 9732);
    assert_int_equal(c.ita_low, 8367);
    assert_true(str_eq(c.level, STR("B")));
    assert_int_equal(c.points_iit, 2350); /* 23.5038, not 30 per cent of the rounded mean */
    assert_int_equal(c.points_eit, 2124);
    assert_int_equal(c.points_low, 3893);
    c = card_of(state, "oit: {9: 94.64, 10: 100}\n");
    assert_int_equal(c.low, 9732);
    assert_int_equal(c.ita_low, 8367);
    assert_int_equal(c.indicator[0].low, 9464);
    assert_true(str_eq(c.level, STR("B")));
    assert_int_equal(c.item_n, 0);
    c = card_of(state, "");
    assert_int_equal(c.low, NO_SCORE);
    assert_int_equal(c.ita_low, NO_SCORE);
    assert_int_equal(c.level.n, 0);
    assert_int_equal(c.indicator[1].low, NO_SCORE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(figures_in_every_spelling, setup, teardown),
        cmocka_unit_test_setup_teardown(years_are_told_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(mistakes_of_yaml_are_placed, setup, teardown),
        cmocka_unit_test_setup_teardown(tables_are_read, setup, teardown),
        cmocka_unit_test_setup_teardown(mistakes_of_tables_are_placed, setup, teardown),
        cmocka_unit_test_setup_teardown(too_much_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(published_result_of_2565, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
