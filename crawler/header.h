/* Values of HTTP header fields and of <meta http-equiv=refresh>. */
#ifndef OIT_CRAWLER_HEADER_H
#define OIT_CRAWLER_HEADER_H

#include "base/arena.h"
#include "oit/fetch.h"

/* Media type in lower case without parameters; empty when malformed. */
struct str header_media_type(struct arena *a, struct str content_type);
/* charset parameter, unquoted; empty when none. */
struct str header_charset(struct arena *a, struct str content_type);
/* File name of Content-Disposition (RFC 6266: filename* first; raw UTF-8 and windows-874 accepted), without
 * path or controls. */
struct str header_file_name(struct arena *a, struct str content_disposition);
/* Retry-After (RFC 9110 section 10.2.3) as seconds from now; -1 when absurd, in the past far away, or not
 * understood. */
int64_t header_retry_after(struct str value, int64_t now);
/* Target of a refresh value ("5; url='x'"); false when there is none. seconds as far as written. */
bool header_refresh(struct str value, double *seconds, struct str *target);
/* Content-Range of bytes (RFC 9110 section 14.4): where they begin, and how many the whole has, 0 when that
 * is not said.  False when not understood. */
bool header_content_range(struct str value, uint64_t *from, uint64_t *whole);
/* Is it a file to be read, and not a page to be walked? */
bool header_is_document(enum content_kind kind);
/* What the first bytes are, helped by media type and name only where bytes leave it open. */
enum content_kind header_sniff(struct str first_bytes, struct str media_type, struct str file_name);

#endif
