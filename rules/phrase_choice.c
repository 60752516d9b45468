/* Which of many sets stand in a text: only those that it touches are asked. */
#include "rules/phrase_set.h"
#include <stdlib.h>

struct phrases_choice {
    const struct phrases *const *set;
    size_t n;
    const struct lexicon *lexicon; /* NULL: all sets are empty */
    uint64_t *mask;                /* their numbers, as bits */
    uint16_t *place;               /* of each number among the sets */
    bool open;                     /* one of them has to be asked of any text */
};

struct phrases_choice *
phrases_choice_new(struct arena *a, const struct phrases *const *set, size_t n)
{
    struct phrases_choice *c = ARENA_NEW(a, struct phrases_choice);

    c->set = set;
    c->n = n;
    for (size_t i = 0; i < n; i++) {
        if (!set[i] || !set[i]->n)
            continue;
        c->lexicon = set[i]->lexicon;
        if (!c->mask) {
            c->mask = ARENA_ARRAY(a, uint64_t, c->lexicon->set_n / 64 + 1);
            c->place = ARENA_ARRAY(a, uint16_t, c->lexicon->set_n + 1);
        }
        c->mask[set[i]->number / 64] |= 1ULL << set[i]->number % 64;
        c->place[set[i]->number] = (uint16_t)i;
        c->open |= set[i]->open_n > 0;
    }
    return c;
}

static int
place_cmp(const void *a, const void *b)
{
    return *(const uint16_t *)a - *(const uint16_t *)b;
}

/* Of a text that was read whole, only the sets that it touches. */
static size_t
which_touched(const struct phrases_choice *c, const struct lexicon_scan *s, struct thai_text *t,
              uint16_t *out, size_t max)
{
    size_t found = 0;

    for (size_t w = 0; w <= c->lexicon->set_n / 64; w++)
        for (uint64_t rest = c->mask[w] & s->touched[w]; rest != 0; rest &= rest - 1) {
            uint16_t i = c->place[w * 64 + (size_t)__builtin_ctzll(rest)];

            if (found < max && phrases_find(c->set[i], t, NULL) == PHRASE_YES)
                out[found++] = i;
        }
    if (found > 1)
        qsort(out, found, sizeof *out, place_cmp);
    return found;
}

size_t
phrases_which(const struct phrases_choice *c, struct thai_text *t, uint16_t *out, size_t max)
{
    const struct lexicon_scan *s = c->lexicon ? lexicon_scan(c->lexicon, t) : NULL;
    size_t found = 0;

    if (s && !s->lost && !c->open && c->n <= max)
        return which_touched(c, s, t, out, max);
    for (size_t i = 0; s && i < c->n && found < max; i++)
        if (phrases_find(c->set[i], t, NULL) == PHRASE_YES)
            out[found++] = (uint16_t)i;
    return found;
}
