/* Recognising the text of pictures with tesseract: slow, never certain of digits and marks, and said so. */
#ifndef OIT_EXTRACT_OCR_H
#define OIT_EXTRACT_OCR_H

#include "base/buf.h"

#define OCR_UNSURE 70 /* per cent of confidence, below which a text is TEXT_DISTORTED */

/* Is the Thai model of tesseract installed? */
bool ocr_has_thai(void);
/* Why nothing can be recognised on this machine, a gettext id; NULL when all is there. */
const char *ocr_lacks(void);
/*
 * Append the text of a picture, a line a line, a blank line between paragraphs; in: a file that holds it,
 * from its beginning, page: from 0, of a TIFF.  *confidence in per cent, 0 when no word was found.  False
 * when tesseract failed or took too long.
 */
bool ocr_picture(int in, uint32_t page, struct buf *text, int *confidence);
/* The same for one page of a PDF; the page is drawn at about 200 dpi first. */
bool ocr_pdf_page(int pdf, uint32_t page, struct buf *text, int *confidence);
/* Is there anything but one colour on a page? Drawn small; true when it cannot be drawn. */
bool ocr_pdf_page_has_ink(int pdf, uint32_t page);

#endif
