/* oit review FILE: what a person says of items, by options, as a file, or item by item on the terminal. */
#include "base/log.h"
#include "cli/command.h"
#include "cli/recall.h"
#include "cli/reviews.h"
#include "report/report.h"
#include <stdio.h>
#include <string.h>

static bool
changes(const struct options *o)
{
    return o->set_n + o->waive_n + o->clear_n > 0 || o->import_from != NULL;
}

/* ------------------------------------------------------------------ by options */

static int
lacks(const char *option, const char *next, struct err *e)
{
    return err_set(e, ERR_USAGE, option, next, "%s", _("the option is needed here"));
}

static int
check_words(const struct options *o, struct err *e)
{
    if (o->set_n + o->waive_n == 0) {
        if (o->reason != NULL || o->until != NULL)
            return err_set(e, ERR_USAGE, o->reason != NULL ? "--reason" : "--until",
                           _("name the item with --set ITEM=VERDICT or --waive ITEM"), "%s",
                           _("the option says nothing about which item it is meant for"));
        return 0;
    }
    if (o->reason == NULL)
        return lacks("--reason", _("say why: --reason TEXT"), e);
    if (o->by == NULL)
        return lacks("--by", _("say in which role: --by ROLE"), e);
    return desk_text(str_of(o->reason), "--reason", e) != 0 || desk_text(str_of(o->by), "--by", e) != 0 ? -1
                                                                                                        : 0;
}

/* Words of a day that is over would count for nothing. */
static int
check_until(const struct desk *d, struct err *e)
{
    char input[64], today[16], next[256];
    struct date day;

    if (d->o->until == NULL || !date_parse_iso(str_of(d->o->until), &day) || date_cmp(day, d->s.as_of) >= 0)
        return 0;
    date_iso(d->s.as_of, today);
    snprintf(input, sizeof input, "--until %s", d->o->until);
    snprintf(next, sizeof next,
             _("give %s or a later day, leave --until out, or judge an earlier day with --as-of DATE"),
             today);
    return err_set(e, ERR_USAGE, input, next, _("the day is past: the file is judged as of %s"), today);
}

static int
say_one(struct desk *d, const char *name, enum verdict v, struct err *e)
{
    const struct options *o = d->o;
    const struct item_result *item = desk_item(d, name, e);

    if (item == NULL)
        return -1;
    desk_say(d, item->id, v, str_of(o->reason), str_of(o->by), str_of(o->until));
    return 0;
}

static int
set_one(struct desk *d, const char *word, struct err *e)
{
    size_t equals = str_find_char(str_of(word), '=', 0);
    struct str name = str_sub(str_of(word), 0, equals);
    enum verdict v;

    if (equals == STR_NOT_FOUND)
        return err_set(e, ERR_USAGE, word, _("write it like --set O24=found"), "%s",
                       _("item and verdict are needed"));
    v = desk_verdict(str_sub(str_of(word), equals + 1, strlen(word)));
    if (v == VERDICT_COUNT)
        return err_set(e, ERR_USAGE, word,
                       _("use found, partial, stale, missing, review, waived or not_applicable"), "%s",
                       _("this is not a verdict that a person can give"));
    return say_one(d, arena_str(d->arena, str_trim(name)).p, v, e);
}

static int
clear_one(struct desk *d, const char *name, struct err *e)
{
    const struct review *said = desk_review(d, str_of(name));
    struct review r;

    if (said == NULL && desk_item(d, name, e) == NULL)
        return -1;
    if (said == NULL)
        said = desk_review(d, desk_item(d, name, e)->id);
    if (said == NULL)
        return err_set(e, ERR_USAGE, name, _("\"oit review FILE --list\" shows what has been said"), "%s",
                       _("nobody has judged this item"));
    r = (struct review){
        .pack_id = said->pack_id, .item = arena_str(d->arena, said->item), .verdict = VERDICT_COUNT};
    r.pack_id = arena_str(d->arena, said->pack_id);
    desk_add(d, &r);
    return 0;
}

/* Nothing is stored unless all of it is right. */
static int
collect(struct desk *d, struct err *e)
{
    const struct options *o = d->o;
    int bad = check_until(d, e);

    if (bad == 0 && o->import_from != NULL)
        bad = review_import(d, o->import_from, e);

    for (size_t i = 0; bad == 0 && i < o->clear_n; i++)
        bad = clear_one(d, o->clear[i], e);
    for (size_t i = 0; bad == 0 && i < o->set_n; i++)
        bad = set_one(d, o->set[i], e);
    for (size_t i = 0; bad == 0 && i < o->waive_n; i++)
        bad = say_one(d, o->waive[i], VERDICT_WAIVED, e);
    return bad;
}

