/* The shared words of include/oit: one table a list. */
#include "base/say.h"
#include "oit/problem.h"
#include "oit/scorecard.h"
#include "oit/verdict.h"
#include <string.h>

static const struct {
    const char *name;
    enum problem_class class;
    bool blocks;
    const char *text;
} problems[] = {
#define X(code, name, class, blocks, text) {name, class, blocks, text},
    PROBLEMS(X)
#undef X
};

static const struct {
    const char *name, *text;
} verdicts[] = {
#define X(code, name, text) {name, text},
    VERDICTS(X)
#undef X
};

static const char *const wheres[] = {"link", "title", "heading", "text", "document", "form"};
static const char *const bases[] = {"source", "inferred", "recalled"};

static const struct {
    const char *name, *text;
} missings[] = {
    {"dead", N_("the link is dead")},
    {"empty", N_("it is empty or not complete")},
    {"old", N_("only another year is there")},
    {"forbidden", N_("it could not be opened")},
    {"elsewhere", N_("it leads to another site")},
    {"no_link", N_("there is no link to it")},
};

const char *
problem_name(enum problem p)
{
    return problems[p].name;
}

enum problem
problem_of_name(const char *name)
{
    for (int i = 0; i < PROBLEM_COUNT; i++)
        if (strcmp(problems[i].name, name) == 0)
            return (enum problem)i;
    return PROBLEM_NONE;
}

enum problem_class
problem_class(enum problem p)
{
    return problems[p].class;
}

bool
problem_blocks(enum problem p)
{
    return problems[p].blocks;
}

bool
problem_readable(enum problem p)
{
    switch (p) {
    case PROBLEM_NONE:
    case PROBLEM_TRUNCATED:
    case PROBLEM_TOO_COMPLEX:
    case PROBLEM_EMPTY:
    case PROBLEM_UNDER_CONSTRUCTION:
    case PROBLEM_SUSPICIOUS:
        return true;
    default:
        return false;
    }
}

const char *
problem_text(enum problem p)
{
    return problems[p].text;
}

const char *
verdict_name(enum verdict v)
{
    return verdicts[v].name;
}

const char *
verdict_text(enum verdict v)
{
    return verdicts[v].text;
}

enum verdict
verdict_of_name(const char *name)
{
    int i = 0;

    while (i < VERDICT_COUNT && strcmp(verdicts[i].name, name) != 0)
        i++;
    return (enum verdict)i;
}

bool
verdict_counts_low(enum verdict v)
{
    return v == VERDICT_FOUND || v == VERDICT_WAIVED;
}

bool
verdict_counts_high(enum verdict v)
{
    return verdict_counts_low(v) || v == VERDICT_REVIEW || v == VERDICT_UNASSESSED;
}

const char *
basis_name(enum basis b)
{
    return bases[b];
}

const char *
where_name(enum where w)
{
    return wheres[w];
}

const char *
missing_name(enum missing_problem p)
{
    return missings[p].name;
}

const char *
missing_text(enum missing_problem p)
{
    return missings[p].text;
}
