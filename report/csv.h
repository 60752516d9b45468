/* items.csv: one row an item, for spreadsheets (RFC 4180, UTF-8 with a byte order mark). */
#ifndef OIT_REPORT_CSV_H
#define OIT_REPORT_CSV_H

#include "report/report.h"

report_fn csv_write;
/* One field, quoted; text that a spreadsheet would take for a formula gets an apostrophe before it. */
void csv_text(struct buf *out, struct str s);

#endif
