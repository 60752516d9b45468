/*
 * What can be said about rules without a website: do the examples come out as they say, and is anything
 * written that will not do what was meant?
 */
#include "base/map.h"
#include "base/say.h"
#include "base/utf8.h"
#include "rules/loader.h"
#include "rules/match.h"
#include "rules/pattern.h"
#include <string.h>

#define PHRASE_SHORTEST 4 /* characters; shorter ones stand inside too many other words */

/* Is the topic among the mentions of the text? */
static bool
is_named(const struct catalog *c, const struct topic *t, struct thai_text *text)
{
    struct mention m[MENTIONS_MAX];
    size_t n = match_topics(c, text, m, NULL);

    for (size_t i = 0; i < n; i++)
        if (m[i].topic == t)
            return true;
    return false;
}

struct run {
    const struct catalog *c;
    catalog_fail *fail;
    void *ctx;
    struct arena *arena; /* of one example at a time */
    size_t done, failed;
};

static void
run_list(struct run *r, const struct topic *t, const struct example *e, size_t n, bool wanted)
{
    for (size_t i = 0; i < n; i++) {
        struct thai_text text;

        arena_reset(r->arena);
        thai_text_init(&text, r->arena, e[i].text);
        r->done++;
        if (is_named(r->c, t, &text) == wanted)
            continue;
        r->failed++;
        r->fail(r->ctx, t->file, e[i].line, t->id, e[i].text,
                wanted ? _("should name the topic and does not") : _("should not name the topic and does"));
    }
}

size_t
catalog_test(const struct catalog *c, catalog_fail *fail, void *ctx, size_t *failed)
{
    struct run r = {.c = c, .fail = fail, .ctx = ctx, .arena = arena_new(0)};

    for (size_t i = 0; i < c->topic_n; i++) {
        run_list(&r, &c->topic[i], c->examples[i].match, c->examples[i].match_n, true);
        run_list(&r, &c->topic[i], c->examples[i].not, c->examples[i].not_n, false);
    }
    arena_free(r.arena);
    if (failed)
        *failed = r.failed;
    return r.done;
}

struct linter {
    const struct catalog *c;
    catalog_fail *fail;
    void *ctx;
    size_t complaints;
};

static void
complain(struct linter *l, const struct topic *t, int line, struct str what, const char *why)
{
    l->complaints++;
    l->fail(l->ctx, t->file, line, t->id, what, why);
}

static struct str
form_of(const struct linter *l, const struct phrase *x)
{
    return l->c->lexicon->literal[x->literal].form;
}

/* A topic's phrases, one after the other; false at the end. */
struct each_name {
    const struct topic *topic;
    size_t set, i;
    const struct phrase *phrase;
};

static bool
next_name(struct each_name *e)
{
    const struct phrases *set[] = {e->topic->names, e->topic->labels};

    for (; e->set < 2; e->set++, e->i = 0) {
        if (e->i < phrases_size(set[e->set])) {
            e->phrase = &set[e->set]->phrase[e->i++];
            return true;
        }
    }
    return false;
}

/* The same words naming two topics say nothing. */
static void
check_shared(struct linter *l)
{
    struct map *owner = map_new();

    for (size_t i = 0; i < l->c->topic_n; i++) {
        struct each_name e = {.topic = &l->c->topic[i]};

        while (next_name(&e)) {
            const struct topic *other;
            struct map_entry *entry;

            if (e.phrase->pattern)
                continue;
            entry = map_put(owner, form_of(l, e.phrase), NULL);
            other = entry->ptr;
            if (other && other != e.topic && match_rivals(l->c, other, e.topic))
                complain(l, e.topic, e.phrase->line, e.phrase->text, _("also names another topic"));
            entry->ptr = (void *)(uintptr_t)e.topic;
        }
    }
    map_free(owner);
}

static bool
example_has(const struct example *e, size_t n, struct arena *a, struct str form)
{
    for (size_t i = 0; i < n; i++)
        if (str_has(thai_norm(a, e[i].text, THAI_EXACT, false).text, form))
            return true;
    return false;
}

/* Topic t's phrase stands inside a longer name of another: an example of either must show who wins. */
static void
check_shadow(struct linter *l, size_t t, const struct phrase *x, size_t other, struct arena *a)
{
    const struct topic_examples *mine = &l->c->examples[t], *theirs = &l->c->examples[other];
    struct each_name e = {.topic = &l->c->topic[other]};

    while (next_name(&e)) {
        struct str longer;

        if (e.phrase->pattern || e.set > 0)
            continue;
        longer = form_of(l, e.phrase);
        if (longer.n <= form_of(l, x).n || !str_has(longer, form_of(l, x)))
            continue;
        if (example_has(theirs->match, theirs->match_n, a, longer) ||
            example_has(mine->not, mine->not_n, a, longer))
            continue;
        complain(l, e.topic, e.phrase->line, e.phrase->text,
                 _("holds a phrase of another topic, and no example shows that this one wins"));
    }
}

