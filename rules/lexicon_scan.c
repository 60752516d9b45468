/*
 * The pass of a text through a lexicon.  Each candidate of the loose automaton is compared in the higher
 * tiers, lowest first.  The two automata are stepped as one (lexicon_rows.h), what a literal means for sets
 * and patterns is written out as bits beforehand, the letters are counted on the way, and where words of
 * periods stand is noted, which saves a third of finding them.  Places are kept as they come, and what all
 * phrases that end together mean is one list: a fifth of a pass.
 */
#include "base/utf8.h"
#include "rules/lexicon_units.h"
#include "rules/phrase_set.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define NIKHAHIT 0x0E4D
#define FIRST_PLACES 10 /* most texts have no more */
#define FEW_PLACES 24   /* so many are looked through as they are */

bool
lexicon_inside_word(struct str norm, size_t at)
{
    if (at == 0 || at >= norm.n)
        return false;
    return (lexicon_is_latin(norm.p[at - 1]) && lexicon_is_latin(norm.p[at])) ||
           (str_is_digit(norm.p[at - 1]) && str_is_digit(norm.p[at]));
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
        letters -= l->unit[lexicon_unit_next(s, &next)].loose != 0;
    }
    return at;
}

/* The pass over one text. */
struct pass {
    const struct lexicon *lexicon;
    struct str norm, narrow;
    struct lexicon_scan *scan; /* notes what is found; NULL: each is called */
    struct arena *arena;
    bool digits; /* it has some */
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

static bool
is_noted(const struct lexicon_scan *s, uint32_t literal)
{
    return s->present[literal / 64] >> literal % 64 & 1;
}

/* A phrase is held by the sets it touches. */
static void
note_phrase(struct lexicon_scan *s, uint32_t literal)
{
    const struct lexicon_notes *notes = &s->lexicon->of_literal;

    if (is_noted(s, literal))
        return;
    s->present[literal / 64] |= 1ULL << literal % 64;
    for (uint32_t i = notes->start[literal]; i < notes->start[literal + 1]; i++) {
        s->touched[notes->note[i].word] |= notes->note[i].bits;
        s->held[notes->note[i].word] |= notes->note[i].bits;
    }
}

/* A piece of a pattern. */
static void
note_piece(struct lexicon_scan *s, uint32_t literal)
{
    if (literal < s->lexicon->literal_n)
        s->present[literal / 64] |= 1ULL << literal % 64;
    note_bits(s->touched, &s->lexicon->of_literal, literal);
}

static bool
scan_grow(struct lexicon_scan *s, struct arena *a)
{
    size_t cap = 2 * s->cap;
    struct lexicon_place *place = arena_raw(a, cap * sizeof *place);

    if (!place) {
        s->lost = true;
        return false;
    }
    memcpy(place, s->place, s->place_n * sizeof *place);
    s->place = place;
    s->cap = cap;
    return true;
}

/* All places are kept as they come: what is first and last of a literal is found when somebody asks, and most
 * texts are not asked. */
static inline bool
add_place(const struct pass *p, uint32_t literal, enum thai_tier tier, size_t from, size_t to)
{
    struct lexicon_scan *s = p->scan;

    if (s->place_n == s->cap && !scan_grow(s, p->arena))
        return false;
    s->place[s->place_n++] = (struct lexicon_place){literal, (uint32_t)from, (uint32_t)to, tier};
    return true;
}

static bool
scan_add(struct pass *p, uint32_t literal, enum thai_tier tier, size_t from, size_t to)
{
    if (!add_place(p, literal, tier, from, to))
        return false;
    note_phrase(p->scan, literal);
    return true;
}

static bool
found_here(struct pass *p, uint32_t literal, enum thai_tier tier, size_t from, size_t to)
{
    return p->scan ? scan_add(p, literal, tier, from, to) : p->each(p->ctx, literal, tier, from, to);
}

/* Behind the text stands a NUL. */
static inline bool
is_mark_at(const struct lexicon *l, struct str s, size_t at)
{
    unsigned place = s.p[at] == '\xE0' ? thai_place(s.p + at) : THAI_NO_PLACE;

    return place != THAI_NO_PLACE && l->unit[UNIT_THAI | place].loose == 0;
}

/* Would a phrase that ends at byte `to` begin or end inside a word? */
static bool
cuts_word(const struct pass *p, const struct lexicon_ending *x, size_t from, size_t to)
{
    return (x->kind & ENDS_FRONT && lexicon_inside_word(p->norm, from)) ||
           (x->kind & ENDS_BACK && lexicon_inside_word(p->norm, to));
}

/* What ends at byte `to`: a word of a period, or a phrase, if no mark follows. */
static bool
exact_ending(struct pass *p, const struct lexicon_ending *x, size_t to, bool mark)
{
    size_t from = to - x->bytes;

    if (x->kind & ENDS_OTHERS && to < x->bytes) /* shorter characters stand here */
        return true;
    if (x->kind & ENDS_OTHERS &&
        memcmp(p->norm.p + from, p->lexicon->literal[x->literal].form.p, x->bytes) != 0)
        return true;
    if (x->kind & (ENDS_GATE | ENDS_DATE)) {
        if (p->scan && x->kind & ENDS_GATE)
            note_piece(p->scan, x->literal);
        if (p->scan && x->kind & ENDS_DATE)
            p->scan->dates[from / 64] |= 1ULL << from % 64;
        return true;
    }
    return mark || cuts_word(p, x, from, to) || found_here(p, x->literal, THAI_EXACT, from, to);
}

/* The lowest of the higher tiers in which a literal stands whose letters and their marks end at byte `to`; 0
 * when in none, or when its bytes stand there, of which the exact automaton knows. */
static enum thai_tier
loose_tier(const struct pass *p, const struct literal *x, size_t to, size_t *from)
{
    struct str norm = p->norm;

    if (to >= x->form.n && memcmp(norm.p + to - x->form.n, x->form.p, x->form.n) == 0)
        return 0;
    *from = letters_back(p->lexicon, norm, to, x->letters);
    if (lexicon_inside_word(norm, *from) || lexicon_inside_word(norm, to))
        return 0;
    for (enum thai_tier tier = THAI_AM; tier <= x->highest; tier++)
        if (same_in_tier(str_sub(norm, *from, to), x->form, tier))
            return tier;
    return 0;
}

static bool
loose_ending(struct pass *p, uint32_t literal, size_t to)
{
    size_t from = 0;
    enum thai_tier tier = loose_tier(p, &p->lexicon->literal[literal], to, &from);

    return !tier || found_here(p, literal, tier, from, to);
}

/* Where something ends. */
struct stop {
    lexicon_at at;
    uint32_t end;
};

static inline void
note_all(uint64_t *words, const struct lexicon_note *x, size_t n)
{
    for (const struct lexicon_note *end = x + n; x < end; x++)
        words[x->word] |= x->bits;
}

/* Of a row of which nothing has to be looked at in the text. */
static bool
settle_phrases(struct pass *p, const struct lexicon_more *row, size_t end)
{
    note_all(p->scan->present, row->phrase_note, row->phrase_note_n);
    for (uint32_t i = 0; i < row->ending_n; i++)
        if (!add_place(p, row->ending[i].literal, THAI_EXACT, end - row->ending[i].bytes, end))
            return false;
    return true;
}

static bool
settle_asked(struct pass *p, const struct lexicon_more *row, size_t end, bool mark)
{
    for (uint32_t i = 0; i < row->ending_n; i++)
        if (!exact_ending(p, &row->ending[i], end, mark))
            return false;
    return true;
}

static void
note_dates(struct lexicon_scan *s, const struct lexicon_more *row, size_t end)
{
    for (uint32_t i = 0; i < row->date_n; i++) {
        size_t from = end - row->date[i];

        s->dates[from / 64] |= 1ULL << from % 64;
    }
}

/* Phrases end where no mark follows: it would belong to their last letter. */
static bool
settle_endings(struct pass *p, const struct lexicon_more *row, size_t end)
{
    bool mark = is_mark_at(p->lexicon, p->norm, end), asks = row->asks || !p->scan;

    if (asks && !settle_asked(p, row, end, mark))
        return false;
    if (mark)
        return true;
    if (!asks && row->ending_n > 0 && !settle_phrases(p, row, end))
        return false;
    for (uint32_t i = 0; i < row->loose_n; i++)
        if (!loose_ending(p, row->loose_literal[i], end))
            return false;
    return true;
}

static bool
settle_more(struct pass *p, const struct lexicon_more *row, size_t end)
{
    if (p->scan) {
        note_all(p->scan->present, row->note, row->note_n);
        note_dates(p->scan, row, end);
    }
    return row->ending_n + row->loose_n == 0 || settle_endings(p, row, end);
}

/* Sets the notes of the rows; their stops of which more is to be settled are the first then, so many. */
static size_t
settle_notes(uint64_t *words, const struct lexicon_row *row, struct stop *stop, size_t n)
{
    size_t more = 0;

    for (size_t i = 0; i < n; i++) {
        const struct lexicon_row *here = &row[stop[i].at];

#pragma GCC unroll 4
        for (size_t k = 0; k < LEXICON_NOTED; k++)
            words[here->word[k]] |= here->bits[k];
        __builtin_prefetch(here->more);
        stop[more] = stop[i];
        more += here->more != NULL;
    }
    return more;
}

/* What was passed and is yet to be looked at: to do so at each stop would keep the pass waiting for it, and a
 * fifth of its steps are stops nobody can foresee. */
__attribute__((noinline)) static bool
settle_stops(struct pass *p, struct stop *stop, size_t n)
{
    const struct lexicon_row *row = p->lexicon->rows->row;
    size_t more = p->scan ? settle_notes(p->scan->present, row, stop, n) : n;

    for (size_t i = 0; i < more; i++)
        if (row[stop[i].at].more && !settle_more(p, row[stop[i].at].more, stop[i].end))
            return false;
    if (p->scan)
        p->scan->n += n;
    return true;
}

/* Of a character that is neither ASCII nor Thai. */
static unsigned
other_bytes(char first)
{
    return (uint8_t)first >= 0xF0 ? 4 : (uint8_t)first >= 0xE0 ? 3 : 2;
}

/* Where something ends on the way over n characters; their number.  Nearly all texts have no characters but
 * ASCII and Thai: then none is asked whether it is another. */
__attribute__((always_inline)) static inline size_t
find_stops(const struct pass *p, const unsigned char *c, const uint16_t *row, size_t n, uint64_t *passed,
           struct stop *stop, const bool others)
{
    const uint64_t *passes = p->lexicon->passed;
    struct stop *next = stop;
    uint64_t sum = *passed;

#pragma GCC unroll 8
    for (size_t i = 0; i < n; i++) {
        uint32_t at = row[i];

        sum += passes[c[i]];
        if (others && c[i] == THAI_NARROW_OTHER)
            sum += other_bytes(p->norm.p[(uint32_t)sum]);
        *next = (struct stop){at, (uint32_t)sum};
        next += at >> LEXICON_ENDS_BIT;
    }
    *passed = sum;
    return (size_t)(next - stop);
}

static void
walk(struct pass *p)
{
    bool others = str_find_char(p->narrow, (char)THAI_NARROW_OTHER, 0) != STR_NOT_FOUND;
    const unsigned char *c = (const unsigned char *)p->narrow.p;
    uint16_t row[LEXICON_FOLLOWED];
    struct stop stop[LEXICON_FOLLOWED];
    lexicon_at here = LEXICON_BEGIN;
    uint64_t passed = 0;
    uint32_t letters = 0;

    assert(p->norm.n < UINT32_MAX);
    for (size_t at = 0, n; at < p->narrow.n; at += n) {
        size_t stops;

        n = p->narrow.n - at < LEXICON_FOLLOWED ? p->narrow.n - at : LEXICON_FOLLOWED;
        lexicon_rows_follow(p->lexicon, here, (struct str){p->narrow.p + at, n}, row);
        here = row[n - 1];
        stops = others ? find_stops(p, c + at, row, n, &passed, stop, true)
                       : find_stops(p, c + at, row, n, &passed, stop, false);
        if (!settle_stops(p, stop, stops))
            return;
        letters += (uint32_t)(passed >> 32) & (PASSED_DIGIT / PASSED_LETTER - 1);
        p->digits |= passed >= PASSED_DIGIT;
        passed = (uint32_t)passed;
    }
    if (p->scan)
        p->scan->letters = letters;
}

void
lexicon_walk(const struct lexicon *l, const struct thai_norm *norm, lexicon_each *each, void *ctx)
{
    walk(&(struct pass){.lexicon = l, .norm = norm->text, .narrow = norm->narrow, .each = each, .ctx = ctx});
}

/* Doors by what a text, or any part of it, begins with; NULL where there is no room to put them together. */
static const uint64_t *
doors_by_begin(const struct lexicon *l, struct str narrow, struct arena *a)
{
    size_t words = lexicon_words(l->door_n), at = str_find_char(narrow, THAI_BREAK, 0);
    const uint64_t *first = l->by_begin + (unsigned char)narrow.p[0] * words;
    uint64_t *all;

    if (at == STR_NOT_FOUND)
        return first;
    if (!(all = arena_raw(a, words * sizeof *all)))
        return NULL;
    memcpy(all, first, words * sizeof *all);
    for (; at != STR_NOT_FOUND && ++at < narrow.n; at = str_find_char(narrow, THAI_BREAK, at))
        for (size_t w = 0; w < words; w++)
            all[w] |= l->by_begin[(unsigned char)narrow.p[at] * words + w];
    return all;
}

/* Doors that want two pieces are open when both were found; what is open touches the sets that hold it. */
static void
settle_doors(struct lexicon_scan *s, struct str narrow, struct arena *a)
{
    const struct lexicon *l = s->lexicon;
    const uint64_t *begin = doors_by_begin(l, narrow, a), *second = s->second, *single = l->single,
                   *plain = l->plain;
    uint64_t *open = s->open, *touched = s->touched;
    size_t words = begin ? lexicon_words(l->door_n) : 0;

    s->lost |= begin == NULL;
    for (size_t w = l->plain_n / 64; w < words; w++) {
        uint64_t now = open[w];

        if (now == 0)
            continue;
        open[w] = now &= (second[w] | single[w]) & begin[w];
        for (now &= ~plain[w]; now != 0; now &= now - 1) {
            size_t door = w * 64 + (size_t)__builtin_ctzll(now), set = l->set_of_door[door];

            if (set != SEVERAL_SETS)
                touched[set / 64] |= 1ULL << set % 64;
            else
                note_bits(touched, &l->of_door, door);
        }
    }
}

/* What any digit means, of which a date has six, is noted once. */
static void
note_digits(struct lexicon_scan *s)
{
    const struct lexicon *l = s->lexicon;

    s->n += l->digit_note_n;
    note_all(s->touched, l->digit_note, l->digit_note_n);
}

static const struct lexicon_scan lost_scan = {.lost = true};

/* The notes of one scan of so many bytes lie behind one another, and behind them the first places; NULL where
 * there is no room. */
static struct lexicon_scan *
scan_new(const struct lexicon *l, size_t bytes, struct arena *a)
{
    size_t literals = lexicon_words(l->literal_n), sets = lexicon_words(l->set_n);
    size_t doors = lexicon_words(l->door_n), patterns = l->pattern_n / 32 + 1;
    size_t words = literals + 2 * sets + 2 * doors + patterns + lexicon_words(bytes);
    struct scan_room {
        struct lexicon_scan scan;
        struct lexicon_place place[FIRST_PLACES];
        uint64_t words[];
    } *room = arena_raw(a, sizeof *room + words * sizeof *room->words);
    struct lexicon_scan *s;

    if (!room)
        return NULL;
    s = &room->scan;
    *s = (struct lexicon_scan){.lexicon = l, .place = room->place, .cap = FIRST_PLACES};
    s->present = memset(room->words, 0, words * sizeof *room->words);
    s->touched = s->present + literals;
    s->open = s->touched + sets;
    s->second = s->open + doors;
    s->held = s->second + doors;
    s->pattern = s->held + sets;
    s->dates = s->pattern + patterns;
    return s;
}

const struct lexicon_scan *
lexicon_scan_new(const struct lexicon *l, struct thai_text *t)
{
    const struct thai_norm *norm = &t->norm[THAI_EXACT];
    struct lexicon_scan *s = scan_new(l, norm->text.n, t->arena);
    struct pass p;

    if (!s)
        return &lost_scan;
    /* A text without a normal form is blank, unless there was no room for it. */
    s->lost = norm->text.n == 0 && t->original.n > 0 &&
              !arena_raw(t->arena, t->original.n * (1 + sizeof(uint32_t)));
    p = (struct pass){.lexicon = l, .norm = norm->text, .narrow = norm->narrow, .scan = s, .arena = t->arena};
    walk(&p);
    if (p.digits)
        note_digits(s);
    if (s->n > 0)
        settle_doors(s, norm->narrow, t->arena);
    t->scan = s;
    return s;
}

static int
place_cmp(const void *a, const void *b)
{
    const struct lexicon_place *x = a, *y = b;

    if (x->literal != y->literal)
        return x->literal < y->literal ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

/* Where to begin to look for a literal. */
static size_t
first_place(const struct lexicon_scan *s, uint32_t literal)
{
    struct lexicon_scan *known = (struct lexicon_scan *)s;
    size_t from = 0, to = s->place_n;

    if (s->place_n <= FEW_PLACES)
        return 0;
    if (!s->sorted)
        qsort(s->place, s->place_n, sizeof *s->place, place_cmp);
    known->sorted = true;
    while (from < to) {
        size_t middle = (from + to) / 2;

        if (s->place[middle].literal < literal)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

bool
lexicon_find(const struct lexicon_scan *s, uint32_t literal, struct lexicon_found *out)
{
    out->count = 0;
    for (size_t i = first_place(s, literal); i < s->place_n; i++) {
        const struct lexicon_place *x = &s->place[i];

        if (x->literal != literal && s->sorted)
            break;
        if (x->literal != literal || (out->count > 0 && x->tier > out->tier))
            continue;
        if (out->count == 0 || x->tier < out->tier)
            *out = (struct lexicon_found){.tier = x->tier, .first_from = x->from, .first_to = x->to};
        out->last_from = x->from;
        out->last_to = x->to;
        out->count++;
    }
    return out->count > 0;
}
