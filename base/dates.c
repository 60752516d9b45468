/*
 * Periods in running text.  One scan from left to right: words of a table and runs of digits begin a
 * phrase, each phrase looks a few characters ahead.  What was found is then put together: a half-year and
 * the year that stands beside it are one period.
 */
#include "base/dates_private.h"
#include "base/eight.h"
#include "base/thai.h"
#include <endian.h>
#include <stdio.h>
#include <string.h>

#define JOIN_DISTANCE 40 /* characters between a part of a year and its year */
#define LAW_DISTANCE 750 /* bytes between a law's name and its year: 250 letters */
#define ID_SHORTEST 12   /* letters and digits mixed in a run of this length: a hash or an id */
#define ID_CHANGES 3

/* ---- the scan ---- */

/* The end of a run of letters and digits that is a hash or an id, or at when the run is a plain one. */
static size_t
id_end(struct scan *s, size_t at)
{
    struct str t = s->t;
    size_t p = at, changes = 0;

    for (; digit_at(t, p) || latin_at(t, p); p++)
        changes += p > at && digit_at(t, p) != digit_at(t, p - 1);
    s->known_run_end = p;
    return p - at >= ID_SHORTEST && changes >= ID_CHANGES ? p : at;
}

/* Digits behind a word that says they are a telephone number or a code. */
static size_t
skip_number(struct str t, size_t at)
{
    size_t p = dates_skip(t, at, " .:", 3);

    if (!digit_at(t, p))
        return at;
    while (digit_at(t, p) || (p < t.n && strchr("- ,", t.p[p]) && t.p[p] && digit_at(t, p + 1)))
        p++;
    return p;
}

static size_t
law_word(struct scan *s, enum dates_word_kind kind, size_t end)
{
    if (kind == WORD_LAW)
        s->law_end = end + LAW_DISTANCE;
    if (kind == WORD_RULE)
        s->rule_end = end + LAW_DISTANCE;
    if ((kind == WORD_ABOUT && end < s->rule_end) || (kind == WORD_AMENDED && end < s->amended_end))
        s->law_end = end + LAW_DISTANCE;
    return end;
}

static size_t
month_word_phrase(struct scan *s, size_t at, const struct dates_hit *hit)
{
    struct month m;
    struct raw r;
    size_t end;

    if (!dates_read_month(s, at, &m))
        return hit->end;
    /* An abbreviation alone is too little, unless เดือน stands before it or another month behind. */
    if (hit->abbreviated && !m.year.be && !(s->of_month_end && at <= s->of_month_end + 1) &&
        !dates_read_month_range(s, &m, &r, &end))
        return m.end;
    return dates_month_phrase(s, &m);
}

static size_t
year_word_phrase(struct scan *s, size_t at, const struct dates_hit *hit)
{
    struct year y;

    return dates_read_year(s, at, false, &y) ? dates_year_phrase(s, &y) : hit->end;
}

static size_t
word_phrase(struct scan *s, size_t at, const struct dates_hit *hit)
{
    switch (hit->kind) {
    case WORD_MONTH:
        return month_word_phrase(s, at, hit);
    case WORD_FISCAL:
    case WORD_YEAR:
    case WORD_ANNUAL:
    case WORD_BE:
    case WORD_CE:
        return year_word_phrase(s, at, hit);
    case WORD_QUARTER:
        return dates_quarter_phrase(s, at, hit->end);
    case WORD_ROUND:
        return dates_round_phrase(s, at, hit->end);
    case WORD_HALF:
        return dates_half_phrase(s, at, hit->end);
    case WORD_NUMBER:
        return skip_number(s->t, hit->end);
    case WORD_OF_MONTH:
        s->of_month_end = hit->end;
        return hit->end;
    case WORD_ADDRESS:
        s->address_end = hit->end;
        return hit->end;
    default:
        return law_word(s, hit->kind, hit->end);
    }
}

/* Words are stepped over by letters, so that a short one does not hide a longer one that begins inside it. */
static size_t
step(struct scan *s, size_t at)
{
    struct dates_hit hit;
    size_t end;

    if ((digit_at(s->t, at) || latin_at(s->t, at)) && at >= s->known_run_end && (end = id_end(s, at)) > at)
        return end;
    if (digit_at(s->t, at))
        return dates_number_phrase(s, at);
    if (s->t.p[at] == THAI_BREAK)
        s->law_end = s->rule_end = s->amended_end = 0;
    if (dates_word_of(s, at, &hit))
        return word_phrase(s, at, &hit);
    return at + 1;
}

/* A Thai character at at, which there is room for. */
static bool
is_whole_thai(struct str t, size_t at)
{
    const unsigned char *c = (const unsigned char *)t.p + at;

    return t.n - at >= 3 && c[0] == 0xE0 && (c[1] & 0xC0) == 0x80 && (c[2] & 0xC0) == 0x80;
}

/* ---- putting together ---- */

