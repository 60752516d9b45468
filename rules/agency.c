/*
 * Names are a word of kind ("เทศบาลตำบล", "อบต.") and a proper name behind it.  Most texts hold none of the
 * words: one pass over two bytes of each place tells which stand where.  To look for each was 2 % of
 * judging a site.
 */
#include "rules/agency.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "rules/wording.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LETTERS_MAX 30 /* characters of a proper name */
#define NAME_LETTERS_MIN 2
#define NAME_LETTERS_APART 20 /* behind a blank: a run that is longer is a sentence */
#define NAME_BYTES ((size_t)4 * NAME_LETTERS_MAX)
#define UTF8_MOST 4
#define TONE_FIRST 0x0E48
#define TONE_LAST 0x0E4C
#define LETTERS_TO_ONE_MISREAD 5
#define TEXT_MAX 600 /* bytes of one text searched for a name */
#define MENTIONS 8
#define WORDS_TOLD 64 /* words told apart by two of their bytes; further ones are always looked for */
#define PLACES 32
#define THIRD 2
#define SIXTH 5

const char *const agency_kinds[AGENCY_KINDS] = {"sao", "tambon", "mueang", "nakhon", "pao", "pattaya"};

struct agency {
    const struct phrases *word[AGENCY_KINDS], *ends, *not_names, *never_names, *province_words, *places,
        *district_words;
    struct str told[WORDS_TOLD];     /* the first words of all kinds */
    uint64_t third[256], sixth[256]; /* bit i: word i of them has this byte there */
    uint64_t short_words;            /* that have no sixth byte */
    bool all_told;                   /* there are no further words */
    struct map *seen;                /* whole name -> number of pages */
    struct map *provinces;           /* the same for provinces named behind a name */
    struct arena *arena;
    struct str name, proper, province;
    size_t kind;
};

struct naming {
    size_t kind;
    struct str whole, proper; /* of the original text */
    struct str province;      /* said behind it, or empty */
    bool doubtful;            /* may as well be what the sentence goes on with: "SAO clean and open" */
};

/* How a word begins. */
static void
tell_word(struct agency *a, struct str word, size_t number)
{
    uint64_t bit = number < WORDS_TOLD ? 1ULL << number : 0;

    if (bit != 0)
        a->told[number] = word;
    if (word.n <= SIXTH) {
        a->short_words |= bit;
        return;
    }
    a->third[(unsigned char)word.p[THIRD]] |= bit;
    a->sixth[(unsigned char)word.p[SIXTH]] |= bit;
}

struct agency *
agency_new(const struct catalog *c)
{
    struct agency *a = mem_new(1, sizeof *a);
    size_t number = 0;
    char list[32];

    for (size_t i = 0; i < AGENCY_KINDS; i++) {
        snprintf(list, sizeof list, "agency-%s", agency_kinds[i]);
        a->word[i] = catalog_list(c, list);
        for (size_t k = 0; k < phrases_size(a->word[i]); k++)
            tell_word(a, phrases_text(a->word[i], k), number++);
    }
    a->all_told = number <= WORDS_TOLD;
    a->ends = catalog_list(c, "agency-ends");
    a->not_names = catalog_list(c, "agency-not-names");
    a->never_names = catalog_list(c, "agency-never-names");
    a->province_words = catalog_list(c, "province-words");
    a->places = catalog_list(c, "place-beginnings");
    a->district_words = catalog_list(c, "district-words");
    a->seen = map_new();
    a->provinces = map_new();
    a->arena = arena_new(0);
    a->kind = AGENCY_KINDS;
    return a;
}

void
agency_free(struct agency *a)
{
    if (a == NULL)
        return;
    map_free(a->seen);
    map_free(a->provinces);
    arena_free(a->arena);
    free(a);
}

/* "of the municipality too": the sentence goes on, behind a blank most of all, and no name follows. */
static bool
goes_on(const struct agency *a, struct str name, bool apart)
{
    return phrases_begin(a->never_names, name) || (apart && phrases_begin(a->not_names, name));
}

