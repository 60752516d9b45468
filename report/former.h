/* The result document that stands in a folder already: whose it is, and of which visit. */
#ifndef OIT_REPORT_FORMER_H
#define OIT_REPORT_FORMER_H

#include "base/arena.h"

struct former {
    struct str site_url;
    struct str started; /* ISO 8601 with hours and minutes, all digits where they belong; else empty */
    bool readable;      /* that visit could read something of the site */
};

/* False when there is none at path, or it is none of ours; the texts live in a. */
bool former_read(struct arena *a, const char *path, struct former *out);

#endif
