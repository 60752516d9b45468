/* Fingerprints of texts, for tables of one run; not for proof, and never kept. */
#ifndef OIT_CRAWLER_PRINT_H
#define OIT_CRAWLER_PRINT_H

#include "base/buf.h"

uint64_t print_of(struct str text);
/* Of a text as it is written, and without its digits: counters, dates and clocks differ from one answer to
 * the next.  room is used on the way. */
struct prints {
    uint64_t written, words;
};
struct prints prints_of(struct buf *room, struct str text);

#endif
