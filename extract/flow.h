/*
 * The text of one document on its way into records: paragraphs, cells and parts as a parser meets them, white
 * space collapsed, ceilings kept.  Paragraphs may stand in paragraphs (text boxes) and tables in cells.
 */
#ifndef OIT_EXTRACT_FLOW_H
#define OIT_EXTRACT_FLOW_H

#include "base/buf.h"
#include "extract/record.h"

#define FLOW_LINES 8   /* paragraphs in paragraphs; deeper ones join the one around */
#define FLOW_TABLES 12 /* tables in cells; deeper ones join the cell around */

enum flow_gap { FLOW_NONE, FLOW_BLANK, FLOW_BREAK };

struct flow_line {
    struct buf text;
    enum flow_gap gap;
    int level; /* 1..6: a heading */
    bool item;
};

struct flow_table {
    uint32_t row, column, next; /* of the cell that is open, and the column of the one behind it */
    bool head, in_cell;
    bool announced; /* its G or N record is written */
};

struct flow {
    struct buf *out;
    struct flow_line line[FLOW_LINES];
    size_t line_n, line_deep;
    struct flow_table table[FLOW_TABLES];
    size_t table_n, table_deep;
    uint32_t part_n;
    size_t blocks;
    bool cut;    /* a ceiling was reached: nothing more is taken */
    bool capped; /* a ceiling was reached in one place, what follows is taken all the same */
    bool text;   /* something was written */
};

void flow_init(struct flow *f, struct buf *out);
void flow_free(struct flow *f);
/* A part begins; tables and paragraphs that are open end. */
void flow_part(struct flow *f, struct str name);

/* A paragraph begins; ends with flow_end().  Text outside of all paragraphs is dropped. */
void flow_begin(struct flow *f);
void flow_end(struct flow *f);
void flow_text(struct flow *f, struct str utf8);
void flow_char(struct flow *f, uint32_t c);
void flow_blank(struct flow *f);
void flow_break(struct flow *f);
/* What the innermost paragraph is; in cells neither counts. Levels above 6 are 6. */
void flow_heading(struct flow *f, int level);
void flow_item(struct flow *f);
/* All three in one. */
void flow_paragraph(struct flow *f, struct str utf8);

void flow_table(struct flow *f);
void flow_table_end(struct flow *f);
void flow_row(struct flow *f);
void flow_row_head(struct flow *f, bool head); /* cells of this row are of a heading */
void flow_skip(struct flow *f, uint32_t columns);
void flow_cell(struct flow *f);
void flow_cell_span(struct flow *f, uint32_t columns); /* of the cell that is open */
void flow_cell_end(struct flow *f);
/* Open a cell by its place, as sheets name it. */
void flow_cell_at(struct flow *f, uint32_t row, uint32_t column, bool head);

/* End all that is open, as where a file was cut. */
void flow_flush(struct flow *f);
/*
 * The D record.  A READ document without text is TOO_LARGE where a ceiling was reached, a SCAN where it has
 * pictures, else EMPTY.
 */
void flow_finish(struct flow *f, enum document_format format, enum document_state state, bool pictures,
                 const char *detail);

#endif
