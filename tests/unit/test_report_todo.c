/* The list of what to do as a table and as a calendar, and two visits compared: what the receiving programs
 * see. */
#include "base/utf8.h"
#include "report/report.h"
#include "report/todo.h"
#include "tests/support/example_card.h"
#include "tests/support/hostile.h"
#include "tests/support/written.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define COLUMNS 13
#define LINE_OCTETS 75

/* ------------------------------------------------------------------ the table */

/* One quoted field from *at on, without its marks; *at moves behind what ends it. */
static struct str
next_field(struct arena *a, struct str csv, size_t *at)
{
    struct buf b;
    struct str s;

    buf_init(&b, REPORT_BYTES_MAX);
    assert_int_equal(csv.p[*at], '"');
    for (++*at; *at < csv.n; ++*at) {
        if (csv.p[*at] == '"' && *at + 1 < csv.n && csv.p[*at + 1] == '"')
            ++*at;
        else if (csv.p[*at] == '"')
            break;
        buf_char(&b, csv.p[*at]);
    }
    ++*at;
    s = arena_str(a, buf_view(&b));
    buf_free(&b);
    return s;
}

/* Every row has its columns and its end; each field is looked at.  Returns how many rows there are. */
static size_t
walk_table(struct arena *a, struct str csv, void (*look)(const char *name, struct str field),
           const char *name)
{
    size_t at = 3, rows = 0;

    assert_true(str_starts(csv, STR("\xef\xbb\xbf")));
    while (at < csv.n) {
        for (int c = 0; c < COLUMNS; c++) {
            look(name, next_field(a, csv, &at));
            if (c < COLUMNS - 1)
                assert_int_equal(csv.p[at++], ',');
        }
        assert_true(str_starts(str_sub(csv, at, csv.n), STR("\r\n")));
        at += 2;
        rows++;
    }
    return rows;
}

/* A spreadsheet takes none of it for a formula, and no cell holds what one cannot see. */
static void
harmless_field(const char *name, struct str field)
{
    for (size_t at = 0; at < field.n;) {
        size_t from = at;
        uint32_t c = utf8_next(field, &at);

        if (from == 0 && (c == '=' || c == '+' || c == '-' || c == '@' || c == 0xff1d || c == 0xff0b ||
                          c == 0xff0d || c == 0xff20))
            fail_msg("%s: a field begins with U+%04X", name, (unsigned)c);
        if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x202e || c == 0x2028)
            fail_msg("%s: U+%04X in a field", name, (unsigned)c);
    }
}

/* One row an item to do and one of headings. */
static void
a_row_an_item(void **state)
{
    struct fixture *f = *state;
    const struct scorecard *c = example_card(f->a);

    report_todo_csv(c, LANG_TH, &f->out);
    assert_int_equal(walk_table(f->a, buf_view(&f->out), harmless_field, "example"), c->to_do.n + 1);
}

/* Points for a small job: what a job of another size is worth beside it. */
static double
worth(const struct scorecard *c, const struct item_result *i)
{
    static const int jobs[] = {1, 2, 4};

    return (double)i->gain_oit / jobs[todo_effort(c, i)];
}

/* Looking and mending a link are little work, adding to what is there is some, writing what is not there is
 * much. */
static void
effort_follows_what_was_seen(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    static const struct {
        const char *item;
        enum effort effort;
    } expected[] = {{"O9", EFFORT_SMALL},   {"O11", EFFORT_MEDIUM}, {"O16", EFFORT_SMALL},
                    {"O24", EFFORT_MEDIUM}, {"O33", EFFORT_LARGE},  {"O39", EFFORT_SMALL},
                    {"O43", EFFORT_LARGE}};

    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        for (size_t k = 0; k < c->item_n; k++)
            if (str_eq(c->item[k].id, str_of(expected[i].item)) &&
                todo_effort(c, &c->item[k]) != expected[i].effort)
                fail_msg("%s is %s", expected[i].item, effort_name(todo_effort(c, &c->item[k])));
}

