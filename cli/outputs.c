/* Files are written whole or not at all; stdout carries results only. */
#include "cli/outputs.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "crawler/url.h"
#include "report/former.h"
#include "report/report.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_FORMATS "html,json"
#define DEFAULT_DIR "oit-report"
#define COLUMNS_DEFAULT 100
#define DRAFTS_MAX 16 /* more than there are formats */
#define PATH_BYTES_MAX 8192
#define COLUMNS_MIN 40

static struct str
format_names(struct arena *a)
{
    struct buf b;
    struct str names;

    buf_init(&b, 1024);
    for (const struct report_format *f = report_formats; f->name != NULL; f++)
        buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", f->name);
    names = arena_str(a, buf_view(&b));
    buf_free(&b);
    return names;
}

static int
no_such_format(struct str name, struct err *e)
{
    struct arena *a = arena_new(0);
    char next[256];

    snprintf(next, sizeof next, _("this version writes: %s"), format_names(a).p);
    err_set(e, ERR_USAGE, "--format", next, _("there is no report format \"%.*s\""), STR_ARGS(name));
    arena_free(a);
    return -1;
}

/* The format that goes to stdout, NULL when none is asked for. */
static const struct report_format *
stream_of(const struct options *o)
{
    struct str rest = str_of(o->format), piece;

    while (str_next(&rest, ',', &piece)) {
        const struct report_format *f = report_format_of(str_trim(piece));

        if (f != NULL && f->file_name == NULL)
            return f;
    }
    return o->json ? report_format_of(STR("json")) : NULL;
}

int
outputs_check(const struct options *o, struct err *e)
{
    struct str rest = str_of(o->format), piece;
    const struct report_format *stream = o->json ? report_format_of(STR("json")) : NULL;

    while (str_next(&rest, ',', &piece)) {
        const struct report_format *f = report_format_of(str_trim(piece));

        if (f == NULL)
            return no_such_format(piece, e);
        if (f->file_name != NULL)
            continue;
        if (stream != NULL && stream != f)
            return err_set(e, ERR_USAGE, "--format", _("ask for one of them at a time"),
                           _("\"%s\" and \"%s\" cannot both go to standard output"), stream->name, f->name);
        stream = f;
    }
    return 0;
}

int
outputs_print(struct str text, struct err *e)
{
    if (fwrite(text.p, 1, text.n, stdout) == text.n && fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    return err_set(e, errno == EPIPE ? ERR_PIPE : ERR_IO, "stdout", _("check where the output goes"),
                   _("the output cannot be written: %s"), err_reason(errno));
}

int
outputs_columns(void)
{
    struct winsize w;

    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= COLUMNS_MIN)
        return w.ws_col;
    return COLUMNS_DEFAULT;
}

bool
outputs_colour(const struct options *o)
{
    return !o->no_color && isatty(STDOUT_FILENO);
}

/* Reports of one visit belong together: all are complete before the first takes the place of an old one. */
struct drafts {
    struct {
        const struct report_format *format;
        struct buf path;
        char *temporary;
        struct str aside; /* where the older report goes; empty: it is replaced */
    } one[DRAFTS_MAX];
    size_t n;
    struct arena *a;
};

struct str
outputs_name_of(struct arena *a, const char *file_name, struct str started)
{
    struct str name = str_of(file_name);
    size_t dot = str_find_char(name, '.', 0);

    return arena_printf(a, "%.*s-of-%.*s-%.*s%.*s%.*s", STR_ARGS(str_sub(name, 0, dot)),
                        STR_ARGS(str_sub(started, 0, 10)), STR_ARGS(str_sub(started, 11, 13)),
                        STR_ARGS(str_sub(started, 14, 16)), STR_ARGS(str_sub(name, dot, name.n)));
}

static struct str
site_name(struct arena *a, struct str address)
{
    static const struct str www = STR("www.");
    struct err none = {.code = ERR_NONE};
    struct str name;
    struct url u;

    if (session_website(a, arena_str(a, address).p, &u, &none) != 0)
        return address;
    name = url_file_name(a, &u);
    return str_starts(name, www) ? str_sub(name, www.n, name.n) : name;
}

/*
 * The visit of which reports lie in the folder that must not be lost: one that could read this site.  Where
 * no result document tells, the file's age does; empty: there is none.
 */
static struct str
worth_keeping(struct arena *a, const struct scorecard *card, const char *dir, const char *path)
{
    int64_t changed = file_changed(path), since = card->last_read.since;
    struct former f;
    char iso[32];

    if (former_read(a, arena_printf(a, "%s/result.json", dir).p, &f)) {
        if (!f.readable || !str_eq(site_name(a, f.site_url), site_name(a, card->site_url)))
            return STR_NONE;
        if (f.started.n > 0)
            return f.started;
    }
    if (changed == 0 || (since > 0 && changed >= since))
        return STR_NONE;
    date_iso_time(changed, iso);
    return arena_str(a, str_of(iso));
}

static int
draft_one(struct drafts *d, const struct options *o, const struct scorecard *card, const char *dir,
          const struct report_format *f, bool blind, struct err *e)
{
    struct buf *path = &d->one[d->n].path;
    struct str visit;
    int bad;

    for (size_t i = 0; i < d->n; i++)
        if (d->one[i].format == f)
            return 0; /* named twice */
    buf_init(path, PATH_BYTES_MAX);
    bad = report_draft(card, f, dir, o->lang, path, &d->one[d->n].temporary, e);
    if (bad) {
        buf_free(path);
        return bad;
    }
    if (blind && file_exists(buf_cstr(path))) {
        visit = worth_keeping(d->a, card, dir, buf_cstr(path));
        if (visit.n > 0)
            d->one[d->n].aside =
                arena_printf(d->a, "%s/%.*s", dir, STR_ARGS(outputs_name_of(d->a, f->file_name, visit)));
    }
    d->one[d->n++].format = f;
    return 0;
}

