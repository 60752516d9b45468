/* One item after the other: what was found, a letter for what it is, a reason, a role. */
#include "base/log.h"
#include "cli/outputs.h"
#include "cli/reviews.h"
#include "oit/limits.h"
#include "report/report.h"
#include <stdio.h>
#include <string.h>

#define ASKED_MOST 3 /* empty answers to one question */
#define SURE 75      /* per cent; the program doubts what is below */
#define ANSWER_MAX (LIMIT_REVIEW_TEXT + 2)

struct talk {
    struct desk *d;
    char answer[ANSWER_MAX];
    char by[ANSWER_MAX]; /* the role that spoke last */
    struct buf out;
    bool over; /* the person has left */
};

static const struct {
    char letter;
    enum verdict verdict;
} letters[] = {
    {'f', VERDICT_FOUND},   {'p', VERDICT_PARTIAL}, {'s', VERDICT_STALE},
    {'m', VERDICT_MISSING}, {'w', VERDICT_WAIVED},  {'n', VERDICT_NOT_APPLICABLE},
};

static int
flush(struct talk *t, struct err *e)
{
    int bad = outputs_print(buf_view(&t->out), e);

    buf_clear(&t->out);
    return bad;
}

/* A line without its end; what is beyond the ceiling is read and dropped, which the check of its text tells.
 */
static struct str
hear(struct talk *t)
{
    size_t n = 0;
    int c;

    while ((c = fgetc(stdin)) != EOF && c != '\n')
        if (n < sizeof t->answer - 1)
            t->answer[n++] = (char)c;
    t->over |= c == EOF && n == 0;
    t->answer[n] = '\0';
    return str_trim((struct str){t->answer, n});
}

static bool
is_open(const struct item_result *i)
{
    if (i->review != NULL)
        return i->review->state != REVIEW_STANDS;
    return i->verdict == VERDICT_REVIEW || i->verdict == VERDICT_UNASSESSED ||
           (i->confidence < SURE && i->verdict != VERDICT_NOT_APPLICABLE);
}

/* What the program is sure enough of to be agreed with; of an open item it says nothing. */
static bool
can_agree(const struct item_result *i)
{
    return i->machine_verdict != VERDICT_REVIEW && i->machine_verdict != VERDICT_UNASSESSED;
}

static void
offer(struct talk *t, const struct item_result *i)
{
    if (can_agree(i)) {
        buf_printf(&t->out, _("a = agree with the program (%s)"), _(verdict_text(i->machine_verdict)));
        buf_z(&t->out, "   ");
    }
    for (size_t k = 0; k < sizeof letters / sizeof letters[0]; k++)
        buf_printf(&t->out, "%c = %s   ", letters[k].letter, _(verdict_text(letters[k].verdict)));
    buf_printf(&t->out, "\n%s ", _("Enter = leave it open   e = the whole reasoning   q = stop >"));
}

/* False when the answer is none of what was offered. */
static bool
verdict_meant(const struct item_result *i, struct str answer, enum verdict *v)
{
    *v = desk_verdict(answer);
    if (can_agree(i) && str_eq_nocase(answer, STR("a")))
        *v = i->machine_verdict;
    for (size_t k = 0; k < sizeof letters / sizeof letters[0] && *v == VERDICT_COUNT; k++)
        if (answer.n == 1 && (answer.p[0] | 0x20) == letters[k].letter)
            *v = letters[k].verdict;
    return *v != VERDICT_COUNT;
}

/* A text that is asked for until it is right; false: the person would rather leave the item open. */
static bool
ask_text(struct talk *t, const char *question, const char *otherwise, char out[ANSWER_MAX], struct err *e)
{
    for (int asked = 0; asked < ASKED_MOST;) {
        struct err wrong = {0};
        struct str answer;

        buf_printf(&t->out, "%s%s%s%s ", question, otherwise[0] != '\0' ? " [" : "", otherwise,
                   otherwise[0] != '\0' ? "] >" : " >");
        if (flush(t, e) != 0)
            return false;
        answer = hear(t);
        if (t->over || str_eq(answer, STR("-")))
            return false;
        if (answer.n == 0 && otherwise[0] != '\0') {
            if (out != otherwise)
                snprintf(out, ANSWER_MAX, "%s", otherwise);
            return true;
        }
        if (answer.n == 0) {
            log_warn("%s", _("this is needed; write it, or - to leave the item open"));
            asked++;
            continue;
        }
        if (desk_text(answer, question, &wrong) == 0) {
            memmove(out, answer.p, answer.n);
            out[answer.n] = '\0';
            return true;
        }
        log_warn("%s: %s", wrong.what, wrong.next);
    }
    return false;
}

