/* One look at each distinct text: topics, periods and what kind of saying it is. */
#include "rules/wording.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "rules/gists.h"
#include "rules/phrase_set.h"
#include <stdlib.h>
#include <string.h>

#define FILE_YEAR_FIRST 2555
#define FILE_YEAR_LAST 2579
#define FILE_FIGURES_MAX 2 /* before the year: the number of an item; more make a code of the whole name */
#define FILE_ENDING_MIN 3  /* "pdf", "xlsx" */
#define FILE_ENDING_MAX 5
#define FILE_WORD_BYTES 4 /* before the year; "o66.pdf" is item 66 */
#define TEXT_MAX 1200     /* bytes read of one text: titles of Thai documents stay below */
#define QUOTE_WHOLE 240
#define LONE_MONTH_BYTES 24
#define LENT_YEAR " 2566"
#define GIST_LETTERS 8 /* of meaning; what is said in fewer may be a number, or weak */

/* Vocabulary lists behind the flags; the second is asked of the whole text only. */
static const struct {
    const char *list;
    unsigned flag;
    bool whole;
} sayings[] = {
    {"weak-links", WORDING_WEAK, true},
    {"assessment-index", WORDING_INDEX, false},
    {"about-assessment", WORDING_ABOUT, false},
    {"other-agency", WORDING_OTHER_KIND, false},
    {"empty", WORDING_EMPTY, false},
    {"none-disclosed", WORDING_NONE, false},
    {"board-words", WORDING_BOARD, false},
    {"tag-pages", WORDING_SEARCH, false},
    {"back-links", WORDING_BACK, true},
    {"neighbour-links", WORDING_BACK, false},
    {"home-words", WORDING_BACK | WORDING_HOME, true},
    {"navigation-files", WORDING_STEPS, false},
    {"criteria-text", WORDING_CRITERIA, false},
    {"draft-words", WORDING_UNFINISHED, false},
    {"blank-form-words", WORDING_UNFINISHED, false},
    {"survey-words", WORDING_SURVEY, false},
    {"state-bodies", WORDING_STATE, false},
    {"attached-words", WORDING_ATTACHED, false},
};

#define SAYINGS (sizeof sayings / sizeof sayings[0])

struct wording_book {
    const struct catalog *catalog;
    const struct phrases *list[SAYINGS];
    const struct phrases_choice *against; /* of each topic */
    const struct phrases_choice *sayings; /* of the lists */
    uint16_t *whole;              /* of each topic itself, or that of which it is a part of the year */
    uint64_t *bits;               /* scratch space for a set of topics */
    struct map *against_kept;     /* sets of topics, each once: a site says the same against the same ones */
    const uint64_t *against_last; /* the last that was read; NULL: none */
    struct map *known;
    struct gists *gists; /* of texts that are not among them */
    uint64_t secret;
    struct arena *arena, *scratch;
    const struct wording **unjudged;
    size_t unjudged_n, unjudged_cap;
};

struct wording_book *
wording_book_new(const struct catalog *c, struct aside *aside)
{
    struct wording_book *b = mem_new(1, sizeof *b);
    const struct phrases **against;

    b->catalog = c;
    b->known = map_new();
    b->against_kept = map_new();
    b->gists = gists_new(aside);
    b->secret = hash_secret();
    b->arena = arena_new(0);
    b->scratch = arena_new(0);
    against = ARENA_ARRAY(b->arena, const struct phrases *, c->topic_n + 1);
    for (size_t i = 0; i < c->topic_n; i++)
        against[i] = c->topic[i].against;
    b->whole = ARENA_ARRAY(b->arena, uint16_t, c->topic_n + 1);
    for (size_t i = 0; i < c->topic_n; i++)
        b->whole[i] = (uint16_t)i;
    b->bits = ARENA_ARRAY(b->arena, uint64_t, c->topic_n / 64 + 1);
    b->against = phrases_choice_new(b->arena, against, c->topic_n);
    for (size_t i = 0; i < SAYINGS; i++)
        b->list[i] = catalog_list(c, sayings[i].list);
    b->sayings = phrases_choice_new(b->arena, b->list, SAYINGS);
    return b;
}

void
wording_book_free(struct wording_book *b)
{
    if (b == NULL)
        return;
    map_free(b->known);
    map_free(b->against_kept);
    gists_free(b->gists);
    free(b->unjudged);
    arena_free(b->arena);
    arena_free(b->scratch);
    free(b);
}

