/* The ASCII spelling of one label of a host name (RFC 3492). */
#ifndef OIT_BASE_PUNYCODE_H
#define OIT_BASE_PUNYCODE_H

#include "base/buf.h"

/* Append the code points in punycode, without "xn--".  False on overflow.  Quadratic: n is bounded by the
 * caller. */
bool punycode_encode(const uint32_t *points, size_t n, struct buf *out);
/* Decode into out, which has room for max; false when s is no punycode or there are more.  *n: how many. */
bool punycode_decode(struct str s, uint32_t *out, size_t max, size_t *n);

#endif
