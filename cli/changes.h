/* Comparing two visits: both are judged by the present rules, so that what differs is the site's doing. */
#ifndef OIT_CLI_CHANGES_H
#define OIT_CLI_CHANGES_H

#include "cli/session.h"
#include "oit/changes.h"

/* Two visits of one file, each judged; what changes_find fills leads into them. */
struct comparison {
    struct session from, to;
    struct scorecard old, new;
    struct past before, after;
};

/* Choose the visits by --from and --to and judge both, unless a result is at hand and may be used; -1 and e.
 */
int comparison_open(struct comparison *c, const struct options *o, bool recalls, struct err *e);
void comparison_close(struct comparison *c);
void changes_find(struct comparison *c, struct changes *out);

#endif
