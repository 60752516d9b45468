/* Which of many sets stand in a text: only those that it touches are asked. */
#include "rules/phrase_set.h"

struct phrases_choice {
    const struct phrases *const *set;
    size_t n;
    const struct lexicon *lexicon; /* NULL: all sets are empty */
    uint64_t *mask;                /* their numbers, as bits */
    uint64_t *with_patterns;       /* the same of those that hold any */
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
            c->with_patterns = ARENA_ARRAY(a, uint64_t, c->lexicon->set_n / 64 + 1);
            c->place = ARENA_ARRAY(a, uint16_t, c->lexicon->set_n + 1);
        }
        c->mask[set[i]->number / 64] |= 1ULL << set[i]->number % 64;
        c->with_patterns[set[i]->number / 64] |= (uint64_t)(set[i]->pattern_n > 0) << set[i]->number % 64;
        c->place[set[i]->number] = (uint16_t)i;
        c->open |= set[i]->open_n > 0;
    }
    return c;
}

bool
phrases_may_hold(const struct phrases_choice *c, struct thai_text *t)
{
    const struct lexicon_scan *s = c->lexicon ? lexicon_scan(c->lexicon, t) : NULL;
    const uint64_t *mask = c->mask, *touched;
    uint64_t any = 0;

    if (s == NULL || s->lost || c->open)
        return s != NULL;
    touched = s->touched;
    for (size_t w = 0, words = lexicon_words(c->lexicon->set_n); w < words; w++)
        any |= mask[w] & touched[w];
    return any != 0;
}

/* A set without patterns that holds nothing need not be asked. */
bool
phrases_which(const struct phrases_choice *c, struct thai_text *t, uint64_t *out)
{
    const struct lexicon_scan *s = c->lexicon ? lexicon_scan(c->lexicon, t) : NULL;
    bool any = false, all;

    if (s == NULL || (s->n == 0 && !s->lost && !c->open))
        return false;
    all = s->lost || c->open;
    for (size_t w = 0, words = s->n > 0 || all ? lexicon_words(c->lexicon->set_n) : 0; w < words; w++) {
        uint64_t held = s->n > 0 ? s->held[w] : 0;
        uint64_t asked = (all ? c->mask[w] : c->mask[w] & s->touched[w]) & (held | c->with_patterns[w]);

        for (; asked != 0; asked &= asked - 1) {
            uint16_t i = c->place[w * 64 + (size_t)__builtin_ctzll(asked)];

            if (!(held & asked & -asked) && phrases_find(c->set[i], t, NULL) != PHRASE_YES)
                continue;
            out[i / 64] |= 1ULL << i % 64;
            any = true;
        }
    }
    return any;
}
