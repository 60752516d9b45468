/*
 * The configuration file: what a person would otherwise type every time.  YAML; a key is the long name of an
 * option, at the top for every command that knows it, or below a command's name for that one; "owners" names
 * the unit in charge of an item; "alerts" says who is told what.  The command line wins.
 */
#ifndef OIT_CLI_CONFIG_H
#define OIT_CLI_CONFIG_H

#include "alert/plan.h"
#include "base/buf.h"
#include "cli/options.h"

struct setting {
    struct str command; /* empty: every command that knows the option */
    struct str name;
    const char **value;
    size_t value_n;
    int line, column;
};

struct owner {
    struct str item, unit; /* item: O24, or a topic */
};

struct config {
    struct str file;
    const struct setting *setting;
    size_t setting_n;
    const struct owner *owner;
    size_t owner_n;
    const struct alert_plan *alerts; /* NULL: the file says nothing of them */
};

/* Where the file is looked for unless --config names it; NULL when nothing says where. */
const char *config_path(struct arena *a);
/*
 * Read the file, everything in a.  *out stays NULL when there is none and none was named.  complaints NULL:
 * the first fault ends it, -1 and e.  Else every fault becomes a line there, and -1 tells that there is one.
 */
int config_load(struct arena *a, const char *named, const struct config **out, struct buf *complaints,
                struct err *e);
/* Put the settings for a command into o where the command line is silent. */
int config_apply(const struct config *c, const char *command, unsigned groups, struct options *o,
                 struct err *e);
/* The unit the file names for an item or its topic; empty when it names none. */
struct str config_owner(const struct config *c, struct str item, struct str topic);

#endif
