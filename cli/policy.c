/* What a result means for the caller's exit code. */
#include "base/buf.h"
#include "base/log.h"
#include "cli/outputs.h"
#include "report/report.h"
#include <stdio.h>
#include <string.h>

enum { NAMED_ITEMS = 8, NAMES_BYTES = 512 };

static bool
listed(const char *list, const char *word)
{
    struct str rest = str_of(list), piece;

    while (str_next(&rest, ',', &piece))
        if (str_eq(str_trim(piece), str_of(word)))
            return true;
    return false;
}

static bool
is_regression(const struct item_result *i, bool *open)
{
    /* A night on which nobody could look does not make what was there before forgotten. */
    const char *then = i->last_sure != NULL ? i->last_sure : i->previous;
    bool before = then != NULL && verdict_counts_low(verdict_of_name(then));

    *open = before && (i->verdict == VERDICT_UNASSESSED || i->verdict == VERDICT_REVIEW);
    return before && !*open && !verdict_counts_low(i->verdict) && i->verdict != VERDICT_NOT_APPLICABLE;
}

/* Could a verdict still turn out to be one of those listed? */
static bool
undecided(const struct item_result *i)
{
    return i->verdict == VERDICT_UNASSESSED || i->verdict == VERDICT_REVIEW;
}

/* How many items break the policy for certain, and how many may. */
static void
count_items(const struct options *o, const struct scorecard *card, size_t *broken, size_t *open)
{
    bool bad_words =
        listed(o->fail_on, "missing") || listed(o->fail_on, "stale") || listed(o->fail_on, "partial");

    for (size_t i = 0; i < card->item_n; i++) {
        const struct item_result *r = &card->item[i];
        bool maybe = false, worse = is_regression(r, &maybe) && listed(o->fail_on, "regression");

        *broken += worse || listed(o->fail_on, verdict_name(r->verdict));
        *open += (maybe && listed(o->fail_on, "regression")) || (undecided(r) && bad_words);
    }
}

static enum standing
standing_of_items(const struct options *o, const struct scorecard *card, size_t *broken, size_t *open)
{
    *broken = *open = 0;
    if (o->fail_on != NULL)
        count_items(o, card, broken, open);
    return *broken > 0 ? STANDING_BROKEN : *open > 0 ? STANDING_OPEN : STANDING_MET;
}

static void
say_how_to_close(void)
{
    log_warn(
        "  → %s",
        _("look at what is open (\"oit todo FILE\") and say with \"oit review FILE\" what it is, or scan "
          "again what could not be looked at"));
}

static enum exit_code
check_items(const struct options *o, const struct scorecard *card)
{
    size_t broken, open;

    standing_of_items(o, card, &broken, &open);
    if (broken > 0)
        log_warn(broken == 1 ? _("policy not met: %zu item is among --fail-on %s (see \"oit todo\")")
                             : _("policy not met: %zu items are among --fail-on %s (see \"oit todo\")"),
                 broken, o->fail_on);
    else if (open > 0) {
        log_warn(open == 1 ? _("policy open: %zu item that --fail-on %s asks about could not be judged")
                           : _("policy open: %zu items that --fail-on %s asks about could not be judged"),
                 open, o->fail_on);
        say_how_to_close();
    }
    return broken > 0 ? EXIT_POLICY : open > 0 ? EXIT_PARTLY : EXIT_OK;
}

static void
show_score(char out[16], int hundredths)
{
    snprintf(out, 16, "%d.%02d", hundredths / 100, hundredths % 100);
}

static enum standing
standing_of_score(const struct options *o, const struct scorecard *card)
{
    if (o->fail_under < 0)
        return STANDING_MET;
    if (!card->scored || card->low == NO_SCORE)
        return STANDING_OPEN;
    if (card->low >= o->fail_under)
        return STANDING_MET;
    return card->high < o->fail_under ? STANDING_BROKEN : STANDING_OPEN;
}

