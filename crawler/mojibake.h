/* Thai text that was read in the wrong encoding once and stored so. */
#ifndef OIT_CRAWLER_MOJIBAKE_H
#define OIT_CRAWLER_MOJIBAKE_H

#include "base/buf.h"

/*
 * Append text (valid UTF-8) with two faults undone: windows-874 that was read as Latin-1 ("à·ÈºÒÅ") and UTF-8
 * that was read as windows-874.  Only runs that cannot be anything else are touched.  True when one was.
 */
bool mojibake_undo(struct str text, struct buf *out);
/* There is nothing of the kind in text, as in nearly all.  plain: utf8_plain() is known to be true of it. */
bool mojibake_none(struct str text, bool plain);

#endif
