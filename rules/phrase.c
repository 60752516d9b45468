/*
 * Sets of phrases.  Literals are asked of the lexicon's one pass over the text; patterns are tried only when
 * a word they cannot do without was found in that pass.
 */
#include "base/say.h"
#include "base/utf8.h"
#include "rules/doors.h"
#include "rules/matcher.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static uint32_t
pattern_number(struct lexicon *l, struct str normal)
{
    bool fresh;
    struct map_entry *e = map_put(l->pattern, normal, &fresh);

    if (fresh)
        e->num = (int64_t)map_count(l->pattern) - 1;
    return (uint32_t)e->num;
}

static uint32_t *
numbers_copy(struct arena *a, const uint32_t *v, size_t n)
{
    uint32_t *copy = ARENA_ARRAY(a, uint32_t, n + 1);

    return n > 0 ? memcpy(copy, v, n * sizeof *v) : copy;
}

/* What was made of a pattern is kept for where it stands again, as one of ten does; but what it refers to is
 * numbered anew in each place (lexicon_close()). */
static void
pattern_take(struct lexicon *l, struct phrase *x, const struct phrase *made)
{
    x->pattern = made->pattern;
    x->number = made->number;
    x->door = numbers_copy(l->arena, made->door, made->door_n);
    x->door_n = made->door_n;
    x->sure = numbers_copy(l->arena, made->sure, made->sure_n);
    x->sure_n = made->sure_n;
}

static bool
pattern_build(struct lexicon *l, struct phrase *x, struct phrase_fault *fault)
{
    struct map_entry *made = map_put(l->made, x->text, NULL);
    struct str normal;

    if (made->ptr) {
        pattern_take(l, x, made->ptr);
        return true;
    }
    x->pattern = matcher_new(l, x->text, &normal, fault);
    if (!x->pattern)
        return false;
    x->number = pattern_number(l, normal);
    doors_make(l, x, normal);
    made->ptr = memcpy(ARENA_NEW(l->arena, struct phrase), x, sizeof *x);
    return true;
}

static bool
literal_build(struct lexicon *l, struct phrase *x, struct arena *scratch, struct phrase_fault *fault)
{
    struct str form = thai_norm(scratch, x->text, THAI_EXACT, false).text;
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
    struct arena *scratch = arena_new(0);
    bool good = true;

    p->lexicon = l;
    p->phrase = ARENA_ARRAY(l->arena, struct phrase, n + 1);
    p->next = l->sets;
    l->sets = p;
    for (size_t i = 0; good && i < n; i++) {
        struct phrase *x = &p->phrase[i];

        *x = (struct phrase){.text = arena_str(l->arena, source[i].text),
                             .line = source[i].line,
                             .column = source[i].column,
                             .literal = NO_WORD};
        p->n++;
        p->pattern_n += source[i].pattern;
        *fault = (struct phrase_fault){.index = i};
        good = source[i].pattern ? pattern_build(l, x, fault) : literal_build(l, x, scratch, fault);
        arena_reset(scratch);
    }
    arena_free(scratch);
    return good ? p : NULL;
}

struct phrases *
phrases_of_written(struct lexicon *l, const struct phrase_source *source, size_t n)
{
    struct phrases *p = ARENA_NEW(l->arena, struct phrases);

    p->lexicon = l;
    p->phrase = ARENA_ARRAY(l->arena, struct phrase, n + 1);
    for (size_t i = 0; i < n; i++)
        p->phrase[p->written++] = (struct phrase){.text = arena_str(l->arena, source[i].text),
                                                  .line = source[i].line,
                                                  .column = source[i].column,
                                                  .literal = NO_WORD};
    return p;
}

/* Words that were only to be compared stay so, and so do all behind them. */
void
phrases_append(struct phrases *to, struct phrases *from)
{
    size_t had = to->n + to->written, more = from->n + from->written;
    struct phrase *both = ARENA_ARRAY(to->lexicon->arena, struct phrase, had + more + 1);
    bool written = to->written > 0;

    if (had)
        memcpy(both, to->phrase, had * sizeof *both);
    if (more)
        memcpy(both + had, from->phrase, more * sizeof *both);
    to->phrase = both;
    to->n += written ? 0 : from->n;
    to->pattern_n += written ? 0 : from->pattern_n;
    to->written += written ? more : from->written;
    from->n = from->pattern_n = from->written = 0;
}

