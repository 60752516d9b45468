/*
 * A lexicon knows two automata.  One has every literal as it is written, so what it finds stands there to the
 * byte.  The other has the long ones without marks and with sara am as sara aa, so every hit of the higher
 * tiers is among its candidates (lexicon_scan.c).
 */
#include "base/mem.h"
#include "base/utf8.h"
#include "rules/lexicon_units.h"
#include "rules/phrase_set.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define THAI_ASSIGNED 0x5C /* the characters behind are none */
#define NO_SYMBOL 1        /* of what no word holds */

/* Of a literal; each has a map of its own. */
enum kind { KIND_PHRASE, KIND_GATE, KIND_DATE };

struct lexicon *
lexicon_new(struct arena *a)
{
    struct lexicon *l = ARENA_NEW(a, struct lexicon);

    l->arena = a;
    for (size_t kind = 0; kind < LEXICON_KINDS; kind++)
        l->number[kind] = map_new();
    l->pattern = map_new();
    l->made = map_new();
    l->door_number = map_new();
    l->scratch = arena_new(0);
    return l;
}

void
lexicon_free(struct lexicon *l)
{
    if (!l)
        return;
    for (size_t kind = 0; kind < LEXICON_KINDS; kind++)
        map_free(l->number[kind]);
    map_free(l->pattern);
    map_free(l->made);
    map_free(l->door_number);
    arena_free(l->scratch);
    free(l->door);
    lexicon_rows_free(l->rows);
    free(l->literal);
}

static bool
is_mark(unsigned unit)
{
    return unit >= UNIT_THAI && thai_is_mark(THAI_BLOCK + unit - UNIT_THAI);
}

/* NUL and places of the Thai block without a character count as the one for all others. */
static unsigned
known_unit(unsigned unit)
{
    return unit == 0 || unit >= UNIT_THAI + THAI_ASSIGNED ? UNIT_OTHER : unit;
}

/* The unit without what the higher tiers leave out. */
static unsigned
loose_unit(unsigned unit)
{
    return unit == UNIT_THAI + SARA_AM - THAI_BLOCK ? UNIT_THAI + SARA_AA - THAI_BLOCK : unit;
}

static enum thai_tier
highest_tier(struct str form)
{
    size_t n = utf8_length(form);

    return n >= THAI_BARE_SHORTEST ? THAI_BARE : n >= THAI_AM_SHORTEST ? THAI_AM : THAI_EXACT;
}

static uint32_t
add(struct lexicon *l, struct str form, enum kind kind)
{
    bool fresh;
    struct map_entry *e = map_put(l->number[kind], form, &fresh);

    assert(!l->exact && form.n > 0);
    if (!fresh)
        return (uint32_t)e->num;
    e->num = (int64_t)l->literal_all;
    l->literal = mem_room(l->literal, l->literal_all, &l->literal_cap, sizeof *l->literal);
    l->literal[l->literal_all] = (struct literal){
        .form = e->key,
        .highest = kind == KIND_PHRASE ? highest_tier(form) : THAI_EXACT,
        .gate = kind == KIND_GATE,
        .date = kind == KIND_DATE,
        .twin = NO_WORD,
        .same = NO_WORD,
    };
    return (uint32_t)l->literal_all++;
}

uint32_t
lexicon_add(struct lexicon *l, struct str form, bool gate)
{
    return add(l, form, gate ? KIND_GATE : KIND_PHRASE);
}

/* One pass finds the words of periods, too. */
static void
add_dates(struct lexicon *l)
{
    char form[64];

    for (size_t i = 0; dates_form(i, form); i++)
        add(l, str_of(form), KIND_DATE);
}

/* How often each unit stands in the literals. */
static void
count_units(const struct lexicon *l, bool loose, uint32_t count[256])
{
    for (size_t i = 0; i < l->literal_all; i++)
        for (size_t at = 0; at < l->literal[i].form.n;) {
            unsigned unit = known_unit(lexicon_unit_next(l->literal[i].form, &at));

            if (!loose)
                count[unit]++;
            else if (l->literal[i].highest > THAI_EXACT && !is_mark(unit))
                count[loose_unit(unit)]++;
        }
}

