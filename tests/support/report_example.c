/*
 * Writes the example town's reports into a folder, for people to look at:
 *     report_example DIR [SHARE_DIR]
 * makes DIR/th, DIR/en, DIR/unscored, DIR/unreadable with every output of the table and summary.txt, and
 * prints how long a full card took to write.
 */
#include "base/clock.h"
#include "base/file.h"
#include "report/report.h"
#include "tests/support/example_card.h"
#include <stdio.h>

/* What goes to stdout, as a file named like its format. */
static int
write_stream(const struct scorecard *c, const struct report_format *f, const char *dir, enum lang lang,
             struct err *e)
{
    struct buf out;
    char path[4160];
    int rc;

    buf_init(&out, REPORT_BYTES_MAX);
    f->write(c, lang, &out);
    snprintf(path, sizeof(path), "%s/%s.out", dir, f->name);
    rc = file_write(path, buf_view(&out), e);
    buf_free(&out);
    return rc;
}

typedef void text_fn(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out);

static int
write_text(const char *dir, const char *name, text_fn *f, const struct scorecard *c, enum lang lang,
           struct err *e)
{
    struct buf out, path;
    int rc;

    buf_init(&out, REPORT_BYTES_MAX);
    buf_init(&path, 0x10000);
    buf_printf(&path, "%s/%s", dir, name);
    f(c, lang, false, 100, &out);
    rc = file_write(buf_cstr(&path), buf_view(&out), e);
    buf_free(&path);
    buf_free(&out);
    return rc;
}

static void
all_items(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out)
{
    for (size_t i = 0; i < c->item_n; i++)
        report_explain(c, &c->item[i], lang, colour, columns, out);
}

static int
write_all(const char *base, const char *folder, const struct scorecard *c, enum lang lang, struct err *e)
{
    char dir[4096];
    int64_t before = clock_monotonic_ms();

    snprintf(dir, sizeof(dir), "%s/%s", base, folder);
    for (const struct report_format *f = report_formats; f->name; f++)
        if ((f->file_name ? report_write(c, f, dir, lang, NULL, e) : write_stream(c, f, dir, lang, e)) < 0)
            return -1;
    printf("%s: all formats in %d ms\n", dir, (int)(clock_monotonic_ms() - before));
    if (write_text(dir, "summary.txt", report_summary, c, lang, e) < 0 ||
        write_text(dir, "todo.txt", report_todo, c, lang, e) < 0)
        return -1;
    return write_text(dir, "explain.txt", all_items, c, lang, e);
}

int
main(int argc, char **argv)
{
    struct arena *a = arena_new(0);
    struct err e = {ERR_NONE, "", "", ""};
    const char *dir = argc > 1 ? argv[1] : "report-example";

    say_init(argc > 2 ? argv[2] : "share", LANG_TH);
    if (write_all(dir, "th", example_card(a), LANG_TH, &e) < 0 ||
        write_all(dir, "en", example_card(a), LANG_EN, &e) < 0 ||
        write_all(dir, "unscored", example_unscored(a), LANG_TH, &e) < 0 ||
        write_all(dir, "unreadable", example_unreadable(a), LANG_TH, &e) < 0 ||
        write_all(dir, "small", example_small(a), LANG_EN, &e) < 0)
        fprintf(stderr, "%s: %s\n", e.input, e.what);
    arena_free(a);
    return e.code != ERR_NONE;
}
