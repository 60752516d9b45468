/* Two visits compared, as one HTML file under the same rules as the report: no script, no request. */
#include "report/card.h"
#include "report/changes.h"
#include "report/html.h"

static const struct room plenty = {.text = 4000, .link = 8192};

static size_t
count_of(const struct changes *c, enum change_cause cause)
{
    size_t n = 0;

    for (size_t i = 0; i < c->item_n; i++)
        n += c->item[i].kind != CHANGE_NONE && c->item[i].cause == cause;
    return n;
}

static void
paper(struct markup *m, const struct changes *c)
{
    markup_raw(m, "<header class=\"print-head\"><p role=heading aria-level=1>");
    markup_both(m, N_("What has changed between two visits"));
    markup_raw(m, "<br>");
    markup_text(m, c->agency.n > 0 ? c->agency : c->site_host);
    markup_raw(m, "</p><p class=\"from\">");
    markup_text(m, c->site_host);
    markup_raw(m, "</p></header>\n");
}

static void
top(struct markup *m, const struct changes *c)
{
    markup_raw(m, "<header class=\"top\"><div class=\"wrap\">\n<div class=\"hd\"><p class=\"kick\">");
    markup_both(m, N_("What has changed between two visits"));
    markup_raw(m, "</p>\n<h1>");
    markup_text(m, c->agency.n > 0 ? c->agency : c->site_host);
    markup_raw(m, "</h1>\n<p class=\"meta\">");
    markup_link(m, c->site_url);
    markup_raw(m, "<span>");
    markup_text(m, c->pack_id);
    markup_raw(m, "</span></p></div>\n");
    html_language(m);
    markup_raw(m, "</div></header>\n");
}

static void
visit(struct markup *m, const char *label, const struct compared *v)
{
    markup_raw(m, "<div class=\"vis\"><h2>");
    markup_both(m, label);
    markup_raw(m, "</h2><p class=\"score wide\"><b>");
    buf_str(m->out, card_range(m->a, v->low, v->high));
    markup_raw(m, "</b></p><p class=\"mini\"><span>");
    markup_both(m, N_("Judged as of"));
    markup_raw(m, " <b>");
    markup_day(m, v->as_of);
    markup_raw(m, "</b></span><span>");
    markup_both(m, N_("visit"));
    markup_raw(m, " ");
    markup_text(m, v->run_id);
    markup_raw(m, ", ");
    markup_time(m, v->started);
    markup_raw(m, "</span><span>");
    markup_both(m, N_("Read"));
    markup_raw(m, " ");
    markup_say_of(m, N_("{1} of {2} addresses known"), card_number(m->a, v->read),
                  card_number(m->a, v->discovered));
    markup_raw(m, "</span></p></div>\n");
}

static void
note(struct markup *m, const char *id)
{
    markup_raw(m, "<p class=\"note warn\">");
    markup_both(m, id);
    markup_raw(m, "</p>\n");
}

static void
notes(struct markup *m, const struct changes *c)
{
    struct say rules = changes_of_rules(c);

    if (rules.id) {
        markup_raw(m, "<p class=\"note warn\">");
        markup_say(m, &rules);
        markup_raw(m, "</p>\n");
    }
    if (c->options_changed)
        note(m, N_("The two visits were made with different options."));
    if (!c->from.complete || !c->to.complete)
        note(m, N_("Part of the site could not be looked at in one of the visits. What was not seen is not "
                   "called removed."));
}

static void
hero(struct markup *m, const struct changes *c)
{
    markup_raw(m, "<section class=\"hero cmp\" aria-label=\"");
    html_attribute(m->out, str_of(say_tr_in(m->lang, N_("What has changed between two visits"))));
    markup_raw(m, "\">\n");
    visit(m, N_("Before"), &c->from);
    visit(m, N_("After"), &c->to);
    notes(m, c);
    markup_raw(m, "</section>\n");
}

static void
pill(struct markup *m, enum verdict v)
{
    buf_printf(m->out, "<span class=\"pill v-%s\">", verdict_name(v));
    markup_icon(m, v);
    markup_raw(m, "<span>");
    markup_both(m, verdict_text(v));
    markup_raw(m, "</span></span>");
}

