/* One pass over all phrases, against a slow reference. */
#include "base/buf.h"
#include "base/utf8.h"
#include "rules/phrase_set.h"
#include "tests/support/phrase_world.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the headers above first. */
#include <cmocka.h>

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
    struct phrase_world w = phrase_world_of("แผน\nปี\nวันที่");
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
    phrase_world_end(&w);
}

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
        struct phrase_world w = {.arena = arena_new(0)};
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
        phrase_world_end(&w);
    }
    assert_true(found > 3000);
}

/* Given words of few letters and of many at every place of a long text: each is found where it stands, though
 * a text is followed in several places at once. */
static void
found_at_every_place(void **state)
{
    static const char *const words[] = {"กขค", "กขคงกขจกขคงกขฉกขคงกขชกขคงกขซกขคงกขญกขคงกขดกขคงกขตกขคงกขถ"};
    struct phrase_world w =
        phrase_world_of("กขค\nกขคงกขจกขคงกขฉกขคงกขชกขคงกขซกขคงกขญกขคงกขดกขคงกขตกขคงกขถ\nกขข");

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
            assert_true(lexicon_find(lexicon_scan(w.lexicon, phrase_world_text(&w, text)),
                                     w.set->phrase[i].literal, &f));
            assert_int_equal(f.first_from, 3 * (before + 1));
            assert_int_equal(f.first_to, 3 * (before + 1) + strlen(words[i]));
        }
    phrase_world_end(&w);
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_of_one_pass),
        cmocka_unit_test(agrees_with_reference),
        cmocka_unit_test(found_at_every_place),
        cmocka_unit_test(characters_not_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
