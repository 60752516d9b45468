/*
 * Members of an archive that programs outside its box read: PDF, pictures, office files of before 2007.  The
 * box that listed the archive could not start them; here each is taken out in a box, sealed, and read as a
 * document of its own, one level deep, until budgets are used up.
 */
#ifndef OIT_EXTRACT_MEMBERS_H
#define OIT_EXTRACT_MEMBERS_H

#include "extract/reading.h"

/*
 * r->out holds from start the records of an archive that was listed: parts that are called unread and were
 * read now get their text, and the end says so.
 */
void members_read(struct reading *r, size_t start);

#endif
