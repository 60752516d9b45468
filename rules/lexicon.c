/*
 * The pass goes over the tier-1 text once, leaving marks out and reading sara am as sara aa, so every
 * tier's hits are among its candidates; each candidate is then compared in the tiers it may count in,
 * lowest first.
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
#define SYMBOL_OTHER 1 /* any character that is neither ASCII nor Thai */
#define PLACES 256
#define FIRST_SLOTS 32

static uint8_t
thai_symbol(uint32_t c)
{
    return (uint8_t)(128 + (c - THAI_BLOCK));
}

struct lexicon *
lexicon_new(struct arena *a)
{
    struct lexicon *l = ARENA_NEW(a, struct lexicon);

    l->arena = a;
    l->number = map_new();
    l->pattern = map_new();
    for (uint32_t c = 0; c < 128; c++) {
        uint32_t thai = THAI_BLOCK + c;

        l->symbol[c] = (uint8_t)(c > SYMBOL_OTHER ? c : SYMBOL_OTHER);
        l->symbol[128 + c] = thai_is_mark(thai) ? 0 : thai_symbol(thai == SARA_AM ? SARA_AA : thai);
    }
    return l;
}

void
lexicon_free(struct lexicon *l)
{
    if (!l)
        return;
    map_free(l->number);
    map_free(l->pattern);
    free(l->literal);
}

/* Reads one character at *at; 0 when it is a mark. */
static inline uint8_t
symbol_next(const struct lexicon *l, struct str s, size_t *at)
{
    const uint8_t *p = (const uint8_t *)s.p + *at;

    if (p[0] == 0xE0 && *at + 2 < s.n && (p[1] & 0xFE) == 0xB8) {
        *at += 3;
        return l->symbol[128 | (p[1] & 1) << 6 | (p[2] & 0x3F)];
    }
    if (p[0] < 0x80) {
        ++*at;
        return l->symbol[p[0]];
    }
    *at += p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (*at > s.n)
        *at = s.n;
    return SYMBOL_OTHER;
}

static enum thai_tier
highest_tier(struct str form)
{
    size_t n = utf8_length(form);

    return n >= THAI_BARE_SHORTEST ? THAI_BARE : n >= THAI_AM_SHORTEST ? THAI_AM : THAI_EXACT;
}

uint32_t
lexicon_add(struct lexicon *l, struct str form, bool gate)
{
    bool fresh;
    struct str key = arena_printf(l->arena, "%c%.*s", gate ? 'g' : 'p', STR_ARGS(form));
    struct map_entry *e = map_put(l->number, key, &fresh);

    assert(!l->automaton && form.n > 0);
    if (!fresh)
        return (uint32_t)e->num;
    e->num = (int64_t)l->literal_n;
    l->literal = mem_room(l->literal, l->literal_n, &l->literal_cap, sizeof *l->literal);
    l->literal[l->literal_n] = (struct literal){
        .form = str_sub(key, 1, key.n),
        .highest = gate ? THAI_EXACT : highest_tier(form),
        .gate = gate,
        .same = NO_WORD,
    };
    return (uint32_t)l->literal_n++;
}

static struct str
bare_symbols(const struct lexicon *l, struct str form)
{
    char *out = arena_raw(l->arena, form.n + 1);
    size_t n = 0;

    for (size_t at = 0; at < form.n;) {
        uint8_t symbol = symbol_next(l, form, &at);

        if (symbol)
            out[n++] = (char)symbol;
    }
    assert(n > 0 && n <= LITERAL_LONGEST);
    return (struct str){out, n};
}