/* ------------------------------------------------------------------ afterwards */

static const struct item_result *
item_of(const struct scorecard *card, struct str id)
{
    for (size_t i = 0; i < card->item_n; i++)
        if (str_eq(card->item[i].id, id))
            return &card->item[i];
    return NULL;
}

static void
tell_points(struct buf *b, int low, int high)
{
    buf_printf(b, "%d.%02d", low / 100, low % 100);
    if (high != low)
        buf_printf(b, "–%d.%02d", high / 100, high % 100);
}

/* An answer without an address is none: the form of the assessment asks for it. */
static void
ask_for_address(const struct item_result *i)
{
    for (size_t k = 0; k < i->evidence_n; k++)
        if (i->evidence[k].by.n > 0 && i->evidence[k].final_url.n == 0)
            log_warn(
                _("%.*s: found by their word alone; write the address (https://…) into --reason, and the "
                  "answers for the form will give it"),
                STR_ARGS(i->id));
}

/* What the words have turned: each item once, then the score. */
static void
tell(const struct desk *d, const struct scorecard *now, struct buf *b)
{
    for (size_t i = 0; i < d->said_n; i++) {
        const struct item_result *before = item_of(&d->card, d->said[i].item);
        const struct item_result *after = item_of(now, d->said[i].item);

        if (before == NULL || after == NULL)
            continue;
        buf_printf(b, "%-4.*s %s → %s", STR_ARGS(after->id), _(verdict_text(before->verdict)),
                   _(verdict_text(after->verdict)));
        if (after->review != NULL)
            buf_printf(b, "  (%.*s)", STR_ARGS(report_said(d->arena, after->review, d->o->lang)));
        buf_char(b, '\n');
        ask_for_address(after);
    }
    if (!now->scored || now->low == NO_SCORE)
        return;
    buf_printf(b, "%s ", _("Expected OIT score"));
    tell_points(b, d->card.low, d->card.high);
    buf_z(b, " → ");
    tell_points(b, now->low, now->high);
    buf_char(b, '\n');
}

/* The last judgement is made again, so that the file holds what every report now says. */
static int
judge_again(const struct desk *d, struct err *e)
{
    struct session s;
    struct scorecard card;
    struct buf b;
    int bad;

    buf_init(&b, REPORT_BYTES_MAX);
    session_init(&s, d->o);
    s.keeps = true;
    bad = session_load_rules(&s, e) != 0 || session_open_file(&s, d->o->operand[0], STORE_WRITE, e) != 0 ||
          session_judge(&s, &card, e) != 0 || store_put_judgement(s.store, s.run.id, &card, e) != 0 ||
          recall_keep(&s, e) != 0 || store_commit(s.store, e) != 0;
    if (!bad) {
        tell(d, &card, &b);
        bad = outputs_print(buf_view(&b), e) != 0;
        log_note(_("reports written before still say the old; write them anew: oit report %s"),
                 d->o->operand[0]);
    }
    session_close(&s);
    buf_free(&b);
    return bad ? -1 : 0;
}

static int
print_list(const struct options *o, struct err *e)
{
    struct desk d;
    struct buf b;
    int bad;

    buf_init(&b, REPORT_BYTES_MAX);
    bad = desk_open(&d, o, e);
    if (bad == 0) {
        report_reviews(&d.card, o->lang, outputs_colour(o), outputs_columns(), &b);
        bad = outputs_print(buf_view(&b), e);
    }
    desk_close(&d);
    buf_free(&b);
    return bad;
}

static int export(const struct options *o, struct err *e)
{
    struct desk d;
    int bad = desk_open(&d, o, e);

    if (bad == 0)
        bad = review_export(&d, o->export_to, e);
    desk_close(&d);
    return bad;
}

static int
take_words(const struct options *o, struct err *e)
{
    struct desk d;
    int bad = desk_open(&d, o, e);

    if (bad == 0)
        bad = changes(o) ? collect(&d, e) : review_talk(&d, e);
    if (bad == 0)
        bad = desk_store(&d, e);
    if (bad == 0 && d.said_n > 0)
        bad = judge_again(&d, e);
    desk_close(&d);
    return bad;
}

int
cmd_review(const struct options *o, struct err *e)
{
    bool shows = o->list || o->export_to != NULL;

    if (check_words(o, e) != 0 || ((changes(o) || !shows) && take_words(o, e) != 0) ||
        (o->export_to != NULL && export(o, e) != 0) || (o->list && print_list(o, e) != 0))
        return -1;
    return EXIT_OK;
}
