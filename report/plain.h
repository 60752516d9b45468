/*
 * Text of the web as one line of plain text: what is not a visible character or a blank is replaced by a
 * picture or a number of it, so that no output has to know controls.  Nothing is dropped.
 */
#ifndef OIT_REPORT_PLAIN_H
#define OIT_REPORT_PLAIN_H

#include "base/arena.h"
#include "base/buf.h"

/* White space of any kind, line ends included, becomes one blank. */
bool plain_is_blank(uint32_t c);
/* Turns the direction of what follows. */
bool plain_turns(uint32_t c);
/* A code without a character: C1 and Unicode's own gaps. */
bool plain_is_nothing(uint32_t c);
void plain_put(struct buf *out, uint32_t c);
/* At most n code points, the last of them an ellipsis when something was cut. */
struct str plain_line(struct arena *a, struct str s, size_t n);

#endif
