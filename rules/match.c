/*
 * Topics are asked only when the text holds something that could name them (a phrase, a label, or a word a
 * pattern cannot do without): the index leads from the sets that a text touches to their topics.
 */
#include "rules/match.h"
#include "base/utf8.h"
#include "rules/loader.h"
#include <stdlib.h>
#include <string.h>

#define HITS_EACH 24 /* places looked at of one topic in one text */

struct match_index {
    uint64_t *named; /* sets of names and labels, as bits */
    uint16_t *topic; /* of each set */
    size_t sets;
    uint16_t *always; /* topics with a pattern that any text may match */
    size_t always_n;
    uint8_t *rival; /* [a * topic_n + b]: a longer name of one takes the text from the other */
    size_t topic_n;
};

/*
 * Topics are rivals when some pack asks for both, or when no pack asks for one of them.  Those of different
 * years only (a plan that was later joined with another) both stay named: the year decides which one counts.
 */
static void
index_rivals(const struct catalog *c, struct match_index *x)
{
    uint8_t *asked = ARENA_ARRAY(c->arena, uint8_t, c->topic_n + 1);

    x->topic_n = c->topic_n;
    x->rival = ARENA_ARRAY(c->arena, uint8_t, c->topic_n * c->topic_n + 1);
    for (size_t p = 0; p < c->pack_n; p++)
        for (size_t i = 0; i < c->pack[p].part_n; i++) {
            size_t a = (size_t)(c->pack[p].part[i].topic - c->topic);

            asked[a] = 1;
            for (size_t k = 0; k < c->pack[p].part_n; k++)
                x->rival[a * c->topic_n + (size_t)(c->pack[p].part[k].topic - c->topic)] = 1;
        }
    for (size_t a = 0; a < c->topic_n; a++)
        for (size_t b = 0; b < c->topic_n; b++)
            if (!asked[a] || !asked[b])
                x->rival[a * c->topic_n + b] = 1;
}

bool
match_rivals(const struct catalog *c, const struct topic *a, const struct topic *b)
{
    return c->index->rival[(size_t)(a - c->topic) * c->index->topic_n + (size_t)(b - c->topic)];
}

static void
index_set(struct match_index *x, const struct phrases *p, size_t topic)
{
    if (p == NULL)
        return;
    x->named[p->number / 64] |= 1ULL << p->number % 64;
    x->topic[p->number] = (uint16_t)topic;
}

const struct match_index *
match_index_new(const struct catalog *c)
{
    struct match_index *x = ARENA_NEW(c->arena, struct match_index);
    size_t sets = c->lexicon->set_n;

    x->sets = sets;
    x->named = ARENA_ARRAY(c->arena, uint64_t, sets / 64 + 1);
    x->topic = ARENA_ARRAY(c->arena, uint16_t, sets + 1);
    x->always = ARENA_ARRAY(c->arena, uint16_t, c->topic_n + 1);
    for (size_t i = 0; i < c->topic_n; i++) {
        index_set(x, c->topic[i].names, i);
        index_set(x, c->topic[i].labels, i);
        if (c->topic[i].names != NULL && c->topic[i].names->open_n > 0)
            x->always[x->always_n++] = (uint16_t)i;
    }
    index_rivals(c, x);
    return x;
}

/* One place that names a topic. */
struct claim {
    struct mention mention;
    uint16_t topic;
};

struct claims {
    struct claim *v;
    size_t n, max;
};

static size_t
claim_length(const struct claim *c)
{
    return c->mention.hit.to - c->mention.hit.from;
}

static void
claims_add(struct claims *list, const struct topic *t, uint16_t number, const struct phrase_hit *hit,
           bool label)
{
    if (list->n < list->max)
        list->v[list->n++] = (struct claim){{t, *hit, label}, number};
}

/* All places where one topic is named and nothing speaks against it. */
static void
claims_of_topic(struct claims *list, const struct topic *t, uint16_t number, struct thai_text *text,
                bool *unjudged)
{
    struct phrase_hit hit[HITS_EACH + 1];
    size_t n = phrases_edges(t->names, text, hit, HITS_EACH, unjudged), names = n;
    bool against;

    n += phrases_whole(t->labels, text, &hit[n]);
    against = n > 0 && phrases_find(t->against, text, NULL) == PHRASE_YES;
    for (size_t i = 0; i < n; i++) {
        bool label = i == names;

        if (!against || !phrases_against(t->against, text, label ? t->labels : t->names, &hit[i]))
            claims_add(list, t, number, &hit[i], label);
    }
}