void
wording_book_take(struct wording_book *b, const struct pack *p)
{
    const struct topic *first = b->catalog->topic;

    for (size_t i = 0; i < p->part_n; i++)
        for (size_t k = 0; k < p->part[i].halves.n; k++)
            b->whole[p->part[i].halves.topic[k] - first] = (uint16_t)(p->part[i].topic - first);
    for (size_t i = 0; i < p->part_n; i++)
        b->whole[p->part[i].topic - first] = (uint16_t)(p->part[i].topic - first);
}

/* A text that is being read: where what is found of it is kept. */
struct reading {
    struct wording_book *book;
    struct arena *keep;
    struct wording *w;
    struct thai_text *text;
};

static void
read_topics(struct reading *r)
{
    struct mention m[MENTIONS_MAX];
    bool unjudged = false;
    size_t n = match_topics(r->book->catalog, r->text, m, &unjudged);
    struct wording_topic *topic;

    n = n < WORDING_TOPICS ? n : WORDING_TOPICS;
    if (unjudged)
        r->w->flags |= WORDING_UNJUDGED;
    if (n == 0)
        return;
    topic = ARENA_ARRAY(r->keep, struct wording_topic, n);
    for (size_t i = 0; i < n; i++) {
        size_t number = (size_t)(m[i].topic - r->book->catalog->topic);

        topic[i] = (struct wording_topic){
            .topic = r->book->whole[number],
            .label = m[i].label,
            .half = r->book->whole[number] != number,
            .tier = (uint8_t)m[i].hit.tier,
            .from = (uint32_t)m[i].hit.from,
            .to = (uint32_t)m[i].hit.to,
        };
    }
    r->w->topic = topic;
    r->w->topic_n = (uint8_t)n;
}

static void
read_against(struct reading *r)
{
    struct wording_book *b = r->book;
    size_t words = b->catalog->topic_n / 64 + 1;

    memset(b->bits, 0, words * sizeof *b->bits);
    if (!phrases_which(b->against, r->text, b->bits))
        return;
    /* What is against the whole year only says which half it is. */
    for (size_t i = 0; i < r->w->topic_n; i++)
        if (r->w->topic[i].half)
            b->bits[r->w->topic[i].topic / 64] &= ~(1ULL << r->w->topic[i].topic % 64);
    if (b->against_last == NULL || memcmp(b->against_last, b->bits, words * sizeof *b->bits) != 0)
        b->against_last =
            (const uint64_t *)(const void *)map_put(
                b->against_kept, (struct str){(const char *)b->bits, words * sizeof *b->bits}, NULL)
                ->key.p;
    r->w->against = b->against_last;
}

const struct wording *
wording_unjudged(const struct wording_book *b, size_t i)
{
    return i < b->unjudged_n ? b->unjudged[i] : NULL;
}

/*
 * A month's short name as the whole text, as in a row of twelve links, is a month of a year stated elsewhere.
 * Short names are read only beside a year, so one is lent.
 */
static size_t
read_lone_month(struct str norm, struct period *out)
{
    char room[LONE_MONTH_BYTES + sizeof LENT_YEAR];
    struct str lent = {room, norm.n + sizeof LENT_YEAR - 1};

    if (norm.n == 0 || norm.n > LONE_MONTH_BYTES)
        return 0;
    memcpy(room, norm.p, norm.n);
    memcpy(room + norm.n, LENT_YEAR, sizeof LENT_YEAR);
    if (dates_find(lent, out, 1) == 0 || out->kind != PERIOD_MONTHS || out->month_from != out->month_to ||
        out->at != 0)
        return 0;
    out->first = out->last = 0;
    out->style = YEAR_NONE;
    out->len = norm.n;
    return 1;
}

/* Two digits of a year at end of norm, as in "plan66"; 0 when they are none. */
static int
short_year_before(struct str norm, size_t end)
{
    int year;

    if (end < 2 || norm.p[end - 1] < '0' || norm.p[end - 1] > '9' || norm.p[end - 2] < '0' ||
        norm.p[end - 2] > '9' || (end > 2 && norm.p[end - 3] >= '0' && norm.p[end - 3] <= '9'))
        return 0;
    year = 2500 + (norm.p[end - 2] - '0') * 10 + norm.p[end - 1] - '0';
    return year >= FILE_YEAR_FIRST && year <= FILE_YEAR_LAST ? year : 0;
}

/* File names end in years of two digits ("plan66.pdf", "plan 64-66.pdf"); elsewhere such numbers are
 * anything. */
