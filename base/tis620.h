/* windows-874, the encoding of old Thai pages and files; TIS-620 and ISO-8859-11 mean the same there. */
#ifndef OIT_BASE_TIS620_H
#define OIT_BASE_TIS620_H

#include "base/str.h"

/* The character of a byte, 0xFFFD for the eight bytes that have none. */
uint32_t tis620_to_unicode(unsigned char byte);
/* The byte of a character, -1 when it has none. */
int tis620_of_unicode(uint32_t c);
/* Do the bytes from 0x80 on read like Thai in windows-874: letters nearly all, marks where marks may stand?
 */
bool tis620_likely(struct str bytes);

#endif
