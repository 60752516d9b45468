/* Numbers of texts that the site file holds, so that a menu's links are asked of it once. */
#ifndef OIT_STORE_KNOWN_H
#define OIT_STORE_KNOWN_H

#include "base/str.h"
#include <stdint.h>

struct known;

struct known *known_new(void);
void known_free(struct known *k);
/* 0 when it is not known here. */
int64_t known_number(const struct known *k, struct str text);
void known_add(struct known *k, struct str text, int64_t number);
/* The same of what a run calls by a number of its own, of which 0 calls nothing.  Of one run at a time. */
void known_begin_run(struct known *k, int64_t run);
int64_t known_called(const struct known *k, uint32_t name);
void known_call(struct known *k, uint32_t name, int64_t number);
/* What was taken back or thrown out of the file may not be known any longer. */
void known_forget(struct known *k);

#endif
