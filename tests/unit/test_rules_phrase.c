/* Sets of phrases: literals in three tiers, patterns in the first, labels as whole texts. */
#include "base/buf.h"
#include "base/utf8.h"
#include "rules/narrow.h"
#include "rules/pattern.h"
#include "rules/phrase_set.h"
#include "rules/touch.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

#define SET_MAX 16

/* One set over its own lexicon. */
struct world {
    struct arena *arena;
    struct lexicon *lexicon;
    struct phrases *set;
    struct thai_text text;
};

/* Entries are split by newlines; those that begin with re: are patterns. */
static struct phrases *
build(struct lexicon *l, const char *entries)
{
    struct phrase_source source[SET_MAX];
    struct phrase_fault fault;
    struct str rest = str_of(entries), one;
    size_t n = 0;

    while (str_next(&rest, '\n', &one)) {
        bool pattern = str_starts(one, STR("re:"));

        source[n] = (struct phrase_source){pattern ? str_sub(one, 3, one.n) : one, (int)n + 1, 1, pattern};
        n++;
    }
    return phrases_build(l, source, n, &fault);
}

static struct world
world_of(const char *entries)
{
    struct world w = {.arena = arena_new(0)};

    w.lexicon = lexicon_new(w.arena);
    w.set = build(w.lexicon, entries);
    assert_non_null(w.set);
    lexicon_close(w.lexicon);
    return w;
}

static struct thai_text *
text_of(struct world *w, const char *text)
{
    thai_text_init(&w->text, w->arena, str_of(text));
    return &w->text;
}

static void
world_end(struct world *w)
{
    phrases_forget(w->lexicon);
    lexicon_free(w->lexicon);
    arena_free(w->arena);
}

/* The quote of the best hit, or "". */
static const char *
quote(struct world *w, const char *text)
{
    struct phrase_hit hit;

    if (phrases_find(w->set, text_of(w, text), &hit) != PHRASE_YES)
        return "";
    return arena_str(w->arena, phrase_quote(&w->text, &hit)).p;
}

static int
tier(struct world *w, const char *text)
{
    struct phrase_hit hit;

    return phrases_find(w->set, text_of(w, text), &hit) == PHRASE_YES ? (int)hit.tier : 0;
}

/* A phrase is found however the site spaced it, whatever digits and case it used; the quote is the site's. */
static void
finds_in_normal_form(void **state)
{
    struct world w = world_of("แผนปฏิบัติการ ๔ ปี\nno gift policy");

    (void)state;
    assert_string_equal(quote(&w, "ดู แผน ปฏิบัติ การ ๔ ปี ค่ะ"), "แผน ปฏิบัติ การ ๔ ปี");
    assert_string_equal(quote(&w, "แผนปฏิบัติการ 4 ปี"), "แผนปฏิบัติการ 4 ปี");
    assert_string_equal(quote(&w, "ประกาศ No Gift  Policy 2566"), "No Gift  Policy");
    assert_string_equal(quote(&w, "แผนปฏิบัติงาน"), "");
    assert_string_equal(quote(&w, ""), "");
    world_end(&w);
}

/* Damaged text is found in a higher tier, but only by phrases long enough to be safe there. */
static void
tiers_need_length(void **state)
{
    struct world w = world_of("ประจำปี\nคำสั่ง\nรายงานผลการป้องกัน");

    (void)state;
    assert_int_equal(tier(&w, "ประจำปี"), THAI_EXACT);
    assert_int_equal(tier(&w, "ประจาปี"), THAI_AM); /* 7 characters */
    assert_int_equal(tier(&w, "คาสั่ง"), THAI_AM);   /* 6 characters */
    assert_int_equal(tier(&w, "คาสัง"), 0);
    assert_int_equal(tier(&w, "รายงานผลการปองกัน"), THAI_BARE); /* 17 characters */
    assert_int_equal(tier(&w, "ประจาป"), 0);
    world_end(&w);
    w = world_of("คำสอน"); /* 5 characters */
    assert_int_equal(tier(&w, "คำสอน"), THAI_EXACT);
    assert_int_equal(tier(&w, "คาสอน"), 0);
    world_end(&w);
}

