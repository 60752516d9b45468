/* Sara am of which a document has kept sara aa alone. */
#ifndef OIT_EXTRACT_LETTERS_AM_H
#define OIT_EXTRACT_LETTERS_AM_H

#include <stddef.h>
#include <stdint.h>

/*
 * Put sara am back in words that are no words without it ("ดาเนินการ"), in n characters of a text that has
 * none. Returns in how many places.  Others ("นา", "คา") may be either and stay.
 */
size_t letters_am_restore(uint32_t *c, size_t n);

#endif
