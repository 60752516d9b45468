/* oit diff FILE: what changed between two visits, and whose doing it is. */
#include "base/file.h"
#include "base/log.h"
#include "cli/changes.h"
#include "cli/command.h"
#include "report/report.h"
#include <stdio.h>
#include <string.h>

static int
put(const struct options *o, const char *name, const struct buf *b, struct err *e)
{
    char path[8192];

    if (o->out == NULL)
        return outputs_print(buf_view(b), e);
    snprintf(path, sizeof path, "%s/%s", o->out, name);
    if (file_make_dirs(o->out, e) != 0 || file_write(path, buf_view(b), e) != 0)
        return -1;
    log_note(_("report: %s"), path);
    return 0;
}

static int
print_one(const struct options *o, const struct changes *c, struct str format, struct err *e)
{
    const char *name = "changes.txt";
    struct buf b;
    int bad;

    buf_init(&b, REPORT_BYTES_MAX);
    if (str_eq(format, STR("json"))) {
        name = "changes.json";
        report_changes_json(c, o->lang, &b);
    } else if (str_eq(format, STR("html"))) {
        name = "changes.html";
        report_changes_html(c, o->lang, &b);
    } else
        report_changes(c, o->lang, o->out == NULL && outputs_colour(o), outputs_columns(), &b);
    bad = put(o, name, &b, e);
    buf_free(&b);
    return bad;
}

int
cmd_diff(const struct options *o, struct err *e)
{
    struct str rest = str_of(o->json ? "json" : o->format != NULL ? o->format : "text"), format;
    struct comparison c;
    struct changes changes;
    int bad = comparison_open(&c, o, true, e);

    if (bad == 0)
        changes_find(&c, &changes);
    while (bad == 0 && str_next(&rest, ',', &format))
        bad = print_one(o, &changes, str_trim(format), e);
    comparison_close(&c);
    return bad == 0 ? EXIT_OK : -1;
}
