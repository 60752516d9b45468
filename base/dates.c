/*
 * Periods in running text.  One scan from left to right: words of a table and runs of digits begin a
 * phrase, each phrase looks a few characters ahead.  What was found is then put together: a half-year and
 * the year that stands beside it are one period.
 */
#include "base/dates.h"
#include "base/dates_words.h"
#include "base/thai.h"
#include <string.h>

#define BUDDHIST 543
#define BE_FIRST 2540
#define BE_LAST 2590
#define CE_FIRST 1997
#define CE_LAST 2047
#define SHORT_FIRST 40 /* two digits of a Buddhist year behind a word that calls for one */
#define SHORT_LAST 90
#define SLASH_FIRST 55 /* and behind a slash alone: fewer, since 1/50 is also a scale or a house number */
#define SLASH_LAST 75
#define LONGEST_SPAN 20   /* years */
#define LONGEST_MONTHS 60 /* from month to month */
#define JOIN_DISTANCE 40  /* characters between a part of a year and its year */
#define LAW_DISTANCE 750  /* bytes between a law's name and its year: 250 letters */
#define AMENDED_DISTANCE 300
#define ID_SHORTEST 12 /* letters and digits mixed in a run of this length: a hash or an id */
#define ID_CHANGES 3
#define RAW_MAX (4 * PERIODS_MAX) /* what is read before it is put together */

struct raw {
    struct period p;
    bool named; /* months by name, so of the calendar; otherwise counted within the fiscal year */
    bool vague; /* six months, it is not said which */
    bool dead;  /* became part of another */
};

struct scan {
    struct str t;
    size_t n;
    size_t law_end;         /* a year before here may be the law's own */
    size_t rule_end;        /* WORD_ABOUT before here makes it so */
    size_t amended_end;     /* and WORD_AMENDED before here makes it so again */
    size_t of_month_end;    /* behind a WORD_OF_MONTH */
    size_t address_end;     /* behind a WORD_ADDRESS */
    size_t known_run_end;   /* letters and digits up to here were looked at as an id */
    size_t known_chain_end; /* digits joined by hyphens and blanks up to here, as a telephone number */
    struct raw *raw;        /* room for RAW_MAX */
};

struct year {
    int be; /* 0 = none */
    enum year_style style;
    bool fiscal, annual, called; /* called: by a word for year, not by พ.ศ. alone */
    size_t at, end;
};

struct month {
    int day, month;
    struct year year;
    bool sure; /* the name alone is enough, without a year */
    size_t at, end;
};

static char
char_at(struct str t, size_t at)
{
    return at < t.n ? t.p[at] : '\0';
}

static bool
digit_at(struct str t, size_t at)
{
    return at < t.n && t.p[at] >= '0' && t.p[at] <= '9';
}

static bool
latin_at(struct str t, size_t at)
{
    return at < t.n && t.p[at] >= 'a' && t.p[at] <= 'z';
}

static size_t
digits_end(struct str t, size_t at)
{
    while (digit_at(t, at))
        at++;
    return at;
}

/* The number of n digits at at; n is at most 8. */
static int
number_at(struct str t, size_t at, size_t n)
{
    int v = 0;

    for (size_t i = 0; i < n; i++)
        v = v * 10 + (t.p[at + i] - '0');
    return v;
}

/* On over at most `most` characters of a set. */
static size_t
skip(struct str t, size_t at, const char *set, size_t most)
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

static bool
word_at(const struct scan *s, size_t at, enum dates_word_kind kind, struct dates_hit *hit)
{
    return dates_word_at(s->t, at, hit) && hit->kind == kind;
}

/* "-", "ถึง" and the blanks around; *at moves behind. */
static bool
take_to(const struct scan *s, size_t *at)
{
    size_t p = skip(s->t, *at, " )", 2), dash = dash_at(s->t, p);
    struct dates_hit hit;

    if (dash)
        p += dash;
    else if (word_at(s, p, WORD_TO, &hit))
        p = hit.end;
    else
        return false;
    p = skip(s->t, p, " ", 2);
    if (dash && word_at(s, p, WORD_TO, &hit))
        p = skip(s->t, hit.end, " ", 1);
    *at = p;
    return true;
}

