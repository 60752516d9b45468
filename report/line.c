/*
 * Six lines at most, no markup, no address but the site's own.  A chat makes links of whatever looks like an
 * address: a name of an agency that holds one is not shown.
 */
#include "report/line.h"
#include "oit/limits.h"
#include "report/card.h"
#include "report/plain.h"
#include "report/todo.h"

#define SHOWN_ITEMS 6
#define SEPARATOR " \xc2\xb7 "

struct line {
    struct buf *out;
    struct arena *a;
    const struct scorecard *c;
    enum lang lang;
};

static void
put(struct line *l, struct str s)
{
    buf_str(l->out, plain_line(l->a, s, 200));
}

static void
words(struct line *l, const char *id)
{
    put(l, str_of(say_tr_in(l->lang, id)));
}

static void
filled(struct line *l, const char *id, struct str one)
{
    put(l, say_text(l->a, &(struct say){id, {one}}, l->lang));
}

static void
end(struct line *l)
{
    buf_char(l->out, '\n');
}

/* The full stop of a Thai abbreviation stands between letters that no address has. */
static bool
abbreviates(struct str s, size_t at)
{
    return s.p[at] == '.' && at > 0 && (s.p[at - 1] & 0x80) && (at + 1 == s.n || (s.p[at + 1] & 0x80));
}

/* Letters, blanks and the signs of names; anything else may be read as an address or a mention. */
static bool
is_name(struct str s)
{
    for (size_t at = 0; at < s.n; at++)
        if (str_find_char(STR(".:/@#\\<>[]{}|`~*_=+%&?;\"'"), s.p[at], 0) != STR_NOT_FOUND &&
            !abbreviates(s, at))
            return false;
    return s.n > 0;
}

static struct str
agency(struct line *l)
{
    struct str name = l->c->agency;

    return is_name(name) ? plain_line(l->a, name, LIMIT_CHAT_NAME) : l->c->site_host;
}

static void
title(struct line *l)
{
    words(l, N_("OIT check"));
    buf_char(l->out, ' ');
    put(l, agency(l));
    buf_z(l->out, " (");
    put(l, card_day(l->a, l->c->as_of, l->lang));
    if (card_of_other_year(l->c)) {
        buf_z(l->out, ", ");
        filled(l, N_("list of fiscal year {1}"), card_number(l->a, (uint64_t)l->c->fiscal_year));
    }
    buf_z(l->out, ")\n");
}

/* The change of what is certain since the preceding visit. */
static void
change(struct line *l)
{
    const struct scorecard *c = l->c;
    int before = c->history_n > 0 ? c->history[c->history_n - 1].low : NO_SCORE, by;

    if (before == NO_SCORE || before == c->low || !card_comparable(c))
        return;
    by = c->low > before ? c->low - before : before - c->low;
    buf_printf(l->out, " (%s%.*s)", c->low > before ? "\xe2\x96\xb2" : "\xe2\x96\xbc",
               STR_ARGS(card_points(l->a, by)));
}

static void
score(struct line *l)
{
    const struct scorecard *c = l->c;

    if (!c->scored)
        return;
    filled(l, N_("Score {1}"), card_range(l->a, c->low, c->high));
    change(l);
    if (c->potential > c->high) {
        buf_z(l->out, SEPARATOR);
        filled(l, N_("{1} once all is mended"), card_points(l->a, c->potential));
    }
    end(l);
}

static void
counted(struct line *l, enum verdict v)
{
    words(l, verdict_text(v));
    buf_char(l->out, ' ');
    put(l, card_number(l->a, card_count(l->c, v)));
}

/* In the words of the verdicts, which every other output counts as well. */
static void
counts(struct line *l)
{
    static const enum verdict rest[] = {VERDICT_REVIEW, VERDICT_UNASSESSED, VERDICT_WAIVED,
                                        VERDICT_NOT_APPLICABLE};

    counted(l, VERDICT_FOUND);
    buf_z(l->out, SEPARATOR);
    filled(l, N_("to mend {1}"), card_number(l->a, card_to_fix(l->c)));
    for (size_t k = 0; k < sizeof rest / sizeof *rest; k++)
        if (card_count(l->c, rest[k]) > 0) {
            buf_z(l->out, SEPARATOR);
            counted(l, rest[k]);
        }
    if (card_decided(l->c) > 0) {
        buf_z(l->out, SEPARATOR);
        filled(l, N_("judged by people {1}"), card_number(l->a, card_decided(l->c)));
    }
    if (card_lapsed(l->c) > 0) {
        buf_z(l->out, SEPARATOR);
        filled(l, N_("judgements that no longer count {1}"), card_number(l->a, card_lapsed(l->c)));
    }
    end(l);
}

static void
one_item(struct line *l, const struct item_result *i, size_t n)
{
    if (n == 0)
        buf_char(l->out, ' ');
    else
        buf_z(l->out, ", ");
    put(l, i->id);
    if (l->c->scored && i->gain_oit > 0)
        buf_printf(l->out, " %s%.*s", card_stake_sign(i), STR_ARGS(card_points(l->a, i->gain_oit)));
}

/* "To mend: O24 +1.43, O11 +1.25"; open: those that wait for a person instead. */
static void
tasks(struct line *l, const char *label, bool open)
{
    const struct item_result **item;
    size_t all = todo_order(l->c, l->a, false, &item), n = 0;

    for (size_t k = 0; k < all; k++) {
        if (card_at_risk(item[k]) != open)
            continue;
        if (n == 0)
            words(l, label);
        if (n < SHOWN_ITEMS)
            one_item(l, item[k], n);
        n++;
    }
    if (n > SHOWN_ITEMS) {
        buf_char(l->out, ' ');
        filled(l, N_("and {1} more"), card_number(l->a, n - SHOWN_ITEMS));
    }
    if (n > 0)
        end(l);
}

void
line_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct line l = {out, arena_new(0), c, lang};

    title(&l);
    if (card_unreadable(c)) {
        words(&l, N_("The website could not be read, so nothing can be said about any item."));
        end(&l);
        if (c->last_read.started.n > 0) {
            put(&l, card_last_read(l.a, c, lang));
            end(&l);
        }
    } else {
        score(&l);
        counts(&l);
        tasks(&l, c->scored ? N_("To mend, most points for the work first:") : N_("To mend:"), false);
        tasks(&l, N_("To be opened by a person:"), true);
    }
    words(&l, N_("Checked by a program; not a result of the NACC."));
    end(&l);
    arena_free(l.a);
}