/* Before the first report is replaced, so that an end in between loses none. */
static int
set_aside(struct drafts *d, struct err *e)
{
    for (size_t i = 0; i < d->n; i++) {
        if (d->one[i].aside.n == 0)
            continue;
        if (file_set_aside(buf_cstr(&d->one[i].path), d->one[i].aside.p, e) != 0)
            return -1;
        log_note(_("this visit could read nothing; the older report of the site is kept as %s"),
                 d->one[i].aside.p);
    }
    return 0;
}

/* Keep all, or drop what is not kept yet once something is wrong.  d is freed. */
static int
settle_drafts(struct drafts *d, int bad, struct err *e)
{
    if (d != NULL && bad == 0)
        bad = set_aside(d, e);
    for (size_t i = 0; d != NULL && i < d->n; i++) {
        struct buf *path = &d->one[i].path;

        if (bad)
            file_drop(d->one[i].temporary);
        else
            bad = file_keep(d->one[i].temporary, buf_cstr(path), e);
        if (bad == 0)
            log_note(_("report: %s"), buf_cstr(path));
        free(d->one[i].temporary);
        buf_free(path);
    }
    if (d != NULL)
        arena_free(d->a);
    free(d);
    return bad;
}

static bool
wants_files(const struct options *o)
{
    struct str rest = str_of(o->format), piece;

    if (o->format == NULL)
        return !o->json || o->out != NULL;
    while (str_next(&rest, ',', &piece))
        if (report_format_of(str_trim(piece))->file_name != NULL)
            return true;
    return false;
}

/* A folder that has the name of a report would only be found out when the visit is over. */
static int
names_are_free(const struct options *o, const char *dir, struct err *e)
{
    struct str rest = str_of(o->format != NULL ? o->format : DEFAULT_FORMATS), piece;
    char path[PATH_BYTES_MAX];
    struct stat st;

    while (str_next(&rest, ',', &piece)) {
        const char *name = report_format_of(str_trim(piece))->file_name;

        snprintf(path, sizeof path, "%s/%s", dir, name != NULL ? name : "");
        if (name != NULL && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
            return err_set(e, ERR_FILE, path, _("name another folder"), _("the report cannot be written: %s"),
                           err_reason(EISDIR));
    }
    return 0;
}

int
outputs_prepare(const struct options *o, struct err *e)
{
    const char *dir = o->out != NULL ? o->out : DEFAULT_DIR;

    if (!wants_files(o))
        return 0;
    if (file_make_dirs(dir, e) != 0)
        return -1;
    if (access(dir, W_OK | X_OK) == 0)
        return names_are_free(o, dir, e);
    return err_set(e, err_of_place(errno), dir,
                   _("give yourself write permission on the folder, or choose another with -o"),
                   _("reports cannot be written into this folder: %s"), err_reason(errno));
}

static int
print_stream(const struct options *o, const struct report_format *f, const struct scorecard *card,
             struct err *e)
{
    struct buf b;
    int bad;

    buf_init(&b, REPORT_BYTES_MAX);
    f->write(card, o->lang, &b);
    bad = outputs_print(buf_view(&b), e);
    buf_free(&b);
    return bad;
}

static struct scorecard
with_policy(const struct options *o, const struct scorecard *judged)
{
    struct scorecard card = *judged;

    card.standing = policy_standing(o, judged);
    card.limit = o->fail_under > 0 ? o->fail_under : 0;
    return card;
}

struct drafts *
outputs_draft(const struct options *o, const struct scorecard *judged, bool blind, struct err *e)
{
    const struct scorecard card = with_policy(o, judged);
    struct str rest = str_of(o->format != NULL ? o->format : DEFAULT_FORMATS), piece;
    const char *dir = o->out != NULL ? o->out : DEFAULT_DIR;
    struct drafts *d = mem_new(1, sizeof *d);
    int bad = 0;

    d->a = arena_new(0);
    while (wants_files(o) && bad == 0 && str_next(&rest, ',', &piece)) {
        const struct report_format *f = report_format_of(str_trim(piece));

        if (f->file_name != NULL)
            bad = draft_one(d, o, &card, dir, f, blind, e);
    }
    if (bad == 0)
        return d;
    settle_drafts(d, bad, NULL);
    return NULL;
}

void
outputs_drop(struct drafts *d)
{
    settle_drafts(d, -1, NULL);
}

int
outputs_keep(const struct options *o, const struct scorecard *judged, struct drafts *d, bool summary,
             struct err *e)
{
    const struct report_format *stream = stream_of(o);
    const struct scorecard card = with_policy(o, judged);
    struct buf b;
    int bad;

    if (settle_drafts(d, 0, e) != 0)
        return -1;
    if (stream != NULL)
        return print_stream(o, stream, &card, e);
    if (!summary)
        return 0;
    buf_init(&b, REPORT_BYTES_MAX);
    report_summary(&card, o->lang, outputs_colour(o), outputs_columns(), &b);
    bad = outputs_print(buf_view(&b), e);
    buf_free(&b);
    return bad;
}

int
outputs_write(const struct options *o, const struct scorecard *card, bool summary, bool blind, struct err *e)
{
    struct drafts *d = outputs_draft(o, card, blind, e);

    return d != NULL ? outputs_keep(o, card, d, summary, e) : -1;
}
