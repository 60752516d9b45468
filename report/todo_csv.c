/*
 * What to do as a table that Excel opens by a double click: UTF-8 with its mark, every field in quotation
 * marks, lines ended by CR LF, and no field that a spreadsheet would take for a formula.
 */
#include "report/card.h"
#include "report/csv.h"
#include "report/report.h"
#include "report/todo.h"

/* Every field in quotation marks, so that an empty one is one too. */
static void
field(struct buf *out, bool first, struct str s)
{
    buf_z(out, first ? "" : ",");
    if (s.n == 0)
        buf_z(out, "\"\"");
    csv_text(out, s);
}

static void
heading(enum lang lang, struct buf *out)
{
    static const char *const columns[] = {
        N_("In charge"),
        N_("Item"),
        N_("Name"),
        N_("Verdict"),
        N_("OIT points to gain or at risk"),
        N_("ITA points to gain or at risk"),
        N_("To gain or at risk"),
        N_("Reason"),
        N_("To do"),
        N_("Address"),
        N_("What should be there"),
        N_("Judgement"),
        N_("Effort"),
    };

    buf_z(out, "\xef\xbb\xbf");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        field(out, i == 0, str_of(say_tr_in(lang, columns[i])));
    buf_z(out, "\r\n");
}

static void
row(struct arena *a, const struct scorecard *c, const struct item_result *i, enum lang lang, struct buf *out)
{
    size_t at = 0;
    bool stake = card_has_stake(c, i);
    const struct missing_url *u = card_missing(c, i->id, &at);

    field(out, true, i->owner);
    field(out, false, i->id);
    field(out, false, card_name(i->name, i->name_en, lang));
    field(out, false, str_of(say_tr_in(lang, verdict_text(i->verdict))));
    field(out, false, stake ? card_points(a, i->gain_oit) : STR_NONE);
    field(out, false, stake ? card_points(a, i->gain_ita) : STR_NONE);
    field(out, false, stake ? str_of(say_tr_in(lang, card_stake_text(i))) : STR_NONE);
    field(out, false, card_say(a, i, &i->reason, lang));
    field(out, false, card_fix(a, i, lang));
    field(out, false, u != NULL ? u->url : STR_NONE);
    field(out, false, u != NULL ? card_expected(a, u, lang) : STR_NONE);
    field(out, false, i->review != NULL ? card_said(a, i->review, lang) : STR_NONE);
    field(out, false, str_of(say_tr_in(lang, effort_text(todo_effort(c, i)))));
    buf_z(out, "\r\n");
}

void
report_todo_csv(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct arena *a = arena_new(0);
    const struct item_result **item;
    size_t n = todo_order(c, a, true, &item);

    heading(lang, out);
    for (size_t i = 0; i < n; i++)
        row(a, c, item[i], lang, out);
    arena_free(a);
}
