/* One set of phrases over its own lexicon, for the tests of rules/ that look for words. */
#ifndef OIT_TESTS_SUPPORT_PHRASE_WORLD_H
#define OIT_TESTS_SUPPORT_PHRASE_WORLD_H

#include "rules/phrase_set.h"

struct phrase_world {
    struct arena *arena;
    struct lexicon *lexicon;
    struct phrases *set;
    struct thai_text text;
};

/* Entries are split by newlines; those that begin with re: are patterns.  NULL when one is refused. */
struct phrases *phrase_world_build(struct lexicon *l, const char *entries);
/* The same over a lexicon of its own, closed; none may be refused. */
struct phrase_world phrase_world_of(const char *entries);
/* Lives until the next one, or the end of the world. */
struct thai_text *phrase_world_text(struct phrase_world *w, const char *text);
/* The quote of the best hit, or "". */
const char *phrase_world_quote(struct phrase_world *w, const char *text);
void phrase_world_end(struct phrase_world *w);

#endif