/* The proper name that begins at from: Thai letters up to a blank or a word that ends names. */
static struct str
proper_name(const struct agency *a, struct str text, size_t from)
{
    size_t at = from, to, letters = 0;
    struct str name;
    bool apart;

    while (at < text.n && text.p[at] == ' ')
        at++;
    apart = at > from;
    from = to = at;
    while (at < text.n && letters < NAME_LETTERS_MAX) {
        uint32_t c = utf8_next(text, &at);
        if (!thai_is_letter(c) && !thai_is_mark(c))
            break;
        to = at;
        letters++;
    }
    name = str_sub(text, from, to);
    for (size_t i = 0; i < phrases_size(a->ends); i++) {
        size_t cut = str_find(name, phrases_text(a->ends, i), 0);
        if (cut != STR_NOT_FOUND && cut > 0)
            name = str_sub(name, 0, cut);
    }
    return utf8_length(name) >= NAME_LETTERS_MIN && !goes_on(a, name, apart) ? name : STR_NONE;
}

/* Does a word of kind begin at this place?  Not in the middle of another Thai word. */
static bool
begins_word(struct str text, size_t at)
{
    size_t before = at;

    while (before > 0 && (text.p[before - 1] & 0xc0) == 0x80)
        before--;
    before -= before > 0;
    return at == 0 || !thai_is_letter(utf8_next(text, &before));
}

/* Short forms ("อบต.") need a beginning of their own; long ones stand inside running text. */
static bool
is_short(struct str word)
{
    return utf8_length(word) < 6;
}

/* The province that a text names behind an agency. */
static struct str
province_behind(const struct agency *a, struct str text, size_t from)
{
    for (size_t i = 0; i < phrases_size(a->province_words); i++) {
        struct str word = phrases_text(a->province_words, i);

        for (size_t at = from; (at = str_find(text, word, at)) != STR_NOT_FOUND; at += word.n) {
            struct str name =
                is_short(word) && !begins_word(text, at) ? STR_NONE : proper_name(a, text, at + word.n);

            if (name.n > 0)
                return name;
        }
    }
    return STR_NONE;
}

static struct str
behind_blanks(struct str text, size_t at)
{
    while (at < text.n && (text.p[at] == ' ' || text.p[at] == THAI_BREAK))
        at++;
    return str_sub(text, at, text.n);
}

/* Behind a short word and a blank anything may stand: a name is what begins as places do, and is no longer
 * than they are, or what a district is said of. */
static bool
is_doubtful(const struct agency *a, struct str text, struct str word, size_t word_end, struct str name)
{
    size_t from = (size_t)(name.p - text.p);
    bool like_place = phrases_begin(a->places, name) && utf8_length(name) <= NAME_LETTERS_APART;

    return is_short(word) && from > word_end && !like_place &&
           !phrases_begin(a->district_words, behind_blanks(text, from + name.n));
}

/* Of this kind there is one, and its word is its name. */
static bool
is_name(size_t kind)
{
    return str_eq(str_of(agency_kinds[kind]), STR("pattaya"));
}

/* Where words of kind stand in a text, in order of place. */
struct places {
    struct {
        uint16_t at;
        uint8_t word;
    } place[PLACES];
    size_t n;
    uint64_t words; /* that stand there, as bits; short ones, which are not among the places, may */
    bool full;      /* there were more */
};

static void
note_place(struct places *p, size_t word, size_t at)
{
    p->words |= 1ULL << word;
    if (p->n == PLACES) {
        p->full = true;
        return;
    }
    p->place[p->n].word = (uint8_t)word;
    p->place[p->n++].at = (uint16_t)at;
}

/* Words begin where characters do. */
static void
find_words(const struct agency *a, struct str text, struct places *p)
{
    p->n = 0;
    p->full = false;
    p->words = a->short_words;
    for (size_t at = 0; at + SIXTH < text.n; at += (unsigned char)text.p[at] == 0xE0 ? 3 : 1)
        for (uint64_t near =
                 a->third[(unsigned char)text.p[at + THIRD]] & a->sixth[(unsigned char)text.p[at + SIXTH]];
             near != 0; near &= near - 1) {
            size_t word = (size_t)__builtin_ctzll(near);

            if (str_starts(str_sub(text, at, text.n), a->told[word]))
                note_place(p, word, at);
        }
}

