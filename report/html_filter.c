/*
 * The items of one indicator or sub-indicator alone, chosen by a radio button each.  The style sheet does the
 * hiding, so its rules are made from the checklist; a browser that cannot follow them shows every item.
 */
#include "report/card.h"
#include "report/html.h"

/* Where there is one part only, there is nothing to choose. */
static bool
has_parts(const struct scorecard *c)
{
    return !card_unreadable(c) && (c->indicator_n > 1 || (c->indicator_n == 1 && c->indicator[0].sub_n > 1));
}

static void
rule(struct markup *m, struct str id, const char *kept)
{
    markup_anchor(m, "body:has(#p", id, ":checked) .grp:not(");
    markup_anchor(m, kept, id, "){display:none}\n");
}

void
html_filter_rules(struct markup *m)
{
    const struct scorecard *c = m->c;

    if (!has_parts(c))
        return;
    markup_raw(m, "@supports selector(:has(*)){\n");
    for (size_t d = 0; d < c->indicator_n; d++) {
        rule(m, c->indicator[d].id, ".in-");
        for (size_t s = 0; s < c->indicator[d].sub_n; s++)
            rule(m, c->indicator[d].sub[s].id, "#s");
    }
    markup_raw(m, "}\n");
}

static void
choice(struct markup *m, struct str id, struct str thai, struct str english, bool whole)
{
    markup_anchor(m, "<label><input type=radio name=p id=p", id, "><span");
    markup_raw(m, whole ? " class=whole><b>" : "><b>");
    markup_text(m, id);
    markup_raw(m, "</b> <span class=nm>");
    markup_name(m, thai, english);
    markup_raw(m, "</span></span></label>\n");
}

void
html_filter(struct markup *m)
{
    const struct scorecard *c = m->c;

    if (!has_parts(c))
        return;
    markup_raw(m, "<fieldset class=parts><legend>");
    markup_both(m, N_("Show items by indicator"));
    markup_raw(m, "</legend>\n<label><input type=radio name=p id=p-all checked><span>");
    markup_both(m, N_("All items"));
    markup_raw(m, "</span></label>\n");
    for (size_t d = 0; d < c->indicator_n; d++) {
        const struct indicator_score *i = &c->indicator[d];

        choice(m, i->id, i->name, i->name_en, true);
        for (size_t s = 0; s < i->sub_n; s++)
            choice(m, i->sub[s].id, i->sub[s].name, i->sub[s].name_en, false);
    }
    markup_raw(m, "</fieldset>\n");
}
