/* Fingerprint of what a page shows, for comparing with the answer to an impossible address. */
#ifndef OIT_CRAWLER_FINGERPRINT_H
#define OIT_CRAWLER_FINGERPRINT_H

#include "oit/page.h"

uint64_t fingerprint_of_page(const struct page *page);

#endif