/* The next place of a word from `at` on. */
static size_t
next_place(const struct places *p, struct str text, struct str word, size_t number, size_t at)
{
    if (number >= WORDS_TOLD || word.n <= SIXTH || p->full)
        return str_find(text, word, at);
    for (size_t i = 0; i < p->n; i++)
        if (p->place[i].word == number && p->place[i].at >= at)
            return p->place[i].at;
    return STR_NOT_FOUND;
}

/* Sara am in two letters, as some systems write it, is one in the words of kind. */
static struct str
with_whole_am(const struct agency *a, struct str text)
{
    static const char two[] = "\xE0\xB9\x8D\xE0\xB8\xB2", one[] = "\xE0\xB8\xB3";
    struct buf b;
    struct str rest = text;
    size_t at = str_find(text, STR(two), 0);

    if (at == STR_NOT_FOUND)
        return text;
    buf_init(&b, text.n);
    for (; at != STR_NOT_FOUND; at = str_find(rest, STR(two), 0)) {
        buf_str(&b, str_sub(rest, 0, at));
        buf_str(&b, STR(one));
        rest = str_sub(rest, at + sizeof two - 1, rest.n);
    }
    buf_str(&b, rest);
    text = arena_str(a->arena, buf_view(&b));
    buf_free(&b);
    return text;
}

/* Names in a text; patterns of the lists are for other uses. */
static size_t
find_names(const struct agency *a, struct str text, struct naming out[MENTIONS])
{
    size_t n = 0, number = 0;
    struct places places;

    text = with_whole_am(a, str_sub(text, 0, text.n < TEXT_MAX ? text.n : TEXT_MAX));
    find_words(a, text, &places);
    if (places.words == 0 && a->all_told)
        return 0;
    for (size_t k = 0; k < AGENCY_KINDS; k++)
        for (size_t i = 0; i < phrases_size(a->word[k]); i++, number++) {
            struct str word = phrases_text(a->word[k], i);

            if ((number < WORDS_TOLD && !(places.words >> number & 1)) || str_starts(word, STR("re:")))
                continue;
            for (size_t at = 0;
                 n < MENTIONS && (at = next_place(&places, text, word, number, at)) != STR_NOT_FOUND;
                 at += word.n) {
                struct str name =
                    is_short(word) && !begins_word(text, at) ? STR_NONE : proper_name(a, text, at + word.n);
                size_t end = name.n > 0 ? (size_t)(name.p + name.n - text.p) : 0;
                bool doubtful = name.n > 0 && is_doubtful(a, text, word, at + word.n, name);

                if (name.n == 0 && is_name(k)) {
                    name = word;
                    end = at + word.n;
                }
                if (name.n > 0)
                    out[n++] = (struct naming){k, str_sub(text, at, end), name, province_behind(a, text, end),
                                               doubtful};
            }
        }
    return n;
}

/* Counts the names in a text so many times. */
static void
learn_text(struct agency *a, struct str text, int64_t times)
{
    struct naming name[MENTIONS];
    size_t n = find_names(a, text, name);

    for (size_t i = 0; i < n; i++) {
        if (name[i].doubtful)
            continue;
        map_put(a->seen, name[i].whole, NULL)->num += times;
        if (name[i].province.n > 0)
            map_put(a->provinces, name[i].province, NULL)->num += times;
    }
}

void
agency_learn(struct agency *a, const struct page *page)
{
    learn_text(a, page->title, 2);
    learn_text(a, page->site_name, 1);
    for (size_t i = 0; i < page->block_n; i++) {
        const struct block *b = &page->block[i];
        if (b->place == PLACE_HEADER || b->place == PLACE_FOOTER ||
            (b->kind == BLOCK_HEADING && b->level <= 2))
            learn_text(a, b->text, 1);
    }
}

void
agency_settle(struct agency *a)
{
    struct naming name[MENTIONS];
    int64_t best = 0;

    for (size_t i = 0; i < map_count(a->seen); i++) {
        const struct map_entry *e = map_at(a->seen, i);
        if (e->num <= best || find_names(a, e->key, name) == 0)
            continue;
        best = e->num;
        a->name = arena_str(a->arena, e->key);
        a->kind = name[0].kind;
        a->proper = arena_str(a->arena, name[0].proper);
    }
    best = 0;
    for (size_t i = 0; i < map_count(a->provinces); i++) {
        const struct map_entry *e = map_at(a->provinces, i);
        if (e->num <= best)
            continue;
        best = e->num;
        a->province = arena_str(a->arena, e->key);
    }
}

