/* What the files of dates.h share: the scan, and the phrases it is made of. */
#ifndef OIT_BASE_DATES_PRIVATE_H
#define OIT_BASE_DATES_PRIVATE_H

#include "base/dates.h"
#include "base/dates_words.h"

#define RAW_MAX (4 * PERIODS_MAX) /* what is read before it is put together */

struct raw {
    struct period p;
    bool named; /* months by name, so of the calendar; otherwise counted within the fiscal year */
    bool vague; /* six months, it is not said which */
    bool dead;  /* became part of another */
};

#define WORDS_KEPT 4

/* What dates_word_at() said of a place. */
struct known_word {
    size_t at; /* one more than the place; 0: none yet */
    bool found;
    struct dates_hit hit;
};

struct scan {
    struct str t;
    struct known_word *known; /* [WORDS_KEPT] by place: each is asked for words of several kinds */
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

static inline char
char_at(struct str t, size_t at)
{
    return at < t.n ? t.p[at] : '\0';
}

static inline bool
digit_at(struct str t, size_t at)
{
    return at < t.n && t.p[at] >= '0' && t.p[at] <= '9';
}

static inline bool
latin_at(struct str t, size_t at)
{
    return at < t.n && t.p[at] >= 'a' && t.p[at] <= 'z';
}

static inline size_t
digits_end(struct str t, size_t at)
{
    while (digit_at(t, at))
        at++;
    return at;
}

/* The number of n digits at at; n is at most 8. */
static inline int
number_at(struct str t, size_t at, size_t n)
{
    int v = 0;

    for (size_t i = 0; i < n; i++)
        v = v * 10 + (t.p[at + i] - '0');
    return v;
}

/* On over at most `most` characters of a set. */
size_t dates_skip(struct str t, size_t at, const char *set, size_t most);
/* The word at a place, if any. */
bool dates_word_of(const struct scan *s, size_t at, struct dates_hit *hit);
bool dates_kind_at(const struct scan *s, size_t at, enum dates_word_kind kind, struct dates_hit *hit);
/* "-", "ถึง" and the blanks around; *at moves behind. */
bool dates_take_to(const struct scan *s, size_t *at);
size_t dates_skip_word(const struct scan *s, size_t at, enum dates_word_kind kind);
bool dates_unit_follows(const struct scan *s, size_t at);
/* A number that goes on as a decimal, a time or an amount is no year. */
bool dates_number_goes_on(struct str t, size_t end);
struct year dates_make_year(int number, size_t digits);
/* The digits of a year; two of them only where something called for a year. */
bool dates_read_year_digits(const struct scan *s, size_t at, bool two, struct year *y);
/* Words for year, as many as there are, then the digits: "ปีงบประมาณ พ.ศ. 2566", "2566". */
bool dates_read_year(const struct scan *s, size_t at, bool two, struct year *y);
void dates_emit(struct scan *s, struct raw r, size_t at, size_t end);
/* A year found at y->at: alone, or the first of a span.  Returns where to go on. */
size_t dates_year_phrase(struct scan *s, const struct year *y);
/* What kind of part the months from..to of one fiscal year are. */
enum period_kind dates_kind_of_months(int from, int to);
/* [day] month [year] */
bool dates_read_month(const struct scan *s, size_t at, struct month *m);
void dates_emit_day(struct scan *s, struct date d, enum year_style style, size_t at, size_t end);
/* From the month of one to the month of the other; false when that is no sensible stretch of time. */
bool dates_months_raw(const struct month *from, const struct month *to, struct raw *r);
/* Days at the edges of months, or no days at all. */
bool dates_whole_months(const struct month *from, const struct month *to);
bool dates_read_month_range(const struct scan *s, const struct month *from, struct raw *r, size_t *end);
/* A month that was read at m->at.  Returns where to go on. */
size_t dates_month_phrase(struct scan *s, const struct month *m);
size_t dates_quarter_phrase(struct scan *s, size_t at, size_t word_end);
/* "รอบ 6 เดือนแรก".  Returns where to go on. */
size_t dates_round_phrase(struct scan *s, size_t at, size_t word_end);
/* "6 เดือนแรก" without รอบ: only with the word that says which, or with the year they are six months of. */
bool dates_bare_part_phrase(struct scan *s, size_t at, size_t *end);
size_t dates_half_phrase(struct scan *s, size_t at, size_t word_end);
/* A run of digits begins at at, where no digit stands before.  Returns where to go on. */
size_t dates_number_phrase(struct scan *s, size_t at);

#endif
