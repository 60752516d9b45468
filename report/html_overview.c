/* The first screen of the HTML report: whose site, how it stands, how many of what, and since when. */
#include "report/card.h"
#include "report/html.h"
#include "report/todo.h"

void
html_overview_head(struct markup *m)
{
    const struct scorecard *c = m->c;

    markup_raw(m, "<header class=\"top\"><div class=\"wrap\">\n<div class=\"hd\"><p class=\"kick\">");
    markup_both(m, N_("OIT pre-assessment report"));
    markup_raw(m, "</p>\n<h1>");
    markup_text(m, c->agency.n > 0 ? c->agency : c->site_host);
    markup_raw(m, "</h1>\n<p class=\"meta\">");
    markup_link(m, c->site_url);
    markup_raw(m, "<span>");
    markup_both(m, N_("Checked"));
    markup_raw(m, " ");
    markup_time(m, c->finished.n > 0 ? c->finished : c->as_of);
    markup_raw(m, "</span><span>");
    markup_both(m, N_("Judged as of"));
    markup_raw(m, " ");
    markup_day(m, c->as_of);
    markup_raw(m, "</span><span>");
    markup_name(m, c->pack_name, c->pack_name_en);
    markup_raw(m, " (");
    markup_say_of(m, N_("{1} {1 item|items}"), card_number(m->a, c->item_n), STR_NONE);
    markup_raw(m, ")</span></p></div>\n");
    html_language(m);
    markup_raw(m, "</div></header>\n");
}

/* A step of the score: what it is now, once a person has looked, once all is mended; only those that are left
 * to take. */
static void
step(struct markup *m, const char *class, int points, const char *id, size_t n, size_t of_people)
{
    buf_printf(m->out, "<li class=\"%s\"><b>", class);
    markup_points(m, points);
    markup_raw(m, "</b><span>");
    markup_say_of(m, id, card_number(m->a, n), card_number(m->a, of_people));
    markup_raw(m, "</span></li>");
}

static void
ladder(struct markup *m)
{
    const struct scorecard *c = m->c;
    int potential = c->potential > c->high ? c->potential : c->high;
    size_t decided = card_decided(c);

    markup_raw(m, "<div class=\"ladder\"><div class=\"lb\" aria-hidden=\"true\">");
    buf_printf(m->out, "<i class=\"c\" style=\"width:%d.%02d%%\"></i>", c->low / 100, c->low % 100);
    buf_printf(m->out, "<i class=\"u\" style=\"width:%d.%02d%%\"></i>", (c->high - c->low) / 100,
               (c->high - c->low) % 100);
    buf_printf(m->out, "<i class=\"f\" style=\"width:%d.%02d%%\"></i></div>\n<ol>",
               (potential - c->high) / 100, (potential - c->high) % 100);
    step(m, "c", c->low,
         decided > 0 ? N_("confirmed: {1} {1 item|items} ({2} judged by people)")
                     : N_("confirmed by the program: {1} {1 item|items}"),
         card_sure(c), decided);
    if (card_open(c) > 0)
        step(m, "u", c->high, N_("if a person confirms {1} more {1 item|items}"), card_open(c), 0);
    if (card_to_fix(c) > 0)
        step(m, "f", potential, N_("after {1} {1 item is|items are} corrected as well"), card_to_fix(c), 0);
    markup_raw(m, "</ol></div>\n");
}

static void
range(struct markup *m, int low, int high)
{
    buf_str(m->out, card_range(m->a, low, high));
}

static void
parts(struct markup *m)
{
    const struct scorecard *c = m->c;

    markup_raw(m, "<p class=\"mini\">");
    for (size_t i = 0; i < c->indicator_n; i++) {
        markup_raw(m, "<span>");
        markup_name(m, c->indicator[i].name, c->indicator[i].name_en);
        markup_raw(m, " <b>");
        range(m, c->indicator[i].low, c->indicator[i].high);
        markup_raw(m, "</b></span>");
    }
    markup_raw(m, "</p>");
}

