/*
 * The documents of a run that might decide an item: their text is read before the judge looks at them, best
 * candidates first, each content once.  Only what is stored is read; nothing is fetched.
 */
#ifndef OIT_CLI_READINGS_H
#define OIT_CLI_READINGS_H

#include "cli/session.h"
#include "extract/extract.h"

struct readings {
    struct extract *extract;
    const volatile int *stop; /* set by a signal; NULL */
    uint32_t ocr_pages;       /* recognised of one document */
    bool broken;              /* the reader program cannot be started; said once */
    uint32_t recognised;      /* pages that were given to recognition */
};

/* Made before the first judgement of a command that may read; readings_free() ends the reader. */
struct readings *readings_new(uint32_t ocr_pages, const volatile int *stop);
void readings_free(struct readings *r);

/* Between the judge's passes 1 and 2: read what it wants and nobody has read.  -1 and e when it cannot be
 * stored. */
int readings_take(struct readings *r, struct session *s, struct err *e);
/*
 * Scans among the first candidates of items: recognise them while the budget lasts.  How many came to be
 * readable, so that it is worth judging again; -1 and e as above.
 */
int readings_recognise(struct readings *r, struct session *s, const struct scorecard *card, struct err *e);

#endif
