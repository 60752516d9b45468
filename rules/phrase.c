/*
 * Sets of phrases.  Literals are asked of the lexicon's one pass over the text; patterns are tried only when
 * a word they cannot do without was found in that pass.  PCRE2 is met in this file only.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/mem.h"
#include "base/say.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/narrow.h"
#include "rules/pattern.h"
#include "rules/phrase_set.h"
#include "rules/sound.h"
#include <assert.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JIT_STACK_MAX (512 * KIB)
#define HEAP_LIMIT_KIB 20000 /* of one match without JIT */
#define ALTERNATIVES_MAX 64
#define DOORS_MAX 8
#define FAST_FROM 1000 /* bytes of text: JIT takes as long as matching some 1,000 bytes without it */

/* Made when a text asks for it, and by the JIT compiler when texts asked so much that it pays. */
struct tried {
    pcre2_code *code; /* NULL until then */
    size_t bytes;     /* of texts that asked before it was fast */
    bool fast;
};

struct phrase_pattern {
    struct str text; /* in normal form */
    struct tried wide;
    struct tried narrow;  /* for narrow texts; none where it is only wide */
    pcre2_code *anchored; /* matches only where it is asked; NULL until then */
    bool only_wide;
    uint32_t number; /* the same for the same pattern in any set */
};

/* Scratch space of all matches of a lexicon; holds nothing between two calls. */
struct phrase_engine {
    pcre2_general_context *memory; /* ends the program where the machine refuses, like all memory of ours */
    pcre2_compile_context *compile;
    pcre2_match_context *context;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
};

static void *
take_memory(size_t n, void *nothing)
{
    (void)nothing;
    return mem_grow(NULL, n, 1);
}

static void
give_memory(void *p, void *nothing)
{
    (void)nothing;
    free(p);
}

static struct phrase_engine *
engine_of(struct lexicon *l)
{
    struct phrase_engine *e = l->engine;

    if (e)
        return e;
    e = l->engine = ARENA_NEW(l->arena, struct phrase_engine);
    e->memory = pcre2_general_context_create(take_memory, give_memory, NULL);
    e->compile = pcre2_compile_context_create(e->memory);
    e->context = pcre2_match_context_create(e->memory);
    e->data = pcre2_match_data_create(1, e->memory);
    e->stack = pcre2_jit_stack_create(32 * KIB, JIT_STACK_MAX, e->memory);
    if (!e->stack)
        mem_none();
    pcre2_set_match_limit(e->context, LIMIT_REGEX_MATCH);
    pcre2_set_heap_limit(e->context, HEAP_LIMIT_KIB);
    pcre2_jit_stack_assign(e->context, NULL, e->stack);
    return e;
}

void
thai_text_init(struct thai_text *t, struct arena *a, struct str original)
{
    *t = (struct thai_text){.original = original, .arena = a};
    t->norm[THAI_EXACT] = thai_norm(a, original, THAI_EXACT, false);
}

size_t
thai_text_periods(struct thai_text *t, const struct period **out)
{
    struct period found[PERIODS_MAX], *keep;

    if (!t->period) {
        size_t n = dates_find_at(t->norm[THAI_EXACT].text, t->scan && !t->scan->lost ? t->scan->dates : NULL,
                                 found, PERIODS_MAX);

        t->period = keep = arena_raw(t->arena, (n + 1) * sizeof *keep);
        if (!keep)
            return 0;
        for (size_t i = 0; i < n; i++)
            keep[i] = found[i];
        t->period_n = (uint8_t)n;
    }
    *out = t->period;
    return t->period_n;
}

#define WIDE (PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C)

static pcre2_code *
compile(struct lexicon *l, struct str text, uint32_t options, struct phrase_fault *fault)
{
    int code = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *c = pcre2_compile((PCRE2_SPTR)text.p, text.n, options, &code, &at, engine_of(l)->compile);

    if (!c) {
        pcre2_get_error_message(code, (PCRE2_UCHAR *)fault->what, sizeof fault->what);
        fault->at = utf8_length(str_sub(text, 0, at));
    }
    return c;
}

static bool
matches_nothing(struct lexicon *l, const pcre2_code *code)
{
    return pcre2_match(code, (PCRE2_SPTR) "", 0, 0, 0, engine_of(l)->data, engine_of(l)->context) >= 0;
}

