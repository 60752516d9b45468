/*
 * Dates and periods as Thai offices write them.  Fiscal year N (Buddhist era) runs from 1 October N-1
 * to 30 September N.  Dates are Gregorian inside the program and Buddhist on paper.
 */
#ifndef OIT_BASE_DATES_H
#define OIT_BASE_DATES_H

#include "base/arena.h"

#define BUDDHIST 543 /* by so many years the Buddhist era is ahead */

struct date {
    int year;  /* Gregorian, 0 = not known */
    int month; /* 1..12, 0 = not known */
    int day;   /* 1..31, 0 = not known */
};

bool date_valid(struct date d);
int date_cmp(struct date a, struct date b);
/* "2023-04-28"; false on anything else, 30 February included. */
bool date_parse_iso(struct str s, struct date *out);
/* What an officer types: the same in Thai digits too, and of the Buddhist era: "2566-04-28" is 28 April 2023.
 */
bool date_parse_typed(struct str s, struct date *out);
/* HTTP date of RFC 9110 section 5.6.7 (three forms) to Unix seconds; a Buddhist year is refused. */
bool date_parse_http(struct str s, int64_t *out);
struct date date_of_unix(int64_t seconds); /* UTC+7, the office's day */
/* out >= 11 bytes: 2023-04-28 */
void date_iso(struct date d, char out[16]);
/* "2023-04-28T02:41:07+07:00" */
void date_iso_time(int64_t seconds, char out[32]);
/* The same way back; false on anything else. */
bool date_parse_time(struct str s, int64_t *out);
/* th: "28 เม.ย. 2566", en: "28 Apr 2023" */
struct str date_show(struct arena *a, struct date d, bool thai);
/* The months in full, as official papers write them. */
struct str date_show_long(struct arena *a, struct date d, bool thai);

/* Fiscal year (B.E.) a date lies in: 2022-10-01 gives 2566. */
int date_fiscal_year(struct date d);

enum period_kind {
    PERIOD_YEAR = 1,   /* a fiscal or plain year */
    PERIOD_SPAN,       /* several years: 2566-2570 */
    PERIOD_SIX_MONTHS, /* รอบ 6 เดือน, ต.ค. - มี.ค. */
    PERIOD_QUARTER,
    PERIOD_MONTHS, /* one month, or from month to month */
    PERIOD_DAY     /* a date with its day: says when something was signed or posted */
};

enum year_style {
    YEAR_NONE = 0, /* no year written: "รอบ 6 เดือน" */
    YEAR_FISCAL,   /* ปีงบประมาณ 2566, ปีงบ 66 */
    YEAR_PLAIN,    /* พ.ศ. 2566, ปี 2566, ประจำปี 2566, 2566 */
    YEAR_SHORT,    /* ปี 66, 18 ธ.ค. 66, 1/66 */
    YEAR_CE,       /* 2023 */
    YEAR_SERIAL    /* 312/2566: the number of an order, which has the calendar year in it */
};

/* A period found in a text; a site has thirty to a page. */
struct period {
    uint8_t kind, style; /* enum period_kind, enum year_style */
    int16_t first, last; /* fiscal years (B.E.) covered; 0 when no year is written */
    uint8_t month_from,
        month_to; /* months of the fiscal year, 1 = October ... 12 = September; 0 = whole year */
    int16_t year; /* of the day, for PERIOD_DAY; ask period_day() */
    uint8_t month, day;
    uint32_t at, len; /* where in the text that was given */
};

static inline struct date
period_day(const struct period *p)
{
    return (struct date){p->year, p->month, p->day};
}

#define PERIODS_MAX 32

/*
 * Periods in a text of Thai normal form (thai.h, tier 1: digits 0-9, no spaces between Thai letters), in
 * order of place, longest reading first: "ธันวาคม2565" gives December of fiscal year 2566; "1/2566" behind
 * ไตรมาส is a quarter; "2566-2570" a span.  Phone numbers, money, law years after พ.ร.บ./พระราชบัญญัติ ...
 * พ.ศ. NNNN and file hashes are no periods.  Years 2540-2590 B.E. and 1997-2047 C.E. are read as years.
 * Returns how many were written to out, at most max.
 */
size_t dates_find(struct str norm, struct period *out, size_t max);
/* The same where it is known at which bytes a form of dates_form() begins, as bits: only there, and at ASCII,
 * is anything looked for. */
size_t dates_find_at(struct str norm, const uint64_t *begins, struct period *out, size_t max);
/* Thai words of periods begin with one of these; false behind the last.  NUL-terminated, at most 64 bytes
 * with it. */
bool dates_form(size_t i, char out[64]);

#endif