/* Characters between the end of a and the start of b, at most JOIN_DISTANCE with no hard break among them. */
static bool
near(const struct scan *s, const struct raw *a, const struct raw *b, size_t *distance)
{
    size_t n = 0;

    for (size_t i = a->p.at + a->p.len; i < b->p.at; i++) {
        if (s->t.p[i] == THAI_BREAK)
            return false;
        n += ((unsigned char)s->t.p[i] & 0xC0) != 0x80;
        if (n > JOIN_DISTANCE)
            return false;
    }
    *distance = n;
    return true;
}

/* A part of a year by count or month, with or without its year. */
static bool
is_part(const struct raw *r)
{
    return r->p.kind != PERIOD_DAY && (r->p.month_from || !r->p.first);
}

static bool
is_year(const struct raw *r)
{
    return r->p.kind == PERIOD_YEAR && r->p.first && !r->p.month_from;
}

/* part takes the place of both. */
static void
absorb(struct raw *part, struct raw *other)
{
    size_t a = part->p.at, b = other->p.at;
    size_t a_end = a + part->p.len, b_end = b + other->p.len;

    part->p.at = a < b ? a : b;
    part->p.len = (a_end > b_end ? a_end : b_end) - part->p.at;
    other->dead = true;
}

/* Two ways to say the same part: "รอบ 6 เดือน (ต.ค. 65 - มี.ค. 66)", "ไตรมาสที่ 1 (ต.ค. - ธ.ค.)". */
static bool
same_part(const struct raw *a, const struct raw *b)
{
    bool same = a->p.month_from == b->p.month_from && a->p.month_to == b->p.month_to && a->p.month_from;

    if (a->p.kind != b->p.kind || a->p.kind == PERIOD_MONTHS || (a->named && b->named))
        return false;
    if (a->p.first && b->p.first && (a->p.first != b->p.first || a->p.last != b->p.last))
        return false;
    return same || (a->vague && b->p.kind == PERIOD_SIX_MONTHS) ||
           (b->vague && a->p.kind == PERIOD_SIX_MONTHS);
}

/* What the second says more exactly goes into the first. */
static void
join_same_parts(struct raw *a, struct raw *b)
{
    if (a->vague) {
        a->p.month_from = b->p.month_from;
        a->p.month_to = b->p.month_to;
        a->vague = b->vague;
    }
    if (!a->p.first) {
        a->p.first = b->p.first;
        a->p.last = b->p.last;
        a->p.style = b->p.style;
        a->named = b->named;
    }
    absorb(a, b);
}

static void
drop_dead(struct scan *s)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->n; i++)
        if (!s->raw[i].dead)
            s->raw[kept++] = s->raw[i];
    s->n = kept;
}

static void
join_parts(struct scan *s)
{
    size_t distance, last = 0;

    for (size_t i = 1; i < s->n; i++) {
        struct raw *a = &s->raw[last], *b = &s->raw[i];

        if (is_part(a) && is_part(b) && same_part(a, b) && near(s, a, b, &distance))
            join_same_parts(a, b);
        else
            last = i;
    }
    drop_dead(s);
}

/* A single month's name without its year, as in a list of months. */
static bool
is_bare_month(const struct scan *s, size_t i)
{
    return i < s->n && s->raw[i].named && !s->raw[i].p.first;
}

/* May the part without a year take this year?  Months by name in October to December of a year that is not
 * called fiscal could belong to either of two; they stay alone. */
static bool
year_fits(const struct raw *part, const struct raw *year)
{
    if (part->p.first)
        return part->p.first == year->p.first && part->p.last == year->p.last;
    return !part->named || year->p.style == YEAR_FISCAL ||
           (part->p.month_to > 3 && part->p.month_from <= part->p.month_to);
}

/* How well the year at j suits the part at i: lower is better, 0 = not at all. */
static size_t
rank_year(const struct scan *s, size_t i, size_t j)
{
    const struct raw *part = &s->raw[i], *year;
    size_t distance;

    if (j >= s->n || s->raw[j].dead || !is_year(&s->raw[j]))
        return 0;
    year = &s->raw[j];
    if (!year_fits(part, year) || !near(s, i < j ? part : year, i < j ? year : part, &distance))
        return 0;
    return 1 + distance + (year->p.style == YEAR_FISCAL ? 0 : JOIN_DISTANCE + 1);
}

static void
take_year(struct raw *part, struct raw *year)
{
    if (!part->p.first || year->p.style == YEAR_FISCAL || part->p.style == YEAR_SHORT)
        part->p.style = year->p.style;
    part->p.first = year->p.first;
    part->p.last = year->p.last;
    absorb(part, year);
}

/* A year in a list of months belongs to all of them, and is left to stand for itself. */
static bool
in_list(const struct scan *s, size_t i)
{
    return is_bare_month(s, i) && ((i > 0 && is_bare_month(s, i - 1)) || is_bare_month(s, i + 1) ||
                                   (i > 1 && is_bare_month(s, i - 2)) || is_bare_month(s, i + 2));
}

