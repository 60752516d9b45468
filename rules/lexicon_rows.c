/* Rows are learnt as texts need them: a site's words lead to one state in ten. */
#include "rules/lexicon_rows.h"
#include "base/mem.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX LEXICON_ENDS /* learnt before all are forgotten */
#define SLOTS 32768           /* a power of two */

/* The first row is that of both first states; there is none by the number 0. */
static lexicon_at add_row(const struct lexicon *l, uint32_t exact, uint32_t loose, uint32_t slot);

static uint32_t
slot_of(const struct lexicon_rows *r, uint32_t exact, uint32_t loose)
{
    uint32_t i = (uint32_t)((exact * 0x9E3779B97F4A7C15u ^ loose * 0xD1B54A32D192ED03u) >> 40) & (SLOTS - 1);

    while (r->slot[i] && (r->row[r->slot[i]].exact != exact || r->row[r->slot[i]].loose != loose))
        i = (i + 1) & (SLOTS - 1);
    return i;
}

static void
forget(const struct lexicon *l)
{
    struct lexicon_rows *r = l->rows;

    for (size_t part = 0; part < 2 * r->columns; part++)
        memset(r->next + ((part * LEXICON_ENDS) << LEXICON_COLUMN), 0,
               ((size_t)r->n[part % 2] << LEXICON_COLUMN) * sizeof *r->next);
    memset(r->slot, 0, SLOTS * sizeof *r->slot);
    arena_reset(r->arena);
    r->n[0] = LEXICON_BEGIN;
    r->n[1] = 0;
    add_row(l, 0, 0, slot_of(r, 0, 0));
}

/* Most of the room is never written, and so costs nothing. */
void
lexicon_rows_make(struct lexicon *l)
{
    struct lexicon_rows *r = l->rows = ARENA_NEW(l->arena, struct lexicon_rows);
    size_t most = 0;

    for (unsigned unit = 0; unit < 256; unit++) {
        size_t column = l->class_of[unit] >> LEXICON_COLUMN;

        most = column > most ? column : most;
        l->place_of[unit] = (uint32_t)((column * 2 * ROWS_MAX) << LEXICON_COLUMN) +
                            (l->class_of[unit] & ((1u << LEXICON_COLUMN) - 1));
    }
    r->columns = most + 1;
    r->next = mem_new((r->columns * 2 * ROWS_MAX) << LEXICON_COLUMN, sizeof *r->next);
    r->row = mem_new(2 * ROWS_MAX, sizeof *r->row);
    r->slot = mem_new(SLOTS, sizeof *r->slot);
    r->arena = arena_new(0);
    forget(l);
}

void
lexicon_rows_free(struct lexicon_rows *r)
{
    if (!r)
        return;
    free(r->next);
    free(r->row);
    free(r->slot);
    arena_free(r->arena);
}

static bool
is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Characters that are neither ASCII nor Thai are one to the automata. */
static bool
has_others(struct str form)
{
    for (size_t at = 0; at < form.n;) {
        uint32_t c = utf8_next(form, &at);

        if (c >= 0x80 && (c <= 0x0E00 || c >= 0x0E5C))
            return true;
    }
    return false;
}

static struct lexicon_ending
ending_of(const struct lexicon *l, uint32_t literal)
{
    const struct literal *x = &l->literal[literal];
    unsigned kind = x->gate ? ENDS_GATE : x->date ? ENDS_DATE : 0;

    if (kind == 0 && is_word_byte(x->form.p[0]))
        kind |= ENDS_FRONT;
    if (!x->gate && !x->date && is_word_byte(x->form.p[x->form.n - 1]))
        kind |= ENDS_BACK;
    if (has_others(x->form))
        kind |= ENDS_OTHERS;
    return (struct lexicon_ending){literal, (uint16_t)x->form.n, (uint8_t)kind};
}

/* A row while it is put together. */
struct made_notes {
    struct lexicon_note *v;
    size_t n, cap;
};

