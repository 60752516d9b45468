/*
 * What a text must hold for a pattern to be tried on it, found when the pattern is read: pieces that one of
 * its alternatives, or all of them together, cannot do without, and in which order.  The order spares two of
 * five patterns whose pieces are all there.
 */
#include "rules/doors.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "rules/pattern.h"
#include <string.h>

#define ALTERNATIVES_MAX 64
#define DOORS_MAX 8
#define STEPS_LEAST 2 /* of one the gate tells as much */
#define WAY_BYTES 250 /* of steps behind them is not asked */

static uint32_t *
gate_literals(struct lexicon *l, const struct gates *g, size_t *n)
{
    uint32_t *gate = ARENA_ARRAY(l->arena, uint32_t, g->n + 1);

    for (size_t i = 0; i < g->n; i++)
        gate[i] = lexicon_add(l, g->word[i], true);
    *n = g->n;
    return gate;
}

/* Its length, and behind it its letters. */
static uint8_t *
put_word(uint8_t *out, struct str wide)
{
    uint8_t *letter = out + 1;

    for (size_t at = 0; at < wide.n;)
        *letter++ = thai_narrow(utf8_next(wide, &at));
    *out = (uint8_t)(letter - out - 1);
    return letter;
}

/* False when it has no steps that are worth to be asked. */
static bool
make_way(struct arena *a, const struct steps *from, struct lexicon_way *out)
{
    uint8_t room[WAY_BYTES], *end = room;
    size_t n = 0;

    for (; n < from->n; n++) {
        const struct step *x = &from->step[n];
        size_t bytes = 1;

        for (size_t k = 0; k < x->n; k++)
            bytes += 1 + x->word[k].n;
        if (bytes > (size_t)(room + WAY_BYTES - end))
            break;
        *end++ = (uint8_t)x->n;
        for (size_t k = 0; k < x->n; k++)
            end = put_word(end, x->word[k]);
    }
    if (n < STEPS_LEAST)
        return false;
    *out = (struct lexicon_way){memcpy(arena_raw(a, (size_t)(end - room)), room, (size_t)(end - room)), n};
    return true;
}

/* The door of an alternative, or of several by the whole pattern; the same for the same text. */
static uint32_t
add_door(struct lexicon *l, struct str text, const struct gates *best, const struct gates *second,
         const uint64_t *begins, const struct lexicon_way *way, size_t way_n)
{
    bool fresh;
    struct map_entry *e = map_put(l->door_number, text, &fresh);
    struct lexicon_door door = {.begins = begins, .way_n = way_n};

    if (!fresh)
        return (uint32_t)e->num;
    e->num = (int64_t)l->door_n;
    door.gate = gate_literals(l, best, &door.gate_n);
    door.second = gate_literals(l, second, &door.second_n);
    if (way_n > 0)
        door.way = memcpy(arena_raw(l->arena, way_n * sizeof *way), way, way_n * sizeof *way);
    l->door = mem_room(l->door, l->door_n, &l->door_cap, sizeof *l->door);
    l->door[l->door_n++] = door;
    return (uint32_t)e->num;
}

/* The doors of a pattern as they are put together. */
struct doors {
    uint32_t door[DOORS_MAX];
    size_t n;
    struct gates shared, sure; /* of the alternatives that ask for one piece and nothing else; of all */
    struct lexicon_way way[ALTERNATIVES_MAX]; /* of those that share */
    size_t way_n;
    bool any_way; /* one of them has none */
};

static void
add_words(struct gates *to, const struct gates *from)
{
    for (size_t i = 0; i < from->n && to->n < GATES_MAX; i++)
        to->word[to->n++] = from->word[i];
}