/* A higher tier is not asked when a lower one found something, even if its hit is longer. */
static void
lower_tier_wins(void **state)
{
    struct world w = world_of("แผนงาน\nแผนการจัดซื้อจัดจ้างประจำปี");
    struct phrase_hit hit;

    (void)state;
    assert_int_equal(phrases_find(w.set, text_of(&w, "แผนงาน และ แผนการจัดซอจัดจางประจาปี"), &hit), PHRASE_YES);
    assert_int_equal(hit.tier, THAI_EXACT);
    assert_int_equal(hit.phrase, 0);
    assert_int_equal(phrases_find(w.set, text_of(&w, "แผนการจัดซอจัดจางประจาปี"), &hit), PHRASE_YES);
    assert_int_equal(hit.tier, THAI_BARE);
    assert_int_equal(hit.phrase, 1);
    world_end(&w);
}

/* A mark behind the last letter makes it another word. */
static void
ends_at_a_cluster(void **state)
{
    struct world w = world_of("การ");

    (void)state;
    assert_int_equal(tier(&w, "ทำการ"), THAI_EXACT);
    assert_int_equal(tier(&w, "การ์ด"), 0);
    assert_int_equal(tier(&w, "ก่าร"), 0);
    world_end(&w);
}

/* Latin words and numbers stand alone; a Thai letter, a digit beside a word or a dot is a boundary. */
static void
latin_has_boundaries(void **state)
{
    struct world w = world_of("PR\nline\nita\no1");

    (void)state;
    assert_string_equal(quote(&w, "ข่าวPRเทศบาล"), "PR");
    assert_string_equal(quote(&w, "approve"), "");
    assert_string_equal(quote(&w, "online"), "");
    assert_string_equal(quote(&w, "LINE@"), "LINE");
    assert_string_equal(quote(&w, "ITA2566"), "ITA");
    assert_string_equal(quote(&w, "digital"), "");
    assert_string_equal(quote(&w, "O1 โครงสร้าง"), "O1");
    assert_string_equal(quote(&w, "O12"), "");
    world_end(&w);
}

/* The longest of overlapping phrases wins, the first of equal ones. */
static void
longest_wins(void **state)
{
    struct world w = world_of("จัดซื้อ\nแผนการจัดซื้อ\nการจัดซื้อจัดจ้าง\nแผนการจัดซื้อจัดจ้างและการจัดหาพัสดุ");
    struct phrase_hit hit;

    (void)state;
    assert_int_equal(phrases_find(w.set, text_of(&w, "แผนการจัดซื้อจัดจ้าง"), &hit), PHRASE_YES);
    assert_int_equal(hit.phrase, 2);
    assert_int_equal(phrases_find(w.set, text_of(&w, "จัดซื้อ แผนการจัดซื้อ แผนการจัดซื้อ"), &hit), PHRASE_YES);
    assert_int_equal(hit.phrase, 1);
    assert_int_equal(hit.from, strlen("จัดซื้อ"));
    world_end(&w);
}

/* All hits come in order of place, each place of each phrase. */
static void
lists_all(void **state)
{
    struct world w = world_of("ไตรมาส\nเดือน\nre:[0-9]{4}");
    struct phrase_hit hit[8];

    (void)state;
    assert_int_equal(phrases_all(w.set, text_of(&w, "ไตรมาส 2566 เดือน ไตรมาส เดือน"), hit, 8), 5);
    assert_int_equal(hit[0].phrase, 0);
    assert_int_equal(hit[1].phrase, 2);
    assert_int_equal(hit[2].phrase, 1);
    assert_int_equal(hit[3].phrase, 0);
    assert_int_equal(hit[4].phrase, 1);
    assert_int_equal(phrases_all(w.set, &w.text, hit, 2), 2);
    assert_int_equal(phrases_count_in(w.set, &w.text), 3);
    assert_int_equal(phrases_all(w.set, text_of(&w, "ไม่มี"), hit, 8), 0);
    world_end(&w);
}

