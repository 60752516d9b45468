/* A scorecard for a terminal: the summary behind a scan, and the list of what to do. */
#include "base/utf8.h"
#include "report/card.h"
#include "report/newer.h"
#include "report/report.h"
#include "report/sheet.h"
#include "report/todo.h"

enum { FIRST_TASKS = 10, ACTION_LINES = 3 };

/* "3 x the server did not answer in time   https://..." for every problem that may hide information. */
static void
not_seen(struct sheet *s)
{
    for (int p = PROBLEM_NONE + 1; p < PROBLEM_COUNT; p++) {
        const struct coverage_problem *first = NULL;
        size_t n = problem_blocks((enum problem)p) ? card_problems(s->c, (enum problem)p, &first) : 0;

        if (n == 0)
            continue;
        sheet_z(s, "  ");
        sheet_put(s, sheet_number(s, n));
        sheet_z(s, " \xc3\x97 ");
        sheet_put(s, sheet_tr(s, problem_text((enum problem)p)));
        sheet_end(s);
        sheet_blanks(s, 6);
        if (n > 1) {
            sheet_put(s, sheet_tr(s, N_("for example")));
            sheet_z(s, " ");
        }
        sheet_put(s, sheet_address(s, first->url));
        sheet_end(s);
    }
    if (s->c->coverage.problem_more > 0) {
        sheet_z(s, "  ");
        sheet_put(s, sheet_filled(s, N_("{1} more {1 problem is|problems are} counted but not listed."),
                                  sheet_number(s, s->c->coverage.problem_more), STR_NONE));
        sheet_end(s);
    }
}

static bool
anything_not_seen(const struct scorecard *c)
{
    if (c->coverage.problem_more > 0)
        return true;
    for (size_t i = 0; i < c->coverage.problem_n; i++)
        if (problem_blocks(c->coverage.problem[i].problem))
            return true;
    return false;
}

static void
unreadable(struct sheet *s)
{
    struct str last = card_last_read(s->a, s->c, s->lang);

    sheet_end(s);
    sheet_painted(s, RED, sheet_tr(s, N_("The site could not be read")));
    sheet_end(s);
    sheet_z(s, "  ");
    sheet_wrapped(
        s,
        sheet_tr(s,
                 N_("No page with content could be opened, so nothing can be said about any item. This does "
                    "not mean "
                    "that the information is missing, and there is no score.")),
        2);
    if (last.n > 0) {
        sheet_z(s, "  ");
        sheet_wrapped(s, last, 2);
    }
    not_seen(s);
    sheet_z(s, "  ");
    sheet_wrapped(
        s,
        sheet_tr(
            s,
            N_("What to do: open the address in a browser outside the office network. If it opens there, ask "
               "the provider of the website to let this program in, then check again.")),
        2);
}

static void
score(struct sheet *s)
{
    const struct scorecard *c = s->c;

    sheet_end(s);
    if (!c->scored || c->low == NO_SCORE) {
        sheet_put(s, sheet_tr(s, card_why_no_score(c)));
        sheet_end(s);
        return;
    }
    sheet_put(s, sheet_tr(s, N_("Expected OIT score")));
    sheet_z(s, "  ");
    sheet_painted(s, BOLD, card_range(s->a, c->low, c->high));
    sheet_z(s, " / 100");
    if (c->potential > c->high) {
        struct str more =
            sheet_filled(s, N_("after all corrections {1}"), card_points(s->a, c->potential), STR_NONE);
        size_t used = utf8_columns(sheet_tr(s, N_("Expected OIT score"))) + 26;

        if (used + utf8_columns(more) > (size_t)s->columns)
            sheet_end(s);
        sheet_z(s, "   ");
        sheet_put(s, more);
    }
    sheet_end(s);
    if (c->ita_low != NO_SCORE) {
        sheet_put(s, sheet_tr(s, N_("Expected ITA total")));
        sheet_z(s, "  ");
        sheet_painted(s, BOLD, card_range(s->a, c->ita_low, c->ita_high));
        if (c->level.n > 0) {
            sheet_z(s, "   ");
            sheet_put(s, sheet_tr(s, N_("level")));
            sheet_z(s, " ");
            sheet_put(s, sheet_safe(s, c->level));
        }
        sheet_end(s);
        sheet_z(s, "  ");
        sheet_put(s, sheet_filled(s, N_("IIT and EIT as given for fiscal year {1}"),
                                  card_number(s->a, (uint64_t)c->fiscal_year), STR_NONE));
        sheet_end(s);
    }
    if (c->rating_note.id) {
        sheet_z(s, "  ");
        sheet_wrapped(s, sheet_sentence(s, &c->rating_note), 2);
    }
    if (c->rating_note.id && c->ita_low == NO_SCORE) {
        sheet_z(s, "  ");
        sheet_wrapped(s, sheet_tr(s, N_("Give them with --iit and --eit, or in a file with --scores.")), 2);
    }
}

