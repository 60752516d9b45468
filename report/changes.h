/* The parts of a comparison, in the order of every output for people: what the site did comes first. */
#ifndef OIT_REPORT_CHANGES_H
#define OIT_REPORT_CHANGES_H

#include "oit/changes.h"

struct changes_part {
    enum change_cause cause;
    const char *heading; /* English, a gettext message id; NULL behind the last */
};

extern const struct changes_part changes_parts[];

/* What to know of the rules before reading on; id NULL: nothing. */
struct say changes_of_rules(const struct changes *c);

#endif
