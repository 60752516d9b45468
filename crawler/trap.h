/*
 * Addresses that go on for ever or do something: growing paths, calendars, filters and pagers that show the
 * same again and again, logout, print and share links.  Long lists of real articles are no trap, so a shape
 * of address is given up only when its pages bring nothing new.
 */
#ifndef OIT_CRAWLER_TRAP_H
#define OIT_CRAWLER_TRAP_H

#include "crawler/shape.h"
#include "crawler/url.h"
#include "oit/page.h"
#include "oit/problem.h"

struct trap_memory;

/* now: Unix seconds, the middle of what a calendar may show. */
struct trap_memory *trap_new(int64_t now);
void trap_free(struct trap_memory *t);

/*
 * PROBLEM_NONE, or which trap the address is by its look and by what pages of its shape have brought.
 * An address of interest (0 to 100) gets more patience: a dull shape may still hold what is looked for.
 */
enum problem trap_of_address(struct trap_memory *t, const struct url *u, int interest);
/* The same for an address whose turn has come: have those of its make brought nothing since it was found? */
enum problem trap_worn(struct trap_memory *t, const struct url *u, int interest, bool by_dull);
/* A page has been read: what it shows that others did not. */
enum gain trap_saw(struct trap_memory *t, const struct url *u, const struct page *page, enum problem problem);
/* What an address gave in the end; by_dull: only pages that showed nothing new lead to it. */
void trap_gave(struct trap_memory *t, const struct url *u, enum gain gain, bool by_dull);
/* Is to a further page of the list that from is a page of?  Such a step is no click deeper. */
bool trap_same_list(struct trap_memory *t, const struct url *from, const struct url *to);

#endif
