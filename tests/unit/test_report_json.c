/* The result document: what it holds, in which order, and that nothing a site wrote can break it. */
#include "base/file.h"
#include "base/utf8.h"
#include "report/json.h"
#include "report/json_private.h"
#include "tests/support/example_card.h"
#include "tests/support/hostile.h"
#include "tests/support/written.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static json_t *
loaded(const struct buf *out)
{
    json_error_t e;
    json_t *root = json_loadb(out->p, out->n, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &e);

    if (!root)
        fail_msg("line %d: %s", e.line, e.text);
    return root;
}

static void
assert_keys(json_t *object, const char *expected)
{
    struct buf keys;
    const char *key;
    json_t *value;

    buf_init(&keys, 4096);
    json_object_foreach(object, key, value) buf_printf(&keys, "%s ", key);
    assert_string_equal(buf_cstr(&keys), expected);
    buf_free(&keys);
}

/* Keys stand in the order of the written format, added ones behind. */
static void
keys_are_in_order(void **state)
{
    struct fixture *f = *state;
    json_t *root, *item;

    json_write(example_card(f->a), LANG_EN, &f->out);
    root = loaded(&f->out);
    item = json_array_get(json_object_get(root, "items"), 10);
    assert_keys(
        root,
        "schema tool site run pack coverage score items missing_urls to_do history unused_reviews next ");
    assert_keys(json_object_get(root, "run"), "id started finished as_of complete readable last_readable ");
    assert_keys(json_object_get(root, "coverage"),
                "discovered fetched not_modified failed documents documents_read skipped hosts problems "
                "problems_not_listed bad_tls documents_unread ");
    assert_keys(json_object_get(root, "score"), "low high potential level rating_note indicators ");
    assert_keys(item,
                "id topic name indicator sub verdict reason confidence gain elements evidence looked fix "
                "previous machine_verdict name_en owner doubts asked settle review machine_reason effort ");
    assert_keys(
        json_array_get(json_object_get(item, "evidence"), 0),
        "url final_url found_on path where quote page fiscal_year period http_status content_type sha256 "
        "fetched last_modified by bad_tls ");
    json_decref(root);
}

/* 9732 hundredths are written 97.32, a hundred points 100.00, and never 97.319999. */
static void
scores_have_two_decimals(void **state)
{
    struct fixture *f = *state;

    for (int hundredths = 0; hundredths <= 10000; hundredths++) {
        struct scorecard *c = example_small(f->a);
        char expected[64];

        c->low = c->high = c->potential = hundredths;
        snprintf(expected, sizeof(expected), "\"low\": %d.%02d,\n  \"high\"", hundredths / 100,
                 hundredths % 100);
        json_write(c, LANG_EN, &f->out);
        if (!strstr(buf_cstr(&f->out), expected))
            fail_msg("not written: %s", expected);
        buf_clear(&f->out);
        arena_reset(f->a);
    }
}

/* Digits and points inside a text are the site's own. */
static void
texts_keep_their_numbers(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);

    c->agency = STR("v. 1.5 \\\" 2.123456 .");
    json_write(c, LANG_EN, &f->out);
    assert_non_null(strstr(buf_cstr(&f->out), "\"agency\": \"v. 1.5 \\\\\\\" 2.123456 .\""));
}

/* What is not known is null: no preceding visit, no page number, no score of an unscored checklist. */
static void
unknown_is_null(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_unscored(f->a);
    json_t *root, *item;

    json_write(c, LANG_EN, &f->out);
    root = loaded(&f->out);
    item = json_array_get(json_object_get(root, "items"), 38);
    assert_true(json_is_null(json_object_get(item, "previous")));
    assert_true(json_is_null(json_object_get(json_object_get(root, "score"), "low")));
    assert_true(json_is_null(json_object_get(json_object_get(root, "score"), "level")));
    json_decref(root);
}

/* The total and its level are there only where both surveys are known. */
static void
total_needs_both_surveys(void **state)
{
    struct fixture *f = *state;
    struct scorecard *c = example_small(f->a);
    json_t *root, *score;

    c->iit = 7835;
    c->eit = 7078;
    c->ita_low = c->ita_high = 8367;
    c->level = STR("B");
    json_write(c, LANG_EN, &f->out);
    root = loaded(&f->out);
    score = json_object_get(root, "score");
    assert_string_equal(json_string_value(json_object_get(score, "level")), "B");
    assert_keys(json_object_get(score, "ita"), "iit eit low high ");
    json_decref(root);
    assert_non_null(strstr(buf_cstr(&f->out), "\"low\": 83.67"));
}

/* The same card gives the same bytes, and what was there before in the buffer is left alone. */
static void
same_card_same_bytes(void **state)
{
    struct fixture *f = *state;
    const struct scorecard *c = example_card(f->a);
    size_t half;

    json_write(c, LANG_TH, &f->out);
    half = f->out.n;
    json_write(c, LANG_TH, &f->out);
    assert_int_equal(f->out.n, 2 * half);
    assert_memory_equal(f->out.p, f->out.p + half, half);
}