/* Nothing is found across a hard break, neither a phrase nor a pattern. */
static void
stops_at_breaks(void **state)
{
    struct world w = world_of("แผนจัดซื้อ\nre:แผน.{0,20}ประจำปี");

    (void)state;
    assert_int_equal(tier(&w, "แผน จัดซื้อ"), THAI_EXACT);
    assert_int_equal(tier(&w, "แผน\x1f"
                              "จัดซื้อ"),
                     0);
    assert_int_equal(tier(&w, "แผนงานประจำปี"), THAI_EXACT);
    assert_int_equal(tier(&w, "แผนงาน\x1fประจำปี"), 0);
    assert_int_equal(tier(&w, "อื่น\x1fแผนงานประจำปี\x1fอื่น"), THAI_EXACT);
    world_end(&w);
}

/* Patterns are written as a person writes: upper case, Thai digits and split sara am come right. */
static void
patterns_in_normal_form(void **state)
{
    struct world w = world_of("re:(O|OIT) ?[0-9]+\\S*\nre:ก\xe0\xb9\x8d\xe0\xb8\xb2หนด[ก-๙]{3}");

    (void)state;
    assert_string_equal(quote(&w, "ข้อ OIT 12"), "OIT 12");
    assert_string_equal(quote(&w, "กำหนดการ"), "กำหนดการ");
    assert_string_equal(quote(&w, "กำหนด 1"), "");
    world_end(&w);
}

/* A pattern that would run for ever is given up and says so; it is not "no". */
static void
limit_is_not_judged(void **state)
{
    struct world w = world_of("re:(.*)(.*)(.*)(.*)ฯฯ");
    char text[2001];

    (void)state;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(phrases_find(w.set, text_of(&w, "กขค"), NULL), PHRASE_NO);
    strcpy(text + 1990, "ฯฯ");
    text[1993] = 'x'; /* the second one is broken */
    memcpy(text + 100, "ฯฯ", 6);
    assert_int_equal(phrases_find(w.set, text_of(&w, "กฯฯ"), NULL), PHRASE_YES);
    world_end(&w);
    w = world_of("re:(a+)+(b+)+\\d");
    memset(text, 'a', 1000);
    memset(text + 1000, 'b', 1000);
    text[2000] = '\0';
    assert_int_equal(phrases_find(w.set, text_of(&w, text), NULL), PHRASE_UNJUDGED);
    world_end(&w);
}

/* What cannot be a phrase or pattern is refused, with the place in it. */
static void
refuses(void **state)
{
    static const struct {
        const char *text;
        bool pattern;
        size_t at;
        const char *what;
    } cases[] = {
        {"ก(ข", true, 3, "parenthes"},
        {"[ก", true, 2, "terminating ]"},
        {"x*", true, 0, "empty"},
        {"\xe0\xb8\xb4ก", false, 0, "mark"},
        {"\xe2\x80\x8b", false, 0, "empty"},
        {"*ก", true, 0, "quantifier"},
    };
    struct arena *a = arena_new(0);
    struct lexicon *l = lexicon_new(a);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct phrase_source source = {str_of(cases[i].text), 1, 1, cases[i].pattern};
        struct phrase_fault fault;

        assert_null(phrases_build(l, &source, 1, &fault));
        if (!strstr(fault.what, cases[i].what))
            fail_msg("%s: said \"%s\"", cases[i].text, fault.what);
        assert_int_equal(fault.at, cases[i].at);
    }
    phrases_forget(l);
    lexicon_free(l);
    arena_free(a);
}

/* The same pseudo-random numbers in every run. */
static unsigned
draw(unsigned *seed, unsigned n)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % n;
}

