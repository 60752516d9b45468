/* Webhooks: one POST of JSON.  A repeated one is told as such, so that the other side can take it once. */
#ifndef OIT_ALERT_HOOK_H
#define OIT_ALERT_HOOK_H

#include "alert/delivery.h"
#include "alert/plan.h"

#define HOOK_TIMEOUT_S 30

struct hook_call {
    enum channel channel;
    struct str url, body;
    struct str secret;  /* key of the signature (json) or token (LINE); may be empty */
    struct str key;     /* 64 hexadecimal digits, the same at every try */
    struct str ca_file; /* may be empty */
    int64_t now;        /* Unix seconds, part of what is signed */
};

struct delivered hook_send(const struct hook_call *h, handed_fn *handed, void *ctx);

#endif