static void
total(struct markup *m)
{
    const struct scorecard *c = m->c;

    if (c->ita_low == NO_SCORE)
        return;
    markup_raw(m, "<p class=\"ita\">");
    markup_both(m, N_("Expected ITA total"));
    markup_raw(m, " <b>");
    range(m, c->ita_low, c->ita_high);
    markup_raw(m, "</b>");
    if (c->level.n > 0) {
        markup_raw(m, " <em class=\"lv\">");
        markup_both(m, N_("level"));
        markup_raw(m, " ");
        markup_text(m, c->level);
        markup_raw(m, "</em>");
    }
    markup_raw(m, " <span>(IIT ");
    markup_points(m, c->iit);
    markup_raw(m, " \xc2\xb7 EIT ");
    markup_points(m, c->eit);
    markup_raw(m, ")</span></p>");
}

static void
note(struct markup *m)
{
    markup_raw(m, "<p class=\"note\">");
    if (card_of_other_year(m->c)) {
        markup_raw(m, "<b>");
        markup_sentence(m, card_list_note(m->a, m->c, LANG_TH), card_list_note(m->a, m->c, LANG_EN));
        markup_raw(m, "</b><br>");
    }
    if (m->c->rating_note.id) {
        markup_say(m, &m->c->rating_note);
        markup_raw(m, "<br>");
    }
    markup_both(
        m, N_("This is a check by a program before the assessment, not a result of the NACC. IIT and EIT "
              "come from surveys and are not part of it."));
    markup_raw(m, "</p>\n");
}

static void
scored(struct markup *m)
{
    const struct scorecard *c = m->c;

    markup_raw(m, "<div class=\"big\"><h2 id=\"hs\">");
    markup_both(m, N_("Expected OIT score"));
    buf_printf(m->out, "</h2><p class=\"score%s\"><b>", c->low == c->high ? "" : " wide");
    range(m, c->low, c->high);
    markup_raw(m, "</b> <span>/ 100</span></p>");
    parts(m);
    total(m);
    markup_raw(m, "</div>\n");
    ladder(m);
}

/* A list whose scoring is not published: what was found, and no number that nobody could check. */
static void
unscored(struct markup *m)
{
    const struct scorecard *c = m->c;

    markup_raw(m, "<div class=\"big\"><h2 id=\"hs\">");
    markup_both(m, N_("Items found"));
    markup_raw(m, "</h2><p class=\"score\"><b>");
    markup_number(m, card_count(c, VERDICT_FOUND));
    markup_raw(m, "</b> <span>/ ");
    markup_number(m, c->item_n - card_count(c, VERDICT_NOT_APPLICABLE));
    markup_raw(m, "</span></p></div>\n<div class=\"ladder\"><p>");
    markup_both(m, card_why_no_score(c));
    markup_raw(m, "</p><p>");
    markup_say(
        m, &(struct say){N_("{1} {1 item is|items are} to be corrected; a person must look at {2}, "
                            "and {3} could not be looked at."),
                         {card_number(m->a, card_to_fix(c)), card_number(m->a, card_count(c, VERDICT_REVIEW)),
                          card_number(m->a, card_count(c, VERDICT_UNASSESSED))}});
    markup_raw(m, "</p></div>\n");
}

/* Causes that hide the whole site, each with how often and where. */
static void
causes(struct markup *m)
{
    markup_raw(m, "<ul class=\"causes\">");
    for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++) {
        const struct coverage_problem *first = NULL;

        if (!problem_blocks((enum problem)p) || card_problems(m->c, (enum problem)p, &first) == 0)
            continue;
        markup_raw(m, "<li><b>");
        markup_both(m, problem_text((enum problem)p));
        markup_raw(m, "</b> ");
        markup_link(m, first->url);
        markup_raw(m, "</li>");
    }
    markup_raw(m, "</ul>");
}

