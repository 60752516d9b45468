/*
 * A document behind a descriptor that nobody can change, lengthen or start any more: what one process has
 * looked at is what the next one gets.
 */
#ifndef OIT_EXTRACT_SEALED_H
#define OIT_EXTRACT_SEALED_H

#include "base/str.h"

/* A new descriptor, closed on exec, or -1. */
int sealed_make(struct str bytes);
/* The bytes behind fd, until sealed_unmap(); false when it is not sealed or more than LIMIT_DOCUMENT. */
bool sealed_map(int fd, struct str *bytes);
void sealed_unmap(struct str bytes);

#endif
