/*
 * A fictional site made by a test: a temporary folder for the site server, its child process, its log.
 * Every failure ends the test program with a line that says why.
 */
#ifndef OIT_TESTS_SITE_FOLDER_H
#define OIT_TESTS_SITE_FOLDER_H

#include "base/buf.h"
#include <sys/types.h>

struct site_folder {
    char dir[64];
    int port;
    pid_t child;
};

/* An empty site, not served yet. */
void site_folder_make(struct site_folder *s);
/* Write DIR/path; folders on the way are made. */
void site_folder_put(const struct site_folder *s, const char *path, const char *text);
void site_folder_put_bytes(const struct site_folder *s, const char *path, struct str bytes);
/* Serve it on a free port. */
void site_folder_serve(struct site_folder *s);
/* The lines of the log, or how many of them hold the text. */
void site_folder_log(const struct site_folder *s, struct buf *out);
size_t site_folder_count(const struct site_folder *s, const char *text);
/* Forget the log so far. */
void site_folder_log_clear(const struct site_folder *s);
/* End the server, remove the folder. */
void site_folder_end(struct site_folder *s);

#endif
