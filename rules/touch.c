/*
 * Lines by the sets of phrases that touch them, out of what the one pass over each line found.  A page is
 * asked for some hundred sets, and most of the answers are that there is none: so what all lines hold
 * together is summed up, and which lines they are is looked for when there are some.  To ask each line
 * instead was 6 % of judging.  Thirty-two bytes are summed up at once: 11 M instructions less for 1,000
 * pages.
 */
#include "rules/touch.h"
#include "base/wide.h"
#include "rules/doors.h"
#include <string.h>

#define WORDS (WIDE_BYTES / 8) /* taken at once */

/* A line in which something stands. */
struct touched_line {
    uint32_t line;
    const uint64_t *sets; /* of its scan */
};

struct touches {
    struct lexicon_scan all; /* of all lines together: what stands, what is touched, which doors are open */
    struct touched_line *line;
    size_t line_n;
    size_t words;  /* of lines */
    size_t joined; /* words of bits that a scan has of all that is summed up */
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
    size_t literals = lexicon_words(l->literal_n), sets = lexicon_words(l->set_n);

    x->all.lexicon = l;
    x->joined = literals + sets + lexicon_words(l->door_n);
    x->all.present = ARENA_ARRAY(a, uint64_t, x->joined);
    x->all.touched = x->all.present + literals;
    x->all.open = x->all.touched + sets;
    x->line = arena_raw(a, (lines + 1) * sizeof *x->line);
    x->words = touches_words(lines);
    return x;
}

WIDE static void
join(uint64_t *all, const uint64_t *one, size_t n)
{
    size_t i = 0;

    for (; i + WORDS <= n; i += WORDS) {
        wide_four sum, more;

        memcpy(&sum, all + i, sizeof sum);
        memcpy(&more, one + i, sizeof more);
        sum |= more;
        memcpy(all + i, &sum, sizeof sum);
    }
    for (; i < n; i++)
        all[i] |= one[i];
}

void
touches_add(struct touches *x, uint32_t line, struct thai_text *t)
{
    const struct lexicon *l = x->all.lexicon;
    const struct lexicon_scan *s = lexicon_scan(l, t);

    x->all.lost |= s->lost;
    if (s->n == 0)
        return;
    x->all.n += s->n;
    join(x->all.present, s->present, x->joined); /* `touched` and `open` lie behind it in both */
    x->line[x->line_n++] = (struct touched_line){line, s->touched};
}

bool
touches_any(const struct touches *x, const struct phrases *p)
{
    if (p == NULL || p->n == 0)
        return false;
    return p->open_n > 0 || x->all.lost || (x->all.touched[p->number / 64] >> p->number % 64 & 1);
}

void
touches_of(const struct touches *x, const struct phrases *p, uint64_t *out)
{
    if (!touches_any(x, p))
        return;
    if (p->open_n > 0 || x->all.lost) {
        memset(out, 0xFF, x->words * sizeof *out);
        return;
    }
    for (size_t i = 0; i < x->line_n; i++) {
        const struct touched_line *k = &x->line[i];

        out[k->line / 64] |= (k->sets[p->number / 64] >> p->number % 64 & 1) << k->line % 64;
    }
}

size_t
touches_most(const struct touches *x, const struct phrases *p)
{
    size_t count = 0;

    if (!touches_any(x, p))
        return 0;
    if (x->all.lost)
        return p->n;
    for (size_t i = 0; i < p->n; i++)
        count += p->phrase[i].pattern ? doors_open(&p->phrase[i], &x->all)
                                      : lexicon_has(&x->all, p->phrase[i].literal);
    return count;
}