static void
check_shadows(struct linter *l)
{
    struct arena *a = arena_new(0);

    for (size_t t = 0; t < l->c->topic_n; t++) {
        const struct phrases *names = l->c->topic[t].names;

        for (size_t i = 0; i < phrases_size(names); i++)
            for (size_t other = 0; other < l->c->topic_n; other++) {
                arena_reset(a);
                if (other != t && !names->phrase[i].pattern &&
                    match_rivals(l->c, &l->c->topic[t], &l->c->topic[other]))
                    check_shadow(l, t, &names->phrase[i], other, a);
            }
    }
    arena_free(a);
}

static bool
pattern_is_shown(const struct phrases *names, size_t i, const struct topic_examples *e)
{
    struct arena *a = arena_new(0);
    bool shown = false;

    for (size_t k = 0; k < e->match_n && !shown; k++) {
        struct thai_text text;

        arena_reset(a);
        thai_text_init(&text, a, e->match[k].text);
        shown = phrases_has(names, &text, i);
    }
    arena_free(a);
    return shown;
}

static void
check_doubts(struct linter *l, const struct topic *t, const struct phrases *set)
{
    for (size_t i = 0; i < phrases_size(set); i++) {
        const char *why = set->phrase[i].pattern ? pattern_doubt(set->phrase[i].text) : NULL;

        if (why)
            complain(l, t, set->phrase[i].line, set->phrase[i].text, _(why));
    }
}

static void
check_names(struct linter *l, const struct topic *t, const struct topic_examples *e)
{
    for (size_t i = 0; i < phrases_size(t->names); i++) {
        const struct phrase *x = &t->names->phrase[i];

        if (x->pattern && !pattern_is_shown(t->names, i, e))
            complain(l, t, x->line, x->text, _("this pattern matches none of the topic's examples"));
        if (!x->pattern && utf8_length(form_of(l, x)) < PHRASE_SHORTEST)
            complain(l, t, x->line, x->text,
                     _("so short that it stands inside other words; make it a label"));
    }
}

/* A word in braces that no list fills stays a word in braces. */
static void
check_fix(struct linter *l, const struct topic *t, struct str fix, enum lang lang)
{
    size_t open = 0, close;

    while ((open = str_find_char(fix, '{', open)) != STR_NOT_FOUND &&
           (close = str_find_char(fix, '}', open)) != STR_NOT_FOUND) {
        struct str word = str_sub(fix, open + 1, close), list = catalog_say_list(l->c->arena, word, lang);

        if (!str_eq(word, STR("year")) && phrases_size(catalog_list(l->c, list.p)) == 0)
            complain(l, t, 1, word, _("the fix text asks for a word that no list of the vocabulary gives"));
        open = close;
    }
}

static void
check_topic(struct linter *l, const struct topic *t, const struct topic_examples *e)
{
    struct str name = arena_printf(l->c->arena, "/%.*s.yaml", STR_ARGS(t->id));

    check_names(l, t, e);
    check_doubts(l, t, t->names);
    check_doubts(l, t, t->against);
    check_doubts(l, t, t->sections);
    check_doubts(l, t, t->other_text);
    check_doubts(l, t, t->unless_shown);
    check_doubts(l, t, t->about);
    check_doubts(l, t, t->signs);
    check_fix(l, t, t->fix, LANG_TH);
    check_fix(l, t, t->fix_en, LANG_EN);
    for (size_t i = 0; i < t->element_n; i++) {
        check_doubts(l, t, t->element[i].seen);
        check_doubts(l, t, t->element[i].seen_not);
    }
    if (e->match_n == 0)
        complain(l, t, e->line, t->name, _("there is no example that must match"));
    if (e->not_n == 0)
        complain(l, t, e->line, t->name, _("there is no example that must not match"));
    if (!str_ends(t->file, name))
        complain(l, t, 1, t->name, _("the file should have the topic's name"));
}

static bool
topic_is_used(const struct catalog *c, const struct topic *t)
{
    for (size_t i = 0; i < c->pack_n; i++)
        for (size_t k = 0; k < c->pack[i].part_n; k++)
            if (c->pack[i].part[k].topic == t)
                return true;
    return false;
}

static void
check_pack(struct linter *l, const struct pack *p)
{
    for (size_t i = 0; i < p->part_n; i++) {
        if (p->part[i].element_n > 0)
            continue;
        l->complaints++;
        l->fail(l->ctx, p->file, 1, p->part[i].topic->id, p->item[p->part[i].item].id,
                _("the item asks for no elements"));
    }
}

size_t
catalog_check(const struct catalog *c, catalog_fail *complain_to, void *ctx)
{
    struct linter l = {.c = c, .fail = complain_to, .ctx = ctx};

    check_shared(&l);
    check_shadows(&l);
    for (size_t i = 0; i < c->topic_n; i++) {
        check_topic(&l, &c->topic[i], &c->examples[i]);
        if (c->pack_n && !topic_is_used(c, &c->topic[i]))
            complain(&l, &c->topic[i], 1, c->topic[i].name, _("no pack asks for this topic"));
    }
    for (size_t i = 0; i < c->pack_n; i++)
        check_pack(&l, &c->pack[i]);
    return l.complaints;
}
