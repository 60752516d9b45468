/* The table of outputs, and a file of each. */
#include "report/report.h"
#include "base/file.h"
#include "base/say.h"
#include "report/csv.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/line.h"
#include "report/markdown.h"
#include "report/nagios.h"
#include "report/sarif.h"
#include "report/xlsx.h"
#include <assert.h>
#include <stdlib.h>

const struct report_format report_formats[] = {
    {"html", "report.html", html_write},
    {"json", "result.json", json_write},
    {"jsonl", NULL, jsonl_write},
    {"xlsx", "report.xlsx", xlsx_write},
    {"csv", "items.csv", csv_write},
    {"junit", "junit.xml", junit_write},
    {"sarif", "oit.sarif", sarif_write},
    {"md", "summary.md", markdown_write},
    {"line", "line.txt", line_write},
    {"nagios", NULL, nagios_write},
    {NULL, NULL, NULL},
};

const struct report_format *
report_format_of(struct str name)
{
    for (const struct report_format *f = report_formats; f->name; f++)
        if (str_eq(str_of(f->name), name))
            return f;
    return NULL;
}

int
report_draft(const struct scorecard *c, const struct report_format *f, const char *dir, enum lang lang,
             struct buf *path, char **temporary, struct err *e)
{
    struct buf out;
    int rc = -1;

    assert(f->file_name);
    *temporary = NULL;
    buf_init(&out, REPORT_BYTES_MAX);
    if (file_make_dirs(dir, e) < 0)
        goto out;
    buf_printf(path, "%s/%s", dir, f->file_name);
    f->write(c, lang, &out);
    if (out.full) {
        err_set(e, ERR_IO, buf_cstr(path), _("look at the site file with \"oit explain\" item by item"),
                _("the report would be larger than %lu bytes"), REPORT_BYTES_MAX);
        goto out;
    }
    if (out.n == 0) {
        err_set(e, ERR_IO, buf_cstr(path), _("make room in the folder for temporary files and try again"),
                "%s", _("the machine gives no room to put the report together"));
        goto out;
    }
    rc = file_draft(buf_cstr(path), buf_view(&out), temporary, e);
out:
    buf_free(&out);
    return rc;
}

int
report_write(const struct scorecard *c, const struct report_format *f, const char *dir, enum lang lang,
             struct buf *path, struct err *e)
{
    struct buf name;
    char *temporary;
    int rc;

    buf_init(&name, 0x10000);
    rc = report_draft(c, f, dir, lang, &name, &temporary, e);
    if (rc == 0)
        rc = file_keep(temporary, buf_cstr(&name), e);
    if (rc == 0 && path)
        buf_str(path, buf_view(&name));
    free(temporary);
    buf_free(&name);
    return rc;
}
