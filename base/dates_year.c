/* Years, and the small things all phrases are read with: characters, words, gaps. */
#include "base/dates_private.h"
#include <string.h>

#define BE_FIRST 2540
#define BE_LAST 2590
#define CE_FIRST 1997
#define CE_LAST 2047
#define SHORT_FIRST 40 /* two digits of a Buddhist year behind a word that calls for one */
#define SHORT_LAST 90
#define LONGEST_SPAN 20 /* years */
#define AMENDED_DISTANCE 300

size_t
dates_skip(struct str t, size_t at, const char *set, size_t most)
{
    while (most-- > 0 && at < t.n && t.p[at] != '\0' && strchr(set, t.p[at]))
        at++;
    return at;
}

/* Length of a dash: hyphen, tilde, U+2010 to U+2015. */
static size_t
dash_at(struct str t, size_t at)
{
    char c = char_at(t, at);

    if (c == '-' || c == '~')
        return 1;
    if (t.n - at >= 3 && at < t.n && memcmp(t.p + at, "\xe2\x80", 2) == 0 &&
        (unsigned char)t.p[at + 2] >= 0x90 && (unsigned char)t.p[at + 2] <= 0x95)
        return 3;
    return 0;
}

bool
dates_word_of(const struct scan *s, size_t at, struct dates_hit *hit)
{
    struct known_word *k = &s->known[at % WORDS_KEPT];

    if (k->at != at + 1) {
        k->at = at + 1;
        k->found = dates_word_at(s->t, at, &k->hit);
    }
    if (k->found)
        *hit = k->hit;
    return k->found;
}

bool
dates_kind_at(const struct scan *s, size_t at, enum dates_word_kind kind, struct dates_hit *hit)
{
    return dates_word_of(s, at, hit) && hit->kind == kind;
}

bool
dates_take_to(const struct scan *s, size_t *at)
{
    size_t p = dates_skip(s->t, *at, " )", 2), dash = dash_at(s->t, p);
    struct dates_hit hit;

    if (dash)
        p += dash;
    else if (dates_kind_at(s, p, WORD_TO, &hit))
        p = hit.end;
    else
        return false;
    p = dates_skip(s->t, p, " ", 2);
    if (dash && dates_kind_at(s, p, WORD_TO, &hit))
        p = dates_skip(s->t, hit.end, " ", 1);
    *at = p;
    return true;
}

size_t
dates_skip_word(const struct scan *s, size_t at, enum dates_word_kind kind)
{
    struct dates_hit hit;

    return dates_kind_at(s, at, kind, &hit) ? dates_skip(s->t, hit.end, " ", 1) : at;
}

bool
dates_unit_follows(const struct scan *s, size_t at)
{
    struct dates_hit hit;

    at = dates_skip(s->t, at, " ", 1);
    return char_at(s->t, at) == '%' || dates_kind_at(s, at, WORD_UNIT, &hit);
}

bool
dates_number_goes_on(struct str t, size_t end)
{
    char c = char_at(t, end);

    return (c == '.' || c == ':') && digit_at(t, end + 1);
}

struct year
dates_make_year(int number, size_t digits)
{
    struct year y = {.be = 0};

    if (digits == 4 && number >= BE_FIRST && number <= BE_LAST)
        y = (struct year){.be = number, .style = YEAR_PLAIN};
    else if (digits == 4 && number >= CE_FIRST && number <= CE_LAST)
        y = (struct year){.be = number + BUDDHIST, .style = YEAR_CE};
    else if (digits == 2 && number >= SHORT_FIRST && number <= SHORT_LAST)
        y = (struct year){.be = 2500 + number, .style = YEAR_SHORT};
    return y;
}

bool
dates_read_year_digits(const struct scan *s, size_t at, bool two, struct year *y)
{
    size_t end = digits_end(s->t, at);

    if ((end - at != 4 && !(two && end - at == 2)) || dates_number_goes_on(s->t, end))
        return false;
    *y = dates_make_year(number_at(s->t, at, end - at), end - at);
    y->at = at;
    y->end = end;
    return y->be && !(y->style == YEAR_SHORT && dates_unit_follows(s, end));
}

/* "5 ปี 60": a length of time, not the year 2560. */
static bool
counts_years(struct str t, size_t at)
{
    return at > 0 && (digit_at(t, at - 1) || (t.p[at - 1] == ' ' && at > 1 && digit_at(t, at - 2)));
}

bool
dates_read_year(const struct scan *s, size_t at, bool two, struct year *y)
{
    struct year words = {.at = at};
    struct dates_hit hit;
    size_t p = at;

    for (int i = 0; i < 4 && dates_word_of(s, p, &hit); i++) {
        if (hit.kind < WORD_FISCAL || hit.kind > WORD_CE)
            return false;
        words.fiscal |= hit.kind == WORD_FISCAL;
        words.annual |= hit.kind == WORD_ANNUAL;
        words.called |= hit.kind <= WORD_ANNUAL;
        two = hit.kind != WORD_YEAR || !counts_years(s->t, p);
        p = dates_skip(s->t, hit.end, " .:(/-_", 4);
    }
    if (!dates_read_year_digits(s, p, two, y))
        return false;
    y->at = at;
    y->fiscal = words.fiscal;
    y->annual = words.annual;
    y->called = words.called;
    if (y->fiscal)
        y->style = YEAR_FISCAL;
    return true;
}

void
dates_emit(struct scan *s, struct raw r, size_t at, size_t end)
{
    if (s->n == RAW_MAX)
        return;
    r.p.at = at;
    r.p.len = end - at;
    s->raw[s->n++] = r;
}

size_t
dates_year_phrase(struct scan *s, const struct year *y)
{
    struct raw r = {.p = {.kind = PERIOD_YEAR, .style = y->style, .first = y->be, .last = y->be}};
    struct year last;
    size_t end = y->end, p = y->end;

    if (dates_take_to(s, &p) && dates_read_year(s, p, true, &last) && last.be > y->be &&
        last.be - y->be <= LONGEST_SPAN) {
        r.p.kind = PERIOD_SPAN;
        r.p.last = last.be;
        if (last.fiscal)
            r.p.style = YEAR_FISCAL;
        end = last.end;
    } else if (!y->called && y->at < s->law_end) {
        s->law_end = 0;
        s->amended_end = end + AMENDED_DISTANCE;
        return end;
    }
    s->law_end = 0;
    dates_emit(s, r, y->at, end);
    return end;
}
