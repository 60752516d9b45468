/* Which elements of a topic a text shows. */
#include "base/buf.h"
#include "base/utf8.h"
#include "oit/limits.h"
#include "rules/look.h"
#include "rules/phrase_set.h"

#define HITS_MAX 256

uint32_t
look_elements_in(struct thai_text *t, const struct topic *topic)
{
    uint32_t shown = 0;

    for (size_t e = 0; e < topic->element_n && e < ELEMENTS_MAX; e++)
        if (phrases_touch(topic->element[e].seen, t))
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

    n = phrases_all(e->seen, t, hit, HITS_MAX);
    for (size_t j = 0; j < n; j++)
        seen |= 1ULL << (hit[j].phrase % 64);
    return seen;
}

static struct phrase_sight
sight_of(struct thai_text *t, const struct topic_element *e)
{
    struct phrase_sight s;

    if (e->at_least <= 1)
        return (struct phrase_sight){.seen = phrases_find(e->seen, t, NULL) == PHRASE_YES};
    s = phrases_sight(e->seen, t);
    if (s.hits >= HITS_MAX)
        s.seen = phrases_seen(t, e);
    return s;
}

static bool
is_counted(const struct topic_element *e)
{
    return e->at_least > 1 && !e->beyond_name;
}

/*
 * Lines of one region put together: a line adds what it shows in the lowest tier that shows anything of the
 * element anywhere in the region.
 */
static void
count_line(struct region_sight *all, const struct phrase_sight *line)
{
    all->in_doubt |= line->cut;
    if (line->tier == 0 || (all->tier != 0 && line->tier > all->tier))
        return;
    if (line->tier != all->tier)
        *all = (struct region_sight){.tier = line->tier, .in_doubt = all->in_doubt};
    all->seen |= line->seen;
    all->hits += line->hits;
    all->in_doubt |= all->hits >= HITS_MAX;
}

/* What a text shows of one element, for the text itself. */
static void
note_element(struct look *k, size_t i, struct thai_text *t, const struct phrase_sight *s)
{
    if (s->seen != 0 && k->element[i].quote.n == 0) {
        k->element[i].quote = t->original;
        k->element[i].sheet = k->sheet;
    }
    k->element[i].seen |= s->seen;
}

void
look_element(struct look *k, size_t i, struct thai_text *t, enum look_as as)
{
    const struct topic_element *e = &k->topic->element[i];
    bool counted = as != LOOK_WORDS && is_counted(e);
    bool shows = as != LOOK_NOTHING && !(as == LOOK_NAME && e->beyond_name);
    struct phrase_sight s;

    if (shows || as == LOOK_NOTHING)
        k->refuted[i] |= phrases_touch(e->seen_not, t) && phrases_find(e->seen_not, t, NULL) == PHRASE_YES;
    if (!phrases_touch(e->seen, t))
        return;
    if (!counted && (!shows || (k->element[i].quote.n > 0 && e->at_least <= 1)))
        return;
    s = sight_of(t, e);
    if (counted)
        count_line(&k->region[i], &s);
    if (shows)
        note_element(k, i, t, &s);
}

void
look_elements(struct look *k, struct thai_text *t, enum look_as as)
{
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++)
        look_element(k, i, t, as);
}

/* The lines of the region as one text, for what the lines one by one cannot tell. */
static struct thai_text
region_text(struct look *k)
{
    struct buf all;
    struct thai_text t;

    buf_init(&all, LIMIT_BLOCK_TEXT);
    for (uint32_t i = k->from; i < k->until && !all.full; i++)
        if (k->read[i]) {
            buf_str(&all, k->page->block[i].text);
            buf_char(&all, THAI_BREAK);
        }
    t = look_read(k, arena_str(k->view->arena, buf_view(&all)));
    buf_free(&all);
    return t;
}

size_t
look_bytes(const struct look *k)
{
    size_t bytes = 0;

    for (uint32_t i = k->from; i < k->until; i++)
        bytes += k->read[i] ? k->page->block[i].text.n + 1 : 0;
    return bytes;
}

void
look_counted_settle(struct look *k)
{
    size_t bytes = SIZE_MAX;
    struct thai_text t = {.arena = NULL};

    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++) {
        if (!is_counted(&k->topic->element[i]))
            continue;
        if (bytes == SIZE_MAX)
            bytes = k->bytes != 0 ? k->bytes : look_bytes(k);
        if (!k->region[i].in_doubt && bytes <= LIMIT_BLOCK_TEXT) {
            k->element[i].seen |= k->region[i].seen;
            continue;
        }
        if (t.arena == NULL)
            t = region_text(k);
        k->element[i].seen |= phrases_seen(&t, &k->topic->element[i]);
    }
}

void
look_settle(struct look *k)
{
    for (size_t i = 0; i < k->topic->element_n && i < ELEMENTS_MAX; i++) {
        int seen;

        k->element[i].refuted = k->refuted[i];
        if (k->refuted[i])
            k->element[i].seen = 0; /* nor with another page */
        seen = __builtin_popcountll(k->element[i].seen);
        k->element[i].met = seen > 0 && seen >= k->topic->element[i].at_least ? MET_YES : MET_NO;
    }
}
