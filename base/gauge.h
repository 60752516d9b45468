/*
 * What processes show to the one that started them, a number each, and the turns they take: a file without a
 * name, one number a slot.  Made by gauge_new(), handed down before exec, found again in the new program.
 */
#ifndef OIT_BASE_GAUGE_H
#define OIT_BASE_GAUGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gauge;

/* NULL when the machine has no room for it: then nothing is shown. */
struct gauge *gauge_new(size_t slots);
/* NULL is fine in all that follow. */
void gauge_free(struct gauge *g);
uint64_t gauge_get(const struct gauge *g, size_t slot);
/*
 * In the forked child: the program it becomes may set the slot.  Gives the highest number of its files that
 * is not to be closed, -1 when that cannot be.
 */
int gauge_hand_down(const struct gauge *g, size_t slot);

/* What was handed down to this program; NULL when nothing was. */
struct gauge *gauge_inherited(void);
void gauge_set(struct gauge *g, uint64_t n);
/*
 * Waits until fewer than `most` of the processes have a turn, and has one until gauge_free() or its end,
 * however it ends.  A signal that is handled ends the waiting: false, and there is no turn.
 */
bool gauge_turn(const struct gauge *g, int most);

#endif