static uint32_t
pattern_number(struct lexicon *l, struct str normal)
{
    bool fresh;
    struct map_entry *e = map_put(l->pattern, normal, &fresh);

    if (fresh)
        e->num = (int64_t)map_count(l->pattern) - 1;
    return (uint32_t)e->num;
}

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
static void
make_doors(struct lexicon *l, struct phrase *x, struct str normal)
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

static bool
pattern_build(struct lexicon *l, struct phrase *x, struct phrase_fault *fault)
{
    struct str normal;
    pcre2_code *code = NULL; /* of a sound pattern when a text asks for it */

    /* As written first, so that offsets are the writer's. */
    if (!pattern_is_sound(x->text) && !(code = compile(l, x->text, WIDE, fault)))
        return false;
    normal = pattern_normal(l->arena, x->text);
    if (!str_eq(normal, x->text)) {
        pcre2_code_free(code);
        code = NULL;
        if (!pattern_is_sound(normal) && !(code = compile(l, normal, WIDE, fault)))
            return false;
    }
    x->pattern = ARENA_NEW(l->arena, struct phrase_pattern);
    x->pattern->text = normal;
    x->pattern->wide.code = code;
    x->pattern->number = pattern_number(l, normal);
    if (code && matches_nothing(l, code)) {
        snprintf(fault->what, sizeof fault->what, "%s",
                 _("the pattern matches the empty text, so it says nothing"));
        return false;
    }
    make_doors(l, x, normal);
    return true;
}

static bool
literal_build(struct lexicon *l, struct phrase *x, struct phrase_fault *fault)
{
    struct str form = thai_norm(l->arena, x->text, THAI_EXACT, false).text;
    const char *what = NULL;
    size_t at = 0;

    if (form.n == 0)
        what = _("the phrase is empty once brought to normal form");
    else if (thai_is_mark(utf8_next(form, &at)))
        what = _("the phrase begins with a vowel or tone mark that has no letter");
    else if (utf8_length(form) > LITERAL_LONGEST)
        what = _("the phrase is too long");
    if (what) {
        snprintf(fault->what, sizeof fault->what, "%s", what);
        return false;
    }
    x->literal = lexicon_add(l, form, false);
    return true;
}

struct phrases *
phrases_build(struct lexicon *l, const struct phrase_source *source, size_t n, struct phrase_fault *fault)
{
    struct phrases *p = ARENA_NEW(l->arena, struct phrases);

    p->lexicon = l;
    p->phrase = ARENA_ARRAY(l->arena, struct phrase, n + 1);
    p->next = l->sets;
    l->sets = p;
    for (size_t i = 0; i < n; i++) {
        struct phrase *x = &p->phrase[i];

        *x = (struct phrase){.text = arena_str(l->arena, source[i].text),
                             .line = source[i].line,
                             .column = source[i].column,
                             .literal = NO_WORD};
        p->n++;
        p->pattern_n += source[i].pattern;
        *fault = (struct phrase_fault){.index = i};
        if (!(source[i].pattern ? pattern_build(l, x, fault) : literal_build(l, x, fault)))
            return NULL;
    }
    return p;
}

void
phrases_append(struct phrases *to, struct phrases *from)
{
    struct phrase *both = ARENA_ARRAY(to->lexicon->arena, struct phrase, to->n + from->n + 1);

    if (to->n)
        memcpy(both, to->phrase, to->n * sizeof *both);
    if (from->n)
        memcpy(both + to->n, from->phrase, from->n * sizeof *both);
    to->phrase = both;
    to->n += from->n;
    to->pattern_n += from->pattern_n;
    from->n = from->pattern_n = 0;
}

/* A thing and a bit that is noted of it. */
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

/* Bits of one thing in the same word become one note. */
static struct lexicon_notes
notes_of(struct arena *a, struct pairs *p, size_t things)
{
    struct lexicon_notes notes = {ARENA_ARRAY(a, uint32_t, things + 1),
                                  ARENA_ARRAY(a, struct lexicon_note, p->n + 1)};
    uint32_t n = 0;
    size_t at = 0;

    if (p->n)
        qsort(p->v, p->n, sizeof *p->v, pair_cmp);
    for (uint32_t i = 0; i < things; i++) {
        notes.start[i] = n;
        for (; at < p->n && p->v[at].thing == i; at++) {
            if (n == notes.start[i] || notes.note[n - 1].word != p->v[at].bit / 64)
                notes.note[n++].word = p->v[at].bit / 64;
            notes.note[n - 1].bits |= 1ULL << p->v[at].bit % 64;
        }
    }
    notes.start[things] = n;
    free(p->v);
    return notes;
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
}

