/* Bytes of a text file in whatever encoding, as UTF-8. */
#ifndef OIT_EXTRACT_DECODE_H
#define OIT_EXTRACT_DECODE_H

#include "base/buf.h"

/*
 * Append bytes as valid UTF-8: by byte order mark, as UTF-16 that shows by its zeros, as UTF-8, as
 * windows-874 where they read like Thai, else as windows-1252.  Stops at the ceiling of out.
 */
void decode_text(struct str bytes, struct buf *out);
/* A name or a short piece without a mark: UTF-8 when it is valid and not by chance, else windows-874. */
void decode_name(struct str bytes, struct buf *out);
/* The character of one byte in a Windows code page; 874, else windows-1252. */
uint32_t decode_byte(int code_page, unsigned char byte);
/* UTF-16, whose surrogates may be broken. */
void decode_utf16(struct str bytes, bool big_endian, struct buf *out);

#endif
