/* Two visits compared, for a terminal: what the site did first, then what has other causes. */
#include "oit/changes.h"
#include "report/card.h"
#include "report/changes.h"
#include "report/report.h"
#include "report/sheet.h"

const struct changes_part changes_parts[] = {
    {CAUSE_SITE, N_("Changed on the site")},
    {CAUSE_TIME, N_("Changed because time has passed")},
    {CAUSE_COVERAGE, N_("Not looked at in one of the visits (this does not mean removed)")},
    {CAUSE_PEOPLE, N_("Changed by people's judgement")},
    {CAUSE_RULES, N_("Changed by the rules, not by the site")},
    {CHANGE_CAUSE_COUNT, NULL},
};

struct say
changes_of_rules(const struct changes *c)
{
    bool turned = false;

    for (size_t i = 0; i < c->item_n; i++)
        turned |= c->item[i].rules_too || (c->item[i].kind != CHANGE_NONE && c->item[i].cause == CAUSE_RULES);
    if (c->lists_differ)
        return (struct say){N_("The earlier visit was judged by the list {1} then; here both are judged by "
                               "{2}. --year judges both by another."),
                            {c->from.pack_id, c->pack_id}};
    if (c->rules_changed && turned)
        return (struct say){N_("The rules have changed between the two: what they turned stands apart."),
                            {STR_NONE}};
    if (c->rules_changed)
        return (struct say){N_("The rules have changed between the two, but have turned no verdict."),
                            {STR_NONE}};
    return (struct say){NULL, {STR_NONE}};
}

static struct str
turned(struct sheet *s, const struct change *c)
{
    struct say both = {N_("{_1} → {_2}"), {str_of(verdict_text(c->from)), str_of(verdict_text(c->to))}};

    if (c->from == c->to)
        return sheet_tr(s, verdict_text(c->to));
    return sheet_sentence(s, &both);
}

static void
one_place(struct sheet *s, const struct changed_place *p)
{
    sheet_blanks(s, 7);
    sheet_put(s, sheet_tr(s, place_change_text(p->what)));
    sheet_z(s, ": ");
    sheet_put(s, sheet_address(s, p->url));
    sheet_end(s);
}

static void
one_change(struct sheet *s, const struct change *c)
{
    const struct item_result names = {.name = c->name, .name_en = c->name_en};

    sheet_z(s, "  ");
    sheet_mark(s, c->to);
    sheet_z(s, " ");
    sheet_paint(s, BOLD);
    sheet_padded(s, sheet_safe(s, c->id), 4);
    sheet_paint(s, PLAIN);
    sheet_wrapped(s, sheet_item_name(s, &names), 8);
    sheet_blanks(s, 7);
    sheet_painted(s, sheet_paint_of(c->to), sheet_tr(s, change_kind_text(c->kind)));
    sheet_z(s, "  ");
    sheet_put(s, turned(s, c));
    sheet_end(s);
    if (c->rules_too) {
        sheet_blanks(s, 7);
        sheet_wrapped(s, sheet_tr(s, N_("part of it comes from changed rules")), 7);
    }
    if (c->from != c->to)
        sheet_field(s, 7, N_("Reason"), sheet_sentence(s, &c->reason));
    for (size_t k = 0; k < c->place_n; k++)
        one_place(s, &c->place[k]);
}

static size_t
by_cause(struct sheet *s, const struct changes *c, enum change_cause cause, const char *heading)
{
    size_t n = 0;

    for (size_t i = 0; i < c->item_n; i++) {
        if (c->item[i].kind == CHANGE_NONE || c->item[i].cause != cause)
            continue;
        if (n++ == 0)
            sheet_heading(s, heading);
        one_change(s, &c->item[i]);
    }
    return n;
}

static void
one_visit(struct sheet *s, const char *label, const struct compared *v)
{
    struct say where = {N_("visit {1}, {2}, as of {3}"),
                        {v->run_id, card_time(s->a, v->started, s->lang), card_day(s->a, v->as_of, s->lang)}};

    sheet_field(s, 0, label, sheet_sentence(s, &where));
    if (v->low != NO_SCORE)
        sheet_field(s, 2, N_("Expected OIT score"), card_range(s->a, v->low, v->high));
    sheet_field(s, 2, N_("Read"),
                sheet_filled(s, N_("{1} of {2} addresses known"), sheet_number(s, v->read),
                             sheet_number(s, v->discovered)));
    if (!v->complete)
        sheet_field(s, 2, N_("Note"), sheet_tr(s, N_("part of the site could not be looked at")));
}

static void
head(struct sheet *s, const struct changes *c)
{
    struct say rules = changes_of_rules(c);

    sheet_put(s, sheet_safe(s, c->agency.n > 0 ? c->agency : c->site_host));
    sheet_z(s, "  ");
    sheet_put(s, sheet_address(s, c->site_url));
    sheet_end(s);
    one_visit(s, N_("Before"), &c->from);
    one_visit(s, N_("After"), &c->to);
    if (rules.id)
        sheet_wrapped(s, sheet_sentence(s, &rules), 0);
    if (c->options_changed)
        sheet_wrapped(s, sheet_tr(s, N_("The two visits were made with different options.")), 0);
}

static void
trend(struct sheet *s, const struct changes *c)
{
    if (c->trend_n < 2)
        return;
    sheet_heading(s, N_("Score of every visit"));
    for (size_t i = 0; i < c->trend_n; i++) {
        sheet_blanks(s, 2);
        sheet_padded(s, card_visit_day(s->a, c->trend, c->trend_n, i, s->lang), 14);
        sheet_put(s, card_range(s->a, c->trend[i].low, c->trend[i].high));
        sheet_end(s);
    }
}

void
report_changes(const struct changes *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    struct scorecard none = {.low = NO_SCORE};
    struct sheet s = sheet_of(&none, lang, colour, columns, out);
    size_t n = 0;

    head(&s, c);
    for (const struct changes_part *p = changes_parts; p->heading != NULL; p++)
        n += by_cause(&s, c, p->cause, p->heading);
    if (n == 0) {
        sheet_end(&s);
        sheet_put(&s, sheet_tr(&s, N_("Nothing has changed.")));
        sheet_end(&s);
    }
    trend(&s, c);
    arena_free(s.a);
}
