/*
 * What a text must hold for a pattern to be tried on it, found when the pattern is read: pieces that one of
 * its alternatives, or all of them together, cannot do without.
 */
#include "rules/doors.h"
#include "base/mem.h"
#include "rules/pattern.h"
#include <string.h>

#define ALTERNATIVES_MAX 64
#define DOORS_MAX 8

static const uint32_t *
gate_literals(struct lexicon *l, const struct gates *g, size_t *n)
{
    uint32_t *gate = ARENA_ARRAY(l->arena, uint32_t, g->n + 1);

    for (size_t i = 0; i < g->n; i++)
        gate[i] = lexicon_add(l, g->word[i], true);
    *n = g->n;
    return gate;
}

/* The door of an alternative, or of several by the whole pattern; the same for the same text. */
static uint32_t
add_door(struct lexicon *l, struct str text, const struct gates *best, const struct gates *second,
         const uint64_t *begins)
{
    bool fresh;
    struct map_entry *e = map_put(l->door_number, text, &fresh);
    struct lexicon_door door = {.begins = begins};

    if (!fresh)
        return (uint32_t)e->num;
    e->num = (int64_t)l->door_n;
    door.gate = gate_literals(l, best, &door.gate_n);
    door.second = gate_literals(l, second, &door.second_n);
    l->door = mem_room(l->door, l->door_n, &l->door_cap, sizeof *l->door);
    l->door[l->door_n++] = door;
    return (uint32_t)e->num;
}

/* The doors of a pattern as they are put together. */
struct doors {
    uint32_t door[DOORS_MAX];
    size_t n;
    struct gates shared, sure; /* of the alternatives that ask for one piece and nothing else; of all */
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

    pattern_gates(l->arena, text, &g);
    add_words(&d->sure, &g.sure);
    if (g.best.n == 0 || d->n == DOORS_MAX - 1)
        return false;
    if (pattern_begins(l->arena, text, begins))
        keep = memcpy(arena_raw(l->arena, sizeof begins), begins, sizeof begins);
    if (keep || g.second.n > 0 || d->shared.n + g.best.n > GATES_MAX)
        d->door[d->n++] = add_door(l, text, &g.best, &g.second, keep);
    else
        add_words(&d->shared, &g.best);
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

    pattern_gates(l->arena, normal, &whole);
    d->n = 0;
    if (whole.best.n > 0)
        d->door[d->n++] = add_door(l, normal, &whole.best, &whole.second, NULL);
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

    d.n = d.shared.n = d.sure.n = none.n = 0;
    while (i < n && add_alternative(l, &d, alternative[i]))
        i++;
    if (n == 0 || i < n) {
        make_door(l, x, normal, &d);
        return;
    }
    if (d.shared.n > 0)
        d.door[d.n++] = add_door(l, normal, &d.shared, &none, NULL);
    keep_doors(l, x, &d);
}
