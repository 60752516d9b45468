/* Phrases that begin with digits. */
#include "base/dates_private.h"
#include "base/thai.h"
#include <string.h>

#define SLASH_FIRST 55 /* and behind a slash alone: fewer, since 1/50 is also a scale or a house number */
#define SLASH_LAST 75

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
    y = dates_make_year(number_at(t, year_at, end - year_at), end - year_at);
    return y.be && char_at(t, end) != sign && finish_numeric(d, &y, month, day, end);
}

/* 2022-01-25, 2566/1/25 */
static bool
read_year_first(const struct scan *s, size_t at, struct numeric *d)
{
    struct str t = s->t;
    struct year y = dates_make_year(number_at(t, at, 4), 4);
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
    struct year y = dates_make_year(number_at(s->t, at, 4), 4);

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

    if (dates_take_to(s, &p) && read_numeric(s, dates_skip_word(s, p, WORD_OF_DAY), &last)) {
        to = month_of_numeric(&last);
        if (dates_whole_months(&from, &to) && dates_months_raw(&from, &to, &r)) {
            dates_emit(s, r, at, last.end);
            return last.end;
        }
    }
    dates_emit_day(s, d->date, d->style, at, d->end);
    return d->end;
}

/* 2023-03: a year and a month, in the way programs name files. */
static bool
year_month_phrase(struct scan *s, size_t at, size_t *end)
{
    struct year y = dates_make_year(number_at(s->t, at, 4), 4);
    char sign = char_at(s->t, at + 4);
    struct month m = {.year = y};
    struct raw r;

    if (y.style != YEAR_CE || !sign || !strchr("/-_", sign) || digits_end(s->t, at + 5) != at + 7)
        return false;
    m.month = number_at(s->t, at + 5, 2);
    if (m.month < 1 || m.month > 12 || dates_number_goes_on(s->t, at + 7))
        return false;
    dates_months_raw(&m, &m, &r);
    *end = at + 7;
    dates_emit(s, r, at, *end);
    return true;
}

/* "1 - 31 มกราคม 2566": the whole month, or the last of the days. */
static bool
days_of_month_phrase(struct scan *s, size_t at, size_t *end)
{
    size_t p;
    int first = small_number(s->t, at, 31, &p);
    struct month m;

    if (!first || !dates_take_to(s, &p) || !digit_at(s->t, p) || !dates_read_month(s, p, &m) ||
        m.day <= first)
        return false;
    if (first == 1 && m.day >= 28)
        m.day = 0;
    m.at = at;
    *end = dates_month_phrase(s, &m);
    return true;
}

/* 1/66 may be a house number: something of an address stands before or behind it. */
static bool
is_house_number(const struct scan *s, size_t at, size_t end)
{
    struct dates_hit hit;
    size_t p = dates_skip(s->t, end, " ", 1);

    return (s->address_end && at <= s->address_end + 2) || dates_kind_at(s, p, WORD_STREET, &hit) ||
           latin_at(s->t, end) || char_at(s->t, end) == '/' || char_at(s->t, end) == '-';
}

static bool
slash_year(const struct scan *s, size_t at, size_t number, struct year *y)
{
    size_t end = digits_end(s->t, number);

    if (!dates_read_year_digits(s, number, true, y))
        return false;
    if (y->style != YEAR_SHORT)
        return true;
    return y->be >= 2500 + SLASH_FIRST && y->be <= 2500 + SLASH_LAST && !is_house_number(s, at, end);
}

/* "418-2566", as the number of an order is written in the name of a file; a telephone's number is longer. */
static bool
is_hyphened(struct str t, size_t at, size_t digits)
{
    size_t year = at + digits + 1, end = digits_end(t, year), before = at;

    while (before > 0 && t.p[before - 1] == ' ')
        before--;
    if (before > 0 && (t.p[before - 1] == ')' || digit_at(t, before - 1))) /* "(043) 418-2566" */
        return false;
    return digits == 3 && char_at(t, at + digits) == '-' && end - year == 4 && char_at(t, end) != '-' &&
           (at == 0 || t.p[at - 1] != '-');
}

/* 1/2566, 1/66, 418-2566, and /66 behind a word */
static bool
slash_phrase(struct scan *s, size_t at, size_t digits, size_t *end)
{
    struct str t = s->t;
    struct year y;
    size_t number = at + digits + 1;

    if (digits == 2 && at > 1 && t.p[at - 1] == '/' && !digit_at(t, at - 2) && t.p[at - 2] != '/')
        number = at;
    else if (digits > 5 || (at > 0 && t.p[at - 1] == '/') ||
             (char_at(t, at + digits) != '/' && !is_hyphened(t, at, digits)))
        return false;
    if (!slash_year(s, at, number, &y))
        return false;
    if (number > at && y.style == YEAR_PLAIN)
        y.style = YEAR_SERIAL;
    y.at = at;
    y.called = true;
    *end = dates_year_phrase(s, &y);
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

    if (!dates_read_year(s, at, false, &y) || latin_at(t, end))
        return end;
    if (at > 0 && (t.p[at - 1] == '=' || (t.p[at - 1] == '.' && at > 1 && digit_at(t, at - 2))))
        return end;
    if (dates_unit_follows(s, end))
        return end;
    if (year_month_phrase(s, at, &after))
        return after;
    return dates_year_phrase(s, &y);
}

/* Most numbers end a text or a part of it, and one of a few digits, of which no slash makes a year, begins
 * nothing there: to look further took 12 M instructions more of judging 1,000 pages. */
static bool
stands_last(struct str t, size_t at, size_t end)
{
    return end - at <= 3 && (end == t.n || t.p[end] == THAI_BREAK) && (at == 0 || t.p[at - 1] != '/');
}

size_t
dates_number_phrase(struct scan *s, size_t at)
{
    struct str t = s->t;
    size_t end = digits_end(t, at), after;
    bool few = end - at <= 2; /* a day, or a count of months */
    bool inside = at > 1 && strchr("./-", t.p[at - 1]) && digit_at(t, at - 2);
    struct numeric d;
    struct month m;

    if (end - at > 8 || stands_last(t, at, end))
        return end;
    after = grouped_end(t, at);
    if (after > at)
        return after;
    if (!inside && read_numeric(s, at, &d))
        return numeric_phrase(s, at, &d);
    if (!inside && few && (dates_read_month(s, at, &m) && (m.year.be || m.sure)))
        return dates_month_phrase(s, &m);
    if (at >= s->known_chain_end && (after = number_chain(s, at)) > at)
        return after;
    if ((few && (days_of_month_phrase(s, at, &after) || dates_bare_part_phrase(s, at, &after))) ||
        slash_phrase(s, at, end - at, &after))
        return after;
    return end - at == 4 ? plain_year_phrase(s, at, end) : end;
}