/* False when it has no gate, or there is no room for another door. */
static bool
add_alternative(struct lexicon *l, struct doors *d, struct str text)
{
    uint64_t begins[4], *keep = NULL;
    struct two_gates g;
    struct lexicon_way way;
    bool has_way;

    pattern_gates(l->scratch, text, &g);
    has_way = make_way(l->arena, &g.steps, &way);
    add_words(&d->sure, &g.sure);
    if (g.best.n == 0 || d->n == DOORS_MAX - 1)
        return false;
    if (pattern_begins(l->arena, text, begins))
        keep = memcpy(arena_raw(l->arena, sizeof begins), begins, sizeof begins);
    if (keep || g.second.n > 0 || d->shared.n + g.best.n > GATES_MAX) {
        d->door[d->n++] = add_door(l, text, &g.best, &g.second, keep, &way, has_way);
        return true;
    }
    add_words(&d->shared, &g.best);
    d->any_way |= !has_way;
    if (has_way)
        d->way[d->way_n++] = way;
    return true;
}

static void
keep_doors(struct lexicon *l, struct phrase *x, const struct doors *d)
{
    x->door_n = d->n;
    if (d->n > 0)
        x->door = memcpy(arena_raw(l->arena, sizeof d->door), d->door, sizeof d->door);
    x->sure = gate_literals(l, &d->sure, &x->sure_n);
    for (size_t i = 0; i < x->sure_n; i++)
        l->literal[x->sure[i]].sure = true;
}

/* One door for all of it, or none. */
static void
make_door(struct lexicon *l, struct phrase *x, struct str normal, struct doors *d)
{
    struct two_gates whole;

    pattern_gates(l->scratch, normal, &whole);
    d->n = 0;
    if (whole.best.n > 0)
        d->door[d->n++] = add_door(l, normal, &whole.best, &whole.second, NULL, NULL, 0);
    d->sure = whole.sure;
    keep_doors(l, x, d);
}

/* A text matches by one of the alternatives, and each has a door of its own where it asks for more than one
 * piece. */
void
doors_make(struct lexicon *l, struct phrase *x, struct str normal)
{
    struct gates none;
    struct str alternative[ALTERNATIVES_MAX];
    size_t n = pattern_alternatives(normal, alternative, ALTERNATIVES_MAX), i = 0;
    struct doors d;

    arena_reset(l->scratch);
    d.n = d.shared.n = d.sure.n = d.way_n = none.n = 0;
    d.any_way = false;
    while (i < n && add_alternative(l, &d, alternative[i]))
        i++;
    if (n == 0 || i < n) {
        make_door(l, x, normal, &d);
        return;
    }
    if (d.shared.n > 0)
        d.door[d.n++] = add_door(l, normal, &d.shared, &none, NULL, d.way, d.any_way ? 0 : d.way_n);
    keep_doors(l, x, &d);
}

/* Where the first of a step's words begins from `from` on; moves behind the step. */
static size_t
step_at(const uint8_t **step, struct str narrow, size_t from)
{
    size_t first = STR_NOT_FOUND, n = *(*step)++;

    for (size_t i = 0; i < n; i++) {
        struct str word = {(const char *)*step + 1, **step};
        size_t at = first > from ? str_find(narrow, word, from) : first;

        first = at < first ? at : first;
        *step += 1 + word.n;
    }
    return first;
}

/* The earliest places do for all: what stands behind a later one stands behind them too. */
static bool
goes_way(const struct lexicon_way *way, struct str narrow)
{
    const uint8_t *step = way->step;
    size_t at = 0;

    for (size_t i = 0; i < way->n; i++)
        if ((at = step_at(&step, narrow, at)) == STR_NOT_FOUND)
            return false;
    return true;
}

bool
doors_lead_on(const struct phrase *x, const struct lexicon_scan *s, struct str narrow)
{
    if (s->lost || x->door_n == 0)
        return true;
    for (size_t i = 0; i < x->door_n; i++) {
        const struct lexicon_door *d = &s->lexicon->door[x->door[i]];

        if (!(s->open[x->door[i] / 64] >> x->door[i] % 64 & 1))
            continue;
        if (d->way_n == 0)
            return true;
        for (size_t k = 0; k < d->way_n; k++)
            if (goes_way(&d->way[k], narrow))
                return true;
    }
    return false;
}
