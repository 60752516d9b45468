/* The encoding a page declares in its own markup (HTML standard, "prescan a byte stream"). */
#ifndef OIT_CRAWLER_CHARSET_META_H
#define OIT_CRAWLER_CHARSET_META_H

#include "base/str.h"

/* Canonical name, NULL when nothing usable is declared.  Linear in the head's length. */
const char *charset_meta_find(struct str head);

#endif
