/*
 * A program of the machine, run to its end: no shell, a fixed argv, bytes in and bytes out.
 */
#ifndef OIT_CLI_TOOL_H
#define OIT_CLI_TOOL_H

#include "base/buf.h"

/*
 * Run argv[0], looked for in PATH.  in goes to its standard input; what it prints on either stream is
 * appended to out, whose ceiling counts.  Its exit code; 127 when it is not there, -1 when it cannot be run.
 */
int tool_run(const char *const *argv, struct str in, struct buf *out);
/* Is there such a program in PATH? */
bool tool_exists(const char *name);

#endif
