/* The examples test and the linter, over a small catalog and over the rules that ship. */
#include "rules/catalog.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include "tests/support/loaded_rules.h"
#include <cmocka.h>

/* All that was said, a line each: "topic:line: example: why". */
struct said {
    char text[8192];
};

static void
listen(void *ctx, struct str file, int line, struct str topic, struct str example, const char *why)
{
    struct said *s = ctx;
    size_t n = strlen(s->text);

    assert_true(file.n > 0);
    snprintf(s->text + n, sizeof s->text - n, "%.*s:%d: %.*s: %s\n", STR_ARGS(topic), line, STR_ARGS(example),
             why);
}

/* A catalog whose examples are right says nothing and counts them. */
static void
good_examples(void **state)
{
    struct catalog *c = loaded_rules(FIXTURES "/rules/small");
    struct said s = {.text = ""};
    size_t failed = 99;

    (void)state;
    assert_int_equal(catalog_test(c, listen, &s, &failed), 12);
    assert_string_equal(s.text, "");
    assert_int_equal(failed, 0);
    catalog_free(c);
}

/* Topics with the faults that the linter knows. */
static void
faulty_catalog(void **state)
{
    struct catalog *c = loaded_rules(FIXTURES "/rules/faulty");
    struct said s = {.text = ""};
    size_t failed = 0;

    (void)state;
    assert_int_equal(catalog_test(c, listen, &s, &failed), 4);
    assert_int_equal(failed, 2);
    assert_string_equal(s.text, "plan:22: แผนงบประมาณ: should name the topic and does not\n"
                                "plan:24: แผนงานรวม: should not name the topic and does\n");
    s.text[0] = '\0';
    assert_int_equal(catalog_check(c, listen, &s), 10);
    assert_non_null(strstr(s.text, "report:9: แผนงาน: also names another topic\n"));
    assert_non_null(strstr(s.text, "report:10: รายงานแผนงานประจำปี: holds a phrase of another topic"));
    assert_null(strstr(s.text, "report:11")); /* an example shows that the longer name wins */
    assert_non_null(strstr(s.text, "plan:9: กข: so short"));
    assert_non_null(strstr(s.text, "plan:11: แผนงาน(รวม)?: this pattern matches none"));
    assert_non_null(strstr(s.text, "plan:12: งบ[0-9]+: this pattern matches none"));
    assert_non_null(strstr(s.text, "plan:13: แผน \\s*งาน.: white space between Thai letters"));
    assert_non_null(strstr(s.text, "plan:13: แผน \\s*งาน.: this pattern matches none"));
    assert_non_null(strstr(s.text, "plan:15: ปี ๒๕๖๖.: Thai digits"));
    assert_non_null(strstr(s.text, "plan:18: แผนงบ: a pattern without operators"));
    assert_non_null(strstr(s.text, "report:14: รายงาน: there is no example that must not match"));
    catalog_free(c);
}

/* The rules that ship load, and every example comes out as it says. */
static void
shipped_rules(void **state)
{
    struct said s = {.text = ""};
    struct catalog *c = loaded_rules(FIXTURES "/../rules");
    size_t failed = 0, done = catalog_test(c, listen, &s, &failed);

    (void)state;
    if (failed)
        fail_msg("%zu of %zu:\n%s", failed, done, s.text);
    assert_true(done > 100);
    catalog_compile(c); /* what is compiled before it is asked for says the same */
    assert_int_equal(catalog_test(c, listen, &s, &failed), done);
    assert_int_equal(failed, 0);
    assert_true(c->pack_n >= 2);
    catalog_free(c);
}

static size_t
count(struct str s, const char *what)
{
    size_t n = 0;

    for (size_t at = 0; (at = str_find(s, str_of(what), at)) != STR_NOT_FOUND; at++)
        n++;
    return n;
}

/* What to do stands in both languages in every topic that ships, with the same words to be filled in. */
static void
shipped_advice(void **state)
{
    static const char *const words[] = {"{", "{year}", "{head}", "{agency}", "{bylaw}"};
    struct catalog *c = loaded_rules(FIXTURES "/../rules");

    (void)state;
    for (size_t i = 0; i < c->topic_n; i++) {
        const struct topic *t = &c->topic[i];

        if (t->fix.n == 0 || t->fix_en.n == 0)
            fail_msg("%s: in one language only", t->id.p);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (count(t->fix, words[k]) != count(t->fix_en, words[k]))
                fail_msg("%s: %s", t->id.p, words[k]);
    }
    catalog_free(c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_examples),
        cmocka_unit_test(faulty_catalog),
        cmocka_unit_test(shipped_rules),
        cmocka_unit_test(shipped_advice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