/* Counts of every verdict that occurs, as many to a line as fit. */
static void
counts(struct sheet *s)
{
    size_t used = 0;

    for (int v = 0; v < VERDICT_COUNT; v++) {
        size_t n = card_count(s->c, (enum verdict)v);
        struct str words = sheet_tr(s, verdict_text((enum verdict)v));
        size_t width = utf8_columns(words) + 9;

        if (n == 0)
            continue;
        if (used > 0 && used + width > (size_t)s->columns) {
            sheet_end(s);
            used = 0;
        }
        sheet_z(s, "  ");
        sheet_mark(s, (enum verdict)v);
        sheet_z(s, " ");
        sheet_put(s, words);
        sheet_z(s, " ");
        sheet_painted(s, BOLD, sheet_number(s, n));
        used += width;
    }
    sheet_end(s);
}

static size_t
task_indent(const struct sheet *s)
{
    return s->c->scored ? 18 : 9;
}

static void
task_head(struct sheet *s, const struct item_result *i)
{
    size_t indent = task_indent(s);

    sheet_z(s, "  ");
    sheet_gain(s, i);
    sheet_mark(s, i->verdict);
    sheet_z(s, " ");
    sheet_paint(s, BOLD);
    sheet_padded(s, sheet_safe(s, i->id), 4);
    sheet_paint(s, PLAIN);
    sheet_z(s, " ");
    sheet_put(s, sheet_cut(s, sheet_item_name(s, i),
                           (size_t)s->columns > indent ? (size_t)s->columns - indent : 1));
    sheet_end(s);
}

/* What is said of a task in short: what to do, or where there is nothing to do yet, why it waits; then how
 * much work it is and whose. */
static void
task(struct sheet *s, const struct item_result *i)
{
    size_t indent = task_indent(s);
    struct str action = i->fix.n > 0 ? sheet_safe(s, card_fix(s->a, i, s->lang))
                                     : sheet_safe(s, card_say(s->a, i, &i->reason, s->lang));

    task_head(s, i);
    sheet_blanks(s, indent);
    sheet_wrapped_to(s, action, indent, ACTION_LINES);
    sheet_blanks(s, indent);
    sheet_paint(s, FAINT);
    sheet_put(s, sheet_tr(s, effort_text(todo_effort(s->c, i))));
    if (i->owner.n > 0) {
        sheet_z(s, " \xc2\xb7 ");
        sheet_put(s, sheet_safe(s, i->owner));
    }
    sheet_paint(s, PLAIN);
    sheet_end(s);
}

