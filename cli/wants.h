/*
 * Which of the documents that a visit knows of it should ask for: those a verdict rests on, and of items that
 * are not found the next best places.  What is wanted hangs on what is stored alone, so that a visit that
 * goes on asks for the same.
 */
#ifndef OIT_CLI_WANTS_H
#define OIT_CLI_WANTS_H

#include "crawler/crawl.h"
#include "oit/scorecard.h"

/* Release them, and at last what is left when it is little; how many.  None: nothing that is held could turn
 * a verdict. */
size_t wants_release(struct crawl *c, const struct scorecard *card);
/* An item is not there: a document that no words lead to may say itself that it is the thing. */
bool wants_unnamed(const struct scorecard *card);

#endif