void
phrases_forget(struct lexicon *l)
{
    if (!l)
        return;
    for (struct phrases *p = l->sets; p; p = p->next)
        for (size_t i = 0; i < p->n; i++)
            if (p->phrase[i].pattern)
                matcher_free(p->phrase[i].pattern);
    matcher_engine_free(l);
    l->sets = NULL;
}

void
phrases_compile(struct lexicon *l)
{
    for (struct phrases *p = l->sets; p; p = p->next)
        for (size_t i = 0; i < p->n; i++)
            if (p->phrase[i].pattern)
                matcher_compile(l, p->phrase[i].pattern);
}

/* Does a pattern whose door is open stand in t at all? */
static enum phrase_find
find_pattern(const struct phrases *p, size_t i, struct thai_text *t, const struct lexicon_scan *s)
{
    if (doors_sure(&p->phrase[i], s))
        return PHRASE_YES;
    if (!doors_lead_on(&p->phrase[i], s, t->norm[THAI_EXACT].narrow))
        return PHRASE_NO;
    return matcher_stands(p->lexicon, p->phrase[i].pattern, t);
}

/* The same, remembered with the text for all sets that hold it. */
static enum phrase_find
find_known(const struct phrases *p, size_t i, struct thai_text *t, const struct lexicon_scan *s)
{
    uint32_t number = p->phrase[i].number, shift = number % 32 * 2;
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

/* Nine of ten that are asked have no open door. */
static inline enum phrase_find
pattern_stands(const struct phrases *p, size_t i, struct thai_text *t, const struct lexicon_scan *s)
{
    return doors_open(&p->phrase[i], s) ? find_known(p, i, t, s) : PHRASE_NO;
}

/* Hits that are passed on, and how many. */
struct passed_on {
    hit_fn *each;
    void *ctx;
    size_t n;
};

static bool
pass_on(void *ctx, const struct phrase_hit *hit)
{
    struct passed_on *x = ctx;

    x->n++;
    return x->each(x->ctx, hit);
}

typedef enum ended matcher_fn(struct lexicon *l, struct matcher *m, struct thai_text *t, size_t i,
                              hit_fn *each, void *ctx);

/* Every hit of one pattern whose door is open.  Whether it stands there at all is not asked first: half of
 * what gets here does. */
static enum ended
pattern_each(const struct phrases *p, size_t i, struct thai_text *t, const struct lexicon_scan *s,
             matcher_fn *matcher, struct passed_on *to)
{
    const struct phrase *x = &p->phrase[i];
    uint32_t shift = x->number % 32 * 2;
    enum phrase_find found = PHRASE_NO;
    enum ended how = ENDED;
    unsigned known = s->lost ? 0 : s->pattern[x->number / 32] >> shift & 3;

    if (known == 1 + PHRASE_NO)
        return ENDED;
    to->n = 0;
    if (known != 0 || doors_sure(x, s) || doors_lead_on(x, s, t->norm[THAI_EXACT].narrow)) {
        how = matcher(p->lexicon, x->pattern, t, i, pass_on, to);
        found = to->n > 0 ? PHRASE_YES : how == STOPPED_BY_LIMIT ? PHRASE_UNJUDGED : PHRASE_NO;
    }
    if (known == 0 && !s->lost)
        s->pattern[x->number / 32] |= (uint64_t)(1 + found) << shift;
    return how;
}

/* Every pattern of the set whose gate is open.  STOPPED_BY_LIMIT when one of them reached its limit. */
static enum ended
patterns_each(const struct phrases *p, struct thai_text *t, const struct lexicon_scan *s, hit_fn *each,
              void *ctx)
{
    enum ended all = ENDED;
    size_t n = doors_ajar(p, s) ? p->pattern_n : 0;

    for (size_t k = 0; k < n; k++) {
        struct passed_on to = {each, ctx, 0};
        enum ended how;

        if (!doors_open(&p->phrase[p->pattern[k]], s))
            continue;
        how = pattern_each(p, p->pattern[k], t, s, matcher_each, &to);
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
    size_t n = holds(p, s) ? p->n - p->pattern_n : 0;

    for (const struct phrase_literal *x = p->literal; x < p->literal + n; x++) {
        struct lexicon_found f;
        struct phrase_hit hit;

        if (!lexicon_has(s, x->literal) || !lexicon_find(s, x->literal, &f))
            continue;
        hit = (struct phrase_hit){f.first_from, f.first_to, f.tier, x->phrase};
        if (!each(ctx, &hit))
            return false;
        hit = (struct phrase_hit){f.last_from, f.last_to, f.tier, x->phrase};
        if (f.last_from != f.first_from && !each(ctx, &hit))
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
    size_t n;

    if (!phrases_touch(p, t))
        return PHRASE_NO;
    s = lexicon_scan(p->lexicon, t);
    if (holds(p, s))
        return PHRASE_YES;
    if (s->lost)
        return PHRASE_UNJUDGED;
    n = doors_ajar(p, s) ? p->pattern_n : 0;
    for (size_t k = 0; k < n; k++) {
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
        count += p->phrase[i].pattern ? doors_open(&p->phrase[i], s) : lexicon_has(s, p->phrase[i].literal);
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
        struct passed_on to = {sight_add, s, 0};

        if (doors_open(&p->phrase[p->pattern[k]], scan) &&
            pattern_each(p, p->pattern[k], t, scan, matcher_each_unplaced, &to) == STOPPED_BY_LIMIT)
            s->cut = true;
    }
}

struct phrase_sight
phrases_sight(const struct phrases *p, struct thai_text *t)
{
    struct phrase_sight s = {.tier = 0};
    const struct lexicon_scan *scan;
    size_t n;

    if (!phrases_touch(p, t))
        return s;
    scan = lexicon_scan(p->lexicon, t);
    s.cut = scan->lost;
    sight_patterns(p, t, scan, &s);
    n = holds(p, scan) ? p->n - p->pattern_n : 0;
    for (const struct phrase_literal *x = p->literal; x < p->literal + n; x++) {
        struct lexicon_found f;

        if (!lexicon_has(scan, x->literal) || !lexicon_find(scan, x->literal, &f))
            continue;
        if ((s.tier && f.tier > s.tier) || !is_first_of_its_kind(p, x->phrase))
            continue;
        if (s.tier != f.tier)
            s = (struct phrase_sight){.tier = f.tier, .cut = s.cut};
        s.seen |= 1ULL << x->phrase % 64;
        s.hits += f.count;
    }
    return s;
}

size_t
phrases_size(const struct phrases *p)
{
    return p ? p->n + p->written : 0;
}

struct str
phrases_text(const struct phrases *p, size_t i)
{
    assert(p && i < p->n + p->written);
    return p->phrase[i].text;
}

bool
phrases_begin(const struct phrases *p, struct str text)
{
    for (size_t i = 0; i < phrases_size(p); i++)
        if (str_starts(text, phrases_text(p, i)))
            return true;
    return false;
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
    size_t longest = 0, patterns, n;

    if (!p || at >= end)
        return 0;
    s = lexicon_scan(p->lexicon, t);
    patterns = doors_ajar(p, s) ? p->pattern_n : 0;
    for (size_t k = 0; k < patterns; k++) {
        if (!doors_open(&p->phrase[p->pattern[k]], s))
            continue;
        n = matcher_length_at(p->lexicon, p->phrase[p->pattern[k]].pattern, norm, at, end);
        longest = n > longest ? n : longest;
    }
    for (next = p->begins; (next = find_begin(p, next, phrase_begin(norm, at))); next++) {
        n = literal_length_at(p->lexicon, p->phrase[next - p->begins].literal, norm, at, end);
        longest = n > longest ? n : longest;
    }
    return longest;
}