static void
join_years(struct scan *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct raw *part = &s->raw[i];
        size_t left, right;

        if (part->dead || !is_part(part) || in_list(s, i))
            continue;
        left = i > 0 ? rank_year(s, i, i - 1) : 0;
        right = rank_year(s, i, i + 1);
        if (left && (!right || left < right))
            take_year(part, &s->raw[i - 1]);
        else if (right)
            take_year(part, &s->raw[i + 1]);
        /* The year may be said a second time on the other side. */
        if (i > 0 && rank_year(s, i, i - 1))
            take_year(part, &s->raw[i - 1]);
        if (rank_year(s, i, i + 1))
            take_year(part, &s->raw[i + 1]);
    }
    drop_dead(s);
}

/* With the bracket that closes one opened inside, so that the words can be quoted. */
static void
close_bracket(struct str t, struct period *p)
{
    char last = '\0';

    for (size_t i = p->at; i < p->at + p->len; i++)
        if (t.p[i] == '(' || t.p[i] == ')')
            last = t.p[i];
    if (last == '(' && char_at(t, p->at + p->len) == ')')
        p->len++;
}

/* At these ASCII characters a phrase may begin, or the place of a law end. */
static bool
is_stop(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == THAI_BREAK;
}

/* The next of them from at on, or end: of eight bytes only those that are ASCII are looked at. */
static size_t
next_ascii(struct str t, size_t at, size_t end)
{
    for (; end - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t eight = ~le64toh(eight_at(t.p + at)) & EIGHT_HIGH;

        for (; eight != 0; eight &= eight - 1) {
            size_t i = at + (size_t)__builtin_ctzll(eight) / 8;

            if (is_stop((unsigned char)t.p[i]))
                return i;
        }
    }
    while (at < end && !is_stop((unsigned char)t.p[at]))
        at++;
    return at;
}

static size_t
next_bit(const uint64_t *bits, size_t at, size_t end)
{
    size_t word = at / 64;
    uint64_t rest = bits[word] >> at % 64 << at % 64;

    while (rest == 0 && ++word <= end / 64)
        rest = bits[word];
    return rest ? word * 64 + (size_t)__builtin_ctzll(rest) : end;
}

/* Where to look next, from at on: at the marks, or, without them, where the first letters of a word stand. */
static size_t
next_place(struct str t, const uint64_t *begins, size_t at)
{
    if (begins && at < t.n)
        return next_ascii(t, at, next_bit(begins, at, t.n));
    while (at < t.n) {
        if ((unsigned char)t.p[at] < 0x80 ? is_stop((unsigned char)t.p[at]) : dates_may_begin(t, at))
            break;
        at += is_whole_thai(t, at) ? 3 : 1;
    }
    return at;
}

size_t
dates_find_at(struct str norm, const uint64_t *begins, struct period *out, size_t max)
{
    struct raw raw[RAW_MAX];
    struct known_word known[WORDS_KEPT] = {{.at = 0}};
    struct scan s = {.t = norm, .known = known, .raw = raw};
    size_t n = 0;

    for (size_t at = next_place(norm, begins, 0); at < norm.n && s.n < RAW_MAX;)
        at = next_place(norm, begins, step(&s, at));
    join_parts(&s);
    join_years(&s);
    join_parts(&s); /* "รอบ 6 เดือน ปีงบประมาณ 2566 (ต.ค. - มี.ค.)" */
    for (size_t i = 0; i < s.n && n < max; i++) {
        /* "รอบ 12 เดือน" of no year says nothing. */
        if (!s.raw[i].p.first && !s.raw[i].p.month_from)
            continue;
        close_bracket(norm, &s.raw[i].p);
        out[n++] = s.raw[i].p;
    }
    return n;
}

size_t
dates_find(struct str norm, struct period *out, size_t max)
{
    return dates_find_at(norm, NULL, out, max);
}

/* A word with dots is told by its letters before the first one, and by the dot, the blank or the letter
 * behind. */
bool
dates_form(size_t i, char out[64])
{
    const char *word = NULL, *dot;
    size_t forms = 0, k, n;

    for (k = 0; (word = dates_word(k)); k++) {
        size_t more = strchr(word, '.') ? 3 : 1;

        if (i < forms + more)
            break;
        forms += more;
    }
    if (!word)
        return false;
    dot = strchr(word, '.');
    n = dot ? (size_t)(dot - word) : strlen(word);
    snprintf(out, 64, "%.*s%.*s", (int)n, word,
             !dot                           ? 0
             : i - forms < 2                ? 1
             : (unsigned char)dot[1] < 0x80 ? 1
                                            : 3,
             !dot             ? ""
             : i == forms     ? "."
             : i == forms + 1 ? " "
                              : dot + 1);
    return true;
}
