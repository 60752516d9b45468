/*
 * The documents of a run that might decide an item: their text is read while the judge asks for more, best
 * candidates first, each content once, until of each item all is seen, or nothing is left.  Only what is
 * stored is read; nothing is fetched.
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
    uint64_t bytes;           /* of documents read */
    int64_t begun;            /* monotonic ms */
};

/* Made before the first judgement of a command that may read; readings_free() ends the reader. */
struct readings *readings_new(uint32_t ocr_pages, const volatile int *stop);
void readings_free(struct readings *r);

/* Pages of one document that may be recognised; -1 when documents stay unread whatever they may say. */
int readings_recognised(const struct readings *r);

/*
 * After the judge has concluded: read the next documents that might still change a verdict, best first, scans
 * among the first of them by recognition, and show them to the judge.  How many; 0 when nothing is left to be
 * read: what the verdicts rest on was read, and no unread document could bring more.  -1 and e when something
 * cannot be stored.
 */
int readings_take(struct readings *r, struct session *s, const struct scorecard *card, struct err *e);

#endif
