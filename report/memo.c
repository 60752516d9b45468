/* The memorandum that takes the result of a check to the head of the agency, in the form offices use. */
#include "report/address.h"
#include "report/card.h"
#include "report/papers.h"
#include "report/todo.h"

enum { FIRST_TASKS = 10 };

static void
field(struct draft *d, const char *label)
{
    draft_paragraph(d, STYLE_FIELD);
    draft_bold(d, label);
    draft_put(d, INK_PLAIN, STR("  "));
}

static void
put_head(struct draft *d, const struct paper_facts *f)
{
    draft_paragraph(d, STYLE_PLAIN);
    draft_blank(d, N_("emblem of the garuda, 1.5 cm high"));
    draft_line(d, STYLE_MEMO, N_("Memorandum"));
    field(d, N_("Government office"));
    draft_blank(d, N_("division and section, telephone"));
    draft_put(d, INK_PLAIN, STR("  "));
    papers_agency(d, f);
    field(d, N_("No."));
    draft_blank(d, N_("number of the paper"));
    draft_put(d, INK_PLAIN, STR("      "));
    draft_bold(d, N_("Date"));
    draft_put(d, INK_PLAIN, STR("  "));
    draft_blank(d, N_("day, month, year"));
    field(d, N_("Subject of the paper"));
    draft_filled(
        d, INK_PLAIN,
        N_("Check of the public disclosure of information (OIT), fiscal year {1}, and what is to be mended"),
        papers_year(d, f->card->fiscal_year), STR_NONE);
    field(d, N_("Addressed to"));
    if (f->head.n > 0)
        draft_put(d, INK_PLAIN, f->head);
    else
        draft_blank(d, N_("head of the agency"));
}

/* "12 found, 3 missing": every verdict that occurs. */
static void
put_counts(struct draft *d, const struct scorecard *c)
{
    bool any = false;

    for (int v = 0; v < VERDICT_COUNT; v++) {
        size_t n = card_count(c, (enum verdict)v);

        if (n == 0)
            continue;
        draft_put(d, INK_PLAIN, any ? STR(", ") : STR_NONE);
        draft_filled(d, INK_PLAIN, N_("{1}: {2} {2 item|items}"),
                     str_of(say_tr_in(d->manner->lang, verdict_text((enum verdict)v))), card_number(d->a, n));
        any = true;
    }
    draft_put(d, INK_PLAIN, STR(" "));
}

static void
put_background(struct draft *d, const struct paper_facts *f)
{
    draft_heading(d, N_("1. Background"));
    draft_paragraph(d, STYLE_TEXT);
    draft_filled(
        d, INK_PLAIN,
        N_("The integrity and transparency assessment (ITA) of fiscal year {1} asks the agency to publish "
           "information on its main website under the disclosure form (OIT) of {2} items."),
        papers_year(d, f->card->fiscal_year), card_number(d->a, f->card->item_n));
}

static void
put_score(struct draft *d, const struct scorecard *c)
{
    if (!c->scored || c->low == NO_SCORE)
        return;
    draft_filled(d, INK_PLAIN, N_("The expected OIT score is {1} of 100"), card_range(d->a, c->low, c->high),
                 STR_NONE);
    draft_put(d, INK_PLAIN, STR(" "));
    if (c->potential > c->high)
        draft_filled(d, INK_PLAIN, N_("and {1} once everything is mended."), card_points(d->a, c->potential),
                     STR_NONE);
    if (c->ita_low != NO_SCORE) {
        draft_put(d, INK_PLAIN, STR(" "));
        draft_filled(d, INK_PLAIN,
                     c->level.n > 0 ? N_("With the IIT and EIT given the ITA total would be {1}, level {2}.")
                                    : N_("With the IIT and EIT given the ITA total would be {1}."),
                     card_range(d->a, c->ita_low, c->ita_high), c->level);
    }
}

