/*
 * The days of an assessment as a checklist states them: "2022-03-01..2022-04-30", "2024-07-30", "until
 * 2021-06-19", or in words that no day is established, which gives no entry.
 */
#include "base/say.h"
#include "rules/loader.h"

#define ENTRIES_MAX 16

static const struct {
    const char *id, *text;
} known[] = {
    {"registration", N_("registration")},
    {"survey", N_("surveys of staff and visitors")},
    {"assessment", N_("the assessment")},
    {"oit_window", N_("answers to the OIT checklist")},
    {"grading", N_("grading of the answers")},
    {"clarification", N_("clarification")},
    {"confirmation", N_("confirmation of the results")},
    {"results", N_("results are announced")},
};

/* The days written in a text, in their order; at most two. */
static size_t
days_in(struct str text, struct date day[2])
{
    size_t n = 0;

    for (size_t at = 0; at + 10 <= text.n && n < 2;) {
        if (date_parse_iso(str_sub(text, at, at + 10), &day[n])) {
            n++;
            at += 10;
        } else
            at++;
    }
    return n;
}

static const char *
text_of(struct str id)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(id, str_of(known[i].id)))
            return known[i].text;
    return NULL;
}

int
calendar_read(const struct yaml *y, const struct node *map, void *to)
{
    struct calendar *c = to;
    struct calendar_entry *v = ARENA_ARRAY(y->keep, struct calendar_entry, ENTRIES_MAX);

    if (yaml_is_map(y, map))
        return -1;
    c->entry = v;
    for (const struct node *n = map->child; n; n = n->next) {
        struct date day[2];
        size_t days = n->kind == NODE_TEXT ? days_in(n->text, day) : 0;

        if (days == 0 || str_eq(n->key->text, STR("note")))
            continue;
        if (c->n == ENTRIES_MAX)
            return yaml_fail(y, n, _("split it"), _("more than %d entries under \"%s\""), ENTRIES_MAX,
                             "calendar");
        if (days == 2 && date_cmp(day[0], day[1]) > 0)
            return yaml_fail(y, n, _("write the earlier day first"), _("this stretch ends before it begins"));
        v[c->n++] = (struct calendar_entry){arena_str(y->keep, n->key->text), text_of(n->key->text), day[0],
                                            day[days - 1]};
    }
    return 0;
}
