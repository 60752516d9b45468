/*
 * Work in a process of its own, for a library that ends its program where the machine refuses memory: such an
 * end costs one report, and is told.
 */
#ifndef OIT_REPORT_APART_H
#define OIT_REPORT_APART_H

#include "base/buf.h"

/*
 * Append what work puts into the buffer it is given, which has the ceiling of out.  False, and nothing
 * appended, when it did not end well; out is full then where the ceiling was the reason.
 */
bool apart_write(void (*work)(const void *ctx, struct buf *out), const void *ctx, struct buf *out);

#endif
