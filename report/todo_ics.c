/*
 * What to do and the days of the assessment as a calendar (RFC 5545): an entry of whole days for each stretch
 * of the checklist's calendar, a task for each item, due when the window for answers closes.
 */
#include "base/utf8.h"
#include "report/card.h"
#include "report/report.h"
#include "report/todo.h"
#include <stdio.h>
#include <time.h>

#define LINE_OCTETS 75 /* RFC 5545 section 3.1, without the line's end */
#define VALUE_BYTES 0x20000

/* A line, folded between characters: each further one begins with a space, which counts. */
static void
put_line(struct buf *out, struct str line)
{
    size_t used = 0, at = 0;

    while (at < line.n) {
        size_t from = at;

        utf8_next(line, &at);
        if (used + (at - from) > LINE_OCTETS) {
            buf_z(out, "\r\n ");
            used = 1;
        }
        buf_put(out, line.p + from, at - from);
        used += at - from;
    }
    buf_z(out, "\r\n");
}

/* A value of type TEXT (section 3.3.11); our own line ends become \n, anything else invisible is shown. */
static void
put_text(struct buf *line, struct str s)
{
    struct str piece;
    bool first = true;

    while (str_next(&s, '\n', &piece)) {
        struct buf shown;

        buf_init(&shown, VALUE_BYTES);
        utf8_show(&shown, piece);
        if (!first)
            buf_z(line, "\\n");
        first = false;
        for (size_t i = 0; i < shown.n; i++) {
            if (shown.p[i] == '\\' || shown.p[i] == ';' || shown.p[i] == ',')
                buf_char(line, '\\');
            buf_char(line, shown.p[i]);
        }
        buf_free(&shown);
    }
}

static void
property(struct buf *out, const char *name, struct str value)
{
    struct buf line;

    buf_init(&line, 4 * VALUE_BYTES);
    buf_printf(&line, "%s:", name);
    put_text(&line, value);
    put_line(out, buf_view(&line));
    buf_free(&line);
}

static void
plain(struct buf *out, const char *line)
{
    put_line(out, str_of(line));
}

static void
day_property(struct buf *out, const char *name, struct date d)
{
    buf_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, d.year, d.month, d.day);
}

/* The end of an entry is the first day that is no longer of it. */
static struct date
day_after(struct date d)
{
    struct tm tm = {.tm_year = d.year - 1900, .tm_mon = d.month - 1, .tm_mday = d.day + 1, .tm_hour = 12};

    timegm(&tm);
    return (struct date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}

static struct str
host_of(const struct scorecard *c)
{
    return c->site_host.n > 0 ? c->site_host : STR("oit");
}

/* The same entry of a later list replaces the earlier one. */
static void
identify(struct buf *out, struct arena *a, const struct scorecard *c, struct str what)
{
    struct date day;

    property(out, "UID",
             arena_printf(a, "%.*s.%.*s@%.*s", STR_ARGS(c->pack_id), STR_ARGS(what), STR_ARGS(host_of(c))));
    if (date_parse_iso(c->as_of, &day))
        buf_printf(out, "DTSTAMP:%04d%02d%02dT000000Z\r\n", day.year, day.month, day.day);
}

static struct str
entry_name(struct arena *a, const struct scorecard *c, const struct calendar_entry *d, enum lang lang)
{
    struct say s = {N_("ITA {1}: {2}"), {c->agency.n > 0 ? c->agency : host_of(c), STR_NONE}};

    s.arg[1] = d->text != NULL ? str_of(say_tr_in(lang, d->text)) : d->id;
    return say_text(a, &s, lang);
}

static void
stretch(struct buf *out, struct arena *a, const struct scorecard *c, const struct calendar_entry *d,
        enum lang lang)
{
    plain(out, "BEGIN:VEVENT");
    identify(out, a, c, d->id);
    day_property(out, "DTSTART", d->from);
    day_property(out, "DTEND", day_after(d->to));
    property(out, "SUMMARY", entry_name(a, c, d, lang));
    plain(out, "TRANSP:TRANSPARENT");
    if (d == card_window(c)) {
        plain(out, "BEGIN:VALARM");
        plain(out, "ACTION:DISPLAY");
        property(out, "DESCRIPTION", entry_name(a, c, d, lang));
        plain(out, "TRIGGER;RELATED=END:-P7D");
        plain(out, "END:VALARM");
    }
    plain(out, "END:VEVENT");
}

/* Why nothing is due: told once for all, and with each task, since programs show one or the other. */
static struct str
undated(struct arena *a, const struct scorecard *c, enum lang lang)
{
    struct say s = {N_("No task has a day: when the window for answers of {1} closes is not established."),
                    {c->pack_id}};

    return say_text(a, &s, lang);
}

static struct str
task_text(struct arena *a, const struct scorecard *c, const struct item_result *i, enum lang lang)
{
    size_t at = 0;
    const struct missing_url *u = card_missing(c, i->id, &at);
    struct buf b;
    struct str all;

    buf_init(&b, VALUE_BYTES);
    buf_str(&b, card_say(a, i, &i->reason, lang));
    if (i->fix.n > 0)
        buf_printf(&b, "\n%.*s", STR_ARGS(card_fix(a, i, lang)));
    if (u != NULL)
        buf_printf(&b, "\n%.*s", STR_ARGS(u->url));
    if (i->review != NULL)
        buf_printf(&b, "\n%.*s", STR_ARGS(card_said(a, i->review, lang)));
    all = arena_str(a, buf_view(&b));
    buf_free(&b);
    return all;
}

static void
task(struct buf *out, struct arena *a, const struct scorecard *c, const struct item_result *i, enum lang lang)
{
    const struct calendar_entry *window = card_window(c);
    struct str name = card_name(i->name, i->name_en, lang);

    plain(out, "BEGIN:VTODO");
    identify(out, a, c, i->id);
    property(out, "SUMMARY", arena_printf(a, "%.*s %.*s", STR_ARGS(i->id), STR_ARGS(name)));
    property(out, "DESCRIPTION", task_text(a, c, i, lang));
    if (i->owner.n > 0)
        property(out, "CATEGORIES", i->owner);
    if (window != NULL)
        day_property(out, "DUE", window->to);
    else
        property(out, "COMMENT", undated(a, c, lang));
    plain(out, "STATUS:NEEDS-ACTION");
    plain(out, "END:VTODO");
}

void
report_todo_ics(const struct scorecard *c, enum lang lang, struct buf *out)
{
    struct arena *a = arena_new(0);
    const struct item_result **item;
    size_t n = todo_order(c, a, true, &item);

    plain(out, "BEGIN:VCALENDAR");
    plain(out, "VERSION:2.0");
    plain(out, "PRODID:-//oit//oit//TH");
    plain(out, "CALSCALE:GREGORIAN");
    if (n > 0 && card_window(c) == NULL)
        property(out, "DESCRIPTION", undated(a, c, lang)); /* RFC 7986 section 5.2 */
    for (size_t i = 0; i < c->calendar_n; i++)
        stretch(out, a, c, &c->calendar[i], lang);
    for (size_t i = 0; i < n; i++)
        task(out, a, c, item[i], lang);
    plain(out, "END:VCALENDAR");
    arena_free(a);
}
