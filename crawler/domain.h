/*
 * Whose a host is: the part of its name that somebody has registered, by the Public Suffix List.  Under go.th
 * every organisation is an owner of its own.
 */
#ifndef OIT_CRAWLER_DOMAIN_H
#define OIT_CRAWLER_DOMAIN_H

#include "base/arena.h"

/* "www.town.go.th" gives "town.go.th"; empty for an address in numbers, and where nobody can register. */
struct str domain_of(struct arena *a, struct str host);
bool domain_same_owner(struct arena *a, struct str host, struct str other);

#endif
