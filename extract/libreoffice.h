/* Files of old programs turned into files that we read ourselves, by LibreOffice in a box. */
#ifndef OIT_EXTRACT_LIBREOFFICE_H
#define OIT_EXTRACT_LIBREOFFICE_H

#include "extract/box.h"
#include <sys/types.h>

/*
 * Is it installed, with the part of it that reads files whose names end so ("xls")?  Without that part it
 * says of every file that it could not be loaded, as of a damaged one.
 */
bool libreoffice_reads(const char *ending);
/*
 * Append bytes, whose name would end in "from", as a file of the kind "to" ("xls" and "xlsx").  It works in a
 * folder of its own that is gone afterwards.  BOX_DONE with nothing appended: it could not read the file.
 */
enum box_end libreoffice_convert(struct str bytes, const char *from, const char *to, struct buf *out);
/* Remove the folders of a process that was killed within libreoffice_convert(). */
void libreoffice_clear(pid_t reader);

#endif
