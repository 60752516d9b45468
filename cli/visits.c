/* Choosing among the visits of a site file. */
#include "cli/visits.h"
#include "base/say.h"
#include <stdio.h>

struct date
visit_day(const struct past *p)
{
    struct date day;

    return date_parse_iso(p->as_of, &day) ? day : date_of_unix(p->run.started);
}

const struct past *
visit_meant(const struct past *past, size_t n, const char *word)
{
    struct date day;
    uint64_t number;
    bool by_day = date_parse_typed(str_of(word), &day);

    if (!by_day && !str_to_u64(str_of(word), &number))
        return NULL;
    for (size_t i = n; i > 0; i--) {
        const struct past *p = &past[i - 1];

        if (by_day ? date_cmp(visit_day(p), day) <= 0 : p->run.id == (int64_t)number)
            return p;
    }
    return NULL;
}

int
visit_unknown(const char *option, const char *word, const struct past *past, size_t n, struct err *e)
{
    char input[128], next[512], first[16], last[16];

    snprintf(input, sizeof input, "%s %s", option, word);
    date_iso(visit_day(&past[0]), first);
    date_iso(visit_day(&past[n - 1]), last);
    snprintf(next, sizeof next, _("the file holds the visits %lld (%s) to %lld (%s)"),
             (long long)past[0].run.id, first, (long long)past[n - 1].run.id, last);
    return err_set(e, ERR_USAGE, input, next, "%s", _("there is no such visit"));
}

const struct past *
visit_newest_read(const struct past *past, size_t n)
{
    for (size_t i = n; i > 0; i--)
        if (past[i - 1].content)
            return &past[i - 1];
    return &past[n - 1];
}
