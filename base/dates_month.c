/* Months by name: of a year, in a range, with a day. */
#include "base/dates_private.h"

#define LONGEST_MONTHS 60 /* from month to month */

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

enum period_kind
dates_kind_of_months(int from, int to)
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
    size_t p = dates_skip(s->t, at, " ", 1), end = digits_end(s->t, p);

    if (m->day || end == p || end - p > 2 || number_at(s->t, p, end - p) > 31)
        return false;
    if (!dates_read_year_digits(s, dates_skip(s->t, end, " ,", 2), false, &m->year))
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
    size_t p = dates_skip(s->t, name_end, " .,/-_'(", 3);

    if (dates_read_year(s, p, true, &m->year) && !m->year.fiscal && !m->year.annual)
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

bool
dates_read_month(const struct scan *s, size_t at, struct month *m)
{
    size_t end = digits_end(s->t, at), p = at;
    struct dates_hit hit;

    *m = (struct month){.at = at};
    if (end > at) {
        if (end - at > 2 || dot_before(s->t, at)) /* the number of a form, as in "สขร.1" */
            return false;
        m->day = number_at(s->t, at, end - at);
        p = dates_skip(s->t, end, " -._/", 2);
    }
    p = dates_skip_word(s, p, WORD_OF_MONTH);
    if (!dates_kind_at(s, p, WORD_MONTH, &hit))
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

void
dates_emit_day(struct scan *s, struct date d, enum year_style style, size_t at, size_t end)
{
    struct raw r = {.p = {.kind = PERIOD_DAY,
                          .style = (uint8_t)style,
                          .year = (int16_t)d.year,
                          .month = (uint8_t)d.month,
                          .day = (uint8_t)d.day}};

    r.p.first = r.p.last = date_fiscal_year(d);
    r.p.month_from = r.p.month_to = fiscal_month(d.month);
    dates_emit(s, r, at, end);
}

bool
dates_months_raw(const struct month *from, const struct month *to, struct raw *r)
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
        r->p.kind = dates_kind_of_months(pf, pt);
    if (pf == 1 && pt == 12) {
        r->p.kind = first < last ? PERIOD_SPAN : PERIOD_YEAR;
        r->p.style = first ? YEAR_FISCAL : YEAR_NONE;
        r->p.month_from = r->p.month_to = 0;
    }
    return true;
}

bool
dates_whole_months(const struct month *from, const struct month *to)
{
    return (from->day == 0 && to->day == 0) || (from->day == 1 && to->day >= 28);
}

bool
dates_read_month_range(const struct scan *s, const struct month *from, struct raw *r, size_t *end)
{
    struct month to;
    size_t p = from->end;

    if (!dates_take_to(s, &p))
        return false;
    p = dates_skip_word(s, p, WORD_OF_DAY);
    if (!digit_at(s->t, p))
        p = dates_skip_word(s, p, WORD_OF_MONTH);
    if (!dates_read_month(s, p, &to) || !dates_whole_months(from, &to) || !dates_months_raw(from, &to, r))
        return false;
    *end = to.end;
    return true;
}

size_t
dates_month_phrase(struct scan *s, const struct month *m)
{
    struct raw r;
    size_t end = m->end;

    if (dates_read_month_range(s, m, &r, &end)) {
        dates_emit(s, r, m->at, end);
        return end;
    }
    if (m->day && m->year.be && date_valid(date_of_month(m))) {
        dates_emit_day(s, date_of_month(m), m->year.style, m->at, m->end);
        return m->end;
    }
    if (m->day && !m->year.be)
        return m->end;
    dates_months_raw(m, m, &r);
    dates_emit(s, r, m->at, m->end);
    return m->end;
}
