/*
 * Which sites live at one network address: names are looked up by a few helper processes, so that a dead name
 * server holds nobody.  Sites with an address in common are of one place; those whose name could not be
 * looked up in time count as one place too.
 */
#ifndef OIT_BATCH_PLACES_H
#define OIT_BATCH_PLACES_H

#include "base/str.h"

struct place_name {
    struct str host; /* NUL-terminated behind */
    int port;
};

/* place[i] receives the number of the place of name i (the number of one of its names).  stop may end it
 * early. */
void places_find(const struct place_name *name, size_t n, size_t *place, bool (*stop)(void *ctx), void *ctx);

#endif
