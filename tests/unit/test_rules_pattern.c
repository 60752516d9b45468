/* Patterns of a set: the words without which one cannot match, and what they are narrowed to. */
#include "base/buf.h"
#include "rules/narrow.h"
#include "rules/pattern.h"
#include "rules/phrase_set.h"
#include "tests/support/phrase_world.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

#define WORDS_BYTES 256

/* Append the words, a bar behind each, with a mark before the first. */
static void
list_words(char out[WORDS_BYTES], const char *mark, const struct gates *g)
{
    for (size_t k = 0; k < g->n; k++)
        snprintf(out + strlen(out), WORDS_BYTES - strlen(out), "%s%.*s|", k == 0 ? mark : "",
                 STR_ARGS(g->word[k]));
}

/* A gate is a word without which the pattern cannot match; where that is not certain there is none. */
static void
gates(void **state)
{
    static const struct {
        const char *pattern, *gates;
    } cases[] = {
        {"รายงาน(สรุป)?ผล", "รายงาน|+ ผล|"},
        {"(จัดซื้อ|จัดหา).{0,9}", "จัดซื้อ|จัดหา|"},
        {"(จัดซื้อ|.)", ""},
        {"แผนงาน|โครงการ", "แผนงาน|โครงการ|"},
        {"แผนงาน|[0-9]", "แผนงาน|0|1|2|3|4|5|6|7|8|9|"},
        {"กขค?ง", "กขง|กขคง|"},
        {"ส\\.?ข", "สข|ส.ข|"},
        {"แผนงานค?ง", "แผนงาน|"},
        {"ป[คอ]", "ปค|ปอ|"},
        {"[0-9a-z]งบ", "งบ|"},
        {"[0-2][a-e],[0-9]",
         "0a,|0b,|0c,|0d,|0e,|1a,|1b,|1c,|1d,|1e,|2a,|2b,|2c,|2d,|2e,|+ 0|1|2|3|4|5|6|7|8|9|"},
        {"ab+c", "ab|+ bc|"},
        {"x*@", "@|"},
        {"ab{0,2}cde", "cde|+ a|"},
        {"(abc){2}", "abc|"},
        {"(abc){0,2}x", "x|"},
        {"(?!abcdef)xy", "xy|"},
        {"(?:abc|def)+", "abc|def|"},
        {"แผน \\(?[345]", "แผน |+ 3|4|5|"},
        {"(?i)abc", ""},
        {"\\Qabc\\E", ""},
        {"\\x41bcd", "bcd|"},
        {"[abc]def", "adef|bdef|cdef|"},
        {"[]abc]de", "de|"},
        {"ab\\.cde", "ab.cde|"},
        {"(?<name>abcd)ef", "ef|"},
        {"(abc)\\1", "abc|"},
        {"a", "a|"},
        {"ก(ิน|ี)แผน", "กินแผน|กีแผน|"},
        {"งาน(จ้าง|ซื้อ)", "งานจ้าง|งานซื้อ|"},
        {"งาน(จ้าง|ซ.)", "งาน|"},
        {"q ?(&|and)", "q&|qand|q &|q and|"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct two_gates two;
        struct arena *a = arena_new(0);
        char got[WORDS_BYTES] = "";

        pattern_gates(a, str_of(cases[i].pattern), &two);
        list_words(got, "", &two.best);
        list_words(got, "+ ", &two.second);
        if (strcmp(got, cases[i].gates) != 0)
            fail_msg("%s: gates %s, not %s", cases[i].pattern, got, cases[i].gates);
        arena_free(a);
    }
}

/* Words that are all of an alternative are enough for a match; parts of one are not. */
static void
sure_words(void **state)
{
    static const struct {
        const char *pattern, *sure;
    } cases[] = {
        {"แผนงาน|โครงการ", "แผนงาน|โครงการ|"},
        {"ราย.{0,3}เดือน|งวด", "งวด|"},
        {"ส\\.?ข|งาน(จ้าง|ซื้อ)", "สข|ส.ข|งานจ้าง|งานซื้อ|"},
        {"(แผนงาน|โครงการ)ใหญ่", "แผนงานใหญ่|โครงการใหญ่|"},
        {"^แผน", ""},
        {"(?!x)แผน", ""},
        {"แผน[0-9]+", ""},
        {"(แผน|งาน.)", ""},
        {"(?i)plan", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct two_gates two;
        struct arena *a = arena_new(0);
        char got[WORDS_BYTES] = "";

        pattern_gates(a, str_of(cases[i].pattern), &two);
        list_words(got, "", &two.sure);
        if (strcmp(got, cases[i].sure) != 0)
            fail_msg("%s: sure words %s, not %s", cases[i].pattern, got, cases[i].sure);
        arena_free(a);
    }
}

/* Pieces of one alternative in its order; of many words of one piece what they have in common. */
static void
steps(void **state)
{
    static const struct {
        const char *pattern, *steps;
    } cases[] = {
        {"1.{3,60}?2.{3,60}?3", "1;2;3;"},
        {"แผน.*(ตำบล|เทศบาล)", "แผน;ตำบล|เทศบาล;"},
        {"ab+c", "ab;bc;"},
        {"a(x)?b", "ab|axb;"},
        {"a.(x.)?b", "a;b;"},
        {"(256[0-9]|257[0-9]).(-|ถึง) ?.", "25;-|ถึง;"},
        {"งาน.[0-9].จ้าง", "งาน;จ้าง;"},
        {"(?!x)แผน(?=ง)งาน", "แผน;งาน;"},
        {"แผน|งาน", ""},
        {"(?i)a.b", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct two_gates two;
        struct arena *a = arena_new(0);
        char got[WORDS_BYTES] = "";

        pattern_gates(a, str_of(cases[i].pattern), &two);
        for (size_t k = 0; k < two.steps.n; k++)
            for (size_t n = 0; n < two.steps.step[k].n; n++)
                snprintf(got + strlen(got), WORDS_BYTES - strlen(got), "%.*s%s",
                         STR_ARGS(two.steps.step[k].word[n]), n + 1 < two.steps.step[k].n ? "|" : ";");
        if (strcmp(got, cases[i].steps) != 0)
            fail_msg("%s: steps %s, not %s", cases[i].pattern, got, cases[i].steps);
        arena_free(a);
    }
}

/* A text in which all pieces stand, in another order, is not asked further; places are those of the text. */
static void
in_order(void **state)
{
    struct phrase_world w = phrase_world_of("re:แผน.{0,9}ตำบล.{0,9}ปี\nre:ab+c\nre:(เล่ม|ตอน).{1,9}(จบ|สุดท้าย)");

    (void)state;
    assert_string_equal(phrase_world_quote(&w, "ดู แผน ของ ตำบล ใน ปี นี้"), "แผน ของ ตำบล ใน ปี");
    assert_string_equal(phrase_world_quote(&w, "ปี นี้ ตำบล มี แผน"), "");
    assert_string_equal(phrase_world_quote(&w, "ปี แผน ปี ตำบล – ปี"), "แผน ปี ตำบล – ปี");
    assert_string_equal(phrase_world_quote(&w, "é ABC"), "ABC");
    assert_string_equal(phrase_world_quote(&w, "ตอน 1 é จบ"), "ตอน 1 é จบ");
    assert_string_equal(phrase_world_quote(&w, "จบ ตอน"), "");
    phrase_world_end(&w);
}

/* First, last and how many, of as many places as are looked through one by one, and of more. */
static void
places_of_many(void **state)
{
    struct phrase_world w = phrase_world_of("แผนงาน\nโครงการ");

    (void)state;
    for (unsigned times = 1; times < 40; times++) {
        struct buf b;
        struct thai_text *t;
        const struct lexicon_scan *s;
        struct lexicon_found found;

        buf_init(&b, 4096);
        for (unsigned i = 0; i < times; i++)
            buf_z(&b, i % 3 ? "แผนงาน" : "โครงการ");
        t = phrase_world_text(&w, arena_str(w.arena, buf_view(&b)).p);
        buf_free(&b);
        s = lexicon_scan(w.lexicon, t);
        assert_true(lexicon_find(s, w.set->phrase[1].literal, &found));
        assert_int_equal(found.count, (times + 2) / 3);
        assert_int_equal(found.first_from, 0);
        assert_int_equal(found.last_from, (times - 1) / 3 * (2 * 18 + 21));
        assert_int_equal(lexicon_find(s, w.set->phrase[0].literal, &found), times > 1);
    }
    phrase_world_end(&w);
}

/* What a match of an alternative begins with, where one must begin a text; nothing where that is not certain.
 */
static void
beginnings(void **state)
{
    static const struct {
        const char *alternative, *begins;
    } cases[] = {
        {"^ab", "a"},
        {"^ ?ab", " a"},
        {"(^|\\x{1f}) ?(?!25[0-9]{2})([0-9][0-9,]*|-) ?x", " -0123456789"},
        {"^(a|bc)d", "ab"},
        {"^(a|b?)d", "abd"},
        {"^(?:a|(b|c))", "abc"},
        {"^a+b", "a"},
        {"^a*b", "ab"},
        {"^(?!(a|b)c|d)e", "e"},
        {"^[xy]?\\.", ".xy"},
        {"ab", ""},
        {"^.b", ""},
        {"^a?", ""},
        {"^[^a]b", ""},
        {"^(?<=a)b", ""},
        {"^\\d", ""},
        {"(?i)^a", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *a = arena_new(0);
        uint64_t begins[4];
        char got[260];
        size_t n = 0;

        if (pattern_begins(a, str_of(cases[i].alternative), begins))
            for (unsigned c = 0; c < 256; c++)
                if (begins[c / 64] >> c % 64 & 1)
                    got[n++] = (char)c;
        got[n] = '\0';
        if (strcmp(got, cases[i].begins) != 0)
            fail_msg("%s begins with \"%s\", not \"%s\"", cases[i].alternative, got, cases[i].begins);
        arena_free(a);
    }
}

/* A pattern is parted where it has alternatives, and nowhere inside of groups and classes. */
static void
parted(void **state)
{
    struct str part[3];

    (void)state;
    assert_int_equal(pattern_alternatives(STR("(a|b)c|[|]\\||"), part, 3), 3);
    assert_true(str_eq(part[0], STR("(a|b)c")));
    assert_true(str_eq(part[1], STR("[|]\\|")));
    assert_true(str_eq(part[2], STR("")));
    assert_int_equal(pattern_alternatives(STR("a|b|c|d"), part, 3), 0);
    assert_int_equal(pattern_alternatives(STR("a|(?i)b"), part, 3), 0);
}

/* Alternatives with doors of their own find what the pattern finds, and are shut to other texts. */
static void
doors_of_alternatives(void **state)
{
    static const struct {
        const char *text;
        bool touched, found;
    } cases[] = {
        {"12 ราย", true, true},
        {"รวม 12 ราย", true, true},
        {"12", true, true},
        {"รวม 12", false, false},
        {"รวม\x1f"
         "12",
         true, true},
        {"รายงาน 12", false, false},
        {"-", true, true},
        {"รายงาน", false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *a = arena_new(0);
        struct lexicon *l = lexicon_new(a);
        struct phrases *p =
            phrase_world_build(l, "re:(^|\\x{1f}) ?([0-9][0-9,]{0,8}|-) ?(ราย)?(\\x{1f}|$)|[0-9]+ ?ราย");
        struct thai_text t;

        lexicon_close(l);
        thai_text_init(&t, a, str_of(cases[i].text));
        if (phrases_touch(p, &t) != cases[i].touched)
            fail_msg("%s: touched or not", cases[i].text);
        if ((phrases_find(p, &t, NULL) == PHRASE_YES) != cases[i].found)
            fail_msg("%s: found or not", cases[i].text);
        phrases_forget(l);
        lexicon_free(l);
        arena_free(a);
    }
}

/* A pattern is narrowed only where it is certain to match the same. */
static void
narrows(void **state)
{
    static const struct {
        const char *pattern;
        bool narrow;
    } cases[] = {
        {"[ก-๙]{2}", true},      {"25 ?[-–] ?25", true},
        {"\\x{1f}|^ก", true},    {"(?<!รอง)นายก(?:.|\\.)+?$", true},
        {"[^ก-๙-]x", true},      {"[a-๙]", false},
        {"[ก-–]", false},        {"[]ก]", false},
        {"[[:alpha:]ก]", false}, {"\\bline", false},
        {"\\x{e01}", false},     {"(?i)line", false},
        {"(*UCP)line", false},   {"é", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *a = arena_new(0);
        struct str out;

        if (narrow_pattern(a, str_of(cases[i].pattern), &out) != cases[i].narrow)
            fail_msg("%s: narrow is not %d", cases[i].pattern, cases[i].narrow);
        arena_free(a);
    }
}

/* The same pattern in a group that is not narrowed finds the same. */
static void
narrow_finds_the_same(void **state)
{
    static const char *const patterns[] = {"[ก-ค].{2}ง",         "[^ก-๙ ]น",      "^ก.{0,3}$",
                                           "(?<!ก)น(?!ข)",       "25[0-9] ?[-–]", "(กข|งน)+.\\x{1f}?",
                                           "(^|\\x{1f}) ?[0-9]", "[–—]น",         "ก(?=.น)"};
    static const char *const texts[] = {"กขงน",     "ก é น",    "éน",        "–น",   "ข\x1f 1", "257 – 258",
                                        "ก\u0e5cน", "ก\u0e7fน", "งนงน\x1fก", "ก中น", "น",       "กนข"};
    struct str out;

    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        char plain[64], wide[64];
        struct phrase_world a, b;

        snprintf(plain, sizeof plain, "re:%s", patterns[i]);
        snprintf(wide, sizeof wide, "re:(?>%s)", patterns[i]);
        a = phrase_world_of(plain);
        b = phrase_world_of(wide);
        assert_true(narrow_pattern(a.arena, str_of(patterns[i]), &out));
        assert_false(narrow_pattern(a.arena, str_of(wide + 3), &out));
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            if (phrases_find(a.set, phrase_world_text(&a, texts[k]), NULL) !=
                phrases_find(b.set, phrase_world_text(&b, texts[k]), NULL))
                fail_msg("%s in %s", patterns[i], texts[k]);
        phrase_world_end(&a);
        phrase_world_end(&b);
    }
}

/* The linter's doubts about patterns that compile. */
static void
doubts(void **state)
{
    (void)state;
    assert_non_null(pattern_doubt(STR("แผน\\s*งาน.")));
    assert_non_null(pattern_doubt(STR("แผน งาน.")));
    assert_non_null(pattern_doubt(STR("ปี ๒๕๖๖.?")));
    assert_non_null(pattern_doubt(STR("แผนงาน")));
    assert_null(pattern_doubt(STR("แผน ?[0-9]")));
    assert_null(pattern_doubt(STR("[ก-๙]{2}")));
    assert_null(pattern_doubt(STR("line ?id")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gates),          cmocka_unit_test(sure_words),
        cmocka_unit_test(steps),          cmocka_unit_test(in_order),
        cmocka_unit_test(places_of_many), cmocka_unit_test(beginnings),
        cmocka_unit_test(parted),         cmocka_unit_test(doors_of_alternatives),
        cmocka_unit_test(narrows),        cmocka_unit_test(narrow_finds_the_same),
        cmocka_unit_test(doubts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
