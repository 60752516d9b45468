/* Which pages of a PDF show pictures, so that a page without text is not taken for an empty one. */
#ifndef OIT_EXTRACT_PDF_PICTURES_H
#define OIT_EXTRACT_PDF_PICTURES_H

#include "base/arena.h"

/*
 * Square inches that pictures cover, by page: an array of pages numbers in a, all 0 where there are none.
 * NULL when it cannot be told.
 */
const double *pdf_pictures(int pdf, uint32_t pages, struct arena *a);

#endif