static size_t
read_file_year(struct str norm, struct period *out)
{
    size_t dot = norm.n, at, words = 0, figures = 0;
    int last, first;

    while (dot > 0 && norm.p[dot - 1] != '.' && norm.n - dot < FILE_ENDING_MAX)
        dot--;
    if (dot < 2 || norm.p[dot - 1] != '.' || norm.n - dot < FILE_ENDING_MIN)
        return 0;
    for (at = dot; at < norm.n; at++)
        if (norm.p[at] < 'a' || norm.p[at] > 'z')
            return 0;
    dot--;
    last = short_year_before(norm, dot);
    at = dot >= 2 ? dot - 2 : 0;
    first = last != 0 && at > 2 && norm.p[at - 1] == '-' ? short_year_before(norm, at - 1) : 0;
    if (first == 0 || first >= last)
        first = last;
    else
        at -= 3;
    for (size_t i = 0; i < at; i++) {
        words += (unsigned char)norm.p[i] >= 0x80 || (norm.p[i] >= 'a' && norm.p[i] <= 'z');
        figures += norm.p[i] >= '0' && norm.p[i] <= '9';
    }
    if (last == 0 || words < FILE_WORD_BYTES || figures > FILE_FIGURES_MAX)
        return 0;
    *out = (struct period){.kind = first < last ? PERIOD_SPAN : PERIOD_YEAR,
                           .style = YEAR_SHORT,
                           .first = first,
                           .last = last,
                           .at = at,
                           .len = dot - at};
    return 1;
}

static void
read_periods(struct reading *r)
{
    struct str norm = r->text->norm[THAI_EXACT].text;
    const struct period *found;
    struct period other, *keep;
    size_t n = thai_text_periods(r->text, &found);

    r->w->plain = n > 0;
    if (n == 0) {
        found = &other;
        n = read_file_year(norm, &other);
    }
    if (n == 0)
        n = read_lone_month(norm, &other);
    r->w->plain |= n == 0;
    if (n == 0)
        return;
    keep = ARENA_ARRAY(r->keep, struct period, n);
    for (size_t i = 0; i < n; i++)
        keep[i] = found[i];
    r->w->period = keep;
    r->w->period_n = (uint8_t)n;
}

/* thai_is_letter() by the place in the block. */
static const uint8_t is_thai_letter[128] = {
    [0x01 ... 0x2E] = 1,
    [0x30] = 1,
    [0x32 ... 0x33] = 1,
    [0x40 ... 0x45] = 1,
};

/* Of a normal form, which has a NUL behind. */
static uint32_t
letters_between(struct str norm, size_t at, size_t end)
{
    uint32_t count = 0;

    while (at < end) {
        unsigned char c = (unsigned char)norm.p[at];
        unsigned place;

        if (c < 0x80) {
            count += c >= 'a' && c <= 'z';
            at++;
        } else if (c == 0xE0 && (place = thai_place(norm.p + at)) != THAI_NO_PLACE) {
            count += is_thai_letter[place];
            at += 3;
        } else {
            utf8_next(norm, &at);
        }
    }
    return count;
}

/* Letters that are neither part of a period nor digits nor punctuation.  Periods stand in order of place. */
static uint32_t
meaning_of(struct wording_book *b, const struct wording *w, struct thai_text *t)
{
    const struct lexicon_scan *scan = lexicon_scan(b->catalog->lexicon, t);
    struct str norm = t->norm[THAI_EXACT].text;
    uint32_t count = scan->lost ? letters_between(norm, 0, norm.n) : scan->letters;
    size_t at = 0;

    for (size_t i = 0; i < w->period_n; i++) {
        size_t from = w->period[i].at > at ? w->period[i].at : at, end = w->period[i].at + w->period[i].len;

        if (end > from)
            count -= letters_between(norm, from, end);
        at = end > at ? end : at;
    }
    return count;
}

static void
read_sayings(struct reading *r)
{
    /* Most texts have none. */
    if (!phrases_may_hold(r->book->sayings, r->text))
        return;
    for (size_t i = 0; i < SAYINGS; i++) {
        struct phrase_hit hit = {0};
        bool about = sayings[i].flag == WORDING_ABOUT, said;

        if (!phrases_touch(r->book->list[i], r->text))
            continue;
        said = sayings[i].whole ? phrases_whole(r->book->list[i], r->text, NULL)
                                : phrases_find(r->book->list[i], r->text, about ? &hit : NULL) == PHRASE_YES;
        if (!said)
            continue;
        r->w->flags |= sayings[i].flag;
        if (about)
            r->w->about_at = (uint16_t)hit.from;
    }
}

static struct wording *
read_text(struct wording_book *b, struct arena *keep, struct str text, struct thai_text *t, bool against)
{
    struct reading r = {b, keep, ARENA_NEW(keep, struct wording), t};
    struct wording *w = r.w;

    w->text = text;
    w->book = b;
    read_topics(&r);
    w->complete = against;
    if (against)
        read_against(&r);
    read_periods(&r);
    read_sayings(&r);
    w->item = (uint8_t)match_item_number(t);
    w->meaning = (uint16_t)meaning_of(b, w, t);
    if (w->meaning == 0)
        w->flags |= WORDING_WEAK;
    return w;
}

