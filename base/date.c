/* One date: checking, comparing, reading and writing it.  Periods in running text are in dates.c. */
#include "base/dates.h"
#include "base/thai.h"
#include <stdio.h>
#include <time.h>

#define BUDDHIST_FROM 2400       /* from here on a year that is typed is of the Buddhist era */
#define OFFICE_OFFSET (7 * 3600) /* Thailand: UTC+7, no summer time */
#define FISCAL_START 10          /* October */

/* Protocol dates outside these years are errors; a Buddhist year by mistake is the usual one. */
#define PROTOCOL_FIRST 1970
#define PROTOCOL_LAST 2399
#define PIVOT 70 /* two digits of a year from here on mean 19NN */

static const char *const thai_short[] = {"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
                                         "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.",  "พ.ย.", "ธ.ค."};
static const char *const english_short[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const thai_long[] = {"มกราคม",  "กุมภาพันธ์", "มีนาคม",  "เมษายน", "พฤษภาคม",  "มิถุนายน",
                                        "กรกฎาคม", "สิงหาคม",  "กันยายน", "ตุลาคม",  "พฤศจิกายน", "ธันวาคม"};
static const char *const english_long[] = {"January",   "February", "March",    "April",
                                           "May",       "June",     "July",     "August",
                                           "September", "October",  "November", "December"};
static const char *const day_short[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char *const day_long[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};

static bool
is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

bool
date_valid(struct date d)
{
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= days_in(d.year, d.month);
}

int
date_cmp(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

int
date_fiscal_year(struct date d)
{
    return d.year ? d.year + BUDDHIST + (d.month >= FISCAL_START) : 0;
}

/* Exactly n digits at the start of *s, cut off it. */
static bool
take_digits(struct str *s, size_t n, int *out)
{
    uint64_t v;

    if (s->n < n || !str_to_u64(str_sub(*s, 0, n), &v))
        return false;
    *out = (int)v;
    *s = str_sub(*s, n, s->n);
    return true;
}

static bool
take(struct str *s, struct str literal)
{
    if (!str_starts(*s, literal))
        return false;
    *s = str_sub(*s, literal.n, s->n);
    return true;
}

/* The number, from 0, of the word of a list that *s starts with, cut off it; -1 when there is none. */
static int
take_word(struct str *s, const char *const *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (take(s, str_of(word[i])))
            return (int)i;
    return -1;
}

/* Year, month and day, whatever they are. */
static bool
take_day(struct str s, struct date *d)
{
    return take_digits(&s, 4, &d->year) && take(&s, STR("-")) && take_digits(&s, 2, &d->month) &&
           take(&s, STR("-")) && take_digits(&s, 2, &d->day) && s.n == 0;
}

bool
date_parse_iso(struct str s, struct date *out)
{
    struct date d;

    if (!take_day(s, &d) || !date_valid(d))
        return false;
    *out = d;
    return true;
}

bool
date_parse_typed(struct str s, struct date *out)
{
    char room[64];
    struct date d;

    if (!take_day(thai_plain_digits(str_trim(s), room, sizeof room), &d))
        return false;
    if (d.year >= BUDDHIST_FROM)
        d.year -= BUDDHIST;
    if (!date_valid(d))
        return false;
    *out = d;
    return true;
}

struct moment {
    struct date date;
    int hour, minute, second;
};

static bool
take_month(struct str *s, struct moment *m)
{
    m->date.month = take_word(s, english_short, 12) + 1;
    return m->date.month > 0;
}

static bool
take_clock(struct str *s, struct moment *m)
{
    return take_digits(s, 2, &m->hour) && take(s, STR(":")) && take_digits(s, 2, &m->minute) &&
           take(s, STR(":")) && take_digits(s, 2, &m->second);
}

/* Sun, 06 Nov 1994 08:49:37 GMT */
static bool
parse_fixdate(struct str s, struct moment *m)
{
    return take_word(&s, day_short, 7) >= 0 && take(&s, STR(", ")) && take_digits(&s, 2, &m->date.day) &&
           take(&s, STR(" ")) && take_month(&s, m) && take(&s, STR(" ")) &&
           take_digits(&s, 4, &m->date.year) && take(&s, STR(" ")) && take_clock(&s, m) &&
           take(&s, STR(" GMT")) && s.n == 0;
}

/* Sunday, 06-Nov-94 08:49:37 GMT */
static bool
parse_rfc850(struct str s, struct moment *m)
{
    int year;

    if (take_word(&s, day_long, 7) < 0 || !take(&s, STR(", ")) || !take_digits(&s, 2, &m->date.day) ||
        !take(&s, STR("-")) || !take_month(&s, m) || !take(&s, STR("-")) || !take_digits(&s, 2, &year) ||
        !take(&s, STR(" ")) || !take_clock(&s, m) || !take(&s, STR(" GMT")) || s.n != 0)
        return false;
    m->date.year = year + (year < PIVOT ? 2000 : 1900);
    return true;
}

/* Sun Nov  6 08:49:37 1994 */
static bool
parse_asctime(struct str s, struct moment *m)
{
    return take_word(&s, day_short, 7) >= 0 && take(&s, STR(" ")) && take_month(&s, m) &&
           take(&s, STR(" ")) && take_digits(&s, take(&s, STR(" ")) ? 1 : 2, &m->date.day) &&
           take(&s, STR(" ")) && take_clock(&s, m) && take(&s, STR(" ")) &&
           take_digits(&s, 4, &m->date.year) && s.n == 0;
}

static int64_t
seconds_of(const struct moment *m)
{
    struct tm tm = {.tm_year = m->date.year - 1900,
                    .tm_mon = m->date.month - 1,
                    .tm_mday = m->date.day,
                    .tm_hour = m->hour,
                    .tm_min = m->minute,
                    .tm_sec = m->second};

    return timegm(&tm);
}

bool
date_parse_http(struct str s, int64_t *out)
{
    struct moment m;

    s = str_trim(s);
    if (!parse_fixdate(s, &m) && !parse_rfc850(s, &m) && !parse_asctime(s, &m))
        return false;
    /* Second 60 is a leap second. */
    if (!date_valid(m.date) || m.date.year < PROTOCOL_FIRST || m.date.year > PROTOCOL_LAST || m.hour > 23 ||
        m.minute > 59 || m.second > 60)
        return false;
    *out = seconds_of(&m);
    return true;
}

bool
date_parse_time(struct str s, int64_t *out)
{
    struct moment m;

    if (!date_parse_iso(str_sub(s, 0, 10), &m.date))
        return false;
    s = str_sub(s, 10, s.n);
    if (!take(&s, STR("T")) || !take_clock(&s, &m) || !str_eq(s, STR("+07:00")) || m.hour > 23 ||
        m.minute > 59 || m.second > 59)
        return false;
    *out = seconds_of(&m) - OFFICE_OFFSET;
    return true;
}

/* False for seconds that no calendar reaches. */
static bool
office_time(int64_t seconds, struct tm *tm)
{
    time_t local;

    return !__builtin_add_overflow(seconds, OFFICE_OFFSET, &local) && gmtime_r(&local, tm) &&
           tm->tm_year >= -1899 && tm->tm_year <= 9999 - 1900;
}

struct date
date_of_unix(int64_t seconds)
{
    struct tm tm;

    if (!office_time(seconds, &tm))
        return (struct date){0, 0, 0};
    return (struct date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}

/* What is known of d: "2023-04-28", "2023-04", "2023" or "". */
void
date_iso(struct date d, char out[16])
{
    int year = d.year < 0 || d.year > 9999 ? 0 : d.year;
    unsigned month = (unsigned)d.month % 100, day = (unsigned)d.day % 100;

    out[0] = '\0';
    if (year && month && day)
        snprintf(out, 16, "%04d-%02u-%02u", year, month, day);
    else if (year && month)
        snprintf(out, 16, "%04d-%02u", year, month);
    else if (year)
        snprintf(out, 16, "%04d", year);
}

void
date_iso_time(int64_t seconds, char out[32])
{
    struct tm tm;

    out[0] = '\0';
    if (office_time(seconds, &tm))
        strftime(out, 32, "%Y-%m-%dT%H:%M:%S+07:00", &tm);
}

static struct str
show(struct arena *a, struct date d, bool thai, const char *const *months)
{
    int year = thai ? d.year + BUDDHIST : d.year;

    if (!d.year)
        return STR("");
    if (d.month < 1 || d.month > 12)
        return arena_printf(a, "%d", year);
    if (!d.day)
        return arena_printf(a, "%s %d", months[d.month - 1], year);
    return arena_printf(a, "%d %s %d", d.day, months[d.month - 1], year);
}

struct str
date_show(struct arena *a, struct date d, bool thai)
{
    return show(a, d, thai, thai ? thai_short : english_short);
}

struct str
date_show_long(struct arena *a, struct date d, bool thai)
{
    return show(a, d, thai, thai ? thai_long : english_long);
}
