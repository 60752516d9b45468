/* What a boxed process must not be able to do, each tried by name: by a call and by the program
 * oit-misbehave. */
#ifndef OIT_TESTS_DEEDS_H
#define OIT_TESTS_DEEDS_H

/* "done" or "refused"; some deeds never come back.  where: a path, for those that need one. */
const char *deed_do(const char *name, const char *where);

#endif