/* Words of periods and what may stand between them, put together at random. */
static size_t
random_periods(unsigned *seed, char *out, size_t max)
{
    static const char *const between[] = {" 2566",   "66",   "/",   "-",    " ",     ".", "1",
                                          "31",      "\x1f", " - ", "(",    "ก",     "น", "to",
                                          "january", "อบ",   "a1",  "ม .ค", "พ . ศ."};
    char form[64];
    size_t n = 0, forms = 0;

    while (dates_form(forms, form))
        forms++;
    for (unsigned pieces = draw(seed, 12); pieces > 0; pieces--) {
        const char *piece = between[draw(seed, sizeof between / sizeof *between)];

        if (draw(seed, 2) == 0 && dates_form(draw(seed, (unsigned)forms), form))
            piece = form;
        n += (size_t)snprintf(out + n, max - n, "%s", piece);
    }
    return n;
}

/* Periods are the same whether the one pass over the text has told where their words stand or not. */
static void
periods_of_one_pass(void **state)
{
    struct world w = world_of("แผน\nปี\nวันที่");
    struct arena *a = arena_new(0);
    unsigned seed = 1;
    size_t periods = 0;

    (void)state;
    for (int i = 0; i < 4000; i++) {
        char bytes[12 * 64 + 1];
        struct str text = {bytes, random_periods(&seed, bytes, sizeof bytes)};
        struct thai_text alone, passed;
        const struct period *expected, *given;
        size_t n;

        arena_reset(a);
        thai_text_init(&alone, a, text);
        thai_text_init(&passed, a, text);
        lexicon_scan(w.lexicon, &passed);
        n = thai_text_periods(&alone, &expected);
        assert_int_equal(thai_text_periods(&passed, &given), n);
        for (size_t k = 0; k < n; k++) {
            assert_int_equal(given[k].kind, expected[k].kind);
            assert_int_equal(given[k].first, expected[k].first);
            assert_int_equal(given[k].at, expected[k].at);
            assert_int_equal(given[k].len, expected[k].len);
        }
        periods += n;
    }
    assert_true(periods > 1000);
    arena_free(a);
    world_end(&w);
}

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
    struct world w = world_of("re:แผน.{0,9}ตำบล.{0,9}ปี\nre:ab+c\nre:(เล่ม|ตอน).{1,9}(จบ|สุดท้าย)");

    (void)state;
    assert_string_equal(quote(&w, "ดู แผน ของ ตำบล ใน ปี นี้"), "แผน ของ ตำบล ใน ปี");
    assert_string_equal(quote(&w, "ปี นี้ ตำบล มี แผน"), "");
    assert_string_equal(quote(&w, "ปี แผน ปี ตำบล – ปี"), "แผน ปี ตำบล – ปี");
    assert_string_equal(quote(&w, "é ABC"), "ABC");
    assert_string_equal(quote(&w, "ตอน 1 é จบ"), "ตอน 1 é จบ");
    assert_string_equal(quote(&w, "จบ ตอน"), "");
    world_end(&w);
}

/* First, last and how many, of as many places as are looked through one by one, and of more. */
static void
places_of_many(void **state)
{
    struct world w = world_of("แผนงาน\nโครงการ");

    (void)state;
    for (unsigned times = 1; times < 40; times++) {
        struct buf b;
        struct thai_text *t;
        const struct lexicon_scan *s;
        struct lexicon_found found;

        buf_init(&b, 4096);
        for (unsigned i = 0; i < times; i++)
            buf_z(&b, i % 3 ? "แผนงาน" : "โครงการ");
        t = text_of(&w, arena_str(w.arena, buf_view(&b)).p);
        buf_free(&b);
        s = lexicon_scan(w.lexicon, t);
        assert_true(lexicon_find(s, w.set->phrase[1].literal, &found));
        assert_int_equal(found.count, (times + 2) / 3);
        assert_int_equal(found.first_from, 0);
        assert_int_equal(found.last_from, (times - 1) / 3 * (2 * 18 + 21));
        assert_int_equal(lexicon_find(s, w.set->phrase[0].literal, &found), times > 1);
    }
    world_end(&w);
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
        struct phrases *p = build(l, "re:(^|\\x{1f}) ?([0-9][0-9,]{0,8}|-) ?(ราย)?(\\x{1f}|$)|[0-9]+ ?ราย");
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
        struct world a, b;

        snprintf(plain, sizeof plain, "re:%s", patterns[i]);
        snprintf(wide, sizeof wide, "re:(?>%s)", patterns[i]);
        a = world_of(plain);
        b = world_of(wide);
        assert_true(narrow_pattern(a.arena, str_of(patterns[i]), &out));
        assert_false(narrow_pattern(a.arena, str_of(wide + 3), &out));
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            if (phrases_find(a.set, text_of(&a, texts[k]), NULL) !=
                phrases_find(b.set, text_of(&b, texts[k]), NULL))
                fail_msg("%s in %s", patterns[i], texts[k]);
        world_end(&a);
        world_end(&b);
    }
}

