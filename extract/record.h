/*
 * The text of a document as it travels from a reader's box to the program: one record a line, fields parted
 * by tabs, the last field the text.  Written inside the box, read outside by document_of_records(), which
 * trusts nothing: unknown tags are skipped, numbers clamped, bad UTF-8 replaced, ceilings of limits.h kept.
 *
 *   P number flags confidence unread name     a page, slide, sheet or member begins
 *   H level text                              a heading
 *   T text                                    a paragraph
 *   I text                                    an item of a list
 *   G                                         a table begins; rows below count from 0 again
 *   C row column head text                    a cell; head 1: of a heading row
 *   N                                         a table begins inside the cell before it; its rows count from 0
 *   E                                         the table of the last N ends; cells are of the one around again
 *   D format state parts cut detail           what became of the whole; the last D counts
 */
#ifndef OIT_EXTRACT_RECORD_H
#define OIT_EXTRACT_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "oit/document.h"

/*
 * Each false once the ceiling of out is reached, less a little that is kept for record_end(), which then says
 * "cut" by itself; a record is never half written.  Control characters in texts become blanks; U+001F stays.
 */
bool record_part(struct buf *out, uint32_t number, uint32_t flags, int confidence, bool unread,
                 struct str name);
bool record_heading(struct buf *out, int level, struct str text);
bool record_text(struct buf *out, struct str text);
bool record_item(struct buf *out, struct str text);
bool record_table(struct buf *out);
bool record_nested(struct buf *out);
bool record_nested_end(struct buf *out);
bool record_cell(struct buf *out, uint32_t row, uint32_t column, bool head, struct str text);
bool record_end(struct buf *out, enum document_format format, enum document_state state, uint32_t parts,
                bool cut, struct str detail);

/* Is there a heading, paragraph, item or cell that holds text? */
bool record_has_text(struct str records);

/* What a D record says. */
struct record_ending {
    enum document_format format;
    enum document_state state;
    uint32_t parts;
    bool cut;
    struct str detail;
};
/* The fields of a P or a D record, texts leading into line; false when the line is another. */
bool record_read_part(struct str line, struct document_part *part);
bool record_read_end(struct str line, struct record_ending *end);

/*
 * Everything in *d lives in a.  Without a D record the state is DOCUMENT_CRASHED.  A last line without its
 * end is left out.  sheet[] is 0 for blocks before the first P record: text of a format without parts.
 */
void document_of_records(struct arena *a, struct str records, struct document *d);

#endif