static void
turned(struct markup *m, const struct change *c)
{
    markup_raw(m, "<p class=\"a\">");
    if (c->from != c->to && c->from != VERDICT_COUNT) {
        pill(m, c->from);
        markup_raw(m, " <span aria-hidden=true>\xe2\x86\x92</span><span class=sr>");
        markup_both(m, N_("then"));
        markup_raw(m, "</span> ");
    }
    if (c->to != VERDICT_COUNT)
        pill(m, c->to);
    markup_raw(m, " <b>");
    markup_both(m, change_kind_text(c->kind));
    markup_raw(m, "</b></p>");
}

static void
places(struct markup *m, const struct change *c)
{
    if (c->place_n == 0)
        return;
    markup_raw(m, "<ul class=\"places\">");
    for (size_t i = 0; i < c->place_n; i++) {
        markup_raw(m, "<li><b>");
        markup_both(m, place_change_text(c->place[i].what));
        markup_raw(m, "</b> ");
        markup_link(m, c->place[i].url);
        if (c->place[i].quote.n > 0) {
            markup_raw(m, " <q");
            markup_thai(m);
            markup_raw(m, ">");
            markup_text(m, c->place[i].quote);
            markup_raw(m, "</q>");
        }
        markup_raw(m, "</li>");
    }
    markup_raw(m, "</ul>");
}

static void
one(struct markup *m, const struct change *c)
{
    markup_anchor(m, "<li id=\"", c->id, "\"><span class=\"num\">");
    markup_text(m, c->id);
    markup_raw(m, "</span><div class=\"w\"><p><strong>");
    markup_name(m, c->name, c->name_en);
    markup_raw(m, "</strong></p>");
    turned(m, c);
    if (c->from != c->to && c->reason.id) {
        markup_raw(m, "<p>");
        markup_say(m, &c->reason);
        markup_raw(m, "</p>");
    }
    if (c->rules_too) {
        markup_raw(m, "<p class=\"d\">");
        markup_both(m, N_("part of it comes from changed rules"));
        markup_raw(m, "</p>");
    }
    places(m, c);
    markup_raw(m, "</div></li>\n");
}

static void
part(struct markup *m, const struct changes *c, const struct changes_part *p)
{
    const char *name = change_cause_name(p->cause);
    size_t n = count_of(c, p->cause);

    if (n == 0)
        return;
    buf_printf(m->out, "<section class=\"card todo diff\" aria-labelledby=\"h-%s\"><h2 id=\"h-%s\">", name,
               name);
    markup_both(m, p->heading);
    markup_raw(m, " <small>");
    markup_say_of(m, N_("{1} {1 item|items}"), card_number(m->a, n), STR_NONE);
    markup_raw(m, "</small></h2><ol>");
    for (size_t i = 0; i < c->item_n; i++)
        if (c->item[i].kind != CHANGE_NONE && c->item[i].cause == p->cause)
            one(m, &c->item[i]);
    markup_raw(m, "</ol></section>\n");
}

static void
parts(struct markup *m, const struct changes *c)
{
    size_t n = 0;

    for (const struct changes_part *p = changes_parts; p->heading != NULL; p++) {
        part(m, c, p);
        n += count_of(c, p->cause);
    }
    markup_raw(m, "<section class=\"card\" aria-labelledby=\"hr\"><h2 id=\"hr\">");
    markup_both(m, N_("Score of every visit"));
    markup_raw(m, "</h2><div class=\"two\">"); /* the drawing beside its words */
    html_trend(m, c->trend, c->trend_n);
    markup_raw(m, "</div>");
    markup_raw(m, "<p class=\"hint\">");
    if (n == 0)
        markup_both(m, N_("Nothing has changed."));
    else
        markup_say_of(m, N_("{1} of {2} items have changed."), card_number(m->a, n),
                      card_number(m->a, c->item_n));
    markup_raw(m, "</p></section>\n");
}

void
report_changes_html(const struct changes *c, enum lang lang, struct buf *out)
{
    struct markup m = {out, arena_new(0), NULL, lang, &plenty};

    html_begin(&m, N_("What has changed between two visits"), 0, c->agency.n > 0 ? c->agency : c->site_host);
    paper(&m, c);
    top(&m, c);
    markup_raw(&m, "<main class=\"wrap\" id=\"main\">\n");
    hero(&m, c);
    parts(&m, c);
    markup_raw(&m, "</main>\n");
    html_end(&m, c->to.tool_version, c->pack_id);
    arena_free(m.a);
}
