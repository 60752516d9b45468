/*
 * The pass goes over the text with two automata side by side.  One knows every literal as it is written, so
 * what it finds stands there to the byte.  The other knows the long ones without marks and with sara am as
 * sara aa, so every hit of the higher tiers is among its candidates; each is then compared in those tiers,
 * lowest first.  With one automaton for both, two of five letters were candidates and half of those in vain:
 * 15 KB of a page's lines took 120 us, 80 us now.  What a literal means for sets and patterns is written out
 * as bits beforehand, the letters are counted on the way, and where words of periods stand is noted, which
 * saves a third of finding them.
 */
#include "rules/lexicon.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "rules/phrase_set.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define SARA_AM 0x0E33
#define SARA_AA 0x0E32
#define NIKHAHIT 0x0E4D
#define THAI_BLOCK 0x0E00
#define UNIT_THAI 128      /* of U+0E00 */
#define THAI_ASSIGNED 0x5C /* the characters behind are none */
#define UNIT_OTHER 1       /* any character that is neither ASCII nor Thai */
#define NO_SYMBOL 1        /* of what no word holds */
#define SYMBOL_BITS 7
#define LAST_SYMBOL 127 /* of all units that are left when the others are given away */
#define FIRST_FOUND 8
#define STOPS 64 /* passed before they are looked at */
#define FEW_FOUND 16

/* Of a literal; each has a map of its own. */
enum kind { KIND_PHRASE, KIND_GATE, KIND_DATE };

/* Of a literal that ends in a state. */
#define ENDS_LAST 1  /* no shorter one follows */
#define ENDS_GATE 2  /* a piece of a pattern */
#define ENDS_FRONT 4 /* begins with a letter or digit of Latin script */
#define ENDS_BACK 8  /* ends with one */
#define ENDS_DATE 32
#define ENDS_OTHERS 16 /* holds characters that are not told apart */

struct lexicon *
lexicon_new(struct arena *a)
{
    struct lexicon *l = ARENA_NEW(a, struct lexicon);

    l->arena = a;
    for (size_t kind = 0; kind < LEXICON_KINDS; kind++)
        l->number[kind] = map_new();
    l->pattern = map_new();
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
    automaton_free(l->exact);
    automaton_free(l->loose);
    free(l->literal);
}

