/* Host names with letters of all the world, as WHATWG "domain to ASCII" wants them (UTS #46). */
#ifndef OIT_CRAWLER_IDNA_H
#define OIT_CRAWLER_IDNA_H

#include "base/buf.h"

/*
 * Append the ASCII form of a valid UTF-8 domain in lower case: non-transitional, neither hyphens nor lengths
 * are checked, bidirectional and joiner rules are.  False when it is no domain; what was appended then means
 * nothing.
 */
bool idna_to_ascii(struct str domain, struct buf *out);

#endif
