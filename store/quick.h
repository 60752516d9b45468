/*
 * Bytes in little room for what is read again and again: LZ4 (a block) with the size before it as LEB128.
 *
 * A packed page of 22 KB takes 5.9 KB so and 3.6 with zstd; it is packed with 133 000 instructions instead of
 * 464 000 and expanded with 68 000 instead of 194 000.
 */
#ifndef OIT_STORE_QUICK_H
#define OIT_STORE_QUICK_H

#include "base/str.h"

#define QUICK_MOST 0x7E000000u /* bytes at once: what LZ4 takes */

/* How much room packing so many bytes needs at most; they are no more than QUICK_MOST. */
size_t quick_bound(size_t n);
/* Pack into room of that many bytes; how many of them it takes. */
size_t quick_pack(struct str bytes, char *room);
/* How many bytes it was; SIZE_MAX when that is not said or cannot be. */
size_t quick_size(struct str packed);
/* Expand to room of quick_size() bytes.  False when it is damaged: the room may hold anything then. */
bool quick_expand(struct str packed, char *room);

#endif
