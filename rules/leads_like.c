/*
 * The last search: topics that no words of the site name are looked for with a few letters wrong.  A text
 * that names another topic exactly means that one.
 *
 * A site repeats its texts on page after page, so each is searched once and what it is like is kept: of 500
 * pages with 88 links each the search was 59 % of the CPU of a visit, and is 1 % of it so.  Of 200 pages
 * without a text twice it was 0.5 ms of CPU a page, and is a twentieth of that since phrases are told apart
 * by pieces.  Of four places where a piece stands three lack too many of the phrase's letters: to ask that
 * first saves 15 M instructions of 77 M that the search took of 1,000 pages.
 */
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "rules/approx.h"
#include "rules/automaton.h"
#include "rules/leads.h"
#include "rules/leads_kept.h"
#include "rules/phrase_set.h"
#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX 40000 /* links and pages looked at: what the search costs at most */
#define PHRASES_MAX 4000
#define PIECES_MAX 4   /* errors allowed in a phrase, and one */
#define OTHER_LETTER 1 /* symbol of letters that no piece has */
#define UNLIKE 32768   /* places of letters that are remembered to be like none */
#define MEANING_MIN 8  /* letters: what is said in fewer is no name of an item */

/* The topics a text is like, one for each phrase. */
struct alike {
    size_t n;
    uint16_t topic[];
};

/* A phrase that holds a piece. */
struct holder {
    uint32_t phrase;
    uint32_t next; /* of the same piece; 0: none */
};

/* A name of a topic.  Its table of 2 KB is made when it may stand in a text. */
struct sought {
    struct str form;
    uint8_t letters, errors;
    uint16_t topic;
    uint64_t has;          /* its letters, as bits by their symbols, which few share */
    struct approx *approx; /* NULL until then */
};

/* Where a phrase may stand in a text: around those of its pieces that do. */
struct asked_phrase {
    uint32_t text; /* number of the text it was a candidate of last */
    uint32_t from, to;
};

/* Phrases of the topics nothing names. */
struct likeness {
    struct leads *leads;
    struct sought *phrase;
    size_t n;
    struct automaton *pieces;
    struct map *piece;   /* letters -> holder */
    uint8_t symbol[256]; /* of each letter */
    struct holder *holder;
    struct asked_phrase *asked;      /* of each phrase */
    uint32_t candidate[PHRASES_MAX]; /* of the text at hand */
    size_t candidate_n;
    uint32_t text;
    uint32_t texts;
    struct map *known;       /* pointer to a wording, place of letters -> struct alike */
    uint32_t unlike[UNLIKE]; /* places of letters */
    struct arena *arena, *scratch;
    uint16_t found[PHRASES_MAX];
};

static struct str
narrow_form(struct arena *a, struct str form)
{
    unsigned char *out = arena_raw(a, form.n + 1);
    size_t n = 0;

    for (size_t at = 0; at < form.n;)
        out[n++] = thai_narrow(utf8_next(form, &at));
    return (struct str){(const char *)out, n};
}

/*
 * With so many errors allowed, one of as many pieces and one more stands in a text without any: only phrases
 * with a piece in the text are compared.
 */
static void
take_pieces(struct likeness *k, const struct sought *p)
{
    struct str letters = narrow_form(k->arena, p->form);
    size_t parts = (size_t)p->errors + 1;

    for (size_t i = 0; i < parts; i++) {
        struct str piece = str_sub(letters, letters.n * i / parts, letters.n * (i + 1) / parts);
        struct map_entry *e = map_put(k->piece, piece, NULL);
        uint32_t number = (uint32_t)(k->n * PIECES_MAX + i + 1);

        k->holder[number] = (struct holder){(uint32_t)k->n, (uint32_t)e->num};
        e->num = number;
    }
}

static void
take_topic(struct likeness *k, size_t topic)
{
    const struct catalog *c = k->leads->site->catalog;
    const struct phrases *names = c->topic[topic].names;

    struct approx a;

    for (size_t i = 0; i < phrases_size(names) && k->n < PHRASES_MAX; i++) {
        const struct phrase *p = &names->phrase[i];
        struct sought *s = &k->phrase[k->n];

        if (p->pattern != NULL || !approx_of(c->lexicon->literal[p->literal].form, &a))
            continue;
        *s = (struct sought){
            .form = c->lexicon->literal[p->literal].form,
            .letters = (uint8_t)a.letters,
            .errors = (uint8_t)a.errors,
            .topic = (uint16_t)topic,
        };
        take_pieces(k, s);
        k->n++;
    }
}