struct str
agency_name(const struct agency *a)
{
    return a->name;
}

struct str
agency_kind(const struct agency *a)
{
    return a->kind < AGENCY_KINDS ? str_of(agency_kinds[a->kind]) : STR_NONE;
}

unsigned
agency_kind_bit(const struct agency *a)
{
    return a->kind < AGENCY_KINDS ? 1U << a->kind : 0;
}

/* A name without its tone marks and silent letters' marks, which papers lose and recognition misreads. */
static struct str
without_tones(struct str name, char out[NAME_BYTES])
{
    size_t n = 0;

    for (size_t at = 0, from = 0; at < name.n && n + UTF8_MOST <= NAME_BYTES; from = at) {
        uint32_t c = utf8_next(name, &at);

        if (c >= TONE_FIRST && c <= TONE_LAST)
            continue;
        memcpy(out + n, name.p + from, at - from);
        n += at - from;
    }
    return (struct str){out, n};
}

/* What follows a name without a blank is read as part of it. */
static bool
same_name(struct str x, struct str y)
{
    char one[NAME_BYTES], other[NAME_BYTES];

    x = without_tones(x, one);
    y = without_tones(y, other);
    return str_starts(x, y) || str_starts(y, x);
}

static size_t
letters_of(struct str name, uint32_t out[NAME_LETTERS_MAX])
{
    size_t n = 0;

    for (size_t at = 0; at < name.n && n < NAME_LETTERS_MAX;)
        out[n++] = utf8_next(name, &at);
    return n;
}

/* So many letters wrong, lost or added make a beginning of y of x. */
static size_t
letters_apart(struct str x, struct str y)
{
    uint32_t a[NAME_LETTERS_MAX], b[NAME_LETTERS_MAX];
    size_t n = letters_of(x, a), m = letters_of(y, b), row[NAME_LETTERS_MAX + 1], best;

    for (size_t i = 0; i <= n; i++)
        row[i] = i;
    best = row[n];
    for (size_t j = 0; j < m; j++) {
        size_t corner = row[0]++;

        for (size_t i = 1; i <= n; i++) {
            size_t least = corner + (a[i - 1] != b[j]);

            corner = row[i];
            least = row[i] + 1 < least ? row[i] + 1 : least;
            row[i] = row[i - 1] + 1 < least ? row[i - 1] + 1 : least;
        }
        best = row[n] < best ? row[n] : best;
    }
    return best;
}

static bool
holds_own(const struct agency *a, const struct naming *name, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (same_name(name[i].proper, a->proper) &&
            (name[i].province.n == 0 || a->province.n == 0 || same_name(name[i].province, a->province)))
            return true;
    return false;
}

bool
agency_is_other(const struct agency *a, struct str text)
{
    struct naming name[MENTIONS];
    size_t n = a->proper.n > 0 ? find_names(a, text, name) : 0, sure = 0;

    for (size_t i = 0; i < n; i++)
        sure += !name[i].doubtful;
    return sure > 0 && !holds_own(a, name, n);
}

bool
agency_is_others(const struct agency *a, const struct wording *w)
{
    struct wording *known = (struct wording *)w;

    if (w->others == OTHERS_NOT_ASKED)
        known->others = agency_is_other(a, w->text) ? OTHERS_NAMED : OTHERS_NOT_NAMED;
    return w->others == OTHERS_NAMED;
}

bool
agency_is_own(const struct agency *a, struct str text)
{
    struct naming name[MENTIONS];

    return a->proper.n > 0 && holds_own(a, name, find_names(a, text, name));
}

bool
agency_is_nearly_own(const struct agency *a, struct str text)
{
    struct naming name[MENTIONS];
    char one[NAME_BYTES], other[NAME_BYTES];
    struct str own = without_tones(a->proper, one);
    size_t n = a->proper.n > 0 ? find_names(a, text, name) : 0;

    for (size_t i = 0; i < n; i++)
        if (letters_apart(own, without_tones(name[i].proper, other)) * LETTERS_TO_ONE_MISREAD <=
            utf8_length(own))
            return true;
    return false;
}
