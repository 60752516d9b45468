/* Passwords and tokens: from a file, a systemd credential or the environment, never from elsewhere. */
#ifndef OIT_ALERT_SECRET_H
#define OIT_ALERT_SECRET_H

#include "alert/plan.h"
#include "base/buf.h"
#include "base/err.h"

bool secret_named(const struct secret *s);
/*
 * The first line, appended to out, which secret_wipe() empties.  `of` names it for messages: "smtp".  A file
 * that others may read is refused.
 */
int secret_read(const struct secret *s, const char *of, struct buf *out, struct err *e);
void secret_wipe(struct buf *b);

#endif
