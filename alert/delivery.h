/* What became of one try to hand a message over. */
#ifndef OIT_ALERT_DELIVERY_H
#define OIT_ALERT_DELIVERY_H

#include "base/str.h"

enum delivery {
    DELIVERY_DONE,
    DELIVERY_LATER, /* to be tried again */
    DELIVERY_NEVER  /* this message, or this recipient, is refused for good */
};

struct delivered {
    enum delivery how;
    bool down;         /* nothing else will get through this way just now */
    bool doubt;        /* all of it was handed over and no answer came: it may have been taken */
    int64_t wait_s;    /* how long the other side asks us to wait, 0 when it does not */
    char problem[400]; /* plain words, one line, may hold words of the other side; no secret */
};

/*
 * Called when all but the end of a message has been handed over: from here on it may be taken although we
 * never hear of it.  -1 stops it: then it was not.
 */
typedef int handed_fn(void *ctx);

#endif