struct str
wording_part(struct str text)
{
    text = str_trim(text);
    return text.n > TEXT_MAX ? utf8_prefix(text, TEXT_MAX / 3) : text;
}

static void
note_unjudged(struct wording_book *b, const struct wording *w)
{
    if (!(w->flags & WORDING_UNJUDGED))
        return;
    b->unjudged = mem_room(b->unjudged, b->unjudged_n, &b->unjudged_cap, sizeof *b->unjudged);
    b->unjudged[b->unjudged_n++] = w;
}

/* The text lives as long as the book: it is the key of its own entry. */
static const struct wording *
read_entry(struct wording_book *b, struct map_entry *e)
{
    struct thai_text t;
    struct wording *w;

    arena_reset(b->scratch);
    thai_text_init(&t, b->scratch, e->key);
    e->ptr = w = read_text(b, b->arena, e->key, &t, true);
    note_unjudged(b, w);
    return w;
}

const struct wording *
wording_of(struct wording_book *b, struct str text)
{
    struct map_entry *e = map_put(b->known, wording_part(text), NULL);

    return e->ptr ? e->ptr : read_entry(b, e);
}

static void *
copy_of(struct arena *a, const void *p, size_t n)
{
    return n > 0 ? memcpy(arena_raw(a, n), p, n) : NULL;
}

/* Is it of no use but for what was read of it? */
static bool
is_plain(const struct wording *w)
{
    bool ascii = true;

    for (size_t i = 0; i < w->text.n && ascii; i++)
        ascii = (unsigned char)w->text.p[i] < 0x80;
    return w->topic_n == 0 && w->item == 0 && w->meaning >= GIST_LETTERS &&
           !(w->flags & (WORDING_WEAK | WORDING_UNJUDGED)) && !ascii;
}

/* Of a text that is not among those that are known. */
static const struct wording *
keep_reading(struct wording_book *b, const struct wording *read)
{
    struct map_entry *e = map_put(b->known, read->text, NULL);
    struct wording *w = arena_raw(b->arena, sizeof *w);

    *w = *read;
    w->text = e->key;
    w->topic = copy_of(b->arena, w->topic, w->topic_n * sizeof *w->topic);
    w->period = copy_of(b->arena, w->period, w->period_n * sizeof *w->period);
    e->ptr = w;
    note_unjudged(b, w);
    return w;
}

/* Of the letters nothing is kept before somebody asks for them. */
static struct gist
gist_of(struct wording_book *b, struct str text, bool letters)
{
    struct str part = wording_part(text);
    uint64_t hash = hash_bytes(part, b->secret);
    struct gist known = gists_find(b->gists, hash);
    bool whole = letters && known.letters == 0 && gists_full(b->gists);
    const struct map_entry *e = known.words == NULL || whole ? map_get_hashed(b->known, part, hash) : NULL;
    const struct wording *w = known.words;
    struct thai_text t;

    if (e != NULL)
        return (struct gist){e->ptr, 0};
    if (w != NULL && (known.letters != 0 || !letters))
        return known;
    arena_reset(b->scratch);
    thai_text_init(&t, b->scratch, part);
    w = w != NULL && !whole ? w : read_text(b, b->scratch, part, &t, true);
    if (whole || (!w->shared && !is_plain(w)))
        return (struct gist){keep_reading(b, w), 0};
    return gists_share(b->gists, hash, w, letters ? t.norm[THAI_EXACT].narrow : STR_NONE);
}

void
wording_expect(const struct wording_book *b, struct str text)
{
    gists_expect(b->gists, hash_bytes(wording_part(text), b->secret));
}

const struct wording *
wording_gist(struct wording_book *b, struct str text)
{
    return gist_of(b, text, false).words;
}

struct gist
wording_gist_letters(struct wording_book *b, struct str text)
{
    return gist_of(b, text, true);
}

struct str
wording_letters(const struct wording_book *b, uint32_t letters)
{
    return gists_letters(b->gists, letters);
}

void
wording_forget_letters(struct wording_book *b)
{
    gists_forget_letters(b->gists);
}

void
wording_rest(struct wording_book *b)
{
    gists_rest(b->gists);
}

const struct wording *
wording_whole(struct wording_book *b, const struct wording *gist, struct str text)
{
    struct wording *w = arena_raw(b->arena, sizeof *w);

    *w = *gist;
    w->text = text;
    w->shared = false;
    return w;
}

