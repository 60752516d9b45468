/* The host of an address: name, IPv4 in any of its number forms, IPv6 in brackets (WHATWG host parser). */
#ifndef OIT_CRAWLER_HOST_NAME_H
#define OIT_CRAWLER_HOST_NAME_H

#include "base/buf.h"

/*
 * Append the serialised host of valid UTF-8 input.  special: a web scheme, whose hosts are domains; the hosts
 * of other schemes are opaque.  False when the input is no host; what was appended then means nothing.
 */
bool host_name_parse(struct str input, bool special, struct buf *out);

#endif