/* How far the result rests on people, and which of their words have lapsed. */
static void
people(struct sheet *s)
{
    size_t decided = card_decided(s->c), lapsed = card_lapsed(s->c);

    if (decided > 0) {
        sheet_z(s, "  ");
        sheet_wrapped(s,
                      sheet_filled(s,
                                   N_("{1} {1 item|items} judged by people (see \"oit review FILE --list\")"),
                                   sheet_number(s, decided), STR_NONE),
                      2);
    }
    if (lapsed > 0) {
        sheet_z(s, "  ");
        sheet_paint(s, YELLOW);
        sheet_wrapped(s,
                      sheet_filled(s,
                                   N_("{1} {1 word of people no longer counts|words of people no longer "
                                      "count} (see \"oit review FILE --list\")"),
                                   sheet_number(s, lapsed), STR_NONE),
                      2);
        sheet_paint(s, PLAIN);
    }
}

/* By which rule the list stands as it does. */
static void
order(struct sheet *s, bool grouped)
{
    if (!s->c->scored)
        return;
    sheet_z(s, "  ");
    sheet_painted(s, FAINT,
                  sheet_tr(s, grouped ? N_("by unit in charge; in each, most points for the work first")
                                      : N_("most points for the work first")));
    sheet_end(s);
}

static void
tasks(struct sheet *s)
{
    const struct item_result **item;
    size_t all = todo_order(s->c, s->a, false, &item), n = all < FIRST_TASKS ? all : FIRST_TASKS;

    sheet_heading(s, N_("What to do first"));
    if (n == 0) {
        sheet_z(s, "  ");
        sheet_put(s, sheet_tr(s, N_("Nothing: no item is left to mend.")));
        sheet_end(s);
        return;
    }
    order(s, false);
    for (size_t k = 0; k < n; k++)
        task(s, item[k]);
    if (n < all) {
        sheet_z(s, "  ");
        sheet_put(s, sheet_filled(s, N_("{1} more: see \"oit todo\""), sheet_number(s, all - n), STR_NONE));
        sheet_end(s);
    }
    if (s->c->scored && card_open(s->c) > 0) {
        sheet_z(s, "  + ");
        sheet_put(s, sheet_tr(s, N_("points to gain")));
        sheet_z(s, "\n  \xc2\xb1 ");
        sheet_put(s, sheet_tr(s, N_("points at risk until a person has looked")));
        sheet_end(s);
    }
}

static void
item_line(struct sheet *s, struct str id, const struct item_result *i)
{
    sheet_z(s, "  ");
    sheet_paint(s, BOLD);
    sheet_padded(s, sheet_safe(s, id), 4);
    sheet_paint(s, PLAIN);
    sheet_z(s, " ");
    if (i)
        sheet_put(s, sheet_cut(s, sheet_item_name(s, i), (size_t)s->columns - 7));
    sheet_end(s);
}

/* No task, for no points are lost; but who opens the link sees that it is dead. */
static void
dead_beside(struct sheet *s)
{
    if (newer_count(s->c) == 0)
        return;
    sheet_heading(s, N_("Found by an older paper, while the link to the newer one is dead"));
    for (size_t n = 0; n < s->c->item_n; n++) {
        const struct item_result *i = &s->c->item[n];
        const struct candidate *k;
        size_t at = 0, told = 0;

        while ((k = newer_dead(s->c, i, &at))) {
            struct missing_url u = {.item = i->id,
                                    .url = k->url,
                                    .problem = MISSING_DEAD,
                                    .found_on = k->found_on,
                                    .words = k->words};

            if (told++ == 0)
                item_line(s, i->id, i);
            sheet_missing(s, &u, 7);
        }
    }
}

static void
missing(struct sheet *s)
{
    if (s->c->missing_n == 0)
        return;
    sheet_heading(s, N_("Addresses that do not deliver"));
    for (size_t k = 0; k < s->c->missing_n; k++) {
        const struct missing_url *u = &s->c->missing[k];
        const struct item_result *i = card_item(s->c, u->item);
        bool first = k == 0 || !str_eq(s->c->missing[k - 1].item, u->item);

        if (first)
            item_line(s, u->item, i);
        sheet_missing(s, u, 7);
    }
}