struct making {
    const struct lexicon *l;
    struct made_notes notes, of_phrases;
    struct lexicon_ending *ending;
    uint32_t *loose;
    uint16_t *date;
    size_t ending_n, ending_cap, loose_n, loose_cap, date_n, date_cap;
    bool asks;
};

static void
add_note(struct made_notes *notes, size_t word, uint64_t bits)
{
    for (size_t i = 0; i < notes->n; i++)
        if (notes->v[i].word == word) {
            notes->v[i].bits |= bits;
            return;
        }
    notes->v = mem_room(notes->v, notes->n, &notes->cap, sizeof *notes->v);
    notes->v[notes->n++] = (struct lexicon_note){bits, word};
}

/* What asks for it, and that it is there, where somebody wants to know. */
static void
add_notes(struct making *m, uint32_t literal)
{
    const struct lexicon_notes *notes = &m->l->of_literal;

    if (m->l->literal[literal].sure)
        add_note(&m->notes, literal / 64, 1ULL << literal % 64);
    for (uint32_t i = notes->start[literal]; i < notes->start[literal + 1]; i++)
        if (notes->note[i].bits != 0)
            add_note(&m->notes, lexicon_words(m->l->literal_n) + notes->note[i].word, notes->note[i].bits);
}

/* Where no ending has to be looked at, what is noted of all of them is one list. */
static void
note_endings(struct making *m)
{
    const struct lexicon_notes *notes = &m->l->of_literal;
    size_t touched = lexicon_words(m->l->literal_n), held = lexicon_held_word(m->l), kept = 0;

    for (size_t k = 0; k < m->ending_n; k++) {
        uint32_t literal = m->ending[k].literal;

        if (m->ending[k].kind == ENDS_DATE) {
            m->date = mem_room(m->date, m->date_n, &m->date_cap, sizeof *m->date);
            m->date[m->date_n++] = m->ending[k].bytes;
            continue;
        }
        m->ending[kept++] = m->ending[k];
        add_note(&m->of_phrases, literal / 64, 1ULL << literal % 64);
        for (uint32_t i = notes->start[literal]; i < notes->start[literal + 1]; i++) {
            add_note(&m->of_phrases, touched + notes->note[i].word, notes->note[i].bits);
            add_note(&m->of_phrases, held + notes->note[i].word, notes->note[i].bits);
        }
    }
    m->ending_n = kept;
}

static void
add_exact(struct making *m, uint32_t literal)
{
    struct lexicon_ending x = ending_of(m->l, literal);

    if (x.kind == ENDS_GATE) {
        add_notes(m, literal);
        return;
    }
    m->asks |= x.kind != 0 && x.kind != ENDS_DATE;
    m->ending = mem_room(m->ending, m->ending_n, &m->ending_cap, sizeof *m->ending);
    m->ending[m->ending_n++] = x;
}

static void
add_loose(struct making *m, uint32_t literal)
{
    for (size_t i = 0; i < m->ending_n; i++)
        if (m->ending[i].literal == literal && !(m->ending[i].kind & ENDS_OTHERS))
            return;
    m->loose = mem_room(m->loose, m->loose_n, &m->loose_cap, sizeof *m->loose);
    m->loose[m->loose_n++] = literal;
}

static void *
kept(struct arena *a, const void *list, size_t n, size_t size)
{
    return n ? memcpy(arena_raw(a, n * size), list, n * size) : NULL;
}

static void
put_endings(const struct lexicon *l, const struct lexicon_row *row, struct making *m)
{
    for (uint32_t at = l->exact->state[row->exact].ends; at; at = automaton_shorter(l->exact, at))
        for (uint32_t i = l->exact_first[l->exact->word[at]]; i != NO_WORD; i = l->literal[i].twin)
            add_exact(m, i);
    for (uint32_t at = l->loose->state[row->loose].ends; at; at = automaton_shorter(l->loose, at))
        for (uint32_t i = l->loose_first[l->loose->word[at]]; i != NO_WORD; i = l->literal[i].same)
            add_loose(m, i);
    if (!m->asks)
        note_endings(m);
}

