/* Dates: any text gives periods inside it, in order, with years and months that exist. */
#include "base/dates.h"
#include "base/thai.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
    if (!ok)
        abort();
}

static void
check_period(const struct period *p, struct str text)
{
    must(p->len > 0 && p->at < text.n && p->len <= text.n - p->at);
    must(p->kind >= PERIOD_YEAR && p->kind <= PERIOD_DAY && p->style <= YEAR_SERIAL);
    must(p->first <= p->last && (p->first == 0) == (p->last == 0));
    must(p->first == 0 || (p->first >= 2535 && p->last <= 2600));
    must(p->month_from <= 12 && p->month_to <= 12);
    must((p->month_from == 0) == (p->month_to == 0));
    must((p->kind == PERIOD_DAY) == date_valid(period_day(p)));
    must((p->first == 0) == (p->style == YEAR_NONE));
}

static void
check_text(struct str text)
{
    struct period p[PERIODS_MAX];
    size_t n = dates_find(text, p, PERIODS_MAX);

    must(n <= PERIODS_MAX);
    for (size_t i = 0; i < n; i++) {
        check_period(&p[i], text);
        must(i == 0 || p[i].at >= p[i - 1].at);
    }
}

/* What is written in one form is read back as the same moment. */
static void
check_protocol(struct str s)
{
    char iso[32];
    struct date d;
    int64_t t;

    if (date_parse_http(s, &t)) {
        date_iso_time(t, iso);
        must(date_parse_iso(str_sub(str_of(iso), 0, 10), &d) && date_cmp(d, date_of_unix(t)) == 0);
    }
    if (date_parse_iso(s, &d)) {
        date_iso(d, iso);
        must(str_eq(str_of(iso), s));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str s = {(const char *)data, size};
    struct arena *a = arena_new(0);

    check_text(s);
    check_text(thai_norm(a, s, THAI_EXACT, false).text);
    check_protocol(s);
    arena_free(a);
    return 0;
}
