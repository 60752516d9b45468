/* An item that older evidence carries, while the link to this year's is dead. */
#include "report/newer.h"

static int
year_taken(const struct item_result *i)
{
    int year = 0;

    for (size_t k = 0; k < i->candidate_n; k++)
        if (i->candidate[k].taken && i->candidate[k].fiscal_year > year)
            year = i->candidate[k].fiscal_year;
    return year;
}

/* The server itself says that nothing is there; an answer that failed otherwise is no dead link. */
static bool
is_gone(const struct scorecard *c, struct str url)
{
    for (size_t k = 0; k < c->coverage.problem_n; k++) {
        const struct coverage_problem *p = &c->coverage.problem[k];

        if ((p->problem == PROBLEM_NOT_FOUND || p->problem == PROBLEM_GONE) && str_eq(p->url, url))
            return true;
    }
    return false;
}

const struct candidate *
newer_dead(const struct scorecard *c, const struct item_result *i, size_t *at)
{
    int found = i->machine_verdict == VERDICT_FOUND && i->verdict == VERDICT_FOUND ? year_taken(i) : 0;

    while (found > 0 && *at < i->candidate_n) {
        const struct candidate *k = &i->candidate[(*at)++];

        if (!k->taken && !k->together && k->fiscal_year > found && is_gone(c, k->url))
            return k;
    }
    return NULL;
}

size_t
newer_count(const struct scorecard *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->item_n; i++)
        for (size_t at = 0; newer_dead(c, &c->item[i], &at);)
            n++;
    return n;
}