void
lexicon_close(struct lexicon *l)
{
    struct map *known = map_new();
    struct str *word = mem_new(l->literal_n + 1, sizeof *word);
    size_t n = 0;

    l->bare = ARENA_ARRAY(l->arena, uint32_t, l->literal_n + 1);
    for (uint32_t i = 0; i < l->literal_n; i++) {
        bool fresh;
        struct str symbols = bare_symbols(l, l->literal[i].form);
        struct map_entry *e = map_put(known, symbols, &fresh);

        if (fresh) {
            e->num = (int64_t)n;
            l->bare[n] = NO_WORD;
            word[n++] = symbols;
        }
        l->literal[i].same = l->bare[e->num];
        l->bare[e->num] = i;
    }
    l->automaton = automaton_new(l->arena, word, n);
    free(word);
    map_free(known);
    phrases_index(l);
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

    while (next < s.n && symbol_next(l, s, &next) == 0)
        at = next;
    return at;
}

/* The lowest tier in which the literal stands at `from`, the marks of its last letter ending at `after`; 0
 * when in none. */
static enum thai_tier
candidate_tier(const struct literal *x, struct str norm, size_t from, size_t after, size_t *to)
{
    if (norm.n - from >= x->form.n && memcmp(norm.p + from, x->form.p, x->form.n) == 0) {
        *to = from + x->form.n;
        if (x->gate)
            return THAI_EXACT;
        if (*to == after && !lexicon_inside_word(norm, from) && !lexicon_inside_word(norm, *to))
            return THAI_EXACT;
    }
    if (x->gate || x->highest == THAI_EXACT || lexicon_inside_word(norm, from) ||
        lexicon_inside_word(norm, after))
        return 0;
    *to = after;
    for (enum thai_tier tier = THAI_AM; tier <= x->highest; tier++)
        if (same_in_tier(str_sub(norm, from, after), x->form, tier))
            return tier;
    return 0;
}

/* Literals whose bare letters end at byte `end`, state being that of the longest of them.  Gates among known,
 * as bits, are passed over. */
static inline bool
walk_state(const struct lexicon *l, struct str norm, const uint32_t *began, uint32_t letter, uint32_t state,
           size_t end, const uint64_t *known, lexicon_each *each, void *ctx)
{
    size_t after = skip_marks(l, norm, end);

    for (uint32_t at = state; at; at = automaton_shorter(l->automaton, at)) {
        uint32_t i = l->bare[l->automaton->word[at]];
        size_t letters = l->automaton->depth[at];
        size_t from = began[(letter - letters) % PLACES], to = 0;

        for (; i != NO_WORD; i = l->literal[i].same) {
            enum thai_tier tier;

            if (known && l->literal[i].gate && known[i / 64] >> i % 64 & 1)
                continue;
            tier = candidate_tier(&l->literal[i], norm, from, after, &to);
            if (tier && !each(ctx, i, tier, from, to))
                return false;
        }
    }
    return true;
}

static inline void
walk(const struct lexicon *l, struct str norm, const uint64_t *known, lexicon_each *each, void *ctx)
{
    const struct automaton *m = l->automaton;
    uint32_t began[PLACES], letter = 0, state = 0;

    assert(m && norm.n < UINT32_MAX);
    for (size_t at = 0; at < norm.n;) {
        size_t start = at;
        uint8_t symbol = symbol_next(l, norm, &at);
        uint32_t ends;

        if (!symbol)
            continue;
        began[letter++ % PLACES] = (uint32_t)start;
        state = automaton_step(m, state, symbol);
        ends = m->state[state].ends;
        if (ends && !walk_state(l, norm, began, letter, ends, at, known, each, ctx))
            return;
    }
}

void
lexicon_walk(const struct lexicon *l, struct str norm, lexicon_each *each, void *ctx)
{
    walk(l, norm, NULL, each, ctx);
}

static size_t
slot_of(const struct lexicon_scan *s, uint32_t literal)
{
    size_t at = literal * 2654435761U & (s->cap - 1);

    while (s->slot[at].literal != NO_WORD && s->slot[at].literal != literal)
        at = (at + 1) & (s->cap - 1);
    return at;
}

