/*
 * Texts that are written once and seldom read again.  They lie behind one another as in an arena and never
 * move.  What is more than ASIDE_IN_MEMORY lies in a file without a name and takes no memory but what was
 * read of it since aside_rest(); where there is no file to be had, it stays in memory.  A disk that fails
 * while it is read ends the program.
 */
#ifndef OIT_BASE_ASIDE_H
#define OIT_BASE_ASIDE_H

#include "base/str.h"

#define ASIDE_IN_MEMORY ((size_t)1 << 20)

struct aside;

/* beside: a file in whose folder there may be another; NULL: all stays in memory. */
struct aside *aside_new(const char *beside);
void aside_free(struct aside *a);
/* A copy, with a NUL behind it. */
struct str aside_str(struct aside *a, struct str s);
/* What was read again takes no memory any more. */
void aside_rest(struct aside *a);

#endif