const struct wording *
wording_with(const struct wording *w, struct arena *a, struct str text)
{
    struct wording *own;

    if (!w->shared)
        return w;
    own = arena_raw(a, sizeof *own);
    *own = *w;
    own->text = wording_part(text);
    own->shared = false;
    return own;
}

const struct wording *
wording_known(const struct wording_book *b, struct str text, struct arena *a)
{
    struct str part = wording_part(text);
    uint64_t hash = hash_bytes(part, b->secret);
    const struct map_entry *e = map_get_hashed(b->known, part, hash);
    const struct wording *gist = e == NULL ? gists_find(b->gists, hash).words : NULL;

    return e != NULL ? e->ptr : gist != NULL ? wording_with(gist, a, part) : NULL;
}

/*
 * What is only looked at need not be remembered: the lines of all pages are most of a site's text.  A text
 * that could not be judged is.
 */
const struct wording *
wording_look(struct wording_book *b, struct thai_text *t)
{
    struct str text = wording_part(t->original);
    struct thai_text passing;
    const struct period *periods;
    const struct wording *w;

    if (text.n != t->original.n)
        return wording_of(b, text);
    lexicon_scan(b->catalog->lexicon, t);
    thai_text_periods(t, &periods);
    passing = *t;
    passing.arena = b->scratch;
    arena_reset(b->scratch);
    w = read_text(b, t->arena, text, &passing, false);
    return w->flags & WORDING_UNJUDGED ? wording_of(b, text) : w;
}

const struct wording *
wording_keep(struct wording_book *b, const struct wording *w)
{
    const struct map_entry *e = w->complete ? map_get(b->known, w->text) : NULL;

    if (!w->complete)
        return wording_of(b, w->text);
    return e != NULL ? e->ptr : keep_reading(b, w);
}

bool
wording_names(const struct wording *w, size_t topic)
{
    for (size_t i = 0; i < w->topic_n; i++)
        if (w->topic[i].topic == topic)
            return true;
    return false;
}

bool
wording_names_half(const struct wording *w, size_t topic)
{
    for (size_t i = 0; i < w->topic_n; i++)
        if (w->topic[i].topic == topic)
            return w->topic[i].half;
    return false;
}

bool
wording_states_day(const struct wording *w)
{
    for (size_t i = 0; i < w->period_n; i++)
        if (w->period[i].kind == PERIOD_DAY)
            return true;
    return false;
}

bool
wording_against(const struct wording *w, size_t topic)
{
    return wording_set_has(w->against, topic);
}

size_t
wording_first_topic(const struct wording *w)
{
    return w->topic_n > 0 ? w->topic[0].topic : SIZE_MAX;
}

/* The breaks between parts of a row as bars. */
static struct str
with_bars(struct arena *a, struct str text)
{
    char *out = arena_raw(a, text.n + 1);

    for (size_t i = 0; i < text.n; i++)
        out[i] = text.p[i] == THAI_BREAK ? '|' : text.p[i];
    return (struct str){out, text.n};
}

static bool
has_breaks(struct str text)
{
    return str_find_char(text, THAI_BREAK, 0) != STR_NOT_FOUND;
}

/* Few rows are ever shown, and a copy would be as long as the row. */
struct str
wording_shown(const struct wording *w)
{
    struct wording *known = (struct wording *)w;

    if (w->barred)
        return (struct str){w->bars, w->text.n};
    if (!has_breaks(w->text))
        return w->text;
    known->bars = with_bars(w->book->arena, w->text).p;
    known->barred = true;
    return (struct str){w->bars, w->text.n};
}

static struct str
short_part(struct str shown)
{
    return shown.n <= QUOTE_WHOLE ? shown : utf8_prefix(shown, QUOTE_WHOLE / 3);
}

struct str
wording_quote(const struct wording *w)
{
    struct wording *known = (struct wording *)w;
    struct str shown = wording_shown(w);

    /* What a page says is quoted for each of its topics. */
    if (w->quoted == 0)
        known->quoted = (uint16_t)short_part(shown).n;
    return str_sub(shown, 0, w->quoted);
}

struct str
wording_quote_text(struct str text, struct arena *a)
{
    text = short_part(wording_part(text));
    return has_breaks(text) ? with_bars(a, text) : text;
}

bool
wording_holds(const struct phrases *list, const struct wording *w)
{
    struct arena *a = arena_new(0);
    struct thai_text t;
    bool found;

    thai_text_init(&t, a, w->text);
    found = phrases_find(list, &t, NULL) == PHRASE_YES;
    arena_free(a);
    return found;
}