/* A small card, whole, as it was read by a person and agreed to. */
static void
small_card_is_golden(void **state)
{
    struct fixture *f = *state;
    struct buf golden;

    buf_init(&golden, 1 << 20);
    assert_int_equal(file_read(FIXTURES "/report/small.json", &golden, NULL), 0);
    json_write(example_small(f->a), LANG_EN, &f->out);
    assert_string_equal(buf_cstr(&f->out), buf_cstr(&golden));
    buf_free(&golden);
}

/* Whatever a site writes is valid UTF-8 JSON, comes back as it was, and holds no character one cannot see. */
static void
hostile_texts_are_harmless(void **state)
{
    struct fixture *f = *state;
    struct hostile list[HOSTILE_MAX];
    struct arena *keep = arena_new(0);
    size_t n = hostile_load(keep, FIXTURES "/conformance/hostile_strings.json", list);

    assert_true(n >= 80);
    for (size_t i = 0; i < n; i++) {
        json_t *root, *agency;

        json_write(example_hostile(f->a, list[i].text, false), LANG_EN, &f->out);
        root = loaded(&f->out);
        agency = json_object_get(json_object_get(root, "site"), "agency");
        assert_int_equal(json_string_length(agency), list[i].text.n);
        assert_memory_equal(json_string_value(agency), list[i].text.p, list[i].text.n);
        json_decref(root);
        for (size_t at = 0; at < f->out.n;) {
            uint32_t c = utf8_next(buf_view(&f->out), &at);

            if ((c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0x202e || c == 0x2066 ||
                c == 0x2028)
                fail_msg("%s: U+%04X", list[i].name, (unsigned)c);
        }
        buf_clear(&f->out);
        arena_reset(f->a);
    }
    arena_free(keep);
}

/* Every character comes back from the text, and ASCII is written as jansson writes it. */
static void
every_character_comes_back(void **state)
{
    struct fixture *f = *state;

    json_begin();
    for (uint32_t c = 0; c < 0x110000; c += c == 0xD7FF ? 0x801 : c < 0x10000 ? 1 : 61) {
        char bytes[8] = {'a'};
        size_t n = 1 + utf8_put(bytes + 1, c);
        json_t *array = json_array(), *back;
        struct str printed;
        char *theirs;

        bytes[n++] = 'b';
        add(array, text((struct str){bytes, n}));
        theirs = json_dumps(array, JSON_COMPACT);
        buf_clear(&f->out);
        json_end(array, JSON_TIGHT, &f->out);
        printed = buf_view(&f->out);
        if (c < 0x7F)
            assert_true(str_eq(str_sub(printed, 0, printed.n - 1), str_of(theirs)));
        free(theirs);
        back = loaded(&f->out);
        assert_int_equal(json_string_length(json_array_get(back, 0)), n);
        assert_memory_equal(json_string_value(json_array_get(back, 0)), bytes, n);
        json_decref(back);
    }
}

/* What is in a value stands as jansson lays it out, in each of the three forms. */
static void
values_are_laid_out(void **state)
{
    static const size_t flags[] = {
        [JSON_IN_LINES] = JSON_INDENT(1), [JSON_IN_ONE] = 0, [JSON_TIGHT] = JSON_COMPACT};
    static const char source[] =
        "{\"a\":[],\"b\":{},\"c\":[1,-2,[true,false,null]],\"d\":{\"e\":{\"f\":[{}]},"
        "\"g\":\"h\"},\"\\\"\":9007199254740993}";
    struct fixture *f = *state;

    json_begin();
    for (size_t form = 0; form < 3; form++) {
        json_t *root = json_loads(source, 0, NULL);
        char *theirs = json_dumps(root, flags[form]);

        buf_clear(&f->out);
        json_end(root, (enum json_form)form, &f->out);
        assert_int_equal(f->out.n, strlen(theirs) + 1);
        assert_memory_equal(f->out.p, theirs, strlen(theirs));
        free(theirs);
    }
}

/* Bytes that are no UTF-8 are marked, not dropped and not passed on. */
static void
bad_bytes_are_marked(void **state)
{
    struct fixture *f = *state;
    json_t *root;

    json_write(example_hostile(f->a, STR("a\xff\xc0\x80z"), false), LANG_EN, &f->out);
    assert_true(utf8_valid(buf_view(&f->out)));
    root = loaded(&f->out);
    json_decref(root);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_are_in_order, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(scores_have_two_decimals, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(texts_keep_their_numbers, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(unknown_is_null, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(total_needs_both_surveys, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(same_card_same_bytes, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(small_card_is_golden, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(hostile_texts_are_harmless, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(every_character_comes_back, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(values_are_laid_out, written_setup, written_teardown),
        cmocka_unit_test_setup_teardown(bad_bytes_are_marked, written_setup, written_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
