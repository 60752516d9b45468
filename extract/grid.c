/* Rows of a sheet on their way into records. */
#include "extract/grid.h"
#include "base/mem.h"
#include "oit/limits.h"
#include <stdlib.h>

void
grid_init(struct grid *g, struct flow *flow)
{
    *g = (struct grid){.flow = flow, .a = arena_new(LIMIT_DOCUMENT_TEXT)};
}

void
grid_free(struct grid *g)
{
    free(g->cell);
    arena_free(g->a);
    *g = (struct grid){.flow = NULL};
}

void
grid_cell(struct grid *g, uint32_t column, struct str text, bool words)
{
    struct str kept;

    if (str_trim(text).n == 0 || g->flow->cut)
        return;
    kept = arena_str(g->a, text);
    if (!kept.p || g->cell_n == LIMIT_DOCUMENT_BLOCKS) {
        g->flow->cut = true;
        return;
    }
    g->cell = mem_room(g->cell, g->cell_n, &g->cell_cap, sizeof *g->cell);
    g->cell[g->cell_n++] = (struct grid_cell){column, kept, words};
}

/* A row of one cell is a title above the table: the heading is still to come. */
static bool
is_head(struct grid *g)
{
    bool words = true;

    if (g->settled || g->cell_n < 2)
        return false;
    g->settled = true;
    for (size_t i = 0; i < g->cell_n; i++)
        words = words && g->cell[i].words;
    return words;
}

static void
begin_table(struct grid *g, uint32_t row)
{
    grid_end(g);
    flow_table(g->flow);
    g->open = true;
    g->settled = false;
    g->first = g->last = row;
}

void
grid_row(struct grid *g, uint32_t row)
{
    bool head;

    if (g->cell_n == 0)
        return;
    if (!g->open || row < g->last || row > g->last + 1)
        begin_table(g, row);
    head = is_head(g);
    g->last = row;
    for (size_t i = 0; i < g->cell_n; i++) {
        flow_cell_at(g->flow, row - g->first, g->cell[i].column, head);
        flow_paragraph(g->flow, g->cell[i].text);
        flow_cell_end(g->flow);
    }
    g->cell_n = 0;
    arena_reset(g->a);
}

void
grid_end(struct grid *g)
{
    if (g->open)
        flow_table_end(g->flow);
    g->open = false;
}
