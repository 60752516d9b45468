/* How many points a picture has, from its first bytes, before any program unpacks it. */
#ifndef OIT_EXTRACT_IMAGE_SIZE_H
#define OIT_EXTRACT_IMAGE_SIZE_H

#include "base/str.h"

/* Width times height of a PNG, JPEG, GIF, BMP, WebP or TIFF; 0 when unknown. */
uint64_t image_size(struct str bytes);

#endif
