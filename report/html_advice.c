/* What to do first, and the addresses where the site promises a thing and does not keep it. */
#include "report/card.h"
#include "report/html.h"
#include "report/todo.h"

/* Shown at once; the rest folds away behind one line. */
enum { TODO_OPEN = 8 };

static int
gain_of(const struct item_result *i)
{
    return i->gain_oit > 0 ? i->gain_oit : 0;
}

static void
signed_points(struct markup *m, const struct item_result *i, int points)
{
    markup_raw(m, card_stake_sign(i));
    markup_points(m, points);
}

static void
effort(struct markup *m, const struct item_result *i)
{
    enum effort e = todo_effort(m->c, i);

    buf_printf(m->out, "<span class=\"ef e-%s\">", effort_name(e));
    markup_both(m, effort_text(e));
    markup_raw(m, "</span>");
}

static void
gain(struct markup *m, const struct item_result *i, int most)
{
    bool risk = card_at_risk(i);

    buf_printf(m->out, "<div class=\"gain %s\"><b>", risk ? "gr" : "gf");
    signed_points(m, i, gain_of(i));
    markup_raw(m, "</b> <span>");
    markup_both(m, risk ? N_("OIT points at risk") : N_("OIT points to gain"));
    markup_raw(m, "</span> <span class=\"sub\">ITA ");
    signed_points(m, i, i->gain_ita > 0 ? i->gain_ita : 0);
    buf_printf(m->out, "</span><i class=\"gb\" style=\"--w:%d%%\"></i>",
               most > 0 ? (int)(100L * gain_of(i) / most) : 0);
    effort(m, i);
    markup_raw(m, "</div>");
}

/* The page on which a visitor meets the address. */
static void
reached(struct markup *m, const struct missing_url *u, const char *before, const char *behind)
{
    if (u->found_on.n == 0 || str_eq(u->found_on, u->url))
        return;
    markup_raw(m, before);
    markup_both(m, card_is_suggested(u) ? N_("one comes there from") : N_("linked from"));
    markup_raw(m, " ");
    markup_link(m, u->found_on);
    markup_raw(m, behind);
}

/* Where on the site: the address that fails, or where the thing should be. */
static void
place(struct markup *m, const struct item_result *i)
{
    size_t at = 0;
    const struct missing_url *u = card_missing(m->c, i->id, &at);

    if (!u)
        return;
    markup_raw(m, "<p class=\"d at\">");
    markup_both(m, card_is_suggested(u) ? card_suggestion_text(m->c, u) : N_("Where"));
    markup_raw(m, ": ");
    markup_link(m, u->url);
    if (card_is_suggested(u)) {
        markup_raw(m, " ");
        markup_both(m, N_("(the page where a visitor would look)"));
    } else {
        markup_raw(m, " \xe2\x80\x94 ");
        markup_both(m, missing_text(u->problem));
    }
    reached(m, u, ", ", "");
    markup_raw(m, "</p>");
}

static void
seen(struct markup *m, const struct item_result *i)
{
    size_t from = 0;
    const struct missing_url *u = card_missing(m->c, i->id, &from);
    struct str url = STR_NONE;

    if (i->evidence_n > 0)
        url = i->evidence[0].final_url.n > 0 ? i->evidence[0].final_url : i->evidence[0].url;
    if (url.n == 0 || (u && str_eq(u->url, url)))
        return;
    markup_raw(m, "<p class=\"d at\">");
    markup_both(m, card_place_text(i));
    markup_raw(m, ": ");
    markup_link(m, url);
    markup_raw(m, "</p>");
}

static void
what_to_do(struct markup *m, const struct item_result *i)
{
    if (i->fix.n == 0)
        return;
    markup_raw(m, "<p class=\"do\"><b>");
    markup_both(m, N_("To do"));
    markup_raw(m, ":</b> ");
    markup_advice(m, i->fix, i->fix_en);
    markup_raw(m, "</p>");
}

static void
what(struct markup *m, const struct item_result *i)
{
    markup_raw(m, "<p>");
    markup_say_about(m, i, &i->reason);
    markup_raw(m, "</p>");
    what_to_do(m, i);
    place(m, i);
    seen(m, i);
    if (i->owner.n > 0) {
        markup_raw(m, "<p class=\"d\">");
        markup_both(m, N_("In charge"));
        markup_raw(m, ": ");
        markup_thai_text(m, i->owner);
        markup_raw(m, "</p>");
    }
}

/* One of the first, or one that the list has room for the advice of only; the rest stands at its item. */
static void
task(struct markup *m, const struct item_result *i, int most, bool brief)
{
    markup_anchor(m, "<li id=\"do-", i->id, "\"><a class=\"num\" ");
    markup_anchor(m, "href=\"#", i->id, "\"><span class=\"sr\">");
    markup_both(m, N_("Go to item"));
    markup_raw(m, " </span>");
    markup_text(m, i->id);
    markup_raw(m, "</a><div class=\"w\"><p class=\"a\">");
    markup_pill(m, i);
    markup_raw(m, " <strong>");
    markup_name(m, i->name, i->name_en);
    markup_raw(m, "</strong></p>");
    if (brief)
        what_to_do(m, i);
    else
        what(m, i);
    markup_raw(m, "</div>\n");
    if (m->c->scored)
        gain(m, i, most);
    markup_raw(m, "</li>\n");
}