/* Lines that hold a word of a set, and for a set that any text may match all lines. */
static void
touched_lines(void **state)
{
    struct arena *a = arena_new(0);
    struct lexicon *l = lexicon_new(a);
    struct phrases *plan = build(l, "แผนงาน"), *open = build(l, "re:."), *none = build(l, "โครงการ");
    struct touches *x;
    uint64_t *marked;
    struct thai_text t;

    (void)state;
    lexicon_close(l);
    x = touches_new(a, l, 80);
    marked = ARENA_ARRAY(a, uint64_t, touches_words(80));
    for (uint32_t i = 0; i < 80; i++) {
        thai_text_init(&t, a, i == 3 || i == 70 ? STR("ตามแผนงาน") : STR("อื่น"));
        touches_add(x, i, &t);
    }
    touches_of(x, none, marked);
    touches_of(x, NULL, marked);
    assert_int_equal(touches_next(marked, 0, 80), 80);
    touches_of(x, plan, marked);
    assert_int_equal(touches_next(marked, 0, 80), 3);
    assert_int_equal(touches_next(marked, 3, 80), 3);
    assert_int_equal(touches_next(marked, 4, 80), 70);
    assert_int_equal(touches_next(marked, 4, 60), 60);
    assert_int_equal(touches_next(marked, 71, 80), 80);
    touches_of(x, open, marked);
    for (uint32_t i = 0; i < 80; i++)
        assert_int_equal(touches_next(marked, i, 80), i);
    phrases_forget(l);
    lexicon_free(l);
    arena_free(a);
}

