/* One line rewritten on a terminal; one line a minute elsewhere; nothing when not wanted. */
#ifndef OIT_CLI_PROGRESS_H
#define OIT_CLI_PROGRESS_H

#include "base/gauge.h"
#include "batch/fleet.h"
#include "cli/options.h"
#include "crawler/crawl.h"

struct progress {
    bool terminal, wanted;
    int64_t last_ms;
    struct gauge *gauge; /* of a visit that is one of a batch: pages are shown to it */
    uint64_t before;     /* pages it had when it began */
    bool begun;
    struct pace *pace; /* of a batch: pages of its visits */
};

/* g: where pages are shown, which outlives p; may be NULL. */
void progress_begin(struct progress *p, const struct options *o, struct gauge *g);
void progress_show(struct progress *p, const struct crawl_progress *c);
/* Of a batch, whose n visits show their pages on g; before progress_show_batch(). */
void progress_watch(struct progress *p, const struct gauge *g, size_t n);
/* Pages a second of all visits of a batch, below 0 when not known yet. */
double progress_pace(const struct progress *p);
/* "3 of 8 sites done, ..." */
void progress_batch_words(struct buf *b, double pace, const struct fleet_counts *c);
void progress_show_batch(struct progress *p, const struct fleet_counts *c);
void progress_end(struct progress *p);

#endif
