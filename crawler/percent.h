/* Percent-encoding with the sets of the WHATWG URL standard. */
#ifndef OIT_CRAWLER_PERCENT_H
#define OIT_CRAWLER_PERCENT_H

#include "base/buf.h"

/* Printable ASCII that a set encodes beside controls, DEL and all bytes from 0x80. */
#define PERCENT_CONTROL ""
#define PERCENT_FRAGMENT " \"<>`"
#define PERCENT_QUERY " \"#<>"
#define PERCENT_SPECIAL_QUERY PERCENT_QUERY "'"
#define PERCENT_PATH PERCENT_QUERY "?^`{}"
#define PERCENT_USERINFO PERCENT_PATH "/:;=@[\\]|"

/* Append s; existing %XX are left as they are. */
void percent_encode(struct buf *out, struct str s, const char *set);
/* Append s with every %XX turned into its byte; a '%' without two digits stays. */
void percent_decode(struct buf *out, struct str s);

#endif