/* What kept the text of the other documents back. */
static void
unread(struct sheet *s)
{
    struct card_fact fact[CARD_UNREAD];

    card_unread(&s->c->coverage, fact);
    for (size_t i = 0; i < CARD_UNREAD; i++) {
        if (fact[i].n == 0)
            continue;
        sheet_z(s, "  ");
        sheet_put(s, sheet_number(s, fact[i].n));
        sheet_z(s, " \xc3\x97 ");
        sheet_put(s, sheet_tr(s, fact[i].text));
        sheet_end(s);
    }
}

static void
coverage(struct sheet *s)
{
    const struct coverage *v = &s->c->coverage;

    sheet_end(s);
    sheet_wrapped(s,
                  sheet_filled(s, N_("{1} {1 address|addresses} read, {2} failed"),
                               sheet_number(s, v->fetched + v->not_modified), sheet_number(s, v->failed)),
                  0);
    sheet_wrapped(s,
                  sheet_filled(s, N_("text of {1} of {2} documents read"), sheet_number(s, v->documents_read),
                               sheet_number(s, v->documents)),
                  0);
    unread(s);
    if (v->bad_tls > 0)
        sheet_wrapped(s,
                      sheet_filled(s, N_("{1} of them although the certificate proves nothing"),
                                   sheet_number(s, v->bad_tls), STR_NONE),
                      0);
    if (!s->c->complete) {
        sheet_paint(s, YELLOW);
        sheet_wrapped(
            s,
            sheet_tr(
                s,
                N_("The visit is not complete: part of the site could not be looked at. What hangs on it is "
                   "\"could not look\", never \"missing\".")),
            0);
        sheet_paint(s, PLAIN);
    }
    if (anything_not_seen(s->c)) {
        sheet_heading(s, N_("What could not be looked at"));
        not_seen(s);
    }
}

static void
disclaimer(struct sheet *s)
{
    sheet_end(s);
    sheet_paint(s, FAINT);
    sheet_wrapped(
        s,
        sheet_tr(s,
                 N_("This is a check by a program before the assessment. It is not a result of the National "
                    "Anti-Corruption Commission (NACC).")),
        0);
    sheet_paint(s, PLAIN);
}

void
report_summary(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    struct sheet s = sheet_of(c, lang, colour, columns, out);

    sheet_head(&s);
    if (card_unreadable(c)) {
        unreadable(&s);
    } else {
        score(&s);
        counts(&s);
        people(&s);
        tasks(&s);
        missing(&s);
        dead_beside(&s);
        coverage(&s);
    }
    disclaimer(&s);
    arena_free(s.a);
}

/* One task with all that is needed to do it. */
static void
whole_task(struct sheet *s, const struct item_result *i)
{
    const struct missing_url *u;
    size_t at = 0, indent = task_indent(s);
    struct str place = STR_NONE;

    if (i->evidence_n > 0)
        place = i->evidence[0].final_url.n ? i->evidence[0].final_url : i->evidence[0].url;
    task_head(s, i);
    sheet_field(s, indent, N_("Verdict"), sheet_tr(s, verdict_text(i->verdict)));
    if (!i->machine_reason.id) /* else the person's word says it */
        sheet_field(s, indent, N_("Reason"), sheet_safe(s, card_say(s->a, i, &i->reason, s->lang)));
    if (i->review != NULL) {
        sheet_blanks(s, indent);
        sheet_wrapped(s, sheet_said(s, i->review), indent);
    }
    sheet_field(s, indent, N_("To do"), sheet_safe(s, card_fix(s->a, i, s->lang)));
    sheet_field(s, indent, N_("Effort"), sheet_tr(s, effort_text(todo_effort(s->c, i))));
    sheet_field(s, indent, N_("In charge"), sheet_safe(s, i->owner));
    while ((u = card_missing(s->c, i->id, &at))) {
        sheet_missing(s, u, indent);
        if (str_eq(u->url, place))
            place = STR_NONE; /* it stands there already */
        if (card_expects_more(u, i))
            sheet_field(s, indent, N_("What should be there"),
                        sheet_safe(s, card_expected(s->a, u, s->lang)));
    }
    if (place.n > 0)
        sheet_field_address(s, indent, card_place_text(i), place);
    sheet_end(s);
}

