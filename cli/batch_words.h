/* The command line of one site's process: what was asked of the batch, then what the list asks for this site.
 */
#ifndef OIT_CLI_BATCH_WORDS_H
#define OIT_CLI_BATCH_WORDS_H

#include "batch/list.h"
#include "cli/options.h"
#include "oit/limits.h"

/* Options a line of the list may give. */
#define OPT_OF_A_SITE (OPT_CRAWL | OPT_READING | OPT_SCORES)

/* o with the options of a line. -1 and e when they are none of a visit. */
int batch_options_of(const struct options *o, const char *const *word, size_t n, struct options *own,
                     struct err *e);

struct batch_visit {
    const struct options *o;
    const struct list_site *site;
    const char *pack, *data, *out; /* checklist; folders of this site; out NULL: it writes no reports */
    double rate;
    int connections;
};

#define BATCH_WORDS_MAX (8 * LIST_MAX + LIMIT_LIST_WORDS)

/* NULL-terminated, in a; fewer than BATCH_WORDS_MAX. */
const char *const *batch_words(struct arena *a, const struct batch_visit *v);
/* Files each site gets: what --format asks for, and always the result document. */
const char *batch_format(struct arena *a, const struct options *o);

#endif
