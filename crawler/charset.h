/*
 * From bytes to UTF-8: BOM, HTTP header, <meta> in the first 1024 bytes (WHATWG order), then a guess.
 * A declared UTF-8 that is not valid and looks like windows-874 is read as windows-874 and said so; double
 * encoding (windows-874 read as Latin-1) is undone.
 */
#ifndef OIT_CRAWLER_CHARSET_H
#define OIT_CRAWLER_CHARSET_H

#include "base/buf.h"

enum charset_from { CHARSET_BOM, CHARSET_HEADER, CHARSET_META, CHARSET_GUESS, CHARSET_CORRECTED };

struct charset_result {
    const char *name; /* static: "utf-8", "windows-874", "utf-16le" ... */
    enum charset_from from;
    size_t bad; /* characters that became U+FFFD */
    bool plain; /* utf8_plain(): there is nothing in the text that a parser would have to look at twice */
};

/* Canonical lower-case WHATWG name of a label ("TIS-620" -> "windows-874"; also tis620, cp874), NULL if
 * unknown. */
const char *charset_of_label(struct str label);
/* Append body as valid UTF-8 to out (its ceiling counts). content_type may be empty. */
struct charset_result charset_decode(struct str body, struct str content_type, struct buf *out);
/* The same as *text: the bytes themselves where nothing is to be changed in them, else what stands in room,
 * which is empty. */
struct charset_result charset_text(struct str body, struct str content_type, struct buf *room,
                                   struct str *text);
/* A few undeclared bytes, such as a file name: valid UTF-8, else windows-874 where it reads like Thai. */
void charset_decode_name(struct str bytes, struct buf *out);
/* Append utf8 in windows-874; characters it lacks become "&#N;" percent-encoded as WHATWG asks. For queries.
 */
void charset_encode_874(struct str utf8, struct buf *out);

#endif