/* A door and what it is put beside others for. */
struct placed_door {
    uint32_t piece, number;
};

static int
placed_cmp(const void *a, const void *b)
{
    const struct placed_door *x = a, *y = b;

    if (x->piece != y->piece)
        return x->piece < y->piece ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* Doors that ask for the same second piece lie side by side: a digit is one for a hundred of them, and what
 * it opens is a few words of bits then. */
static void
place_doors(struct lexicon *l)
{
    struct placed_door *at = mem_new(l->door_n + 1, sizeof *at);
    struct lexicon_door *door = mem_new(l->door_n + 1, sizeof *door);
    uint32_t *now = mem_new(l->door_n + 1, sizeof *now);

    for (uint32_t i = 0; i < l->door_n; i++)
        at[i] = (struct placed_door){l->door[i].second_n ? *l->door[i].second : *l->door[i].gate, i};
    qsort(at, l->door_n, sizeof *at, placed_cmp);
    for (uint32_t i = 0; i < l->door_n; i++) {
        door[i] = l->door[at[i].number];
        now[at[i].number] = i;
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

static void
index_notes(struct lexicon *l)
{
    struct pairs literals = {.n = 0}, doors = {.n = 0};

    place_doors(l);
    l->single = ARENA_ARRAY(l->arena, uint64_t, lexicon_words(l->door_n));
    for (uint32_t i = 0; i < l->door_n; i++)
        index_door(l, i, &literals);
    for (const struct phrases *p = l->sets; p; p = p->next)
        for (size_t i = 0; i < p->n; i++) {
            for (size_t k = 0; k < p->phrase[i].door_n; k++)
                pairs_add(&doors, p->phrase[i].door[k], p->number);
            if (!p->phrase[i].pattern)
                pairs_add(&literals, p->phrase[i].literal, p->number);
        }
    l->of_literal = notes_of(l->arena, &literals, l->literal_n);
    l->of_door = notes_of(l->arena, &doors, l->door_n);
}

/* The byte that tells first letters apart: the last one of a Thai letter. */
static char
begin_byte(struct str s, size_t at)
{
    return s.p[(unsigned char)s.p[at] == 0xE0 && s.n - at >= 3 ? at + 2 : at];
}

void
phrases_index(struct lexicon *l)
{
    for (struct phrases *p = l->sets; p; p = p->next) {
        size_t patterns = 0;

        p->number = l->set_n++;
        p->open_n = 0;
        p->pattern = ARENA_ARRAY(l->arena, uint32_t, p->pattern_n + 1);
        p->begins = ARENA_ARRAY(l->arena, char, p->n + 1);
        for (size_t i = 0; i < p->n; i++) {
            p->open_n += p->phrase[i].pattern && p->phrase[i].door_n == 0;
            if (p->phrase[i].pattern)
                p->pattern[patterns++] = (uint32_t)i;
            if (p->phrase[i].literal != NO_WORD)
                p->begins[i] = begin_byte(l->literal[p->phrase[i].literal].form, 0);
        }
    }
    index_notes(l);
}

void
phrases_forget(struct lexicon *l)
{
    if (!l)
        return;
    for (struct phrases *p = l->sets; p; p = p->next)
        for (size_t i = 0; i < p->n; i++)
            if (p->phrase[i].pattern) {
                pcre2_code_free(p->phrase[i].pattern->wide.code);
                pcre2_code_free(p->phrase[i].pattern->anchored);
                pcre2_code_free(p->phrase[i].pattern->narrow.code);
            }
    if (l->engine) {
        pcre2_match_context_free(l->engine->context);
        pcre2_match_data_free(l->engine->data);
        pcre2_jit_stack_free(l->engine->stack);
        pcre2_compile_context_free(l->engine->compile);
        pcre2_general_context_free(l->engine->memory);
    }
    l->sets = NULL;
    l->engine = NULL;
}

/* A hit of the set, wherever it came from; false ends the search. */
typedef bool hit_fn(void *ctx, const struct phrase_hit *hit);

/* One of the literals; where there are none, nothing is asked. */
static bool
any_found(const struct lexicon_scan *s, const uint32_t *literal, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lexicon_has(s, literal[i]))
            return true;
    return n == 0;
}

static bool
gate_open(const struct phrase *x, const struct lexicon_scan *s)
{
    bool open = s->lost || x->door_n == 0;

    for (size_t i = 0; !open && i < x->door_n; i++)
        open = s->open[x->door[i] / 64] >> x->door[i] % 64 & 1;
    return open;
}

enum ended { ENDED, STOPPED_BY_CALLER, STOPPED_BY_LIMIT };

static struct tried *
wide_of(struct lexicon *l, struct phrase_pattern *x)
{
    struct phrase_fault fault;

    if (!x->wide.code)
        x->wide.code = compile(l, x->text, WIDE, &fault);
    return &x->wide;
}

/* The option to anchor a match would keep it from the JIT compiler's code. */
static const pcre2_code *
anchored_of(struct lexicon *l, struct phrase_pattern *x)
{
    struct phrase_fault fault;

    if (x->anchored)
        return x->anchored;
    x->anchored = compile(l, x->text, WIDE | PCRE2_ANCHORED, &fault);
    if (x->anchored)
        pcre2_jit_compile(x->anchored, PCRE2_JIT_COMPLETE);
    return x->anchored ? x->anchored : wide_of(l, x)->code;
}

/* NULL where the pattern has something that is not certain to be the same in a narrow text. */
static struct tried *
narrow_of(struct lexicon *l, struct phrase_pattern *x)
{
    struct phrase_fault fault;
    struct str text;

    if (!x->narrow.code && !x->only_wide && narrow_pattern(l->arena, x->text, &text))
        x->narrow.code = compile(l, text, 0, &fault);
    x->only_wide = !x->narrow.code;
    return x->only_wide ? NULL : &x->narrow;
}

/* What a pattern is looked for in. */
struct subject {
    struct phrase_engine *engine;
    struct tried *tried;
    struct str text;
    bool narrow;
};

static struct subject
wide_subject(const struct phrases *p, size_t i, struct thai_text *t)
{
    return (struct subject){engine_of(p->lexicon), wide_of(p->lexicon, p->phrase[i].pattern),
                            t->norm[THAI_EXACT].text, false};
}

/* Where only whether and how often is asked, not where. */
static struct subject
subject_of(const struct phrases *p, size_t i, struct thai_text *t)
{
    struct tried *narrow = narrow_of(p->lexicon, p->phrase[i].pattern);

    if (!narrow)
        return wide_subject(p, i, t);
    return (struct subject){engine_of(p->lexicon), narrow, t->norm[THAI_EXACT].narrow, true};
}

static int
match_once(const struct subject *s, struct str text, size_t at)
{
    return pcre2_match(s->tried->code, (PCRE2_SPTR)text.p, text.n, at, PCRE2_NO_UTF_CHECK, s->engine->data,
                       s->engine->context);
}

static void
make_fast(struct tried *x)
{
    pcre2_jit_compile(x->code, PCRE2_JIT_COMPLETE);
    x->fast = true;
}

/* What is given up without the JIT compiler is tried again with it, so that only it decides what a limit is.
 */
static int
match(const struct subject *s, struct str text, size_t at)
{
    int rc;

    if (!s->tried->fast && (s->tried->bytes += text.n - at) > FAST_FROM)
        make_fast(s->tried);
    rc = match_once(s, text, at);
    if (rc < 0 && rc != PCRE2_ERROR_NOMATCH && !s->tried->fast) {
        make_fast(s->tried);
        rc = match_once(s, text, at);
    }
    return rc;
}

static size_t
behind_character(const struct subject *s, size_t at, size_t to)
{
    if (s->narrow)
        return at + 1;
    utf8_next(str_sub(s->text, 0, to), &at);
    return at;
}

/* All places of pattern i between two hard breaks, from..to. */
static enum ended
segment_each(const struct subject *s, size_t i, size_t from, size_t to, hit_fn *each, void *ctx)
{
    size_t base = from, at = 0;

    while (base + at < to) {
        int rc = match(s, str_sub(s->text, base, to), at);
        const PCRE2_SIZE *place = pcre2_get_ovector_pointer(s->engine->data);
        struct phrase_hit hit;

        if (rc == PCRE2_ERROR_NOMATCH)
            return ENDED;
        if (rc < 0)
            return STOPPED_BY_LIMIT;
        if (place[1] <= place[0]) { /* an empty match, or \K behind its end: step over one character */
            at = place[0] > at ? place[0] : at;
            if (base + at >= to)
                return ENDED;
            at = behind_character(s, base + at, to) - base;
            continue;
        }
        hit = (struct phrase_hit){base + place[0], base + place[1], THAI_EXACT, i};
        at = place[1];
        if (!each(ctx, &hit))
            return STOPPED_BY_CALLER;
    }
    return ENDED;
}

static enum ended
pattern_each(struct subject s, size_t i, hit_fn *each, void *ctx)
{
    for (size_t from = 0; from < s.text.n;) {
        size_t to = str_find_char(s.text, THAI_BREAK, from);
        enum ended how;

        if (to == STR_NOT_FOUND)
            to = s.text.n;
        how = segment_each(&s, i, from, to, each, ctx);
        if (how != ENDED)
            return how;
        from = to + 1;
    }
    return ENDED;
}

static bool
stop_at_first(void *ctx, const struct phrase_hit *hit)
{
    (void)ctx;
    (void)hit;
    return false;
}

/* Does a pattern stand in t at all?  Remembered with the text, for all sets that hold it. */
static enum phrase_find
find_pattern(const struct phrases *p, size_t i, struct thai_text *t, const struct lexicon_scan *s)
{
    enum ended how;

    if (!gate_open(&p->phrase[i], s))
        return PHRASE_NO;
    if (p->phrase[i].sure_n > 0 && any_found(s, p->phrase[i].sure, p->phrase[i].sure_n))
        return PHRASE_YES;
    how = pattern_each(subject_of(p, i, t), i, stop_at_first, NULL);
    return how == STOPPED_BY_CALLER ? PHRASE_YES : how == STOPPED_BY_LIMIT ? PHRASE_UNJUDGED : PHRASE_NO;
}

static enum phrase_find
pattern_stands(const struct phrases *p, size_t i, struct thai_text *t, const struct lexicon_scan *s)
{
    uint32_t number = p->phrase[i].pattern->number, shift = number % 32 * 2;
    enum phrase_find found;
    uint64_t *known;

    if (s->lost)
        return find_pattern(p, i, t, s);
    known = &s->pattern[number / 32];
    if (*known >> shift & 3)
        return (enum phrase_find)((*known >> shift & 3) - 1);
    found = find_pattern(p, i, t, s);
    *known |= (uint64_t)(1 + found) << shift;
    return found;
}

/* Every pattern of the set whose gate is open.  STOPPED_BY_LIMIT when one of them reached its limit. */
static enum ended
patterns_each(const struct phrases *p, struct thai_text *t, const struct lexicon_scan *s, hit_fn *each,
              void *ctx)
{
    enum ended all = ENDED;

    for (size_t k = 0; k < p->pattern_n; k++) {
        size_t i = p->pattern[k];
        enum ended how;

        if (pattern_stands(p, i, t, s) == PHRASE_NO)
            continue;
        how = pattern_each(wide_subject(p, i, t), i, each, ctx);
        if (how == STOPPED_BY_CALLER)
            return how;
        if (how == STOPPED_BY_LIMIT)
            all = how;
    }
    return all;
}

/* Does one of its phrases that are no patterns stand in the text? */
static bool
holds(const struct phrases *p, const struct lexicon_scan *s)
{
    return s->n > 0 && s->held[p->number / 64] >> p->number % 64 & 1;
}

/* First and last places of the literals. */
static bool
literals_each(const struct phrases *p, const struct lexicon_scan *s, hit_fn *each, void *ctx)
{
    for (size_t i = 0; holds(p, s) && i < p->n; i++) {
        const struct lexicon_found *f;
        struct phrase_hit hit;

        if (p->phrase[i].literal == NO_WORD || !lexicon_has(s, p->phrase[i].literal))
            continue;
        f = lexicon_find(s, p->phrase[i].literal);
        hit = (struct phrase_hit){f->first_from, f->first_to, f->tier, i};
        if (!each(ctx, &hit))
            return false;
        hit = (struct phrase_hit){f->last_from, f->last_to, f->tier, i};
        if (f->last_from != f->first_from && !each(ctx, &hit))
            return false;
    }
    return true;
}

static enum ended
hits_each(const struct phrases *p, struct thai_text *t, hit_fn *each, void *ctx)
{
    const struct lexicon_scan *s;

    if (!phrases_touch(p, t))
        return ENDED;
    s = lexicon_scan(p->lexicon, t);
    if (!literals_each(p, s, each, ctx))
        return STOPPED_BY_CALLER;
    if (s->lost)
        return STOPPED_BY_LIMIT;
    return p->pattern_n ? patterns_each(p, t, s, each, ctx) : ENDED;
}

/* Lower tier first, then the longer one, then the one that comes first. */
static bool
is_better(const struct phrase_hit *a, const struct phrase_hit *b)
{
    if (b->tier == 0 || a->tier != b->tier)
        return b->tier == 0 || a->tier < b->tier;
    if (a->to - a->from != b->to - b->from)
        return a->to - a->from > b->to - b->from;
    return a->from < b->from;
}

static bool
keep_best(void *ctx, const struct phrase_hit *hit)
{
    struct phrase_hit *best = ctx;

    if (is_better(hit, best))
        *best = *hit;
    return true;
}

/* Whether anything of the set stands in t, without asking which is the best of it. */
static enum phrase_find
stands_in(const struct phrases *p, struct thai_text *t)
{
    const struct lexicon_scan *s;
    enum phrase_find all = PHRASE_NO;

    if (!phrases_touch(p, t))
        return PHRASE_NO;
    s = lexicon_scan(p->lexicon, t);
    if (holds(p, s))
        return PHRASE_YES;
    if (s->lost)
        return PHRASE_UNJUDGED;
    for (size_t k = 0; k < p->pattern_n; k++) {
        enum phrase_find one = pattern_stands(p, p->pattern[k], t, s);

        if (one == PHRASE_YES)
            return one;
        if (one == PHRASE_UNJUDGED)
            all = one;
    }
    return all;
}

enum phrase_find
phrases_find(const struct phrases *p, struct thai_text *t, struct phrase_hit *hit)
{
    struct phrase_hit best = {.tier = 0};
    enum ended how;

    if (!hit)
        return stands_in(p, t);
    how = hits_each(p, t, keep_best, &best);
    if (best.tier) {
        *hit = best;
        return PHRASE_YES;
    }
    return how == STOPPED_BY_LIMIT ? PHRASE_UNJUDGED : PHRASE_NO;
}

struct hit_list {
    struct phrase_hit *out;
    size_t n, max;
};

static bool
list_add(void *ctx, const struct phrase_hit *hit)
{
    struct hit_list *list = ctx;

    if (list->n < list->max)
        list->out[list->n++] = *hit;
    return list->n < list->max;
}

size_t
phrases_edges(const struct phrases *p, struct thai_text *t, struct phrase_hit *out, size_t max,
              bool *unjudged)
{
    struct hit_list list = {out, 0, max};
    size_t kept = 0;
    enum thai_tier lowest = THAI_BARE;

    if (hits_each(p, t, list_add, &list) == STOPPED_BY_LIMIT && list.n == 0 && unjudged)
        *unjudged = true;
    for (size_t i = 0; i < list.n; i++)
        if (out[i].tier < lowest)
            lowest = out[i].tier;
    for (size_t i = 0; i < list.n; i++)
        if (out[i].tier == lowest)
            out[kept++] = out[i];
    return kept;
}

struct exempt {
    const struct phrases *p;
    const struct phrase_hit *hit;
    struct str pattern; /* that made the hit, or empty */
    bool speaks;
};

/*
 * Words inside a name belong to it.  A pattern's gaps let any words in, so there only those belong to it that
 * are written in the pattern.
 */
static bool
check_against(void *ctx, const struct phrase_hit *hit)
{
    struct exempt *x = ctx;
    const struct phrase *word = &x->p->phrase[hit->phrase];
    bool inside = hit->from >= x->hit->from && hit->to <= x->hit->to;

    if (inside && x->pattern.n)
        inside = !word->pattern && str_has(x->pattern, x->p->lexicon->literal[word->literal].form);
    x->speaks = !inside;
    return inside;
}

bool
phrases_against(const struct phrases *p, struct thai_text *t, const struct phrases *names,
                const struct phrase_hit *hit)
{
    const struct phrase *name = &names->phrase[hit->phrase];
    struct exempt x = {.p = p, .hit = hit, .pattern = name->pattern ? name->text : STR_NONE};

    hits_each(p, t, check_against, &x);
    return x.speaks;
}

bool
phrases_has(const struct phrases *p, struct thai_text *t, size_t i)
{
    const struct lexicon_scan *s = lexicon_scan(p->lexicon, t);

    if (!p->phrase[i].pattern)
        return lexicon_has(s, p->phrase[i].literal);
    return pattern_stands(p, i, t, s) == PHRASE_YES;
}

size_t
phrases_count_in(const struct phrases *p, struct thai_text *t)
{
    size_t count = 0;

    if (!phrases_touch(p, t))
        return 0;
    for (size_t i = 0; i < p->n; i++)
        count += phrases_has(p, t, i);
    return count;
}

size_t
phrases_count_most(const struct phrases *p, struct thai_text *t)
{
    const struct lexicon_scan *s;
    size_t count = 0;

    if (!phrases_touch(p, t))
        return 0;
    s = lexicon_scan(p->lexicon, t);
    for (size_t i = 0; i < p->n; i++)
        count += p->phrase[i].pattern ? gate_open(&p->phrase[i], s) : lexicon_has(s, p->phrase[i].literal);
    return count;
}

/* Phrase numbers by literal, for the walk that asks the other way round. */
struct walk {
    const struct phrases *p;
    struct hit_list list;
    enum thai_tier tier;
};

static bool
walk_add(void *ctx, uint32_t literal, enum thai_tier tier, size_t from, size_t to)
{
    struct walk *w = ctx;

    if (tier != w->tier)
        return true;
    for (size_t i = 0; i < w->p->n; i++)
        if (w->p->phrase[i].literal == literal)
            return list_add(&w->list, &(struct phrase_hit){from, to, tier, i});
    return true;
}

static int
hit_cmp(const void *a, const void *b)
{
    const struct phrase_hit *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to)
        return x->to > y->to ? -1 : 1;
    return (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

size_t
phrases_all(const struct phrases *p, struct thai_text *t, struct phrase_hit *out, size_t max)
{
    struct phrase_hit best;
    struct walk w = {.p = p, .list = {out, 0, max}};

    if (max == 0 || phrases_find(p, t, &best) != PHRASE_YES)
        return 0;
    w.tier = best.tier;
    lexicon_walk(p->lexicon, &t->norm[THAI_EXACT], walk_add, &w);
    if (w.tier == THAI_EXACT && w.list.n < max)
        patterns_each(p, t, lexicon_scan(p->lexicon, t), list_add, &w.list);
    qsort(out, w.list.n, sizeof *out, hit_cmp);
    return w.list.n;
}

/* The first phrase of the set with this literal: another way of writing it adds nothing. */
static bool
is_first_of_its_kind(const struct phrases *p, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (p->phrase[k].literal == p->phrase[i].literal)
            return false;
    return true;
}

static bool
sight_add(void *ctx, const struct phrase_hit *hit)
{
    struct phrase_sight *s = ctx;

    s->tier = hit->tier;
    s->seen |= 1ULL << hit->phrase % 64;
    s->hits++;
    return true;
}

/* Places are counted only of patterns that have one. */
static void
sight_patterns(const struct phrases *p, struct thai_text *t, const struct lexicon_scan *scan,
               struct phrase_sight *s)
{
    for (size_t k = 0; k < p->pattern_n; k++) {
        size_t i = p->pattern[k];
        enum phrase_find stands = pattern_stands(p, i, t, scan);

        if (stands != PHRASE_NO && pattern_each(subject_of(p, i, t), i, sight_add, s) == STOPPED_BY_LIMIT)
            s->cut = true;
    }
}

struct phrase_sight
phrases_sight(const struct phrases *p, struct thai_text *t)
{
    struct phrase_sight s = {.tier = 0};
    const struct lexicon_scan *scan;

    if (!phrases_touch(p, t))
        return s;
    scan = lexicon_scan(p->lexicon, t);
    s.cut = scan->lost;
    sight_patterns(p, t, scan, &s);
    for (size_t i = 0; holds(p, scan) && i < p->n; i++) {
        const struct lexicon_found *f =
            p->phrase[i].literal != NO_WORD && lexicon_has(scan, p->phrase[i].literal)
                ? lexicon_find(scan, p->phrase[i].literal)
                : NULL;

        if (!f || (s.tier && f->tier > s.tier) || !is_first_of_its_kind(p, i))
            continue;
        if (s.tier != f->tier)
            s = (struct phrase_sight){.tier = f->tier, .cut = s.cut};
        s.seen |= 1ULL << i % 64;
        s.hits += f->count;
    }
    return s;
}

size_t
phrases_size(const struct phrases *p)
{
    return p ? p->n : 0;
}

struct str
phrases_text(const struct phrases *p, size_t i)
{
    assert(p && i < p->n);
    return p->phrase[i].text;
}

struct str
phrase_quote(struct thai_text *t, const struct phrase_hit *hit)
{
    /* The map is left out of the text: few ask for it. */
    struct thai_norm norm = thai_norm(t->arena, t->original, THAI_EXACT, true);

    return thai_original(&norm, t->original, hit->from, hit->to);
}

bool
phrases_host(const struct phrases *p, struct str host)
{
    for (size_t i = 0; p && i < p->n; i++) {
        struct str name = p->phrase[i].text;

        if (str_eq_nocase(host, name))
            return true;
        if (host.n > name.n && host.p[host.n - name.n - 1] == '.' &&
            str_eq_nocase(str_sub(host, host.n - name.n, host.n), name))
            return true;
    }
    return false;
}

static size_t
literal_length_at(const struct lexicon *l, uint32_t literal, struct str norm, size_t at, size_t end)
{
    struct str form = l->literal[literal].form;

    if (end - at < form.n || norm.p[at + form.n - 1] != form.p[form.n - 1] ||
        memcmp(norm.p + at, form.p, form.n) != 0)
        return 0;
    return lexicon_inside_word(norm, at) || lexicon_inside_word(norm, at + form.n) ? 0 : form.n;
}

static size_t
pattern_length_at(struct lexicon *l, const struct phrase *x, struct str norm, size_t at, size_t end)
{
    struct phrase_engine *e = engine_of(l);
    const pcre2_code *code = anchored_of(l, x->pattern);
    int rc = pcre2_match(code, (PCRE2_SPTR)norm.p, end, at,
                         PCRE2_NO_UTF_CHECK | (code == x->pattern->wide.code ? PCRE2_ANCHORED : 0), e->data,
                         e->context);
    const PCRE2_SIZE *place = pcre2_get_ovector_pointer(e->data);

    return rc >= 0 && place[0] == at && place[1] > at ? place[1] - at : 0;
}

/* The next from `from` on that begins so; NULL when none does. */
static const char *
find_begin(const struct phrases *p, const char *from, char begin)
{
    return begin ? memchr(from, begin, p->n - (size_t)(from - p->begins)) : NULL;
}

size_t
phrases_length_at(const struct phrases *p, struct thai_text *t, size_t at, size_t end)
{
    struct str norm = t->norm[THAI_EXACT].text;
    const struct lexicon_scan *s;
    const char *next;
    size_t longest = 0, n;

    if (!p || at >= end)
        return 0;
    s = lexicon_scan(p->lexicon, t);
    for (size_t k = 0; k < p->pattern_n; k++) {
        if (!gate_open(&p->phrase[p->pattern[k]], s))
            continue;
        n = pattern_length_at(p->lexicon, &p->phrase[p->pattern[k]], norm, at, end);
        longest = n > longest ? n : longest;
    }
    for (next = p->begins; (next = find_begin(p, next, begin_byte(norm, at))); next++) {
        n = literal_length_at(p->lexicon, p->phrase[next - p->begins].literal, norm, at, end);
        longest = n > longest ? n : longest;
    }
    return longest;
}