static size_t
skip_word(const struct scan *s, size_t at, enum dates_word_kind kind)
{
    struct dates_hit hit;

    return word_at(s, at, kind, &hit) ? skip(s->t, hit.end, " ", 1) : at;
}

static bool
unit_follows(const struct scan *s, size_t at)
{
    struct dates_hit hit;

    at = skip(s->t, at, " ", 1);
    return char_at(s->t, at) == '%' || word_at(s, at, WORD_UNIT, &hit);
}

/* A number that goes on as a decimal, a time or an amount is no year. */
static bool
number_goes_on(struct str t, size_t end)
{
    char c = char_at(t, end);

    return (c == '.' || c == ':') && digit_at(t, end + 1);
}

static struct year
make_year(int number, size_t digits)
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

/* The digits of a year; two of them only where something called for a year. */
static bool
read_year_digits(const struct scan *s, size_t at, bool two, struct year *y)
{
    size_t end = digits_end(s->t, at);

    if ((end - at != 4 && !(two && end - at == 2)) || number_goes_on(s->t, end))
        return false;
    *y = make_year(number_at(s->t, at, end - at), end - at);
    y->at = at;
    y->end = end;
    return y->be && !(y->style == YEAR_SHORT && unit_follows(s, end));
}

/* "5 ปี 60": a length of time, not the year 2560. */
static bool
counts_years(struct str t, size_t at)
{
    return at > 0 && (digit_at(t, at - 1) || (t.p[at - 1] == ' ' && at > 1 && digit_at(t, at - 2)));
}

/* Words for year, as many as there are, then the digits: "ปีงบประมาณ พ.ศ. 2566", "2566". */
static bool
read_year(const struct scan *s, size_t at, bool two, struct year *y)
{
    struct year words = {.at = at};
    struct dates_hit hit;
    size_t p = at;

    for (int i = 0; i < 4 && dates_word_at(s->t, p, &hit); i++) {
        if (hit.kind < WORD_FISCAL || hit.kind > WORD_CE)
            return false;
        words.fiscal |= hit.kind == WORD_FISCAL;
        words.annual |= hit.kind == WORD_ANNUAL;
        words.called |= hit.kind <= WORD_ANNUAL;
        two = hit.kind != WORD_YEAR || !counts_years(s->t, p);
        p = skip(s->t, hit.end, " .:(/-_", 4);
    }
    if (!read_year_digits(s, p, two, y))
        return false;
    y->at = at;
    y->fiscal = words.fiscal;
    y->annual = words.annual;
    y->called = words.called;
    if (y->fiscal)
        y->style = YEAR_FISCAL;
    return true;
}

static void
emit(struct scan *s, struct raw r, size_t at, size_t end)
{
    if (s->n == RAW_MAX)
        return;
    r.p.at = at;
    r.p.len = end - at;
    s->raw[s->n++] = r;
}

/* ---- years ---- */