static bool
scan_grow(struct lexicon_scan *s, struct arena *a)
{
    struct lexicon_scan bigger = *s;

    bigger.cap = s->cap ? 2 * s->cap : FIRST_SLOTS;
    bigger.slot = arena_raw(a, bigger.cap * sizeof *bigger.slot);
    if (!bigger.slot)
        return false;
    for (size_t i = 0; i < bigger.cap; i++)
        bigger.slot[i].literal = NO_WORD;
    for (size_t i = 0; i < s->cap; i++)
        if (s->slot[i].literal != NO_WORD)
            bigger.slot[slot_of(&bigger, s->slot[i].literal)] = s->slot[i];
    *s = bigger;
    return true;
}

struct scan_pass {
    struct lexicon_scan *scan;
    struct arena *arena;
};

static void
note_literal(struct lexicon_scan *s, uint32_t literal)
{
    const struct lexicon *l = s->lexicon;

    s->n++;
    s->present[literal / 64] |= 1ULL << literal % 64;
    for (uint32_t i = l->set_start[literal]; i < l->set_start[literal + 1]; i++) {
        uint64_t bit = 1ULL << l->set_of[i] % 64;

        s->touched[l->set_of[i] / 64] |= bit;
        s->held[l->set_of[i] / 64] |= l->literal[literal].gate ? 0 : bit;
    }
}

static bool
scan_add(void *ctx, uint32_t literal, enum thai_tier tier, size_t from, size_t to)
{
    struct scan_pass *pass = ctx;
    struct lexicon_scan *s = pass->scan;
    struct lexicon_found *f;

    if (s->lexicon->literal[literal].gate) { /* each comes once */
        note_literal(s, literal);
        return true;
    }
    if (2 * s->used >= s->cap && !scan_grow(s, pass->arena)) {
        s->lost = true;
        return false;
    }
    f = &s->slot[slot_of(s, literal)];
    if (f->literal == NO_WORD) {
        note_literal(s, literal);
        s->used++;
    }
    if (f->literal == NO_WORD || tier < f->tier)
        *f = (struct lexicon_found){
            .literal = literal, .tier = tier, .first_from = (uint32_t)from, .first_to = (uint32_t)to};
    if (tier == f->tier) {
        f->last_from = (uint32_t)from;
        f->last_to = (uint32_t)to;
        f->count++;
    }
    return true;
}

/* Of eight bytes: the notes of one scan. */
static size_t
words_of(const struct lexicon *l)
{
    return l->literal_n / 64 + 1 + 2 * (l->set_n / 64 + 1) + map_count(l->pattern) / 8 + 1;
}

static const struct lexicon_scan lost_scan = {.lost = true};

const struct lexicon_scan *
lexicon_scan_new(const struct lexicon *l, struct thai_text *t)
{
    struct lexicon_scan *s;
    struct scan_pass pass;

    s = ARENA_NEW(t->arena, struct lexicon_scan);
    if (!s || !(s->present = ARENA_ARRAY(t->arena, uint64_t, words_of(l))))
        return &lost_scan;
    s->touched = s->present + l->literal_n / 64 + 1;
    s->held = s->touched + l->set_n / 64 + 1;
    s->pattern = (uint8_t *)(s->held + l->set_n / 64 + 1);
    s->lexicon = l;
    /* A text without a normal form is blank, unless there was no room for it. */
    s->lost = t->norm[THAI_EXACT].text.n == 0 && t->original.n > 0 &&
              !arena_raw(t->arena, t->original.n * (1 + sizeof(uint32_t)));
    pass = (struct scan_pass){s, t->arena};
    walk(l, t->norm[THAI_EXACT].text, s->present, scan_add, &pass);
    t->scan = s;
    return s;
}

const struct lexicon_found *
lexicon_find(const struct lexicon_scan *s, uint32_t literal)
{
    size_t at;

    if (!lexicon_has(s, literal))
        return NULL;
    at = slot_of(s, literal);
    return &s->slot[at];
}
