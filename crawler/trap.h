/*
 * Addresses that go on for ever or do something: growing paths, calendars, filters and pagers that show the
 * same again and again, logout, print and share links.  Long lists of real articles are no trap, so a shape
 * of address is given up only when its pages bring nothing new.
 */
#ifndef OIT_CRAWLER_TRAP_H
#define OIT_CRAWLER_TRAP_H

#include "crawler/url.h"
#include "oit/page.h"
#include "oit/problem.h"

struct trap_memory;

/* now: Unix seconds, the middle of what a calendar may show. */
struct trap_memory *trap_new(int64_t now);
void trap_free(struct trap_memory *t);

/*
 * PROBLEM_NONE, or which trap the address is by its look and by what pages of its shape have brought.
 * A likely address gets more patience: a dull shape may still hold what is looked for.
 */
enum problem trap_of_address(struct trap_memory *t, const struct url *u, bool likely);
/* A page has been read. */
void trap_saw(struct trap_memory *t, const struct url *u, const struct page *page);

#endif
