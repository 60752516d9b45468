/*
 * Mail over SMTP (RFC 5321) by libcurl: STARTTLS or TLS from the start, AUTH; one connection for several
 * messages.
 */
#ifndef OIT_ALERT_POST_H
#define OIT_ALERT_POST_H

#include "alert/delivery.h"
#include "alert/plan.h"

struct post;

/* No connection is made yet.  Never NULL. */
struct post *post_open(const struct smtp *s, struct str password);
void post_close(struct post *p);
/* Hand one message over; bytes are the whole of it, its head included, lines ending in CR LF. */
struct delivered post_send(struct post *p, struct str from, struct str to, struct str bytes,
                           handed_fn *handed, void *ctx);

#endif