/* Longest first; then by place, and in the order of topics. */
static int
claim_cmp(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;

    if (claim_length(x) != claim_length(y))
        return claim_length(x) > claim_length(y) ? -1 : 1;
    if (x->mention.hit.from != y->mention.hit.from)
        return x->mention.hit.from < y->mention.hit.from ? -1 : 1;
    if (x->topic != y->topic)
        return x->topic < y->topic ? -1 : 1;
    return (int)x->mention.label - (int)y->mention.label;
}

/* Does a longer claim of a rival cover claim i? Longer ones stand before it. */
static bool
is_covered(const struct catalog *c, const struct claims *list, size_t i)
{
    const struct phrase_hit *hit = &list->v[i].mention.hit;

    for (size_t k = 0; k < i && claim_length(&list->v[k]) > claim_length(&list->v[i]); k++)
        if (list->v[k].topic != list->v[i].topic && list->v[k].mention.hit.from <= hit->from &&
            list->v[k].mention.hit.to >= hit->to &&
            match_rivals(c, list->v[k].mention.topic, list->v[i].mention.topic))
            return true;
    return false;
}

static bool
is_listed(const struct mention *out, size_t n, const struct topic *t)
{
    for (size_t i = 0; i < n; i++)
        if (out[i].topic == t)
            return true;
    return false;
}

/* A set of names and one of labels may lead to the same topic: few lead anywhere, so all that were are looked
 * through. */
static void
candidate(uint16_t *list, size_t *n, uint16_t topic)
{
    for (size_t i = 0; i < *n; i++)
        if (list[i] == topic)
            return;
    list[(*n)++] = topic;
}

/* Topics that the text may name; written to list, whose room is topic_n. */
static size_t
candidates(const struct catalog *c, const struct lexicon_scan *s, struct arena *a, uint16_t **list)
{
    const struct match_index *x = c->index;
    size_t n = 0, words = s->n ? x->sets / 64 + 1 : 0;

    *list = arena_raw(a, (c->topic_n + 1) * sizeof **list);
    if (!*list)
        return 0;
    for (size_t i = 0; i < x->always_n; i++)
        candidate(*list, &n, x->always[i]);
    for (size_t i = 0; i < words; i++)
        for (uint64_t rest = s->touched[i] & x->named[i]; rest != 0; rest &= rest - 1)
            candidate(*list, &n, x->topic[i * 64 + (size_t)__builtin_ctzll(rest)]);
    return n;
}

size_t
match_topics(const struct catalog *c, struct thai_text *t, struct mention out[MENTIONS_MAX], bool *unjudged)
{
    const struct lexicon_scan *s = lexicon_scan(c->lexicon, t);
    struct claims list = {.v = NULL};
    uint16_t *topic;
    size_t topic_n, n = 0;
    bool limit = s->lost;

    if (s->n || c->index->always_n) {
        topic_n = candidates(c, s, t->arena, &topic);
        list.max = topic_n * (HITS_EACH + 1);
        list.v = list.max ? arena_raw(t->arena, list.max * sizeof *list.v) : NULL;
        for (size_t i = 0; list.v && i < topic_n; i++)
            claims_of_topic(&list, &c->topic[topic[i]], topic[i], t, &limit);
    }
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, claim_cmp);
    for (size_t i = 0; i < list.n && n < MENTIONS_MAX; i++)
        if (!is_listed(out, n, list.v[i].mention.topic) && !is_covered(c, &list, i))
            out[n++] = list.v[i].mention;
    if (unjudged)
        *unjudged = limit;
    return n;
}

static bool
takes(const struct catalog *c, const struct mention *m, const struct mention *from)
{
    return m->hit.from <= from->hit.from && m->hit.to >= from->hit.to &&
           match_rivals(c, m->topic, from->topic);
}

