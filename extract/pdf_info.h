/* Facts about a PDF that pdfinfo prints. */
#ifndef OIT_EXTRACT_PDF_INFO_H
#define OIT_EXTRACT_PDF_INFO_H

#include <stdint.h>

/* Number of pages, 0 when unknown. */
uint32_t pdf_info_pages(int pdf);
/* Width and height of a page in inches, both 0 when unknown. */
void pdf_info_size(int pdf, uint32_t page, double *width, double *height);

#endif
