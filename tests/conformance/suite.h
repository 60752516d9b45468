/*
 * Counting a conformance suite: every case passes or is listed with the reason it does not.
 * A program runs its suites one after the other and returns suite_exit().
 */
#ifndef OIT_TESTS_SUITE_H
#define OIT_TESTS_SUITE_H

#include "base/str.h"
#include <jansson.h>

struct suite {
    const char *name;
    size_t passed, total;
};

/* A file of fixtures/conformance; ends the program when it is not there or no JSON. */
json_t *suite_fixture(const char *file);
/*
 * A file of a public suite, NULL when the folder of suites is not on this machine (said once on stdout).
 * Lone surrogates in JSON strings become U+FFFD, which is what a browser's decoder makes of them.
 */
json_t *suite_public(const char *file);
/* The same for a file that is not JSON; false when absent.  Freed by the caller. */
bool suite_public_text(const char *file, char **text, size_t *length);
/* One case; the message is printed only when it does not pass. */
void suite_case(struct suite *s, bool ok, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Prints "name: N of M".  expected: how many cases there must be, 0 when any number will do. */
void suite_end(struct suite *s, size_t expected);
/* 0 when all passed, 1 when one did not, 77 when nothing could be run. */
int suite_exit(void);

/* A string member as a view, STR_NONE when absent or null. */
struct str suite_member(const json_t *object, const char *name);

#endif
