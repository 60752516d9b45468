/* The file of results (--scores): YAML or a table. */
#ifndef OIT_CLI_SCORES_FILE_H
#define OIT_CLI_SCORES_FILE_H

#include "cli/scores.h"

/* Read it, everything in a.  NULL and e on any fault, with file:line:column. */
const struct scores *scores_file_read(struct arena *a, const char *path, struct err *e);
/* The same from its bytes; the ending of path tells a table from YAML where the bytes leave it open. */
const struct scores *scores_file_parse(struct arena *a, const char *path, struct str bytes, struct err *e);

/* The two forms it has: what they say into s, whose file is named already. */
int scores_yaml(struct scores *s, struct arena *a, struct str bytes, struct err *e);
int scores_table(struct scores *s, struct arena *a, struct str bytes, struct err *e);

#endif
