/* Parts of a year by count: quarters, half-years, rounds. */
#include "base/dates_private.h"

/* "ไตรมาสที่ 1/2566", "ไตรมาส 1-2" */
static size_t
quarter_number(const struct scan *s, size_t at, int *quarter)
{
    size_t p = dates_skip(s->t, at, " .:(_", 3), end = digits_end(s->t, p);
    struct dates_hit hit;

    if (dates_kind_at(s, p, WORD_PART, &hit) && hit.value == 1) {
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

    if (!dates_take_to(s, &p)) {
        p = dates_skip(s->t, p, " ", 1);
        if (!dates_kind_at(s, p, WORD_AND, &hit))
            return first;
        p = dates_skip(s->t, hit.end, " ", 1);
    }
    after = quarter_number(s, dates_skip_word(s, p, WORD_QUARTER), &last);
    if (last <= first)
        return first;
    *end = after;
    return last;
}

size_t
dates_quarter_phrase(struct scan *s, size_t at, size_t word_end)
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
    r.p.kind = dates_kind_of_months(r.p.month_from, r.p.month_to);
    if (first == 1 && last == 4) {
        r.p.kind = PERIOD_YEAR;
        r.p.month_from = r.p.month_to = 0;
    }
    if (char_at(s->t, end) == '/' && dates_read_year_digits(s, dates_skip(s->t, end + 1, " ", 1), true, &y)) {
        r.p.style = y.style;
        r.p.first = r.p.last = y.be;
        end = y.end;
    }
    dates_emit(s, r, at, end);
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
        p = dates_skip(s->t, p, " _-", 1);
    } else if (dates_kind_at(s, at, WORD_COUNT, &hit)) {
        n = hit.value;
        p = hit.end;
    }
    if (!n || !dates_kind_at(s, p, WORD_OF_MONTH, &hit))
        return 0;
    *end = hit.end;
    return n;
}

/* "แรก" or "หลัง" behind at: 1 or 2, else 0. */
static int
part_at(const struct scan *s, size_t at, size_t *end)
{
    size_t p = dates_skip(s->t, at, " (", 2);
    struct dates_hit hit;

    if (!dates_kind_at(s, p, WORD_PART, &hit))
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
    r.p.kind = dates_kind_of_months(r.p.month_from, r.p.month_to);
    r.vague = months == 6 && part == 0;
    if (months == 12) {
        r.p.kind = PERIOD_YEAR;
        r.p.month_from = r.p.month_to = 0;
    }
    dates_emit(s, r, at, end);
}

static bool
is_round(int months)
{
    return months == 3 || months == 6 || months == 9 || months == 12;
}

size_t
dates_round_phrase(struct scan *s, size_t at, size_t word_end)
{
    size_t end = word_end;
    int months = count_of_months(s, dates_skip(s->t, word_end, " (_-", 2), &end), part;

    if (!is_round(months))
        return word_end;
    part = part_at(s, end, &end);
    emit_part(s, months, part, at, end);
    return end;
}

bool
dates_bare_part_phrase(struct scan *s, size_t at, size_t *end)
{
    int months = count_of_months(s, at, end), part;
    struct year y;

    if (!is_round(months) || months == 12)
        return false;
    part = part_at(s, *end, end);
    if (!part && !(dates_read_year(s, dates_skip(s->t, *end, " ()", 3), false, &y) && (y.fiscal || y.annual)))
        return false;
    emit_part(s, months, part, at, *end);
    return true;
}

size_t
dates_half_phrase(struct scan *s, size_t at, size_t word_end)
{
    size_t end = word_end;
    int part = part_at(s, word_end, &end);

    if (part)
        emit_part(s, 6, part, at, end);
    return end;
}
