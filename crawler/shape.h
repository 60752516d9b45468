/*
 * Addresses of one make and what they have given back.  Four makes of every address are watched: its shape
 * with the numbers folded, the names of its parameters, all queries of its path, and the folders it stands
 * in.  And single parameters: one that never changes what is shown (a session, an order, a language that is
 * not there) makes twins.
 */
#ifndef OIT_CRAWLER_SHAPE_H
#define OIT_CRAWLER_SHAPE_H

#include "crawler/url.h"
#include "oit/problem.h"

/* What an address gave back. */
enum gain {
    GAIN_DULL,    /* nothing that was not seen before, or no page at all */
    GAIN_NUMBERS, /* other numbers only */
    GAIN_REAL
};

struct shapes;

struct shapes *shapes_new(void);
void shapes_free(struct shapes *s);

/* by_dull: only pages that gave nothing lead there. */
void shape_gave(struct shapes *s, const struct url *u, enum gain gain, bool by_dull);
/* Have the last addresses in the same folder to which only pages that gave nothing lead given nothing too? */
bool shape_leads_nowhere(struct shapes *s, const struct url *u, uint32_t patience);
/*
 * A real page was read that shows print.  Twins are learnt from pages that differ in one parameter, or in the
 * server alone.
 */
void shape_shows(struct shapes *s, const struct url *u, uint64_t print);
/*
 * PROBLEM_NONE, or why an address of this make is not worth a request.  found: judge as when it is found, by
 * pages that bring other numbers too; otherwise only by those that brought nothing.  patience: 1, more for
 * likely addresses.
 */
enum problem shape_worn(struct shapes *s, const struct url *u, uint32_t patience, bool found);
/* Do two addresses have the same path, numbers and the number of a page (".../page/2/") apart? */
bool shape_same_path(const struct url *a, const struct url *b);
/* Let one more address of this shape through, of at most most; false when that many have been. */
bool shape_ration(struct shapes *s, const struct url *u, uint32_t most);

#endif