/* The first notes, and how many there are of them. */
static size_t
put_notes(struct lexicon_row *row, const struct made_notes *notes)
{
    size_t n = notes->n < LEXICON_NOTED ? notes->n : LEXICON_NOTED;

    for (size_t i = 0; i < n; i++) {
        row->bits[i] = notes->v[i].bits;
        row->word[i] = (uint16_t)notes->v[i].word;
    }
    return n;
}

static void
make_row(const struct lexicon *l, struct lexicon_row *row)
{
    struct making m = {.l = l};
    struct arena *a = l->rows->arena;
    struct lexicon_more *more;
    size_t noted;

    put_endings(l, row, &m);
    noted = put_notes(row, &m.notes);
    if (m.notes.n - noted + m.date_n + m.ending_n + m.loose_n > 0) {
        row->more = more = ARENA_NEW(a, struct lexicon_more);
        *more = (struct lexicon_more){.asks = m.asks,
                                      .note_n = (uint16_t)(m.notes.n - noted),
                                      .phrase_note_n = (uint16_t)m.of_phrases.n,
                                      .date_n = (uint16_t)m.date_n,
                                      .ending_n = (uint16_t)m.ending_n,
                                      .loose_n = (uint16_t)m.loose_n};
        more->note = more->note_n ? kept(a, m.notes.v + noted, more->note_n, sizeof *m.notes.v) : NULL;
        more->phrase_note = kept(a, m.of_phrases.v, m.of_phrases.n, sizeof *m.of_phrases.v);
        more->date = kept(a, m.date, m.date_n, sizeof *m.date);
        more->ending = kept(a, m.ending, m.ending_n, sizeof *m.ending);
        more->loose_literal = kept(a, m.loose, m.loose_n, sizeof *m.loose);
    }
    free(m.notes.v);
    free(m.of_phrases.v);
    free(m.date);
    free(m.ending);
    free(m.loose);
}

static lexicon_at
add_row(const struct lexicon *l, uint32_t exact, uint32_t loose, uint32_t slot)
{
    struct lexicon_rows *r = l->rows;
    struct lexicon_row row = {.exact = exact, .loose = loose};
    lexicon_at at;
    bool ends;

    make_row(l, &row);
    ends = row.bits[0] != 0 || row.more;
    at = (ends ? LEXICON_ENDS : 0) + r->n[ends]++;
    r->row[at] = row;
    /* Memory that is read before it is written costs two faults. */
    for (size_t column = 0; column < r->columns; column++)
        r->next[(column * 2 * ROWS_MAX + at) << LEXICON_COLUMN] = 0;
    r->slot[slot] = (uint16_t)at;
    return at;
}

static lexicon_at
row_of(const struct lexicon *l, uint32_t exact, uint32_t loose)
{
    uint32_t slot = slot_of(l->rows, exact, loose);

    return l->rows->slot[slot] ? l->rows->slot[slot] : add_row(l, exact, loose, slot);
}

lexicon_at
lexicon_rows_room(const struct lexicon *l, lexicon_at at, size_t n)
{
    struct lexicon_rows *r = l->rows;
    uint32_t exact = r->row[at].exact, loose = r->row[at].loose;

    if (r->n[0] + r->n[1] + n <= ROWS_MAX)
        return at;
    forget(l);
    return row_of(l, exact, loose);
}

lexicon_at
lexicon_rows_learn(const struct lexicon *l, lexicon_at at, unsigned char c)
{
    struct lexicon_rows *r = l->rows;
    const struct lexicon_class *class = &l->class[l->class_of[c]];
    uint32_t exact = automaton_behind(l->exact, r->row[at].exact, class->exact), loose = r->row[at].loose;
    lexicon_at next;

    if (class->loose)
        loose = automaton_behind(l->loose, loose, class->loose);
    next = row_of(l, exact, loose);
    r->next[l->place_of[c] + ((size_t)at << LEXICON_COLUMN)] = (uint16_t)next;
    return next;
}