struct counted {
    uint32_t count;
    unsigned unit;
};

/* Frequent ones first. */
static int
counted_cmp(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Gives each unit that is counted a symbol from `symbol` on, the frequent ones first. */
static void
number_units(struct lexicon *l, bool loose, unsigned symbol)
{
    uint32_t count[256] = {0};
    struct counted sorted[256];
    size_t n = 0;

    count_units(l, loose, count);
    for (unsigned unit = 0; unit < 256; unit++)
        if (count[unit] > 0)
            sorted[n++] = (struct counted){count[unit], unit};
    if (n > 0)
        qsort(sorted, n, sizeof *sorted, counted_cmp);
    for (size_t i = 0; i < n; i++, symbol++)
        *(loose ? &l->unit[sorted[i].unit].loose : &l->unit[sorted[i].unit].exact) = (uint8_t)symbol;
}

/* Units that are the same to both automata are one class.  What is looked up in a row lies close together
 * when the frequent ones come first, and their symbols are small. */
static void
number_classes(struct lexicon *l)
{
    unsigned n = 0;

    for (unsigned symbol = 0; symbol < 256; symbol++)
        for (unsigned unit = 0; unit < 256; unit++) {
            struct lexicon_unit *u = &l->unit[unit];
            unsigned class = 0;

            if (u->exact != symbol)
                continue;
            while (class < n && (l->class[class].exact != u->exact || l->class[class].loose != u->loose))
                class ++;
            if (class == n)
                l->class[n++] = (struct lexicon_class){u->exact, u->loose};
            l->class_of[unit] = (uint8_t) class;
        }
}

/* Marks keep 0 among the loose symbols. */
static void
make_units(struct lexicon *l)
{
    number_units(l, false, NO_SYMBOL + 1);
    number_units(l, true, NO_SYMBOL + 1);
    for (unsigned unit = 0; unit < 256; unit++) {
        l->unit[unit].exact = l->unit[known_unit(unit)].exact;
        if (l->unit[unit].exact == 0)
            l->unit[unit].exact = NO_SYMBOL;
        if (!is_mark(unit))
            l->unit[unit].loose = l->unit[loose_unit(known_unit(unit))].loose;
        if (!is_mark(unit) && l->unit[unit].loose == 0)
            l->unit[unit].loose = NO_SYMBOL;
        l->passed[unit] = unit < UNIT_THAI ? 1 : unit < UNIT_LAST ? 3 : 0;
        if (unit < UNIT_THAI ? unit >= 'a' && unit <= 'z' : thai_is_letter(THAI_BLOCK + unit - UNIT_THAI))
            l->passed[unit] |= PASSED_LETTER;
        if (unit >= '0' && unit <= '9')
            l->passed[unit] |= PASSED_DIGIT;
    }
    number_classes(l);
}

static struct str
exact_symbols(const struct lexicon *l, struct str form)
{
    char *out = arena_raw(l->scratch, form.n + 1);
    size_t n = 0;

    for (size_t at = 0; at < form.n;)
        out[n++] = (char)l->unit[lexicon_unit_next(form, &at)].exact;
    return (struct str){out, n};
}

static struct str
loose_symbols(const struct lexicon *l, struct str form)
{
    char *out = arena_raw(l->scratch, form.n + 1);
    size_t n = 0;

    for (size_t at = 0; at < form.n;) {
        uint8_t symbol = l->unit[lexicon_unit_next(form, &at)].loose;

        if (symbol)
            out[n++] = (char)symbol;
    }
    assert(n > 0 && n <= LITERAL_LONGEST);
    return (struct str){out, n};
}

/* What only those asked for who put it together. */
static void
forget_making(struct lexicon *l)
{
    l->pattern_n = map_count(l->pattern);
    map_free(l->pattern);
    map_free(l->made);
    map_free(l->door_number);
    arena_free(l->scratch);
    l->pattern = l->made = l->door_number = NULL;
    l->scratch = NULL;
}

static void
close_loose(struct lexicon *l)
{
    struct map *known = map_new();
    struct str *word = mem_new(l->literal_all + 1, sizeof *word);
    uint32_t *first = ARENA_ARRAY(l->arena, uint32_t, l->literal_all + 1);
    size_t n = 0;

    for (uint32_t i = 0; i < l->literal_all; i++) {
        bool fresh;
        struct str symbols;
        struct map_entry *e;

        if (l->literal[i].highest == THAI_EXACT)
            continue;
        symbols = loose_symbols(l, l->literal[i].form);
        e = map_put(known, symbols, &fresh);
        if (fresh) {
            e->num = (int64_t)n;
            first[n] = NO_WORD;
            word[n++] = symbols;
        }
        l->literal[i].letters = (uint16_t)symbols.n;
        l->literal[i].same = first[e->num];
        first[e->num] = i;
    }
    l->loose_first = first;
    l->loose = automaton_new(l->arena, word, n, 0);
    free(word);
    map_free(known);
}

/* The literals of each word: a phrase, a piece of a pattern, or both, and those that differ in characters
 * that are not told apart. */
static void
close_exact(struct lexicon *l)
{
    struct map *known = map_new();
    struct str *word = mem_new(l->literal_all + 1, sizeof *word);
    uint32_t *first = ARENA_ARRAY(l->arena, uint32_t, l->literal_all + 1);
    size_t n = 0;

    for (uint32_t i = 0; i < l->literal_all; i++) {
        bool fresh;
        struct str symbols = exact_symbols(l, l->literal[i].form);
        struct map_entry *e = map_put(known, symbols, &fresh);

        if (fresh) {
            e->num = (int64_t)n;
            first[n] = NO_WORD;
            word[n++] = symbols;
        }
        l->literal[i].twin = first[e->num];
        first[e->num] = i;
    }
    l->exact_first = first;
    l->exact = automaton_new(l->arena, word, n, 0);
    free(word);
    map_free(known);
}

static void
renumber(uint32_t *literal, size_t n, const uint32_t *now)
{
    for (size_t i = 0; i < n; i++)
        literal[i] = now[literal[i]];
}

static void
renumber_sets(struct lexicon *l, const uint32_t *now)
{
    for (struct phrases *p = l->sets; p; p = p->next)
        for (size_t i = 0; i < p->n; i++) {
            if (p->phrase[i].literal != NO_WORD)
                renumber(&p->phrase[i].literal, 1, now);
            renumber(p->phrase[i].sure, p->phrase[i].sure_n, now);
        }
    for (size_t i = 0; i < l->door_n; i++) {
        renumber(l->door[i].gate, l->door[i].gate_n, now);
        renumber(l->door[i].second, l->door[i].second_n, now);
    }
}

/* Those that are told one by one come first: they are two of five, and each pass has a bit for each. */
static void
place_literals(struct lexicon *l)
{
    struct literal *placed = mem_new(l->literal_all + 1, sizeof *placed);
    uint32_t *now = mem_new(l->literal_all + 1, sizeof *now), n = 0;

    for (int told = 1; told >= 0; told--) {
        for (size_t i = 0; i < l->literal_all; i++) {
            if (((!l->literal[i].gate && !l->literal[i].date) || l->literal[i].sure) != told)
                continue;
            now[i] = n;
            placed[n++] = l->literal[i];
        }
        l->literal_n = told ? n : l->literal_n;
    }
    free(l->literal);
    l->literal = placed;
    renumber_sets(l, now);
    free(now);
}

void
lexicon_close(struct lexicon *l)
{
    add_dates(l);
    place_literals(l);
    make_units(l);
    close_loose(l);
    close_exact(l);
    phrases_index(l);
    lexicon_rows_make(l);
    forget_making(l);
}
