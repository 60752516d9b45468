/* Text in the DocBook that antiword writes: headings, paragraphs, lists and tables of an old Word file. */
#ifndef OIT_EXTRACT_DOCBOOK_H
#define OIT_EXTRACT_DOCBOOK_H

#include "extract/letters_count.h"
#include "extract/record.h"

/* Write what stands in xml as records, letters cured; returns what was wrong with them, enum text_flag. */
uint32_t docbook_write(struct buf *records, struct str xml, const struct letters_count *whole);

#endif