static void
tasks(struct markup *m, const struct item_result **item, size_t n, int most, bool brief)
{
    markup_raw(m, "<ol>");
    for (size_t k = 0; k < n; k++)
        task(m, item[k], most, brief);
    markup_raw(m, "</ol>\n");
}

static int
most_gain(const struct scorecard *c)
{
    int most = 0;

    for (size_t i = 0; i < c->item_n; i++)
        most = gain_of(&c->item[i]) > most ? gain_of(&c->item[i]) : most;
    return most;
}

/* The days that are left for it, while there are any. */
static void
days_left(struct markup *m)
{
    const struct calendar_entry *window = card_window(m->c);
    int days = card_days_left(m->c);
    char last[16];

    if (days < 0)
        return;
    date_iso(window->to, last);
    markup_raw(m, "<p class=\"due\">");
    markup_pair(m, card_due(m->a, days, str_of(last), LANG_TH), card_due(m->a, days, str_of(last), LANG_EN));
    markup_raw(m, "</p>");
}

static bool
is_task(const struct scorecard *c, const struct item_result *i)
{
    for (size_t k = 0; !card_unreadable(c) && k < c->to_do.n; k++)
        if (str_eq(c->to_do.v[k], i->id))
            return true;
    return false;
}

static void
as_told(struct markup *m, const struct item_result *i)
{
    markup_anchor(m, "<a href=\"#do-", i->id, "\">");
    markup_both(m, N_("as told under \"What to do first\""));
    markup_raw(m, "</a>");
}

/* What stands in full among the tasks is only pointed at where there is little room. */
void
html_advice_again(struct markup *m, const struct item_result *i)
{
    if (m->room->repeat || !is_task(m->c, i))
        markup_again(m, i->fix, i->fix_en);
    else
        as_told(m, i);
}

void
html_advice_todo(struct markup *m)
{
    const struct item_result **item;
    size_t n = todo_order(m->c, m->a, false, &item), shown = n > TODO_OPEN + 1 ? TODO_OPEN : n;
    int most = most_gain(m->c);

    if (card_unreadable(m->c))
        return;
    markup_raw(m, "<section class=\"card todo\" id=\"todo\" aria-labelledby=\"ht\"><h2 id=\"ht\">");
    markup_both(m, N_("What to do first"));
    if (m->c->scored) {
        markup_raw(m, " <small>");
        markup_both(m, N_("most points for the work first"));
        markup_raw(m, "</small>");
    }
    markup_raw(m, "</h2>");
    if (n == 0) {
        markup_raw(m, "<p>");
        markup_both(m, N_("Nothing: no item is left to mend."));
        markup_raw(m, "</p></section>\n");
        return;
    }
    days_left(m);
    tasks(m, item, shown, most, false);
    if (shown < n) {
        markup_raw(m, "<details class=\"more\"><summary>");
        markup_say_of(m, N_("{1} more {1 item|items}"), card_number(m->a, n - shown), STR_NONE);
        markup_raw(m, "</summary>");
        tasks(m, item + shown, n - shown, most, m->room->brief);
        markup_raw(m, "</details>\n");
    }
    if (m->c->scored) {
        markup_raw(m, "<p class=\"hint\">");
        markup_both(
            m, N_("\"To gain\" is what a correction adds. \"At risk\" is counted in the upper score and is "
                  "lost when a person finds that the item does not pass."));
        markup_raw(m, "</p>");
    }
    markup_raw(m, "</section>\n");
}

static void
label(struct markup *m, const char *id)
{
    markup_raw(m, "<td><span class=\"lab\" aria-hidden=\"true\">");
    markup_both(m, id);
    markup_raw(m, "</span>");
}

static void
problem_cell(struct markup *m, const struct missing_url *u)
{
    label(m, N_("Problem"));
    markup_raw(m, "<b>");
    markup_both(m, card_missing_text(u));
    markup_raw(m, "</b>");
    if (u->status >= 400 && !card_is_suggested(u)) /* a page that was there says nothing by its status */
        buf_printf(m->out, " <span class=\"d\">HTTP %d</span>", u->status);
    markup_raw(m, "</td>");
}

/* What the site calls it stands in quotation marks; what we call it does not. */
static void
words_there(struct markup *m, const struct missing_url *u)
{
    struct str words = card_missing_words(m->c, u);

    if (words.n == 0)
        return;
    markup_raw(m, "<span class=\"d\">");
    markup_both(m, card_is_suggested(u) ? N_("subject") : N_("words there"));
    markup_raw(m, card_is_suggested(u) ? " <bdi" : " <q");
    markup_thai(m);
    markup_raw(m, ">");
    markup_text(m, words);
    markup_raw(m, card_is_suggested(u) ? "</bdi></span>" : "</q></span>");
}

