/*
 * The lines of a page as they stand on paper, made into paragraphs.  Which lines belong together cannot be
 * seen for certain in plain text: long lines that go on are joined by a blank, so that a phrase broken over
 * two lines is whole; beginnings of items and rows of figures stay apart.
 */
#ifndef OIT_EXTRACT_LINES_H
#define OIT_EXTRACT_LINES_H

#include "extract/record.h"

/*
 * Write the page as records.  Lines end at line feeds, a blank line ends a paragraph.  title: the first short
 * lines are the title of the document.  False when the ceiling of records is reached.
 */
bool lines_write(struct buf *records, struct str page, bool title);

#endif
