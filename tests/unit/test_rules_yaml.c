/* Files written plainly are read without libyaml, and to the same tree. */
#include "base/file.h"
#include "oit/limits.h"
#include "rules/yaml_plain.h"
#include "tests/support/same_yaml.h"
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

#define RULES FIXTURES "/../rules"

/* What the short way gives: NULL where it leaves the file to libyaml.  Fails where the two differ. */
static const struct node *
read_plainly(struct arena *a, struct str bytes)
{
    struct err e;
    struct yaml y = {.arena = a, .file = STR("input"), .e = &e};
    const struct node *tree = yaml_plain(a, bytes), *all;

    err_clear(&e);
    all = yaml_parse_all(&y, bytes);
    if (tree != NULL && (all == NULL || !same_yaml(tree, all)))
        fail_msg("read to another tree than libyaml's: %.*s", STR_ARGS(bytes));
    return tree;
}

static void
read_file(const char *path)
{
    struct arena *a = arena_new(0);
    struct err e;
    struct buf b;

    buf_init(&b, LIMIT_CONFIG_FILE);
    assert_int_equal(file_read(path, &b, &e), 0);
    if (read_plainly(a, buf_view(&b)) == NULL)
        fail_msg("%s needs libyaml", path);
    buf_free(&b);
    arena_free(a);
}

/* All rules that ship are read the short way: else a program's start takes twice as long unnoticed. */
static void
reads_what_ships(void **state)
{
    static const char *const files[] = {RULES "/topics/*.yaml", RULES "/packs/*.yaml", RULES "/*.yaml"};
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        glob_t found;

        assert_int_equal(glob(files[i], 0, NULL, &found), 0);
        for (size_t k = 0; k < found.gl_pathc; k++, n++)
            read_file(found.gl_pathv[k]);
        globfree(&found);
    }
    assert_true(n > 60);
}

static bool
is_plain(const char *text)
{
    struct arena *a = arena_new(0);
    bool plain = read_plainly(a, str_of(text)) != NULL;

    arena_free(a);
    return plain;
}

/* Ways of writing that our files have. */
static void
reads_plain_files(void **state)
{
    static const char *const text[] = {
        "a: b",
        "a: b \n\n# comment\nc:   d e  # comment\n",
        "a: http://x.example:80/#y\nb: c#d:e\n",
        "a: 'it''s'\nb: ''\nc: 'x: y # z'   \n",
        "a: -1\nb: --- x\nc: ~\n",
        "a: [b,  c-d ,e] # f\n",
        "a: [นายก อบต., 'b', \"c: d\", /e/]\n",
        "a: \"b # c\"\n",
        "a:   # comment\n  - b\n  # comment\n  - c\nd:\n    e:\n      f: g\nh: i\n",
        "a:\n  - b: c\n    d:\n      - e\n      - f\n  -   g: h\n      i: j\n  - k\n",
        "  a: b\n  c: d\n",
        "9: x\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!is_plain(text[i]))
            fail_msg("left to libyaml: %s", text[i]);
}

/* What is written otherwise, or wrong, is left to libyaml, whatever that makes of it. */
static void
leaves_other_files(void **state)
{
    static const char *const text[] = {
        "",
        "# only a comment\n",
        "a: \"b\\n\"\n",
        "a: >\n  b\n",
        "a: |\n  b\n",
        "a: b\n  goes on\n",
        "a: 'b\n  goes on'\n",
        "a:\n- b\n",
        "a: {b: c}\n",
        "a: [b: c]\n",
        "a: ['b': c]\n",
        "a: [b, -]\n",
        "a: [b, [c]]\n",
        "a: [b,\n  c]\n",
        "a: []\n",
        "a: &x b\nc: *x\n",
        "a: !t b\n",
        "a: b: c\n",
        "a: b:\n",
        "a:\n",
        "a:\nb: c\n",
        "a: b\na: c\n",
        "a:\tb\n",
        "a: b\r\nc: d\r\n",
        "a: b\x7f\n",
        "a: b\xC2\x85"
        "c: d\n",
        "a: b\xE2\x80\xA8"
        "c: d\n",
        "a: b\xEF\xBB\xBF\n",
        "---\na: b\n",
        "a: b\n---\nc: d\n",
        "a: b\n...\n",
        "%YAML 1.2\n---\na: b\n",
        "- - a\n",
        "a:\n    - b\n  - c\n",
        "a:\n  b: c\n d: e\n",
        "a: 'b'c\n",
        "a: 'b'#c\n",
        "'a': b\n",
        "a b: c\n",
        "just words\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (is_plain(text[i]))
            fail_msg("read the short way: %s", text[i]);
}

/* A mapping of very many keys, each compared with all before, would take for ever. */
static void
leaves_endless_mappings(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, LIMIT_CONFIG_FILE);
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "key%d: x\n", i);
    buf_char(&b, '\0');
    assert_false(is_plain(buf_view(&b).p));
    buf_free(&b);
}

/* A list of very many words on one line is read once, not once for each word. */
static void
reads_endless_rows(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, LIMIT_CONFIG_FILE);
    buf_str(&b, STR("a: [ก"));
    for (int i = 0; i < 150000; i++)
        buf_str(&b, STR(",ข"));
    buf_str(&b, STR("]\n"));
    buf_char(&b, '\0');
    assert_true(is_plain(b.p));
    buf_free(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_ships),   cmocka_unit_test(reads_plain_files),
        cmocka_unit_test(leaves_other_files), cmocka_unit_test(leaves_endless_mappings),
        cmocka_unit_test(reads_endless_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