/* How many phrases of a set stand in some line, whichever it is. */
static void
touched_together(void **state)
{
    struct arena *a = arena_new(0);
    struct lexicon *l = lexicon_new(a);
    struct phrases *both = build(l, "แผนงาน\nre:งบ[0-9]"), *one = build(l, "แผนงาน\nโครงการ"),
                   *none = build(l, "โครงการ");
    struct touches *x;
    struct thai_text t;

    (void)state;
    lexicon_close(l);
    x = touches_new(a, l, 3);
    assert_int_equal(touches_most(x, both), 0);
    thai_text_init(&t, a, STR("ตามแผนงาน"));
    touches_add(x, 0, &t);
    assert_int_equal(touches_most(x, both), 1);
    thai_text_init(&t, a, STR("ตามงบ5"));
    touches_add(x, 2, &t);
    assert_int_equal(touches_most(x, both), 2);
    assert_int_equal(touches_most(x, one), 1);
    assert_int_equal(touches_most(x, none), 0);
    assert_int_equal(touches_most(x, NULL), 0);
    phrases_forget(l);
    lexicon_free(l);
    arena_free(a);
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

/* A label is the whole text but for numbering, years, the agency's name and words such as "download". */
static void
whole_texts(void **state)
{
    static const struct {
        const char *text;
        bool whole;
    } cases[] = {
        {"โครงสร้าง", true},
        {"O1 โครงสร้าง", true},
        {"o.12 โครงสร้าง", true},
        {"OIT 1 - โครงสร้าง :", true},
        {"ข้อ ๑ โครงสร้าง", true},
        {"1.2 โครงสร้าง", true},
        {"(3) » โครงสร้าง", true},
        {"• โครงสร้าง ประจำปีงบประมาณ พ.ศ. 2566", true},
        {"โครงสร้าง (ดาวน์โหลด) .pdf", true},
        {"เทศบาลตำบลบางดี โครงสร้าง", true},
        {"โครงสร้างเทศบาลตำบลบางดี", true},
        {"โครงสร้างองค์กร", true},
        {"การพัฒนาโครงสร้างพื้นฐาน", false},
        {"โครงสร้างราคา", false},
        {"โครงสร้าง และอำนาจหน้าที่", false},
        {"โครงสราง", false},
        {"", false},
    };
    struct world w = {.arena = arena_new(0)};

    (void)state;
    w.lexicon = lexicon_new(w.arena);
    w.set = build(w.lexicon, "โครงสร้าง\nโครงสร้างองค์กร");
    w.lexicon->noise[0] = build(w.lexicon, "ข้อ\nประจำปี\nปีงบประมาณ\nพ.ศ.");
    w.lexicon->noise[1] = build(w.lexicon, "re:เทศบาล(ตำบล|เมือง)[^\\x00-\\x7f]{2,40}");
    w.lexicon->noise[2] = build(w.lexicon, "ดาวน์โหลด\npdf");
    lexicon_close(w.lexicon);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (phrases_whole(w.set, text_of(&w, cases[i].text), NULL) != cases[i].whole)
            fail_msg("\"%s\" should %sbe a label", cases[i].text, cases[i].whole ? "" : "not ");
    world_end(&w);
}

/* Hosts: the name itself or a subdomain of it, not a name that merely ends alike. */
static void
hosts(void **state)
{
    struct world w = world_of("facebook.com\nLine.me");

    (void)state;
    assert_true(phrases_host(w.set, STR("facebook.com")));
    assert_true(phrases_host(w.set, STR("www.Facebook.com")));
    assert_true(phrases_host(w.set, STR("page.line.me")));
    assert_false(phrases_host(w.set, STR("notfacebook.com")));
    assert_false(phrases_host(w.set, STR("facebook.com.example")));
    assert_false(phrases_host(NULL, STR("facebook.com")));
    world_end(&w);
}

/* A text whose arena is full is not judged, rather than taken for a text without the phrase. */
static void
no_memory_is_not_judged(void **state)
{
    struct world w = world_of("แผนงาน");
    struct arena *small = arena_new(64);
    struct thai_text t;

    (void)state;
    while (arena_raw(small, 16))
        ;
    thai_text_init(&t, small, STR("แผนงาน"));
    assert_int_equal(phrases_find(w.set, &t, NULL), PHRASE_UNJUDGED);
    arena_free(small);
    world_end(&w);
}

/* ---- against a slow reference ---- */

static uint64_t seed = 20230428;

static unsigned
dice(unsigned n)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(seed >> 33) % n;
}

static const char *const pieces[] = {"ก", "ข",  "ร",   "า",  "ำ", "ิ",     "้", "่", "เ",
                                     "แ", " a", " ab", " 1", " ", "\x1f", "ํ", "์"};

static struct str
random_text(struct arena *a, unsigned letters)
{
    char text[2000] = "";
    unsigned n = 1 + dice(letters);

    for (unsigned i = 0; i < n; i++)
        strcat(text, pieces[dice(sizeof pieces / sizeof *pieces)]);
    return arena_str(a, str_of(text));
}

static bool
is_mark_at(struct str s, size_t at)
{
    return at < s.n && thai_is_mark(utf8_next(s, &at));
}