/* A year found at y->at: alone, or the first of a span.  Returns where to go on. */
static size_t
year_phrase(struct scan *s, const struct year *y)
{
    struct raw r = {.p = {.kind = PERIOD_YEAR, .style = y->style, .first = y->be, .last = y->be}};
    struct year last;
    size_t end = y->end, p = y->end;

    if (take_to(s, &p) && read_year(s, p, true, &last) && last.be > y->be &&
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
    emit(s, r, y->at, end);
    return end;
}

/* ---- months ---- */

/* Place of a calendar month in the fiscal year: October is 1. */
static int
fiscal_month(int month)
{
    return month >= 10 ? month - 9 : month + 3;
}

static int
fiscal_year(int be, int month)
{
    return be + (month >= 10);
}

/* What kind of part the months from..to of one fiscal year are. */
static enum period_kind
kind_of_months(int from, int to)
{
    if (to - from == 2 && from % 3 == 1)
        return PERIOD_QUARTER;
    if (to - from == 5 && from % 6 == 1)
        return PERIOD_SIX_MONTHS;
    return PERIOD_MONTHS;
}

/* "april 28, 2023" */
static bool
read_latin_day(const struct scan *s, size_t at, struct month *m)
{
    size_t p = skip(s->t, at, " ", 1), end = digits_end(s->t, p);

    if (m->day || end == p || end - p > 2 || number_at(s->t, p, end - p) > 31)
        return false;
    if (!read_year_digits(s, skip(s->t, end, " ,", 2), false, &m->year))
        return false;
    m->day = number_at(s->t, p, end - p);
    m->end = m->year.end;
    return true;
}

/* The year behind a month's name.  A fiscal one is not the calendar year of the month: it is left to be
 * joined. */
static void
read_month_year(const struct scan *s, size_t name_end, struct month *m)
{
    size_t p = skip(s->t, name_end, " .,/-_'(", 3);

    if (read_year(s, p, true, &m->year) && !m->year.fiscal && !m->year.annual)
        m->end = m->year.end;
    else
        m->year = (struct year){.be = 0};
}

/* A letter and a dot before an abbreviation: part of a longer one, unless a year follows. */
static bool
dot_before(struct str t, size_t at)
{
    return at > 1 && t.p[at - 1] == '.' && !digit_at(t, at - 2) && t.p[at - 2] != '.' && t.p[at - 2] != ' ';
}

/* [day] month [year] */
static bool
read_month(const struct scan *s, size_t at, struct month *m)
{
    size_t end = digits_end(s->t, at), p = at;
    struct dates_hit hit;

    *m = (struct month){.at = at};
    if (end > at) {
        if (end - at > 2 || dot_before(s->t, at)) /* the number of a form, as in "สขร.1" */
            return false;
        m->day = number_at(s->t, at, end - at);
        p = skip(s->t, end, " -._/", 2);
    }
    p = skip_word(s, p, WORD_OF_MONTH);
    if (!word_at(s, p, WORD_MONTH, &hit))
        return false;
    m->month = hit.value;
    m->end = hit.end;
    if (!hit.latin || !read_latin_day(s, hit.end, m))
        read_month_year(s, hit.end, m);
    m->sure = !hit.latin && (!hit.abbreviated || (hit.dotted && !dot_before(s->t, p)));
    return (end == at || (m->day >= 1 && m->day <= 31)) && (m->sure || m->year.be);
}

static struct date
date_of_month(const struct month *m)
{
    return (struct date){m->year.be - BUDDHIST, m->month, m->day};
}

static void
emit_day(struct scan *s, struct date d, enum year_style style, size_t at, size_t end)
{
    struct raw r = {.p = {.kind = PERIOD_DAY, .style = style, .day = d}};

    r.p.first = r.p.last = date_fiscal_year(d);
    r.p.month_from = r.p.month_to = fiscal_month(d.month);
    emit(s, r, at, end);
}

/* From the month of one to the month of the other; false when that is no sensible stretch of time. */
static bool
months_raw(const struct month *from, const struct month *to, struct raw *r)
{
    int pf = fiscal_month(from->month), pt = fiscal_month(to->month);
    int y2 = to->year.be ? to->year.be : from->year.be ? from->year.be + (to->month < from->month) : 0;
    int y1 = from->year.be ? from->year.be : y2 ? y2 - (from->month > to->month) : 0;
    int first = y1 ? fiscal_year(y1, from->month) : 0, last = y2 ? fiscal_year(y2, to->month) : 0;
    int months = (last - first) * 12 + pt - pf + 1;

    if (y1 && (months < 1 || months > LONGEST_MONTHS))
        return false;
    *r = (struct raw){.named = true};
    r->p = (struct period){
        .kind = PERIOD_MONTHS, .first = first, .last = last, .month_from = pf, .month_to = pt};
    r->p.style = to->year.be ? to->year.style : from->year.style;
    if (first == last && pf <= pt)
        r->p.kind = kind_of_months(pf, pt);
    if (pf == 1 && pt == 12) {
        r->p.kind = first < last ? PERIOD_SPAN : PERIOD_YEAR;
        r->p.style = first ? YEAR_FISCAL : YEAR_NONE;
        r->p.month_from = r->p.month_to = 0;
    }
    return true;
}

/* Days at the edges of months, or no days at all. */
static bool
whole_months(const struct month *from, const struct month *to)
{
    return (from->day == 0 && to->day == 0) || (from->day == 1 && to->day >= 28);
}

static bool
read_month_range(const struct scan *s, const struct month *from, struct raw *r, size_t *end)
{
    struct month to;
    size_t p = from->end;

    if (!take_to(s, &p))
        return false;
    p = skip_word(s, p, WORD_OF_DAY);
    if (!digit_at(s->t, p))
        p = skip_word(s, p, WORD_OF_MONTH);
    if (!read_month(s, p, &to) || !whole_months(from, &to) || !months_raw(from, &to, r))
        return false;
    *end = to.end;
    return true;
}

/* A month that was read at m->at.  Returns where to go on. */
static size_t
month_phrase(struct scan *s, const struct month *m)
{
    struct raw r;
    size_t end = m->end;

    if (read_month_range(s, m, &r, &end)) {
        emit(s, r, m->at, end);
        return end;
    }
    if (m->day && m->year.be && date_valid(date_of_month(m))) {
        emit_day(s, date_of_month(m), m->year.style, m->at, m->end);
        return m->end;
    }
    if (m->day && !m->year.be)
        return m->end;
    months_raw(m, m, &r);
    emit(s, r, m->at, m->end);
    return m->end;
}

/* ---- parts of a year by count ---- */

/* "ไตรมาสที่ 1/2566", "ไตรมาส 1-2" */
static size_t
quarter_number(const struct scan *s, size_t at, int *quarter)
{
    size_t p = skip(s->t, at, " .:(_", 3), end = digits_end(s->t, p);
    struct dates_hit hit;

    if (word_at(s, p, WORD_PART, &hit) && hit.value == 1) {
        *quarter = 1;
        return hit.end;
    }
    *quarter = end == p + 1 ? number_at(s->t, p, 1) : 0;
    if (*quarter < 1 || *quarter > 4)
        *quarter = 0;
    return end;
}

/* The second quarter of "1-2", "1 และ 2", "1 ถึงไตรมาส 2"; *end stays when there is none. */
static int
last_quarter(const struct scan *s, int first, size_t *end)
{
    size_t p = *end, after;
    struct dates_hit hit;
    int last;

    if (!take_to(s, &p)) {
        p = skip(s->t, p, " ", 1);
        if (!word_at(s, p, WORD_AND, &hit))
            return first;
        p = skip(s->t, hit.end, " ", 1);
    }
    after = quarter_number(s, skip_word(s, p, WORD_QUARTER), &last);
    if (last <= first)
        return first;
    *end = after;
    return last;
}

static size_t
quarter_phrase(struct scan *s, size_t at, size_t word_end)
{
    struct raw r = {.p = {.style = YEAR_NONE}};
    struct year y;
    int first, last;
    size_t end = quarter_number(s, word_end, &first);

    if (!first)
        return word_end;
    last = last_quarter(s, first, &end);
    r.p.month_from = 3 * first - 2;
    r.p.month_to = 3 * last;
    r.p.kind = kind_of_months(r.p.month_from, r.p.month_to);
    if (first == 1 && last == 4) {
        r.p.kind = PERIOD_YEAR;
        r.p.month_from = r.p.month_to = 0;
    }
    if (char_at(s->t, end) == '/' && read_year_digits(s, skip(s->t, end + 1, " ", 1), true, &y)) {
        r.p.style = y.style;
        r.p.first = r.p.last = y.be;
        end = y.end;
    }
    emit(s, r, at, end);
    return end;
}

/* "6 เดือน" and "หกเดือน" at at: the count, 0 when there is none. */
static int
count_of_months(const struct scan *s, size_t at, size_t *end)
{
    size_t p = digits_end(s->t, at);
    struct dates_hit hit;
    int n = 0;

    if (p > at && p - at <= 2) {
        n = number_at(s->t, at, p - at);
        p = skip(s->t, p, " _-", 1);
    } else if (word_at(s, at, WORD_COUNT, &hit)) {
        n = hit.value;
        p = hit.end;
    }
    if (!n || !word_at(s, p, WORD_OF_MONTH, &hit))
        return 0;
    *end = hit.end;
    return n;
}

/* "แรก" or "หลัง" behind at: 1 or 2, else 0. */
static int
part_at(const struct scan *s, size_t at, size_t *end)
{
    size_t p = skip(s->t, at, " (", 2);
    struct dates_hit hit;

    if (!word_at(s, p, WORD_PART, &hit))
        return 0;
    *end = hit.end;
    return hit.value;
}

static void
emit_part(struct scan *s, int months, int part, size_t at, size_t end)
{
    struct raw r = {.p = {.kind = PERIOD_SIX_MONTHS, .style = YEAR_NONE}};

    r.p.month_from = part == 2 ? 13 - months : 1;
    r.p.month_to = r.p.month_from + months - 1;
    r.p.kind = kind_of_months(r.p.month_from, r.p.month_to);
    r.vague = months == 6 && part == 0;
    if (months == 12) {
        r.p.kind = PERIOD_YEAR;
        r.p.month_from = r.p.month_to = 0;
    }
    emit(s, r, at, end);
}

static bool
is_round(int months)
{
    return months == 3 || months == 6 || months == 9 || months == 12;
}

/* "รอบ 6 เดือนแรก".  Returns where to go on. */
static size_t
round_phrase(struct scan *s, size_t at, size_t word_end)
{
    size_t end = word_end;
    int months = count_of_months(s, skip(s->t, word_end, " (_-", 2), &end), part;

    if (!is_round(months))
        return word_end;
    part = part_at(s, end, &end);
    emit_part(s, months, part, at, end);
    return end;
}

/* "6 เดือนแรก" without รอบ: only with the word that says which, or with the year they are six months of. */
static bool
bare_part_phrase(struct scan *s, size_t at, size_t *end)
{
    int months = count_of_months(s, at, end), part;
    struct year y;

    if (!is_round(months) || months == 12)
        return false;
    part = part_at(s, *end, end);
    if (!part && !(read_year(s, skip(s->t, *end, " ()", 3), false, &y) && (y.fiscal || y.annual)))
        return false;
    emit_part(s, months, part, at, *end);
    return true;
}

static size_t
half_phrase(struct scan *s, size_t at, size_t word_end)
{
    size_t end = word_end;
    int part = part_at(s, word_end, &end);

    if (part)
        emit_part(s, 6, part, at, end);
    return end;
}

/* ---- numbers ---- */

struct numeric {
    struct date date;
    enum year_style style;
    size_t end;
};

/* One or two digits from 1 to max at at; 0 when they are not that. */
static int
small_number(struct str t, size_t at, int max, size_t *end)
{
    int v;

    *end = digits_end(t, at);
    if (*end == at || *end - at > 2)
        return 0;
    v = number_at(t, at, *end - at);
    return v <= max ? v : 0;
}

static bool
finish_numeric(struct numeric *d, const struct year *y, int month, int day, size_t end)
{
    d->date = (struct date){y->be - BUDDHIST, month, day};
    d->style = y->style;
    d->end = end;
    return date_valid(d->date);
}

/* 29/8/2566, 18-12-66, 1.10.2565 */
static bool
read_day_first(const struct scan *s, size_t at, struct numeric *d)
{
    struct str t = s->t;
    size_t end, year_at;
    int day = small_number(t, at, 31, &end), month;
    char sign = char_at(t, end);
    struct year y;

    if (!day || !sign || !strchr("/-._", sign))
        return false;
    month = small_number(t, end + 1, 12, &end);
    if (!month || char_at(t, end) != sign)
        return false;
    year_at = end + 1;
    end = digits_end(t, year_at);
    if (end - year_at != 4 && (end - year_at != 2 || sign == '.' || sign == '_'))
        return false;
    y = make_year(number_at(t, year_at, end - year_at), end - year_at);
    return y.be && char_at(t, end) != sign && finish_numeric(d, &y, month, day, end);
}

/* 2022-01-25, 2566/1/25 */
static bool
read_year_first(const struct scan *s, size_t at, struct numeric *d)
{
    struct str t = s->t;
    struct year y = make_year(number_at(t, at, 4), 4);
    char sign = char_at(t, at + 4);
    size_t end;
    int month, day;

    if (!y.be || !sign || !strchr("/-._", sign))
        return false;
    month = small_number(t, at + 5, 12, &end);
    if (!month || char_at(t, end) != sign)
        return false;
    day = small_number(t, end + 1, 31, &end);
    return day && finish_numeric(d, &y, month, day, end);
}

/* 20230214 */
static bool
read_packed(const struct scan *s, size_t at, struct numeric *d)
{
    struct year y = make_year(number_at(s->t, at, 4), 4);

    return y.style == YEAR_CE && !latin_at(s->t, at + 8) &&
           finish_numeric(d, &y, number_at(s->t, at + 4, 2), number_at(s->t, at + 6, 2), at + 8);
}

static bool
read_numeric(const struct scan *s, size_t at, struct numeric *d)
{
    switch (digits_end(s->t, at) - at) {
    case 1:
    case 2:
        return read_day_first(s, at, d);
    case 4:
        return read_year_first(s, at, d);
    case 8:
        return read_packed(s, at, d);
    default:
        return false;
    }
}

static struct month
month_of_numeric(const struct numeric *d)
{
    return (struct month){.day = d->date.day,
                          .month = d->date.month,
                          .year = {.be = d->date.year + BUDDHIST, .style = d->style}};
}

static size_t
numeric_phrase(struct scan *s, size_t at, const struct numeric *d)
{
    struct numeric last;
    struct month from = month_of_numeric(d), to;
    struct raw r;
    size_t p = d->end;

    if (take_to(s, &p) && read_numeric(s, skip_word(s, p, WORD_OF_DAY), &last)) {
        to = month_of_numeric(&last);
        if (whole_months(&from, &to) && months_raw(&from, &to, &r)) {
            emit(s, r, at, last.end);
            return last.end;
        }
    }
    emit_day(s, d->date, d->style, at, d->end);
    return d->end;
}

/* 2023-03: a year and a month, in the way programs name files. */
static bool
year_month_phrase(struct scan *s, size_t at, size_t *end)
{
    struct year y = make_year(number_at(s->t, at, 4), 4);
    char sign = char_at(s->t, at + 4);
    struct month m = {.year = y};
    struct raw r;

    if (y.style != YEAR_CE || !sign || !strchr("/-_", sign) || digits_end(s->t, at + 5) != at + 7)
        return false;
    m.month = number_at(s->t, at + 5, 2);
    if (m.month < 1 || m.month > 12 || number_goes_on(s->t, at + 7))
        return false;
    months_raw(&m, &m, &r);
    *end = at + 7;
    emit(s, r, at, *end);
    return true;
}

/* "1 - 31 มกราคม 2566": the whole month, or the last of the days. */
static bool
days_of_month_phrase(struct scan *s, size_t at, size_t *end)
{
    size_t p;
    int first = small_number(s->t, at, 31, &p);
    struct month m;

    if (!first || !take_to(s, &p) || !digit_at(s->t, p) || !read_month(s, p, &m) || m.day <= first)
        return false;
    if (first == 1 && m.day >= 28)
        m.day = 0;
    m.at = at;
    *end = month_phrase(s, &m);
    return true;
}

/* 1/66 may be a house number: something of an address stands before or behind it. */
static bool
is_house_number(const struct scan *s, size_t at, size_t end)
{
    struct dates_hit hit;
    size_t p = skip(s->t, end, " ", 1);

    return (s->address_end && at <= s->address_end + 2) || word_at(s, p, WORD_STREET, &hit) ||
           latin_at(s->t, end) || char_at(s->t, end) == '/' || char_at(s->t, end) == '-';
}

static bool
slash_year(const struct scan *s, size_t at, size_t number, struct year *y)
{
    size_t end = digits_end(s->t, number);

    if (!read_year_digits(s, number, true, y))
        return false;
    if (y->style != YEAR_SHORT)
        return true;
    return y->be >= 2500 + SLASH_FIRST && y->be <= 2500 + SLASH_LAST && !is_house_number(s, at, end);
}

/* 1/2566, 1/66, and /66 behind a word */
static bool
slash_phrase(struct scan *s, size_t at, size_t digits, size_t *end)
{
    struct str t = s->t;
    struct year y;
    size_t number = at + digits + 1;

    if (digits == 2 && at > 1 && t.p[at - 1] == '/' && !digit_at(t, at - 2) && t.p[at - 2] != '/')
        number = at;
    else if (digits > 5 || char_at(t, at + digits) != '/' || (at > 0 && t.p[at - 1] == '/'))
        return false;
    if (!slash_year(s, at, number, &y))
        return false;
    y.at = at;
    y.called = true;
    *end = year_phrase(s, &y);
    return true;
}

/* Money: 1 to 3 digits, then threes behind commas.  Returns its end, or at when it is not that. */
static size_t
grouped_end(struct str t, size_t at)
{
    size_t end = digits_end(t, at), p = end;

    if (end - at > 3)
        return at;
    while (char_at(t, p) == ',' && digits_end(t, p + 1) - (p + 1) == 3)
        p += 4;
    if (p == end)
        return at;
    return char_at(t, p) == '.' ? digits_end(t, p + 1) : p;
}

/*
 * Digits joined by single hyphens and blanks.  A telephone number begins with 0 and has nine to eleven of
 * them; a chain of hyphens with three or more runs that is not a date is an id.  Returns the end of what
 * is no period, or at.
 */
static size_t
number_chain(struct scan *s, size_t at)
{
    struct str t = s->t;
    size_t p = digits_end(t, at), digits = p - at, runs = 1;
    bool hyphens = true;

    while ((char_at(t, p) == '-' || char_at(t, p) == ' ') && digit_at(t, p + 1)) {
        size_t end = digits_end(t, p + 1);

        hyphens &= t.p[p] == '-';
        digits += end - p - 1;
        runs++;
        p = end;
    }
    s->known_chain_end = p;
    if (t.p[at] == '0' && digits >= 9 && digits <= 11 && runs > 1)
        return p;
    return hyphens && runs >= 3 ? p : at;
}

static size_t
plain_year_phrase(struct scan *s, size_t at, size_t end)
{
    struct str t = s->t;
    struct year y;
    size_t after;

    if (!read_year(s, at, false, &y) || latin_at(t, end))
        return end;
    if (at > 0 && (t.p[at - 1] == '=' || (t.p[at - 1] == '.' && at > 1 && digit_at(t, at - 2))))
        return end;
    if (unit_follows(s, end))
        return end;
    if (year_month_phrase(s, at, &after))
        return after;
    return year_phrase(s, &y);
}

/* A run of digits begins at at, where no digit stands before.  Returns where to go on. */
static size_t
number_phrase(struct scan *s, size_t at)
{
    struct str t = s->t;
    size_t end = digits_end(t, at), after;
    bool inside = at > 1 && strchr("./-", t.p[at - 1]) && digit_at(t, at - 2);
    struct numeric d;
    struct month m;

    if (end - at > 8)
        return end;
    after = grouped_end(t, at);
    if (after > at)
        return after;
    if (!inside && read_numeric(s, at, &d))
        return numeric_phrase(s, at, &d);
    if (!inside && (read_month(s, at, &m) && (m.year.be || m.sure)))
        return month_phrase(s, &m);
    if (at >= s->known_chain_end && (after = number_chain(s, at)) > at)
        return after;
    if (days_of_month_phrase(s, at, &after) || bare_part_phrase(s, at, &after) ||
        slash_phrase(s, at, end - at, &after))
        return after;
    return end - at == 4 ? plain_year_phrase(s, at, end) : end;
}

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
    size_t p = skip(t, at, " .:", 3);

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

    if (!read_month(s, at, &m))
        return hit->end;
    /* An abbreviation alone is too little, unless เดือน stands before it or another month behind. */
    if (hit->abbreviated && !m.year.be && !(s->of_month_end && at <= s->of_month_end + 1) &&
        !read_month_range(s, &m, &r, &end))
        return m.end;
    return month_phrase(s, &m);
}