static void
one_word(struct sheet *s, const struct review *r)
{
    sheet_z(s, "  ");
    sheet_mark(s, r->verdict);
    sheet_z(s, " ");
    sheet_paint(s, BOLD);
    sheet_padded(s, sheet_safe(s, r->item), 4);
    sheet_paint(s, PLAIN);
    sheet_z(s, " ");
    sheet_wrapped(s, sheet_said(s, r), 9);
}

/* Items that a person has taken off the list, and words about items that the checklist does not have. */
static void
judged(struct sheet *s)
{
    size_t n = 0;

    for (size_t k = 0; k < s->c->item_n; k++) {
        const struct item_result *i = &s->c->item[k];

        if (i->review == NULL || (!verdict_counts_low(i->verdict) && i->verdict != VERDICT_NOT_APPLICABLE))
            continue;
        if (n++ == 0)
            sheet_heading(s, N_("Judged by people"));
        one_word(s, i->review);
    }
    if (s->c->unused_n > 0)
        sheet_heading(s, N_("Judgements of items that the checklist does not have"));
    for (size_t k = 0; k < s->c->unused_n; k++)
        one_word(s, &s->c->unused[k]);
}

struct str
report_said(struct arena *a, const struct review *r, enum lang lang)
{
    return card_said(a, r, lang);
}

void
report_reviews(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    struct sheet s = sheet_of(c, lang, colour, columns, out);
    size_t n = 0;

    sheet_head(&s);
    for (size_t k = 0; k < c->item_n; k++) {
        const struct item_result *i = &c->item[k];

        if (i->review == NULL)
            continue;
        n++;
        one_word(&s, i->review);
        sheet_field(&s, 9, N_("Verdict"), sheet_tr(&s, verdict_text(i->verdict)));
        sheet_field(&s, 9, N_("the program says"), sheet_tr(&s, verdict_text(i->machine_verdict)));
        if (i->review->state != REVIEW_STANDS)
            sheet_field(&s, 9, N_("Reason given"), sheet_safe(&s, i->review->reason));
    }
    for (size_t k = 0; k < c->unused_n; k++)
        one_word(&s, &c->unused[k]);
    if (n + c->unused_n == 0) {
        sheet_put(&s, sheet_tr(&s, N_("No item has been judged by a person.")));
        sheet_end(&s);
    }
    arena_free(s.a);
}

static void
all_tasks(struct sheet *s, bool grouped)
{
    const struct item_result **item;
    size_t n = todo_order(s->c, s->a, grouped, &item);

    order(s, grouped);
    for (size_t k = 0; k < n; k++) {
        if (grouped && (k == 0 || !str_eq(item[k]->owner, item[k - 1]->owner))) {
            sheet_painted(s, BOLD,
                          item[k]->owner.n > 0 ? sheet_safe(s, item[k]->owner)
                                               : sheet_tr(s, N_("Nobody is named as in charge")));
            sheet_end(s);
        }
        whole_task(s, item[k]);
    }
}

static void
todo(const struct scorecard *c, enum lang lang, bool colour, int columns, bool grouped, struct buf *out)
{
    struct sheet s = sheet_of(c, lang, colour, columns, out);

    sheet_head(&s);
    sheet_end(&s);
    if (card_unreadable(c))
        unreadable(&s);
    else if (c->to_do.n == 0)
        sheet_put(&s, sheet_tr(&s, N_("Nothing: no item is left to mend."))), sheet_end(&s);
    else
        all_tasks(&s, grouped);
    if (!card_unreadable(c))
        dead_beside(&s);
    judged(&s);
    arena_free(s.a);
}

void
report_todo(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    todo(c, lang, colour, columns, false, out);
}

void
report_todo_by_unit(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    todo(c, lang, colour, columns, true, out);
}
