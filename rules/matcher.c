/* Matching with PCRE2, in the narrow form of a text where that is certain to be the same. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/matcher.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/narrow.h"
#include "rules/pattern.h"
#include "rules/phrase_set.h"
#include "rules/sound.h"
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

#define JIT_STACK_MAX (512 * KIB)
#define HEAP_LIMIT_KIB 20000 /* of one match without JIT */
#define FAST_FROM 1000       /* bytes of text: JIT takes as long as matching some 1,000 bytes without it */
#define WIDE (PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C)

/* Made when a text asks for it, and by the JIT compiler when texts asked so much that it pays. */
struct tried {
    pcre2_code *code; /* NULL until then */
    size_t bytes;     /* of texts that asked before it was fast */
    bool fast;
    bool compiled; /* by the JIT compiler, which may refuse */
};

struct matcher {
    struct str text; /* in normal form */
    struct tried wide;
    struct tried narrow;  /* for narrow texts; none where it is only wide */
    pcre2_code *anchored; /* matches only where it is asked; NULL until then */
    bool only_wide;
};

/* Scratch space of all matches of a lexicon; holds nothing between two calls. */
struct matcher_engine {
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

static struct matcher_engine *
engine_of(struct lexicon *l)
{
    struct matcher_engine *e = l->engine;

    if (e)
        return e;
    e = l->engine = ARENA_NEW(l->arena, struct matcher_engine);
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

struct matcher *
matcher_new(struct lexicon *l, struct str text, struct str *normal, struct phrase_fault *fault)
{
    struct matcher *m;
    pcre2_code *code = NULL; /* of a sound pattern when a text asks for it */

    /* As written first, so that offsets are the writer's. */
    if (!pattern_is_sound(text) && !(code = compile(l, text, WIDE, fault)))
        return NULL;
    *normal = pattern_normal(l->arena, text);
    if (!str_eq(*normal, text)) {
        pcre2_code_free(code);
        code = NULL;
        if (!pattern_is_sound(*normal) && !(code = compile(l, *normal, WIDE, fault)))
            return NULL;
    }
    if (code && matches_nothing(l, code)) {
        snprintf(fault->what, sizeof fault->what, "%s",
                 _("the pattern matches the empty text, so it says nothing"));
        pcre2_code_free(code);
        return NULL;
    }
    m = ARENA_NEW(l->arena, struct matcher);
    m->text = *normal;
    m->wide.code = code;
    return m;
}

void
matcher_free(struct matcher *m)
{
    pcre2_code_free(m->wide.code);
    pcre2_code_free(m->anchored);
    pcre2_code_free(m->narrow.code);
    m->wide.code = m->narrow.code = m->anchored = NULL; /* it may be a matcher of several sets */
}

void
matcher_engine_free(struct lexicon *l)
{
    if (!l->engine)
        return;
    pcre2_match_context_free(l->engine->context);
    pcre2_match_data_free(l->engine->data);
    pcre2_jit_stack_free(l->engine->stack);
    pcre2_compile_context_free(l->engine->compile);
    pcre2_general_context_free(l->engine->memory);
    l->engine = NULL;
}

static struct tried *
wide_of(struct lexicon *l, struct matcher *m)
{
    struct phrase_fault fault;

    if (!m->wide.code)
        m->wide.code = compile(l, m->text, WIDE, &fault);
    return &m->wide;
}

/* The option to anchor a match would keep it from the JIT compiler's code. */
static const pcre2_code *
anchored_of(struct lexicon *l, struct matcher *m)
{
    struct phrase_fault fault;

    if (m->anchored)
        return m->anchored;
    m->anchored = compile(l, m->text, WIDE | PCRE2_ANCHORED, &fault);
    if (m->anchored)
        pcre2_jit_compile(m->anchored, PCRE2_JIT_COMPLETE);
    return m->anchored ? m->anchored : wide_of(l, m)->code;
}

/* NULL where the pattern has something that is not certain to be the same in a narrow text. */
static struct tried *
narrow_of(struct lexicon *l, struct matcher *m)
{
    struct phrase_fault fault;
    struct str text;

    if (!m->narrow.code && !m->only_wide && narrow_pattern(l->arena, m->text, &text))
        m->narrow.code = compile(l, text, 0, &fault);
    m->only_wide = !m->narrow.code;
    return m->only_wide ? NULL : &m->narrow;
}

void
matcher_compile(struct lexicon *l, struct matcher *m)
{
    if (!narrow_of(l, m))
        wide_of(l, m);
}

/* What a pattern is looked for in. */
struct subject {
    struct matcher_engine *engine;
    struct tried *tried;
    struct str text;
    bool narrow;
};

static struct subject
wide_subject(struct lexicon *l, struct matcher *m, struct thai_text *t)
{
    return (struct subject){engine_of(l), wide_of(l, m), t->norm[THAI_EXACT].text, false};
}

/* Where only whether and how often is asked, not where. */
static struct subject
subject_of(struct lexicon *l, struct matcher *m, struct thai_text *t)
{
    struct tried *narrow = narrow_of(l, m);

    if (!narrow)
        return wide_subject(l, m, t);
    return (struct subject){engine_of(l), narrow, t->norm[THAI_EXACT].narrow, true};
}

static int
match_once(const struct subject *s, struct str text, size_t at)
{
    const PCRE2_SPTR p = (PCRE2_SPTR)text.p;
    int rc = PCRE2_ERROR_JIT_BADOPTION;

    /* The door for all kinds of code is an eighth of the work. */
    if (s->tried->compiled)
        rc = pcre2_jit_match(s->tried->code, p, text.n, at, 0, s->engine->data, s->engine->context);
    return rc != PCRE2_ERROR_JIT_BADOPTION ? rc
                                           : pcre2_match(s->tried->code, p, text.n, at, PCRE2_NO_UTF_CHECK,
                                                         s->engine->data, s->engine->context);
}

static void
make_fast(struct tried *x)
{
    x->compiled = pcre2_jit_compile(x->code, PCRE2_JIT_COMPLETE) == 0;
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
subject_each(struct subject s, size_t i, hit_fn *each, void *ctx)
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

/* Hits in the narrow text, as they come, brought to the bytes of the other. */
struct widening {
    const struct thai_norm *norm;
    hit_fn *each;
    void *ctx;
    size_t narrow, wide; /* the same place in both */
};

static size_t
widen(struct widening *x, size_t to)
{
    for (; x->narrow < to; x->narrow++) {
        unsigned char c = (unsigned char)x->norm->narrow.p[x->narrow];

        if (c == THAI_NARROW_OTHER)
            utf8_next(x->norm->text, &x->wide);
        else
            x->wide += c < THAI_NARROW ? 1 : 3;
    }
    return x->wide;
}

static bool
pass_widened(void *ctx, const struct phrase_hit *hit)
{
    struct widening *x = ctx;
    struct phrase_hit wide = *hit;

    wide.from = widen(x, hit->from);
    wide.to = widen(x, hit->to);
    return x->each(x->ctx, &wide);
}

enum ended
matcher_each(struct lexicon *l, struct matcher *m, struct thai_text *t, size_t i, hit_fn *each, void *ctx)
{
    struct subject s = subject_of(l, m, t);
    struct widening x = {&t->norm[THAI_EXACT], each, ctx, 0, 0};

    return s.narrow ? subject_each(s, i, pass_widened, &x) : subject_each(s, i, each, ctx);
}

enum ended
matcher_each_unplaced(struct lexicon *l, struct matcher *m, struct thai_text *t, size_t i, hit_fn *each,
                      void *ctx)
{
    return subject_each(subject_of(l, m, t), i, each, ctx);
}

static bool
stop_at_first(void *ctx, const struct phrase_hit *hit)
{
    (void)ctx;
    (void)hit;
    return false;
}

enum phrase_find
matcher_stands(struct lexicon *l, struct matcher *m, struct thai_text *t)
{
    enum ended how = subject_each(subject_of(l, m, t), 0, stop_at_first, NULL);

    return how == STOPPED_BY_CALLER ? PHRASE_YES : how == STOPPED_BY_LIMIT ? PHRASE_UNJUDGED : PHRASE_NO;
}

size_t
matcher_length_at(struct lexicon *l, struct matcher *m, struct str norm, size_t at, size_t end)
{
    struct matcher_engine *e = engine_of(l);
    const pcre2_code *code = anchored_of(l, m);
    int rc =
        pcre2_match(code, (PCRE2_SPTR)norm.p, end, at,
                    PCRE2_NO_UTF_CHECK | (code == m->wide.code ? PCRE2_ANCHORED : 0), e->data, e->context);
    const PCRE2_SIZE *place = pcre2_get_ovector_pointer(e->data);

    return rc >= 0 && place[0] == at && place[1] > at ? place[1] - at : 0;
}
