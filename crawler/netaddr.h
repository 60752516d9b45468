/*
 * Which network addresses we may connect to.  Checked on the socket address being connected, after DNS and
 * on every redirect (IANA special-purpose registries, RFC 6890; NAT64, 6to4 and mapped forms unwrapped).
 */
#ifndef OIT_CRAWLER_NETADDR_H
#define OIT_CRAWLER_NETADDR_H

#include "base/err.h"
#include "base/str.h"
#include <sys/socket.h>

struct netaddr_rules;

/* allow_private: everything private and loopback is permitted too. Never NULL. */
struct netaddr_rules *netaddr_rules_new(bool allow_private);
/* "127.0.0.0/8", "10.1.2.3", "fd00::/8"; -1 and e on anything else. */
int netaddr_rules_allow(struct netaddr_rules *r, const char *cidr, struct err *e);
void netaddr_rules_free(struct netaddr_rules *r);
/* May we connect?  False for any family but IPv4 and IPv6. */
bool netaddr_permits(const struct netaddr_rules *r, const struct sockaddr *sa);
/* The same for a host as an address names it, before any look-up; true for names other than localhost. */
bool netaddr_permits_host(const struct netaddr_rules *r, struct str host);

#endif