static size_t
year_word_phrase(struct scan *s, size_t at, const struct dates_hit *hit)
{
    struct year y;

    return read_year(s, at, false, &y) ? year_phrase(s, &y) : hit->end;
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
        return quarter_phrase(s, at, hit->end);
    case WORD_ROUND:
        return round_phrase(s, at, hit->end);
    case WORD_HALF:
        return half_phrase(s, at, hit->end);
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
        return number_phrase(s, at);
    if (s->t.p[at] == THAI_BREAK)
        s->law_end = s->rule_end = s->amended_end = 0;
    if (dates_word_at(s->t, at, &hit))
        return word_phrase(s, at, &hit);
    return at + 1;
}

/* Most bytes lie inside a letter, or are one that no word begins with. */
static bool
may_begin(struct str t, size_t at)
{
    unsigned char c = (unsigned char)t.p[at];

    return c < 0x80 || (c >= 0xC0 && dates_word_may_begin(t, at));
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

size_t
dates_find(struct str norm, struct period *out, size_t max)
{
    struct raw raw[RAW_MAX];
    struct scan s = {.t = norm, .raw = raw};
    size_t n = 0;

    for (size_t at = 0; at < norm.n && s.n < RAW_MAX;)
        at = may_begin(norm, at) ? step(&s, at) : at + 1;
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
