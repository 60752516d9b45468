/* Lines by the sets of phrases that touch them, out of what the one pass over each line found. */
#include "rules/touch.h"
#include "rules/phrase_set.h"
#include <string.h>

struct touches {
    struct arena *arena;
    const struct lexicon *lexicon;
    uint64_t **lines; /* of each set, as bits; NULL: none */
    size_t words;
    bool lost; /* not everything that stands there was found */
};

size_t
touches_words(uint32_t lines)
{
    return lines / 64 + 1;
}

struct touches *
touches_new(struct arena *a, const struct lexicon *l, uint32_t lines)
{
    struct touches *x = ARENA_NEW(a, struct touches);

    x->arena = a;
    x->lexicon = l;
    x->lines = ARENA_ARRAY(a, uint64_t *, l->set_n + 1);
    x->words = touches_words(lines);
    return x;
}

static void
note(struct touches *x, size_t set, uint32_t line)
{
    if (x->lines[set] == NULL)
        x->lines[set] = ARENA_ARRAY(x->arena, uint64_t, x->words);
    x->lines[set][line / 64] |= 1ULL << line % 64;
}

void
touches_add(struct touches *x, uint32_t line, struct thai_text *t)
{
    const struct lexicon_scan *s = lexicon_scan(x->lexicon, t);

    x->lost |= s->lost;
    for (size_t i = 0; s->n > 0 && i <= x->lexicon->set_n / 64; i++)
        for (uint64_t rest = s->touched[i]; rest != 0; rest &= rest - 1)
            note(x, i * 64 + (size_t)__builtin_ctzll(rest), line);
}

void
touches_of(const struct touches *x, const struct phrases *p, uint64_t *out)
{
    if (p == NULL || p->n == 0)
        return;
    if (p->open_n > 0 || x->lost)
        memset(out, 0xFF, x->words * sizeof *out);
    else if (x->lines[p->number] != NULL)
        for (size_t i = 0; i < x->words; i++)
            out[i] |= x->lines[p->number][i];
}

bool
touches_any(const struct touches *x, const struct phrases *p)
{
    return p != NULL && p->n > 0 && (p->open_n > 0 || x->lost || x->lines[p->number] != NULL);
}