/* A day, or none. */
static bool
ask_until(struct talk *t, char out[16], struct err *e)
{
    for (;;) {
        struct str answer;
        struct date day;

        buf_printf(&t->out, "%s > ", _("Until which day, e.g. 2026-12-31 (Enter = no end)"));
        if (flush(t, e) != 0)
            return false;
        answer = hear(t);
        out[0] = '\0';
        if (answer.n == 0)
            return !t->over;
        if (date_parse_typed(answer, &day)) {
            date_iso(day, out);
            return true;
        }
        log_warn("%s",
                 _("give a date as year-month-day, e.g. 2026-12-31, or 2569-12-31 of the Buddhist era"));
    }
}

static int
decide(struct talk *t, const struct item_result *i, enum verdict v, struct err *e)
{
    char reason[ANSWER_MAX], until[16] = "";

    if (!ask_text(t, _("Reason"), "", reason, e) || !ask_text(t, _("Your role"), t->by, t->by, e) ||
        (v == VERDICT_WAIVED && !ask_until(t, until, e))) {
        log_note("%.*s: %s", STR_ARGS(i->id), _("left open"));
        return e->code != ERR_NONE ? -1 : 0;
    }
    desk_say(t->d, i->id, v, str_of(reason), str_of(t->by), str_of(until));
    return desk_store(t->d, e);
}

static int
show(struct talk *t, const struct item_result *i, bool whole, struct err *e)
{
    const struct options *o = t->d->o;

    if (whole)
        report_explain(&t->d->card, i, o->lang, outputs_colour(o), outputs_columns(), &t->out);
    else
        report_question(&t->d->card, i, o->lang, outputs_colour(o), outputs_columns(), &t->out);
    return flush(t, e);
}

static int
ask(struct talk *t, const struct item_result *i, struct err *e)
{
    if (show(t, i, false, e) != 0)
        return -1;
    for (;;) {
        struct str answer;
        enum verdict v;

        offer(t, i);
        if (flush(t, e) != 0)
            return -1;
        answer = hear(t);
        t->over |= str_eq_nocase(answer, STR("q"));
        if (t->over || answer.n == 0)
            return 0;
        if (str_eq_nocase(answer, STR("e"))) {
            if (show(t, i, true, e) != 0)
                return -1;
        } else if (verdict_meant(i, answer, &v)) {
            return decide(t, i, v, e);
        } else {
            log_warn("%s", _("this is none of the answers"));
        }
    }
}

static const struct item_result *
item_called(const struct scorecard *card, struct str id)
{
    for (size_t i = 0; i < card->item_n; i++)
        if (str_eq(card->item[i].id, id))
            return &card->item[i];
    return NULL;
}

/* Those that decide most come first; then what was found, but not for sure. */
static size_t
line_up(const struct scorecard *card, const struct item_result **queue)
{
    size_t n = 0;

    for (size_t k = 0; k < card->to_do.n; k++) {
        const struct item_result *i = item_called(card, card->to_do.v[k]);

        if (i != NULL && is_open(i))
            queue[n++] = i;
    }
    for (size_t k = 0; k < card->item_n; k++)
        if (verdict_counts_low(card->item[k].verdict) && is_open(&card->item[k]))
            queue[n++] = &card->item[k];
    return n;
}

int
review_talk(struct desk *d, struct err *e)
{
    const struct item_result **queue = ARENA_ARRAY(d->arena, const struct item_result *, d->card.item_n + 1);
    size_t n = line_up(&d->card, queue);
    struct talk t = {.d = d};
    int bad = 0;

    if (d->o->by != NULL)
        snprintf(t.by, sizeof t.by, "%s", d->o->by);
    buf_init(&t.out, REPORT_BYTES_MAX);
    if (n == 0)
        buf_printf(&t.out, "%s\n", _("No item waits for a person."));
    for (size_t k = 0; bad == 0 && k < n && !t.over; k++) {
        buf_printf(&t.out, "\n— %zu/%zu —", k + 1, n);
        bad = ask(&t, queue[k], e);
    }
    if (bad == 0) {
        buf_char(&t.out, '\n');
        bad = flush(&t, e);
    }
    buf_free(&t.out);
    return bad;
}
