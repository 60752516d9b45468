/*
 * What the visit before knew of the addresses that were asked for last: it says what the request holds, and
 * once the answer is there what that stands for.  To ask the memory a second time was 25,000 instructions.
 */
#ifndef OIT_CRAWLER_EARLIER_H
#define OIT_CRAWLER_EARLIER_H

#include "crawler/crawl.h"
#include <stdint.h>

struct earlier;

struct earlier *earlier_new(void);
void earlier_free(struct earlier *x);
/* What m knows of address i, asked now.  Its texts live until so many more were asked for. */
#define EARLIER_KEPT 32
bool earlier_ask(struct earlier *x, const struct crawl_memory *m, uint32_t i, struct str url,
                 struct fetch *out);
/* The same, as it was then if that is still kept, and else asked now, in a. */
bool earlier_again(const struct earlier *x, const struct crawl_memory *m, uint32_t i, struct str url,
                   struct arena *a, struct fetch *out);

#endif
