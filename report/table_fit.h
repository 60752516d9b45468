/*
 * How wide the columns of a paper's table are, so that its rows are low: a text alone in a narrow column
 * would go on over pages whose other cells are empty.  Reckoned from the number of letters; the same table
 * gives the same widths.
 */
#ifndef OIT_REPORT_TABLE_FIT_H
#define OIT_REPORT_TABLE_FIT_H

#include "report/draft.h"

/* A width for each column, room together, in twentieths of a point; they live in a. */
const int *table_fit(struct arena *a, const struct draft_table *t, int room);
/* Lines of the row's highest cell under these widths. */
int table_row_lines(const struct draft_row *r, size_t column_n, const int *width);

#endif
