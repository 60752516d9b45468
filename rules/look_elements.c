/* Which elements of a topic a text shows. */
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/look.h"

#define HITS_MAX 256

uint32_t
look_elements_in(struct thai_text *t, const struct topic *topic)
{
    uint32_t shown = 0;

    for (size_t e = 0; e < topic->element_n && e < ELEMENTS_MAX; e++)
        shown |= (uint32_t)(phrases_find(topic->element[e].seen, t, NULL) == PHRASE_YES) << e;
    return shown;
}

/* Which of an element's phrases a text holds; where one is enough, that one. */
static uint64_t
phrases_seen(struct thai_text *t, const struct topic_element *e)
{
    struct phrase_hit hit[HITS_MAX];
    uint64_t seen = 0;
    size_t n;

    if (e->at_least <= 1)
        return phrases_find(e->seen, t, NULL) == PHRASE_YES;
    n = phrases_all(e->seen, t, hit, HITS_MAX);
    for (size_t j = 0; j < n; j++)
        seen |= 1ULL << (hit[j].phrase % 64);
    return seen;
}

void
look_elements(struct look *k, struct thai_text *t, bool named)
{
    if (look_shows_nothing(k, t))
        return;
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++) {
        const struct topic_element *e = &k->topic->element[i];
        uint64_t seen;

        if (named && e->beyond_name)
            continue;
        k->refuted[i] |= phrases_find(e->seen_not, t, NULL) == PHRASE_YES;
        if (k->facts->element_quote[i].n > 0 && e->at_least <= 1)
            continue;
        seen = phrases_seen(t, e);
        if (seen != 0 && k->facts->element_quote[i].n == 0) {
            k->facts->element_quote[i] = arena_str(k->leads->arena, utf8_prefix(t->original, LIMIT_QUOTE));
            k->facts->element_sheet[i] = k->sheet;
        }
        k->facts->element_seen[i] |= seen;
    }
}

/* Several different phrases may be asked for: they are counted over the whole region, also across its lines.
 */
void
look_counted(struct look *k, struct thai_text *t)
{
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++)
        if (k->topic->element[i].at_least > 1 && !k->topic->element[i].beyond_name)
            k->facts->element_seen[i] |= phrases_seen(t, &k->topic->element[i]);
}

void
look_settle(struct look *k)
{
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++) {
        int seen = __builtin_popcountll(k->facts->element_seen[i]);

        k->facts->element[i] =
            !k->refuted[i] && seen > 0 && seen >= k->topic->element[i].at_least ? MET_YES : MET_NO;
    }
}
