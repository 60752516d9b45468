/*
 * What to do first: what brings most for the work it takes.  How much work an item is follows from what was
 * seen of it, not from what it is about; three steps are all that a program can tell apart.
 */
#include "report/todo.h"
#include "report/card.h"

static const struct {
    const char *name, *text;
    int weight; /* how many small jobs it is worth */
} efforts[] = {
    [EFFORT_SMALL] = {"small", N_("little work"), 1},
    [EFFORT_MEDIUM] = {"medium", N_("some work"), 2},
    [EFFORT_LARGE] = {"large", N_("much work"), 4},
};

const char *
effort_name(enum effort e)
{
    return efforts[e].name;
}

const char *
effort_text(enum effort e)
{
    return efforts[e].text;
}

/* A link that leads nowhere or behind a login is mended in minutes: the thing itself may be there. */
static bool
only_a_link(const struct missing_url *u)
{
    return u != NULL && (u->problem == MISSING_DEAD || u->problem == MISSING_FORBIDDEN);
}

enum effort
todo_effort(const struct scorecard *c, const struct item_result *i)
{
    size_t at = 0;

    if (i->verdict == VERDICT_REVIEW || i->verdict == VERDICT_UNASSESSED)
        return EFFORT_SMALL;
    if (i->verdict == VERDICT_PARTIAL || i->verdict == VERDICT_STALE)
        return EFFORT_MEDIUM;
    return only_a_link(card_missing(c, i->id, &at)) ? EFFORT_SMALL : EFFORT_LARGE;
}

static bool
comes_first(const struct scorecard *c, const struct item_result *one, const struct item_result *other)
{
    int a = one->gain_oit * efforts[todo_effort(c, other)].weight;
    int b = other->gain_oit * efforts[todo_effort(c, one)].weight;

    return a != b ? a > b : one->gain_oit > other->gain_oit;
}

/* First item of the same unit. */
static size_t
first_of_unit(const struct item_result **item, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_eq(item[i]->owner, item[at]->owner))
            return i;
    return at;
}

static void
by_unit(const struct item_result **in, size_t n, const struct item_result **out)
{
    for (size_t first = 0; first < n; first++)
        for (size_t k = first; first_of_unit(in, first) == first && k < n; k++)
            if (first_of_unit(in, k) == first)
                *out++ = in[k];
}

size_t
todo_order(const struct scorecard *c, struct arena *a, bool grouped, const struct item_result ***out)
{
    const struct item_result **v = ARENA_ARRAY(a, const struct item_result *, c->to_do.n + 1);
    const struct item_result **units = ARENA_ARRAY(a, const struct item_result *, c->to_do.n + 1);
    size_t n = 0;

    for (size_t k = 0; k < c->to_do.n; k++) {
        const struct item_result *i = card_item(c, c->to_do.v[k]);
        size_t at = n;

        if (i == NULL)
            continue;
        for (; at > 0 && comes_first(c, i, v[at - 1]); at--)
            v[at] = v[at - 1];
        v[at] = i;
        n++;
    }
    by_unit(v, n, units);
    *out = grouped ? units : v;
    return n;
}
