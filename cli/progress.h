/* One line rewritten on a terminal; one line a minute elsewhere; nothing when not wanted. */
#ifndef OIT_CLI_PROGRESS_H
#define OIT_CLI_PROGRESS_H

#include "batch/fleet.h"
#include "cli/options.h"
#include "crawler/crawl.h"

struct progress {
    bool terminal, wanted;
    int64_t last_ms;
};

void progress_begin(struct progress *p, const struct options *o);
void progress_show(struct progress *p, const struct crawl_progress *c);
/* Of a batch. */
void progress_show_batch(struct progress *p, const struct fleet_counts *c);
void progress_end(struct progress *p);

#endif
