/* oit judge FILE: the same judgement from what is stored; and report, todo, explain, which only show. */
#include "base/log.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/item_names.h"
#include "cli/readings.h"
#include "cli/recall.h"
#include "report/card.h"
#include "report/report.h"
#include <stdio.h>
#include <string.h>

static void
tell_unread(const struct session *s, const struct scorecard *card, const char *path)
{
    struct str day = date_show(s->arena, date_of_unix(s->run.started), s->o->lang == LANG_TH);

    log_warn(_("%s: no page of the site could be read on %.*s"), path, STR_ARGS(day));
    session_tell_last_read(s, card, path);
}

static int
judge_file(struct session *s, const struct options *o, const char *path, enum store_mode mode,
           struct scorecard *card, struct err *e)
{
    session_init(s, o);
    s->recalls = mode == STORE_READ;
    s->keeps = mode == STORE_WRITE;
    if (mode == STORE_WRITE && o->max_documents > 0)
        s->readings = readings_new((uint32_t)o->ocr_pages, NULL);
    if (session_load_rules(s, e) != 0 || session_open_file(s, path, mode, e) != 0)
        return -1;
    session_tell_unfinished(s);
    session_tell_scores(s);
    if (session_judge(s, card, e) != 0)
        return -1;
    if (mode == STORE_READ && s->content == 0)
        tell_unread(s, card, path);
    return 0;
}

static int
judged_nothing(const struct session *s, const struct scorecard *card, const char *path)
{
    log_warn("%s: %s", path, _("no page of the site could be read in its last visit"));
    log_warn("  → %s", _("scan the site again: oit scan URL"));
    session_tell_last_read(s, card, path);
    return EXIT_UNREADABLE;
}

int
cmd_judge(const struct options *o, struct err *e)
{
    struct session s;
    struct scorecard card;
    int code = -1;

    if (outputs_check(o, e) != 0)
        return -1;
    if (judge_file(&s, o, o->operand[0], STORE_WRITE, &card, e) == 0 &&
        store_put_judgement(s.store, s.run.id, &card, e) == 0 && recall_keep(&s, e) == 0 &&
        store_commit(s.store, e) == 0 && outputs_write(o, &card, true, s.content == 0, e) == 0)
        code = s.content == 0 ? judged_nothing(&s, &card, o->operand[0]) : (int)policy_exit(o, &card);
    session_close(&s);
    return code;
}

int
cmd_report(const struct options *o, struct err *e)
{
    struct session s;
    struct scorecard card;
    int code = -1;

    if (outputs_check(o, e) != 0)
        return -1;
    if (judge_file(&s, o, o->operand[0], STORE_READ, &card, e) == 0 &&
        outputs_write(o, &card, false, s.content == 0, e) == 0)
        code = EXIT_OK;
    session_close(&s);
    return code;
}

/* A calendar whose tasks have no day looks like one that is broken. */
static void
todo_calendar(const struct scorecard *card, enum lang lang, struct buf *b)
{
    report_todo_ics(card, lang, b);
    if (card_window(card) != NULL)
        return;
    log_warn(_("the tasks have no day: when the window for answers of %.*s closes is not established"),
             STR_ARGS(card->pack_id));
    log_warn("  → %s", _("set the days in your calendar by the announcement of the assessment"));
}

int
cmd_todo(const struct options *o, struct err *e)
{
    struct session s;
    struct scorecard card;
    struct buf b;
    int code = -1;

    buf_init(&b, REPORT_BYTES_MAX);
    if (judge_file(&s, o, o->operand[0], STORE_READ, &card, e) == 0) {
        if (o->format != NULL && strcmp(o->format, "csv") == 0)
            report_todo_csv(&card, o->lang, &b);
        else if (o->format != NULL && strcmp(o->format, "ics") == 0)
            todo_calendar(&card, o->lang, &b);
        else if (o->settings != NULL && o->settings->owner_n > 0)
            report_todo_by_unit(&card, o->lang, outputs_colour(o), outputs_columns(), &b);
        else
            report_todo(&card, o->lang, outputs_colour(o), outputs_columns(), &b);
        code = outputs_print(buf_view(&b), e) == 0 ? EXIT_OK : -1;
    }
    buf_free(&b);
    session_close(&s);
    return code;
}

int
cmd_explain(const struct options *o, struct err *e)
{
    struct session s;
    struct scorecard card;
    const struct item_result *item;
    struct buf b;
    size_t file = session_which_file(o);
    const char *name = o->operand[1 - file];
    int code = -1;

    buf_init(&b, REPORT_BYTES_MAX);
    if (judge_file(&s, o, o->operand[file], STORE_READ, &card, e) != 0)
        goto out;
    item = item_called(&card, str_of(name));
    if (item == NULL) {
        char next[128];
        snprintf(next, sizeof next, _("items of %.*s are O1 to O%zu"), STR_ARGS(card.pack_id), card.item_n);
        err_set(e, ERR_USAGE, name, next, "%s", _("there is no such item"));
        goto out;
    }
    report_explain(&card, item, o->lang, outputs_colour(o), outputs_columns(), &b);
    code = outputs_print(buf_view(&b), e) == 0 ? EXIT_OK : -1;
out:
    buf_free(&b);
    session_close(&s);
    return code;
}
