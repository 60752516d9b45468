/*
 * A small web server for tests and for trying the program: serves a folder as a fictional site on loopback.
 *
 * DIR/routes.txt has one rule a line: PATH STATUS CONTENT-TYPE FILE [Header: value | Header: value ...]
 *   PATH          with its query string when there is one; a '*' at the end stands for any rest; the exact
 *                 rule wins over the longest prefix
 *   STATUS        a number, or what the server does instead of answering properly:
 *                 drop (closes without an answer), hang (never answers), slow:MS (answers after MS),
 *                 drip:MS (a byte every MS), cut (promises more than it sends),
 *                 loop (302 to itself), once:N (status N the first time, 200 afterwards), raw (FILE is the
 * whole answer, head included) CONTENT-TYPE  '-' for the one of the file's ending FILE          below DIR (a
 * rule for several pages may name one of DIR/parts); '-' for no body A header with an empty value takes away
 * the one the server would send (ETag, Last-Modified).  Lines that begin with '#' are comments.  A path
 * without a rule is DIR/www/PATH; "/" and "/x/" stand for index.html. In HTML, XML and text, and in header
 * values, {{include NAME}} is the text of DIR/parts/NAME, {{base}} the server's address, {{path}} the path
 * asked for, {{number}} and {{number+1}} the last number in it. Anything else is answered with 404 and
 * DIR/parts/404.html.  Rules are read again when the file changes.
 */
#ifndef OIT_TESTS_SITE_SERVER_H
#define OIT_TESTS_SITE_SERVER_H

#include "base/err.h"
#include <sys/types.h>

struct site_server;

/* Listen on 127.0.0.1:port (0: any free port).  log: file that gets a line a request, or
 * NULL: milliseconds, method, path, status, "conditional" or "-", User-Agent, "cookie", "authorization". */
struct site_server *site_server_new(const char *dir, int port, const char *log, struct err *e);
void site_server_free(struct site_server *s);
int site_server_port(const struct site_server *s);
/* Serve until *stop (may be NULL: for ever). */
void site_server_run(struct site_server *s, volatile const int *stop);
/* For tests: serve from a child process that ends with its parent.  Returns its id, or -1 and e. */
pid_t site_server_spawn(const char *dir, const char *log, int *port, struct err *e);
/* End a child of site_server_spawn. */
void site_server_end(pid_t child);

#endif