static void
put_facts(struct draft *d, const struct paper_facts *f)
{
    const struct scorecard *c = f->card;

    draft_heading(d, N_("2. Facts"));
    draft_paragraph(d, STYLE_TEXT);
    if (card_unreadable(c)) {
        papers_unreadable(d, c);
        return;
    }
    if (str_eq(draft_day(d, c->started), draft_day(d, c->as_of)))
        draft_filled(d, INK_PLAIN, N_("On {1} the website was checked with a program:"),
                     draft_day(d, c->started), STR_NONE);
    else
        draft_filled(d, INK_PLAIN, N_("On {1} the website was checked with a program and judged as of {2}:"),
                     draft_day(d, c->started), draft_day(d, c->as_of));
    draft_put(d, INK_PLAIN, STR(" "));
    put_counts(d, c);
    put_score(d, c);
    draft_paragraph(d, STYLE_TEXT);
    draft_words(d,
                N_("This is a check by a program before the assessment. It is not a result of the National "
                   "Anti-Corruption Commission (NACC)."));
    if (!c->complete) {
        draft_paragraph(d, STYLE_TEXT);
        draft_words(
            d, N_("Part of the website could not be looked at; what hangs on it is not counted as missing."));
    }
}

static const struct draft_column of_tasks[] = {{N_("Item"), 10, true},
                                               {N_("Information"), 38, false},
                                               {N_("Verdict"), 20, false},
                                               {N_("Unit in charge"), 18, false},
                                               {N_("OIT points to gain or at risk"), 14, true}};

static void
put_task(struct draft *d, const struct scorecard *c, const struct item_result *i)
{
    papers_item_row(d, i);
    draft_cell(d);
    draft_words(d, verdict_text(i->verdict));
    draft_cell(d);
    papers_owner(d, i);
    draft_cell(d);
    draft_put(d, INK_PLAIN,
              card_has_stake(c, i)
                  ? arena_printf(d->a, "%s%.*s", card_stake_sign(i), STR_ARGS(card_points(d->a, i->gain_oit)))
                  : STR("-"));
}

/* Nothing is known to be lacking; that visitors cannot open the website is what there is to consider. */
static void
put_visit_again(struct draft *d, bool ours)
{
    draft_paragraph(d, STYLE_TEXT);
    draft_words(d, ours ? N_("It is proposed that the website is checked again")
                        : N_("It is proposed that whoever looks after the website finds out why it could not "
                             "be opened from outside, and that it is checked again"));
    draft_put(d, INK_PLAIN, STR(" "));
    draft_blank(d, N_("by what day"));
}

static void
put_proposal(struct draft *d, const struct paper_facts *f)
{
    const struct scorecard *c = f->card;
    const struct item_result **item;
    size_t n = todo_order(c, d->a, false, &item);

    draft_heading(d, N_("3. For consideration"));
    if (card_unreadable(c)) {
        put_visit_again(d, card_offline(c));
        return;
    }
    if (n == 0) {
        papers_none(d);
        return;
    }
    draft_paragraph(d, STYLE_TEXT);
    draft_filled(d, INK_PLAIN,
                 N_("{1} {1 item is|items are} to be mended or looked at by a person; most points for the "
                    "work first:"),
                 card_number(d->a, n), STR_NONE);
    draft_table(d, of_tasks, 5);
    for (size_t k = 0; k < n && k < FIRST_TASKS; k++)
        put_task(d, c, item[k]);
    draft_end_table(d);
    if (n > FIRST_TASKS) {
        draft_paragraph(d, STYLE_NOTE);
        draft_filled(d, INK_PLAIN, N_("and {1} more, in the list attached"),
                     card_number(d->a, n - FIRST_TASKS), STR_NONE);
    }
    draft_paragraph(d, STYLE_TEXT);
    draft_words(d, N_("It is proposed that the units in charge publish what is lacking"));
    draft_put(d, INK_PLAIN, STR(" "));
    draft_blank(d, N_("by what day"));
}

static void
put_opinion(struct draft *d, const char *who)
{
    draft_paragraph(d, STYLE_PLAIN);
    draft_bold(d, who);
    draft_put(d, INK_PLAIN, STR("  "));
    draft_blank(d, N_("opinion or order"));
    papers_sign(d, N_("Position:"));
}

void
memo_write(struct draft *d, const struct paper_facts *f)
{
    struct say title = {N_("Memorandum"), {STR_NONE}};

    d->title = say_text(d->a, &title, d->manner->lang);
    draft_pages(d, false);
    put_head(d, f);
    put_background(d, f);
    put_facts(d, f);
    put_proposal(d, f);
    draft_line(d, STYLE_TEXT, N_("For your information and consideration."));
    papers_sign(d, N_("Position:"));
    put_opinion(d, N_("Opinion of the head of the office of the secretary"));
    put_opinion(d, N_("Opinion of the chief administrator"));
    put_opinion(d, N_("Order of the head of the agency"));
}