/* Does form stand in text by looking at every place of the folded texts? */
static bool
stands_slowly(struct arena *a, struct str text, struct str form, enum thai_tier t)
{
    struct thai_norm folded = thai_fold(a, text, t, false), wanted = thai_fold(a, form, t, false);

    for (size_t at = 0; (at = str_find(folded.text, wanted.text, at)) != STR_NOT_FOUND; at++)
        if (!lexicon_inside_word(folded.text, at) && !lexicon_inside_word(folded.text, at + wanted.text.n) &&
            !is_mark_at(folded.text, at + wanted.text.n))
            return true;
    return false;
}

static enum thai_tier
tier_slowly(struct arena *a, struct str text, struct str form)
{
    size_t n = utf8_length(form);

    for (enum thai_tier t = THAI_EXACT; t <= THAI_BARE; t++)
        if ((t == THAI_EXACT || (t == THAI_AM && n >= THAI_AM_SHORTEST) || n >= THAI_BARE_SHORTEST) &&
            stands_slowly(a, text, form, t))
            return t;
    return 0;
}

/* One pass over all phrases finds each where looking for it alone finds it, in the same tier. */
static void
agrees_with_reference(void **state)
{
    unsigned found = 0;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct world w = {.arena = arena_new(0)};
        struct phrase_source source = {.line = 1};
        struct phrases *set[8];
        struct str form[8], text;
        size_t n = 0;

        w.lexicon = lexicon_new(w.arena);
        for (int i = 0; i < 8; i++) {
            struct phrase_fault fault;

            source.text = random_text(w.arena, i < 4 ? 4 : 16);
            set[n] = phrases_build(w.lexicon, &source, 1, &fault);
            form[n] = thai_norm(w.arena, source.text, THAI_EXACT, false).text;
            /* A break inside a phrase stands nowhere; neither is asked about. */
            n += set[n] && str_find_char(form[n], THAI_BREAK, 0) == STR_NOT_FOUND;
        }
        lexicon_close(w.lexicon);
        text = random_text(w.arena, 60);
        for (size_t i = 0; i < n; i++)
            if (dice(3) == 0) /* so that long ones stand there, often damaged */
                text = arena_printf(w.arena, "%.*s%s%.*s", STR_ARGS(text), dice(2) ? "ก" : "ก้",
                                    STR_ARGS(form[i]));
        thai_text_init(&w.text, w.arena, text);
        for (size_t i = 0; i < n; i++) {
            struct phrase_hit hit = {.tier = 0};
            enum thai_tier slow = tier_slowly(w.arena, w.text.norm[THAI_EXACT].text, form[i]);

            phrases_find(set[i], &w.text, &hit);
            if (hit.tier != slow)
                fail_msg("round %d: \"%.*s\" in \"%.*s\": tier %d, slowly %d", round, STR_ARGS(form[i]),
                         STR_ARGS(w.text.norm[THAI_EXACT].text), (int)hit.tier, (int)slow);
            found += slow > 0;
        }
        world_end(&w);
    }
    assert_true(found > 3000);
}

/* Given words of few letters and of many at every place of a long text: each is found where it stands, though
 * a text is followed in several places at once. */
static void
found_at_every_place(void **state)
{
    static const char *const words[] = {"กขค", "กขคงกขจกขคงกขฉกขคงกขชกขคงกขซกขคงกขญกขคงกขดกขคงกขตกขคงกขถ"};
    struct world w = world_of("กขค\nกขคงกขจกขคงกขฉกขคงกขชกขคงกขซกขคงกขญกขคงกขดกขคงกขตกขคงกขถ\nกขข");

    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (unsigned before = 0; before < 260; before += 1 + before / 100) {
            char text[2000] = "";
            struct lexicon_found f;

            for (unsigned k = 0; k < before; k++)
                strcat(text, k % 3 ? "ข" : "ก");
            strcat(strcat(text, "ร"), words[i]);
            for (unsigned k = 0; k < 30; k++)
                strcat(text, "ร");
            assert_true(
                lexicon_find(lexicon_scan(w.lexicon, text_of(&w, text)), w.set->phrase[i].literal, &f));
            assert_int_equal(f.first_from, 3 * (before + 1));
            assert_int_equal(f.first_to, 3 * (before + 1) + strlen(words[i]));
        }
    world_end(&w);
}

