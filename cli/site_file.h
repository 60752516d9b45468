/*
 * Which site file an address is kept in: HOST.oit.  On a host that many owners share, or with --scope path,
 * that may be another owner's: then HOST_NUMBER.oit beside it, so that no two sites share one memory.
 */
#ifndef OIT_CLI_SITE_FILE_H
#define OIT_CLI_SITE_FILE_H

#include "cli/session.h"
#include "crawler/url.h"

/* Hosts that many owners share; n of them, in the session. */
struct str *site_file_shared_hosts(struct session *s, size_t *n);
/* The file a scan of u writes, in the folder dir, and how it is opened; needs the rules. */
struct str site_file_to_write(struct session *s, struct str dir, const struct url *u, enum store_mode *mode);
/* The file that a scan of u has made, if the rules need not be asked for it. */
struct str site_file_to_read(struct session *s, struct str dir, const struct url *u);

#endif
