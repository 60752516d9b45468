/*
 * Rows of a sheet on their way into records.  Rows that follow each other make a table; its first row of
 * several cells is its heading when all of them are words.
 */
#ifndef OIT_EXTRACT_GRID_H
#define OIT_EXTRACT_GRID_H

#include "base/arena.h"
#include "extract/flow.h"

struct grid_cell {
    uint32_t column;
    struct str text;
    bool words; /* no number, no date */
};

struct grid {
    struct flow *flow;
    struct arena *a; /* texts of the row that is gathered */
    struct grid_cell *cell;
    size_t cell_n, cell_cap;
    uint32_t first, last; /* rows of the table that is open */
    bool open;
    bool settled; /* its heading was met, or it has none */
};

void grid_init(struct grid *g, struct flow *flow);
void grid_free(struct grid *g);
/* A cell of the row that is gathered; text is copied. Empty ones count for nothing. */
void grid_cell(struct grid *g, uint32_t column, struct str text, bool words);
/* The row is complete: number row, from 0. */
void grid_row(struct grid *g, uint32_t row);
/* The sheet is complete. */
void grid_end(struct grid *g);

#endif