static bool
count_words(void *ctx, uint32_t literal, enum thai_tier tier, size_t from, size_t to)
{
    (void)literal, (void)tier, (void)from, (void)to;
    ++*(int *)ctx;
    return true;
}

/*
 * Given a word of characters that are not told apart, and texts of others with fewer or as many bytes: it is
 * found in its own alone, and nothing before a text is read.
 */
static void
characters_not_told_apart(void **state)
{
    static const struct {
        const char *text, *narrow;
        int found;
    } cases[] = {{"ééé", "\xFF\xFF\xFF", 0}, {"€€€", "\xFF\xFF\xFF", 1}, {"₿₿₿", "\xFF\xFF\xFF", 0}};
    struct arena *a = arena_new(0);
    struct lexicon *l = lexicon_new(a);

    (void)state;
    lexicon_add(l, STR("€€€"), false);
    lexicon_close(l);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *own = strdup(cases[i].text);
        struct thai_norm norm = {.text = {own, strlen(own)}, .narrow = str_of(cases[i].narrow)};
        int found = 0;

        lexicon_walk(l, &norm, count_words, &found);
        assert_int_equal(found, cases[i].found);
        free(own);
    }
    lexicon_free(l);
    arena_free(a);
}

/* Given: words to compare as they stand, and a list that makes them longer.  Expected: a text may begin with
 * them, and none is found in one. */
static void
written_words_are_only_compared(void **state)
{
    struct arena *a = arena_new(0);
    struct lexicon *l = lexicon_new(a);
    const struct phrase_source here = {.text = STR("หนอง")}, more = {.text = STR("ห้วย")};
    struct phrases *p = phrases_of_written(l, &here, 1);
    struct phrase_fault fault;
    struct thai_text t;

    (void)state;
    phrases_append(p, phrases_build(l, &more, 1, &fault));
    lexicon_close(l);
    assert_int_equal(phrases_size(p), 2);
    assert_true(str_eq(phrases_text(p, 1), STR("ห้วย")));
    assert_true(phrases_begin(p, STR("หนองแสง")));
    assert_true(phrases_begin(p, STR("ห้วยทราย")));
    assert_false(phrases_begin(p, STR("บ้านหนอง")));
    thai_text_init(&t, a, STR("บ้านหนองห้วย"));
    assert_int_equal(phrases_find(p, &t, NULL), PHRASE_NO);
    phrases_forget(l);
    lexicon_free(l);
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_words_are_only_compared),
        cmocka_unit_test(finds_in_normal_form),
        cmocka_unit_test(tiers_need_length),
        cmocka_unit_test(lower_tier_wins),
        cmocka_unit_test(ends_at_a_cluster),
        cmocka_unit_test(latin_has_boundaries),
        cmocka_unit_test(longest_wins),
        cmocka_unit_test(lists_all),
        cmocka_unit_test(stops_at_breaks),
        cmocka_unit_test(patterns_in_normal_form),
        cmocka_unit_test(limit_is_not_judged),
        cmocka_unit_test(refuses),
        cmocka_unit_test(gates),
        cmocka_unit_test(sure_words),
        cmocka_unit_test(steps),
        cmocka_unit_test(in_order),
        cmocka_unit_test(places_of_many),
        cmocka_unit_test(narrows),
        cmocka_unit_test(beginnings),
        cmocka_unit_test(parted),
        cmocka_unit_test(doors_of_alternatives),
        cmocka_unit_test(narrow_finds_the_same),
        cmocka_unit_test(touched_lines),
        cmocka_unit_test(touched_together),
        cmocka_unit_test(doubts),
        cmocka_unit_test(whole_texts),
        cmocka_unit_test(hosts),
        cmocka_unit_test(no_memory_is_not_judged),
        cmocka_unit_test(agrees_with_reference),
        cmocka_unit_test(found_at_every_place),
        cmocka_unit_test(periods_of_one_pass),
        cmocka_unit_test(characters_not_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
