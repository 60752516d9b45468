/*
 * A label is the whole of a text: what stands before and behind it is only numbering, punctuation, a year or
 * period, the agency's own name, or words such as "download".
 */
#include "base/utf8.h"
#include "rules/phrase_set.h"

#define LABEL_TEXT_LONGEST 800 /* bytes of normal form: more is a paragraph, not a label */

struct surroundings {
    const struct lexicon *lexicon;
    struct thai_text *text;
    struct str norm;
    const struct period *period;
    size_t period_n;
};

static bool
is_ascii_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Punctuation, bullets, arrows, dingbats, icon glyphs: all but letters, digits and Thai. */
static bool
is_decoration(uint32_t c)
{
    if (c < 0x80)
        return !is_ascii_word((char)c);
    return c < 0xC0 || c == 0xD7 || c == 0xF7 || c == 0x0E2F || c == 0x0E3F || c == 0x0E4F || c == 0x0E5A ||
           c == 0x0E5B || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) ||
           (c >= 0xE000 && c < 0xF900) || (c >= 0xFE00 && c < 0xFE70) || c == 0xFFFD || c >= 0x1F000;
}

/* "12", "1.2", "o12", "oit 1": a number, perhaps with the letters that stand before item numbers. */
static size_t
number_length(struct str s, size_t from, size_t end)
{
    size_t at = from;

    if (at < end && s.p[at] == 'o') {
        at += str_starts(str_sub(s, at, end), STR("oit")) ? 3 : 1;
        while (at < end && (s.p[at] == ' ' || s.p[at] == '.' || s.p[at] == '-'))
            at++;
    }
    if (lexicon_inside_word(s, from) || at >= end || s.p[at] < '0' || s.p[at] > '9')
        return 0;
    while (at < end && s.p[at] >= '0' && s.p[at] <= '9')
        at++;
    return lexicon_inside_word(s, at) ? 0 : at - from;
}

static size_t
period_length(const struct surroundings *a, size_t at, size_t end)
{
    size_t longest = 0;

    for (size_t i = 0; i < a->period_n; i++) {
        const struct period *p = &a->period[i];

        if (p->at <= at && p->at + p->len > at && p->at + p->len <= end && p->at + p->len - at > longest)
            longest = p->at + p->len - at;
    }
    return longest;
}

static size_t
longer(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* How many bytes from `at` say nothing about what the text names. */
static size_t
noise_length(const struct surroundings *a, size_t at, size_t end)
{
    size_t next = at, longest;

    if (is_decoration(utf8_next(a->norm, &next)))
        return next - at;
    longest = longer(number_length(a->norm, at, end), period_length(a, at, end));
    for (size_t i = 0; i < 3; i++)
        longest = longer(longest, phrases_length_at(a->lexicon->noise[i], a->text, at, end));
    return longest;
}

static bool
is_noise(const struct surroundings *a, size_t from, size_t to)
{
    while (from < to) {
        size_t n = noise_length(a, from, to);

        if (n == 0)
            return false;
        from += n;
    }
    return true;
}

static bool
is_whole(const struct surroundings *a, const struct phrase_hit *hit)
{
    return is_noise(a, 0, hit->from) && is_noise(a, hit->to, a->norm.n);
}

/* False for a text that is too long for a label. */
static bool
surroundings_of(const struct phrases *p, struct thai_text *t, struct surroundings *a)
{
    if (t->norm[THAI_EXACT].text.n > LABEL_TEXT_LONGEST)
        return false;
    *a = (struct surroundings){.lexicon = p->lexicon, .text = t, .norm = t->norm[THAI_EXACT].text};
    a->period_n = thai_text_periods(t, &a->period);
    return true;
}

bool
phrases_whole(const struct phrases *p, struct thai_text *t, struct phrase_hit *hit)
{
    struct surroundings a;
    struct phrase_hit found[64];
    size_t n = phrases_edges(p, t, found, sizeof found / sizeof *found, NULL);

    if (n == 0 || !surroundings_of(p, t, &a))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!is_whole(&a, &found[i]))
            continue;
        if (hit)
            *hit = found[i];
        return true;
    }
    return false;
}
