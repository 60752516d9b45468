/* The columns of the list of items, the same ones in items.csv and in the workbook. */
#ifndef OIT_REPORT_ITEM_CELLS_H
#define OIT_REPORT_ITEM_CELLS_H

#include "report/book.h"

/* What a column is made from.  Texts that are put together live in a. */
struct item_cells {
    struct arena *a;
    const struct scorecard *c;
    const struct item_result *item;
    enum lang lang;
};

struct item_column {
    struct book_column head;
    struct cell (*cell)(const struct item_cells *x);
};

#define ITEM_COLUMNS 24
extern const struct item_column item_columns[ITEM_COLUMNS];

/* Link words from the home page to the place: "Home > ITA 2566 > O11". */
struct str item_cells_path(struct arena *a, struct strs path);
/* Hundredths that hang on the item, or whether they are to gain or at risk; empty where nothing does. */
struct cell item_cells_points(const struct item_cells *x, int hundredths);
struct cell item_cells_stake(const struct item_cells *x);
/* A verdict word of the past in the language; empty when there is none. */
struct str item_cells_verdict(const char *word, enum lang lang);

#endif
