/* What a connection to a mail server and one to a webhook have in common. */
#ifndef OIT_ALERT_WIRE_H
#define OIT_ALERT_WIRE_H

#include "alert/delivery.h"
#include "base/arena.h"
#include <curl/curl.h>

struct wire {
    CURL *easy;
    struct arena *arena; /* texts that options point to */
    char error[CURL_ERROR_SIZE];
    char answer[300]; /* the refusal of the other side, or its last line */
};

/* Never half open.  ca_file may be empty. */
void wire_open(struct wire *w, struct str ca_file, int timeout_s);
void wire_close(struct wire *w);
/* Before each message. */
void wire_begin(struct wire *w);
/* Fill out->problem from words of ours (translated), the library's and the other side's. */
void wire_tell(const struct wire *w, CURLcode rc, struct delivered *out);

#endif