static void
address_cell(struct markup *m, const struct missing_url *u)
{
    label(m, N_("Address"));
    markup_link(m, u->url);
    if (card_is_suggested(u)) {
        markup_raw(m, "<span class=\"d\">");
        markup_both(m, N_("(the page where a visitor would look)"));
        markup_raw(m, "</span>");
    }
    reached(m, u, "<span class=\"d\">", "</span>");
    words_there(m, u);
    markup_raw(m, "</td>");
}

/* Said once of the addresses of an item that stand below one another, and not where a task says it. */
static void
expected_cell(struct markup *m, const struct missing_url *u, const struct missing_url *above,
              const struct item_result *i)
{
    label(m, N_("What should be there"));
    if (above != NULL && str_eq(above->item, u->item) && str_eq(above->expected, u->expected))
        markup_both(m, N_("as above"));
    else if (i != NULL && is_task(m->c, i) && !card_expects_more(u, i))
        as_told(m, i);
    else
        markup_again(m, u->expected, u->expected_en);
    markup_raw(m, "</td>");
}

static void
missing_row(struct markup *m, const struct missing_url *u, const struct missing_url *above)
{
    const struct item_result *i = card_item(m->c, u->item);

    markup_raw(m, "<tr><th scope=\"row\"><a ");
    markup_anchor(m, "href=\"#", u->item, "\">");
    markup_text(m, u->item);
    markup_raw(m, "</a> <span>");
    if (i)
        markup_name_again(m, i->name, i->name_en);
    markup_raw(m, "</span></th>");
    problem_cell(m, u);
    address_cell(m, u);
    expected_cell(m, u, above, i);
    markup_raw(m, "</tr>\n");
}

/* The rows before row n have a suggestion of the same address. */
static bool
is_told_before(const struct scorecard *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (card_is_suggested(&c->missing[i]) && str_eq(c->missing[i].url, c->missing[n].url))
            return true;
    return false;
}

/* A page where a visitor would look, and all items that should stand there. */
static void
page_row(struct markup *m, const struct missing_url *u)
{
    const char *between = "";

    markup_raw(m, "<tr><th scope=\"row\">");
    for (size_t i = 0; i < m->c->missing_n; i++) {
        const struct missing_url *other = &m->c->missing[i];

        if (!card_is_suggested(other) || !str_eq(other->url, u->url))
            continue;
        markup_raw(m, between);
        markup_raw(m, "<a ");
        markup_anchor(m, "href=\"#", other->item, "\">");
        markup_text(m, other->item);
        markup_raw(m, "</a>");
        between = ", ";
    }
    markup_raw(m, "</th>");
    problem_cell(m, u);
    label(m, N_("Address"));
    markup_link(m, u->url);
    markup_raw(m, "<span class=\"d\">");
    markup_both(m, N_("(the page where a visitor would look)"));
    markup_raw(m, "</span></td>");
    label(m, N_("What should be there"));
    markup_both(m, N_("see each item"));
    markup_raw(m, "</td></tr>\n");
}

/* How many of the addresses are left out. */
static size_t
missing_rows(struct markup *m)
{
    const struct scorecard *c = m->c;
    const struct missing_url *above = NULL;
    size_t rows = 0, left = 0;

    for (size_t i = 0; i < c->missing_n; i++) {
        const struct missing_url *u = &c->missing[i];
        bool page = m->room->brief && card_is_suggested(u);

        if (page && is_told_before(c, i))
            continue;
        if (rows == m->room->addresses) {
            left++;
            continue;
        }
        if (page)
            page_row(m, u);
        else
            missing_row(m, u, above);
        above = page ? NULL : u;
        rows++;
    }
    return left;
}

static void
heading_cell(struct markup *m, const char *id)
{
    markup_raw(m, "<th scope=\"col\">");
    markup_both(m, id);
    markup_raw(m, "</th>");
}

void
html_advice_missing(struct markup *m)
{
    size_t left;

    if (m->c->missing_n == 0 || card_unreadable(m->c))
        return;
    markup_raw(m, "<section class=\"card gone\" id=\"missing\" aria-labelledby=\"hm\"><h2 id=\"hm\">");
    markup_both(m, N_("Addresses that do not deliver"));
    markup_raw(m, " <small>");
    markup_both(m, N_("where the site promises an item, or where it should be"));
    markup_raw(m, "</small></h2>\n<table><thead><tr>");
    heading_cell(m, N_("Item"));
    heading_cell(m, N_("Problem"));
    heading_cell(m, N_("Address"));
    heading_cell(m, N_("What should be there"));
    markup_raw(m, "</tr></thead><tbody>\n");
    left = missing_rows(m);
    markup_raw(m, "</tbody></table>");
    if (left > 0) {
        markup_raw(m, "<p class=\"hint\">");
        markup_say_of(m, N_("{1} more {1 address is|addresses are} in result.json."), card_number(m->a, left),
                      STR_NONE);
        markup_raw(m, "</p>");
    }
    markup_raw(m, "</section>\n");
}
