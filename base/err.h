/*
 * An error of the user or the machine: printed once by cli/.  Faults of the web are not errors but
 * data (include/oit/problem.h); faults of our own are assert().
 * Every message names the input, what is wrong, and what to do next.
 */
#ifndef OIT_BASE_ERR_H
#define OIT_BASE_ERR_H

#include <stdbool.h>

enum err_code {
    ERR_NONE = 0,
    ERR_USAGE,  /* wrong option or operand: exit 2 */
    ERR_CONFIG, /* configuration: exit 2 */
    ERR_RULES,  /* topic or pack: exit 2 */
    ERR_FILE,   /* FILE named by the user is not what it should be: exit 2 */
    ERR_IO,     /* disk, permissions: exit 5 */
    ERR_STORE,  /* site file broke under our hands: exit 5 */
    ERR_PIPE,   /* whoever read our output has seen enough: nothing to say, exit 141 */
    ERR_STOPPED /* interrupted by a signal: exit 130 or 143 */
};

struct err {
    enum err_code code;
    char input[512]; /* option, URL or file:line:column */
    char what[768];  /* what is wrong, translated */
    char next[512];  /* what to do next, translated; may be empty */
};

/* Fill e and return -1, so that `return err_set(...)` reads well.  e may be NULL.  The first error stays. */
int err_set(struct err *e, enum err_code code, const char *input, const char *next, const char *what, ...)
    __attribute__((format(printf, 5, 6)));
void err_clear(struct err *e);
/* Why the system refused (errno), in the chosen language where it is a common cause. */
const char *err_reason(int number);
/* Of a refusal (errno) of a file or folder: ERR_FILE for a place that cannot be, and another may be named;
 * else ERR_IO. */
enum err_code err_of_place(int number);

#endif