/* A unit's tasks stand together, most points for the work first; the unit of the first of all is first. */
static void
grouped_by_unit(void **state)
{
    struct fixture *f = *state;
    const struct scorecard *c = example_card(f->a);
    const struct item_result **item;
    size_t n = todo_order(c, f->a, true, &item);

    assert_int_equal(n, c->to_do.n);
    for (size_t i = 1; i < n; i++) {
        if (str_eq(item[i]->owner, item[i - 1]->owner)) {
            assert_true(worth(c, item[i]) <= worth(c, item[i - 1]));
            continue;
        }
        for (size_t k = 0; k < i; k++)
            if (str_eq(item[k]->owner, item[i]->owner))
                fail_msg("the unit of %.*s stands in two places", STR_ARGS(item[i]->id));
    }
    n = todo_order(c, f->a, false, &item);
    for (size_t i = 1; i < n; i++)
        assert_true(worth(c, item[i]) <= worth(c, item[i - 1]));
}

/* ------------------------------------------------------------------ the calendar */

/* The lines without their folds; every folded line is short enough and ends between characters. */
static struct str
unfolded(struct arena *a, const char *name, struct str ics)
{
    struct buf b;
    struct str rest = ics, line, all;

    buf_init(&b, REPORT_BYTES_MAX);
    assert_true(str_ends(ics, STR("\r\n")));
    while (str_next(&rest, '\n', &line)) {
        if (line.n == 0)
            continue;
        if (line.n - 1 > LINE_OCTETS)
            fail_msg("%s: a line of %zu octets", name, line.n - 1);
        assert_int_equal(line.p[line.n - 1], '\r');
        assert_true(utf8_valid(line));
        line.n--;
        if (line.p[0] == ' ')
            b.n--; /* the line end that was a fold */
        buf_str(&b, line.p[0] == ' ' ? str_sub(line, 1, line.n) : line);
        buf_char(&b, '\n');
    }
    all = arena_str(a, buf_view(&b));
    buf_free(&b);
    return all;
}

/* Nothing a site wrote becomes a line of its own: every line is one of ours. */
static void
assert_ours(const char *name, struct str ics)
{
    static const char *const ours[] = {
        "BEGIN:",   "END:",     "VERSION:", "PRODID:",      "CALSCALE:",   "UID:",
        "DTSTAMP:", "DTSTART;", "DTEND;",   "SUMMARY:",     "TRANSP:",     "ACTION:",
        "TRIGGER;", "DUE;",     "STATUS:",  "DESCRIPTION:", "CATEGORIES:", "COMMENT:"};
    struct str line;

    while (str_next(&ics, '\n', &line)) {
        bool known = line.n == 0;

        for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
            known |= str_starts(line, str_of(ours[i]));
        if (!known)
            fail_msg("%s: a line of its own: %.*s", name, STR_ARGS(line));
        for (size_t at = 0; at < line.n;) {
            uint32_t c = utf8_next(line, &at);

            if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x202e || c == 0x2028)
                fail_msg("%s: U+%04X", name, (unsigned)c);
        }
    }
}

static size_t
times(struct str text, struct str what)
{
    size_t n = 0;

    for (size_t at = 0; (at = str_find(text, what, at)) != STR_NOT_FOUND; at += what.n)
        n++;
    return n;
}

/* A stretch of whole days ends on the day behind its last one; tasks are due when the window closes. */
static void
days_of_the_assessment(void **state)
{
    static const struct calendar_entry days[] = {
        {STR("oit_window"), "answers to the OIT checklist", {2022, 3, 1}, {2022, 4, 30}},
        {STR("results"), NULL, {2022, 12, 31}, {2022, 12, 31}},
    };
    struct fixture *f = *state;
    struct scorecard *c = example_card(f->a);
    struct str ics;

    c->calendar = days;
    c->calendar_n = 2;
    report_todo_ics(c, LANG_EN, &f->out);
    ics = unfolded(f->a, "example", buf_view(&f->out));
    assert_ours("example", ics);
    assert_int_equal(times(ics, STR("BEGIN:VEVENT\n")), 2);
    assert_int_equal(times(ics, STR("BEGIN:VTODO\n")), c->to_do.n);
    assert_int_equal(times(ics, STR("DUE;VALUE=DATE:20220430\n")), c->to_do.n);
    assert_int_equal(times(ics, STR("DTSTART;VALUE=DATE:20220301\nDTEND;VALUE=DATE:20220501\n")), 1);
    assert_int_equal(times(ics, STR("DTSTART;VALUE=DATE:20221231\nDTEND;VALUE=DATE:20230101\n")), 1);
}

