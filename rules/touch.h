/*
 * Which lines of a page which sets of phrases touch: asked by each topic instead of walking over all lines.
 */
#ifndef OIT_RULES_TOUCH_H
#define OIT_RULES_TOUCH_H

#include "rules/lexicon.h"

struct touches;

/* Of so many lines; lives in a. */
struct touches *touches_new(struct arena *a, const struct lexicon *l, uint32_t lines);
size_t touches_words(uint32_t lines);
/* Note what stands in a line, once a line; the text lives as long. */
void touches_add(struct touches *x, uint32_t line, struct thai_text *t);
/* Add the lines that may hold something of p, as bits, to out; a NULL set adds none. */
void touches_of(const struct touches *x, const struct phrases *p, uint64_t *out);
/* Are there any? */
bool touches_any(const struct touches *x, const struct phrases *p);
/* No more different phrases of p stand in all lines together; costs no pattern. */
size_t touches_most(const struct touches *x, const struct phrases *p);

/* The first marked line from `at` on; `until` when there is none. */
static inline uint32_t
touches_next(const uint64_t *marked, uint32_t at, uint32_t until)
{
    while (at < until) {
        uint64_t rest = marked[at / 64] >> at % 64;

        if (rest != 0)
            at += (uint32_t)__builtin_ctzll(rest);
        else
            at = (at / 64 + 1) * 64;
        if (rest != 0)
            break;
    }
    return at < until ? at : until;
}

#endif
