/*
 * Scorecard to paper: one table of outputs, {name, file name, function}.  Adding a format is one file and one
 * row. A file is written whole or not at all.
 */
#ifndef OIT_REPORT_REPORT_H
#define OIT_REPORT_REPORT_H

#include "base/buf.h"
#include "base/err.h"
#include "oit/changes.h"
#include "oit/scorecard.h"

#define REPORT_BYTES_MAX (64UL * 1024 * 1024)

/* Append the whole output to out; nothing when the machine gives no room to make it. */
typedef void report_fn(const struct scorecard *c, enum lang lang, struct buf *out);

struct report_format {
    const char *name;      /* html, json */
    const char *file_name; /* report.html, result.json; NULL for what goes to stdout */
    report_fn *write;
};

/* NULL-terminated by name == NULL. */
extern const struct report_format report_formats[];
const struct report_format *report_format_of(struct str name);

/* Write one format to dir (made when absent). path (may be NULL) receives the file's name. */
int report_write(const struct scorecard *c, const struct report_format *f, const char *dir, enum lang lang,
                 struct buf *path, struct err *e);

/* The same as a draft beside it (base/file.h), to be kept together with others. */
int report_draft(const struct scorecard *c, const struct report_format *f, const char *dir, enum lang lang,
                 struct buf *path, char **temporary, struct err *e);

/* For a terminal: score, counts, what to do first, missing addresses. colour: ANSI colours; columns: width.
 */
void report_summary(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out);
/* What to do, most gain first, with place and wording; and the same, the tasks of a unit together. */
void report_todo(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out);
void report_todo_by_unit(const struct scorecard *c, enum lang lang, bool colour, int columns,
                         struct buf *out);
/* One sentence about what a person has said. */
struct str report_said(struct arena *a, const struct review *r, enum lang lang);
/* What people have said of items, and whether it still stands. */
void report_reviews(const struct scorecard *c, enum lang lang, bool colour, int columns, struct buf *out);
/* What a person needs to see to judge an item: verdict, doubts, elements, proof. */
void report_question(const struct scorecard *c, const struct item_result *i, enum lang lang, bool colour,
                     int columns, struct buf *out);
/* One item's whole reasoning. */
void report_explain(const struct scorecard *c, const struct item_result *i, enum lang lang, bool colour,
                    int columns, struct buf *out);

/* Two visits compared. */
void report_changes(const struct changes *c, enum lang lang, bool colour, int columns, struct buf *out);
void report_changes_json(const struct changes *c, enum lang lang, struct buf *out);
void report_changes_html(const struct changes *c, enum lang lang, struct buf *out);
/* The list of what to do as a table, grouped by the unit in charge; and as calendar entries. */
void report_todo_csv(const struct scorecard *c, enum lang lang, struct buf *out);
void report_todo_ics(const struct scorecard *c, enum lang lang, struct buf *out);

/* Escapes, one a context. All drop nothing: bad UTF-8 becomes U+FFFD, controls are made visible or replaced.
 */
void html_text(struct buf *out, struct str s);
void html_attribute(struct buf *out, struct str s);
/* Only http and https addresses become links; others are shown as text. */
bool html_safe_link(struct str url);

#endif