static void
unreadable(struct markup *m)
{
    markup_raw(m, "<div class=\"unread\"><h2 id=\"hs\">");
    markup_icon(m, VERDICT_UNASSESSED);
    markup_raw(m, " ");
    markup_both(m, N_("The site could not be read"));
    markup_raw(m, "</h2><p>");
    markup_both(
        m, N_("No page with content could be opened, so nothing can be said about any item. This does not "
              "mean that the information is missing, and there is no score."));
    markup_raw(m, "</p>");
    if (m->c->last_read.started.n > 0) {
        markup_raw(m, "<p>");
        markup_sentence(m, card_last_read(m->a, m->c, LANG_TH), card_last_read(m->a, m->c, LANG_EN));
        markup_raw(m, "</p>");
    }
    causes(m);
    markup_raw(m, "<p>");
    markup_both(
        m, N_("What to do: open the address in a browser outside the office network. If it opens there, ask "
              "the provider of the website to let this program in, then check again."));
    markup_raw(m, "</p></div>\n");
}

static void
incomplete(struct markup *m)
{
    markup_raw(m, "<p class=\"note warn\">");
    markup_icon(m, VERDICT_UNASSESSED);
    markup_raw(m, " ");
    markup_both(m,
                N_("The visit is not complete: part of the site could not be looked at. What hangs on it is "
                   "\"could not look\", never \"missing\"."));
    markup_raw(m, " <a href=\"#how\">");
    markup_both(m, N_("What was not looked at"));
    markup_raw(m, "</a></p>\n");
}

/* On a phone the list of what to do begins below the first screen: its first line stands here. */
static void
first_step(struct markup *m)
{
    const struct item_result **item;

    if (card_unreadable(m->c) || todo_order(m->c, m->a, false, &item) == 0)
        return;
    markup_raw(m, "<p class=\"go\"><a href=\"#todo\"><b>");
    markup_both(m, N_("Begin with"));
    markup_raw(m, " ");
    markup_text(m, item[0]->id);
    markup_raw(m, "</b> ");
    markup_name(m, item[0]->name, item[0]->name_en);
    markup_raw(m, "</a></p>\n");
}

void
html_overview_score(struct markup *m)
{
    markup_raw(m, "<section class=\"hero\" aria-labelledby=\"hs\">\n");
    if (card_unreadable(m->c))
        unreadable(m);
    else if (m->c->scored && m->c->low != NO_SCORE)
        scored(m);
    else
        unscored(m);
    first_step(m);
    if (!m->c->complete && !card_unreadable(m->c))
        incomplete(m);
    note(m);
    markup_raw(m, "</section>\n");
}

static void
tile(struct markup *m, const char *name, size_t n, const char *id, bool all)
{
    buf_printf(m->out, "<label class=\"v-%s\"><input type=\"radio\" name=\"f\" id=\"f-%s\"%s><span>", name,
               name, all ? " checked" : "");
    if (!all)
        markup_icon(m, verdict_of_name(name));
    markup_raw(m, "<b>");
    markup_number(m, n);
    markup_raw(m, "</b> <span>");
    markup_both(m, id);
    markup_raw(m, "</span></span></label>\n");
}

/*
 * The verdicts that a report always counts, and the two rare ones where they occur.  Of a site that could not
 * be read there is nothing to count: noughts would read as a finding.
 */
void
html_overview_counts(struct markup *m)
{
    static const enum verdict order[] = {VERDICT_FOUND,   VERDICT_PARTIAL,       VERDICT_STALE,
                                         VERDICT_MISSING, VERDICT_REVIEW,        VERDICT_UNASSESSED,
                                         VERDICT_WAIVED,  VERDICT_NOT_APPLICABLE};

    if (card_unreadable(m->c))
        return;
    markup_raw(m, "<fieldset class=\"tiles\"><legend class=\"sr\">");
    markup_both(m, N_("Show items by verdict"));
    markup_raw(m, "</legend>\n");
    tile(m, "all", m->c->item_n, N_("All items"), true);
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        size_t n = card_count(m->c, order[i]);

        if (n > 0 || i < 6)
            tile(m, verdict_name(order[i]), n, verdict_text(order[i]), false);
    }
    markup_raw(m, "</fieldset>\n");
}

