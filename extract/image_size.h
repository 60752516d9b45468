/* How many points a picture has, from its first bytes, before any program unpacks it. */
#ifndef OIT_EXTRACT_IMAGE_SIZE_H
#define OIT_EXTRACT_IMAGE_SIZE_H

#include "base/str.h"

/* Pages of a TIFF; 1 of all others. */
uint32_t image_size_pages(struct str bytes);
/* Width times height of a PNG, JPEG, GIF, BMP, WebP or a page (from 0) of a TIFF; 0 when unknown. */
uint64_t image_size(struct str bytes, uint32_t page);

#endif
