/* Facts about a PDF that pdfinfo prints. */
#ifndef OIT_EXTRACT_PDF_INFO_H
#define OIT_EXTRACT_PDF_INFO_H

#include <stdint.h>

/* Number of pages, 0 when unknown. */
uint32_t pdf_info_pages(int pdf);
/* Points (1/72 inch) of the longer side of a page, 0 when unknown. */
double pdf_info_longer_side(int pdf, uint32_t page);

#endif
