/*
 * The parts of an address as it is written: "https", "www.town.example:8443", "/list?page=2".  For addresses
 * that are canonical already, or only shown; crawler/url.h reads those of strangers.
 */
#ifndef OIT_BASE_HREF_H
#define OIT_BASE_HREF_H

#include "base/str.h"

/* Parts of url itself; all are empty where it begins with no scheme. */
struct href {
    struct str scheme;
    struct str site; /* host, and port where one is written */
    struct str host;
    struct str rest; /* path, query and fragment: from the first "/", "?" or "#" behind the site */
};
struct href href_cut(struct str url);

struct str href_without_www(struct str host);

#endif
