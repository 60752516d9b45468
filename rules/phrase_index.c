/*
 * Which sets and doors ask for each literal, noted as bits, so that a text's pass tells by itself what it
 * touches and what it opens.
 */
#include "base/mem.h"
#include "rules/phrase_set.h"
#include <stdlib.h>
#include <string.h>

/* A thing and a bit that is noted of it; or a piece and the door that asks for it. */
struct pair {
    uint32_t thing, bit;
};

struct pairs {
    struct pair *v;
    size_t n, cap;
};

static void
pairs_add(struct pairs *p, uint32_t thing, size_t bit)
{
    p->v = mem_room(p->v, p->n, &p->cap, sizeof *p->v);
    p->v[p->n++] = (struct pair){thing, (uint32_t)bit};
}

static int
pair_cmp(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->thing != y->thing)
        return x->thing < y->thing ? -1 : 1;
    return (x->bit > y->bit) - (x->bit < y->bit);
}

/* By their things, and those of one by their bits.  Most come in order and few are of one thing: to sort them
 * as any list took 7 M instructions of each start. */
static struct pair *
sorted(const struct pairs *p, size_t things)
{
    uint32_t *place = mem_new(things + 1, sizeof *place);
    struct pair *v = mem_new(p->n + 1, sizeof *v);

    for (size_t i = 0; i < p->n; i++)
        place[p->v[i].thing + 1]++;
    for (size_t i = 0; i < things; i++)
        place[i + 1] += place[i];
    for (size_t i = 0; i < p->n; i++) {
        size_t at = place[p->v[i].thing]++;

        for (; at > 0 && v[at - 1].thing == p->v[i].thing && v[at - 1].bit > p->v[i].bit; at--)
            v[at] = v[at - 1];
        v[at] = p->v[i];
    }
    free(place);
    return v;
}

/* Bits of one thing in the same word become one note. */
static struct lexicon_notes
notes_of(struct arena *a, struct pairs *p, size_t things)
{
    struct lexicon_notes notes = {ARENA_ARRAY(a, uint32_t, things + 1),
                                  ARENA_ARRAY(a, struct lexicon_note, p->n + 1)};
    struct pair *v = sorted(p, things);
    uint32_t n = 0;
    size_t at = 0;

    for (uint32_t i = 0; i < things; i++) {
        notes.start[i] = n;
        for (; at < p->n && v[at].thing == i; at++) {
            if (n == notes.start[i] || notes.note[n - 1].word != v[at].bit / 64)
                notes.note[n++].word = v[at].bit / 64;
            notes.note[n - 1].bits |= 1ULL << v[at].bit % 64;
        }
    }
    notes.start[things] = n;
    free(v);
    free(p->v);
    return notes;
}

/* Is it open wherever one of its gates stands? */
static bool
is_plain(const struct lexicon_door *d)
{
    return d->second_n == 0 && !d->begins;
}

static void
index_door(struct lexicon *l, uint32_t number, struct pairs *literals)
{
    const struct lexicon_door *d = &l->door[number];
    size_t open = 64 * lexicon_words(l->set_n), second = open + 64 * lexicon_words(l->door_n);

    for (size_t k = 0; k < d->gate_n; k++)
        pairs_add(literals, d->gate[k], open + number);
    for (size_t k = 0; k < d->second_n; k++)
        pairs_add(literals, d->second[k], second + number);
    if (d->second_n == 0)
        l->single[number / 64] |= 1ULL << number % 64;
    if (is_plain(d))
        l->plain[number / 64] |= 1ULL << number % 64;
}

/* A set is touched by its phrases, and by the gate of a door behind which nothing more is asked. */
static void
index_phrase(struct lexicon *l, const struct phrases *p, const struct phrase *x, struct pairs *literals,
             struct pairs *doors)
{
    if (x->literal != NO_WORD) /* of a set that is refused the last phrase is nothing */
        pairs_add(literals, x->literal, p->number);
    for (size_t k = 0; k < x->door_n; k++) {
        const struct lexicon_door *d = &l->door[x->door[k]];

        if (!is_plain(d))
            pairs_add(doors, x->door[k], p->number);
        for (size_t i = 0; is_plain(d) && i < d->gate_n; i++)
            pairs_add(literals, d->gate[i], p->number);
    }
}

