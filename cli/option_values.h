/* How the value of an option is read into struct options; the table names these readers. */
#ifndef OIT_CLI_OPTION_VALUES_H
#define OIT_CLI_OPTION_VALUES_H

#include "cli/options.h"

/* Sets what the table says; a switch takes no value. -1 and e when it is no value for the option. */
int option_take(struct options *o, const struct option_text *t, const char *value, struct err *e);
/* Sets e, returns -1; next: what to write instead. */
int option_bad_value(const struct option_text *t, const char *value, const char *next, struct err *e);

option_reader option_allow, option_at, option_contact, option_day, option_deadline, option_every,
    option_fail_on, option_fail_under, option_lang, option_rate, option_scope, option_scores,
    option_todo_format;

#endif