/*
 * Letters of pieces get small numbers, all others one that no piece has: rows of the automaton are a quarter
 * as long so, and of a site of 500 pages they took 8 MB.
 */
static unsigned
number_letters(struct likeness *k)
{
    unsigned n = OTHER_LETTER + 1, bits = 1;

    memset(k->symbol, OTHER_LETTER, sizeof k->symbol);
    for (size_t i = 0; i < map_count(k->piece); i++)
        for (struct str s = map_at(k->piece, i)->key; s.n > 0; s = str_sub(s, 1, s.n))
            if (k->symbol[(uint8_t)s.p[0]] == OTHER_LETTER)
                k->symbol[(uint8_t)s.p[0]] = (uint8_t)n++;
    while (1u << bits < n)
        bits++;
    return bits;
}

static struct str
symbols_of(struct likeness *k, struct str letters)
{
    char *out = arena_raw(k->arena, letters.n + 1);

    for (size_t i = 0; i < letters.n; i++)
        out[i] = (char)k->symbol[(uint8_t)letters.p[i]];
    return (struct str){out, letters.n};
}

static uint64_t
letters_in(const struct likeness *k, struct str letters)
{
    uint64_t has = 0;

    for (size_t i = 0; i < letters.n; i++)
        has |= 1ULL << k->symbol[(uint8_t)letters.p[i]] % 64;
    return has;
}

static void
join_pieces(struct likeness *k)
{
    struct str *word = ARENA_ARRAY(k->arena, struct str, map_count(k->piece) + 1);
    unsigned bits = number_letters(k);

    for (size_t i = 0; i < k->n; i++)
        k->phrase[i].has = letters_in(k, narrow_form(k->scratch, k->phrase[i].form));
    for (size_t i = 0; i < map_count(k->piece); i++)
        word[i] = symbols_of(k, map_at(k->piece, i)->key);
    k->pieces = automaton_new(k->arena, word, map_count(k->piece), bits);
    k->asked = ARENA_ARRAY(k->arena, struct asked_phrase, k->n + 1);
}

/* A piece that ends behind letter `end`. */
static void
mark_candidate(struct likeness *k, uint32_t holder, size_t end)
{
    uint32_t number = (holder - 1) / PIECES_MAX, piece = (holder - 1) % PIECES_MAX;
    struct asked_phrase *c = &k->asked[number];
    size_t errors = k->phrase[number].errors, letters = k->phrase[number].letters;
    size_t before = letters * (piece + 1) / (errors + 1) + errors, behind = letters + errors;
    uint32_t from = (uint32_t)(end > before ? end - before : 0), to = (uint32_t)(end + behind);

    if (c->text != k->text) {
        *c = (struct asked_phrase){k->text, from, to};
        k->candidate[k->candidate_n++] = number;
    }
    c->from = from < c->from ? from : c->from;
    c->to = to > c->to ? to : c->to;
}

