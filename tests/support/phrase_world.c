/* One set of phrases over its own lexicon. */
#include "tests/support/phrase_world.h"
#include <stdlib.h>

#define SET_MAX 16

struct phrases *
phrase_world_build(struct lexicon *l, const char *entries)
{
    struct phrase_source source[SET_MAX];
    struct phrase_fault fault;
    struct str rest = str_of(entries), one;
    size_t n = 0;

    while (str_next(&rest, '\n', &one)) {
        bool pattern = str_starts(one, STR("re:"));

        source[n] = (struct phrase_source){pattern ? str_sub(one, 3, one.n) : one, (int)n + 1, 1, pattern};
        n++;
    }
    return phrases_build(l, source, n, &fault);
}

struct phrase_world
phrase_world_of(const char *entries)
{
    struct phrase_world w = {.arena = arena_new(0)};

    w.lexicon = lexicon_new(w.arena);
    w.set = phrase_world_build(w.lexicon, entries);
    if (w.set == NULL)
        abort();
    lexicon_close(w.lexicon);
    return w;
}

struct thai_text *
phrase_world_text(struct phrase_world *w, const char *text)
{
    thai_text_init(&w->text, w->arena, str_of(text));
    return &w->text;
}

void
phrase_world_end(struct phrase_world *w)
{
    phrases_forget(w->lexicon);
    lexicon_free(w->lexicon);
    arena_free(w->arena);
}

const char *
phrase_world_quote(struct phrase_world *w, const char *text)
{
    struct phrase_hit hit;

    if (phrases_find(w->set, phrase_world_text(w, text), &hit) != PHRASE_YES)
        return "";
    return arena_str(w->arena, phrase_quote(&w->text, &hit)).p;
}