const struct topic *
match_covering(const struct catalog *c, struct thai_text *t, const struct topic *topic)
{
    struct mention m[MENTIONS_MAX];
    struct claim v[HITS_EACH + 1];
    struct claims own = {v, 0, HITS_EACH + 1};
    size_t n = match_topics(c, t, m, NULL);
    bool unjudged = false;

    if (is_listed(m, n, topic))
        return NULL;
    claims_of_topic(&own, topic, 0, t, &unjudged);
    for (size_t i = 0; i < own.n; i++)
        for (size_t k = 0; k < n; k++)
            if (takes(c, &m[k], &own.v[i].mention))
                return m[k].topic;
    return NULL;
}

bool
match_any(const struct catalog *c, struct thai_text *t)
{
    const struct lexicon_scan *s = lexicon_scan(c->lexicon, t);
    struct claim v[HITS_EACH + 1];
    struct claims list = {v, 0, HITS_EACH + 1};
    uint16_t *topic;
    size_t topic_n = s->n || c->index->always_n ? candidates(c, s, t->arena, &topic) : 0;
    bool unjudged = false;

    for (size_t i = 0; i < topic_n && list.n == 0; i++)
        claims_of_topic(&list, &c->topic[topic[i]], topic[i], t, &unjudged);
    return list.n > 0;
}

/* Thai words that stand before an item's number; data, in normal form, longest first. */
static const char *const item_words[] = {"ข้อที่", "ข้อ"};

static bool
is_digit_at(struct str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

static size_t
skip_any(struct str s, size_t at, const char *set)
{
    while (at < s.n && s.p[at] && strchr(set, s.p[at]))
        at++;
    return at;
}

/* What announces the number: 0 nothing, 1 a word or the letter O; *at moves behind it. */
static bool
skip_announcement(struct str s, size_t *at)
{
    struct str rest = str_sub(s, *at, s.n);

    for (size_t i = 0; i < sizeof item_words / sizeof *item_words; i++)
        if (str_starts(rest, str_of(item_words[i]))) {
            *at = skip_any(s, *at + strlen(item_words[i]), " ");
            return true;
        }
    if (!str_starts(rest, STR("o")))
        return false;
    *at = skip_any(s, *at + (str_starts(rest, STR("oit")) ? 3 : 1), " .-");
    return true;
}

/* A number that nothing announces counts with a zero for the letter O before it, or a list's dot or bracket
 * behind. */
static bool
is_bare_number(struct str s, size_t from, size_t to)
{
    size_t after = skip_any(s, to, "-");

    if (s.p[from] == '0' && to - from == 3 && after > to && is_digit_at(s, after)) /* a range: 019-022 */
        return s.p[after] == '0' && !is_digit_at(s, after + 3);
    if (to < s.n && strchr("/-:", s.p[to]) && is_digit_at(s, to + 1)) /* a date, a telephone number, a time */
        return false;
    if (to < s.n && s.p[to] == '.' && is_digit_at(s, to + 1)) /* a section number: 1.2 */
        return false;
    return s.p[from] == '0' || (to < s.n && strchr(".)", s.p[to]));
}

/* Most texts begin with a letter that announces nothing. */
static bool
begins_without_number(struct str s)
{
    const char *word = item_words[sizeof item_words / sizeof *item_words - 1];

    return s.n == 0 || ((unsigned char)s.p[0] >= 0x80 && !str_starts(s, str_of(word)));
}

static int
number_at_begin(struct str s)
{
    size_t from = skip_any(s, 0, " ([-*.:"), to;
    bool announced = skip_announcement(s, &from);
    int number = 0;

    for (to = from; is_digit_at(s, to) && to - from < 4; to++)
        number = 10 * number + (s.p[to] - '0');
    if (to == from || to - from > 3 || lexicon_inside_word(s, from) || number < 1 || number > 99)
        return 0;
    if (to < s.n && s.p[to] >= 'a' && s.p[to] <= 'z')
        return 0;
    return announced || is_bare_number(s, from, to) ? number : 0;
}

int
match_item_number(struct thai_text *t)
{
    struct str s = t->norm[THAI_EXACT].text;

    return begins_without_number(s) ? 0 : number_at_begin(s);
}
