/*
 * The letters of Thai text as documents hold it: what fonts and programs did to them is undone where that is
 * certain, and said (enum text_flag) where it is not.  Words and their order stay as written.
 */
#ifndef OIT_EXTRACT_LETTERS_H
#define OIT_EXTRACT_LETTERS_H

#include "base/buf.h"
#include "extract/letters_count.h"

/*
 * Append a page with TIS-620 bytes that were taken for Latin letters turned back into Thai.  Returns
 * TEXT_LATIN_THAI or 0; out is valid UTF-8.
 */
uint32_t letters_decode(struct str page, struct buf *out);
/*
 * Append a decoded page with split marks joined, glyph codes translated, sara am composed and marks in order;
 * line feeds between words stay.  whole: counts of the document, which speak where a page is short.  Returns
 * what was found and not found, enum text_flag; with TEXT_GARBLED nothing was appended.
 */
uint32_t letters_cure(struct str page, const struct letters_count *whole, struct buf *out);

#endif