/* By what doors are sorted: plain ones are the first, of which nothing is to be settled behind a pass. */
static uint32_t
door_rank(const struct lexicon *l, const struct lexicon_door *d)
{
    return is_plain(d) ? *d->gate : (uint32_t)l->literal_all + (d->second_n ? *d->second : *d->gate);
}

/* Doors that ask for the same second piece lie side by side: a digit is one for a hundred of them, and what
 * it opens is a few words of bits then. */
static void
place_doors(struct lexicon *l)
{
    struct pair *at = mem_new(l->door_n + 1, sizeof *at);
    struct lexicon_door *door = mem_new(l->door_n + 1, sizeof *door);
    uint32_t *now = mem_new(l->door_n + 1, sizeof *now);

    for (uint32_t i = 0; i < l->door_n; i++)
        at[i] = (struct pair){door_rank(l, &l->door[i]), i};
    qsort(at, l->door_n, sizeof *at, pair_cmp);
    for (uint32_t i = 0; i < l->door_n; i++) {
        door[i] = l->door[at[i].bit];
        now[at[i].bit] = i;
        l->plain_n += is_plain(&door[i]);
    }
    for (const struct phrases *p = l->sets; p; p = p->next)
        for (size_t i = 0; i < p->n; i++)
            for (size_t k = 0; k < p->phrase[i].door_n; k++)
                p->phrase[i].door[k] = now[p->phrase[i].door[k]];
    free(l->door);
    free(at);
    free(now);
    l->door = door;
}

/* The literal that is this digit and a piece of patterns; NO_WORD: none is. */
static uint32_t
digit_of(const struct lexicon *l, char digit)
{
    for (uint32_t i = 0; i < l->literal_all; i++)
        if (l->literal[i].gate && l->literal[i].form.n == 1 && l->literal[i].form.p[0] == digit)
            return i;
    return NO_WORD;
}

static uint64_t *
bits_of(struct lexicon_notes *notes, uint32_t thing, size_t word)
{
    for (uint32_t i = notes->start[thing]; i < notes->start[thing + 1]; i++)
        if (notes->note[i].word == word)
            return &notes->note[i].bits;
    return NULL;
}

/* A note of the first digit, as far as all have it, which is taken out of theirs. */
static struct lexicon_note
take_common(struct lexicon_notes *notes, const uint32_t digit[10], struct lexicon_note all)
{
    for (int d = 1; d < 10; d++) {
        const uint64_t *bits = bits_of(notes, digit[d], all.word);

        all.bits &= bits ? *bits : 0;
    }
    for (int d = 0; d < 10 && all.bits != 0; d++)
        *bits_of(notes, digit[d], all.word) &= ~all.bits;
    return all;
}

/* A digit is a piece of a hundred patterns, and most ask for any of them: that is noted once a text. */
static void
join_digits(struct lexicon *l)
{
    struct lexicon_notes *notes = &l->of_literal;
    uint32_t digit[10], from, until;

    for (int d = 0; d < 10; d++)
        if ((digit[d] = digit_of(l, (char)('0' + d))) == NO_WORD)
            return;
    from = notes->start[digit[0]];
    until = notes->start[digit[0] + 1];
    l->digit_note = ARENA_ARRAY(l->arena, struct lexicon_note, until - from + 1);
    for (uint32_t i = from; i < until; i++) {
        struct lexicon_note all = take_common(notes, digit, notes->note[i]);

        if (all.bits != 0)
            l->digit_note[l->digit_note_n++] = all;
    }
}

static void
index_begins(struct lexicon *l)
{
    size_t words = lexicon_words(l->door_n);

    l->by_begin = ARENA_ARRAY(l->arena, uint64_t, 256 * words);
    for (size_t i = 0; i < l->door_n; i++)
        if (!l->door[i].begins)
            l->by_begin[i / 64] |= 1ULL << i % 64;
    for (unsigned c = 1; c < 256; c++)
        memcpy(l->by_begin + c * words, l->by_begin, words * sizeof *l->by_begin);
    for (size_t i = 0; i < l->door_n; i++)
        for (unsigned k = 0; l->door[i].begins && k < 4; k++)
            for (uint64_t rest = l->door[i].begins[k]; rest != 0; rest &= rest - 1)
                l->by_begin[(k * 64 + (size_t)__builtin_ctzll(rest)) * words + i / 64] |= 1ULL << i % 64;
}

