/*
 * Text with much Thai in little room, for what is read again and again: it takes half of zstd's work or less
 * and a third more room.
 */
#ifndef OIT_STORE_SQUEEZE_H
#define OIT_STORE_SQUEEZE_H

#include "base/str.h"
#include <stdint.h>

#define SQUEEZE_SLACK 16 /* bytes behind what is expanded that are written to as well */

struct squeezer;

struct squeezer *squeezer_new(void);
void squeezer_free(struct squeezer *q);
/* Any bytes, less than 4 GiB.  It lives until the next call. */
struct str squeeze(struct squeezer *q, struct str bytes);
/* How many bytes it was; SIZE_MAX when these are not squeezed. */
size_t squeeze_size(struct str squeezed);
/* Expand to room of squeeze_size() and SQUEEZE_SLACK bytes.  False when it is damaged. */
bool squeeze_expand(struct str squeezed, char *room);

#endif