/* Commas, semicolons and backslashes of a text are escaped; a line end of ours is \n. */
static void
texts_are_escaped(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    struct item_result *i = (struct item_result *)c->item;

    i->name = i->name_en = STR("a,b;c\\d");
    report_todo_ics(c, LANG_EN, &f->out);
    assert_int_equal(times(buf_view(&f->out), STR("SUMMARY:O11 a\\,b\\;c\\\\d\r\n")), 1);
}

/* ------------------------------------------------------------------ hostile texts, all of them */

static void
compare_with(struct arena *a, struct str w, struct changes *out)
{
    struct change *item = ARENA_NEW(a, struct change);
    struct changed_place *place = ARENA_NEW(a, struct changed_place);
    struct compared visit = {.run_id = w,
                             .started = w,
                             .as_of = w,
                             .pack_id = w,
                             .pack_sha256 = w,
                             .tool_version = w,
                             .low = 9732,
                             .high = NO_SCORE};

    *place = (struct changed_place){w, w, PLACE_REMOVED};
    *item = (struct change){.id = w,
                            .topic = w,
                            .name = w,
                            .name_en = w,
                            .from = VERDICT_FOUND,
                            .to = VERDICT_MISSING,
                            .machine_from = VERDICT_FOUND,
                            .machine_to = VERDICT_MISSING,
                            .kind = CHANGE_VANISHED,
                            .reason = {"{1}", {w}},
                            .place = place,
                            .place_n = 1};
    *out = (struct changes){.site_url = w,
                            .site_host = w,
                            .agency = w,
                            .pack_id = w,
                            .from = visit,
                            .to = visit,
                            .item = item,
                            .item_n = 1};
}

static void
look_at_changes(struct fixture *f, const struct hostile *h)
{
    struct changes c;
    json_t *root;

    compare_with(f->a, h->text, &c);
    buf_clear(&f->out);
    report_changes(&c, LANG_EN, false, 80, &f->out);
    for (size_t at = 0; at < f->out.n;) {
        uint32_t u = utf8_next(buf_view(&f->out), &at);

        if ((u < 0x20 && u != '\n') || (u >= 0x7f && u < 0xa0) || u == 0x202e || u == 0x2028)
            fail_msg("%s: U+%04X reaches the terminal", h->name, (unsigned)u);
    }
    assert_null(strstr(buf_cstr(&f->out), "rules have changed"));
    c.rules_changed = true;
    buf_clear(&f->out);
    report_changes(&c, LANG_EN, false, 80, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "but have turned no verdict"));
    buf_clear(&f->out);
    report_changes_json(&c, LANG_EN, &f->out);
    root = json_loadb(f->out.p, f->out.n, JSON_ALLOW_NUL, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "schema")), "oit-diff/1");
    assert_int_equal(json_array_size(json_object_get(root, "items")), 1);
    json_decref(root);
}

static void
hostile_texts_stay_texts(void **state)
{
    struct fixture *f = *state;
    struct hostile list[HOSTILE_MAX];
    struct arena *keep = arena_new(0);
    size_t n = hostile_load(keep, FIXTURES "/conformance/hostile_strings.json", list);

    assert_true(n >= 80);
    for (size_t i = 0; i < n; i++) {
        const struct scorecard *c = example_hostile(f->a, list[i].text, false);
        struct str ics;

        report_todo_csv(c, LANG_EN, &f->out);
        assert_int_equal(walk_table(f->a, buf_view(&f->out), harmless_field, list[i].name), 2);
        buf_clear(&f->out);
        report_todo_ics(c, LANG_EN, &f->out);
        ics = unfolded(f->a, list[i].name, buf_view(&f->out));
        assert_ours(list[i].name, ics);
        assert_int_equal(times(ics, STR("\nBEGIN:")), 1);
        look_at_changes(f, &list[i]);
        buf_clear(&f->out);
        arena_reset(f->a);
    }
    arena_free(keep);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, written_setup, written_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_an_item),     TEST(effort_follows_what_was_seen),
        TEST(grouped_by_unit),   TEST(days_of_the_assessment),
        TEST(texts_are_escaped), TEST(hostile_texts_stay_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
