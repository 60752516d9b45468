/* Lines by the sets of phrases that touch them, out of what the one pass over each line found. */
#include "rules/touch.h"
#include "rules/phrase_set.h"
#include <string.h>

struct touches {
    struct arena *arena;
    const struct lexicon *lexicon;
    const uint64_t **touched; /* sets by each line that was added, as bits */
    uint32_t *line;           /* its number */
    uint32_t added;
    uint64_t *any;    /* sets that any line touches */
    uint64_t **lines; /* of each set that was asked for, as bits; NULL: none was */
    uint32_t n;
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
    x->touched = arena_raw(a, (lines + 1) * sizeof *x->touched);
    x->line = arena_raw(a, (lines + 1) * sizeof *x->line);
    x->any = ARENA_ARRAY(a, uint64_t, lexicon_words(l->set_n));
    x->lines = ARENA_ARRAY(a, uint64_t *, l->set_n + 1);
    x->n = lines;
    return x;
}

void
touches_add(struct touches *x, uint32_t line, struct thai_text *t)
{
    const struct lexicon_scan *s = lexicon_scan(x->lexicon, t);

    x->lost |= s->lost;
    if (s->n == 0 || x->added == x->n)
        return;
    x->line[x->added] = line;
    x->touched[x->added++] = s->touched;
    for (size_t i = 0, words = lexicon_words(x->lexicon->set_n); i < words; i++)
        x->any[i] |= s->touched[i];
}

static bool
is_touched(const uint64_t *sets, size_t set)
{
    return sets[set / 64] >> set % 64 & 1;
}

/* Sets are asked for again and again, and of a page's lines few sets are. */
static const uint64_t *
lines_of(const struct touches *x, size_t set)
{
    uint64_t *lines = x->lines[set];
    const uint64_t *const *touched = x->touched, *const *end = touched + x->added;

    if (lines != NULL)
        return lines;
    lines = x->lines[set] = ARENA_ARRAY(x->arena, uint64_t, touches_words(x->n));
    for (const uint32_t *line = x->line; touched < end; touched++, line++)
        if (is_touched(*touched, set))
            lines[*line / 64] |= 1ULL << *line % 64;
    return lines;
}

void
touches_of(const struct touches *x, const struct phrases *p, uint64_t *out)
{
    if (p == NULL || p->n == 0)
        return;
    if (p->open_n > 0 || x->lost) {
        memset(out, 0xFF, touches_words(x->n) * sizeof *out);
    } else if (is_touched(x->any, p->number)) {
        const uint64_t *lines = lines_of(x, p->number);

        for (size_t i = 0; i < touches_words(x->n); i++)
            out[i] |= lines[i];
    }
}

bool
touches_any(const struct touches *x, const struct phrases *p)
{
    return p != NULL && p->n > 0 && (p->open_n > 0 || x->lost || is_touched(x->any, p->number));
}
