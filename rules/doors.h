/*
 * The doors of a pattern, kept in its phrase and numbered in the lexicon, whose pass over a text opens them.
 * Made while sets are built, put in their last order by phrases_index(), and asked before any pattern is
 * tried.
 */
#ifndef OIT_RULES_DOORS_H
#define OIT_RULES_DOORS_H

#include "rules/phrase_set.h"

/* Gives x, a pattern whose normal form is `normal`, its doors and the pieces that are enough for a match; in
 * l's arena. */
void doors_make(struct lexicon *l, struct phrase *x, struct str normal);

static inline bool
doors_any(const struct lexicon_note *doors, size_t n, const struct lexicon_scan *s)
{
    if (n == 0 || s->lost)
        return true;
    for (size_t i = 0; i < n; i++)
        if (s->open[doors[i].word] & doors[i].bits)
            return true;
    return false;
}

/* May the pattern match the text?  Asked of every pattern of a set that the text touches. */
static inline bool
doors_open(const struct phrase *x, const struct lexicon_scan *s)
{
    return doors_any(x->doors, x->doors_n, s);
}

/* May any pattern of the set? */
static inline bool
doors_ajar(const struct phrases *p, const struct lexicon_scan *s)
{
    return p->open_n > 0 || doors_any(p->doors, p->doors_n, s);
}

/* Do the words of an alternative whose door is open stand in the text in its order?  Asked before a pattern
 * is tried, and four of five that will not match are told by it for a tenth of the work. */
bool doors_lead_on(const struct phrase *x, const struct lexicon_scan *s, struct str narrow);

/* Does a piece stand there with which the pattern certainly matches? */
static inline bool
doors_sure(const struct phrase *x, const struct lexicon_scan *s)
{
    for (size_t i = 0; i < x->sure_n; i++)
        if (lexicon_has(s, x->sure[i]))
            return true;
    return false;
}

#endif