static void
bar(struct markup *m, const struct sub_score *s)
{
    markup_raw(m, "<li><a ");
    markup_anchor(m, "href=\"#s", s->id, "\"><span class=\"k\">");
    markup_text(m, s->id);
    markup_raw(m, "</span> <span>");
    markup_name(m, s->name, s->name_en);
    markup_raw(m, "</span></a><span class=\"bar\" aria-hidden=\"true\">");
    buf_printf(m->out, "<i class=\"s\" style=\"width:%d.%02d%%\"></i>", s->low / 100, s->low % 100);
    buf_printf(m->out, "<i class=\"h\" style=\"width:%d.%02d%%\"></i></span><b>", (s->high - s->low) / 100,
               (s->high - s->low) % 100);
    range(m, s->low, s->high);
    markup_raw(m, "</b></li>\n");
}

void
html_overview_bars(struct markup *m)
{
    const struct scorecard *c = m->c;

    if (!c->scored || c->low == NO_SCORE || card_unreadable(c))
        return;
    markup_raw(m, "<section class=\"card\" aria-labelledby=\"hb\"><h2 id=\"hb\">");
    markup_both(m, N_("Score by sub-indicator"));
    markup_raw(m, "</h2><ul class=\"bars\">\n");
    for (size_t i = 0; i < c->indicator_n; i++)
        for (size_t k = 0; k < c->indicator[i].sub_n; k++)
            if (c->indicator[i].sub[k].low != NO_SCORE)
                bar(m, &c->indicator[i].sub[k]);
    markup_raw(m, "</ul><p class=\"lg\"><span><i class=\"s\"></i>");
    markup_both(m, N_("confirmed"));
    markup_raw(m, "</span> <span><i class=\"h\"></i>");
    markup_both(m, N_("waits for a person"));
    markup_raw(m, "</span> <span><i class=\"o\"></i>");
    markup_both(m, N_("not reached"));
    markup_raw(m, "</span></p></section>\n");
}

static void
changed(struct markup *m, const struct item_result *i, int change)
{
    buf_printf(m->out, "<li class=\"%s\">%s ", change > 0 ? "up" : "down",
               change > 0 ? "\xe2\x96\xb2" : "\xe2\x96\xbc");
    markup_text(m, i->id);
    markup_raw(m, " ");
    markup_name(m, i->name, i->name_en);
    markup_raw(m, ": ");
    markup_both(m, verdict_text(verdict_of_name(i->previous)));
    markup_raw(m, " \xe2\x86\x92 ");
    markup_both(m, verdict_text(i->verdict));
    markup_raw(m, "</li>");
}

static void
changes(struct markup *m)
{
    size_t n = 0;

    markup_raw(m, "<h3 class=\"chg\">");
    markup_both(m, N_("Changed since the last visit"));
    markup_raw(m, "</h3><ul class=\"delta\">");
    for (size_t i = 0; i < m->c->item_n; i++) {
        int change = card_change(&m->c->item[i]);

        if (change != 0) {
            changed(m, &m->c->item[i], change);
            n++;
        }
    }
    if (n == 0) {
        markup_raw(m, "<li>");
        markup_both(m, N_("nothing"));
        markup_raw(m, "</li>");
    }
    markup_raw(m, "</ul>");
}

static int64_t
number_of(struct str run_id)
{
    uint64_t n;

    return str_to_u64(run_id, &n) ? (int64_t)n : 0;
}

/* The earlier visits that have a score, and this one. */
static size_t
collect(struct markup *m, struct history **out)
{
    const struct scorecard *c = m->c;
    struct history *v = *out = ARENA_ARRAY(m->a, struct history, c->history_n + 1);
    size_t n = 0;

    for (size_t i = 0; i < c->history_n; i++)
        if (c->history[i].low != NO_SCORE)
            v[n++] = c->history[i];
    v[n++] = (struct history){c->as_of, c->low, c->high, number_of(c->run_id)};
    return n;
}

void
html_overview_trend(struct markup *m)
{
    struct history *visit;

    if (m->c->history_n == 0)
        return;
    markup_raw(m, "<section class=\"card\" aria-labelledby=\"hr\"><h2 id=\"hr\">");
    markup_both(m, N_("Earlier visits"));
    markup_raw(m, "</h2>");
    if (m->c->scored && m->c->low != NO_SCORE && !card_unreadable(m->c)) {
        size_t n = collect(m, &visit);

        html_trend(m, visit, n);
    }
    changes(m);
    markup_raw(m, "</section>\n");
}
