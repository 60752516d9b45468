/* oit draft KIND FILE: the papers that an office has to write, filled from what is known. */
#include "base/file.h"
#include "base/log.h"
#include "cli/command.h"
#include "cli/drafts.h"
#include "report/report.h"
#include "rules/suggest.h"
#include <stdio.h>
#include <string.h>

#define DEFAULT_DIR "oit-report"

typedef bool format_fn(const struct paper_kind *k, const struct paper_facts *f, const struct draft_manner *m,
                       struct buf *out);

static bool
write_docx(const struct paper_kind *k, const struct paper_facts *f, const struct draft_manner *m,
           struct buf *out)
{
    struct arena *a = arena_new(0);
    struct draft *d = draft_new(a, m);
    bool good;

    k->write(d, f);
    good = draft_docx(d, out);
    arena_free(a);
    return good;
}

static bool
write_markdown(const struct paper_kind *k, const struct paper_facts *f, const struct draft_manner *m,
               struct buf *out)
{
    struct arena *a = arena_new(0);
    struct draft *d = draft_new(a, m);

    k->write(d, f);
    draft_markdown(d, out);
    arena_free(a);
    return true;
}

static bool
write_book(const struct paper_kind *k, const struct paper_facts *f, const struct draft_manner *m,
           struct buf *out)
{
    return k->book(f, m, out);
}

static const struct {
    const char *name;
    format_fn *write;
} formats[] = {{"docx", write_docx}, {"md", write_markdown}, {"xlsx", write_book}};

#define FORMATS (sizeof formats / sizeof *formats)

static int
no_such_kind(const char *word, struct err *e)
{
    struct suggest s = suggest_for(str_of(word));
    char next[256];

    for (const struct paper_kind *k = paper_kinds; k->name; k++)
        suggest_try(&s, str_of(k->name));
    if (suggest_found(&s))
        snprintf(next, sizeof next, _("did you mean \"oit draft %.*s\"?"), STR_ARGS(s.best));
    else
        snprintf(next, sizeof next, "%s", _("papers are itas, o42, o43, memo and channels"));
    return err_set(e, ERR_USAGE, word, next, "%s", _("there is no such paper"));
}

/* Is the format one of those asked for, or of the kind's own where none is? */
static bool
is_wanted(const struct options *o, const struct paper_kind *k, size_t format)
{
    struct str rest = str_of(o->format), piece;

    if (o->format == NULL)
        return formats[format].write != write_book || k->book != NULL;
    while (str_next(&rest, ',', &piece))
        if (str_eq(str_trim(piece), str_of(formats[format].name)))
            return true;
    return false;
}

static int
check_formats(const struct options *o, const struct paper_kind *k, struct err *e)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (formats[i].write == write_book && k->book == NULL && is_wanted(o, k, i))
            return err_set(e, ERR_USAGE, "--format", _("use docx or md; a workbook is made of itas only"),
                           _("\"%s\" is not written as a workbook"), k->name);
    return 0;
}

static int
write_one(const struct options *o, const struct paper_kind *k, size_t format, const struct paper_facts *f,
          const struct draft_manner *m, struct err *e)
{
    const char *dir = o->out != NULL ? o->out : DEFAULT_DIR;
    struct buf out, path;
    int bad = -1;

    buf_init(&out, REPORT_BYTES_MAX);
    buf_init(&path, 0x10000);
    buf_printf(&path, "%s/%s.%s", dir, k->name, formats[format].name);
    if (!formats[format].write(k, f, m, &out) || out.full)
        err_set(e, ERR_IO, buf_cstr(&path), _("make room in the folder for temporary files and try again"),
                "%s", _("the machine gives no room to put the paper together"));
    else
        bad = file_write(buf_cstr(&path), buf_view(&out), e);
    if (bad == 0)
        log_note(_("paper: %s"), buf_cstr(&path));
    buf_free(&path);
    buf_free(&out);
    return bad;
}

/* Papers on results are for the most part gaps without them; how they are given is no matter of the paper. */
static void
tell_results(const struct paper_facts *f)
{
    if (!f->last->known)
        log_note(
            _("the results of fiscal year %d are not known, so their places are gaps; --scores FILE gives "
              "them, under last_year (docs/drafts.md)"),
            f->last->fiscal_year);
}

int
cmd_draft(const struct options *o, struct err *e)
{
    size_t file = session_which_file(o);
    const struct paper_kind *k = paper_kind_of(str_of(o->operand[1 - file]));
    struct drafts x;
    int bad;

    if (k == NULL)
        return no_such_kind(o->operand[1 - file], e);
    if (check_formats(o, k, e) != 0)
        return -1;
    bad = drafts_open(&x, o, o->operand[file], k->write == o43_write, e);
    if (bad == 0)
        bad = file_make_dirs(o->out != NULL ? o->out : DEFAULT_DIR, e);
    for (size_t i = 0; i < FORMATS && bad == 0; i++)
        if (is_wanted(o, k, i))
            bad = write_one(o, k, i, &x.facts, &x.manner, e);
    if (bad == 0 && (k->write == o42_write || k->write == o43_write))
        tell_results(&x.facts);
    drafts_close(&x);
    return bad == 0 ? EXIT_OK : -1;
}