static enum exit_code
check_score(const struct options *o, const struct scorecard *card)
{
    enum standing s = standing_of_score(o, card);
    char low[16], high[16], limit[16];

    if (s == STANDING_MET)
        return EXIT_OK;
    show_score(limit, o->fail_under);
    if (!card->scored || card->low == NO_SCORE) {
        log_warn(_("policy open: this checklist has no score that could be held against %s"), limit);
        log_warn("  → %s",
                 _("use --fail-on in place of --fail-under, or name another checklist with --pack"));
        return EXIT_PARTLY;
    }
    show_score(low, card->low);
    show_score(high, card->high);
    if (s == STANDING_BROKEN) {
        log_warn(_("policy not met: the score is at most %s, below %s (see \"oit todo\")"), high, limit);
        return EXIT_POLICY;
    }
    log_warn(_("policy open: the score lies between %s and %s, the limit is %s"), low, high, limit);
    say_how_to_close();
    return EXIT_PARTLY;
}

/* Why the visit is not whole. */
static void
say_incomplete(const struct scorecard *card)
{
    size_t open = 0;
    struct buf names;

    buf_init(&names, NAMES_BYTES);
    for (size_t i = 0; i < card->item_n; i++)
        if (card->item[i].verdict == VERDICT_UNASSESSED && open++ < NAMED_ITEMS)
            buf_printf(&names, "%s%.*s", open > 1 ? ", " : "", STR_ARGS(card->item[i].id));
    if (open > NAMED_ITEMS)
        buf_z(&names, ", …");
    if (open > 0)
        log_note(open == 1 ? _("%zu item could not be looked at: %s (see \"oit explain\")")
                           : _("%zu items could not be looked at: %s (see \"oit explain\")"),
                 open, buf_cstr(&names));
    else
        log_note(
            _("a budget ended the visit before the whole site was read (see --max-pages, --max-documents, "
              "--max-time, --max-depth)"));
    buf_free(&names);
}

/* Words of people that this judgement could not follow. */
static void
say_lapsed(const struct options *o, const struct review *r)
{
    struct arena *a = arena_new(0);

    if (r != NULL && r->state != REVIEW_STANDS)
        log_warn("%.*s: %.*s", STR_ARGS(r->item), STR_ARGS(report_said(a, r, o->lang)));
    arena_free(a);
}

enum standing
policy_standing(const struct options *o, const struct scorecard *card)
{
    size_t broken, open;
    enum standing score = standing_of_score(o, card), items = standing_of_items(o, card, &broken, &open);

    if (score == STANDING_BROKEN || items == STANDING_BROKEN)
        return STANDING_BROKEN;
    return score == STANDING_OPEN || items == STANDING_OPEN || !card->complete ? STANDING_OPEN : STANDING_MET;
}

enum exit_code
policy_exit(const struct options *o, const struct scorecard *card)
{
    enum exit_code score = check_score(o, card), items = check_items(o, card);

    for (size_t i = 0; i < card->item_n; i++)
        say_lapsed(o, card->item[i].review);
    for (size_t i = 0; i < card->unused_n; i++)
        say_lapsed(o, &card->unused[i]);

    if (!card->complete)
        say_incomplete(card);
    if (score == EXIT_POLICY || items == EXIT_POLICY)
        return EXIT_POLICY;
    if (score == EXIT_PARTLY || items == EXIT_PARTLY || !card->complete)
        return EXIT_PARTLY;
    return EXIT_OK;
}

enum exit_code
err_exit(const struct err *e)
{
    if (e->code == ERR_PIPE)
        return EXIT_PIPE;
    return e->code == ERR_IO || e->code == ERR_STORE ? EXIT_OWN_FAULT : EXIT_WRONG_USE;
}

void
err_print(const struct err *e)
{
    if (e->code == ERR_PIPE)
        return;
    log_warn("%s: %s", e->input, e->what);
    if (e->next[0] != '\0')
        log_warn("  → %s", e->next);
}