/* Nearly all doors are held by one set: its number is nearer at hand than a note. */
static void
index_sets_of_doors(struct lexicon *l)
{
    l->set_of_door = ARENA_ARRAY(l->arena, uint16_t, l->door_n + 1);
    for (size_t i = 0; i < l->door_n; i++) {
        const struct lexicon_note *x = &l->of_door.note[l->of_door.start[i]];
        bool one = l->of_door.start[i + 1] - l->of_door.start[i] == 1 && (x->bits & (x->bits - 1)) == 0;

        size_t set = one ? x->word * 64 + (size_t)__builtin_ctzll(x->bits) : SEVERAL_SETS;

        l->set_of_door[i] = (uint16_t)(set < SEVERAL_SETS ? set : SEVERAL_SETS);
    }
}

static void
index_notes(struct lexicon *l)
{
    struct pairs literals = {.n = 0}, doors = {.n = 0};

    place_doors(l);
    l->single = ARENA_ARRAY(l->arena, uint64_t, lexicon_words(l->door_n));
    l->plain = ARENA_ARRAY(l->arena, uint64_t, lexicon_words(l->door_n));
    for (uint32_t i = 0; i < l->door_n; i++)
        index_door(l, i, &literals);
    index_begins(l);
    for (const struct phrases *p = l->sets; p; p = p->next)
        for (size_t i = 0; i < p->n; i++)
            index_phrase(l, p, &p->phrase[i], &literals, &doors);
    l->of_literal = notes_of(l->arena, &literals, l->literal_all);
    join_digits(l);
    l->of_door = notes_of(l->arena, &doors, l->door_n);
    index_sets_of_doors(l);
}

/* Adds the bits of some doors to the notes of n words. */
static size_t
note_doors(struct lexicon_note *note, size_t n, const uint32_t *door, size_t door_n)
{
    for (size_t k = 0; k < door_n; k++) {
        size_t i = 0;

        while (i < n && note[i].word != door[k] / 64)
            i++;
        if (i == n)
            note[n++] = (struct lexicon_note){.word = door[k] / 64};
        note[i].bits |= 1ULL << door[k] % 64;
    }
    return n;
}

/* So that a text is asked for all doors of a pattern, or of a set, by a few words. */
static void
index_doors(struct lexicon *l, struct phrases *p, struct lexicon_note *room)
{
    for (size_t i = 0; i < p->n; i++) {
        struct phrase *x = &p->phrase[i];

        if (x->door_n == 0)
            continue;
        x->doors_n = note_doors(room, 0, x->door, x->door_n);
        x->doors = memcpy(arena_raw(l->arena, x->doors_n * sizeof *room), room, x->doors_n * sizeof *room);
    }
    for (size_t i = 0; i < p->n; i++)
        p->doors_n = note_doors(room, p->doors_n, p->phrase[i].door, p->phrase[i].door_n);
    if (p->doors_n > 0)
        p->doors = memcpy(arena_raw(l->arena, p->doors_n * sizeof *room), room, p->doors_n * sizeof *room);
}

void
phrases_index(struct lexicon *l)
{
    struct lexicon_note *room;

    for (struct phrases *p = l->sets; p; p = p->next) {
        size_t patterns = 0, literals = 0;

        p->number = l->set_n++;
        p->open_n = 0;
        p->pattern = ARENA_ARRAY(l->arena, uint32_t, p->pattern_n + 1);
        p->literal = ARENA_ARRAY(l->arena, struct phrase_literal, p->n - p->pattern_n + 1);
        p->begins = ARENA_ARRAY(l->arena, char, p->n + 1);
        for (size_t i = 0; i < p->n; i++) {
            p->open_n += p->phrase[i].pattern && p->phrase[i].door_n == 0;
            if (p->phrase[i].pattern)
                p->pattern[patterns++] = (uint32_t)i;
            if (p->phrase[i].literal == NO_WORD)
                continue;
            p->literal[literals++] = (struct phrase_literal){p->phrase[i].literal, (uint32_t)i};
            p->begins[i] = phrase_begin(l->literal[p->phrase[i].literal].form, 0);
        }
    }
    index_notes(l);
    room = mem_new(lexicon_words(l->door_n), sizeof *room);
    for (struct phrases *p = l->sets; p; p = p->next)
        index_doors(l, p, room);
    free(room);
}
