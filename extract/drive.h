/* Pages with which a shared drive answers instead of the file: sign in, ask for access, confirm. */
#ifndef OIT_EXTRACT_DRIVE_H
#define OIT_EXTRACT_DRIVE_H

#include "base/str.h"
#include <stdbool.h>

/* Is it such a page, in English or in Thai?  Both as UTF-8; the title with its entities decoded. */
bool drive_asks(struct str title, struct str page);

#endif
