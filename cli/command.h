/* A command of the program: a row in the table of main.c. */
#ifndef OIT_CLI_COMMAND_H
#define OIT_CLI_COMMAND_H

#include "cli/outputs.h"

/* Returns the exit code, or -1 with e filled. */
typedef int command_fn(const struct options *o, struct err *e);

struct command {
    const char *name, *operands, *summary; /* summary: English, a gettext message id */
    unsigned groups;
    size_t min_operands, max_operands;
    command_fn *run;
    const char *examples; /* one a line, not translated */
};

extern const struct command commands[];

/* What a process has from the one it is a copy of. */
struct inherited {
    struct catalog *catalog;
    const char *dir[LIST_MAX + 2]; /* folders of rules it was loaded from */
    size_t dir_n;
};

/* The program with these arguments; inherited may be NULL. */
int command_line(int argc, char **argv, const struct inherited *inherited);

command_fn cmd_scan, cmd_batch, cmd_alert, cmd_judge, cmd_report, cmd_todo, cmd_explain, cmd_review, cmd_diff,
    cmd_draft, cmd_config, cmd_rules, cmd_schedule, cmd_doctor, cmd_version;

#endif
