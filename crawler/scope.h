/*
 * What belongs to the site: the start's host and port whatever the scheme, its www twin, the hosts the user
 * names; on hosts that many owners share only what lies below the start's path.
 */
#ifndef OIT_CRAWLER_SCOPE_H
#define OIT_CRAWLER_SCOPE_H

#include "base/err.h"
#include "crawler/url.h"

struct scope;

struct scope_settings {
    const struct str *also; /* "host" or "host:port" */
    size_t also_n;
    const struct str *shared_hosts;
    size_t shared_host_n;
    bool path_only; /* the start's path even where the host is its own */
};

/* NULL and e when a host of the settings is none. */
struct scope *scope_new(const struct url *start, const struct scope_settings *s, struct err *e);
void scope_free(struct scope *s);
bool scope_has(const struct scope *s, const struct url *u);
/* What the paths of a site that starts there begin with, without a slash at the end; empty: it is the whole
 * host. */
struct str scope_path(const struct url *start, const struct scope_settings *s);
/* Host with port where that is not the scheme's own: what pace, robots.txt and cookies are kept by. */
struct str scope_host_key(struct arena *a, const struct url *u);

#endif
