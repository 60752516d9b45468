/* The shared words of include/oit: one table a list. */
#include "base/say.h"
#include "oit/alert.h"
#include "oit/changes.h"
#include "oit/document.h"
#include "oit/problem.h"
#include "oit/province.h"
#include "oit/review.h"
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

static const struct {
    const char *name, *text;
} site_states[] = {
#define X(code, name, text) {name, text},
    SITE_STATES(X)
#undef X
};

static const struct {
    const char *name, *text;
} matters[] = {
#define X(code, name, text) {name, text},
    MATTERS(X)
#undef X
};

static const struct {
    const char *name, *text;
} alert_events[] = {
#define X(code, name, text) {name, text},
    ALERT_EVENTS(X)
#undef X
};

static const char *const document_formats[] = {
#define X(code, name) name,
    DOCUMENT_FORMATS(X)
#undef X
};

static const struct {
    const char *name;
    bool open;
    const char *text;
} document_states[] = {
#define X(code, name, open, text) {name, open, text},
    DOCUMENT_STATES(X)
#undef X
};

static const struct {
    const char *name, *text;
} review_states[] = {
#define X(code, name, text) {name, text},
    REVIEW_STATES(X)
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
    {"elsewhere", N_("it leads to another site or another thing")},
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
problem_is_ours(enum problem p, struct str detail)
{
    return (p == PROBLEM_DNS || p == PROBLEM_UNREACHABLE) && str_eq(detail, STR(PROBLEM_NO_NETWORK));
}

bool
problem_is_content(enum problem p)
{
    return problem_readable(p) && p != PROBLEM_UNDER_CONSTRUCTION;
}

bool
problem_readable(enum problem p)
{
    switch (p) {
    case PROBLEM_NONE:
    case PROBLEM_TRUNCATED:
    case PROBLEM_TOO_COMPLEX:
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
review_state_name(enum review_state s)
{
    return review_states[s].name;
}

const char *
review_state_text(enum review_state s)
{
    return review_states[s].text;
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

const char *
document_format_name(enum document_format f)
{
    return document_formats[f];
}

const char *
document_state_name(enum document_state s)
{
    return document_states[s].name;
}

enum document_format
document_format_of_name(struct str name)
{
    int i = 0;

    while (i < FORMAT_COUNT && !str_eq(name, str_of(document_formats[i])))
        i++;
    return i < FORMAT_COUNT ? (enum document_format)i : FORMAT_UNKNOWN;
}

enum document_state
document_state_of_name(struct str name)
{
    int i = 0;

    while (i < DOCUMENT_STATE_COUNT && !str_eq(name, str_of(document_states[i].name)))
        i++;
    return i < DOCUMENT_STATE_COUNT ? (enum document_state)i : DOCUMENT_UNREAD;
}

bool
document_open(enum document_state s)
{
    return document_states[s].open;
}

const char *
document_state_text(enum document_state s)
{
    return document_states[s].text;
}

/* ------------------------------------------------------------------ changes between visits */

static const struct {
    const char *name, *text;
} change_kinds[] =
    {
#define X(code, name, text) {name, text},
        CHANGE_KINDS(X)
#undef X
},
  change_causes[] =
      {
#define X(code, name, text) {name, text},
          CHANGE_CAUSES(X)
#undef X
},
  place_changes[] = {
#define X(code, name, text) {name, text},
      PLACE_CHANGES(X)
#undef X
};

const char *
change_kind_name(enum change_kind k)
{
    return change_kinds[k].name;
}

const char *
change_kind_text(enum change_kind k)
{
    return change_kinds[k].text;
}

const char *
change_cause_name(enum change_cause c)
{
    return change_causes[c].name;
}

const char *
change_cause_text(enum change_cause c)
{
    return change_causes[c].text;
}

const char *
place_change_name(enum place_change p)
{
    return place_changes[p].name;
}

const char *
place_change_text(enum place_change p)
{
    return place_changes[p].text;
}

const char *
site_state_name(enum site_state s)
{
    return site_states[s].name;
}

const char *
site_state_text(enum site_state s)
{
    return site_states[s].text;
}

const char *
platform_kind_name(enum platform_kind kind)
{
    return kind == PLATFORM_SUPPLIER ? "supplier" : kind == PLATFORM_SYSTEM ? "system" : "";
}

enum site_state
site_state_of_name(const char *name)
{
    for (int i = 0; i < SITE_STATE_COUNT; i++)
        if (strcmp(site_states[i].name, name) == 0)
            return (enum site_state)i;
    return SITE_WAITING;
}

bool
outcome_offline(const struct outcome *o)
{
    return o->state == SITE_UNREADABLE && o->problem.n > 0 &&
           problem_is_ours(problem_of_name(o->problem.p), o->detail);
}

bool
site_state_final(enum site_state s)
{
    return s == SITE_DONE || s == SITE_UNREADABLE || s == SITE_FAILED || s == SITE_BAD_LINE ||
           s == SITE_EXCLUDED;
}

const char *
matter_name(enum matter_kind k)
{
    return matters[k].name;
}

const char *
matter_text(enum matter_kind k)
{
    return matters[k].text;
}

enum matter_kind
matter_of_name(struct str name)
{
    int k = 0;

    while (k < MATTER_KIND_COUNT && !str_eq(name, str_of(matters[k].name)))
        k++;
    return (enum matter_kind)k;
}

const char *
alert_event_name(enum alert_event e)
{
    return alert_events[e].name;
}

const char *
alert_event_text(enum alert_event e)
{
    return alert_events[e].text;
}

enum alert_event
alert_event_of_name(struct str name)
{
    int k = 0;

    while (k < ALERT_EVENT_COUNT && !str_eq(name, str_of(alert_events[k].name)))
        k++;
    return (enum alert_event)k;
}