/* Reads one character at *at of a valid text with a NUL behind. */
static inline unsigned
unit_next(struct str s, size_t *at)
{
    const char *p = s.p + *at;
    uint8_t first = (uint8_t)*p;
    unsigned place;

    if (first == 0xE0 && (place = thai_place(p)) != THAI_NO_PLACE) {
        *at += 3;
        return UNIT_THAI | place;
    }
    if (first < 0x80) {
        ++*at;
        return first;
    }
    *at += first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (*at > s.n)
        *at = s.n;
    return UNIT_OTHER;
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
    e->num = (int64_t)l->literal_n;
    l->literal = mem_room(l->literal, l->literal_n, &l->literal_cap, sizeof *l->literal);
    l->literal[l->literal_n] = (struct literal){
        .form = e->key,
        .highest = kind == KIND_PHRASE ? highest_tier(form) : THAI_EXACT,
        .gate = kind == KIND_GATE,
        .date = kind == KIND_DATE,
        .same = NO_WORD,
    };
    return (uint32_t)l->literal_n++;
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

static bool
is_latin(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How often each unit stands in the literals. */
static void
count_units(const struct lexicon *l, bool loose, uint32_t count[256])
{
    for (size_t i = 0; i < l->literal_n; i++)
        for (size_t at = 0; at < l->literal[i].form.n;) {
            unsigned unit = known_unit(unit_next(l->literal[i].form, &at));

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

/* Gives each unit that is counted a symbol from `symbol` on.  The frequent ones come first, so that what is
 * looked up in a row lies close together. */
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
    for (size_t i = 0; i < n; i++, symbol += symbol < LAST_SYMBOL)
        *(loose ? &l->unit[sorted[i].unit].loose : &l->unit[sorted[i].unit].exact) = (uint8_t)symbol;
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
        l->unit[unit].letter =
            unit < UNIT_THAI ? unit >= 'a' && unit <= 'z' : thai_is_letter(THAI_BLOCK + unit - UNIT_THAI);
    }
}

static struct str
exact_symbols(const struct lexicon *l, struct str form)
{
    char *out = arena_raw(l->arena, form.n + 1);
    size_t n = 0;

    for (size_t at = 0; at < form.n;)
        out[n++] = (char)l->unit[unit_next(form, &at)].exact;
    return (struct str){out, n};
}

static struct str
loose_symbols(const struct lexicon *l, struct str form)
{
    char *out = arena_raw(l->arena, form.n + 1);
    size_t n = 0;

    for (size_t at = 0; at < form.n;) {
        uint8_t symbol = l->unit[unit_next(form, &at)].loose;

        if (symbol)
            out[n++] = (char)symbol;
    }
    assert(n > 0 && n <= LITERAL_LONGEST);
    return (struct str){out, n};
}

static void
close_loose(struct lexicon *l)
{
    struct map *known = map_new();
    struct str *word = mem_new(l->literal_n + 1, sizeof *word);
    uint32_t *first = ARENA_ARRAY(l->arena, uint32_t, l->literal_n + 1);
    size_t n = 0;

    for (uint32_t i = 0; i < l->literal_n; i++) {
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
    l->first = first;
    l->loose = automaton_new(l->arena, word, n, SYMBOL_BITS);
    free(word);
    map_free(known);
}

static uint8_t
ending_kind(const struct lexicon *l, uint32_t literal)
{
    struct str form = l->literal[literal].form;
    bool phrase = !l->literal[literal].gate && !l->literal[literal].date;
    uint8_t kind = l->literal[literal].gate ? ENDS_GATE : l->literal[literal].date ? ENDS_DATE : 0;

    if (phrase && (is_latin(form.p[0]) || is_digit(form.p[0])))
        kind |= ENDS_FRONT;
    if (phrase && (is_latin(form.p[form.n - 1]) || is_digit(form.p[form.n - 1])))
        kind |= ENDS_BACK;
    for (size_t at = 0; at < form.n;) {
        unsigned unit = known_unit(unit_next(form, &at));

        if (unit == UNIT_OTHER || l->unit[unit].exact == LAST_SYMBOL)
            kind |= ENDS_OTHERS;
    }
    return kind;
}

/* The literals of each word of the exact automaton: a phrase, a piece of a pattern, or both, and those that
 * differ in characters that are not told apart. */
struct holders {
    uint32_t *first, *next; /* of each word; of each literal; NO_WORD behind the last */
};

/* What ends in each state of the exact automaton, written out: its own literals, and those of shorter ones.
 */
static void
write_endings(struct lexicon *l, const struct holders *h)
{
    struct automaton *m = l->exact;
    uint32_t *start = ARENA_ARRAY(l->arena, uint32_t, m->state_n);
    struct lexicon_ending *ending = NULL;
    size_t n = 0, cap = 0;

    for (uint32_t state = 0; state < m->state_n; state++) {
        /* Those that end there for a suffix only share what was written for it: it is shorter, so it came
         * before. */
        if (m->word[state] == NO_WORD) {
            start[state] = start[m->state[state].ends];
            continue;
        }
        start[state] = (uint32_t)n;
        for (uint32_t at = state; at; at = automaton_shorter(m, at))
            for (uint32_t i = h->first[m->word[at]]; i != NO_WORD; i = h->next[i]) {
                ending = mem_room(ending, n, &cap, sizeof *ending);
                ending[n++] = (struct lexicon_ending){i, (uint16_t)l->literal[i].form.n, ending_kind(l, i)};
            }
        ending[n - 1].kind |= ENDS_LAST;
    }
    m->value = start;
    l->ending = n ? memcpy(arena_raw(l->arena, n * sizeof *ending), ending, n * sizeof *ending) : NULL;
    free(ending);
}

static void
close_exact(struct lexicon *l)
{
    struct map *known = map_new();
    struct str *word = mem_new(l->literal_n + 1, sizeof *word);
    struct holders h = {mem_new(l->literal_n + 1, sizeof *h.first),
                        mem_new(l->literal_n + 1, sizeof *h.next)};
    size_t n = 0;

    for (uint32_t i = 0; i < l->literal_n; i++) {
        bool fresh;
        struct str symbols = exact_symbols(l, l->literal[i].form);
        struct map_entry *e = map_put(known, symbols, &fresh);

        if (fresh) {
            e->num = (int64_t)n;
            h.first[n] = NO_WORD;
            word[n++] = symbols;
        }
        h.next[i] = h.first[e->num];
        h.first[e->num] = i;
    }
    l->exact = automaton_new(l->arena, word, n, SYMBOL_BITS);
    write_endings(l, &h);
    free(h.first);
    free(h.next);
    free(word);
    map_free(known);
}

void
lexicon_close(struct lexicon *l)
{
    add_dates(l);
    make_units(l);
    close_loose(l);
    close_exact(l);
    l->place = ARENA_ARRAY(l->arena, uint32_t, l->literal_n + 1);
    phrases_index(l);
}

bool
lexicon_inside_word(struct str norm, size_t at)
{
    if (at == 0 || at >= norm.n)
        return false;
    return (is_latin(norm.p[at - 1]) && is_latin(norm.p[at])) ||
           (is_digit(norm.p[at - 1]) && is_digit(norm.p[at]));
}

/* The next character that counts in a tier; 0 at the end. */
static uint32_t
folded_next(struct str s, size_t *at, enum thai_tier tier)
{
    while (*at < s.n) {
        uint32_t c = utf8_next(s, at);

        if (c == SARA_AM)
            return SARA_AA;
        if (c != NIKHAHIT && (tier < THAI_BARE || !thai_is_mark(c)))
            return c;
    }
    return 0;
}

static bool
same_in_tier(struct str a, struct str b, enum thai_tier tier)
{
    size_t i = 0, k = 0;
    uint32_t c;

    do {
        c = folded_next(a, &i, tier);
        if (c != folded_next(b, &k, tier))
            return false;
    } while (c);
    return true;
}

/* First byte at or after `at` that begins no mark. */
static size_t
skip_marks(const struct lexicon *l, struct str s, size_t at)
{
    size_t next = at;

    while (next < s.n && l->unit[unit_next(s, &next)].loose == 0)
        at = next;
    return at;
}

/* Where the last `letters` letters before byte `at` begin. */
static size_t
letters_back(const struct lexicon *l, struct str s, size_t at, size_t letters)
{
    while (at > 0 && letters > 0) {
        size_t next;

        do
            at--;
        while (at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80);
        next = at;
        letters -= l->unit[unit_next(s, &next)].loose != 0;
    }
    return at;
}

/* The pass over one text. */
struct pass {
    const struct lexicon *lexicon;
    struct str norm;
    struct lexicon_scan *scan; /* notes what is found; NULL: each is called */
    struct arena *arena;
    lexicon_each *each;
    void *ctx;
};

static void
note_bits(uint64_t *words, const struct lexicon_notes *notes, size_t thing)
{
    const struct lexicon_note *x = &notes->note[notes->start[thing]],
                              *end = &notes->note[notes->start[thing + 1]];

    for (; x < end; x++)
        words[x->word] |= x->bits;
}

static void
note_literal(struct lexicon_scan *s, uint32_t literal)
{
    s->n++;
    s->present[literal / 64] |= 1ULL << literal % 64;
    note_bits(s->touched, &s->lexicon->of_literal, literal);
}

static bool
is_noted(const struct lexicon_scan *s, uint32_t literal)
{
    return s->present[literal / 64] >> literal % 64 & 1;
}

static bool
scan_grow(struct lexicon_scan *s, struct arena *a)
{
    size_t cap = s->cap ? 2 * s->cap : FIRST_FOUND;
    struct lexicon_found *found = arena_raw(a, cap * sizeof *found);

    if (!found)
        return false;
    if (s->found_n)
        memcpy(found, s->found, s->found_n * sizeof *found);
    s->found = found;
    s->cap = cap;
    return true;
}

static bool
scan_add(struct pass *pass, uint32_t literal, enum thai_tier tier, size_t from, size_t to)
{
    struct lexicon_scan *s = pass->scan;
    struct lexicon_found *f;
    bool fresh = !is_noted(s, literal);

    if (fresh && s->found_n == s->cap && !scan_grow(s, pass->arena)) {
        s->lost = true;
        return false;
    }
    if (fresh) {
        note_literal(s, literal);
        note_bits(s->held, &s->lexicon->of_literal, literal);
        pass->lexicon->place[literal] = (uint32_t)s->found_n++;
    }
    f = &s->found[pass->lexicon->place[literal]];
    if (fresh || tier < f->tier)
        *f = (struct lexicon_found){
            .literal = literal, .tier = tier, .first_from = (uint32_t)from, .first_to = (uint32_t)to};
    if (tier == f->tier) {
        f->last_from = (uint32_t)from;
        f->last_to = (uint32_t)to;
        f->count++;
    }
    return true;
}

static bool
found_here(struct pass *p, uint32_t literal, enum thai_tier tier, size_t from, size_t to)
{
    return p->scan ? scan_add(p, literal, tier, from, to) : p->each(p->ctx, literal, tier, from, to);
}

static bool
is_mark_at(const struct lexicon *l, struct str s, size_t at)
{
    return at < s.n && l->unit[unit_next(s, &at)].loose == 0;
}

/* A literal that ends at byte `to` counts as a phrase when no word goes on at either end. */
static bool
stands_alone(const struct pass *p, const struct lexicon_ending *x, size_t from, size_t to)
{
    return !is_mark_at(p->lexicon, p->norm, to) &&
           !(x->kind & ENDS_FRONT && lexicon_inside_word(p->norm, from)) &&
           !(x->kind & ENDS_BACK && lexicon_inside_word(p->norm, to));
}

/* The literals whose bytes end at byte `to`, longest first. */
static bool
exact_endings(struct pass *p, const struct lexicon_ending *x, size_t to)
{
    for (;; x++) {
        size_t from = to - x->bytes;

        if (x->kind & ENDS_OTHERS &&
            memcmp(p->norm.p + from, p->lexicon->literal[x->literal].form.p, x->bytes) != 0) {
            /* another character stands there */
        } else if (x->kind & ENDS_GATE) {
            if (p->scan && !is_noted(p->scan, x->literal))
                note_literal(p->scan, x->literal);
        } else if (x->kind & ENDS_DATE) {
            if (p->scan)
                p->scan->dates[from / 64] |= 1ULL << from % 64;
        } else if (stands_alone(p, x, from, to) && !found_here(p, x->literal, THAI_EXACT, from, to)) {
            return false;
        }
        if (x->kind & ENDS_LAST)
            return true;
    }
}

/* The lowest of the higher tiers in which a literal stands whose letters end before the marks that end at
 * `after`; 0 when in none, or when its bytes stand there, of which the exact automaton knows. */
static enum thai_tier
loose_tier(const struct pass *p, const struct literal *x, size_t end, size_t after, size_t *from)
{
    struct str norm = p->norm;

    if (after >= x->form.n && memcmp(norm.p + after - x->form.n, x->form.p, x->form.n) == 0)
        return 0;
    *from = letters_back(p->lexicon, norm, end, x->letters);
    if (lexicon_inside_word(norm, *from) || lexicon_inside_word(norm, after))
        return 0;
    for (enum thai_tier tier = THAI_AM; tier <= x->highest; tier++)
        if (same_in_tier(str_sub(norm, *from, after), x->form, tier))
            return tier;
    return 0;
}

/* The literals whose letters end at byte `end`. */
static bool
loose_endings(struct pass *p, uint32_t state, size_t end)
{
    const struct lexicon *l = p->lexicon;
    size_t after = skip_marks(l, p->norm, end), from = 0;

    for (uint32_t at = state; at; at = automaton_shorter(l->loose, at))
        for (uint32_t i = l->first[l->loose->word[at]]; i != NO_WORD; i = l->literal[i].same) {
            enum thai_tier tier = loose_tier(p, &l->literal[i], end, after, &from);

            if (tier && !found_here(p, i, tier, from, after))
                return false;
        }
    return true;
}

/* Where something ends. */
struct stop {
    automaton_at at;
    uint32_t end;
};

/* What was passed and is yet to be looked at: to do so at each stop would keep the pass waiting for it, and a
 * fifth of its steps are stops nobody can foresee. */
struct stops {
    struct stop exact[STOPS], loose[STOPS];
};

__attribute__((noinline)) static bool
settle_stops(struct pass *p, const struct stops *s, size_t exact_n, size_t loose_n)
{
    const struct lexicon *l = p->lexicon;

    for (size_t i = 0; i < exact_n; i++)
        if (!exact_endings(p, &l->ending[automaton_value(l->exact, s->exact[i].at)], s->exact[i].end))
            return false;
    for (size_t i = 0; i < loose_n; i++)
        if (!loose_endings(p, automaton_value(l->loose, s->loose[i].at), s->loose[i].end))
            return false;
    return true;
}

static void
walk(struct pass *p)
{
    const struct lexicon *l = p->lexicon;
    const struct lexicon_unit *unit = l->unit;
    const uint16_t *exact_row = l->exact->row, *loose_row = l->loose->row;
    const struct str norm = p->norm;
    automaton_at exact = AUTOMATON_BEGIN, loose = AUTOMATON_BEGIN, exact_next, loose_next;
    struct stops stops;
    size_t exact_n = 0, loose_n = 0;
    uint32_t letters = 0;

    assert(norm.n < UINT32_MAX);
    for (size_t at = 0; at < norm.n;) {
        struct lexicon_unit u = unit[unit_next(norm, &at)];

        letters += u.letter;
        exact_next = automaton_known(exact_row, SYMBOL_BITS, exact, u.exact);
        loose_next = automaton_known(loose_row, SYMBOL_BITS, loose, u.loose);
        /* What is learnt may cost what was learnt before, and with it the numbers of the stops. */
        if (!exact_next || !loose_next || exact_n == STOPS || loose_n == STOPS) {
            if (!settle_stops(p, &stops, exact_n, loose_n))
                return;
            exact_n = loose_n = 0;
            exact_next = automaton_step(l->exact, exact, u.exact);
            loose_next = automaton_step(l->loose, loose, u.loose);
        }
        exact = exact_next;
        loose = loose_next;
        stops.exact[exact_n] = (struct stop){exact, (uint32_t)at};
        exact_n += automaton_ends(exact);
        stops.loose[loose_n] = (struct stop){loose, (uint32_t)at};
        loose_n += automaton_ends(loose);
    }
    if (settle_stops(p, &stops, exact_n, loose_n) && p->scan)
        p->scan->letters = letters;
}

void
lexicon_walk(const struct lexicon *l, struct str norm, lexicon_each *each, void *ctx)
{
    walk(&(struct pass){.lexicon = l, .norm = norm, .each = each, .ctx = ctx});
}

static int
found_cmp(const void *a, const void *b)
{
    const struct lexicon_found *x = a, *y = b;

    return (x->literal > y->literal) - (x->literal < y->literal);
}

/* Nearly all texts hold few. */
static void
sort_found(struct lexicon_found *found, size_t n)
{
    if (n > FEW_FOUND) {
        qsort(found, n, sizeof *found, found_cmp);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        struct lexicon_found f = found[i];
        size_t k = i;

        for (; k > 0 && found[k - 1].literal > f.literal; k--)
            found[k] = found[k - 1];
        found[k] = f;
    }
}

/* Patterns that want two pieces are open when both were found; what is open touches the sets that hold it. */
static void
settle_patterns(struct lexicon_scan *s, size_t words)
{
    for (size_t w = 0; w < words; w++) {
        s->open[w] &= s->second[w] | s->lexicon->single[w];
        for (uint64_t rest = s->open[w]; rest != 0; rest &= rest - 1)
            note_bits(s->touched, &s->lexicon->of_pattern, w * 64 + (size_t)__builtin_ctzll(rest));
    }
}

static const struct lexicon_scan lost_scan = {.lost = true};

/* The notes of one scan of so many bytes lie behind one another; NULL where there is no room. */
static struct lexicon_scan *
scan_new(const struct lexicon *l, size_t bytes, struct arena *a)
{
    size_t literals = l->literal_n / 64 + 1, sets = lexicon_words(l->set_n), patterns = map_count(l->pattern);
    struct lexicon_scan *s = ARENA_NEW(a, struct lexicon_scan);

    if (!s || !(s->present = ARENA_ARRAY(a, uint64_t,
                                         literals + 2 * sets + 2 * lexicon_words(patterns) + patterns / 32 +
                                             1 + lexicon_words(bytes))))
        return NULL;
    s->lexicon = l;
    s->touched = s->present + literals;
    s->open = s->touched + sets;
    s->second = s->open + lexicon_words(patterns);
    s->held = s->second + lexicon_words(patterns);
    s->pattern = s->held + sets;
    s->dates = s->pattern + patterns / 32 + 1;
    return s;
}

const struct lexicon_scan *
lexicon_scan_new(const struct lexicon *l, struct thai_text *t)
{
    struct lexicon_scan *s = scan_new(l, t->norm[THAI_EXACT].text.n, t->arena);

    if (!s)
        return &lost_scan;
    /* A text without a normal form is blank, unless there was no room for it. */
    s->lost = t->norm[THAI_EXACT].text.n == 0 && t->original.n > 0 &&
              !arena_raw(t->arena, t->original.n * (1 + sizeof(uint32_t)));
    walk(&(struct pass){.lexicon = l, .norm = t->norm[THAI_EXACT].text, .scan = s, .arena = t->arena});
    if (s->n > 0)
        settle_patterns(s, lexicon_words(map_count(l->pattern)));
    sort_found(s->found, s->found_n);
    t->scan = s;
    return s;
}

const struct lexicon_found *
lexicon_find(const struct lexicon_scan *s, uint32_t literal)
{
    size_t from = 0, to = s->found_n;

    while (from < to) {
        size_t middle = (from + to) / 2;

        if (s->found[middle].literal == literal)
            return &s->found[middle];
        if (s->found[middle].literal < literal)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}
