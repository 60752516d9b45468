/*
 * Words of gambling.  Made by gambling_new(), which remembers the texts of a site that advertise nothing (a
 * menu is looked at once), freed by gambling_free().
 */
#ifndef OIT_CRAWLER_GAMBLING_H
#define OIT_CRAWLER_GAMBLING_H

#include "base/arena.h"

struct gambling;

struct gambling *gambling_new(void);
void gambling_free(struct gambling *g);

/* Does the text of a link, in any form, advertise gambling?  a is used on the way. */
bool gambling_advertised(struct gambling *g, struct arena *a, struct str text);
/* How many different words of gambling are in a text in normal form (THAI_EXACT). */
size_t gambling_count(struct str text);

#endif
