/* The directory of an OLE2 compound file: which streams stand at its root. */
#ifndef OIT_EXTRACT_OLE_H
#define OIT_EXTRACT_OLE_H

#include "base/str.h"

bool ole_is(struct str bytes);
/* Does the root hold a stream or storage of this name?  Damaged chains end the search, never the program. */
bool ole_has(struct str bytes, const char *name);
/* An OLE2 file whose directory cannot be found: nothing is in it for anyone. */
bool ole_is_damaged(struct str bytes);

#endif
