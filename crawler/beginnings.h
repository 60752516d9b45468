/*
 * Beginnings of documents that broke off, kept until the server has sent the rest (RFC 9110 section 14):
 * large files of slow servers do not come in the time of one request.  They are not stored: a run that goes
 * on asks for the whole again.
 */
#ifndef OIT_CRAWLER_BEGINNINGS_H
#define OIT_CRAWLER_BEGINNINGS_H

#include "base/buf.h"
#include "base/str.h"
#include <stdint.h>

struct beginnings;

struct beginnings *beginnings_new(void);
void beginnings_free(struct beginnings *b);
/*
 * Keep what came of address i, with what tells the server whether it is still the same (ETag or time).  False
 * when it is, of the same edition, no longer than what was kept before, has been continued too often, or
 * there is no room.
 */
bool beginnings_keep(struct beginnings *b, uint32_t i, struct str bytes, struct str validator);
/* What was kept of i: empty when nothing was.  It lives until the next call for i. */
struct str beginnings_of(const struct beginnings *b, uint32_t i, struct str *validator);
void beginnings_drop(struct beginnings *b, uint32_t i);

#endif
