/* Files as wholes: read one with a ceiling, write one so that the old stays until the new is complete. */
#ifndef OIT_BASE_FILE_H
#define OIT_BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

/* Append the file to out (whose ceiling counts).  -1 and e when it cannot be read or is too large. */
int file_read(const char *path, struct buf *out, struct err *e);
/* Temporary name beside it, fsync, rename.  The old file is untouched on failure. */
int file_write(const char *path, struct str bytes, struct err *e);
/*
 * The same in two steps, for files that belong together: all are drafted before the first gets its name.
 * *temporary is to be freed, and kept or dropped before.
 */
int file_draft(const char *path, struct str bytes, char **temporary, struct err *e);
int file_keep(const char *temporary, const char *path, struct err *e);
void file_drop(const char *temporary);
/*
 * Give the file at path a second name, under which it stays when another takes its place; where the file
 * system knows none it moves there.  What has that name already is left alone.
 */
int file_set_aside(const char *path, const char *name, struct err *e);
/* Unix seconds of its last change; 0 when there is none. */
int64_t file_changed(const char *path);
/* mkdir -p with mode 0750. */
int file_make_dirs(const char *path, struct err *e);
bool file_exists(const char *path);

#endif
