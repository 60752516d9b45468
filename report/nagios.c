/*
 * A plugin's line (Nagios plug-in API): text, a bar, "label=value;warn;crit;min;max".  The word of the state
 * agrees with the exit code of the contract: 0 OK, 1 WARNING, 2 CRITICAL (nothing was scanned, and no line is
 * written), 3 UNKNOWN; a site that could not be read ends with 4, which monitors show as critical or unknown.
 */
#include "report/nagios.h"
#include "report/card.h"
#include "report/plain.h"

static const char *
state(const struct scorecard *c)
{
    if (card_unreadable(c))
        return "UNKNOWN";
    switch (c->standing) {
    case STANDING_MET:
        return "OK";
    case STANDING_BROKEN:
        return "WARNING";
    default:
        return "UNKNOWN";
    }
}

/* The bar ends the text: no word of a site may hold one. */
static void
words(struct buf *out, struct arena *a, struct str s)
{
    struct str line = plain_line(a, s, 120);

    for (size_t at = 0; at < line.n; at++)
        buf_char(out, line.p[at] == '|' ? '/' : line.p[at]);
}

static void
figure(struct buf *out, struct arena *a, const char *label, int hundredths, struct str warn)
{
    if (hundredths == NO_SCORE)
        buf_printf(out, " %s=U", label);
    else
        buf_printf(out, " %s=%.*s;%.*s;;0;100", label, STR_ARGS(card_points(a, hundredths)), STR_ARGS(warn));
}

static void
counted(struct buf *out, const char *label, uint64_t n)
{
    buf_printf(out, " %s=%llu;;;0", label, (unsigned long long)n);
}

static void
performance(struct buf *out, struct arena *a, const struct scorecard *c)
{
    bool known = c->scored && !card_unreadable(c);
    struct str limit =
        c->limit <= 0 ? STR_NONE : arena_printf(a, "%.*s:", STR_ARGS(card_points(a, c->limit)));

    figure(out, a, "score_low", known ? c->low : NO_SCORE, limit);
    figure(out, a, "score_high", known ? c->high : NO_SCORE, limit);
    for (int v = 0; v < VERDICT_COUNT; v++)
        counted(out, verdict_name((enum verdict)v), card_count(c, (enum verdict)v));
    counted(out, "judged", card_decided(c));
    counted(out, "lapsed", card_lapsed(c));
    counted(out, "pages", c->coverage.fetched + c->coverage.not_modified);
    counted(out, "failed", c->coverage.failed);
    counted(out, "documents", c->coverage.documents_read);
}

static void
figures(struct buf *out, struct arena *a, const struct scorecard *c, enum lang lang)
{
    struct say s = {N_("{1} of {2} items found, {3} to mend"),
                    {card_number(a, card_count(c, VERDICT_FOUND)), card_number(a, c->item_n),
                     card_number(a, card_to_fix(c))}},
               open = {N_("{1} for a person to look at, {2} that could not be looked at"),
                       {card_number(a, card_count(c, VERDICT_REVIEW)),
                        card_number(a, card_count(c, VERDICT_UNASSESSED))}};

    if (c->scored)
        buf_printf(out, " %.*s,", STR_ARGS(card_range(a, c->low, c->high)));
    buf_char(out, ' ');
    words(out, a, say_text(a, &s, lang));
    buf_z(out, ", ");
    words(out, a, say_text(a, &open, lang));
}

void
nagios_write(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct arena *a = arena_new(0);

    buf_printf(out, "OIT %s - ", state(c));
    words(out, a, c->site_host);
    buf_char(out, ':');
    if (card_unreadable(c)) {
        buf_char(out, ' ');
        words(out, a, str_of(say_tr_in(lang, N_("the website could not be read"))));
    } else
        figures(out, a, c, lang);
    buf_z(out, " |");
    performance(out, a, c);
    buf_char(out, '\n');
    arena_free(a);
}