static int
number_cmp(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Marks the phrases of which a piece stands in these letters. */
static void
mark_candidates(struct likeness *k, struct str letters)
{
    const struct automaton *m = k->pieces;
    automaton_at place = AUTOMATON_BEGIN;

    k->text++;
    k->candidate_n = 0;
    for (size_t i = 0; i < letters.n; i++) {
        place = automaton_step(m, place, k->symbol[(uint8_t)letters.p[i]]);
        if (!automaton_ends(place))
            continue;
        for (uint32_t at = automaton_value(m, place); at; at = automaton_shorter(m, at))
            for (uint32_t h = (uint32_t)map_at(k->piece, m->word[at])->num; h; h = k->holder[h].next)
                mark_candidate(k, h, i + 1);
    }
    if (k->candidate_n > 1)
        qsort(k->candidate, k->candidate_n, sizeof *k->candidate, number_cmp);
}

static const struct approx *
approx_at(struct likeness *k, struct sought *p)
{
    if (p->approx == NULL) {
        p->approx = arena_raw(k->arena, sizeof *p->approx);
        approx_of(p->form, p->approx);
    }
    return p->approx;
}

/* An error takes one letter away at most. */
static bool
stands_in(struct likeness *k, struct sought *p, struct str letters)
{
    return __builtin_popcountll(p->has & ~letters_in(k, letters)) <= p->errors &&
           approx_finds(approx_at(k, p), letters);
}

static bool
may_be_like(const struct wording *w)
{
    return w != NULL && w->topic_n == 0 && w->meaning >= MEANING_MIN &&
           !(w->flags & (WORDING_WEAK | WORDING_ASTRAY | WORDING_STEPS | WORDING_CRITERIA));
}

static struct alike *
search(struct likeness *k, const struct wording *w, struct str letters)
{
    struct alike *like = NULL;
    size_t n = 0;

    mark_candidates(k, letters);
    for (size_t c = 0; c < k->candidate_n; c++) {
        uint32_t i = k->candidate[c];
        struct sought *p = &k->phrase[i];

        if (stands_in(k, p, str_sub(letters, k->asked[i].from, k->asked[i].to)) &&
            !leads_against(p->topic, w))
            k->found[n++] = p->topic;
    }
    if (n > 0) {
        like = arena_alloc(k->arena, sizeof *like + n * sizeof *like->topic);
        like->n = n;
        memcpy(like->topic, k->found, n * sizeof *like->topic);
    }
    return like;
}

/* NULL: like none, as nearly all are, which is noted with the words themselves. */
static const struct alike *
alike_of(struct likeness *k, const struct wording *w)
{
    const struct str place = {(const char *)&w, sizeof w};
    const struct map_entry *known = w->unlike ? NULL : map_get(k->known, place);
    struct alike *like;

    if (w->unlike || known != NULL)
        return known != NULL ? known->ptr : NULL;
    arena_reset(k->scratch);
    like = search(k, w, thai_norm(k->scratch, w->text, THAI_EXACT, false).narrow);
    if (like != NULL)
        map_put(k->known, place, NULL)->ptr = like;
    else
        ((struct wording *)w)->unlike = true;
    return like;
}

/* The same of shared words, by where their letters are kept, once for most that are repeated. */
static const struct alike *
alike_of_letters(struct likeness *k, const struct wording *w, uint32_t letters)
{
    const struct str place = {(const char *)&letters, sizeof letters};
    uint32_t *unlike = &k->unlike[letters % UNLIKE];
    const struct map_entry *known = *unlike == letters ? NULL : map_get(k->known, place);
    struct alike *like;

    if (*unlike == letters || known != NULL)
        return known != NULL ? known->ptr : NULL;
    like = search(k, w, wording_letters(k->leads->site->book, letters));
    if (like != NULL)
        map_put(k->known, place, NULL)->ptr = like;
    else
        *unlike = letters;
    return like;
}

/* The place: by the words of a link, or of a page itself. */
static void
look(struct likeness *k, uint32_t letters, struct lead place)
{
    const struct wording *w = place.words;
    const struct alike *like;

    if (!may_be_like(w) || k->texts++ >= TEXTS_MAX)
        return;
    like = letters != 0 ? alike_of_letters(k, w, letters) : alike_of(k, w);
    for (size_t i = 0; like != NULL && i < like->n; i++) {
        place.topic = like->topic[i];
        leads_put(k->leads, place);
    }
}

static void
look_everywhere(struct likeness *k)
{
    const struct site *s = k->leads->site;

    for (uint32_t i = 0; i < s->link_n; i++) {
        uint32_t to = s->node[s->link[i].to].final;

        if (to != s->link[i].from && !site_is_home(s, to))
            look(k, s->link[i].letters, leads_alike(s->link[i].text, to, s->link[i].to, i));
    }
    for (uint32_t i = 0; i < s->node_n; i++) {
        look(k, 0, leads_alike(s->node[i].title, i, i, NO_INDEX));
        look(k, 0, leads_alike(s->node[i].heading, i, i, NO_INDEX));
    }
}

void
leads_by_likeness(struct leads *l)
{
    struct likeness *k = mem_new(1, sizeof *k);

    k->leads = l;
    k->phrase = mem_new(PHRASES_MAX, sizeof *k->phrase);
    k->holder = mem_new(PHRASES_MAX * PIECES_MAX + 1, sizeof *k->holder);
    k->piece = map_new();
    k->known = map_new();
    k->arena = arena_new(0);
    k->scratch = arena_new(0);
    for (size_t t = 0; t < l->site->catalog->topic_n; t++)
        if (l->asked[t] && l->topic_count[t] == 0)
            take_topic(k, t);
    if (k->n > 0) {
        join_pieces(k);
        look_everywhere(k);
    }
    automaton_free(k->pieces);
    map_free(k->piece);
    free(k->holder);
    map_free(k->known);
    arena_free(k->arena);
    arena_free(k->scratch);
    free(k->phrase);
    free(k);
}
